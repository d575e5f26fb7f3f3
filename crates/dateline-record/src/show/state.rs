use std::collections::BTreeMap;
use std::mem;

use dateline_findings::{Field, Kind, Modality};
use dateline_text::fold;
use jiff::civil::Date;

use super::State;
use crate::view::days_between;
use crate::view::posts::{is_single, post};
use crate::{ActorId, Days, Entry, EntryId, Evidence, View};

/// What holds from which day on, each list in the order of the timeline: from it the state of any
/// day is read off, without what the entries say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lasting {
    pub(crate) roles: Vec<Tenure>,
    pub(crate) bodies: Vec<(Date, EntryId)>,
    pub(crate) agreements: Vec<(Date, EntryId)>,
    pub(crate) commitments: Vec<(Date, EntryId)>,
    /// The points of each series that are no plans, in their order.
    pub(crate) figures: Vec<(String, Vec<Counted>)>,
    /// Figures that are no plans and no steps, with the day by which they were told, until their
    /// series are there.
    counted: BTreeMap<EntryId, Option<Date>>,
    /// Who died, and by which day, where that is known.
    pub(crate) deaths: BTreeMap<ActorId, Option<Date>>,
}

/// An office that somebody holds from a day on, until another where that is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tenure {
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) id: EntryId,
    pub(crate) office: Office,
    pub(crate) actors: Vec<ActorId>,
}

/// A figure, by the day from which it counts.
type Counted = (Option<Date>, EntryId);

/// An entry that may hold from a day on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// The entry.
    pub id: EntryId,
    /// The days it can lie on.
    pub days: Days,
    /// The day by which the first report told it.
    pub told: Option<Date>,
    /// Whether it is so, and no plan.
    pub asserted: bool,
    /// The actors in it.
    pub actors: Vec<ActorId>,
}

impl Lasting {
    /// The kinds of what lasts.
    pub const KINDS: [Kind; 5] =
        [Kind::Role, Kind::Body, Kind::Agreement, Kind::Commitment, Kind::Figure];

    /// What lasts of all that is seen.
    #[must_use]
    pub fn of(view: &View) -> Self {
        let mut lasting = Self::default();
        let entries = view.entries.iter();
        for entry in entries.filter(|entry| Self::KINDS.contains(&entry.kind)) {
            let begun = Begun {
                id: entry.id,
                days: entry.days,
                told: view.first_told(&entry.evidence),
                asserted: entry.modality == Modality::Asserted,
                actors: entry.actors.clone(),
            };
            lasting.take(entry.kind, begun, &|field| {
                let readings = entry.held(field).into_iter();
                let readings = readings.flat_map(|held| &held.readings);
                readings.map(|reading| reading.value.to_line()).collect()
            });
        }
        lasting.bury(view);
        lasting.line_up(view.series.iter().map(|series| {
            let points = series.points.iter().map(|point| (point.entry, point.days));
            (series.id.to_string(), points.collect())
        }));
        lasting
    }

    /// Takes an entry of a kind, of which `says` tells the readings of a field, the best first;
    /// entries come in the order of the timeline.
    pub fn take(
        &mut self,
        kind: Kind,
        begun: Begun,
        says: &dyn Fn(Field) -> Vec<String>,
    ) {
        let line = |field| says(field).into_iter().next().unwrap_or_default();
        if kind == Kind::Figure {
            if begun.asserted && line(Field::Change) != "by" {
                self.counted.insert(begun.id, begun.told);
            }
            return;
        }
        // Its own day, else the day it was first told.
        let told = || [begun.told, begun.days.latest].into_iter().flatten().min();
        let Some(day) = begun.days.earliest.or_else(told) else { return };
        let list = match kind {
            Kind::Role => {
                let [post, of, holder] =
                    [Field::Post, Field::Of, Field::Holder].map(line);
                let office = Office::new(&post, &of, &holder);
                let Ok(until) = until(&begun, says) else { return };
                let Begun { id, actors, .. } = begun;
                self.roles.push(Tenure { from: day, until, id, office, actors });
                return;
            }
            Kind::Body => &mut self.bodies,
            Kind::Agreement => &mut self.agreements,
            Kind::Commitment => &mut self.commitments,
            _ => return,
        };
        list.push((day, begun.id));
    }

    /// Takes who died in the events of a view.
    pub fn bury(&mut self, view: &View) {
        let deaths = view.deaths().into_iter();
        self.deaths.extend(deaths.map(|(id, day)| (id.clone(), day)));
    }

