use std::io::Write;

use crate::{Desk, Error};

mod csv;
mod json_lines;
mod timeline_js;

/// A form that a record leaves in, the same bytes for the same record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// One line of JSON for each thing the record holds.
    JsonLines,
    /// A table for a spreadsheet, one row an entry.
    Csv,
    /// The JSON that `TimelineJS` reads.
    TimelineJs,
}

impl Format {
    /// Every format with its word.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::JsonLines, "jsonl"),
        (Self::Csv, "csv"),
        (Self::TimelineJs, "timelinejs"),
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
            Format::TimelineJs => timeline_js::write(self, out),
        }
    }
}
