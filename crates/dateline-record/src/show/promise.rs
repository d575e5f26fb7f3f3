use std::collections::BTreeSet;

use dateline_findings::{Field, Kind, Modality, Polarity, Value};
use dateline_time::Basis;
use jiff::civil::Date;

use super::filter::{Sieve, limited};
use super::{Filter, Promise, PromiseStanding};
use crate::view::linking::OUTCOME;
use crate::{Entry, View};

impl View {
    /// What was promised, and what came of it as of a day; `None` leaves nothing overdue.
    #[must_use]
    pub fn commitments(&self, filter: &Filter, as_of: Option<Date>) -> Vec<Promise<'_>> {
        let sieve = Sieve::new(self, filter, &[Kind::Commitment]);
        let shown = self.entries.iter().filter(|entry| sieve.lets(entry)).collect();
        let (shown, _) = limited(shown, filter.limit);
        shown.into_iter().map(|commitment| self.promise(commitment, as_of)).collect()
    }

    fn promise<'a>(&'a self, commitment: &'a Entry, as_of: Option<Date>) -> Promise<'a> {
        let evidence = self.outcomes(commitment, as_of);
        let last = evidence.iter().rev().find_map(|entry| told_of(entry));
        let standing = match last {
            Some(standing) => standing,
            None if !evidence.is_empty() => PromiseStanding::ToldAgain,
            None if is_overdue(commitment, as_of) => PromiseStanding::Overdue,
            None => PromiseStanding::Open,
        };
        Promise { commitment, standing, evidence }
    }

    /// What is told of a promise later on, by the links that say so, in order of time.
    fn outcomes(&self, commitment: &Entry, as_of: Option<Date>) -> Vec<&Entry> {
        let links = self.links_of(commitment.id).into_iter();
        let told = links.filter(|link| link.rule == OUTCOME);
        let ids: BTreeSet<_> = told.flat_map(|link| link.entries.iter()).collect();
        let entries = ids.into_iter().filter_map(|id| self.entry(*id));
        let mut later: Vec<(Option<Date>, &Entry)> = entries
            .filter(|entry| entry.kind != Kind::Commitment)
            .map(|entry| (self.told_on(entry), entry))
            .filter(
                |(day, _)| !matches!((day, as_of), (Some(day), Some(end)) if *day > end),
            )
            .collect();
        later.sort_by_key(|(day, entry)| (day.unwrap_or(Date::MAX), entry.id));
        later.into_iter().map(|(_, entry)| entry).collect()
    }

    /// The day of what is told, else the day by which it had been told.
    fn told_on(&self, entry: &Entry) -> Option<Date> {
        let reports =
            entry.evidence.iter().filter_map(|evidence| self.report(evidence.report));
        let told = reports.filter_map(|line| line.days.latest).min();
        entry.days.day().or(told).or(entry.days.latest)
    }
}

/// What a deed says of the promise; words and numbers alone leave that open.
fn told_of(entry: &Entry) -> Option<PromiseStanding> {
    if entry.kind != Kind::Event || entry.modality != Modality::Asserted {
        return None;
    }
    let under_way = entry.when.as_ref().is_some_and(|when| when.basis == Basis::Present);
    Some(match (entry.polarity, under_way) {
        (Polarity::Positive, false) => PromiseStanding::ReportedDone,
        (Polarity::Positive, true) => PromiseStanding::ReportedStarted,
        (Polarity::Negative, _) => PromiseStanding::ReportedNotDone,
    })
}

fn is_overdue(commitment: &Entry, as_of: Option<Date>) -> bool {
    let due = match commitment.get(Field::Deadline) {
        Some(Value::When(when)) => when.latest,
        _ => None,
    };
    matches!((due, as_of), (Some(due), Some(day)) if due < day)
}
