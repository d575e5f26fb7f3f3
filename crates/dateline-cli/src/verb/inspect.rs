use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use dateline::Error;
use dateline::inspect::{Options, Stage, inspect};

use super::Done;
use crate::arguments::Everywhere;

/// Show one stage by itself, for scoring, teaching and other programs
///
/// Reads reports (text, findings, links, mentions) or JSON lines (all others, and mentions
/// where a path ends in `.jsonl`), from paths or from standard input; prints JSON lines.
/// Offsets are Unicode code points of the text given; for reports, of the raw file.
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The stage
    #[arg(value_parser = PossibleValuesParser::new(Stage::ALL.map(|(_, word)| word)))]
    stage: String,
    /// Files or folders; `-` or nothing is standard input; `.gz` is unpacked
    paths: Vec<PathBuf>,
    /// JSON where the stage has another form of its own (language: CoNLL-U)
    #[arg(long)]
    json: bool,
    /// times: also the days of publication that the text leaves open
    #[arg(long)]
    report_date: bool,
    /// mentions: JSON lines with the spans to resolve
    #[arg(long, value_name = "FILE")]
    mentions: Option<PathBuf>,
}

impl Inspect {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let unknown = || Error::usage(format!("there is no stage `{}`", self.stage));
        let stage = Stage::parse(&self.stage).ok_or_else(unknown)?;
        let options = Options {
            model: everywhere.model,
            codebook: Some(everywhere.codebook()?),
            json: self.json,
            report_date: self.report_date,
            mentions: self.mentions.clone(),
        };
        let world = everywhere.world();
        everywhere.with_threads(|| {
            let mut out = BufWriter::new(io::stdout());
            inspect(&world, stage, &self.paths, &options, &mut out)?;
            out.flush().map_err(Error::writing)
        })?;
        Ok(Done::Well)
    }
}
