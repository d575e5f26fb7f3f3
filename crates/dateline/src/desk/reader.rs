use std::collections::BTreeSet;
use std::ops::Range;

use dateline_record::Entry;
use dateline_text::{Region, Span};
use encoding_rs::Encoding;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Depth, Desk, Paper, Sight, sight};
use crate::wire::{self, EntryLine, ReportShown};

/// A report laid out for reading: all its words, what each stretch is, and which entries
/// rest on which words.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Reader {
    /// The report.
    pub report: ReportShown,
    /// Its words in the order of the page.
    pub stretches: Vec<Stretch>,
    /// The entries that rest on it, in the order of their words.
    pub entries: Vec<EntryLine>,
}

/// A stretch of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Stretch {
    /// title, byline, dateline, subhead, body, caption, furniture or repeat.
    pub class: &'static str,
    /// Its words, cut where evidence begins and ends.
    pub parts: Vec<Part>,
    /// Where its first and last words stand in the raw file, in code points.
    pub raw: [usize; 2],
}

/// Words that the same entries rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Part {
    /// The words.
    pub words: String,
    /// Where they start in the raw file, in code points.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The identities of the entries that rest on them.
    pub entries: Vec<String>,
}

/// How many who say so are named beside a report or an actor, where their words are not asked for.
pub(super) const TELLERS: usize = 6;

impl Desk {
    /// A report laid out for reading, by the first digits of its identity or its file's name.
    #[must_use]
    pub fn reader(&self, name: &str) -> Option<Reader> {
        self.reader_of(name, Depth::Words)
    }

    /// The same with the words of the entries, which may stand in many reports, or without.
    #[must_use]
    pub fn reader_of(&self, name: &str, depth: Depth) -> Option<Reader> {
        let (id, _) = self.one_report(name).ok()?;
        let most = (depth == Depth::Lines).then_some(TELLERS);
        let part = self.part_at(most, |store| sight::report(store, id)).ok()?;
        let sight = &Sight::new(self, &part);
        let line = part.report(id)?;
        let paper = self.paper(id)?;
        let mut resting: Vec<(Span, &Entry)> = Vec::new();
        for entry in self.resting_on(&part, id) {
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
        let lines = &Sight::new(self, &part).only(depth).with_apiece(most);
        let entries = entries.map(|(_, entry)| wire::entry_line(lines, entry));
        Some(Reader {
            report: wire::report(sight, line),
            stretches,
            entries: entries.collect(),
        })
    }
}

/// A report beside its raw form: the raw file as its charset reads it, cut where stretches of the
/// page begin and end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RawPage {
    /// The report's identity.
    pub report: String,
    /// How it was decoded.
    pub charset: String,
    /// The stretches of the raw file, in order.
    pub pieces: Vec<RawPiece>,
    /// How many bytes are not given: a page may be one of megabytes.
    pub left_out: usize,
}

/// A stretch of a raw file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RawPiece {
    /// title, body and so on; `markup` where no words of the page stand.
    pub class: &'static str,
    /// Where it starts in the raw bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What stands there.
    pub words: String,
}

/// How many raw bytes are laid beside a report at most.
const RAW_SHOWN: usize = 1 << 20;

impl Desk {
    /// The raw form of a report, by the first digits of its identity or its file's name.
    #[must_use]
    pub fn raw_page(&self, name: &str) -> Option<RawPage> {
        let (id, _) = self.one_report(name).ok()?;
        let paper = self.paper(id)?;
        let raw = self.asking(|store| store.raw(id)).ok()??;
        let shown = raw.len().min(RAW_SHOWN);
        let mut places: Vec<(Range<usize>, &'static str)> = Vec::new();
        for region in &paper.report.regions {
            let span = paper.report.map.raw(region.span);
            places.push((span.range(), region.class.as_str()));
        }
        places.sort_by_key(|(range, _)| (range.start, range.end));
        let mut pieces = Vec::new();
        let mut at = 0;
        let mut piece = |class: &'static str, range: Range<usize>| {
            let bytes = raw.get(range.clone()).unwrap_or_default();
            if !bytes.is_empty() {
                let words = decoded(bytes, &paper.report.charset);
                pieces.push(RawPiece {
                    class,
                    start: range.start,
                    end: range.end,
                    words,
                });
            }
        };
        for (range, class) in places {
            let (start, end) = (range.start.max(at).min(shown), range.end.min(shown));
            piece("markup", at..start);
            piece(class, start..end);
            at = end.max(start);
        }
        piece("markup", at..shown);
        Some(RawPage {
            report: id.to_string(),
            charset: paper.report.charset.clone(),
            pieces,
            left_out: raw.len() - shown,
        })
    }
}

fn decoded(bytes: &[u8], charset: &str) -> String {
    let encoding = Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
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
        let [start, end] = paper.place(part);
        Part { words: paper.report.text.words(part).to_owned(), start, end, entries }
    });
    Stretch {
        class: region.class.as_str(),
        parts: parts.collect(),
        raw: paper.place(region.span),
    }
}
