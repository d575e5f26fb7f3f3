use std::fmt;

use dateline_findings::{Decimal, Field, Modality};

use crate::view::lining::bounds;
use crate::{ActorId, Days, Entry, EntryId, Evidence};

/// Figures of the same thing over time.
///
/// Points are in the order of their days, planned ones among them by the day of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its identity.
    pub id: SeriesId,
    /// What is counted: "Orlesian troops in Varn".
    pub what: String,
    /// What one of them is: "persons".
    pub unit: String,
    /// Whose they are.
    pub holder: Option<ActorId>,
    /// Where.
    pub place: Option<String>,
    /// The points.
    pub points: Vec<Point>,
}

impl Series {
    /// The same series with other points.
    #[must_use]
    pub fn with_points(&self, points: Vec<Point>) -> Self {
        Self {
            id: self.id.clone(),
            what: self.what.clone(),
            unit: self.unit.clone(),
            holder: self.holder.clone(),
            place: self.place.clone(),
            points,
        }
    }
}

/// The identity of a [`Series`]: a readable slug, "persons-troops-orlesia-varn".
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesId(pub(crate) String);

impl SeriesId {
    /// The slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SeriesId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One figure of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The entry it comes from.
    pub entry: EntryId,
    /// The number; the lower one of a range.
    pub from: Decimal,
    /// The number; the upper one of a range.
    pub to: Decimal,
    /// How the number holds, by its word on the wire: `exactly`, `at_least`, `more_than`.
    pub comparator: String,
    /// from, to or by, where the report tells a change.
    pub change: Option<String>,
    /// Whether it is so, or only planned.
    pub modality: Modality,
    /// The days it can hold for.
    pub days: Days,
    /// Where the days come from.
    pub basis: PointBasis,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
    /// How many origins it has.
    pub origins: usize,
}

impl Point {
    /// The point that a figure makes; `None` where the entry holds no number.
    pub(crate) fn of(entry: &Entry, days: Days, basis: PointBasis) -> Option<Self> {
        let (from, to) = bounds(entry.get(Field::Number)?)?;
        let comparator = entry.line(Field::Comparator);
        let comparator =
            if comparator.is_empty() { "exactly".to_owned() } else { comparator };
        let change = entry.line(Field::Change);
        Some(Self {
            entry: entry.id,
            from,
            to,
            comparator,
            change: Some(change).filter(|change| !change.is_empty()),
            modality: entry.modality,
            days,
            basis,
            evidence: entry.evidence.clone(),
            origins: entry.origins,
        })
    }

    /// Whether the figure is a plan, a demand or a condition, and not a state.
    #[must_use]
    pub fn is_planned(&self) -> bool {
        self.modality != Modality::Asserted
    }
}

/// Where the days of a [`Point`] come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PointBasis {
    /// The report says for when it holds.
    Said,
    /// Nothing is said; it holds at most up to the day the report came out.
    Published,
    /// Nothing is known.
    Unknown,
}
