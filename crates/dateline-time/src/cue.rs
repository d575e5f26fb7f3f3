//! A light guess of the direction from the words around, where no parser gives one.

use crate::lexicon::{Class, Marks};
use crate::token::Token;
use crate::{Lean, Signal};

/// How many words to look at on each side.
const REACH: usize = 12;

/// The lean that the nearest verb in the sentence suggests; for a deadline the verb before it,
/// or what is to be done by then.
pub(crate) fn lean(
    tokens: &[Token],
    first: usize,
    end: usize,
    signal: Option<Signal>,
) -> Option<Lean> {
    match signal {
        Some(Signal::By | Signal::Before) => return lean_by(tokens, first, end),
        // "was suspended until Friday", "stayed until Friday": only what is to be done then says.
        Some(Signal::Until) => {
            return is_to_do_behind(tokens, end).then_some(Lean::Future);
        }
        _ => {}
    }
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

/// "agreed to leave before Easter", "has until Easter to leave": what is to be done is ahead of
/// its deadline, whatever the verb above it.
fn lean_by(tokens: &[Token], first: usize, end: usize) -> Option<Lean> {
    if is_to_do_behind(tokens, end) {
        return Some(Lean::Future);
    }
    let from = first.saturating_sub(REACH);
    let left = tokens.get(from..first).unwrap_or_default();
    let stop = left.iter().rposition(is_stop).map_or(from, |at| from + at + 1);
    let to = (stop..first.saturating_sub(2)).rev().find(|&at| is_to_do(tokens, at));
    let left = tokens.get(stop..first).unwrap_or_default().iter().rev();
    match (nearest(left), to) {
        (Some((near, _)), Some(to)) if first <= near + to + 2 => Some(Lean::Future),
        (Some((_, lean)), _) => Some(lean),
        (None, to) => to.map(|_| Lean::Future),
    }
}

/// "has until Easter [to leave]".
fn is_to_do_behind(tokens: &[Token], end: usize) -> bool {
    let behind = tokens.iter().position(|token| token.start >= end);
    behind.is_some_and(|at| is_to_do(tokens, at))
}

/// "to leave": "to" and a word in small letters that may be a verb.
fn is_to_do(tokens: &[Token], at: usize) -> bool {
    let [to, verb] = [at, at + 1].map(|at| tokens.get(at));
    let verb = verb.is_some_and(|verb| {
        matches!(verb.class, Class::Word | Class::Past) && !verb.has(Marks::CAPITAL)
    });
    verb && to.is_some_and(|to| to.is(Class::To) && to.value == 0)
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
