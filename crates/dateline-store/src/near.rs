//! What stands near something that is in no report of the file: found by index, whatever the file
//! holds.

use std::collections::BTreeSet;

use dateline_record::{ActorId, EntryId, Hands, Record};
use dateline_text::ReportId;
use rusqlite::{OptionalExtension as _, Params, Row, params};

use crate::search::query;
use crate::{Error, Store};

/// An entry in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// Its identity.
    pub id: EntryId,
    /// The day it stands at in the timeline.
    pub first: String,
    /// Its title.
    pub title: String,
    /// The actors in it.
    pub actors: Vec<ActorId>,
}

const NEAR: &str = "id, first, title, actors";

impl Store {
    /// The entries of a kind that stand in the timeline from one day to another, both among them;
    /// at most `limit`, in order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn standing(
        &self,
        kind: &str,
        (from, to): (&str, &str),
        limit: usize,
    ) -> Result<Vec<Near>, Error> {
        let statement = format!(
            "SELECT {NEAR} FROM entry INDEXED BY entry_kind
             WHERE kind = ?1 AND first BETWEEN ?2 AND ?3 ORDER BY first, last, id LIMIT ?4"
        );
        self.near(&statement, params![kind, from, to, limit])
    }

    /// The entries of a kind with an actor; none where the actor is in more than `most` of any
    /// kind: such a name tells nothing.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn with_actor(
        &self,
        kind: &str,
        actor: &ActorId,
        most: usize,
    ) -> Result<Vec<Near>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM entry_actor WHERE actor = ?1 LIMIT ?2)",
        )?;
        let many: usize = statement
            .query_row(params![actor.as_str(), most.saturating_add(1)], |row| {
                row.get(0)
            })?;
        if many > most {
            return Ok(Vec::new());
        }
        let statement = format!(
            "SELECT {NEAR} FROM entry_actor CROSS JOIN entry ON number = entry
             WHERE actor = ?1 AND kind = ?2"
        );
        self.near(&statement, params![actor.as_str(), kind])
    }

    /// The entries of a kind that hold all these words; none where more than `most` do.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn with_words(
        &self,
        kind: &str,
        words: &str,
        most: usize,
    ) -> Result<Vec<Near>, Error> {
        let query = query(words);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let statement = format!(
            "SELECT {NEAR} FROM entry_words CROSS JOIN entry ON number = entry_words.rowid
             WHERE entry_words MATCH ?1 AND kind = ?2 LIMIT ?3"
        );
        let more = most.saturating_add(1);
        let mut found = self.near(&statement, params![query, kind, more])?;
        if found.len() > most {
            found.clear();
        }
        Ok(found)
    }

    fn near(&self, statement: &str, values: impl Params) -> Result<Vec<Near>, Error> {
        let mut statement = self.connection.prepare_cached(statement)?;
        let rows = statement.query_map(values, near)?;
        let near = rows.collect::<Result<Option<Vec<_>>, _>>()?;
        near.ok_or_else(|| Error::damaged("an entry has no identity"))
    }

    /// The first reports that tell an entry; at most `most`, each once.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tellers(
        &self,
        entry: EntryId,
        most: usize,
    ) -> Result<BTreeSet<ReportId>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT report.id FROM evidence JOIN report ON report.number = evidence.report
             WHERE entry = (SELECT number FROM entry WHERE id = ?1) AND place < ?2",
        )?;
        let values = params![entry.to_string(), most];
        let rows = statement.query_map(values, |row| row.get(0))?;
        Ok(rows.map(|row| row.map(ReportId::from_bytes)).collect::<Result<_, _>>()?)
    }

    /// The entry that rests on a finding of a report, by the finding's number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entry_on(
        &self,
        report: ReportId,
        finding: usize,
    ) -> Result<Option<EntryId>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entry.id FROM evidence INDEXED BY evidence_report
             CROSS JOIN entry ON number = entry
             WHERE report = (SELECT number FROM report WHERE id = ?1) AND finding = ?2",
        )?;
        let id: Option<String> = statement
            .query_row(params![report.as_bytes(), finding], |row| row.get(0))
            .optional()?;
        Ok(id.and_then(|id| EntryId::parse(&id)))
    }

    /// A record of some of the reports, with all decisions.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load_some(
        &self,
        reports: &BTreeSet<ReportId>,
        hands: Hands<'_>,
    ) -> Result<Record, Error> {
        let mut record = Record::new();
        self.each_of_some(reports, hands, &mut |filed| record.file(filed))?;
        for decision in self.decisions()? {
            record.decide(decision);
        }
        Ok(record)
    }
}

fn near(row: &Row<'_>) -> rusqlite::Result<Option<Near>> {
    let (id, actors): (String, String) = (row.get(0)?, row.get(3)?);
    let Some(id) = EntryId::parse(&id) else { return Ok(None) };
    let actors = actors.split_whitespace().map(ActorId::parse).collect();
    Ok(Some(Near { id, first: row.get(1)?, title: row.get(2)?, actors }))
}
