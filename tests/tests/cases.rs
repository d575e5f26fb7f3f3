//! Every case of `tests/cases` holds.
#![expect(clippy::disallowed_methods, reason = "the tests read the case files")]
#![expect(clippy::unwrap_used, reason = "a broken case file should stop the test")]

use std::fs;
use std::path::{Path, PathBuf};

use dateline_findings::Codebook;
use dateline_language::Model;
use dateline_tests::{Case, Reading};

#[test]
fn every_case_holds() {
    let folder = folder();
    let (model, codebook) = (Model::shipped(), Codebook::shipped());
    let mut complaints = Vec::new();
    for file in files(&folder) {
        let name = file.strip_prefix(&folder).unwrap().display().to_string();
        for case in cases(&file) {
            let reading = Reading::new(&case, &model, &codebook);
            for assertion in &case.assertions {
                if let Some(complaint) = reading.complaint(assertion) {
                    complaints.push(format!("{name}:{}: {complaint}", assertion.line));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_case_asks_for_something() {
    let files = files(&folder());
    assert!(!files.is_empty(), "there are no cases");
    for file in files {
        let cases = cases(&file);
        let asks = cases.iter().all(|case| !case.assertions.is_empty());
        assert!(asks && !cases.is_empty(), "{} asks for nothing", file.display());
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

fn cases(file: &Path) -> Vec<Case> {
    let page = fs::read_to_string(file).unwrap();
    Case::parse(&page).map_err(|error| format!("{}: {error}", file.display())).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        // tests/intake.rs reads the one; the other, of two reports, are `dateline-copies`' own.
        if path.ends_with("intake") || path.ends_with("copies") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found.sort();
    found
}
