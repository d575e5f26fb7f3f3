//! The five questions, and the timeline.

use std::io::{self, Write};

use dateline::wire::{LinkShown, ScreenShown, TimelineShown, ValueLine};

use super::agreements::promise;
use super::entry::{entries, one, quoted};
use super::page::{DATES, clean, count, dated, heading, short, small, warning};
use super::series;

/// How many points of a series the first screen shows.
const POINTS: usize = 6;

/// Prints the five questions.
pub(super) fn screen(out: &mut dyn Write, screen: &ScreenShown) -> io::Result<()> {
    let totals = &screen.totals;
    let remark = |shown: usize, all: usize| match all {
        0 => "nothing".to_owned(),
        _ if shown == all => format!("all {all}"),
        _ => format!("{shown} of {all}"),
    };
    heading(
        out,
        "What happened when?",
        &remark(screen.happened.len(), totals.dated + totals.undated),
    )?;
    quoted(out, &screen.happened)?;
    more(out, totals.dated + totals.undated, screen.happened.len(), "timeline")?;

    heading(out, "Who said what?", &remark(screen.said.len(), totals.statements))?;
    quoted(out, &screen.said)?;
    more(out, totals.statements, screen.said.len(), "statements")?;

    heading(out, "How many, over time?", &remark(screen.counted.len(), totals.series))?;
    for one in &screen.counted {
        series::in_short(out, one, POINTS)?;
    }
    more(out, totals.series, screen.counted.len(), "figures")?;

    promised(out, screen, &remark)?;

    heading(
        out,
        "Where do the reports disagree?",
        &remark(screen.disagree.len(), totals.conflicts),
    )?;
    screen.disagree.iter().try_for_each(|link| disagreement(out, link))?;
    more(out, totals.conflicts, screen.disagree.len(), "conflicts")?;
    foot(out, screen)
}

fn promised(
    out: &mut dyn Write,
    screen: &ScreenShown,
    remark: &dyn Fn(usize, usize) -> String,
) -> io::Result<()> {
    let totals = &screen.totals;
    heading(
        out,
        "What was agreed and promised, and what came of it?",
        &remark(
            screen.agreed.len() + screen.promised.len(),
            totals.agreements + totals.commitments,
        ),
    )?;
    screen.agreed.iter().try_for_each(|agreement| one(out, agreement))?;
    more(out, totals.agreements, screen.agreed.len(), "agreements")?;
    screen.promised.iter().try_for_each(|one| promise(out, one))?;
    more(out, totals.commitments, screen.promised.len(), "commitments")
}

/// A line that says how to see the rest.
fn more(out: &mut dyn Write, all: usize, shown: usize, topic: &str) -> io::Result<()> {
    match all.saturating_sub(shown) {
        0 => Ok(()),
        left => small(out, 2, &format!("{left} more: `dateline show {topic}`")),
    }
}

/// A disagreement in a few lines: what differs, and who has which.
fn disagreement(out: &mut dyn Write, link: &LinkShown) -> io::Result<()> {
    let kind = link.kind.replace('_', " ");
    let title = format!("{}{}", warning(&kind), clean(&link.topic));
    dated(out, "", &title)?;
    for difference in &link.differences {
        for ValueLine { value, docs } in &difference.values {
            let docs = match docs.as_slice() {
                [one] => clean(one),
                all => count(all.len(), "report"),
            };
            let field = difference.field.replace('_', " ");
            let value = clean(value).replace('_', " ");
            dated(out, "", &format!("- {field} {value} ({docs})"))?;
        }
    }
    if link.differences.is_empty() {
        for member in link.members.iter().take(3) {
            let (words, doc) = (clean(&member.words), clean(&member.doc));
            dated(out, "", &format!("- \"{words}\" ({doc})"))?;
        }
    }
    let ids: Vec<&str> = link.entries.iter().map(|id| short(id)).collect();
    if ids.is_empty() {
        return Ok(());
    }
    small(out, DATES + 2, &ids.join(" · "))
}

fn foot(out: &mut dyn Write, screen: &ScreenShown) -> io::Result<()> {
    let totals = &screen.totals;
    let line = format!(
        "{}, {}; {} without a time; {}. `dateline show ID` gives the words of any line.",
        count(totals.reports, "report"),
        count(totals.origins, "origin"),
        count(totals.undated, "entry"),
        count(totals.problems, "problem"),
    );
    writeln!(out)?;
    small(out, 0, &line)
}

/// Prints what happened when.
pub(super) fn timeline(out: &mut dyn Write, timeline: &TimelineShown) -> io::Result<()> {
    entries(out, &timeline.dated)?;
    if !timeline.undated.is_empty() {
        heading(out, "Undated", &count(timeline.undated.len(), "entry"))?;
        entries(out, &timeline.undated)?;
    }
    Ok(())
}
