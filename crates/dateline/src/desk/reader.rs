use std::collections::BTreeSet;
use std::ops::Range;

use dateline_record::Entry;
use dateline_text::{Region, Span};
use serde::Serialize;

use super::{Desk, Paper, Sight, sight};
use crate::wire::{self, EntryLine, ReportShown};

/// A report laid out for reading: all its words, what each stretch is, and which entries
/// rest on which words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reader {
    /// The report.
    pub report: ReportShown,
    /// Its words in the order of the page.
    pub stretches: Vec<Stretch>,
    /// The entries that rest on it, in the order of their words.
    pub entries: Vec<EntryLine>,
}

/// A stretch of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// title, byline, dateline, subhead, body, caption, furniture or repeat.
    pub class: &'static str,
    /// Its words, cut where evidence begins and ends.
    pub parts: Vec<Part>,
}

/// Words that the same entries rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The words.
    pub words: String,
    /// The identities of the entries that rest on them.
    pub entries: Vec<String>,
}

impl Desk {
    /// A report laid out for reading, by the first digits of its identity or its file's name.
    #[must_use]
    pub fn reader(&self, name: &str) -> Option<Reader> {
        let (id, _) = self.one_report(name).ok()?;
        let part = self.part(|store| sight::report(store, id)).ok()?;
        let sight = &Sight::new(self, &part);
        let line = part.report(id)?;
        let paper = self.paper(id)?;
        let mut resting: Vec<(Span, &Entry)> = Vec::new();
        for entry in &part.entries {
            let evidence = entry.evidence.iter().filter(|evidence| evidence.report == id);
            resting.extend(evidence.map(|evidence| (evidence.span, entry)));
        }
        resting.sort_by_key(|(span, entry)| (*span, entry.id));
        let longest = resting.iter().map(|(span, _)| span.len()).max();
        let resting = Resting { spans: &resting, longest: longest.unwrap_or_default() };
        let regions = paper.report.regions.iter();
        let stretches =
            regions.map(|region| stretch(&paper, *region, &resting)).collect();
        let mut seen = BTreeSet::new();
        let entries = resting.spans.iter().filter(|(_, entry)| seen.insert(entry.id));
        let entries = entries.map(|(_, entry)| wire::entry_line(sight, entry));
        Some(Reader {
            report: wire::report(sight, line),
            stretches,
            entries: entries.collect(),
        })
    }
}

/// The words that entries rest on, in order, and the length of the longest: what rests on
/// some words is looked for near them only.
struct Resting<'a> {
    spans: &'a [(Span, &'a Entry)],
    longest: usize,
}

impl<'a> Resting<'a> {
    /// Those that may share a byte with these.
    fn near(&self, bytes: &Range<usize>) -> &'a [(Span, &'a Entry)] {
        let first = self
            .spans
            .partition_point(|(span, _)| span.start() + self.longest <= bytes.start);
        let last = self.spans.partition_point(|(span, _)| span.start() < bytes.end);
        self.spans.get(first..last).unwrap_or_default()
    }
}

fn stretch(paper: &Paper, region: Region, resting: &Resting<'_>) -> Stretch {
    let here = resting.near(&region.span.range()).iter();
    let here = here.filter(|(span, _)| span.overlaps(region.span));
    let mut cuts = vec![region.span.start(), region.span.end()];
    for (span, _) in here {
        cuts.extend(span.shared(region.span).map(Span::start));
        cuts.extend(span.shared(region.span).map(Span::end));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let parts = cuts.windows(2).map(|cut| {
        let part = Span::of(cut[0]..cut[1]);
        let over = resting.near(&part.range()).iter();
        let over = over.filter(|(span, _)| span.contains(part));
        let mut entries: Vec<String> =
            over.map(|(_, entry)| entry.id.to_string()).collect();
        entries.dedup();
        Part { words: paper.report.text.words(part).to_owned(), entries }
    });
    Stretch { class: region.class.as_str(), parts: parts.collect() }
}
