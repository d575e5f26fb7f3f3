use std::ops::ControlFlow;

use dateline_text::{
    Credit, CreditKind, Credits, Mapped, Problem, ProblemKind, RawMap, Region,
    RegionClass, Report, ReportId, Span, Text,
};

use crate::charset::{Decoded, decode, decode_from};
use crate::container::{
    articles, feed, json_lines, mail, members, office, pdf, rtf, warc,
};
use crate::credits::Sayings;
use crate::dates::First;
use crate::html::{self, Marked};
use crate::page::Page;
use crate::sniff::{Kind, sniff};
use crate::{Hint, Member, dateline, limit, markdown, mend, plain, repeat};

/// Reads one file and pushes its reports out, one at a time.
///
/// Every byte sequence gives at least one report, if only one that says why it is empty.
/// Reading the same bytes again gives the same reports. The places of a report are places of
/// its own bytes; see [`Member`].
///
/// ```
/// use dateline_intake::{Hint, read};
/// let raw = b"Orlesia signs the harbour pact\n\nVARN - Orlesia signed the pact on Monday.";
/// read(raw, &Hint { name: "pact.txt".to_owned() }, &mut |report| {
///     assert!(report.text.as_str().contains("signed the pact"));
/// });
/// ```
pub fn read(raw: &[u8], hint: &Hint, each: &mut dyn FnMut(Report)) {
    let mut input = raw;
    let _ = members(&mut input, hint, &mut |member| {
        each(report(&member));
        ControlFlow::Continue(())
    });
}

/// Reads a member of a file.
///
/// The report's identity is the hash of the member's bytes, and its places are places of them.
#[must_use]
pub fn report(member: &Member) -> Report {
    let mut problems = member.problems.clone();
    let part = within_limit(&member.raw, &mut problems);
    let mut report = one(part, &member.name, problems);
    report.id = ReportId::of(&member.raw);
    if let Some(place) = &member.place {
        let kept = Credit {
            kind: CreditKind::Container,
            value: place.to_string(),
            raw: None,
            rule: "container",
            moment: None,
        };
        let at = report.credits.all.partition_point(|credit| credit.kind < kept.kind);
        report.credits.all.insert(at, kept);
    }
    report
}

fn problem(kind: ProblemKind, raw: std::ops::Range<usize>, message: &str) -> Problem {
    Problem { kind, raw: Span::of(raw), message: message.to_owned() }
}

