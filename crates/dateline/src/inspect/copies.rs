use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

use dateline_copies::{Change, Copy, Fingerprint, Index, Reading, compare};
use dateline_text::{CodePoints, Span, Text};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use crate::json_lines::{self, Line, text_of};
use crate::{Error, World};

/// A text that was given.
#[derive(Deserialize)]
struct Row<'a> {
    #[serde(default)]
    id: Value,
    #[serde(borrow, default)]
    text: Cow<'a, str>,
}

/// A text with its words, ready to be held against others.
struct Held {
    /// Its name, as JSON.
    id: String,
    text: Text,
    points: CodePoints,
    reading: Reading,
    print: Fingerprint,
}

/// So many pairs are looked at by one thread before it takes others, and so many by all before
/// they are written.
const PIECE: usize = 64;
const BATCH: usize = PIECE * 64;

/// Writes the pairs of texts that share a passage, a line each, by the order of the later one.
/// Gives how many there are.
pub(super) fn write(
    world: &dyn World,
    inputs: &[PathBuf],
    out: &mut dyn Write,
) -> Result<usize, Error> {
    let mut held: Vec<Held> = Vec::new();
    for path in inputs {
        held.extend(json_lines::read_with(world, path, &hold)?);
    }
    let mut index = Index::default();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, one) in held.iter().enumerate() {
        let key = u64::try_from(at).unwrap_or(u64::MAX);
        let earlier = index.add(key, &one.print).into_iter();
        let earlier = earlier.filter_map(|other| usize::try_from(other).ok());
        pairs.extend(earlier.map(|other| (other, at)));
    }
    let templates: Vec<Vec<u64>> =
        held.par_iter().map(|one| index.template(&one.print)).collect();
    let write = |pairs: &[(usize, usize)]| {
        let (mut lines, mut count) = (Vec::new(), 0);
        for &(one, other) in pairs {
            let template = templates.get(one).map(Vec::as_slice).unwrap_or_default();
            if let (Some(one), Some(other)) = (held.get(one), held.get(other)) {
                count += usize::from(answer(one, other, template, &mut lines));
            }
        }
        (lines, count)
    };
    let mut written = 0;
    for batch in pairs.chunks(BATCH) {
        let lines: Vec<(Vec<u8>, usize)> = batch.par_chunks(PIECE).map(write).collect();
        for (lines, count) in lines {
            out.write_all(&lines).map_err(Error::writing)?;
            written += count;
        }
    }
    Ok(written)
}

fn hold(line: &[u8]) -> serde_json::Result<Held> {
    if let Ok(row) = serde_json::from_slice::<Row<'_>>(line) {
        return Ok(held(&row.id, &row.text));
    }
    // Names twice, or a text that is none.
    let line: Line = serde_json::from_slice(line)?;
    Ok(held(line.get("id").unwrap_or(&Value::Null), text_of(&line, "text")))
}

fn held(id: &Value, words: &str) -> Held {
    let text = Text::new(words);
    let reading = Reading::of(&text, &[text.span()]);
    let print = Fingerprint::of_reading(&reading);
    Held { id: id.to_string(), points: CodePoints::new(words), text, reading, print }
}

/// Writes the line of a pair, if it shares a passage.
fn answer(one: &Held, other: &Held, template: &[u64], line: &mut Vec<u8>) -> bool {
    let sides = ((&one.text, &one.reading), (&other.text, &other.reading));
    let Some(copy) = compare(sides.0, sides.1, template) else { return false };
    let mut writer = Writer { one: &one.points, other: &other.points, line };
    writer.pair(&one.id, &other.id, &copy);
    true
}

/// Writes JSON by hand: half a million places are most of what a large pile has to say.
struct Writer<'a> {
    one: &'a CodePoints,
    other: &'a CodePoints,
    line: &'a mut Vec<u8>,
}

impl Writer<'_> {
    fn pair(&mut self, one: &str, other: &str, copy: &Copy) {
        self.words(&["{\"a\":", one, ",\"b\":", other, ",\"changed\":["]);
        self.list(&copy.changed, Self::change);
        self.words(&["],\"contains\":["]);
        self.per_mille(copy.contains.0);
        self.words(&[","]);
        self.per_mille(copy.contains.1);
        self.words(&["],\"jaccard\":"]);
        self.per_mille(copy.jaccard);
        self.words(&[",\"relation\":\"", copy.relation.as_str(), "\",\"spans\":["]);
        self.list(&copy.spans, Self::spans);
        self.words(&["]}\n"]);
    }

    fn list<T>(&mut self, items: &[T], each: fn(&mut Self, &T)) {
        for (number, item) in items.iter().enumerate() {
            if number > 0 {
                self.line.push(b',');
            }
            each(self, item);
        }
    }

    fn change(&mut self, change: &Change) {
        self.words(&["{\"a\":"]);
        self.place(self.one, change.one);
        self.words(&[",\"b\":"]);
        self.place(self.other, change.other);
        self.words(&[",\"kind\":\"", change.kind.as_str(), "\"}"]);
    }

    fn spans(&mut self, &(one, other): &(Span, Span)) {
        self.line.push(b'[');
        self.place(self.one, one);
        self.line.push(b',');
        self.place(self.other, other);
        self.line.push(b']');
    }

    fn place(&mut self, points: &CodePoints, span: Span) {
        self.line.push(b'[');
        self.number(points.at(span.start()));
        self.line.push(b',');
        self.number(points.at(span.end()));
        self.line.push(b']');
    }

    fn number(&mut self, number: usize) {
        let mut digits = [b'0'; 20];
        let (mut rest, mut at) = (number, digits.len());
        while let Some(digit) = at.checked_sub(1).and_then(|at| digits.get_mut(at)) {
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            (rest, at) = (rest / 10, at - 1);
            if rest == 0 {
                break;
            }
        }
        self.line.extend_from_slice(digits.get(at..).unwrap_or_default());
    }

    /// A share as a decimal: 870 as 0.87, 1000 as 1.0.
    fn per_mille(&mut self, share: u16) {
        self.number(usize::from(share / 1000));
        self.line.push(b'.');
        let mut rest = share % 1000;
        loop {
            self.number(usize::from(rest / 100));
            rest = rest % 100 * 10;
            if rest == 0 {
                break;
            }
        }
    }

    fn words(&mut self, words: &[&str]) {
        for word in words {
            self.line.extend_from_slice(word.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_as_any_number_is() {
        for share in 0..=1000 {
            let points = CodePoints::new("");
            let mut line = Vec::new();
            Writer { one: &points, other: &points, line: &mut line }.per_mille(share);
            assert_eq!(line, crate::wire::per_mille(share).to_string().as_bytes());
        }
    }

    #[test]
    fn a_pair_is_a_line_of_json() {
        let words = "Die Flotte von Orlesia — 5,200 Männer — bleibt bis Mitte Mai im Hafen \
                     von Varn, hieß es am Freitag im Ministerium.";
        let one = held(&Value::from("ä\"1"), words);
        let other = held(&Value::from(2), &words.replace("5,200", "5,300"));
        let mut line = Vec::new();
        assert!(answer(&one, &other, &[], &mut line));
        let read: Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(
            (read["a"].as_str(), &read["changed"][0]["kind"]),
            (Some("ä\"1"), &Value::from("figure"))
        );
        assert_eq!(read["changed"][0]["a"], serde_json::json!([25, 30]));
        let sorted = serde_json::to_string(&read).unwrap();
        assert_eq!(line, format!("{sorted}\n").as_bytes());
    }
}
