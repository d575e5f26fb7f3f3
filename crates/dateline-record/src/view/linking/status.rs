//! How far something has come: a later report may tell a later state; the same moment cannot
//! have two.

use std::collections::BTreeSet;

use dateline_findings::{Field, Kind, Modality, Polarity};

use super::super::facts::{Fact, Someone};
use super::super::words::telling;
use super::shapes::{Answers, Asking};
use super::{Desk, Told, before};
use crate::{Link, LinkKind};

/// States in which something is still to come.
const TO_COME: [&str; 8] = [
    "agreed_to_establish",
    "agreed_to_form",
    "agreed_to_reach",
    "agreed_to_sign",
    "expected",
    "planned",
    "proposed",
    "to_be_established",
];
/// States in which it is there.
const THERE: [&str; 9] = [
    "active",
    "concluded",
    "established",
    "formed",
    "in_force",
    "ratified",
    "reached",
    "signed",
    "working",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    ToCome,
    There,
    Unsaid,
}

pub(super) fn links(desk: &Desk<'_>, entry: Told<'_>) -> Vec<Link> {
    if !matches!(entry.kind, Kind::Agreement | Kind::Body) {
        return Vec::new();
    }
    let stages = stages(desk, entry).or_else(|| further(desk, entry));
    stages.into_iter().chain(works_already(desk, entry)).collect()
}

fn stage(fact: &Fact) -> Stage {
    let status = fact.folded(Field::Status).replace(' ', "_");
    if TO_COME.contains(&status.as_str()) {
        Stage::ToCome
    } else if THERE.contains(&status.as_str())
        || (status.is_empty() && fact.has(Field::Created))
    {
        Stage::There
    } else if fact.modality == Modality::Planned && status.is_empty() {
        Stage::ToCome
    } else {
        Stage::Unsaid
    }
}

/// Agreed to be done in one place, done in another.
fn stages(desk: &Desk<'_>, entry: Told<'_>) -> Option<Link> {
    let of = |wanted: Stage| -> Vec<usize> {
        let at = |number: &usize| stage(desk.fact(*number)) == wanted;
        entry.evidence.iter().copied().filter(at).collect()
    };
    let (to_come, there) = (of(Stage::ToCome), of(Stage::There));
    let numbers: Vec<usize> = to_come.iter().chain(&there).copied().collect();
    if to_come.is_empty() || there.is_empty() {
        return None;
    }
    // In order of time it is progress: first to come, then there.
    let progress = to_come.iter().all(|early| {
        there.iter().all(|late| {
            before(desk.fact(*early), desk.fact(*late)) && !was_there(desk, *early, *late)
        })
    });
    let mut differences =
        vec![desk.difference("status", &numbers, |fact| fact.line(Field::Status))];
    let modality =
        desk.difference("modality", &numbers, |fact| fact.modality.as_str().to_owned());
    let one_report = numbers
        .iter()
        .all(|number| desk.fact(*number).report == desk.fact(numbers[0]).report);
    let modalities = modality.values.len();
    if modalities > 1 {
        differences.push(modality);
    }
    differences.retain(|difference| difference.values.len() > 1);
    let (kind, rule) = if progress {
        (LinkKind::Update, "what was to come is there in a later report")
    } else if one_report && modalities > 1 && entry.kind == Kind::Agreement {
        (LinkKind::ModalityDiffers, "one report has it as done and as to be done")
    } else {
        (LinkKind::StatusContradiction, "there, and still to be done, at one time")
    };
    Some(desk.link((kind, rule), &entry.title(), &numbers, differences))
}

/// How far an agreement has come, step by step.
const STEPS: [&str; 4] = ["agreed", "signed", "ratified", "in_force"];

/// Agreed in one report, signed in a later one.
fn further(desk: &Desk<'_>, entry: Told<'_>) -> Option<Link> {
    let step = |number: usize| {
        let status = desk.fact(number).folded(Field::Status).replace(' ', "_");
        STEPS.iter().position(|step| *step == status)
    };
    let steps =
        entry.evidence.iter().filter_map(|number| Some((step(*number)?, *number)));
    let steps: Vec<(usize, usize)> = steps.collect();
    let (first, last) = (steps.iter().min()?.0, steps.iter().max()?.0);
    let at = |wanted: usize| steps.iter().filter(move |(step, _)| *step == wanted);
    let later = at(first).all(|(_, early)| {
        at(last).all(|(_, late)| before(desk.fact(*early), desk.fact(*late)))
    });
    let agreement = entry.kind == Kind::Agreement && first < last && later;
    agreement.then(|| {
        let numbers: Vec<usize> = steps.iter().map(|(_, number)| *number).collect();
        let status = desk.difference("status", &numbers, |fact| fact.line(Field::Status));
        let rule = "further on in a later report";
        desk.link((LinkKind::Update, rule), &entry.title(), &numbers, vec![status])
    })
}

