//! Finds what is written, piece by piece.

use dateline_text::{Span, Spanned, Text};

use crate::cue;
use crate::expression::Expression;
use crate::grammar::Grammar;
use crate::report;
use crate::token::tokens;
use crate::{Cue, Lean};

/// Stretches longer than this are read in pieces, so that memory stays small.
const PIECE: usize = 16 * 1024;

/// An expression with the lean that the words around it suggest.
pub(crate) struct Hit {
    pub(crate) spanned: Spanned<Expression>,
    pub(crate) cue: Cue,
}

/// Finds every expression of time in `text`, within the given stretches, in order and apart.
///
/// Nothing is found outside the stretches, and no expression crosses the edge of one.
#[must_use]
pub fn expressions(text: &Text, within: &[Span]) -> Vec<Spanned<Expression>> {
    hits(text, within).into_iter().map(|hit| hit.spanned).collect()
}

pub(crate) fn hits(text: &Text, within: &[Span]) -> Vec<Hit> {
    let mut found = Vec::new();
    let mut done = 0;
    for &stretch in within {
        let stretch = Span::of(stretch.start().max(done)..stretch.end());
        let words = text.words(stretch);
        let mut start = 0;
        while start < words.len() {
            let end = piece_end(words, start);
            let piece = words.get(start..end).unwrap_or_default();
            read_piece(piece, stretch.start() + start, &mut found);
            start = end;
        }
        done = done.max(stretch.end());
    }
    found
}

fn read_piece(words: &str, offset: usize, found: &mut Vec<Hit>) {
    let tokens = tokens(words, offset);
    for (first, mut spanned) in Grammar::new(words, offset, &tokens).all() {
        let signal = spanned.value.signal();
        let lean = match cue::lean(&tokens, first, spanned.span.end(), signal) {
            Some(lean) => lean,
            None => Lean::Unknown,
        };
        let lean = report::lean_of(&spanned.value, lean);
        spanned.value.lean = lean;
        found.push(Hit { spanned, cue: Cue { lean } });
    }
}

/// Where the piece that starts at `start` ends: at a line, a sentence or a space.
fn piece_end(words: &str, start: usize) -> usize {
    let bytes = words.as_bytes();
    let most = start + PIECE;
    if bytes.len() <= most {
        return bytes.len();
    }
    let window = bytes.get(start..most).unwrap_or_default();
    let line = window.iter().rposition(|&b| b == b'\n').filter(|&at| at > PIECE / 2);
    let stop =
        || window.windows(2).rposition(|two| two == b". ").filter(|&at| at > PIECE / 2);
    let space = || window.iter().rposition(|&b| b == b' ').filter(|&at| at > 0);
    let cut = line.or_else(stop).or_else(space).map_or(most, |at| start + at + 1);
    (cut..).find(|&at| words.is_char_boundary(at)).unwrap_or(bytes.len())
}
