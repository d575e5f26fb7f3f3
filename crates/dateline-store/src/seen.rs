use std::collections::BTreeMap;

use dateline_record::{
    Alike, Decision, Entry, EntryId, EntryRow, FindingRow, Link, LinkRow, MemberRow,
    Ruled, SeriesRow, Standing, Told, View,
};
use dateline_text::{ReportId, Span};
use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension as _, Row, params};

use crate::chosen::{Chosen, FIRST_TOLD, WITHIN, condition, walked};
use crate::pack::unpack;
use crate::read::{FINDING, finding_row};
use crate::{Error, Store};

/// Whether what was seen of the record when it was last looked at still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It holds.
    Now,
    /// Reports or decisions came since.
    Before,
    /// It was made by another version of the rules, or never.
    Otherwise,
}

/// What `made.stale` says where what is seen holds, where reports came, went or were read again,
/// and where there were decisions alone.
pub(crate) const HOLDS: i64 = 0;
pub(crate) const CHANGED: i64 = 1;
pub(crate) const RULED: i64 = 2;

const ENTRY: &str = "entry.number, entry.id, entry.kind, rank, first, last, entry.title, \
    \"when\", entry.earliest, entry.latest, entry.modality, entry.polarity, reports, \
    entry.origins, says, review, actors, entry.basis";

impl Store {
    /// Whether what was seen of the record still holds.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn seen(&self) -> Result<Seen, Error> {
        let row: Option<(u32, bool)> = self
            .connection
            .query_row("SELECT version, stale FROM made", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        Ok(match row {
            Some((View::VERSION, false)) => Seen::Now,
            Some((View::VERSION, true)) => Seen::Before,
            _ => Seen::Otherwise,
        })
    }

