#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place where files and the clock come in"
)]

use std::collections::BTreeSet;
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
        all_of(file, path)
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
        below(path)
    }

    fn standard_input(&self) -> Result<Vec<u8>, Error> {
        all_of(io::stdin().lock(), Path::new("-"))
    }

    fn now(&self) -> Timestamp {
        self.held.unwrap_or_else(Timestamp::now)
    }
}

fn all_of(input: impl Read, path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    // A byte more than the limit tells that there is more.
    let read = input.take(READ_LIMIT + 1).read_to_end(&mut bytes);
    let read = read.map_err(|error| Error::reading(path, error))?;
    if read as u64 > READ_LIMIT {
        return Err(Error::too_large(path, READ_LIMIT));
    }
    Ok(bytes)
}

/// The files below a folder. Each folder is listed once: two links that lead back up would
/// double the work at every step.
fn below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    let mut listed = BTreeSet::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let failed = |error| Error::reading(&folder, error);
        if !listed.insert(fs::canonicalize(&folder).map_err(failed)?) {
            continue;
        }
        let mut folders = Vec::new();
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            if is_passed_over(&entry.file_name().to_string_lossy()) {
                continue;
            }
            // A link to nothing is a file that cannot be read: it is said, not passed over.
            if path.is_file() || path.is_symlink() && !path.exists() {
                files.push(path);
            } else if path.is_dir() {
                folders.push(path);
            }
        }
        // Which of two ways into a folder is taken does not hang on the file system.
        folders.sort();
        waiting.extend(folders.into_iter().rev());
    }
    files.sort();
    Ok(files)
}
