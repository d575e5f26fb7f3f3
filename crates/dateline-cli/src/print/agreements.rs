//! Agreements, promises, bodies, what they decide, and people.

use std::io::{self, Write};

use dateline::wire::{AgreedShown, BodyLine, DecidingShown, PersonLine, PromiseShown};

use super::entry::{entries, marks, one, told};
use super::found;
use super::page::{
    DATES, clean, count, dated, heading, left_out, mark, short, small, warning, wrapped,
};

/// Prints an agreement with what is owed under it.
pub(super) fn agreed(out: &mut dyn Write, agreed: &AgreedShown) -> io::Result<()> {
    let agreement = &agreed.agreement;
    heading(
        out,
        &agreement.title,
        agreement.field("status").unwrap_or("status not stated"),
    )?;
    one(out, agreement)?;
    for name in AgreedShown::FIELDS {
        if let Some(value) = agreement.field(name) {
            wrapped(out, DATES + 2, &format!("{name}: {}", clean(value)))?;
        }
    }
    promises(out, &agreed.commitments)?;
    agreed.links.iter().try_for_each(|link| found::link(out, link))
}

/// Prints commitments, each with how it stands by what reports say.
pub(super) fn promises(out: &mut dyn Write, all: &[PromiseShown]) -> io::Result<()> {
    all.iter().try_for_each(|one| promise(out, one))
}

/// Prints a commitment.
pub(super) fn promise(out: &mut dyn Write, promise: &PromiseShown) -> io::Result<()> {
    let entry = &promise.commitment;
    let standing = match promise.standing {
        // Silence is not "not done".
        "open" => String::new(),
        "overdue" => warning("overdue"),
        other => mark(&other.replace('_', " ")),
    };
    let title = format!("{}{standing}{}", marks(entry), clean(&entry.title));
    dated(out, &entry.when.text, &title)?;
    let mut told = told(entry);
    if promise.evidence.is_empty() {
        told.push_str(" ·\u{a0}no\u{a0}report\u{a0}since");
    }
    small(out, DATES + 2, &told)?;
    for evidence in promise.evidence.iter().take(3) {
        let what = format!("{}{}", marks(evidence), clean(&evidence.title));
        let line = format!("{}: {what} · {}", evidence.when.text, short(&evidence.id));
        dated(out, "", &format!("→ {line}"))?;
    }
    Ok(())
}

/// Prints a body with what it is to do.
pub(super) fn body(out: &mut dyn Write, shown: &BodyLine) -> io::Result<()> {
    let body = &shown.body;
    heading(out, &body.title, body.field("class").unwrap_or_default())?;
    for name in BodyLine::FIELDS {
        if let Some(value) = body.field(name) {
            wrapped(out, 2, &format!("{name}: {}", clean(value)))?;
        }
    }
    for task in &shown.mandate {
        wrapped(out, 2, &format!("- {}", clean(task)))?;
    }
    small(out, 2, &told(body))?;
    if !shown.meetings.is_empty() {
        small(out, 2, &count(shown.meetings.len() + shown.left_out, "event"))?;
        entries(out, &shown.meetings)?;
        left_out(out, (2, shown.left_out), "event")?;
    }
    shown.links.iter().try_for_each(|link| found::link(out, link))
}

/// Prints what bodies weigh and decide.
pub(super) fn deciding(out: &mut dyn Write, shown: &DecidingShown) -> io::Result<()> {
    heading(out, &shown.title(), "")?;
    for question in &shown.question {
        wrapped(out, 2, &format!("to decide: {}", clean(question)))?;
    }
    for factor in &shown.factors {
        wrapped(out, 2, &format!("- {}", clean(&factor.names.join(" | "))))?;
        entries(out, &factor.readings)?;
    }
    let parts = [("recommended", &shown.recommendations), ("agreed", &shown.decided)];
    for (name, all) in parts.into_iter().filter(|(_, all)| !all.is_empty()) {
        wrapped(out, 2, name)?;
        entries(out, all)?;
    }
    if !shown.missing.is_empty() {
        wrapped(
            out,
            2,
            &format!("no report says: {}", clean(&shown.missing.join("; "))),
        )?;
    }
    shown.bodies.iter().try_for_each(|body| small(out, 2, &told(body)))
}

/// Prints a person with the offices held.
pub(super) fn person(out: &mut dyn Write, shown: &PersonLine) -> io::Result<()> {
    let names: Vec<&str> = shown
        .person
        .names
        .iter()
        .map(|name| name.name.as_str())
        .filter(|name| *name != shown.person.name)
        .collect();
    heading(out, &shown.person.name, shown.person.of.as_deref().unwrap_or_default())?;
    if !names.is_empty() {
        small(out, 2, &format!("also {}", clean(&names.join("; "))))?;
    }
    entries(out, &shown.roles)
}
