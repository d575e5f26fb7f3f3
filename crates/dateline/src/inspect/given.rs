//! What stands in the lines that a stage is given.

use std::collections::BTreeMap;

use dateline_text::{CodePoints, Span, Text};
use serde_json::{Map, Value};

use crate::json_lines::{Line, text_of};

/// A text that was given, and the way from its bytes to its code points.
pub(super) struct Given {
    /// The words.
    pub(super) text: Text,
    /// From bytes to code points.
    pub(super) points: CodePoints,
}

impl Given {
    /// The text of a line.
    pub(super) fn new(line: &Line) -> Self {
        let words = text_of(line, "text");
        Self { text: Text::new(words), points: CodePoints::new(words) }
    }

    /// A span as code points.
    pub(super) fn place(&self, span: Span) -> [usize; 2] {
        [self.points.at(span.start()), self.points.at(span.end())]
    }

    /// A span that was given in code points.
    pub(super) fn span(&self, place: [usize; 2]) -> Span {
        Span::of(self.points.byte(place[0])..self.points.byte(place[1]))
    }

    /// Its paragraphs. A line that goes on in lower case is a broken line, not a paragraph.
    pub(super) fn paragraphs(&self) -> Vec<Span> {
        let words = self.text.as_str();
        let mut paragraphs = Vec::new();
        let mut start = 0;
        // Where the next word begins: looked for once for all line breaks before it.
        let mut next = 0;
        for (at, _) in words.match_indices('\n') {
            if next <= at {
                let rest = words.get(at..).unwrap_or_default();
                next = words.len() - rest.trim_start().len();
            }
            let rest = words.get(next..).unwrap_or_default();
            if !rest.starts_with(char::is_lowercase) {
                paragraphs.push(self.text.trim(Span::of(start..at)));
                start = at + 1;
            }
        }
        paragraphs.push(self.text.trim(Span::of(start..words.len())));
        paragraphs.retain(|span| !span.is_empty());
        paragraphs
    }
}

/// The name of a line, of whatever type it is: `doc`, or `id`.
pub(super) fn key_of(line: &Line, key: &str) -> Value {
    line.get(key).cloned().unwrap_or(Value::Null)
}

/// A line to write, begun with its name.
pub(super) fn answer(line: &Line, key: &str) -> Map<String, Value> {
    let mut answer = Map::new();
    answer.insert(key.to_owned(), key_of(line, key));
    answer
}

/// The spans of a list of pairs.
pub(super) fn pairs_of(value: Option<&Value>) -> Vec<[usize; 2]> {
    let pairs = value.and_then(Value::as_array).into_iter().flatten();
    pairs
        .filter_map(|pair| {
            let at = |number: usize| {
                let number = pair.get(number)?.as_u64()?;
                usize::try_from(number).ok()
            };
            Some([at(0)?, at(1)?])
        })
        .collect()
}

/// The spans to resolve, by document.
pub(super) type Spans = BTreeMap<String, Vec<[usize; 2]>>;

/// The spans that a file of mentions gives: lines `{"doc","start","end"}`, or lines with a
/// list of such `mentions`.
pub(super) fn spans(lines: &[Line]) -> Spans {
    let mut spans = Spans::new();
    for line in lines {
        let listed = line.get("mentions").and_then(Value::as_array);
        let listed = listed.into_iter().flatten().filter_map(Value::as_object);
        for mention in listed.chain(std::iter::once(line)) {
            let at = |key: &str| usize::try_from(mention.get(key)?.as_u64()?).ok();
            let doc = text_of(mention, "doc");
            let doc = doc.rsplit('/').next().unwrap_or(doc);
            if let (Some(start), Some(end)) = (at("start"), at("end")) {
                spans.entry(doc.to_owned()).or_default().push([start, end]);
            }
        }
    }
    for places in spans.values_mut() {
        places.sort_unstable();
        places.dedup();
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(words: &str) -> Given {
        Given { text: Text::new(words), points: CodePoints::new(words) }
    }

    #[test]
    fn a_broken_line_goes_on_in_lower_case() {
        let given = given("Orlesia\n\nsigned the pact.\nVarn did not.");
        let lengths: Vec<usize> =
            given.paragraphs().iter().map(|span| span.len()).collect();
        assert_eq!(lengths, [25, 13]);
    }

    #[test]
    fn a_million_line_breaks_are_read_at_once() {
        let given = given(&format!("Orlesia{}signed.", "\n".repeat(1_000_000)));
        assert_eq!(given.paragraphs().len(), 1);
    }

    #[test]
    fn places_are_code_points() {
        let given = given("“Ties,” he said");
        assert_eq!(given.place(Span::of(3..7)), [1, 5]);
        assert_eq!(given.span([1, 5]), Span::of(3..7));
    }
}
