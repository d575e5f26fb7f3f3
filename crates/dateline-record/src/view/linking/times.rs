//! Times that cannot be: one killing in two months, a thing told before it happened. And the
//! same state told again of a later time, or a plan that was carried out: those are updates.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Modality, Polarity};
use dateline_time::Basis;

use super::super::facts::{Fact, SIDES, Someone};
use super::super::placed::{Meeting, days_between};
use super::super::words::{alike, covered};
use super::{Desk, before, by_time, effective, ends};
use crate::{Days, Link, LinkKind};

/// Dates of one signing differ by less than this, or there were two signings.
const ONE_ACT: i64 = 62;
/// How many others a fact is held against.
const NEIGHBOURS: usize = 30;

pub(super) fn links(desk: &Desk<'_>) -> Vec<Link> {
    let mut links = deaths(desk);
    links.extend(acts(desk));
    links.extend(too_early(desk));
    links.extend(states(desk));
    links.extend(plans(desk));
    links
}

fn asserted(fact: &Fact) -> bool {
    fact.modality == Modality::Asserted && fact.polarity == Polarity::Positive
}

/// A person dies once.
fn deaths(desk: &Desk<'_>) -> Vec<Link> {
    let mut killed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, fact) in desk.sight.facts.iter().enumerate() {
        for victim in fact.victims.iter().filter(|_| asserted(fact)) {
            killed.entry(*victim).or_default().push(number);
        }
    }
    let differ = killed.into_iter().filter_map(|(victim, mut numbers)| {
        by_time(&mut numbers, desk);
        let dated = |number: &&usize| !desk.fact(**number).placed.is_unknown();
        let dated: Vec<usize> = numbers.iter().filter(dated).copied().collect();
        let (first, last) = (*dated.first()?, *dated.last()?);
        let apart =
            desk.fact(first).placed.meets(desk.fact(last).placed) == Meeting::Apart;
        apart.then(|| {
            let rule = "one death on two dates";
            let numbers = [first, last];
            let date = desk.difference("date", &numbers, date);
            let topic = desk.name(&Someone::Actor(victim));
            desk.link((LinkKind::TimeInconsistent, rule), &topic, &numbers, vec![date])
        })
    });
    differ.collect()
}

fn date(fact: &Fact) -> String {
    fact.when().map(|when| when.timex).unwrap_or_default()
}

/// One signing, told with two days.
fn acts(desk: &Desk<'_>) -> Vec<Link> {
    let mut acts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, fact) in desk.sight.facts.iter().enumerate() {
        if fact.kind() == Kind::Agreement && asserted(fact) && fact.placed.is_day() {
            let family = super::super::joining::agreement_family(fact);
            if fact.folded(Field::Status) == "signed" && !family.is_empty() {
                acts.entry(family.to_owned()).or_default().push(number);
            }
        }
    }
    let mut links = Vec::new();
    for mut numbers in acts.into_values() {
        by_time(&mut numbers, desk);
        for (place, one) in numbers.iter().enumerate() {
            for other in numbers.iter().skip(place + 1).take(NEIGHBOURS) {
                if is_one_act(desk.fact(*one), desk.fact(*other)) {
                    let pair = [*one, *other];
                    let rule = "one signing on two days";
                    let date = desk.difference("date", &pair, date);
                    let topic = desk.fact(*one).line(Field::Name);
                    let kind = LinkKind::TimeInconsistent;
                    links.push(desk.link((kind, rule), &topic, &pair, vec![date]));
                }
            }
        }
    }
    links
}

fn is_one_act(one: &Fact, other: &Fact) -> bool {
    let (Some(day), Some(other_day)) = (one.placed.days.day(), other.placed.days.day())
    else {
        return false;
    };
    let apart = days_between(day, other_day).abs();
    let parties = [Field::Parties, Field::Signatories];
    let shared = one.in_fields(&parties).intersection(&other.in_fields(&parties)).count();
    let (first, second) = (one.telling(Field::Name), other.telling(Field::Name));
    let named = first.len().min(second.len()) >= 2 && alike(first, second) >= 600;
    (1..=ONE_ACT).contains(&apart) && one.report != other.report && shared >= 2 && named
}

