//! Pages of Markdown: plain text whose marks are taken off, with the way back kept.

use dateline_text::{CreditKind, Edit, Mapped, Problem, Span, fold};

use crate::credits::{Claim, address, evidence};
use crate::dates::{First, dates};
use crate::html::Marked;
use crate::page::lines;
use crate::plain;

/// Whether a page is Markdown: its name says so, or it starts with lines between `---` that
/// name a title.
pub(crate) fn is_markdown(start: &[u8], name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default();
    let named =
        ["md", "markdown", "mdown"].iter().any(|kind| end.eq_ignore_ascii_case(kind));
    named
        || (start.starts_with(b"---\n")
            && memchr::memmem::find(start, b"\ntitle:").is_some())
}

/// Reads a page of Markdown.
pub(crate) fn page(decoded: &Mapped, problems: &mut Vec<Problem>) -> Marked {
    let all = decoded.words();
    let matter = matter(all);
    let (mut claims, told) = match matter {
        Some(span) => front(decoded, span),
        None => (Vec::new(), None),
    };
    let start = matter.map_or(0, |span| after_line(all, span.end()));
    let mut body = Mapped::default();
    body.push_from(decoded, Span::of(start..all.len()));
    let marks = Marks::of(body.words());
    let heading = marks.title.map(|span| {
        let mut title = Mapped::default();
        title.push_from(&body, span);
        title.edited(&inline(title.words(), 0))
    });
    if let Some(title) = &heading {
        let raw = title.map().raw(Span::of(0..title.words().len()));
        claims.push(Claim::words(
            CreditKind::Title,
            title.words(),
            evidence(raw, "heading", 12),
        ));
    }
    let title = heading.or(told);
    let read = if title.is_some() { plain::body } else { plain::page };
    let page = read(body.edited(&marks.edits), problems).under(title);
    Marked { page, claims, first: First::Day }
}

fn after_line(words: &str, at: usize) -> usize {
    words
        .get(at..)
        .and_then(|rest| rest.find('\n'))
        .map_or(words.len(), |end| at + end + 1)
}

/// The lines between `---` at the start of a page.
fn matter(words: &str) -> Option<Span> {
    let rest = words.strip_prefix("---\n").or_else(|| words.strip_prefix("---\r\n"))?;
    let from = words.len() - rest.len();
    let end = rest.find("\n---")?;
    (end < 1 << 14).then(|| Span::of(from..from + end + 1))
}

/// What the lines before a page say: "title: Pact signed".
fn front(page: &Mapped, matter: Span) -> (Vec<Claim>, Option<Mapped>) {
    let mut claims = Vec::new();
    let mut title = None;
    for line in lines(page.words(), matter) {
        let words = page.words().get(line.range()).unwrap_or_default();
        let Some((name, value)) = words.split_once(':') else { continue };
        let bare = value.trim().trim_matches(['"', '\'']);
        let Some(at) = words.find(bare).filter(|_| !bare.is_empty()) else { continue };
        let span = Span::of(line.start() + at..line.start() + at + bare.len());
        let said = evidence(page.map().raw(span), "header", 8);
        match fold(name.trim()).as_str() {
            "title" | "headline" => {
                claims.push(Claim::words(CreditKind::Title, bare, said));
                let mut words = Mapped::default();
                words.push_from(page, span);
                title = Some(words);
            }
            "author" | "authors" | "byline" => {
                claims.push(Claim::words(CreditKind::Author, bare, said));
            }
            "outlet" | "publication" | "publisher" | "source" | "site" => {
                claims.push(Claim::words(CreditKind::Outlet, bare, said));
            }
            "date" | "published" => {
                if let Some(date) = dates(bare, First::Day, 1).into_iter().next() {
                    claims.push(Claim::day(
                        CreditKind::Published,
                        date.value.moment,
                        said,
                    ));
                }
            }
            "url" | "link" | "canonical" => address::claims(bare, said, &mut claims),
            "lang" | "language" => {
                claims.push(Claim::words(CreditKind::Language, bare, said));
            }
            _ => {}
        }
    }
    (claims, title)
}

/// The marks of a page and what becomes of them.
struct Marks {
    title: Option<Span>,
    edits: Vec<Edit>,
}

