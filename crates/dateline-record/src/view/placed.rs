//! When something lies, and whether two things can lie at the same time.

use dateline_findings::{Field, Finding, Kind, Value};
use dateline_time::When;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::Days;

/// When something lies: days, or a month and day of an unknown year, or nothing known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Placed {
    pub(super) days: Days,
    month: Option<i8>,
    day: Option<i8>,
}

/// How two times stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meeting {
    /// They cannot be the same.
    Apart,
    /// Nothing says.
    Unknown,
    /// Both are wide and meet.
    Maybe,
    /// One is a day or a month, and the other holds it.
    Within,
    /// The same day or month.
    Same,
}

impl Placed {
    /// When a finding lies, by its own words.
    pub(super) fn of(finding: &Finding) -> Self {
        let main = when_of(finding).map(Self::from_when).unwrap_or_default();
        let bound = |field| match finding.fields.get(field) {
            Some(Value::When(when)) => Some(when),
            _ => None,
        };
        let bounds = Days {
            earliest: bound(Field::DateAfter).and_then(|when| when.earliest),
            latest: bound(Field::DateBefore).and_then(|when| when.latest),
        };
        let days = if main.days.is_open() { bounds } else { main.days.narrowed(bounds) };
        Self { days, ..main }
    }

    pub(super) fn from_when(when: &When) -> Self {
        let days = Days { earliest: when.earliest, latest: when.latest };
        if !days.is_open() {
            return Self { days, month: None, day: None };
        }
        Self::without_year(&when.timex)
    }

    /// A month, or a day of one, of an unknown year: `XXXX-09-09`; else nothing known.
    pub(super) fn without_year(timex: &str) -> Self {
        let Some(rest) = timex.strip_prefix("XXXX-") else { return Self::default() };
        let mut parts = rest.split('-');
        let mut part = || parts.next().and_then(|part| part.parse().ok());
        let month = part().filter(|month| (1..=12).contains(month));
        let day = part().filter(|day| (1..=31).contains(day) && month.is_some());
        Self { days: Days::default(), month, day }
    }

    /// Whether it is known to a month or better.
    pub(super) fn is_narrow(self) -> bool {
        self.length().is_some_and(|days| days <= 31)
    }

    pub(super) fn is_day(self) -> bool {
        self.days.day().is_some()
    }

    /// Whether nothing at all is known.
    pub(super) fn is_unknown(self) -> bool {
        self.days.is_open() && self.month.is_none()
    }

    /// Whether only a month or a day of a month is known, and not of which year.
    pub(super) fn is_yearless(self) -> bool {
        self.days.is_open() && self.month.is_some()
    }

    /// The days of a month or day without a year that a report tells of which came out within
    /// these days; as it was where the year stays open.
    pub(super) fn in_year_of(self, published: Days) -> Self {
        let (Some(earliest), Some(latest)) = (published.earliest, published.latest)
        else {
            return self;
        };
        let year_before = |day: Date| day.checked_sub(1.year()).unwrap_or(day);
        // A report that is dated to two months means the nearest one before it; in a wider
        // span the year must follow.
        if days_between(earliest, latest) <= Days::NARROW {
            let fits =
                self.fits(Days { earliest: Some(year_before(latest)), ..published });
            return fits.last().copied().unwrap_or(self);
        }
        self.only(Days { earliest: Some(year_before(earliest)), ..published })
    }

    /// The days of a month or day without a year within these days, where only one year fits.
    pub(super) fn only(self, within: Days) -> Self {
        match self.fits(within).as_slice() {
            [only] => *only,
            _ => self,
        }
    }

    /// Every year's days of a month or day without a year that touch these days.
    fn fits(self, within: Days) -> Vec<Self> {
        let Some(month) = self.month.filter(|_| self.days.is_open()) else {
            return Vec::new();
        };
        let (Some(earliest), Some(latest)) = (within.earliest, within.latest) else {
            return Vec::new();
        };
        let years = (earliest.year()..=latest.year()).take(12);
        let fits = years.filter_map(|year| {
            let first = Date::new(year, month, self.day.unwrap_or(1)).ok()?;
            let until = if self.day.is_some() { first } else { first.last_of_month() };
            let days = Days { earliest: Some(first), latest: Some(until) };
            let touches = until >= earliest && first <= latest;
            touches.then_some(Self { days, month: None, day: None })
        });
        fits.collect()
    }

    /// How many days it covers, where both ends are known.
    fn length(self) -> Option<i64> {
        let (earliest, latest) = (self.days.earliest?, self.days.latest?);
        Some(days_between(earliest, latest) + 1)
    }

    /// Whether it surely lies before another.
    pub(super) fn is_before(self, other: Self) -> bool {
        matches!(
            (self.days.latest, other.days.earliest),
            (Some(latest), Some(earliest)) if latest < earliest
        )
    }

