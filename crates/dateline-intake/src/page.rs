use dateline_text::{Mapped, RegionClass, Span};

use crate::plain::bare;

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

    /// The page under a title that stood elsewhere. What looked like its title is a line under
    /// that one, or the same printed again.
    pub(crate) fn under(mut self, title: Option<Mapped>) -> Self {
        // A title of marks that nobody sees is none.
        let edges = title.as_ref().map(|title| trimmed(title.words()));
        let edges = edges.filter(|edges| !edges.is_empty());
        let Some((title, edges)) = title.zip(edges) else { return self };
        let mut above =
            Self { words: title, blocks: vec![Block::new(edges, RegionClass::Title)] };
        let name = bare(above.words.words());
        for at in 0..self.blocks.len() {
            let Some(block) =
                self.blocks.get(at).filter(|one| one.class == RegionClass::Title)
            else {
                continue;
            };
            let same = bare(self.line(block)) == name;
            let (class, repeats) = if same {
                (RegionClass::Repeat, Some(edges))
            } else {
                (RegionClass::Subhead, None)
            };
            if let Some(block) = self.blocks.get_mut(at) {
                (block.class, block.repeats) = (class, repeats);
            }
        }
        let start = above.words.words().len() + 1;
        for block in
            self.blocks.iter_mut().filter(|block| block.class != RegionClass::Repeat)
        {
            block.repeats = block.repeats.map(|span| moved(span, start));
        }
        above.append(&self, true);
        above
    }

    /// This page and another one behind it.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        if self.words.words().is_empty() {
            return other.clone();
        }
        self.append(other, false);
        self
    }

    /// Puts another page behind this one; its repeats are moved unless they point here already.
    fn append(&mut self, other: &Self, placed: bool) {
        let end = self.words.words().len();
        let place = self.words.map().raw(Span::of(end..end));
        self.words.push("\n", place);
        let start = self.words.words().len();
        self.words.push_from(&other.words, Span::of(0..other.words.words().len()));
        self.blocks.extend(other.blocks.iter().map(|block| Block {
            span: moved(block.span, start),
            repeats:
                block.repeats.map(|span| if placed { span } else { moved(span, start) }),
            ..*block
        }));
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

fn moved(span: Span, by: usize) -> Span {
    Span::of(span.start() + by..span.end() + by)
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
