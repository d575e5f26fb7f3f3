mod traits;

pub use traits::{label_features, move_features};

use crate::feature::Features;
use crate::lexicon::View;
use crate::weights::Judge;

/// What a reader knows of a sentence before it hangs the words on each other.
#[derive(Clone, Copy, Debug)]
pub struct Tagged<'a> {
    /// Each word as the model sees it.
    pub views: &'a [View],
    /// The number of each word's class.
    pub tags: &'a [u8],
}

/// A step of the parser (arc-hybrid): every sentence of n words takes 2n of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack hangs on the next word.
    Left,
    /// The top of the stack hangs on the word under it.
    Right,
}

impl Move {
    /// All of them, each at the number of its class.
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// No word.
const NONE: usize = usize::MAX;

/// What hangs on a word so far.
#[derive(Clone, Copy, Debug)]
struct Side {
    /// The outermost child and the one found before it.
    outer: usize,
    inner: usize,
    count: u64,
    /// A bit for each relation seen.
    relations: u64,
}

impl Side {
    const EMPTY: Self = Self { outer: NONE, inner: NONE, count: 0, relations: 0 };
}

/// How far the parser has come in a sentence.
///
/// The root stands as one more word behind the last; exactly one word hangs on it at the end,
/// and the heads make a tree: that is how the moves are limited, not what they are taught.
#[derive(Clone, Debug)]
pub struct State {
    stack: Vec<usize>,
    next: usize,
    length: usize,
    heads: Vec<usize>,
    relations: Vec<u8>,
    left: Vec<Side>,
    right: Vec<Side>,
}

impl State {
    /// The start: nothing read of a sentence of `length` words.
    #[must_use]
    pub fn start(length: usize) -> Self {
        Self {
            stack: Vec::with_capacity(length),
            next: 0,
            length,
            heads: vec![NONE; length + 1],
            relations: vec![0; length + 1],
            left: vec![Side::EMPTY; length + 1],
            right: vec![Side::EMPTY; length + 1],
        }
    }

    /// Whether every word hangs somewhere.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.next == self.length && self.stack.is_empty()
    }

    /// Whether `step` can be taken here.
    #[must_use]
    pub fn allows(&self, step: Move) -> bool {
        let at_root = self.next == self.length;
        match step {
            Move::Shift => !at_root,
            Move::Left => !self.stack.is_empty() && (!at_root || self.stack.len() == 1),
            Move::Right => self.stack.len() >= 2,
        }
    }

    /// The words on the stack, the top last.
    #[must_use]
    pub fn stack(&self) -> &[usize] {
        &self.stack
    }

    /// The next word; the length of the sentence is the root.
    #[must_use]
    pub fn next(&self) -> usize {
        self.next
    }

    /// The head and the dependent that `step` would tie, if it ties any.
    #[must_use]
    pub fn arc(&self, step: Move) -> Option<(usize, usize)> {
        let (&top, rest) = self.stack.split_last()?;
        match step {
            Move::Shift => None,
            Move::Left => Some((self.next, top)),
            Move::Right => rest.last().map(|&under| (under, top)),
        }
    }

    /// Takes a step that is allowed; `relation` is that of the arc it ties.
    pub fn take(&mut self, step: Move, relation: u8) {
        let Some((head, dependent)) = self.arc(step) else {
            self.stack.push(self.next);
            self.next = (self.next + 1).min(self.length);
            return;
        };
        self.stack.pop();
        self.heads[dependent] = head;
        self.relations[dependent] = relation;
        let side =
            if dependent < head { &mut self.left[head] } else { &mut self.right[head] };
        side.inner = side.outer;
        side.outer = dependent;
        side.count += 1;
        side.relations |= 1 << (relation & 63);
    }

    /// The head of each word, the length of the sentence for the root, and its relation.
    pub fn arcs(&self) -> impl Iterator<Item = (usize, u8)> + '_ {
        self.heads.iter().copied().zip(self.relations.iter().copied()).take(self.length)
    }

    /// The move of those allowed that has the best score; of equals the first.
    #[must_use]
    pub fn best_of(&self, scores: &[i32]) -> Move {
        let mut best = Move::Shift;
        let mut high = None;
        for (step, &score) in Move::ALL.into_iter().zip(scores) {
            if self.allows(step) && high.is_none_or(|high| score > high) {
                (best, high) = (step, Some(score));
            }
        }
        best
    }
}

/// Hangs the words of a sentence on each other: the head of each (the length for the root)
/// and the number of its relation.
pub fn parse(
    moves: &impl Judge,
    labels: &impl Judge,
    relations: Relations,
    sentence: Tagged<'_>,
) -> Vec<(usize, u8)> {
    let mut state = State::start(sentence.views.len());
    let mut features = Features::new();
    let mut scores = vec![0; relations.count];
    while !state.is_done() {
        let mut steps = [0; 3];
        if Move::ALL.into_iter().filter(|&step| state.allows(step)).count() > 1 {
            move_features(&state, sentence, &mut features);
            moves.judge(features.as_slice(), &mut steps);
        }
        let step = state.best_of(&steps);
        let relation = match state.arc(step) {
            Some((head, _)) if head == state.length => relations.root,
            Some((head, dependent)) => {
                label_features(&state, sentence, (head, dependent), &mut features);
                scores.fill(0);
                labels.judge(features.as_slice(), &mut scores);
                relations.best(&scores)
            }
            None => 0,
        };
        state.take(step, relation);
    }
    state.arcs().collect()
}

/// How many relations there are and which of them is the root's.
#[derive(Clone, Copy, Debug)]
pub struct Relations {
    /// How many.
    pub count: usize,
    /// The one that only the root has.
    pub root: u8,
}

impl Relations {
    /// The relation with the best score, never the root's.
    #[must_use]
    pub fn best(self, scores: &[i32]) -> u8 {
        let mut best = 0;
        let mut high = i32::MIN;
        for (relation, &score) in (0..).zip(scores) {
            if score > high && relation != self.root {
                (best, high) = (relation, score);
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_allowed_moves_make_a_tree_with_one_root() {
        for seed in 0..200_u64 {
            let length = usize::try_from(seed % 17 + 1).unwrap();
            let mut state = State::start(length);
            let mut number = seed;
            while !state.is_done() {
                number = crate::feature::seal(number);
                let turn = i32::try_from(number % 7).unwrap();
                let step = state.best_of(&[turn, 3, i32::try_from(number % 5).unwrap()]);
                state.take(step, 1);
            }
            let heads: Vec<usize> = state.arcs().map(|arc| arc.0).collect();
            assert_eq!(heads.iter().filter(|&&head| head == length).count(), 1);
            for start in 0..length {
                let mut at = start;
                for _ in 0..=length {
                    at = if at == length { at } else { heads[at] };
                }
                assert_eq!(at, length, "a cycle in {heads:?}");
            }
        }
    }
}
