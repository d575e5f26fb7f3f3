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
        };
        found.class = if missing { Class::Missing } else { Class::Other };
        found.source = Some(Box::new(error));
        found
    }

    /// Output that could not be written.
    #[must_use]
    pub fn writing(error: io::Error) -> Self {
        let broken = error.kind() == io::ErrorKind::BrokenPipe;
        Self {
            message: "cannot write the answer".to_owned(),
            hint: None,
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
