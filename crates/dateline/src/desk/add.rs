use std::path::PathBuf;
use std::sync::OnceLock;

use dateline_findings::Findings;
use dateline_intake::{Member, Place};
use dateline_record::Laid;
use dateline_store::{Kept, Seen, Store};
use dateline_text::{CreditKind, Report, ReportId, Span};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::Desk;
use crate::incoming::{self, Incoming, each_batch, name_of};
use crate::told::{self, Told};
use crate::{Error, Pipeline, World};

/// What came with the command and stands in no report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// The day the reports came out.
    pub published: Option<Date>,
    /// Who printed them.
    pub outlet: Option<String>,
}

/// How far the reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many files are to be read.
    Files(usize),
    /// So many of them are done.
    Done(usize),
    /// All are read, and the record is looked at as a whole.
    Laying,
}

/// What came of adding.
#[derive(Debug, Default)]
pub struct Added {
    /// Reports that are new in the record.
    pub new: usize,
    /// Reports that were there already.
    pub known: usize,
    /// New reports that hold nothing to read.
    pub empty: usize,
    /// Files that could not be read at all, with the reason.
    pub failed: Vec<Error>,
}

/// Reports that are read again at once.
const REPORTS: usize = 64;

/// What every report of a run is read with.
struct Terms {
    pipeline: Pipeline,
    learnt: Option<DateTime>,
}

impl Terms {
    fn new(world: &dyn World, pipeline: Pipeline) -> Self {
        let learnt = Some(TimeZone::UTC.to_datetime(world.now()));
        Self { pipeline, learnt }
    }
}

/// A report that was read.
pub(super) struct Read<'a> {
    pub(super) report: Report,
    pub(super) laid: Laid,
    sentences: Vec<Span>,
    raw: &'a [u8],
}

