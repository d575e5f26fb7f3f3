//! The shapes that leave: copies of what is inside, so that a name inside can change without
//! one byte of an answer changing.
//!
//! Snake case throughout; offsets are Unicode code points; dates are ISO 8601 or TIMEX3
//! prefixes.

mod copied;
mod credit;
mod days;
mod deciding;
mod doubt;
mod entry;
mod finding;
mod number;
mod report;
mod shown;
mod when;

pub use copied::{ChangedFigure, PairLine, ReasonLine};
pub use days::{WhenLine, reason};
pub use deciding::{DecidingShown, FactorShown};
pub use doubt::{DoubtLine, DoubtedLine};
pub use entry::{
    ActorRef, DifferenceLine, EntryLine, EvidenceLine, FieldLine, LinkShown, PointLine,
    ReadingLine, SeriesLine, ValueLine, short,
};
pub use finding::{FindingLine, LinkLine, Place};
pub use number::count;
pub use report::{DateCandidate, ProblemLine, RegionLine, ReportDate, ReportLine};
pub use shown::{
    ActorLine, AgreedShown, BodyLine, CopiesShown, CoverageShown, DecisionShown,
    NameLine, PersonLine, ProblemShown, PromiseShown, ReportShown, ScreenShown,
    SpokenShown, StateShown, StatusLine, TimelineShown, TotalsShown,
};

pub(crate) use credit::credit_lines;
pub(crate) use days::days_line;
pub(crate) use deciding::deciding;
pub(crate) use doubt::doubt;
pub(crate) use entry::{entry_line, is_nothing, link_shown, series_line};
pub(crate) use finding::finding_lines;
pub(crate) use number::{degrees, number, per_mille};
pub(crate) use report::{report_date, report_line};
pub(crate) use shown::{
    actor, agreed, body, copies, coverage, decision, person, promises, report, screen,
    spoken, state, timeline,
};

/// What a kind of finding records, how it is said, an example, what it is not and what is known
/// to be missed; nothing where there is no such kind.
#[must_use]
pub fn guide(kind: &str) -> Vec<(&'static str, String)> {
    dateline_findings::Kind::parse(kind).map(dateline_findings::guide).unwrap_or_default()
}

/// The version of these shapes: it grows when a field goes or changes its meaning.
pub const VERSION: u32 = 1;
