//! Times counted from another of the same sentence: "two days after the vote on 3 March",
//! "the tenth anniversary of the treaty of 1979", "the three months ended March 31".

use dateline_text::{Span, Text};
use jiff::civil::Date;

use super::Tagged;
use crate::calendar;
use crate::expression::{Count, Expression, From, Meaning, Unit};
use crate::find::Hit;
use crate::resolve::{Base, Context, Place, moved};
use crate::{Basis, Grain, TimexClass, When};

/// The furthest that the day of an event stands from what is counted from it.
const REACH: usize = 60;

/// The most words between them.
const MOST_WORDS: usize = 8;

/// What may stand right before the day of an event.
const LINKS: [&str; 8] = ["after", "before", "the", "of", "on", "in", "a", "its"];

/// Resolves what is counted from an event whose day stands behind it.
pub(super) fn counted(
    text: &Text,
    hits: &[Hit],
    at: usize,
    context: &Context,
    when: When,
) -> When {
    let Some(hit) = hits.get(at) else { return when };
    let (expression, span) = (&hit.spanned.value, hit.spanned.span);
    let length = match &expression.meaning {
        Meaning::Shift { from: From::Event, .. } => true,
        Meaning::Shift { from: From::Beside, .. } | Meaning::Anniversary(_) => false,
        _ => return when,
    };
    let Some(next) = hits.get(at.saturating_add(1)) else { return when };
    let gap = Span::of(span.end()..next.spanned.span.start());
    if !links(text.words(gap)) {
        return when;
    }
    let event = Context { lean: next.cue.lean, ..*context }.resolve(&next.spanned.value);
    let dated = matches!(event.class, TimexClass::Date | TimexClass::Time);
    let Some(there) = Base::of_when(&event).filter(|_| dated) else { return when };
    let inner = Context { there: Some(there), place: Place::Event, ..*context };
    let found = inner.resolve(expression);
    if found.earliest.is_none() {
        return when;
    }
    if !length {
        return found;
    }
    When {
        earliest: found.earliest,
        latest: found.latest,
        candidates: vec![found.timex],
        basis: Basis::Event,
        ..when
    }
}

/// Whether these words lead from what is counted to the day of the event.
fn links(gap: &str) -> bool {
    let gap = gap.trim();
    let plain = !gap.contains(['.', ',', ';', ':', '!', '?', '(', ')', '\n', '"']);
    let mut words = gap.split_whitespace();
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or(first);
    plain
        && gap.len() <= REACH
        && words.count() <= MOST_WORDS
        && matches!(first, "after" | "before" | "of")
        && LINKS.contains(&last)
}

/// The anniversary of a day that the text named before: "the tenth anniversary" in the tenth
/// year after it. `days` are those days; `apposed` says that the last stands right before.
pub(super) fn anniversary(
    expression: &Expression,
    when: &mut When,
    days: &[Date],
    apposed: bool,
) {
    let Meaning::Anniversary(nth) = expression.meaning else { return };
    let Some(year) = when.earliest.map(Date::year).filter(|_| when.grain == Grain::Year)
    else {
        return;
    };
    let fits = |day: &Date| {
        let day = calendar::date(
            day.year().checked_add(nth)?,
            day.month().unsigned_abs(),
            day.day().unsigned_abs(),
        )?;
        (day.year() == year).then_some(day)
    };
    let mut found: Vec<Date> = days.iter().filter_map(fits).collect();
    found.dedup();
    // "On 9 April 2031, the sixth anniversary of ...".
    let beside = days.last().copied().filter(|_| apposed);
    if let Some(day) = beside.filter(|day| day.year() == year) {
        found = vec![day];
    }
    if let [day] = found[..] {
        *when = When {
            earliest: Some(day),
            latest: Some(day),
            grain: Grain::Day,
            timex: day.to_string(),
            candidates: vec![when.timex.clone()],
            basis: Basis::Event,
            ..when.clone()
        };
    }
}

/// Gives days to a length whose end is told: "the three months ended March 31", "the fiscal
/// year ending June 30, 2030".
pub(super) fn ended(text: &Text, tagged: &mut Tagged) {
    for at in 1..tagged.len() {
        let (left, right) = tagged.split_at_mut(at);
        let (Some(one), Some(other)) = (left.last_mut(), right.first()) else { continue };
        let gap = text.words(Span::of(one.span.end()..other.span.start())).trim();
        let ends = matches!(
            gap,
            "ended"
                | "ending"
                | "ended on"
                | "ending on"
                | "to"
                | "to the end of"
                | "through"
        );
        let (expression, when) = &mut one.value;
        let Some((count, unit)) = length(expression, when, gap).filter(|_| ends) else {
            continue;
        };
        let dated = matches!(other.value.1.class, TimexClass::Date);
        let Some(last) = other.value.1.latest.filter(|_| dated) else { continue };
        let first = calendar::add_days(last, 1)
            .and_then(|day| moved(day, count.checked_neg()?, unit));
        let Some(first) = first.filter(|&first| first <= last) else { continue };
        when.earliest = Some(first);
        when.latest = Some(last);
        when.basis = other.value.1.basis;
        if unit == Unit::FiscalYear {
            when.timex = format!("FY{:04}", last.year());
        }
    }
}

/// The length of an expression that an end can bound.
fn length(expression: &Expression, when: &When, gap: &str) -> Option<(i32, Unit)> {
    match &expression.meaning {
        Meaning::Duration { counts, step: None } => match counts[..] {
            [(count @ Count::Hundredths(_), unit)] if when.earliest.is_none() => {
                Some((count.whole()?, unit))
            }
            _ => None,
        },
        Meaning::Unit { unit: Unit::FiscalYear, .. } if gap != "to" => {
            Some((1, Unit::FiscalYear))
        }
        _ => None,
    }
}
