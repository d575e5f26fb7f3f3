use std::collections::{BTreeMap, BTreeSet};

use dateline_record::Entry;
use dateline_text::ReportId;
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
    /// behind what the rest goes on.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn news(
        &self,
        after: Option<&After>,
        limit: usize,
    ) -> Result<(News, Option<After>), Error> {
        let view = self.view()?;
        let sight = &Sight::new(self, view).only(Depth::Lines);
        let learnt = self.asking(dateline_store::Store::learnt)?;
        let moments: BTreeMap<ReportId, Option<String>> = learnt.into_iter().collect();
        let at = |id: &ReportId| (moments.get(id).cloned().flatten(), *id);
        let mut last: Vec<_> =
            view.reports.iter().map(|line| (at(&line.id), line)).collect();
        last.sort_by(|one, other| other.0.cmp(&one.0));
        let asked =
            Asked { after: after.cloned(), limit: Some(limit), ..Asked::default() };
        let (last, next) = asked.leaf(&last, |(_, line)| line.id.to_string());
        let shown: BTreeSet<ReportId> = last.iter().map(|(_, line)| line.id).collect();
        let mut told: BTreeMap<ReportId, (Vec<&Entry>, usize)> = BTreeMap::new();
        for entry in &view.entries {
            let mut reports: Vec<ReportId> =
                entry.evidence.iter().map(|evidence| evidence.report).collect();
            reports.sort_by_key(at);
            reports.dedup();
            for (number, report) in reports.iter().enumerate() {
                if shown.contains(report) {
                    let (new, known) = told.entry(*report).or_default();
                    if number == 0 { new.push(entry) } else { *known += 1 }
                }
            }
        }
        let lines = last.iter().map(|((moment, id), line)| {
            let (new, known) = told.remove(id).unwrap_or_default();
            let new = new.into_iter().map(|entry| wire::entry_line(sight, entry));
            let report = wire::report(sight, line);
            NewsLine { report, learnt: moment.clone(), new: new.collect(), known }
        });
        Ok((News { lines: lines.collect() }, next))
    }
}
