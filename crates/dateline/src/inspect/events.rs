use dateline_findings::event_dates;
use dateline_text::Span;

use super::given::{Given, answer, pairs_of};
use super::text::to_json;
use super::times::day_of;
use crate::Pipeline;
use crate::json_lines::Line;

/// The date of each event word: of those that were given, or else of every verb.
pub(super) fn lines(pipeline: &Pipeline, line: &Line) -> Vec<String> {
    let given = Given::new(line);
    let within = given.paragraphs();
    let analysis = dateline_language::analyse(pipeline.model(), &given.text, &within);
    let day = day_of(line);
    let times = dateline_time::tag(&given.text, &within, day);
    let asked = line.get("spans").map(|spans| {
        let places = pairs_of(Some(spans)).into_iter();
        places.map(|place| given.span(place)).collect::<Vec<Span>>()
    });
    let dated = event_dates(&given.text, &analysis, &times, day, asked.as_deref());
    let lines = dated.into_iter().map(|(span, date)| {
        let [start, end] = given.place(span);
        let mut answer = answer(line, "doc");
        answer.insert("start".to_owned(), start.into());
        answer.insert("end".to_owned(), end.into());
        answer.insert("date".to_owned(), date.into());
        to_json(&answer)
    });
    lines.collect()
}
