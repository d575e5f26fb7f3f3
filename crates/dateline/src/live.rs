use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::{Desk, Error};

/// A record that others may be adding to: looked at anew when its file has changed.
///
/// Who asks while it is looked at anew, or while reports are being added, gets what was seen
/// before and does not wait.
#[derive(Debug)]
pub struct Live {
    path: PathBuf,
    held: Mutex<(Stamp, Arc<Desk>)>,
    renewing: Mutex<()>,
}

/// What tells that a file has changed: the length and time of the record and of its journal.
type Stamp = [Option<(u64, SystemTime)>; 2];

impl Live {
    /// The record at `path`.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let stamp = stamp(path);
        let desk = Arc::new(Desk::open_to_read(path)?);
        let held = Mutex::new((stamp, desk));
        Ok(Self { path: path.to_owned(), held, renewing: Mutex::new(()) })
    }

    /// The record as it is now.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn desk(&self) -> Result<Arc<Desk>, Error> {
        let now = stamp(&self.path);
        let before = self.held();
        if before.0 == now {
            return Ok(before.1);
        }
        let Ok(_renewing) = self.renewing.try_lock() else { return Ok(before.1) };
        // Reports were put in and not yet joined: whoever adds them does that.
        let Some(desk) = Desk::open_seen(&self.path)? else { return Ok(before.1) };
        desk.view()?;
        let desk = Arc::new(desk);
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) =
            (now, Arc::clone(&desk));
        Ok(desk)
    }

    fn held(&self) -> (Stamp, Arc<Desk>) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
