//! One signing, told by reports of one matter that name hardly any side alike: with other sides,
//! another instrument, on a day and in a month, on two days.

use std::collections::BTreeSet;

use dateline_findings::{Field, Kind};

use super::super::facts::Fact;
use super::super::placed::{Meeting, days_between};
use super::super::words::covered;
use super::shapes::{Block, near_pairs};
use super::times::{asserted, date};
use super::wordings::{actors, special};
use super::{Desk, before, effective, is_near, is_one_matter, values};
use crate::{Link, LinkKind};

/// How many others of its month each is held against.
const NEIGHBOURS: usize = 12;
/// Days told of one signing lie no further apart.
const SLIP: i64 = 7;
/// News of a signing comes out within so many days; later a report says when it was.
const NEWS: i64 = 10;

/// The type of an event in which something is signed.
const SIGNING: &str = "sign_agreement";

/// What is agreed on is signed within so many days.
const SOON: i64 = 31;

const PARTIES: [Field; 2] = [Field::Parties, Field::Signatories];

pub(super) struct Signings;

impl Block for Signings {
    /// The month, by the number of its year and its own; where no time is told, that of the news.
    type Key = (i16, i8);

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Self::Key> {
        let fact = desk.fact(number);
        if !is_signing(fact) {
            return Vec::new();
        }
        let days = effective(fact);
        let months = [days.earliest, days.latest];
        let [Some(first), Some(last)] =
            months.map(|day| Some((day?.year(), day?.month())))
        else {
            return Vec::new();
        };
        if first == last { vec![first] } else { Vec::new() }
    }

    fn links(&self, desk: &Desk<'_>, _: &Self::Key, found: &[usize]) -> Vec<Link> {
        let pairs = near_pairs(found, NEIGHBOURS).filter(|pair| is_one(desk, *pair));
        // What several reports tell alike is held against the other once.
        let mut seen: BTreeSet<[usize; 2]> = BTreeSet::new();
        let first = pairs.filter(|pair| {
            let mut entries = pair.map(|number| desk.entry_of[number]);
            entries.sort_unstable();
            seen.insert(entries)
        });
        first.flat_map(|pair| of_pair(desk, pair)).collect()
    }
}

/// How far an agreement has come in one report, and in a later one: the only thing of its like
/// that either tells of.
pub(super) struct Step {
    from: &'static str,
    to: &'static str,
    /// It is taken within so many days.
    days: i64,
    /// What counts as its like, in either report.
    like: [fn(&Fact) -> bool; 2],
    rule: &'static str,
}

/// The steps of an agreement.
pub(super) const STEPS: [Step; 2] = [
    Step {
        from: "agreed",
        to: "signed",
        days: SOON,
        like: [is_agreement; 2],
        rule: "agreed, and signed by a later report of the matter",
    },
    Step {
        from: "signed",
        to: "ratified",
        days: 366,
        like: [is_signing, is_ratifying],
        rule: "signed, and ratified by a later report of the matter",
    },
];

/// How many others each is held against.
const STEPS_AWAY: usize = 30;

impl Block for Step {
    /// The month of the news, counted from the first of our years.
    type Key = i32;

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<i32> {
        let fact = desk.fact(number);
        let settled = fact.kind() == Kind::Agreement && asserted(fact);
        let Some(day) = fact.published.day().filter(|_| settled) else {
            return Vec::new();
        };
        let month = i32::from(day.year()) * 12 + i32::from(day.month());
        let status = fact.folded(Field::Status);
        if status == self.from {
            let last = month + i32::try_from(self.days / 30).unwrap_or_default();
            (month..=last).collect()
        } else if status == self.to {
            vec![month]
        } else {
            Vec::new()
        }
    }

    fn links(&self, desk: &Desk<'_>, _: &i32, found: &[usize]) -> Vec<Link> {
        let status = |number: usize| desk.fact(number).folded(Field::Status);
        let mut found = found.to_vec();
        found.sort_by_key(|number| desk.fact(*number).order());
        let mut told: BTreeSet<usize> = BTreeSet::new();
        let pairs = near_pairs(&found, STEPS_AWAY).filter(|pair| {
            let [one, other] = pair.map(|number| desk.fact(number));
            status(pair[0]) == self.from
                && status(pair[1]) == self.to
                && one.origin != other.origin
                && before(one, other)
                && is_near(one, other, self.days)
                && desk.entry_of[pair[0]] != desk.entry_of[pair[1]]
                && is_only(desk, pair[0], self.like[0])
                && is_only(desk, pair[1], self.like[1])
                && is_one_matter(desk, [one, other], 2)
                && told.insert(desk.entry_of[pair[0]])
        });
        let links = pairs.map(|pair| {
            let status =
                desk.difference("status", &pair, |fact| fact.line(Field::Status));
            let topic = desk.fact(pair[1]).line(Field::Name);
            desk.link((LinkKind::Update, self.rule), &topic, &pair, vec![status])
        });
        links.collect()
    }
}

fn is_ratifying(fact: &Fact) -> bool {
    fact.kind() == Kind::Agreement
        && asserted(fact)
        && fact.folded(Field::Status) == "ratified"
}

fn is_agreement(fact: &Fact) -> bool {
    fact.kind() == Kind::Agreement
}

