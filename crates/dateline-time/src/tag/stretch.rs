//! Two expressions that bound a stretch of time: "from March 3 to 5", "Monday to Wednesday".

use dateline_text::{Span, Spanned, Text};

use super::Tagged;
use crate::expression::{Bound, Meaning, Signal, Unit};
use crate::find::Hit;
use crate::point::{Part, Point};
use crate::resolve::{Context, Place};
use crate::{Basis, Expression, Lean, TimexClass, When};

/// Marks the pairs of expressions that bound a stretch, and lets the first take the year or the
/// week of the second: "March 5 to March 9, 1918", "Monday to Wednesday of last week".
pub(super) fn bind(text: &Text, hits: &mut [Hit]) {
    // Whether the pair behind was one of a list: "May, June and July 2030".
    let mut listed = false;
    for at in (1..hits.len()).rev() {
        let before = at.checked_sub(2).and_then(|at| hits.get(at));
        let before = before.map_or(0, |hit| hit.spanned.span.end());
        let (left, right) = hits.split_at_mut(at);
        let (Some(one), Some(other)) = (left.last_mut(), right.first_mut()) else {
            continue;
        };
        let gap = Span::of(one.spanned.span.end()..other.spanned.span.start());
        let joint = text.words(gap).trim();
        let list = joint == "," && listed;
        listed = joint == "and" || joint == "or" || list;
        if !(is_joint(joint) || list) || gap.len() >= 16 {
            continue;
        }
        other.cue = one.cue;
        borrow(&mut one.spanned.value.meaning, &other.spanned.value.meaning);
        let lead = text.words(Span::of(before..one.spanned.span.start()));
        let between = !matches!(joint, "and" | ",")
            || one.spanned.value.signal == Some(Signal::From);
        let dates = is_bound(&one.spanned.value) && is_bound(&other.spanned.value);
        if between && dates && !is_moved(lead) && other.spanned.value.bound.is_none() {
            one.spanned.value.bound = Some(Bound::Start);
            other.spanned.value.bound = Some(Bound::End);
        }
    }
}

fn is_joint(gap: &str) -> bool {
    matches!(gap, "-" | "–" | "—" | "to" | "and" | "through" | "until" | "till" | "up to")
}

/// The first takes from the second what it does not say itself.
fn borrow(one: &mut Meaning, other: &Meaning) {
    let has_month = |point: &Point| matches!(point.part, Part::Month(_) | Part::Day(..));
    match (&mut *one, other) {
        (Meaning::Point(point), Meaning::Point(next))
            if point.year.is_none() && has_month(point) && has_month(next) =>
        {
            // "December 20 to January 3, 2031" begins in the year before.
            let over = month_of(point) > month_of(next);
            point.year = next.year.and_then(|year| year.checked_sub(i16::from(over)));
        }
        (
            Meaning::Point(Point { part: Part::Weekday(weekday), clock: None, .. }),
            Meaning::Within { of, .. },
        ) if matches!(**of, Meaning::Unit { unit: Unit::Week, .. }) => {
            let nth = i8::try_from(*weekday).unwrap_or(1);
            let of = of.clone();
            *one = Meaning::Within { nth, unit: Unit::Day, weekday: 0, of };
        }
        _ => {}
    }
}

fn month_of(point: &Point) -> u8 {
    match point.part {
        Part::Month(month) | Part::Day(month, _) => month,
        _ => 0,
    }
}

/// Whether a stretch can begin or end with it.
fn is_bound(expression: &Expression) -> bool {
    !matches!(
        expression.meaning,
        Meaning::Duration { .. }
            | Meaning::Set(_)
            | Meaning::Reference(_)
            | Meaning::Shift { .. }
            | Meaning::Name
    )
}

/// Words of moving a day: "postponed from Monday to Wednesday" is no stretch.
const MOVED: [&str; 10] = [
    "postponed",
    "moved",
    "delayed",
    "rescheduled",
    "shifted",
    "brought",
    "pushed",
    "put",
    "changed",
    "extended",
];

fn is_moved(lead: &str) -> bool {
    lead.split_whitespace().rev().take(6).any(|word| {
        let word = word.trim_matches(|letter: char| !letter.is_alphabetic());
        MOVED.iter().any(|moved| word.eq_ignore_ascii_case(moved))
    })
}

/// Puts the two ends of a stretch in order: "between Monday and Wednesday", said on a Tuesday
/// of the past, begins eight days before it.
pub(super) fn order(
    context: &Context,
    tagged: &mut Tagged,
    expression: &Expression,
    when: &mut When,
) {
    let Some(Spanned { value: (first, start), .. }) = tagged.last_mut() else { return };
    if expression.bound != Some(Bound::End) || first.bound != Some(Bound::Start) {
        return;
    }
    let (Some(from), Some(to), Some(here)) = (start.earliest, when.latest, context.here)
    else {
        return;
    };
    if from <= to || context.place != Place::News {
        return;
    }
    let near = |day, lean| Context { here: Some(day), lean, ..*context };
    if from >= here && context.lean != Lean::Past {
        let other = near(from, Lean::Future).resolve(expression);
        if other.earliest >= Some(from) {
            *when = other;
        }
    } else {
        let other = near(to, Lean::Past).resolve(first);
        if other.latest <= Some(to) && other.earliest.is_some() {
            *start = other;
        }
    }
}

/// The stretches of time that two expressions bound, in order: "from March 3 to 5" is one
/// interval of three days, from the first letter of the one to the last of the other.
///
/// `times` are the answers of [`tag`](super::tag()). A stretch without days ("Monday to
/// Wednesday" in an undated report) is left out.
#[must_use]
pub fn stretches(times: &[Spanned<(Expression, When)>]) -> Vec<Spanned<When>> {
    let pairs = times.iter().zip(times.iter().skip(1));
    pairs.filter_map(|(one, other)| stretch(one, other)).collect()
}

fn stretch(
    one: &Spanned<(Expression, When)>,
    other: &Spanned<(Expression, When)>,
) -> Option<Spanned<When>> {
    let ((first, start), (last, end)) = (&one.value, &other.value);
    if first.bound != Some(Bound::Start) || last.bound != Some(Bound::End) {
        return None;
    }
    let (earliest, latest) = (start.earliest?, end.latest?);
    if earliest > latest {
        return None;
    }
    let value = When {
        earliest: Some(earliest),
        latest: Some(latest),
        grain: start.grain.max(end.grain),
        class: TimexClass::Date,
        timex: format!("{}/{}", start.timex, end.timex),
        basis: weaker(start.basis, end.basis),
        ..When::default()
    };
    Some(Spanned { span: Span::of(one.span.start()..other.span.end()), value })
}

/// Of two ways to be resolved the less sure one.
fn weaker(one: Basis, other: Basis) -> Basis {
    one.max(other)
}
