//! Prints the times of the texts in a file of JSON lines, for scoring.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool"
)]

use dateline_text::{CodePoints, Text};
use serde_json::{Value, json};

fn main() {
    let path = std::env::args().nth(1).unwrap();
    let hide = std::env::args().nth(2).is_some();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let doc: Value = serde_json::from_str(line).unwrap();
        let text = Text::new(doc["text"].as_str().unwrap());
        let published = doc["dct"]
            .as_str()
            .filter(|_| !hide)
            .and_then(|day| day.get(..10)?.parse().ok());
        let points = CodePoints::new(text.as_str());
        for found in dateline_time::tag(&text, &[text.span()], published) {
            let when = &found.value.1;
            println!(
                "{}",
                json!({
                    "doc": doc["doc"], "start": points.at(found.span.start()),
                    "end": points.at(found.span.end()), "text": text.words(found.span),
                    "type": when.class.as_str(), "value": when.timex, "candidates": when.candidates,
                    "interval": [when.earliest.map(|d| d.to_string()), when.latest.map(|d| d.to_string())],
                    "anchor": when.basis.as_str(),
                })
            );
        }
    }
}
