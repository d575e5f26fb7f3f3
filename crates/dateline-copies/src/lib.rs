//! Finds text that stands elsewhere too, and which came first.

use dateline_text::{Span, Text};

/// Stretches of one text that are printed twice: (earlier, later), each long enough to be no
/// accident. In order of the later one; they do not overlap.
#[must_use]
pub fn repeats(_text: &Text, _within: &[Span]) -> Vec<(Span, Span)> {
    Vec::new()
}
