//! The reports as they were seen: their days, their origins, what could not be read.

use std::collections::BTreeSet;

use dateline_record::{CopyGroup, Days, ReportLine};
use dateline_text::{Problem, ProblemKind, ReportId, Span};
use rusqlite::Row;

use crate::{Error, Store, written};

impl Store {
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
}
