//! The door for a whole document: expressions in order, each against what came before.

mod anchor;
mod clocks;
mod page;
mod pass;
mod story;
mod stretch;

use dateline_text::{Span, Spanned, Text};
use jiff::civil::Date;

use crate::expression::{Expression, From, Meaning, Step, Unit};
use crate::find::{Hit, hits};
use crate::point::{Part, Point};
use crate::report;
use crate::resolve::{Context, Order, Place};
use crate::tag::pass::Pass;
use crate::{Basis, Cue, When};

pub use stretch::stretches;

/// What was found and worked out so far.
type Tagged = Vec<Spanned<(Expression, When)>>;

/// Finds every expression of time in `text` and works out the days that each means.
///
/// Takes the expressions in order: each is read from the day of publication, or from the
/// expression before it where its words say so ("two days later"), or from the year that a
/// narrative has reached. The direction is guessed from the words around.
///
/// Without a day of publication, the one that the text itself forces (a date alone on a line,
/// "today, 3 March 2031") is taken, and what is counted from it is [`Basis::Inferred`]; where
/// it forces none, relative expressions stay constraints.
#[must_use]
pub fn tag(
    text: &Text,
    within: &[Span],
    published: Option<Date>,
) -> Vec<Spanned<(Expression, When)>> {
    tag_with_cues(text, within, published, &|_, _| None)
}

/// [`tag`], with the direction of each expression from the caller, who may know its syntax;
/// where `cue` answers `None`, the words around are asked.
#[must_use]
pub fn tag_with_cues(
    text: &Text,
    within: &[Span],
    published: Option<Date>,
    cue: &dyn Fn(Span, &Expression) -> Option<Cue>,
) -> Vec<Spanned<(Expression, When)>> {
    let mut hits = hits(text, within);
    stretch::bind(text, &mut hits);
    let place = place(&hits, published);
    hits.retain(|hit| place == Place::Narrative || !hit.spanned.value.generic);
    clocks::join(text, &mut hits);
    let order = order(text, &hits, published);
    let context = Context { here: published, place, order, ..Context::default() };
    let undated = published.is_none();
    let mut tagged = Pass::new(text, &hits, context, undated).read(cue);
    if !undated || place == Place::Narrative {
        return tagged;
    }
    if let Some(day) = report::forced_day(&tagged) {
        let context = Context { here: Some(day), ..context };
        tagged = Pass::new(text, &hits, context, undated).read(cue);
        for Spanned { value: (_, when), .. } in &mut tagged {
            if when.basis == Basis::Published {
                when.basis = Basis::Inferred;
            }
        }
    } else {
        report::fill_months(&mut tagged);
    }
    tagged
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
fn order(text: &Text, hits: &[Hit], published: Option<Date>) -> Order {
    let mut day_first = 0_usize;
    let mut month_first = 0_usize;
    let mut in_words = (0_usize, 0_usize);
    for hit in hits {
        if let Meaning::Point(Point { part: Part::Day(..), .. }) =
            hit.spanned.value.meaning
        {
            let words = text.words(hit.spanned.span);
            let first = words.starts_with(|letter: char| letter.is_ascii_digit());
            in_words.0 += usize::from(first);
            in_words.1 += usize::from(!first);
        }
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
    // Numbers say more than words: "03/25/2031" beside "3 March".
    if day_first == month_first {
        (day_first, month_first) = in_words;
    }
    match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => Order::DayFirst,
        std::cmp::Ordering::Less => Order::MonthFirst,
        std::cmp::Ordering::Equal => Order::Unknown,
    }
}
