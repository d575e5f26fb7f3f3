//! One stage by itself, for scoring, teaching and other programs: `dateline inspect STAGE`.
//!
//! JSON lines in and out. Offsets are Unicode code points of the text that was given; for the
//! stages that take paths they are code points of the raw file, as its charset gives them.

use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::incoming::{self, Incoming, each_batch, name_of};
use crate::json_lines::{self, Line};
use crate::{Codebook, Error, Pipeline, Shipped, World};

mod copies;
mod events;
mod findings;
mod given;
mod language;
mod links;
mod mentions;
mod pairs;
mod plover;
mod quantities;
mod quotes;
mod text;
mod times;
mod together;

/// A stage that can be looked at by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Paths in; the cleaned body, the regions and the credits of each report out.
    Text,
    /// `{"doc","text"}` in; CoNLL-U, or JSON, out.
    Language,
    /// `{"doc","text","dct"?}` in; one expression of time a line out.
    Times,
    /// `{"doc","text","dct"?,"spans"?}` in; the date of each event word out.
    Events,
    /// `{"doc","text"}` in; who said what out.
    Quotes,
    /// `{"id","text"}` in; numbers with what they count out.
    Quantities,
    /// `{"id","a","b","type"}` in; how alike two names are out.
    Pairs,
    /// Paths, or `{"doc","text"}`, in; who is who out.
    Mentions,
    /// `{"id","text"}` in; pairs of copies out.
    Copies,
    /// `{"id","text"}` in; PLOVER events out.
    Plover,
    /// Paths in; one finding a line out.
    Findings,
    /// Paths in; one link between findings a line out.
    Links,
}

impl Stage {
    /// Every stage with its word on the command line.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::Text, "text"),
        (Self::Language, "language"),
        (Self::Times, "times"),
        (Self::Events, "events"),
        (Self::Quotes, "quotes"),
        (Self::Quantities, "quantities"),
        (Self::Pairs, "pairs"),
        (Self::Mentions, "mentions"),
        (Self::Copies, "copies"),
        (Self::Plover, "plover"),
        (Self::Findings, "findings"),
        (Self::Links, "links"),
    ];

    /// The word on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(stage, _)| *stage == self).map_or("", |(_, word)| word)
    }

    /// The stage that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(stage, _)| *stage)
    }

    /// Whether it takes reports rather than JSON lines.
    fn takes_reports(self, inputs: &[PathBuf]) -> bool {
        match self {
            Self::Text | Self::Findings | Self::Links => true,
            Self::Mentions => !inputs.iter().all(|path| is_json_lines(path)),
            Self::Language
            | Self::Times
            | Self::Events
            | Self::Quotes
            | Self::Quantities
            | Self::Pairs
            | Self::Copies
            | Self::Plover => false,
        }
    }
}

/// What is asked of a stage beside its input.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The model that says what the words are.
    pub model: Shipped,
    /// The events that are looked for; the shipped ones where none is given.
    pub codebook: Option<Codebook>,
    /// JSON where the stage has another form of its own.
    pub json: bool,
    /// For `times`: the days of publication that the text leaves open, too.
    pub report_date: bool,
    /// For `mentions`: a file of JSON lines with the spans to resolve.
    pub mentions: Option<PathBuf>,
}

/// Runs one stage over its inputs and writes its lines, in the order of the input. With no
/// input, or `-`, standard input is read.
///
/// Answers with the number of lines written.
///
/// # Errors
/// When an input is missing or is no JSON where JSON is asked for, or the output is closed.
pub fn inspect(
    world: &dyn World,
    stage: Stage,
    inputs: &[PathBuf],
    options: &Options,
    out: &mut dyn Write,
) -> Result<usize, Error> {
    let standard = [PathBuf::from("-")];
    let inputs = if inputs.is_empty() { &standard[..] } else { inputs };
    let bench = Bench {
        pipeline: Pipeline::with(options.model)
            .by(options.codebook.clone().unwrap_or_else(Codebook::shipped)),
        given: match &options.mentions {
            Some(path) => given::spans(&json_lines::read(world, path)?),
            None => given::Spans::default(),
        },
        options,
    };
    if stage.takes_reports(inputs) {
        return reports(world, stage, inputs, &bench, out);
    }
    let mut written = 0;
    if stage == Stage::Copies {
        return copies::write(world, inputs, out);
    }
    for path in inputs {
        let lines = json_lines::read(world, path)?;
        for batch in lines.chunks(BATCH) {
            let answers: Vec<Vec<String>> =
                batch.par_iter().map(|line| bench.line(stage, line)).collect();
            written += write_lines(answers.into_iter().flatten(), out)?;
        }
    }
    Ok(written)
}

/// How many lines or files are worked on at once: enough for all threads, and no more memory.
const BATCH: usize = 256;

/// What every line is read with.
struct Bench<'a> {
    pipeline: Pipeline,
    given: given::Spans,
    options: &'a Options,
}

impl Bench<'_> {
    fn line(&self, stage: Stage, line: &Line) -> Vec<String> {
        match stage {
            Stage::Language => language::lines(&self.pipeline, line, self.options.json),
            Stage::Times => times::lines(line, self.options.report_date),
            Stage::Events => events::lines(&self.pipeline, line),
            Stage::Quotes => quotes::lines(&self.pipeline, line),
            Stage::Quantities => quantities::lines(&self.pipeline, line),
            Stage::Pairs => pairs::lines(line),
            Stage::Plover => plover::lines(&self.pipeline, line),
            Stage::Mentions => mentions::of_text(&self.pipeline, &self.given, line),
            Stage::Text | Stage::Findings | Stage::Links | Stage::Copies => Vec::new(),
        }
    }

    fn report(&self, stage: Stage, incoming: &Incoming) -> Vec<String> {
        let report = incoming.report();
        let raw = &incoming.member.raw;
        match stage {
            Stage::Text => vec![text::line(&report, raw)],
            Stage::Findings => findings::lines(&self.pipeline, report, raw),
            _ => Vec::new(),
        }
    }
}

fn reports(
    world: &dyn World,
    stage: Stage,
    inputs: &[PathBuf],
    bench: &Bench<'_>,
    out: &mut dyn Write,
) -> Result<usize, Error> {
    let files = incoming::files(world, inputs)?;
    if stage == Stage::Links {
        return write_lines(links::lines(world, &bench.pipeline, &files)?, out);
    }
    if stage == Stage::Mentions {
        let Bench { pipeline, given, .. } = bench;
        return write_lines(mentions::of_reports(world, pipeline, given, &files)?, out);
    }
    let mut written = 0;
    let mut read = |batch: Vec<Incoming>, _| {
        let answers: Vec<Vec<String>> =
            batch.par_iter().map(|incoming| bench.report(stage, incoming)).collect();
        written += write_lines(answers.into_iter().flatten(), out)?;
        Ok(())
    };
    each_batch(world, &files, &mut read, &mut Err)?;
    Ok(written)
}

fn write_lines(
    lines: impl IntoIterator<Item = String>,
    out: &mut dyn Write,
) -> Result<usize, Error> {
    let mut written = 0;
    for line in lines {
        writeln!(out, "{line}").map_err(Error::writing)?;
        written += 1;
    }
    Ok(written)
}

fn is_json_lines(path: &Path) -> bool {
    let name = name_of(path);
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name == "-" || name.ends_with(".jsonl") || name.ends_with(".ndjson")
}
