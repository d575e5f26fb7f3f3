//! One vote, counted in two ways: "by 71 to 48", and "the vote was 74 to 48".

use std::collections::BTreeSet;

use dateline_findings::{Field, Kind, Modality};
use jiff::civil::Date;

use super::super::facts::Fact;
use super::super::placed::Meeting;
use super::super::words::stems;
use super::figures::said;
use super::shapes::{Block, near_pairs};
use super::times::asserted;
use super::{Desk, is_near};
use crate::{Link, LinkKind};

/// Reports of one vote come out within so many days.
const NEAR: i64 = 3;

/// How many votes that share a count are held against each other.
const NEIGHBOURS: usize = 12;

/// Fewer votes than this are easily cast twice.
const TELLING: i64 = 10;

/// The sides of a vote, as figures of votes name them.
const SIDES: [&str; 2] = ["votes for", "votes against"];

/// What a parliament votes on, most binding last.
const PASSED: [&str; 6] =
    ["motion", "resolution", "declaration", "bill", "decree", "law"];

pub(super) struct Votes;

impl Block for Votes {
    /// A side, and how many were on it.
    type Key = (usize, String);

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Self::Key> {
        let fact = desk.fact(number);
        let counted = side(fact).map(|side| (side, fact.line(Field::Number)));
        let telling =
            |count: &str| count.parse().is_ok_and(|count: i64| count >= TELLING);
        counted.filter(|(_, count)| telling(count)).into_iter().collect()
    }

    fn links(
        &self,
        desk: &Desk<'_>,
        (side, _): &Self::Key,
        found: &[usize],
    ) -> Vec<Link> {
        let pairs = near_pairs(found, NEIGHBOURS)
            .filter(|&[one, other]| is_one(desk.fact(one), desk.fact(other)));
        let links = pairs.filter_map(|[one, other]| {
            let votes = [vote(desk, one, 1 - side)?, vote(desk, other, 1 - side)?];
            Some(differing(desk, &votes).into_iter().chain(passed(desk, &votes)))
        });
        links.flatten().collect()
    }
}

/// Kinds of events that tell of one poll: that it was held, and who won.
const POLL: [&str; 2] = ["election", "vote_result"];

/// One poll of a day, told as held and told as won.
pub(super) struct Polls;

impl Block for Polls {
    type Key = Date;

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Date> {
        let fact = desk.fact(number);
        let poll = fact.kind() == Kind::Event
            && asserted(fact)
            && POLL.contains(&fact.folded(Field::EventType));
        fact.placed.days.day().filter(|_| poll).into_iter().collect()
    }

    fn links(&self, desk: &Desk<'_>, _: &Date, found: &[usize]) -> Vec<Link> {
        let kind = |number: usize| desk.fact(number).code(Field::EventType);
        let pair = near_pairs(found, NEIGHBOURS).find(|&[one, other]| {
            let pair = [desk.fact(one), desk.fact(other)];
            kind(one) != kind(other)
                && pair[0].report != pair[1].report
                && name_one(desk, pair)
        });
        let link = pair.map(|pair| {
            let rule = "one poll, told as held and as won";
            let topic = desk.entry(pair[0]).title();
            desk.link((LinkKind::SameEvent, rule), &topic, &pair, Vec::new())
        });
        link.into_iter().collect()
    }
}

/// Whether two reports name somebody alike; the state will do, which votes once a day.
fn name_one(desk: &Desk<'_>, pair: [&Fact; 2]) -> bool {
    let [one, other] = pair.map(|fact| {
        let cast = desk.sight.who.cast(fact.report);
        cast.actors().collect::<BTreeSet<usize>>()
    });
    !one.is_disjoint(&other)
}

/// Which side of a vote a figure counts.
fn side(fact: &Fact) -> Option<usize> {
    let votes = fact.kind() == Kind::Figure
        && asserted(fact)
        && fact.folded(Field::Unit).starts_with("vote");
    let what = votes.then(|| fact.line(Field::What))?;
    SIDES.iter().position(|side| *side == what)
}

/// Whether reports tell their counts within days of each other, and neither is a copy.
fn is_one(one: &Fact, other: &Fact) -> bool {
    is_near(one, other, NEAR) && one.origin != other.origin
}

/// What a report tells of its only vote.
struct Vote {
    /// The count of the other side.
    other: usize,
    /// What was voted on, where it says.
    on: Option<(usize, &'static str)>,
}

/// The vote that a count is of; `None` where its report tells of several, or no other side.
fn vote(desk: &Desk<'_>, number: usize, other_side: usize) -> Option<Vote> {
    let report = desk.fact(number).report;
    let mut counted = [None; 2];
    let mut on = Vec::new();
    for (number, fact) in desk.facts_of(report) {
        if let Some(side) = side(fact)
            && counted[side].replace(number).is_some()
        {
            return None;
        }
        on.extend(voted(fact).map(|word| (number, word)));
    }
    on.dedup_by_key(|(_, word)| *word);
    let on = on.first().copied().filter(|_| on.len() == 1);
    Some(Vote { other: counted[other_side]?, on })
}

/// What a finding says was voted on.
fn voted(fact: &Fact) -> Option<&'static str> {
    let vote = fact.kind() == Kind::Event
        && fact.modality == Modality::Asserted
        && fact.folded(Field::EventType).starts_with("parliament_vote");
    vote.then(|| instrument(&fact.line(Field::About))).flatten()
}

/// The first word for an instrument: "a non-binding motion that asks for a law" is a motion.
fn instrument(about: &str) -> Option<&'static str> {
    let words = stems(about);
    words.iter().find_map(|word| PASSED.iter().find(|passed| *passed == word).copied())
}

/// What two reports of one vote call what was voted on, where they differ.
fn passed(desk: &Desk<'_>, votes: &[Vote; 2]) -> Option<Link> {
    let [(one, first), (other, second)] = [votes[0].on?, votes[1].on?];
    let apart = desk.fact(one).placed.meets(desk.fact(other).placed) == Meeting::Apart;
    if first == second || apart || desk.entry_of[one] == desk.entry_of[other] {
        return None;
    }
    let numbers = [one, other];
    let word = |fact: &Fact| voted(fact).unwrap_or_default().to_owned();
    let instrument = desk.difference("instrument", &numbers, word);
    let rule = "one vote on two kinds of instrument";
    let topic = desk.fact(one).line(Field::About);
    let kind = (LinkKind::WordingDiffers, rule);
    Some(desk.link(kind, &topic, &numbers, vec![instrument]))
}

/// The link between the counts of the other side, where they differ.
fn differing(desk: &Desk<'_>, votes: &[Vote; 2]) -> Option<Link> {
    let numbers = [votes[0].other, votes[1].other];
    let [one, other] = numbers.map(|number| desk.fact(number));
    let told = |fact: &Fact| fact.line(Field::Number);
    let apart = one.placed.meets(other.placed) == Meeting::Apart;
    if told(one) == told(other) || apart {
        return None;
    }
    let rule = "two counts of one vote";
    let value = desk.difference("value", &numbers, said);
    let topic = one.line(Field::What);
    Some(desk.link((LinkKind::FigureDiffers, rule), &topic, &numbers, vec![value]))
}
