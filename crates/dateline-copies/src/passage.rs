use std::ops::Range;

use crate::Reading;
use crate::reading::GRAM;

/// Fewer words in a row may be a phrase that anybody uses.
pub(crate) const PASSAGE: usize = 8;
/// Runs with at most so many words between them, on both sides, are one passage.
const GAP: usize = 24;
/// At the end of a passage so many words may differ before it goes on.
pub(crate) const STEP: usize = 3;
/// How often it may do so: enough for a sentence in which every other word is changed.
const STEPS: usize = 32;

/// The same words in a row on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) one: usize,
    pub(crate) other: usize,
    pub(crate) length: usize,
}

impl Run {
    const fn one_end(self) -> usize {
        self.one + self.length
    }

    const fn other_end(self) -> usize {
        self.other + self.length
    }
}

/// Runs that stand in the same order on both sides with little between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Passage {
    pub(crate) runs: Vec<Run>,
}

impl Passage {
    /// The words it takes up on the one side.
    pub(crate) fn one(&self) -> Range<usize> {
        let start = self.runs.first().map_or(0, |run| run.one);
        start..self.runs.last().map_or(0, |run| run.one_end())
    }

    /// The words it takes up on the other side.
    pub(crate) fn other(&self) -> Range<usize> {
        let start = self.runs.first().map_or(0, |run| run.other);
        start..self.runs.last().map_or(0, |run| run.other_end())
    }

    /// How many words are the same.
    pub(crate) fn same(&self) -> usize {
        self.runs.iter().map(|run| run.length).sum()
    }

    /// The most words that are the same in a row.
    pub(crate) fn longest(&self) -> usize {
        self.runs.iter().map(|run| run.length).max().unwrap_or(0)
    }

    /// What stands between the runs: words of the one side, words of the other.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
        self.runs.windows(2).filter_map(|pair| {
            let (&run, &next) = (pair.first()?, pair.get(1)?);
            Some((run.one_end()..next.one, run.other_end()..next.other))
        })
    }
}

/// The passages that two readings share, in the order of the one, and how many different
/// grams both have.
pub(crate) fn passages(one: &Reading, other: &Reading) -> (Vec<Passage>, usize) {
    let sides = Sides { one, other };
    let mut passages: Vec<Passage> = Vec::new();
    let shared = sides.walk(&mut |run| lay(&mut passages, run));
    passages.retain(|passage| passage.same() >= PASSAGE || one.len() < PASSAGE);
    let mut floor = 0;
    let mut ceilings: Vec<usize> =
        passages.iter().skip(1).map(|passage| passage.one().start).collect();
    ceilings.push(one.len());
    for (passage, ceiling) in passages.iter_mut().zip(ceilings) {
        sides.stretch_back(passage, floor);
        sides.stretch_on(passage, ceiling);
        floor = passage.one().end;
    }
    (passages, shared)
}

/// Lays a run where it belongs. Five words that stand elsewhere by chance do not break the
/// passage around them.
fn lay(passages: &mut Vec<Passage>, run: Run) {
    if let Some(open) = passages.last_mut()
        && follows(open, run)
    {
        open.runs.push(run);
        return;
    }
    let stray = passages.last().is_some_and(|last| last.same() < PASSAGE);
    if stray
        && let [.., open, _] = passages.as_mut_slice()
        && follows(open, run)
    {
        open.runs.push(run);
        passages.pop();
        return;
    }
    let mut runs = Vec::with_capacity(16);
    runs.push(run);
    passages.push(Passage { runs });
}

fn follows(open: &Passage, run: Run) -> bool {
    let (one, other) = (open.one().end, open.other().end);
    run.one >= one
        && run.other >= other
        && run.one - one <= GAP
        && run.other - other <= GAP
}

struct Sides<'a> {
    one: &'a Reading,
    other: &'a Reading,
}

impl Sides<'_> {
    /// Every run of five words or more, as long as it goes, in the order of the one side, and
    /// how many different grams both sides have: each gram of the one is looked up in the
    /// other, but for those within a run.
    fn walk(&self, each: &mut dyn FnMut(Run)) -> usize {
        let (mut shared, mut at) = (0, 0);
        // Where the last run ended on both sides.
        let (mut taken, mut floor) = (0, 0);
        while let Some(&gram) = self.one.grams.get(at) {
            let Some(place) = self.other.place(gram, floor) else {
                at += 1;
                continue;
            };
            if at < taken {
                (shared, at) = (shared + 1, at + 1);
                continue;
            }
            let run = self.run(at, place);
            // Two grams of one hash and different words are no run.
            let grams = (run.length + 1).saturating_sub(GRAM).max(1);
            (shared, at) = (shared + grams, at + grams);
            if run.length >= GRAM.min(self.one.len()) {
                each(run);
                (taken, floor) = (run.one_end(), run.other_end());
            }
        }
        let repeats = self.one.repeats.iter();
        let again = repeats.filter(|&&(gram, _)| self.other.place(gram, 0).is_some());
        shared - again.count()
    }

    fn run(&self, one: usize, other: usize) -> Run {
        let ones = self.one.hashes.get(one..).unwrap_or_default();
        let others = self.other.hashes.get(other..).unwrap_or_default();
        let pairs = ones.iter().zip(others);
        let length = pairs.take_while(|(one, other)| one == other).count();
        Run { one, other, length }
    }

    fn same(&self, one: usize, other: usize) -> bool {
        self.one.hash(one).is_some_and(|hash| self.other.hash(other) == Some(hash))
    }

    /// Goes on past a few changed words at the end of a passage: a figure that was changed
    /// in the last sentence has no five words after it.
    fn stretch_on(&self, passage: &mut Passage, ceiling: usize) {
        for _ in 0..STEPS {
            let Some(&last) = passage.runs.last() else { return };
            let (one, other) = (last.one_end(), last.other_end());
            let next = steps().find_map(|(left, right)| {
                let (one, other) = (one + left, other + right);
                let length = (0..GRAM)
                    .take_while(|&word| {
                        one + word < ceiling && self.same(one + word, other + word)
                    })
                    .count();
                let ends =
                    one + length == self.one.len() && other + length == self.other.len();
                (length >= 2 || (ends && length == 1)).then_some(Run {
                    one,
                    other,
                    length,
                })
            });
            let Some(next) = next else { return };
            passage.runs.push(next);
        }
    }

    /// The same before the start of a passage.
    fn stretch_back(&self, passage: &mut Passage, floor: usize) {
        for _ in 0..STEPS {
            let Some(&first) = passage.runs.first() else { return };
            let next = steps().find_map(|(left, right)| {
                let one = first.one.checked_sub(left)?;
                let other = first.other.checked_sub(right)?;
                let length = (1..=GRAM)
                    .take_while(|&word| {
                        one >= floor + word
                            && other >= word
                            && self.same(one - word, other - word)
                    })
                    .count();
                let begins = one == length && other == length;
                let run = Run { one: one - length, other: other - length, length };
                (length >= 2 || (begins && length == 1)).then_some(run)
            });
            let Some(next) = next else { return };
            passage.runs.insert(0, next);
        }
    }
}

/// How far to step over changed words on both sides, the fewest words first.
fn steps() -> impl Iterator<Item = (usize, usize)> {
    (0..=2 * STEP).flat_map(|sum| {
        let right = move |left: usize| (left, sum - left);
        let few = |&(left, right): &(usize, usize)| left <= STEP && right <= STEP;
        (0..=sum).map(right).filter(few)
    })
}