    /// What the last look left to spare the next one work, where the same rules made it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn alike(&self) -> Result<Option<Alike>, Error> {
        let bytes: Option<Vec<u8>> = self
            .connection
            .query_row(
                "SELECT alike FROM made WHERE version = ?1",
                [View::VERSION],
                |row| row.get(0),
            )
            .optional()?;
        let bytes = bytes.map(|bytes| unpack(&bytes)).transpose()?;
        Ok(bytes.and_then(|bytes| Alike::from_bytes(&bytes)))
    }

    /// Reads several things as they stand at one moment, whatever is written meanwhile; also much
    /// quicker than one by one, since the file is locked once.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn at_once<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if !self.connection.is_autocommit() {
            return read(self);
        }
        let moment = self.connection.unchecked_transaction()?;
        let made = read(self)?;
        moment.finish()?;
        Ok(made)
    }

    /// Reads in part: of the words that an entry or a link rests on at most so many, the first,
    /// and those of a report that is asked for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn showing<T>(
        &self,
        most: usize,
        read: impl FnOnce(&Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let before = self.most.replace(most);
        let made = read(self);
        self.most.set(before);
        made
    }

    /// The entries that are chosen, in the order of the timeline.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entries(&self, chosen: &Chosen<'_>) -> Result<Vec<Entry>, Error> {
        let (mut condition, mut values) = condition(chosen);
        self.place_behind(chosen, &mut condition, &mut values)?;
        let walked = walked(chosen);
        self.bound(chosen, &mut condition, &mut values)?;
        let limit = chosen.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
        let statement = format!(
            "SELECT {ENTRY} FROM entry {walked} {FIRST_TOLD} WHERE {condition}
             ORDER BY first, last, rank, {WITHIN} LIMIT {limit}"
        );
        let mut statement = self.connection.prepare_cached(&statement)?;
        let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
        let mut rows = statement.query(values.as_slice())?;
        let mut entries = Vec::new();
        // Where all are wanted, one pass over the evidence is much less work.
        let mut all = match *chosen == Chosen::default() {
            true => Some(self.all_told()?),
            false => None,
        };
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let (places, told) = match &mut all {
                Some(all) => (None, all.remove(&number).unwrap_or_default()),
                None => self.told(number, chosen.report)?,
            };
            match entry_row(row)?.entry(&told) {
                Some(mut entry) => {
                    if let Some(places) = places {
                        replace(&mut entry, &places);
                    }
                    entries.push(entry);
                }
                // A report was just taken out, and all is about to be joined anew.
                None if self.seen()? != Seen::Now => {}
                None => return Err(Error::damaged("an entry cannot be read")),
            }
        }
        Ok(entries)
    }

    /// How many entries are chosen: with a time, and without.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn count(&self, chosen: &Chosen<'_>) -> Result<(usize, usize), Error> {
        if let Some(counted) = self.counted(chosen)? {
            return Ok(counted);
        }
        let (condition, values) = condition(chosen);
        let statement = format!(
            "SELECT coalesce(sum(first < '9999-12-31'), 0), count(*) FROM entry
             WHERE {condition}"
        );
        let mut statement = self.connection.prepare_cached(&statement)?;
        let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
        let (dated, all): (usize, usize) = statement
            .query_row(values.as_slice(), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((dated, all - dated))
    }

    /// The findings that an entry rests on, in order; with their places, where some are left out.
    fn told(
        &self,
        entry: i64,
        report: Option<ReportId>,
    ) -> Result<(Option<Vec<usize>>, Vec<Told>), Error> {
        let most = i64::try_from(self.most.get()).unwrap_or(i64::MAX);
        // What thousands of reports tell is not walked to find where one of them stands in it.
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {FINDING}, report.id, finding.number, place FROM
                 (SELECT place, report, finding FROM evidence WHERE entry = ?1 AND place < ?2
                  UNION
                  SELECT place, report, finding FROM evidence INDEXED BY evidence_report
                  WHERE report = (SELECT number FROM report WHERE id = ?3) AND entry = ?1
                 ) AS evidence
             CROSS JOIN finding ON finding.report = evidence.report
                               AND finding.number = evidence.finding
             CROSS JOIN report ON report.number = evidence.report ORDER BY place"
        ))?;
        let report = report.map(|report| *report.as_bytes());
        let rows = statement.query_map(params![entry, most, report], |row| {
            let told =
                (ReportId::from_bytes(row.get(11)?), row.get(12)?, finding_row(row)?);
            Ok((row.get::<_, usize>(13)?, told))
        })?;
        let (places, told): (Vec<usize>, Vec<Told>) =
            rows.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        let is_part = self.most.get() <= told.len();
        Ok((is_part.then_some(places), told))
    }

    /// The findings that each entry rests on, in order.
    fn all_told(&self) -> Result<BTreeMap<i64, Vec<Told>>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {FINDING}, report.id, finding.number, entry FROM evidence
             CROSS JOIN finding ON finding.report = evidence.report
                               AND finding.number = evidence.finding
             CROSS JOIN report ON report.number = evidence.report
             ORDER BY entry, place"
        ))?;
        let mut rows = statement.query([])?;
        let mut all: BTreeMap<i64, Vec<Told>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let report = ReportId::from_bytes(row.get(11)?);
            let told = (report, row.get(12)?, finding_row(row)?);
            all.entry(row.get(13)?).or_default().push(told);
        }
        Ok(all)
    }

    /// The rows of all series, or of one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn series(&self, one: Option<&str>) -> Result<Vec<SeriesRow>, Error> {
        let columns = "SELECT id, what, unit, holder, place, points FROM series";
        let statement = match one {
            None => format!("{columns} WHERE ?1 IS NULL ORDER BY id"),
            Some(_) => format!("{columns} WHERE id = ?1"),
        };
        let mut statement = self.connection.prepare_cached(&statement)?;
        let rows = statement.query_map([one], |row| {
            Ok(SeriesRow {
                id: row.get(0)?,
                what: row.get(1)?,
                unit: row.get(2)?,
                holder: row.get(3)?,
                place: row.get(4)?,
                points: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The links of these kinds, or that touch this entry; in no order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn links(&self, kinds: &[&str], entry: Option<&str>) -> Result<Vec<Link>, Error> {
        let mut links = Vec::new();
        let mut read = |number: i64| {
            links.push(self.link(number)?);
            Ok::<(), Error>(())
        };
        if let Some(entry) = entry {
            let mut statement = self
                .connection
                .prepare_cached("SELECT link FROM link_entry WHERE entry = ?1")?;
            let rows = statement.query_map([entry], |row| row.get(0))?;
            rows.collect::<Result<Vec<i64>, _>>()?.into_iter().try_for_each(&mut read)?;
        }
        for kind in kinds {
            let mut statement = self
                .connection
                .prepare_cached("SELECT number FROM link WHERE kind = ?1")?;
            let rows = statement.query_map([kind], |row| row.get(0))?;
            rows.collect::<Result<Vec<i64>, _>>()?.into_iter().try_for_each(&mut read)?;
        }
        Ok(links)
    }

    /// The links of a kind that touch an entry; in no order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn links_of(&self, kind: &str, entry: EntryId) -> Result<Vec<Link>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT link FROM link_entry CROSS JOIN link ON link.number = link
             WHERE entry = ?1 AND kind = ?2",
        )?;
        let rows =
            statement.query_map(params![entry.to_string(), kind], |row| row.get(0))?;
        let numbers = rows.collect::<Result<Vec<i64>, _>>()?;
        self.numbered(&numbers)
    }

    pub(crate) fn link(&self, number: i64) -> Result<Link, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT report.id, finding, start, \"end\" FROM member
             JOIN report ON report.number = member.report
             WHERE link = ?1 AND place < ?2 ORDER BY place",
        )?;
        let most = i64::try_from(self.most.get()).unwrap_or(i64::MAX);
        let rows = statement.query_map([number, most], |row| {
            Ok(MemberRow {
                report: ReportId::from_bytes(row.get(0)?),
                finding: row.get(1)?,
                span: Span::of(row.get(2)?..row.get(3)?),
            })
        })?;
        let members = rows.collect::<Result<_, _>>()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, rule, topic, entries, differences FROM link WHERE number = ?1",
        )?;
        let row = statement.query_row([number], |row| {
            Ok(LinkRow {
                kind: row.get(0)?,
                rule: row.get(1)?,
                topic: row.get(2)?,
                entries: row.get(3)?,
                differences: row.get(4)?,
                members,
            })
        })?;
        let link =
            row.link(&|report, number| self.finding(report, number).ok().flatten());
        link.ok_or_else(|| Error::damaged("a link cannot be read"))
    }

    /// The row of one finding of a report, by its number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn finding(
        &self,
        report: ReportId,
        number: usize,
    ) -> Result<Option<FindingRow>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {FINDING} FROM finding JOIN report ON report.number = finding.report
             WHERE report.id = ?1 AND finding.number = ?2"
        ))?;
        let row = statement.query_row(params![report.as_bytes(), number], finding_row);
        Ok(row.optional()?)
    }

    /// The decisions with what became of them, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ruled(&self) -> Result<Vec<Ruled>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT standing, entry FROM ruled WHERE decision = ?1")?;
        let mut decisions: Vec<Decision> = self.decisions()?;
        decisions.sort();
        let mut ruled = Vec::new();
        for decision in decisions {
            let id = decision.id().to_string();
            let row: Option<(String, Option<String>)> = statement
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let row = row
                .and_then(|(standing, entry)| Some((Standing::parse(&standing)?, entry)));
            let (standing, entry) =
                row.ok_or_else(|| Error::damaged("a decision stands nowhere"))?;
            let entry = entry.and_then(|id| EntryId::parse(&id));
            ruled.push(Ruled { decision, standing, entry });
        }
        Ok(ruled)
    }
}

/// Points the readings of an entry at the words that were read, by their places.
fn replace(entry: &mut Entry, places: &[usize]) {
    let readings = entry.fields.iter_mut().flat_map(|held| &mut held.readings);
    for reading in readings {
        let read = reading.evidence.iter();
        let read = read.filter_map(|place| places.binary_search(place).ok());
        reading.evidence = read.collect();
    }
}

fn entry_row(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    let actors: String = row.get(16)?;
    Ok(EntryRow {
        id: row.get(1)?,
        kind: row.get(2)?,
        rank: row.get(3)?,
        first: row.get(4)?,
        last: row.get(5)?,
        title: row.get(6)?,
        when: row.get(7)?,
        basis: row.get(17)?,
        earliest: row.get(8)?,
        latest: row.get(9)?,
        modality: row.get(10)?,
        polarity: row.get(11)?,
        reports: row.get(12)?,
        origins: row.get(13)?,
        says: row.get(14)?,
        review: row.get(15)?,
        actors: actors.split_whitespace().map(ToOwned::to_owned).collect(),
    })
}
