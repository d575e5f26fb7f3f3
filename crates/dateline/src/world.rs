use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::Error;

mod disk;
mod memory;

pub use disk::Disk;
pub use memory::Memory;

/// All that Dateline asks of the machine it runs on: files, standard input, the clock.
///
/// Two of them stand: [`Disk`] for the program, [`Memory`] for tests and for other programs.
pub trait World: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When it is missing, not a file, larger than 1 GiB, or cannot be read.
    fn read(&self, path: &Path) -> Result<Vec<u8>, Error>;

    /// A file to be read from its start, however large it is.
    ///
    /// # Errors
    /// When it is missing, not a file, or cannot be read.
    fn open<'a>(&'a self, path: &Path) -> Result<Box<dyn Read + 'a>, Error> {
        Ok(Box::new(Cursor::new(self.read(path)?)))
    }

    /// Standard input to be read from where it is.
    ///
    /// # Errors
    /// When it cannot be read.
    fn open_standard_input<'a>(&'a self) -> Result<Box<dyn Read + 'a>, Error> {
        Ok(Box::new(Cursor::new(self.standard_input()?)))
    }

    /// The files that `path` stands for: itself, or all files below a folder in sorted order,
    /// each folder once, however many links lead to it. Hidden files, and records of
    /// Dateline's own, are passed over in folders.
    ///
    /// # Errors
    /// When it is missing or cannot be listed.
    fn files(&self, path: &Path) -> Result<Vec<PathBuf>, Error>;

    /// All of standard input.
    ///
    /// # Errors
    /// When it is larger than 1 GiB or cannot be read.
    fn standard_input(&self) -> Result<Vec<u8>, Error>;

    /// The time that is written down as "learnt".
    fn now(&self) -> Timestamp;
}

/// The most bytes that are held of one file: 1 GiB. Reports are not held but read as a stream.
pub(crate) const READ_LIMIT: u64 = 1 << 30;

/// Whether a folder's entry is passed over: hidden, or a record of Dateline's own.
fn is_passed_over(name: &str) -> bool {
    let record = ["", "-wal", "-shm", "-users", "-users.new", "-audit"];
    let is_its = |end: &&str| {
        name.strip_suffix(*end).is_some_and(|name| name.ends_with(".dateline"))
    };
    name.starts_with('.') || record.iter().any(is_its)
}
