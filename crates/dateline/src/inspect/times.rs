use dateline_time::{Basis, Modifier, TimexClass, When};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::given::{Given, answer};
use super::text::to_json;
use crate::json_lines::{Line, text_of};
use crate::wire;

/// The expressions of time of a text.
pub(super) fn lines(line: &Line, report_date: bool) -> Vec<String> {
    let given = Given::new(line);
    let found = dateline_time::tag(&given.text, &[given.text.span()], day_of(line));
    let dated = report_date.then(|| self::report_date(line, &given));
    found
        .iter()
        .map(|found| {
            let mut answer = answer(line, "doc");
            let [start, end] = given.place(found.span);
            answer.insert("start".to_owned(), start.into());
            answer.insert("end".to_owned(), end.into());
            answer.insert("text".to_owned(), given.text.words(found.span).into());
            put(&mut answer, &found.value.1);
            to_json(&answer)
        })
        .chain(dated)
        .collect()
}

/// The days of publication that the text alone leaves open: no day is given to it.
fn report_date(line: &Line, given: &Given) -> String {
    let times = dateline_time::tag(&given.text, &[given.text.span()], None);
    let date = dateline_time::report_date(&times).unwrap_or_default();
    let mut answer = answer(line, "doc");
    answer.insert("report_date".to_owned(), json!(wire::report_date(&date)));
    to_json(&answer)
}

/// The day of publication that came with a line.
pub(super) fn day_of(line: &Line) -> Option<Date> {
    text_of(line, "dct").get(..10)?.parse().ok()
}

fn put(answer: &mut Map<String, Value>, when: &When) {
    let class = match when.class {
        TimexClass::Date => "DATE",
        TimexClass::Time => "TIME",
        TimexClass::Duration => "DURATION",
        TimexClass::Set => "SET",
    };
    answer.insert("type".to_owned(), class.into());
    answer.insert("value".to_owned(), when.timex.as_str().into());
    answer.insert("mod".to_owned(), when.modifier.map(modifier).into());
    let interval = when.earliest.zip(when.latest);
    let interval =
        interval.map(|(first, last)| json!([first.to_string(), last.to_string()]));
    answer.insert("interval".to_owned(), interval.into());
    answer.insert("candidates".to_owned(), when.candidates.clone().into());
    answer.insert("anchor".to_owned(), anchor(when.basis).into());
}

fn modifier(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Before => "BEFORE",
        Modifier::After => "AFTER",
        Modifier::OnOrBefore => "ON_OR_BEFORE",
        Modifier::OnOrAfter => "ON_OR_AFTER",
        Modifier::LessThan => "LESS_THAN",
        Modifier::MoreThan => "MORE_THAN",
        Modifier::EqualOrLess => "EQUAL_OR_LESS",
        Modifier::EqualOrMore => "EQUAL_OR_MORE",
        Modifier::Early => "START",
        Modifier::Mid => "MID",
        Modifier::Late => "END",
        Modifier::About => "APPROX",
    }
}

fn anchor(basis: Basis) -> &'static str {
    match basis {
        Basis::Explicit => "explicit",
        Basis::Published => "dct",
        Basis::Event => "event",
        Basis::Present => "present",
        Basis::Inferred => "inferred",
        Basis::Unresolved => "none",
    }
}
