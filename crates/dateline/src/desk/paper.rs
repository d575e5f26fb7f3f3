//! Reports at hand, for the next who asks for their words.

use std::collections::BTreeMap;
use std::sync::Arc;

use dateline_text::{Report, ReportId, Span};

use crate::points::RawPoints;

/// How many bytes of words are kept at hand of late; as many of those before are, too.
const AT_HAND: usize = 8 << 20;

/// Reports kept at hand, those that were asked for lately and those before, and how many bytes the
/// words of the late ones have.
#[derive(Debug, Default)]
pub(super) struct Papers {
    late: BTreeMap<ReportId, Arc<Paper>>,
    before: BTreeMap<ReportId, Arc<Paper>>,
    bytes: usize,
}

impl Papers {
    pub(super) fn known(&mut self, id: ReportId) -> Option<Arc<Paper>> {
        if let Some(paper) = self.late.get(&id) {
            return Some(Arc::clone(paper));
        }
        let paper = self.before.remove(&id)?;
        self.keep(id, Arc::clone(&paper));
        Some(paper)
    }

    pub(super) fn keep(&mut self, id: ReportId, paper: Arc<Paper>) {
        if self.bytes > AT_HAND {
            self.before = std::mem::take(&mut self.late);
            self.bytes = 0;
        }
        self.bytes += paper.report.text.len();
        self.late.insert(id, paper);
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
