mod lean;

use std::borrow::Cow;

use dateline_language::Analysis;
use dateline_text::{CreditKind, Report, Span, Spanned};
use dateline_time::{Basis, Cue, Expression, Grain, Lean, Modifier, TimexClass, When};
use jiff::civil::Date;

use crate::clause::Clause;
use crate::fronted;

/// An expression of time with what it means.
type Time = Spanned<(Expression, When)>;

/// The analysis with the times in front of a subject hung on their verbs.
pub(crate) fn hung<'a>(report: &Report, analysis: &'a Analysis) -> Cow<'a, Analysis> {
    let reading: Vec<Span> = report.reading().collect();
    let times = dateline_time::expressions(&report.text, &reading);
    fronted::mended(&report.text, analysis, times.into_iter().map(|time| time.span))
}

/// Finds the expressions of time and works out each from the day of publication, its direction
/// from the tense of the clause around it.
pub(crate) fn times(
    report: &Report,
    analysis: &Analysis,
    clauses: &[Clause],
) -> Vec<Time> {
    let reading: Vec<Span> = report.reading().collect();
    let published = report.credits.published.as_ref().map(|moment| moment.date);
    dateline_time::tag_with_cues(&report.text, &reading, published, &|span, time| {
        lean::of(analysis, clauses, span, time).map(|lean| Cue { lean })
    })
}

/// The days on which the report may have been published: the day it gives; else what its own
/// expressions say ([`dateline_time::report_date`]), from the last day it tells of as past, to the
/// day on which it was fetched or posted again.
pub(crate) fn report_date(
    report: &Report,
    analysis: &Analysis,
    clauses: &[Clause],
    times: &[Time],
) -> Option<When> {
    if let Some(moment) = &report.credits.published {
        return Some(When {
            earliest: Some(moment.date),
            latest: Some(moment.date),
            timex: moment.date.to_string(),
            basis: Basis::Explicit,
            ..When::default()
        });
    }
    let past = times.iter().filter(|time| {
        time.value.1.basis == Basis::Explicit
            && matches!(time.value.1.class, TimexClass::Date | TimexClass::Time)
            && lean::of(analysis, clauses, time.span, &time.value.0) == Some(Lean::Past)
    });
    let told = past.filter_map(|time| time.value.1.earliest).max();
    let own = dateline_time::report_date(times).unwrap_or_default();
    let earliest = own.earliest.max(told);
    let bounds = [own.latest, last_day(report)];
    let latest = bounds.into_iter().flatten().min();
    let latest = latest.filter(|&latest| earliest.is_none_or(|first| first <= latest));
    // A month without its year says more than the bounds do, which stand beside it.
    if own.timex.starts_with("XXXX-") || earliest.is_some() && earliest == latest {
        return Some(When { earliest, latest, ..own });
    }
    let known = earliest.or(latest)?;
    let modifier =
        if earliest.is_some() { Modifier::OnOrAfter } else { Modifier::OnOrBefore };
    Some(When {
        earliest,
        latest,
        grain: Grain::Vague,
        modifier: Some(modifier),
        timex: known.to_string(),
        basis: Basis::Inferred,
        ..own
    })
}

/// The day by which the report was there.
fn last_day(report: &Report) -> Option<Date> {
    let kinds = [CreditKind::Crawled, CreditKind::Reposted, CreditKind::Modified];
    let credits = kinds.into_iter().flat_map(|kind| report.credits.of(kind));
    credits.filter_map(|credit| credit.moment.as_ref()).map(|moment| moment.date).min()
}
