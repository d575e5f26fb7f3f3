use std::path::Path;

use clap::Args;
use dateline::{Desk, Error};
use serde_json::json;

use super::{Done, answer, answer_json, opened};
use crate::arguments::{Everywhere, day};
use crate::{print, says};

/// Show what changed between two records, or between two days of one
///
/// A day counts the reports that were out by then; an undated one counts by the latest day
/// it can have.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// A record's file, or a day of `--record`
    before: String,
    /// A record's file, or a day of `--record`
    after: String,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Diff {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let before = open(everywhere, &self.before)?;
        let after = open(everywhere, &self.after)?;
        let changed = before.diff(&after)?;
        if self.json {
            answer_json(&json!(changed))?;
        } else {
            answer(|out| print::changed(out, &changed))?;
        }
        if changed.is_empty() {
            says::note("nothing changed");
        }
        Ok(Done::found(!changed.is_empty()))
    }
}

fn open(everywhere: &Everywhere, which: &str) -> Result<Desk, Error> {
    match day(which) {
        Ok(day) => opened(&everywhere.record)?.known_by(day),
        Err(_) => opened(Path::new(which)),
    }
}
