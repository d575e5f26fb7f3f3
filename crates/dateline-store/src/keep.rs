use dateline_record::{Decision, Entered, FindingRow, Laid, Ruling};
use dateline_text::{CreditKind, Report, ReportId, Span};
use jiff::civil::DateTime;
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::pack::pack;
use crate::seen::CHANGED;
use crate::{Error, Store, written};

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

impl Store {
    /// Keeps a batch of reports: all of them or, when stopped half-way, none. One that is
    /// there already is put anew, but stays learnt when it was learnt first.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&mut self, batch: &[Kept<'_>]) -> Result<(), Error> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for kept in batch {
            let before = take_out(&transaction, kept.report.id)?;
            put_one(&transaction, kept, before)?;
            enter_again(&transaction, kept.report.id)?;
        }
        Ok(transaction.commit()?)
    }

    /// Takes a report out with all that rested on it; whether there was one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remove(&mut self, report: ReportId) -> Result<bool, Error> {
        let there = self.number_of(report)?.is_some();
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        take_out(&transaction, report)?;
        transaction.commit()?;
        Ok(there)
    }
}

/// Puts what a reviewer entered among the findings of its report, where that is in the record
/// and does not say so already.
pub(crate) fn enter(
    transaction: &Transaction<'_>,
    entered: &Entered,
) -> Result<(), Error> {
    let report = entered.key.report.as_bytes();
    let number: Option<i64> = transaction
        .prepare_cached("SELECT number FROM report WHERE id = ?1")?
        .query_row([report], |row| row.get(0))
        .optional()?;
    let Some(number) = number else { return Ok(()) };
    let row = FindingRow::of(&entered.finding());
    let mut there = transaction.prepare_cached(
        "SELECT 1 FROM finding WHERE report = ?1 AND kind = ?2 AND start = ?3
         AND \"end\" = ?4 AND rule = ?5 AND fields = ?6",
    )?;
    let same = params![number, row.kind, row.start, row.end, row.rule, row.fields];
    if there.exists(same)? {
        return Ok(());
    }
    let last: usize = transaction
        .prepare_cached("SELECT count(*) FROM finding WHERE report = ?1")?
        .query_row([number], |row| row.get(0))?;
    // The rows tell more now than the piece they were bound up in.
    transaction
        .prepare_cached("UPDATE report SET bound = NULL WHERE number = ?1")?
        .execute([number])?;
    put_finding(transaction, (number, last), &row)
}

