//! One thing in words that say different things: a resolution or a law, requirements or
//! environment, other parties, binding or not.

use std::collections::BTreeSet;

use dateline_findings::{Field, Kind};
use dateline_names::ActorClass;

use super::super::facts::{Fact, Someone};
use super::{Desk, values};
use crate::{Entry, Link, LinkKind};

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

pub(super) fn links(desk: &Desk<'_>) -> Vec<Link> {
    let told = desk.entries(|entry| entry.evidence.len() > 1);
    told.flat_map(|(entry, group)| {
        let mut links = Vec::new();
        match entry.kind {
            Kind::Agreement | Kind::Event => {
                links.extend(instruments(desk, entry, group));
                links.extend(parties(desk, entry, group));
            }
            _ => {}
        }
        links
    })
    .collect()
}

/// "A non-binding resolution" here, "a law" there.
fn instruments(desk: &Desk<'_>, entry: &Entry, group: &[usize]) -> Option<Link> {
    let special = |fact: &Fact| {
        let word = fact.folded(Field::Instrument).replace('_', " ");
        let broad = BROAD.iter().any(|broad| word == *broad);
        if broad { String::new() } else { word }
    };
    let with: Vec<usize> = group
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
    Some(desk.link((LinkKind::WordingDiffers, rule), &entry.title, &with, differences))
}

/// Other states as parties, where neither list is part of the other.
fn parties(desk: &Desk<'_>, entry: &Entry, group: &[usize]) -> Option<Link> {
    let states = |fact: &Fact| -> BTreeSet<Someone> {
        let is_state = |someone: &&Someone| match someone {
            Someone::Actor(actor) => desk
                .sight
                .who
                .actors
                .get(*actor)
                .is_some_and(|actor| actor.class == ActorClass::State),
            Someone::Named(_) => false,
        };
        fact.in_field(Field::Parties).filter(is_state).cloned().collect()
    };
    let with: Vec<usize> = group
        .iter()
        .copied()
        .filter(|number| states(desk.fact(*number)).len() > 1)
        .collect();
    let first = with.first().map(|number| states(desk.fact(*number)))?;
    let report = with.first().map(|number| desk.fact(*number).report);
    // Within one report a second list is mostly a slip of the reading.
    let differs = with.iter().any(|number| {
        let other = states(desk.fact(*number));
        Some(desk.fact(*number).report) != report
            && !first.is_subset(&other)
            && !other.is_subset(&first)
    });
    let rule = "one act between different parties";
    differs.then(|| {
        let parties = desk.difference("parties", &with, |fact| desk.names(&states(fact)));
        desk.link((LinkKind::PartiesDiffer, rule), &entry.title, &with, vec![parties])
    })
}
