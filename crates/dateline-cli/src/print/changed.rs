//! What is new, gone or different.

use std::io::{self, Write};

use dateline::{Changed, ChangedField, Checked};

use super::entry::{entries, one};
use super::found::link;
use super::page::{DATES, clean, count, heading, wrapped};

/// Prints what a record knows about a text.
pub(super) fn checked(out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
    if checked.is_kept {
        wrapped(out, 0, "This very text is in the record.")?;
    }
    if checked.held_against < checked.reports && !checked.is_kept {
        let of = count(checked.reports, "report");
        let against = checked.held_against;
        wrapped(
            out,
            0,
            &format!("Held against the {against} of {of} that share most with it."),
        )?;
    }
    heading(out, "Contradicts", &count(checked.contradicts.len(), "disagreement"))?;
    checked.contradicts.iter().try_for_each(|one| link(out, one))?;
    heading(out, "New", &count(checked.new.len(), "entry"))?;
    entries(out, &checked.new)?;
    heading(out, "Known", &count(checked.known.len(), "entry"))?;
    entries(out, &checked.known)
}

/// Prints what changed.
pub(super) fn changed(out: &mut dyn Write, changed: &Changed) -> io::Result<()> {
    for (word, reports) in
        [("Reports added", &changed.reports_new), ("Reports gone", &changed.reports_gone)]
    {
        if !reports.is_empty() {
            heading(out, word, &count(reports.len(), "report"))?;
            reports.iter().try_for_each(|name| wrapped(out, 2, &clean(name)))?;
        }
    }
    for (word, all) in [("New", &changed.new), ("Gone", &changed.gone)] {
        if !all.is_empty() {
            heading(out, word, &count(all.len(), "entry"))?;
            entries(out, all)?;
        }
    }
    if !changed.changed.is_empty() {
        heading(out, "Changed", &count(changed.changed.len(), "entry"))?;
    }
    for line in &changed.changed {
        one(out, &line.entry)?;
        for ChangedField { field, before, after } in &line.differences {
            let name = field.replace('_', " ");
            let before = if before.is_empty() { "nothing" } else { before };
            let after = if after.is_empty() { "nothing" } else { after };
            let line = format!("{name}: {} → {}", clean(before), clean(after));
            wrapped(out, DATES + 2, &line)?;
        }
    }
    if !changed.conflicts.is_empty() {
        heading(
            out,
            "New disagreements",
            &count(changed.conflicts.len(), "disagreement"),
        )?;
    }
    changed.conflicts.iter().try_for_each(|one| link(out, one))
}
