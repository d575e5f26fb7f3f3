use std::sync::OnceLock;

use dateline_record::{Decision, DecisionId, Entry, FindingKey, Ruling};
use dateline_store::Store;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{Desk, sight};
use crate::wire::count;
use crate::{Error, World};

/// What a reviewer says of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is right as it stands.
    Accept,
    /// It is wrong: no view shows it.
    Reject,
    /// A remark.
    Note(String),
}

/// Who rules, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviewer {
    /// The name that the decision is kept under.
    pub name: String,
    /// The reason, in the reviewer's words; may be empty.
    pub because: String,
}

impl Reviewer {
    /// A ruling of this reviewer, now.
    pub(super) fn rules(&self, world: &dyn World, ruling: Ruling) -> Decision {
        let (by, because) = (self.name.clone(), self.because.clone());
        Decision { at: moment(world), by, ruling, because }
    }
}

impl Desk {
    /// Rules on an entry, by the first digits of its identity: one decision for each of the
    /// findings it rests on. Answers with the entry's title and how many decisions were made.
    ///
    /// # Errors
    /// When the digits stand for no entry or for several, or the record cannot be written.
    pub fn review(
        &mut self,
        world: &dyn World,
        digits: &str,
        verdict: &Verdict,
        reviewer: &Reviewer,
    ) -> Result<(String, usize), Error> {
        let entry = self.one_entry(digits)?;
        let title = entry.title.clone();
        let at = moment(world);
        let keys = self.finding_keys(&entry)?.into_iter();
        let decisions = keys.map(|key| Decision {
            at,
            by: reviewer.name.clone(),
            ruling: match verdict {
                Verdict::Accept => Ruling::Accept(key),
                Verdict::Reject => Ruling::Reject(key),
                Verdict::Note(words) => Ruling::Note(key, words.clone()),
            },
            because: reviewer.because.clone(),
        });
        let decisions: Vec<Decision> = decisions.collect();
        self.rule_all(&decisions)?;
        self.settle()?;
        Ok((title, decisions.len()))
    }

    /// Undoes a decision, by its identity.
    ///
    /// # Errors
    /// When there is no such decision, or the record cannot be written.
    pub fn undo(
        &mut self,
        world: &dyn World,
        digits: &str,
        reviewer: &Reviewer,
    ) -> Result<(), Error> {
        let id = self.one_decision(digits)?;
        let decision = Decision {
            at: moment(world),
            by: reviewer.name.clone(),
            ruling: Ruling::Undo(id),
            because: reviewer.because.clone(),
        };
        self.rule(&decision)?;
        self.settle()
    }

    /// The findings that an entry rests on, as decisions remember them, the best first.
    pub(super) fn finding_keys(&self, entry: &Entry) -> Result<Vec<FindingKey>, Error> {
        let record = self.record()?;
        let keys = entry.evidence.iter().filter_map(|evidence| {
            let laid = record.report(evidence.report)?;
            Some(FindingKey::of(evidence.report, laid.findings.get(evidence.finding?)?))
        });
        Ok(keys.collect())
    }

    /// Rules that a report came out on a day. Answers with its name.
    ///
    /// # Errors
    /// When the name stands for no report or for several, or the record cannot be written.
    pub fn date_report(
        &mut self,
        world: &dyn World,
        report: &str,
        day: Date,
        reviewer: &Reviewer,
    ) -> Result<String, Error> {
        let (id, name) = self.one_report(report)?;
        self.rule(&reviewer.rules(world, Ruling::Dated(id, day)))?;
        self.settle()?;
        Ok(name)
    }

    /// Keeps a decision, in the file and in what was read of it.
    pub(super) fn rule(&mut self, decision: &Decision) -> Result<(), Error> {
        self.rule_all(std::slice::from_ref(decision))
    }

    /// The same with several, all of them or none.
    pub(super) fn rule_all(&mut self, decisions: &[Decision]) -> Result<(), Error> {
        self.changing(|store| store.decide_all(decisions))?;
        let enters = |decision: &Decision| matches!(decision.ruling, Ruling::Add(_));
        if decisions.iter().any(enters) {
            self.record = OnceLock::new();
        } else if let Some(record) = self.record.get_mut() {
            for decision in decisions {
                record.decide(decision.clone());
            }
        }
        Ok(())
    }

    pub(super) fn one_entry(&self, digits: &str) -> Result<Entry, Error> {
        let part = self.part(|store| sight::called(store, digits, true))?;
        let entries = part.entries.iter();
        let mut fits: Vec<&Entry> =
            entries.filter(|entry| entry.id.to_string().starts_with(digits)).collect();
        fits.dedup_by_key(|entry| entry.id);
        match fits.as_slice() {
            [one] if digits.len() >= 4 => Ok((*one).clone()),
            [] => Err(Error::missing(format!("there is no entry `{digits}`"))
                .with_hint("`dateline show timeline` gives each line's identity")),
            all => Err(unclear(digits, all.len(), "entry")),
        }
    }

    fn one_decision(&self, digits: &str) -> Result<DecisionId, Error> {
        let all = self.asking(Store::decisions)?;
        let decisions = all.iter().map(Decision::id);
        let fits = decisions.filter(|id| id.to_string().starts_with(digits));
        match fits.collect::<Vec<_>>().as_slice() {
            [one] if digits.len() >= 4 => Ok(*one),
            [] => Err(Error::missing(format!("there is no decision `{digits}`"))
                .with_hint("`dateline show decisions` lists them")),
            all => Err(unclear(digits, all.len(), "decision")),
        }
    }
}

/// Digits that are too few to be sure, or stand for several things.
fn unclear(digits: &str, fits: usize, one: &str) -> Error {
    let message = match fits {
        1 => format!("`{digits}` is too short to be sure"),
        fits => format!("`{digits}` stands for {}", count(fits, one)),
    };
    Error::usage(message).with_hint("give more of its digits, at least four")
}

pub(super) fn moment(world: &dyn World) -> DateTime {
    TimeZone::UTC.to_datetime(world.now())
}
