use dateline_findings::{PloverEvent, plover};
use serde_json::{Value, json};

use super::given::{Given, answer};
use super::text::to_json;
use crate::Pipeline;
use crate::json_lines::Line;

/// The events of a text as PLOVER codes them.
pub(super) fn lines(pipeline: &Pipeline, line: &Line) -> Vec<String> {
    let given = Given::new(line);
    let within = given.paragraphs();
    let analysis = dateline_language::analyse(pipeline.model(), &given.text, &within);
    let cast = dateline_names::cast(&given.text, &analysis);
    let events = plover(&given.text, &analysis, &cast, &pipeline.codebook);
    let events = events.iter().map(|event| shown(&given, event));
    let mut answer = answer(line, "id");
    answer.insert("events".to_owned(), events.collect());
    vec![to_json(&answer)]
}

fn shown(given: &Given, event: &PloverEvent) -> Value {
    let [start, end] = given.place(event.span);
    json!({
        "start": start,
        "end": end,
        "type": event.root,
        "mode": event.mode,
        "actor": event.actor,
        "recipient": event.recipient,
        "modality": event.modality.as_str(),
        "polarity": event.polarity.as_str(),
    })
}
