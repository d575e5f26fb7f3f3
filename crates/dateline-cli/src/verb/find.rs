use clap::Args;
use dateline::{Error, HitLine};
use serde_json::json;

use super::show::APIECE;
use super::{Done, answer, answer_json, opened};
use crate::arguments::Everywhere;
use crate::{print, says};

/// Look for words in the reports and in the entries of the record
#[derive(Debug, Args)]
pub(crate) struct Find {
    /// The words; all of them must stand in a sentence or entry
    #[arg(required = true)]
    words: Vec<String>,
    /// At most so many entries, and as many sentences
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Find {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let desk = opened(&everywhere.record)?;
        let words = self.words.join(" ");
        let apiece = Some(APIECE).filter(|_| !self.json);
        let hits = desk.find(&words, self.limit, apiece)?;
        if self.json {
            answer_json(&json!(hits))?;
        } else {
            answer(|out| print::hits(out, &hits, &self.words))?;
        }
        if hits.is_empty() {
            says::note(&format!("`{words}` is in no sentence and no entry"));
        }
        let (entries, sentences): (Vec<&HitLine>, Vec<&HitLine>) =
            hits.iter().partition(|hit| matches!(hit, HitLine::Entry { .. }));
        if entries.len().max(sentences.len()) == self.limit {
            says::note("there may be more: `--limit N` shows them");
        }
        Ok(Done::found(!hits.is_empty()))
    }
}
