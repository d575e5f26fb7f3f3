use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dateline_text::ReportId;

use crate::{Decision, Laid, View};

/// Many reports laid side by side, and what reviewers ruled about them.
///
/// A record is the set of its reports and decisions and nothing else: the order of laying
/// leaves no trace, laying twice is laying once, and [`Record::join`] of two parts is the
/// record of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    reports: BTreeMap<ReportId, Arc<Laid>>,
    decisions: BTreeSet<Decision>,
}

impl Record {
    /// A record of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lays a report in. One that is there already stays once: of two readings the one by the
    /// newer rules is kept. To put another reading in its place, remove it first.
    pub fn lay(&mut self, laid: Laid) {
        self.lay_shared(Arc::new(laid));
    }

    /// Takes a report out, with all that rested on it. Decisions about it stay.
    pub fn remove(&mut self, report: ReportId) -> bool {
        self.reports.remove(&report).is_some()
    }

    /// Both records in one. Associative, commutative, and joining a record with itself
    /// changes nothing.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        for laid in other.reports.into_values() {
            self.lay_shared(laid);
        }
        self.decisions.extend(other.decisions);
        self
    }

    /// Adds a reviewer's decision. None is ever changed or taken out; see
    /// [`Ruling::Undo`](crate::Ruling::Undo).
    pub fn decide(&mut self, decision: Decision) {
        self.decisions.insert(decision);
    }

    /// The reports, by their identity.
    pub fn reports(&self) -> impl ExactSizeIterator<Item = &Laid> + '_ {
        self.reports.values().map(AsRef::as_ref)
    }

    /// The same, shared.
    pub(crate) fn shared(&self) -> impl ExactSizeIterator<Item = &Arc<Laid>> + '_ {
        self.reports.values()
    }

    /// One report.
    #[must_use]
    pub fn report(&self, report: ReportId) -> Option<&Laid> {
        self.reports.get(&report).map(AsRef::as_ref)
    }

    /// The decisions, oldest first, with those that were undone.
    pub fn decisions(&self) -> impl ExactSizeIterator<Item = &Decision> + '_ {
        self.decisions.iter()
    }

    /// Looks at the record: joins what is one, lines up series, finds links.
    #[must_use]
    pub fn view(&self) -> View {
        View::of(self)
    }

    fn lay_shared(&mut self, laid: Arc<Laid>) {
        match self.reports.entry(laid.id) {
            Slot::Vacant(slot) => {
                slot.insert(laid);
            }
            Slot::Occupied(mut slot) => {
                let held = slot.get();
                if **held != *laid && rank(held) < rank(&laid) {
                    slot.insert(laid);
                }
            }
        }
    }
}

// The written form breaks ties between two readings by the same rules, so that the order of
// laying leaves no trace.
fn rank(laid: &Laid) -> (u32, String) {
    (laid.reader, crate::written::laid(laid))
}
