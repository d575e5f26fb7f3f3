//! Lengths of time and what comes again.

use std::fmt::Write as _;

use super::Context;
use crate::calendar;
use crate::expression::{Count, Set, Step, Unit};
use crate::point::{Part, Point};
use crate::{Grain, TimexClass, When};

impl Context {
    /// "six months"; with a step, the days that it covers.
    pub(super) fn duration(&self, counts: &[(Count, Unit)], step: Option<Step>) -> When {
        let grain = counts.last().map_or(Grain::Day, |(_, unit)| unit.grain());
        let mut when = When {
            grain,
            class: TimexClass::Duration,
            timex: duration_timex(counts),
            ..When::default()
        };
        let Some(step) = step else { return when };
        let (Some((base, basis)), [(count, unit)]) = (self.base(step), counts) else {
            return when;
        };
        let Some(count) = count.whole() else { return when };
        let Some(other) = moved(base.day, count.saturating_mul(step.count()), *unit)
        else {
            return when;
        };
        when.earliest = Some(other.min(base.day));
        when.latest = Some(other.max(base.day));
        when.basis = basis;
        when
    }
}

/// A day moved by so many units.
pub(crate) fn moved(
    day: jiff::civil::Date,
    count: i32,
    unit: Unit,
) -> Option<jiff::civil::Date> {
    let months = |months: i32| calendar::add_months(day, count.checked_mul(months)?);
    let days = |days: i32| calendar::add_days(day, count.checked_mul(days)?);
    match unit {
        Unit::Second | Unit::Minute => Some(day),
        Unit::Hour => calendar::add_days(day, count / 24),
        Unit::Day => days(1),
        Unit::Week | Unit::Weekend => days(7),
        Unit::Fortnight => days(14),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Half => months(6),
        Unit::Year | Unit::FiscalYear => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
        Unit::Millennium => months(12000),
    }
}

/// What comes again, in TIMEX3.
pub(super) fn set(set: &Set) -> When {
    let (timex, grain) = match set {
        Set::Every(count, unit) => (duration_timex(&[(*count, *unit)]), unit.grain()),
        Set::Point(Point { part: Part::Unknown, clock, .. }) => {
            let point = Point::new(None, Part::Unknown).at(*clock);
            (point.timex(), Grain::Hour)
        }
        Set::Point(point) => (point.timex(), point.grain()),
    };
    When { grain, class: TimexClass::Set, timex, ..When::default() }
}

/// A length in TIMEX3: `P6M`, `PT12H`, `P2.5Y`, `PXW`, `P2Y3M`.
pub(super) fn duration_timex(counts: &[(Count, Unit)]) -> String {
    let mut timex = "P".to_owned();
    let mut in_day = false;
    for &(count, unit) in counts {
        if unit <= Unit::Hour && !in_day {
            timex.push('T');
            in_day = true;
        }
        let (factor, letter) = match (count, unit) {
            (Count::Unknown, Unit::Decade) => (1, "DE"),
            _ => letter(unit),
        };
        push_count(count, factor, &mut timex);
        timex.push_str(letter);
    }
    timex
}

fn push_count(count: Count, factor: i32, timex: &mut String) {
    let Count::Hundredths(hundredths) = count else {
        timex.push('X');
        return;
    };
    let hundredths = hundredths.saturating_mul(factor);
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let written = match rest {
        0 => write!(timex, "{whole}"),
        rest if rest % 10 == 0 => write!(timex, "{whole}.{}", rest / 10),
        rest => write!(timex, "{whole}.{rest:02}"),
    };
    debug_assert!(written.is_ok());
}

/// How many of the letter's unit a unit has, and its letter.
fn letter(unit: Unit) -> (i32, &'static str) {
    match unit {
        Unit::Second => (1, "S"),
        Unit::Minute => (1, "M"),
        Unit::Hour => (1, "H"),
        Unit::Day => (1, "D"),
        Unit::Week => (1, "W"),
        Unit::Fortnight => (2, "W"),
        Unit::Month => (1, "M"),
        Unit::Quarter => (1, "Q"),
        Unit::Half => (6, "M"),
        Unit::Year | Unit::FiscalYear => (1, "Y"),
        Unit::Decade => (10, "Y"),
        Unit::Century => (1, "CE"),
        Unit::Millennium => (1000, "Y"),
        Unit::Weekend => (1, "WE"),
    }
}
