use std::io::Write;

use dateline_record::View;

use crate::wire::count;
use crate::{Desk, Error};

mod annotations;
mod bibtex;
mod chronology;
mod csl;
mod csv;
mod docx;
mod follow_the_money;
mod geojson;
mod html;
mod json_lines;
mod markdown;
mod parquet;
mod plover;
mod source;
mod timeline_js;
mod xlsx;

use self::chronology::Edition;
pub use self::csv::cell;
pub(crate) use self::csv::{MARK, cells_by_name, squeezed};
pub(crate) use self::xlsx::clipped;
#[cfg(test)]
pub(crate) use self::{csv::row, xlsx::sheet_of};

/// The port of the page on this machine, where no other is chosen.
pub const PAGE_PORT: u16 = 4711;

/// A form that a record leaves in, the same bytes for the same record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// One line of JSON for each thing the record holds.
    JsonLines,
    /// A table for a spreadsheet, one row an entry.
    Csv,
    /// A workbook for a spreadsheet: entries, figures, links, sources.
    Xlsx,
    /// The same rows as a typed table.
    Parquet,
    /// The points of all series as a typed table.
    ParquetFigures,
    /// Where each entry is told, with the words, as a typed table.
    ParquetEvidence,
    /// The JSON that `TimelineJS` reads.
    TimelineJs,
    /// A chronology with footnotes, with flags and open points for those who work on it.
    Markdown,
    /// The same for publication.
    MarkdownClean,
    /// The chronology for those who work on it, for word processors.
    Docx,
    /// The same for publication.
    DocxClean,
    /// One page with all of it, for a browser without anything beside it.
    Html,
    /// Entities of `FollowTheMoney`, one line each.
    FollowTheMoney,
    /// W3C Web Annotations, one line each.
    Annotations,
    /// Events as PLOVER codes them, one line each.
    Plover,
    /// A point on the map for each entry whose place is known, as `GeoJSON`.
    GeoJson,
    /// The sources, for reference managers, as CSL-JSON.
    Csl,
    /// The sources as BibTeX.
    Bibtex,
}

impl Format {
    /// Every format with its word.
    pub const ALL: [(Self, &'static str); 18] = [
        (Self::JsonLines, "jsonl"),
        (Self::Csv, "csv"),
        (Self::Xlsx, "xlsx"),
        (Self::Parquet, "parquet"),
        (Self::ParquetFigures, "parquet-figures"),
        (Self::ParquetEvidence, "parquet-evidence"),
        (Self::TimelineJs, "timelinejs"),
        (Self::Markdown, "markdown"),
        (Self::MarkdownClean, "markdown-clean"),
        (Self::Docx, "docx"),
        (Self::DocxClean, "docx-clean"),
        (Self::Html, "html"),
        (Self::FollowTheMoney, "ftm"),
        (Self::Annotations, "annotations"),
        (Self::Plover, "plover"),
        (Self::GeoJson, "geojson"),
        (Self::Csl, "csl"),
        (Self::Bibtex, "bibtex"),
    ];

    /// The format that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(format, _)| *format)
    }
}

/// What was written, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many lines, rows or slides.
    pub lines: usize,
    /// What is not in it, and why: "12 entries omitted: no date".
    pub left_out: Vec<String>,
}

impl Desk {
    /// Writes the whole record in a format. What was learnt when is not in it.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn export(&self, format: Format, out: &mut dyn Write) -> Result<Written, Error> {
        match format {
            Format::JsonLines => json_lines::write(self, out),
            Format::Csv => csv::write(self, out),
            Format::Xlsx => xlsx::write(self, out),
            Format::Parquet => parquet::entries(self, out),
            Format::ParquetFigures => parquet::figures(self, out),
            Format::ParquetEvidence => parquet::evidence(self, out),
            Format::TimelineJs => timeline_js::write(self, out),
            Format::Markdown => {
                chronology::write(self, Edition::Working, out, markdown::page)
            }
            Format::MarkdownClean => {
                chronology::write(self, Edition::Clean, out, markdown::page)
            }
            Format::Docx => chronology::write(self, Edition::Working, out, docx::packed),
            Format::DocxClean => {
                chronology::write(self, Edition::Clean, out, docx::packed)
            }
            Format::Html => html::write(self, out),
            Format::FollowTheMoney => follow_the_money::write(self, out),
            Format::Annotations => annotations::write(self, out),
            Format::Plover => plover::write(self, out),
            Format::GeoJson => geojson::write(self, out),
            Format::Csl => csl::write(self, out),
            Format::Bibtex => bibtex::write(self, out),
        }
    }
}

/// What a list of sources leaves out: all that stands in them.
fn beside_sources(view: &View, undated: usize) -> Vec<String> {
    let mut left_out = vec![count(view.entries.len(), "entry")];
    if undated > 0 {
        let what = count(undated, "source");
        left_out.push(format!("the date of {what}: the page gives none"));
    }
    left_out
}
