//! Findings made ready for comparing: who is in them, when and where, about what.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use dateline_findings::{Field, Fields, Finding, Kind, Modality, Name, Polarity, Value};
use dateline_names::ActorClass;
use dateline_text::{ReportId, Span, fold};
use dateline_time::{Basis, When};

use super::deaths::is_deadly;
use super::joining::Family;
use super::placed::{Placed, times, when_of};
use super::rulings::{Place, Rulings};
use super::who::{Cast, Who};
use super::words::{Few, Words, coded, hash};
use crate::filed::Filed;
use crate::hands::{Hands, each, joined};
use crate::written::{finding_key_line, short_hash};
use crate::{Days, EntryId, FindingKey, Laid, Record, ReportLine};

/// A finding with what it is compared by. A record of many reports has millions of them, so
/// that they keep numbers and short lists, and no copy of the finding.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) report: ReportId,
    /// The report's place among the reports by day.
    pub(super) report_place: usize,
    pub(super) number: usize,
    filed: Arc<Filed>,
    /// As a reviewer corrected it.
    corrected: Option<Box<Finding>>,
    /// What an entry that it leads is known by: of the finding as it was read, so that a
    /// correction does not make another entry of it.
    pub(super) id: EntryId,
    // What every comparison asks for stands here, not a walk away in the finding.
    pub(super) kind: Kind,
    pub(super) modality: Modality,
    pub(super) polarity: Polarity,
    pub(super) evidence: Span,
    /// The kind of instrument, of an agreement.
    pub(super) family: Family,
    /// The persons who die in it: each dies once.
    pub(super) victims: Few<usize>,
    /// Whether it is one of just two events of its type in its report.
    pub(super) one_of_two: bool,
    pub(super) placed: Placed,
    /// How its time was resolved.
    pub(super) basis: Option<Basis>,
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
    /// The telling words of fields; of an event's type also those that it is told in.
    told: Box<[(Field, Words)]>,
}

/// A value folded, with a number that stands for it.
#[derive(Debug)]
struct Folded {
    line: Box<str>,
    code: u64,
}

