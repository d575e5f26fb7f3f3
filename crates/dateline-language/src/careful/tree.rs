/// The scores of all arcs of a sentence; place 0 is its start, on which one word hangs.
#[derive(Clone, Debug)]
pub(super) struct Scores {
    /// How many places there are.
    size: usize,
    /// For each place, the arc from each place to it.
    arcs: Vec<Arc>,
}

/// An arc between two words, also where places that became one stand for them.
#[derive(Clone, Copy, Debug, Default)]
struct Arc {
    score: i64,
    head: usize,
    word: usize,
}

/// Places whose best arcs run in a circle and that became one.
#[derive(Debug)]
struct Circle {
    /// The place that stands for all of them from here on.
    place: usize,
    parts: Vec<Part>,
}

/// A place of a circle.
#[derive(Debug)]
struct Part {
    place: usize,
    /// The words that it stood for.
    words: Vec<usize>,
    /// The arc that it keeps, unless the arc into the circle ends in it.
    arc: Arc,
}

/// Taken from every arc that starts at place 0, so that the best tree has but one.
const START: i64 = 1 << 40;

impl Scores {
    /// The scores of a sentence of so many words, all 0.
    pub(super) fn new(words: usize) -> Self {
        let size = words + 1;
        let arc = |at: usize| Arc { score: 0, head: at % size, word: at / size };
        Self { size, arcs: (0..size * size).map(arc).collect() }
    }

    /// Sets the score of the arc from `head` to `word`.
    pub(super) fn set(&mut self, head: usize, word: usize, score: i64) {
        if let Some(arc) = self.arcs.get_mut(word * self.size + head) {
            arc.score = score - if head == 0 { START } else { 0 };
        }
    }

    /// The heads of the words in the best tree (Chu and Liu, Edmonds), counted from 1, that of
    /// the root 0.
    pub(super) fn tree(self) -> Vec<usize> {
        let mut forest = Forest::over(self);
        let mut circles = Vec::new();
        while let Some(members) = forest.circle() {
            circles.push(forest.join(&members));
        }
        let mut arcs = forest.best_arcs();
        for circle in circles.iter().rev() {
            circle.open(&mut arcs);
        }
        let heads = arcs.iter().skip(1).map(|arc| arc.head);
        heads.collect()
    }

    fn arc(&self, head: usize, word: usize) -> Arc {
        self.arcs.get(word * self.size + head).copied().unwrap_or_default()
    }

    fn put(&mut self, head: usize, word: usize, arc: Arc) {
        if let Some(slot) = self.arcs.get_mut(word * self.size + head) {
            *slot = arc;
        }
    }
}

impl Circle {
    /// Says of each place in the circle by which arc it hangs, given that of the whole.
    fn open(&self, arcs: &mut [Arc]) {
        let Some(&into) = arcs.get(self.place) else { return };
        for part in &self.parts {
            let arc = if part.words.contains(&into.word) { into } else { part.arc };
            if let Some(slot) = arcs.get_mut(part.place) {
                *slot = arc;
            }
        }
    }
}

/// The places that are left, each with the place that its best arc comes from.
struct Forest {
    scores: Scores,
    live: Vec<usize>,
    from: Vec<usize>,
    words: Vec<Vec<usize>>,
}

impl Forest {
    fn over(scores: Scores) -> Self {
        let live: Vec<usize> = (0..scores.size).collect();
        let words = live.iter().map(|&place| vec![place]).collect();
        let mut forest = Self { from: vec![0; scores.size], scores, live, words };
        for place in 1..forest.scores.size {
            forest.choose(place);
        }
        forest
    }

    fn from(&self, place: usize) -> usize {
        self.from.get(place).copied().unwrap_or(0)
    }

    /// Finds the best arc to `place`, the first of equals.
    fn choose(&mut self, place: usize) {
        let others = self.live.iter().copied().filter(|&other| other != place);
        let score = |head: usize| self.scores.arc(head, place).score;
        let best = others
            .reduce(|kept, other| if score(other) > score(kept) { other } else { kept });
        if let (Some(slot), Some(best)) = (self.from.get_mut(place), best) {
            *slot = best;
        }
    }

