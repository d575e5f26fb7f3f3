//! Works out the days that an expression means.

mod foreign;
mod lengths;
mod steps;

use jiff::civil::Date;

pub(crate) use self::lengths::moved;

use crate::calendar;
use crate::expression::{Direction, Expression, Meaning, Step, Tense, Unit};
use crate::point::{Part, Point, weekday_number};
use crate::{Anchor, Basis, Cue, Grain, Lean, Modifier, TimexClass, When};

/// Works out the days that `expression` means, seen from `anchor`.
///
/// Without an anchor a relative expression stays a constraint: its basis is
/// [`Basis::Unresolved`] and it has no days.
#[must_use]
pub fn resolve(expression: &Expression, anchor: &Anchor, cue: Cue) -> When {
    let mut context = Context { lean: cue.lean, ..Context::default() };
    match anchor {
        Anchor::None => {}
        Anchor::Published(day) => context.here = Some(*day),
        Anchor::Event(when) => {
            context.there = Base::of_when(when);
            context.place = Place::Event;
        }
    }
    context.resolve(expression)
}

/// What an expression is read against.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context {
    /// The day of publication.
    pub(crate) here: Option<Date>,
    /// The moment that the text speaks of.
    pub(crate) there: Option<Base>,
    /// The moment that a narrative has reached: it gives the year of "7 August".
    pub(crate) line: Option<Base>,
    pub(crate) place: Place,
    pub(crate) lean: Lean,
    /// Whether it is by then that something is to be done.
    pub(crate) deadline: bool,
    pub(crate) order: Order,
}

/// From where a text tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// From the day of publication: news.
    #[default]
    News,
    /// From the moment it has reached: history.
    Narrative,
    /// From a given event.
    Event,
}

/// The order of numbers in a date such as "03/04/2024".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

/// A moment to count from: its first day, and how exact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Base {
    pub(crate) day: Date,
    pub(crate) grain: Grain,
}

impl Base {
    pub(crate) fn of_when(when: &When) -> Option<Self> {
        Some(Self { day: when.earliest?, grain: when.grain })
    }

    pub(crate) fn of_day(day: Date) -> Self {
        Self { day, grain: Grain::Day }
    }
}

/// A value that was worked out, before its edges are narrowed.
pub(crate) struct Found {
    pub(crate) point: Point,
    pub(crate) basis: Basis,
    pub(crate) others: Vec<Point>,
}

impl Found {
    pub(crate) fn new(point: Point, basis: Basis) -> Self {
        Self { point, basis, others: Vec::new() }
    }
}

impl Context {
    pub(crate) fn resolve(&self, expression: &Expression) -> When {
        let bound = self.bound_by(expression);
        let when = match &expression.meaning {
            Meaning::Reference(tense) => self.reference(*tense),
            Meaning::Duration { counts, step } => self.duration(counts, *step),
            Meaning::Set(set) => lengths::set(set),
            Meaning::Foreign(date) => bound.foreign(*date),
            meaning => bound.point(meaning),
        };
        self.narrowed(when, expression)
    }

    /// A deadline of news lies ahead where nothing says that it has passed.
    fn bound_by(&self, expression: &Expression) -> Self {
        let deadline = expression.is_deadline() && self.place == Place::News;
        Self { deadline, ..*self }
    }

    /// Where relative expressions are counted from, and how that is called.
    pub(crate) fn base(&self, step: Step) -> Option<(Base, Basis)> {
        let here = self.here.map(|day| (Base::of_day(day), Basis::Published));
        let there = self.there.map(|base| (base, Basis::Event));
        let told = step.is_anaphoric() || self.place != Place::News;
        if told { there.or(here) } else { here }
    }

    fn point(&self, meaning: &Meaning) -> When {
        match self.found(meaning) {
            Some(found) => of_found(&found),
            None => Self::constraint(meaning),
        }
    }

