use clap::Args;
use dateline::{Desk, Error};

use super::Done;
use crate::arguments::Everywhere;
use crate::says;

/// Take reports out of the record; decisions about them stay
#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// File names, or the first digits of identities
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<String>,
}

impl Remove {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let mut desk = Desk::open(&everywhere.record)?;
        for name in desk.remove(&self.reports)? {
            says::note(&format!("`{name}` is out of the record"));
        }
        Ok(Done::Well)
    }
}
