use std::fmt::Write as _;

use super::super::scanner::Scanner;
use super::super::short_hash;
use super::{day, read_days};
use crate::{ActorId, Days, Entry, EntryId, Point, PointBasis, Series, SeriesId};

/// A [`Series`] as a row of a table; with the entries of its points it gives the series back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeriesRow {
    /// Its identity.
    pub id: String,
    /// What is counted.
    pub what: String,
    /// What one of them is.
    pub unit: String,
    /// Whose they are.
    pub holder: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// A line a point: `0123456789abcdef 2031-05-01/2031-05-31 said`.
    pub points: String,
}

impl SeriesRow {
    /// The row of a series.
    #[must_use]
    pub fn of(series: &Series) -> Self {
        let mut points = String::new();
        for point in &series.points {
            let days = (day(point.days.earliest), day(point.days.latest));
            let basis = basis(point.basis);
            let _ = writeln!(points, "{} {}/{} {basis}", point.entry, days.0, days.1);
        }
        Self {
            id: series.id.to_string(),
            what: series.what.clone(),
            unit: series.unit.clone(),
            holder: series.holder.as_ref().map(ToString::to_string),
            place: series.place.clone(),
            points,
        }
    }

    /// The identities of the entries of its points.
    #[must_use]
    pub fn entries(&self) -> Vec<String> {
        let firsts = self.points.lines().filter_map(|line| line.split(' ').next());
        firsts.map(ToOwned::to_owned).collect()
    }

    /// The entries of its points with the days they can hold for.
    #[must_use]
    pub fn days(&self) -> Vec<(EntryId, Days)> {
        let point = |line: &str| {
            let (id, rest) = line.split_once(' ')?;
            Some((EntryId::parse(id)?, read_days(&mut Scanner::new(rest))?))
        };
        self.points.lines().filter_map(point).collect()
    }

    /// The series of a row; `None` where this is no row that was written here, or an entry is
    /// not there.
    #[must_use]
    pub fn series<'a>(
        &self,
        entry: &dyn Fn(EntryId) -> Option<&'a Entry>,
    ) -> Option<Series> {
        let point = |line: &str| {
            let (id, rest) = line.split_once(' ')?;
            let mut scanner = Scanner::new(rest);
            let days = read_days(&mut scanner)?;
            scanner.take(" ")?;
            let word = scanner.word()?;
            let basis = BASES.into_iter().find(|known| basis(*known) == word)?;
            Point::of(entry(EntryId::parse(id)?)?, days, basis)
        };
        Some(Series {
            id: SeriesId(self.id.clone()),
            what: self.what.clone(),
            unit: self.unit.clone(),
            holder: self.holder.as_deref().map(ActorId::parse),
            place: self.place.clone(),
            points: self.points.lines().map(point).collect::<Option<_>>()?,
        })
    }

    /// A mark of all that the row holds.
    #[must_use]
    pub fn mark(&self) -> i64 {
        i64::from_ne_bytes(short_hash(&format!("{self:?}")).to_ne_bytes())
    }
}

const BASES: [PointBasis; 3] =
    [PointBasis::Said, PointBasis::Published, PointBasis::Unknown];

fn basis(basis: PointBasis) -> &'static str {
    match basis {
        PointBasis::Said => "said",
        PointBasis::Published => "published",
        PointBasis::Unknown => "unknown",
    }
}
