#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place where files and the clock come in"
)]

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{READ_LIMIT, World, is_passed_over};
use crate::Error;

/// The machine itself.
///
/// Its clock can be held still, so that a run can be repeated to the byte.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    held: Option<Timestamp>,
}

impl Disk {
    /// The machine with its own clock, or the one that `SOURCE_DATE_EPOCH` holds still.
    #[must_use]
    pub fn new() -> Self {
        let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
        let seconds = epoch.and_then(|seconds| seconds.trim().parse().ok());
        Self { held: seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()) }
    }

    /// The machine with its clock held at `now`.
    #[must_use]
    pub fn held_at(now: Timestamp) -> Self {
        Self { held: Some(now) }
    }
}

impl World for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let file = fs::File::open(path).map_err(|error| Error::reading(path, error))?;
        let mut bytes = Vec::new();
        file.take(READ_LIMIT)
            .read_to_end(&mut bytes)
            .map_err(|error| Error::reading(path, error))?;
        Ok(bytes)
    }

    fn open<'a>(&'a self, path: &Path) -> Result<Box<dyn Read + 'a>, Error> {
        let failed = |error| Error::reading(path, error);
        let file = fs::File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        Ok(Box::new(file))
    }

    fn open_standard_input<'a>(&'a self) -> Result<Box<dyn Read + 'a>, Error> {
        Ok(Box::new(io::stdin().lock()))
    }

    fn files(&self, path: &Path) -> Result<Vec<PathBuf>, Error> {
        let about = fs::metadata(path).map_err(|error| Error::reading(path, error))?;
        if !about.is_dir() {
            return Ok(vec![path.to_owned()]);
        }
        let mut files = Vec::new();
        walk(path, 0, &mut files)?;
        Ok(files)
    }

    fn standard_input(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .take(READ_LIMIT)
            .read_to_end(&mut bytes)
            .map_err(|error| Error::reading(Path::new("-"), error))?;
        Ok(bytes)
    }

    fn now(&self) -> Timestamp {
        self.held.unwrap_or_else(Timestamp::now)
    }
}

/// No tree of reports is deeper; a link that leads back up ends here.
const DEEPEST: usize = 64;

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let mut entries = Vec::new();
    let listed = fs::read_dir(folder).map_err(|error| Error::reading(folder, error))?;
    for entry in listed {
        let entry = entry.map_err(|error| Error::reading(folder, error))?;
        if !is_passed_over(&entry.file_name().to_string_lossy()) {
            entries.push(entry.path());
        }
    }
    entries.sort();
    for path in entries {
        // A link to nothing is a file that cannot be read: it is said, not passed over.
        if path.is_file() || path.is_symlink() && !path.exists() {
            files.push(path);
        } else if path.is_dir() && depth < DEEPEST {
            walk(&path, depth + 1, files)?;
        }
    }
    Ok(())
}
