//! What may happen, by one report, and will, by another of the same days.

use dateline_findings::{Field, Kind, Modality, Polarity};

use super::super::facts::Fact;
use super::super::placed::Meeting;
use super::super::words::covered;
use super::later::{deeds, is_told_alike};
use super::shapes::{Block, is_first, near_pairs};
use super::{Desk, is_near, is_one_matter};
use crate::{Link, LinkKind};

/// Reports that speak of one prospect come out within so many days.
const NEAR: i64 = 120;
/// How many others each is held against.
const NEIGHBOURS: usize = 12;

pub(super) struct Chances;

impl Block for Chances {
    /// The type, with somebody or a word of what it is done to.
    type Key = (u64, u64);

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Self::Key> {
        let fact = desk.fact(number);
        let ahead = matches!(fact.modality, Modality::Planned | Modality::Conditional);
        let tells = fact.kind() == Kind::Event && fact.polarity == Polarity::Positive;
        if ahead && tells { shared(fact) } else { Vec::new() }
    }

    fn links(&self, desk: &Desk<'_>, key: &Self::Key, found: &[usize]) -> Vec<Link> {
        let pairs = near_pairs(found, NEIGHBOURS).filter(|pair| {
            let [one, other] = pair.map(|number| desk.fact(number));
            one.modality != other.modality
                && one.origin != other.origin
                && is_near(one, other, NEAR)
                && is_one_time(one, other)
                && is_one_thing(one, other)
                && is_told_alike(one, other)
                && is_first(self, desk, key, *pair)
                && is_one_matter(desk, [one, other], 1)
        });
        pairs.map(|pair| link(desk, pair)).collect()
    }
}

/// The type with everybody in it and with each word of what it is done to.
fn shared(fact: &Fact) -> Vec<(u64, u64)> {
    let kind = fact.code(Field::EventType);
    let sides = deeds(fact).into_iter().map(|(_, side)| side.code());
    let codes = sides.chain(fact.telling(Field::About).iter().copied());
    codes.map(|code| (kind, code)).collect()
}

/// Whether somebody is in both, or both are done to one thing.
fn is_one_thing(one: &Fact, other: &Fact) -> bool {
    let about = [one, other].map(|fact| fact.telling(Field::About));
    let others = deeds(other);
    deeds(one).iter().any(|deed| others.contains(deed))
        || covered(about[0], about[1]) >= 600
}

/// Whether both are told of one time, or neither of any.
fn is_one_time(one: &Fact, other: &Fact) -> bool {
    let unknown = one.placed.is_unknown() && other.placed.is_unknown();
    unknown
        || !matches!(one.placed.meets(other.placed), Meeting::Apart | Meeting::Unknown)
        || one.placed == other.placed
}

fn link(desk: &Desk<'_>, pair: [usize; 2]) -> Link {
    let modality = |fact: &Fact| fact.modality.as_str().to_owned();
    let modality = desk.difference("modality", &pair, modality);
    let topic = desk.entry(pair[0]).title();
    let kind = (LinkKind::ModalityDiffers, "possible by one report, certain by another");
    desk.link(kind, &topic, &pair, vec![modality])
}
