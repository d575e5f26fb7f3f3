//! What the stages say about the five seeds: offsets, values and hashes, none of their words.

use dateline::inspect::Stage;
use dateline_shared_tests::{hash, is_plain, seeds};
use serde_json::Value;

/// The fields whose values are numbers, dates or words of closed lists.
const SHOWN: [&str; 17] = [
    "as_of",
    "attribute",
    "change",
    "class",
    "comparator",
    "cumulative",
    "date",
    "event_type",
    "instrument",
    "mod",
    "modality",
    "polarity",
    "quote_type",
    "status",
    "type",
    "unit",
    "value",
];

fn golden(stage: Stage) {
    let lines: Vec<String> = seeds().objects(stage).iter().map(line).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../goldens");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(stage.as_str(), lines.join("\n")));
}

fn line(object: &Value) -> String {
    let doc = object["doc"].as_str().and_then(|doc| doc.get(..3)).unwrap_or("-");
    let mut words = vec![doc.to_owned()];
    for key in ["kind", "start", "end"] {
        if let Some(value) = object.get(key) {
            words.push(value.to_string().replace('"', ""));
        }
    }
    for fields in [Some(object), object.get("fields")].into_iter().flatten() {
        for key in SHOWN {
            if let Some(value) =
                fields.get(key).filter(|value| !value.is_null() && is_plain(value))
            {
                words.push(format!("{key}={value}"));
            }
        }
    }
    words.push(format!("#{}", hash(object)));
    words.join(" ")
}

#[test]
fn the_text_of_the_seeds() {
    golden(Stage::Text);
}

#[test]
fn the_times_of_the_seeds() {
    golden(Stage::Times);
}

#[test]
fn the_mentions_of_the_seeds() {
    golden(Stage::Mentions);
}

#[test]
fn the_findings_of_the_seeds() {
    golden(Stage::Findings);
}

#[test]
fn the_links_of_the_seeds() {
    golden(Stage::Links);
}
