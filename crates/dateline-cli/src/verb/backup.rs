use std::path::PathBuf;

use clap::Args;
use dateline::{Desk, Error};

use super::Done;
use crate::arguments::Everywhere;
use crate::says;

/// Copy the whole record into another file, even while it is added to
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write; it must not be there yet
    file: PathBuf,
}

impl Backup {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let file = self.file.display();
        if self.file.exists() {
            return Err(Error::usage(format!("`{file}` is there already"))
                .with_hint("name a file that is not there yet"));
        }
        Desk::open_as_is(&everywhere.record)?.backup(&self.file)?;
        let faults = Desk::open_as_is(&self.file)?.faults()?;
        if !faults.is_empty() {
            let why = faults.into_iter().take(3).collect::<Vec<_>>().join("; ");
            return Err(Error::new(format!("`{file}` is no whole copy: {why}"))
                .with_hint("`dateline verify` says whether the record itself is whole"));
        }
        says::note(&format!("the record stands in `{file}`, too"));
        Ok(Done::Well)
    }
}
