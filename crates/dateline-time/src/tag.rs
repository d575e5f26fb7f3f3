//! The door for a whole document: expressions in order, each against what came before.

use dateline_text::{Span, Spanned, Text};
use jiff::civil::Date;

use crate::expression::{Expression, From, Meaning, Step, Unit};
use crate::find::{Hit, hits};
use crate::point::{Part, Point};
use crate::resolve::{Base, Context, Order, Place};
use crate::{Cue, Grain, When};

/// Finds every expression of time in `text` and works out the days that each means.
///
/// Takes the expressions in order: each is read from the day of publication, or from the
/// expression before it where its words say so ("two days later"), or from the year that a
/// narrative has reached. The direction is guessed from the words around.
#[must_use]
pub fn tag(
    text: &Text,
    within: &[Span],
    published: Option<Date>,
) -> Vec<Spanned<(Expression, When)>> {
    tag_with_cues(text, within, published, &|_| None)
}

/// [`tag`], with the direction of each expression from the caller, who may know its syntax;
/// where `cue` answers `None`, the words around are asked.
#[must_use]
pub fn tag_with_cues(
    text: &Text,
    within: &[Span],
    published: Option<Date>,
    cue: &dyn Fn(Span) -> Option<Cue>,
) -> Vec<Spanned<(Expression, When)>> {
    let mut hits = hits(text, within);
    borrow_years(text, &mut hits);
    let place = place(&hits, published);
    let order = order(&hits, published);
    let mut context = Context { here: published, place, order, ..Context::default() };
    let mut tagged = Vec::with_capacity(hits.len());
    for hit in hits {
        let Spanned { span, value: expression } = hit.spanned;
        context.lean = cue(span).unwrap_or(hit.cue).lean;
        let when = context.resolve(&expression);
        context.there = next_base(&context, &expression, &when);
        tagged.push(Spanned { span, value: (expression, when) });
    }
    tagged
}

/// The moment that the text speaks of behind this expression.
fn next_base(context: &Context, expression: &Expression, when: &When) -> Option<Base> {
    let placed = !matches!(
        expression.meaning,
        Meaning::Duration { .. } | Meaning::Set(_) | Meaning::Reference(_)
    );
    match when.earliest {
        Some(day) if placed && when.grain != Grain::Vague => {
            Some(Base { day, grain: when.grain.max(Grain::Day) })
        }
        _ => context.there,
    }
}

/// "March 5 to March 9, 1918": the first date takes the year of the second.
fn borrow_years(text: &Text, hits: &mut [Hit]) {
    for at in (1..hits.len()).rev() {
        let (left, right) = hits.split_at_mut(at);
        let (Some(one), Some(other)) = (left.last_mut(), right.first()) else { continue };
        let gap = Span::of(one.spanned.span.end()..other.spanned.span.start());
        if !is_joint(text.words(gap)) {
            continue;
        }
        if let (Meaning::Point(point), Meaning::Point(next)) =
            (&mut one.spanned.value.meaning, &other.spanned.value.meaning)
            && point.year.is_none()
            && has_month(point)
            && has_month(next)
        {
            point.year = next.year;
        }
    }
}

fn has_month(point: &Point) -> bool {
    matches!(point.part, Part::Month(_) | Part::Day(..))
}

fn is_joint(gap: &str) -> bool {
    gap.len() < 16
        && matches!(
            gap.trim(),
            "-" | "–" | "—" | "to" | "and" | "through" | "until" | "till"
        )
}

/// From where the text tells: a history names many full dates far from its publication, and
/// seldom says "today" or "on Thursday".
fn place(hits: &[Hit], published: Option<Date>) -> Place {
    let far = |year: i16| published.is_none_or(|day| day.year().abs_diff(year) > 1);
    let mut full = 0_usize;
    let mut dated = 0_usize;
    let mut deictic = 0_usize;
    for hit in hits {
        match &hit.spanned.value.meaning {
            Meaning::Point(Point { year: Some(year), part, .. }) if far(*year) => {
                full += 1;
                dated += usize::from(!matches!(part, Part::Year));
            }
            Meaning::Point(Point { year: Some(_), .. }) => deictic += 1,
            Meaning::Point(Point { part: Part::Weekday(_), .. })
            | Meaning::Day { .. }
            | Meaning::Unit {
                step: Step::This | Step::Last | Step::Next,
                unit: Unit::Day | Unit::Week | Unit::Month | Unit::Year,
                ..
            }
            | Meaning::Shift { from: From::Here, .. } => deictic += 1,
            _ => {}
        }
    }
    let narrative = dated >= 3 && full > 3 * deictic;
    if narrative { Place::Narrative } else { Place::News }
}

/// The order of numeric dates, by the evidence of this text: a number above twelve in one of
/// them, the date of publication itself, or how dates in words are written.
fn order(hits: &[Hit], published: Option<Date>) -> Order {
    let mut day_first = 0_usize;
    let mut month_first = 0_usize;
    for hit in hits {
        let Meaning::Numeric([first, second, year]) = hit.spanned.value.meaning else {
            continue;
        };
        let is_published = |month: i32, day: i32| {
            published.is_some_and(|date| {
                i32::from(date.year()) == year
                    && i32::from(date.month()) == month
                    && i32::from(date.day()) == day
            })
        };
        day_first += usize::from(first > 12 || is_published(second, first));
        month_first += usize::from(second > 12 || is_published(first, second));
    }
    match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => Order::DayFirst,
        std::cmp::Ordering::Less => Order::MonthFirst,
        std::cmp::Ordering::Equal => Order::Unknown,
    }
}
