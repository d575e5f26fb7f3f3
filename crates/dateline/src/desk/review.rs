use std::collections::BTreeSet;
use std::sync::OnceLock;

use dateline_record::{Decision, DecisionId, Entry, EntryId, FindingKey, Ruling};
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
        let Verdicts { told, decisions, .. } =
            self.verdicts(world, &[digits], verdict, reviewer)?;
        self.rule_all(&decisions)?;
        self.settle()?;
        Ok((told, decisions.len()))
    }

    /// What the decisions are when a reviewer says the same of some entries.
    pub(crate) fn verdicts(
        &self,
        world: &dyn World,
        entries: &[&str],
        verdict: &Verdict,
        reviewer: &Reviewer,
    ) -> Result<Verdicts, Error> {
        let mut verdicts = Verdicts::default();
        for digits in entries {
            let entry = self.one_entry(digits)?;
            let keys = self.finding_keys(&entry)?.into_iter();
            let rulings = keys.map(|key| match verdict {
                Verdict::Accept => Ruling::Accept(key),
                Verdict::Reject => Ruling::Reject(key),
                Verdict::Note(words) => Ruling::Note(key, words.clone()),
            });
            verdicts
                .decisions
                .extend(rulings.map(|ruling| reviewer.rules(world, ruling)));
            verdicts.entries.push(entry.id);
            if verdicts.told.is_empty() {
                verdicts.told = entry.title;
            }
        }
        if let Some(more) = entries.len().checked_sub(1).filter(|more| *more > 0) {
            verdicts.told = format!("{} and {}", verdicts.told, count(more, "other"));
        }
        Ok(verdicts)
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
        let (_, decisions) = self.undoing(world, &[digits.to_owned()], reviewer)?;
        self.rule_all(&decisions)?;
        self.settle()
    }

    /// The decisions that digits stand for, with those that undo them.
    pub(crate) fn undoing(
        &self,
        world: &dyn World,
        decisions: &[String],
        reviewer: &Reviewer,
    ) -> Result<(BTreeSet<DecisionId>, Vec<Decision>), Error> {
        let all = self.asking(Store::decisions)?;
        let known: Vec<DecisionId> = all.iter().map(Decision::id).collect();
        let undone = decisions.iter().map(|digits| one_decision(&known, digits));
        let undone: BTreeSet<DecisionId> = undone.collect::<Result<_, _>>()?;
        let undoing = undone.iter().map(|id| reviewer.rules(world, Ruling::Undo(*id)));
        let undoing = undoing.collect();
        Ok((undone, undoing))
    }

    /// The identities of all decisions in the record.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn decided(&self) -> Result<BTreeSet<String>, Error> {
        let all = self.asking(Store::decisions)?;
        Ok(all.iter().map(|decision| decision.id().to_string()).collect())
    }

    /// The findings that an entry rests on, as decisions remember them, the best first.
    pub(super) fn finding_keys(&self, entry: &Entry) -> Result<Vec<FindingKey>, Error> {
        let mut keys = Vec::new();
        for evidence in &entry.evidence {
            let Some(number) = evidence.finding else { continue };
            let row = self.asking(|store| store.finding(evidence.report, number))?;
            let finding = row.and_then(|row| row.finding());
            keys.extend(finding.map(|finding| FindingKey::of(evidence.report, &finding)));
        }
        Ok(keys)
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
        let part = self.part(|store| sight::by_digits(store, digits))?;
        let since = self.since();
        if let Some(whole) = EntryId::parse(digits).and_then(|id| part.entry(id))
            && !since.is_rejected(whole.id)
        {
            return Ok(whole.clone());
        }
        let entries = part.entries.iter().filter(|entry| !since.is_rejected(entry.id));
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
}

/// What comes of a verdict on some entries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verdicts {
    pub(crate) entries: Vec<EntryId>,
    /// What the entries are called.
    pub(crate) told: String,
    pub(crate) decisions: Vec<Decision>,
}

fn one_decision(known: &[DecisionId], digits: &str) -> Result<DecisionId, Error> {
    let fits = known.iter().filter(|id| id.to_string().starts_with(digits));
    match fits.collect::<Vec<_>>().as_slice() {
        [one] if digits.len() >= 4 => Ok(**one),
        [] => Err(Error::missing(format!("there is no decision `{digits}`"))
            .with_hint("`dateline show decisions` lists them")),
        all => Err(unclear(digits, all.len(), "decision")),
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
