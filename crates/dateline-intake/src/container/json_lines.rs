//! JSON with named fields, as crawlers and newspaper tools write it: a report a line, a list of
//! them, or a JSON feed.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use dateline_text::{CreditKind, Mapped, ProblemKind, Span, fold};

use super::{Flow, Walk, joined};
use crate::credits::{Claim, address, evidence};
use crate::dates::{First, dates};
use crate::html::Marked;
use crate::json::{self, Json, Value};
use crate::stream::Stream;
use crate::table::Table;
use crate::{Member, Place, limit};

static FIELDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/fields.tsv")));

/// Takes a report from each line.
pub(super) fn take_lines(
    stream: &mut Stream<'_>,
    name: &str,
    walk: &mut Walk<'_>,
) -> Flow {
    let mut number = 0;
    while !stream.is_empty() {
        let start = stream.at();
        let line = stream.line(limit::MEMBER);
        let length = stream.at() - start;
        let raw = line.trim_ascii();
        if raw.is_empty() {
            continue;
        }
        number += 1;
        let from = start + line.len() - line.trim_ascii_start().len();
        let place = Place::new(name, &[Span::of(from..from + raw.len())]);
        let member = Member {
            name: format!("{name}#{number}"),
            raw: raw.to_vec(),
            place: Some(place),
            problems: Vec::new(),
        };
        walk.push(whole(member, length - line.len()))?;
    }
    ControlFlow::Continue(())
}

fn whole(member: Member, left: usize) -> Member {
    if left > 0 {
        let message = format!("the line goes on for {left} bytes that are not read");
        return member.with(ProblemKind::Cut, &message);
    }
    if !member.raw.starts_with(b"{") {
        return member.with(ProblemKind::NotText, "the line is no JSON object");
    }
    member
}

/// Takes the reports out of one JSON value: a list, or the items of a feed. The words before
/// the first item go with each of them: they name the feed.
pub(super) fn take_list(
    stream: &mut Stream<'_>,
    name: &str,
    walk: &mut Walk<'_>,
) -> Flow {
    let raw = stream.kept(limit::MEMBER, limit::MEMBER);
    let left = stream.skip(usize::MAX);
    let (head, items) = items(&raw);
    if items.is_empty() {
        let place = Place::new(name, &[Span::of(0..raw.len())]);
        let member = Member {
            name: format!("{name}#1"),
            raw,
            place: Some(place),
            ..Member::default()
        };
        return walk.push(whole(member, left));
    }
    let last = items.len();
    for (number, item) in items.into_iter().enumerate() {
        let ranges = if head.is_empty() { vec![item] } else { vec![head, item] };
        let member = Member {
            name: format!("{name}#{}", number + 1),
            raw: joined(&raw, &ranges),
            place: Some(Place::new(name, &ranges)),
            problems: Vec::new(),
        };
        walk.push(if number + 1 == last { whole(member, left) } else { member })?;
    }
    ControlFlow::Continue(())
}

