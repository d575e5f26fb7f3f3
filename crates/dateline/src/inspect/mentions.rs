use dateline_names::{ActorClass, Cast, Mention, Resolution};
use dateline_text::Report;
use serde_json::{Map, Value, json};

use super::given::{Given, Spans, answer};
use super::text::to_json;
use crate::Pipeline;
use crate::json_lines::Line;
use crate::points::RawPoints;

/// Who is who in a text that was given.
pub(super) fn of_text(pipeline: &Pipeline, _given: &Spans, line: &Line) -> Vec<String> {
    let text = Given::new(line);
    let within = text.paragraphs();
    let analysis = dateline_language::analyse(&pipeline.model, &text.text, &within);
    let cast = dateline_names::cast(&text.text, &analysis);
    let mentions = cast.mentions.iter().map(|mention| {
        let place = text.place(mention.span);
        let words = text.text.words(mention.span);
        to_json(&mention_line(answer(line, "doc"), &cast, mention, place, words))
    });
    mentions.collect()
}

/// Who is who in a report; offsets are code points of the raw file.
pub(super) fn of_report(
    pipeline: &Pipeline,
    _given: &Spans,
    report: Report,
    raw: &[u8],
) -> Vec<String> {
    let points = RawPoints::new(raw, &report.charset);
    let reading = pipeline.read(report);
    let report = &reading.report;
    let cast = &reading.findings.cast;
    let mentions = cast.mentions.iter().map(|mention| {
        let place = points.span(report.map.raw(mention.span));
        let mut answer = Map::new();
        answer.insert("doc".to_owned(), report.name.as_str().into());
        let words = report.text.words(mention.span);
        to_json(&mention_line(answer, cast, mention, place, words))
    });
    mentions.collect()
}

fn mention_line(
    mut answer: Map<String, Value>,
    cast: &Cast,
    mention: &Mention,
    [start, end]: [usize; 2],
    words: &str,
) -> Map<String, Value> {
    answer.insert("start".to_owned(), start.into());
    answer.insert("end".to_owned(), end.into());
    answer.insert("text".to_owned(), words.into());
    answer.insert("type".to_owned(), class(mention.class).into());
    answer.insert("actor".to_owned(), actor(cast, &mention.resolution));
    answer
}

fn class(class: ActorClass) -> &'static str {
    match class {
        ActorClass::Person => "PER",
        ActorClass::Organisation => "ORG",
        ActorClass::State => "GPE",
        ActorClass::Place => "LOC",
        ActorClass::Group => "NORP",
    }
}

/// The name of the one actor; a list of names where it is one of several; null where it
/// cannot be told.
fn actor(cast: &Cast, resolution: &Resolution) -> Value {
    let name = |number: &usize| cast.actors.get(*number).map(|actor| actor.name.clone());
    match resolution {
        Resolution::One(number) => name(number).into(),
        Resolution::Several(numbers) => {
            json!(numbers.iter().filter_map(name).collect::<Vec<_>>().join(" + "))
        }
        Resolution::Unknown => Value::Null,
    }
}
