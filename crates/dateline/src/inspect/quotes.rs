use dateline_findings::attributions;
use dateline_text::{RegionClass, Report, Span};
use serde_json::{Value, json};

use super::given::answer;
use super::text::to_json;
use crate::Pipeline;
use crate::json_lines::{Line, text_of};
use crate::points::RawPoints;

/// Who says what in a text: read like a report, so that broken lines are mended; places are
/// places of the text as it was given.
pub(super) fn lines(pipeline: &Pipeline, line: &Line) -> Vec<String> {
    let words = text_of(line, "text");
    let mut found = Vec::new();
    for (report, _) in pipeline.reports(words.as_bytes(), "given.txt") {
        found.extend(of_report(pipeline, &report, words));
    }
    let mut answer = answer(line, "doc");
    answer.insert("attributions".to_owned(), Value::Array(found));
    vec![to_json(&answer)]
}

fn of_report(pipeline: &Pipeline, report: &Report, words: &str) -> Vec<Value> {
    let points = RawPoints::new(words.as_bytes(), "UTF-8");
    // What is printed twice is said twice in the text that was given.
    let read = report
        .regions
        .iter()
        .filter(|region| matches!(region.class, RegionClass::Body | RegionClass::Repeat));
    let within: Vec<Span> = read.map(|region| region.span).collect();
    let analysis = dateline_language::analyse(&pipeline.model, &report.text, &within);
    let cast = dateline_names::cast(&report.text, &analysis);
    let places = |spans: &[Span]| -> Vec<[usize; 2]> {
        spans.iter().map(|span| points.span(report.map.raw(*span))).collect()
    };
    let found = attributions(&report.text, &analysis, &cast);
    found
        .iter()
        .map(|said| {
            json!({
                "source": places(&said.source),
                "cue": places(&said.cue),
                "content": places(&said.content),
            })
        })
        .collect()
}
