//! Findings made ready for comparing: who is in them, when and where, about what.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Finding, Kind, Name, Value};
use dateline_text::{ReportId, fold};

use super::placed::Placed;
use super::rulings::{Place, Rulings};
use super::who::Who;
use super::words::telling;
use crate::hands::{Hands, each};
use crate::{Days, Laid, Record, ReportLine};

/// A finding with what it is compared by.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) report: ReportId,
    /// The report's place among the reports by day.
    pub(super) report_place: usize,
    pub(super) number: usize,
    pub(super) finding: Finding,
    pub(super) placed: Placed,
    /// When its report came out.
    pub(super) published: Days,
    pub(super) origin: usize,
    /// Who stands in which field: actors of the record, or names that stand for none.
    pub(super) who: BTreeMap<Field, BTreeSet<Someone>>,
    /// Where: actors of the record or folded words.
    pub(super) places: BTreeSet<Someone>,
    /// What it is about: the telling words of its values.
    pub(super) words: BTreeSet<String>,
    /// The actors of the record in it, wherever they stand.
    pub(super) actors: BTreeSet<usize>,
    folded: BTreeMap<Field, String>,
    told: BTreeMap<Field, BTreeSet<String>>,
}

/// The fields that are compared folded, and those that are compared by their telling words:
/// made ready once, since each finding is held against many.
const FOLDED: [Field; 11] = [
    Field::EventType,
    Field::Plover,
    Field::Instrument,
    Field::Comparator,
    Field::Change,
    Field::Rank,
    Field::Unit,
    Field::Quantity,
    Field::Status,
    Field::Number,
    Field::Relation,
];
const TOLD: [Field; 6] =
    [Field::What, Field::Quote, Field::Name, Field::Contents, Field::Post, Field::Place];
static NOTHING: BTreeSet<String> = BTreeSet::new();

/// An actor of the record, or a name that stands for none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Someone {
    Actor(usize),
    Named(String),
}

/// The fields that say who.
const WHO: [Field; 15] = [
    Field::Name,
    Field::Speaker,
    Field::Actor,
    Field::Recipient,
    Field::Parties,
    Field::Signatories,
    Field::Committer,
    Field::Beneficiary,
    Field::SpokenBy,
    Field::Members,
    Field::Lead,
    Field::Holder,
    Field::Of,
    Field::Subject,
    Field::Object,
];

/// The fields whose words say what it is about.
const ABOUT: [Field; 14] = [
    Field::Quote,
    Field::Content,
    Field::About,
    Field::Purpose,
    Field::Cause,
    Field::Means,
    Field::Name,
    Field::Contents,
    Field::What,
    Field::Quantity,
    Field::Condition,
    Field::Mandate,
    Field::Casualties,
    Field::Items,
];

/// All findings that no reviewer rejected, credits left out, by report and number.
pub(super) fn of(
    (record, rulings): (&Record, &Rulings),
    who: &Who,
    lines: &[ReportLine],
    hands: Hands<'_>,
) -> Vec<Fact> {
    let places: BTreeMap<ReportId, usize> =
        lines.iter().enumerate().map(|(place, line)| (line.id, place)).collect();
    let reports: Vec<&Laid> = record.reports().collect();
    let facts = each(hands, reports.len(), &|number| {
        let laid = reports[number];
        let place = places.get(&laid.id).copied();
        let line = place.and_then(|place| Some((place, lines.get(place)?)));
        line.map(|line| of_report(laid, line, rulings, who)).unwrap_or_default()
    });
    facts.into_iter().flatten().collect()
}

fn of_report(
    laid: &Laid,
    (report_place, line): (usize, &ReportLine),
    rulings: &Rulings,
    who: &Who,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (number, finding) in laid.findings.iter().enumerate() {
        let place: Place = (laid.id, number);
        if finding.kind == Kind::Credit || rulings.rejected.contains(&place) {
            continue;
        }
        let finding = rulings.corrected(place, finding);
        facts.push(Fact {
            report: laid.id,
            report_place,
            number,
            placed: Placed::of(&finding),
            published: line.days,
            origin: line.origin,
            who: people(&finding, laid.id, who),
            places: whereabouts(&finding, laid.id, who),
            words: words(&finding),
            actors: actors(&finding, laid.id, who),
            folded: made(&finding, &FOLDED, fold),
            told: made(&finding, &TOLD, telling),
            finding,
        });
    }
    facts
}

