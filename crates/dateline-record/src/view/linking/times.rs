//! Times that cannot be: one killing in two months, one signing on two days, a thing told before
//! it happened.

use std::sync::LazyLock;

use dateline_findings::{Field, Kind, Modality, Polarity};
use dateline_time::Basis;

use super::super::facts::{Fact, Someone};
use super::super::joining::agreement_family;
use super::super::placed::{Meeting, days_between};
use super::super::words::{Words, alike, covered};
use super::shapes::{Block, is_first, near_pairs};
use super::{Desk, is_near, is_one_matter};
use crate::{Link, LinkKind};

/// Dates of one signing differ by less than this, or there were two signings.
const ONE_ACT: i64 = 62;
/// How many others a signing is held against.
const NEIGHBOURS: usize = 30;

pub(super) fn asserted(fact: &Fact) -> bool {
    fact.modality == Modality::Asserted && fact.polarity == Polarity::Positive
}

pub(super) fn date(fact: &Fact) -> String {
    fact.when().map(|when| when.timex).unwrap_or_default()
}

/// A person dies once.
pub(super) struct Deaths;

impl Block for Deaths {
    /// Who dies, an actor of the record.
    type Key = usize;

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<usize> {
        let fact = desk.fact(number);
        fact.victims.iter().copied().filter(|_| asserted(fact)).collect()
    }

    fn links(&self, desk: &Desk<'_>, victim: &usize, found: &[usize]) -> Vec<Link> {
        let dated = |number: &&usize| !desk.fact(**number).placed.is_unknown();
        let ends = found.iter().find(dated).zip(found.iter().rev().find(dated));
        let ends = ends.map(|(first, last)| [*first, *last]);
        let apart = ends.filter(|ends| {
            let [first, last] = ends.map(|number| desk.fact(number).placed);
            first.meets(last) == Meeting::Apart
        });
        let link = apart.map(|numbers| {
            let rule = "one death on two dates";
            let date = desk.difference("date", &numbers, date);
            let topic = desk.name(&Someone::Actor(*victim));
            desk.link((LinkKind::TimeInconsistent, rule), &topic, &numbers, vec![date])
        });
        link.into_iter().collect()
    }
}

/// One signing, told with two days.
pub(super) struct Acts;

impl Block for Acts {
    /// The instrument, the ones that parliaments pass taken as one.
    type Key = Box<str>;

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Self::Key> {
        let fact = desk.fact(number);
        let signed = fact.kind() == Kind::Agreement
            && asserted(fact)
            && fact.placed.is_day()
            && fact.folded(Field::Status) == "signed";
        let family = Some(agreement_family(fact)).filter(|family| !family.is_empty());
        family.filter(|_| signed).map(Box::from).into_iter().collect()
    }

    fn links(&self, desk: &Desk<'_>, _: &Self::Key, found: &[usize]) -> Vec<Link> {
        let acts = near_pairs(found, NEIGHBOURS)
            .filter(|&[one, other]| is_one_act(desk.fact(one), desk.fact(other)));
        let links = acts.map(|pair| {
            let rule = "one signing on two days";
            let date = desk.difference("date", &pair, date);
            let topic = desk.fact(pair[0]).line(Field::Name);
            desk.link((LinkKind::TimeInconsistent, rule), &topic, &pair, vec![date])
        });
        links.collect()
    }
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

/// Words for what a thing does, or is done with, once.
const ONCE: &str = "abolish alarm begin complete cross dissolve found inaugurate launch open ratify \
    reopen sign start unveil";
static ONCE_WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(ONCE));
/// Reports that tell of one beginning come out within so many days.
const NEWS: i64 = 14;

/// What happens once, told with two days: a beginning, an opening, a crossing.
pub(super) struct Onsets;

