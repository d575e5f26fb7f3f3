use std::borrow::Cow;
use std::sync::LazyLock;

use dateline_text::{Mapped, Span};
use memchr::memchr;

use crate::table::Table;

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/entities.tsv")));

/// An entity at the start of some words: its letters and the bytes it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entity {
    pub(crate) letters: String,
    pub(crate) length: usize,
}

/// Reads the entity that `words` start with: `&amp;`, `&#8217;`, `&#x2019;`.
pub(crate) fn entity(words: &str) -> Option<Entity> {
    let rest = words.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        return numbered(number);
    }
    let end = rest.bytes().take(33).position(|byte| !byte.is_ascii_alphanumeric());
    let end = end.unwrap_or(rest.len().min(33));
    let closed = rest.as_bytes().get(end) == Some(&b';');
    if closed && let Some(letters) = named(rest.get(..=end)?) {
        return Some(Entity { letters, length: end + 2 });
    }
    // A few old names stand without a semicolon: the longest that fits.
    (2..=end.min(6)).rev().find_map(|length| {
        let letters = named(rest.get(..length)?)?;
        Some(Entity { letters, length: length + 1 })
    })
}

fn numbered(number: &str) -> Option<Entity> {
    let hex = number.strip_prefix(['x', 'X']);
    let digits = hex.unwrap_or(number);
    let radix = if hex.is_some() { 16 } else { 10 };
    let is_digit = |byte: u8| char::from(byte).is_digit(radix);
    let end = digits.bytes().take(12).position(|byte| !is_digit(byte));
    let end = end.unwrap_or(digits.len().min(12));
    let code = u32::from_str_radix(digits.get(..end)?, radix).ok()?;
    let letter = match code {
        0x80..=0x9f => windows_letter(code),
        0 => '\u{fffd}',
        _ => char::from_u32(code).unwrap_or('\u{fffd}'),
    };
    let semicolon = usize::from(digits.as_bytes().get(end) == Some(&b';'));
    let length = 2 + usize::from(hex.is_some()) + end + semicolon;
    Some(Entity { letters: letter.to_string(), length })
}

/// Numbers 128 to 159 mean the letters of windows-1252.
fn windows_letter(code: u32) -> char {
    let Ok(byte) = u8::try_from(code) else { return '\u{fffd}' };
    let bytes = [byte];
    let (letters, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    letters.chars().next().unwrap_or('\u{fffd}')
}

fn named(name: &str) -> Option<String> {
    if name == "nbsp;" {
        return Some("\u{a0}".to_owned());
    }
    let found = TABLE.get(name)?;
    let letter = |code: &str| u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    Some(found.split(' ').filter_map(letter).collect())
}

/// Appends words that stand `at` a place of the page, with their entities read and the way back
/// kept.
pub(crate) fn decode_into(page: &Mapped, words: &str, at: usize, into: &mut Mapped) {
    let mut done = 0;
    while let Some(found) = memchr(b'&', words.get(done..).unwrap_or_default().as_bytes())
    {
        let start = done + found;
        into.push_from(page, Span::of(at + done..at + start));
        let read = entity(words.get(start..).unwrap_or_default());
        let length = read.as_ref().map_or(1, |read| read.length);
        let place = Span::of(at + start..at + start + length);
        match read {
            Some(read) => into.push(&read.letters, page.map().raw(place)),
            None => into.push_from(page, place),
        }
        done = start + length;
    }
    into.push_from(page, Span::of(at + done..at + words.len()));
}

/// Words with their entities read, for values whose bytes are kept as a whole.
pub(crate) fn decoded(words: &str) -> Cow<'_, str> {
    if memchr(b'&', words.as_bytes()).is_none() {
        return Cow::Borrowed(words);
    }
    let mut result = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        result.push_str(rest.get(..at).unwrap_or_default());
        let here = rest.get(at..).unwrap_or_default();
        let length = if let Some(found) = entity(here) {
            result.push_str(&found.letters);
            found.length
        } else {
            result.push('&');
            1
        };
        rest = here.get(length..).unwrap_or_default();
    }
    result.push_str(rest);
    Cow::Owned(result)
}
