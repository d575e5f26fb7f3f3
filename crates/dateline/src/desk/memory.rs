//! What was worked out from a view, kept for the next who asks: a view never changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use dateline_record::{EntryId, View};
use dateline_text::ReportId;

use super::show::Leaf;

/// How many answers are kept; past it, all are put back.
const ANSWERS: usize = 128;

/// How many different questions are worked out at once.
const TURNS: usize = 16;

/// What was worked out from a view.
#[derive(Debug, Default)]
pub(super) struct Memory {
    answers: Mutex<BTreeMap<String, Leaf>>,
    turns: [Mutex<()>; TURNS],
    of_report: OnceLock<BTreeMap<ReportId, Vec<usize>>>,
    queue: OnceLock<Vec<usize>>,
    learnt: OnceLock<Learnt>,
    disputed: OnceLock<BTreeSet<EntryId>>,
}

/// When reports were learnt, the last first, and the place of each among them.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    pub(super) order: Vec<(Option<String>, ReportId)>,
    pub(super) places: BTreeMap<ReportId, usize>,
}

impl Memory {
    /// One's turn to work out a question: who asks the same waits for its answer.
    pub(super) fn turn(&self, question: &str) -> Option<MutexGuard<'_, ()>> {
        let sum: usize = question.bytes().map(usize::from).sum();
        let turn = self.turns.get(sum % TURNS)?;
        Some(turn.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// An answer that was given before.
    pub(super) fn known(&self, question: &str) -> Option<Leaf> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.get(question).cloned()
    }

    /// Keeps an answer, where nothing was ruled while it was made.
    pub(super) fn keep(&self, question: String, leaf: Leaf, is_so: bool) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= ANSWERS {
            answers.clear();
        }
        if is_so {
            answers.insert(question, leaf);
        }
    }

    /// Puts all answers back: something was ruled.
    pub(super) fn forget_answers(&self) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).clear();
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

    /// When reports were learnt.
    pub(super) fn learnt(&self, rows: Vec<(ReportId, Option<String>)>) -> &Learnt {
        self.learnt.get_or_init(|| {
            let mut order: Vec<(Option<String>, ReportId)> =
                rows.into_iter().map(|(id, at)| (at, id)).collect();
            order.sort_by(|one, other| other.cmp(one));
            let places = order.iter().enumerate().map(|(place, (_, id))| (*id, place));
            let places = places.collect();
            Learnt { order, places }
        })
    }

    /// When reports were learnt, where that was asked for before.
    pub(super) fn learnt_before(&self) -> Option<&Learnt> {
        self.learnt.get()
    }

    /// The entries that reports disagree on.
    pub(super) fn disputed(&self, view: &View) -> &BTreeSet<EntryId> {
        self.disputed.get_or_init(|| {
            let links = view.links.iter().filter(|link| link.kind.is_conflict());
            links.flat_map(|link| link.entries.iter().copied()).collect()
        })
    }
}
