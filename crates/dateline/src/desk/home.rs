//! The five questions, answered from the file.

use dateline_findings::Kind;
use dateline_record::{Entry, EntryId, Filter, LinkKind, Promise, PromiseStanding};
use dateline_store::{Chosen, Which};
use jiff::civil::Date;

use super::Desk;
use super::leaf::Page;
use super::memory::Memory;
use super::show::{Asked, SCREEN_LINES, Shown};
use super::sight::{self, words};
use crate::Error;
use crate::wire::{self, PromiseShown, ScreenShown, TotalsShown};

/// So many promises are looked at at once.
const AT_ONCE: usize = 32;

impl Desk {
    /// The five questions, at most so many lines each: the best borne out, in order of time.
    pub(super) fn home(&self, memory: &Memory, asked: &Asked) -> Result<Page, Error> {
        let limit = asked.limit.unwrap_or(SCREEN_LINES);
        let as_of = self.day(asked)?;
        let happened = [Kind::Event, Kind::Agreement, Kind::Body];
        let longest = self.longest(memory)?;
        let counted = longest.iter().take(limit).filter(|(_, points)| *points > 1);
        let counted: Vec<&str> = counted.map(|(id, _)| id.as_str()).collect();
        let mut conflicts: Vec<&(i64, LinkKind)> =
            self.conflicts(memory)?.iter().collect();
        conflicts.sort_by_key(|(_, kind)| kind.gravity());
        let conflicts = conflicts.iter().take(limit).map(|(number, _)| *number);
        let conflicts: Vec<i64> = conflicts.collect();
        let (disagree, links) = self.looking_at(asked.apiece, |store| {
            let links = store.numbered(&conflicts)?;
            Ok((sight::of_links(store, links.clone())?, links))
        })?;
        let screen = ScreenShown {
            happened: self.best(&happened, Which::Dated, (limit, asked))?,
            said: self.best(&[Kind::Statement], Which::All, (limit, asked))?,
            counted: self.series_lines(&counted, asked)?,
            agreed: self.best(&[Kind::Agreement], Which::All, (limit, asked))?,
            promised: self.promised(as_of, (limit, asked))?,
            disagree: {
                let sight = &self.sight(&disagree, asked);
                links.iter().map(|link| wire::link_shown(sight, link)).collect()
            },
            totals: self.totals_shown(memory)?,
        };
        Ok((Shown::Screen(Box::new(screen)), None))
    }

    fn best(
        &self,
        kinds: &[Kind],
        which: Which,
        (limit, asked): (usize, &Asked),
    ) -> Result<Vec<wire::EntryLine>, Error> {
        let view = self.looking_at(asked.apiece, |store| {
            let ids = store.best(&words(kinds), limit, which)?;
            sight::of_ids(store, &ids, Vec::new())
        })?;
        let sight = &self.sight(&view, asked);
        let mut entries: Vec<&Entry> = view.entries.iter().collect();
        entries.sort_by_key(|entry| order(entry));
        Ok(entries.into_iter().map(|entry| wire::entry_line(sight, entry)).collect())
    }

    /// The promises that most origins tell, those of which something came before others, in
    /// order of time.
    fn promised(
        &self,
        as_of: Option<Date>,
        (limit, asked): (usize, &Asked),
    ) -> Result<Vec<PromiseShown>, Error> {
        let (told, all) = self.looking(|store| {
            Ok((store.promises_to_look_at()?, store.promises(limit)?))
        })?;
        let mut chosen: Vec<EntryId> = Vec::new();
        for some in told.chunks(AT_ONCE) {
            let view =
                self.looking_at(asked.apiece, |store| sight::with_outcomes(store, some))?;
            let promises = view.commitments(&Filter::default(), as_of);
            let came = |id: &&EntryId| {
                promises.iter().any(|one| one.commitment.id == **id && is_told(one))
            };
            chosen.extend(some.iter().filter(came));
            if chosen.len() >= limit {
                break;
            }
        }
        // Where less came of them, the best borne out of the others follow.
        let rest = all.into_iter().filter(|id| !chosen.contains(id));
        let rest: Vec<EntryId> = rest.collect();
        chosen.extend(rest);
        chosen.truncate(limit);
        let view =
            self.looking_at(asked.apiece, |store| sight::with_outcomes(store, &chosen))?;
        let sight = &self.sight(&view, asked);
        let mut promises = view.commitments(&Filter::default(), as_of);
        promises.retain(|one| chosen.contains(&one.commitment.id));
        promises.sort_by_key(|promise| order(promise.commitment));
        Ok(wire::promises(sight, &promises))
    }

    fn totals_shown(&self, memory: &Memory) -> Result<TotalsShown, Error> {
        let totals = self.totals(memory)?;
        let count = |kinds: &[Kind]| {
            let kinds = words(kinds);
            let chosen = Chosen { kinds: &kinds, ..Chosen::default() };
            memory.count(kinds.join(" "), || self.looking(|store| store.count(&chosen)))
        };
        let all = |kind: Kind| {
            let (dated, undated) = count(&[kind])?;
            Ok::<_, Error>(dated + undated)
        };
        let (dated, undated) = count(&[Kind::Event, Kind::Agreement, Kind::Body])?;
        Ok(TotalsShown {
            reports: totals.reports,
            origins: totals.origins,
            dated,
            undated,
            statements: all(Kind::Statement)?,
            series: totals.series,
            agreements: all(Kind::Agreement)?,
            commitments: all(Kind::Commitment)?,
            conflicts: totals.conflicts,
            problems: totals.problems,
        })
    }
}

fn is_told(promise: &Promise<'_>) -> bool {
    promise.standing != PromiseStanding::Open
}

/// The order of time.
fn order(entry: &Entry) -> (Date, Date, Kind, EntryId) {
    let last = entry.days.latest.unwrap_or(Date::MAX);
    (entry.days.earliest.unwrap_or(last), last, entry.kind, entry.id)
}
