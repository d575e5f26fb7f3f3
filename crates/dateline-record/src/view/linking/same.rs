//! Several findings tell one thing: once more in one report, from two origins, or more
//! exactly.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Kind, Modality};

use super::Desk;
use crate::{Entry, EntryId, Link, LinkKind};

pub(super) fn links(desk: &Desk<'_>, disputed: &BTreeSet<EntryId>) -> Vec<Link> {
    let told = desk.entries(|entry| {
        let told = matches!(entry.kind, Kind::Event | Kind::Agreement | Kind::Figure)
            && entry.modality == Modality::Asserted;
        let promised = entry.kind == Kind::Commitment && entry.origins > 1;
        (told || promised) && entry.evidence.len() > 1 && !disputed.contains(&entry.id)
    });
    told.filter_map(|(entry, group)| link(desk, entry, group)).collect()
}

fn link(desk: &Desk<'_>, entry: &Entry, group: &[usize]) -> Option<Link> {
    // One member an origin: copies do not corroborate.
    let mut origins: BTreeMap<usize, usize> = BTreeMap::new();
    for number in group {
        origins.entry(desk.fact(*number).origin).or_insert(*number);
    }
    let numbers: Vec<usize> = origins.into_values().collect();
    if numbers.len() < 2 {
        return twice(desk, entry, group);
    }
    let narrow = |number: &usize| desk.fact(*number).placed.is_day();
    let exact = numbers.iter().filter(|number| narrow(number)).count();
    let wide = |number: &usize| {
        let placed = desk.fact(*number).placed;
        !placed.is_day() && !placed.is_unknown()
    };
    if exact > 0 && numbers.iter().any(wide) {
        let when = desk.difference("date", &numbers, |fact| {
            super::super::placed::when_of(&fact.finding)
                .map(|when| when.timex.clone())
                .unwrap_or_default()
        });
        let rule = "one event dated more exactly by one report";
        return Some(desk.link(
            (LinkKind::Refinement, rule),
            &entry.title,
            &numbers,
            vec![when],
        ));
    }
    let rule = "the same told by reports of different origin";
    Some(desk.link((LinkKind::Corroboration, rule), &entry.title, &numbers, Vec::new()))
}

/// One report tells it in two places.
fn twice(desk: &Desk<'_>, entry: &Entry, group: &[usize]) -> Option<Link> {
    let first = desk.fact(*group.first()?);
    let mut numbers: Vec<usize> = group
        .iter()
        .copied()
        .filter(|number| desk.fact(*number).report == first.report)
        .collect();
    numbers.dedup_by_key(|number| desk.fact(*number).evidence);
    let apart = numbers.iter().any(|number| {
        let span = desk.fact(*number).evidence;
        span != first.evidence && !span.overlaps(first.evidence)
    });
    let rule = "one event told twice in one report";
    (apart && entry.kind != Kind::Figure).then(|| {
        desk.link((LinkKind::SameEvent, rule), &entry.title, &numbers, Vec::new())
    })
}
