use std::collections::BTreeSet;
use std::sync::OnceLock;

use dateline_record::{Filed, FindingRow, Hands, Laid};
use dateline_text::{Report, ReportId, Text};
use rusqlite::types::{Value as Column, ValueRef};
use rusqlite::{OptionalExtension as _, Row, params};

use crate::pack::{unpack, unpack_words};
use crate::{Error, Store, written};

pub(crate) const FINDING: &str = "kind, start, \"end\", modality, polarity, source_kind, source, rule, \
                       confidence, more, fields";

impl Store {
    /// Calls `file` with every report as it was laid.
    pub(crate) fn each_filed(
        &self,
        hands: Hands<'_>,
        file: &mut dyn FnMut(Filed),
    ) -> Result<(), Error> {
        let mut reports =
            self.connection.prepare(&format!("{WAITING} ORDER BY number"))?;
        let mut reports = reports.query([])?;
        let mut waiting: Vec<Waiting> = Vec::new();
        while let Some(row) = reports.next()? {
            waiting.push(Waiting::of(row)?);
            if waiting.len() >= AT_ONCE {
                self.read_all(&waiting, hands, file)?;
                waiting.clear();
            }
        }
        self.read_all(&waiting, hands, file)
    }

    /// The same with some reports; those that are not there are passed over.
    pub(crate) fn each_of_some(
        &self,
        some: &BTreeSet<ReportId>,
        hands: Hands<'_>,
        file: &mut dyn FnMut(Filed),
    ) -> Result<(), Error> {
        let mut one =
            self.connection.prepare_cached(&format!("{WAITING} WHERE id = ?1"))?;
        let mut waiting: Vec<Waiting> = Vec::new();
        for id in some {
            let mut rows = one.query([id.as_bytes()])?;
            if let Some(row) = rows.next()? {
                waiting.push(Waiting::of(row)?);
            }
        }
        self.read_all(&waiting, hands, file)
    }

    fn read_all(
        &self,
        waiting: &[Waiting],
        hands: Hands<'_>,
        file: &mut dyn FnMut(Filed),
    ) -> Result<(), Error> {
        let read: Vec<OnceLock<Option<Filed>>> =
            waiting.iter().map(|_| OnceLock::new()).collect();
        hands(waiting.len(), &|place| {
            read[place].get_or_init(|| waiting[place].filed());
        });
        for (one, waiting) in read.into_iter().zip(waiting) {
            match one.into_inner().flatten() {
                Some(filed) => file(filed),
                // Its rows tell more than the piece, or another program bound it up.
                None => file(Filed::of(self.of_rows(waiting)?)),
            }
        }
        Ok(())
    }

    fn of_rows(&self, waiting: &Waiting) -> Result<Laid, Error> {
        let lines = lines_of((&waiting.lines).into())?;
        laid(&lines, &self.finding_rows(waiting.number)?)
    }

    fn finding_rows(&self, report: i64) -> Result<Vec<FindingRow>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {FINDING} FROM finding WHERE report = ?1 ORDER BY number"
        ))?;
        let rows = statement.query_map([report], finding_row)?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
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
        laid(&lines, &self.finding_rows(number)?).map(Some)
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

/// A report to be read: its number in the file, its lines and its findings in one piece.
struct Waiting {
    number: i64,
    lines: Column,
    bound: Option<Vec<u8>>,
}

const WAITING: &str = "SELECT number, laid, bound FROM report";

impl Waiting {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { number: row.get(0)?, lines: row.get(1)?, bound: row.get(2)? })
    }

    fn filed(&self) -> Option<Filed> {
        let bound = unpack(self.bound.as_deref()?).ok()?;
        Filed::read(&lines_of((&self.lines).into()).ok()?, &bound)
    }
}

/// So many reports are read side by side.
const AT_ONCE: usize = 256;

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
