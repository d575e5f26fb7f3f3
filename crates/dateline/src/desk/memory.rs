//! What was worked out from a view, kept for the next who asks: a view never changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use dateline_record::{EntryId, Lasting, LinkKind, View};
use dateline_store::Totals;
use dateline_text::ReportId;

use super::grouped::Group;
use super::lately::{Kept, Lately};
use super::queue::Ranks;
use super::show::Leaf;
use crate::Error;
use crate::wire::DoubtLine;

/// How many answers are kept.
const ANSWERS: usize = 64;

/// How many counts are kept, and how many marks of entries.
const COUNTS: usize = 1_000;

/// How many different questions are worked out at once.
const TURNS: usize = 16;

/// What was worked out from a view.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// How often what is seen was written when this was worked out.
    pub(super) turn: i64,
    answers: Mutex<Answers>,
    turns: [Mutex<()>; TURNS],
    of_report: OnceLock<BTreeMap<ReportId, Vec<usize>>>,
    queue: OnceLock<Vec<usize>>,
    pub(super) learnt: Once<Learnt>,
    pub(super) disputed: Once<BTreeSet<EntryId>>,
    /// The rest is worked out from the file, in which all else stays.
    pub(super) reports: [Once<Vec<ReportId>>; 3],
    pub(super) copies: Once<Vec<Vec<ReportId>>>,
    pub(super) conflicts: Once<Vec<(i64, LinkKind)>>,
    pub(super) longest: Once<Vec<(String, usize)>>,
    pub(super) speakers: Once<Vec<Group>>,
    pub(super) people: Once<Vec<Group>>,
    pub(super) lasting: Once<Lasting>,
    pub(super) ranks: Once<Ranks>,
    pub(super) totals: Once<Totals>,
    pub(super) doubts: Once<Vec<DoubtLine>>,
    counts: Mutex<BTreeMap<String, (usize, usize)>>,
    marks: Mutex<BTreeMap<String, String>>,
    line: Mutex<Option<Arc<Line>>>,
}

/// Answers that were given.
type Answers = Lately<String, Leaf>;

impl Kept for Leaf {
    const MOST: usize = ANSWERS;

    fn weight(&self) -> usize {
        1
    }
}

/// Something that is worked out by who asks first; others wait for it.
#[derive(Debug)]
pub(super) struct Once<T> {
    made: OnceLock<T>,
    making: Mutex<()>,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self { made: OnceLock::new(), making: Mutex::default() }
    }
}

impl<T> Once<T> {
    pub(super) fn get(
        &self,
        make: impl FnOnce() -> Result<T, Error>,
    ) -> Result<&T, Error> {
        if let Some(made) = self.made.get() {
            return Ok(made);
        }
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = self.made.get() {
            return Ok(made);
        }
        let made = make()?;
        Ok(self.made.get_or_init(|| made))
    }
}

/// Those of one rank that wait for a reviewer, in order.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) rank: (usize, usize),
    pub(super) entries: Vec<EntryId>,
}

/// When reports were learnt, the last first, and the place of each among them.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    pub(super) order: Vec<(Option<String>, ReportId)>,
    pub(super) places: BTreeMap<ReportId, usize>,
}

impl Memory {
    /// What is worked out while what is seen was written so often.
    pub(super) fn of_turn(turn: i64) -> Self {
        Self { turn, ..Self::default() }
    }

    /// How many there are of something with a time, and how many without, counted once.
    pub(super) fn count(
        &self,
        what: String,
        count: impl FnOnce() -> Result<(usize, usize), Error>,
    ) -> Result<(usize, usize), Error> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = counts.get(&what) {
            return Ok(*known);
        }
        drop(counts);
        let counted = count()?;
        counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= COUNTS {
            counts.clear();
        }
        counts.insert(what, counted);
        Ok(counted)
    }

    /// The mark of an entry, where it was made before.
    pub(super) fn mark(&self, entry: &str) -> Option<String> {
        let marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        marks.get(entry).cloned()
    }

    /// Keeps the mark of an entry until something is ruled.
    pub(super) fn keep_mark(&self, entry: &str, mark: &str) {
        let mut marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        if marks.len() >= COUNTS {
            marks.clear();
        }
        marks.insert(entry.to_owned(), mark.to_owned());
    }

    /// Those of a rank that wait, where they were asked for last.
    pub(super) fn line(
        &self,
        rank: (usize, usize),
        make: impl FnOnce() -> Result<Vec<EntryId>, Error>,
    ) -> Result<Arc<Line>, Error> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = line.as_ref().filter(|line| line.rank == rank) {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(Line { rank, entries: make()? });
        *line = Some(Arc::clone(&made));
        Ok(made)
    }

    /// One's turn to work out a question: who asks the same waits for its answer.
    pub(super) fn turn(&self, question: &str) -> Option<MutexGuard<'_, ()>> {
        let sum: usize = question.bytes().map(usize::from).sum();
        let turn = self.turns.get(sum % TURNS)?;
        Some(turn.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// An answer that was given before.
    pub(super) fn known(&self, question: &str) -> Option<Leaf> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.known(question)
    }

    /// Keeps an answer, where nothing was ruled while it was made.
    pub(super) fn keep(&self, question: String, leaf: Leaf, is_so: bool) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if is_so {
            answers.keep(question, leaf);
        }
    }

    /// Puts all answers and marks back: something was ruled.
    pub(super) fn forget_answers(&self) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        *answers = Answers::default();
        self.marks.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The places of the entries that rest on a report.
    pub(super) fn of_report(&self, view: &View, report: ReportId) -> &[usize] {
        let all = self.of_report.get_or_init(|| {
            let mut all: BTreeMap<ReportId, Vec<usize>> = BTreeMap::new();
            for (place, entry) in view.entries.iter().enumerate() {
                let reports: BTreeSet<ReportId> =
                    entry.evidence.iter().map(|evidence| evidence.report).collect();
                for report in reports {
                    all.entry(report).or_default().push(place);
                }
            }
            all
        });
        all.get(&report).map(Vec::as_slice).unwrap_or_default()
    }

    /// The places of the entries that wait for a reviewer, the most useful first.
    pub(super) fn queue(&self, order: impl FnOnce() -> Vec<usize>) -> &[usize] {
        self.queue.get_or_init(order)
    }
}

impl Learnt {
    /// What is known of when reports were learnt, put in order.
    pub(super) fn of(rows: Vec<(ReportId, Option<String>)>) -> Self {
        let mut order: Vec<(Option<String>, ReportId)> =
            rows.into_iter().map(|(id, at)| (at, id)).collect();
        order.sort_by(|one, other| other.cmp(one));
        let places = order.iter().enumerate().map(|(place, (_, id))| (*id, place));
        let places = places.collect();
        Self { order, places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Shown;

    #[test]
    fn what_is_asked_again_and_again_is_kept_whatever_is_asked_once() {
        let memory = Memory::default();
        let leaf: Leaf = (Arc::new(Shown::Reports(Vec::new())), None);
        memory.keep("home".to_owned(), leaf.clone(), true);
        for number in 0..10 * ANSWERS {
            memory.keep(format!("once {number}"), leaf.clone(), true);
            assert!(memory.known("home").is_some(), "{number}");
        }
        assert!(memory.known("once 0").is_none());
        memory.forget_answers();
        assert!(memory.known("home").is_none());
    }
}
