use std::collections::BTreeSet;

use dateline_record::EntryId;
use dateline_text::{ReportId, Span};
use rusqlite::{OptionalExtension as _, params};

use crate::{Error, Store};

/// What is looked through for words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// The titles and values of entries, as they were when what is seen was written.
    Entries,
    /// The sentences of reports.
    Sentences,
}

/// A place in a report or an entry that holds the words looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hit {
    /// A sentence of a report.
    Sentence {
        /// The report.
        report: ReportId,
        /// The sentence in its cleaned text.
        span: Span,
    },
    /// An entry of the record.
    Entry(EntryId),
}

/// A hit with how well it fits.
#[derive(Clone, Debug)]
pub struct Fitting {
    /// The less the better.
    fit: f64,
    /// The days at which an entry stands.
    days: (String, String),
    /// The hit.
    pub hit: Hit,
}

impl Fitting {
    /// What fits best, at most so much; of what fits alike what comes first.
    #[must_use]
    pub fn best(mut all: Vec<Self>, limit: usize) -> Vec<Self> {
        all.sort_by(|one, other| {
            let behind = || (&one.days, one.hit).cmp(&(&other.days, other.hit));
            one.fit.total_cmp(&other.fit).then_with(behind)
        });
        all.truncate(limit);
        all
    }
}

/// A row of the index with how well it fits: the less the better.
type Fit = (f64, i64);

/// A hit with the days at which it stands.
type Placed = ((String, String), Hit);

/// The rows of an index behind one number, up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece(i64, i64);

/// An index is looked through in at most so many pieces.
const PIECES: i64 = 8;

impl Index {
    fn table(self) -> &'static str {
        match self {
            Self::Entries => "entry_words",
            Self::Sentences => "sentence_words",
        }
    }

    fn rows(self) -> &'static str {
        match self {
            Self::Entries => "entry",
            Self::Sentences => "sentence",
        }
    }
}

impl Store {
    /// The pieces in which an index is looked through side by side: so many rows in each, in at
    /// most eight. Whatever is written between two of them, no row is in both or in none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pieces(&self, index: Index, rows: i64) -> Result<Vec<Piece>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT coalesce(max(number), 0) FROM {}",
            index.rows()
        ))?;
        let last: i64 = statement.query_row([], |row| row.get(0))?;
        let pieces = (last / rows.max(1)).clamp(1, PIECES);
        let bound = |piece: i64| match piece {
            0 => i64::MIN,
            _ if piece == pieces => i64::MAX,
            _ => last / pieces * piece,
        };
        Ok((0..pieces).map(|piece| Piece(bound(piece), bound(piece + 1))).collect())
    }

    /// What holds all the words in a piece of an index, best first, at most `limit`. Words between
    /// quotation marks stand side by side. [`Fitting::best`] of all pieces is that of the whole.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn fitting(
        &self,
        index: Index,
        (words, limit): (&str, usize),
        piece: Piece,
    ) -> Result<Vec<Fitting>, Error> {
        let mut found = Vec::new();
        for (fit, number) in self.best_fits(index, (words, limit), piece)? {
            let placed = match index {
                Index::Entries => self.entry_at(number)?,
                Index::Sentences => self.sentence_at(number)?,
            };
            found.extend(placed.map(|(days, hit)| Fitting { fit, days, hit }));
        }
        Ok(Fitting::best(found, limit))
    }

    fn entry_at(&self, number: i64) -> Result<Option<Placed>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, first, last FROM entry WHERE number = ?1")?;
        let row = statement.query_row([number], |row| {
            Ok((row.get::<_, String>(0)?, (row.get(1)?, row.get(2)?)))
        });
        let row = row.optional()?;
        Ok(row.and_then(|(id, days)| Some((days, Hit::Entry(EntryId::parse(&id)?)))))
    }

    fn sentence_at(&self, number: i64) -> Result<Option<Placed>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT report.id, start, \"end\" FROM sentence
             CROSS JOIN report ON report.number = sentence.report WHERE sentence.number = ?1",
        )?;
        let row = statement.query_row([number], |row| {
            let report = ReportId::from_bytes(row.get(0)?);
            let span = Span::of(row.get(1)?..row.get(2)?);
            Ok((<(String, String)>::default(), Hit::Sentence { report, span }))
        });
        Ok(row.optional()?)
    }

    /// The entries of these kinds that have words that begin so: any of the sets, all of it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn beginning(
        &self,
        kinds: &[&str],
        any: &[BTreeSet<String>],
    ) -> Result<BTreeSet<EntryId>, Error> {
        let all = |words: &BTreeSet<String>| {
            beginnings(&words.iter().map(String::as_str).collect::<Vec<_>>().join(" "))
        };
        let any = any.iter().map(all).filter(|words| !words.is_empty());
        let any: Vec<String> = any.map(|words| format!("({words})")).collect();
        if any.is_empty() {
            return Ok(BTreeSet::new());
        }
        let mut statement = self.connection.prepare(&format!(
            "SELECT id FROM entry WHERE kind IN ('{}') AND number IN
                 (SELECT rowid FROM entry_words WHERE entry_words MATCH ?1)",
            kinds.join("', '")
        ))?;
        let mut rows = statement.query([any.join(" OR ")])?;
        let mut ids = BTreeSet::new();
        while let Some(row) = rows.next()? {
            ids.extend(row.get_ref(0)?.as_str().ok().and_then(EntryId::parse));
        }
        Ok(ids)
    }

    /// The rows of an index, of those behind one number up to another, that fit best: at most so
    /// many and those that fit as well as the last of them. Only these are looked up.
    fn best_fits(
        &self,
        index: Index,
        (words, limit): (&str, usize),
        Piece(behind, to): Piece,
    ) -> Result<Vec<Fit>, Error> {
        let query = query(words);
        if query.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let table = index.table();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT rank, rowid FROM {table}
             WHERE {table} MATCH ?1 AND rowid > ?2 AND rowid <= ?3"
        ))?;
        let rows = statement.query_map(params![query, behind, to], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let mut fits: Vec<Fit> = rows.collect::<Result<_, _>>()?;
        let better = |one: &Fit, other: &Fit| one.0.total_cmp(&other.0);
        if limit < fits.len() {
            let (_, last, _) = fits.select_nth_unstable_by(limit - 1, better);
            let last = last.0;
            fits.retain(|(fit, _)| *fit <= last);
        }
        Ok(fits)
    }
}

/// The words as a query for what has words that begin so, all of them.
pub(crate) fn beginnings(words: &str) -> String {
    let words = words.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ")
}

/// The words as a query that full-text search cannot stumble over: each word quoted, phrases
/// kept together.
pub(crate) fn query(words: &str) -> String {
    let mut terms = Vec::new();
    let words = words.replace(['“', '”'], "\"");
    for (place, part) in words.split('"').enumerate() {
        let inside = place % 2 == 1;
        let clean: Vec<String> = part
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(ToOwned::to_owned)
            .collect();
        if inside && !clean.is_empty() {
            terms.push(format!("\"{}\"", clean.join(" ")));
        } else {
            terms.extend(clean.iter().map(|word| format!("\"{word}\"")));
        }
    }
    terms.join(" ")
}
