use std::collections::{BTreeMap, BTreeSet};

use dateline_record::{
    ActorEntry, ActorId, ActorName, Alike, CopyGroup, Days, Decision, Entry, EntryId,
    EntryRow, FindingRow, Link, LinkRow, MemberRow, ReportLine, Ruled, SeriesRow,
    Standing, Told, Unsure, View,
};
use dateline_text::{Problem, ProblemKind, ReportId, Span, fold};
use rusqlite::types::{ToSql, Value as Column};
use rusqlite::{OptionalExtension as _, Row, params};

use crate::pack::unpack;
use crate::read::{FINDING, finding_row};
use crate::search::beginnings;
use crate::{Error, Store, written};

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

/// Which entries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// Only of these kinds, by their words; of all where empty.
    pub kinds: &'a [&'a str],
    /// Only what can lie on or after this day.
    pub from: Option<String>,
    /// Only what can lie on or before this day.
    pub to: Option<String>,
    /// Only those at whose identities this stands in front.
    pub id: Option<&'a str>,
    /// Only these, where any are given.
    pub ids: Option<&'a BTreeSet<EntryId>>,
    /// Only with one of these actors, by their identities, where any are given.
    pub actors: Option<&'a [ActorId]>,
    /// Only those that rest on this report.
    pub report: Option<ReportId>,
    /// Only those with one of these words in their titles.
    pub titled: &'a [&'a str],
    /// Only with words that begin so, all of them, in title or values.
    pub words: Option<&'a str>,
    /// Only what holds so, by the modality's word, and is not denied.
    pub modality: Option<&'a str>,
    /// Only what is denied.
    pub denied: bool,
    /// Only what stands behind this in the order of the timeline.
    pub behind: Option<Behind<'a>>,
    /// At most so many, the first in the order of the timeline.
    pub limit: Option<usize>,
}

/// A place in the order of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind<'a> {
    /// The entry there.
    pub entry: EntryId,
    /// The day it stands at, for where the entry is gone.
    pub day: &'a str,
}

const ENTRY: &str = "entry.number, entry.id, entry.kind, rank, first, last, entry.title, \
    \"when\", entry.earliest, entry.latest, entry.modality, entry.polarity, reports, \
    entry.origins, says, review, actors, entry.basis";

/// The first words that an entry rests on.
pub(crate) const FIRST_TOLD: &str =
    "LEFT JOIN evidence ON evidence.entry = entry.number AND evidence.place = 0
     LEFT JOIN report_line ON report_line.report = evidence.report
     LEFT JOIN report ON report.number = evidence.report
     LEFT JOIN finding ON finding.report = evidence.report
                      AND finding.number = evidence.finding";

