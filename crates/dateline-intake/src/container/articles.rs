//! Files that hold many articles one after another, as news databases export them.
//!
//! Each article has lines that say what they hold ("HEADLINE: ...", "Publication title: ..."),
//! or two letters before each field ("HD", "PD"), and lines stand between the articles.

use std::sync::LazyLock;

use dateline_text::{CreditKind, Mapped, Problem, RegionClass, Span, fold};

use super::{office, rtf};
use crate::credits::{Claim, evidence};
use crate::dates::{First, dates};
use crate::html::Marked;
use crate::page::{Block, Page, lines};
use crate::plain;
use crate::table::Table;

static LABELS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/labels.tsv")));

/// The bytes of each article, where the bytes hold several; else nothing.
pub(super) fn split(raw: &[u8], name: &str) -> Vec<Vec<Span>> {
    if office::is_words(raw) {
        return office::paragraphs(raw, articles_in);
    }
    if rtf::is_rtf(raw) {
        return rtf::paragraphs(raw, articles_in);
    }
    let start = raw.get(..raw.len().min(1 << 16)).unwrap_or_default();
    if !may_hold_articles(start, name) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    for line in raw.split_inclusive(|&byte| byte == b'\n') {
        found.push(Span::of(at..at + line.len()));
        at += line.len();
    }
    let words: Vec<String> = found
        .iter()
        .map(|span| {
            let line = raw.get(span.range()).unwrap_or_default();
            let start = line.get(..line.len().min(200)).unwrap_or_default();
            String::from_utf8_lossy(start).trim().to_owned()
        })
        .collect();
    let lines: Vec<&str> = words.iter().map(String::as_str).collect();
    articles_in(&lines)
        .into_iter()
        .filter_map(|range| {
            let first = found.get(range.start)?;
            let last = found.get(range.end.checked_sub(1)?)?;
            Some(vec![first.cover(*last)])
        })
        .collect()
}

/// Whether it is worth looking at every line: pages of markup and binary data hold none.
fn may_hold_articles(start: &[u8], name: &str) -> bool {
    let page =
        name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".pdf");
    !page
        && !start.trim_ascii_start().starts_with(b"<")
        && !start.starts_with(b"%PDF")
        && !start.contains(&0)
}

