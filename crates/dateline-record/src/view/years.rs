//! Years that one report gives to another: a report that tells of an event by month alone
//! came out within a year of it, and another report may date that event.

use std::collections::BTreeMap;

use dateline_time::When;
use jiff::ToSpan as _;

use super::facts::Fact;
use super::origins::report_order;
use super::placed::Placed;
use crate::{Days, Record, ReportLine};

/// What other reports tell of undated ones.
#[derive(Default)]
struct Found {
    /// By the place of a report, the days on which it can have come out.
    reports: BTreeMap<usize, Days>,
    /// By the number of a fact without a year, the days that another report gives it.
    facts: BTreeMap<usize, Placed>,
}

/// Narrows the days of undated reports and of what they tell, where another report dates an
/// event that both tell of. Whether anything changed.
pub(super) fn carry(
    record: &Record,
    facts: &mut [Fact],
    groups: &[Vec<usize>],
    lines: &mut Vec<ReportLine>,
) -> bool {
    let found = found(facts, groups, lines);
    if found.reports.is_empty() {
        return false;
    }
    for (place, days) in &found.reports {
        let line = &mut lines[*place];
        line.days = line.days.narrowed(*days);
        let own = record.filed(line.id);
        let own = own.and_then(|filed| filed.page.report_date.as_ref());
        line.days = own.map_or(line.days, |own| by_own_words(own, line.days));
        line.days_from = ReportLine::BY_OTHERS;
    }
    for (number, placed) in &found.facts {
        facts[*number].placed = *placed;
    }
    for fact in facts.iter_mut() {
        if found.reports.contains_key(&fact.report_place) {
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

/// Days narrowed by the month or the days that a report's own words give it without a year:
/// "earlier this month" beside "on September 9" (`XXXX-09`, and in it `XXXX-09-09/XXXX-09-30`).
fn by_own_words(own: &When, days: Days) -> Days {
    let within = |days: Days, timex: &str| Placed::without_year(timex).only(days).days;
    let days = days.narrowed(within(days, &own.timex));
    let stretches =
        own.candidates.iter().filter_map(|candidate| candidate.split_once('/'));
    stretches.fold(days, |days, (first, last)| {
        let first = within(days, first).earliest;
        let last = within(days, last).latest;
        days.narrowed(Days { earliest: first, latest: last })
    })
}

/// For each undated report the year after the events that it tells of by month alone and that
/// another report dates.
fn found(facts: &[Fact], groups: &[Vec<usize>], lines: &[ReportLine]) -> Found {
    let mut found = Found::default();
    for group in groups {
        let dated = group.iter().map(|number| &facts[*number]);
        let Some(dated) =
            dated.filter(|fact| fact.placed.is_narrow()).min_by_key(|fact| fact.order())
        else {
            continue;
        };
        for number in group {
            let fact = &facts[*number];
            let open = lines.get(fact.report_place).is_some_and(|line| {
                line.published.is_none() && line.days.day().is_none()
            });
            if !open || !fact.placed.is_yearless() || fact.report == dated.report {
                continue;
            }
            // "On January 3" of what another report dates to that month is that day.
            let placed = fact.placed.only(dated.placed.days);
            let days = if placed.is_yearless() { dated.placed.days } else { placed.days };
            let Some(after) = year_after(days) else { continue };
            if !placed.is_yearless() {
                found.facts.insert(*number, placed);
            }
            let known = found.reports.entry(fact.report_place).or_insert(after);
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
