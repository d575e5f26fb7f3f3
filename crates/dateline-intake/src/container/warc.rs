//! Crawls: WARC files, packed or not, record by record.

use std::ops::ControlFlow;

use brotli_decompressor::Decompressor;
use dateline_text::{CreditKind, ProblemKind, Span};
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::header::{self, Field};
use super::{Flow, Walk};
use crate::credits::{Claim, address, evidence};
use crate::dates::{First, dates};
use crate::stream::{Budget, End, Kind, Stream};
use crate::{Member, Place, limit};

/// Takes the pages out of a crawl: its responses and resources that went well and are words.
pub(super) fn take(stream: &mut Stream<'_>, name: &str, walk: &mut Walk<'_>) -> Flow {
    let mut number = 0;
    while !stream.is_empty() {
        if !stream.peek(5).eq_ignore_ascii_case(b"WARC/") {
            if stream.peek(2).trim_ascii().is_empty() {
                stream.line(0);
            } else {
                lost(stream, name, walk)?;
            }
            continue;
        }
        number += 1;
        if let Some(record) = record(stream) {
            let ranges = [Span::of(record.start..stream.at())];
            let budget = stream.budget;
            let place = Place::new(name, &ranges);
            if let Some(member) = member(record, budget) {
                let name = format!("{name}#{number}");
                walk.push(Member { name, place: Some(place), ..member })?;
            }
        }
    }
    ControlFlow::Continue(())
}

/// Says that there is no record where one should start, and goes on at the next one.
fn lost(stream: &mut Stream<'_>, name: &str, walk: &mut Walk<'_>) -> Flow {
    let start = stream.at();
    let mut raw = Vec::new();
    while !stream.is_empty() && !stream.peek(5).eq_ignore_ascii_case(b"WARC/") {
        raw.extend_from_slice(&stream.line(SHOWN.saturating_sub(raw.len())));
    }
    let place = Place::new(name, &[Span::of(start..stream.at())]);
    let member =
        Member { name: name.to_owned(), raw, place: Some(place), problems: Vec::new() };
    walk.push(
        member
            .with(ProblemKind::Cut, "no record starts here; reading went on at the next"),
    )
}

/// Bytes that are kept of what is no record.
const SHOWN: usize = 8192;

/// A record as it stands in the crawl.
struct Record {
    start: usize,
    raw: Vec<u8>,
    /// Where the block starts.
    block: usize,
    /// Bytes that were left out.
    left: usize,
}

/// The next record, if it is of a kind that holds pages.
fn record(stream: &mut Stream<'_>) -> Option<Record> {
    let start = stream.at();
    let mut raw = Vec::new();
    while raw.len() < limit::HEADER {
        let line = stream.line(limit::HEADER);
        raw.extend_from_slice(&line);
        if line.trim_ascii().is_empty() {
            break;
        }
    }
    let (fields, block) = header::fields(&raw, 0);
    let value = |name: &str| {
        header::last(&raw, &fields, name).map(|span| header::words(&raw, span))
    };
    let length: usize = value("Content-Length")?.trim().parse().ok()?;
    let kind = value("WARC-Type").unwrap_or_default();
    if !matches!(kind.as_str(), "response" | "resource" | "conversion") {
        stream.skip(length);
        return None;
    }
    let most = limit::RAW + limit::HEADER;
    let kept = stream.kept(length, most);
    let left = length - kept.len();
    raw.extend_from_slice(&kept);
    Some(Record { start, raw, block, left })
}

/// The record with the packing of its page undone; nothing where it holds no page.
fn member(record: Record, budget: &Budget) -> Option<Member> {
    let Record { raw, block, left, .. } = record;
    let inside = Inside::of(&raw, block);
    if !inside.is_page() {
        return None;
    }
    let from = inside.from;
    let packing = inside.packing();
    let chunked = inside.is_chunked();
    let mut member = Member::default();
    let mut payload = raw.get(from..).unwrap_or_default().to_vec();
    if chunked && let Some(whole) = unchunked(&payload) {
        payload = whole;
    }
    let mut damaged = false;
    let mut strange = None;
    if let Some(packing) = packing {
        if let Some((unpacked, whole)) = unpacked(&payload, &packing, budget) {
            payload = unpacked;
            damaged = !whole;
        } else if !PACKINGS.contains(&packing.as_str()) && !is_markup(&payload) {
            strange =
                Some(format!("the page is packed as `{packing}`, which is not read"));
        }
    }
    member.raw = raw.get(..from).unwrap_or_default().to_vec();
    member.raw.extend_from_slice(&payload);
    if left > 0 {
        let message = format!(
            "{left} bytes of the record are too many or missing; they are not read"
        );
        member = member.with(ProblemKind::Cut, &message);
    }
    if damaged {
        member =
            member.with(ProblemKind::Cut, "the packed data ends early or is too large");
    }
    if let Some(message) = strange {
        member = member.with(ProblemKind::NotText, &message);
    }
    Some(member)
}

