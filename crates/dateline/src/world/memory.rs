use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{World, is_passed_over};
use crate::Error;

/// A world of files that stand in memory, with a clock that stands still.
///
/// ```
/// use dateline::{Memory, World as _};
/// let mut world = Memory::default();
/// world.put("wire/pact.txt", b"Orlesia signed the pact on Thursday.");
/// assert_eq!(world.files("wire".as_ref()).unwrap().len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
    input: Vec<u8>,
    now: Timestamp,
}

impl Memory {
    /// Puts a file in.
    pub fn put(&mut self, path: &str, bytes: &[u8]) {
        self.files.insert(PathBuf::from(path), bytes.to_vec());
    }

    /// Sets what stands on standard input.
    pub fn put_input(&mut self, bytes: &[u8]) {
        self.input = bytes.to_vec();
    }

    /// Sets the clock.
    pub fn hold(&mut self, now: Timestamp) {
        self.now = now;
    }
}

impl World for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        self.files.get(path).cloned().ok_or_else(|| Error::reading(path, missing()))
    }

    fn files(&self, path: &Path) -> Result<Vec<PathBuf>, Error> {
        if self.files.contains_key(path) {
            return Ok(vec![path.to_owned()]);
        }
        let below = self.files.keys().filter(|file| file.starts_with(path));
        let below: Vec<PathBuf> = below.cloned().collect();
        if below.is_empty() {
            return self.read(path).map(|_| below);
        }
        let hidden = |file: &PathBuf| {
            file.file_name().is_some_and(|name| is_passed_over(&name.to_string_lossy()))
        };
        Ok(below.into_iter().filter(|file| !hidden(file)).collect())
    }

    fn standard_input(&self) -> Result<Vec<u8>, Error> {
        Ok(self.input.clone())
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}
