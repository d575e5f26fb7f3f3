//! Reports that are looked at together, as a record lays them.

use std::path::PathBuf;

use dateline_findings::Findings;
use dateline_record::{Laid, Record, View};
use dateline_text::{Region, RegionClass, Report, ReportId, Span};
use rayon::prelude::*;

use crate::incoming::{Incoming, each_batch};
use crate::points::RawPoints;
use crate::{Error, Pipeline, Reading, World};

/// Reports read together: each with its raw places, and the view of all of them.
pub(super) struct Together {
    /// The reports in the order they were given.
    pub(super) reports: Vec<(Reading, RawPoints)>,
    /// What the record makes of them.
    pub(super) view: View,
}

/// How much of a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// What findings are read from.
    Body,
    /// The headline, captions and credits, too: they name who is who.
    Page,
}

impl Together {
    /// Reads all these files.
    pub(super) fn read(
        world: &dyn World,
        pipeline: &Pipeline,
        files: &[PathBuf],
        reach: Reach,
    ) -> Result<Self, Error> {
        let mut reports = Vec::new();
        let mut read = |batch: Vec<Incoming>, _| {
            let read = batch.par_iter().map(|incoming| one(pipeline, incoming, reach));
            reports.extend(read.collect::<Vec<_>>());
            Ok(())
        };
        each_batch(world, files, &mut read, &mut Err)?;
        let mut record = Record::new();
        for (reading, _) in &reports {
            let findings = reading.findings.clone();
            record.lay(Laid::of(&reading.report, findings, 0));
        }
        Ok(Self { reports, view: record.view() })
    }

    /// The report of that identity.
    pub(super) fn report(&self, id: ReportId) -> Option<&(Reading, RawPoints)> {
        self.reports.iter().find(|(reading, _)| reading.report.id == id)
    }
}

fn one(pipeline: &Pipeline, incoming: &Incoming, reach: Reach) -> (Reading, RawPoints) {
    let report = incoming.report();
    let points = RawPoints::new(&incoming.member.raw, &report.charset);
    let reading = match reach {
        Reach::Body => pipeline.read(report),
        Reach::Page => names(pipeline, report),
    };
    (reading, points)
}

/// Who is who on the whole page, furniture and words printed twice aside; no findings.
fn names(pipeline: &Pipeline, report: Report) -> Reading {
    let is_read = |region: &&Region| {
        !matches!(region.class, RegionClass::Furniture | RegionClass::Repeat)
    };
    let regions = report.regions.iter().filter(is_read);
    let within: Vec<Span> = regions.map(|region| region.span).collect();
    let analysis = dateline_language::analyse(pipeline.model(), &report.text, &within);
    let cast = dateline_names::cast(&report.text, &analysis);
    let findings = Findings { cast, ..Findings::default() };
    Reading { report, analysis, findings }
}
