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
    let within = to_read(report);
    let analysis = dateline_language::analyse(pipeline.model(), &report.text, &within);
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

/// The paragraphs of the body. What is printed twice is said twice in the text that was given,
/// and a line alone or at the top that ends as a sentence does is no headline.
fn to_read(report: &Report) -> Vec<Span> {
    let is_sentence = |span: Span| {
        report.text.words(span).trim_end().ends_with(['.', '!', '?', '"', '”', ':'])
    };
    let is_body = |class| matches!(class, RegionClass::Body | RegionClass::Repeat);
    let alone = !report.regions.iter().any(|region| is_body(region.class));
    let read = report.regions.iter().filter(|region| {
        let heading = matches!(region.class, RegionClass::Title | RegionClass::Subhead);
        is_body(region.class) || heading && (alone || is_sentence(region.span))
    });
    read.map(|region| region.span).collect()
}