/// The bytes before the first item of a list that may name the feed, and the items: objects in
/// a list that is the value itself or stands in it under `items`.
fn items(raw: &[u8]) -> (Span, Vec<Span>) {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut list: Option<(usize, usize)> = None;
    let mut start = 0;
    let mut at = 0;
    while let Some(&byte) = raw.get(at) {
        match byte {
            b'"' => at = json::string_end(raw, at + 1),
            b'[' => {
                let before = raw.get(at.saturating_sub(64)..at).unwrap_or_default();
                let named = before.trim_ascii_end().strip_suffix(b":");
                let named = named.is_some_and(|before| {
                    before.trim_ascii_end().ends_with(b"\"items\"")
                });
                if list.is_none() && (depth == 0 || (depth == 1 && named)) {
                    list = Some((depth + 1, at + 1));
                }
                depth += 1;
            }
            b'{' => {
                if list.is_some_and(|(inside, _)| inside == depth) {
                    start = at;
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if byte == b'}' && list.is_some_and(|(inside, _)| inside == depth) {
                    found.push(Span::of(start..at + 1));
                }
                if byte == b']' && list.is_some_and(|(inside, _)| inside == depth + 1) {
                    break;
                }
            }
            _ => {}
        }
        at += 1;
    }
    let head = list.filter(|(depth, _)| *depth > 1).map_or(0, |(_, end)| end);
    (Span::of(0..head.min(limit::HEADER)), found)
}

/// Reads a report in JSON.
pub(crate) fn page(
    decoded: &Mapped,
    problems: &mut Vec<dateline_text::Problem>,
) -> Marked {
    let json = json::read(decoded.words());
    let mut report =
        Fields { page: decoded, claims: Vec::new(), title: None, text: None };
    report.feed(&json);
    // The last object at the top is the report; the one before it is the feed it came with.
    let item = json.last_item();
    for value in json.values.iter().filter(|value| value.object == item) {
        report.field(value);
    }
    report.named(&json, item);
    let title = report.title.map(|value| json::letters(decoded, value.words, value.at));
    let Some((_, text)) = report.text else {
        let page = crate::page::Page::default();
        return Marked { page, claims: report.claims, first: First::Day };
    };
    let words = json::letters(decoded, text.words, text.at);
    super::feed::marked(words, title, report.claims, problems)
}

/// What the fields of a report say.
struct Fields<'a> {
    page: &'a Mapped,
    claims: Vec<Claim>,
    title: Option<Value<'a>>,
    /// The words of the report, and how sure it is that these are they; lower is surer.
    text: Option<(u16, Value<'a>)>,
}

impl<'a> Fields<'a> {
    fn span(&self, value: &Value<'_>) -> Span {
        self.page.map().raw(Span::of(value.at..value.at + value.words.len()))
    }

    fn field(&mut self, value: &Value<'a>) {
        let Some(row) = FIELDS.get(&fold(value.key)) else { return };
        let (kind, rank) = row.split_once(' ').unwrap_or((row, "10"));
        let rank = rank.parse().unwrap_or(10);
        if value.words.trim().is_empty() {
            return;
        }
        if kind == "text" {
            if self.text.as_ref().is_none_or(|(other, _)| rank < *other) {
                self.text = Some((rank, *value));
            }
            return;
        }
        if kind == "title" && self.title.is_none() {
            self.title = Some(*value);
        }
        self.claim(kind, rank, value);
    }

    fn claim(&mut self, kind: &str, rank: u16, value: &Value<'_>) {
        let words = json::plain(value.words);
        let evidence = evidence(self.span(value), "json", rank);
        let Some(kind) = CreditKind::parse(kind) else { return };
        match kind {
            CreditKind::Address => address::claims(&words, evidence, &mut self.claims),
            CreditKind::Published | CreditKind::Modified | CreditKind::Crawled => {
                let start: String = words.chars().take(80).collect();
                if let Some(date) = dates(&start, First::Day, 1).into_iter().next() {
                    self.claims.push(Claim::day(kind, date.value.moment, evidence));
                }
            }
            _ if words.len() < 2000 => {
                self.claims.push(Claim::words(kind, &words, evidence));
            }
            _ => {}
        }
    }

    /// Names that stand in objects of their own: `"source": {"name": "Strait Wire"}`.
    fn named(&mut self, json: &Json<'a>, item: usize) {
        for (at, object) in json.objects.iter().enumerate().skip(1) {
            let row = FIELDS
                .get(&fold(object.key))
                .filter(|_| object.parent == item && at != item);
            let Some((kind, rank)) = row.and_then(|row| row.split_once(' ')) else {
                continue;
            };
            let name =
                ["name", "title"].iter().find_map(|key| json.of(at, key).next().copied());
            if let Some(name) = name.filter(|_| kind != "text") {
                self.claim(kind, rank.parse().unwrap_or(10), &name);
            }
        }
    }

    /// The name of the feed that an item came with.
    fn feed(&mut self, json: &Json<'a>) {
        let item = json.last_item();
        let feed = json.objects.get(item).map_or(0, |object| object.parent);
        if feed > 0
            && let Some(title) = json.of(feed, "title").next().copied()
        {
            self.claim("outlet", 30, &title);
        }
    }
}

/// Whether bytes are an object with a field that holds a report, or the start of one.
pub(crate) fn is_report(start: &[u8]) -> bool {
    let words = String::from_utf8_lossy(start);
    let json = json::read(&words);
    let is_text = |value: &&Value<'_>| {
        FIELDS.get(&fold(value.key)).is_some_and(|row| row.starts_with("text"))
    };
    let is_other = |value: &&Value<'_>| {
        FIELDS.get(&fold(value.key)).is_some_and(|row| !row.starts_with("text"))
    };
    json.values.iter().any(|value| is_text(&value))
        || json.values.iter().filter(is_other).count() > 1
}