/// Whether the later report says that it was there before the earlier one wrote.
fn was_there(desk: &Desk<'_>, early: usize, late: usize) -> bool {
    let (early, late) = (desk.fact(early), desk.fact(late));
    matches!(
        (late.placed.days.latest, early.published.earliest),
        (Some(there), Some(told)) if there < told
    )
}

/// "Agreed to establish a committee", and "the work of the committee over six months", in
/// one report.
fn works_already(desk: &Desk<'_>, entry: Told<'_>) -> Option<Link> {
    let planned = planned(desk, entry).filter(|_| entry.kind == Kind::Body)?;
    let fact = desk.fact(planned);
    let name = &telling(&fact.line(Field::Name));
    let mut of_report = desk.facts_of(fact.report);
    let (works, _) = of_report.find(|(_, other)| {
        let apart = !other.evidence.overlaps(fact.evidence);
        apart && WORK.iter().any(|field| tells_of_work(other, *field, name))
    })?;
    let rule = "still to be set up, and at work for some time";
    let numbers = [planned, works];
    let status = desk.difference("status", &numbers, status_or_work);
    Some(desk.link(
        (LinkKind::TimeInconsistent, rule),
        &entry.title(),
        &numbers,
        vec![status],
    ))
}

/// So many later reports of its work show that a body is at work.
const AT_WORK: usize = 6;

/// The first finding by which it is still to come.
fn planned(desk: &Desk<'_>, entry: Told<'_>) -> Option<usize> {
    let mut all = entry.evidence.iter().copied();
    all.find(|number| stage(desk.fact(*number)) == Stage::ToCome)
}

/// "Agreed to establish a commission", and, in a later report, a commission that met.
pub(super) struct Work;

impl Asking for Work {
    type Key = Someone;

    /// Who takes part in what was done.
    fn answers(&self, desk: &Desk<'_>, number: usize) -> Vec<Someone> {
        let fact = desk.fact(number);
        let done = fact.kind() == Kind::Event
            && fact.modality == Modality::Asserted
            && fact.polarity == Polarity::Positive;
        let sides = fact.in_field(Field::Actor).chain(fact.in_field(Field::Parties));
        sides.filter(|_| done).cloned().collect()
    }

    fn asks(&self, desk: &Desk<'_>, number: usize) -> bool {
        desk.fact(number).kind() == Kind::Body
    }

    fn links(
        &self,
        desk: &Desk<'_>,
        entry: Told<'_>,
        deeds: &Answers<Someone>,
    ) -> Vec<Link> {
        let planned = planned(desk, entry);
        let works = planned.map(|planned| works(desk, planned, deeds));
        let works = works.filter(|works| !works.is_empty());
        let Some((planned, works)) = planned.zip(works) else { return Vec::new() };
        // Where a later report tells that it was set up, that it works is no news.
        if stages(desk, entry).is_some_and(|link| link.kind == LinkKind::Update) {
            return Vec::new();
        }
        let rule = "was to be set up, and is at work in a later report";
        let numbers: Vec<usize> = std::iter::once(planned).chain(works).collect();
        let status = desk.difference("status", &numbers, status_or_work);
        let kind = (LinkKind::Update, rule);
        vec![desk.link(kind, &entry.title(), &numbers, vec![status])]
    }
}

/// The first later reports of the work of a body that was to be set up.
fn works(desk: &Desk<'_>, planned: usize, deeds: &Answers<Someone>) -> Vec<usize> {
    let fact = desk.fact(planned);
    let bodies = fact.in_field(Field::Name).flat_map(|body| deeds.to(body));
    let mut works: Vec<usize> =
        bodies.copied().filter(|other| before(fact, desk.fact(*other))).collect();
    works.sort_by_key(|other| desk.fact(*other).order());
    works.dedup_by_key(|other| desk.fact(*other).report);
    works.truncate(AT_WORK);
    works
}

fn status_or_work(fact: &Fact) -> String {
    let status = fact.line(Field::Status);
    if status.is_empty() { "at work".to_owned() } else { status }
}

/// Where a report tells of the work of a body.
const WORK: [Field; 5] =
    [Field::What, Field::Object, Field::Subject, Field::About, Field::Content];

/// Whether a field tells that a body has been at work for weeks, months or years.
fn tells_of_work(fact: &Fact, field: Field, name: &BTreeSet<String>) -> bool {
    if name.len() < 2 || !fact.has(field) {
        return false;
    }
    let words = telling(&format!("{} {}", fact.line(field), fact.line(Field::Unit)));
    let long = ["month", "year", "week"].iter().any(|unit| words.contains(*unit));
    let works =
        words.iter().any(|word| word.starts_with("work") || word.starts_with("exist"));
    long && works && name.is_subset(&words)
}
