//! When an office is told of, and when it begins or ends.

use dateline_text::Span;
use dateline_time::Grain;

use super::{ended, order};
use crate::context::{Context, Word};
use crate::dating::{self, Time};
use crate::field::{Field, Fields};
use crate::value::Value;

/// When an office is told of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Timing {
    /// Now, whatever else is dated: "is now its chief executive".
    Now,
    /// At the time of its verb.
    Then,
    /// From the time of its verb on: "was sworn in as mayor".
    Begins,
    /// Up to the time of its verb: "resigned as mayor".
    Ends,
}

impl Timing {
    /// Sets the time of a role by that of its verb.
    pub(super) fn put(
        self,
        context: &Context<'_>,
        verb: Word,
        so: bool,
        fields: &mut Fields,
    ) {
        let time = dating::dated_by(context, verb).filter(|_| self != Self::Now);
        let ends = self == Self::Ends && so;
        let Some(time) = time else {
            if ends {
                fields.set(Field::To, Value::When(ended::by_now(context)), &[]);
            } else if let Some(day) = context.credits.published.as_ref() {
                fields.set(Field::AsOf, Value::When(dating::present(day.date)), &[]);
            }
            return;
        };
        if ends && !is_end(context, time) {
            fields.set(Field::To, Value::When(ended::by_now(context)), &[]);
            return;
        }
        let field = match dating::side(context, time) {
            dating::Side::On if ends => Field::To,
            dating::Side::Before if ends || is_until(context, time) => Field::To,
            dating::Side::After => Field::From,
            dating::Side::On if self == Self::Begins => Field::From,
            dating::Side::On | dating::Side::Before => Field::AsOf,
        };
        fields.set(field, Value::When(time.value.1.clone()), &[time.span]);
        let to = up_to(context, time).filter(|_| field == Field::From);
        if let Some(to) = to {
            fields.set(Field::To, Value::When(to.value.1.clone()), &[to.span]);
        }
    }
}

/// Whether an office can have ended then: at a time of day nobody knows which, after a day, or
/// after the report ("the same day" as one to come) says only that it has.
fn is_end(context: &Context<'_>, time: &Time) -> bool {
    let when = &time.value.1;
    let published = context.credits.published.as_ref().map(|moment| moment.date);
    let late = matches!((when.earliest, published), (Some(end), Some(day)) if end > day);
    let clear = !matches!(when.grain, Grain::Minute | Grain::Hour);
    clear && !late && dating::side(context, time) != dating::Side::After
}

/// "until February".
fn is_until(context: &Context<'_>, time: &Time) -> bool {
    let before = context.word_at(time.span.start()).and_then(|word| {
        Some(context.folded_form(order::at(word, word.token.checked_sub(1)?)))
    });
    matches!(before, Some("until" | "till"))
}

/// "2038" of "from 2031 to 2038".
fn up_to<'a>(context: &'a Context<'_>, from: &Time) -> Option<&'a Time> {
    let first = context.times.partition_point(|time| time.span.start() < from.span.end());
    let next = context.times.get(first)?;
    let between = Span::new(from.span.end(), next.span.start())?;
    let link = context.words(between).trim();
    matches!(link, "to" | "until" | "till" | "through").then_some(next)
}
