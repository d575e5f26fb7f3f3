use std::path::Path;

use dateline_record::{Decision, Laid, Record, View};
use dateline_text::{Report, ReportId, Span, Text};
use jiff::civil::DateTime;

use crate::Error;

/// A record in one file.
#[derive(Debug)]
pub struct Store {}

/// A report to be kept: its raw bytes, its words and what they say.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its bytes as they came.
    pub raw: &'a [u8],
    /// What it says.
    pub laid: &'a Laid,
    /// Its sentences, for the full-text index; where empty, its lines are taken.
    pub sentences: &'a [Span],
    /// When Dateline learnt it, by the clock that came in from outside.
    pub learnt: Option<DateTime>,
}

/// A place in a report or an entry that holds the words looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A sentence of a report.
    Sentence {
        /// The report.
        report: ReportId,
        /// The sentence in its cleaned text.
        span: Span,
        /// The sentence.
        words: String,
    },
    /// An entry of the record.
    Entry {
        /// The entry's identity, as written.
        id: String,
        /// Its title.
        title: String,
    },
}

impl Store {
    /// Opens a record, or makes one where there is none.
    ///
    /// # Errors
    /// When the file is locked, read-only, from a newer version or no record.
    pub fn create(_path: &Path) -> Result<Self, Error> {
        Ok(Self {})
    }

    /// Opens a record that is there.
    ///
    /// # Errors
    /// When there is none, or as for [`Store::create`].
    pub fn open(_path: &Path) -> Result<Self, Error> {
        Ok(Self {})
    }

    /// Opens a record that is there for reading only; a writer may be at work.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub fn open_to_read(_path: &Path) -> Result<Self, Error> {
        Ok(Self {})
    }

    /// Keeps a batch of reports: all of them or, when stopped half-way, none. One that is
    /// there already is put anew.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&mut self, _batch: &[Kept<'_>]) -> Result<(), Error> {
        Ok(())
    }

    /// Whether a report is kept, and the version of the rules that read it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reader_of(&self, _report: ReportId) -> Result<Option<u32>, Error> {
        Ok(None)
    }

    /// Takes a report out with all that rested on it; whether there was one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remove(&mut self, _report: ReportId) -> Result<bool, Error> {
        Ok(false)
    }

    /// Adds a decision; it is on the disk when this returns.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn decide(&mut self, _decision: &Decision) -> Result<(), Error> {
        Ok(())
    }

    /// The whole record: all reports and decisions.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load(&self) -> Result<Record, Error> {
        Ok(Record::new())
    }

    /// The identities of all reports, sorted, with their names.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reports(&self) -> Result<Vec<(ReportId, String)>, Error> {
        Ok(Vec::new())
    }

    /// The cleaned text of a report.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn text(&self, _report: ReportId) -> Result<Option<Text>, Error> {
        Ok(None)
    }

    /// A report as it was read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn report(&self, _report: ReportId) -> Result<Option<Report>, Error> {
        Ok(None)
    }

    /// The bytes of a report as they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn raw(&self, _report: ReportId) -> Result<Option<Vec<u8>>, Error> {
        Ok(None)
    }

    /// The sentences and entries that hold all the words, best first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn search(&self, _words: &str, _limit: usize) -> Result<Vec<Hit>, Error> {
        Ok(Vec::new())
    }

    /// Writes the entries and links of a view, for readers of the file; what was there is
    /// given up.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save_view(&mut self, _view: &View) -> Result<(), Error> {
        Ok(())
    }

    /// Copies the whole record into another file, while others may write this one.
    ///
    /// # Errors
    /// When the other file cannot be written.
    pub fn backup(&self, _path: &Path) -> Result<(), Error> {
        Ok(())
    }
}
