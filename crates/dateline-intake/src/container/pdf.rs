//! The text layer of PDF files.
//!
//! The library behind it reads the file; where words stand, and which belong to one line, is
//! worked out here. A line walks back to the bytes of the content of its page: a PDF packs
//! those, and no finer place stands in the file.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dateline_text::{CreditKind, Mapped, Problem, ProblemKind, RegionClass, Span, fold};
use lopdf::content::Operation;
use lopdf::xref::XrefEntry;
use lopdf::{Document, Encoding, Object, ObjectId};

use crate::credits::{Claim, evidence};
use crate::dates::First;
use crate::html::Marked;
use crate::{limit, plain};

pub(crate) fn is_pdf(raw: &[u8]) -> bool {
    raw.starts_with(b"%PDF-")
}

/// Reads the text layer of a file; a page without one is a problem.
pub(crate) fn page(raw: &[u8], from: usize, problems: &mut Vec<Problem>) -> Marked {
    let file = raw.get(from..).unwrap_or_default();
    // The library is not ours: a panic in it is a problem of this file alone.
    let read = catch_unwind(AssertUnwindSafe(|| pages(file)));
    let (pages, problem) = match read {
        Ok(Ok(pages)) if pages.iter().all(|page| page.lines.is_empty()) => {
            (pages, Some((ProblemKind::NoBody, "the PDF has no text layer".to_owned())))
        }
        Ok(Ok(pages)) => (pages, None),
        Ok(Err(error)) => {
            let message = format!("the PDF cannot be read: {error}");
            (Vec::new(), Some((ProblemKind::NotText, message)))
        }
        Err(_) => {
            let message =
                "the PDF is broken in a way its reader does not survive".to_owned();
            (Vec::new(), Some((ProblemKind::NotText, message)))
        }
    };
    let whole = Span::of(from..raw.len());
    problems.extend(problem.map(|(kind, message)| Problem { kind, raw: whole, message }));
    marked(&pages, from, problems)
}

fn marked(pages: &[Leaf], from: usize, problems: &mut Vec<Problem>) -> Marked {
    let furniture = running_heads(pages);
    let mut words = Mapped::default();
    let mut claims = Vec::new();
    let mut heads = Vec::new();
    for (number, leaf) in pages.iter().enumerate() {
        let raw = Span::of(from + leaf.raw.start()..from + leaf.raw.end());
        let said = evidence(raw, "pdf", u16::try_from(number).unwrap_or(u16::MAX));
        claims.push(Claim::words(CreditKind::Page, &(number + 1).to_string(), said));
        for (at, line) in leaf.lines.iter().enumerate() {
            let start = words.words().len();
            words.push(&line.words, raw);
            let is_edge = at == 0 || at + 1 == leaf.lines.len();
            if is_edge && furniture.contains(&shape(&line.words)) {
                heads.push(Span::of(start..words.words().len()));
            }
            let cut = !line.ends && line.words.ends_with('-');
            words.push(
                if line.ends {
                    "\n"
                } else if cut {
                    ""
                } else {
                    " "
                },
                raw,
            );
        }
        // A page ends where a line does; a sentence may go on over it.
        let goes_on =
            leaf.lines.last().is_some_and(|line| !plain::ends_as_sentence(&line.words));
        if !goes_on
            || heads.last().is_some_and(|head| head.end() + 1 >= words.words().len())
        {
            words.push("\n", raw);
        }
    }
    let raw_heads: Vec<String> = heads
        .iter()
        .filter_map(|span| words.words().get(span.range()).map(str::to_owned))
        .collect();
    let mut page = plain::page(words, problems);
    for at in 0..page.blocks.len() {
        let is_head = page
            .blocks
            .get(at)
            .is_some_and(|block| raw_heads.iter().any(|head| head == page.line(block)));
        if let Some(block) = page.blocks.get_mut(at).filter(|_| is_head) {
            block.class = RegionClass::Furniture;
        }
    }
    Marked { page, claims, first: First::Day }
}

/// Lines that stand first or last on three pages or more, their numbers aside.
fn running_heads(pages: &[Leaf]) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for leaf in pages {
        let edges = leaf
            .lines
            .first()
            .into_iter()
            .chain(leaf.lines.last().filter(|_| leaf.lines.len() > 1));
        for line in edges.filter(|line| line.words.len() < 200) {
            *counts.entry(shape(&line.words)).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 3).map(|(shape, _)| shape).collect()
}

