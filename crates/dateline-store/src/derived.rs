use std::collections::BTreeMap;

use dateline_record::{Entry, Link, View};
use dateline_text::ReportId;
use rusqlite::{Transaction, TransactionBehavior, params};

use crate::{Error, Store};

impl Store {
    /// Writes the entries and links of a view, for readers of the file and for
    /// [`Store::search`]; what was there is given up.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save_view(&mut self, view: &View) -> Result<(), Error> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for table in ["entry_words", "evidence", "entry", "member", "link"] {
            transaction.execute(&format!("DELETE FROM {table}"), [])?;
        }
        let numbers = numbers(&transaction)?;
        for (place, entry) in view.entries.iter().enumerate() {
            put_entry(&transaction, place, entry, &numbers)?;
        }
        for link in &view.links {
            put_link(&transaction, link, &numbers)?;
        }
        Ok(transaction.commit()?)
    }
}

fn numbers(transaction: &Transaction<'_>) -> Result<BTreeMap<ReportId, i64>, Error> {
    let mut statement = transaction.prepare("SELECT id, number FROM report")?;
    let rows = statement
        .query_map([], |row| Ok((ReportId::from_bytes(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn put_entry(
    transaction: &Transaction<'_>,
    place: usize,
    entry: &Entry,
    numbers: &BTreeMap<ReportId, i64>,
) -> Result<(), Error> {
    let id = entry.id.to_string();
    let says = says(entry);
    transaction
        .prepare_cached(
            "INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            id,
            place,
            entry.kind.as_str(),
            entry.title,
            entry.when.as_ref().map(|when| &when.timex),
            entry.days.earliest.map(|day| day.to_string()),
            entry.days.latest.map(|day| day.to_string()),
            entry.modality.as_str(),
            entry.polarity.as_str(),
            entry.reports,
            entry.origins,
            says,
        ])?;
    transaction
        .prepare_cached("INSERT INTO entry_words (entry, words) VALUES (?1, ?2)")?
        .execute(params![id, format!("{}\n{says}", entry.title)])?;
    let mut insert = transaction
        .prepare_cached("INSERT INTO evidence VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (place, evidence) in entry.evidence.iter().enumerate() {
        let Some(report) = numbers.get(&evidence.report) else { continue };
        let (start, end) = (evidence.span.start(), evidence.span.end());
        insert.execute(params![id, place, report, evidence.finding, start, end])?;
    }
    Ok(())
}

fn says(entry: &Entry) -> String {
    let line =
        |(field, values): (&str, Vec<String>)| format!("{field}: {}", values.join(" / "));
    let fields = entry.fields.iter().map(|held| {
        let values = held.readings.iter().map(|reading| reading.value.to_line());
        (held.field.as_str(), values.collect())
    });
    fields.map(line).collect::<Vec<_>>().join("\n")
}

fn put_link(
    transaction: &Transaction<'_>,
    link: &Link,
    numbers: &BTreeMap<ReportId, i64>,
) -> Result<(), Error> {
    let differences = link.differences.iter().map(|difference| {
        let values = difference.values.iter().map(|(value, _)| value.as_str());
        format!("{}: {}", difference.field, values.collect::<Vec<_>>().join(" / "))
    });
    let differences = differences.collect::<Vec<_>>().join("\n");
    transaction
        .prepare_cached(
            "INSERT INTO link (kind, rule, topic, differences) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![link.kind.as_str(), &*link.rule, link.topic, differences])?;
    let number = transaction.last_insert_rowid();
    let mut insert =
        transaction.prepare_cached("INSERT INTO member VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (place, member) in link.members.iter().enumerate() {
        let Some(report) = numbers.get(&member.report) else { continue };
        let (start, end) = (member.span.start(), member.span.end());
        insert.execute(params![number, place, report, start, end])?;
    }
    Ok(())
}
