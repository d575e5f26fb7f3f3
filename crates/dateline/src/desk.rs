use std::borrow::Cow;
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use dateline_names::Gazetteer;
use dateline_record::{
    Decision, DecisionId, Entry, EntryId, Joined, LinkKind, Record, View,
};
use dateline_store::{Seen, Store};
use dateline_text::ReportId;

use crate::points::RawPoints;
use crate::threads::hands;
use crate::{Codebook, Error, Pipeline, Shipped};

mod add;
mod ask;
mod beside;
mod check;
mod company;
mod correct;
mod diff;
mod enter;
mod grouped;
mod home;
mod lately;
mod leaf;
mod memory;
mod news;
mod paper;
mod queue;
mod reader;
mod remove;
mod review;
mod round;
mod show;
mod sight;
mod since;
mod standing;
pub(crate) mod table;
mod who;
mod whole;

pub use add::{Added, Credit, Progress};
pub use ask::{Among, Found, HitLine, SentenceLine};
pub use beside::Beside;
pub use check::Checked;
pub use diff::{Changed, ChangedField, ChangedLine};
pub use enter::ByHand;
use memory::Memory;
pub use news::{News, NewsLine};
pub(crate) use paper::Paper;
use paper::Papers;
pub use queue::{Queue, Waiting};
pub use reader::{Part, RawPage, RawPiece, Reader, Stretch};
pub use review::{Reviewer, Verdict};
pub use round::TakenBack;
pub use show::{After, Asked, Shown, Topic};
pub use sight::Depth;
use sight::Look;
pub(crate) use sight::Sight;
pub(crate) use since::{About, Fresh, Since};
pub use who::RulingForm;

/// A record in one file, opened: reports are added to it and questions put to it.
///
/// What it answers is a function of the reports and decisions in the file alone.
#[derive(Debug)]
pub struct Desk {
    path: PathBuf,
    store: Mutex<Store>,
    /// The reports and decisions, read when they are first needed.
    record: OnceLock<Record>,
    /// All that is seen, read or worked out when it is first needed.
    view: OnceLock<View>,
    seen: Seen,
    /// Whether it answers from the file as that was joined last, time after time.
    is_served: bool,
    rejoined: Option<&'static str>,
    papers: Mutex<Papers>,
    /// What was ruled since the view was made.
    since: Mutex<Arc<Since>>,
    /// What was worked out from the view, for the next who asks.
    memory: Mutex<Arc<Memory>>,
    looking: Mutex<()>,
    /// More ways into the file, opened when many ask at once.
    ways: [Mutex<Option<Store>>; WAYS],
    model: Shipped,
    codebook: Codebook,
    /// Where towns lie, where a table of one's own was given.
    gazetteer: Option<Gazetteer>,
}

/// How many more ways into the file there are.
const WAYS: usize = 7;

