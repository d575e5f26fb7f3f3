//! Considered in one report, decided in a later one.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline_findings::{Field, Kind, Modality, Polarity};
use dateline_text::fold;

use super::super::facts::Fact;
use super::super::words::{Words, stems};
use super::shapes::{Answers, Asking};
use super::{Desk, Told, before, done_by, is_near, is_one_matter};
use crate::{Link, LinkKind};

/// How many deeds of a kind by one doer it is held against.
const NEIGHBOURS: usize = 40;
/// So many words of what was considered come back where it is decided, at least.
const GIST: usize = 3;

/// Words for what is not decided yet, without their endings.
const CONSIDER: [&str; 7] =
    ["consider", "contemplat", "mull", "ponder", "review", "study", "weigh"];
static CUES: LazyLock<Words> = LazyLock::new(|| Words::of(&CONSIDER.join(" ")));

/// Words for who decides: that they come back tells nothing of what was considered.
static DECIDERS: LazyLock<Words> = LazyLock::new(|| {
    Words::of("authorities cabinet council country government ministry")
});

pub(super) struct Intents;

impl Asking for Intents {
    /// A word of what is planned or promised.
    type Key = u64;

    fn answers(&self, desk: &Desk<'_>, number: usize) -> Vec<u64> {
        let fact = desk.fact(number);
        let tells =
            matches!(fact.kind(), Kind::Commitment | Kind::Event | Kind::Statement);
        let planned =
            fact.modality == Modality::Planned && fact.polarity == Polarity::Positive;
        let tells = tells && planned;
        let keys = || told(fact).iter().copied().chain(deeds(fact)).collect();
        if tells { keys() } else { Vec::new() }
    }

    fn asks(&self, desk: &Desk<'_>, number: usize) -> bool {
        let fact = desk.fact(number);
        is_considered(fact) || is_discussed(fact)
    }

    fn links(
        &self,
        desk: &Desk<'_>,
        entry: Told<'_>,
        decided: &Answers<u64>,
    ) -> Vec<Link> {
        let first = entry.evidence.first().copied();
        let link = first.and_then(|first| match desk.fact(first).kind() {
            Kind::Event => done(desk, first, decided),
            _ => settled(desk, first, decided),
        });
        link.into_iter().collect()
    }
}

/// Words in front of "considering" where it is a verb.
const BEING: [&str; 7] = ["are", "be", "been", "is", "still", "was", "were"];

/// "The government is considering closing the line".
fn is_considered(fact: &Fact) -> bool {
    let plain = fact.kind() == Kind::Statement && fact.polarity == Polarity::Positive;
    if !plain || fact.words.is_disjoint(&CUES) {
        return false;
    }
    let content = fold(&fact.line(Field::Content));
    let said: Vec<&str> = content.split(' ').collect();
    said.windows(2).any(|pair| {
        BEING.contains(&pair[0])
            && pair[1].ends_with("ing")
            && stems(pair[1]).iter().any(|stem| CONSIDER.contains(&stem.as_str()))
    })
}

/// What is decided is told within so many days.
const NEAR: i64 = 120;

/// "Varn is considering reducing its force": a deed that is known by its kind.
fn is_discussed(fact: &Fact) -> bool {
    fact.kind() == Kind::Event
        && fact.modality == Modality::Discussed
        && fact.polarity == Polarity::Positive
}

/// The kind of deed with each of those who do it or said that they would.
fn deeds(fact: &Fact) -> impl Iterator<Item = u64> + '_ {
    let doers = [Field::Actor, Field::Committer].into_iter();
    doers.flat_map(|doer| done_by(fact, doer))
}

/// A link to the first later report of the matter in which those who discussed a deed are to do
/// it.
fn done(desk: &Desk<'_>, number: usize, decided: &Answers<u64>) -> Option<Link> {
    let fact = desk.fact(number);
    let deeds: Vec<u64> = deeds(fact).collect();
    let is_later = |other: &usize| {
        let other = desk.fact(*other);
        before(fact, other) && fact.origin != other.origin && is_near(fact, other, NEAR)
    };
    let later = deeds.iter().flat_map(|deed| {
        let same = decided.to(deed).iter().copied();
        same.filter(is_later).take(NEIGHBOURS).collect::<Vec<_>>()
    });
    let of_matter = later.filter(|other| {
        let other = desk.fact(*other);
        is_one_matter(desk, [fact, other], 1) || is_between_two(desk, [fact, other])
    });
    let other = of_matter.min_by_key(|other| desk.fact(*other).order())?;
    Some(link(desk, &desk.entry(number).title(), [number, other]))
}

/// Whether both reports name two actors alike: who does it, and another whom it concerns.
fn is_between_two(desk: &Desk<'_>, pair: [&Fact; 2]) -> bool {
    let cast = |fact: &Fact| -> BTreeSet<usize> {
        desk.sight.who.cast(fact.report).actors().collect()
    };
    let [here, there] = pair.map(cast);
    here.intersection(&there).count() > 1
}

fn told(fact: &Fact) -> Words {
    let kind = Words::of(&fact.line(Field::EventType).replace('_', " "));
    fact.words.iter().chain(kind.iter()).copied().collect()
}

/// A link to the first later report that tells of it as decided: its closest words.
fn settled(desk: &Desk<'_>, number: usize, decided: &Answers<u64>) -> Option<Link> {
    let fact = desk.fact(number);
    let own = fact.words.iter().copied();
    let own = own.filter(|word| !CUES.contains(word) && !DECIDERS.contains(word));
    let own: Words = own.collect();
    let enough = |count: usize| count >= GIST && count * 5 >= own.len() * 3;
    let later = decided.sharing(&own).into_iter().filter(|(other, count)| {
        let other = desk.fact(*other);
        enough(*count) && before(fact, other) && fact.origin != other.origin
    });
    let (other, _) = later.min_by_key(|(other, count)| {
        let other = desk.fact(*other);
        (other.report_place, std::cmp::Reverse(*count), other.order())
    })?;
    Some(link(desk, &fact.line(Field::Content), [number, other]))
}

fn link(desk: &Desk<'_>, topic: &str, numbers: [usize; 2]) -> Link {
    let rule = "considered, and decided in a later report";
    let modality = desk.difference("modality", &numbers, |fact| {
        let considered = fact.modality == Modality::Asserted;
        let modality = if considered { Modality::Discussed } else { fact.modality };
        modality.as_str().to_owned()
    });
    let kind = (LinkKind::ModalityDiffers, rule);
    desk.link(kind, topic, &numbers, vec![modality])
}