fn is_signing(fact: &Fact) -> bool {
    fact.kind() == Kind::Agreement
        && asserted(fact)
        && fact.folded(Field::Status) == "signed"
}

/// Whether two reports of one matter mean the only signing that either tells of that month.
fn is_one(desk: &Desk<'_>, pair: [usize; 2]) -> bool {
    let [one, other] = pair.map(|number| desk.fact(number));
    let shared = one.in_fields(&PARTIES).intersection(&other.in_fields(&PARTIES)).count();
    let place = one.places.is_disjoint(&other.places);
    let elsewhere = place && !one.places.is_empty() && !other.places.is_empty();
    // Two acts of the same sides on two days are told where they are named alike.
    let apart = one.placed.meets(other.placed) == Meeting::Apart;
    let new = shared < 2 || apart && !is_named_alike(one, other);
    one.origin != other.origin
        && desk.entry_of[pair[0]] != desk.entry_of[pair[1]]
        && new
        && !elsewhere
        && pair.iter().all(|number| is_only(desk, *number, is_signing))
        && is_one_matter(desk, [one, other], 2)
}

/// Whether its report tells of no other of its like.
fn is_only(desk: &Desk<'_>, number: usize, is_like: fn(&Fact) -> bool) -> bool {
    let entry = desk.entry_of[number];
    let mut all = desk.facts_of(desk.fact(number).report);
    all.all(|(other, fact)| !is_like(fact) || desk.entry_of[other] == entry)
}

fn of_pair(desk: &Desk<'_>, pair: [usize; 2]) -> Vec<Link> {
    let [one, other] = pair.map(|number| desk.fact(number));
    let topic = one.line(Field::Name);
    let link = |kind, pair: [usize; 2], field, value: &dyn Fn(&Fact) -> String| {
        let difference = desk.difference(field, &pair, value);
        (values(&difference) > 1)
            .then(|| desk.link(kind, &topic, &pair, vec![difference]))
    };
    let wording = || {
        let kind = (LinkKind::WordingDiffers, "one act named as two kinds of instrument");
        link(kind, pair, "instrument", &special_or_binding)
    };
    let parties = || {
        let kind = (LinkKind::PartiesDiffer, "one act between different parties");
        let parties = |fact: &Fact| fact.line(Field::Parties);
        let link = link(kind, pair, "parties", &parties).filter(|_| differ(one, other));
        link.map(|link| desk.pointed(link, &pair, Field::Parties))
    };
    let on_two_days = |pair: [usize; 2]| {
        let kind = (LinkKind::TimeInconsistent, "one signing on two days");
        let near = are_near(desk.fact(pair[0]), desk.fact(pair[1]));
        link(kind, pair, "date", &date).filter(|_| near)
    };
    let news = is_near(one, other, NEWS);
    match one.placed.meets(other.placed) {
        Meeting::Unknown if news && is_named_alike(one, other) => {
            let signed = pair.map(|number| signed_on(desk, number));
            wording().into_iter().chain(on_two_days(signed)).collect()
        }
        Meeting::Same if news => wording().into_iter().chain(parties()).collect(),
        Meeting::Within => {
            let rule = "one event dated more exactly by one report";
            let kind = (LinkKind::Refinement, rule);
            link(kind, pair, "date", &date).into_iter().collect()
        }
        Meeting::Apart if news => on_two_days(pair).map_or_else(Vec::new, |days| {
            [Some(days), wording(), parties()].into_iter().flatten().collect()
        }),
        _ => Vec::new(),
    }
}

/// What a fact calls its instrument; where that word fits any, whether it is said to bind.
fn special_or_binding(fact: &Fact) -> String {
    let word = special(fact);
    match fact.folded(Field::Binding) {
        "yes" if word.is_empty() => "binding".to_owned(),
        _ => word,
    }
}

/// What tells the day of a signing: the finding itself, or the only finding of its report that
/// tells when the signing took place.
fn signed_on(desk: &Desk<'_>, number: usize) -> usize {
    let fact = desk.fact(number);
    if fact.placed.is_day() {
        return number;
    }
    let told = desk.facts_of(fact.report).filter(|(_, other)| {
        asserted(other)
            && other.folded(Field::EventType) == SIGNING
            && other.placed.is_day()
    });
    let mut told = told.map(|(number, _)| number);
    told.next().filter(|_| told.next().is_none()).unwrap_or(number)
}

/// Whether both are on one thing: "a memorandum on the ferry", and "the treaty on the ferry".
fn is_named_alike(one: &Fact, other: &Fact) -> bool {
    let (first, second) = (one.telling(Field::Name), other.telling(Field::Name));
    first.len().min(second.len()) > 2 && covered(first, second) >= 600
}

/// Whether each names a side that the other does not.
fn differ(one: &Fact, other: &Fact) -> bool {
    let [first, second] = [one, other].map(actors);
    first.difference(&second).next().is_some()
        && second.difference(&first).next().is_some()
}

/// Whether both give a day, and the days lie near each other, apart, in one place.
fn are_near(one: &Fact, other: &Fact) -> bool {
    let days = one.placed.days.day().zip(other.placed.days.day());
    let apart = days.map(|(day, other_day)| days_between(day, other_day).abs());
    apart.is_some_and(|apart| (1..=SLIP).contains(&apart))
        && !one.places.is_disjoint(&other.places)
}
