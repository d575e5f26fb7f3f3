use clap::{Parser, Subcommand};

use crate::verb::inspect::Inspect;

/// Reads a pile of news reports and keeps the record: what was agreed, said, done and
/// counted, when, according to whom, and where the reports disagree.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Inspect(Inspect),
}
