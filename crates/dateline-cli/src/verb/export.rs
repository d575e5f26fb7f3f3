use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use dateline::{Error, Format};

use super::{Done, opened};
use crate::arguments::Everywhere;
use crate::says;

/// Write the whole record in another form, to standard output
///
/// The same reports and decisions give the same bytes.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// jsonl (everything, a line each), csv, xlsx and parquet (a row an entry;
    /// parquet-figures and parquet-evidence beside it), markdown and docx (a
    /// chronology with footnotes; clean: for publication), html (one page with all of it),
    /// timelinejs, ftm, annotations (W3C), plover, geojson (a point where a place is known), csl and bibtex (the sources)
    #[arg(
        long,
        value_parser = PossibleValuesParser::new(Format::ALL.map(|(_, word)| word))
    )]
    format: String,
    /// A table of one's own of where towns lie, asked before the shipped one: name, state,
    /// latitude, longitude, source
    #[arg(long, value_name = "FILE")]
    places: Option<PathBuf>,
}

impl Export {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let unknown = || Error::usage(format!("there is no format `{}`", self.format));
        let format = Format::parse(&self.format).ok_or_else(unknown)?;
        let mut desk = opened(&everywhere.record)?;
        if let Some(places) = &self.places {
            desk = desk.placed_by(dateline::gazetteer(&everywhere.world(), places)?);
        }
        let mut out = BufWriter::new(io::stdout().lock());
        let written = desk.export(format, &mut out)?;
        out.flush().map_err(Error::writing)?;
        for what in &written.left_out {
            says::note(&format!("left out: {what}"));
        }
        Ok(Done::found(written.lines > 0))
    }
}
