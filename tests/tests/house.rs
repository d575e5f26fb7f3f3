//! The house is as `ARCHITECTURE.md` says: arrows, sorted tables, headings.
#![expect(clippy::disallowed_methods, reason = "the tests read the sources")]
#![expect(clippy::unwrap_used, reason = "an unreadable source should stop the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Arrows = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// What a folder holds, in order; nothing where there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn crates() -> Vec<PathBuf> {
    entries(&root().join("crates"))
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

/// The arrows drawn in `ARCHITECTURE.md`.
fn drawn() -> Arrows {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let block = page.split("```arrows\n").nth(1).unwrap();
    let lines = block.split("```").next().unwrap().lines();
    let full = |word: &str| match word {
        "dateline" => word.to_owned(),
        _ if word.starts_with("dateline-") => word.to_owned(),
        _ => format!("dateline-{word}"),
    };
    let arrow = |line: &str| {
        let (from, to) = line.split_once("->").unwrap();
        (full(from.trim()), to.split_whitespace().map(full).collect())
    };
    lines.filter(|line| !line.trim().is_empty()).map(arrow).collect()
}

/// The arrows that the manifests make.
fn built() -> Arrows {
    let arrows = |path: &PathBuf| {
        let manifest = fs::read_to_string(path.join("Cargo.toml")).unwrap();
        let section = manifest.split("\n[dependencies]\n").nth(1).unwrap_or_default();
        let section = section.split("\n[").next().unwrap_or_default();
        let names = section.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
        let ours = names.filter(|name| name.starts_with("dateline"));
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, ours.map(str::to_owned).collect())
    };
    crates().iter().map(arrows).collect()
}

#[test]
fn the_arrows_are_as_drawn() {
    assert_eq!(built(), drawn());
}

#[test]
fn the_architecture_fits_in_250_lines() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    assert!(page.lines().count() <= 250, "{} lines", page.lines().count());
}

#[test]
fn no_crate_of_ours_uses_another_calendar_or_chance() {
    for path in crates() {
        let manifest = fs::read_to_string(path.join("Cargo.toml")).unwrap();
        for banned in ["chrono", "time.", "time =", "rand", "regex"] {
            let uses = manifest.lines().any(|line| line.starts_with(banned));
            assert!(!uses, "{} uses {banned}", path.display());
        }
    }
}

#[test]
fn every_table_is_sorted_and_names_its_source_and_licence() {
    let tables: Vec<PathBuf> = crates()
        .iter()
        .flat_map(|path| entries(&path.join("data")))
        .filter(|file| has_extension(file, "tsv"))
        .collect();
    assert!(!tables.is_empty(), "no table found");
    for file in tables {
        let table = fs::read_to_string(&file).unwrap();
        let head = table.lines().take_while(|line| line.starts_with('#'));
        let head: Vec<&str> = head.collect();
        for word in ["# source: ", "# licence: "] {
            let says = head.iter().any(|line| line.starts_with(word));
            assert!(says, "{} lacks `{word}`", file.display());
        }
        let rows: Vec<&str> = table.lines().skip(head.len()).collect();
        let late = rows.windows(2).find(|pair| pair[0] >= pair[1]);
        assert_eq!(late, None, "{}: out of order", file.display());
    }
}

#[test]
fn every_kind_of_finding_has_its_five_headings() {
    let folder = root().join("crates/dateline-findings/src/kind");
    let kinds: Vec<PathBuf> =
        entries(&folder).into_iter().filter(|file| has_extension(file, "rs")).collect();
    assert!(kinds.len() >= 8, "only {} kinds in {}", kinds.len(), folder.display());
    for file in kinds {
        let source = fs::read_to_string(&file).unwrap();
        let headings =
            ["What it records", "How it is said", "Example", "Not this", "Known misses"];
        for heading in headings {
            let says = source.lines().any(|line| line == format!("//! # {heading}"));
            assert!(says, "{} lacks `# {heading}`", file.display());
        }
    }
}

#[test]
fn no_module_has_a_name_that_says_nothing() {
    let banned = ["common", "core", "helpers", "misc", "mod", "types", "util", "utils"];
    for path in crates() {
        for file in sources(&path.join("src")) {
            let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(!banned.contains(&stem.as_str()), "{}", file.display());
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if has_extension(&path, "rs") {
            found.push(path);
        }
    }
    found
}
