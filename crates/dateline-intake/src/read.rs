use dateline_text::{
    Credits, Mapped, Problem, ProblemKind, RawMap, Region, Report, ReportId, Span, Text,
};

use crate::charset::{Decoded, decode};
use crate::credits::Sayings;
use crate::dates::First;
use crate::html::Marked;
use crate::page::Page;
use crate::sniff::{Kind, sniff};
use crate::unpack::unpack;
use crate::{Hint, dateline, html, limit, mend, plain, repeat};

/// Reads one file and pushes its reports out, one at a time.
///
/// Every byte sequence gives a report, if only one that says why it is empty. Reading the same
/// bytes again gives the same report. Bytes that are gzip are unpacked first; the report's
/// places are then places of the unpacked bytes.
///
/// ```
/// use dateline_intake::{Hint, read};
/// let raw = b"Orlesia signs the harbour pact\n\nVARN - Orlesia signed the pact on Monday.";
/// read(raw, &Hint { name: "pact.txt".to_owned() }, &mut |report| {
///     assert!(report.text.as_str().contains("signed the pact"));
/// });
/// ```
pub fn read(raw: &[u8], hint: &Hint, each: &mut dyn FnMut(Report)) {
    let unpacked = unpack(raw);
    let mut problems = Vec::new();
    if unpacked.broken {
        let end = unpacked.raw.len();
        problems.push(problem(
            ProblemKind::Cut,
            end..end,
            "the packed data ends early or is broken",
        ));
    }
    if unpacked.cut {
        let end = unpacked.raw.len();
        problems.push(problem(
            ProblemKind::Cut,
            end..end,
            "the packed data is too large; the rest is not read",
        ));
    }
    let part = within_limit(&unpacked.raw, &mut problems);
    let mut report = one(part, hint, problems);
    report.id = ReportId::of(raw);
    each(report);
}

fn problem(kind: ProblemKind, raw: std::ops::Range<usize>, message: &str) -> Problem {
    Problem { kind, raw: Span::of(raw), message: message.to_owned() }
}

/// The bytes that are read of a report, cut between letters.
fn within_limit<'a>(raw: &'a [u8], problems: &mut Vec<Problem>) -> &'a [u8] {
    if raw.len() <= limit::RAW {
        return raw;
    }
    let is_inside =
        |at: &usize| raw.get(*at).is_some_and(|byte| (0x80..0xc0).contains(byte));
    let back = (0..4).find(|back| !is_inside(&(limit::RAW - back))).unwrap_or_default();
    let end = limit::RAW - back;
    let message = format!("only the first {} MiB are read", limit::RAW >> 20);
    problems.push(problem(ProblemKind::Cut, end..raw.len(), &message));
    raw.get(..end).unwrap_or(raw)
}

fn one(raw: &[u8], hint: &Hint, mut problems: Vec<Problem>) -> Report {
    let whole = 0..raw.len();
    let kind = sniff(raw, &hint.name);
    match kind {
        Kind::Empty => {
            problems.push(problem(ProblemKind::Empty, whole, "nothing to read"));
        }
        Kind::NotText(what) => {
            let message = format!("{what} is not read");
            problems.push(problem(ProblemKind::NotText, whole, &message));
        }
        Kind::Html | Kind::Plain => {
            let decoded = decode(raw);
            problems.extend(decoded.problems.iter().cloned());
            return report(kind, decoded, hint, problems);
        }
    }
    finish(Page::default(), Credits::default(), "UTF-8", hint, problems)
}

fn report(
    kind: Kind,
    decoded: Decoded,
    hint: &Hint,
    mut problems: Vec<Problem>,
) -> Report {
    let Decoded { words, charset, .. } = decoded;
    let marked = if kind == Kind::Html {
        let marked = html::page(&words, &mut problems);
        let mut page = mend::marks(marked.page, &mut problems);
        plain::split_header(&mut page);
        plain::end_mark(&mut page);
        Marked { page, ..marked }
    } else {
        let page = plain::page(words, &mut problems);
        Marked { page, claims: Vec::new(), first: First::Day }
    };
    let Marked { mut page, claims, first } = marked;
    let dateline = dateline::cut(&mut page);
    repeat::class(&mut page, &mut problems);
    let sayings = Sayings { page: &page, dateline, claims, first };
    let credits = sayings.read(&mut problems);
    finish(page, credits, charset, hint, problems)
}

fn finish(
    page: Page,
    credits: Credits,
    charset: &str,
    hint: &Hint,
    mut problems: Vec<Problem>,
) -> Report {
    let Page { words, blocks } = page;
    let (words, map): (String, RawMap) = Mapped::into_parts(words);
    let regions = blocks
        .iter()
        .map(|block| Region {
            span: block.span,
            class: block.class,
            repeats: block.repeats,
        })
        .collect();
    problems.sort();
    Report {
        id: ReportId::of(&[]),
        name: hint.name.clone(),
        charset: charset.to_owned(),
        text: Text::new(&words),
        map,
        regions,
        credits,
        problems,
    }
}
