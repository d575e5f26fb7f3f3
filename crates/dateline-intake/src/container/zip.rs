//! ZIP archives, and what is built on them: WACZ and office documents.
//!
//! Read from front to back by the headers before each file, so that an archive of any size, or
//! one whose end is missing, is read too.

use std::io::Read as _;
use std::ops::ControlFlow;

use dateline_text::{ProblemKind, Span};
use flate2::bufread::DeflateDecoder;

use super::{Flow, Walk, beginning, may_be_report, office};
use crate::stream::{Kind, Stream};
use crate::{Member, Place};

const HEADER: &[u8] = b"PK\x03\x04";

/// Takes the files out of an archive; an office document is one report.
pub(super) fn take(stream: &mut Stream<'_>, name: &str, walk: &mut Walk<'_>) -> Flow {
    let mut is_office = false;
    while stream.peek(4) == HEADER {
        let Some(entry) = entry(stream) else { break };
        is_office |= entry.path == "[Content_Types].xml";
        if is_office && entry.path.starts_with("word/") {
            is_office = true;
        }
        let from = stream.at();
        let wanted = if is_office {
            entry.path == office::WORDS
        } else {
            may_be_report(&entry.path)
        };
        let end = entry.packed.map_or(from, |packed| from.saturating_add(packed));
        let place = Place::new(name, &[Span::of(from..end)]);
        let named =
            if is_office { name.to_owned() } else { format!("{name}#{}", entry.path) };
        let budget = stream.budget;
        match (entry.method, entry.packed) {
            (0, Some(packed)) if wanted => {
                let length = u64::try_from(packed).unwrap_or(u64::MAX);
                let mut part = stream.by_ref().take(length);
                walk.inner(&mut part, Kind::Part, budget, (&named, place))?;
            }
            (8, Some(packed)) if wanted => {
                let length = u64::try_from(packed).unwrap_or(u64::MAX);
                let part = std::io::BufReader::new(stream.by_ref().take(length));
                let mut inner = DeflateDecoder::new(part);
                walk.inner(&mut inner, Kind::Unpacked, budget, (&named, place))?;
            }
            (8, None) => {
                // The length stands behind the file: unpacking finds the end.
                let mut inner = DeflateDecoder::new(stream.by_ref());
                if wanted {
                    walk.inner(&mut inner, Kind::Unpacked, budget, (&named, place))?;
                } else {
                    Stream::new(&mut inner, Kind::Unpacked, budget).skip(usize::MAX);
                }
                past_descriptor(stream);
            }
            (_, None) => return unread(stream, (name, from), walk, UNKNOWN_END),
            _ if wanted => unread(
                stream,
                (&named, from),
                walk,
                "the packing of this member is not known",
            )?,
            _ => {}
        }
        if let Some(packed) = entry.packed {
            stream.skip(packed.saturating_sub(stream.at() - from));
        }
    }
    ControlFlow::Continue(())
}

const UNKNOWN_END: &str =
    "a member of the archive does not say where it ends; the rest is not read";

fn unread(
    stream: &mut Stream<'_>,
    named: (&str, usize),
    walk: &mut Walk<'_>,
    message: &str,
) -> Flow {
    let (name, from) = named;
    let member = beginning(stream, name);
    let place = Place::new(name, &[Span::of(from..stream.at())]);
    walk.push(Member { place: Some(place), ..member }.with(ProblemKind::NotText, message))
}

/// A file of the archive, by the header before it.
struct Entry {
    path: String,
    method: u16,
    /// Its length as it is packed, where the header says it.
    packed: Option<usize>,
}

/// Takes the header of the next file; nothing where it is broken.
fn entry(stream: &mut Stream<'_>) -> Option<Entry> {
    let fixed = stream.kept(30, 30);
    let two =
        |at: usize| Some(u16::from_le_bytes(fixed.get(at..at + 2)?.try_into().ok()?));
    let (flags, method) = (two(6)?, two(8)?);
    let packed = u32::from_le_bytes(fixed.get(18..22)?.try_into().ok()?);
    let path = stream.kept(usize::from(two(26)?), 4096);
    let extra = stream.kept(usize::from(two(28)?), 1 << 16);
    let packed = if packed == u32::MAX { long_size(&extra)? } else { u64::from(packed) };
    let packed = usize::try_from(packed).ok()?;
    let is_behind = flags & 8 != 0 && packed == 0;
    let path = String::from_utf8_lossy(&path).into_owned();
    Some(Entry { path, method, packed: (!is_behind).then_some(packed) })
}

/// The packed length of a file of more than 4 GiB.
fn long_size(extra: &[u8]) -> Option<u64> {
    let mut rest = extra;
    loop {
        let kind = u16::from_le_bytes(rest.get(..2)?.try_into().ok()?);
        let size = usize::from(u16::from_le_bytes(rest.get(2..4)?.try_into().ok()?));
        let data = rest.get(4..4 + size)?;
        if kind == 1 {
            let at = if size >= 16 { 8 } else { 0 };
            return Some(u64::from_le_bytes(data.get(at..at + 8)?.try_into().ok()?));
        }
        rest = rest.get(4 + size..)?;
    }
}

/// Takes what stands behind a file whose header did not know its length.
fn past_descriptor(stream: &mut Stream<'_>) {
    let start = stream.peek(4);
    let signed = start == b"PK\x07\x08";
    let least = if signed { 16 } else { 12 };
    let next = |here: &[u8], at: usize| here.get(at..at + 2) == Some(b"PK");
    let here = stream.peek(least + 10);
    let length =
        if next(here, least) || !next(here, least + 8) { least } else { least + 8 };
    stream.skip(length);
}
