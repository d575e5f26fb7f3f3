//! Putting numbered things into groups, the surest pairs first.

/// Two numbered things and how sure it is that they are one: the score, then the numbers.
pub(super) type Pair = (usize, usize, usize);

/// Things numbered from 0, each in one group.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    leader: Vec<usize>,
    /// The members of each group under the number of its leader; none elsewhere.
    members: Vec<Vec<usize>>,
}

impl Groups {
    pub(super) fn new(count: usize) -> Self {
        Self {
            leader: (0..count).collect(),
            members: (0..count).map(|number| vec![number]).collect(),
        }
    }

    pub(super) fn leader(&self, number: usize) -> usize {
        self.leader[number]
    }

    pub(super) fn members(&self, number: usize) -> &[usize] {
        &self.members[self.leader(number)]
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
        let moved = std::mem::take(&mut self.members[goes]);
        for number in &moved {
            self.leader[*number] = keeps;
        }
        self.members[keeps].extend(moved);
    }

    /// Unites the pairs from the surest down, where no member of the one group is barred
    /// from a member of the other.
    pub(super) fn unite_surest(
        &mut self,
        pairs: &mut Vec<Pair>,
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
    pub(super) fn all(self) -> Vec<Vec<usize>> {
        let members = self.members.into_iter();
        let mut all: Vec<Vec<usize>> =
            members.filter(|group| !group.is_empty()).collect();
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