    /// The place in the calendar that is meant.
    pub(crate) fn found(&self, meaning: &Meaning) -> Option<Found> {
        match meaning {
            Meaning::Point(point) if point.is_full() => {
                let named = point.in_year(point.year?);
                let open = named.opened();
                let basis = if open == named { Basis::Explicit } else { Basis::Inferred };
                Some(Found::new(open, basis))
            }
            Meaning::Point(point) => self.yearless(*point),
            Meaning::Numeric(parts) => self.numeric(*parts),
            Meaning::Unit { step, unit, clock } => {
                let found = self.unit_step(*step, *unit)?;
                Some(Found { point: found.point.at(*clock), ..found })
            }
            Meaning::Named { step, point } => self.named(*step, *point),
            Meaning::InYear { step, point } => {
                let (base, basis) = self.base(*step)?;
                let year = i32::from(base.day.year()) + step.count();
                let point = point.in_year(i16::try_from(year).ok()?);
                Some(Found::new(point.opened(), basis))
            }
            Meaning::Day { shift, clock } => {
                let (base, basis) = self.base(Step::This)?;
                let day = calendar::add_days(base.day, (*shift).into())?;
                Some(Found::new(Point::day(day).at(*clock), basis))
            }
            Meaning::Shift { count, unit, back, from } => {
                self.shift((*count, *unit), *back, *from)
            }
            Meaning::Nth(day) => self.nth(*day),
            Meaning::Anniversary(years) => self.anniversary(*years),
            Meaning::Told => {
                let told = self.there?;
                Some(Found::new(steps::of_grain(told)?, Basis::Event))
            }
            Meaning::Within { nth, unit, weekday, of } => {
                let of = self.found(of)?;
                let within = |of: &Point| steps::within(*nth, *unit, *weekday, of);
                let point = within(&of.point)?;
                let others = of.others.iter().filter_map(within).collect();
                Some(Found { point, basis: of.basis, others })
            }
            Meaning::Clock(clock) => {
                let told = self.there.filter(|base| base.grain <= Grain::Day);
                let narrative = told.filter(|_| self.place != Place::News);
                let base = narrative.or(self.here.map(Base::of_day)).or(told)?;
                let basis =
                    if narrative.is_some() { Basis::Event } else { Basis::Published };
                Some(Found::new(Point::day(base.day).at(Some(*clock)), basis))
            }
            Meaning::Timed { clock, of } => {
                let of = self.found(of)?;
                if of.point.grain() > Grain::Day {
                    return Some(of); // "at noon on 31 November": the month is left.
                }
                let others = of.others.iter().map(|p| p.at(Some(*clock))).collect();
                Some(Found { point: of.point.at(Some(*clock)), basis: of.basis, others })
            }
            Meaning::Reference(_)
            | Meaning::Duration { .. }
            | Meaning::Set(_)
            | Meaning::Foreign(_)
            | Meaning::Name => None,
        }
    }

    /// A date without its year, or a weekday.
    fn yearless(&self, point: Point) -> Option<Found> {
        if point.part == Part::Unknown {
            return None; // "at night": no one day is meant.
        }
        let point = point.opened();
        let (base, basis) = self.base(Step::This)?;
        if let Part::Weekday(weekday) = point.part {
            return self.weekday(base, basis, weekday, point);
        }
        let line = self.line.filter(|_| self.place == Place::Narrative).unwrap_or(base);
        let year = line.day.year();
        let candidate = |step: i16| Some(point.in_year(year.checked_add(step)?));
        let (before, same, after) = (candidate(-1)?, candidate(0)?, candidate(1)?);
        if self.place == Place::Narrative {
            let told = if rolls_over(line, &same, &after) { after } else { same };
            // 29 February: the nearest year that has it.
            let told = [told, before, after].into_iter().find(|p| p.interval().is_some());
            return Some(Found::new(told?, basis));
        }
        // 29 February, of a year that has none.
        let [before, same, after] = [before, same, after].map(Point::opened);
        let near =
            |point: &Point| point.interval().map_or(i32::MAX, |i| gap(i, base.day));
        let best = [same, before, after].into_iter().min_by_key(near)?;
        let past = if near(&same) == 0 || starts_before(&same, base.day) {
            same
        } else {
            before
        };
        let future = if past == same { after } else { same };
        let close =
            if point.grain() <= Grain::Day { CLOSE_DAYS } else { CLOSE_MONTH_DAYS };
        let ahead = self.deadline && near(&same) > 0;
        let chosen = match self.lean {
            Lean::Past if near(&best) > close => past,
            // "The board met in August", told in June.
            Lean::Past if point.grain() > Grain::Day && best == future => past,
            Lean::Future if ahead => future,
            Lean::Future if near(&best) > close => future,
            Lean::Unknown if near(&best) > close && self.deadline => future,
            Lean::Unknown if near(&best) > close && point.grain() > Grain::Day => past,
            Lean::Past | Lean::Future | Lean::Unknown => best,
        };
        let other = if chosen == past { future } else { past };
        Some(Found { point: chosen, basis, others: vec![other] })
    }

