use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand};
use dateline::{Codebook, Disk, Error, Shipped, World as _};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::verb::add::Add;
use crate::verb::backup::Backup;
use crate::verb::check::Check;
use crate::verb::completions::Completions;
use crate::verb::diff::Diff;
use crate::verb::export::Export;
use crate::verb::find::Find;
use crate::verb::inspect::Inspect;
use crate::verb::openapi::OpenApi;
use crate::verb::remove::Remove;
use crate::verb::reread::Reread;
use crate::verb::review::Review;
use crate::verb::serve::Serve;
use crate::verb::show::Show;
use crate::verb::users::Users;
use crate::verb::verify::Verify;

/// Reads a pile of news reports and keeps the record: what was agreed, said, done and
/// counted, when, according to whom, and where the reports disagree.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    max_term_width = 90,
    after_help = "Start with `dateline add FOLDER`; then `dateline show ID` for any line."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What holds for every verb.
#[derive(Debug, Args)]
pub(crate) struct Everywhere {
    /// The record, one file
    #[arg(long, global = true, value_name = "FILE", default_value = "record.dateline")]
    pub(crate) record: PathBuf,
    /// How many threads read at once; all cores where not given
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// The time that is written down as learnt, and the day that decides what is overdue
    #[arg(long, global = true, value_name = "TIME", value_parser = moment)]
    pub(crate) now: Option<Timestamp>,
    /// What says what the words are: the careful model makes fewer mistakes and takes longer
    #[arg(
        long,
        global = true,
        value_name = "MODEL",
        default_value = "fast",
        value_parser = PossibleValuesParser::new(Shipped::ALL.map(|(_, word)| word))
            .try_map(|word| Shipped::parse(&word).ok_or("no such model"))
    )]
    pub(crate) model: Shipped,
    /// A table of types of event of one's own, looked for beside the shipped ones
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) codebook: Option<PathBuf>,
}

impl Everywhere {
    /// The machine, with its clock held where that is asked for.
    pub(crate) fn world(&self) -> Disk {
        self.now.map_or_else(Disk::new, Disk::held_at)
    }

    /// The day on which it is asked.
    pub(crate) fn today(&self) -> Date {
        TimeZone::UTC.to_datetime(self.world().now()).date()
    }

    /// The types of event that are looked for.
    pub(crate) fn codebook(&self) -> Result<Codebook, Error> {
        dateline::codebook(&self.world(), self.codebook.as_deref())
    }

    /// Does the work with as many threads as are asked for.
    pub(crate) fn with_threads<T: Send>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send,
    ) -> Result<T, Error> {
        dateline::with_threads(self.threads.unwrap_or_default(), work)
    }
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Add(Add),
    Remove(Remove),
    Reread(Reread),
    Show(Show),
    Find(Find),
    Check(Check),
    Diff(Diff),
    Export(Export),
    Review(Review),
    Serve(Serve),
    Users(Users),
    Backup(Backup),
    Verify(Verify),
    Inspect(Inspect),
    #[command(name = "openapi")]
    OpenApi(OpenApi),
    Completions(Completions),
}

/// Reads `2031-08-24T00:25Z` or `2031-08-24`.
fn moment(words: &str) -> Result<Timestamp, String> {
    if let Ok(timestamp) = words.parse::<Timestamp>() {
        return Ok(timestamp);
    }
    let day: Date = day(words)?;
    let zoned = day.to_zoned(TimeZone::UTC).map_err(|error| error.to_string())?;
    Ok(zoned.timestamp())
}

/// Reads `2031-08-24`.
pub(crate) fn day(words: &str) -> Result<Date, String> {
    words.parse().map_err(|_| "write a day as YYYY-MM-DD".to_owned())
}
