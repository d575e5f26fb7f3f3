//! Several findings tell one thing: once more in one report, from two origins, or more
//! exactly.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Modality};
use dateline_text::Span;

use super::super::facts::{Fact, Someone};
use super::super::placed::Meeting;
use super::{Desk, Told};
use crate::{EntryId, Link, LinkKind};

pub(super) fn links(
    desk: &Desk<'_>,
    entry: Told<'_>,
    disputed: &BTreeSet<EntryId>,
) -> Vec<Link> {
    let told = matches!(entry.kind, Kind::Event | Kind::Agreement | Kind::Figure)
        && entry.modality == Modality::Asserted;
    let promised = entry.kind == Kind::Commitment && entry.origins > 1;
    let several = (told || promised) && entry.evidence.len() > 1;
    if !several || disputed.contains(&entry.id) {
        return Vec::new();
    }
    let across = across(desk, entry);
    // A report that comes back to an event says so whatever others tell of it.
    let again = entry.kind == Kind::Event;
    let twice = twice(desk, entry).filter(|_| again || across.is_none());
    across.into_iter().chain(twice).collect()
}

/// "The state announced a cut", and in the same report "the announcement by its ministry".
pub(super) fn by_state_and_body(desk: &Desk<'_>, report: &[usize]) -> Vec<Link> {
    let mut told: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for number in report.iter().filter(|number| desk.fact(**number).one_of_two) {
        let kind = desk.fact(*number).code(Field::EventType);
        told.entry(kind).or_default().push(*number);
    }
    let pairs = told.into_values().filter_map(|pair| <[usize; 2]>::try_from(pair).ok());
    let pairs = pairs.filter(|&[one, other]| {
        desk.entry_of[one] != desk.entry_of[other]
            && is_of_state_and_body(desk, desk.fact(one), desk.fact(other))
    });
    let links = pairs.map(|pair| {
        let rule = "one event told of a state and of its own body";
        let topic = desk.fact(pair[0]).folded(Field::EventType).replace('_', " ");
        let actor = desk.difference("actor", &pair, |fact| fact.line(Field::Actor));
        desk.link((LinkKind::SameEvent, rule), &topic, &pair, vec![actor])
    });
    links.collect()
}

fn is_of_state_and_body(desk: &Desk<'_>, one: &Fact, other: &Fact) -> bool {
    let time = matches!(one.placed.meets(other.placed), Meeting::Same | Meeting::Within);
    let alike = one.modality == other.modality && one.polarity == other.polarity;
    let actor = |fact: &Fact| match fact.in_field(Field::Actor).next() {
        Some(Someone::Actor(actor)) => Some(*actor),
        _ => None,
    };
    let (Some(first), Some(second)) = (actor(one), actor(other)) else { return false };
    time && alike && (belongs(desk, first, second) || belongs(desk, second, first))
}

/// Whether the one is a body of the other, a state.
fn belongs(desk: &Desk<'_>, body: usize, state: usize) -> bool {
    let who = desk.sight.who;
    let of = who.actors.get(body).and_then(|actor| actor.of.as_deref());
    of.and_then(|of| who.by_name(of)) == Some(state)
}

fn across(desk: &Desk<'_>, entry: Told<'_>) -> Option<Link> {
    // One member an origin: copies do not corroborate.
    let mut origins: BTreeMap<usize, usize> = BTreeMap::new();
    for number in &entry.evidence {
        origins.entry(desk.fact(*number).origin).or_insert(*number);
    }
    let numbers: Vec<usize> = origins.into_values().collect();
    if numbers.len() < 2 {
        return None;
    }
    let narrow = |number: &usize| desk.fact(*number).placed.is_day();
    let exact = numbers.iter().filter(|number| narrow(number)).count();
    let wide = |number: &usize| {
        let placed = desk.fact(*number).placed;
        !placed.is_day() && !placed.is_unknown()
    };
    if exact > 0 && numbers.iter().any(wide) {
        let when = desk.difference("date", &numbers, |fact| {
            fact.when().map(|when| when.timex).unwrap_or_default()
        });
        let rule = "one event dated more exactly by one report";
        return Some(desk.link(
            (LinkKind::Refinement, rule),
            &entry.title(),
            &numbers,
            vec![when],
        ));
    }
    let rule = "the same told by reports of different origin";
    Some(desk.link((LinkKind::Corroboration, rule), &entry.title(), &numbers, Vec::new()))
}

/// Clauses of one sentence tell one thing on, not again: "met on Monday and reviewed the plan".
const APART: usize = 10;

fn is_apart(one: Span, other: Span) -> bool {
    let gap = one.start().max(other.start()).saturating_sub(one.end().min(other.end()));
    gap >= APART
}

/// One report tells it in two places.
fn twice(desk: &Desk<'_>, entry: Told<'_>) -> Option<Link> {
    let first = desk.fact(*entry.evidence.first()?);
    let mut numbers: Vec<usize> = entry
        .evidence
        .iter()
        .copied()
        .filter(|number| desk.fact(*number).report == first.report)
        .collect();
    numbers.dedup_by_key(|number| desk.fact(*number).evidence);
    let apart = numbers
        .iter()
        .any(|number| is_apart(first.evidence, desk.fact(*number).evidence));
    let rule = "one event told twice in one report";
    (apart && entry.kind != Kind::Figure).then(|| {
        desk.link((LinkKind::SameEvent, rule), &entry.title(), &numbers, Vec::new())
    })
}
