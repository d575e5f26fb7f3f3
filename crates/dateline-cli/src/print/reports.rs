//! The reports, their problems and what reviewers ruled.

use std::io::{self, Write};

use dateline::wire::{
    CopiesShown, CoverageShown, DecisionShown, DoubtLine, DoubtedLine, PairLine,
    ReportShown,
};

use super::page::{DATES, clean, count, dated, heading, mark, short, small, wrapped};

/// Prints a report in a few lines.
pub(super) fn report(out: &mut dyn Write, report: &ReportShown) -> io::Result<()> {
    let title = report.title.as_deref().unwrap_or("no headline");
    dated(out, &report.published.text, &clean(title))?;
    let outlet = report.outlet.as_deref().unwrap_or("outlet not named");
    let line = format!(
        "{} · {} · day from {} · {} · {}",
        clean(outlet),
        clean(&report.doc),
        report.published_from,
        count(report.findings, "finding"),
        short(&report.id),
    );
    small(out, DATES + 2, &line)
}

/// Prints what could not be read of a report, or was mended.
pub(super) fn problems(out: &mut dyn Write, report: &ReportShown) -> io::Result<()> {
    if report.problems.is_empty() {
        return Ok(());
    }
    heading(out, &report.doc, short(&report.id))?;
    for problem in &report.problems {
        let kind = mark(&problem.kind.replace('_', " "));
        let place = match problem.raw {
            [start, end] if start == end => String::new(),
            [start, end] => format!(" (bytes {start}-{end})"),
        };
        wrapped(out, 2, &format!("{kind}{}{place}", clean(&problem.message)))?;
    }
    Ok(())
}

/// Prints reports that carry the same text.
pub(super) fn copies(out: &mut dyn Write, group: &CopiesShown) -> io::Result<()> {
    let copies = count(group.reports.len().saturating_sub(1), "copy");
    heading(out, &format!("Origin {}", group.origin), &copies)?;
    group.reports.iter().try_for_each(|one| report(out, one))?;
    for PairLine { one, other, per_mille } in &group.pairs {
        let (one, other) = (clean(one), clean(other));
        let line = format!("{one} ~ {other}: {} % of the shorter", per_mille / 10);
        small(out, 2, &line)?;
    }
    Ok(())
}

/// Prints how much was read, and what gave nothing.
pub(super) fn coverage(out: &mut dyn Write, coverage: &CoverageShown) -> io::Result<()> {
    let line = format!(
        "{} ({}, {} undated) gave {}; {} with a date, a figure or a cue gave none.",
        count(coverage.reports, "report"),
        count(coverage.origins, "origin"),
        coverage.undated,
        count(coverage.findings, "finding"),
        count(coverage.unread, "sentence"),
    );
    wrapped(out, 0, &line)?;
    for line in &coverage.lines {
        writeln!(out)?;
        report(out, line)?;
        for sentence in &line.unread {
            wrapped(out, 4, &format!("- {}", clean(sentence)))?;
        }
    }
    Ok(())
}

/// Prints a reviewer's decision.
pub(super) fn decision(out: &mut dyn Write, decision: &DecisionShown) -> io::Result<()> {
    let standing = match decision.standing {
        "counts" => String::new(),
        other => mark(&other.replace('_', " ")),
    };
    let because = if decision.because.is_empty() {
        String::new()
    } else {
        format!(": {}", clean(&decision.because))
    };
    let entry = decision.entry.as_deref().map_or("-", short);
    let by = clean(&decision.by);
    let line = format!("{standing}{} {entry} by {by}{because}", decision.ruling);
    let day = decision.at.get(..10).unwrap_or(&decision.at);
    dated(out, day, &line)?;
    small(out, DATES + 2, short(&decision.id))
}

/// Prints two actors that may be one.
pub(super) fn doubt(out: &mut dyn Write, doubt: &DoubtLine) -> io::Result<()> {
    heading(out, &clean(&doubt.one.name), &clean(&doubt.other.name))?;
    for DoubtedLine { id, of, reports, .. } in [&doubt.one, &doubt.other] {
        let of = of.as_deref().map(|of| format!(" of {}", clean(of))).unwrap_or_default();
        small(out, 2, &format!("{id}{of} · {}", count(*reports, "report")))?;
    }
    wrapped(out, 2, &format!("{} {}", doubt.score, clean(&doubt.why)))
}