/// Puts what reviewers entered into a report in again, when it is put anew.
fn enter_again(transaction: &Transaction<'_>, report: ReportId) -> Result<(), Error> {
    let mut lines = transaction.prepare_cached(
        "SELECT line FROM decision WHERE ruling = 'add' AND instr(line, ?1) > 0 ORDER BY at, id",
    )?;
    let lines = lines.query_map([report.to_string()], |row| row.get::<_, String>(0))?;
    for line in lines.collect::<Result<Vec<_>, _>>()? {
        match Decision::from_line(&line).map(|decision| decision.ruling) {
            Some(Ruling::Add(entered)) if entered.key.report == report => {
                enter(transaction, &entered)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// What stays of a report that is put anew: its number in the file, and when it was learnt.
type Before = (i64, Option<String>);

/// Takes a report's rows out; what was seen of the record stays until it is looked at anew.
fn take_out(
    transaction: &Transaction<'_>,
    report: ReportId,
) -> Result<Option<Before>, Error> {
    transaction.prepare_cached("UPDATE made SET stale = ?1")?.execute([CHANGED])?;
    let mut statement =
        transaction.prepare_cached("SELECT number, learnt FROM report WHERE id = ?1")?;
    let mut rows = statement.query([report.as_bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (number, learnt): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
    for statement in [
        "DELETE FROM sentence_words WHERE rowid IN
            (SELECT number FROM sentence WHERE report = ?1)",
        "DELETE FROM report WHERE number = ?1",
    ] {
        transaction.prepare_cached(statement)?.execute([number])?;
    }
    Ok(Some((number, learnt)))
}

fn put_one(
    transaction: &Transaction<'_>,
    kept: &Kept<'_>,
    before: Option<Before>,
) -> Result<(), Error> {
    let (number, learnt) = before.unzip();
    let learnt = learnt.flatten();
    let (report, laid) = (kept.report, kept.laid);
    let published = laid.credits.published.as_ref().map(|moment| moment.date.to_string());
    let now = kept.learnt.map(|learnt| learnt.to_string());
    transaction
        .prepare_cached(
            "INSERT INTO report
             (id, name, title, outlet, published, charset, reader, learnt, laid, regions,
              number, bound)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            report.id.as_bytes(),
            report.name,
            laid.credits.first(CreditKind::Title),
            laid.credits.first(CreditKind::Outlet),
            published,
            report.charset,
            laid.reader,
            learnt.or(now),
            pack(laid.to_lines().as_bytes())?,
            pack(written::regions(&report.regions).as_bytes())?,
            number,
            pack(&laid.to_bytes())?,
        ])?;
    let number = transaction.last_insert_rowid();
    put_page(transaction, number, kept)?;
    put_findings(transaction, number, laid)?;
    put_problems(transaction, number, laid)?;
    put_sentences(transaction, number, kept)
}

fn put_page(
    transaction: &Transaction<'_>,
    number: i64,
    kept: &Kept<'_>,
) -> Result<(), Error> {
    let words = kept.report.text.as_str().as_bytes();
    let map = written::map(&kept.report.map);
    transaction
        .prepare_cached(
            "INSERT INTO page (report, raw, text, map) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![number, pack(kept.raw)?, pack(words)?, pack(map.as_bytes())?])?;
    Ok(())
}

fn put_findings(
    transaction: &Transaction<'_>,
    report: i64,
    laid: &Laid,
) -> Result<(), Error> {
    for (number, finding) in laid.findings.iter().enumerate() {
        put_finding(transaction, (report, number), &FindingRow::of(finding))?;
    }
    Ok(())
}

fn put_finding(
    transaction: &Transaction<'_>,
    (report, number): (i64, usize),
    row: &FindingRow,
) -> Result<(), Error> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO finding VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    insert.execute(params![
        report,
        number,
        row.kind,
        row.start,
        row.end,
        row.modality,
        row.polarity,
        row.source_kind,
        row.source,
        row.rule,
        row.confidence,
        row.more,
        row.fields,
    ])?;
    Ok(())
}

fn put_problems(
    transaction: &Transaction<'_>,
    report: i64,
    laid: &Laid,
) -> Result<(), Error> {
    let mut insert =
        transaction.prepare_cached("INSERT INTO problem VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for problem in &laid.problems {
        let kind = problem.kind.as_str();
        let (start, end) = (problem.raw.start(), problem.raw.end());
        insert.execute(params![report, kind, start, end, problem.message])?;
    }
    Ok(())
}

fn put_sentences(
    transaction: &Transaction<'_>,
    report: i64,
    kept: &Kept<'_>,
) -> Result<(), Error> {
    let mut place = transaction.prepare_cached(
        "INSERT INTO sentence (report, start, \"end\") VALUES (?1, ?2, ?3)",
    )?;
    let mut words = transaction
        .prepare_cached("INSERT INTO sentence_words (rowid, words) VALUES (?1, ?2)")?;
    let lines;
    let sentences = if kept.sentences.is_empty() {
        lines = lines_of(kept.report);
        lines.as_slice()
    } else {
        kept.sentences
    };
    for span in sentences {
        place.execute(params![report, span.start(), span.end()])?;
        let number = transaction.last_insert_rowid();
        words.execute(params![number, kept.report.text.words(*span)])?;
    }
    Ok(())
}

/// The lines of what an analyst reads, for a report that came without its sentences.
fn lines_of(report: &Report) -> Vec<Span> {
    let mut lines = Vec::new();
    for region in report.reading() {
        let mut start = region.start();
        for line in report.text.words(region).split_inclusive('\n') {
            let span = report.text.trim(Span::of(start..start + line.len()));
            start += line.len();
            if !span.is_empty() {
                lines.push(span);
            }
        }
    }
    lines
}
