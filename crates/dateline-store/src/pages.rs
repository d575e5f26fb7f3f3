//! What the pages of long lists are made of: what stands where, how many there are, and the few
//! columns by which it is put in order. None of it reads a whole entry.

use std::collections::{BTreeMap, BTreeSet};

use dateline_record::{ActorId, Days, DecisionId, EntryId};
use dateline_text::ReportId;
use rusqlite::types::{FromSql, ToSql};
use rusqlite::{OptionalExtension as _, params_from_iter};

use crate::chosen::{FIRST_TOLD, WITHIN, condition, walked};
use crate::conflicts::conflicting;
use crate::waiting::SURE;
use crate::{Chosen, Error, Store};

/// Which reports a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listed {
    /// All.
    All,
    /// Those with something that could not be read, or was mended.
    WithProblems,
    /// Those with sentences that gave no finding.
    WithUnread,
}

/// How many there are of what a record holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Reports.
    pub reports: usize,
    /// Origins.
    pub origins: usize,
    /// Reports that give no day themselves.
    pub undated: usize,
    /// Reports that can have come out on several days.
    pub open: usize,
    /// Findings.
    pub findings: usize,
    /// Series.
    pub series: usize,
    /// Links that disagree.
    pub conflicts: usize,
    /// Problems.
    pub problems: usize,
}

/// Which entries a list is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Those with a time.
    Dated,
}

/// Whether it is asked for by which day an entry was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is.
    Days,
    /// It is not: that spares a look at every report.
    Nothing,
}

/// What an entry says, before it is read: enough to put it in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The entry.
    pub id: EntryId,
    /// Its lines; empty where it says what its finding says.
    pub says: String,
    /// The lines of the finding it rests on first.
    pub fields: String,
    /// The actors in it.
    pub actors: Vec<ActorId>,
    /// The first day it can be.
    pub earliest: Option<String>,
    /// The last day it can be.
    pub latest: Option<String>,
    /// The day by which the first report told it.
    pub told: Option<String>,
    /// Whether it is so, and no plan.
    pub asserted: bool,
}

/// A share of an entry's rank among those that wait: its kind, how many origins it has.
pub type Rank = (String, usize);

/// The day from which what a report tells counts: its latest, or, where it is known to two
/// months, its first.
fn told() -> String {
    format!(
        "(SELECT min(CASE WHEN julianday(line.latest) - julianday(line.earliest) <= {}
                          THEN line.earliest ELSE line.latest END)
          FROM evidence AS one CROSS JOIN report_line AS line ON line.report = one.report
          WHERE one.entry = entry.number)",
        Days::NARROW
    )
}

/// Whether an entry quotes words.
const QUOTES: &str =
    "(CASE says WHEN '' THEN instr(char(10) || finding.fields, char(10) || 'quote = ')
      ELSE instr(char(10) || says, char(10) || 'quote ') END > 0)";

