//! Reports that are looked at together, as a record lays them.

use std::path::{Path, PathBuf};

use dateline_record::{Laid, Record, View};
use dateline_text::ReportId;
use rayon::prelude::*;

use super::{BATCH, name_of};
use crate::json_lines::unpacked;
use crate::points::RawPoints;
use crate::{Error, Pipeline, Reading, World};

/// Reports read together: each with its raw places, and the view of all of them.
pub(super) struct Together {
    /// The reports in the order they were given.
    pub(super) reports: Vec<(Reading, RawPoints)>,
    /// What the record makes of them.
    pub(super) view: View,
}

impl Together {
    /// Reads all these files.
    pub(super) fn read(
        world: &dyn World,
        pipeline: &Pipeline,
        files: &[PathBuf],
    ) -> Result<Self, Error> {
        let mut reports = Vec::new();
        for batch in files.chunks(BATCH) {
            let read: Result<Vec<_>, Error> =
                batch.par_iter().map(|path| one(world, pipeline, path)).collect();
            reports.extend(read?.into_iter().flatten());
        }
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

fn one(
    world: &dyn World,
    pipeline: &Pipeline,
    path: &Path,
) -> Result<Vec<(Reading, RawPoints)>, Error> {
    let raw = unpacked(world, path)?;
    let reports = pipeline.reports(&raw, &name_of(path)).into_iter();
    Ok(reports
        .map(|report| {
            let points = RawPoints::new(&raw, &report.charset);
            (pipeline.read(report), points)
        })
        .collect())
}