/// The fields that are compared folded, and those that are compared by their telling words:
/// made ready once, since each finding is held against many.
const FOLDED: [Field; 12] = [
    Field::Binding,
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
const SENT: [&str; 14] = [
    "delegation",
    "delegations",
    "diplomats",
    "envoys",
    "governments",
    "leaders",
    "ministers",
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

impl Someone {
    /// The number that stands for them among keys.
    pub(super) fn code(&self) -> u64 {
        match self {
            Self::Actor(actor) => coded(&[1, *actor as u64]),
            Self::Named(name) => hash(name.as_bytes()),
        }
    }
}

/// The fields that say who.
pub(super) const WHO: [Field; 16] = [
    Field::Name,
    Field::Parent,
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

/// Those of an event who do it, or whom it is done to.
pub(super) const SIDES: [Field; 3] = [Field::Actor, Field::Recipient, Field::Parties];

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
    let reports: Vec<&Arc<Filed>> = record.all_filed().collect();
    let facts = each(hands, reports.len(), &|number| {
        let filed = reports[number];
        let place = places.get(&filed.page.id).copied();
        let line = place.and_then(|place| Some((place, lines.get(place)?)));
        line.map(|line| of_report(filed, line, rulings, who)).unwrap_or_default()
    });
    let count = facts.iter().map(Vec::len).sum();
    joined(facts, count)
}

fn of_report(
    filed: &Arc<Filed>,
    (report_place, line): (usize, &ReportLine),
    rulings: &Rulings,
    who: &Who,
) -> Vec<Fact> {
    let mut facts = Vec::with_capacity(filed.sheaf.len());
    let report = filed.page.id;
    let cast = who.cast(report);
    for (number, read) in filed.sheaf.iter().enumerate() {
        let place: Place = (report, number);
        if read.kind == Kind::Credit || rulings.rejected.contains(&place) {
            continue;
        }
        let corrected = rulings.corrected(place, &read).map(Box::new);
        let finding = corrected.as_deref().unwrap_or(&read);
        let told = told(finding);
        facts.push(Fact {
            report,
            report_place,
            number,
            filed: Arc::clone(filed),
            id: EntryId(short_hash(&finding_key_line(&FindingKey::of(report, &read)))),
            placed: placed(finding, &filed.page, line),
            basis: when_of(finding).map(|when| when.basis),
            published: line.days,
            origin: line.origin,
            who: people(finding, cast),
            places: whereabouts(finding, cast),
            words: words(finding, &told),
            actors: actors(finding, cast),
            folded: made(finding, &FOLDED, Folded::of),
            told,
            kind: finding.kind,
            family: family(finding),
            victims: victims(finding, cast),
            one_of_two: false,
            modality: finding.modality,
            polarity: finding.polarity,
            evidence: finding.evidence,
            corrected,
        });
    }
    count_types(&mut facts);
    facts
}

/// When a finding lies; a month without its year by the days of a report that gives no date.
fn placed(finding: &Finding, laid: &Laid, line: &ReportLine) -> Placed {
    let placed = Placed::of(finding);
    match laid.credits.published {
        Some(_) => placed,
        None => placed.in_year_of(line.days),
    }
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

    /// The finding as it was read.
    pub(super) fn as_read(&self) -> Option<Finding> {
        self.filed.sheaf.get(self.number)
    }

    /// The finding, as a reviewer corrected it where one did.
    pub(super) fn finding(&self) -> Cow<'_, Finding> {
        if let Some(corrected) = &self.corrected {
            return Cow::Borrowed(corrected);
        }
        let nothing = || Finding::new(self.kind, self.evidence, "", Fields::new());
        Cow::Owned(self.as_read().unwrap_or_else(nothing))
    }

    /// Its bytes, where nobody corrected it: the same for the same finding.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        self.corrected.is_none().then(|| self.filed.sheaf.bytes(self.number))
    }

    /// A value.
    pub(super) fn value(&self, field: Field) -> Option<Value> {
        match &self.corrected {
            None => self.filed.sheaf.value(self.number, field),
            Some(corrected) => corrected.fields.get(field).cloned(),
        }
    }

    /// The words that a value was read from.
    pub(super) fn spans(&self, field: Field) -> Vec<Span> {
        let spans = match &self.corrected {
            None => self.filed.sheaf.spans(self.number, field),
            Some(corrected) => {
                corrected.fields.entry(field).map(|entry| entry.spans.clone())
            }
        };
        spans.unwrap_or_default()
    }

    /// The time that it is placed by.
    pub(super) fn when(&self) -> Option<When> {
        times(self.kind).iter().find_map(|field| match self.value(*field) {
            Some(Value::When(when)) => Some(when),
            _ => None,
        })
    }

    /// A value as one line; empty where there is none.
    pub(super) fn line(&self, field: Field) -> String {
        self.value(field).as_ref().map(Value::to_line).unwrap_or_default()
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
        match &self.corrected {
            None => self.filed.sheaf.has(self.number, field),
            Some(corrected) => corrected.fields.get(field).is_some(),
        }
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

    /// The words of a deed, of its type and those that it is told in: "walk out" of a strike.
    pub(super) fn told_as(&self) -> &Words {
        self.telling(Field::EventType)
    }

    /// Whether it is an event that no codebook knows: its words alone tell what was done.
    pub(super) fn is_uncoded(&self) -> bool {
        self.folded(Field::EventType) == "deed"
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

fn people(finding: &Finding, cast: Cast<'_>) -> Few<(Field, Someone)> {
    let filled =
        WHO.iter().filter_map(|field| Some((*field, finding.fields.get(*field)?)));
    let people = filled.flat_map(|(field, value)| {
        names(value).into_iter().map(move |name| (field, someone(&name, cast)))
    });
    people.collect()
}

fn actors(finding: &Finding, cast: Cast<'_>) -> Few<usize> {
    let fields = WHO.iter().chain([&Field::Place]);
    let values = fields.filter_map(|field| finding.fields.get(*field));
    let names = values.flat_map(names);
    names.filter_map(|name| cast.find(&name.name, name.actor)).collect()
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

fn victims(finding: &Finding, cast: Cast<'_>) -> Few<usize> {
    let kind = finding.fields.get(Field::EventType).map(Value::to_line);
    let deadly = kind.is_some_and(|kind| is_deadly(&kind));
    let killed = finding.fields.get(Field::Recipient).filter(|_| deadly);
    let names = killed.map(names).unwrap_or_default();
    let actors = names.iter().filter_map(|name| cast.find(&name.name, name.actor));
    let actor = |number: usize| cast.who.actors.get(number);
    actors
        .filter(|number| {
            actor(*number).is_some_and(|actor| actor.class == ActorClass::Person)
        })
        .collect()
}

fn someone(name: &Name, cast: Cast<'_>) -> Someone {
    match cast.find(&name.name, name.actor) {
        Some(actor) => Someone::Actor(cast.who.speaks_for(actor)),
        None => Someone::Named(fold(&name.name).into_boxed_str()),
    }
}

fn whereabouts(finding: &Finding, cast: Cast<'_>) -> Few<Someone> {
    let place = finding.fields.get(Field::Place).map(names).unwrap_or_default();
    place.iter().map(|name| somewhere(name, cast)).collect()
}

/// A place: "the province of Dovrel" is Dovrel, where that is an actor of the record.
fn somewhere(name: &Name, cast: Cast<'_>) -> Someone {
    let as_told = someone(name, cast);
    let Someone::Named(told) = &as_told else { return as_told };
    let Some((kind, of)) = told.split_once(" of ") else { return as_told };
    let kind = kind.strip_prefix("the ").unwrap_or(kind);
    let of = Name { name: of.to_owned(), actor: None };
    match someone(&of, cast) {
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

fn told(finding: &Finding) -> Box<[(Field, Words)]> {
    let kind = finding.fields.get(Field::EventType).map(|kind| {
        // A rule names its word between backquotes.
        let word = finding.rule.split('`').nth(1).unwrap_or_default();
        let kind = kind.to_line().replace('_', " ");
        (Field::EventType, Words::of(&format!("{word} {kind}")))
    });
    made(finding, &TOLD, Words::of).into_iter().chain(kind).collect()
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
