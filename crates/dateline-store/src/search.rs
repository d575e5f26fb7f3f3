use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use dateline_record::EntryId;
use dateline_text::{ReportId, Span, Text};
use rusqlite::params;

use crate::{Error, Store};

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
    /// An entry of the record, as it was when the view was last saved.
    Entry {
        /// The entry's identity, as written.
        id: String,
        /// Its title.
        title: String,
    },
}

impl Store {
    /// The entries and sentences that hold all the words, entries first, best first; at most
    /// `limit` of each. Words between quotation marks stand side by side.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let query = query(words);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let mut hits = self.entries_with(&query, limit)?;
        hits.extend(self.sentences_with(&query, limit)?);
        Ok(hits)
    }

    /// The entries of these kinds that have a word that begins in one of these ways.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn beginning(
        &self,
        kinds: &[&str],
        beginnings: &BTreeSet<String>,
    ) -> Result<BTreeSet<EntryId>, Error> {
        let any: Vec<String> =
            beginnings.iter().map(|word| self::beginnings(word)).collect();
        let any: Vec<String> = any.into_iter().filter(|word| !word.is_empty()).collect();
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

    fn entries_with(&self, query: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entry.id, entry.title FROM entry_words
             JOIN entry ON entry.number = entry_words.rowid
             WHERE entry_words MATCH ?1
             ORDER BY entry_words.rank, first, last, entry.id LIMIT ?2",
        )?;
        let rows = statement.query_map(params![query, limit], |row| {
            Ok(Hit::Entry { id: row.get(0)?, title: row.get(1)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn sentences_with(&self, query: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT report.id, sentence.start, sentence.\"end\" FROM sentence_words
             JOIN sentence ON sentence.number = sentence_words.rowid
             JOIN report ON report.number = sentence.report
             WHERE sentence_words MATCH ?1
             ORDER BY rank, report.id, sentence.start LIMIT ?2",
        )?;
        let rows = statement.query_map(params![query, limit], |row| {
            let report = ReportId::from_bytes(row.get(0)?);
            Ok((report, Span::of(row.get(1)?..row.get(2)?)))
        })?;
        let mut texts: BTreeMap<ReportId, Text> = BTreeMap::new();
        let mut hits = Vec::new();
        for row in rows {
            let (report, span) = row?;
            let text = match texts.entry(report) {
                Slot::Occupied(known) => known.get().clone(),
                Slot::Vacant(slot) => {
                    slot.insert(self.text(report)?.unwrap_or_default()).clone()
                }
            };
            hits.push(Hit::Sentence { report, span, words: text.words(span).to_owned() });
        }
        Ok(hits)
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
fn query(words: &str) -> String {
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
