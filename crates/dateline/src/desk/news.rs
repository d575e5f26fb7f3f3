use dateline_record::Entry;
use serde::Serialize;
use utoipa::ToSchema;

use super::{After, Asked, Depth, Desk, Sight};
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
        let view = self.view()?;
        let sight = &Sight::new(self, view).only(Depth::Lines).with_apiece(apiece);
        let learnt = match self.memory.learnt_before() {
            Some(learnt) => learnt,
            None => self.memory.learnt(self.asking(dateline_store::Store::learnt)?),
        };
        let asked =
            Asked { after: after.cloned(), limit: Some(limit), ..Asked::default() };
        let (last, next) = asked.leaf(&learnt.order, |(_, id)| id.to_string());
        // The one learnt first stands last.
        let first = |entry: &Entry| {
            let reports = entry.evidence.iter().map(|evidence| evidence.report);
            reports.max_by_key(|report| learnt.places.get(report))
        };
        let lines = last.iter().filter_map(|(moment, id)| {
            let places = self.memory.of_report(view, *id).iter();
            let told = places.filter_map(|place| view.entries.get(*place));
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
}
