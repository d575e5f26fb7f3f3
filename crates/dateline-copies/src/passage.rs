use std::ops::Range;

use crate::Reading;
use crate::reading::GRAM;

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

    /// What stands between the runs: words of the one side, words of the other.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
        self.runs.windows(2).filter_map(|pair| {
            let (&run, &next) = (pair.first()?, pair.get(1)?);
            Some((run.one_end()..next.one, run.other_end()..next.other))
        })
    }
}

/// The passages that two readings share, in the order of the one.
pub(crate) fn passages(one: &Reading, other: &Reading) -> Vec<Passage> {
    let sides = Sides { one, other };
    let mut passages: Vec<Passage> = Vec::new();
    for run in sides.runs() {
        match passages.last_mut() {
            Some(open) if follows(open, run) => open.runs.push(run),
            _ => passages.push(Passage { runs: vec![run] }),
        }
    }
    let mut floor = 0;
    let mut ceilings: Vec<usize> =
        passages.iter().skip(1).map(|passage| passage.one().start).collect();
    ceilings.push(one.len());
    for (passage, ceiling) in passages.iter_mut().zip(ceilings) {
        sides.stretch_back(passage, floor);
        sides.stretch_on(passage, ceiling);
        floor = passage.one().end;
    }
    passages
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
    /// Every run of five words or more, as long as it goes, in the order of the one side.
    fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (one, other) in self.anchors() {
            if let Some(last) = runs.last_mut() {
                let inside = one < last.one_end();
                let steps = one - last.one;
                if inside && other == last.other + steps {
                    continue;
                }
                if inside {
                    // Two pairings of the same words: the run that goes on keeps them.
                    continue;
                }
            }
            runs.push(self.longest(
                one,
                other,
                runs.last().map_or(0, |run| run.one_end()),
            ));
        }
        runs
    }

    /// Places of equal marks: the first with the first, the second with the second. Twelve
    /// words in a row have a mark on both sides.
    fn anchors(&self) -> Vec<(usize, usize)> {
        let mut anchors = Vec::new();
        let mut one = self.one.sorted_marks.as_slice();
        let mut other = self.other.sorted_marks.as_slice();
        while let (Some((&(gram, here), left)), Some((&(with, there), right))) =
            (one.split_first(), other.split_first())
        {
            if gram == with {
                anchors.push((here as usize, there as usize));
            }
            if gram <= with {
                one = left;
            }
            if gram >= with {
                other = right;
            }
        }
        anchors.sort_unstable();
        anchors
    }

    fn longest(&self, one: usize, other: usize, floor: usize) -> Run {
        let mut run = Run { one, other, length: 0 };
        while run.one > floor && run.other > 0 && self.same(run.one - 1, run.other - 1) {
            run = Run { one: run.one - 1, other: run.other - 1, length: run.length + 1 };
        }
        while self.same(run.one_end(), run.other_end()) {
            run.length += 1;
        }
        run
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
