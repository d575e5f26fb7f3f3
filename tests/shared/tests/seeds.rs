//! What must be so of the five seeds, read against the gold beside them.
#![expect(clippy::disallowed_methods, reason = "the gold stands beside the project")]
#![expect(clippy::unwrap_used, reason = "missing gold should stop the test")]

use std::fs;

use dateline::inspect::Stage;
use dateline_shared_tests::{seeds, shared};
use serde_json::Value;

fn gold(file: &str) -> Vec<Value> {
    let lines = fs::read_to_string(shared().join("gold/seeds").join(file)).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn doc(object: &Value) -> &str {
    object["doc"].as_str().unwrap()
}

fn span(object: &Value) -> (u64, u64) {
    (object["start"].as_u64().unwrap(), object["end"].as_u64().unwrap())
}

/// The text stage of the seed whose name starts so.
fn text(number: &str) -> Value {
    let all = seeds().objects(Stage::Text);
    all.into_iter().find(|object| doc(object).starts_with(number)).unwrap()
}

fn findings(number: &str, kind: &str) -> Vec<Value> {
    let all = seeds().objects(Stage::Findings).into_iter();
    all.filter(|object| doc(object).starts_with(number) && object["kind"] == kind)
        .collect()
}

fn is_day(value: &Value) -> bool {
    value.as_str().is_some_and(|day| {
        day.len() >= 10 && day.bytes().take(4).all(|byte| byte.is_ascii_digit()) && {
            day.bytes().skip(5).take(2).all(|byte| byte.is_ascii_digit())
                && day.bytes().skip(8).take(2).all(|byte| byte.is_ascii_digit())
        }
    })
}

/// The cleaned words that came from raw bytes from `start` on, as far as one piece goes.
fn piece_at(text: &Value, start: u64) -> Option<(String, bool)> {
    let words = text["text"].as_str().unwrap();
    for piece in text["map"].as_array().unwrap() {
        let at: Vec<u64> =
            piece.as_array().unwrap().iter().map(|at| at.as_u64().unwrap()).collect();
        if at[2] == start {
            let verbatim = at[1] - at[0] == at[3] - at[2];
            let from = usize::try_from(at[0]).unwrap();
            let to = usize::try_from(at[1]).unwrap();
            return Some((words.get(from..to).unwrap().to_owned(), verbatim));
        }
    }
    None
}

#[test]
fn broken_lines_are_joined_and_glued_sentences_parted() {
    let text = text("000");
    let table = fs::read_to_string(shared().join("gold/seeds/seeds_damage.tsv")).unwrap();
    let (mut joined, mut parted) = (0, 0);
    for row in table.lines().filter(|row| row.starts_with("000\t")) {
        let cells: Vec<&str> = row.split('\t').collect();
        let start: u64 = cells[5].parse().unwrap();
        match cells[1] {
            "hard-wrap-inside-sentence" => {
                let (words, _) = piece_at(&text, start).unwrap();
                assert_eq!(words, " ", "at byte {start}");
                joined += 1;
            }
            "run-together-sentences" => {
                let (words, _) = piece_at(&text, start).unwrap();
                assert!(words.starts_with('\n'), "at byte {start}: {words:?}");
                parted += 1;
            }
            _ => {}
        }
    }
    assert!(joined > 30 && parted > 10, "{joined} joined, {parted} parted");
}

#[test]
fn page_furniture_is_classed_and_gives_no_finding() {
    let texts = seeds().objects(Stage::Text);
    let found = seeds().objects(Stage::Findings);
    let mut regions = 0;
    for trap in gold("seeds_gold.jsonl") {
        if trap["fields"]["attribute"] != "boilerplate" {
            continue;
        }
        regions += 1;
        let (start, end) = span(&trap);
        let text = texts.iter().find(|text| doc(text) == doc(&trap)).unwrap();
        let covered = text["regions"].as_array().unwrap().iter().any(|region| {
            let (from, to) = span(region);
            region["class"] == "furniture" && from < end && start < to
        });
        assert!(covered, "{trap}");
        for finding in found.iter().filter(|finding| doc(finding) == doc(&trap)) {
            let inside = start <= span(finding).0 && span(finding).0 < end;
            assert!(finding["kind"] == "credit" || !inside, "{finding}");
        }
    }
    assert!(regions > 2);
}

#[test]
fn the_half_that_is_printed_twice_is_read_once() {
    let text = text("003");
    let regions = text["regions"].as_array().unwrap();
    let repeats: Vec<(u64, u64)> =
        regions.iter().filter(|region| region["class"] == "repeat").map(span).collect();
    let (start, end) = (repeats.first().unwrap().0, repeats.last().unwrap().1);
    // The second printing, to its full stop.
    assert_eq!((start, end), (2768, 5163));
    for kind in ["statement", "event", "figure", "role"] {
        for finding in findings("003", kind) {
            assert!(span(&finding).1 < 2768, "{finding}");
        }
    }
}

#[test]
fn reports_without_a_date_stay_undated() {
    for number in ["002", "003", "004"] {
        assert!(text(number)["published"].is_null(), "{number}");
        for kind in ["statement", "event", "agreement", "figure", "commitment", "role"] {
            for finding in findings(number, kind) {
                for field in ["date", "as_of", "deadline", "said"] {
                    assert!(!is_day(&finding["fields"][field]), "{finding}");
                }
            }
        }
    }
}

#[test]
fn every_figure_of_the_gold_is_found_with_its_comparator() {
    let found = seeds().objects(Stage::Findings);
    let (mut right, mut all) = (0, 0);
    for figure in gold("seeds_gold.jsonl").iter().filter(|gold| gold["kind"] == "figure")
    {
        let (start, end) = span(figure);
        all += 1;
        right += usize::from(found.iter().any(|finding| {
            finding["kind"] == "figure"
                && doc(finding) == doc(figure)
                && span(finding).0 < end
                && start < span(finding).1
                && finding["fields"]["value"] == figure["fields"]["value"]
                && finding["fields"]["comparator"] == figure["fields"]["comparator"]
        }));
    }
    assert!(right == all, "{right} of {all}");
    let has = |number: &str, value: u64, comparator: &str| {
        findings(number, "figure").iter().any(|figure| {
            figure["fields"]["value"] == value
                && figure["fields"]["comparator"] == comparator
        })
    };
    assert!(has("002", 2500, "exactly") && has("002", 30, "about"));
    assert!(has("004", 5000, "more_than"));
}

#[test]
fn the_memorandum_has_its_parties_signatories_place_and_day() {
    let wanted = gold("seeds_gold.jsonl");
    let wanted = wanted.iter().find(|gold| gold["id"] == "S0-009").unwrap();
    let told = findings("000", "agreement");
    let signed = told.iter().find(|agreement| {
        let fields = &agreement["fields"];
        fields["status"] == "signed" && fields["signatories"].is_array()
    });
    let fields = &signed.unwrap()["fields"];
    assert_eq!(fields["date"], wanted["fields"]["date"]);
    assert_eq!(fields["place"], wanted["fields"]["place"]);
    assert_eq!(fields["signatories"], wanted["fields"]["signatories"]);
    assert_eq!(fields["parties"].as_array().unwrap().len(), 2);
}

#[test]
fn the_commission_has_its_mandate_of_three_factors() {
    let with_three = |number: &str| {
        findings(number, "body").iter().any(|body| {
            body["fields"]["mandate"].as_array().is_some_and(|mandate| mandate.len() == 3)
        })
    };
    assert!(with_three("001") && with_three("002"));
}

#[test]
fn the_vote_is_found_in_all_three_reports() {
    for number in ["002", "003", "004"] {
        let events =
            findings(number, "event").into_iter().chain(findings(number, "agreement"));
        let votes = events.filter(|finding| {
            let fields = finding["fields"].to_string();
            fields.contains("vote")
                || fields.contains("resolution")
                || fields.contains("law")
        });
        assert!(votes.count() > 0, "{number}");
    }
}
