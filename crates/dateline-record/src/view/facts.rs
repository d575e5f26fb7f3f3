//! Findings made ready for comparing: who is in them, when and where, about what.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use dateline_findings::{Field, Finding, Kind, Modality, Name, Polarity, Value};
use dateline_text::{ReportId, Span, fold};

use super::joining::Family;
use super::placed::Placed;
use super::rulings::{Place, Rulings};
use super::who::Who;
use super::words::{Few, Words, hash};
use crate::hands::{Hands, each, joined};
use crate::{Days, FindingKey, Laid, Record, ReportLine};

/// A finding with what it is compared by. A record of many reports has millions of them, so
/// that they keep numbers and short lists, and no copy of the finding.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) report: ReportId,
    /// The report's place among the reports by day.
    pub(super) report_place: usize,
    pub(super) number: usize,
    pub(super) finding: Told,
    // What every comparison asks for stands here, not a walk away in the finding.
    pub(super) kind: Kind,
    pub(super) modality: Modality,
    pub(super) polarity: Polarity,
    pub(super) evidence: Span,
    /// The kind of instrument, of an agreement.
    pub(super) family: Family,
    /// Whether it is one of just two events of its type in its report.
    pub(super) one_of_two: bool,
    pub(super) placed: Placed,
    /// When its report came out.
    pub(super) published: Days,
    pub(super) origin: usize,
    /// Where: actors of the record or folded words.
    pub(super) places: Few<Someone>,
    /// What it is about: the telling words of its values.
    pub(super) words: Words,
    /// The actors of the record in it, wherever they stand.
    pub(super) actors: Few<usize>,
    /// Who stands in which field: actors of the record, or names that stand for none.
    who: Few<(Field, Someone)>,
    folded: Box<[(Field, Folded)]>,
    told: Box<[(Field, Words)]>,
}

/// A value folded, with a number that stands for it.
#[derive(Debug)]
struct Folded {
    line: Box<str>,
    code: u64,
}

/// A finding as the record holds it, or as a reviewer corrected it.
#[derive(Clone, Debug)]
pub(super) enum Told {
    Laid(Arc<Laid>, usize),
    /// With the key that it had before: a correction does not make another entry of it.
    Corrected(Box<(Finding, FindingKey)>),
}

impl Deref for Told {
    type Target = Finding;

    fn deref(&self) -> &Finding {
        match self {
            Self::Laid(laid, number) => &laid.findings[*number],
            Self::Corrected(corrected) => &corrected.0,
        }
    }
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
const TOLD: [Field; 9] = [
    Field::What,
    Field::About,
    Field::Recipient,
    Field::Quote,
    Field::Name,
    Field::Contents,
    Field::Post,
    Field::Place,
    Field::Parties,
];
static NOTHING: LazyLock<Words> = LazyLock::new(Words::default);

/// Words for those whom others send, and for kinds of places, before "of".
const SENT: [&str; 10] = [
    "delegation",
    "delegations",
    "envoys",
    "negotiators",
    "officials",
    "representatives",
    "sides",
    "team",
    "teams",
    "technicians",
];
const PLACES: [&str; 12] = [
    "area",
    "city",
    "district",
    "governorate",
    "island",
    "port",
    "province",
    "region",
    "state",
    "territory",
    "town",
    "village",
];

/// Of so many pairs of names each is looked at where two findings are held together; longer
/// lists are put in order first.
const FEW: usize = 400;

/// An actor of the record, or a name that stands for none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Someone {
    Actor(usize),
    Named(Box<str>),
}

/// The fields that say who.
pub(super) const WHO: [Field; 15] = [
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
    let reports: Vec<&Arc<Laid>> = record.shared().collect();
    let facts = each(hands, reports.len(), &|number| {
        let laid = reports[number];
        let place = places.get(&laid.id).copied();
        let line = place.and_then(|place| Some((place, lines.get(place)?)));
        line.map(|line| of_report(laid, line, rulings, who)).unwrap_or_default()
    });
    let count = facts.iter().map(Vec::len).sum();
    joined(facts, count)
}

