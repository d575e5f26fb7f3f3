//! How things stood on a day, read off short lists of what holds from which day on: of a record
//! that is kept they come from a few columns of the file, and only what is shown is read.

use std::collections::BTreeSet;

use dateline_findings::{Kind, Value};
use dateline_record::{
    Begun, DEADLY, Days, EntryId, EntryRow, Lasting, Parts, State, View,
};
use dateline_store::{Chosen, Said, Store, Told};

use super::Desk;
use super::grouped::Group;
use super::leaf::Page;
use super::memory::Memory;
use super::show::{Asked, Shown};
use super::sight::{self, Read, words};
use crate::Error;
use crate::wire;

/// The name of what lasts among the lists that are kept.
const LASTING: &str = "lasting";

/// That of the series with how many points they have.
const LONGEST: &str = "longest";

impl Desk {
    /// Keeps the lists that take long to work out.
    pub(super) fn keep_lists(&mut self) -> Result<(), Error> {
        let (turn, lists) = self.asking(|store| {
            store.at_once(|store| {
                let mut lists = Group::lists(store)?;
                lists.push((LASTING, lasting(store)?.to_lines()));
                let longest = store.longest()?.into_iter();
                let longest = longest.map(|(id, points)| format!("{points} {id}\n"));
                lists.push((LONGEST, longest.collect()));
                Ok((store.turn()?, lists))
            })
        })?;
        self.changing(|store| store.keep_lists(turn, &lists))
    }

    /// What holds from which day on.
    pub(super) fn lasting<'a>(&self, memory: &'a Memory) -> Result<&'a Lasting, Error> {
        memory.lasting.get(|| match self.is_kept() {
            true => self.looking(|store| {
                let kept = store.list(LASTING)?;
                let kept = kept.and_then(|lines| Lasting::from_lines(&lines));
                kept.map_or_else(|| lasting(store), Ok)
            }),
            false => Ok(Lasting::of(self.view()?)),
        })
    }

    /// How things stood on a day, of each list at most so many lines.
    pub(super) fn state(&self, memory: &Memory, asked: &Asked) -> Result<Page, Error> {
        let as_of = self.day(asked)?;
        let most = asked.apiece.unwrap_or(usize::MAX);
        let (state, left_out) = self.lasting(memory)?.state(as_of).first(most);
        let part = self.part_at(asked.apiece, |store| part(store, &state))?;
        let mut shown = wire::state(&self.sight(&part, asked), &state, as_of);
        (shown.reports, shown.undated) = match self.is_kept() {
            true => self.totals(memory).map(|totals| (totals.reports, totals.open))?,
            false => {
                let lines = &self.view()?.reports;
                let open = lines.iter().filter(|line| line.days.day().is_none());
                (lines.len(), open.count())
            }
        };
        shown.left_out = left_out;
        Ok((Shown::State(Box::new(shown)), None))
    }
}

fn lasting(store: &Store) -> Read<Lasting> {
    let mut lasting = Lasting::default();
    for kind in Lasting::KINDS {
        sight::each_said(store, (kind, Told::Days), &mut |said| {
            let says = |field| {
                let values = EntryRow::values(field, &said.says, &said.fields);
                values.iter().map(Value::to_line).collect()
            };
            lasting.take(kind, begun(&said), &says);
        })?;
    }
    let kinds = &words(&[Kind::Event]);
    let deadly = Chosen { kinds, titled: &DEADLY, ..Chosen::default() };
    lasting.bury(&sight::entries(store, store.entries(&deadly)?, &sight::Links::None)?);
    let series = store.series(None)?.into_iter();
    lasting.line_up(series.map(|row| (row.days(), row.id)).map(|(days, id)| (id, days)));
    Ok(lasting)
}

/// The identities of series, those with most points first, with how many they have.
pub(super) fn longest(store: &Store) -> Read<Vec<(String, usize)>> {
    let series = |line: &str| {
        let (points, id) = line.split_once(' ')?;
        Some((id.to_owned(), points.parse().ok()?))
    };
    let kept = store.list(LONGEST)?;
    let kept = kept.and_then(|lines| lines.lines().map(series).collect());
    kept.map_or_else(|| store.longest(), Ok)
}

fn begun(said: &Said) -> Begun {
    let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse().ok());
    Begun {
        id: said.id,
        days: Days { earliest: day(&said.earliest), latest: day(&said.latest) },
        told: day(&said.told),
        asserted: said.asserted,
        actors: said.actors.clone(),
    }
}

/// What is shown of a state.
fn part(store: &Store, state: &State) -> Read<View> {
    let promised = sight::with_outcomes(store, &state.commitments)?;
    let rows = sight::at_points(store, &state.figures)?;
    let mut ids: BTreeSet<EntryId> =
        promised.entries.iter().map(|entry| entry.id).collect();
    ids.extend(state.roles.iter().chain(&state.bodies));
    ids.extend(state.figures.iter().map(|(_, id)| *id));
    let mut entries = store.entries(&Chosen { ids: Some(&ids), ..Chosen::default() })?;
    // How far an agreement had come is told by whichever report told it last.
    let ids: BTreeSet<EntryId> = state.agreements.iter().copied().collect();
    let chosen = Chosen { ids: Some(&ids), ..Chosen::default() };
    entries.extend(store.showing(usize::MAX, |store| store.entries(&chosen))?);
    let parts = Parts { entries, links: promised.links.clone(), ..Parts::default() };
    sight::named(store, sight::with_series(parts, &rows))
}
