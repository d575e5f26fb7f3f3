use dateline_findings::{Amount, Quantity, quantities};
use serde_json::{Value, json};

use super::given::{Given, answer};
use super::text::to_json;
use crate::Pipeline;
use crate::json_lines::Line;
use crate::wire::number;

/// The numbers of a text that count or measure something.
pub(super) fn lines(pipeline: &Pipeline, line: &Line) -> Vec<String> {
    let given = Given::new(line);
    let within = given.paragraphs();
    let analysis = dateline_language::analyse(pipeline.model(), &given.text, &within);
    let found = quantities(&given.text, &analysis);
    let found = found.iter().map(|quantity| shown(&given, quantity));
    let mut answer = answer(line, "id");
    answer.insert("quantities".to_owned(), found.collect());
    vec![to_json(&answer)]
}

fn shown(given: &Given, quantity: &Quantity) -> Value {
    let [start, end] = given.place(quantity.span);
    let value = match quantity.value {
        Amount::One(value) => number(value),
        Amount::Range(from, to) => json!([number(from), number(to)]),
    };
    let concept = quantity.concept.map(|span| given.text.words(span));
    json!({
        "start": start,
        "end": end,
        "value": value,
        "unit": quantity.unit,
        "change": quantity.sign(),
        "comparator": quantity.bound.as_str(),
        "concept": concept.unwrap_or("-"),
    })
}
