//! Years that one report gives to another: a report that tells of an event by month alone
//! came out within a year of it, and another report may date that event.

use std::collections::BTreeMap;

use jiff::ToSpan as _;

use super::facts::Fact;
use super::origins::report_order;
use super::placed::Placed;
use crate::{Days, Record, ReportLine};

/// Narrows the days of undated reports and of what they tell, where another report dates an
/// event that both tell of. Whether anything changed.
pub(super) fn carry(
    record: &Record,
    facts: &mut [Fact],
    groups: &[Vec<usize>],
    lines: &mut Vec<ReportLine>,
) -> bool {
    let found = found(facts, groups, lines);
    if found.is_empty() {
        return false;
    }
    for (place, days) in &found {
        let line = &mut lines[*place];
        let own = record.filed(line.id);
        let own = own.and_then(|filed| filed.page.report_date.as_ref());
        let own = own.map(|when| Placed::from_when(when).only(*days).days);
        line.days = line.days.narrowed(*days).narrowed(own.unwrap_or_default());
        line.days_from = "an event that another report dates";
    }
    for fact in facts.iter_mut() {
        if found.contains_key(&fact.report_place) {
            fact.published = lines[fact.report_place].days;
            fact.placed = fact.placed.in_year_of(fact.published);
        }
    }
    // The lines stand by day; facts name them by place.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|place| (report_order(lines[*place].days), lines[*place].id));
    let mut now = vec![0; lines.len()];
    for (new, old) in order.iter().enumerate() {
        now[*old] = new;
    }
    for fact in facts.iter_mut() {
        fact.report_place = now[fact.report_place];
    }
    *lines = order.into_iter().map(|place| lines[place].clone()).collect();
    true
}

/// For each undated report, by its place, the year after the events that it tells of by
/// month alone and that another report dates.
fn found(
    facts: &[Fact],
    groups: &[Vec<usize>],
    lines: &[ReportLine],
) -> BTreeMap<usize, Days> {
    let mut found: BTreeMap<usize, Days> = BTreeMap::new();
    for group in groups {
        let dated = group.iter().map(|number| &facts[*number]);
        let Some(dated) =
            dated.filter(|fact| fact.placed.is_narrow()).min_by_key(|fact| fact.order())
        else {
            continue;
        };
        for fact in group.iter().map(|number| &facts[*number]) {
            let open = lines.get(fact.report_place).is_some_and(|line| {
                line.published.is_none() && line.days.day().is_none()
            });
            if !open || !fact.placed.is_yearless() || fact.report == dated.report {
                continue;
            }
            let Some(after) = year_after(dated.placed.days) else { continue };
            let known = found.entry(fact.report_place).or_insert(after);
            *known = known.narrowed(after);
        }
    }
    found
}

fn year_after(event: Days) -> Option<Days> {
    let (earliest, latest) = (event.earliest?, event.latest?);
    let until = latest.checked_add(1.year()).ok()?.yesterday().ok()?;
    Some(Days { earliest: Some(earliest), latest: Some(until) })
}