impl Block for Onsets {
    /// The type, with a word of what begins, or of who does something once.
    type Key = (u64, u64);

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Self::Key> {
        let fact = desk.fact(number);
        let told = fact.kind() == Kind::Event && asserted(fact) && fact.placed.is_day();
        let what = if told { what(fact) } else { Words::default() };
        what.iter().map(|word| (fact.code(Field::EventType), *word)).collect()
    }

    fn links(&self, desk: &Desk<'_>, key: &Self::Key, found: &[usize]) -> Vec<Link> {
        let onsets = near_pairs(found, NEIGHBOURS).filter(|pair| {
            let [one, other] = pair.map(|number| desk.fact(number));
            one.origin != other.origin
                && is_near(one, other, NEWS)
                && are_days_of_one(one, other)
                && covered(&what(one), &what(other)) >= 500
                && is_once([one, other])
                && is_first(self, desk, key, *pair)
                && pair.iter().all(|number| is_only(desk, *number, key.1))
                && is_one_matter(desk, [one, other], 2)
        });
        let links = onsets.map(|pair| {
            let rule = "one beginning on two days";
            let date = desk.difference("date", &pair, date);
            let topic = desk.entry(pair[0]).title();
            desk.link((LinkKind::TimeInconsistent, rule), &topic, &pair, vec![date])
        });
        links.collect()
    }
}

/// Whether one of two of a type is told in a word for what happens once.
fn is_once(pair: [&Fact; 2]) -> bool {
    let told = pair.map(Fact::told_as);
    let once = told.iter().any(|words| !words.is_disjoint(&ONCE_WORDS));
    once && !told[0].is_disjoint(told[1])
}

/// The words of what begins, or of who does something once, and where.
fn what(fact: &Fact) -> Words {
    let about = fact.telling(Field::About);
    if !about.is_empty() {
        return about.iter().copied().collect();
    }
    let fields = [Field::Actor, Field::Place].map(|field| fact.telling(field));
    fields.iter().flat_map(|words| words.iter()).copied().collect()
}

/// Whether two days that differ may be told of one thing.
fn are_days_of_one(one: &Fact, other: &Fact) -> bool {
    let days = one.placed.days.day().zip(other.placed.days.day());
    let apart = days.map(|(day, other_day)| days_between(day, other_day).abs());
    apart.is_some_and(|apart| (1..=ONE_ACT).contains(&apart))
}

/// Whether its report tells of no other such thing on another day.
fn is_only(desk: &Desk<'_>, number: usize, key: u64) -> bool {
    let own = desk.fact(number);
    desk.facts_of(own.report).all(|(_, fact)| {
        let like = fact.kind() == Kind::Event
            && fact.code(Field::EventType) == own.code(Field::EventType)
            && what(fact).contains(&key);
        !like || fact.placed == own.placed || !fact.placed.is_day()
    })
}

/// Told as done, with a full date after the report came out.
pub(super) fn too_early(desk: &Desk<'_>, report: &[usize]) -> Vec<Link> {
    let early = report.iter().copied().filter(|number| {
        let fact = desk.fact(*number);
        let later = matches!(
            (fact.placed.days.earliest, fact.published.day()),
            (Some(done), Some(told)) if done > told
        );
        matches!(fact.kind(), Kind::Event | Kind::Agreement)
            && asserted(fact)
            && fact.basis == Some(Basis::Explicit)
            && later
            && fact.placed.is_day()
    });
    // The treaty and its signing are two findings of one date.
    let mut seen: Vec<usize> = Vec::new();
    let early = early.filter(|number| {
        let fact = desk.fact(*number);
        let again = seen.iter().map(|other| desk.fact(*other)).any(|other| {
            other.placed == fact.placed && other.evidence.overlaps(fact.evidence)
        });
        seen.push(*number);
        !again
    });
    let links = early.map(|number| {
        let rule = "told as done before its date";
        let date = desk.difference("date", &[number], date);
        let topic = desk.fact(number).line(Field::EventType);
        desk.link((LinkKind::ProbableError, rule), &topic, &[number], vec![date])
    });
    links.collect()
}
