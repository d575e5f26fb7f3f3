//! How things stood on a day.

use std::io::{self, Write};

use dateline::wire::{StateShown, StatusLine};

use super::agreements::promises;
use super::entry::{entries, one};
use super::page::{DATES, clean, count, heading, left_out, small, wrapped};
use super::series;

/// Prints how things stood, and on how many reports that rests.
pub(super) fn state(out: &mut dyn Write, state: &StateShown) -> io::Result<()> {
    let as_of = state.as_of.as_deref().unwrap_or("the last report");
    let known = state.known_by.as_deref();
    let known = known.map_or(String::new(), |day| format!(", as known by {day}"));
    wrapped(out, 0, &format!("As of {as_of}{known}"))?;
    let line = format!(
        "{}; {} of them undated, counted by the latest day they can have; {} left out as later",
        count(state.reports, "report"),
        state.undated,
        state.later,
    );
    small(out, 0, &line)?;
    if !state.roles.is_empty() {
        heading(out, "Offices", &count(state.roles.len(), "post"))?;
        entries(out, &state.roles)?;
    }
    if !state.bodies.is_empty() {
        heading(out, "Bodies", "")?;
        entries(out, &state.bodies)?;
    }
    if !state.agreements.is_empty() {
        heading(out, "Agreements", "status said last")?;
        for StatusLine { agreement, status } in &state.agreements {
            one(out, agreement)?;
            let status = clean(&status.replace('_', " "));
            wrapped(out, DATES + 2, &format!("status: {status}"))?;
        }
    }
    if !state.figures.is_empty() {
        heading(out, "Figures", "the last of each")?;
        for figure in &state.figures {
            series::in_short(out, figure, 1)?;
        }
    }
    if !state.commitments.is_empty() {
        heading(out, "Commitments", "")?;
        promises(out, &state.commitments)?;
    }
    left_out(out, (0, state.left_out), "line")
}
