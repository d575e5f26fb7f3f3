//! Which reports carry the same text, and the days on which they can have come out.

use std::collections::BTreeMap;

use dateline_copies::Index;
use dateline_findings::{Modality, Polarity};
use dateline_text::{CreditKind, ReportId};
use dateline_time::Basis;
use jiff::civil::Date;

use super::groups::Groups;
use super::placed::when_of;
use super::rulings::Rulings;
use crate::filed::Filed;
use crate::hands::{Hands, each};
use crate::{CopyGroup, Days, Laid, Record, ReportLine};

/// From this share of the shorter one's marks on, two texts are one.
const COPY: usize = 500;
/// Fewer shared marks than these are chance or a quoted sentence.
const FEWEST: u32 = 6;
/// Of so many pairs of a report with earlier ones, those that share most, a group lists.
const LISTED: usize = 12;

/// The reports as lines, by day, then identity, and the groups of copies.
pub(super) fn of(
    record: &Record,
    rulings: &Rulings,
    hands: Hands<'_>,
) -> (Vec<ReportLine>, Vec<CopyGroup>) {
    let filed: Vec<&Filed> = record.all_filed().map(AsRef::as_ref).collect();
    let laid: Vec<&Laid> = filed.iter().map(|filed| &filed.page).collect();
    let pairs = copies(&laid, hands);
    let mut groups = Groups::new(laid.len());
    for (one, other, _) in &pairs {
        groups.unite(*one, *other);
    }
    let mut origin_of = vec![0; laid.len()];
    for (origin, group) in groups.all().iter().enumerate() {
        for member in group {
            origin_of[*member] = origin;
        }
    }
    let mut lines: Vec<ReportLine> = filed
        .iter()
        .zip(&origin_of)
        .map(|(filed, origin)| line(filed, *origin, rulings))
        .collect();
    ReportLine::sort(&mut lines);
    let copies = groups_of(&lines, &laid, closest(pairs));
    (lines, copies)
}

/// Sorts reports: one that is only known to be after a day may be long after it.
pub(super) fn report_order(days: Days) -> (Date, Option<Date>) {
    (days.latest.unwrap_or(Date::MAX), days.earliest)
}

/// Sorts open days last.
pub(crate) fn day_order(days: Days) -> (Date, Date) {
    let latest = days.latest.unwrap_or(Date::MAX);
    (days.earliest.unwrap_or(latest), latest)
}

fn line(filed: &Filed, origin: usize, rulings: &Rulings) -> ReportLine {
    let laid = &filed.page;
    let (days, days_from) = days(filed, rulings);
    let first = |kind| laid.credits.first(kind).map(ToOwned::to_owned);
    let printed = laid.credits.published.as_ref().map(|moment| moment.date);
    ReportLine {
        id: laid.id,
        name: laid.name.clone(),
        title: first(CreditKind::Title),
        outlet: first(CreditKind::Outlet).or_else(|| first(CreditKind::Agency)),
        published: rulings.dated.get(&laid.id).copied().or(printed),
        days,
        days_from,
        origin,
        findings: filed.sheaf.len(),
        unread: laid.unread.clone(),
        problems: laid.problems.clone(),
    }
}

/// The days on which a report can have come out, and where they come from. Never a silent
/// day: what is only fetched or mentioned gives a bound.
fn days(filed: &Filed, rulings: &Rulings) -> (Days, &'static str) {
    let laid = &filed.page;
    if let Some(day) = rulings.dated.get(&laid.id) {
        return (Days::one(*day), "reviewer");
    }
    if let Some(moment) = &laid.credits.published {
        return (Days::one(moment.date), "page");
    }
    let own = laid.report_date.as_ref();
    let mut days = own
        .map(|when| Days { earliest: when.earliest, latest: when.latest })
        .unwrap_or_default();
    let mut from = match own {
        _ if days.is_open() => "nothing",
        Some(own) if own.basis == Basis::Event => ReportLine::BY_OTHERS,
        _ => "its own words",
    };
    if days.earliest.is_none()
        && let Some(told) = last_told(filed)
        && days.latest.is_none_or(|latest| told <= latest)
    {
        days.earliest = Some(told);
        from = "its own words";
    }
    if let Some(fetched) = fetched(laid)
        && days.earliest.is_none_or(|earliest| earliest <= fetched)
        && days.latest.is_none_or(|latest| fetched < latest)
    {
        days.latest = Some(fetched);
        from = if from == "nothing" { "crawled" } else { from };
    }
    (days, from)
}

