//! One thing in words that say different things: a resolution or a law, requirements or
//! environment, other parties, binding or not.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Modality, Polarity};
use dateline_names::ActorClass;
use dateline_text::ReportId;
use jiff::civil::Date;

use super::super::facts::{Fact, Someone};
use super::shapes::Block;
use super::{Desk, Told, values};
use crate::{Link, LinkKind};

/// Words for an instrument that fit every other as well.
const BROAD: [&str; 11] = [
    "accord",
    "agreement",
    "arrangement",
    "deal",
    "decision",
    "document",
    "measure",
    "pact",
    "text",
    "understanding",
    "vote",
];

pub(super) fn links(desk: &Desk<'_>, entry: Told<'_>) -> Vec<Link> {
    let fits = matches!(entry.kind, Kind::Agreement | Kind::Event);
    if !fits || entry.evidence.len() < 2 {
        return Vec::new();
    }
    instruments(desk, entry).into_iter().chain(parties(desk, entry)).collect()
}

/// How many acts of a day between the same two are held against each other.
const OF_A_DAY: usize = 12;

/// A ceasefire in one report and a peace treaty in another, signed by the same on one day.
pub(super) struct OfOneDay;

impl Block for OfOneDay {
    type Key = (Date, [Someone; 2]);

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Self::Key> {
        let fact = desk.fact(number);
        let done =
            fact.modality == Modality::Asserted && fact.polarity == Polarity::Positive;
        if fact.kind() != Kind::Agreement || !done || special(fact).is_empty() {
            return Vec::new();
        }
        let sides: BTreeSet<&Someone> = fact.in_field(Field::Parties).collect();
        let mut sides =
            sides.into_iter().filter(|side| matches!(side, Someone::Actor(_)));
        let two = sides.next().zip(sides.next());
        let key = fact.placed.days.day().zip(two);
        key.map(|(day, (one, other))| (day, [one.clone(), other.clone()]))
            .into_iter()
            .collect()
    }

    fn links(&self, desk: &Desk<'_>, _: &Self::Key, found: &[usize]) -> Vec<Link> {
        let mut numbers = found.to_vec();
        numbers.sort_by_key(|number| desk.fact(*number).order());
        numbers.truncate(OF_A_DAY);
        two_kinds(desk, &numbers).into_iter().collect()
    }
}

/// One link where the reports name one act as two kinds; a report that tells of both knows them
/// for two acts.
fn two_kinds(desk: &Desk<'_>, numbers: &[usize]) -> Option<Link> {
    let mut of_report: BTreeMap<ReportId, BTreeSet<String>> = BTreeMap::new();
    for fact in numbers.iter().map(|number| desk.fact(*number)) {
        of_report.entry(fact.report).or_default().insert(special(fact));
    }
    let kinds: BTreeSet<&String> = of_report.values().flatten().collect();
    let first = desk.fact(*numbers.first()?);
    let apart = numbers.iter().any(|number| {
        let fact = desk.fact(*number);
        fact.code(Field::Status) != first.code(Field::Status)
            || !fact.places.is_empty()
                && !first.places.is_empty()
                && fact.places.is_disjoint(&first.places)
    });
    let several = of_report.values().any(|kinds| kinds.len() > 1);
    let joined = desk.entry_of[*numbers.first()?];
    let one_entry = numbers.iter().all(|number| desk.entry_of[*number] == joined);
    if kinds.len() < 2 || several || apart || one_entry {
        return None;
    }
    let instrument = desk.difference("instrument", numbers, special);
    let rule = "one act named as two kinds of instrument";
    let topic = first.line(Field::Name);
    let kind = (LinkKind::WordingDiffers, rule);
    Some(desk.link(kind, &topic, numbers, vec![instrument]))
}

/// What a fact calls its instrument, where that word does not fit any other.
pub(super) fn special(fact: &Fact) -> String {
    let word = fact.folded(Field::Instrument).replace('_', " ");
    let broad = BROAD.iter().any(|broad| word == *broad);
    if broad { String::new() } else { word }
}

/// "A non-binding resolution" here, "a law" there.
fn instruments(desk: &Desk<'_>, entry: Told<'_>) -> Option<Link> {
    let with: Vec<usize> = entry
        .evidence
        .iter()
        .copied()
        .filter(|number| !special(desk.fact(*number)).is_empty())
        .collect();
    let instrument = desk.difference("instrument", &with, special);
    if values(&instrument) < 2 {
        return None;
    }
    let mut differences = vec![instrument];
    let binding = desk.difference("binding", &with, |fact| fact.line(Field::Binding));
    if values(&binding) > 1 {
        differences.push(binding);
    }
    let rule = "one act named as two kinds of instrument";
    Some(desk.link((LinkKind::WordingDiffers, rule), &entry.title(), &with, differences))
}

/// Others as parties, where neither list is part of the other: other states, or one more beside
/// two that both name.
fn parties(desk: &Desk<'_>, entry: Told<'_>) -> Option<Link> {
    let with = entry.evidence.iter().copied();
    let with = with.filter(|number| actors(desk.fact(*number)).len() > 1);
    let with: Vec<usize> = with.collect();
    let first = desk.fact(*with.first()?);
    // Within one report a second list is mostly a slip of the reading.
    let others = with.iter().map(|number| desk.fact(*number));
    let mut others = others.filter(|other| other.report != first.report);
    let differs = others.any(|other| {
        let (one, other) = (actors(first), actors(other));
        let shared = one.intersection(&other).count();
        let apart = shared < one.len() && shared < other.len();
        apart && (shared > 1 || one.union(&other).all(|party| is_state(desk, party)))
    });
    let rule = "one act between different parties";
    differs.then(|| {
        let parties = desk.difference("parties", &with, |fact| desk.names(&actors(fact)));
        desk.link((LinkKind::PartiesDiffer, rule), &entry.title(), &with, vec![parties])
    })
}

/// The parties that are actors of the record.
pub(super) fn actors(fact: &Fact) -> BTreeSet<Someone> {
    let known = |someone: &&Someone| matches!(someone, Someone::Actor(_));
    fact.in_field(Field::Parties).filter(known).cloned().collect()
}

fn is_state(desk: &Desk<'_>, someone: &Someone) -> bool {
    let Someone::Actor(actor) = someone else { return false };
    let actor = desk.sight.who.actors.get(*actor);
    actor.is_some_and(|actor| actor.class == ActorClass::State)
}
