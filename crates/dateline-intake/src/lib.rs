//! Turns any bytes into reports and a list of problems.
//!
//! The door is [`read`]. It never fails on content: whatever cannot be read becomes a
//! [`Problem`](dateline_text::Problem) of the report.

use dateline_text::{
    Credits, Problem, ProblemKind, RawMap, Report, ReportId, Span, Text,
};

/// What is known about some bytes before they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The file's name without folders.
    pub name: String,
}

/// Reads one file and pushes its reports out, one at a time.
pub fn read(raw: &[u8], hint: &Hint, each: &mut dyn FnMut(Report)) {
    each(Report {
        id: ReportId::of(raw),
        name: hint.name.clone(),
        charset: "UTF-8".to_owned(),
        text: Text::default(),
        map: RawMap::default(),
        regions: Vec::new(),
        credits: Credits::default(),
        problems: vec![Problem {
            kind: ProblemKind::Empty,
            raw: Span::default(),
            message: "nothing to read".to_owned(),
        }],
    });
}
