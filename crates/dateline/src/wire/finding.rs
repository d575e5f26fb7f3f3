use dateline_findings::{Field, FieldEntry, Finding, Findings, Value as Held};
use dateline_text::Report;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::number::number;
use super::report::raw_place;
use super::when::{date_value, put_date};
use crate::points::RawPoints;

/// Where something stands in a raw file, in code points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file's name without folders.
    pub doc: String,
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// A finding as it leaves `inspect findings`; offsets are code points of the raw file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingLine {
    /// The file's name without folders.
    pub doc: String,
    /// statement, event, agreement, commitment, body, figure, role, relation or credit.
    pub kind: &'static str,
    /// Where its words start.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// What it says, with modality, polarity, source kind and attribution.
    pub fields: Map<String, Value>,
    /// Other words that it rests on.
    pub more: Vec<[usize; 2]>,
    /// The rule that read it.
    pub rule: String,
    /// How sure the reading is, per mille.
    pub confidence: u16,
}

/// A link between findings as it leaves `inspect links`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkLine {
    /// The type of the link.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is about.
    pub topic: String,
    /// The words of each side.
    pub members: Vec<Place>,
    /// What differs, side by side.
    pub differences: Map<String, Value>,
}

/// The findings of a report, in the order of their words.
pub(crate) fn finding_lines(
    report: &Report,
    findings: &Findings,
    points: &RawPoints,
) -> Vec<FindingLine> {
    let line = |finding: &Finding| {
        let [start, end] = raw_place(report, points, finding.evidence);
        let more = finding.more.iter().map(|span| raw_place(report, points, *span));
        FindingLine {
            doc: report.name.clone(),
            kind: finding.kind.as_str(),
            start,
            end,
            fields: fields(finding),
            more: more.collect(),
            rule: finding.rule.clone(),
            confidence: finding.confidence,
        }
    };
    findings.all.iter().map(line).collect()
}

/// The words on the wire for all that a finding says.
pub(crate) fn fields(finding: &Finding) -> Map<String, Value> {
    let mut fields = Map::new();
    for entry in finding.fields.iter() {
        put(&mut fields, entry);
    }
    fields.insert("modality".to_owned(), finding.modality.as_str().into());
    fields.insert("polarity".to_owned(), finding.polarity.as_str().into());
    fields.insert("source_kind".to_owned(), finding.source.kind.as_str().into());
    fields.insert("attribution".to_owned(), finding.source.chain.clone().into());
    fields
}

fn put(fields: &mut Map<String, Value>, entry: &FieldEntry) {
    let key = entry.field.as_str();
    match (&entry.value, entry.field) {
        (Held::When(when), Field::Date | Field::AsOf | Field::Deadline | Field::To) => {
            put_date(fields, key, when);
        }
        (value, _) => {
            fields.insert(key.to_owned(), value_of(value));
        }
    }
}

/// A value as JSON.
pub(super) fn value_of(value: &Held) -> Value {
    match value {
        Held::Word(words) | Held::Words(words) => Value::from(words.as_str()),
        Held::Name(name) => Value::from(name.name.as_str()),
        Held::Number(decimal) => number(*decimal),
        Held::Range(from, to) => json!([number(*from), number(*to)]),
        Held::When(when) => date_value(when),
        Held::Truth(truth) => Value::from(*truth),
        Held::List(values) => values.iter().map(value_of).collect(),
    }
}
