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
        let regions = paper.report.regions.iter();
        let stretches =
            regions.map(|region| stretch(&paper, *region, &resting)).collect();
        let mut entries: Vec<&Entry> = Vec::new();
        for (_, entry) in &resting {
            if !entries.iter().any(|other| other.id == entry.id) {
                entries.push(entry);
            }
        }
        Some(Reader {
            report: wire::report(sight, line),
            stretches,
            entries: entries.iter().map(|entry| wire::entry_line(sight, entry)).collect(),
        })
    }
}

fn stretch(paper: &Paper, region: Region, resting: &[(Span, &Entry)]) -> Stretch {
    let here: Vec<&(Span, &Entry)> =
        resting.iter().filter(|(span, _)| span.overlaps(region.span)).collect();
    let mut cuts = vec![region.span.start(), region.span.end()];
    for (span, _) in &here {
        cuts.extend(span.shared(region.span).map(Span::start));
        cuts.extend(span.shared(region.span).map(Span::end));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let parts = cuts.windows(2).map(|cut| {
        let part = Span::of(cut[0]..cut[1]);
        let resting = here.iter().filter(|(span, _)| span.contains(part));
        let mut entries: Vec<String> =
            resting.map(|(_, entry)| entry.id.to_string()).collect();
        entries.dedup();
        Part { words: paper.report.text.words(part).to_owned(), entries }
    });
    Stretch { class: region.class.as_str(), parts: parts.collect() }
}