    /// Takes all series, once the figures were taken: each by its identity, with the entries of
    /// its points and their days.
    pub fn line_up(&mut self, all: impl Iterator<Item = (String, Vec<(EntryId, Days)>)>) {
        let counted = mem::take(&mut self.counted);
        self.figures.extend(all.map(|(id, points)| {
            let points = points.into_iter().filter_map(|(id, days)| {
                let told = counted.get(&id)?;
                Some((days.earliest.or(*told).or(days.latest), id))
            });
            (id, points.collect())
        }));
    }

    /// How things stood on a day. Without a day, as they stand last.
    #[must_use]
    pub fn state(&self, as_of: Option<Date>) -> State {
        let there = |list: &[(Date, EntryId)]| {
            let list = list.iter();
            let begun = list.filter(|(day, _)| as_of.is_none_or(|as_of| *day <= as_of));
            begun.map(|(_, id)| *id).collect()
        };
        let figures = self.figures.iter();
        State {
            roles: self.roles(as_of),
            bodies: there(&self.bodies),
            agreements: there(&self.agreements),
            commitments: there(&self.commitments),
            figures: figures
                .filter_map(|(id, points)| Some((id.clone(), last(points, as_of)?)))
                .collect(),
        }
    }

    /// The last holder of each office that one person holds; every holder of the others. The
    /// dead hold none.
    fn roles(&self, as_of: Option<Date>) -> Vec<EntryId> {
        let is_dead = |id: &ActorId| match (self.deaths.get(id), as_of) {
            (Some(Some(day)), Some(as_of)) => *day <= as_of,
            (Some(_), None) => true,
            (Some(None), Some(_)) | (None, _) => false,
        };
        let mut last: BTreeMap<&Office, &Tenure> = BTreeMap::new();
        for role in &self.roles {
            let begun = as_of.is_none_or(|as_of| role.from <= as_of);
            if !begun || role.actors.iter().any(is_dead) {
                continue;
            }
            let slot = last.entry(&role.office).or_insert(role);
            if slot.from <= role.from {
                *slot = role;
            }
        }
        let held = last.into_values().filter(|role| {
            role.until.is_none_or(|until| as_of.is_some_and(|as_of| as_of < until))
        });
        held.map(|role| role.id).collect()
    }
}

/// An office that no report says when it was held: "former mayor Tom Leck".
struct Over;

/// Until when an office is held, where a report tells its end and none that it was held after.
fn until(
    begun: &Begun,
    says: &dyn Fn(Field) -> Vec<String>,
) -> Result<Option<Date>, Over> {
    let ends = says(Field::To);
    let held = [Field::AsOf, Field::From].into_iter().flat_map(says).max();
    let Some(held) = held else {
        // "the mayor-elect" holds nothing yet.
        return if ends.is_empty() && begun.asserted { Ok(None) } else { Err(Over) };
    };
    let end = ends.into_iter().filter(|end| *end >= held).min();
    Ok(end.and_then(|end| day_of(&end).or(begun.days.latest)))
}

/// The first day of what a TIMEX3 value names: a day, a month or a year.
fn day_of(value: &str) -> Option<Date> {
    ["", "-01", "-01-01"].iter().find_map(|rest| format!("{value}{rest}").parse().ok())
}

/// The last figure that had been counted by a day.
fn last(points: &[Counted], as_of: Option<Date>) -> Option<EntryId> {
    let begun = |day: Option<Date>| match (as_of, day) {
        (Some(as_of), Some(day)) => day <= as_of,
        (Some(_), None) => false,
        (None, _) => true,
    };
    points.iter().rfind(|(day, _)| begun(*day)).map(|(_, id)| *id)
}

impl View {
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

    /// The day by which words had first been told.
    fn first_told(&self, evidence: &[Evidence]) -> Option<Date> {
        let told = evidence.iter();
        told.filter_map(|one| told_on(self.report(one.report)?.days)).min()
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
pub(crate) struct Office(pub(crate) Vec<String>, pub(crate) String, pub(crate) String);

impl Office {
    /// The office of a post of something that somebody holds: "defence minister" and "minister
    /// of defence" are one.
    fn new(post: &str, of: &str, holder: &str) -> Self {
        let (post, of, holder) = (self::post(post), fold(of), fold(holder));
        let single = is_single(&post) && !of.is_empty() && !holder.is_empty();
        Self(post, of, if single { String::new() } else { holder })
    }
}
