use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::point::Feast;

/// The day, if the calendar has it.
pub(crate) fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The first and last day of `count` months from month `first` of `year`; 0 is December of
/// the year before.
pub(crate) fn months(year: i16, first: i32, count: i32) -> Option<(Date, Date)> {
    let start = month(year, first)?;
    Some((start, add_days(add_months(start, count)?, -1)?))
}

/// The first day of a month counted from January of `year`.
fn month(year: i16, month: i32) -> Option<Date> {
    let months = i32::from(year) * 12 + month - 1;
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

/// Monday and Sunday of a week.
pub(crate) fn week(year: i16, week: u8) -> Option<(Date, Date)> {
    let week = i8::try_from(week).ok()?;
    let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    Some((monday, add_days(monday, 6)?))
}

/// The widest days that the season of a year can mean, in the northern half of the world.
///
/// "The winter of 2014" is said of the one that begins and of the one that ends in 2014, so it
/// holds both.
pub(crate) fn season(year: i16, season: u8) -> Option<(Date, Date)> {
    let (start, end) = match season {
        1 => ((year, 3, 1), (year, 6, 20)),
        2 => ((year, 6, 1), (year, 9, 22)),
        3 => ((year, 9, 1), (year, 12, 21)),
        _ => ((year.checked_sub(1)?, 12, 1), (year.checked_add(1)?, 3, 20)),
    };
    Some((date(start.0, start.1, start.2)?, date(end.0, end.1, end.2)?))
}

/// The season's code in TIMEX3.
pub(crate) fn season_code(season: u8) -> &'static str {
    match season {
        1 => "SP",
        2 => "SU",
        3 => "FA",
        _ => "WI",
    }
}

/// The day of a feast in a year.
pub(crate) fn feast(year: i16, feast: Feast) -> Option<Date> {
    match feast {
        Feast::Easter(after) => add_days(easter(year)?, after.into()),
        Feast::Weekday { month, nth, weekday: number, after } => {
            let first = date(year, month, 1)?;
            let day = first.nth_weekday_of_month(nth, weekday(number)?).ok()?;
            add_days(day, after.into())
        }
    }
}

/// The weekday of a number, Monday 1.
pub(crate) fn weekday(number: u8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()
}

/// Easter Sunday by Gauss's rule as Butcher wrote it.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    if year_number < 1583 {
        return None;
    }
    let (century, rest) = (year_number / 100, year_number % 100);
    let golden = year_number % 19;
    let moon =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3
            + 15)
            % 30;
    let days = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * days) / 451;
    let sum = moon + days - 7 * late + 114;
    let month = u8::try_from(sum / 31).ok()?;
    date(year, month, u8::try_from(sum % 31 + 1).ok()?)
}

/// `day` moved by so many months, held at the end of a shorter month.
pub(crate) fn add_months(day: Date, months: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// `day` moved by so many days.
pub(crate) fn add_days(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// How many days lie between two days.
pub(crate) fn distance(one: Date, other: Date) -> i32 {
    one.until(other).map_or(i32::MAX, |span| span.get_days().abs())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn easter_falls_where_the_church_keeps_it() {
        for (year, month, of_month) in
            [(1961, 4, 2), (2000, 4, 23), (2024, 3, 31), (2038, 4, 25)]
        {
            assert_eq!(easter(year), Some(day(year, month, of_month)));
        }
    }

    #[test]
    fn months_may_begin_in_the_year_before() {
        assert_eq!(months(2030, 0, 1), Some((day(2029, 12, 1), day(2029, 12, 31))));
        assert_eq!(months(2030, -8, 21), Some((day(2029, 4, 1), day(2030, 12, 31))));
    }

    #[test]
    fn nothing_lies_past_the_end_of_the_calendar() {
        assert_eq!(add_days(day(9999, 12, 31), 1), None);
        assert_eq!(add_months(day(9999, 12, 31), i32::MAX), None);
        assert_eq!(season(9999, 4), None);
    }
}
