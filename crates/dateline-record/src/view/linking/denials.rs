//! Done, says one report, and not done, says another: an update where the denial came first.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Modality, Polarity};

use super::super::facts::{Fact, SIDES, Someone};
use super::super::placed::Meeting;
use super::super::words::covered;
use super::{Desk, before, by_time, ends};
use crate::{EntryId, Link, LinkKind};

/// How many others a fact is held against.
const NEIGHBOURS: usize = 30;

/// An event's type with one of those in it, or with a place.
type Deed = (u64, Someone);

pub(super) fn links(desk: &Desk<'_>) -> Vec<Link> {
    let done = done(desk);
    let mut links = Vec::new();
    let mut seen: BTreeSet<[EntryId; 2]> = BTreeSet::new();
    for (number, denied) in desk.sight.facts.iter().enumerate() {
        if !is_event(denied, Polarity::Negative) {
            continue;
        }
        let near = keys(denied).into_iter().filter_map(|key| done.get(&key));
        let mut near: Vec<usize> =
            near.flat_map(|all| around(denied, all, desk)).copied().collect();
        by_time(&mut near, desk);
        let other = near.into_iter().find(|other| is_denial(denied, desk.fact(*other)));
        let Some(other) = other else { continue };
        if seen.insert([desk.entry_of[number], desk.entry_of[other]]) {
            links.push(link(desk, number, other));
        }
    }
    links
}

fn is_event(fact: &Fact, polarity: Polarity) -> bool {
    fact.kind() == Kind::Event
        && fact.modality == Modality::Asserted
        && fact.polarity == polarity
}

fn keys(fact: &Fact) -> Vec<Deed> {
    let kind = fact.code(Field::EventType);
    let sides = fact.in_fields(&SIDES).into_iter().chain(fact.places.iter().cloned());
    sides.map(|someone| (kind, someone)).collect()
}

/// What is told as done, by its type and those in it, in the order of time.
fn done(desk: &Desk<'_>) -> BTreeMap<Deed, Vec<usize>> {
    let mut done: BTreeMap<Deed, Vec<usize>> = BTreeMap::new();
    for (number, fact) in desk.sight.facts.iter().enumerate() {
        if is_event(fact, Polarity::Positive) {
            for key in keys(fact) {
                done.entry(key).or_default().push(number);
            }
        }
    }
    for numbers in done.values_mut() {
        by_time(numbers, desk);
    }
    done
}

/// Those of many, in the order of time, that lie next to a fact.
fn around<'a>(denied: &Fact, all: &'a [usize], desk: &Desk<'_>) -> &'a [usize] {
    let at = all.partition_point(|number| ends(desk.fact(*number)) < ends(denied));
    let room = all.len().saturating_sub(NEIGHBOURS);
    let first = at.saturating_sub(NEIGHBOURS / 2).min(room);
    let near = all.get(first..).unwrap_or_default();
    near.get(..NEIGHBOURS).unwrap_or(near)
}

/// Whether a report denies what another one tells: the same deed on the same thing, or by the
/// same doer, at a time that may be one.
fn is_denial(denied: &Fact, told: &Fact) -> bool {
    let things = [denied, told].map(|fact| fact.telling(Field::About));
    let thing = covered(things[0], things[1]) >= 600
        || denied.shared(told, &[Field::Recipient]) > 0;
    let place = denied.places.is_disjoint(&told.places);
    let sides = denied.shared(told, &SIDES) > 0 || !place;
    denied.report != told.report
        && denied.origin != told.origin
        && thing
        && sides
        && denied.placed.meets(told.placed) != Meeting::Apart
}

fn link(desk: &Desk<'_>, denied: usize, told: usize) -> Link {
    let later = before(desk.fact(denied), desk.fact(told));
    let (kind, rule) = if later {
        (LinkKind::Update, "not done yet, and done in a later report")
    } else {
        (LinkKind::StatusContradiction, "done, and not done, at one time")
    };
    let numbers = [denied, told];
    let polarity =
        desk.difference("polarity", &numbers, |fact| fact.polarity.as_str().to_owned());
    let topic = desk.fact(told).folded(Field::EventType).replace('_', " ");
    desk.link((kind, rule), &topic, &numbers, vec![polarity])
}