/// Within a day and a kind: by when the first report came out, then where it says it.
pub(crate) const WITHIN: &str =
    "coalesce(report_line.latest, '9999-12-31'), coalesce(report_line.earliest, ''),
     coalesce(report.id, x''), coalesce(finding.start, 0), coalesce(finding.\"end\", 0),
     coalesce(finding.number, 0)";

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

    /// Reads several things as they stand at one moment, whatever is written meanwhile.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn at_once<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
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

    /// Narrows a list to what stands behind its place.
    pub(crate) fn place_behind(
        &self,
        chosen: &Chosen<'_>,
        condition: &mut String,
        values: &mut Vec<Box<dyn ToSql>>,
    ) -> Result<(), Error> {
        let Some(behind) = &chosen.behind else { return Ok(()) };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT first, last, rank, {WITHIN} FROM entry {FIRST_TOLD} WHERE entry.id = ?1"
        ))?;
        let id = behind.entry.to_string();
        let place: Option<Vec<Column>> = statement
            .query_row([id], |row| (0..9).map(|column| row.get(column)).collect())
            .optional()?;
        let Some(place) = place else {
            values.push(Box::new(behind.day.to_owned()));
            condition.push_str(&format!(" AND first >= ?{}", values.len()));
            return Ok(());
        };
        let numbers: Vec<String> = place
            .into_iter()
            .map(|value| {
                values.push(Box::new(value));
                format!("?{}", values.len())
            })
            .collect();
        let days = numbers.get(..3).unwrap_or_default().join(", ");
        condition.push_str(&format!(
            " AND (first, last, rank) >= ({days})
              AND (first, last, rank, {WITHIN}) > ({})",
            numbers.join(", ")
        ));
        Ok(())
    }

    /// Narrows a list that is looked up to the days among which its first lines stand: what comes
    /// first within a day hangs on the reports, and they are not asked for all of a long list.
    pub(crate) fn bound(
        &self,
        chosen: &Chosen<'_>,
        condition: &mut String,
        values: &mut Vec<Box<dyn ToSql>>,
    ) -> Result<(), Error> {
        let Some(limit) = chosen.limit.filter(|_| chosen.behind.is_none()) else {
            return Ok(());
        };
        if !is_looked_up(chosen) {
            return Ok(());
        }
        let statement = format!(
            "SELECT first, last, rank FROM entry WHERE {condition}
             ORDER BY first, last, rank LIMIT 1 OFFSET {}",
            limit.saturating_sub(1)
        );
        let mut statement = self.connection.prepare_cached(&statement)?;
        let given: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
        let last: Option<(String, String, i64)> = statement
            .query_row(given.as_slice(), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((first, last, rank)) = last else { return Ok(()) };
        let at = values.len();
        values.extend([
            Box::new(first) as Box<dyn ToSql>,
            Box::new(last),
            Box::new(rank),
        ]);
        condition.push_str(&format!(
            " AND (first, last, rank) <= (?{}, ?{}, ?{})",
            at + 1,
            at + 2,
            at + 3
        ));
        Ok(())
    }

    /// How many entries are chosen: with a time, and without.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn count(&self, chosen: &Chosen<'_>) -> Result<(usize, usize), Error> {
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

    /// All actors, or one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn actors(&self, one: Option<&ActorId>) -> Result<Vec<ActorEntry>, Error> {
        let mut names = self.connection.prepare_cached(
            "SELECT name, reports, why FROM actor_name WHERE actor = ?1 ORDER BY name",
        )?;
        let statement = "SELECT id, name, class, \"of\" FROM actor";
        let statement = match one {
            None => format!("{statement} ORDER BY id"),
            Some(_) => format!("{statement} WHERE id = ?1"),
        };
        let mut statement = self.connection.prepare_cached(&statement)?;
        let mut rows = match one {
            None => statement.query([])?,
            Some(id) => statement.query([id.as_str()])?,
        };
        let mut actors = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, name): (String, String) = (row.get(0)?, row.get(1)?);
            let class: String = row.get(2)?;
            let named = names.query_map([&id], |row| {
                Ok(ActorName {
                    name: row.get(0)?,
                    reports: row.get(1)?,
                    why: row.get(2)?,
                })
            })?;
            let named = named.collect::<Result<_, _>>()?;
            let actor = ActorEntry::of_row([&id, &name, &class], row.get(3)?, named);
            actors.push(actor.ok_or_else(|| Error::damaged("an actor cannot be read"))?);
        }
        Ok(actors)
    }

    /// The identities of the actors that a slug or a name stands for, or, where none is
    /// called so, of those that may have a name with all its words.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn called(&self, name: &str) -> Result<Vec<ActorId>, Error> {
        let wanted = fold(name.trim());
        let ids = |statement: &str, value: &str| -> Result<Vec<ActorId>, Error> {
            let mut statement = self.connection.prepare_cached(statement)?;
            let rows = statement.query_map([value], |row| row.get::<_, String>(0))?;
            let ids = rows.map(|row| row.map(|slug| ActorId::parse(&slug)));
            Ok(ids.collect::<Result<_, _>>()?)
        };
        let exact = ids(
            "SELECT id FROM actor WHERE id = ?1
             UNION SELECT actor FROM actor_name WHERE folded = ?1",
            &wanted,
        )?;
        let Some(word) = wanted.split_whitespace().max_by_key(|word| word.len()) else {
            return Ok(exact);
        };
        if !exact.is_empty() {
            return Ok(exact);
        }
        ids("SELECT DISTINCT actor FROM actor_name WHERE instr(folded, ?1) > 0", word)
    }

    /// The lines of all reports, or of these; in no order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn lines(
        &self,
        some: Option<&BTreeSet<ReportId>>,
    ) -> Result<Vec<ReportLine>, Error> {
        let columns = "SELECT report.id, name, title, report_line.outlet,
             report_line.published, earliest, latest, days_from, origin, findings, unread,
             report.number
             FROM report_line JOIN report ON report.number = report_line.report";
        let mut lines = Vec::new();
        match some {
            None => {
                let mut statement = self.connection.prepare_cached(columns)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    lines.push(self.line(row)?);
                }
            }
            Some(some) => {
                let mut statement = self
                    .connection
                    .prepare_cached(&format!("{columns} WHERE report.id = ?1"))?;
                for id in some {
                    let mut rows = statement.query([id.as_bytes()])?;
                    while let Some(row) = rows.next()? {
                        lines.push(self.line(row)?);
                    }
                }
            }
        }
        Ok(lines)
    }

    fn line(&self, row: &Row<'_>) -> Result<ReportLine, Error> {
        let damaged = || Error::damaged("a report's line cannot be read");
        let day = |column: usize| -> Result<Option<jiff::civil::Date>, Error> {
            let day: Option<String> = row.get(column)?;
            day.map(|day| day.parse().map_err(|_| damaged())).transpose()
        };
        let from: String = row.get(7)?;
        let from = ReportLine::SOURCES.into_iter().find(|known| *known == from);
        let unread: String = row.get(10)?;
        Ok(ReportLine {
            id: ReportId::from_bytes(row.get(0)?),
            name: row.get(1)?,
            title: row.get(2)?,
            outlet: row.get(3)?,
            published: day(4)?,
            days: Days { earliest: day(5)?, latest: day(6)? },
            days_from: from.ok_or_else(damaged)?,
            origin: row.get(8)?,
            findings: row.get(9)?,
            unread: written::read_spans(&unread).ok_or_else(damaged)?,
            problems: self.problems(row.get(11)?)?,
        })
    }

    fn problems(&self, report: i64) -> Result<Vec<Problem>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, start, \"end\", message FROM problem WHERE report = ?1
             ORDER BY rowid",
        )?;
        let rows = statement.query_map([report], |row| {
            let kind: String = row.get(0)?;
            let raw = Span::of(row.get(1)?..row.get(2)?);
            Ok((kind, raw, row.get(3)?))
        })?;
        let mut problems = Vec::new();
        for row in rows {
            let (kind, raw, message) = row?;
            let kind = ProblemKind::parse(&kind);
            let kind = kind.ok_or_else(|| Error::damaged("a problem cannot be read"))?;
            problems.push(Problem { kind, raw, message });
        }
        Ok(problems)
    }

    /// The groups of copies among reports whose lines stand in order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn copies(&self, lines: &[ReportLine]) -> Result<Vec<CopyGroup>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT one.id, other.id, per_mille FROM copied
             JOIN report AS one ON one.number = copied.one
             JOIN report AS other ON other.number = copied.other
             ORDER BY one.id, other.id",
        )?;
        let rows = statement.query_map([], |row| {
            let report =
                |column| Ok::<_, rusqlite::Error>(ReportId::from_bytes(row.get(column)?));
            Ok((report(0)?, report(1)?, row.get(2)?))
        })?;
        Ok(CopyGroup::among(lines, rows.collect::<Result<Vec<_>, _>>()?))
    }

    /// Pairs of actors that may be one, the likeliest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unsure(&self) -> Result<Vec<Unsure>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT one, other, per_mille, why FROM unsure ORDER BY place",
        )?;
        let rows = statement.query_map([], |row| {
            let actor = |column| {
                Ok::<_, rusqlite::Error>(ActorId::parse(&row.get::<_, String>(column)?))
            };
            Ok(Unsure {
                one: actor(0)?,
                other: actor(1)?,
                per_mille: row.get(2)?,
                why: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
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

pub(crate) type Condition = (String, Vec<Box<dyn ToSql>>);

pub(crate) fn condition(chosen: &Chosen<'_>) -> Condition {
    let mut parts: Vec<String> = vec!["1".to_owned()];
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let mut add = |part: &str, value: Box<dyn ToSql>| {
        values.push(value);
        parts.push(part.replace('?', &format!("?{}", values.len())));
    };
    // All of it stands in the index of the order. What has no last day ends on its first.
    if let Some(from) = &chosen.from {
        let part = "first < '9999-12-31'
                    AND CASE last WHEN '9999-12-31' THEN first ELSE last END >= ?";
        add(part, Box::new(from.clone()));
    }
    if let Some(to) = &chosen.to {
        add("first < '9999-12-31' AND first <= ?", Box::new(to.clone()));
    }
    if let Some(id) = chosen.id {
        add("entry.id >= ?", Box::new(id.to_owned()));
        // Behind every hexadecimal digit.
        add("entry.id < ?", Box::new(format!("{id}g")));
    }
    if let Some(ids) = chosen.ids {
        let ids = ids.iter().map(|id| format!("\"{id}\""));
        let ids = ids.collect::<Vec<_>>().join(",");
        add("entry.id IN (SELECT value FROM json_each(?))", Box::new(format!("[{ids}]")));
    }
    if let Some(words) = chosen.words.map(beginnings).filter(|words| !words.is_empty()) {
        let part =
            "entry.number IN (SELECT rowid FROM entry_words WHERE entry_words MATCH ?)";
        add(part, Box::new(words));
    }
    if let Some(modality) = chosen.modality {
        add(
            "entry.modality = ? AND entry.polarity <> 'negative'",
            Box::new(modality.to_owned()),
        );
    }
    if let Some(report) = chosen.report {
        let part = "entry.number IN (SELECT entry FROM evidence WHERE report =
                        (SELECT number FROM report WHERE id = ?))";
        add(part, Box::new(*report.as_bytes()));
    }
    if let Some(actors) = chosen.actors {
        let numbers: Vec<String> = actors
            .iter()
            .map(|actor| {
                values.push(Box::new(actor.as_str().to_owned()));
                format!("?{}", values.len())
            })
            .collect();
        let actors = numbers.join(", ");
        parts.push(format!(
            "entry.number IN (SELECT entry FROM entry_actor WHERE actor IN ({actors}))"
        ));
    }
    if chosen.denied {
        parts.push("entry.polarity = 'negative'".to_owned());
    }
    if !chosen.titled.is_empty() {
        // The words are this program's own.
        let words = chosen.titled.iter();
        let any: Vec<String> =
            words.map(|word| format!("entry.title LIKE '%{word}%'")).collect();
        parts.push(format!("({})", any.join(" OR ")));
    }
    if !chosen.kinds.is_empty() {
        // The words are this program's own.
        // Where few entries can be meant these are looked up, and not all of the kinds.
        let looked_up = if is_looked_up(chosen) { "+" } else { "" };
        let kinds = chosen.kinds.join("', '");
        parts.push(format!("{looked_up}entry.kind IN ('{kinds}')"));
    }
    (parts.join(" AND "), values)
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

/// The index by which a list with a limit is walked in its order until it is long enough; left to
/// itself the file gathers all entries of the kinds and sorts them. Where few entries can be
/// meant, they are looked up.
pub(crate) fn walked(chosen: &Chosen<'_>) -> &'static str {
    match chosen.kinds {
        _ if is_looked_up(chosen) || chosen.limit.is_none() => "",
        [_] => "INDEXED BY entry_kind",
        _ => "INDEXED BY entry_order",
    }
}

/// Whether few entries can be meant.
fn is_looked_up(chosen: &Chosen<'_>) -> bool {
    chosen.id.is_some()
        || chosen.ids.is_some()
        || chosen.words.is_some()
        || chosen.report.is_some()
        || chosen.actors.is_some()
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
