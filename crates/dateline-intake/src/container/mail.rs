//! E-mail: messages, mailboxes, and pages kept as a message (MHTML).

use std::borrow::Cow;
use std::ops::ControlFlow;

use dateline_text::{CreditKind, Mapped, ProblemKind, Span};
use encoding_rs::Encoding;

use super::header::{self, Field};
use super::{Flow, Walk, may_be_report};
use crate::credits::{Claim, address, evidence};
use crate::dates::{First, dates};
use crate::stream::{Kind, Stream};
use crate::{Member, Place, limit};

/// Takes a message: its words are one report, what is attached to it are others.
pub(super) fn take(stream: &mut Stream<'_>, name: &str, walk: &mut Walk<'_>) -> Flow {
    let raw = stream.kept(limit::MEMBER, limit::MEMBER);
    let left = stream.skip(usize::MAX);
    message(stream, (&raw, 0), (name, name), left, walk)
}

/// Takes the messages of a mailbox, each from its "From " line to the next.
pub(super) fn take_all(stream: &mut Stream<'_>, name: &str, walk: &mut Walk<'_>) -> Flow {
    let mut number = 0;
    while !stream.is_empty() {
        stream.line(0);
        let start = stream.at();
        let mut raw = Vec::new();
        let mut left = 0;
        while !stream.is_empty() && stream.peek(5) != b"From " {
            let before = stream.at();
            let line = stream.line(limit::MEMBER.saturating_sub(raw.len()));
            raw.extend_from_slice(&line);
            left += stream.at() - before - line.len();
        }
        if raw.trim_ascii().is_empty() {
            continue;
        }
        number += 1;
        let named = format!("{name}#{number}");
        message(stream, (&raw, start), (name, &named), left, walk)?;
    }
    ControlFlow::Continue(())
}

fn message(
    stream: &Stream<'_>,
    (raw, start): (&[u8], usize),
    (container, name): (&str, &str),
    left: usize,
    walk: &mut Walk<'_>,
) -> Flow {
    let (_, body) = header::fields(raw, 0);
    let mut parts = Vec::new();
    collect(raw, Span::of(0..raw.len()), 0, &mut parts);
    let words = best(&parts);
    let top = Span::of(0..body);
    for (at, part) in parts.iter().enumerate() {
        let is_words = Some(at) == words;
        if !is_words && !part.is_attached() {
            continue;
        }
        let ranges: Vec<Span> = if part.head == top {
            vec![top, part.body]
        } else {
            vec![top, part.head, part.body]
        };
        let shift = |span: &Span| Span::of(start + span.start()..start + span.end());
        let ranges: Vec<Span> = ranges.iter().map(shift).collect();
        let place = Place::new(container, &ranges);
        if is_words {
            let mut member = Member {
                name: name.to_owned(),
                raw: part.alone(raw, top),
                place: Some(place),
                problems: Vec::new(),
            };
            if left > 0 {
                let message =
                    format!("the message goes on for {left} bytes that are not read");
                member = member.with(ProblemKind::Cut, &message);
            }
            walk.push(member)?;
        } else {
            let inside = part.decoded(raw);
            let named = format!("{name}#{}", part.file);
            let place =
                Place::new(container, ranges.get(ranges.len() - 1..).unwrap_or_default());
            walk.inner(
                &mut inside.as_ref(),
                Kind::Unpacked,
                stream.budget,
                (&named, place),
            )?;
        }
    }
    ControlFlow::Continue(())
}

/// A part of a message that holds no parts itself.
struct Part {
    head: Span,
    body: Span,
    kind: String,
    coding: String,
    /// The name of the file that is attached, if it is one.
    file: String,
}

impl Part {
    fn is_attached(&self) -> bool {
        let read = [
            "application/pdf",
            "application/rtf",
            "text/rtf",
            "text/html",
            "text/plain",
            "message/rfc822",
        ];
        let named = [".pdf", ".docx", ".rtf", ".txt", ".html", ".htm", ".md", ".zip"];
        !self.file.is_empty()
            && may_be_report(&self.file)
            && (read.contains(&self.kind.as_str())
                || named.iter().any(|end| self.file.to_ascii_lowercase().ends_with(end)))
    }

