use clap::Args;
use dateline::wire::count;
use dateline::{Desk, Error};
use serde_json::json;

use super::{Done, answer, answer_json};
use crate::arguments::Everywhere;
use crate::says;

/// Say whether the record's file is whole, and every report in it
///
/// Ends with 1 when something is wrong. Nothing is changed.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let faults = Desk::open_as_is(&everywhere.record)?.faults()?;
        if self.json {
            answer_json(&json!({"whole": faults.is_empty(), "faults": faults}))?;
        } else {
            answer(|out| faults.iter().try_for_each(|fault| writeln!(out, "{fault}")))?;
        }
        if faults.is_empty() {
            says::note("the record is whole");
        } else {
            let found = count(faults.len(), "fault");
            says::note(&format!(
                "{found}; take the last backup that is whole, or add the reports to a new record"
            ));
        }
        Ok(Done::found(faults.is_empty()))
    }
}