/// How often a record is looked at where others keep ruling.
const LOOKS: usize = 2;

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
    /// Where what was seen of the record does not hold any more, since a run was stopped or
    /// another version of the program made it, it is looked at anew; see
    /// [`Desk::rejoined`].
    ///
    /// # Errors
    /// When there is none, or as for [`Desk::create`].
    pub fn open_to_read(path: &Path) -> Result<Self, Error> {
        let mut desk = Self::open_as_is(path)?;
        let why = match desk.seen {
            Seen::Now => return Ok(desk),
            Seen::Before => "a run was stopped before it had joined all reports",
            Seen::Otherwise => "another version of the program joined them",
        };
        if desk.asking(Store::reports)?.is_empty() {
            return Ok(desk);
        }
        // It is kept, so that the next question need not wait; where another program is
        // writing, or the file may not be written, it is worked out for this one alone.
        let kept = Store::open(path).and_then(|mut store| {
            store.set_patience(Duration::ZERO)?;
            Ok(store)
        });
        if let Ok(store) = kept {
            let mut writer = Self::of(path, store)?;
            if writer.settle().is_ok() {
                desk = writer;
            }
        }
        desk.rejoined = Some(why);
        Ok(desk)
    }

    /// Opens the record at `path` for the questions of many, while others may be adding to it.
    ///
    /// It answers from the file, each question anew and as all was joined last: nothing but a
    /// few small lists is held.
    ///
    /// # Errors
    /// As for [`Desk::open_to_read`].
    pub(crate) fn open_to_serve(path: &Path) -> Result<Self, Error> {
        let mut desk = Self::open_as_is(path)?;
        if desk.seen == Seen::Otherwise {
            drop(Self::open_to_read(path)?);
            desk = Self::open_as_is(path)?;
            if desk.seen == Seen::Otherwise {
                return Self::open_to_read(path);
            }
        }
        desk.is_served = true;
        Ok(desk)
    }

    /// Opens the record at `path` for looking at the file itself: nothing is joined anew.
    ///
    /// # Errors
    /// As for [`Desk::open_to_read`].
    pub fn open_as_is(path: &Path) -> Result<Self, Error> {
        let store =
            Store::open_to_read(path).map_err(|error| Error::of_store(path, &error))?;
        Self::of(path, store)
    }

    /// Why all reports were joined anew when the record was opened, where they were.
    #[must_use]
    pub fn rejoined(&self) -> Option<&'static str> {
        self.rejoined
    }

    fn of(path: &Path, store: Store) -> Result<Self, Error> {
        let seen = store.seen().map_err(|error| Error::of_store(path, &error))?;
        Ok(Self {
            path: path.to_owned(),
            store: Mutex::new(store),
            record: OnceLock::new(),
            view: OnceLock::new(),
            seen,
            is_served: false,
            rejoined: None,
            papers: Mutex::default(),
            since: Mutex::default(),
            memory: Mutex::default(),
            looking: Mutex::default(),
            ways: Default::default(),
            model: Shipped::default(),
            codebook: Codebook::shipped(),
            gazetteer: None,
        })
    }

    /// The same, reading with another of the shipped models.
    #[must_use]
    pub fn reading_with(self, model: Shipped) -> Self {
        Self { model, ..self }
    }

    /// The same, looking for the events of another codebook.
    #[must_use]
    pub fn by(self, codebook: Codebook) -> Self {
        Self { codebook, ..self }
    }

    /// The same, with another table of where towns lie.
    #[must_use]
    pub fn placed_by(self, gazetteer: Gazetteer) -> Self {
        Self { gazetteer: Some(gazetteer), ..self }
    }

    /// Where towns lie.
    pub(crate) fn gazetteer(&self) -> Cow<'_, Gazetteer> {
        match &self.gazetteer {
            Some(gazetteer) => Cow::Borrowed(gazetteer),
            None => Cow::Owned(Gazetteer::shipped()),
        }
    }

    /// What reports are read with.
    fn pipeline(&self) -> Pipeline {
        Pipeline::with(self.model).by(self.codebook.clone())
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
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        store.backup(path).map_err(|error| {
            let failed = Error::of_store(path, &error);
            if failed.is_read_only() {
                return failed.with_hint("name a file in a folder that may be written");
            }
            failed
        })
    }

    /// What the record makes of its reports: read where that was kept, else worked out.
    pub(crate) fn view(&self) -> Result<&View, Error> {
        if let Some(view) = self.view.get() {
            return Ok(view);
        }
        // Who asks meanwhile waits: a large record is not looked at twice at once.
        let _looking = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(view) = self.view.get() {
            return Ok(view);
        }
        let view = if self.is_kept() {
            self.asking(sight::whole)?
        } else {
            View::with(self.record()?, &hands, None).0
        };
        Ok(self.view.get_or_init(|| view))
    }

    /// Whether what was seen stands in the file and holds.
    fn is_kept(&self) -> bool {
        self.is_served || self.seen == Seen::Now && self.view.get().is_none()
    }

    /// What was worked out from what is seen now.
    fn memory(&self) -> Arc<Memory> {
        let turn = if self.is_served { self.reading(Store::turn).ok() } else { None };
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if turn.is_some_and(|turn| turn != memory.turn) {
            *memory = Arc::new(Memory::of_turn(turn.unwrap_or_default()));
        }
        Arc::clone(&memory)
    }

    /// How often what is seen was written, and whether reports or decisions came since.
    pub(crate) fn turn(&self) -> Result<(i64, bool), Error> {
        self.reading(|store| {
            store.at_once(|store| Ok((store.turn()?, store.seen()? == Seen::Before)))
        })
    }

    /// How many reports were read and are not joined yet.
    pub(crate) fn unjoined(&self) -> Result<usize, Error> {
        self.reading(Store::unjoined)
    }

    /// A part of what was seen, where it is kept; else all of it.
    fn part(
        &self,
        read: impl FnOnce(&Store) -> Result<View, dateline_store::Error>,
    ) -> Result<Look<'_>, Error> {
        if self.is_kept() {
            return Ok(Look::Some(Box::new(self.looking(read)?)));
        }
        Ok(Look::Whole(self.view()?))
    }

    /// The same, of the words that one thing rests on at most so many.
    fn part_at(
        &self,
        most: Option<usize>,
        read: impl FnOnce(&Store) -> Result<View, dateline_store::Error>,
    ) -> Result<Look<'_>, Error> {
        self.part(|store| store.showing(most.unwrap_or(usize::MAX), read))
    }

    /// The entries of a part that rest on a report, in order.
    fn resting_on<'a>(&self, part: &'a Look<'_>, report: ReportId) -> Vec<&'a Entry> {
        let view: &View = part;
        match part {
            Look::Whole(_) => {
                let memory = self.memory();
                let places = memory.of_report(view, report).iter();
                places.filter_map(|place| view.entries.get(*place)).collect()
            }
            Look::Some(_) => {
                let rests = |entry: &&Entry| {
                    entry.evidence.iter().any(|evidence| evidence.report == report)
                };
                view.entries.iter().filter(rests).collect()
            }
        }
    }

    /// The mark of an entry as it stands, made where it was not made since it changed.
    pub fn entry_mark(
        &self,
        entry: &str,
        make: impl FnOnce() -> Option<String>,
    ) -> Option<String> {
        let memory = self.memory();
        if let Some(known) = memory.mark(entry) {
            return Some(known);
        }
        let since = self.since();
        let made = make()?;
        if Arc::ptr_eq(&since, &self.since()) {
            memory.keep_mark(entry, &made);
        }
        Some(made)
    }

    /// Whether reports disagree on an entry, by its whole identity.
    #[must_use]
    pub fn is_disputed(&self, entry: &str) -> bool {
        let memory = self.memory();
        let disputed = self.disputed(&memory);
        let entry = EntryId::parse(entry).zip(disputed.ok());
        entry.is_some_and(|(id, disputed)| disputed.contains(&id))
    }

    /// The entries that reports disagree on.
    fn disputed<'a>(&self, memory: &'a Memory) -> Result<&'a BTreeSet<EntryId>, Error> {
        memory.disputed.get(|| {
            if self.is_kept() {
                let kinds = LinkKind::ALL.iter().filter(|(kind, _)| kind.is_conflict());
                let kinds: Vec<&str> = kinds.map(|(_, word)| *word).collect();
                return self.looking(|store| store.linked(&kinds));
            }
            let links = self.view()?.links.iter().filter(|link| link.kind.is_conflict());
            Ok(links.flat_map(|link| link.entries.iter().copied()).collect())
        })
    }

    /// Works out what most who look will need, before any of them waits for it.
    pub(crate) fn get_ready(&self) -> Result<(), Error> {
        self.queue(None, 1, Some(1))?;
        self.news(None, 1, Some(1))?;
        if self.is_kept() {
            self.get_lists_ready()?;
        }
        Ok(())
    }

    /// The reports and decisions.
    pub(crate) fn record(&self) -> Result<&Record, Error> {
        if let Some(record) = self.record.get() {
            return Ok(record);
        }
        let record = self.asking(|store| store.load(&hands))?;
        Ok(self.record.get_or_init(|| record))
    }

    /// The same record with other reports in it: what is seen of it is worked out anew.
    fn with_record(mut self, record: Record) -> Self {
        self.record = OnceLock::from(record);
        self.view = OnceLock::new();
        self.seen = Seen::Before;
        self.is_served = false;
        self.memory = Mutex::default();
        self
    }

    /// A report with its places; `None` where it is not kept or cannot be read.
    pub(crate) fn paper(&self, id: ReportId) -> Option<Arc<Paper>> {
        let mut papers = self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(paper) = papers.known(&id) {
            return Some(paper);
        }
        drop(papers);
        let kept = |store: &Store| Ok((store.report(id)?, store.raw(id)?));
        let (report, raw) = self.reading(kept).ok()?;
        let report = report?;
        let points = RawPoints::new(&raw.unwrap_or_default(), &report.charset);
        let paper = Arc::new(Paper { report, points });
        let mut papers = self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        papers.keep(id, Arc::clone(&paper));
        Some(paper)
    }

    /// Keeps a report at hand that is in no file.
    fn keep(&mut self, id: ReportId, paper: Paper) {
        let papers = self.papers.get_mut().unwrap_or_else(PoisonError::into_inner);
        papers.keep(id, Arc::new(paper));
    }

    /// Looks at the record and keeps what is seen in the file. Where nothing came but remarks of
    /// reviewers, only what they touch is written.
    pub(crate) fn settle(&mut self) -> Result<(), Error> {
        self.view = OnceLock::new();
        if self.changing(|store| store.take_remarks(&hands))? {
            self.seen = Seen::Now;
            self.memory = Mutex::default();
            return Ok(());
        }
        self.look()?.put_away(&hands);
        Ok(())
    }

    /// Joins the record and writes down what is seen of it. Where others ruled meanwhile, it is
    /// looked at once more; after that whoever opens it next does so.
    fn look(&mut self) -> Result<Joined, Error> {
        let mut left = LOOKS;
        let joined = loop {
            self.record()?;
            let record = self.record.take().unwrap_or_default();
            let known = self.asking(Store::alike)?;
            let joined = Joined::of(&record, &hands, known.as_ref());
            self.seen = self.changing(|store| store.save((&record, &joined), &hands))?;
            left -= 1;
            if self.seen == Seen::Now {
                self.record = OnceLock::from(record);
                break joined;
            }
            if left == 0 {
                break joined;
            }
        };
        *self.papers.get_mut().unwrap_or_else(PoisonError::into_inner) =
            Papers::default();
        self.memory = Mutex::default();
        if self.seen == Seen::Now {
            self.keep_lists()?;
        }
        Ok(joined)
    }

    /// Writes decisions into the record at `path`, all of them or none, and nothing else.
    pub(crate) fn write_down(path: &Path, decisions: &[Decision]) -> Result<(), Error> {
        let written = Store::open(path).and_then(|mut store| store.decide_all(decisions));
        written.map_err(|error| Error::of_store(path, &error))
    }

    /// The decisions that what is seen rests on.
    pub(crate) fn joined_decisions(&self) -> Result<BTreeSet<DecisionId>, Error> {
        self.reading(Store::joined_decisions)
    }

    /// What was ruled since.
    pub(crate) fn since(&self) -> Arc<Since> {
        Arc::clone(&self.since.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lays what was ruled since over what is seen.
    pub(crate) fn lay(&self, since: Since) {
        *self.since.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(since);
        self.memory().forget_answers();
    }

    /// How many rulings are written down and not joined yet.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.since().len()
    }

    /// Closes the file, for a program that is about to end: what was read of a large record is
    /// left to the system, which takes it back at once and not piece by piece.
    pub fn close(self) {
        let Self { store, record, view, .. } = self;
        drop(store);
        let _ = (ManuallyDrop::new(record), ManuallyDrop::new(view));
    }

    fn asking<T>(
        &self,
        ask: impl FnOnce(&Store) -> Result<T, dateline_store::Error>,
    ) -> Result<T, Error> {
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        ask(&store).map_err(|error| Error::of_store(&self.path, &error))
    }

    /// Asks for a part of what is seen, as it stands at one moment.
    fn looking<T>(
        &self,
        ask: impl FnOnce(&Store) -> Result<T, dateline_store::Error>,
    ) -> Result<T, Error> {
        if self.is_served {
            return self.reading(ask);
        }
        self.asking(|store| store.at_once(ask))
    }

    /// The same, of the words that one thing rests on at most so many.
    fn looking_at<T>(
        &self,
        most: Option<usize>,
        ask: impl FnOnce(&Store) -> Result<T, dateline_store::Error>,
    ) -> Result<T, Error> {
        self.looking(|store| store.showing(most.unwrap_or(usize::MAX), ask))
    }

    /// Asks for what stands in the file at one moment, through whichever of several ways into it is
    /// free.
    fn reading<T>(
        &self,
        ask: impl FnOnce(&Store) -> Result<T, dateline_store::Error>,
    ) -> Result<T, Error> {
        for way in &self.ways {
            let Ok(mut way) = way.try_lock() else { continue };
            if way.is_none() {
                *way = Store::open_to_read(&self.path).ok();
            }
            if let Some(store) = way.as_ref() {
                let asked = store.at_once(ask);
                return asked.map_err(|error| Error::of_store(&self.path, &error));
            }
        }
        self.asking(|store| store.at_once(ask))
    }

    fn changing<T>(
        &mut self,
        change: impl FnOnce(&mut Store) -> Result<T, dateline_store::Error>,
    ) -> Result<T, Error> {
        let store = self.store.get_mut().unwrap_or_else(PoisonError::into_inner);
        change(store).map_err(|error| Error::of_store(&self.path, &error))
    }
}
