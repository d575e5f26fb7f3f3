//! An entry in a list: its time, its title, who says so.

use std::io::{self, Write};

use dateline::wire::EntryLine;

use super::page::{
    DATES, clean, count, cut, dated, dotted, mark, short, small, snippet, warning,
    wrapped,
};

/// Prints entries, two or three lines each.
pub(super) fn entries(out: &mut dyn Write, entries: &[EntryLine]) -> io::Result<()> {
    entries.iter().try_for_each(|entry| one(out, entry))
}

/// Prints an entry: what, and according to whom.
pub(super) fn one(out: &mut dyn Write, entry: &EntryLine) -> io::Result<()> {
    let title = format!("{}{}", marks(entry), clean(&entry.title));
    dated(out, &entry.when.text, &title)?;
    small(out, DATES + 2, &told(entry))
}

/// Prints entries with the first words that each rests on.
pub(super) fn quoted(out: &mut dyn Write, entries: &[EntryLine]) -> io::Result<()> {
    entries.iter().try_for_each(|entry| {
        let title = format!("{}{}", marks(entry), clean(&entry.title));
        dated(out, &entry.when.text, &title)?;
        // A title that quotes has the words already.
        let quotes = entry.title.contains(['“', '"']);
        if let Some(evidence) = entry.evidence.first().filter(|_| !quotes) {
            let (before, after) = (&evidence.before, &evidence.after);
            let words = snippet(before, &evidence.words, after, QUOTED);
            wrapped(out, DATES + 2, &words)?;
        }
        small(out, DATES + 2, &told(entry))
    })
}

/// How many letters of the words are shown in a list: about two lines.
const QUOTED: usize = 124;

/// What a reader must not overlook: planned, denied, disputed by a reviewer.
pub(super) fn marks(entry: &EntryLine) -> String {
    let mut marks = String::new();
    if entry.polarity == "negative" {
        marks.push_str(&warning("denied"));
    }
    if let Some(word) = entry.standing() {
        marks.push_str(&mark(&word));
    }
    if entry.accepted {
        marks.push_str(&mark("accepted"));
    }
    marks
}

/// "according to Harbour Wire and 2 others · 3 reports, 2 origins · 1a2b3c4d".
pub(super) fn told(entry: &EntryLine) -> String {
    let mut sources = according(&entry.according_to());
    if entry.tellers_left_out() > 0 {
        sources.push_str(" and more");
    }
    let counts = counts(entry.reports, entry.origins);
    dotted(&[sources, counts, short(&entry.id).to_owned()])
}

/// "according to Harbour Wire and 2 others".
pub(super) fn according(sources: &[String]) -> String {
    let Some(first) = sources.first() else { return "by a reviewer".to_owned() };
    let first = cut(&clean(first), 48);
    match sources.len() - 1 {
        0 => format!("according to {first}"),
        others => format!("according to {first} and {}", count(others, "other")),
    }
}

/// "3 reports, 2 origins"; one of one is said once.
pub(super) fn counts(reports: usize, origins: usize) -> String {
    if reports == 1 {
        return count(1, "report");
    }
    format!("{}, {}", count(reports, "report"), count(origins, "origin"))
}
