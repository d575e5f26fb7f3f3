use std::collections::BTreeMap;
use std::path::PathBuf;

use dateline_names::{ActorClass, Cast, Form, Mention, Resolution};
use dateline_text::{ReportId, Span, Text};
use serde_json::{Map, Value};

use super::given::{Given, Spans, answer};
use super::text::to_json;
use super::together::{Reach, Together};
use crate::json_lines::{Line, text_of};
use crate::{Error, Pipeline, Reading, World};

/// Who is who in a text that was given.
pub(super) fn of_text(pipeline: &Pipeline, given: &Spans, line: &Line) -> Vec<String> {
    let text = Given::new(line);
    let within = text.paragraphs();
    // Who is who does not ask how words hang on each other.
    let model = pipeline.model().without_heads();
    let analysis = dateline_language::analyse(&model, &text.text, &within);
    let cast = dateline_names::cast(&text.text, &analysis);
    let asked = asked(given, text_of(line, "doc"), |place| Some(text.span(place)));
    let chosen = chosen(&cast, &text.text, asked, &|span| text.place(span));
    let mentions = chosen.into_iter().map(|asked| {
        let mut answer = answer(line, "doc");
        let words = text.text.words(asked.span);
        put(&mut answer, &asked, words);
        let known = actor(asked.mention.as_ref(), words, &|at| name(&cast, at));
        answer.insert("actor".to_owned(), known);
        to_json(&answer)
    });
    mentions.collect()
}

/// Who is who in these reports, across them all; places are places of the raw files.
pub(super) fn of_reports(
    world: &dyn World,
    pipeline: &Pipeline,
    given: &Spans,
    files: &[PathBuf],
) -> Result<Vec<String>, Error> {
    let together = Together::read(world, pipeline, files, Reach::Page)?;
    let known = known(&together);
    let mut lines = Vec::new();
    for (reading, points) in &together.reports {
        let report = &reading.report;
        let asked = asked(given, &report.name, |[start, end]| {
            report.map.text(Span::of(points.byte(start)..points.byte(end)))
        });
        let place = |span| points.span(report.map.raw(span));
        for asked in chosen(&reading.findings.cast, &report.text, asked, &place) {
            let mut answer = Map::new();
            answer.insert("doc".to_owned(), report.name.as_str().into());
            let words = report.text.words(asked.span);
            put(&mut answer, &asked, words);
            let across = |at| across(&known, reading, report.id, at);
            answer.insert(
                "actor".to_owned(),
                actor(asked.mention.as_ref(), words, &across),
            );
            lines.push(to_json(&answer));
        }
    }
    Ok(lines)
}

/// Words to resolve: where they stand for the reader, where in the cleaned text, and whom they
/// name.
struct Asked {
    place: [usize; 2],
    span: Span,
    mention: Option<Mention>,
}

/// The places that were asked for, with their spans of the cleaned text.
fn asked(
    given: &Spans,
    doc: &str,
    span: impl Fn([usize; 2]) -> Option<Span>,
) -> Option<Vec<([usize; 2], Span)>> {
    if given.is_empty() {
        return None;
    }
    let places = given.get(doc).map(Vec::as_slice).unwrap_or_default().iter();
    Some(places.map(|place| (*place, span(*place).unwrap_or_default())).collect())
}

/// The mentions that were found, or what each place that was asked for names.
fn chosen(
    cast: &Cast,
    text: &Text,
    asked: Option<Vec<([usize; 2], Span)>>,
    place: &dyn Fn(Span) -> [usize; 2],
) -> Vec<Asked> {
    let Some(asked) = asked else {
        let all = cast.mentions.iter().map(|mention| {
            let span = mention.span;
            Asked { place: place(span), span, mention: Some(mention.clone()) }
        });
        return all.collect();
    };
    let asked = asked.into_iter();
    let meant = |(place, span)| Asked { place, span, mention: cast.asked(text, span) };
    asked.map(meant).collect()
}

fn put(answer: &mut Map<String, Value>, asked: &Asked, words: &str) {
    answer.insert("start".to_owned(), asked.place[0].into());
    answer.insert("end".to_owned(), asked.place[1].into());
    answer.insert("text".to_owned(), words.into());
    let class = asked.mention.as_ref().map(|mention| class(mention.class));
    answer.insert("type".to_owned(), class.into());
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

/// The actor that a mention names, several with a plus between them; null where it cannot be
/// told. A name of nobody known is that name's.
fn actor(
    mention: Option<&Mention>,
    words: &str,
    name: &dyn Fn(usize) -> Option<String>,
) -> Value {
    let Some(mention) = mention else { return Value::Null };
    match &mention.resolution {
        Resolution::One(number) => name(*number).into(),
        Resolution::Several(numbers) => {
            let names: Vec<String> = numbers.iter().filter_map(|at| name(*at)).collect();
            names.join(" + ").into()
        }
        Resolution::Unknown if mention.form == Form::Name => words.into(),
        Resolution::Unknown => Value::Null,
    }
}

fn name(cast: &Cast, number: usize) -> Option<String> {
    Some(cast.actors.get(number)?.name.clone())
}

/// The identities of the actors across the reports, by report and number.
type Known = BTreeMap<(ReportId, usize), String>;

fn known(together: &Together) -> Known {
    let mut known = Known::new();
    for actor in &together.view.actors {
        for key in &actor.mentioned {
            known.entry(*key).or_insert_with(|| actor.id.to_string());
        }
    }
    known
}

/// The actor's identity across the reports, or its name where the record has none.
fn across(
    known: &Known,
    reading: &Reading,
    report: ReportId,
    number: usize,
) -> Option<String> {
    let found = known.get(&(report, number)).cloned();
    found.or_else(|| name(&reading.findings.cast, number))
}
