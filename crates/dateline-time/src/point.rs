use std::fmt::Write as _;

use jiff::civil::{Date, Weekday};

use crate::Grain;
use crate::calendar;

/// A place in the calendar, perhaps without its year, perhaps with a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Point {
    /// The civil year; 0 is 1 BC.
    pub(crate) year: Option<i16>,
    pub(crate) part: Part,
    pub(crate) clock: Option<Clock>,
}

/// A year that has every day that some year has.
const LEAP_YEAR: i16 = 2000;

/// Which part of the year, or of what is larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    Year,
    Half(u8),
    Quarter(u8),
    Season(u8),
    Month(u8),
    Week(u8),
    Weekend(u8),
    Day(u8, u8),
    /// A day of the week, Monday 1; the year says nothing.
    Weekday(u8),
    /// The year is the first of ten.
    Decade,
    /// The year is the first of a hundred.
    Century,
    Fiscal,
    /// A feast that moves: its number in the table.
    Feast(Feast),
    /// An unknown day.
    Unknown,
    UnknownWeek,
    UnknownMonth,
}

/// A feast that falls on another day each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Feast {
    /// So many days after Easter.
    Easter(i8),
    /// The nth (or -1, last) such weekday of a month, and so many days after it.
    Weekday { month: u8, nth: i8, weekday: u8, after: i8 },
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Clock {
    /// `MO`, `AF`, `EV`, `NI`, `DT`.
    Part(&'static str),
    /// Hour, and minute and second if given.
    Time { hour: u8, minute: Option<u8>, second: Option<u8>, zone: Option<Zone> },
}

/// The difference of a time zone from UTC, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Zone(pub(crate) i16);

impl Point {
    pub(crate) fn new(year: Option<i16>, part: Part) -> Self {
        Self { year, part, clock: None }
    }

    pub(crate) fn day(date: Date) -> Self {
        Self::new(Some(date.year()), Part::Day(small(date.month()), small(date.day())))
    }

    /// The week of `date`.
    pub(crate) fn week(date: Date) -> Self {
        let week = date.iso_week_date();
        Self::new(Some(week.year()), Part::Week(small(week.week())))
    }

    pub(crate) fn at(self, clock: Option<Clock>) -> Self {
        Self { clock: clock.or(self.clock), ..self }
    }

    pub(crate) fn in_year(self, year: i16) -> Self {
        let moved = Self { year: Some(year), ..self };
        match (self.part, moved.interval()) {
            (Part::Feast(_), Some((first, _))) => Self::day(first).at(self.clock),
            _ => moved,
        }
    }

    /// The month and day that it names, where no calendar has that day: 31 November, and in most
    /// years 29 February.
    pub(crate) fn no_such_day(&self) -> Option<(u8, u8)> {
        let Part::Day(month, day) = self.part else { return None };
        let named = (1..=12).contains(&month) && (1..=31).contains(&day);
        let year = self.year.unwrap_or(LEAP_YEAR);
        (named && calendar::date(year, month, day).is_none()).then_some((month, day))
    }

    /// The same, left open to the month where the month has no such day.
    pub(crate) fn opened(self) -> Self {
        match self.no_such_day() {
            Some((month, _)) => Self { part: Part::Month(month), clock: None, ..self },
            None => self,
        }
    }

    /// Whether it needs no anchor.
    pub(crate) fn is_full(&self) -> bool {
        self.year.is_some()
            && !matches!(
                self.part,
                Part::Weekday(_) | Part::Unknown | Part::UnknownWeek | Part::UnknownMonth
            )
    }

    pub(crate) fn grain(&self) -> Grain {
        match self.clock {
            Some(Clock::Part(_)) => return Grain::Hour,
            Some(Clock::Time { minute, .. }) => {
                return if minute.is_some() { Grain::Minute } else { Grain::Hour };
            }
            None => {}
        }
        match self.part {
            Part::Year | Part::Fiscal => Grain::Year,
            Part::Half(_) | Part::Quarter(_) | Part::Season(_) => Grain::Season,
            Part::Month(_) | Part::UnknownMonth => Grain::Month,
            Part::Week(_) | Part::Weekend(_) | Part::UnknownWeek => Grain::Week,
            Part::Day(..) | Part::Weekday(_) | Part::Feast(_) | Part::Unknown => {
                Grain::Day
            }
            Part::Decade => Grain::Decade,
            Part::Century => Grain::Century,
        }
    }

    /// Its first and last day; `None` without a year.
    pub(crate) fn interval(&self) -> Option<(Date, Date)> {
        let year = self.year?;
        match self.part {
            Part::Year => calendar::months(year, 1, 12),
            Part::Half(half) => calendar::months(year, i32::from(half) * 6 - 5, 6),
            Part::Quarter(quarter) => {
                calendar::months(year, i32::from(quarter) * 3 - 2, 3)
            }
            Part::Season(season) => calendar::season(year, season),
            Part::Month(month) => calendar::months(year, month.into(), 1),
            Part::Week(week) => calendar::week(year, week),
            Part::Weekend(week) => {
                let (monday, sunday) = calendar::week(year, week)?;
                Some((calendar::add_days(monday, 5)?, sunday))
            }
            Part::Day(month, day) => {
                let date = calendar::date(year, month, day)?;
                Some((date, date))
            }
            Part::Feast(feast) => {
                let date = calendar::feast(year, feast)?;
                Some((date, date))
            }
            Part::Decade => calendar::months(year, 1, 120),
            Part::Century => calendar::months(year, 1, 1200),
            // Some time in the year.
            Part::Unknown | Part::UnknownWeek | Part::UnknownMonth => {
                calendar::months(year, 1, 12)
            }
            // A fiscal year may begin in any month of this year or of the year before.
            Part::Fiscal => calendar::months(year, -8, 21),
            Part::Weekday(_) => None,
        }
    }

    /// The value in TIMEX3.
    pub(crate) fn timex(&self) -> String {
        let mut timex = String::new();
        if self.year.is_some_and(|year| year <= 0) {
            timex.push_str("BC");
        }
        let written = match self.part {
            Part::Year => write!(timex, "{}", self.year_digits()),
            Part::Half(half) => write!(timex, "{}-H{half}", self.year_digits()),
            Part::Quarter(quarter) => write!(timex, "{}-Q{quarter}", self.year_digits()),
            Part::Season(season) => {
                write!(timex, "{}-{}", self.year_digits(), calendar::season_code(season))
            }
            Part::Month(month) => write!(timex, "{}-{month:02}", self.year_digits()),
            Part::Week(week) => write!(timex, "{}-W{week:02}", self.year_digits()),
            Part::Weekend(week) => write!(timex, "{}-W{week:02}-WE", self.year_digits()),
            Part::Day(month, day) => {
                write!(timex, "{}-{month:02}-{day:02}", self.year_digits())
            }
            Part::Weekday(weekday) => write!(timex, "XXXX-WXX-{weekday}"),
            Part::Decade => write!(timex, "{}", cut(&self.year_digits(), 3)),
            Part::Century => write!(timex, "{}", cut(&self.year_digits(), 2)),
            Part::Fiscal => write!(timex, "FY{}", self.year_digits()),
            Part::UnknownWeek => write!(timex, "{}-WXX", self.year_digits()),
            Part::UnknownMonth => write!(timex, "{}-XX", self.year_digits()),
            Part::Feast(_) | Part::Unknown => {
                write!(timex, "{}-XX-XX", self.year_digits())
            }
        };
        debug_assert!(written.is_ok());
        if let Some(clock) = self.clock {
            clock.push(&mut timex);
        }
        timex
    }

    fn year_digits(&self) -> String {
        match self.year {
            Some(year) if year <= 0 => format!("{:04}", 1 - i32::from(year)),
            Some(year) => format!("{year:04}"),
            None => "XXXX".to_owned(),
        }
    }
}

impl Clock {
    /// The same time, in a zone if one is given and none stands yet.
    pub(crate) fn in_zone(self, other: Option<Zone>) -> Self {
        match self {
            Self::Time { hour, minute, second, zone } => {
                Self::Time { hour, minute, second, zone: zone.or(other) }
            }
            Self::Part(_) => self,
        }
    }

    /// Appends it as TIMEX3 writes it: `T10:57`, `TNI`, `T16:00Z`.
    pub(crate) fn push(self, timex: &mut String) {
        timex.push('T');
        match self {
            Self::Part(part) => timex.push_str(part),
            Self::Time { hour, minute, second, zone } => {
                let minute = minute.unwrap_or(0);
                let mut written = write!(timex, "{hour:02}:{minute:02}");
                if let Some(second) = second {
                    written = write!(timex, ":{second:02}");
                }
                debug_assert!(written.is_ok());
                if let Some(zone) = zone {
                    zone.push(timex);
                }
            }
        }
    }
}

impl Zone {
    fn push(self, timex: &mut String) {
        if self.0 == 0 {
            timex.push('Z');
            return;
        }
        let sign = if self.0 < 0 { '-' } else { '+' };
        let (hours, minutes) = (self.0.abs() / 60, self.0.abs() % 60);
        let written = if minutes == 0 {
            write!(timex, "{sign}{hours:02}")
        } else {
            write!(timex, "{sign}{hours:02}:{minutes:02}")
        };
        debug_assert!(written.is_ok());
    }
}

/// The number of a weekday, Monday 1.
pub(crate) fn weekday_number(weekday: Weekday) -> u8 {
    small(weekday.to_monday_one_offset())
}

/// A number of the calendar (month, day, week) as it is kept here: never negative.
pub(crate) fn small(number: i8) -> u8 {
    number.unsigned_abs()
}

fn cut(digits: &str, length: usize) -> &str {
    digits.get(..length).unwrap_or(digits)
}
