use std::collections::BTreeSet;

use dateline_record::EntryId;
use dateline_text::{ReportId, Span};
use rusqlite::OptionalExtension as _;

use crate::{Error, Store};

/// A place in a report or an entry that holds the words looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A sentence of a report.
    Sentence {
        /// The report.
        report: ReportId,
        /// The sentence in its cleaned text.
        span: Span,
    },
    /// An entry of the record, as it was when the view was last saved.
    Entry(EntryId),
}

/// A row of the index with how well it fits: the less the better.
type Fit = (f64, i64);

impl Store {
    /// The entries that hold all the words, best first, at most `limit`. Words between quotation
    /// marks stand side by side.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entries_with(&self, words: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut hits = Vec::new();
        let fits = self.best_fits("entry_words", words, limit)?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, first, last FROM entry WHERE number = ?1")?;
        for (fit, number) in fits {
            let row = statement
                .query_row([number], |row| {
                    let day = |column| row.get::<_, String>(column);
                    Ok((day(0)?, (day(1)?, day(2)?)))
                })
                .optional()?;
            let hit = row.and_then(|(id, days)| Some((EntryId::parse(&id)?, days)));
            hits.extend(hit.map(|(id, days)| (fit, (days, id))));
        }
        let hits = best(hits, limit);
        Ok(hits.map(|(_, id)| Hit::Entry(id)).collect())
    }

    /// The sentences of reports that hold all the words, in the same way.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sentences_with(&self, words: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut hits = Vec::new();
        let fits = self.best_fits("sentence_words", words, limit)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT report.id, start, \"end\" FROM sentence
             CROSS JOIN report ON report.number = sentence.report WHERE sentence.number = ?1",
        )?;
        for (fit, number) in fits {
            let row = statement
                .query_row([number], |row| {
                    let report = ReportId::from_bytes(row.get(0)?);
                    Ok((report, Span::of(row.get(1)?..row.get(2)?)))
                })
                .optional()?;
            hits.extend(row.map(|place| (fit, place)));
        }
        let hits = best(hits, limit);
        Ok(hits.map(|(report, span)| Hit::Sentence { report, span }).collect())
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

    /// The rows of an index that fit best, at most so many and those that fit as well as the last
    /// of them: only these are looked up and put in order.
    fn best_fits(
        &self,
        index: &str,
        words: &str,
        limit: usize,
    ) -> Result<Vec<Fit>, Error> {
        let query = query(words);
        if query.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT rank, rowid FROM {index} WHERE {index} MATCH ?1"
        ))?;
        let rows = statement.query_map([query], |row| Ok((row.get(0)?, row.get(1)?)))?;
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

/// What fits best, at most so much; of what fits alike that which comes first.
fn best<T: Ord>(mut hits: Vec<(f64, T)>, limit: usize) -> impl Iterator<Item = T> {
    hits.sort_by(|(one, place), (other, beside)| {
        one.total_cmp(other).then_with(|| place.cmp(beside))
    });
    hits.into_iter().take(limit).map(|(_, place)| place)
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