/// The lines of each article, where there are several.
fn articles_in(lines: &[&str]) -> Vec<std::ops::Range<usize>> {
    let mut cuts = vec![0];
    for (at, line) in lines.iter().enumerate() {
        match mark(line) {
            Some(Mark::Before) => cuts.push(at),
            Some(Mark::After | Mark::Rule) => cuts.push(at + 1),
            None => {}
        }
    }
    cuts.push(lines.len());
    cuts.dedup();
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for pair in cuts.windows(2) {
        let &[start, end] = pair else { continue };
        let part = lines.get(start..end).unwrap_or_default();
        let labels = part.iter().filter(|line| label(line).is_some()).count();
        // What has no labels of its own goes on with the article before it.
        if labels >= 2 {
            found.push(start..end);
        } else if let Some(last) = found.last_mut() {
            last.end = end;
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// A line that stands between two articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// "3 of 50 DOCUMENTS"
    Before,
    /// "End of Document"
    After,
    /// "____________"
    Rule,
}

fn mark(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let is_rule = matches!(first, '_' | '=' | '*' | '-')
        && line.chars().all(|letter| letter == first);
    if is_rule {
        return (line.len() >= 20).then_some(Mark::Rule);
    }
    if line.len() > 60 {
        return None;
    }
    let folded = fold(line);
    if folded == "end of document" {
        return Some(Mark::After);
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    let number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        [one, "of", all, "documents"] if number(one) && number(all) => Some(Mark::Before),
        ["document", one, "of", all] if number(one) && number(all) => Some(Mark::Before),
        ["document", code] if is_code(code) => Some(Mark::After),
        _ => None,
    }
}

/// The mark of an article in a database: letters and digits, with the year in it.
fn is_code(word: &str) -> bool {
    word.len() >= 16
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && word.bytes().filter(u8::is_ascii_digit).count() >= 6
}

/// What a line says it holds, and where the value starts in it.
fn label(line: &str) -> Option<(&'static str, usize)> {
    let start = line.get(..line.len().min(64)).unwrap_or_else(|| {
        line.char_indices()
            .take(40)
            .last()
            .and_then(|(at, _)| line.get(..at))
            .unwrap_or_default()
    });
    if let Some(colon) = start.find(':') {
        let name = fold(start.get(..colon)?.trim());
        let value = line.len() - line.get(colon + 1..)?.trim_start().len();
        return LABELS.get(&name).map(|kind| (kind, value));
    }
    // Two capital letters before each field, and two spaces or a tab behind them.
    let code = start
        .get(..2)
        .filter(|code| code.bytes().all(|byte| byte.is_ascii_uppercase()))?;
    let rest = line.get(2..)?;
    let is_field = rest.is_empty()
        || rest.starts_with("   ")
        || rest.starts_with('\t')
        || rest.trim().is_empty();
    let kind = LABELS.get(&format!("={}", fold(code))).filter(|_| is_field)?;
    Some((kind, line.len() - rest.trim_start().len()))
}

/// Whether plain words are one article with lines that say what they hold.
pub(crate) fn is_article(words: &str) -> bool {
    let found = lines(words, Span::of(0..words.len().min(1 << 14)));
    let labels: Vec<&str> = found
        .iter()
        .take(60)
        .filter_map(|span| label(words.get(span.range())?))
        .map(|(kind, _)| kind)
        .collect();
    let has = |kind: &str| labels.contains(&kind);
    labels.len() >= 3 && (has("body") || has("title") || has("length"))
}

/// Reads one article: its labelled lines are credits, and the report stands behind them.
pub(crate) fn page(decoded: &Mapped, problems: &mut Vec<Problem>) -> Marked {
    let all = decoded.words();
    let found = lines(all, Span::of(0..all.len()));
    let mut article = Article {
        page: decoded,
        claims: Vec::new(),
        title: None,
        head: 0,
        tail: all.len(),
    };
    article.read(&found);
    let Article { claims, title, head, tail, .. } = article;
    let part = |from: usize, to: usize| {
        let mut words = Mapped::default();
        words.push_from(decoded, Span::of(from..to.max(from)));
        words
    };
    let read = if title.is_some() { plain::body } else { plain::page };
    let body = read(part(head, tail), problems);
    let page = furniture(part(0, head), title).and(&body);
    let page = page.and(&furniture(part(tail, all.len()), None));
    Marked { page, claims, first: First::Month }
}

/// Lines that are no part of the report, but for the title among them.
fn furniture(words: Mapped, title: Option<Span>) -> Page {
    let lines = Page::of_lines(words);
    let mut blocks = Vec::with_capacity(lines.blocks.len() + 1);
    for block in lines.blocks {
        let line = Block { class: RegionClass::Furniture, ..block };
        match title.filter(|title| title.overlaps(block.span)) {
            Some(title) => {
                let label = Span::of(block.span.start()..title.start());
                if !label.is_empty() {
                    let words =
                        lines.words.words().get(label.range()).unwrap_or_default();
                    let end = label.start() + words.trim_end().len();
                    blocks.push(Block { span: Span::of(label.start()..end), ..line });
                }
                blocks.push(Block { span: title, class: RegionClass::Title, ..block });
            }
            None => blocks.push(line),
        }
    }
    Page { words: lines.words, blocks }
}

/// An article as its lines are read.
struct Article<'a> {
    page: &'a Mapped,
    claims: Vec<Claim>,
    title: Option<Span>,
    /// Where the report starts and ends.
    head: usize,
    tail: usize,
}

impl Article<'_> {
    fn words(&self, span: Span) -> &str {
        self.page.words().get(span.range()).unwrap_or_default()
    }

    fn read(&mut self, lines: &[Span]) {
        let mut in_body = false;
        let mut above: Vec<Span> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let words = self.words(*line);
            if mark(words).is_some() {
                if in_body {
                    self.tail = self.tail.min(line.start());
                } else {
                    self.head = line.end();
                }
                continue;
            }
            let Some((kind, value)) = label(words) else {
                if !in_body
                    && self.claims.is_empty()
                    && self.title.is_none()
                    && above.len() < 8
                {
                    above.push(*line);
                }
                continue;
            };
            let span = Span::of(line.start() + value..line.end());
            if in_body && !matches!(kind, "body" | "skip-after") && at + 12 < lines.len()
            {
                continue; // A sentence may start like a label.
            }
            match kind {
                "body" => {
                    self.head = if in_body { self.head } else { span.start() };
                    in_body = true;
                }
                "skip-after" => self.tail = self.tail.min(line.start()),
                _ if in_body => self.tail = self.tail.min(line.start()),
                _ => {
                    self.head = line.end();
                    self.field(kind, span);
                }
            }
        }
        self.above(&above);
    }

    /// What stands before the first label: the title, the paper, the day.
    fn above(&mut self, lines: &[Span]) {
        for line in lines {
            let words = self.words(*line).to_owned();
            let raw = self.page.map().raw(*line);
            if let Some(date) = dates(&words, First::Month, 1).into_iter().next() {
                let moment = date.value.moment;
                self.claims.push(Claim::day(
                    CreditKind::Published,
                    moment,
                    evidence(raw, "header", 14),
                ));
            } else if fold(&words).starts_with("copyright") {
            } else if self.title.is_none() && words.split_whitespace().count() > 3 {
                self.title = Some(*line);
                self.claims.push(Claim::words(
                    CreditKind::Title,
                    &words,
                    evidence(raw, "header", 14),
                ));
            } else if words.len() < 80 {
                self.claims.push(Claim::words(
                    CreditKind::Outlet,
                    &words,
                    evidence(raw, "header", 24),
                ));
            }
        }
    }

    fn field(&mut self, kind: &str, span: Span) {
        let words = self.words(span).trim().to_owned();
        if words.is_empty() {
            return;
        }
        let said = evidence(self.page.map().raw(span), "header", 8);
        match CreditKind::parse(kind) {
            Some(kind @ (CreditKind::Published | CreditKind::Modified)) => {
                if let Some(date) = dates(&words, First::Month, 1).into_iter().next() {
                    self.claims.push(Claim::day(kind, date.value.moment, said));
                }
            }
            Some(kind) => {
                if kind == CreditKind::Title {
                    self.title.get_or_insert(span);
                }
                self.claims.push(Claim::words(kind, &words, said));
            }
            None => {}
        }
    }
}
