use std::fmt;
use std::path::Path;

use rusqlite::ErrorCode;

/// Why the record's file could not be read or written.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ErrorKind {
    Newer,
    Locked,
    Full,
    ReadOnly,
    Missing,
    NotARecord,
    Damaged,
    Other,
}

impl Error {
    /// Whether the file was written by a newer Dateline than this.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.kind == ErrorKind::Newer
    }

    /// Whether another program is writing the file and did not finish in time.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.kind == ErrorKind::Locked
    }

    /// Whether the disk is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.kind == ErrorKind::Full
    }

    /// Whether the file or its folder may not be written.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.kind == ErrorKind::ReadOnly
    }

    /// Whether there is no such file.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.kind == ErrorKind::Missing
    }

    /// Whether the file is something else than a record.
    #[must_use]
    pub fn is_not_a_record(&self) -> bool {
        self.kind == ErrorKind::NotARecord
    }

    /// Whether the file is broken.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.kind == ErrorKind::Damaged
    }

    pub(crate) fn newer(found: i64, known: i64) -> Self {
        let message = format!(
            "the record is from a newer Dateline (format {found}, this one reads {known})"
        );
        Self { kind: ErrorKind::Newer, message }
    }

    pub(crate) fn missing(path: &Path) -> Self {
        let message = format!("there is no record at `{}`", path.display());
        Self { kind: ErrorKind::Missing, message }
    }

    pub(crate) fn not_a_record() -> Self {
        let message = "the file is not a record of Dateline".to_owned();
        Self { kind: ErrorKind::NotARecord, message }
    }

    pub(crate) fn damaged(what: &str) -> Self {
        let message = format!("the record is damaged: {what}");
        Self { kind: ErrorKind::Damaged, message }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                ErrorKind::Locked
            }
            Some(ErrorCode::DiskFull) => ErrorKind::Full,
            Some(
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen,
            ) => ErrorKind::ReadOnly,
            Some(ErrorCode::NotADatabase) => ErrorKind::NotARecord,
            Some(ErrorCode::DatabaseCorrupt) => ErrorKind::Damaged,
            _ => ErrorKind::Other,
        };
        let said = match kind {
            ErrorKind::Locked => "another program is writing the record".to_owned(),
            ErrorKind::Full => "the disk is full".to_owned(),
            ErrorKind::ReadOnly
                if error.sqlite_error_code() == Some(ErrorCode::CannotOpen) =>
            {
                "its folder is missing or may not be used".to_owned()
            }
            ErrorKind::ReadOnly => {
                "the record or its folder may not be written".to_owned()
            }
            ErrorKind::NotARecord => "the file is not a record of Dateline".to_owned(),
            ErrorKind::Damaged => format!("the record is damaged: {error}"),
            ErrorKind::Newer | ErrorKind::Missing | ErrorKind::Other => error.to_string(),
        };
        Self { kind, message: said }
    }
}
