use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use dateline_record::{
    ActorEntry, Entry, EntryId, EntryRow, Hands, Joined, Link, LinkRow, Record,
    ReportLine, Series, SeriesRow, View,
};
use dateline_text::{ReportId, fold};
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::pack::pack;
use crate::seen::{CHANGED, HOLDS};
use crate::{Error, Seen, Store, written};

/// So many entries are made ready at once.
const PIECE: usize = 512;

impl Store {
    /// Keeps what is seen of the record, all of it or nothing. Only what has changed since
    /// the last time is written. Answers with whether it holds: others may have put in reports
    /// or ruled after the record was read.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(
        &mut self,
        (record, joined): (&Record, &Joined),
        hands: Hands<'_>,
    ) -> Result<Seen, Error> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        put_away_others(&transaction)?;
        let desk = Desk { transaction: &transaction, numbers: numbers(&transaction)? };
        desk.entries(joined, hands)?;
        desk.links(joined.links())?;
        desk.series(joined.series())?;
        desk.actors(joined.actors())?;
        desk.lines(joined.reports())?;
        desk.rest(joined)?;
        let seen = desk.seen(record)?;
        let stale = if seen == Seen::Now { HOLDS } else { CHANGED };
        transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO made (one, version, stale, alike, turn)
                 VALUES (1, ?1, ?3, ?2, 1 + coalesce((SELECT turn FROM made), 0))",
            )?
            .execute(params![View::VERSION, pack(&joined.alike().to_bytes())?, stale])?;
        transaction.commit()?;
        Ok(seen)
    }
}

