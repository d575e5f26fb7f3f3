use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dateline_text::ReportId;
use jiff::civil::Date;

use crate::filed::Filed;
use crate::{Decision, Laid, View};

/// Many reports laid side by side, and what reviewers ruled about them.
///
/// A record is the set of its reports and decisions and nothing else: the order of laying
/// leaves no trace, laying twice is laying once, and [`Record::join`] of two parts is the
/// record of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    reports: BTreeMap<ReportId, Arc<Filed>>,
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
        self.file(Filed::of(laid));
    }

    /// The same with a report whose findings are bound up already.
    pub fn file(&mut self, filed: Filed) {
        self.take(Arc::new(filed));
    }

    /// Takes a report out, with all that rested on it. Decisions about it stay.
    pub fn remove(&mut self, report: ReportId) -> bool {
        self.reports.remove(&report).is_some()
    }

    /// Both records in one. Associative, commutative, and joining a record with itself
    /// changes nothing.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        other.reports.into_values().for_each(|filed| self.take(filed));
        self.decisions.extend(other.decisions);
        self
    }

    /// The reports that were out by a day, with all decisions; `view` is that of this record.
    ///
    /// An undated report counts by the latest day it can have, and one without any is left out.
    /// It keeps the days that reports of later gave it: who read it then knew when it came out.
    #[must_use]
    pub fn known_by(&self, view: &View, day: Date) -> Self {
        let reports = self.reports.iter().filter_map(|(id, filed)| {
            let line = view.report(*id)?;
            (line.days.latest? <= day).then(|| (*id, filed.in_days(line)))
        });
        Self { reports: reports.collect(), decisions: self.decisions.clone() }
    }

    /// Adds a reviewer's decision. None is ever changed or taken out; see
    /// [`Ruling::Undo`](crate::Ruling::Undo).
    pub fn decide(&mut self, decision: Decision) {
        self.decisions.insert(decision);
    }

    /// The reports, by their identity.
    pub fn reports(&self) -> impl ExactSizeIterator<Item = Laid> + '_ {
        self.reports.values().map(|filed| filed.laid())
    }

    /// Their identities, sorted.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = ReportId> + '_ {
        self.reports.keys().copied()
    }

    /// The same as they are held.
    pub(crate) fn all_filed(&self) -> impl ExactSizeIterator<Item = &Arc<Filed>> + '_ {
        self.reports.values()
    }

    /// One report.
    #[must_use]
    pub fn report(&self, report: ReportId) -> Option<Laid> {
        self.filed(report).map(Filed::laid)
    }

    /// The same as it is held.
    pub(crate) fn filed(&self, report: ReportId) -> Option<&Filed> {
        self.reports.get(&report).map(AsRef::as_ref)
    }

    /// Whether a report is in it.
    #[must_use]
    pub fn holds(&self, report: ReportId) -> bool {
        self.reports.contains_key(&report)
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

    fn take(&mut self, filed: Arc<Filed>) {
        match self.reports.entry(filed.page.id) {
            Slot::Vacant(slot) => {
                slot.insert(filed);
            }
            Slot::Occupied(mut slot) => {
                let held = slot.get();
                if **held != *filed && rank(held) < rank(&filed) {
                    slot.insert(filed);
                }
            }
        }
    }
}

// The written form breaks ties between two readings by the same rules, so that the order of
// laying leaves no trace.
fn rank(filed: &Filed) -> (u32, String) {
    (filed.page.reader, crate::written::laid(&filed.laid()))
}
