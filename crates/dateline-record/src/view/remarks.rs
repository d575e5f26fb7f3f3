use std::collections::BTreeMap;

use super::Standing;
use super::entries::review;
use super::rulings::{Place, Rulings};
use crate::{DecisionId, Record, Review};

/// What decisions on some reports come to, where nothing need be joined for it: who accepts or
/// notes moves no finding.
#[derive(Debug)]
pub struct Remarks {
    rulings: Rulings,
    standing: BTreeMap<DecisionId, (Standing, Option<Place>)>,
}

impl Remarks {
    /// Of a record that holds the reports in question, and all decisions.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let rulings = Rulings::of(record);
        let all = rulings.all.iter();
        let standing =
            all.map(|(ruled, standing, place)| (ruled.id(), (*standing, *place)));
        let standing = standing.collect();
        Self { rulings, standing }
    }

    /// Whether a decision counts, and the finding that it is about by its report and its number
    /// there; `None` where there is no such decision.
    #[must_use]
    pub fn on(&self, decision: DecisionId) -> Option<(Standing, Option<Place>)> {
        self.standing.get(&decision).copied()
    }

    /// What was ruled of an entry that rests on these findings, in their order; `None` where one
    /// of them is rejected, so that the entry is not what it was.
    #[must_use]
    pub fn review(&self, findings: &[Place]) -> Option<Review> {
        let is_there =
            findings.iter().all(|place| !self.rulings.rejected.contains(place));
        is_there.then(|| review(findings, &self.rulings))
    }
}