/// A line without its numbers.
fn shape(line: &str) -> String {
    fold(line).chars().filter(|letter| letter.is_alphabetic()).collect()
}

/// A page: its lines, and the bytes of its content.
struct Leaf {
    raw: Span,
    lines: Vec<Row>,
}

/// A line of words, and whether a paragraph ends with it.
struct Row {
    words: String,
    /// How far to the right it goes.
    right: i64,
    ends: bool,
}

/// Pages of one file, and operations of one page, that are read.
const PAGES: usize = 5000;
const OPERATIONS: usize = 2_000_000;

fn pages(file: &[u8]) -> Result<Vec<Leaf>, lopdf::Error> {
    let document = Document::load_mem(file)?;
    let mut leaves = Vec::new();
    let mut left = limit::MEMBER;
    for (_, id) in document.get_pages().into_iter().take(PAGES) {
        let raw = place(&document, file, id);
        let content = document
            .get_page_content_with_limit(id, left.min(limit::RAW))
            .unwrap_or_default();
        left = left.saturating_sub(content.len());
        let lines = lines(&document, id, &content);
        leaves.push(Leaf { raw, lines });
    }
    Ok(leaves)
}

/// The bytes of a page's content in the file.
fn place(document: &Document, file: &[u8], page: ObjectId) -> Span {
    let mut places: Vec<Span> = Vec::new();
    for (number, _) in document.get_page_contents(page) {
        let entry = document.reference_table.get(number);
        let Some(XrefEntry::Normal { offset, .. }) = entry else { continue };
        let start = usize::try_from(*offset).unwrap_or(usize::MAX).min(file.len());
        let rest = file.get(start..).unwrap_or_default();
        let end =
            memchr::memmem::find(rest, b"endstream").map_or(rest.len(), |end| end + 9);
        places.push(Span::of(start..start + end));
    }
    places.into_iter().reduce(Span::cover).unwrap_or(Span::of(0..file.len()))
}

fn lines(document: &Document, page: ObjectId, content: &[u8]) -> Vec<Row> {
    let Ok(content) = lopdf::content::Content::decode(content) else { return Vec::new() };
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let fonts = fonts.into_iter().map(|(name, font)| {
        let encoding = font.get_font_encoding_with_limit(document, limit::RAW).ok();
        let widths = widths(document, font);
        (name, Font { encoding, widths })
    });
    let mut pen = Pen { fonts: fonts.collect(), ..Pen::default() };
    for operation in content.operations.iter().take(OPERATIONS) {
        pen.operation(operation);
    }
    pen.finish()
}

/// How a font's bytes are letters, and how wide they are, in thousandths.
struct Font<'a> {
    encoding: Option<Encoding<'a>>,
    /// The first byte that has a width, and the widths.
    widths: Option<(i64, Vec<i64>)>,
}

fn widths(document: &Document, font: &lopdf::Dictionary) -> Option<(i64, Vec<i64>)> {
    let first = font.get(b"FirstChar").ok()?.as_i64().ok()?;
    let widths = font.get(b"Widths").ok()?;
    let (_, widths) = document.dereference(widths).ok()?;
    let widths =
        widths.as_array().ok()?.iter().take(512).map(|width| milli(width) / 1000);
    Some((first, widths.collect()))
}

/// A number in thousandths, so that no float decides anything.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the number is cut to a range that fits"
)]
fn milli(object: &Object) -> i64 {
    let number = object.as_float().unwrap_or_default();
    (number.clamp(-1.0e6, 1.0e6) * 1000.0) as i64
}

/// Where the next letter stands, in thousandths of a point.
#[derive(Default)]
struct Pen<'a> {
    fonts: BTreeMap<Vec<u8>, Font<'a>>,
    font: Vec<u8>,
    size: i64,
    /// The scale that the text matrix gives, in thousandths.
    scale: i64,
    leading: i64,
    line: (i64, i64),
    /// How far along the line the words have come.
    along: i64,
    last: Option<(i64, i64)>,
    gap: i64,
    words: String,
    lines: Vec<Row>,
}

