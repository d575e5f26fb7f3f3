use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use dateline_record::{Record, View};
use dateline_store::Store;
use dateline_text::{Report, ReportId, Span};

use crate::Error;
use crate::points::RawPoints;

mod add;
mod ask;
mod check;
mod diff;
mod reader;
mod remove;
mod review;
mod show;

pub use add::{Added, Credit, Progress};
pub use ask::{Found, HitLine, SentenceLine};
pub use check::Checked;
pub use diff::{Changed, ChangedField, ChangedLine};
pub use reader::{Part, Reader, Stretch};
pub use review::{Reviewer, Verdict};
pub use show::{Asked, Shown, Topic};

/// A record in one file, opened: reports are added to it and questions put to it.
///
/// What it answers is a function of the reports and decisions in the file alone.
#[derive(Debug)]
pub struct Desk {
    path: PathBuf,
    store: Mutex<Store>,
    record: Record,
    view: OnceLock<View>,
    papers: Mutex<Papers>,
}

/// Reports kept at hand, and how many bytes their words have.
#[derive(Debug, Default)]
struct Papers {
    by_id: BTreeMap<ReportId, Arc<Paper>>,
    bytes: usize,
}

impl Papers {
    fn keep(&mut self, id: ReportId, paper: Arc<Paper>) {
        if self.bytes > AT_HAND {
            *self = Self::default();
        }
        self.bytes += paper.report.text.len();
        self.by_id.insert(id, paper);
    }
}

/// A report with the places of its raw bytes.
#[derive(Debug)]
pub(crate) struct Paper {
    /// The report as it was read.
    pub(crate) report: Report,
    points: RawPoints,
}

impl Paper {
    /// Where words of the cleaned text stand in the raw file, in code points.
    pub(crate) fn place(&self, span: Span) -> [usize; 2] {
        self.points.span(self.report.map.raw(span))
    }
}

/// How many bytes of words are kept at hand; past it, all are put back.
const AT_HAND: usize = 128 << 20;

impl Desk {
    /// Opens the record at `path`, or makes one where there is none.
    ///
    /// # Errors
    /// When it is locked, may not be written, was written by a newer Dateline or is something
    /// else than a record.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let store = Store::create(path).map_err(|error| Error::of_store(path, &error))?;
        Self::of(path, store)
    }

    /// Opens the record at `path`, to change it.
    ///
    /// # Errors
    /// When there is none, or as for [`Desk::create`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        let store = Store::open(path).map_err(|error| Error::of_store(path, &error))?;
        Self::of(path, store)
    }

    /// Opens the record at `path` for questions alone; others may be adding to it.
    ///
    /// # Errors
    /// When there is none, or as for [`Desk::create`].
    pub fn open_to_read(path: &Path) -> Result<Self, Error> {
        let store =
            Store::open_to_read(path).map_err(|error| Error::of_store(path, &error))?;
        Self::of(path, store)
    }

    fn of(path: &Path, store: Store) -> Result<Self, Error> {
        let mut desk = Self {
            path: path.to_owned(),
            store: Mutex::new(store),
            record: Record::new(),
            view: OnceLock::new(),
            papers: Mutex::default(),
        };
        desk.look()?;
        Ok(desk)
    }

    /// The file that the record stands in.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies the whole record into another file, while others may add to this one.
    ///
    /// # Errors
    /// When the other file is there already or cannot be written.
    pub fn backup(&self, path: &Path) -> Result<(), Error> {
        self.asking(|store| store.backup(path))
    }

    /// What the record makes of its reports; worked out when it is first asked for.
    pub(crate) fn view(&self) -> &View {
        self.view.get_or_init(|| self.record.view())
    }

    /// The reports and decisions.
    pub(crate) fn record(&self) -> &Record {
        &self.record
    }

    /// A report with its places; `None` where it is not kept or cannot be read.
    pub(crate) fn paper(&self, id: ReportId) -> Option<Arc<Paper>> {
        let mut papers = self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(paper) = papers.by_id.get(&id) {
            return Some(Arc::clone(paper));
        }
        let kept = |store: &Store| Ok((store.report(id)?, store.raw(id)?));
        let (report, raw) = self.asking(kept).ok()?;
        let report = report?;
        let points = RawPoints::new(&raw.unwrap_or_default(), &report.charset);
        let paper = Arc::new(Paper { report, points });
        papers.keep(id, Arc::clone(&paper));
        Some(paper)
    }

    /// Keeps a report at hand that is in no file.
    fn keep(&mut self, id: ReportId, paper: Paper) {
        let papers = self.papers.get_mut().unwrap_or_else(PoisonError::into_inner);
        papers.keep(id, Arc::new(paper));
    }

    /// Looks at the record anew.
    fn look(&mut self) -> Result<(), Error> {
        self.record = self.asking(Store::load)?;
        self.view = OnceLock::new();
        *self.papers.get_mut().unwrap_or_else(PoisonError::into_inner) =
            Papers::default();
        Ok(())
    }

    fn asking<T>(
        &self,
        ask: impl FnOnce(&Store) -> Result<T, dateline_store::Error>,
    ) -> Result<T, Error> {
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        ask(&store).map_err(|error| Error::of_store(&self.path, &error))
    }

    fn changing<T>(
        &mut self,
        change: impl FnOnce(&mut Store) -> Result<T, dateline_store::Error>,
    ) -> Result<T, Error> {
        let store = self.store.get_mut().unwrap_or_else(PoisonError::into_inner);
        change(store).map_err(|error| Error::of_store(&self.path, &error))
    }
}
