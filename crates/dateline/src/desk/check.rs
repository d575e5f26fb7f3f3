use std::collections::BTreeSet;

use dateline_record::Laid;
use dateline_text::ReportId;
use serde::Serialize;

use super::{Desk, Paper, Sight, sight};
use crate::Error;
use crate::points::RawPoints;
use crate::threads::hands;
use crate::wire::{self, EntryLine, LinkShown};

/// What a record knows about a text that is not in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Checked {
    /// Whether all its reports are in the record, by their very bytes.
    pub is_kept: bool,
    /// What other reports in the record tell, too.
    pub known: Vec<EntryLine>,
    /// What no report in the record tells.
    pub new: Vec<EntryLine>,
    /// Where the text and the record cannot both be right as they stand.
    pub contradicts: Vec<LinkShown>,
}

impl Desk {
    /// Says what the record knows already about a text. Nothing is stored: the text is laid
    /// beside the reports in memory and looked at together with them.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn check(&self, raw: &[u8], name: &str) -> Result<Checked, Error> {
        let pipeline = self.pipeline();
        let mut record = self.record()?.clone();
        let mut is_kept = true;
        let mut papers = Vec::new();
        let mut ids = BTreeSet::new();
        for (report, raw) in pipeline.reports(raw, name) {
            let reading = pipeline.read(report);
            let id = reading.report.id;
            is_kept &= !ids.insert(id) || record.holds(id);
            record.lay(Laid::of(&reading.report, reading.findings, pipeline.reader()));
            let points = RawPoints::new(&raw, &reading.report.charset);
            papers.push((id, Paper { report: reading.report, points }));
        }
        let mut beside = Self::open_to_read(&self.path)?.with_record(record);
        for (id, paper) in papers {
            beside.keep(id, paper);
        }
        beside.checked(&ids, is_kept)
    }

    fn checked(&self, ids: &BTreeSet<ReportId>, is_kept: bool) -> Result<Checked, Error> {
        let view = self.view()?;
        let sight = &Sight::new(self, view);
        let mut checked = Checked {
            is_kept,
            known: Vec::new(),
            new: Vec::new(),
            contradicts: Vec::new(),
        };
        for entry in &view.entries {
            let ours = |report: &ReportId| ids.contains(report);
            let mut reports = entry.evidence.iter().map(|evidence| &evidence.report);
            if !reports.clone().any(ours) {
                continue;
            }
            let line = wire::entry_line(sight, entry);
            if reports.all(ours) {
                checked.new.push(line);
            } else {
                checked.known.push(line);
            }
        }
        let between = view.links.iter().filter(|link| {
            let ours = |member: &dateline_record::Evidence| ids.contains(&member.report);
            link.kind.is_conflict()
                && link.members.iter().any(ours)
                && !link.members.iter().all(ours)
        });
        checked.contradicts = between.map(|link| wire::link_shown(sight, link)).collect();
        Ok(checked)
    }

    /// The same record with the reports alone that were out by a day; an undated one counts by
    /// the latest day it can have, and one without any is left out.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn known_by(&self, day: jiff::civil::Date) -> Result<Self, Error> {
        let reports = self.part(sight::reports)?;
        let record = match self.record.get() {
            Some(record) => record.known_by(&reports, day),
            None => self.reading(|store| store.load(&hands))?.known_by(&reports, day),
        };
        Ok(Self::open_as_is(&self.path)?.with_record(record))
    }
}