impl Store {
    /// How often what is seen was written: while it is the same, so is all that is seen.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn turn(&self) -> Result<i64, Error> {
        let turn = self
            .connection
            .prepare_cached("SELECT turn FROM made")?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(turn.unwrap_or_default())
    }

    /// How many reports were read and are not seen yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unjoined(&self) -> Result<usize, Error> {
        let reports: i64 = self.connection.query_row(
            "SELECT (SELECT count(*) FROM report) - (SELECT count(*) FROM report_line)",
            [],
            |row| row.get(0),
        )?;
        Ok(usize::try_from(reports).unwrap_or_default())
    }

    /// The decisions that what is seen rests on.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn joined_decisions(&self) -> Result<BTreeSet<DecisionId>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT decision FROM ruled")?;
        let mut rows = statement.query([])?;
        let mut ids = BTreeSet::new();
        while let Some(row) = rows.next()? {
            ids.extend(row.get_ref(0)?.as_str().ok().and_then(DecisionId::parse));
        }
        Ok(ids)
    }

    /// Reports of one origin, where there are several: the earliest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_one_origin(&self) -> Result<Vec<Vec<ReportId>>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT origin, report.id FROM report_line
             CROSS JOIN report ON number = report_line.report
             WHERE origin IN (SELECT origin FROM report_line GROUP BY origin HAVING count(*) > 1)
             ORDER BY origin, coalesce(latest, '9999-12-31'), coalesce(earliest, ''), report.id",
        )?;
        let mut rows = statement.query([])?;
        let mut groups: Vec<(i64, Vec<ReportId>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (origin, report) = (row.get(0)?, ReportId::from_bytes(row.get(1)?));
            match groups.last_mut().filter(|(last, _)| *last == origin) {
                Some((_, reports)) => reports.push(report),
                None => groups.push((origin, vec![report])),
            }
        }
        Ok(groups.into_iter().map(|(_, reports)| reports).collect())
    }

    /// The identities of the entries that are chosen.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ids(&self, chosen: &Chosen<'_>) -> Result<BTreeSet<EntryId>, Error> {
        let (condition, values) = condition(chosen);
        let statement = format!("SELECT id FROM entry WHERE {condition}");
        let ids = self.entry_ids(&statement, &values)?;
        Ok(ids.into_iter().collect())
    }

    /// The identities of the entries that are chosen, in the order of the timeline, each with the
    /// day that it stands at.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn in_order(&self, chosen: &Chosen<'_>) -> Result<Vec<(EntryId, String)>, Error> {
        let (mut condition, mut values) = condition(chosen);
        self.place_behind(chosen, &mut condition, &mut values)?;
        let walked = walked(chosen);
        self.bound(chosen, &mut condition, &mut values)?;
        let limit = chosen.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
        let statement = format!(
            "SELECT entry.id, first FROM entry {walked} {FIRST_TOLD} WHERE {condition}
             ORDER BY first, last, rank, {WITHIN} LIMIT {limit}"
        );
        self.with_entry_ids(&statement, &values)
    }

    /// Of the entries with one of these actors the first of each kind, at most so many of each,
    /// and how many there are in all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn first_of_each_kind(
        &self,
        actors: &[ActorId],
        most: usize,
    ) -> Result<(BTreeSet<EntryId>, usize), Error> {
        let (condition, values) =
            condition(&Chosen { actors: Some(actors), ..Chosen::default() });
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT rank, first, last, number FROM entry WHERE {condition}"
        ))?;
        let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
        let mut rows = statement.query(values.as_slice())?;
        let mut by_kind: BTreeMap<i64, Vec<(String, String, i64)>> = BTreeMap::new();
        let mut all = 0;
        while let Some(row) = rows.next()? {
            let place = (row.get(1)?, row.get(2)?, row.get(3)?);
            by_kind.entry(row.get(0)?).or_default().push(place);
            all += 1;
        }
        let mut numbers: Vec<i64> = Vec::new();
        for places in by_kind.values_mut() {
            places.sort_unstable();
            let last = places.get(most.saturating_sub(1)).cloned();
            // Of those that stand at the same days as the last the reports tell which are first.
            let early = places.iter().take_while(|place| {
                last.as_ref()
                    .is_none_or(|last| (&place.0, &place.1) <= (&last.0, &last.1))
            });
            numbers.extend(early.map(|(.., number)| *number));
        }
        Ok((self.of_numbers(&numbers, most)?, all))
    }

    /// Of entries by their numbers the first of each kind, at most so many of each.
    fn of_numbers(
        &self,
        numbers: &[i64],
        most: usize,
    ) -> Result<BTreeSet<EntryId>, Error> {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT entry.id, rank FROM entry {FIRST_TOLD}
             WHERE entry.number IN (SELECT value FROM json_each(?1))
             ORDER BY first, last, rank, {WITHIN}"
        ))?;
        let mut rows = statement.query([format!("[{}]", numbers.join(","))])?;
        let mut seen: BTreeMap<i64, usize> = BTreeMap::new();
        let mut ids = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let seen = seen.entry(row.get(1)?).or_default();
            *seen += 1;
            if *seen <= most {
                ids.extend(row.get_ref(0)?.as_str().ok().and_then(EntryId::parse));
            }
        }
        Ok(ids)
    }

    /// The reports that entries rest on.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reports_of(
        &self,
        ids: &BTreeSet<EntryId>,
    ) -> Result<BTreeSet<ReportId>, Error> {
        let (condition, values) =
            condition(&Chosen { ids: Some(ids), ..Chosen::default() });
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT DISTINCT report.id FROM entry
             CROSS JOIN evidence ON evidence.entry = entry.number
             CROSS JOIN report ON report.number = evidence.report WHERE {condition}"
        ))?;
        let rows = statement.query_map(params_from_iter(&values), |row| row.get(0))?;
        Ok(rows.map(|row| row.map(ReportId::from_bytes)).collect::<Result<_, _>>()?)
    }

    /// The last day on which a report surely was out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_day(&self) -> Result<Option<String>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT max(latest) FROM report_line")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// The entries that stand in links of these kinds.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn linked(&self, kinds: &[&str]) -> Result<BTreeSet<EntryId>, Error> {
        let statement = format!(
            "SELECT entry FROM link CROSS JOIN link_entry ON link = link.number
             WHERE kind IN ('{}')",
            kinds.join("', '")
        );
        Ok(self.entry_ids(&statement, &[])?.into_iter().collect())
    }

    pub(crate) fn entry_ids(
        &self,
        statement: &str,
        values: &[Box<dyn ToSql>],
    ) -> Result<Vec<EntryId>, Error> {
        let mut statement = self.connection.prepare_cached(statement)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            ids.extend(row.get_ref(0)?.as_str().ok().and_then(EntryId::parse));
        }
        Ok(ids)
    }

    /// The same of rows that tell something more of each entry.
    pub(crate) fn with_entry_ids<T: FromSql>(
        &self,
        statement: &str,
        values: &[Box<dyn ToSql>],
    ) -> Result<Vec<(EntryId, T)>, Error> {
        let mut statement = self.connection.prepare_cached(statement)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut told = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().ok().and_then(EntryId::parse);
            told.extend(id.zip(Some(row.get(1)?)));
        }
        Ok(told)
    }

    /// The reports of a list, in the order in which a view has them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reports_in_order(&self, listed: Listed) -> Result<Vec<ReportId>, Error> {
        let only = match listed {
            Listed::All => "1",
            Listed::WithProblems => "number IN (SELECT report FROM problem)",
            Listed::WithUnread => "unread <> ''",
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT report.id FROM report_line CROSS JOIN report ON number = report_line.report
             WHERE {only}
             ORDER BY coalesce(latest, '9999-12-31'), coalesce(earliest, ''), report.id"
        ))?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.map(|row| row.map(ReportId::from_bytes)).collect::<Result<_, _>>()?)
    }

    /// When each report that is seen was learnt; sorted by identity.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn seen_learnt(&self) -> Result<Vec<(ReportId, Option<String>)>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, learnt FROM report WHERE number IN (SELECT report FROM report_line)
             ORDER BY id",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = rows.map(|row| row.map(|(id, at)| (ReportId::from_bytes(id), at)));
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entries that rest on a report, in the order of the timeline, each with whether no report
    /// learnt before tells it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn told_first(&self, report: ReportId) -> Result<Vec<(EntryId, bool)>, Error> {
        self.with_entry_ids(
            "SELECT entry.id, NOT EXISTS (
                 SELECT 1 FROM evidence AS other
                 CROSS JOIN report AS before ON before.number = other.report
                 WHERE other.entry = entry.number
                   AND (coalesce(before.learnt, ''), before.id)
                       < (SELECT coalesce(learnt, ''), id FROM report WHERE id = ?1))
             FROM entry WHERE entry.number IN
                 (SELECT entry FROM evidence
                  WHERE report = (SELECT number FROM report WHERE id = ?1))
             ORDER BY +first, last, rank, entry.number",
            &[Box::new(*report.as_bytes())],
        )
    }

    /// How many sentences gave no finding.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unread(&self) -> Result<usize, Error> {
        Ok(self.connection.query_row(
            "SELECT coalesce(sum(1 + length(unread) - length(replace(unread, ',', ''))), 0)
             FROM report_line WHERE unread <> ''",
            [],
            |row| row.get(0),
        )?)
    }

    /// How many there are of each.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn totals(&self) -> Result<Totals, Error> {
        let statement = format!(
            "SELECT count(*), count(DISTINCT origin), coalesce(sum(published IS NULL), 0),
                    coalesce(sum(earliest IS NULL OR earliest IS NOT latest), 0),
                    coalesce(sum(findings), 0),
                    (SELECT count(*) FROM series),
                    (SELECT count(*) FROM link WHERE kind IN ({})),
                    (SELECT count(*) FROM problem
                     WHERE report IN (SELECT report FROM report_line))
             FROM report_line",
            conflicting()
        );
        let mut statement = self.connection.prepare_cached(&statement)?;
        Ok(statement.query_row([], |row| {
            Ok(Totals {
                reports: row.get(0)?,
                origins: row.get(1)?,
                undated: row.get(2)?,
                open: row.get(3)?,
                findings: row.get(4)?,
                series: row.get(5)?,
                conflicts: row.get(6)?,
                problems: row.get(7)?,
            })
        })?)
    }

    /// The identities of series, those with most points first, with how many they have.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn longest(&self) -> Result<Vec<(String, usize)>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, many FROM series ORDER BY many DESC, id")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entries of these kinds that most origins tell, at most so many; agreements and what
    /// is quoted first, then what is read most surely, then in the order of the timeline.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn best(
        &self,
        kinds: &[&str],
        limit: usize,
        which: Which,
    ) -> Result<Vec<EntryId>, Error> {
        let chosen = match which {
            Which::All => "1",
            Which::Dated => "first < '9999-12-31'",
        };
        let mut least = 0;
        for kind in kinds {
            let statement = format!(
                "SELECT origins FROM entry WHERE kind = '{kind}' AND {chosen}
                 ORDER BY origins DESC LIMIT 1 OFFSET {}",
                limit.saturating_sub(1)
            );
            let mut statement = self.connection.prepare_cached(&statement)?;
            let origins: Option<i64> =
                statement.query_row([], |row| row.get(0)).optional()?;
            least = least.max(origins.unwrap_or_default());
        }
        let statement = format!(
            "SELECT entry.id FROM entry INDEXED BY entry_origins {FIRST_TOLD}
             WHERE entry.kind IN ('{}') AND origins >= {least} AND {chosen}
             ORDER BY origins DESC, entry.kind <> 'agreement' AND NOT {QUOTES}, {SURE} DESC,
                      first, last, rank, entry.id LIMIT {limit}",
            kinds.join("', '")
        );
        self.entry_ids(&statement, &[])
    }

    /// The promises of which something may have come, or whose day may have passed: those that
    /// most origins tell first, then in the order of the timeline.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn promises_to_look_at(&self) -> Result<Vec<EntryId>, Error> {
        let statement = format!(
            "SELECT entry.id FROM entry {FIRST_TOLD} WHERE entry.kind = 'commitment'
             AND (instr(char(10) || says || char(10) || coalesce(finding.fields, ''),
                        char(10) || 'deadline ')
                  OR EXISTS (SELECT 1 FROM link_entry JOIN link ON link.number = link
                             WHERE link_entry.entry = entry.id AND link.kind = 'update'))
             ORDER BY origins DESC, first, last, rank, entry.id"
        );
        self.entry_ids(&statement, &[])
    }

    /// The promises that most origins tell, in the same order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn promises(&self, limit: usize) -> Result<Vec<EntryId>, Error> {
        let statement = format!(
            "SELECT id FROM entry WHERE kind = 'commitment'
             ORDER BY origins DESC, first, last, rank, id LIMIT {limit}"
        );
        self.entry_ids(&statement, &[])
    }

    /// What the entries of a kind say, in the order of the timeline.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_said(
        &self,
        chosen: &Chosen<'_>,
        told: Told,
        take: &mut dyn FnMut(Said),
    ) -> Result<(), Error> {
        let (condition, values) = condition(chosen);
        let statement = format!(
            "SELECT entry.id, says, finding.fields, actors, entry.earliest, entry.latest,
                    {}, entry.modality = 'asserted'
             FROM entry {FIRST_TOLD} WHERE {condition} ORDER BY first, last, rank, {WITHIN}",
            if told == Told::Days { self::told() } else { "NULL".to_owned() },
        );
        let mut statement = self.connection.prepare_cached(&statement)?;
        let mut rows = statement.query(params_from_iter(&values))?;
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().ok().and_then(EntryId::parse);
            let actors: String = row.get(3)?;
            take(Said {
                id: id.ok_or_else(|| Error::damaged("an entry has no identity"))?,
                says: row.get(1)?,
                fields: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
                actors: actors.split_whitespace().map(ActorId::parse).collect(),
                earliest: row.get(4)?,
                latest: row.get(5)?,
                told: row.get(6)?,
                asserted: row.get(7)?,
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use rusqlite::Connection;

    use super::*;
    use crate::schema::migrate;

    /// How the file goes about the first lines of a list.
    fn plan(kinds: &[&str]) -> String {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let store = Store { connection, most: Cell::new(usize::MAX) };
        let chosen = Chosen { kinds, limit: Some(100), ..Chosen::default() };
        assert_eq!(store.in_order(&chosen).unwrap(), []);
        let statement = format!(
            "EXPLAIN QUERY PLAN SELECT entry.id FROM entry {} {FIRST_TOLD} WHERE {}
             ORDER BY first, last, rank, {WITHIN} LIMIT 100",
            walked(&chosen),
            condition(&chosen).0
        );
        let mut statement = store.connection.prepare(&statement).unwrap();
        let steps = statement.query_map([], |row| row.get(3)).unwrap();
        steps.map(Result::unwrap).collect::<Vec<String>>().join("; ")
    }

    #[test]
    fn a_list_with_a_limit_is_walked_and_not_sorted_whole() {
        for kinds in [&["event", "statement"][..], &["statement"]] {
            let plan = plan(kinds);
            assert!(!plan.contains("TEMP B-TREE FOR ORDER BY"), "{plan}");
        }
    }
}
