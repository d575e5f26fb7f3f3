use dateline_text::Report;

use super::text::to_json;
use crate::Pipeline;
use crate::points::RawPoints;
use crate::wire::{credit_lines, finding_lines};

/// What a report says, in the order of its words, credits among the rest.
pub(super) fn lines(pipeline: &Pipeline, report: Report, raw: &[u8]) -> Vec<String> {
    let points = RawPoints::new(raw, &report.charset);
    let reading = pipeline.read(report);
    let mut lines =
        credit_lines(&reading.report, reading.findings.report_date.as_ref(), &points);
    lines.extend(finding_lines(&reading.report, &reading.findings, &points));
    lines.sort_by(|one, other| {
        (one.start, one.end, one.kind).cmp(&(other.start, other.end, other.kind))
    });
    lines.iter().map(to_json).collect()
}
