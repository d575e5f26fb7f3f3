use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use dateline_record::Laid;
use dateline_store::Kept;
use dateline_text::{
    Credit as Credited, CreditKind, Moment, ProblemKind, Report, ReportId, Span,
};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::Desk;
use crate::json_lines::unpacked_report;
use crate::{Error, Pipeline, World};

/// The version of the rules that read reports; it grows when their answers change.
pub(crate) const READER: u32 = 1;

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

/// Files that are read at once: enough for all threads.
const FILES: usize = 64;
/// Bytes that are held at once; a single larger file is held alone.
const BYTES: usize = 64 << 20;

/// What every report of a run is read with.
struct Terms<'a> {
    pipeline: Pipeline,
    credit: &'a Credit,
    learnt: Option<DateTime>,
}

impl<'a> Terms<'a> {
    fn new(world: &dyn World, credit: &'a Credit) -> Self {
        let learnt = Some(TimeZone::UTC.to_datetime(world.now()));
        Self { pipeline: Pipeline::shipped(), credit, learnt }
    }
}

/// A file's bytes on the way into the record.
struct Incoming {
    name: String,
    raw: Vec<u8>,
}

/// A report that was read.
struct Read {
    report: Report,
    laid: Laid,
    sentences: Vec<Span>,
    from: usize,
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
        let mut files = Vec::new();
        for path in paths {
            if path == Path::new("-") {
                files.push(path.clone());
            } else {
                files.extend(world.files(path)?);
            }
        }
        // By name first: of two files with the same bytes the first name is the one kept.
        files.sort_by(|one, other| (name_of(one), one).cmp(&(name_of(other), other)));
        files.dedup();
        progress(Progress::Files(files.len()));
        let terms = Terms::new(world, credit);
        let mut added = Added::default();
        let mut waiting: Vec<Incoming> = Vec::new();
        let mut bytes = 0;
        for (done, path) in files.iter().enumerate() {
            match unpacked_report(world, path) {
                Ok(raw) => {
                    bytes += raw.len();
                    waiting.push(Incoming { name: name_of(path), raw });
                }
                Err(error) => added.failed.push(error),
            }
            if waiting.len() >= FILES || bytes >= BYTES || done + 1 == files.len() {
                self.add_batch(&terms, &waiting, &mut added)?;
                waiting.clear();
                bytes = 0;
                progress(Progress::Done(done + 1));
            }
        }
        // Even where nothing is new: a run that was stopped left its view unwritten.
        progress(Progress::Laying);
        self.settle()?;
        Ok(added)
    }

    /// Looks at the record anew and writes down what it makes of it.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        self.look()?;
        let view = self.record.view();
        self.changing(|store| store.save_view(&view))?;
        self.view = OnceLock::from(view);
        Ok(())
    }

    fn add_batch(
        &mut self,
        terms: &Terms<'_>,
        batch: &[Incoming],
        added: &mut Added,
    ) -> Result<(), Error> {
        let mut new = Vec::new();
        for (at, incoming) in batch.iter().enumerate() {
            let id = ReportId::of(&incoming.raw);
            let twin = |other: &(usize, ReportId)| other.1 == id;
            if new.iter().any(twin) || self.holds(id, &incoming.name, terms.credit)? {
                added.known += 1;
            } else {
                new.push((at, id));
            }
        }
        let read: Vec<Vec<Read>> = new
            .par_iter()
            .filter_map(|(at, _)| Some((*at, batch.get(*at)?)))
            .map(|(at, incoming)| read(&terms.pipeline, incoming, at, terms.credit))
            .collect();
        let read: Vec<Read> = read.into_iter().flatten().collect();
        added.new += read.len();
        let empty = |read: &&Read| is_empty(&read.report);
        added.empty += read.iter().filter(empty).count();
        self.put(batch, &read, terms.learnt)
    }

    fn put(
        &mut self,
        batch: &[Incoming],
        read: &[Read],
        learnt: Option<DateTime>,
    ) -> Result<(), Error> {
        let kept = read.iter().filter_map(|read| {
            Some(Kept {
                report: &read.report,
                raw: &batch.get(read.from)?.raw,
                laid: &read.laid,
                sentences: &read.sentences,
                learnt,
            })
        });
        let kept: Vec<Kept<'_>> = kept.collect();
        if kept.is_empty() {
            return Ok(());
        }
        self.changing(|store| store.put(&kept))
    }

    /// Whether a report is in the record as it would be read now.
    ///
    /// Of two files with the same bytes the name that sorts first stays, so that the order
    /// of adding leaves no trace.
    fn holds(&self, id: ReportId, name: &str, credit: &Credit) -> Result<bool, Error> {
        if self.asking(|store| store.reader_of(id))?.is_none() {
            return Ok(false);
        }
        let Some(laid) = self.record.report(id) else { return Ok(true) };
        let told = *credit == Credit::default() || told_credit(laid) == *credit;
        Ok(told && laid.name.as_str() <= name)
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
        let nothing = Credit::default();
        let terms = Terms::new(world, &nothing);
        let ids: Vec<ReportId> = self.record.reports().map(|laid| laid.id).collect();
        progress(Progress::Files(ids.len()));
        for (number, batch) in ids.chunks(FILES).enumerate() {
            let mut waiting = Vec::new();
            for id in batch {
                let raw = self.asking(|store| store.raw(*id))?.unwrap_or_default();
                let laid = self.record.report(*id);
                let name = laid.map_or_else(String::new, |laid| laid.name.clone());
                let credit = laid.map(told_credit).unwrap_or_default();
                waiting.push((Incoming { name, raw }, credit));
            }
            let read: Vec<Vec<Read>> = waiting
                .par_iter()
                .enumerate()
                .map(|(at, (incoming, credit))| {
                    read(&terms.pipeline, incoming, at, credit)
                })
                .collect();
            let read: Vec<Read> = read.into_iter().flatten().collect();
            let batch: Vec<Incoming> =
                waiting.into_iter().map(|(incoming, _)| incoming).collect();
            self.put(&batch, &read, terms.learnt)?;
            progress(Progress::Done(number * FILES + batch.len()));
        }
        progress(Progress::Laying);
        self.settle()?;
        Ok(ids.len())
    }
}

