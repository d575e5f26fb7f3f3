//! A time of day takes the day beside it.

use dateline_text::{Span, Text};

use crate::expression::Meaning;
use crate::find::Hit;
use crate::point::{Part, Point};

/// "Thursday at 14:05", "11 a.m. to noon on 9 May": a time of day takes the day beside it.
pub(super) fn join(text: &Text, hits: &mut [Hit]) {
    for at in (0..hits.len()).rev() {
        let Some(Meaning::Clock(clock)) =
            hits.get(at).map(|hit| &hit.spanned.value.meaning)
        else {
            continue;
        };
        let clock = *clock;
        let gap = |left: usize| {
            let (one, other) = (hits.get(left)?, hits.get(left + 1)?);
            let gap = Span::of(one.spanned.span.end()..other.spanned.span.start());
            (gap.len() < 24).then(|| text.words(gap).trim())
        };
        let before = at.checked_sub(1).filter(|&left| gap(left).is_some_and(is_at));
        let after = gap(at).filter(|gap| is_on(gap)).map(|_| at + 1);
        let day = |at: usize| day_of(&hits.get(at)?.spanned.value.meaning);
        let Some(of) = before.and_then(day).or_else(|| after.and_then(day)) else {
            continue;
        };
        if let Some(hit) = hits.get_mut(at) {
            hit.spanned.value.meaning = Meaning::Timed { clock, of: Box::new(of) };
        }
    }
}

fn is_at(gap: &str) -> bool {
    matches!(gap, "at" | ", at" | "around" | "at around" | "at about" | "," | "from" | "")
}

fn is_on(gap: &str) -> bool {
    matches!(gap, "on" | "," | ", on" | "to" | "and" | "-" | "–")
        || gap.ends_with(" time on")
}

/// The day that an expression names, without its time.
fn day_of(meaning: &Meaning) -> Option<Meaning> {
    match meaning {
        Meaning::Point(Point {
            part: Part::Day(..) | Part::Weekday(_),
            clock: None,
            ..
        })
        | Meaning::Day { clock: None, .. } => Some(meaning.clone()),
        Meaning::Timed { of, .. } => Some((**of).clone()),
        _ => None,
    }
}
