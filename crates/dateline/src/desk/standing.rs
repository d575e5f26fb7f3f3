//! How things stood on a day, worked out from short lists of what holds from which day on; only
//! what is shown is read.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Value};
use dateline_record::{ActorId, DEADLY, EntryId, EntryRow, Office, Parts, View};
use dateline_store::{Chosen, Said, Store, Told};
use jiff::civil::Date;

use super::leaf::Page;
use super::memory::Memory;
use super::show::{Asked, Shown};
use super::sight::{self, Read, words};
use super::{Desk, Sight};
use crate::Error;
use crate::wire::{self, SeriesLine, StateShown, StatusLine};

/// What holds from which day on, each list in the order of the timeline.
#[derive(Debug, Default)]
pub(super) struct Standing {
    roles: Vec<(Date, EntryId, Office, Vec<ActorId>)>,
    bodies: Vec<(Date, EntryId)>,
    agreements: Vec<(Date, EntryId)>,
    commitments: Vec<(Date, EntryId)>,
    /// The points of each series that are no plans, in their order.
    figures: Figures,
    /// Who died, and by which day, where that is known.
    deaths: BTreeMap<ActorId, Option<Date>>,
}

impl Desk {
    /// What holds from which day on.
    pub(super) fn standing<'a>(&self, memory: &'a Memory) -> Result<&'a Standing, Error> {
        memory.standing.get(|| self.looking(Standing::of))
    }

    pub(super) fn state_page(
        &self,
        memory: &Memory,
        asked: &Asked,
    ) -> Result<Page, Error> {
        let as_of = self.day(asked)?;
        let standing = self.standing(memory)?;
        let lists = Lists::of(standing, as_of);
        let apiece = asked.apiece.unwrap_or(usize::MAX);
        let left_out = lists.left_out(apiece);
        let shown = lists.first(apiece);
        let view = self.looking_at(asked.apiece, |store| shown.read(store))?;
        let totals = self.totals(memory)?;
        let sight = &self.sight(&view, asked);
        let mut state = shown.state(sight, as_of);
        (state.left_out, state.reports, state.undated) =
            (left_out, totals.reports, totals.open);
        Ok((Shown::State(Box::new(state)), None))
    }
}

impl Standing {
    fn of(store: &Store) -> Read<Self> {
        let mut standing = Self { deaths: deaths(store)?, ..Self::default() };
        sight::each_said(store, (Kind::Role, Told::Days), &mut |said| {
            let Some(day) = begins(&said) else { return };
            let line = |field| {
                let values = EntryRow::values(field, &said.says, &said.fields);
                values.first().map(Value::to_line).unwrap_or_default()
            };
            let office = [Field::Post, Field::Of, Field::Holder].map(line);
            let office = Office::new(&office[0], &office[1], &office[2]);
            standing.roles.push((day, said.id, office, said.actors));
        })?;
        for (kind, list) in [
            (Kind::Body, &mut standing.bodies),
            (Kind::Agreement, &mut standing.agreements),
            (Kind::Commitment, &mut standing.commitments),
        ] {
            sight::each_said(store, (kind, Told::Days), &mut |said| {
                list.extend(begins(&said).map(|day| (day, said.id)));
            })?;
        }
        standing.figures = figures(store)?;
        Ok(standing)
    }
}

fn day(day: Option<&String>) -> Option<Date> {
    day.and_then(|day| day.parse().ok())
}

/// The day from which an entry counts: its own, else the day it was first told.
fn begins(said: &Said) -> Option<Date> {
    let told = [day(said.told.as_ref()), day(said.latest.as_ref())];
    day(said.earliest.as_ref()).or_else(|| told.into_iter().flatten().min())
}

fn deaths(store: &Store) -> Read<BTreeMap<ActorId, Option<Date>>> {
    let kinds = &words(&[Kind::Event]);
    let deadly = Chosen { kinds, titled: &DEADLY, ..Chosen::default() };
    let view = sight::entries(store, store.entries(&deadly)?, &sight::Links::None)?;
    Ok(view.deaths().into_iter().map(|(id, day)| (id.clone(), day)).collect())
}

/// The points of series by the identities of these.
type Figures = Vec<(String, Vec<(Option<Date>, EntryId)>)>;

fn figures(store: &Store) -> Read<Figures> {
    let mut plain: BTreeMap<EntryId, Option<Date>> = BTreeMap::new();
    sight::each_said(store, (Kind::Figure, Told::Days), &mut |said| {
        let changes = EntryRow::values(Field::Change, &said.says, &said.fields);
        let is_step = changes.first().is_some_and(|change| change.to_line() == "by");
        if said.asserted && !is_step {
            plain.insert(said.id, day(said.told.as_ref()));
        }
    })?;
    let rows = store.series(None)?.into_iter();
    let series = rows.map(|row| {
        let points = row.days().into_iter().filter_map(|(id, days)| {
            let told = plain.get(&id)?;
            Some((days.earliest.or(*told).or(days.latest), id))
        });
        let points = points.collect();
        (row.id, points)
    });
    Ok(series.collect())
}

