//! Which findings tell one thing: by kind, actors, time, place and words.
//!
//! Each kind has a way to name the blocks in which its like may be found, and a score for two
//! findings of a block. What is not sure stays apart.

mod agreement;
mod event;
mod plain;

use dateline_findings::Kind;
use dateline_text::ReportId;
use jiff::civil::Date;

use super::facts::Fact;
use super::groups::{Groups, Pair};
use super::placed;
use super::rulings::Rulings;
use super::words::coded;
use crate::hands::{Hands, each, joined};

pub(super) use agreement::{Family, family as agreement_family};

/// From this score on two findings tell one thing.
const SURE: usize = 90;
/// How many findings of a block each is held against.
const NEIGHBOURS: usize = 60;

/// Marks a key of a day.
const OF_DAY: u64 = 1;

/// The number that stands for a day among keys.
fn code_of_day(day: Date) -> u64 {
    let parts = [i64::from(day.year()), i64::from(day.month()), i64::from(day.day())];
    coded(&parts.map(i64::cast_unsigned))
}

/// A finding in a block: its kind and key, its place in time, its number.
type Meeting = (Kind, u64, u32, u32);

/// The findings in groups that tell one thing each, by the order of their first.
pub(super) fn of(facts: &[Fact], rulings: &Rulings, hands: Hands<'_>) -> Vec<Vec<usize>> {
    let meetings = meetings(facts, hands);
    let blocks: Vec<&[Meeting]> = meetings
        .chunk_by(|one, other| (one.0, one.1) == (other.0, other.1))
        .filter(|block| block.len() > 1)
        .collect();
    let pairs = each(hands, blocks.len(), &|place| look_through(facts, blocks[place]));
    let count = pairs.iter().map(Vec::len).sum();
    let mut pairs: Vec<Pair> = joined(pairs, count);
    drop(meetings);
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

/// Every finding under each of its keys, so that blocks stand together and each in the order of
/// time: neighbours come first, so that a block too large to be looked through whole still finds
/// what belongs together.
fn meetings(facts: &[Fact], hands: Hands<'_>) -> Vec<Meeting> {
    let mut by_time: Vec<u32> = (0_u32..).take(facts.len()).collect();
    by_time.sort_by_cached_key(|number| {
        let fact = &facts[*number as usize];
        (fact.placed, fact.published, fact.order())
    });
    let mut ranks = vec![0_u32; facts.len()];
    for (rank, number) in (0_u32..).zip(by_time) {
        ranks[number as usize] = rank;
    }
    let keyed = each(hands, facts.len(), &|number| -> Vec<u64> { keys(&facts[number]) });
    let mut meetings: Vec<Meeting> = Vec::new();
    for ((fact, keys), (rank, number)) in
        facts.iter().zip(keyed).zip(ranks.into_iter().zip(0_u32..))
    {
        meetings.extend(keys.into_iter().map(|key| (fact.kind(), key, rank, number)));
    }
    meetings.sort_unstable();
    meetings.dedup();
    meetings
}

/// The pairs of a block, which stands in the order of time, that tell one thing. Of a large one
/// only neighbours are looked at, so that a key that everything shares costs little.
fn look_through(facts: &[Fact], block: &[Meeting]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (place, meeting) in block.iter().enumerate() {
        let first = &facts[meeting.3 as usize];
        let bounded = barred_apart(first.kind);
        for other in block.iter().skip(place + 1).take(NEIGHBOURS) {
            let second = &facts[other.3 as usize];
            // Whatever follows lies later still.
            if bounded && first.placed.is_before(second.placed) {
                break;
            }
            let [one, other] = [meeting.3.min(other.3), meeting.3.max(other.3)];
            let [one, other] = [one, other].map(|number| number as usize);
            let score = score(&facts[one], &facts[other]);
            if score >= SURE {
                pairs.push((score, one, other));
            }
        }
    }
    pairs
}

fn keys(fact: &Fact) -> Vec<u64> {
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
    let kept_apart = match one.kind {
        Kind::Event | Kind::Figure => one.modality != other.modality,
        Kind::Agreement => agreement::barred(one, other),
        Kind::Statement
        | Kind::Commitment
        | Kind::Body
        | Kind::Role
        | Kind::Relation
        | Kind::Credit => false,
    };
    one.polarity != other.polarity
        || kept_apart
        || barred_apart(one.kind) && is_apart(one, other)
}

fn is_apart(one: &Fact, other: &Fact) -> bool {
    one.placed.meets(other.placed) == placed::Meeting::Apart
}

/// Whether two findings of a kind at times that cannot be the same are two things.
fn barred_apart(kind: Kind) -> bool {
    match kind {
        Kind::Event
        | Kind::Agreement
        | Kind::Figure
        | Kind::Statement
        | Kind::Commitment => true,
        Kind::Body | Kind::Role | Kind::Relation | Kind::Credit => false,
    }
}
