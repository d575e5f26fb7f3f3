//! Years that are not counted from Christ: the moon years of the Hijra and its sun years.

use jiff::civil::Date;

use crate::calendar;

/// A way to count years and months other than the civil one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reckoning {
    /// Moon years since the Hijra: 12 Muharram 1453.
    Hijri,
    /// Sun years since the Hijra: 22 Bahman 1402.
    Jalali,
}

/// A date of another reckoning as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Foreign {
    pub(crate) reckoning: Reckoning,
    /// Its year in its own count.
    pub(crate) year: Option<i16>,
    /// Its year in the civil count: "Eid al-Fitr 2030".
    pub(crate) civil: Option<i16>,
    /// No month: the whole year.
    pub(crate) month: Option<u8>,
    /// No day: the whole month.
    pub(crate) day: Option<u8>,
}

impl Foreign {
    /// Its first and last day in the given year of its own count.
    pub(crate) fn days(&self, year: i32) -> Option<(Date, Date)> {
        let first = i32::from(self.day.unwrap_or(1));
        let start =
            self.reckoning.day(year, i32::from(self.month.unwrap_or(1)), first)?;
        let end = match (self.month, self.day) {
            (_, Some(_)) => start,
            (Some(month), None) => {
                let (year, month) =
                    if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                calendar::add_days(self.reckoning.day(year, month.into(), 1)?, -1)?
            }
            (None, None) => calendar::add_days(self.reckoning.day(year + 1, 1, 1)?, -1)?,
        };
        Some((start, end))
    }

    /// How far the true day may lie from the one worked out: a month of the moon begins where
    /// it is seen.
    pub(crate) fn slack(&self) -> i32 {
        match self.reckoning {
            Reckoning::Hijri => 1,
            Reckoning::Jalali => 0,
        }
    }
}

impl Reckoning {
    /// The year of its own count in which a civil day lies, or the year beside it.
    pub(crate) fn year_near(self, day: Date) -> i32 {
        let year = i32::from(day.year());
        match self {
            Self::Hijri => (year - 622) * 33 / 32 + 1,
            Self::Jalali => year - 621,
        }
    }

    /// Whether a year of this count is one that news speaks of.
    pub(crate) fn is_likely(year: i32) -> bool {
        (1200..=1600).contains(&year)
    }

    fn day(self, year: i32, month: i32, day: i32) -> Option<Date> {
        if !(1..=3000).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        match self {
            Self::Hijri => hijri(year, month, day),
            Self::Jalali => jalali(year, month, day),
        }
    }
}

/// A day of the moon by the rule of thirty years, of which eleven are longer by a day. It is
/// off by a day at most from the month as it is seen.
fn hijri(year: i32, month: i32, day: i32) -> Option<Date> {
    // 1 Muharram 1 was 16 July 622 of the Julian count, 19 July of ours.
    let start = calendar::date(622, 7, 19)?;
    let months = (59 * (month - 1) + 1) / 2;
    let years = (year - 1) * 354 + (3 + 11 * year) / 30;
    calendar::add_days(start, years + months + day - 1)
}

/// A day of the sun year by the rule of thirty-three years, of which eight are longer: right
/// from 1244 to 1472, off by a day around that.
fn jalali(year: i32, month: i32, day: i32) -> Option<Date> {
    // 1 Farvardin 1403 was 20 March 2024.
    let start = calendar::date(2024, 3, 20)?;
    let leaps = |year: i32| {
        let (rounds, rest) = ((year - 1).div_euclid(33), (year - 1).rem_euclid(33));
        let within = [1, 5, 9, 13, 17, 22, 26, 30].iter().filter(|&&leap| leap <= rest);
        rounds * 8 + i32::try_from(within.count()).unwrap_or(0)
    };
    let years = (year - 1403) * 365 + leaps(year) - leaps(1403);
    let months = (month - 1) * 31 - (month - 7).max(0);
    calendar::add_days(start, years + months + day - 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_of_the_moon_fall_where_tables_put_them() {
        for (year, month, day, expected) in [
            (1, 1, 1, date(622, 7, 19)),
            (1400, 1, 1, date(1979, 11, 21)),
            (1445, 1, 1, date(2023, 7, 19)),
            (1445, 9, 1, date(2024, 3, 11)),
            (1445, 12, 10, date(2024, 6, 17)),
        ] {
            assert_eq!(Reckoning::Hijri.day(year, month, day), Some(expected));
        }
    }

    #[test]
    fn days_of_the_sun_year_fall_where_almanacs_put_them() {
        for (year, month, day, expected) in [
            (1357, 11, 22, date(1979, 2, 11)),
            (1358, 8, 13, date(1979, 11, 4)),
            (1399, 12, 30, date(2021, 3, 20)),
            (1400, 1, 1, date(2021, 3, 21)),
            (1402, 11, 22, date(2024, 2, 11)),
            (1403, 12, 30, date(2025, 3, 20)),
            (1404, 1, 1, date(2025, 3, 21)),
        ] {
            assert_eq!(Reckoning::Jalali.day(year, month, day), Some(expected));
        }
    }

    #[test]
    fn no_year_reaches_past_the_calendar() {
        assert_eq!(Reckoning::Hijri.day(0, 1, 1), None);
        assert_eq!(Reckoning::Jalali.day(30_000, 1, 1), None);
        assert_eq!(Reckoning::Jalali.day(1403, 13, 1), None);
    }
}
