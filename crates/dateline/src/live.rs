use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::{Desk, Error};

/// A record that others may be adding to: looked at anew when its file has changed.
#[derive(Debug)]
pub struct Live {
    path: PathBuf,
    held: Mutex<Option<(Stamp, Arc<Desk>)>>,
}

/// What tells that a file has changed: the length and time of the record and of its journal.
type Stamp = [Option<(u64, SystemTime)>; 2];

impl Live {
    /// The record at `path`.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let live = Self { path: path.to_owned(), held: Mutex::new(None) };
        live.desk()?;
        Ok(live)
    }

    /// The record as it is now.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn desk(&self) -> Result<Arc<Desk>, Error> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = stamp(&self.path);
        if let Some((at, desk)) = held.as_ref()
            && *at == stamp
        {
            return Ok(Arc::clone(desk));
        }
        let desk = Arc::new(Desk::open_to_read(&self.path)?);
        *held = Some((stamp, Arc::clone(&desk)));
        Ok(desk)
    }
}

fn stamp(path: &Path) -> Stamp {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    [path, Path::new(&journal)].map(|path| {
        let about = path.metadata().ok()?;
        Some((about.len(), about.modified().ok()?))
    })
}
