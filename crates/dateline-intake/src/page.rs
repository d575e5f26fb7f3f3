use dateline_text::{Mapped, RegionClass, Span};

/// A page as lines of words in the order they were printed, each with what it seems to be.
///
/// Containers make it, mending and classing change it, and a report is made from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) words: Mapped,
    /// In order and apart; each on one line of `words`, without white space at its edges.
    pub(crate) blocks: Vec<Block>,
}

/// A line of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) span: Span,
    pub(crate) class: RegionClass,
    /// For a repeat, the earlier words.
    pub(crate) repeats: Option<Span>,
    /// Whether markup says that it is a heading.
    pub(crate) heading: bool,
}

impl Block {
    pub(crate) fn new(span: Span, class: RegionClass) -> Self {
        Self { span, class, repeats: None, heading: false }
    }
}

impl Page {
    /// The words of a block.
    pub(crate) fn line(&self, block: &Block) -> &str {
        self.words.words().get(block.span.range()).unwrap_or_default()
    }

    /// A page of plain lines, all of them body until something says otherwise.
    pub(crate) fn of_lines(words: Mapped) -> Self {
        let blocks = lines(words.words(), Span::of(0..words.words().len()))
            .into_iter()
            .map(|span| Block::new(span, RegionClass::Body))
            .collect();
        Self { words, blocks }
    }
}

/// The lines of `words` within `span` that hold something, without white space at the edges.
pub(crate) fn lines(words: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = span.start();
    let part = words.get(span.range()).unwrap_or_default();
    for line in
        part.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{c}'])
    {
        let trimmed = trimmed(line);
        if !trimmed.is_empty() {
            found.push(Span::of(at + trimmed.start()..at + trimmed.end()));
        }
        at += line.len();
    }
    found
}

/// Where the words of `line` stand in it, without white space and unseen marks at the edges.
pub(crate) fn trimmed(line: &str) -> Span {
    let unseen = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(
                letter,
                '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}'
            )
    };
    let start = line.len() - line.trim_start_matches(unseen).len();
    let words = line.trim_matches(unseen);
    Span::of(start..start + words.len())
}