    pub(super) fn meets(self, other: Self) -> Meeting {
        match (self.length(), other.length()) {
            (Some(one), Some(two)) => {
                self.closed_meets(other, one.min(two), one.max(two))
            }
            (Some(length), None) if other.month.is_some() => {
                self.holds_part(other, length)
            }
            (None, Some(length)) if self.month.is_some() => {
                other.holds_part(self, length)
            }
            _ if self.month.is_some() && other.month.is_some() => self.part_meets(other),
            _ if !self.days.may_meet(other.days) => Meeting::Apart,
            _ => Meeting::Unknown,
        }
    }

    fn closed_meets(self, other: Self, short: i64, long: i64) -> Meeting {
        if !self.days.may_meet(other.days) {
            Meeting::Apart
        } else if self.days == other.days && long <= 31 {
            Meeting::Same
        } else if short <= 31 && long <= 100 {
            Meeting::Within
        } else {
            Meeting::Maybe
        }
    }

    /// Whether a month or day without a year falls into these days.
    fn holds_part(self, part: Self, length: i64) -> Meeting {
        if length > 366 {
            return Meeting::Maybe;
        }
        let Some(earliest) = self.days.earliest else { return Meeting::Unknown };
        let fits =
            (0..length).filter_map(|offset| earliest.checked_add(offset.days()).ok());
        let mut fits = fits.filter(|date| {
            Some(date.month()) == part.month
                && part.day.is_none_or(|day| day == date.day())
        });
        match fits.next() {
            None => Meeting::Apart,
            Some(_) if length <= 31 => Meeting::Within,
            Some(_) => Meeting::Maybe,
        }
    }

    fn part_meets(self, other: Self) -> Meeting {
        let differ =
            matches!((self.day, other.day), (Some(one), Some(two)) if one != two);
        if self.month != other.month || differ {
            Meeting::Apart
        } else if self.day.is_some() && other.day.is_some() {
            Meeting::Same
        } else {
            Meeting::Within
        }
    }
}

/// The time that a finding of a kind is placed by.
pub(crate) fn when_of(finding: &Finding) -> Option<&When> {
    times(finding.kind).iter().find_map(|field| match finding.fields.get(*field) {
        Some(Value::When(when)) => Some(when),
        _ => None,
    })
}

/// The fields that can hold the time that a finding of a kind is placed by, the best first.
pub(super) fn times(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Figure => &[Field::AsOf, Field::Date],
        Kind::Role => &[Field::AsOf, Field::From, Field::To, Field::Date],
        Kind::Body => &[Field::Created, Field::Date, Field::AsOf],
        Kind::Relation => &[Field::Since, Field::AsOf, Field::Date],
        Kind::Statement => &[Field::Date, Field::Said],
        Kind::Event | Kind::Agreement | Kind::Commitment | Kind::Credit => &[Field::Date],
    }
}

/// How many days later the other day is.
pub(crate) fn days_between(one: Date, other: Date) -> i64 {
    number_of(other) - number_of(one)
}

/// The number of a day, counted on from one day in March. Findings are held against each other
/// by the million, and the calendar takes its time.
pub(super) fn number_of(day: Date) -> i64 {
    // A year that begins in March has its leap day at the end.
    let year = i64::from(day.year()) - i64::from(day.month() <= 2);
    let month = (i64::from(day.month()) + 9) % 12;
    let before = year * 365 + year.div_euclid(4) - year.div_euclid(100);
    let before = before + year.div_euclid(400);
    before + (153 * month + 2) / 5 + i64::from(day.day())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn part(timex: &str) -> Placed {
        Placed::from_when(&When { timex: timex.to_owned(), ..When::default() })
    }

    fn days(earliest: Date, latest: Date) -> Placed {
        let days = Days { earliest: Some(earliest), latest: Some(latest) };
        Placed { days, month: None, day: None }
    }

    #[test]
    fn a_month_without_a_year_meets_the_same_month_of_any_year() {
        let january = days(date(2032, 1, 1), date(2032, 1, 31));
        assert_eq!(january.meets(part("XXXX-01")), Meeting::Within);
        assert_eq!(part("XXXX-02").meets(january), Meeting::Apart);
        assert_eq!(part("XXXX-09-09").meets(part("XXXX-09-10")), Meeting::Apart);
        assert_eq!(part("XXXX-09-09").meets(part("XXXX-09")), Meeting::Within);
    }

    #[test]
    fn days_are_counted_as_the_calendar_has_them() {
        let mut day = date(-4, 12, 25);
        let first = day;
        for count in 0..=4_500_i64 {
            assert_eq!(days_between(first, day), count * 331);
            assert_eq!(days_between(day, first), -count * 331);
            day = day.checked_add(331.days()).unwrap_or(day);
        }
    }

    #[test]
    fn a_day_lies_within_its_month_and_apart_from_the_next() {
        let day = days(date(2032, 1, 3), date(2032, 1, 3));
        let january = days(date(2032, 1, 1), date(2032, 1, 31));
        let february = days(date(2032, 2, 1), date(2032, 2, 29));
        assert_eq!(day.meets(january), Meeting::Within);
        assert_eq!(day.meets(february), Meeting::Apart);
        assert_eq!(day.meets(day), Meeting::Same);
        assert_eq!(day.meets(Placed::default()), Meeting::Unknown);
    }
}
