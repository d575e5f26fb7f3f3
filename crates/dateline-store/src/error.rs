use std::fmt;

/// Why the record's file could not be read or written.
#[derive(Debug)]
pub struct Error {
    pub(crate) kind: ErrorKind,
    pub(crate) message: String,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
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
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
