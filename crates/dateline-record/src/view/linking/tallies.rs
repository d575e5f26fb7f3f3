//! One number of one thing, told by two reports of one matter: alike, or roughly by the one.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Decimal, Field, Modality, Polarity};

use super::super::facts::Fact;
use super::super::groups::Groups;
use super::super::lining::bounds;
use super::super::words::{Words, covered};
use super::figures::{meet, reach, said};
use super::shapes::{Block, is_first, near_pairs};
use super::{Desk, is_near, is_one_matter};
use crate::{Link, LinkKind};

/// Reports of one matter come out within so many days.
const NEAR: i64 = 31;
/// How many others each is held against.
const NEIGHBOURS: usize = 12;
/// Fewer than this are easily counted twice.
const TELLING: i128 = 20;

/// What reports of one matter count alike: of other things every report may have as many.
const UNITS: [&str; 2] = ["percent", "persons"];

/// Figures of which too little is said to stand in a series that is known elsewhere.
pub(super) struct Tallies {
    /// The series of each figure.
    series: BTreeMap<usize, usize>,
}

impl Tallies {
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let mut series = BTreeMap::new();
        for (place, lined) in desk.sight.lined.iter().enumerate() {
            for entry in lined.entries.iter().filter(|_| !lined.counted.is_of_event()) {
                let evidence =
                    desk.sight.entries.get(*entry).map(|entry| &entry.evidence);
                series.extend(
                    evidence.into_iter().flatten().map(|number| (*number, place)),
                );
            }
        }
        Self { series }
    }

    fn is_known(&self, desk: &Desk<'_>, number: usize) -> bool {
        let place = self.series.get(&number);
        let lined = place.and_then(|place| desk.sight.lined.get(*place));
        lined.is_some_and(|lined| lined.counted.exactness() > 0)
    }

    /// Whether two figures are left apart by series: nothing ties the one to the other yet.
    fn are_apart(&self, desk: &Desk<'_>, [one, other]: [usize; 2]) -> bool {
        let known = self.is_known(desk, one) && self.is_known(desk, other);
        desk.entry_of[one] != desk.entry_of[other] && !known
    }
}

impl Block for Tallies {
    /// The unit, and how large the number is: one of two steps that it may stand on.
    type Key = (Box<str>, u32);

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Self::Key> {
        let fact = desk.fact(number);
        let plain = self.series.contains_key(&number)
            && UNITS.contains(&fact.folded(Field::Unit))
            && fact.modality == Modality::Asserted
            && fact.polarity == Polarity::Positive
            && !fact.has(Field::Change);
        let value = value(fact).filter(|value| plain && *value >= TELLING * one());
        let Some(value) = value else { return Vec::new() };
        // Steps of a fifth, each number on its own and on the next: near ones share a step.
        let step = steps(value);
        let unit: Box<str> = fact.folded(Field::Unit).into();
        vec![(unit.clone(), step), (unit, step + 1)]
    }

    fn links(&self, desk: &Desk<'_>, key: &Self::Key, found: &[usize]) -> Vec<Link> {
        let pairs = near_pairs(found, NEIGHBOURS).filter(|pair| {
            let [one, other] = pair.map(|number| desk.fact(number));
            one.origin != other.origin
                && is_near(one, other, NEAR)
                && self.are_apart(desk, *pair)
                && is_one_thing(desk, one, other)
                && is_first(self, desk, key, *pair)
        });
        let (alike, others): (Vec<[usize; 2]>, Vec<[usize; 2]>) = pairs
            .partition(|pair| pair.iter().all(|number| is_exact(desk.fact(*number))));
        let rough = others.into_iter().filter_map(|pair| roughly(desk, pair));
        agreeing(desk, &alike).into_iter().chain(rough).collect()
    }
}

/// What one is in the parts that numbers are compared by.
fn one() -> i128 {
    Decimal::from(1).millionths()
}

