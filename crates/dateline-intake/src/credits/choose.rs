use dateline_text::{
    Credit, CreditKind, Credits, Moment, Problem, ProblemKind, RegionClass, Span,
};

use super::visible::HEADER;
use super::{Claim, author, title};
use crate::limit;
use crate::page::Page;

/// Puts all claims in order, best first within a kind, and chooses the day of publication.
pub(crate) fn choose(
    mut claims: Vec<Claim>,
    page: &Page,
    problems: &mut Vec<Problem>,
) -> Credits {
    reposted(&mut claims);
    origin(&mut claims);
    title::titles(&mut claims);
    author::authors(&mut claims);
    claims.sort_by(|one, two| {
        (one.kind, one.rank, one.raw, &one.value)
            .cmp(&(two.kind, two.rank, two.raw, &two.value))
    });
    let published = published(&claims);
    doubts(&claims, published.as_ref(), page, problems);
    Credits { all: kept(claims), published }
}

/// A copy posted later prints its own day above the title and leaves the first day inside: the
/// day inside is the day of publication.
fn reposted(claims: &mut [Claim]) {
    let filed = claims.iter().any(|claim| claim.rule == "dateline");
    let header =
        claims.iter().find(|claim| claim.rule == "visible" && claim.rank == HEADER);
    if let Some(day) = header.filter(|_| filed).and_then(|claim| claim.moment.clone()) {
        for claim in claims.iter_mut().filter(|claim| claim.kind == CreditKind::Published)
        {
            if claim.moment.as_ref().is_some_and(|moment| moment.date > day.date) {
                claim.kind = CreditKind::Reposted;
            }
        }
        return;
    }
    let visible =
        |claim: &Claim| claim.kind == CreditKind::Published && claim.rule == "visible";
    let inside = claims.iter().filter(|claim| visible(claim) && claim.rank < 60);
    let Some(inside) =
        inside.filter_map(|claim| claim.moment.as_ref()).map(|m| m.date).min()
    else {
        return;
    };
    for claim in claims
        .iter_mut()
        .filter(|claim| visible(claim) && claim.rank >= 60 && claim.rank < 64)
    {
        if claim.moment.as_ref().is_some_and(|moment| moment.date > inside) {
            claim.kind = CreditKind::Reposted;
        }
    }
}

/// A copy that was posted again came from the agency in its dateline.
fn origin(claims: &mut Vec<Claim>) {
    let has = |kind: CreditKind| claims.iter().any(|claim| claim.kind == kind);
    if !has(CreditKind::Reposted) || has(CreditKind::Origin) {
        return;
    }
    let agency = claims.iter().find(|claim| claim.kind == CreditKind::Agency).cloned();
    claims.extend(agency.map(|agency| Claim { kind: CreditKind::Origin, ..agency }));
}

/// The surest claim; among those of the same day and kind, one that gives the time of day.
fn published(claims: &[Claim]) -> Option<Moment> {
    let days = || claims.iter().filter(|claim| claim.kind == CreditKind::Published);
    let best = days().find_map(|claim| claim.moment.clone())?;
    // A time in UTC can be a day off; the day in the address is the paper's own.
    let is_world =
        matches!(best.zone.as_deref(), Some("Z" | "+00:00" | "+0000" | "GMT" | "UTC"));
    let local = days().filter(|claim| claim.rule == "url" && is_world);
    let local = local.filter_map(|claim| claim.moment.as_ref());
    if let Some(local) = local.into_iter().find(|local| apart(local, &best) == 1) {
        return Some(local.clone());
    }
    if best.time.is_some() {
        return Some(best);
    }
    let timed = days()
        .filter_map(|claim| claim.moment.as_ref())
        .find(|moment| moment.date == best.date && moment.time.is_some());
    Some(timed.cloned().unwrap_or(best))
}

fn doubts(
    claims: &[Claim],
    published: Option<&Moment>,
    page: &Page,
    problems: &mut Vec<Problem>,
) {
    let has_body = page.blocks.iter().any(|block| block.class == RegionClass::Body);
    let Some(published) = published else {
        if has_body {
            problems.push(Problem {
                kind: ProblemKind::Undated,
                raw: Span::default(),
                message: "no day of publication is given".to_owned(),
            });
        }
        return;
    };
    let other = claims.iter().find(|claim| {
        let sure = claim.kind == CreditKind::Published && claim.rank < 64;
        let days = claim.moment.as_ref().map(|moment| apart(moment, published));
        (sure || claim.kind == CreditKind::Reposted) && days.is_some_and(|days| days > 1)
            || claim.kind == CreditKind::Reposted && days.is_some_and(|days| days > 0)
    });
    if let Some(other) = other {
        problems.push(Problem {
            kind: ProblemKind::DatesDiffer,
            raw: other.raw.unwrap_or_default(),
            message: format!(
                "`{}` is taken; the page also gives `{}`",
                published, other.value
            ),
        });
    }
}

fn apart(one: &Moment, two: &Moment) -> i32 {
    one.date.since(two.date).map_or(0, |span| span.get_days().abs())
}

/// The claims as credits, without those that say the same of the same bytes.
fn kept(claims: Vec<Claim>) -> Vec<Credit> {
    let mut kept: Vec<Credit> = Vec::with_capacity(claims.len());
    for claim in claims {
        let alike =
            |credit: &Credit| credit.kind == claim.kind && credit.value == claim.value;
        let count = kept.iter().filter(|credit| credit.kind == claim.kind).count();
        if kept.iter().any(|credit| alike(credit) && credit.rule == claim.rule)
            || count >= limit::CREDITS
        {
            continue;
        }
        let Claim { kind, value, raw, rule, moment, .. } = claim;
        kept.push(Credit { kind, value, raw, rule, moment });
    }
    kept
}
