//! What ends the state that an earlier event left: suspended, and resumed; closed, and opened
//! again; elected, and sworn in.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline_findings::{Field, Kind};

use super::super::facts::{Fact, SIDES, Someone};
use super::super::words::{Words, covered};
use super::shapes::{Block, is_first, near_pairs};
use super::times::asserted;
use super::{Desk, before, effective, is_near, is_one_matter};
use crate::{Link, LinkKind};

const SEQUELS: &str = include_str!("../../../data/sequels.tsv");

/// A state lasts so many days at most, or its end is told for itself.
const LASTS: i64 = 366;
/// How many others each is held against.
const NEIGHBOURS: usize = 30;

/// Types of events, each with the type of what ends the state it left.
static ROWS: LazyLock<Vec<[&str; 2]>> = LazyLock::new(|| {
    let rows = SEQUELS.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t'))
        .map(|(one, other)| [one, other])
        .collect()
});

pub(super) struct Sequels;

impl Block for Sequels {
    /// A row of the table, with somebody or a word of what it is done to.
    type Key = (usize, u64);

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Self::Key> {
        let fact = desk.fact(number);
        if fact.kind() != Kind::Event || !asserted(fact) {
            return Vec::new();
        }
        let kind = fact.folded(Field::EventType);
        let rows = ROWS.iter().enumerate().filter(|(_, row)| row.contains(&kind));
        let shared = shared(fact);
        rows.flat_map(|(row, _)| shared.iter().map(move |code| (row, *code))).collect()
    }

    fn links(&self, desk: &Desk<'_>, key: &Self::Key, found: &[usize]) -> Vec<Link> {
        let [first, later] = ROWS[key.0];
        let is_of =
            |number: usize, kind| desk.fact(number).folded(Field::EventType) == kind;
        let mut told: BTreeSet<usize> = BTreeSet::new();
        let pairs = near_pairs(found, NEIGHBOURS).filter(|&[one, other]| {
            is_of(one, first)
                && is_of(other, later)
                && is_sequel(desk, [one, other])
                && is_first(self, desk, key, [one, other])
                && told.insert(desk.entry_of[one])
        });
        pairs.map(|pair| link(desk, pair)).collect()
    }
}

/// Somebody in it, by their codes, and the words of what it is done to.
fn shared(fact: &Fact) -> Vec<u64> {
    let actors = fact.in_fields(&SIDES).into_iter();
    let actors = actors.filter(|side| matches!(side, Someone::Actor(_)));
    let codes = actors.map(|side| side.code());
    codes.chain(fact.telling(Field::About).iter().copied()).collect()
}

fn is_sequel(desk: &Desk<'_>, pair: [usize; 2]) -> bool {
    let [one, other] = pair.map(|number| desk.fact(number));
    before(one, other)
        && one.origin != other.origin
        && is_near(one, other, LASTS)
        && matches!(
            (effective(one).earliest, effective(other).latest),
            (Some(first), Some(later)) if first < later
        )
        && is_of_one(desk, one, other)
}

/// Whether both are done to one thing by reports of one matter; where nothing says to what,
/// whether somebody is in both.
fn is_of_one(desk: &Desk<'_>, one: &Fact, other: &Fact) -> bool {
    let about = [one, other].map(|fact| without_places(desk, fact));
    if about.iter().all(|words| !words.is_empty()) {
        covered(&about[0], &about[1]) >= 300 && is_one_matter(desk, [one, other], 2)
    } else {
        one.shared(other, &SIDES) > 0
    }
}

/// The words of what it is done to, without the names of where that is.
fn without_places(desk: &Desk<'_>, fact: &Fact) -> Words {
    let who = desk.sight.who;
    let places = desk.places(fact.report).into_iter();
    let places = places.filter_map(|place| who.actors.get(place));
    let places: Words =
        places.flat_map(|place| Words::of(&place.name).to_vec()).collect();
    let words = fact.telling(Field::About).iter().copied();
    words.filter(|word| !places.contains(word)).collect()
}

fn link(desk: &Desk<'_>, pair: [usize; 2]) -> Link {
    let kind = |fact: &Fact| fact.folded(Field::EventType).replace('_', " ");
    let differs = desk.difference("event_type", &pair, kind);
    let topic = desk.entry(pair[0]).title();
    let rule = "ended by what a later report tells";
    desk.link((LinkKind::Update, rule), &topic, &pair, vec![differs])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        let rows: Vec<&str> =
            SEQUELS.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.is_sorted());
        assert_eq!(ROWS.len(), rows.len());
    }
}
