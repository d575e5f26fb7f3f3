//! A light guess of the direction from the words around, where no parser gives one.

use crate::Lean;
use crate::lexicon::{Class, Marks};
use crate::token::Token;

/// How many words to look at on each side.
const REACH: usize = 12;

/// The lean that the nearest verb in the sentence suggests.
pub(crate) fn lean(tokens: &[Token], first: usize, end: usize) -> Option<Lean> {
    let left = tokens.get(..first).unwrap_or_default().iter().rev().take(REACH);
    let behind = tokens.get(first..).unwrap_or_default().iter();
    let right = behind.skip_while(|token| token.start < end).take(REACH);
    let left = nearest(left.take_while(|token| !is_stop(token)));
    let right =
        nearest(right.take_while(|token| !is_stop(token) && !token.has(Marks::LINE)));
    match (left, right) {
        (Some((near, _)), Some((far, lean))) if far + 3 < near => Some(lean),
        (Some((_, lean)), _) | (None, Some((_, lean))) => Some(lean),
        (None, None) => None,
    }
}

fn nearest<'a>(tokens: impl Iterator<Item = &'a Token>) -> Option<(usize, Lean)> {
    tokens.enumerate().find_map(|(distance, token)| match token.class {
        Class::Past => Some((distance, Lean::Past)),
        Class::Future => Some((distance, Lean::Future)),
        _ => None,
    })
}

/// Whether a sentence ends here: a stop with a space behind a whole word would be exact, but
/// a stop of an abbreviation costs only a guess.
fn is_stop(token: &Token) -> bool {
    token.is_sign('.') || token.is_sign(';') || token.is_sign('?') || token.is_sign('!')
}
