//! A time as EDTF (ISO 8601-2) writes it, level 1.

use jiff::civil::Date;

use crate::calendar;
use crate::{Grain, Modifier, When};

impl When {
    /// The time in EDTF, level 1: `2014-22` for the summer of 2014, `2019-08-22/2019-08-24`,
    /// `1910~`, `2019-01/..`; `None` where no day is known, since level 1 cannot write a date
    /// without its year.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        let (Some(first), Some(last)) = (self.earliest, self.latest) else {
            return self.open_edtf();
        };
        let named = self.named(first, last);
        Some(match self.modifier {
            Some(Modifier::About) if !named.contains('/') => format!("{named}~"),
            Some(Modifier::Before | Modifier::OnOrBefore) => format!("../{}", day(last)),
            Some(Modifier::After | Modifier::OnOrAfter) => format!("{}/..", day(first)),
            _ => named,
        })
    }

    fn open_edtf(&self) -> Option<String> {
        match (self.earliest, self.latest) {
            (Some(first), None) => Some(format!("{}/..", day(first))),
            (None, Some(last)) => Some(format!("../{}", day(last))),
            _ => None,
        }
    }

    /// The shortest name of the interval.
    fn named(&self, first: Date, last: Date) -> String {
        let year = first.year();
        let whole = calendar::months(year, 1, 12) == Some((first, last));
        if whole && self.timex.contains('X') && self.grain <= Grain::Month {
            let unknown = if self.grain == Grain::Month { "XX" } else { "XX-XX" };
            return format!("{}-{unknown}", year_of(year));
        }
        if first == last {
            return day(first);
        }
        let is = |interval: Option<(Date, Date)>| interval == Some((first, last));
        if is(calendar::months(year, 1, 12)) {
            return year_of(year);
        }
        if is(calendar::months(year, first.month().into(), 1)) {
            return month(first);
        }
        if is(calendar::months(year, 1, 120)) && year > 0 && year % 10 == 0 {
            return format!("{:03}X", year / 10);
        }
        if is(calendar::months(year, 1, 1200)) && year > 0 && year % 100 == 0 {
            return format!("{:02}XX", year / 100);
        }
        if let Some(season) = self.season(first, last) {
            return season;
        }
        let months = first.day() == 1 && last == last.last_of_month();
        if months && first.month() == 1 && last.month() == 12 {
            return format!("{}/{}", year_of(year), year_of(last.year()));
        }
        if months {
            return format!("{}/{}", month(first), month(last));
        }
        format!("{}/{}", day(first), day(last))
    }

    fn season(&self, first: Date, last: Date) -> Option<String> {
        let number = (1..=4).find(|&n| self.timex.ends_with(calendar::season_code(n)))?;
        let year = if number == 4 { last.year().checked_sub(1)? } else { first.year() };
        let whole = calendar::season(year, number) == Some((first, last));
        whole.then(|| format!("{}-{}", year_of(year), 20 + number))
    }
}

fn year_of(year: i16) -> String {
    if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}

fn month(date: Date) -> String {
    format!("{}-{:02}", year_of(date.year()), date.month())
}

fn day(date: Date) -> String {
    format!("{}-{:02}", month(date), date.day())
}