/// Whether bytes start as markup does: some crawlers keep the header of a packing they undid.
fn is_markup(payload: &[u8]) -> bool {
    payload.trim_ascii_start().starts_with(b"<")
}

/// What a record's headers say of its page.
pub(crate) struct Inside<'a> {
    raw: &'a [u8],
    record: Vec<Field>,
    http: Vec<Field>,
    status: Span,
    /// Where the page starts.
    pub(crate) from: usize,
}

impl<'a> Inside<'a> {
    fn of(raw: &'a [u8], block: usize) -> Self {
        let (record, _) = header::fields(raw, 0);
        let mut inside =
            Self { raw, record, http: Vec::new(), status: Span::default(), from: block };
        let rest = raw.get(block..).unwrap_or_default();
        if rest.starts_with(b"HTTP/") {
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            inside.status = Span::of(block..block + end);
            (inside.http, inside.from) = header::fields(raw, block + end);
        }
        inside
    }

    /// The page within a record that was kept.
    pub(crate) fn kept(raw: &'a [u8]) -> Self {
        let (_, block) = header::fields(raw, 0);
        Self::of(raw, block)
    }

    fn http(&self, name: &str) -> Option<String> {
        header::last(self.raw, &self.http, name).map(|span| header::words(self.raw, span))
    }

    fn record(&self, name: &str) -> Option<(String, Span)> {
        let span = header::last(self.raw, &self.record, name)?;
        Some((header::words(self.raw, span), span))
    }

    fn content_type(&self) -> String {
        let inner = self.http("Content-Type");
        let own = || self.record("Content-Type").map(|(words, _)| words);
        inner.or_else(own).unwrap_or_default().to_ascii_lowercase()
    }

    /// The charset that the server named.
    pub(crate) fn charset(&self) -> Option<String> {
        header::parameter(&self.content_type(), "charset")
    }

    fn is_page(&self) -> bool {
        let status = header::words(self.raw, self.status);
        let code = status.split_whitespace().nth(1).unwrap_or("200");
        let kind = self.content_type();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let read =
            ["text/html", "text/plain", "application/xhtml+xml", "application/pdf", ""];
        let http = kind.starts_with("application/http");
        code.starts_with('2') && (http || read.contains(&kind))
    }

    fn packing(&self) -> Option<String> {
        let named = self.http("Content-Encoding")?.trim().to_ascii_lowercase();
        (!named.is_empty() && named != "identity").then_some(named)
    }

    fn is_chunked(&self) -> bool {
        self.http("Transfer-Encoding")
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("chunked"))
    }

    /// What the crawl says about the page: where it was, and the day it was fetched, which is
    /// the last day it can have come out.
    pub(crate) fn claims(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        if let Some((words, span)) = self.record("WARC-Target-URI") {
            let bare = words.trim_matches(['<', '>']);
            address::claims(bare, evidence(span, "warc", 20), &mut claims);
        }
        if let Some((words, span)) = self.record("WARC-Date")
            && let Some(date) = dates(&words, First::Day, 1).into_iter().next()
        {
            let moment = date.value.moment;
            claims.push(Claim::day(
                CreditKind::Crawled,
                moment,
                evidence(span, "warc", 10),
            ));
        }
        claims
    }
}

/// The bytes of chunks, one after another; nothing where these are no chunks.
fn unchunked(payload: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(payload.len());
    let mut rest = payload;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest.get(..rest.len().min(64))?)?;
        let line = std::str::from_utf8(rest.get(..end)?).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(end + 1..)?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size.min(rest.len()))?);
        rest = rest.get(size.min(rest.len())..)?;
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
    }
    Some(whole)
}

/// The packings that are read, by the names that servers give them.
const PACKINGS: [&str; 4] = ["br", "deflate", "gzip", "x-gzip"];

/// Bytes that the reader of Brotli takes at once.
const BROTLI: usize = 4096;

/// A page unpacked, and whether all of it was; nothing where it is not packed as it says.
fn unpacked(payload: &[u8], packing: &str, budget: &Budget) -> Option<(Vec<u8>, bool)> {
    let mut stream = match packing {
        "gzip" | "x-gzip" => {
            Stream::new(MultiGzDecoder::new(payload), Kind::Unpacked, budget)
        }
        "deflate" if payload.first().is_some_and(|byte| byte & 0x0f == 8) => {
            Stream::new(ZlibDecoder::new(payload), Kind::Unpacked, budget)
        }
        "deflate" => Stream::new(DeflateDecoder::new(payload), Kind::Unpacked, budget),
        "br" => Stream::new(Decompressor::new(payload, BROTLI), Kind::Unpacked, budget),
        _ => return None,
    };
    let bytes = stream.kept(limit::RAW, limit::RAW);
    let left = stream.skip(1);
    let whole = stream.end() == Some(End::Whole) && left == 0;
    let packed = whole || !is_markup(payload);
    (packed && !bytes.is_empty()).then_some((bytes, whole))
}
