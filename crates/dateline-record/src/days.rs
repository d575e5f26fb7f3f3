use jiff::civil::Date;

/// The days between which something lies, both included; an open end is not known.
///
/// ```
/// use dateline_record::Days;
/// use jiff::civil::date;
/// let august = Days { earliest: Some(date(2031, 8, 1)), latest: Some(date(2031, 8, 31)) };
/// assert!(august.day().is_none());
/// assert!(august.may_hold(date(2031, 8, 21)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// The first day it can be.
    pub earliest: Option<Date>,
    /// The last day it can be.
    pub latest: Option<Date>,
}

impl Days {
    /// Days that lie no farther apart, two months, date a report well enough.
    pub const NARROW: i64 = 62;

    /// One day and no other.
    #[must_use]
    pub fn one(day: Date) -> Self {
        Self { earliest: Some(day), latest: Some(day) }
    }

    /// The day, where there is only one that it can be.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }

    /// Whether it can be that day.
    #[must_use]
    pub fn may_hold(self, day: Date) -> bool {
        self.earliest.is_none_or(|earliest| earliest <= day)
            && self.latest.is_none_or(|latest| day <= latest)
    }

    /// Whether both can be on the same day.
    #[must_use]
    pub fn may_meet(self, other: Self) -> bool {
        let before = |one: Option<Date>, two: Option<Date>| match (one, two) {
            (Some(latest), Some(earliest)) => latest < earliest,
            _ => false,
        };
        !before(self.latest, other.earliest) && !before(other.latest, self.earliest)
    }

    /// The days that both allow; the first of the two where they share none.
    #[must_use]
    pub fn narrowed(self, other: Self) -> Self {
        if !self.may_meet(other) {
            return self;
        }
        Self {
            earliest: self.earliest.max(other.earliest),
            latest: [self.latest, other.latest].into_iter().flatten().min(),
        }
    }
}