/// The number of a figure; of two that it lies between, the one in the middle.
fn value(fact: &Fact) -> Option<i128> {
    let (from, to) = bounds(&fact.value(Field::Number)?)?;
    Some(i128::midpoint(from.millionths(), to.millionths()))
}

/// How many times a fifth has to be added to one to come to a number.
fn steps(value: i128) -> u32 {
    let mut step = 0;
    let mut reached = one();
    while reached < value {
        reached += reached / 5;
        step += 1;
    }
    step
}

/// Whether both count the same: by their words and two names in their reports, or by a number
/// that few things have and one name.
fn is_one_thing(desk: &Desk<'_>, one: &Fact, other: &Fact) -> bool {
    let words = covered(one.telling(Field::What), other.telling(Field::What)) >= 600;
    let figures = [one, other].map(|fact| value(fact).map_or(0, figures));
    let most = figures[0].max(figures[1]);
    let number = most >= 3 && value(one) == value(other);
    let names = if number { 1 } else { 2 };
    let told = words && (most >= 2 || about(one) != about(other) && is_special(one));
    (told || number) && is_one_matter(desk, [one, other], names)
}

/// Whether not anybody is counted: "fighters", and no "people".
fn is_special(fact: &Fact) -> bool {
    let what = fact.telling(Field::What);
    !what.is_empty() && what.is_disjoint(&Words::of("people persons"))
}

/// How many figures of a number say something: three of 138 and 50.6, one of 300.
fn figures(value: i128) -> u32 {
    let mut value = value;
    while value != 0 && value % 10 == 0 {
        value /= 10;
    }
    value.checked_ilog10().map_or(0, |figures| figures + 1)
}

/// One link for all that tell one number.
fn agreeing(desk: &Desk<'_>, pairs: &[[usize; 2]]) -> Vec<Link> {
    let same = |pair: &&[usize; 2]| {
        let [one, other] = pair.map(|number| value(desk.fact(number)));
        one == other
    };
    let pairs: Vec<&[usize; 2]> = pairs.iter().filter(same).collect();
    let numbers: BTreeSet<usize> = pairs.iter().copied().flatten().copied().collect();
    let numbers: Vec<usize> = numbers.into_iter().collect();
    let mut groups = Groups::new(numbers.len());
    for pair in pairs {
        let [one, other] = pair.map(|number| numbers.partition_point(|at| *at < number));
        groups.unite(one, other);
    }
    let groups = groups.all().into_iter().filter(|group| group.len() > 1);
    let links = groups.map(|group| {
        let all: Vec<usize> = group.into_iter().map(|place| numbers[place]).collect();
        let topic = desk.fact(all[0]).line(Field::What);
        let rule = "the same number, told by reports of one matter";
        desk.link((LinkKind::Corroboration, rule), &topic, &all, Vec::new())
    });
    links.collect()
}

fn is_exact(fact: &Fact) -> bool {
    matches!(fact.folded(Field::Comparator), "exactly" | "")
}

fn roughly(desk: &Desk<'_>, pair: [usize; 2]) -> Option<Link> {
    let [one, other] = pair.map(|number| desk.fact(number));
    let close = meet(reach(one)?, reach(other)?);
    let rough = about(one) != about(other) && is_bounded(one) && is_bounded(other);
    let rule = "a rough number and an exact one, told by reports of one matter";
    let number = desk.difference("value", &pair, said);
    let topic = one.line(Field::What);
    let kind = (LinkKind::VagueAgainstExact, rule);
    (close && rough).then(|| desk.link(kind, &topic, &pair, vec![number]))
}

/// Whether a number has two ends: "about 300", "between 250 and 350".
fn is_bounded(fact: &Fact) -> bool {
    matches!(reach(fact), Some((Some(_), Some(_))))
}

fn about(fact: &Fact) -> bool {
    fact.folded(Field::Comparator) == "about"
}
