//! The door for a whole document: expressions in order, each against what came before.

mod story;

use dateline_text::{Span, Spanned, Text};
use jiff::civil::Date;

use crate::calendar;
use crate::expression::{Direction, Expression, From, Meaning, Signal, Step, Unit};
use crate::find::{Hit, hits};
use crate::point::{Part, Point};
use crate::report;
use crate::resolve::{Base, Context, Order, Place};
use crate::tag::story::Story;
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
    join_clocks(text, &mut hits);
    let place = place(&hits, published);
    let order = order(&hits, published);
    let mut context = Context { here: published, place, order, ..Context::default() };
    let mut tagged = Vec::with_capacity(hits.len());
    let mut story = Story::default();
    let mut done = 0;
    for hit in hits {
        let Spanned { span, value: mut expression } = hit.spanned;
        if text.words(Span::of(done..span.start())).contains('\n') {
            story.turn();
        }
        done = span.end();
        context.lean = cue(span).unwrap_or(hit.cue).lean;
        expression.lean = context.lean;
        context.line = story.at(span.start());
        let when = context.resolve(&expression);
        if let Some(base) = next_base(&expression, &when) {
            context.there = Some(base);
            match expression.meaning {
                // "the first since 1995" does not take the story there.
                _ if expression.signal == Some(Signal::Since) => {}
                Meaning::Point(Point { year: Some(_), .. }) => {
                    story.tell(base, span.start());
                }
                _ if goes_on(&expression.meaning) => story.follow(base, span.start()),
                _ => {}
            }
        }
        tagged.push(Spanned { span, value: (expression, when) });
    }
    if published.is_none() && place == Place::News {
        report::fill_months(&mut tagged);
    }
    tagged
}

/// Whether the story goes on with it: "7 August" and "the next day" do, "a year earlier" does not.
fn goes_on(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Point(_) | Meaning::Nth(_) | Meaning::Timed { .. } => true,
        Meaning::Shift { back, .. } => *back == Direction::Forward,
        Meaning::Unit { step, .. } | Meaning::Named { step, .. } => {
            matches!(step, Step::Next | Step::Following)
        }
        _ => false,
    }
}

/// The moment that the text speaks of behind this expression, if it names one.
fn next_base(expression: &Expression, when: &When) -> Option<Base> {
    let placed = !matches!(
        expression.meaning,
        Meaning::Duration { .. } | Meaning::Set(_) | Meaning::Reference(_)
    );
    match when.earliest {
        Some(day)
            if placed && !when.timex.contains("X") && when.grain != Grain::Vague =>
        {
            // The winter of a year may have begun in the December before.
            let winter = when.timex.ends_with("-WI");
            let day = if winter { calendar::add_days(day, 31)? } else { day };
            Some(Base { day, grain: when.grain.max(Grain::Day) })
        }
        _ => None,
    }
}

/// "March 5 to March 9, 1918": the first date takes the year of the second.
fn borrow_years(text: &Text, hits: &mut [Hit]) {
    for at in (1..hits.len()).rev() {
        let (left, right) = hits.split_at_mut(at);
        let (Some(one), Some(other)) = (left.last_mut(), right.first_mut()) else {
            continue;
        };
        let gap = Span::of(one.spanned.span.end()..other.spanned.span.start());
        if !is_joint(text.words(gap)) {
            continue;
        }
        other.cue = one.cue;
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

/// "Thursday at 14:05", "11 a.m. to noon on 9 May": a time of day takes the day beside it.
fn join_clocks(text: &Text, hits: &mut [Hit]) {
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
    let mut dated = 0_usize;
    let mut deictic = 0_usize;
    for hit in hits {
        match &hit.spanned.value.meaning {
            Meaning::Point(Point { year: Some(year), part, .. }) => {
                let far = published.is_none_or(|day| day.year().abs_diff(*year) > 1);
                dated += usize::from(far && *part != Part::Year);
            }
            meaning => deictic += usize::from(is_deictic(meaning)),
        }
    }
    if dated >= 3 && dated > 2 * deictic { Place::Narrative } else { Place::News }
}

/// Whether the words are counted from the day on which they are written.
fn is_deictic(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Point(Point { part: Part::Weekday(_), .. })
        | Meaning::Day { .. }
        | Meaning::Shift { from: From::Here, .. } => true,
        Meaning::Unit { step: Step::This | Step::Last | Step::Next, unit, .. } => {
            *unit <= Unit::Year
        }
        _ => false,
    }
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
