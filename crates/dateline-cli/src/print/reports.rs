//! The reports, their problems and what reviewers ruled.

use std::io::{self, Write};

use dateline::wire::{
    CopiesShown, CoverageShown, DecisionShown, DoubtLine, DoubtedLine, PairLine,
    ReportShown,
};

use super::page::{
    DATES, clean, count, dated, heading, mark, short, small, warning, wrapped,
};

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
    group.pairs.iter().try_for_each(|one| pair(out, one))
}

/// Prints who has its text from whom, by what that is known, and which figures differ.
fn pair(out: &mut dyn Write, pair: &PairLine) -> io::Result<()> {
    let sides = match pair.copy_and_source() {
        Some((copy, source)) => format!("{} has it from {}", clean(copy), clean(source)),
        None => format!(
            "{} ~ {}, which came first is unknown",
            clean(&pair.one),
            clean(&pair.other)
        ),
    };
    let relation = pair.relation.map(|word| format!("{word}, ")).unwrap_or_default();
    let shares = format!("{relation}{} % of the shorter", pair.per_mille / 10);
    small(out, 2, &format!("{sides} ({shares})"))?;
    for reason in &pair.reasons {
        let against =
            if reason.direction == pair.direction { "" } else { "against it: " };
        small(out, 4, &format!("{against}{}", reason.why))?;
    }
    if pair.changed_figures.is_empty() {
        return Ok(());
    }
    let figures = pair.changed_figures.iter().take(MOST_FIGURES);
    let figures = figures.map(|figure| match (&*figure.one, &*figure.other) {
        ("", other) => format!("nothing → {other}"),
        (one, "") => format!("{one} → nothing"),
        (one, other) => format!("{one} → {other}"),
    });
    let figures = figures.collect::<Vec<_>>().join(", ");
    let more = pair.changed_figures.len().saturating_sub(MOST_FIGURES);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let line = format!("{}{}{more}", warning("figures differ"), clean(&figures));
    wrapped(out, 4, &line)
}

/// So many figures that differ are printed of one pair; `--json` has all.
const MOST_FIGURES: usize = 8;

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
