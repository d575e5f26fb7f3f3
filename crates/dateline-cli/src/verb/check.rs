use std::path::{Path, PathBuf};

use clap::Args;
use dateline::{Error, World as _};
use serde_json::json;

use super::{Done, answer, answer_json, opened};
use crate::arguments::Everywhere;
use crate::print;

/// Say what the record knows already about a text: known, new, contradicts
///
/// Nothing is stored. Ends with 1 when something contradicts.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The text; `-` is standard input
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let world = everywhere.world();
        let raw = if self.file == Path::new("-") {
            world.standard_input()?
        } else {
            world.read(&self.file)?
        };
        let name = self
            .file
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let codebook = everywhere.codebook()?;
        let desk =
            opened(&everywhere.record)?.reading_with(everywhere.model).by(codebook);
        let checked = everywhere.with_threads(|| desk.check(&raw, &name))?;
        if self.json {
            answer_json(&json!(checked))?;
        } else {
            answer(|out| print::checked(out, &checked))?;
        }
        Ok(Done::found(checked.contradicts.is_empty()))
    }
}
