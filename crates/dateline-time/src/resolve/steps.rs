//! Steps from a base: "last week", "two days later", "the second Tuesday of May".

use jiff::civil::Date;

use super::lengths::{duration_timex, moved};
use super::{Base, Context, Found, Place, is_coarser};
use crate::calendar;
use crate::expression::{Count, Direction, From, Meaning, Step, Unit};
use crate::point::{Clock, Part, Point, small, weekday_number};
use crate::{Basis, Grain, Lean};

impl Context {
    /// "last week", "that month".
    pub(super) fn unit_step(&self, step: Step, unit: Unit) -> Option<Found> {
        let (base, basis) = self.base(step)?;
        if is_coarser(base, unit) {
            return Some(Found::new(vague_point(base, unit), basis));
        }
        let day = moved(base.day, step.count(), unit)?;
        Some(Found::new(unit_of(day, unit)?, basis))
    }

    /// "last January", "this spring", "the following Friday".
    pub(super) fn named(&self, step: Step, point: Point) -> Option<Found> {
        let (base, basis) = self.base(step)?;
        if let Part::Weekday(weekday) = point.part {
            return named_weekday(base, step, weekday)
                .map(|day| Found::new(Point::day(day).at(point.clock), basis));
        }
        let year = base.day.year();
        let point = point.opened();
        let same = point.in_year(year);
        let (first, last) = same.interval()?;
        let (first, last) = match point.part {
            Part::Season(4) => {
                (calendar::date(year, 12, 1)?, calendar::date(year, 12, 31)?)
            }
            _ => (first, last),
        };
        let move_by = match step {
            Step::This | Step::Same => 0,
            Step::Last | Step::Previous => {
                if last < base.day {
                    0
                } else {
                    -1
                }
            }
            Step::Next | Step::Following => {
                if first > base.day {
                    0
                } else {
                    1
                }
            }
        };
        let chosen = point.in_year(year.checked_add(move_by)?);
        // "Last July", said in August, may be the July of the year before.
        let before = (move_by == 0 && step == Step::Last)
            .then(|| Some(point.in_year(year.checked_sub(1)?)))
            .flatten();
        let others = before.into_iter().collect();
        Some(Found { point: chosen, basis, others })
    }

    /// "three years ago", "two days later".
    pub(super) fn shift(
        &self,
        (count, unit): (Count, Unit),
        back: Direction,
        from: From,
    ) -> Option<Found> {
        let (base, basis) = match from {
            From::Here => self.base(Step::This)?,
            // "Two years later" is never counted from the day on which it is written.
            From::There if back == Direction::Forward && self.place == Place::News => {
                self.there.map(|base| (base, Basis::Event))?
            }
            From::There => self.base(Step::Same)?,
            From::Event | From::Beside if self.place == Place::Event => {
                self.base(Step::Same)?
            }
            From::Event | From::Beside => return None,
        };
        if count.whole().is_none() && unit <= Unit::Hour && from == From::There {
            return Some(Found::new(
                Point::day(base.day).at(Some(Clock::Part("XX"))),
                basis,
            ));
        }
        let (count, unit) = whole(count, unit)?;
        if is_coarser(base, unit) {
            return Some(Found::new(vague_point(base, unit), basis));
        }
        let signed = if back == Direction::Back { -count } else { count };
        let day = moved(base.day, signed, unit)?;
        let point = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                Point::day(day).at(Some(Clock::Part("XX")))
            }
            Unit::Week if count == 1 => Point::day(day),
            Unit::Fortnight | Unit::Weekend => Point::day(day),
            Unit::Decade | Unit::Century | Unit::Millennium => unit_of(day, Unit::Year)?,
            unit => unit_of(day, unit)?,
        };
        Some(Found::new(point, basis))
    }

    /// "the tenth anniversary": ten years after the event, or the year of the report.
    pub(super) fn anniversary(&self, years: i16) -> Option<Found> {
        if self.place != Place::Event {
            return self.unit_step(Step::This, Unit::Year);
        }
        let event = self.there?;
        let day = moved(event.day, years.into(), Unit::Year)?;
        let point = of_grain(Base { day, ..event })?;
        Some(Found::new(point, Basis::Event))
    }

    /// "the 20th".
    pub(super) fn nth(&self, day: u8) -> Option<Found> {
        let told = self.there.filter(|base| base.grain <= Grain::Month);
        let (base, basis) = match told {
            Some(base) => (base, Basis::Event),
            None => (Base::of_day(self.here?), Basis::Published),
        };
        let of = |months: i32| {
            let month = calendar::add_months(base.day.first_of_month(), months)?;
            calendar::date(month.year(), small(month.month()), day)
        };
        let this = of(0)?;
        let published = basis == Basis::Published;
        let coming =
            self.lean == Lean::Future || self.lean == Lean::Unknown && self.deadline;
        let passed = published && this > base.day && !coming;
        let chosen = if passed { of(-1)? } else { this };
        Some(Found::new(Point::day(chosen), basis))
    }
}

