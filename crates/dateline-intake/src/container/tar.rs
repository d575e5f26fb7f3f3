//! Tape archives.

use std::io::Read as _;
use std::ops::ControlFlow;

use dateline_text::{ProblemKind, Span};

use super::{Flow, Walk, beginning, may_be_report};
use crate::stream::{Kind, Stream};
use crate::{Member, Place};

/// Bytes of a block.
const BLOCK: usize = 512;

/// Takes the files out of an archive.
pub(super) fn take(stream: &mut Stream<'_>, name: &str, walk: &mut Walk<'_>) -> Flow {
    let mut long: Option<String> = None;
    loop {
        let start = stream.at();
        let block = stream.kept(BLOCK, BLOCK);
        if block.len() < BLOCK || block.iter().all(|&byte| byte == 0) {
            return ControlFlow::Continue(());
        }
        let size = number(block.get(124..136).unwrap_or_default());
        let Some(size) = size.filter(|_| is_header(&block)) else {
            let member = beginning(stream, name);
            let place = Place::new(name, &[Span::of(start..stream.at())]);
            let member = Member { place: Some(place), ..member };
            return walk.push(member.with(
                ProblemKind::Cut,
                "the archive is broken here; the rest is not read",
            ));
        };
        let kind = block.get(156).copied().unwrap_or_default();
        let from = stream.at();
        if kind == b'L' {
            let path = stream.kept(size, 4096);
            long = Some(path_of(&path));
        } else {
            let path = long.take().unwrap_or_else(|| path(&block));
            if matches!(kind, b'0' | 0) && may_be_report(&path) {
                let place =
                    Place::new(name, &[Span::of(from..from.saturating_add(size))]);
                let named = format!("{name}#{path}");
                let budget = stream.budget;
                let length = u64::try_from(size).unwrap_or(u64::MAX);
                let mut part = stream.by_ref().take(length);
                walk.inner(&mut part, Kind::Part, budget, (&named, place))?;
            }
        }
        // What was not read of the member, and the rest of its last block.
        let read = stream.at() - from;
        let whole = size.div_ceil(BLOCK).saturating_mul(BLOCK);
        stream.skip(whole.saturating_sub(read));
    }
}

/// Whether a block's sum is right.
pub(crate) fn is_header(block: &[u8]) -> bool {
    let sum: usize = block
        .iter()
        .take(BLOCK)
        .enumerate()
        .map(|(at, &byte)| if (148..156).contains(&at) { 32 } else { usize::from(byte) })
        .sum();
    block.len() >= BLOCK && number(block.get(148..156).unwrap_or_default()) == Some(sum)
}

/// An octal number as it is written there.
fn number(field: &[u8]) -> Option<usize> {
    let words = std::str::from_utf8(field).ok()?;
    usize::from_str_radix(words.trim_matches([' ', '\0']), 8).ok()
}

fn path(block: &[u8]) -> String {
    let name = path_of(block.get(..100).unwrap_or_default());
    let folder = path_of(block.get(345..500).unwrap_or_default());
    let is_ustar = block.get(257..262) == Some(b"ustar");
    if folder.is_empty() || !is_ustar { name } else { format!("{folder}/{name}") }
}

fn path_of(field: &[u8]) -> String {
    let end = memchr::memchr(0, field).unwrap_or(field.len());
    String::from_utf8_lossy(field.get(..end).unwrap_or_default()).into_owned()
}
