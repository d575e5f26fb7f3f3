use std::fmt;
use std::io;
use std::path::Path;

/// Why something could not be done: one line, the reason under it, and what to do about it.
///
/// What a report's bytes look like is never an error; it is a problem of that report.
#[derive(Debug)]
pub struct Error {
    message: String,
    hint: Option<String>,
    class: Class,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Other,
    Missing,
    Usage,
    BrokenPipe,
    Newer,
    Locked,
    Full,
    ReadOnly,
    NotARecord,
    Damaged,
}

impl Error {
    /// An error with this message: lower case, no full stop, the thing in backticks.
    #[must_use]
    pub fn new(message: String) -> Self {
        Self { message, hint: None, class: Class::Other, source: None }
    }

    /// An error in what was asked for.
    #[must_use]
    pub fn usage(message: String) -> Self {
        Self { class: Class::Usage, ..Self::new(message) }
    }

    /// A name that stands for nothing.
    #[must_use]
    pub fn missing(message: String) -> Self {
        Self { class: Class::Missing, ..Self::new(message) }
    }

    /// A file that is larger than is read at once.
    #[must_use]
    pub fn too_large(path: &Path, most: u64) -> Self {
        let (path, most) = (path.display(), most >> 20);
        Self::new(format!("`{path}` is larger than {most} MiB"))
            .with_hint("give it in parts")
    }

    /// A file that could not be read.
    #[must_use]
    pub fn reading(path: &Path, error: io::Error) -> Self {
        let missing = error.kind() == io::ErrorKind::NotFound;
        let path = path.display();
        let mut found = if missing {
            Self::new(format!("there is no `{path}`"))
                .with_hint("check the spelling, or list the folder")
        } else {
            Self::new(format!("cannot read `{path}`"))
                .with_hint("see that it is a file, and that you may read it")
        };
        found.class = if missing { Class::Missing } else { Class::Other };
        // That it is not there has been said.
        found.source = if missing { None } else { Some(Box::new(error)) };
        found
    }

    /// A record's file that could not be opened, read or written.
    pub(crate) fn of_store(path: &Path, error: &dateline_store::Error) -> Self {
        let (class, hint) = match error {
            error if error.is_missing() => (
                Class::Missing,
                "`dateline add PATH...` makes one; `--record FILE` names another",
            ),
            error if error.is_newer() => {
                (Class::Newer, "install the Dateline that wrote it, or a newer one")
            }
            error if error.is_locked() => (
                Class::Locked,
                "another program is adding to it; try again when it is done",
            ),
            error if error.is_full() => (
                Class::Full,
                "free some space and give the command again: it goes on where it stopped",
            ),
            error if error.is_read_only() => (
                Class::ReadOnly,
                "choose a folder that may be written with `--record FILE`",
            ),
            error if error.is_not_a_record() => {
                (Class::NotARecord, "choose another file with `--record FILE`")
            }
            error if error.is_damaged() => (
                Class::Damaged,
                "restore it from a backup, or add the reports to a new one",
            ),
            _ => (Class::Other, "see that the disk is whole, and give the command again"),
        };
        let mut message = error.to_string();
        let name = path.display().to_string();
        if !message.contains(&name) {
            message = format!("`{name}`: {message}");
        }
        Self { message, hint: Some(hint.to_owned()), class, source: None }
    }

    /// Output that could not be written.
    #[must_use]
    pub fn writing(error: io::Error) -> Self {
        let broken = error.kind() == io::ErrorKind::BrokenPipe;
        Self {
            message: "cannot write the answer".to_owned(),
            hint: Some("see that there is room where it goes".to_owned()),
            class: if broken { Class::BrokenPipe } else { Class::Other },
            source: Some(Box::new(error)),
        }
    }

    /// The same error with a line that says what to do.
    #[must_use]
    pub fn with_hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }

    /// The same error with the error that led to it.
    #[must_use]
    pub fn caused_by(
        mut self,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// What to do about it, in words that can be followed.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// Whether a file or a name does not exist.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.class == Class::Missing
    }

    /// Whether the record was written by a newer Dateline.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.class == Class::Newer
    }

    /// Whether another program is writing the record.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.class == Class::Locked
    }

    /// Whether the disk is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.class == Class::Full
    }

    /// Whether the record or its folder may not be written.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.class == Class::ReadOnly
    }

    /// Whether the question itself was wrong.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        self.class == Class::Usage
    }

    /// Whether the reader of the output went away, which is no failure.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        self.class == Class::BrokenPipe
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use dateline_record::{Decision, Ruling};
    use dateline_store::Store;

    use super::*;

    #[test]
    fn a_full_disk_is_named_with_what_can_be_done() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record.dateline");
        let mut store = Store::create(&path).unwrap();
        store.limit_size_for_tests(1).unwrap();
        let decision = |number: i8| Decision {
            at: jiff::civil::date(2031, 1, 1).at(0, number, 0, 0),
            by: "a reader".to_owned(),
            ruling: Ruling::Dated(
                dateline_text::ReportId::of(b"page"),
                jiff::civil::date(2031, 1, 1),
            ),
            because: "the harbour office says so ".repeat(200),
        };
        let failed = (0..50).find_map(|number| store.decide(&decision(number)).err());
        let error = Error::of_store(&path, &failed.unwrap());
        assert!(error.to_string().contains("the disk is full"), "{error}");
        assert!(error.hint().unwrap().contains("free some space"), "{error}");
    }
}
