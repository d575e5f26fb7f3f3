use dateline_findings::{Codebook, Finding, Findings, find};
use dateline_language::{Analysis, Model, analyse};
use dateline_text::{
    Credits, Moment, RawMap, Region, RegionClass, Report, ReportId, Span, Text,
};

use crate::{Assertion, Case, Expected};

/// What Dateline makes of the report of a case.
#[derive(Debug)]
pub struct Reading {
    report: Report,
    analysis: Analysis,
    findings: Findings,
}

impl Reading {
    /// Reads the report of a case as it stands: one body, no mending.
    #[must_use]
    pub fn new(case: &Case, model: &Model, codebook: &Codebook) -> Self {
        let report = report(case);
        let within: Vec<Span> = report.reading().collect();
        let analysis = analyse(model, &report.text, &within);
        let findings = find(&report, &analysis, codebook);
        Self { report, analysis, findings }
    }

    /// What is wrong with an assertion, in a line for the reader; `None` when it holds.
    #[must_use]
    pub fn complaint(&self, assertion: &Assertion) -> Option<String> {
        let span = assertion.span;
        match &assertion.expected {
            Expected::When(value) => self.times(span, value),
            Expected::Entity(class) => self.entities(span, class),
            Expected::Actor(name) => self.actors(span, name),
            Expected::Finding(kind, fields) => self.findings(span, kind, fields),
            Expected::No(kind) => self.none(span, Some(kind)),
            Expected::Nothing => self.none(span, None),
        }
    }

    fn times(&self, span: Span, value: &str) -> Option<String> {
        let times = self.findings.times.iter();
        let found: Vec<String> = times
            .filter(|found| found.span.overlaps(span))
            .map(|found| self.told(found.span, &found.value.1.timex))
            .collect();
        complain(&self.told(span, value), &found)
    }

    fn entities(&self, span: Span, class: &str) -> Option<String> {
        let found: Vec<String> = self
            .analysis
            .entities()
            .filter(|entity| entity.span.overlaps(span))
            .map(|entity| self.told(entity.span, entity.class.as_str()))
            .collect();
        complain(&self.told(span, class), &found)
    }

    fn actors(&self, span: Span, name: &str) -> Option<String> {
        let cast = &self.findings.cast;
        let mentions = cast.mentions.iter().filter(|mention| mention.span.overlaps(span));
        let found: Vec<String> = mentions
            .map(|mention| {
                let actor =
                    cast.actor_of(mention).map_or("?", |actor| actor.name.as_str());
                self.told(mention.span, actor)
            })
            .collect();
        complain(&self.told(span, name), &found)
    }

    fn findings(
        &self,
        span: Span,
        kind: &str,
        fields: &[(String, String)],
    ) -> Option<String> {
        let found: Vec<&Finding> =
            self.touching(span).filter(|finding| finding.kind.as_str() == kind).collect();
        let fits = |finding: &&Finding| {
            fields.iter().all(|(name, value)| {
                field(finding, name).as_deref().unwrap_or("none") == value
            })
        };
        if found.iter().any(fits) {
            return None;
        }
        let lines: Vec<String> = found.iter().map(|finding| line(finding)).collect();
        Some(format!("want {kind} {fields:?}, found {lines:?}"))
    }

    fn none(&self, span: Span, kind: Option<&str>) -> Option<String> {
        let found: Vec<String> = self
            .touching(span)
            .filter(|finding| kind.is_none_or(|kind| finding.kind.as_str() == kind))
            .map(line)
            .collect();
        (!found.is_empty()).then(|| format!("want nothing, found {found:?}"))
    }

    fn touching(&self, span: Span) -> impl Iterator<Item = &Finding> + '_ {
        self.findings.all.iter().filter(move |finding| finding.evidence.overlaps(span))
    }

    fn told(&self, span: Span, value: &str) -> String {
        format!("`{}` {value}", self.report.text.words(span))
    }
}

fn complain(want: &str, found: &[String]) -> Option<String> {
    if found.iter().any(|line| line == want) {
        return None;
    }
    Some(format!("want {want}, found {found:?}"))
}

fn line(finding: &Finding) -> String {
    let fields: Vec<String> = finding
        .fields
        .iter()
        .map(|entry| format!("{}={:?}", entry.field.as_str(), entry.value.to_line()))
        .collect();
    let kind = finding.kind.as_str();
    let modality = finding.modality.as_str();
    let polarity = finding.polarity.as_str();
    format!("{kind} modality={modality} polarity={polarity} {}", fields.join(" "))
}

/// The value of a field, or of one of the words that every finding has.
fn field(finding: &Finding, name: &str) -> Option<String> {
    match name {
        "modality" => Some(finding.modality.as_str().to_owned()),
        "polarity" => Some(finding.polarity.as_str().to_owned()),
        "source_kind" => Some(finding.source.kind.as_str().to_owned()),
        "attribution" => Some(finding.source.chain.join(" > ")),
        _ => {
            let field = dateline_findings::Field::parse(name)?;
            Some(finding.fields.get(field)?.to_line())
        }
    }
}

fn report(case: &Case) -> Report {
    let text = Text::new(&case.text);
    let body = Region { span: text.span(), class: RegionClass::Body, repeats: None };
    let published = case.published.map(|date| Moment { date, time: None, zone: None });
    Report {
        id: ReportId::of(case.text.as_bytes()),
        name: "case.txt".to_owned(),
        charset: "UTF-8".to_owned(),
        map: RawMap::identity(text.len()),
        regions: vec![body],
        credits: Credits { all: Vec::new(), published },
        problems: Vec::new(),
        text,
    }
}
