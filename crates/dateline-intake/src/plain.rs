//! Pages of plain text: text files, and what is left of a page after someone copied it.

mod head;
mod menu;
mod tail;
mod title;

pub(crate) use head::{counts, is_dated, is_day, is_outlet, section_after, split_header};
pub(crate) use tail::{end_mark, is_end_mark};

use dateline_text::{Mapped, Problem, RegionClass, fold};

use crate::mend;
use crate::page::Page;
use crate::phrase::{Phrase, leading, phrase};

/// Reads a page of plain text.
pub(crate) fn page(decoded: Mapped, problems: &mut Vec<Problem>) -> Page {
    classed(decoded, head::class, problems)
}

/// Reads plain words whose title stood elsewhere.
pub(crate) fn body(words: Mapped, problems: &mut Vec<Problem>) -> Page {
    classed(words, head::class_untitled, problems)
}

fn classed(words: Mapped, head: fn(&mut Page), problems: &mut Vec<Problem>) -> Page {
    let mut page = mend::plain(Page::of_lines(words), problems);
    head(&mut page);
    between(&mut page);
    menu::class(&mut page);
    tail::class(&mut page);
    page
}

/// Classes what stands between the paragraphs: captions, share bars, headings.
fn between(page: &mut Page) {
    let classes: Vec<Option<RegionClass>> = (0..page.blocks.len())
        .map(|at| {
            let block = page.blocks.get(at)?;
            if block.class != RegionClass::Body {
                return None;
            }
            let line = page.line(block);
            match phrase(line) {
                Some(Phrase::Line | Phrase::Tail) => Some(RegionClass::Furniture),
                Some(Phrase::Start) if line.len() < 160 => Some(RegionClass::Furniture),
                _ if line.len() < 80 && is_day(line) => Some(RegionClass::Furniture),
                Some(Phrase::Caption) if line.len() < 240 => Some(RegionClass::Caption),
                Some(Phrase::Byline) if line.starts_with('(') => {
                    Some(RegionClass::Byline)
                }
                Some(Phrase::Translation) if line.len() < 160 => {
                    Some(RegionClass::Byline)
                }
                _ if is_subhead(page, at) => Some(RegionClass::Subhead),
                _ => None,
            }
        })
        .collect();
    for (block, class) in page.blocks.iter_mut().zip(classes) {
        block.class = class.unwrap_or(block.class);
    }
    teasers(page);
}

/// A headline under a label such as "Read also" is another page's.
fn teasers(page: &mut Page) {
    let mut labelled = false;
    for at in 0..page.blocks.len() {
        let Some(block) = page.blocks.get(at) else { break };
        let line = page.line(block);
        let is_label = leading(line) == Some((line.len(), Phrase::Start));
        let is_teaser = labelled && !ends_as_sentence(line) && line.len() < 160;
        labelled = is_label || is_teaser;
        if is_teaser && let Some(block) = page.blocks.get_mut(at) {
            block.class = RegionClass::Furniture;
        }
    }
}

/// Whether a line is a heading within the report: short, with no stop at its end, between two
/// paragraphs that are full sentences.
fn is_subhead(page: &Page, at: usize) -> bool {
    let Some(block) = page.blocks.get(at) else { return false };
    let line = page.line(block);
    let next = page.blocks.get(at + 1).map(|next| page.line(next));
    let before =
        at.checked_sub(1).and_then(|at| page.blocks.get(at)).map(|one| page.line(one));
    let is_full = |line: &str| is_sentence(line) && line.len() > 60;
    line.len() < 100
        && line.split_whitespace().count() <= 14
        && !ends_as_sentence(line)
        && !line.ends_with([',', ';', ':'])
        && line.chars().next().is_some_and(char::is_uppercase)
        && next.is_some_and(is_full)
        && before.is_some_and(is_full)
}

/// Whether a line ends as a sentence does.
pub(crate) fn ends_as_sentence(line: &str) -> bool {
    let bare =
        line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“', ' ', '\u{a0}']);
    bare.ends_with(['.', '!', '?', '…', '؟', '。', ':'])
}

/// Whether a line reads as a sentence of running text, not as a headline or a menu.
pub(crate) fn is_sentence(line: &str) -> bool {
    line.split_whitespace().take(6).count() >= 6
        && (ends_as_sentence(line) || holds_sentences(line))
}

/// Whether a line is so long, with sentences in it, that it is running text that was cut off.
fn holds_sentences(line: &str) -> bool {
    line.len() > 600
        && line.get(..600).is_some_and(|start| start.matches(". ").count() > 1)
}

/// Two lines compared as a reader does: letters and digits only.
pub(crate) fn bare(line: &str) -> String {
    let folded = fold(line);
    folded.chars().filter(|letter| letter.is_alphanumeric()).collect()
}
