use dateline_record::{Entry, View};
use dateline_store::Store;
use dateline_text::ReportId;
use serde::Serialize;
use utoipa::ToSchema;

use super::memory::{Learnt, Memory};
use super::{After, Asked, Depth, Desk, Sight, sight};
use crate::Error;
use crate::wire::{self, EntryLine, ReportShown};

/// What the record learnt last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct News {
    /// The reports, the one learnt last first.
    pub lines: Vec<NewsLine>,
}

/// A report with what it alone, or it first, told the record.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NewsLine {
    /// The report.
    pub report: ReportShown,
    /// When Dateline learnt it: `2031-08-24T10:00:00`; null where that is not known.
    pub learnt: Option<String>,
    /// The entries that no report learnt before it tells.
    pub new: Vec<EntryLine>,
    /// How many entries it tells that were known before.
    pub known: usize,
}

impl Desk {
    /// The reports that were learnt last, at most `limit`, each with what was new in it, and
    /// behind what the rest goes on. Of who tells an entry at most `apiece` are named.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn news(
        &self,
        after: Option<&After>,
        limit: usize,
        apiece: Option<usize>,
    ) -> Result<(News, Option<After>), Error> {
        let memory = self.memory();
        let learnt = self.learnt(&memory)?;
        let asked =
            Asked { after: after.cloned(), limit: Some(limit), ..Asked::default() };
        let (last, next) = asked.leaf(&learnt.order, |(_, id)| id.to_string());
        if self.is_kept() {
            return Ok((self.news_kept(last, apiece)?, next));
        }
        let ids: Vec<ReportId> = last.iter().map(|(_, id)| *id).collect();
        let part = self.part_at(apiece, |store| sight::of_reports(store, &ids))?;
        let view: &View = &part;
        let sight = &Sight::new(self, view).only(Depth::Lines).with_apiece(apiece);
        // The one learnt first stands last.
        let first = |entry: &Entry| {
            let reports = entry.evidence.iter().map(|evidence| evidence.report);
            reports.max_by_key(|report| learnt.places.get(report))
        };
        let lines = last.iter().filter_map(|(moment, id)| {
            let told = self.resting_on(&part, *id).into_iter();
            let (new, known): (Vec<&Entry>, Vec<&Entry>) =
                told.partition(|entry| first(entry) == Some(*id));
            let new = new.into_iter().map(|entry| wire::entry_line(sight, entry));
            Some(NewsLine {
                report: wire::report(sight, view.report(*id)?),
                learnt: moment.clone(),
                new: new.collect(),
                known: known.len(),
            })
        });
        Ok((News { lines: lines.collect() }, next))
    }

    /// When the record was last added to, where that is known, and how many reports came then.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn last_run(&self) -> Result<(Option<String>, usize), Error> {
        let memory = self.memory();
        let order = &self.learnt(&memory)?.order;
        let last = order.first().and_then(|(moment, _)| moment.clone());
        let reports = order.iter().take_while(|(moment, _)| *moment == last).count();
        Ok((last, reports))
    }

    fn learnt<'a>(&self, memory: &'a Memory) -> Result<&'a Learnt, Error> {
        memory.learnt.get(|| {
            Ok(Learnt::of(if self.is_kept() {
                self.looking(Store::seen_learnt)?
            } else {
                self.asking(Store::learnt)?
            }))
        })
    }

    /// What is new from the file: of what was known before nothing is read.
    fn news_kept(
        &self,
        last: &[(Option<String>, ReportId)],
        apiece: Option<usize>,
    ) -> Result<News, Error> {
        let (mut told, mut new) = (Vec::new(), Vec::new());
        for (_, id) in last {
            let all = self.looking(|store| store.told_first(*id))?;
            new.extend(all.iter().filter(|(_, first)| *first).map(|(id, _)| *id));
            told.push(all);
        }
        let view =
            self.looking_at(apiece, |store| sight::of_ids(store, &new, Vec::new()))?;
        let lines = self.lines_of(&last.iter().map(|(_, id)| *id).collect::<Vec<_>>())?;
        let sight = &Sight::new(self, &view).only(Depth::Lines).with_apiece(apiece);
        let shown = last.iter().zip(told).filter_map(|((moment, id), told)| {
            let is_new = |entry: &&Entry| told.contains(&(entry.id, true));
            let new = view.entries.iter().filter(is_new);
            Some(NewsLine {
                report: wire::report(sight, lines.report(*id)?),
                learnt: moment.clone(),
                new: new.map(|entry| wire::entry_line(sight, entry)).collect(),
                known: told.iter().filter(|(_, first)| !first).count(),
            })
        });
        Ok(News { lines: shown.collect() })
    }
}