/// Puts away what another version made: its rows are no measure of what has changed.
fn put_away_others(transaction: &Transaction<'_>) -> Result<(), Error> {
    let made: Option<u32> = transaction
        .query_row("SELECT version FROM made", [], |row| row.get(0))
        .optional()?;
    if made == Some(View::VERSION) {
        return Ok(());
    }
    for table in [
        "entry",
        "evidence",
        "entry_actor",
        "entry_words",
        "series",
        "link",
        "member",
        "link_entry",
        "actor",
        "actor_name",
        "report_line",
    ] {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

/// A transaction with the numbers that the reports have in the file.
struct Desk<'a> {
    transaction: &'a Transaction<'a>,
    numbers: BTreeMap<ReportId, i64>,
}

fn numbers(transaction: &Transaction<'_>) -> Result<BTreeMap<ReportId, i64>, Error> {
    let mut statement = transaction.prepare("SELECT id, number FROM report")?;
    let rows = statement
        .query_map([], |row| Ok((ReportId::from_bytes(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Desk<'_> {
    /// Whether a record is all that is in the file.
    fn seen(&self, record: &Record) -> Result<Seen, Error> {
        let decisions: usize =
            self.transaction
                .query_row("SELECT count(*) FROM decision", [], |row| row.get(0))?;
        let reports = record.ids();
        let is_all = decisions == record.decisions().len()
            && reports.eq(self.numbers.keys().copied());
        Ok(if is_all { Seen::Now } else { Seen::Before })
    }

    /// The marks of the rows of a table by their keys.
    fn marks(&self, table: &str) -> Result<BTreeMap<String, i64>, Error> {
        let mut statement =
            self.transaction.prepare(&format!("SELECT id, mark FROM {table}"))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn run(&self, statement: &str, values: impl rusqlite::Params) -> Result<(), Error> {
        self.transaction.prepare_cached(statement)?.execute(values)?;
        Ok(())
    }

    fn entries(&self, joined: &Joined, hands: Hands<'_>) -> Result<(), Error> {
        let mut known = self.marks_of_entries()?;
        let marks: Vec<OnceLock<i64>> =
            joined.entries().map(|_| OnceLock::new()).collect();
        hands(marks.len().div_ceil(PIECE), &|piece| {
            for (place, mark) in marks.iter().enumerate().skip(piece * PIECE).take(PIECE)
            {
                mark.get_or_init(|| joined.mark(place));
            }
        });
        let mut changed: Vec<(usize, i64)> = Vec::new();
        for ((place, id), mark) in joined.entries().enumerate().zip(marks) {
            let mark = mark.into_inner().unwrap_or_default();
            let held = known.binary_search_by_key(&id, |entry| entry.0).ok();
            let held = held.and_then(|held| known.get_mut(held));
            match held.map(|held| std::mem::replace(held, (id, None)).1) {
                Some(held) if held == Some(mark) => {}
                Some(_) => {
                    self.take_entry(&id.to_string())?;
                    changed.push((place, mark));
                }
                None => changed.push((place, mark)),
            }
        }
        for (id, _) in known.iter().filter(|(_, mark)| mark.is_some()) {
            self.take_entry(&id.to_string())?;
        }
        for piece in changed.chunks(PIECE) {
            let rows: Vec<OnceLock<_>> = piece.iter().map(|_| OnceLock::new()).collect();
            hands(piece.len(), &|at| {
                rows[at].get_or_init(|| joined.entry(piece[at].0));
            });
            for (row, (_, mark)) in rows.into_iter().zip(piece) {
                if let Some((entry, row)) = row.into_inner().flatten() {
                    self.put_entry(&entry, &row, *mark)?;
                }
            }
        }
        Ok(())
    }

    /// The marks of the entries that are kept, by identity.
    fn marks_of_entries(&self) -> Result<Vec<(EntryId, Option<i64>)>, Error> {
        let mut statement =
            self.transaction.prepare("SELECT id, mark FROM entry ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut marks = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().ok().and_then(EntryId::parse);
            let id = id.ok_or_else(|| Error::damaged("an entry has no identity"))?;
            marks.push((id, Some(row.get(1)?)));
        }
        Ok(marks)
    }

    fn take_entry(&self, id: &str) -> Result<(), Error> {
        for statement in [
            "DELETE FROM entry_words WHERE rowid = (SELECT number FROM entry WHERE id = ?1)",
            "DELETE FROM evidence WHERE entry = (SELECT number FROM entry WHERE id = ?1)",
        ] {
            self.run(statement, [id])?;
        }
        let actors: String = self
            .transaction
            .prepare_cached("SELECT actors FROM entry WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        for actor in actors.split(' ') {
            self.run(
                "DELETE FROM entry_actor WHERE actor = ?2
                 AND entry = (SELECT number FROM entry WHERE id = ?1)",
                [id, actor],
            )?;
        }
        self.run("DELETE FROM entry WHERE id = ?1", [id])
    }

    fn put_entry(&self, entry: &Entry, row: &EntryRow, mark: i64) -> Result<(), Error> {
        self.run(
            "INSERT INTO entry (id, kind, rank, title, \"when\", earliest, latest, first, last,
                 modality, polarity, reports, origins, says, review, actors, mark, basis)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 ?18)",
            params![
                row.id,
                row.kind,
                row.rank,
                row.title,
                row.when,
                row.earliest,
                row.latest,
                row.first,
                row.last,
                row.modality,
                row.polarity,
                row.reports,
                row.origins,
                row.says,
                row.review,
                row.actors.join(" "),
                mark,
                row.basis,
            ],
        )?;
        let number = self.transaction.last_insert_rowid();
        self.run(
            "INSERT INTO entry_words (rowid, words) VALUES (?1, ?2)",
            params![number, words(entry)],
        )?;
        for actor in &row.actors {
            self.run("INSERT INTO entry_actor VALUES (?1, ?2)", params![actor, number])?;
        }
        for (place, evidence) in entry.evidence.iter().enumerate() {
            let Some(report) = self.numbers.get(&evidence.report) else { continue };
            self.run(
                "INSERT INTO evidence VALUES (?1, ?2, ?3, ?4)",
                params![number, place, report, evidence.finding],
            )?;
        }
        Ok(())
    }

    fn links(&self, links: &[Link]) -> Result<(), Error> {
        let mut known: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        let mut statement =
            self.transaction.prepare("SELECT mark, number FROM link ORDER BY number")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            let (mark, number) = row?;
            known.entry(mark).or_default().push(number);
        }
        for link in links {
            let row = LinkRow::of(link);
            let mark = row.mark();
            if known.get_mut(&mark).and_then(Vec::pop).is_none() {
                self.put_link(&row, mark)?;
            }
        }
        for number in known.into_values().flatten() {
            for statement in [
                "DELETE FROM member WHERE link = ?1",
                "DELETE FROM link_entry WHERE link = ?1",
                "DELETE FROM link WHERE number = ?1",
            ] {
                self.run(statement, [number])?;
            }
        }
        Ok(())
    }

    fn put_link(&self, row: &LinkRow, mark: i64) -> Result<(), Error> {
        self.run(
            "INSERT INTO link (kind, rule, topic, entries, differences, mark)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![row.kind, row.rule, row.topic, row.entries, row.differences, mark],
        )?;
        let number = self.transaction.last_insert_rowid();
        for (place, member) in row.members.iter().enumerate() {
            let Some(report) = self.numbers.get(&member.report) else { continue };
            let (start, end) = (member.span.start(), member.span.end());
            self.run(
                "INSERT INTO member VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![number, place, report, member.finding, start, end],
            )?;
        }
        for entry in row.entries.split_whitespace() {
            self.run(
                "INSERT OR IGNORE INTO link_entry VALUES (?1, ?2)",
                params![entry, number],
            )?;
        }
        Ok(())
    }

    fn series(&self, series: &[Series]) -> Result<(), Error> {
        let mut known = self.marks("series")?;
        for series in series {
            let row = SeriesRow::of(series);
            let mark = row.mark();
            if known.remove(&row.id) != Some(mark) {
                self.run(
                    "INSERT OR REPLACE INTO series VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    params![
                        row.id, row.what, row.unit, row.holder, row.place, row.points,
                        mark
                    ],
                )?;
            }
        }
        let gone = |id: &String| self.run("DELETE FROM series WHERE id = ?1", [id]);
        known.keys().try_for_each(gone)
    }

    fn actors(&self, actors: &[ActorEntry]) -> Result<(), Error> {
        let mut known = self.marks("actor")?;
        for actor in actors {
            let mark = actor.mark();
            let id = actor.id.as_str();
            let held = known.remove(id);
            if held == Some(mark) {
                continue;
            }
            if held.is_some() {
                self.run("DELETE FROM actor_name WHERE actor = ?1", [id])?;
            }
            self.run(
                "INSERT OR REPLACE INTO actor VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, actor.name, actor.class.as_str(), actor.of, mark],
            )?;
            for name in &actor.names {
                self.run(
                    "INSERT INTO actor_name VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![id, name.name, fold(&name.name), name.reports, name.why],
                )?;
            }
        }
        for id in known.keys() {
            self.run("DELETE FROM actor_name WHERE actor = ?1", [id])?;
            self.run("DELETE FROM actor WHERE id = ?1", [id])?;
        }
        Ok(())
    }

    fn lines(&self, lines: &[ReportLine]) -> Result<(), Error> {
        let mut kept = BTreeSet::new();
        for line in lines {
            let Some(number) = self.numbers.get(&line.id) else { continue };
            kept.insert(*number);
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
            // A row that is there just so is left alone: most are.
            self.run(
                "INSERT INTO report_line VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT DO UPDATE SET outlet = ?2, published = ?3, earliest = ?4,
                     latest = ?5, days_from = ?6, origin = ?7, findings = ?8, unread = ?9
                 WHERE outlet IS NOT ?2 OR published IS NOT ?3 OR earliest IS NOT ?4
                    OR latest IS NOT ?5 OR days_from <> ?6 OR origin <> ?7
                    OR findings <> ?8 OR unread <> ?9",
                params![
                    number,
                    line.outlet,
                    day(line.published),
                    day(line.days.earliest),
                    day(line.days.latest),
                    line.days_from,
                    line.origin,
                    line.findings,
                    written::spans(&line.unread),
                ],
            )?;
        }
        let mut statement = self.transaction.prepare("SELECT report FROM report_line")?;
        let rows = statement.query_map([], |row| row.get::<_, i64>(0))?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        for number in rows.into_iter().filter(|number| !kept.contains(number)) {
            self.run("DELETE FROM report_line WHERE report = ?1", [number])?;
        }
        Ok(())
    }

    /// What is short enough to be written whole each time.
    fn rest(&self, joined: &Joined) -> Result<(), Error> {
        for table in ["unsure", "copied", "ruled"] {
            self.transaction.execute(&format!("DELETE FROM {table}"), [])?;
        }
        for (place, unsure) in joined.unsure().iter().enumerate() {
            let (one, other) = (unsure.one.as_str(), unsure.other.as_str());
            self.run(
                "INSERT INTO unsure VALUES (?1, ?2, ?3, ?4, ?5)",
                params![place, one, other, unsure.per_mille, unsure.why],
            )?;
        }
        for (one, other, share) in joined.copies().iter().flat_map(|group| &group.pairs) {
            let both = (self.numbers.get(one), self.numbers.get(other));
            self.run(
                "INSERT OR IGNORE INTO copied VALUES (?1, ?2, ?3)",
                params![both.0, both.1, share],
            )?;
        }
        for ruled in joined.decisions() {
            let entry = ruled.entry.map(|entry| entry.to_string());
            self.run(
                "INSERT INTO ruled VALUES (?1, ?2, ?3)",
                params![ruled.decision.id().to_string(), ruled.standing.as_str(), entry],
            )?;
        }
        Ok(())
    }
}

/// What an entry is found by.
fn words(entry: &Entry) -> String {
    let mut words = entry.title.clone();
    for held in &entry.fields {
        for reading in &held.readings {
            words.push('\n');
            words.push_str(&reading.value.to_line());
        }
    }
    words
}