impl Fact {
    pub(super) fn kind(&self) -> Kind {
        self.finding.kind
    }

    /// A value as one line; empty where there is none.
    pub(super) fn line(&self, field: Field) -> String {
        self.finding.fields.get(field).map(Value::to_line).unwrap_or_default()
    }

    /// A value folded, for comparing; empty where there is none.
    pub(super) fn folded(&self, field: Field) -> &str {
        self.folded.get(&field).map_or("", String::as_str)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.finding.fields.get(field).is_some()
    }

    /// Who stands in a field; nobody where it is not filled.
    pub(super) fn in_field(&self, field: Field) -> impl Iterator<Item = &Someone> + '_ {
        self.who.get(&field).into_iter().flatten()
    }

    /// Everybody in these fields.
    pub(super) fn in_fields(&self, fields: &[Field]) -> BTreeSet<Someone> {
        fields.iter().flat_map(|field| self.in_field(*field)).cloned().collect()
    }

    /// The telling words of one field.
    pub(super) fn telling(&self, field: Field) -> &BTreeSet<String> {
        self.told.get(&field).unwrap_or(&NOTHING)
    }

    /// Sorts by when the report came out, then identity and words.
    pub(super) fn order(&self) -> (usize, ReportId, dateline_text::Span, usize) {
        (self.report_place, self.report, self.finding.evidence, self.number)
    }
}

fn people(
    finding: &Finding,
    report: ReportId,
    who: &Who,
) -> BTreeMap<Field, BTreeSet<Someone>> {
    let mut people = BTreeMap::new();
    for field in WHO {
        if let Some(value) = finding.fields.get(field) {
            let all = names(value).into_iter().map(|name| someone(&name, report, who));
            people.insert(field, all.collect());
        }
    }
    people
}

fn actors(finding: &Finding, report: ReportId, who: &Who) -> BTreeSet<usize> {
    let fields = WHO.iter().chain([&Field::Place]);
    let values = fields.filter_map(|field| finding.fields.get(*field));
    let names = values.flat_map(names);
    names.filter_map(|name| who.find(report, &name.name, name.actor)).collect()
}

/// The names in a value; words stand for themselves.
fn names(value: &Value) -> Vec<Name> {
    match value {
        Value::Name(name) => vec![name.clone()],
        Value::Words(words) => vec![Name { name: words.clone(), actor: None }],
        Value::List(values) => values.iter().flat_map(names).collect(),
        Value::Word(_)
        | Value::Number(_)
        | Value::Range(..)
        | Value::When(_)
        | Value::Truth(_) => Vec::new(),
    }
}

fn someone(name: &Name, report: ReportId, who: &Who) -> Someone {
    match who.find(report, &name.name, name.actor) {
        Some(actor) => Someone::Actor(who.speaks_for(actor)),
        None => Someone::Named(fold(&name.name)),
    }
}

fn whereabouts(finding: &Finding, report: ReportId, who: &Who) -> BTreeSet<Someone> {
    let place = finding.fields.get(Field::Place).map(names).unwrap_or_default();
    place.iter().map(|name| someone(name, report, who)).collect()
}

fn words(finding: &Finding) -> BTreeSet<String> {
    let lines = ABOUT.iter().filter_map(|field| finding.fields.get(*field));
    lines.flat_map(|value| telling(&value.to_line())).collect()
}

/// What is made of the fields that are filled.
fn made<T>(
    finding: &Finding,
    fields: &[Field],
    make: fn(&str) -> T,
) -> BTreeMap<Field, T> {
    let filled = fields.iter().filter_map(|field| {
        let value = finding.fields.get(*field)?;
        Some((*field, make(&value.to_line())))
    });
    filled.collect()
}