/// Told as done, with a full date after the report came out.
fn too_early(desk: &Desk<'_>) -> Vec<Link> {
    let facts = desk.sight.facts.iter().enumerate().filter(|(_, fact)| {
        let explicit = fact.basis == Some(Basis::Explicit);
        let later = matches!(
            (fact.placed.days.earliest, fact.published.day()),
            (Some(done), Some(told)) if done > told
        );
        matches!(fact.kind(), Kind::Event | Kind::Agreement)
            && asserted(fact)
            && explicit
            && later
            && fact.placed.is_day()
    });
    let links = facts.map(|(number, fact)| {
        let rule = "told as done before its date";
        let date = desk.difference("date", &[number], date);
        desk.link(
            (LinkKind::ProbableError, rule),
            &fact.line(Field::EventType),
            &[number],
            vec![date],
        )
    });
    links.collect()
}

/// The same goes on, reports of different times say: neither bears the other out.
fn states(desk: &Desk<'_>) -> Vec<Link> {
    let mut states: BTreeMap<(String, &Someone), Vec<usize>> = BTreeMap::new();
    for (number, fact) in desk.sight.facts.iter().enumerate() {
        let present = fact.basis == Some(Basis::Present);
        if fact.kind() == Kind::Event && asserted(fact) && present {
            for actor in fact.in_field(Field::Actor) {
                if matches!(actor, Someone::Actor(_)) {
                    let key = (fact.folded(Field::EventType).to_owned(), actor);
                    states.entry(key).or_default().push(number);
                }
            }
        }
    }
    let links = states.into_iter().filter_map(|((kind, actor), mut numbers)| {
        by_time(&mut numbers, desk);
        let mut told: Vec<usize> = Vec::new();
        for number in numbers {
            let fact = desk.fact(number);
            let later = told.last().is_none_or(|last| {
                let last = desk.fact(*last);
                is_later(effective(last), effective(fact)) && is_alike(last, fact)
            });
            if later && !effective(fact).is_open() {
                told.push(number);
            }
        }
        let rule = "the same state, told again of a later time";
        (told.len() > 1).then(|| {
            let topic = format!("{}: {}", kind.replace('_', " "), desk.name(actor));
            let date = desk.difference("date", &told, date);
            desk.link((LinkKind::Update, rule), &topic, &told, vec![date])
        })
    });
    links.collect()
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
fn plans(desk: &Desk<'_>) -> Vec<Link> {
    let mut done = Done::new();
    let events = desk.sight.facts.iter().enumerate();
    for (number, fact) in
        events.filter(|(_, fact)| fact.kind() == Kind::Event && asserted(fact))
    {
        for side in fact.in_fields(&SIDES) {
            done.entry((fact.folded(Field::EventType).to_owned(), side))
                .or_default()
                .push(number);
        }
    }
    for numbers in done.values_mut() {
        by_time(numbers, desk);
    }
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    let planned = desk.sight.facts.iter().enumerate().filter(|(_, fact)| {
        fact.kind() == Kind::Event
            && fact.modality == Modality::Planned
            && fact.polarity == Polarity::Positive
    });
    for (number, fact) in planned {
        let Some(other) = carried_out(desk, fact, &done) else { continue };
        if seen.insert((desk.entry_of[number], desk.entry_of[other])) {
            links.push(kept(desk, [number, other]));
        }
    }
    links
}

/// Deeds in the order of time, by their types and those in them.
type Done = BTreeMap<(String, Someone), Vec<usize>>;

/// The first deed told behind a plan that may be what was planned.
fn carried_out(desk: &Desk<'_>, plan: &Fact, done: &Done) -> Option<usize> {
    let sides = plan.in_fields(&SIDES);
    let kind = plan.folded(Field::EventType);
    let told = plan.published.latest?;
    let near = sides.iter().filter_map(|side| done.get(&(kind.to_owned(), side.clone())));
    let behind = near.flat_map(|all| {
        let first = all.partition_point(|other| ends(desk.fact(*other)) <= told);
        all.iter().skip(first).take(NEIGHBOURS)
    });
    let mut behind = behind.copied();
    behind.find(|other| {
        let other = desk.fact(*other);
        let shared = other.in_fields(&SIDES).intersection(&sides).count();
        before(plan, other)
            && is_later(plan.published, effective(other))
            && plan.placed.meets(other.placed) != Meeting::Apart
            && (shared > 1 || shared == 1 && is_alike(plan, other))
    })
}

fn kept(desk: &Desk<'_>, numbers: [usize; 2]) -> Link {
    let modality =
        desk.difference("modality", &numbers, |fact| fact.modality.as_str().to_owned());
    let topic = desk.fact(numbers[0]).folded(Field::EventType).replace('_', " ");
    let kind = (LinkKind::Update, "planned, and reported done later");
    desk.link(kind, &topic, &numbers, vec![modality])
}
