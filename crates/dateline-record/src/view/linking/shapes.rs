//! The shapes that rules of linking have: each looks at what stands under a key, or asks for it
//! there, so that no finding is held against all.

use std::collections::BTreeMap;

use super::super::words::Words;
use super::{Desk, Told, by_time};
use crate::Link;
use crate::hands::{Hands, each, each_of};

/// A rule that looks at findings that share a key, and at no others.
pub(super) trait Block: Sync {
    /// What findings share.
    type Key: Ord + Send + Sync;

    /// The keys that a finding stands under; none where the rule has nothing to do with it.
    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Self::Key>;

    /// How those under one key, in the order of time, stand to each other.
    fn links(&self, desk: &Desk<'_>, key: &Self::Key, found: &[usize]) -> Vec<Link>;
}

/// A rule that asks, of an entry, what other findings answer to keys of its own.
pub(super) trait Asking: Sync {
    /// What is asked for.
    type Key: Ord + Send + Sync;

    /// The keys that a finding answers to.
    fn answers(&self, desk: &Desk<'_>, number: usize) -> Vec<Self::Key>;

    /// Whether the rule asks anything for a finding.
    fn asks(&self, desk: &Desk<'_>, number: usize) -> bool;

    /// How an entry, of whose findings it asks for some, stands to those that answer.
    fn links(
        &self,
        desk: &Desk<'_>,
        entry: Told<'_>,
        answers: &Answers<Self::Key>,
    ) -> Vec<Link>;
}

/// What answers to keys, each in the order of time.
pub(super) struct Answers<K>(BTreeMap<K, Vec<usize>>);

impl<K: Ord> Answers<K> {
    /// Those that answer to a key.
    pub(super) fn to(&self, key: &K) -> &[usize] {
        self.0.get(key).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A word that more findings share than this tells nothing of what they are about.
const COMMON: usize = 300;

impl Answers<u64> {
    /// Those that answer to some of these words, with how many; common words aside.
    pub(super) fn sharing(&self, words: &Words) -> BTreeMap<usize, usize> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let found = words.iter().map(|word| self.to(word));
        for number in found.filter(|found| found.len() <= COMMON).flatten() {
            *shared.entry(*number).or_default() += 1;
        }
        shared
    }
}

/// The links of a rule, block by block.
pub(super) fn in_blocks<R: Block>(
    rule: &R,
    desk: &Desk<'_>,
    hands: Hands<'_>,
) -> Vec<Link> {
    let keys = |number| rule.keys(desk, number);
    let mut blocks = under_keys(desk, &keys, hands);
    blocks.retain(|(_, found)| found.len() > 1);
    let links = each(hands, blocks.len(), &|place| {
        let (key, found) = &blocks[place];
        rule.links(desk, key, found)
    });
    links.into_iter().flatten().collect()
}

/// The links of a rule, entry by entry.
pub(super) fn by_asking<R: Asking>(
    rule: &R,
    desk: &Desk<'_>,
    hands: Hands<'_>,
) -> Vec<Link> {
    let keys = |number| rule.answers(desk, number);
    let answers = Answers(under_keys(desk, &keys, hands).into_iter().collect());
    let of_entry = |entry: Told<'_>| {
        let asks = entry.evidence.iter().any(|number| rule.asks(desk, *number));
        if asks { rule.links(desk, entry, &answers) } else { Vec::new() }
    };
    in_entries(&of_entry, desk, hands)
}

/// The links of a rule that looks at one entry at a time.
pub(super) fn in_entries(
    rule: &(dyn Fn(Told<'_>) -> Vec<Link> + Sync),
    desk: &Desk<'_>,
    hands: Hands<'_>,
) -> Vec<Link> {
    let links = each(hands, desk.sight.entries.len(), &|place| rule(desk.told(place)));
    links.into_iter().flatten().collect()
}

/// The links of a rule that looks at one report at a time, all its findings.
pub(super) fn in_reports(
    rule: &(dyn Fn(&[usize]) -> Vec<Link> + Sync),
    desk: &Desk<'_>,
    hands: Hands<'_>,
) -> Vec<Link> {
    let numbers: Vec<usize> = (0..desk.sight.facts.len()).collect();
    let report = |number: &usize| desk.fact(*number).report;
    let reports: Vec<&[usize]> =
        numbers.chunk_by(|one, other| report(one) == report(other)).collect();
    let links = each(hands, reports.len(), &|place| rule(reports[place]));
    links.into_iter().flatten().collect()
}

/// Each of them with the `most` that come next.
pub(super) fn near_pairs(
    found: &[usize],
    most: usize,
) -> impl Iterator<Item = [usize; 2]> + '_ {
    found.iter().enumerate().flat_map(move |(place, one)| {
        let others = found.iter().skip(place + 1).take(most);
        others.map(move |other| [*one, *other])
    })
}

/// Whether a key is the first that two findings share: two that meet under several are told
/// once.
pub(super) fn is_first<R: Block>(
    rule: &R,
    desk: &Desk<'_>,
    key: &R::Key,
    [one, other]: [usize; 2],
) -> bool {
    let others = rule.keys(desk, other);
    rule.keys(desk, one).into_iter().find(|key| others.contains(key)).as_ref()
        == Some(key)
}

/// The findings under each key, in the order of time.
fn under_keys<K: Ord + Send + Sync>(
    desk: &Desk<'_>,
    keys: &(dyn Fn(usize) -> Vec<K> + Sync),
    hands: Hands<'_>,
) -> Vec<(K, Vec<usize>)> {
    let mut found: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (number, keys) in
        each(hands, desk.sight.facts.len(), keys).into_iter().enumerate()
    {
        for key in keys {
            found.entry(key).or_default().push(number);
        }
    }
    each_of(hands, found.into_iter().collect(), &|(key, mut numbers)| {
        numbers.dedup();
        by_time(&mut numbers, desk);
        (key, numbers)
    })
}
