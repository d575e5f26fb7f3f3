//! Every case of `tests/cases/intake` holds.
#![expect(clippy::disallowed_methods, reason = "the tests read the case files")]
#![expect(clippy::unwrap_used, reason = "a broken case file should stop the test")]

use std::fs;
use std::path::Path;

use dateline_tests::Page;
use dateline_text::{CreditKind, ProblemKind, RegionClass};

fn pages() -> Vec<(String, Vec<Page>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/intake");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let pages = Page::parse(&fs::read_to_string(path).unwrap());
        let pages = pages.map_err(|error| format!("{name}: {error}")).unwrap();
        (name, pages)
    };
    paths.iter().map(read).collect()
}

#[test]
fn every_case_of_intake_holds() {
    let mut complaints = Vec::new();
    for (name, pages) in pages() {
        for page in &pages {
            for (line, complaint) in page.complaints() {
                complaints.push(format!("{name}:{line}: {complaint}"));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_case_of_intake_asks_for_something() {
    for (name, pages) in pages() {
        let asks = pages.iter().all(|page| !page.asks.is_empty());
        assert!(asks && !pages.is_empty(), "{name} asks for nothing");
    }
}

#[test]
fn the_page_on_intake_names_every_class_credit_and_problem() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/intake.md");
    let page = fs::read_to_string(page).unwrap();
    let classes = RegionClass::ALL.iter().map(|(_, word)| *word);
    let credits = CreditKind::ALL.iter().map(|(_, word)| *word);
    let problems = ProblemKind::ALL.iter().map(|(_, word)| *word);
    for word in classes.chain(credits).chain(problems) {
        assert!(page.contains(&format!("\n| `{word}` |")), "{word}");
    }
}
