//! What two names that lie against each other say for and against their being one.
//!
//! Each sign adds or takes hundredths; they were fitted by logistic regression on lists of
//! names that are published as one person's or one body's, and hold as well on halves of
//! those lists that share no name.

mod bodies;
mod persons;

pub(crate) use bodies::bodies;
pub(crate) use persons::persons;

use super::align::Lie;
use super::part::Part;

/// What signs sum to over what is sure, laid on the common scale.
fn per_mille(over: i32) -> u16 {
    let laid = if over < 0 { 700 + over * 7 / 10 } else { 700 + over * 3 / 8 };
    u16::try_from(laid.clamp(0, 999)).unwrap_or_default()
}

/// Parts of both names that lie against each other.
fn parts<'a>(
    lie: Lie,
    one: &'a [Part],
    other: &'a [Part],
) -> impl Iterator<Item = &'a Part> + Clone {
    range(one, lie.one).iter().chain(range(other, lie.other))
}

fn range(parts: &[Part], (first, count): (u8, u8)) -> &[Part] {
    let first = usize::from(first);
    parts.get(first..first + usize::from(count)).unwrap_or_default()
}

fn weight(parts: &[Part]) -> i32 {
    parts.iter().map(|part| i32::from(part.weight)).sum()
}
