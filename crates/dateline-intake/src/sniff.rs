use memchr::memmem;

/// What some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Empty,
    Html,
    Plain,
    /// Something else; the word names it for the reader.
    NotText(&'static str),
}

/// Tells what the bytes are from their beginning; a name is a hint only where they do not say.
pub(crate) fn sniff(raw: &[u8], name: &str) -> Kind {
    if raw.iter().all(u8::is_ascii_whitespace) {
        return Kind::Empty;
    }
    let start = raw.get(..raw.len().min(8192)).unwrap_or_default();
    if let Some(kind) = magic(start) {
        return Kind::NotText(kind);
    }
    if !has_wide_mark(start) && is_binary(start) {
        return Kind::NotText("data without letters");
    }
    if looks_like_markup(start, name) { Kind::Html } else { Kind::Plain }
}

fn magic(start: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 10] = [
        (b"%PDF-", "a PDF"),
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
