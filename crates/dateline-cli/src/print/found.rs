//! One thing with all the words it rests on.

use std::io::{self, Write};

use dateline::Found;
use dateline::wire::{self, ActorLine, EntryLine, EvidenceLine, LinkShown, ValueLine};

use super::entry::{counts, entries, marks};
use super::page::{
    clean, count, heading, highlighted, mark, short, small, strong, warning, wrapped,
};
use super::{page, reports, series};

/// Prints what a name or an identity stands for.
pub(super) fn whole(out: &mut dyn Write, found: &Found) -> io::Result<()> {
    match found {
        Found::Actor { actor, entries, left_out } => {
            self::actor(out, actor, entries)?;
            page::left_out(out, (0, *left_out), "")
        }
        Found::Entry { entry, links } => self::entry(out, entry, links),
        Found::Series { series } => {
            series::series(out, series)?;
            page::left_out(out, (2, series.left_out), "point")?;
            let all = series.points.iter().flat_map(|point| &point.evidence);
            for evidence in all {
                self::evidence(out, evidence)?;
            }
            Ok(())
        }
        Found::Report { report, entries: all } => {
            reports::report(out, report)?;
            reports::problems(out, report)?;
            entries(out, all)
        }
    }
}

fn actor(out: &mut dyn Write, actor: &ActorLine, all: &[EntryLine]) -> io::Result<()> {
    heading(out, &actor.name, actor.class)?;
    if let Some(of) = &actor.of {
        wrapped(out, 2, &format!("of {}", clean(of)))?;
    }
    for name in actor.names.iter().filter(|name| name.name != actor.name) {
        let reports = count(name.reports, "report");
        small(
            out,
            2,
            &format!("also \"{}\" ({}; {reports})", clean(&name.name), clean(&name.why)),
        )?;
    }
    entries(out, all)
}

fn entry(out: &mut dyn Write, entry: &EntryLine, links: &[LinkShown]) -> io::Result<()> {
    heading(out, &entry.title, &format!("{} {}", entry.kind, short(&entry.id)))?;
    let counts = counts(entry.reports, entry.origins);
    wrapped(out, 2, &format!("{}{} · {counts}", marks(entry), strong(&entry.when.text)))?;
    if let Some(basis) = entry.when.basis {
        small(out, 2, &format!("when: {}", wire::reason(basis)))?;
    }
    for field in &entry.fields {
        for (number, reading) in field.readings.iter().enumerate() {
            let name = if number == 0 { field.field } else { "or" };
            let name = name.replace('_', " ");
            let docs = match field.readings.len() {
                1 => String::new(),
                _ => format!(" ({})", clean(&entry.told_by(reading))),
            };
            wrapped(out, 2, &format!("{name}: {}{docs}", clean(&reading.text)))?;
        }
    }
    for note in &entry.notes {
        wrapped(out, 2, &format!("{}{}", mark("note"), clean(note)))?;
    }
    entry.evidence.iter().try_for_each(|evidence| self::evidence(out, evidence))?;
    page::left_out(out, (2, entry.tellers_left_out()), "report")?;
    links.iter().try_for_each(|link| self::link(out, link))
}

/// Prints the words of a report, marked, with who says so and where they stand.
pub(super) fn evidence(out: &mut dyn Write, evidence: &EvidenceLine) -> io::Result<()> {
    writeln!(out)?;
    let chain = clean(&evidence.chain());
    let mut line = format!("{chain} · published {}", evidence.published.text);
    for mark in evidence.marks() {
        line.push_str(&format!(" · {mark}"));
    }
    small(out, 2, &line)?;
    let words = highlighted(&evidence.before, &evidence.words, &evidence.after);
    wrapped(out, 4, &words)?;
    let place = format!(
        "{}:{}-{} · bytes {}-{} · rule {} · confidence {}",
        clean(&evidence.doc),
        evidence.start,
        evidence.end,
        evidence.raw[0],
        evidence.raw[1],
        evidence.rule,
        evidence.confidence,
    );
    small(out, 2, &place)
}

/// Prints how findings stand to each other.
pub(super) fn link(out: &mut dyn Write, link: &LinkShown) -> io::Result<()> {
    let kind = link.kind.replace('_', " ");
    let kind = if link.conflict { warning(&kind) } else { mark(&kind) };
    writeln!(out)?;
    wrapped(out, 2, &format!("{kind}{}", clean(&link.topic)))?;
    for difference in &link.differences {
        for ValueLine { value, docs } in &difference.values {
            let docs = clean(&docs.join(", "));
            let field = difference.field.replace('_', " ");
            wrapped(out, 4, &format!("{field}: {} ({docs})", clean(value)))?;
        }
    }
    for member in &link.members {
        let words = clean(&member.words);
        wrapped(out, 4, &format!("\"{words}\""))?;
        let (source, doc) = (clean(&member.according_to()), clean(&member.doc));
        let published = &member.published.text;
        let mut line = format!("according to {source} · {doc} · {published}");
        for mark in member.marks() {
            line.push_str(&format!(" · {mark}"));
        }
        small(out, 6, &line)?;
    }
    let ids: Vec<&str> = link.entries.iter().map(|id| short(id)).collect();
    small(out, 4, &format!("{} · {}", link.rule, ids.join(" · ")))
}