fn of_report(
    laid: &Arc<Laid>,
    (report_place, line): (usize, &ReportLine),
    rulings: &Rulings,
    who: &Who,
) -> Vec<Fact> {
    let mut facts = Vec::with_capacity(laid.findings.len());
    for (number, finding) in laid.findings.iter().enumerate() {
        let place: Place = (laid.id, number);
        if finding.kind == Kind::Credit || rulings.rejected.contains(&place) {
            continue;
        }
        let finding = match rulings.corrected(place, finding) {
            Some(corrected) => {
                Told::Corrected(Box::new((corrected, FindingKey::of(laid.id, finding))))
            }
            None => Told::Laid(Arc::clone(laid), number),
        };
        let told = made(&finding, &TOLD, Words::of);
        facts.push(Fact {
            report: laid.id,
            report_place,
            number,
            placed: Placed::of(&finding),
            published: line.days,
            origin: line.origin,
            who: people(&finding, laid.id, who),
            places: whereabouts(&finding, laid.id, who),
            words: words(&finding, &told),
            actors: actors(&finding, laid.id, who),
            folded: made(&finding, &FOLDED, Folded::of),
            told,
            kind: finding.kind,
            family: family(&finding),
            one_of_two: false,
            modality: finding.modality,
            polarity: finding.polarity,
            evidence: finding.evidence,
            finding,
        });
    }
    count_types(&mut facts);
    facts
}

/// Marks the events of a report that tells just two of their type.
fn count_types(facts: &mut [Fact]) {
    let mut types: BTreeMap<u64, usize> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.kind == Kind::Event) {
        *types.entry(fact.code(Field::EventType)).or_default() += 1;
    }
    for fact in facts.iter_mut().filter(|fact| fact.kind == Kind::Event) {
        fact.one_of_two = types.get(&fact.code(Field::EventType)) == Some(&2);
    }
}

impl Folded {
    fn of(line: &str) -> Self {
        let line = fold(line).into_boxed_str();
        let code = if line.is_empty() { 0 } else { hash(line.as_bytes()) };
        Self { line, code }
    }
}

impl Fact {
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// The finding as it was read, by what tells it from others.
    pub(super) fn key(&self) -> FindingKey {
        match &self.finding {
            Told::Laid(laid, number) => {
                FindingKey::of(self.report, &laid.findings[*number])
            }
            Told::Corrected(corrected) => corrected.1.clone(),
        }
    }

    /// A value as one line; empty where there is none.
    pub(super) fn line(&self, field: Field) -> String {
        self.finding.fields.get(field).map(Value::to_line).unwrap_or_default()
    }

    /// A value folded, for comparing; empty where there is none.
    pub(super) fn folded(&self, field: Field) -> &str {
        let found = self.folded.iter().find(|(of, _)| *of == field);
        found.map_or("", |(_, folded)| &folded.line)
    }

    /// The number that stands for a folded value: 0 where there is none, and the same for the
    /// same words.
    pub(super) fn code(&self, field: Field) -> u64 {
        let found = self.folded.iter().find(|(of, _)| *of == field);
        found.map_or(0, |(_, folded)| folded.code)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.finding.fields.get(field).is_some()
    }

    /// Who stands in a field; nobody where it is not filled.
    pub(super) fn in_field(&self, field: Field) -> impl Iterator<Item = &Someone> + '_ {
        let first = self.who.partition_point(|(of, _)| *of < field);
        let of_field = self.who.iter().skip(first);
        of_field.take_while(move |(of, _)| *of == field).map(|(_, someone)| someone)
    }

    /// Everybody in these fields.
    pub(super) fn in_fields(&self, fields: &[Field]) -> BTreeSet<Someone> {
        fields.iter().flat_map(|field| self.in_field(*field)).cloned().collect()
    }

    /// How many stand in these fields of both.
    pub(super) fn shared(&self, other: &Self, fields: &[Field]) -> usize {
        if self.who.len() * other.who.len() > FEW {
            return self.in_fields(fields).intersection(&other.in_fields(fields)).count();
        }
        let own = || fields.iter().flat_map(|field| self.in_field(*field));
        let is_other = |someone: &Someone| {
            fields.iter().any(|field| other.in_field(*field).any(|one| one == someone))
        };
        let twice = |place: usize, someone: &Someone| {
            own().take(place).any(|before| before == someone)
        };
        let shared = own()
            .enumerate()
            .filter(|(place, someone)| is_other(someone) && !twice(*place, someone));
        shared.count()
    }

    /// The telling words of one field.
    pub(super) fn telling(&self, field: Field) -> &Words {
        let found = self.told.iter().find(|(of, _)| *of == field);
        found.map_or(&NOTHING, |(_, words)| words)
    }

    /// Sorts by when the report came out, then identity and words.
    pub(super) fn order(&self) -> (usize, ReportId, Span, usize) {
        (self.report_place, self.report, self.evidence, self.number)
    }
}

