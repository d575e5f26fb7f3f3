//! Asked for in one report, done in a later one.

use dateline_findings::{Field, Kind, Modality, Polarity};

use super::super::facts::Fact;
use super::super::words::{Words, covered};
use super::shapes::{Answers, Asking};
use super::times::asserted;
use super::{Desk, Told, before, is_one_matter};
use crate::{Link, LinkKind};

/// So many words of what was asked for come back where it is done, at least.
const GIST: usize = 2;

pub(super) struct Demands;

impl Asking for Demands {
    /// A word of what was done, or to whom.
    type Key = u64;

    fn answers(&self, desk: &Desk<'_>, number: usize) -> Vec<u64> {
        let fact = desk.fact(number);
        let done = fact.kind() == Kind::Event && asserted(fact);
        if done { thing(fact).to_vec() } else { Vec::new() }
    }

    fn asks(&self, desk: &Desk<'_>, number: usize) -> bool {
        let fact = desk.fact(number);
        fact.modality == Modality::CalledFor && fact.polarity == Polarity::Positive
    }

    fn links(&self, desk: &Desk<'_>, entry: Told<'_>, done: &Answers<u64>) -> Vec<Link> {
        let first = entry.evidence.first().filter(|number| self.asks(desk, **number));
        first.and_then(|first| met(desk, *first, done)).into_iter().collect()
    }
}

/// What is done, and to whom: "the three shafts", of their closing.
fn thing(fact: &Fact) -> Words {
    let fields = [Field::About, Field::Recipient];
    fields.iter().flat_map(|field| fact.telling(*field).to_vec()).collect()
}

/// A link to the first later report that tells of it as done: its closest words.
fn met(desk: &Desk<'_>, number: usize, done: &Answers<u64>) -> Option<Link> {
    let asked = desk.fact(number);
    let deeds = done.sharing(&asked.words).into_iter().filter(|(other, count)| {
        let other = desk.fact(*other);
        *count >= GIST
            && before(asked, other)
            && is_met(asked, other)
            && is_one_matter(desk, [asked, other], 1)
    });
    let (other, _) = deeds.min_by_key(|(other, count)| {
        let other = desk.fact(*other);
        (other.report_place, std::cmp::Reverse(*count), other.order())
    })?;
    let numbers = [number, other];
    let rule = "asked for, and done in a later report";
    let modality =
        desk.difference("modality", &numbers, |fact| fact.modality.as_str().to_owned());
    let topic = desk.fact(other).folded(Field::EventType).replace('_', " ");
    Some(desk.link((LinkKind::Update, rule), &topic, &numbers, vec![modality]))
}

/// Whether the deed is the one that was asked for, and what it was done to.
fn is_met(asked: &Fact, other: &Fact) -> bool {
    let named = !other.told_as().is_disjoint(&asked.words);
    asked.origin != other.origin && named && covered(&thing(other), &asked.words) >= 600
}
