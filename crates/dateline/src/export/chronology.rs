//! The record as a chronology with footnotes: what is laid out in Markdown and in DOCX.

use std::collections::BTreeMap;
use std::io::{self, Write};

use dateline_record::Filter;

use super::Written;
use super::source::Source;
use crate::desk::Sight;
use crate::wire::{self, EntryLine, EvidenceLine, count};
use crate::{Desk, Error};

/// How much of the work on it a chronology shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edition {
    /// With flags, identities and open points, for those who work on it.
    Working,
    /// For publication. What is planned, denied or disputed is said here too.
    Clean,
}

/// A chronology made of paragraphs.
pub(super) struct Chronology {
    /// What stands before the first entry.
    pub(super) head: Vec<String>,
    pub(super) parts: Vec<Part>,
    /// Numbered from 1 in the order in which they are called.
    pub(super) notes: Vec<String>,
    /// The sources, by day.
    pub(super) sources: Vec<String>,
    pub(super) left_out: Vec<String>,
}

/// A year, or what has no date.
pub(super) struct Part {
    pub(super) heading: String,
    pub(super) lines: Vec<Line>,
}

pub(super) struct Line {
    pub(super) when: String,
    pub(super) words: String,
    /// Numbers of notes.
    pub(super) notes: Vec<usize>,
    /// Open points below it; none in a clean edition.
    pub(super) points: Vec<String>,
}

/// Writes the chronology of a record in a form that `made` gives it.
pub(super) fn write(
    desk: &Desk,
    edition: Edition,
    out: &mut dyn Write,
    made: impl Fn(&Chronology) -> io::Result<Vec<u8>>,
) -> Result<Written, Error> {
    let chronology = Chronology::of(&Sight::new(desk, desk.view()?), edition);
    let bytes = made(&chronology).map_err(Error::writing)?;
    out.write_all(&bytes).map_err(Error::writing)?;
    let lines = chronology.parts.iter().map(|part| part.lines.len()).sum();
    Ok(Written { lines, left_out: chronology.left_out })
}

impl Chronology {
    pub(super) fn of(sight: &Sight<'_>, edition: Edition) -> Self {
        let shown = sight.view.timeline(&Filter::default());
        let timeline = wire::timeline(sight, &shown);
        let mut made = Self {
            head: vec![counts(sight)],
            parts: Vec::new(),
            notes: Vec::new(),
            sources: Source::all(sight).iter().map(Source::line).collect(),
            left_out: Vec::new(),
        };
        let conflicts = conflicts(sight);
        let told = timeline.dated.len() + timeline.undated.len();
        for entry in &timeline.dated {
            let year = entry.when.earliest.as_deref().or(entry.when.latest.as_deref());
            let year = year.and_then(|day| day.get(..4)).unwrap_or_default().to_owned();
            made.put(year, entry, edition, &conflicts);
        }
        for entry in &timeline.undated {
            made.put("Without a date".to_owned(), entry, edition, &conflicts);
        }
        let other = sight.view.entries.len().saturating_sub(told);
        if other > 0 {
            let what = count(other, "entry");
            made.left_out.push(format!(
                "{what} omitted: figures, roles and relations have no line"
            ));
        }
        made.head.extend(made.left_out.iter().map(|what| format!("Left out: {what}.")));
        made
    }

    fn put(
        &mut self,
        heading: String,
        entry: &EntryLine,
        edition: Edition,
        conflicts: &BTreeMap<String, Vec<String>>,
    ) {
        let notes = self.notes_of(entry, edition);
        let disputes = conflicts.get(&entry.id).cloned().unwrap_or_default();
        let mut points = Vec::new();
        let mut words = sentence(entry);
        if edition == Edition::Clean && !disputes.is_empty() {
            words.push_str(" Reports disagree: ");
            words.push_str(&disputes.join("; "));
            words.push('.');
        }
        if edition == Edition::Working {
            points.push(format!("{} · {}", entry.id, flags(entry)));
            points.extend(
                disputes.iter().map(|what| format!("open: reports disagree: {what}")),
            );
            points.extend(entry.notes.iter().map(|note| format!("note: {note}")));
        }
        let line = Line { when: entry.when.text.clone(), words, notes, points };
        match self.parts.last_mut().filter(|part| part.heading == heading) {
            Some(part) => part.lines.push(line),
            None => self.parts.push(Part { heading, lines: vec![line] }),
        }
    }

