use std::sync::Arc;

use crate::Span;

/// Running text that spans point into.
///
/// The only place where text is cut: [`Text::get`] answers `None` for a span that does not
/// lie on letters, where a plain slice would stop the program.
///
/// ```
/// use dateline_text::{Span, Text};
/// let text = Text::new("“No comment,” she said.");
/// assert_eq!(text.get(Span::of(3..13)), Some("No comment"));
/// assert_eq!(text.get(Span::of(1..13)), None); // inside the quotation mark
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    string: Arc<str>,
}

impl Text {
    /// A text of these words. At most 4 GiB; intake cuts far below that.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self { string: Arc::from(words) }
    }

    /// All of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.string.len()
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// The span of the whole text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::of(0..self.len())
    }

    /// The words at `span`; `None` when it ends outside the text or inside a letter.
    #[must_use]
    pub fn get(&self, span: Span) -> Option<&str> {
        self.string.get(span.range())
    }

    /// The words at `span`, or nothing at all when it does not lie on letters.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        self.get(span).unwrap_or_default()
    }

    /// `span` without the white space at its edges.
    #[must_use]
    pub fn trim(&self, span: Span) -> Span {
        let words = self.words(span);
        let start = span.start() + (words.len() - words.trim_start().len());
        Span::of(start..start + words.trim().len())
    }
}

/// Turns byte positions of a text into positions in Unicode code points, and back.
///
/// Every format that leaves Dateline counts code points; everything inside counts bytes.
#[derive(Clone, Debug)]
pub struct CodePoints {
    /// The letters that are more than one byte, in order.
    wide: Vec<Wide>,
    length: usize,
}

/// A letter of more than one byte: where it starts and ends, and the code points before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wide {
    start: u32,
    end: u32,
    before: u32,
}

impl CodePoints {
    /// The table for `words`.
    #[must_use]
    pub fn new(words: &str) -> Self {
        let held = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let mut wide = Vec::new();
        let mut spare = 0;
        let mut done = 0;
        for chunk in words.as_bytes().chunks(CHUNK) {
            if !chunk.is_ascii() {
                for (at, &byte) in
                    chunk.iter().enumerate().filter(|(_, byte)| **byte >= 0xc0)
                {
                    let start = done + at;
                    let width = if byte < 0xe0 {
                        2
                    } else if byte < 0xf0 {
                        3
                    } else {
                        4
                    };
                    let before = held(start - spare);
                    wide.push(Wide {
                        start: held(start),
                        end: held(start + width),
                        before,
                    });
                    spare += width - 1;
                }
            }
            done += chunk.len();
        }
        Self { wide, length: words.len() }
    }

    /// The number of code points before the byte at `position`. A position inside a letter
    /// counts as the letter's own; one past the end counts as the end.
    #[must_use]
    pub fn at(&self, position: usize) -> usize {
        let position = position.min(self.length);
        let found = self.wide.partition_point(|wide| wide.start as usize <= position);
        let Some(wide) = found.checked_sub(1).and_then(|at| self.wide.get(at)) else {
            return position;
        };
        let before = wide.before as usize;
        match position.checked_sub(wide.end as usize) {
            Some(behind) => before + 1 + behind,
            None => before,
        }
    }

    /// The byte where code point `count` starts; past the end, the length of the text.
    #[must_use]
    pub fn byte(&self, count: usize) -> usize {
        let found = self.wide.partition_point(|wide| wide.before as usize <= count);
        let Some(wide) = found.checked_sub(1).and_then(|at| self.wide.get(at)) else {
            return count.min(self.length);
        };
        match count.checked_sub(wide.before as usize + 1) {
            Some(behind) => (wide.end as usize + behind).min(self.length),
            None => wide.start as usize,
        }
    }
}

/// Bytes that are looked at together: most hold no letter of more than one.
const CHUNK: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_as_the_letters_are() {
        // Letters of one to four bytes, on both sides of where a chunk ends.
        let words = "Élan – “Varn” 🚢 signed; ".repeat(9);
        let points = CodePoints::new(&words);
        for (count, (byte, letter)) in words.char_indices().enumerate() {
            for inside in byte..byte + letter.len_utf8() {
                assert_eq!(points.at(inside), count, "{inside} in `{letter}`");
            }
            assert_eq!(points.byte(count), byte);
        }
        let all = words.chars().count();
        assert_eq!(points.at(words.len() + 5), all);
        assert_eq!(points.byte(all + 5), words.len());
    }

    #[test]
    fn a_span_inside_a_letter_points_at_nothing() {
        let text = Text::new("“Aid”");
        assert_eq!(text.get(Span::of(1..4)), None);
        assert_eq!(text.words(Span::of(1..4)), "");
        assert_eq!(text.get(Span::of(3..6)), Some("Aid"));
    }
}
