//! Reads from an analysis who said, did, agreed, promised or counted what, when and according
//! to whom.
//!
//! The door is [`find`]. It sees one report and nothing outside it.

mod codebook;
mod field;
mod finding;
mod value;

pub use codebook::Codebook;
pub use field::{Field, FieldEntry, Fields};
pub use finding::{Finding, Kind, Modality, Polarity, Source, SourceKind};
pub use value::{Name, Value};

use dateline_language::Analysis;
use dateline_names::{Actor, Cast};
use dateline_text::{Report, Span, Spanned};
use dateline_time::{Expression, When};

/// What one report says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The findings, in the order of their evidence, then kind.
    pub all: Vec<Finding>,
    /// Who is who in the report.
    pub cast: Cast,
    /// The expressions of time with what they mean in this report.
    pub times: Vec<Spanned<(Expression, When)>>,
    /// Sentences with a date, a figure or a cue that gave no finding.
    pub unread: Vec<Span>,
    /// The days the report itself may have been published on, from its own words.
    pub report_date: Option<When>,
}

impl Findings {
    /// The actors of the report.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.cast.actors
    }
}

/// Reads the findings of one report.
#[must_use]
pub fn find(_report: &Report, _analysis: &Analysis, _codebook: &Codebook) -> Findings {
    Findings::default()
}
