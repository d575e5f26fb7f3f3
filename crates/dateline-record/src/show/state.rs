use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind};
use dateline_text::fold;
use jiff::civil::Date;

use super::{Filter, State};
use crate::view::days_between;
use crate::view::posts::{is_single, post};
use crate::{Days, Entry, EntryId, Evidence, Series, View};

impl View {
    /// How things stood on a day. Without a day, as they stand last.
    #[must_use]
    pub fn state(&self, as_of: Option<Date>) -> State<'_> {
        let moment = Moment { view: self, as_of };
        let there: Vec<(Date, &Entry)> = moment.there();
        let of = |kind: Kind| there.iter().filter(move |(_, entry)| entry.kind == kind);
        let commitments = self.commitments(&Filter::default(), as_of);
        let ids: BTreeSet<EntryId> = there.iter().map(|(_, entry)| entry.id).collect();
        let commitments = commitments
            .into_iter()
            .filter(|promise| ids.contains(&promise.commitment.id));
        let undated = self.reports.iter().filter(|line| line.days.day().is_none());
        State {
            as_of,
            roles: moment.roles(of(Kind::Role).copied()),
            bodies: of(Kind::Body).map(|(_, entry)| *entry).collect(),
            agreements: of(Kind::Agreement)
                .map(|(_, entry)| (*entry, self.status_on(entry, as_of)))
                .collect(),
            figures: self
                .series
                .iter()
                .filter_map(|series| moment.last_point(series))
                .collect(),
            commitments: commitments.collect(),
            reports: self.reports.len(),
            undated: undated.count(),
        }
    }

    /// How far an agreement had come by a day: the status that was reported last by then.
    #[must_use]
    pub fn status_on(&self, agreement: &Entry, as_of: Option<Date>) -> String {
        let Some(held) = agreement.held(Field::Status) else { return String::new() };
        let told = held.readings.iter().flat_map(|reading| {
            let days = reading.evidence.iter().filter_map(|place| {
                let evidence = agreement.evidence.get(*place)?;
                let line = self.report(evidence.report)?;
                let day = line.days.latest.unwrap_or(Date::MAX);
                as_of.is_none_or(|as_of| day <= as_of).then_some(day)
            });
            days.map(|day| (day, reading.value.to_line())).collect::<Vec<_>>()
        });
        let last = told.max();
        last.map_or_else(|| agreement.line(Field::Status), |(_, status)| status)
    }
}

/// The day from which what a report tells counts: its latest, or, where it is known to two months,
/// its first, since what stands when a report comes out stood before.
fn told_on(days: Days) -> Option<Date> {
    let narrow = matches!(
        (days.earliest, days.latest),
        (Some(first), Some(last)) if days_between(first, last) <= Days::NARROW
    );
    if narrow { days.earliest } else { days.latest }
}

/// An office: its post, what it is of, and, where several can hold it, who does. Of two entries of
/// one office the later counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Office(Vec<String>, String, String);

impl Office {
    /// The office of a post of something that somebody holds: "defence minister" and "minister
    /// of defence" are one.
    #[must_use]
    pub fn new(post: &str, of: &str, holder: &str) -> Self {
        let (post, of, holder) = (self::post(post), fold(of), fold(holder));
        let single = is_single(&post) && !of.is_empty() && !holder.is_empty();
        Self(post, of, if single { String::new() } else { holder })
    }
}

struct Moment<'a> {
    view: &'a View,
    as_of: Option<Date>,
}

impl<'a> Moment<'a> {
    /// What had begun by then, with the day it is placed at.
    fn there(&self) -> Vec<(Date, &'a Entry)> {
        let entries = self.view.entries.iter();
        let placed = entries.filter_map(|entry| Some((self.day(entry)?, entry)));
        placed.filter(|(day, _)| self.as_of.is_none_or(|as_of| *day <= as_of)).collect()
    }

    /// The day from which an entry counts: its own, else the day it was first told.
    fn day(&self, entry: &Entry) -> Option<Date> {
        let told = || [self.told(&entry.evidence), entry.days.latest];
        entry.days.earliest.or_else(|| told().into_iter().flatten().min())
    }

    /// The day on which it was first told.
    fn told(&self, evidence: &[Evidence]) -> Option<Date> {
        let told = evidence.iter();
        told.filter_map(|one| told_on(self.view.report(one.report)?.days)).min()
    }

    /// The last holder of each post that one person holds; every holder of the others. The dead
    /// hold none.
    fn roles(&self, roles: impl Iterator<Item = (Date, &'a Entry)>) -> Vec<&'a Entry> {
        let deaths = self.view.deaths();
        let is_dead = |id| match (deaths.get(id), self.as_of) {
            (Some(Some(day)), Some(as_of)) => *day <= as_of,
            (Some(_), None) => true,
            (Some(None), Some(_)) | (None, _) => false,
        };
        let roles = roles.filter(|(_, role)| !role.actors.iter().any(is_dead));
        let mut last: BTreeMap<Office, (Date, &'a Entry)> = BTreeMap::new();
        for (day, role) in roles {
            let [post, of, holder] =
                [Field::Post, Field::Of, Field::Holder].map(|field| role.line(field));
            let office = Office::new(&post, &of, &holder);
            let slot = last.entry(office).or_insert((day, role));
            if slot.0 <= day {
                *slot = (day, role);
            }
        }
        last.into_values().map(|(_, role)| role).collect()
    }

    /// The last figure that was no plan.
    fn last_point(&self, series: &'a Series) -> Option<(&'a Series, usize)> {
        let mut points = series.points.iter().enumerate().filter(|(_, point)| {
            let told = || self.told(&point.evidence);
            let day = point.days.earliest.or_else(told).or(point.days.latest);
            let begun = match (self.as_of, day) {
                (Some(as_of), Some(day)) => day <= as_of,
                (Some(_), None) => false,
                (None, _) => true,
            };
            begun && !point.is_planned() && point.change.as_deref() != Some("by")
        });
        points.next_back().map(|(place, _)| (series, place))
    }
}