/// The last day that the report tells of as past, by its full date: it came out no earlier.
fn last_told(filed: &Filed) -> Option<Date> {
    let told = filed.sheaf.iter().filter(|finding| {
        finding.modality == Modality::Asserted && finding.polarity == Polarity::Positive
    });
    let days = told.filter_map(|finding| {
        let when = when_of(&finding).filter(|when| when.basis == Basis::Explicit)?;
        when.latest.and(when.earliest)
    });
    days.max()
}

/// The first day on which somebody else is known to have had it.
fn fetched(laid: &Laid) -> Option<Date> {
    let kinds = [CreditKind::Crawled, CreditKind::Reposted, CreditKind::Modified];
    let moments = kinds.iter().flat_map(|kind| laid.credits.of(*kind));
    moments.filter_map(|credit| Some(credit.moment.as_ref()?.date)).min()
}

/// Pairs of reports with how much of the shorter one stands in the other, per mille. What many
/// different reports print is a site's template and counts for nothing.
fn copies(laid: &[&Laid], hands: Hands<'_>) -> Vec<(usize, usize, u16)> {
    let mut index = Index::default();
    let mut held: Vec<Vec<usize>> = Vec::with_capacity(laid.len());
    for (laid, number) in laid.iter().zip(0..) {
        let earlier = index.add_sharing(number, &laid.print, FEWEST).into_iter();
        held.push(earlier.filter_map(|other| usize::try_from(other).ok()).collect());
    }
    let own = each(hands, laid.len(), &|number| own_marks(&index, laid[number]));
    let pairs = each(hands, held.len(), &|number| -> Vec<(usize, usize, u16)> {
        let shares = held[number].iter().filter_map(|&other| {
            let share = share(own.get(other)?, own.get(number)?)?;
            Some((other, number, share))
        });
        shares.collect()
    });
    pairs.into_iter().flatten().collect()
}

/// The marks of a report that belong to no template.
fn own_marks(index: &Index, laid: &Laid) -> Vec<u64> {
    let template = index.template(&laid.print);
    let is_own = |mark: &u64| template.binary_search(mark).is_err();
    laid.print.marks.iter().copied().filter(is_own).collect()
}

/// How much of the shorter one stands in the other, per mille, where it is enough for a copy.
fn share(one: &[u64], other: &[u64]) -> Option<u16> {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let shared = few.iter().filter(|mark| many.binary_search(mark).is_ok()).count();
    let share = (shared * 1_000).checked_div(few.len())?;
    let copy = shared >= FEWEST as usize && share >= COPY;
    copy.then(|| u16::try_from(share).unwrap_or(1_000))
}

/// The closest pairs of each report with earlier ones: a text that stands in a hundred reports
/// is not listed five thousand times.
fn closest(mut pairs: Vec<(usize, usize, u16)>) -> Vec<(usize, usize, u16)> {
    pairs.sort_unstable_by_key(|&(one, other, share)| {
        (other, std::cmp::Reverse(share), one)
    });
    let of_each = pairs.chunk_by(|one, other| one.1 == other.1);
    of_each.flat_map(|pairs| pairs.iter().take(LISTED)).copied().collect()
}

fn groups_of(
    lines: &[ReportLine],
    laid: &[&Laid],
    pairs: Vec<(usize, usize, u16)>,
) -> Vec<CopyGroup> {
    let pairs = pairs.into_iter();
    let pairs = pairs.map(|(one, other, share)| (laid[one].id, laid[other].id, share));
    CopyGroup::among(lines, pairs.collect())
}

impl ReportLine {
    /// Puts reports in the order in which a view has them.
    pub fn sort(lines: &mut [Self]) {
        lines.sort_by_key(|line| (report_order(line.days), line.id));
    }
}

impl CopyGroup {
    /// The groups among reports whose lines stand in order, with the pairs that were found.
    #[must_use]
    pub fn among(
        lines: &[ReportLine],
        mut pairs: Vec<(ReportId, ReportId, u16)>,
    ) -> Vec<Self> {
        let mut members: BTreeMap<usize, Vec<ReportId>> = BTreeMap::new();
        for line in lines {
            members.entry(line.origin).or_default().push(line.id);
        }
        members.retain(|_, members| members.len() > 1);
        pairs.sort_unstable();
        let mut within: BTreeMap<usize, Vec<(ReportId, ReportId, u16)>> = BTreeMap::new();
        let origins: BTreeMap<ReportId, usize> =
            lines.iter().map(|line| (line.id, line.origin)).collect();
        for pair in pairs {
            if let Some(origin) = origins.get(&pair.0) {
                within.entry(*origin).or_default().push(pair);
            }
        }
        let groups = members.into_iter().map(|(origin, reports)| {
            let pairs = within.remove(&origin).unwrap_or_default();
            Self { origin, reports, pairs }
        });
        groups.collect()
    }
}
