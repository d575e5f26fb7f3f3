use crate::point::{Clock, Part, Point};
use crate::reckoning::Foreign;
use crate::{Grain, Lean, Modifier};

/// An expression of time as it is written, before it is resolved.
///
/// Knows nothing of any anchor: the same words always give the same expression.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expression {
    pub(crate) meaning: Meaning,
    pub(crate) modifier: Option<Modifier>,
    pub(crate) signal: Option<Signal>,
    /// "earlier" and "later" cut the time off at the day of publication.
    pub(crate) cut: Option<Direction>,
    /// What the words around it suggest.
    pub(crate) lean: Lean,
    /// Which end of a stretch of time it is.
    pub(crate) bound: Option<Bound>,
    /// Whether it is a word that only a history means as a time: "former", "the same time".
    pub(crate) generic: bool,
    /// What the page says of itself with it.
    pub(crate) on_page: Option<OnPage>,
}

/// What a page says of itself with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum OnPage {
    /// It stands where a report gives its own date.
    Own,
    /// The page was changed, or looked at, on that date.
    Changed,
}

/// Which end of a stretch of time an expression is: "from March 3 to 5" has both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// It begins with this one.
    Start,
    /// It ends with this one.
    End,
}

/// The little word beside an expression that says how an event lies to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// "before the vote", "ahead of Easter", "prior to 3 May": it ends before this one.
    Before,
    /// "two weeks after the vote": the expression counts from an event.
    After,
    /// "since January".
    Since,
    /// "until March".
    Until,
    /// "to March", "through March".
    To,
    /// "by the end of 2030", "no later than Friday", "in time for Easter".
    By,
    /// "from March" and "between March and May".
    From,
    /// "for six months".
    For,
    /// "in March", "during 2014", "within two years".
    In,
    /// "on Thursday", "at noon".
    On,
    /// "as of 1 August": a figure holds for this day.
    AsOf,
}

impl Expression {
    /// The preposition beside it, if one is there: "since" of "since January".
    #[must_use]
    pub fn signal(&self) -> Option<Signal> {
        self.signal
    }

    /// Whether what it dates is to be done when it comes: "by Easter", "until Friday", "in time
    /// for the summer", "before October".
    #[must_use]
    pub fn is_deadline(&self) -> bool {
        matches!(self.signal, Some(Signal::By | Signal::Until | Signal::Before))
    }

    /// The day it names with its month, as it is written; the order of numbers is taken so that
    /// they can be a day.
    pub(crate) fn named_day(&self) -> Option<Point> {
        let mut meaning = &self.meaning;
        while let Meaning::Timed { of, .. } = meaning {
            meaning = of;
        }
        match *meaning {
            Meaning::Point(point)
            | Meaning::Named { point, .. }
            | Meaning::InYear { point, .. } => {
                matches!(point.part, Part::Day(..)).then_some(point)
            }
            Meaning::Numeric([first, second, year]) => {
                let (day, month) =
                    if second <= 12 { (first, second) } else { (second, first) };
                let part = Part::Day(u8::try_from(month).ok()?, u8::try_from(day).ok()?);
                Some(Point::new(Some(i16::try_from(year).ok()?), part))
            }
            _ => None,
        }
    }

    /// Whether it is a day of the week without its date: "Friday", "Friday evening".
    #[must_use]
    pub fn is_weekday(&self) -> bool {
        let mut meaning = &self.meaning;
        while let Meaning::Timed { of, .. } = meaning {
            meaning = of;
        }
        matches!(meaning, Meaning::Point(Point { part: Part::Weekday(_), .. }))
    }

    /// What blurs or narrows it: "about" of "about ten years".
    #[must_use]
    pub fn modifier(&self) -> Option<Modifier> {
        self.modifier
    }

    /// Which end of a stretch of time it is, if [`tag`](crate::tag()) found the other end too.
    #[must_use]
    pub fn bound(&self) -> Option<Bound> {
        self.bound
    }

    /// Whether its days depend on an anchor: "Thursday", "last year", "two weeks later".
    #[must_use]
    pub fn is_relative(&self) -> bool {
        match &self.meaning {
            Meaning::Point(point) => !point.is_full(),
            Meaning::Numeric(_) => false,
            Meaning::Foreign(date) => date.year.is_none() && date.civil.is_none(),
            _ => true,
        }
    }

    /// Whether it counts from another moment of the text, not from the day of publication:
    /// "two days later", "that month", "the following week".
    #[must_use]
    pub fn is_anaphoric(&self) -> bool {
        match &self.meaning {
            Meaning::Shift { from, .. } => *from == From::There,
            Meaning::Unit { step, .. }
            | Meaning::Named { step, .. }
            | Meaning::InYear { step, .. } => step.is_anaphoric(),
            _ => false,
        }
    }

    pub(crate) fn of(meaning: Meaning) -> Self {
        Self { meaning, ..Self::default() }
    }