impl Marks {
    fn of(words: &str) -> Self {
        let mut marks = Self { title: None, edits: Vec::new() };
        let mut fenced = false;
        let mut at = 0;
        for line in words.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let bare = line.trim();
            if bare.starts_with("```") || bare.starts_with("~~~") {
                fenced = !fenced;
                marks.out(start, at - usize::from(line.ends_with('\n')));
            } else if !fenced {
                marks.line(line, start);
            }
        }
        marks
    }

    fn out(&mut self, start: usize, end: usize) {
        if start < end {
            self.edits.push(Edit { span: Span::of(start..end), words: String::new() });
        }
    }

    fn line(&mut self, line: &str, start: usize) {
        let bare = line.trim_end();
        let indent = bare.len() - bare.trim_start().len();
        let inner = bare.trim_start();
        let hashes = inner.bytes().take_while(|&byte| byte == b'#').count();
        let is_heading = (1..=6).contains(&hashes)
            && inner.get(hashes..).is_some_and(|rest| rest.starts_with(' '));
        if is_heading && hashes == 1 && self.title.is_none() {
            let rest = inner.get(hashes..).unwrap_or_default().trim();
            let from = start + bare.len()
                - inner.get(hashes..).unwrap_or_default().trim_start().len();
            self.title = Some(Span::of(from..from + rest.len()));
            return self.out(start, start + bare.len());
        }
        let is_rule = inner.len() >= 3
            && inner.starts_with(['-', '*', '_', '='])
            && inner.chars().all(|letter| inner.starts_with(letter) || letter == ' ');
        if is_rule {
            return self.out(start, start + bare.len());
        }
        let mark = match inner.as_bytes() {
            _ if is_heading => hashes + 1,
            [b'>', b' ', ..] => 2,
            [b'>', ..] => 1,
            [b'-' | b'*' | b'+', b' ', ..] => 2,
            _ => 0,
        };
        self.out(start, start + if mark > 0 { indent + mark } else { 0 });
        let from = indent + mark;
        let rest = line.get(from..).unwrap_or_default();
        self.edits.extend(inline(rest, start + from));
    }
}

/// Marks within a line: bold and slanted words, links, pictures, code.
fn inline(line: &str, start: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut out = |from: usize, to: usize| {
        edits.push(Edit {
            span: Span::of(start + from..start + to),
            words: String::new(),
        });
    };
    while let Some(&byte) = bytes.get(at) {
        let rest = line.get(at..).unwrap_or_default();
        match byte {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                out(at, at + 1);
                at += 2;
            }
            b'!' if rest.starts_with("![") => {
                let end = link(rest.get(1..).unwrap_or_default()).map(|(_, end)| end + 1);
                if let Some(end) = end {
                    out(at, at + end);
                }
                at += end.unwrap_or(1);
            }
            b'[' => {
                if let Some((words, end)) = link(rest) {
                    out(at, at + 1);
                    out(at + 1 + words, at + end);
                    at += end;
                } else {
                    at += 1;
                }
            }
            b'*' | b'_' | b'`' => {
                let count =
                    bytes.iter().skip(at).take_while(|&&other| other == byte).count();
                let before = line.get(..at).and_then(|words| words.chars().next_back());
                let after = line.get(at + count..).and_then(|words| words.chars().next());
                let edge = |letter: Option<char>| {
                    letter.is_none_or(|letter| !letter.is_alphanumeric())
                };
                if count <= 3
                    && (byte != b'_' || edge(before) || edge(after))
                    && (edge(before) != edge(after) || byte != b'*' || count > 1)
                {
                    out(at, at + count);
                }
                at += count;
            }
            _ => at += 1,
        }
    }
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// The bytes of a link's words, and of the whole link: `[the pact](https://...)`.
fn link(rest: &str) -> Option<(usize, usize)> {
    let near = rest.get(..rest.len().min(2000)).unwrap_or(rest);
    let close = near.find("](")?;
    let end = near.get(close..)?.find(')')?;
    let words = near.get(1..close)?;
    (!words.contains('\n') && !words.contains('['))
        .then_some((words.len(), close + end + 1))
}
