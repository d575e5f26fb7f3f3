use dateline_text::RegionClass;

use super::ends_as_sentence;
use crate::page::{Block, Page};

/// Classes runs of short lines that are no sentences: the menus that a scraper left between
/// paragraphs, and the links below the last one.
pub(crate) fn class(page: &mut Page) {
    let last = page.blocks.iter().rposition(|block| {
        let line = page.line(block);
        block.class == RegionClass::Body && ends_as_sentence(line) && line.len() > 60
    });
    let Some(last) = last else { return };
    let kinds: Vec<bool> =
        page.blocks.iter().map(|block| is_short(page, block, 4)).collect();
    let behind: Vec<bool> =
        page.blocks.iter().map(|block| is_short(page, block, 9)).collect();
    let mut at = 0;
    while at < kinds.len() {
        let run = kinds.iter().skip(at).take_while(|short| **short).count();
        if run >= LEAST {
            furniture(page, at, run);
        }
        at += run.max(1);
    }
    let rest = behind.iter().skip(last + 1).filter(|short| **short).count();
    if rest >= 2 {
        for (at, short) in behind.iter().enumerate().skip(last + 1) {
            if *short {
                furniture(page, at, 1);
            }
        }
    }
}

/// Lines that make a run a menu.
const LEAST: usize = 5;

fn furniture(page: &mut Page, at: usize, count: usize) {
    for block in page.blocks.iter_mut().skip(at).take(count) {
        if matches!(block.class, RegionClass::Body | RegionClass::Subhead) {
            block.class = RegionClass::Furniture;
        }
    }
}

fn is_short(page: &Page, block: &Block, most: usize) -> bool {
    let line = page.line(block);
    let marked = line.starts_with(['-', '–', '•', '*', '·']);
    let free = matches!(
        block.class,
        RegionClass::Body | RegionClass::Subhead | RegionClass::Furniture
    );
    free && !marked
        && !ends_as_sentence(line)
        && line.split_whitespace().take(most + 1).count() <= most
}
