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
    /// The byte position of each code point, with the length of the text at the end;
    /// empty when every code point is one byte.
    starts: Vec<u32>,
    length: usize,
}

impl CodePoints {
    /// The table for `words`.
    #[must_use]
    pub fn new(words: &str) -> Self {
        let length = words.len();
        if words.is_ascii() {
            return Self { starts: Vec::new(), length };
        }
        let ends = std::iter::once(length);
        let starts = words.char_indices().map(|(at, _)| at).chain(ends);
        Self {
            starts: starts.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect(),
            length,
        }
    }

    /// The number of code points before the byte at `position`. A position inside a letter
    /// counts as the letter's own; one past the end counts as the end.
    #[must_use]
    pub fn at(&self, position: usize) -> usize {
        let position = position.min(self.length);
        if self.starts.is_empty() {
            return position;
        }
        self.starts.partition_point(|&start| start as usize <= position) - 1
    }

    /// The byte where code point `count` starts; past the end, the length of the text.
    #[must_use]
    pub fn byte(&self, count: usize) -> usize {
        if self.starts.is_empty() {
            return count.min(self.length);
        }
        self.starts.get(count).map_or(self.length, |&start| start as usize)
    }
}
