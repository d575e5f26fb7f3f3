//! Office documents: the words of a DOCX file.

use std::ops::Range;

use dateline_text::{Mapped, Span};

use crate::charset::decode;
use crate::html::{self, Token, Tokens};

/// The member of the archive that holds the words.
pub(crate) const WORDS: &str = "word/document.xml";

/// Whether bytes are the words of an office document, or some paragraphs of them.
pub(crate) fn is_words(raw: &[u8]) -> bool {
    let start = raw.get(..raw.len().min(2048)).unwrap_or_default();
    ["<w:document", "<w:p>", "<w:p "].iter().any(|mark| {
        memchr::memmem::find(start, mark.as_bytes()).is_some_and(|at| at < 1024)
    }) && start.starts_with(b"<")
}

/// A paragraph: its words in the words of the document, and its markup in the page.
struct Paragraph {
    words: Span,
    markup: Span,
}

/// The words of a document, a line a paragraph.
pub(crate) fn words(page: &Mapped) -> Mapped {
    read(page).0
}

fn read(page: &Mapped) -> (Mapped, Vec<Paragraph>) {
    let mut words = Mapped::default();
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut tokens = Tokens::xml(page.words());
    let (mut is_text, mut from, mut start) = (false, 0, 0);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open { name: "w:p", at, closed: false, .. } => {
                (from, start) = (at, words.words().len());
            }
            Token::Open { name: "w:t", closed: false, .. } => is_text = true,
            Token::Open { name: "w:tab", at, .. } => {
                let end = tokens.at();
                words.push(" ", page.map().raw(Span::of(at..end)));
            }
            Token::Open { name: "w:br" | "w:cr", at, .. } => {
                let end = tokens.at();
                words.push("\n", page.map().raw(Span::of(at..end)));
            }
            Token::Words { words: part, at } if is_text => {
                html::decode_into(page, part, at, &mut words);
            }
            Token::Close { name: "w:t", .. } => is_text = false,
            Token::Close { name: "w:p", at } => {
                let end = tokens.at();
                let held = Span::of(start.min(words.words().len())..words.words().len());
                words.push("\n", page.map().raw(Span::of(at..end)));
                paragraphs.push(Paragraph {
                    words: held,
                    markup: Span::of(from.min(end)..end),
                });
                start = words.words().len();
            }
            _ => {}
        }
    }
    (words, paragraphs)
}

/// The bytes of the articles in a document, as the lines of its paragraphs tell them apart.
pub(crate) fn paragraphs(
    raw: &[u8],
    articles: fn(&[&str]) -> Vec<Range<usize>>,
) -> Vec<Vec<Span>> {
    let decoded = decode(raw).words;
    let (words, paragraphs) = read(&decoded);
    let lines: Vec<&str> = paragraphs
        .iter()
        .map(|one| words.words().get(one.words.range()).unwrap_or_default().trim())
        .collect();
    let found = articles(&lines).into_iter().filter_map(|range| {
        let first = paragraphs.get(range.start)?;
        let last = paragraphs.get(range.end.checked_sub(1)?)?;
        Some(vec![decoded.map().raw(first.markup.cover(last.markup))])
    });
    found.collect()
}
