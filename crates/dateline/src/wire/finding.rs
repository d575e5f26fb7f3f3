use dateline_findings::{Field, FieldEntry, Finding, Findings, Value as Held};
use dateline_text::{Credit, CreditKind, RegionClass, Report};
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
        (Held::When(when), Field::Date | Field::AsOf | Field::Deadline) => {
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

/// What the page says of itself, as findings of kind `credit`: its credits, and each stretch
/// of furniture or of words printed twice.
pub(crate) fn credit_lines(report: &Report, points: &RawPoints) -> Vec<FindingLine> {
    let credits = report.credits.all.iter();
    let credits = credits.filter_map(|credit| credit_line(report, credit, points));
    let mut lines: Vec<FindingLine> = credits.collect();
    lines.extend(region_lines(report, points));
    lines.sort_by(|one, other| {
        (one.start, one.end, one.rule.as_str()).cmp(&(
            other.start,
            other.end,
            other.rule.as_str(),
        ))
    });
    lines
}

fn credit_line(
    report: &Report,
    credit: &Credit,
    points: &RawPoints,
) -> Option<FindingLine> {
    let [start, end] = points.span(credit.raw?);
    let mut fields = page_fields(credit.kind.as_str());
    match &credit.moment {
        Some(moment) => fields.insert("date".to_owned(), moment.to_string().into()),
        None => fields.insert("value".to_owned(), credit.value.as_str().into()),
    };
    if credit.kind == CreditKind::Place {
        fields.insert("place".to_owned(), credit.value.as_str().into());
    }
    Some(page_line(report, [start, end], fields, credit.rule))
}

fn region_lines<'a>(
    report: &'a Report,
    points: &'a RawPoints,
) -> impl Iterator<Item = FindingLine> + 'a {
    report.regions.iter().filter_map(move |region| {
        let attribute = match region.class {
            RegionClass::Furniture => "boilerplate",
            RegionClass::Repeat => "repeat",
            RegionClass::Title
            | RegionClass::Byline
            | RegionClass::Dateline
            | RegionClass::Subhead
            | RegionClass::Body
            | RegionClass::Caption => return None,
        };
        let mut fields = page_fields(attribute);
        let words = report.text.words(region.span).trim();
        fields.insert("value".to_owned(), words.into());
        if let Some(earlier) = region.repeats {
            let [start, end] = raw_place(report, points, earlier);
            fields.insert("repeats".to_owned(), json!([start, end]));
        }
        let place = raw_place(report, points, report.text.trim(region.span));
        Some(page_line(report, place, fields, "region"))
    })
}

fn page_fields(attribute: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("attribute".to_owned(), attribute.into());
    fields.insert("modality".to_owned(), "asserted".into());
    fields.insert("polarity".to_owned(), "positive".into());
    fields.insert("source_kind".to_owned(), "unattributed".into());
    fields.insert("attribution".to_owned(), Value::Array(Vec::new()));
    fields
}

fn page_line(
    report: &Report,
    [start, end]: [usize; 2],
    fields: Map<String, Value>,
    rule: &str,
) -> FindingLine {
    FindingLine {
        doc: report.name.clone(),
        kind: "credit",
        start,
        end,
        fields,
        more: Vec::new(),
        rule: format!("credit/{rule}"),
        confidence: 1000,
    }
}