    fn weekday(
        &self,
        base: Base,
        basis: Basis,
        weekday: u8,
        point: Point,
    ) -> Option<Found> {
        if base.grain > Grain::Day {
            return None;
        }
        let today = weekday_number(base.day.weekday());
        let back = (i32::from(today) - i32::from(weekday)).rem_euclid(7);
        let earlier = calendar::add_days(base.day, -back)?;
        let later = calendar::add_days(base.day, (7 - back) % 7)?;
        let other_later = calendar::add_days(base.day, 7 - back)?;
        let nearer = self.place != Place::News && back > 3;
        let ahead = self.lean == Lean::Unknown && self.deadline;
        let future = self.lean == Lean::Future || nearer || ahead;
        let (day, other) = if future {
            (later, calendar::add_days(later, -7)?)
        } else {
            (earlier, other_later)
        };
        let at = |day| Point::day(day).at(point.clock);
        Some(Found { point: at(day), basis, others: vec![at(other)] })
    }

    fn numeric(&self, [first, second, year]: [i32; 3]) -> Option<Found> {
        let of = |month: i32, day: i32| {
            let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
            let year = i16::try_from(year).ok()?;
            calendar::date(year, month, day).map(Point::day)
        };
        let (day_first, month_first) = (of(second, first), of(first, second));
        let (Some(day_first), Some(month_first)) = (day_first, month_first) else {
            let only = day_first.or(month_first);
            let found = only.map(|point| Found::new(point, Basis::Explicit));
            return found.or_else(|| no_such_numbers(first, second, year));
        };
        if day_first == month_first {
            return Some(Found::new(day_first, Basis::Explicit));
        }
        let (point, other) = match self.order {
            Order::DayFirst => (day_first, month_first),
            Order::MonthFirst => (month_first, day_first),
            Order::Unknown => self.likelier(day_first, month_first),
        };
        Some(Found { point, basis: Basis::Inferred, others: vec![other] })
    }

    /// Of two readings the one nearer to the publication, and the other.
    fn likelier(&self, one: Point, other: Point) -> (Point, Point) {
        let near = |point: &Point| match (point.interval(), self.here) {
            (Some(interval), Some(here)) => gap(interval, here),
            _ => 0,
        };
        if near(&other) < near(&one) { (other, one) } else { (one, other) }
    }

    fn reference(&self, tense: Tense) -> When {
        let (timex, day) = match tense {
            Tense::Past => ("PAST_REF", None),
            Tense::Present => {
                ("PRESENT_REF", self.here.filter(|_| self.place == Place::News))
            }
            Tense::Future => ("FUTURE_REF", None),
        };
        let basis =
            if tense == Tense::Present { Basis::Present } else { Basis::Unresolved };
        When {
            earliest: day,
            latest: day,
            grain: Grain::Vague,
            timex: timex.to_owned(),
            basis,
            ..When::default()
        }
    }

    /// What is known without an anchor.
    fn constraint(meaning: &Meaning) -> When {
        let (timex, grain) = steps::constraint(meaning);
        let class = match meaning {
            Meaning::Shift { from: crate::expression::From::Event, .. } => {
                TimexClass::Duration
            }
            _ if timex.contains('T') && !timex.ends_with("REF") => TimexClass::Time,
            _ => TimexClass::Date,
        };
        When { grain, class, timex, basis: Basis::Unresolved, ..When::default() }
    }

    /// Cuts an interval to what "early", "late", "earlier" and "later" leave of it.
    fn narrowed(&self, mut when: When, expression: &Expression) -> When {
        when.modifier = expression.modifier.or(when.modifier);
        let (Some(first), Some(last)) = (when.earliest, when.latest) else { return when };
        let length = calendar::distance(first, last);
        let (from, to) = match expression.modifier {
            Some(Modifier::Early) => (0, length / 2),
            Some(Modifier::Mid) => (length / 5, length - length / 5),
            Some(Modifier::Late) => (length - length / 2, length),
            _ => (0, length),
        };
        when.earliest = calendar::add_days(first, from);
        when.latest = calendar::add_days(first, to);
        let told = matches!(expression.meaning, Meaning::Unit { step: Step::Same, .. });
        let base = if told { self.there.map(|base| base.day) } else { self.here };
        let cut = base.filter(|here| (first..=last).contains(here));
        match (expression.cut, cut) {
            (Some(Direction::Back), Some(here)) => when.latest = Some(here),
            (Some(Direction::Forward), Some(here)) => when.earliest = Some(here),
            _ => {}
        }
        when
    }
}

