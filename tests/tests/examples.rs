//! The examples hold what `examples/README.md` promises a reader.
#![expect(clippy::disallowed_methods, reason = "the tests read the examples")]
#![expect(clippy::unwrap_used, reason = "a broken table should stop the test")]
#![expect(clippy::panic, reason = "a broken table should stop the test")]

use std::fs;
use std::path::{Path, PathBuf};

use dateline::inspect::Stage;
use dateline::{Asked, Credit, Desk, Disk, Topic};
use dateline_tests::{Bench, fields_of};
use serde_json::Value;
use tempfile::TempDir;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

/// A row of `examples/expected.tsv`.
struct Row {
    doc: String,
    kind: String,
    words: String,
    fields: Vec<(String, String)>,
    missed: bool,
}

fn rows() -> Vec<Row> {
    let table = fs::read_to_string(examples().join("expected.tsv")).unwrap();
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [doc, kind, words, fields, rest @ ..] = cells.as_slice() else {
            panic!("four cells in `{line}`");
        };
        let fields = fields_of(fields).unwrap();
        let missed = rest == ["missed"];
        let own = |cell: &str| cell.to_owned();
        Row { doc: own(doc), kind: own(kind), words: own(words), fields, missed }
    };
    lines.map(row).collect()
}

/// Where the words of a row stand in the raw file, in code points; white space may differ.
fn place(raw: &str, words: &str) -> (u64, u64) {
    let squeezed: Vec<(usize, char)> = raw
        .chars()
        .enumerate()
        .map(|(at, letter)| (at, if letter.is_whitespace() { ' ' } else { letter }))
        .collect();
    let wanted: Vec<char> = words.chars().collect();
    let found = squeezed.windows(wanted.len()).find(|window| {
        window.iter().map(|&(_, letter)| letter).eq(wanted.iter().copied())
    });
    let window = found.unwrap_or_else(|| panic!("`{words}` is not in the report"));
    (window[0].0 as u64, window[window.len() - 1].0 as u64 + 1)
}

fn fits(finding: &Value, row: &Row, place: (u64, u64)) -> bool {
    let more = finding["more"].as_array().into_iter().flatten();
    let more = more.map(|span| (span[0].as_u64().unwrap(), span[1].as_u64().unwrap()));
    let first = (finding["start"].as_u64().unwrap(), finding["end"].as_u64().unwrap());
    let mut spans = more.chain([first]);
    let touches = spans.any(|span| span.0 < place.1 && place.0 < span.1);
    let told = |value: &Value| match value {
        Value::String(words) => words.clone(),
        other => other.to_string(),
    };
    let agrees = |(name, value): &(String, String)| {
        finding["fields"].get(name).is_some_and(|found| told(found) == *value)
    };
    finding["doc"] == row.doc
        && finding["kind"] == row.kind
        && touches
        && row.fields.iter().all(agrees)
}

#[test]
fn every_expected_finding_is_found() {
    let bench = Bench::of_folder(&examples().join("reports"));
    let findings = bench.objects(Stage::Findings);
    let mut complaints = Vec::new();
    for row in rows() {
        let raw = String::from_utf8(bench.raw(&row.doc)).unwrap();
        let place = place(&raw, &row.words);
        let found = findings.iter().any(|finding| fits(finding, &row, place));
        if found == row.missed {
            let (doc, kind, words) = (&row.doc, &row.kind, &row.words);
            let verdict = if found { "found now, no longer missed" } else { "not found" };
            complaints
                .push(format!("{doc}: {kind} `{words}` {:?}: {verdict}", row.fields));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn no_finding_stands_in_page_furniture() {
    let bench = Bench::of_folder(&examples().join("reports"));
    let furniture = [
        "Winter boots",
        "Herring quota",
        "Storm closes",
        "27 comments",
        "Five ways to smoke",
        "10,000 steps",
        "Page views",
        "Visitors today",
        "Most read",
        "900-year history",
        "Videos and Photos",
        "Similar articles",
    ];
    let mut seen = 0;
    for finding in bench.objects(Stage::Findings) {
        if finding["kind"] == "credit" {
            continue;
        }
        let raw = String::from_utf8(bench.raw(finding["doc"].as_str().unwrap())).unwrap();
        for words in furniture.iter().filter(|words| raw.contains(**words)) {
            seen += 1;
            let place = place(&raw, words);
            let start = finding["start"].as_u64().unwrap();
            assert!(start < place.0 || place.1 <= start, "{finding}");
        }
    }
    assert!(seen > 0, "no furniture was looked at");
}

#[test]
fn the_undated_report_stays_undated() {
    let bench = Bench::of_folder(&examples().join("reports"));
    let is_day = |value: &Value| {
        value.as_str().is_some_and(|day| day.len() >= 10 && day.starts_with("20"))
    };
    let text = bench.objects(Stage::Text);
    let undated =
        |object: &&Value| object["doc"].as_str().unwrap().starts_with("undated");
    assert!(text.iter().find(undated).unwrap()["published"].is_null());
    for finding in bench.objects(Stage::Findings).iter().filter(undated) {
        for field in ["date", "as_of", "deadline"] {
            assert!(!is_day(&finding["fields"][field]), "{finding}");
        }
    }
}

/// What the record shows of all promises once all examples are in it.
fn promises() -> Vec<Value> {
    let folder = TempDir::new().unwrap();
    let mut desk = Desk::create(&folder.path().join("record.dateline")).unwrap();
    let paths = [examples().join("reports")];
    desk.add(&Disk::default(), &paths, &Credit::default(), &mut |_| ()).unwrap();
    let shown = desk.show(Topic::Commitments, &Asked::default()).unwrap();
    serde_json::to_value(&shown).unwrap().as_array().unwrap().clone()
}

/// How the one promise with these words stands, and the reports that tell what came of it.
fn outcome<'a>(all: &'a [Value], words: &str) -> (&'a str, Vec<&'a str>) {
    let title =
        |one: &&Value| one["commitment"]["title"].as_str().unwrap().contains(words);
    let found: Vec<&Value> = all.iter().filter(title).collect();
    assert_eq!(found.len(), 1, "one promise with `{words}`");
    let evidence = found[0]["evidence"].as_array().unwrap().iter();
    let told = evidence.flat_map(|entry| entry["evidence"].as_array().unwrap());
    let mut docs: Vec<&str> = told.map(|one| one["doc"].as_str().unwrap()).collect();
    docs.dedup();
    (found[0]["standing"].as_str().unwrap(), docs)
}

#[test]
fn what_came_of_each_pledge_is_told() {
    let all = promises();
    let delivered = "2032-06-29-strait-wire-boats.txt";
    assert_eq!(outcome(&all, "six patrol boats"), ("told_again", vec![delivered]));
    let school = outcome(&all, "school for harbour pilots");
    assert_eq!(school, ("told_again", vec![delivered]));
    let fishermen = outcome(&all, "release 23 Varnese fishermen");
    let vote = "2032-02-10-calder-courier-vote.html";
    let release = "2033-01-15-daily-digest-broken-lines.txt";
    assert_eq!(fishermen, ("reported_done", vec![vote, release]));
}
