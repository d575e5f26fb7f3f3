//! What became of a promise: a later report tells that it was kept, or that it was not.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Modality, Polarity};

use super::super::facts::Fact;
use super::super::words::telling;
use super::{Desk, before};
use crate::{Link, LinkKind};

/// A word that more findings share than this tells nothing of what was promised.
const COMMON: usize = 300;

pub(super) fn links(desk: &Desk<'_>) -> Vec<Link> {
    let words = by_word(desk);
    let promised = desk.entries(|entry| {
        entry.kind == Kind::Commitment && entry.polarity == Polarity::Positive
    });
    promised.flat_map(|(_, group)| outcomes(desk, group, &words)).collect()
}

/// Who tells what may have come of a promise, by the words of it.
fn by_word<'a>(desk: &Desk<'a>) -> BTreeMap<&'a String, Vec<usize>> {
    let mut words: BTreeMap<&'a String, Vec<usize>> = BTreeMap::new();
    for (number, fact) in desk.sight.facts.iter().enumerate() {
        let tells = matches!(fact.kind(), Kind::Event | Kind::Figure | Kind::Statement);
        if tells && fact.finding.modality == Modality::Asserted {
            for word in &fact.words {
                words.entry(word).or_default().push(number);
            }
        }
    }
    words.retain(|_, numbers| numbers.len() <= COMMON);
    words
}

/// One link for each later report that tells of what was promised: its closest words.
fn outcomes(
    desk: &Desk<'_>,
    group: &[usize],
    words: &BTreeMap<&String, Vec<usize>>,
) -> Vec<Link> {
    let Some(&first) = group.first() else { return Vec::new() };
    let promise = desk.fact(first);
    let names = names(desk, promise);
    let owed: BTreeSet<String> =
        promise.telling(Field::What).difference(&names).cloned().collect();
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for number in owed.iter().filter_map(|word| words.get(word)).flatten() {
        *shared.entry(*number).or_default() += 1;
    }
    let mut best: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (number, count) in shared {
        let fact = desk.fact(number);
        let counted = fact.telling(Field::What).difference(&names).count();
        let least = if fact.kind() == Kind::Figure { counted } else { owed.len() };
        if is_outcome(promise, fact) && is_enough(fact, count, least) {
            let rank = count * 4 + closeness(fact);
            let known = best.entry(fact.origin).or_insert((rank, number));
            if rank > known.0 {
                *known = (rank, number);
            }
        }
    }
    best.into_values().map(|(_, number)| link(desk, first, number)).collect()
}

/// The words that only name who is concerned.
fn names(desk: &Desk<'_>, promise: &Fact) -> BTreeSet<String> {
    let mut names = telling(&promise.line(Field::Committer));
    names.extend(telling(&promise.line(Field::Beneficiary)));
    let actors = promise.actors.iter();
    for actor in actors.filter_map(|number| desk.sight.who.actors.get(*number)) {
        names.extend(telling(&actor.name));
    }
    names
}

fn is_outcome(promise: &Fact, fact: &Fact) -> bool {
    let part = fact.kind() == Kind::Figure && !fact.folded(Field::Change).is_empty();
    before(promise, fact) && promise.origin != fact.origin && !part
}

/// Whether half of the words are shared: of those that tell what is counted, which are few, or
/// of those that tell what is owed.
fn is_enough(fact: &Fact, shared: usize, least: usize) -> bool {
    let few = if fact.kind() == Kind::Figure { 2 } else { 3 };
    shared >= few && shared * 2 >= least
}

/// A deed says more than a number, a number more than words.
fn closeness(fact: &Fact) -> usize {
    match fact.kind() {
        Kind::Event => 2,
        Kind::Figure => 1,
        _ => 0,
    }
}

fn link(desk: &Desk<'_>, promise: usize, outcome: usize) -> Link {
    let rule = "promised, and told of again in a later report";
    let numbers = [promise, outcome];
    let mut differences = vec![desk.difference("modality", &numbers, |fact| {
        fact.finding.modality.as_str().to_owned()
    })];
    differences.push(desk.difference("polarity", &numbers, |fact| {
        fact.finding.polarity.as_str().to_owned()
    }));
    differences.retain(|difference| difference.values.len() > 1);
    let topic = desk.fact(promise).line(Field::What);
    desk.link((LinkKind::Update, rule), &topic, &numbers, differences)
}