/// A count in a unit of which it is a whole number: a decade and a half is fifteen years.
fn whole(count: Count, unit: Unit) -> Option<(i32, Unit)> {
    let (count, unit) = match (count, unit) {
        (Count::Hundredths(count), Unit::Decade) if count % 100 != 0 => {
            (Count::Hundredths(count.checked_mul(10)?), Unit::Year)
        }
        (Count::Hundredths(count), Unit::Century) if count % 100 != 0 => {
            (Count::Hundredths(count.checked_mul(100)?), Unit::Year)
        }
        (Count::Hundredths(count), Unit::Year) if count % 100 != 0 => {
            (Count::Hundredths(count.checked_mul(12)?), Unit::Month)
        }
        other => other,
    };
    Some((count.whole()?, unit))
}

/// A unit somewhere in a base that is not exact enough to count from.
fn vague_point(base: Base, unit: Unit) -> Point {
    let part = match unit {
        Unit::Week | Unit::Fortnight | Unit::Weekend => Part::UnknownWeek,
        Unit::Month | Unit::Quarter => Part::UnknownMonth,
        _ => Part::Unknown,
    };
    Point::new(Some(base.day.year()), part)
}

fn named_weekday(base: Base, step: Step, weekday: u8) -> Option<Date> {
    if base.grain > Grain::Day {
        return None;
    }
    let today = weekday_number(base.day.weekday());
    let back = (i32::from(today) - i32::from(weekday)).rem_euclid(7);
    let days = match step {
        Step::This | Step::Same => i32::from(weekday) - i32::from(today),
        Step::Last | Step::Previous => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        Step::Next | Step::Following => 7 - back,
    };
    calendar::add_days(base.day, days)
}

/// The moment as exactly as it is known.
pub(super) fn of_grain(base: Base) -> Option<Point> {
    let unit = match base.grain {
        Grain::Minute | Grain::Hour | Grain::Day => Unit::Day,
        Grain::Week => Unit::Week,
        Grain::Month => Unit::Month,
        Grain::Season => Unit::Quarter,
        Grain::Year => Unit::Year,
        Grain::Decade => Unit::Decade,
        Grain::Century => Unit::Century,
        Grain::Vague => return None,
    };
    unit_of(base.day, unit)
}

/// The unit of time that a day lies in.
pub(crate) fn unit_of(day: Date, unit: Unit) -> Option<Point> {
    let year = day.year();
    let of = |part| Some(Point::new(Some(year), part));
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(Point::day(day)),
        Unit::Week | Unit::Fortnight => Some(Point::week(day)),
        Unit::Weekend => {
            let week = Point::week(day);
            match week.part {
                Part::Week(number) => Some(Point::new(week.year, Part::Weekend(number))),
                _ => None,
            }
        }
        Unit::Month => of(Part::Month(small(day.month()))),
        Unit::Quarter => of(Part::Quarter(small(day.month()).div_ceil(3))),
        Unit::Half => of(Part::Half(small(day.month()).div_ceil(6))),
        Unit::Year => of(Part::Year),
        Unit::FiscalYear => of(Part::Fiscal),
        Unit::Decade => Some(Point::new(Some(year - year.rem_euclid(10)), Part::Decade)),
        Unit::Century | Unit::Millennium => {
            Some(Point::new(Some(year - year.rem_euclid(100)), Part::Century))
        }
    }
}

