use dateline_findings::Finding;
use dateline_names::Actor;
use dateline_text::{Credits, ReportId, Span};
use dateline_time::When;

/// A report as the record holds it: who published it when, and what it says. The text itself
/// stays in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// The hash of its bytes.
    pub id: ReportId,
    /// Its file name.
    pub name: String,
    /// What the page says about itself.
    pub credits: Credits,
    /// The days it may have been published on, from its own words, where it gives no date.
    pub report_date: Option<When>,
    /// What it says.
    pub findings: Vec<Finding>,
    /// Who is who in it.
    pub actors: Vec<Actor>,
    /// Sentences with a date, a figure or a cue that gave no finding.
    pub unread: Vec<Span>,
}
