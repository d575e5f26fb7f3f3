//! The same state told again of a later time, and a plan that was carried out: those are updates.

use std::collections::BTreeSet;

use dateline_findings::{Field, Kind, Modality, Polarity};
use dateline_time::Basis;

use super::super::counted::{PEOPLE, family};
use super::super::facts::{Fact, SIDES, Someone};
use super::super::placed::Meeting;
use super::super::words::covered;
use super::shapes::{Answers, Asking, Block};
use super::times::{asserted, date};
use super::{Desk, Told, before, effective, ends, is_one_matter};
use crate::{Days, Link, LinkKind};

/// How many deeds a plan is held against.
const NEIGHBOURS: usize = 30;

/// The same goes on, reports of different times say: neither bears the other out.
pub(super) struct States;

/// An event's type with one of those in it.
pub(super) type Deed = (u64, Someone);

impl Block for States {
    type Key = Deed;

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Deed> {
        let fact = desk.fact(number);
        let present = fact.basis == Some(Basis::Present);
        if fact.kind() != Kind::Event || !asserted(fact) || !present {
            return Vec::new();
        }
        let actors = fact.in_field(Field::Actor);
        let actors = actors.filter(|actor| matches!(actor, Someone::Actor(_)));
        actors.map(|actor| (fact.code(Field::EventType), actor.clone())).collect()
    }

    fn links(&self, desk: &Desk<'_>, (_, actor): &Deed, found: &[usize]) -> Vec<Link> {
        let mut told: Vec<usize> = Vec::new();
        for number in found {
            let fact = desk.fact(*number);
            let later = told.last().is_none_or(|last| {
                let last = desk.fact(*last);
                is_later(effective(last), effective(fact)) && is_alike(last, fact)
            });
            if later && !effective(fact).is_open() {
                told.push(*number);
            }
        }
        let Some(first) = told.first().filter(|_| told.len() > 1) else {
            return Vec::new();
        };
        let kind = desk.fact(*first).folded(Field::EventType).replace('_', " ");
        let rule = "the same state, told again of a later time";
        let topic = format!("{kind}: {}", desk.name(actor));
        let date = desk.difference("date", &told, date);
        vec![desk.link((LinkKind::Update, rule), &topic, &told, vec![date])]
    }
}

fn is_later(one: Days, other: Days) -> bool {
    matches!((one.latest, other.earliest), (Some(one), Some(other)) if one < other)
}

fn is_alike(one: &Fact, other: &Fact) -> bool {
    let places = !one.places.is_disjoint(&other.places);
    let wherever = [one, other].map(|fact| fact.telling(Field::Place));
    places
        || covered(wherever[0], wherever[1]) >= 500
        || covered(&one.words, &other.words) >= 500
}

/// Planned in one report, done in a later one.
pub(super) struct Plans;

impl Asking for Plans {
    type Key = Deed;

    fn answers(&self, desk: &Desk<'_>, number: usize) -> Vec<Deed> {
        let fact = desk.fact(number);
        let done = fact.kind() == Kind::Event && asserted(fact);
        if done { deeds(fact) } else { Vec::new() }
    }

    fn asks(&self, desk: &Desk<'_>, number: usize) -> bool {
        let fact = desk.fact(number);
        fact.kind() == Kind::Event
            && fact.modality == Modality::Planned
            && fact.polarity == Polarity::Positive
    }

    fn links(&self, desk: &Desk<'_>, entry: Told<'_>, done: &Answers<Deed>) -> Vec<Link> {
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let planned = entry.evidence.iter().filter(|number| self.asks(desk, **number));
        let links = planned.filter_map(|number| {
            let other = carried_out(desk, desk.fact(*number), done)?;
            seen.insert(desk.entry_of[other]).then(|| kept(desk, [*number, other]))
        });
        links.collect()
    }
}

/// Its type with each of those in it.
pub(super) fn deeds(fact: &Fact) -> Vec<Deed> {
    let kind = fact.code(Field::EventType);
    sides(fact).into_iter().map(|side| (kind, side)).collect()
}

/// Everybody in it, and soldiers by one word: "940 soldiers" and "the garrison" are troops.
fn sides(fact: &Fact) -> BTreeSet<Someone> {
    let forces = forces(&fact.line(Field::Actor)).map(Someone::Named);
    fact.in_fields(&SIDES).into_iter().chain(forces).collect()
}

/// The word for soldiers of every kind, where some are told by the last of the words.
fn forces(name: &str) -> Option<Box<str>> {
    let family = family(name.rsplit(' ').next()?)?;
    (family != PEOPLE).then(|| family.into())
}

/// Whether two deeds of a type are told in one word, where no codebook knows the type.
pub(super) fn is_told_alike(one: &Fact, other: &Fact) -> bool {
    !one.is_uncoded() || !one.told_as().is_disjoint(other.told_as())
}

/// The first deed told behind a plan that may be what was planned.
fn carried_out(desk: &Desk<'_>, plan: &Fact, done: &Answers<Deed>) -> Option<usize> {
    let told = plan.published.latest?;
    let sides = sides(plan);
    let mut behind = deeds(plan).into_iter().flat_map(|deed| {
        let all = done.to(&deed);
        let first = all.partition_point(|other| ends(desk.fact(*other)) <= told);
        all.iter().skip(first).take(NEIGHBOURS).copied()
    });
    behind.find(|other| {
        let other = desk.fact(*other);
        let shared = self::sides(other).intersection(&sides).count();
        before(plan, other)
            && is_later(plan.published, effective(other))
            && plan.placed.meets(other.placed) != Meeting::Apart
            && (shared > 1
                || shared == 1 && (is_alike(plan, other) || is_due(desk, plan, other)))
            && is_told_alike(plan, other)
    })
}

/// Whether a deed of the time that was planned is told by a report of the same matter.
fn is_due(desk: &Desk<'_>, plan: &Fact, other: &Fact) -> bool {
    let due = plan.placed.days.latest;
    let in_time =
        due.is_some() && other.placed.is_day() && other.placed.days.latest <= due;
    in_time && is_one_matter(desk, [plan, other], 2)
}

fn kept(desk: &Desk<'_>, numbers: [usize; 2]) -> Link {
    let modality =
        desk.difference("modality", &numbers, |fact| fact.modality.as_str().to_owned());
    let topic = desk.fact(numbers[0]).folded(Field::EventType).replace('_', " ");
    let kind = (LinkKind::Update, "planned, and reported done later");
    desk.link(kind, &topic, &numbers, vec![modality])
}