    /// Places whose best arcs run in a circle.
    fn circle(&self) -> Option<Vec<usize>> {
        // 0: not seen, 1: seen before this walk, else seen in this walk.
        let mut seen = vec![0; self.scores.size];
        for &start in &self.live {
            let mut at = start;
            while at != 0 && seen.get(at) == Some(&0) {
                if let Some(mark) = seen.get_mut(at) {
                    *mark = start + 2;
                }
                at = self.from(at);
            }
            if at != 0 && seen.get(at) == Some(&(start + 2)) {
                let mut members = vec![at];
                let mut next = self.from(at);
                while next != at {
                    members.push(next);
                    next = self.from(next);
                }
                return Some(members);
            }
        }
        None
    }

    /// Makes the places of a circle one.
    fn join(&mut self, members: &[usize]) -> Circle {
        let part = |&place: &usize| Part {
            place,
            words: self.words.get(place).cloned().unwrap_or_default(),
            arc: self.scores.arc(self.from(place), place),
        };
        let parts: Vec<Part> = members.iter().map(part).collect();
        let place = members.first().copied().unwrap_or(0);
        self.live.retain(|other| !members.contains(other));
        for other in self.live.clone() {
            let into = |part: &Part| {
                let arc = self.scores.arc(other, part.place);
                Arc { score: arc.score - part.arc.score, ..arc }
            };
            let inward = highest(parts.iter().map(into));
            let outward =
                highest(parts.iter().map(|part| self.scores.arc(part.place, other)));
            self.scores.put(other, place, inward);
            self.scores.put(place, other, outward);
            if members.contains(&self.from(other))
                && let Some(slot) = self.from.get_mut(other)
            {
                *slot = place;
            }
        }
        if let Some(words) = self.words.get_mut(place) {
            *words = parts.iter().flat_map(|part| part.words.iter().copied()).collect();
        }
        self.live.push(place);
        self.choose(place);
        Circle { place, parts }
    }

    /// For each place that is left the arc by which it hangs.
    fn best_arcs(&self) -> Vec<Arc> {
        (0..self.scores.size)
            .map(|place| self.scores.arc(self.from(place), place))
            .collect()
    }
}

/// The arc with the highest score, the first of equals.
fn highest(arcs: impl Iterator<Item = Arc>) -> Arc {
    let better =
        |kept: Arc, other: Arc| if other.score > kept.score { other } else { kept };
    arcs.reduce(better).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The best sum over all trees with one root, found by trying all.
    fn best_by_trying(words: usize, score: &dyn Fn(usize, usize) -> i64) -> i64 {
        let size = words + 1;
        let all = size.pow(u32::try_from(words).unwrap());
        let heads = |number: usize| -> Vec<usize> {
            (0..words)
                .map(|word| number / size.pow(u32::try_from(word).unwrap()) % size)
                .collect()
        };
        let sum = |heads: &[usize]| {
            heads
                .iter()
                .enumerate()
                .map(|(word, &head)| score(head, word + 1))
                .sum::<i64>()
        };
        (0..all)
            .map(heads)
            .filter(|heads| is_tree(heads))
            .map(|heads| sum(&heads))
            .max()
            .unwrap()
    }

    fn is_tree(heads: &[usize]) -> bool {
        let ends = |word: usize| {
            let mut at = word;
            (0..=heads.len()).any(|_| {
                at = if at == 0 { 0 } else { heads[at - 1] };
                at == 0
            })
        };
        heads.iter().filter(|head| **head == 0).count() == 1
            && (1..=heads.len()).all(ends)
    }

    proptest! {
        #[test]
        fn the_tree_is_the_best_of_all(words in 1_usize..6, dice in proptest::collection::vec(-20_i64..20, 36)) {
            let score = |head: usize, word: usize| dice[(word - 1) * 6 + head];
            let mut scores = Scores::new(words);
            for word in 1..=words {
                for head in 0..=words {
                    scores.set(head, word, score(head, word));
                }
            }
            let heads = scores.tree();
            prop_assert!(is_tree(&heads), "{heads:?}");
            let sum: i64 = heads.iter().enumerate().map(|(word, &head)| score(head, word + 1)).sum();
            prop_assert_eq!(sum, best_by_trying(words, &score));
        }

        #[test]
        fn long_sentences_hang_on_one_root(words in 1_usize..60, seed in any::<u64>()) {
            let mut state = seed;
            let mut scores = Scores::new(words);
            for word in 1..=words {
                for head in 0..=words {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
                    scores.set(head, word, i64::from(state.to_be_bytes()[0]));
                }
            }
            prop_assert!(is_tree(&scores.tree()));
        }
    }
}
