//! Pages of plain text.

use dateline_text::{Mapped, RegionClass};

use crate::page::Page;

/// Reads a page of plain text: the first line is the title, the rest is body.
pub(crate) fn page(decoded: Mapped) -> Page {
    let mut page = Page::of_lines(decoded);
    if let Some(first) = page.blocks.first_mut() {
        first.class = RegionClass::Title;
    }
    page
}
