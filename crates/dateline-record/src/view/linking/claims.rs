//! A group says that it did a thing, and says later that it did not; nobody has said so, and
//! somebody does.

use std::collections::BTreeSet;

use dateline_findings::{Field, Kind, Modality, Polarity};

use super::super::facts::{Fact, Someone};
use super::super::words::{Words, stems};
use super::shapes::{Answers, Asking, Block, near_pairs};
use super::stances::TURNS;
use super::times::asserted;
use super::{Desk, Told, before, is_near, is_one_matter};
use crate::{Link, LinkKind};

/// The type of an event in which somebody says that a deed was his.
const CLAIM: &str = "claim_attack";
/// A denial this long after a claim is of another deed.
const NEAR: i64 = 92;
/// What nobody has claimed is claimed within so many days.
const SOON: i64 = 31;
/// News of one claim comes out within so many days.
const NEWS: i64 = 7;
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

/// "Nobody has said that they were behind the blast", and a later report tells of a claim; one
/// claim, told again.
pub(super) struct Unclaimed;

impl Block for Unclaimed {
    /// The month of the news, counted from the first of our years.
    type Key = i32;

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<i32> {
        let fact = desk.fact(number);
        let claims = fact.kind() == Kind::Event && fact.folded(Field::EventType) == CLAIM;
        let Some(day) = fact.published.day().filter(|_| claims) else {
            return Vec::new();
        };
        let month = i32::from(day.year()) * 12 + i32::from(day.month());
        if is_open(fact) { vec![month, month + 1] } else { vec![month] }
    }

    fn links(&self, desk: &Desk<'_>, _: &i32, found: &[usize]) -> Vec<Link> {
        let mut found = found.to_vec();
        found.sort_by_key(|number| desk.fact(*number).order());
        let mut told: BTreeSet<(bool, usize)> = BTreeSet::new();
        let pairs = near_pairs(&found, NEIGHBOURS).filter(|pair| {
            let [one, other] = pair.map(|number| desk.fact(number));
            let (is_claimed, is_again) = (is_claimed(one, other), is_again(one, other));
            (is_claimed || is_again)
                && one.origin != other.origin
                && desk.entry_of[pair[0]] != desk.entry_of[pair[1]]
                && is_one_matter(desk, [one, other], 2)
                && told.insert((is_again, desk.entry_of[pair[usize::from(is_again)]]))
        });
        pairs.map(|pair| of_pair(desk, pair)).collect()
    }
}

/// Whether what nobody had claimed is claimed soon.
fn is_claimed(one: &Fact, other: &Fact) -> bool {
    is_open(one) && asserted(other) && before(one, other) && is_near(one, other, SOON)
}

/// Whether one claim is told twice, by the same name on the same thing.
fn is_again(one: &Fact, other: &Fact) -> bool {
    let about = [one, other].map(|fact| fact.telling(Field::About));
    asserted(one)
        && asserted(other)
        && is_near(one, other, NEWS)
        && one.shared(other, &[Field::Actor]) > 0
        && !about[0].is_disjoint(about[1])
}

fn of_pair(desk: &Desk<'_>, pair: [usize; 2]) -> Link {
    let topic = desk.entry(pair[1]).title();
    if asserted(desk.fact(pair[0])) {
        let rule = "one claim, told by reports of one matter";
        return desk.link((LinkKind::Corroboration, rule), &topic, &pair, Vec::new());
    }
    let polarity =
        desk.difference("polarity", &pair, |fact| fact.polarity.as_str().to_owned());
    let kind = (LinkKind::Update, "claimed by nobody, and claimed later");
    desk.link(kind, &topic, &pair, vec![polarity])
}

/// Whether nobody has claimed it yet.
fn is_open(fact: &Fact) -> bool {
    fact.polarity == Polarity::Negative
        && fact.modality == Modality::Asserted
        && !fact.in_field(Field::Actor).any(|actor| matches!(actor, Someone::Actor(_)))
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