    pub(crate) fn with(self, modifier: Option<Modifier>) -> Self {
        Self { modifier: modifier.or(self.modifier), ..self }
    }
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A place in the calendar, perhaps without its year: "August 2", "2014", "Thursday".
    Point(Point),
    /// A date of another reckoning: "22 Bahman 1402".
    Foreign(Foreign),
    /// "the tenth anniversary".
    Anniversary(i16),
    /// "at that time", "during this period": the moment that the text speaks of.
    Told,
    /// Three numbers whose order the text decides: "03/04/2024".
    Numeric([i32; 3]),
    /// "last week", "this month", "that year".
    Unit { step: Step, unit: Unit, clock: Option<Clock> },
    /// "last January", "next summer", "the following Friday".
    Named { step: Step, point: Point },
    /// "January of last year", "October of that year".
    InYear { step: Step, point: Point },
    /// "yesterday evening".
    Day { shift: i8, clock: Option<Clock> },
    /// "three years ago", "two days later".
    Shift { count: Count, unit: Unit, back: Direction, from: From },
    /// "six months"; with a step, "the past six months".
    Duration { counts: Vec<(Count, Unit)>, step: Option<Step> },
    /// "every Tuesday", "twice a year", "weekly".
    Set(Set),
    /// "now", "the past", "the future".
    Reference(Tense),
    /// "the 20th": a day of the month of context.
    Nth(u8),
    /// "the second Tuesday of May", "the first half of 2014": the nth or last of a longer time.
    Within { nth: i8, unit: Unit, weekday: u8, of: Box<Self> },
    /// "10 p.m." and its day, when the two stand together.
    Clock(Clock),
    /// A name that is made of a word of time: "Black Monday"; nothing is found there.
    Name,
    /// "11 a.m. today".
    Timed { clock: Clock, of: Box<Self> },
}

impl Default for Meaning {
    fn default() -> Self {
        Self::Reference(Tense::Present)
    }
}

/// Which of a kind: "this", "last", "that".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    This,
    Last,
    Next,
    /// "the same", "that".
    Same,
    /// "the previous".
    Previous,
    /// "the following".
    Following,
}

impl Step {
    pub(crate) fn is_anaphoric(self) -> bool {
        matches!(self, Self::Same | Self::Previous | Self::Following)
    }

    /// How far it steps.
    pub(crate) fn count(self) -> i32 {
        match self {
            Self::This | Self::Same => 0,
            Self::Last | Self::Previous => -1,
            Self::Next | Self::Following => 1,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Direction {
    Back,
    Forward,
}

/// Where a shift is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum From {
    /// The day of publication: "ago".
    Here,
    /// The expression before: "later".
    There,
    /// An event of the text: "two days after the vote".
    Event,
    /// The day beside an event: "the day after the vote".
    Beside,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
}

/// A number of units, in hundredths, or an unknown one: "two and a half", "several".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Count {
    Hundredths(i32),
    Unknown,
}

impl Count {
    pub(crate) const ONE: Self = Self::Hundredths(100);

    pub(crate) fn of(whole: i32) -> Self {
        Self::Hundredths(whole.saturating_mul(100))
    }

    /// The whole number, when it is one.
    pub(crate) fn whole(self) -> Option<i32> {
        match self {
            Self::Hundredths(count) if count % 100 == 0 => Some(count / 100),
            Self::Hundredths(_) | Self::Unknown => None,
        }
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
    Weekend,
    /// Only in "the first half of".
    Half,
    FiscalYear,
}

impl Unit {
    /// The unit of this number in `data/words.tsv`.
    pub(crate) fn numbered(number: i32) -> Option<Self> {
        Some(match number {
            0 => Self::Second,
            1 => Self::Minute,
            2 => Self::Hour,
            3 => Self::Day,
            4 => Self::Week,
            5 => Self::Fortnight,
            6 => Self::Month,
            7 => Self::Quarter,
            8 => Self::Year,
            9 => Self::Decade,
            10 => Self::Century,
            11 => Self::Millennium,
            12 => Self::Weekend,
            _ => return None,
        })
    }

    pub(crate) fn grain(self) -> Grain {
        match self {
            Self::Second | Self::Minute => Grain::Minute,
            Self::Hour => Grain::Hour,
            Self::Day => Grain::Day,
            Self::Week | Self::Fortnight | Self::Weekend => Grain::Week,
            Self::Month => Grain::Month,
            Self::Quarter | Self::Half => Grain::Season,
            Self::Year | Self::FiscalYear => Grain::Year,
            Self::Decade => Grain::Decade,
            Self::Century | Self::Millennium => Grain::Century,
        }
    }
}

/// Something that comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    /// "every two weeks", "a year" of "twice a year".
    Every(Count, Unit),
    /// "every Tuesday", "Sundays", "each January".
    Point(Point),
}
