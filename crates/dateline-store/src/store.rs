use std::cell::Cell;
use std::path::Path;
use std::time::Duration;

use dateline_record::{Decision, Hands, Record, Ruling};
use dateline_text::ReportId;
use rusqlite::config::DbConfig;
use rusqlite::{
    Connection, OpenFlags, OptionalExtension as _, TransactionBehavior, params,
};

use crate::keep::enter;
use crate::seen::{CHANGED, HOLDS, RULED};
use crate::{Error, schema};

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);
/// What a reader may map of the file, in bytes.
const MAPPED: i64 = 1 << 30;

/// How many statements are kept ready: more than there are.
const STATEMENTS: usize = 128;

/// A record in one file.
///
/// Readers may look while one writer writes. Whatever stops a writer, whole reports are in
/// the file or none of them.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    /// Of the words that one thing rests on, how many are read at most.
    pub(crate) most: Cell<usize>,
}

impl Store {
    /// Opens a record, or makes one where there is none.
    ///
    /// # Errors
    /// When the file is locked, read-only, from a newer version or no record.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::to_write(Connection::open_with_flags(path, flags)?)
    }

    /// Opens a record that is there.
    ///
    /// # Errors
    /// When there is none, or as for [`Store::create`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::missing(path));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::to_write(Connection::open_with_flags(path, flags)?)
    }

    /// Opens a record that is there for reading only; a writer may be at work. It may stand
    /// in a folder that may not be written.
    ///
    /// # Errors
    /// As for [`Store::open`]; also when the file is from an older version that a writer has
    /// to bring up first.
    pub fn open_to_read(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::missing(path));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        let (connection, version) = match schema::check(&connection) {
            Err(error) if error.is_read_only() && is_at_rest(path) => {
                let connection = at_rest(path, flags)?;
                let version = schema::check(&connection)?;
                (connection, version)
            }
            checked => (connection, checked?),
        };
        if version < schema::known() {
            drop(connection);
            return Self::open(path);
        }
        keep_plans(&connection)?;
        connection.pragma_update(None, "mmap_size", MAPPED)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self { connection, most: Cell::new(usize::MAX) })
    }

    fn to_write(mut connection: Connection) -> Result<Self, Error> {
        connection.busy_timeout(PATIENCE)?;
        schema::check(&connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // With WAL this loses no committed report to a crash of the program; decisions are
        // written with full sync besides.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        keep_plans(&connection)?;
        connection.pragma_update(None, "mmap_size", MAPPED)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        schema::migrate(&mut connection)?;
        Ok(Self { connection, most: Cell::new(usize::MAX) })
    }

    /// How long a writer waits for another one before it gives up.
    ///
    /// # Errors
    /// When the file cannot be asked.
    pub fn set_patience(&mut self, patience: Duration) -> Result<(), Error> {
        Ok(self.connection.busy_timeout(patience)?)
    }

    /// Adds a decision; it is on the disk when this returns.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn decide(&mut self, decision: &Decision) -> Result<(), Error> {
        self.decide_all(std::slice::from_ref(decision))
    }

    /// Adds decisions, all of them or none, with what they enter into reports; they are on the
    /// disk when this returns.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn decide_all(&mut self, decisions: &[Decision]) -> Result<(), Error> {
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        let written = self.write_decisions(decisions);
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        written
    }

    fn write_decisions(&mut self, decisions: &[Decision]) -> Result<(), Error> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for decision in decisions {
            transaction
                .prepare_cached(
                    "INSERT OR IGNORE INTO decision (id, at, by, ruling, because, line)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    decision.id().to_string(),
                    decision.at.to_string(),
                    decision.by,
                    decision.ruling.word(),
                    decision.because,
                    decision.to_line(),
                ])?;
            if let Ruling::Add(entered) = &decision.ruling {
                enter(&transaction, entered)?;
            }
        }
        let enters =
            decisions.iter().any(|decision| matches!(decision.ruling, Ruling::Add(_)));
        let stale = if enters { CHANGED } else { RULED };
        transaction
            .prepare_cached("UPDATE made SET stale = ?1 WHERE stale = ?2 OR ?1 = ?3")?
            .execute([stale, HOLDS, CHANGED])?;
        Ok(transaction.commit()?)
    }

    /// The whole record: all reports and decisions, read with the help of these hands.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load(&self, hands: Hands<'_>) -> Result<Record, Error> {
        let mut record = Record::new();
        self.each_filed(hands, &mut |filed| record.file(filed))?;
        for decision in self.decisions()? {
            record.decide(decision);
        }
        Ok(record)
    }

    /// The decisions, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, Error> {
        let mut statement =
            self.connection.prepare("SELECT line FROM decision ORDER BY at, id")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut decisions = Vec::new();
        for line in lines {
            let decision = Decision::from_line(&line?)
                .ok_or_else(|| Error::damaged("a decision cannot be read"))?;
            decisions.push(decision);
        }
        Ok(decisions)
    }

    /// The identities of all reports, sorted, with their names.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reports(&self) -> Result<Vec<(ReportId, String)>, Error> {
        let mut statement =
            self.connection.prepare("SELECT id, name FROM report ORDER BY id")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = rows.map(|row| row.map(|(id, name)| (ReportId::from_bytes(id), name)));
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many reports there are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn count_reports(&self) -> Result<usize, Error> {
        let count = "SELECT count(*) FROM report";
        Ok(self.connection.query_row(count, [], |row| row.get(0))?)
    }

    /// When each report was learnt first, as it was written down; sorted by identity.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn learnt(&self) -> Result<Vec<(ReportId, Option<String>)>, Error> {
        let mut statement =
            self.connection.prepare("SELECT id, learnt FROM report ORDER BY id")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = rows.map(|row| row.map(|(id, at)| (ReportId::from_bytes(id), at)));
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The reports of a file name, or at whose identities these digits stand in front.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reports_called(&self, name: &str) -> Result<Vec<ReportId>, Error> {
        let named = self.reports_named(name)?.into_iter();
        Ok(named.map(|(id, _)| id).collect())
    }

    /// The same, with their file names.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reports_named(&self, name: &str) -> Result<Vec<(ReportId, String)>, Error> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_digits = (4..=32).contains(&name.len()) && name.bytes().all(is_digit);
        let range = if is_digits {
            ReportId::parse(&format!("{name:0<32}"))
                .zip(ReportId::parse(&format!("{name:f<32}")))
        } else {
            None
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name FROM report WHERE name = ?1
             UNION SELECT id, name FROM report WHERE id BETWEEN ?2 AND ?3
             ORDER BY id",
        )?;
        let (first, last) = range.unzip();
        let first = first.as_ref().map(ReportId::as_bytes);
        let last = last.as_ref().map(ReportId::as_bytes);
        let rows = statement.query_map(params![name, first, last], |row| {
            Ok((ReportId::from_bytes(row.get(0)?), row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Copies the whole record into another file, while others may write this one.
    ///
    /// # Errors
    /// When the other file cannot be written, or is there already.
    pub fn backup(&self, path: &Path) -> Result<(), Error> {
        self.connection.execute("VACUUM INTO ?1", [path.to_string_lossy()])?;
        Ok(())
    }

    /// Whether the file is whole: what SQLite finds wrong with it, and rows that hang on others
    /// which are not there; a line each.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn faults(&self) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check(100)")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut faults = lines.collect::<Result<Vec<_>, _>>()?;
        faults.retain(|line| line != "ok");
        let mut statement = self.connection.prepare(
            "SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check LIMIT 100",
        )?;
        let loose = statement.query_map([], |row| {
            let (of, missing): (String, String) = (row.get(0)?, row.get(1)?);
            Ok(format!("rows of `{of}` hang on rows of `{missing}` that are not there"))
        })?;
        faults.extend(loose.collect::<Result<Vec<_>, _>>()?);
        Ok(faults)
    }

    /// Lets the file grow by at most so many pages: how the tests fill a disk.
    #[doc(hidden)]
    pub fn limit_size_for_tests(&mut self, pages: i64) -> Result<(), Error> {
        let now: i64 =
            self.connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let limit = format!("PRAGMA max_page_count = {}", now + pages);
        Ok(self.connection.query_row(&limit, [], |_| Ok(()))?)
    }

    /// The number of a report within the file.
    pub(crate) fn number_of(&self, report: ReportId) -> Result<Option<i64>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT number FROM report WHERE id = ?1")?;
        Ok(statement.query_row([report.as_bytes()], |row| row.get(0)).optional()?)
    }
}

/// Has a statement that is kept ready run as it was planned: otherwise it is planned anew for each
/// value that it is given, and that takes longer than to run it.
fn keep_plans(connection: &Connection) -> Result<(), Error> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Whether nobody is writing the record: its journal stands beside it while somebody does.
fn is_at_rest(path: &Path) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    !Path::new(&journal).exists()
}

/// Opens a record at rest where even a reader's own files cannot be put beside it: in a
/// folder that may not be written, or on a medium that cannot be.
fn at_rest(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let mut address = "file:".to_owned();
    for &byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address.push_str("?immutable=1");
    Ok(Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI)?)
}