/// The bytes that are read of a report, cut between letters.
fn within_limit<'a>(raw: &'a [u8], problems: &mut Vec<Problem>) -> &'a [u8] {
    if raw.len() <= limit::RAW || pdf::is_pdf(raw) {
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

fn one(raw: &[u8], name: &str, mut problems: Vec<Problem>) -> Report {
    let whole = 0..raw.len();
    let kind = sniff(raw, name);
    match kind {
        Kind::Empty => {
            if problems.is_empty() {
                problems.push(problem(ProblemKind::Empty, whole, "nothing to read"));
            }
        }
        Kind::NotText(what) => {
            let message = format!("{what} is not read");
            problems.push(problem(ProblemKind::NotText, whole, &message));
        }
        Kind::Pdf => {
            let marked = pdf::page(raw, 0, &mut problems);
            return finished(marked, "binary", name, problems);
        }
        Kind::Rtf => {
            let words = rtf::words(raw);
            let marked = words_of(words, &mut problems);
            return finished(marked, "windows-1252", name, problems);
        }
        Kind::Warc | Kind::Mail => return letter(raw, kind, name, problems),
        _ => {
            let decoded = decode(raw);
            problems.extend(decoded.problems.iter().cloned());
            let Decoded { words, charset, .. } = decoded;
            let marked = marked(kind, words, &mut problems);
            return finished(marked, charset, name, problems);
        }
    }
    finish(Page::default(), Credits::default(), ("UTF-8", name), problems)
}

fn marked(kind: Kind, words: Mapped, problems: &mut Vec<Problem>) -> Marked {
    match kind {
        Kind::Html => page(&words, problems),
        Kind::Feed => feed::page(&words, problems),
        Kind::Json => json_lines::page(&words, problems),
        Kind::Markdown => markdown::page(&words, problems),
        Kind::Office => words_of(office::words(&words), problems),
        Kind::Article => articles::page(&words, problems),
        _ => Marked {
            page: plain::page(words, problems),
            claims: Vec::new(),
            first: First::Day,
        },
    }
}

/// A page of markup, mended.
fn page(words: &Mapped, problems: &mut Vec<Problem>) -> Marked {
    let marked = html::page(words, problems);
    let mut page = mend::marks(marked.page, problems);
    plain::split_header(&mut page);
    plain::end_mark(&mut page);
    Marked { page, ..marked }
}

/// The words of a document that was written as one, with or without labelled lines.
fn words_of(words: Mapped, problems: &mut Vec<Problem>) -> Marked {
    let kind =
        if articles::is_article(words.words()) { Kind::Article } else { Kind::Plain };
    marked(kind, words, problems)
}

/// A page that stands behind a header: a record of a crawl, a message.
fn letter(raw: &[u8], kind: Kind, name: &str, mut problems: Vec<Problem>) -> Report {
    let (claims, from, charset) = if kind == Kind::Warc {
        let inside = warc::Inside::kept(raw);
        (inside.claims(), inside.from, inside.charset())
    } else {
        mail::read(raw)
    };
    let rest = raw.get(from..).unwrap_or_default();
    let mut held = match sniff(rest, "") {
        Kind::NotText(_) => Kind::Empty,
        Kind::Html => Kind::Html,
        Kind::Pdf => Kind::Pdf,
        Kind::Empty => Kind::Empty,
        _ => Kind::Plain,
    };
    if held == Kind::Plain && kind == Kind::Warc && rest.starts_with(b"<") {
        held = Kind::Html;
    }
    let (mut marked, charset) = match held {
        Kind::Pdf => (pdf::page(raw, from, &mut problems), "binary"),
        Kind::Empty => {
            let end = raw.len();
            problems.push(problem(ProblemKind::Empty, from..end, "nothing to read"));
            (
                Marked { page: Page::default(), claims: Vec::new(), first: First::Day },
                "UTF-8",
            )
        }
        _ => {
            let decoded = decode_from(raw, from, charset.as_deref());
            problems.extend(decoded.problems.iter().cloned());
            (
                marked_letter(kind, held, decoded.words, raw, &mut problems),
                decoded.charset,
            )
        }
    };
    marked.claims.extend(claims);
    finished(marked, charset, name, problems)
}

/// The words behind a header; those of a message stand under its subject.
fn marked_letter(
    kind: Kind,
    held: Kind,
    words: Mapped,
    raw: &[u8],
    problems: &mut Vec<Problem>,
) -> Marked {
    let title = if kind == Kind::Mail { mail::title(raw) } else { None };
    if held == Kind::Plain && title.is_some() {
        let page = plain::body(words, problems).under(title);
        return Marked { page, claims: Vec::new(), first: First::Day };
    }
    let mut read = marked(held, words, problems);
    read.page = read.page.under(title);
    read
}

fn finished(
    marked: Marked,
    charset: &str,
    name: &str,
    mut problems: Vec<Problem>,
) -> Report {
    let Marked { mut page, claims, first } = marked;
    let dateline = dateline::cut(&mut page);
    repeat::class(&mut page, &mut problems);
    let is_told = |problem: &Problem| {
        matches!(problem.kind, ProblemKind::NoBody | ProblemKind::NotText)
    };
    let has_body = page.blocks.iter().any(|block| block.class == RegionClass::Body);
    if !has_body && !problems.iter().any(is_told) {
        let whole = page.words.map().raw(Span::of(0..page.words.words().len()));
        let message = "no report stands on the page";
        problems.push(problem(ProblemKind::NoBody, whole.range(), message));
    }
    let sayings = Sayings { page: &page, dateline, claims, first };
    let credits = sayings.read(&mut problems);
    finish(page, credits, (charset, name), problems)
}

fn finish(
    page: Page,
    credits: Credits,
    (charset, name): (&str, &str),
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
        name: name.to_owned(),
        charset: charset.to_owned(),
        text: Text::new(&words),
        map,
        regions,
        credits,
        problems,
    }
}
