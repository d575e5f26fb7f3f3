//! Done, says one report, and not done, says another: an update where the denial came first.

use std::collections::BTreeSet;

use dateline_findings::{Field, Kind, Modality, Polarity};

use super::super::facts::{Fact, SIDES};
use super::super::placed::Meeting;
use super::super::words::covered;
use super::shapes::{Answers, Asking};
use super::{Desk, Told, before, by_time, ends};
use crate::{Link, LinkKind};

/// How many others a fact is held against.
const NEIGHBOURS: usize = 30;

/// How many words tell a thing well enough where a denial names nobody and no place.
const TOLD: usize = 3;

/// An event's type with one of those in it, with a place, or with a word of what it is about.
pub(super) type Deed = (u64, u64);

pub(super) struct Denials;

impl Asking for Denials {
    type Key = Deed;

    fn answers(&self, desk: &Desk<'_>, number: usize) -> Vec<Deed> {
        let fact = desk.fact(number);
        if is_event(fact, Polarity::Positive) { keys(fact) } else { Vec::new() }
    }

    fn asks(&self, desk: &Desk<'_>, number: usize) -> bool {
        is_event(desk.fact(number), Polarity::Negative)
    }

    fn links(&self, desk: &Desk<'_>, entry: Told<'_>, done: &Answers<Deed>) -> Vec<Link> {
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let denied = entry.evidence.iter().filter(|number| self.asks(desk, **number));
        let told = denied.filter_map(|number| {
            let other = told(desk, desk.fact(*number), done)?;
            seen.insert(desk.entry_of[other]).then(|| link(desk, *number, other))
        });
        told.collect()
    }
}

/// What is denied, where another report tells it as done.
fn told(desk: &Desk<'_>, denied: &Fact, done: &Answers<Deed>) -> Option<usize> {
    let keys = keys(denied);
    let near = keys.iter().flat_map(|key| around(denied, done.to(key), desk));
    let mut near: Vec<usize> = near.copied().collect();
    by_time(&mut near, desk);
    near.into_iter().find(|other| is_denial(denied, desk.fact(*other)))
}

fn is_event(fact: &Fact, polarity: Polarity) -> bool {
    fact.kind() == Kind::Event
        && fact.modality == Modality::Asserted
        && fact.polarity == polarity
}

fn keys(fact: &Fact) -> Vec<Deed> {
    let kind = fact.code(Field::EventType);
    let sides = fact.in_fields(&SIDES).into_iter().chain(fact.places.iter().cloned());
    let sides = sides.map(|someone| someone.code());
    let things = fact.telling(Field::About).iter().copied();
    sides.chain(things).map(|code| (kind, code)).collect()
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
    let whom = [denied, told].map(|fact| fact.telling(Field::Recipient));
    let thing = covered(things[0], things[1]) >= 600
        || covered(whom[0], whom[1]) >= 600
        || denied.shared(told, &[Field::Recipient]) > 0;
    let place = denied.places.is_disjoint(&told.places);
    let sides = denied.shared(told, &SIDES) > 0
        || !place
        || is_bare(denied) && things[0].shared(things[1]) >= TOLD;
    denied.report != told.report
        && denied.origin != told.origin
        && thing
        && sides
        && denied.placed.meets(told.placed) != Meeting::Apart
}

/// "The line from Calder to Ostrel has not been closed": by whom and where, it does not say.
fn is_bare(fact: &Fact) -> bool {
    fact.in_fields(&SIDES).is_empty() && fact.places.is_empty()
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