impl Desk {
    /// Adds reports from files and folders. A report that is in the record already, by its
    /// bytes, is passed over, so that a run that was stopped is completed by the same run.
    ///
    /// Each batch is in the record wholly or not at all. The order of the paths and the
    /// number of threads leave no trace.
    ///
    /// # Errors
    /// When a path is missing or the record cannot be written. A single file that cannot be
    /// read is listed in [`Added::failed`], and the run goes on.
    pub fn add(
        &mut self,
        world: &dyn World,
        paths: &[PathBuf],
        credit: &Credit,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Added, Error> {
        let mut files = incoming::files(world, paths)?;
        // By name first: of two files with the same bytes the first name is the one kept.
        files.sort_by(|one, other| (name_of(one), one).cmp(&(name_of(other), other)));
        files.dedup();
        progress(Progress::Files(files.len()));
        let terms = Terms::new(world, self.pipeline());
        let command = Told::by_command(credit.published, credit.outlet.as_deref());
        let mut added = Added::default();
        let mut failed = Vec::new();
        let mut batch = |mut batch: Vec<Incoming>, done| {
            for incoming in &mut batch {
                incoming.told = command.before(&incoming.told);
            }
            self.add_batch(&terms, &batch, &mut added)?;
            progress(Progress::Done(done));
            Ok(())
        };
        each_batch(world, &files, &mut batch, &mut |error| {
            failed.push(error);
            Ok(())
        })?;
        added.failed = failed;
        progress(Progress::Laying);
        // Even where nothing is new: a run that was stopped left its view unwritten.
        if self.asking(Store::seen)? != Seen::Now {
            self.settle()?;
        }
        Ok(added)
    }

    fn add_batch(
        &mut self,
        terms: &Terms,
        batch: &[Incoming],
        added: &mut Added,
    ) -> Result<(), Error> {
        let mut new: Vec<(ReportId, &Incoming)> = Vec::new();
        for incoming in batch {
            let id = ReportId::of(&incoming.member.raw);
            let twin = new.iter_mut().find(|(other, _)| *other == id);
            if let Some((_, other)) = twin {
                // Of two members with the same bytes the first name is the one kept.
                if incoming.member.name < other.member.name {
                    *other = incoming;
                }
                added.known += 1;
            } else if self.holds(id, incoming)? {
                added.known += 1;
            } else {
                new.push((id, incoming));
            }
        }
        let read: Vec<Read<'_>> =
            new.par_iter().map(|(_, incoming)| read(&terms.pipeline, incoming)).collect();
        added.new += read.len();
        let empty = |read: &&Read<'_>| is_empty(&read.report);
        added.empty += read.iter().filter(empty).count();
        self.put(&read, terms.learnt)
    }

    pub(super) fn put(
        &mut self,
        read: &[Read<'_>],
        learnt: Option<DateTime>,
    ) -> Result<(), Error> {
        let kept = read.iter().map(|read| Kept {
            report: &read.report,
            raw: read.raw,
            laid: &read.laid,
            sentences: &read.sentences,
            learnt,
        });
        let kept: Vec<Kept<'_>> = kept.collect();
        if kept.is_empty() {
            return Ok(());
        }
        self.record = OnceLock::new();
        self.changing(|store| store.put(&kept))
    }

    /// Whether a report is in the record as it would be read now.
    ///
    /// Of two files with the same bytes the name that sorts first stays, so that the order
    /// of adding leaves no trace.
    fn holds(&self, id: ReportId, incoming: &Incoming) -> Result<bool, Error> {
        let Some(laid) = self.asking(|store| store.laid(id))? else { return Ok(false) };
        let told = incoming.told.is_empty() || incoming.told.agrees(&Told::of(&laid));
        Ok(told && laid.name <= incoming.member.name)
    }

    /// Reads all reports again with this program; decisions stay.
    ///
    /// # Errors
    /// When the record cannot be read or written.
    pub fn reread(
        &mut self,
        world: &dyn World,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<usize, Error> {
        let terms = Terms::new(world, self.pipeline());
        let reports = self.asking(Store::reports)?;
        let ids: Vec<ReportId> = reports.into_iter().map(|(id, _)| id).collect();
        progress(Progress::Files(ids.len()));
        for (number, batch) in ids.chunks(REPORTS).enumerate() {
            let mut waiting = Vec::new();
            for id in batch {
                let raw = self.asking(|store| store.raw(*id))?.unwrap_or_default();
                let laid = self.asking(|store| store.laid(*id))?;
                waiting.push(laid.as_ref().map_or_else(
                    || Incoming {
                        member: Member { raw: raw.clone(), ..Member::default() },
                        told: Told::default(),
                    },
                    |laid| kept(laid, raw.clone()),
                ));
            }
            let read: Vec<Read<'_>> = waiting
                .par_iter()
                .map(|incoming| read(&terms.pipeline, incoming))
                .collect();
            self.put(&read, terms.learnt)?;
            progress(Progress::Done(number * REPORTS + batch.len()));
        }
        progress(Progress::Laying);
        self.settle()?;
        Ok(ids.len())
    }
}

/// A report as it came in when it was added.
fn kept(laid: &Laid, raw: Vec<u8>) -> Incoming {
    let place = laid.credits.first(CreditKind::Container).and_then(Place::parse);
    let member = Member { name: laid.name.clone(), raw, place, problems: Vec::new() };
    Incoming { member, told: Told::of(laid) }
}

pub(super) fn read<'a>(pipeline: &Pipeline, incoming: &'a Incoming) -> Read<'a> {
    let mut reading = pipeline.read(incoming.report());
    if told::is_by_hand(&reading.report) {
        reading.findings = Findings::default();
    }
    let sentences = reading.analysis.sentences.iter();
    let sentences = sentences.map(|sentence| sentence.span).collect();
    let laid = Laid::of(&reading.report, reading.findings, pipeline.reader());
    Read { report: reading.report, laid, sentences, raw: &incoming.member.raw }
}

fn is_empty(report: &Report) -> bool {
    report.reading().next().is_none()
}
