use memchr::memmem;

use crate::container::{articles, json_lines, mail, office, pdf, rtf};
use crate::markdown;

/// What some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Empty,
    Article,
    Feed,
    Html,
    Json,
    Mail,
    Markdown,
    Office,
    Pdf,
    Plain,
    Rtf,
    Warc,
    /// Something else; the word names it for the reader.
    NotText(&'static str),
}

/// What holds the reports of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Feed,
    Gzip,
    Json,
    JsonLines,
    Mail,
    Mailbox,
    Tar,
    Warc,
    Zip,
}

/// Tells whether bytes are a container, from their beginning.
pub(crate) fn container(start: &[u8], name: &str) -> Option<Container> {
    let first = start.trim_ascii_start();
    match () {
        () if start.starts_with(b"\x1f\x8b\x08") => Some(Container::Gzip),
        () if start.starts_with(b"PK\x03\x04") => Some(Container::Zip),
        () if start.get(257..262) == Some(b"ustar") => Some(Container::Tar),
        () if start.starts_with(b"WARC/") => Some(Container::Warc),
        () if first.starts_with(b"<") => is_feed(start).then_some(Container::Feed),
        () if first.starts_with(b"{") || first.starts_with(b"[") => json(first, name),
        () if start.starts_with(b"From ") => {
            is_mailbox(start).then_some(Container::Mailbox)
        }
        () => mail::is_message(start).then_some(Container::Mail),
    }
}

fn is_mailbox(start: &[u8]) -> bool {
    let end = memchr::memchr(b'\n', start).map_or(start.len(), |end| end + 1);
    mail::is_message(start.get(end..).unwrap_or_default())
}

fn is_feed(start: &[u8]) -> bool {
    let start = start.get(..start.len().min(4096)).unwrap_or_default();
    let page = memmem::find(&start.to_ascii_lowercase(), b"<html").is_some();
    let marks: [&[u8]; 4] = [b"<rss", b"<rdf:RDF", b"<feed ", b"<feed>"];
    !page && marks.iter().any(|mark| memmem::find(start, mark).is_some())
}

fn json(first: &[u8], name: &str) -> Option<Container> {
    let plain = name.strip_suffix(".gz").unwrap_or(name);
    let is_lines = [".jsonl", ".ndjson", ".jl"].iter().any(|end| plain.ends_with(end));
    if is_lines && first.starts_with(b"{") {
        return Some(Container::JsonLines);
    }
    if !json_lines::is_report(first) {
        return None;
    }
    let line = memchr::memchr(b'\n', first).and_then(|end| first.get(..end));
    let whole = line.is_some_and(|line| {
        line.starts_with(b"{") && line.trim_ascii_end().ends_with(b"}")
    });
    Some(if whole { Container::JsonLines } else { Container::Json })
}

/// Tells what the bytes are from their beginning; a name is a hint only where they do not say.
pub(crate) fn sniff(raw: &[u8], name: &str) -> Kind {
    if raw.iter().all(u8::is_ascii_whitespace) {
        return Kind::Empty;
    }
    let start = raw.get(..raw.len().min(8192)).unwrap_or_default();
    if let Some(kind) = member(raw, start, name) {
        return kind;
    }
    if let Some(kind) = magic(start) {
        return Kind::NotText(kind);
    }
    if !has_wide_mark(start) && is_binary(start) {
        return Kind::NotText("data without letters");
    }
    if looks_like_markup(start, name) { Kind::Html } else { Kind::Plain }
}

/// Tells what a member is that is more than a page.
fn member(raw: &[u8], start: &[u8], name: &str) -> Option<Kind> {
    match container(start, name) {
        Some(Container::Warc) => return Some(Kind::Warc),
        Some(Container::Feed) => return Some(Kind::Feed),
        Some(Container::Json | Container::JsonLines) => return Some(Kind::Json),
        Some(Container::Mail) => return Some(Kind::Mail),
        Some(Container::Mailbox | Container::Gzip | Container::Tar | Container::Zip)
        | None => {}
    }
    match () {
        () if pdf::is_pdf(raw) => Some(Kind::Pdf),
        () if rtf::is_rtf(raw) => Some(Kind::Rtf),
        () if office::is_words(raw) => Some(Kind::Office),
        () if markdown::is_markdown(start, name)
            && !has_wide_mark(start)
            && !is_binary(start) =>
        {
            Some(Kind::Markdown)
        }
        () if start.contains(&0) || start.trim_ascii_start().starts_with(b"<") => None,
        () => {
            articles::is_article(&String::from_utf8_lossy(start)).then_some(Kind::Article)
        }
    }
}

fn magic(start: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 9] = [
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"SQLite format 3", "a database"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"BZh", "a packed file"),
    ];
    kinds.iter().find(|(mark, _)| start.starts_with(mark)).map(|(_, kind)| *kind)
}

/// Whether the bytes start with a UTF-16 byte order mark, or look like UTF-16 without one.
pub(crate) fn has_wide_mark(start: &[u8]) -> bool {
    start.starts_with(b"\xff\xfe")
        || start.starts_with(b"\xfe\xff")
        || wide(start).is_some()
}

/// The byte order of UTF-16 without a mark: `Some(true)` when the low byte comes first.
pub(crate) fn wide(start: &[u8]) -> Option<bool> {
    memchr::memchr(0, start)?;
    let pairs = start.len() / 2;
    let zeros = |from: usize| {
        start.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if pairs < 4 {
        return None;
    }
    if odd * 10 > pairs * 7 && even * 20 < pairs {
        return Some(true);
    }
    (even * 10 > pairs * 7 && odd * 20 < pairs).then_some(false)
}

fn is_binary(start: &[u8]) -> bool {
    let strange =
        |byte: &&u8| matches!(**byte, 0x00..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    let count = start.iter().filter(strange).count();
    let zeros = start.iter().filter(|&&byte| byte == 0).count();
    // A stray zero byte in a scraped text is damage, not a sign of a program.
    zeros * 100 > start.len() || count * 20 > start.len()
}

fn looks_like_markup(start: &[u8], name: &str) -> bool {
    let lower: Vec<u8> =
        start.iter().filter(|&&byte| byte != 0).map(u8::to_ascii_lowercase).collect();
    let signs: [&[u8]; 9] = [
        b"<!doctype",
        b"<html",
        b"<head",
        b"<body",
        b"<meta",
        b"<div",
        b"<article",
        b"<p>",
        b"<table",
    ];
    let found = signs.iter().filter(|sign| memmem::find(&lower, sign).is_some()).count();
    let first = lower.iter().find(|byte| !byte.is_ascii_whitespace() && byte.is_ascii());
    let named = [".html", ".htm", ".xhtml"].iter().any(|end| {
        let name = name.as_bytes();
        let packed = name.strip_suffix(b".gz").unwrap_or(name);
        packed.len() > end.len()
            && packed
                .iter()
                .rev()
                .zip(end.bytes().rev())
                .all(|(have, want)| have.eq_ignore_ascii_case(&want))
    });
    (found > 0 && (first == Some(&b'<') || named || found > 2))
        || (named && lower.contains(&b'<'))
}
