//! Puts right what printing and scraping broke, with the way back to the raw bytes kept.

mod join;
mod mark;

use dateline_text::{Edit, Problem, ProblemKind, RegionClass, Span};

use crate::page::{Block, Page, lines};

/// Mends a page of plain text: broken lines first, then what stands within lines.
pub(crate) fn plain(page: Page, problems: &mut Vec<Problem>) -> Page {
    let joins = join::joins(&page);
    let page = apply(page, &joins, "line breaks inside sentences", problems);
    marks(page, problems)
}

/// Mends what stands within the lines of a page: glued sentences, doubled full stops, wrong
/// quotation marks, letters that were decoded wrongly, marks that nobody sees.
pub(crate) fn marks(page: Page, problems: &mut Vec<Problem>) -> Page {
    let mut edits = Vec::new();
    for block in &page.blocks {
        if block.class != RegionClass::Furniture {
            mark::edits(page.line(block), block.span.start(), &mut edits);
        }
    }
    apply(
        page,
        &edits,
        "glued sentences, doubled full stops, wrong quotation marks, garbled or unseen letters",
        problems,
    )
}

fn apply(page: Page, edits: &[Edit], what: &str, problems: &mut Vec<Problem>) -> Page {
    let Some(first) = edits.first() else { return page };
    let last = edits.last().unwrap_or(first);
    problems.push(Problem {
        kind: ProblemKind::Mended,
        raw: page.words.map().raw(first.span.cover(last.span)),
        message: format!("{} {what} were mended", edits.len()),
    });
    let words = page.words.edited(edits);
    let mut blocks: Vec<Block> = Vec::with_capacity(page.blocks.len());
    let mut moved = Moved::new(edits);
    for block in page.blocks {
        let start = moved.start(block.span.start());
        let end = moved.end(block.span.end());
        for span in lines(words.words(), Span::of(start..end)) {
            match blocks.last_mut() {
                Some(last) if same_line(words.words(), last.span, span) => {
                    last.span = last.span.cover(span);
                }
                _ => blocks.push(Block { span, ..block }),
            }
        }
    }
    Page { words, blocks }
}

/// Whether no line break stands between two stretches.
fn same_line(words: &str, one: Span, two: Span) -> bool {
    let between = words.get(one.end()..two.start()).unwrap_or("\n");
    !between.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{c}'])
}

/// Where places of a text stand after edits; asked in order.
struct Moved<'a> {
    edits: &'a [Edit],
    next: usize,
    grown: usize,
    shrunk: usize,
}

impl<'a> Moved<'a> {
    fn new(edits: &'a [Edit]) -> Self {
        Self { edits, next: 0, grown: 0, shrunk: 0 }
    }

    /// Where what starts at `place` starts now.
    fn start(&mut self, place: usize) -> usize {
        self.pass(|edit| edit.span.end() <= place && edit.span.start() < place);
        self.at(place)
    }

    /// Where what ends at `place` ends now.
    fn end(&mut self, place: usize) -> usize {
        self.pass(|edit| edit.span.end() <= place);
        self.at(place)
    }

    fn pass(&mut self, passed: impl Fn(&Edit) -> bool) {
        while let Some(edit) = self.edits.get(self.next).filter(|edit| passed(edit)) {
            self.grown += edit.words.len();
            self.shrunk += edit.span.len();
            self.next += 1;
        }
    }

    fn at(&self, place: usize) -> usize {
        place + self.grown - self.shrunk
    }
}