/// The nth unit or weekday of a longer time.
pub(super) fn within(nth: i8, unit: Unit, weekday: u8, of: &Point) -> Option<Point> {
    let year = of.year?;
    let (first, last) = of.interval()?;
    let count = u8::try_from(nth).ok();
    match (unit, of.part) {
        (Unit::Quarter, Part::Year | Part::Fiscal) => {
            let quarter = count.unwrap_or(4);
            (1..=4)
                .contains(&quarter)
                .then(|| Point::new(Some(year), Part::Quarter(quarter)))
        }
        (Unit::Half, Part::Year | Part::Fiscal) => {
            let half = count.unwrap_or(2);
            (1..=2).contains(&half).then(|| Point::new(Some(year), Part::Half(half)))
        }
        (Unit::Day, Part::Month(_)) if weekday > 0 => {
            let day =
                first.nth_weekday_of_month(nth, calendar::weekday(weekday)?).ok()?;
            Some(Point::day(day))
        }
        (Unit::Half, _) => Some(*of),
        _ if weekday > 0 => None,
        _ => {
            let day =
                if nth < 0 { last } else { moved(first, i32::from(nth) - 1, unit)? };
            (day <= last).then(|| unit_of(day, unit)).flatten()
        }
    }
}

/// What a relative expression says by itself, and how exactly.
pub(super) fn constraint(meaning: &Meaning) -> (String, Grain) {
    match meaning {
        Meaning::Point(point)
        | Meaning::Named { point, .. }
        | Meaning::InYear { point, .. } => {
            let open = point.opened();
            (open.timex(), open.grain())
        }
        Meaning::Unit { unit, clock, .. } => unit_constraint(*unit, *clock),
        Meaning::Day { clock, .. } => unit_constraint(Unit::Day, *clock),
        Meaning::Shift { count, unit, from: From::Event, .. } => {
            (duration_timex(&[(*count, *unit)]), unit.grain())
        }
        Meaning::Shift { count: Count::Unknown, back, .. } => {
            let past = *back == Direction::Back;
            (if past { "PAST_REF" } else { "FUTURE_REF" }.to_owned(), Grain::Vague)
        }
        Meaning::Shift { unit, .. } => unit_constraint(*unit, None),
        Meaning::Nth(day) => (format!("XXXX-XX-{day:02}"), Grain::Day),
        Meaning::Within { nth, unit, of, .. } => within_constraint(*nth, *unit, of),
        Meaning::Clock(clock) => {
            let point = Point::new(None, Part::Unknown).at(Some(*clock));
            (point.timex(), point.grain())
        }
        Meaning::Timed { clock, of } => {
            let (mut timex, _) = constraint(of);
            clock.push(&mut timex);
            (timex, Grain::Hour)
        }
        Meaning::Anniversary(_) => unit_constraint(Unit::Year, None),
        Meaning::Told => ("XXXX-XX-XX".to_owned(), Grain::Vague),
        Meaning::Numeric([_, _, year]) => (format!("{year:04}-XX-XX"), Grain::Day),
        Meaning::Reference(_)
        | Meaning::Duration { .. }
        | Meaning::Set(_)
        | Meaning::Foreign(_)
        | Meaning::Name => ("XXXX-XX-XX".to_owned(), Grain::Vague),
    }
}

fn within_constraint(nth: i8, unit: Unit, of: &Meaning) -> (String, Grain) {
    match unit {
        Unit::Quarter if nth > 0 => (format!("XXXX-Q{nth}"), Grain::Season),
        Unit::Half if nth > 0 => (format!("XXXX-H{nth}"), Grain::Season),
        _ => constraint(of),
    }
}

fn unit_constraint(unit: Unit, clock: Option<Clock>) -> (String, Grain) {
    let mut timex = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::FiscalYear => "FYXXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    }
    .to_owned();
    if let Some(clock) = clock {
        clock.push(&mut timex);
    }
    (timex, unit.grain())
}
