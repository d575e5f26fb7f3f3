//! Days of another reckoning.

use jiff::civil::Date;

use super::{CLOSE_DAYS, CLOSE_MONTH_DAYS, Context, gap};
use crate::calendar;
use crate::point::{Part, Point};
use crate::reckoning::{Foreign, Reckoning};
use crate::{Basis, Grain, Lean, When};

/// A first and a last day.
type Days = (Date, Date);

impl Context {
    /// "12 Muharram 1453": the day, or the days around it where the moon decides.
    pub(super) fn foreign(&self, date: Foreign) -> When {
        let grain = match (date.month, date.day) {
            (_, Some(_)) => Grain::Day,
            (Some(_), None) => Grain::Month,
            (None, None) => Grain::Year,
        };
        let Some((chosen, other, basis)) = self.foreign_days(date) else {
            let timex = match grain {
                Grain::Day => "XXXX-XX-XX",
                Grain::Month => "XXXX-XX",
                _ => "XXXX",
            };
            return When { grain, timex: timex.to_owned(), ..When::default() };
        };
        let other = other.map(|other| timex(other, grain));
        let timex = timex(chosen, grain);
        When {
            earliest: calendar::add_days(chosen.0, -date.slack()),
            latest: calendar::add_days(chosen.1, date.slack()),
            grain,
            candidates: other.into_iter().filter(|other| *other != timex).collect(),
            timex,
            basis,
            ..When::default()
        }
    }

    /// The days meant, the other ones that may be, and how they were found.
    fn foreign_days(&self, date: Foreign) -> Option<(Days, Option<Days>, Basis)> {
        if let Some(year) = date.year {
            let exact = date.reckoning == Reckoning::Jalali;
            let basis = if exact { Basis::Explicit } else { Basis::Inferred };
            return Some((date.days(year.into())?, None, basis));
        }
        let middle = date.civil.and_then(|year| calendar::date(year, 7, 1));
        let (base, basis) = match middle {
            Some(middle) => (middle, Basis::Inferred),
            None => (self.here?, Basis::Published),
        };
        let near = date.reckoning.year_near(base);
        let nearest = |days: &Days| gap(*days, base);
        let mut years: Vec<_> =
            (near - 2..=near + 1).filter_map(|year| date.days(year)).collect();
        years.sort_by_key(nearest);
        let best = *years.first()?;
        let coming =
            self.lean == Lean::Future || self.lean == Lean::Unknown && self.deadline;
        let wanted = |days: &&Days| if coming { days.1 >= base } else { days.0 <= base };
        let close = if date.day.is_some() { CLOSE_DAYS } else { CLOSE_MONTH_DAYS };
        let away = nearest(&best);
        let ahead = self.deadline && self.lean == Lean::Future && away > 0;
        let far = date.civil.is_none() && (away > close || ahead);
        let chosen = if far { *years.iter().find(wanted)? } else { best };
        let other = years.into_iter().find(|days| *days != chosen);
        Some((chosen, other.filter(|_| date.civil.is_none()), basis))
    }
}

/// A day as it is; a month or a year of another reckoning lies across two of ours.
fn timex((first, _): Days, grain: Grain) -> String {
    match grain {
        Grain::Day => Point::day(first).timex(),
        Grain::Month => Point::new(Some(first.year()), Part::UnknownMonth).timex(),
        _ => Point::new(Some(first.year()), Part::Year).timex(),
    }
}
