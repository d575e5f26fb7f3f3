use dateline_text::Report;

use crate::points::RawPoints;
use crate::wire;

/// The report's body, regions, credits and problems as one line.
pub(super) fn line(report: &Report, raw: &[u8]) -> String {
    let points = RawPoints::new(raw, &report.charset);
    to_json(&wire::report_line(report, &points))
}

/// A shape as one line of JSON.
pub(super) fn to_json(shape: &impl serde::Serialize) -> String {
    // The shapes hold no map with keys that are no words, the one thing that can fail.
    serde_json::to_string(shape).unwrap_or_default()
}