/// "31/11/2042": the month.
fn no_such_numbers(first: i32, second: i32, year: i32) -> Option<Found> {
    let (day, month) = if second <= 12 { (first, second) } else { (second, first) };
    let part = Part::Day(u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let point = Point::new(Some(i16::try_from(year).ok()?), part);
    point.no_such_day()?;
    Some(Found::new(point.opened(), Basis::Inferred))
}

/// A month and day this near is meant, whatever the tense says.
const CLOSE_DAYS: i32 = 45;

/// A month this near is meant, whatever the tense says.
const CLOSE_MONTH_DAYS: i32 = 75;

/// How far a day lies outside an interval.
fn gap((first, last): (Date, Date), day: Date) -> i32 {
    if day < first {
        calendar::distance(day, first)
    } else if day > last {
        calendar::distance(last, day)
    } else {
        0
    }
}

/// Whether a narrative that has reached the end of a year goes on into the next.
fn rolls_over(line: Base, same: &Point, after: &Point) -> bool {
    let (Some((_, same)), Some((after, _))) = (same.interval(), after.interval()) else {
        return false;
    };
    let behind = same < line.day && calendar::distance(same, line.day) > 240;
    line.grain < Grain::Year && behind && calendar::distance(line.day, after) < 120
}

fn starts_before(point: &Point, day: Date) -> bool {
    point.interval().is_some_and(|(first, _)| first <= day)
}

pub(crate) fn of_found(found: &Found) -> When {
    let interval = found.point.interval();
    let class =
        if found.point.clock.is_some() { TimexClass::Time } else { TimexClass::Date };
    When {
        earliest: interval.map(|(first, _)| first),
        latest: interval.map(|(_, last)| last),
        grain: found.point.grain(),
        modifier: None,
        class,
        timex: found.point.timex(),
        candidates: found.others.iter().map(Point::timex).collect(),
        basis: if interval.is_some() { found.basis } else { Basis::Unresolved },
    }
}

/// The unit behind a grain, for steps of that size.
pub(crate) fn is_coarser(base: Base, unit: Unit) -> bool {
    // Hours are counted from a day all the same: they stay within it, or nearly.
    base.grain > unit.grain().max(Grain::Day) && unit < Unit::Year
}

#[cfg(test)]
mod tests {
    use dateline_text::Text;
    use jiff::civil::date;

    use super::*;
    use crate::expressions;

    fn only(words: &str) -> Expression {
        let text = Text::new(words);
        expressions(&text, &[text.span()]).remove(0).value
    }

    fn read(words: &str, anchor: &Anchor, lean: Lean) -> When {
        resolve(&only(words), anchor, Cue { lean })
    }

    #[test]
    fn a_lean_chooses_the_weekday() {
        let here = Anchor::Published(date(2031, 8, 23));
        assert_eq!(read("Thursday", &here, Lean::Past).timex, "2031-08-21");
        let when = read("Thursday", &here, Lean::Future);
        assert_eq!(
            (when.timex.as_str(), when.candidates),
            ("2031-08-28", vec!["2031-08-21".to_owned()])
        );
    }

    #[test]
    fn without_an_anchor_nothing_is_a_day() {
        for (words, timex) in [
            ("Thursday", "XXXX-WXX-4"),
            ("September 9", "XXXX-09-09"),
            ("last January", "XXXX-01"),
            ("last week", "XXXX-WXX"),
            ("this year", "XXXX"),
            ("two days ago", "XXXX-XX-XX"),
            ("yesterday morning", "XXXX-XX-XXTMO"),
        ] {
            let when = read(words, &Anchor::None, Lean::Unknown);
            assert_eq!((when.timex.as_str(), when.basis), (timex, Basis::Unresolved));
            assert_eq!((when.earliest, when.latest), (None, None));
        }
    }

    #[test]
    fn an_event_gives_its_day_to_two_weeks_after() {
        let vote = Expression::of(Meaning::Point(Point::day(date(2031, 3, 3))));
        let vote = resolve(&vote, &Anchor::None, Cue::default());
        let text = Text::new("two weeks after the vote");
        let found = expressions(&text, &[text.span()]).remove(0);
        assert_eq!(text.words(found.span), "two weeks");
        assert_eq!(resolve(&found.value, &Anchor::None, Cue::default()).timex, "P2W");
        let when = resolve(&found.value, &Anchor::Event(vote), Cue::default());
        assert_eq!((when.timex.as_str(), when.basis), ("2031-W12", Basis::Event));
    }

    #[test]
    fn an_ambiguous_date_keeps_its_other_reading() {
        let when = read("It fell on 03/04/2031.", &Anchor::None, Lean::Unknown);
        assert_eq!(when.timex, "2031-04-03");
        assert_eq!(when.candidates, ["2031-03-04"]);
        assert_eq!(when.basis, Basis::Inferred);
    }
}