impl Pen<'_> {
    fn operation(&mut self, operation: &Operation) {
        let number = |at: usize| operation.operands.get(at).map_or(0, milli);
        match operation.operator.as_str() {
            "BT" => {
                self.line = (0, 0);
                self.along = 0;
                self.scale = 1000;
            }
            "Tf" => {
                self.font = operation
                    .operands
                    .first()
                    .and_then(|name| name.as_name().ok())
                    .unwrap_or_default()
                    .to_vec();
                self.size = number(1);
            }
            "TL" => self.leading = number(0),
            "Td" | "TD" => {
                if operation.operator == "TD" {
                    self.leading = -number(1);
                }
                self.step(number(0), number(1));
            }
            "Tm" => {
                self.scale = number(3).abs().max(1);
                self.line = (number(4), number(5));
                self.along = 0;
            }
            "T*" => self.step(0, -self.leading),
            "'" | "\"" => {
                self.step(0, -self.leading);
                self.show(operation.operands.last());
            }
            "Tj" => self.show(operation.operands.first()),
            "TJ" => self.show(operation.operands.first()),
            _ => {}
        }
    }

    fn step(&mut self, right: i64, up: i64) {
        let scaled = |length: i64| length.saturating_mul(self.scale) / 1000;
        self.line = (
            self.line.0.saturating_add(scaled(right)),
            self.line.1.saturating_add(scaled(up)),
        );
        self.along = 0;
    }

    /// The height of the letters.
    fn height(&self) -> i64 {
        (self.size.saturating_mul(self.scale) / 1000).abs().max(1)
    }

    fn show(&mut self, shown: Option<&Object>) {
        match shown {
            Some(Object::String(bytes, _)) => self.put(bytes),
            Some(Object::Array(parts)) => {
                for part in parts {
                    match part {
                        Object::String(bytes, _) => self.put(bytes),
                        other => {
                            let back =
                                milli(other).saturating_mul(self.height()) / 1_000_000;
                            self.along = self.along.saturating_sub(back);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, bytes: &[u8]) {
        let font = self.fonts.get(&self.font);
        let letters = match font.and_then(|font| font.encoding.as_ref()) {
            Some(encoding) => Document::decode_text(encoding, bytes).unwrap_or_default(),
            None => encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned(),
        };
        let width = font.map_or(500, |font| width(font, bytes, letters.chars().count()));
        let here = (self.line.0.saturating_add(self.along), self.line.1);
        self.space(here);
        self.words.push_str(&letters.replace(['\n', '\r'], " "));
        let advance = width.saturating_mul(self.height()) / 1000;
        self.along = self.along.saturating_add(advance);
        self.last = Some((self.line.0.saturating_add(self.along), self.line.1));
    }

    /// Puts what stands between the words before and those at `here`: nothing, a space, the end
    /// of a line or of a paragraph.
    fn space(&mut self, here: (i64, i64)) {
        let Some((end, height)) = self.last else { return };
        let down = height.saturating_sub(here.1);
        let letter = self.height();
        if down.abs().saturating_mul(3) > letter {
            let is_wide =
                self.gap > 0 && down.saturating_mul(10) > self.gap.saturating_mul(13);
            let is_far = down.saturating_mul(10) > letter.saturating_mul(19);
            self.end_line(is_wide || is_far || down < 0);
            if down > 0 && (self.gap == 0 || down < self.gap) {
                self.gap = down;
            }
        } else if here.0.saturating_sub(end).saturating_mul(7) > letter
            && !self.words.ends_with(' ')
        {
            self.words.push(' ');
        }
    }

    fn end_line(&mut self, ends: bool) {
        let words = std::mem::take(&mut self.words);
        let words = words.trim();
        if !words.is_empty() {
            let right = self.last.map_or(0, |(right, _)| right);
            self.lines.push(Row { words: words.to_owned(), right, ends });
        } else if ends && let Some(last) = self.lines.last_mut() {
            last.ends = true;
        }
    }

    /// The lines; one that stops well before the others do ends a paragraph.
    fn finish(mut self) -> Vec<Row> {
        self.end_line(false);
        let widest = self.lines.iter().map(|line| line.right).max().unwrap_or_default();
        for line in &mut self.lines {
            let is_short = line.right.saturating_mul(10) < widest.saturating_mul(7);
            line.ends |= is_short;
        }
        self.lines
    }
}

/// How wide some letters are together, in thousandths of their height.
fn width(font: &Font<'_>, bytes: &[u8], letters: usize) -> i64 {
    let Some((first, widths)) = &font.widths else {
        return i64::try_from(letters).unwrap_or_default().saturating_mul(500);
    };
    let one = |byte: &u8| {
        let at = usize::try_from(i64::from(*byte) - first).ok();
        at.and_then(|at| widths.get(at)).copied().unwrap_or(500)
    };
    bytes.iter().map(one).fold(0, i64::saturating_add)
}
