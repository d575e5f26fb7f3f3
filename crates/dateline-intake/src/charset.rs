use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use dateline_text::{Mapped, Problem, ProblemKind, Span};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

use crate::limit;
use crate::sniff::wide;

/// Letters read from bytes, with the way back.
pub(crate) struct Decoded {
    pub(crate) words: Mapped,
    pub(crate) charset: &'static str,
    pub(crate) problems: Vec<Problem>,
}

/// Reads the letters of `raw`: by its byte order mark, else as UTF-8 if it is, else by what it
/// says about itself, else by what its bytes look like.
pub(crate) fn decode(raw: &[u8]) -> Decoded {
    decode_from(raw, 0, None)
}

/// Reads the letters of `raw` from a place on, where a header before it may have named the
/// charset.
pub(crate) fn decode_from(raw: &[u8], from: usize, named: Option<&str>) -> Decoded {
    let part = raw.get(from..).unwrap_or_default();
    let start = part.get(..part.len().min(8192)).unwrap_or_default();
    let said = Said::of(named, from).or_else(|| Said::on_page(start, from));
    if let Ok(letters) = std::str::from_utf8(part) {
        let skip = if part.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        if wide(start).is_none() {
            let mut words = Mapped::default();
            words.push_verbatim(letters.get(skip..).unwrap_or_default(), from + skip);
            let said = said.filter(|_| !letters.is_ascii());
            let problems = said.and_then(|said| said.problem(UTF_8));
            let charset = UTF_8.name();
            return Decoded { words, charset, problems: problems.into_iter().collect() };
        }
    }
    let (encoding, skip) = match Encoding::for_bom(part) {
        Some(found) => found,
        None => (detect(part, start, said.as_ref()), 0),
    };
    let mut bad = Bad::default();
    let mut words = Mapped::default();
    if encoding == UTF_8 {
        decode_utf8(raw, from + skip, &mut words, &mut bad);
    } else {
        decode_other(raw, from + skip, encoding, &mut words, &mut bad);
    }
    let mut problems = bad.problems(encoding.name());
    problems.extend(said.and_then(|said| said.problem(encoding)));
    Decoded { words, charset: encoding.name(), problems }
}