    /// What the part holds, with its coding undone.
    fn decoded<'a>(&self, raw: &'a [u8]) -> Cow<'a, [u8]> {
        let body = raw.get(self.body.range()).unwrap_or_default();
        match self.coding.as_str() {
            "base64" => Cow::Owned(unbase64(body)),
            "quoted-printable" => Cow::Owned(unquoted(body)),
            _ => Cow::Borrowed(body),
        }
    }

    /// The part as a message of its own: the headers, then what it holds.
    fn alone(&self, raw: &[u8], top: Span) -> Vec<u8> {
        let head =
            |span: Span| raw.get(span.range()).unwrap_or_default().trim_ascii_end();
        let mut alone = head(top).to_vec();
        if self.head != top {
            alone.extend_from_slice(b"\n");
            alone.extend_from_slice(head(self.head));
        }
        alone.extend_from_slice(b"\n\n");
        alone.extend_from_slice(&self.decoded(raw));
        alone
    }
}

/// Parts within parts, and parts of one message.
const DEEPEST: usize = 16;
const MOST: usize = 4096;

/// The parts of what stands at a span: itself, or those it is made of.
fn collect(raw: &[u8], span: Span, depth: usize, parts: &mut Vec<Part>) {
    let raw = raw.get(..span.end()).unwrap_or_default();
    let (fields, from) = header::fields(raw, span.start());
    let (head, body) = (Span::of(span.start()..from), Span::of(from..span.end()));
    let value = |name: &str| {
        header::last(raw, &fields, name)
            .map(|span| header::words(raw, span))
            .unwrap_or_default()
    };
    let kind = value("Content-Type");
    let bare = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let boundary =
        header::parameter(&kind, "boundary").filter(|_| bare.starts_with("multipart/"));
    if let Some(boundary) = boundary.filter(|_| depth < DEEPEST) {
        for span in between(raw, body, boundary.as_bytes()) {
            if parts.len() < MOST {
                collect(raw, span, depth + 1, parts);
            }
        }
        return;
    }
    let placed = value("Content-Disposition");
    let attached = placed.trim().to_ascii_lowercase().starts_with("attachment");
    let file = header::parameter(&placed, "filename")
        .or_else(|| header::parameter(&kind, "name"));
    let file =
        file.filter(|_| attached).map(|name| encoded_words(&name)).unwrap_or_default();
    let coding = value("Content-Transfer-Encoding").trim().to_ascii_lowercase();
    parts.push(Part { head, body, kind: bare, coding, file });
}

/// The stretches between the lines that start with a boundary.
fn between(raw: &[u8], body: Span, boundary: &[u8]) -> Vec<Span> {
    let mut mark = b"--".to_vec();
    mark.extend_from_slice(boundary);
    let inside = raw.get(body.range()).unwrap_or_default();
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for at in memchr::memmem::find_iter(inside, &mark) {
        let is_line = at == 0 || inside.get(at - 1) == Some(&b'\n');
        if !is_line {
            continue;
        }
        let place = body.start() + at;
        found.extend(open.take().map(|start: usize| Span::of(start.min(place)..place)));
        let rest = inside.get(at + mark.len()..).unwrap_or_default();
        if rest.starts_with(b"--") {
            break;
        }
        let line = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        open = Some(place + mark.len() + line);
    }
    found.extend(open.map(|start| Span::of(start.min(body.end())..body.end())));
    found
}

/// The part that holds the words of a message: plain words, unless they are only a remark
/// beside a page.
fn best(parts: &[Part]) -> Option<usize> {
    let first = |kind: &str| {
        parts.iter().position(|part| part.kind == kind && part.file.is_empty())
    };
    let plain = first("text/plain").or_else(|| first(""));
    let page = first("text/html").or_else(|| first("application/xhtml+xml"));
    let size = |at: usize| parts.get(at).map_or(0, |part| part.body.len());
    match (plain, page) {
        (Some(plain), Some(page))
            if size(plain) * 20 < size(page) && size(plain) < 400 =>
        {
            Some(page)
        }
        (plain, page) => plain.or(page),
    }
}