fn family(finding: &Finding) -> Family {
    let instrument = finding.fields.get(Field::Instrument);
    let instrument = instrument.filter(|_| finding.kind == Kind::Agreement);
    instrument.map(|value| Family::of(&fold(&value.to_line()))).unwrap_or_default()
}

fn people(finding: &Finding, report: ReportId, who: &Who) -> Few<(Field, Someone)> {
    let filled =
        WHO.iter().filter_map(|field| Some((*field, finding.fields.get(*field)?)));
    let people = filled.flat_map(|(field, value)| {
        names(value).into_iter().map(move |name| (field, someone(&name, report, who)))
    });
    people.collect()
}

fn actors(finding: &Finding, report: ReportId, who: &Who) -> Few<usize> {
    let fields = WHO.iter().chain([&Field::Place]);
    let values = fields.filter_map(|field| finding.fields.get(*field));
    let names = values.flat_map(names);
    names.filter_map(|name| who.find(report, &name.name, name.actor)).collect()
}

/// The names in a value; words stand for themselves.
fn names(value: &Value) -> Vec<Name> {
    match value {
        Value::Name(name) if name.actor.is_some() => vec![name.clone()],
        Value::Name(Name { name: words, .. }) | Value::Words(words) => sent_by(words),
        Value::List(values) => values.iter().flat_map(names).collect(),
        Value::Word(_)
        | Value::Number(_)
        | Value::Range(..)
        | Value::When(_)
        | Value::Truth(_) => Vec::new(),
    }
}

/// Who a delegation stands for: "delegations of Orlesia and Varn" are the two; other words name
/// one.
fn sent_by(words: &str) -> Vec<Name> {
    let one = |words: &str| Name { name: words.to_owned(), actor: None };
    let sent = words.split_once(" of ").or_else(|| words.split_once(" from "));
    let sent = sent.filter(|(front, _)| {
        let front = fold(front);
        let last = front.rsplit(' ').next().unwrap_or_default();
        SENT.contains(&last)
    });
    let Some((_, whose)) = sent else { return vec![one(words)] };
    let listed = whose.split(", ").flat_map(|part| part.split(" and "));
    let listed = listed.map(|part| part.strip_prefix("and ").unwrap_or(part).trim());
    let listed: Vec<Name> = listed.filter(|part| !part.is_empty()).map(one).collect();
    if listed.is_empty() { vec![one(words)] } else { listed }
}

fn someone(name: &Name, report: ReportId, who: &Who) -> Someone {
    match who.find(report, &name.name, name.actor) {
        Some(actor) => Someone::Actor(who.speaks_for(actor)),
        None => Someone::Named(fold(&name.name).into_boxed_str()),
    }
}

fn whereabouts(finding: &Finding, report: ReportId, who: &Who) -> Few<Someone> {
    let place = finding.fields.get(Field::Place).map(names).unwrap_or_default();
    place.iter().map(|name| somewhere(name, report, who)).collect()
}

/// A place: "the province of Dovrel" is Dovrel, where that is an actor of the record.
fn somewhere(name: &Name, report: ReportId, who: &Who) -> Someone {
    let as_told = someone(name, report, who);
    let Someone::Named(told) = &as_told else { return as_told };
    let Some((kind, of)) = told.split_once(" of ") else { return as_told };
    let kind = kind.strip_prefix("the ").unwrap_or(kind);
    let of = Name { name: of.to_owned(), actor: None };
    match someone(&of, report, who) {
        Someone::Actor(actor) if PLACES.contains(&kind) => Someone::Actor(actor),
        _ => as_told,
    }
}

fn words(finding: &Finding, told: &[(Field, Words)]) -> Words {
    let mut all: Vec<u64> = Vec::new();
    for field in ABOUT {
        let Some(value) = finding.fields.get(field) else { continue };
        match told.iter().find(|(of, _)| *of == field) {
            Some((_, words)) => all.extend(words.iter()),
            None => all.extend(Words::of(&value.to_line()).iter()),
        }
    }
    all.into_iter().collect()
}

/// What is made of the fields that are filled.
fn made<T>(
    finding: &Finding,
    fields: &[Field],
    make: impl Fn(&str) -> T,
) -> Box<[(Field, T)]> {
    let filled = fields.iter().filter_map(|field| {
        let value = finding.fields.get(*field)?;
        Some((*field, make(&value.to_line())))
    });
    filled.collect()
}
