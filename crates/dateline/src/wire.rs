//! The shapes that leave: copies of what is inside, so that a name inside can change without
//! one byte of an answer changing.
//!
//! Snake case throughout; offsets are Unicode code points; dates are ISO 8601 or TIMEX3
//! prefixes.

mod finding;
mod number;
mod report;
mod when;

pub use finding::{FindingLine, LinkLine, Place};
pub use report::{DateCandidate, ProblemLine, RegionLine, ReportDate, ReportLine};

pub(crate) use finding::{credit_lines, finding_lines};
pub(crate) use number::per_mille;
pub(crate) use report::report_line;

/// The version of these shapes: it grows when a field goes or changes its meaning.
pub const VERSION: u32 = 1;
