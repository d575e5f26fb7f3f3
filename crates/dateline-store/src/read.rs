use std::sync::OnceLock;

use dateline_record::{FindingRow, Hands, Laid};
use dateline_text::{Report, ReportId, Text};
use rusqlite::types::{Value as Column, ValueRef};
use rusqlite::{OptionalExtension as _, Row, params};

use crate::pack::{unpack, unpack_words};
use crate::{Error, Store, written};

pub(crate) const FINDING: &str = "kind, start, \"end\", modality, polarity, source_kind, source, rule, \
                       confidence, more, fields";

impl Store {
    /// Calls `lay` with every report as it was laid.
    pub(crate) fn each_laid(
        &self,
        hands: Hands<'_>,
        lay: &mut dyn FnMut(Laid),
    ) -> Result<(), Error> {
        let mut reports =
            self.connection.prepare("SELECT number, laid FROM report ORDER BY number")?;
        let mut findings = self.connection.prepare(&format!(
            "SELECT {FINDING}, report FROM finding ORDER BY report, number"
        ))?;
        let mut reports = reports.query([])?;
        let mut findings = findings.query([])?;
        let mut next = findings.next()?;
        let mut waiting: Vec<Waiting> = Vec::new();
        while let Some(row) = reports.next()? {
            let number: i64 = row.get(0)?;
            let lines: Column = row.get(1)?;
            let mut own = Vec::new();
            // Both run in the order of the report's number, so one pass reads all.
            while let Some(row) = next {
                if row.get::<_, i64>(11)? != number {
                    break;
                }
                own.push(finding_row(row)?);
                next = findings.next()?;
            }
            waiting.push((lines, own));
            if waiting.len() >= AT_ONCE {
                read_all(&waiting, hands, lay)?;
                waiting.clear();
            }
        }
        read_all(&waiting, hands, lay)
    }

    /// One report as it was laid.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn laid(&self, report: ReportId) -> Result<Option<Laid>, Error> {
        let Some(number) = self.number_of(report)? else { return Ok(None) };
        let mut statement = self
            .connection
            .prepare_cached("SELECT laid FROM report WHERE number = ?1")?;
        let mut rows = statement.query([number])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let lines = lines_of(row.get_ref(0)?)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {FINDING} FROM finding WHERE report = ?1 ORDER BY number"
        ))?;
        let rows = statement.query_map([number], finding_row)?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        laid(&lines, &rows).map(Some)
    }

    /// The cleaned text of a report.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn text(&self, report: ReportId) -> Result<Option<Text>, Error> {
        let packed = self.page(report, "text")?;
        packed.map(|packed| Ok(Text::new(&unpack_words(&packed)?))).transpose()
    }

    /// The bytes of a report as they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn raw(&self, report: ReportId) -> Result<Option<Vec<u8>>, Error> {
        self.page(report, "raw")?.map(|packed| unpack(&packed)).transpose()
    }

    /// A report as it was read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn report(&self, report: ReportId) -> Result<Option<Report>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name, charset, laid, regions FROM report WHERE id = ?1",
        )?;
        let mut rows = statement.query([report.as_bytes()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let (name, charset): (String, String) = (row.get(0)?, row.get(1)?);
        let (lines, regions) = (lines_of(row.get_ref(2)?)?, lines_of(row.get_ref(3)?)?);
        let Some(text) = self.text(report)? else { return Ok(None) };
        let Some(map) = self.page(report, "map")? else { return Ok(None) };
        let damaged = || Error::damaged("a report's lines cannot be read");
        let laid = Laid::from_lines(&lines, Vec::new()).ok_or_else(damaged)?;
        Ok(Some(Report {
            id: report,
            name,
            charset,
            text,
            map: written::read_map(&unpack_words(&map)?).ok_or_else(damaged)?,
            regions: written::read_regions(&regions).ok_or_else(damaged)?,
            credits: laid.credits,
            problems: laid.problems,
        }))
    }

    /// One column of a report's page; the column's name is never a user's.
    fn page(&self, report: ReportId, column: &str) -> Result<Option<Vec<u8>>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {column} FROM page JOIN report ON report.number = page.report \
             WHERE report.id = ?1"
        ))?;
        Ok(statement
            .query_row(params![report.as_bytes()], |row| row.get(0))
            .optional()?)
    }
}

/// A report's lines and the rows of its findings, to be read.
type Waiting = (Column, Vec<FindingRow>);

/// So many reports are read side by side.
const AT_ONCE: usize = 256;

fn read_all(
    waiting: &[Waiting],
    hands: Hands<'_>,
    lay: &mut dyn FnMut(Laid),
) -> Result<(), Error> {
    let read: Vec<OnceLock<Result<Laid, Error>>> =
        waiting.iter().map(|_| OnceLock::new()).collect();
    hands(waiting.len(), &|place| {
        let (lines, rows) = &waiting[place];
        read[place].get_or_init(|| laid(&lines_of(lines.into())?, rows));
    });
    for one in read {
        one.into_inner().map_or(Ok(()), |read| read.map(&mut *lay))?;
    }
    Ok(())
}

/// Lines that are packed, or plain as earlier programs wrote them.
fn lines_of(value: ValueRef<'_>) -> Result<String, Error> {
    match value {
        ValueRef::Text(words) => String::from_utf8(words.to_vec())
            .map_err(|_| Error::damaged("a report is no text")),
        ValueRef::Blob(packed) => unpack_words(packed),
        _ => Err(Error::damaged("a report is no text")),
    }
}

pub(crate) fn finding_row(row: &Row<'_>) -> rusqlite::Result<FindingRow> {
    Ok(FindingRow {
        kind: row.get(0)?,
        start: row.get(1)?,
        end: row.get(2)?,
        modality: row.get(3)?,
        polarity: row.get(4)?,
        source_kind: row.get(5)?,
        source: row.get(6)?,
        rule: row.get(7)?,
        confidence: row.get(8)?,
        more: row.get(9)?,
        fields: row.get(10)?,
    })
}

fn laid(lines: &str, rows: &[FindingRow]) -> Result<Laid, Error> {
    let findings = rows.iter().map(FindingRow::finding).collect::<Option<Vec<_>>>();
    let findings = findings.ok_or_else(|| Error::damaged("a finding cannot be read"))?;
    Laid::from_lines(lines, findings)
        .ok_or_else(|| Error::damaged("a report's lines cannot be read"))
}
