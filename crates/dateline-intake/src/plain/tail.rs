use dateline_text::{RegionClass, Span};

use super::is_sentence;
use crate::page::{Block, Page};
use crate::phrase::{Phrase, leading};

/// Classes what stands after the report: credits of a copy, comments, teasers of other pages.
pub(crate) fn class(page: &mut Page) {
    end_mark(page);
    let lengths: Vec<usize> =
        page.blocks.iter().map(|block| weight(page, block)).collect();
    let all: usize = lengths.iter().sum();
    let mut before = 0;
    let mut tail = None;
    for (at, block) in page.blocks.iter().enumerate() {
        if before * 2 > all && is_tail(page.line(block)) {
            tail = Some(at);
            break;
        }
        before += lengths.get(at).copied().unwrap_or_default();
    }
    for block in page.blocks.iter_mut().skip(tail.unwrap_or(usize::MAX)) {
        block.class = RegionClass::Furniture;
    }
}

fn weight(page: &Page, block: &Block) -> usize {
    let line = page.line(block);
    if block.class == RegionClass::Body && is_sentence(line) { line.len() } else { 0 }
}

fn is_tail(line: &str) -> bool {
    match leading(line) {
        Some((_, Phrase::Tail)) => true,
        Some((length, Phrase::Origin)) => length < line.len() && line.len() < 120,
        _ => false,
    }
}

/// Marks that an agency prints after its last sentence.
const ENDS: [&str; 14] = [
    "/ End",
    "/End",
    "/ END",
    "/END",
    "// End",
    "— ENDS —",
    "– ENDS –",
    "- ENDS -",
    "ENDS",
    "(END)",
    "(End)",
    "###",
    "-30-",
    "***",
];

/// Whether a line is a mark that ends a report.
pub(crate) fn is_end_mark(line: &str) -> bool {
    ENDS.contains(&line)
}

/// Cuts the mark that ends an agency's text from the last sentence; what follows is another
/// text.
pub(crate) fn end_mark(page: &mut Page) {
    let body = |block: &Block| block.class == RegionClass::Body;
    let found = page.blocks.iter().enumerate().filter(|(_, block)| body(block)).find_map(
        |(at, block)| {
            let line = page.line(block);
            let mark = ENDS.iter().find(|mark| is_mark(line, mark))?;
            Some((at, block.span.end() - mark.len()))
        },
    );
    let Some((at, start)) = found else { return };
    let Some(block) = page.blocks.get_mut(at) else { return };
    let end = block.span.end();
    if start > block.span.start() {
        block.span = Span::of(block.span.start()..start);
        let mark = Block::new(Span::of(start..end), RegionClass::Furniture);
        page.blocks.insert(at + 1, mark);
    } else {
        block.class = RegionClass::Furniture;
    }
    for block in page.blocks.iter_mut().skip(at + 1) {
        block.class = RegionClass::Furniture;
    }
}

/// Whether a line ends with an end mark that is no word of its sentence.
fn is_mark(line: &str, mark: &str) -> bool {
    let Some(before) = line.strip_suffix(mark) else { return false };
    let is_word = mark.starts_with(char::is_alphabetic);
    before.is_empty()
        || (!is_word && before.trim_end().ends_with(['.', '!', '?', '”', '"', ')']))
}
