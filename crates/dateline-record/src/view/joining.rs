//! Which findings tell one thing: by kind, actors, time, place and words.
//!
//! Each kind has a way to name the blocks in which its like may be found, and a score for two
//! findings of a block. What is not sure stays apart.

mod agreement;
mod event;
mod plain;

use dateline_findings::Kind;
use dateline_text::ReportId;

use super::facts::Fact;
use super::groups::{Groups, pairs_within};
use super::placed::Meeting;
use super::rulings::Rulings;
use super::words::hash;

pub(super) use agreement::family as agreement_family;

/// From this score on two findings tell one thing.
const SURE: usize = 90;
/// How many findings of a block each is held against.
const NEIGHBOURS: usize = 60;

/// The findings in groups that tell one thing each, by the order of their first.
pub(super) fn of(facts: &[Fact], rulings: &Rulings) -> Vec<Vec<usize>> {
    let mut keyed: Vec<(Kind, u64, u32)> = Vec::new();
    for (fact, number) in facts.iter().zip(0_u32..) {
        let keys = keys(fact).into_iter();
        keyed.extend(keys.map(|key| (fact.kind(), hash(key.as_bytes()), number)));
    }
    keyed.sort_unstable();
    keyed.dedup();
    let mut pairs = Vec::new();
    for block in keyed.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        if block.len() > 1 {
            let block = block.iter().map(|&(_, _, number)| number as usize).collect();
            look_through(facts, block, &mut pairs);
        }
    }
    drop(keyed);
    let mut groups = Groups::new(facts.len());
    let place = |&(report, number): &(ReportId, usize)| {
        facts
            .binary_search_by_key(&(report, number), |fact| (fact.report, fact.number))
            .ok()
    };
    for (one, other) in &rulings.merged {
        if let (Some(one), Some(other)) = (place(one), place(other)) {
            groups.unite(one, other);
        }
    }
    groups.unite_surest(&mut pairs, &|one, other| {
        let (one, other) = (&facts[one], &facts[other]);
        let places = [(one.report, one.number), (other.report, other.number)];
        let pair = (places[0].min(places[1]), places[0].max(places[1]));
        rulings.split.contains(&pair) || barred(one, other)
    });
    groups.all()
}

/// Adds the pairs of a block that tell one thing. Neighbours in time come first, so that a block
/// too large to be looked through whole still finds what belongs together.
fn look_through(
    facts: &[Fact],
    mut block: Vec<usize>,
    pairs: &mut Vec<(usize, usize, usize)>,
) {
    block.sort_by_cached_key(|number| {
        let fact = &facts[*number];
        (fact.placed, fact.published, fact.order())
    });
    pairs_within(&block, NEIGHBOURS, &mut |one, other| {
        let score = score(&facts[one], &facts[other]);
        if score >= SURE {
            pairs.push((score, one, other));
        }
    });
}

fn keys(fact: &Fact) -> Vec<String> {
    match fact.kind() {
        Kind::Event => event::keys(fact),
        Kind::Agreement => agreement::keys(fact),
        Kind::Statement
        | Kind::Commitment
        | Kind::Body
        | Kind::Figure
        | Kind::Role
        | Kind::Relation
        | Kind::Credit => plain::keys(fact),
    }
}

fn score(one: &Fact, other: &Fact) -> usize {
    if barred(one, other) {
        return 0;
    }
    match one.kind() {
        Kind::Event => event::score(one, other),
        Kind::Agreement => agreement::score(one, other),
        Kind::Statement
        | Kind::Commitment
        | Kind::Body
        | Kind::Figure
        | Kind::Role
        | Kind::Relation
        | Kind::Credit => plain::score(one, other),
    }
}

/// Whether two findings can never stand in one entry, even through a third.
fn barred(one: &Fact, other: &Fact) -> bool {
    if one.finding.polarity != other.finding.polarity {
        return true;
    }
    match one.kind() {
        Kind::Event => event::barred(one, other),
        Kind::Agreement => agreement::barred(one, other),
        Kind::Figure => {
            one.finding.modality != other.finding.modality
                || one.placed.meets(other.placed) == Meeting::Apart
        }
        Kind::Statement | Kind::Commitment => {
            one.placed.meets(other.placed) == Meeting::Apart
        }
        Kind::Body | Kind::Role | Kind::Relation | Kind::Credit => false,
    }
}
