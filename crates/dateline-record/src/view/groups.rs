//! Putting numbered things into groups, the surest pairs first.

use std::collections::BTreeMap;

/// Things numbered from 0, each in one group.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    leader: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl Groups {
    pub(super) fn new(count: usize) -> Self {
        Self {
            leader: (0..count).collect(),
            members: (0..count).map(|number| (number, vec![number])).collect(),
        }
    }

    pub(super) fn leader(&self, number: usize) -> usize {
        self.leader[number]
    }

    pub(super) fn members(&self, number: usize) -> &[usize] {
        self.members.get(&self.leader(number)).map_or(&[], Vec::as_slice)
    }

    /// Puts the groups of both into one.
    pub(super) fn unite(&mut self, one: usize, other: usize) {
        let (first, second) = (self.leader(one), self.leader(other));
        if first == second {
            return;
        }
        // The smaller group moves, so that no chain of unions costs its square.
        let smaller = self.members(first).len() < self.members(second).len();
        let (keeps, goes) = if smaller { (second, first) } else { (first, second) };
        let moved = self.members.remove(&goes).unwrap_or_default();
        for number in &moved {
            self.leader[*number] = keeps;
        }
        self.members.entry(keeps).or_default().extend(moved);
    }

    /// Unites the pairs from the surest down, where no member of the one group is barred
    /// from a member of the other.
    pub(super) fn unite_surest(
        &mut self,
        pairs: &mut Vec<(usize, usize, usize)>,
        barred: &dyn Fn(usize, usize) -> bool,
    ) {
        pairs.sort_unstable_by(|one, other| {
            other.0.cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2)))
        });
        pairs.dedup();
        for (_, one, other) in pairs {
            let (one, other) = (*one, *other);
            if self.leader(one) == self.leader(other)
                || self.is_barred(one, other, barred)
            {
                continue;
            }
            self.unite(one, other);
        }
    }

    fn is_barred(
        &self,
        one: usize,
        other: usize,
        barred: &dyn Fn(usize, usize) -> bool,
    ) -> bool {
        // A group of very many is compared by its first members only: a bound on the work.
        let (ones, others) = (self.members(one).iter().take(48), self.members(other));
        ones.into_iter()
            .any(|one| others.iter().take(48).any(|other| barred(*one, *other)))
    }

    /// All groups, each sorted, by their smallest member.
    pub(super) fn all(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> = self.members.values().cloned().collect();
        for group in &mut all {
            group.sort_unstable();
        }
        all.sort_unstable();
        all
    }
}

/// Pairs within a block. One of more than `most` is only looked at between neighbours, so that
/// a key that everything shares costs little.
pub(super) fn pairs_within(
    block: &[usize],
    most: usize,
    each: &mut dyn FnMut(usize, usize),
) {
    for (place, one) in block.iter().enumerate() {
        for other in block.iter().skip(place + 1).take(most) {
            each((*one).min(*other), (*one).max(*other));
        }
    }
}
