//! What the reader does about each damage of the seeds that the gold lists.
#![expect(clippy::disallowed_methods, reason = "the gold stands beside the project")]
#![expect(clippy::unwrap_used, reason = "missing gold should stop the test")]
#![expect(clippy::panic, reason = "a damage of an unknown kind should stop the test")]

use std::fs;

use dateline::inspect::Stage;
use dateline_shared_tests::{seeds, shared};
use serde_json::Value;

/// What becomes of a damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Repair {
    /// The break becomes one space.
    Joined,
    /// A break is put in.
    Parted,
    /// The mark becomes a closing one.
    Closed,
    /// The words are no body.
    Dropped,
    /// The words stay as they are: the damage is the paper's own.
    Kept,
    /// The report has no day.
    Undated,
}

fn repair(kind: &str) -> Repair {
    match kind {
        "hard-wrap-inside-sentence" => Repair::Joined,
        "run-together-sentences" => Repair::Parted,
        "wrong-quote-mark" => Repair::Closed,
        "no-date-no-byline" => Repair::Undated,
        "nav-date-language-bar"
        | "title-repeated"
        | "republication-stamp"
        | "publisher-prefix"
        | "tail-source-credit"
        | "tail-boilerplate"
        | "blog-date-header"
        | "title-suffix"
        | "glued-header"
        | "dateline"
        | "nbsp"
        | "end-mark"
        | "blog-boilerplate"
        | "other-post-teaser-truncated"
        | "body-repeated" => Repair::Dropped,
        "editorial-substitution"
        | "paragraph-break-lost"
        | "mistranslation"
        | "name-variant"
        | "source-redundancy"
        | "number-format-mixed"
        | "typo-in-source" => Repair::Kept,
        other => panic!("`{other}` is no known damage"),
    }
}

/// A stretch of the body and the raw bytes it came from.
struct Piece {
    words: String,
    raw: (usize, usize),
}

fn pieces(text: &Value) -> Vec<Piece> {
    let words = text["text"].as_str().unwrap();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let piece = |piece: &Value| Piece {
        words: words.get(number(&piece[0])..number(&piece[1])).unwrap().to_owned(),
        raw: (number(&piece[2]), number(&piece[3])),
    };
    text["map"].as_array().unwrap().iter().map(piece).collect()
}

fn is_done(repair: Repair, pieces: &[Piece], text: &Value, raw: (usize, usize)) -> bool {
    let at =
        |words: &str| pieces.iter().any(|piece| piece.raw == raw && piece.words == words);
    let inside = |piece: &&Piece| piece.raw.0 < raw.1 && raw.0 < piece.raw.1;
    let held =
        || pieces.iter().filter(inside).filter(|piece| !piece.words.trim().is_empty());
    match repair {
        Repair::Joined => at(" "),
        Repair::Parted => at("\n"),
        Repair::Closed => pieces.iter().filter(inside).any(|piece| piece.words == "”"),
        Repair::Dropped => held().count() == 0,
        Repair::Kept => held().count() > 0,
        Repair::Undated => text["published"].is_null(),
    }
}

#[test]
fn each_damage_of_the_seeds_is_repaired_or_left_as_it_should() {
    let table = fs::read_to_string(shared().join("gold/seeds/seeds_damage.tsv")).unwrap();
    let texts = seeds().objects(Stage::Text);
    let mut repeated: Option<(usize, usize)> = None;
    let mut complaints = Vec::new();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let text =
            texts.iter().find(|text| text["doc"].as_str().unwrap().starts_with(cells[0]));
        let text = text.unwrap();
        let place = |cell: usize| cells[cell].parse::<usize>().unwrap();
        // The full stop before an end mark is the report's own.
        let stop = usize::from(cells[1] == "end-mark");
        let raw = (place(5) + stop, place(6));
        let mut wanted = repair(cells[1]);
        if cells[1] == "body-repeated" {
            repeated = Some(raw);
        } else if wanted == Repair::Kept
            && cells[0] == "003"
            && repeated.is_some_and(|repeat| repeat.0 <= raw.0 && raw.1 <= repeat.1)
        {
            wanted = Repair::Dropped; // It is kept where it stands first.
        }
        if !is_done(wanted, &pieces(text), text, raw) {
            complaints.push(format!("{wanted:?}: {row}"));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
