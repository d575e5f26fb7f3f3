mod edtf;

use jiff::civil::Date;

/// Where a relative expression is counted from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// No day is known: relative expressions stay constraints.
    #[default]
    None,
    /// The day of publication.
    Published(Date),
    /// Another moment named in the text: "four years after ...".
    Event(When),
}

/// What the words around an expression say about its direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cue {
    /// Which way it leans.
    pub lean: Lean,
}

/// Which way an expression leans in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lean {
    /// Nothing says.
    #[default]
    Unknown,
    /// Past tense: "met on Sunday".
    Past,
    /// Future or plan: "will meet on Sunday".
    Future,
}

/// The days that an expression means: an interval with a grain, and how it was resolved.
///
/// `earliest` is never after `latest`. Where the year, or the day, is not known, both are
/// `None` and `timex` holds what is written (`XXXX-09-09`); a constraint never becomes a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The first day it can be.
    pub earliest: Option<Date>,
    /// The last day it can be.
    pub latest: Option<Date>,
    /// How exact it is.
    pub grain: Grain,
    /// "early", "about", "before" and the like.
    pub modifier: Option<Modifier>,
    /// The class of the expression in TIMEX3.
    pub class: TimexClass,
    /// The value in TIMEX3: `2019-08-22`, `2017-12`, `P6M`, `2014-SU`, `XXXX-09-09`.
    pub timex: String,
    /// Other values it may have, most likely first; `timex` is not among them.
    pub candidates: Vec<String>,
    /// How it was resolved.
    pub basis: Basis,
}

/// How exact a [`When`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A minute of the day.
    Minute,
    /// An hour, or a part of the day.
    Hour,
    /// A day.
    #[default]
    Day,
    /// A week or week-end.
    Week,
    /// A month.
    Month,
    /// A season or quarter.
    Season,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century.
    Century,
    /// Only "now", "the past", "recently".
    Vague,
}

/// What narrows or blurs a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// "before January": TIMEX3 `BEFORE`.
    Before,
    /// "since January": `AFTER`.
    After,
    /// "by January": `ON_OR_BEFORE`.
    OnOrBefore,
    /// "from January on": `ON_OR_AFTER`.
    OnOrAfter,
    /// "less than a year": `LESS_THAN`.
    LessThan,
    /// "more than a decade": `MORE_THAN`.
    MoreThan,
    /// "up to a year": `EQUAL_OR_LESS`.
    EqualOrLess,
    /// "at least a year": `EQUAL_OR_MORE`.
    EqualOrMore,
    /// "early 2014": `START`.
    Early,
    /// "mid-2014": `MID`.
    Mid,
    /// "late 2014": `END`.
    Late,
    /// "about ten years": `APPROX`.
    About,
}

impl Modifier {
    /// The word in TIMEX3.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::Early => "START",
            Self::Mid => "MID",
            Self::Late => "END",
            Self::About => "APPROX",
        }
    }
}

/// The class of an expression in TIMEX3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexClass {
    /// `DATE`
    #[default]
    Date,
    /// `TIME`
    Time,
    /// `DURATION`
    Duration,
    /// `SET`
    Set,
}

impl TimexClass {
    /// The word in TIMEX3.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// How a [`When`] was resolved: the word on the wire is [`Basis::as_str`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Written in full.
    Explicit,
    /// Counted from the day of publication.
    Published,
    /// Counted from another expression or event of the text.
    Event,
    /// A present state: "currently".
    Present,
    /// Inferred from what surrounds it.
    Inferred,
    /// Not resolved: only a constraint is known.
    #[default]
    Unresolved,
}

impl Basis {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Published => "relative_to_dateline",
            Self::Event => "relative_to_event",
            Self::Present => "present_state",
            Self::Inferred => "inferred",
            Self::Unresolved => "unresolved",
        }
    }
}
