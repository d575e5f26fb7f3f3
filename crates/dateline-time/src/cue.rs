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
    if let Some(before) = first.checked_sub(1).and_then(|at| tokens.get(at))
        && before.is(Class::To)
        && before.value == 1
    {
        return Some(Lean::Future);
    }
    let left = nearest(left.take_while(|token| !is_stop(token)));
    let right =
        nearest(right.take_while(|token| !is_stop(token) && !token.has(Marks::LINE)));
    match (left, right) {
        (Some((near, _)), Some((far, lean))) if far + 3 < near => Some(lean),
        (Some((_, lean)), _) | (None, Some((_, lean))) => Some(lean),
        (None, None) => None,
    }
}

/// The nearest verb that leans; `tokens` are in the order of their distance. A weak one such
/// as "set" leans only beside "to".
fn nearest<'a>(tokens: impl Iterator<Item = &'a Token>) -> Option<(usize, Lean)> {
    let mut beside_to = false;
    let mut tokens = tokens.enumerate().peekable();
    while let Some((distance, token)) = tokens.next() {
        match token.class {
            // "Will be published": the nearest word alone would lean to the past.
            Class::Past => {
                let be = tokens.peek().is_some_and(|(_, left)| is_be(left));
                let lean = if be { Lean::Future } else { Lean::Past };
                return Some((distance, lean));
            }
            Class::Future if !token.has(Marks::WEAK) || beside_to => {
                return Some((distance, Lean::Future));
            }
            _ => beside_to = token.is(Class::To),
        }
    }
    None
}

/// "be", which stands behind "will", "to" and their like only.
fn is_be(token: &Token) -> bool {
    token.is(Class::Future) && token.end - token.start == 2
}

/// Whether a sentence ends here: a stop with a space behind a whole word would be exact, but
/// a stop of an abbreviation costs only a guess.
fn is_stop(token: &Token) -> bool {
    token.is_sign('.') || token.is_sign(';') || token.is_sign('?') || token.is_sign('!')
}
