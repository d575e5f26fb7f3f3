//! Reports at hand, for the next who asks for their words.

use std::sync::Arc;

use dateline_text::{Report, ReportId, Span};

use super::lately::{Kept, Lately};
use crate::points::RawPoints;

/// How many bytes of words are kept at hand.
const AT_HAND: usize = 8 << 20;

/// Reports kept at hand.
pub(super) type Papers = Lately<ReportId, Arc<Paper>>;

impl Kept for Arc<Paper> {
    const MOST: usize = AT_HAND;

    /// The bytes of its words.
    fn weight(&self) -> usize {
        self.report.text.len()
    }
}

/// A report with the places of its raw bytes.
#[derive(Debug)]
pub(crate) struct Paper {
    /// The report as it was read.
    pub(crate) report: Report,
    pub(super) points: RawPoints,
}

impl Paper {
    /// Where words of the cleaned text stand in the raw file, in code points.
    pub(crate) fn place(&self, span: Span) -> [usize; 2] {
        self.points.span(self.report.map.raw(span))
    }
}