/// What stood on a day.
struct Lists {
    roles: Vec<EntryId>,
    bodies: Vec<EntryId>,
    agreements: Vec<EntryId>,
    commitments: Vec<EntryId>,
    figures: Vec<(String, EntryId)>,
}

impl Lists {
    fn of(standing: &Standing, as_of: Option<Date>) -> Self {
        let begun = |day: Date| as_of.is_none_or(|as_of| day <= as_of);
        let there = |list: &[(Date, EntryId)]| {
            let list = list.iter().filter(|(day, _)| begun(*day));
            list.map(|(_, id)| *id).collect()
        };
        let last = |points: &[(Option<Date>, EntryId)]| {
            let mut begun = points.iter().filter(|(day, _)| match (as_of, day) {
                (Some(as_of), Some(day)) => *day <= as_of,
                (Some(_), None) => false,
                (None, _) => true,
            });
            begun.next_back().map(|(_, id)| *id)
        };
        let figures = standing.figures.iter();
        let figures =
            figures.filter_map(|(id, points)| Some((id.clone(), last(points)?)));
        Self {
            roles: roles(standing, as_of),
            bodies: there(&standing.bodies),
            agreements: there(&standing.agreements),
            commitments: there(&standing.commitments),
            figures: figures.collect(),
        }
    }

    fn left_out(&self, apiece: usize) -> usize {
        let lists = [&self.roles, &self.bodies, &self.agreements, &self.commitments];
        let lengths = lists.map(Vec::len).into_iter().chain([self.figures.len()]);
        lengths.map(|length| length.saturating_sub(apiece)).sum()
    }

    /// The first of each list.
    fn first(mut self, apiece: usize) -> Self {
        for list in [
            &mut self.roles,
            &mut self.bodies,
            &mut self.agreements,
            &mut self.commitments,
        ] {
            list.truncate(apiece);
        }
        self.figures.truncate(apiece);
        self
    }

    /// What is shown of it.
    fn read(&self, store: &Store) -> Read<View> {
        let promised = sight::with_outcomes(store, &self.commitments)?;
        let rows = sight::at_points(store, &self.figures)?;
        let mut ids: BTreeSet<EntryId> =
            promised.entries.iter().map(|entry| entry.id).collect();
        ids.extend(self.roles.iter().chain(&self.bodies));
        ids.extend(self.figures.iter().map(|(_, id)| *id));
        let mut entries =
            store.entries(&Chosen { ids: Some(&ids), ..Chosen::default() })?;
        // How far an agreement had come is told by whichever report told it last.
        let ids: BTreeSet<EntryId> = self.agreements.iter().copied().collect();
        let chosen = Chosen { ids: Some(&ids), ..Chosen::default() };
        entries.extend(store.showing(usize::MAX, |store| store.entries(&chosen))?);
        let parts = Parts { entries, links: promised.links.clone(), ..Parts::default() };
        sight::named(store, sight::with_series(parts, &rows))
    }

    fn state(&self, sight: &Sight<'_>, as_of: Option<Date>) -> StateShown {
        let view = sight.view;
        let entries = |ids: &[EntryId]| {
            let entries = ids.iter().filter_map(|id| view.entry(*id));
            entries.map(|entry| wire::entry_line(sight, entry)).collect()
        };
        let agreements = self.agreements.iter().filter_map(|id| view.entry(*id));
        let agreements = agreements.map(|entry| StatusLine {
            agreement: wire::entry_line(sight, entry),
            status: view.status_on(entry, as_of),
        });
        let mut promised = view.commitments(&dateline_record::Filter::default(), as_of);
        promised.retain(|one| self.commitments.contains(&one.commitment.id));
        let figures: Vec<SeriesLine> =
            view.series.iter().map(|series| wire::series_line(sight, series)).collect();
        StateShown {
            as_of: as_of.map(|day| day.to_string()),
            known_by: None,
            roles: entries(&self.roles),
            bodies: entries(&self.bodies),
            agreements: agreements.collect(),
            figures,
            commitments: wire::promises(sight, &promised),
            reports: 0,
            undated: 0,
            later: 0,
            left_out: 0,
        }
    }
}

/// The last holder of each office that one person holds; every holder of the others. The dead
/// hold none.
fn roles(standing: &Standing, as_of: Option<Date>) -> Vec<EntryId> {
    let is_dead = |id: &ActorId| match (standing.deaths.get(id), as_of) {
        (Some(Some(day)), Some(as_of)) => *day <= as_of,
        (Some(_), None) => true,
        (Some(None), Some(_)) | (None, _) => false,
    };
    let mut last: BTreeMap<&Office, (Date, EntryId)> = BTreeMap::new();
    for (day, id, office, actors) in &standing.roles {
        if as_of.is_some_and(|as_of| *day > as_of) || actors.iter().any(is_dead) {
            continue;
        }
        let slot = last.entry(office).or_insert((*day, *id));
        if slot.0 <= *day {
            *slot = (*day, *id);
        }
    }
    last.into_values().map(|(_, id)| id).collect()
}