fn read(
    pipeline: &Pipeline,
    incoming: &Incoming,
    from: usize,
    credit: &Credit,
) -> Vec<Read> {
    let reports = pipeline.reports(&incoming.raw, &incoming.name).into_iter();
    reports
        .map(|mut report| {
            tell(&mut report, credit);
            let reading = pipeline.read(report);
            let sentences = reading.analysis.sentences.iter();
            let sentences = sentences.map(|sentence| sentence.span).collect();
            let laid = Laid::of(&reading.report, reading.findings, READER);
            Read { report: reading.report, laid, sentences, from }
        })
        .collect()
}

/// Puts in what came with the command: it goes before what the page says.
fn tell(report: &mut Report, credit: &Credit) {
    let told = |kind, value: String, moment| Credited {
        kind,
        value,
        raw: None,
        rule: COMMAND,
        moment,
    };
    if let Some(outlet) = &credit.outlet {
        let at = first_of(report, CreditKind::Outlet);
        report.credits.all.insert(at, told(CreditKind::Outlet, outlet.clone(), None));
    }
    if let Some(date) = credit.published {
        let moment = Moment { date, time: None, zone: None };
        let at = first_of(report, CreditKind::Published);
        let said = told(CreditKind::Published, date.to_string(), Some(moment.clone()));
        report.credits.all.insert(at, said);
        report.credits.published = Some(moment);
        report.problems.retain(|problem| problem.kind != ProblemKind::Undated);
    }
}

const COMMAND: &str = "command";

fn first_of(report: &Report, kind: CreditKind) -> usize {
    report.credits.all.partition_point(|credit| credit.kind < kind)
}

/// What came with the command when a report was added.
fn told_credit(laid: &Laid) -> Credit {
    let told = |kind| laid.credits.of(kind).find(|credit| credit.rule == COMMAND);
    let moment = told(CreditKind::Published).and_then(|credit| credit.moment.as_ref());
    Credit {
        published: moment.map(|moment| moment.date),
        outlet: told(CreditKind::Outlet).map(|credit| credit.value.clone()),
    }
}

fn is_empty(report: &Report) -> bool {
    report.reading().next().is_none()
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