fn detect(raw: &[u8], start: &[u8], said: Option<&Said>) -> &'static Encoding {
    if let Some(low_first) = wide(start) {
        return if low_first { UTF_16LE } else { UTF_16BE };
    }
    if is_nearly_utf8(raw) {
        return UTF_8;
    }
    let said = said.map(|said| said.encoding);
    if let Some(encoding) =
        said.filter(|found| *found != UTF_8 && found.is_ascii_compatible())
    {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(raw.get(..raw.len().min(1 << 20)).unwrap_or_default(), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether the bytes are UTF-8, or UTF-8 with a little damage: more good letters than bad.
fn is_nearly_utf8(raw: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in raw.utf8_chunks() {
        let continued = |byte: &u8| (0x80..0xc0).contains(byte);
        if !chunk.invalid().is_empty() {
            bad += 1;
            good += chunk.valid().bytes().filter(continued).count();
            if bad > 4096 {
                break;
            }
        } else if bad > 0 {
            good += chunk.valid().bytes().filter(continued).count();
        }
    }
    bad == 0 || good > bad * 2
}

/// The charset that a header or the page itself names, and where.
struct Said {
    encoding: &'static Encoding,
    raw: Span,
}

impl Said {
    /// The charset that a header before the page names.
    fn of(named: Option<&str>, from: usize) -> Option<Self> {
        let encoding = Encoding::for_label(named?.as_bytes())?;
        Some(Self { encoding, raw: Span::of(0..from) })
    }

    /// The charset that a page names in a tag among its first bytes:
    /// `<meta charset="windows-1256">`.
    fn on_page(start: &[u8], from: usize) -> Option<Self> {
        let lower = start.to_ascii_lowercase();
        let charsets = memmem::find_iter(&lower, b"charset=");
        charsets.chain(memmem::find_iter(&lower, b"encoding=")).find_map(|at| {
            let tag = memchr::memrchr(b'<', lower.get(..at)?)?;
            let is_head = [&b"<meta"[..], b"<?xml"]
                .iter()
                .any(|head| lower.get(tag..).is_some_and(|rest| rest.starts_with(head)));
            let label = label(lower.get(at..)?)?;
            let encoding = Encoding::for_label(label).filter(|_| is_head)?;
            let end = memchr::memchr(b'>', lower.get(at..)?)? + at + 1;
            Some(Self { encoding, raw: Span::of(from + tag..from + end) })
        })
    }

    /// A charset that the bytes do not bear out.
    fn problem(&self, found: &'static Encoding) -> Option<Problem> {
        let (said, found) = (self.encoding.name(), found.name());
        (said != found).then(|| Problem {
            kind: ProblemKind::WrongCharset,
            raw: self.raw,
            message: format!("said to be in `{said}`, but its bytes are `{found}`"),
        })
    }
}

/// The value of an attribute: `utf-8` of `charset="utf-8">`.
fn label(attribute: &[u8]) -> Option<&[u8]> {
    let after = attribute.iter().position(|&byte| byte == b'=')? + 1;
    let value = attribute.get(after..)?;
    let quotes =
        value.iter().take_while(|byte| matches!(byte, b'"' | b'\'' | b' ')).count();
    let label = value.get(quotes..)?;
    let end = label
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:".contains(byte)))
        .unwrap_or(label.len());
    label.get(..end)
}

fn decode_utf8(raw: &[u8], skip: usize, words: &mut Mapped, bad: &mut Bad) {
    let mut at = skip;
    for chunk in raw.get(skip..).unwrap_or_default().utf8_chunks() {
        words.push_verbatim(chunk.valid(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let span = Span::of(at..at + chunk.invalid().len());
            words.push("\u{fffd}", span);
            bad.add(span);
            at = span.end();
        }
    }
}

/// Decodes byte by byte, so that each letter knows its bytes; plain ASCII goes in runs.
fn decode_other(
    raw: &[u8],
    skip: usize,
    encoding: &'static Encoding,
    words: &mut Mapped,
    bad: &mut Bad,
) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let runs = encoding.is_ascii_compatible();
    let (mut at, mut start) = (skip, skip);
    while at < raw.len() {
        let rest = raw.get(at..).unwrap_or_default();
        if runs && start == at {
            let plain = rest.iter().take_while(|byte| byte.is_ascii()).count();
            let run = rest.get(..plain).unwrap_or_default();
            words.push_verbatim(std::str::from_utf8(run).unwrap_or_default(), at);
            at += plain;
            start = at;
        }
        let Some(byte) = raw.get(at..=at) else { break };
        let mut letters = [0_u8; 16];
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(byte, &mut letters, false);
        at += read;
        if written > 0 {
            let letters = letters.get(..written).unwrap_or_default();
            words.push(
                std::str::from_utf8(letters).unwrap_or_default(),
                Span::of(start..at),
            );
            start = at;
        }
        if let DecoderResult::Malformed(..) = result {
            let span = Span::of(start..at.max(start + 1));
            words.push("\u{fffd}", span);
            bad.add(span);
            at = span.end();
            start = at;
        } else if read == 0 {
            at += 1;
        }
    }
    if start < raw.len() {
        let span = Span::of(start..raw.len());
        words.push("\u{fffd}", span);
        bad.add(span);
    }
}

/// Bytes that are no letter: the first few are listed, the others counted.
#[derive(Default)]
struct Bad {
    first: Vec<Span>,
    count: usize,
    last: Span,
}

impl Bad {
    fn add(&mut self, span: Span) {
        self.count += 1;
        self.last = span;
        if self.first.len() < limit::PROBLEMS {
            self.first.push(span);
        }
    }

    fn problems(&self, charset: &str) -> Vec<Problem> {
        let one = |span: &Span| Problem {
            kind: ProblemKind::BadBytes,
            raw: *span,
            message: format!("{} bytes are no letter in `{charset}`", span.len()),
        };
        let mut problems: Vec<Problem> = self.first.iter().map(one).collect();
        let more = self.count - self.first.len();
        if more > 0 {
            problems.push(Problem {
                kind: ProblemKind::BadBytes,
                raw: self.last,
                message: format!("{more} more places hold no letter in `{charset}`"),
            });
        }
        problems
    }
}