    /// A note for each report's words, copies of one origin in one note.
    fn notes_of(&mut self, entry: &EntryLine, edition: Edition) -> Vec<usize> {
        let most = if edition == Edition::Clean { 3 } else { usize::MAX };
        let mut numbers = Vec::new();
        for evidence in entry.evidence.iter().take(most) {
            self.notes.push(note(evidence));
            numbers.push(self.notes.len());
        }
        numbers
    }
}

fn counts(sight: &Sight<'_>) -> String {
    let coverage = sight.view.coverage();
    let accepted =
        sight.view.entries.iter().filter(|entry| entry.review.accepted).count();
    format!(
        "Made by Dateline from {} of {}; of {}, {accepted} reviewed and accepted by a person.",
        count(coverage.reports, "report"),
        count(coverage.origins, "origin"),
        count(sight.view.entries.len(), "entry"),
    )
}

/// Where the reports disagree, by the entries concerned.
fn conflicts(sight: &Sight<'_>) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for link in sight.view.conflicts(&Filter::default()) {
        let link = wire::link_shown(sight, link);
        let differences = link.differences.iter().map(|difference| {
            let values = difference
                .values
                .iter()
                .map(|value| format!("{} ({})", value.value, value.docs.join(", ")));
            let values: Vec<String> = values.collect();
            format!("{} {}", difference.field.replace('_', " "), values.join(" against "))
        });
        let differences: Vec<String> = differences.collect();
        let what = format!("{}: {}", link.kind.replace('_', " "), differences.join(", "));
        for entry in &link.entries {
            all.entry(entry.clone()).or_default().push(what.clone());
        }
    }
    all
}

/// What the entry says, with how far it has come and who says so.
fn sentence(entry: &EntryLine) -> String {
    let mut words = String::new();
    if let Some(standing) = entry.standing() {
        words.push_str(&format!("[{standing}] "));
    }
    if entry.polarity == "negative" {
        words.push_str("[denied] ");
    }
    words.push_str(&entry.title);
    if !words.ends_with(['.', '!', '?', '”', '"']) {
        words.push('.');
    }
    let origins = count(entry.origins, "origin");
    let reports = count(entry.reports, "report");
    let sources = entry.according_to();
    let sources = sources.iter().take(3).cloned().collect::<Vec<_>>().join("; ");
    format!("{words} According to {sources} ({reports}, {origins}).")
}

/// What those who work on it look at: how it was read and what a person ruled.
fn flags(entry: &EntryLine) -> String {
    let sure = entry.evidence.iter().map(|evidence| evidence.confidence).max();
    let rule = entry.evidence.first().map_or("", |evidence| evidence.rule.as_str());
    let review = if entry.accepted { "accepted" } else { "not reviewed" };
    let basis = entry.when.basis.map(wire::reason).unwrap_or("no date");
    format!("{} · {rule} · {}‰ · {basis} · {review}", entry.kind, sure.unwrap_or(0))
}

fn note(evidence: &EvidenceLine) -> String {
    let outlet = evidence.outlet.as_ref().unwrap_or(&evidence.doc);
    let chain = evidence.attribution.iter().filter(|name| *name != outlet);
    let chain: Vec<&str> = chain.map(String::as_str).collect();
    let by = if chain.is_empty() {
        String::new()
    } else {
        format!(", citing {}", chain.join(", citing "))
    };
    format!(
        "{outlet}{by}, {}: “{}” ({}, characters {} to {})",
        evidence.published.text,
        evidence.words,
        evidence.doc,
        evidence.start,
        evidence.end
    )
}