/// What a message says about itself, where its words start, and in which charset they are.
pub(crate) fn read(raw: &[u8]) -> (Vec<Claim>, usize, Option<String>) {
    let (fields, body) = header::fields(raw, 0);
    let value = |name: &str| {
        let span = header::last(raw, &fields, name)?;
        Some((encoded_words(&header::words(raw, span)), evidence(span, "mail", 10)))
    };
    let first = |name: &str| {
        let named = |field: &&Field| {
            raw.get(field.name.range())
                .is_some_and(|have| have.eq_ignore_ascii_case(name.as_bytes()))
        };
        let span = fields.iter().find(named)?.value;
        Some((encoded_words(&header::words(raw, span)), evidence(span, "mail", 10)))
    };
    let mut claims = Vec::new();
    if let Some((words, evidence)) = value("Subject") {
        claims.push(Claim::words(CreditKind::Title, &words, evidence));
    }
    if let Some((words, evidence)) = value("From") {
        let name = words.split('<').next().unwrap_or_default().trim().trim_matches('"');
        if !name.is_empty() && !name.contains('@') {
            claims.push(Claim::words(CreditKind::Outlet, name, evidence));
        }
    }
    if let Some((words, evidence)) = first("Date")
        && let Some(date) = dates(&words, First::Day, 1).into_iter().next()
    {
        // A page that a browser kept has the day of keeping there.
        let is_copy = header::last(raw, &fields, "Snapshot-Content-Location").is_some();
        let kind = if is_copy { CreditKind::Crawled } else { CreditKind::Published };
        claims.push(Claim::day(kind, date.value.moment, evidence));
    }
    for name in ["Snapshot-Content-Location", "Content-Location"] {
        if let Some((words, evidence)) =
            value(name).filter(|(words, _)| words.contains("://"))
        {
            address::claims(&words, evidence, &mut claims);
        }
    }
    let kind = value("Content-Type").map(|(words, _)| words).unwrap_or_default();
    (claims, body, header::parameter(&kind, "charset"))
}

/// The title of a message, with the bytes of its header.
pub(crate) fn title(raw: &[u8]) -> Option<Mapped> {
    let (fields, _) = header::fields(raw, 0);
    let span = header::last(raw, &fields, "Subject")?;
    let mut title = Mapped::default();
    title.push(encoded_words(&header::words(raw, span)).trim(), span);
    Some(title)
}

/// Words of a header with their coding undone: `=?utf-8?Q?Caf=C3=A9?=`.
pub(crate) fn encoded_words(words: &str) -> String {
    let mut result = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once("=?") {
        let mut parts = behind.splitn(4, '?');
        let parts = (parts.next(), parts.next(), parts.next(), parts.next());
        let (Some(charset), Some(coding), Some(data), Some(after)) = parts else { break };
        let Some(after) = after.strip_prefix('=') else { break };
        if !before.trim().is_empty() || result.is_empty() {
            result.push_str(before);
        }
        let bytes = match coding {
            "B" | "b" => unbase64(data.as_bytes()),
            _ => unquoted(data.replace('_', " ").as_bytes()),
        };
        let encoding =
            Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
        result.push_str(&encoding.decode_without_bom_handling(&bytes).0);
        rest = after;
    }
    result.push_str(rest);
    result
}

/// Bytes written with 64 letters; what is none of them is passed over.
fn unbase64(words: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(words.len() / 4 * 3);
    let (mut held, mut count) = (0_u32, 0_u32);
    for &letter in words {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        held = (held << 6 | u32::from(six)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.extend((held >> count).to_le_bytes().first());
        }
    }
    bytes
}

/// Bytes written as `=C3=A9`, with lines broken by `=`.
fn unquoted(words: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(&byte) = words.get(at) {
        at += 1;
        if byte != b'=' {
            bytes.push(byte);
            continue;
        }
        let rest = words.get(at..).unwrap_or_default();
        if let Some(after) =
            rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))
        {
            at = words.len() - after.len();
            continue;
        }
        let digits = rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(value) => {
                bytes.push(value);
                at += 2;
            }
            None => bytes.push(byte),
        }
    }
    bytes
}

/// Whether bytes start with the header of a message.
pub(crate) fn is_message(start: &[u8]) -> bool {
    let (fields, _) = header::fields(start, 0);
    let has = |name: &str| header::last(start, &fields, name).is_some();
    let first = fields.first().is_some_and(|field| field.name.start() == 0);
    let named = fields.iter().all(|field| {
        start.get(field.name.range()).is_some_and(|name| {
            name.iter().all(|byte| {
                byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_'
            })
        })
    });
    let carried =
        ["MIME-Version", "Message-ID", "Received", "Content-Type", "Return-Path", "To"];
    first
        && named
        && (has("From") || has("Snapshot-Content-Location"))
        && (has("Subject") || has("Date"))
        && carried.iter().any(|name| has(name))
}
