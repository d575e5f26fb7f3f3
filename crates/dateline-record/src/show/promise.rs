use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Modality, Polarity, Value};
use dateline_time::Basis;
use jiff::civil::Date;

use super::filter::{Sieve, limited};
use super::{Filter, Promise, PromiseStanding};
use crate::view::words::{covered, telling};
use crate::{ActorId, Entry, View};

impl View {
    /// What was promised, and what came of it as of a day; `None` leaves nothing overdue.
    #[must_use]
    pub fn commitments(&self, filter: &Filter, as_of: Option<Date>) -> Vec<Promise<'_>> {
        let sieve = Sieve::new(self, filter, &[Kind::Commitment]);
        let shown = self.entries.iter().filter(|entry| sieve.lets(entry)).collect();
        let (shown, _) = limited(shown, filter.limit);
        let deeds = self.deeds(as_of);
        let promises =
            shown.into_iter().map(|commitment| self.promise(commitment, as_of, &deeds));
        promises.collect()
    }

    /// What is reported to have been done, by who did it.
    fn deeds(&self, as_of: Option<Date>) -> BTreeMap<&ActorId, Vec<&Entry>> {
        let mut deeds: BTreeMap<&ActorId, Vec<&Entry>> = BTreeMap::new();
        let done = self.entries.iter().filter(|entry| {
            entry.kind == Kind::Event
                && entry.modality == Modality::Asserted
                && entry.polarity == Polarity::Positive
                && as_of.is_none_or(|day| {
                    entry.days.earliest.is_none_or(|first| first <= day)
                })
        });
        for entry in done {
            for actor in &entry.actors {
                deeds.entry(actor).or_default().push(entry);
            }
        }
        deeds
    }

    fn promise<'a>(
        &'a self,
        commitment: &'a Entry,
        as_of: Option<Date>,
        deeds: &BTreeMap<&ActorId, Vec<&'a Entry>>,
    ) -> Promise<'a> {
        let owed = telling(&commitment.line(Field::What));
        let debtors = self.ids_of(commitment, Field::Committer);
        let near = debtors.iter().filter_map(|debtor| deeds.get(debtor)).flatten();
        let mut seen = BTreeSet::new();
        let evidence: Vec<&Entry> = near
            .copied()
            .filter(|deed| seen.insert(deed.id) && self.fulfils(deed, commitment, &owed))
            .collect();
        let started = |deed: &&Entry| {
            deed.when.as_ref().is_some_and(|when| when.basis == Basis::Present)
        };
        let standing = if !evidence.is_empty() {
            let all_under_way = evidence.iter().all(started);
            if all_under_way {
                PromiseStanding::ReportedStarted
            } else {
                PromiseStanding::ReportedDone
            }
        } else if is_overdue(commitment, as_of) {
            PromiseStanding::Overdue
        } else {
            PromiseStanding::Open
        };
        Promise { commitment, standing, evidence }
    }

    /// Whether a deed is what was owed: nearly the same words, told no earlier and by no
    /// sentence of the promise itself.
    fn fulfils(&self, deed: &Entry, commitment: &Entry, owed: &BTreeSet<String>) -> bool {
        let mut said = deed.title.clone();
        for field in
            [Field::What, Field::Purpose, Field::Means, Field::Content, Field::Items]
        {
            said.push(' ');
            said.push_str(&deed.line(field));
        }
        let said = telling(&said.replace('_', " "));
        let shared = owed.intersection(&said).count();
        let apart = deed.evidence.iter().all(|one| {
            commitment
                .evidence
                .iter()
                .all(|other| one.report != other.report || !one.span.overlaps(other.span))
        });
        shared >= 2
            && covered(owed, &said) >= 500
            && apart
            && self.is_later(deed, commitment)
    }

    fn is_later(&self, deed: &Entry, commitment: &Entry) -> bool {
        if let (Some(done), Some(promised)) = (deed.days.latest, commitment.days.earliest)
        {
            return done >= promised;
        }
        let first = |entry: &Entry| {
            let days =
                entry.evidence.iter().filter_map(|evidence| self.report(evidence.report));
            days.filter_map(|line| line.days.latest).min()
        };
        matches!((first(deed), first(commitment)), (Some(done), Some(told)) if done > told)
    }
}

fn is_overdue(commitment: &Entry, as_of: Option<Date>) -> bool {
    let due = match commitment.get(Field::Deadline) {
        Some(Value::When(when)) => when.latest,
        _ => None,
    };
    matches!((due, as_of), (Some(due), Some(day)) if due < day)
}
