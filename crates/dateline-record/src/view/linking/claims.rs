//! A group says that it did a thing, and says later that it did not.

use dateline_findings::{Field, Kind, Polarity};

use super::super::facts::{Fact, Someone};
use super::super::words::{Words, stems};
use super::shapes::{Answers, Asking};
use super::stances::TURNS;
use super::times::asserted;
use super::{Desk, Told, before, is_near};
use crate::{Link, LinkKind};

/// The type of an event in which somebody says that a deed was his.
const CLAIM: &str = "claim_attack";
/// A denial this long after a claim is of another deed.
const NEAR: i64 = 92;
/// How many claims of one claimant a denial is held against.
const NEIGHBOURS: usize = 20;

pub(super) struct Claims;

impl Asking for Claims {
    /// A word of a claimant's name: the same one wherever the name stands.
    type Key = u64;

    fn answers(&self, desk: &Desk<'_>, number: usize) -> Vec<u64> {
        let fact = desk.fact(number);
        if fact.kind() != Kind::Event
            || !asserted(fact)
            || fact.folded(Field::EventType) != CLAIM
        {
            return Vec::new();
        }
        let names = fact.in_field(Field::Actor);
        let names = names.map(|claimant| Words::of(&desk.name(claimant)));
        names.filter_map(|name| name.first().copied()).collect()
    }

    fn asks(&self, desk: &Desk<'_>, number: usize) -> bool {
        desk.fact(number).kind() == Kind::Statement
    }

    fn links(
        &self,
        desk: &Desk<'_>,
        entry: Told<'_>,
        claims: &Answers<u64>,
    ) -> Vec<Link> {
        let links = entry.evidence.first().and_then(|number| {
            let denial = desk.fact(*number);
            let speakers = denial.in_field(Field::Speaker);
            let speakers = speakers.map(|speaker| Words::of(&desk.name(speaker)));
            let names: Words = speakers.flat_map(|name| name.to_vec()).collect();
            let words = denial.words.iter().chain(names.iter());
            let mut claims =
                words.flat_map(|word| claims.to(word).iter().take(NEIGHBOURS));
            let claim = claims.find(|claim| is_of(desk, denial, desk.fact(**claim)))?;
            denies(denial).then(|| link(desk, *claim, *number))
        });
        links.into_iter().collect()
    }
}

/// "It was not behind the attack", "denied any part in it".
fn denies(fact: &Fact) -> bool {
    let content = stems(&fact.line(Field::Content));
    let turned = content.iter().any(|word| TURNS.contains(&word.as_str()));
    turned || fact.polarity == Polarity::Negative
}

/// Whether a denial is the claimant's, or names him, and is of what he claimed.
fn is_of(desk: &Desk<'_>, denial: &Fact, claim: &Fact) -> bool {
    let named = |claimant: &Someone| {
        let name = Words::of(&desk.name(claimant));
        !name.is_empty() && denial.words.shared(&name) == name.len()
            || denial.in_field(Field::Speaker).any(|speaker| speaker == claimant)
    };
    is_near(claim, denial, NEAR)
        && denial.report != claim.report
        && claim.in_field(Field::Actor).any(named)
        && claim.telling(Field::About).shared(&denial.words) > 0
}

fn link(desk: &Desk<'_>, claim: usize, denial: usize) -> Link {
    let numbers = [claim, denial];
    let rule = "claimed, and denied";
    let polarity = desk.difference("polarity", &numbers, |fact| {
        if fact.kind() == Kind::Event { "positive" } else { "negative" }.to_owned()
    });
    let claimants = desk.fact(claim).in_field(Field::Actor).map(|one| desk.name(one));
    let topic = claimants.collect::<Vec<_>>().join("; ");
    let update = before(desk.fact(denial), desk.fact(claim));
    let kind = if update { LinkKind::Update } else { LinkKind::StatusContradiction };
    desk.link((kind, rule), &topic, &numbers, vec![polarity])
}
