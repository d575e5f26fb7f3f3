//! Feeds: RSS in its versions, RDF and Atom.

use std::ops::ControlFlow;

use dateline_text::{CreditKind, Mapped, Problem, Span};

use super::{Flow, Walk, joined};
use crate::charset::decode;
use crate::credits::{Claim, Evidence, address, evidence};
use crate::dates::{First, dates};
use crate::html::{self, Attributes, Marked, Token, Tokens};
use crate::page::Page;
use crate::plain;
use crate::stream::Stream;
use crate::{Member, Place, limit};

/// Takes the items out of a feed. What stands before the first item goes with each of them: it
/// names the feed.
pub(super) fn take(stream: &mut Stream<'_>, name: &str, walk: &mut Walk<'_>) -> Flow {
    let raw = stream.kept(limit::MEMBER, limit::MEMBER);
    let left = stream.skip(usize::MAX);
    let (head, items) = items(&raw);
    let last = items.len();
    for (number, item) in items.into_iter().enumerate() {
        let ranges = [head, item];
        let mut member = Member {
            name: format!("{name}#{}", number + 1),
            raw: joined(&raw, &ranges),
            place: Some(Place::new(name, &ranges)),
            problems: Vec::new(),
        };
        if left > 0 && number + 1 == last {
            let message = format!("the feed goes on for {left} bytes that are not read");
            member = member.with(dateline_text::ProblemKind::Cut, &message);
        }
        walk.push(member)?;
    }
    ControlFlow::Continue(())
}

fn is_item(name: &str) -> bool {
    matches!(local(name), "item" | "entry")
}

/// A name without the space it is in: `content:encoded` is `encoded`.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The bytes before the first item, and those of the items.
fn items(raw: &[u8]) -> (Span, Vec<Span>) {
    let decoded = decode(raw).words;
    let place = |at: usize| decoded.map().raw(Span::of(at..at)).start();
    let mut tokens = Tokens::xml(decoded.words());
    let mut head = None;
    let mut open: Option<usize> = None;
    let mut found = Vec::new();
    while let Some(token) = tokens.next() {
        match token {
            Token::Open { name, at, .. } if is_item(name) && open.is_none() => {
                let start = place(at);
                head.get_or_insert(start);
                open = Some(start);
            }
            Token::Close { name, .. } if is_item(name) => {
                let end = place(tokens.at());
                found.extend(open.take().map(|start| Span::of(start..end)));
            }
            _ => {}
        }
    }
    // A feed that breaks off within an item still has it.
    found.extend(open.map(|start| Span::of(start..raw.len())));
    (Span::of(0..head.unwrap_or_default().min(limit::HEADER)), found)
}

/// Reads an item of a feed.
pub(crate) fn page(decoded: &Mapped, problems: &mut Vec<Problem>) -> Marked {
    let mut item = Item { page: decoded, ..Item::new(decoded) };
    let mut tokens = Tokens::xml(decoded.words());
    while let Some(token) = tokens.next() {
        item.token(token, tokens.at());
    }
    let Item { claims, title, text, .. } = item;
    let title = title.map(|words| flat(&words));
    let Some((_, words)) = text else {
        let page = Page::default().under(title);
        return Marked { page, claims, first: First::Day };
    };
    marked(words, title, claims, problems)
}

/// Reads the words of a report that came in a field of its own, with its title in another.
pub(crate) fn marked(
    words: Mapped,
    title: Option<Mapped>,
    claims: Vec<Claim>,
    problems: &mut Vec<Problem>,
) -> Marked {
    if !html::is_markup(words.words()) {
        let read = if title.is_some() { plain::body } else { plain::page };
        let page = read(words, problems).under(title);
        return Marked { page, claims, first: First::Day };
    }
    let mut marked = html::page(&words, problems);
    marked.page = marked.page.under(title);
    marked.claims.retain(|claim| claim.kind != CreditKind::Title);
    marked.claims.extend(claims);
    marked
}

/// Words on one line: titles are escaped twice, and broken.
fn flat(words: &Mapped) -> Mapped {
    let mut flat = Mapped::default();
    for (at, letter) in words.words().char_indices() {
        let span = Span::of(at..at + letter.len_utf8());
        if !letter.is_whitespace() {
            flat.push_from(words, span);
        } else if !flat.words().ends_with(' ') && !flat.words().is_empty() {
            flat.push(" ", words.map().raw(span));
        }
    }
    flat
}

/// An item as its elements come.
struct Item<'a> {
    page: &'a Mapped,
    claims: Vec<Claim>,
    /// The elements that are open.
    open: Vec<&'a str>,
    inside: &'a str,
    inside_at: usize,
    words: Mapped,
    title: Option<Mapped>,
    /// The longest words of the surest field.
    text: Option<(u16, Mapped)>,
    /// Where the content of an element that holds markup itself starts.
    markup: Option<(usize, usize)>,
}

impl<'a> Item<'a> {
    fn new(page: &'a Mapped) -> Self {
        Self {
            page,
            claims: Vec::new(),
            open: Vec::new(),
            inside: "",
            inside_at: 0,
            words: Mapped::default(),
            title: None,
            text: None,
            markup: None,
        }
    }

    fn is_in_item(&self) -> bool {
        self.open.iter().any(|name| is_item(name))
    }

    fn token(&mut self, token: Token<'a>, next: usize) {
        match token {
            Token::Open { name, inside, at, closed } => {
                if self.markup.is_none() && !closed {
                    self.words = Mapped::default();
                }
                (self.inside, self.inside_at) = (inside, at + 1 + name.len());
                if closed {
                    self.link(name);
                } else if self.open.len() < limit::DEPTH {
                    self.open.push(name);
                    let holds = inside.contains("xhtml") && local(name) == "content";
                    if holds && self.markup.is_none() {
                        self.markup = Some((self.open.len(), next));
                    }
                }
            }
            Token::Words { words, at } => {
                html::decode_into(self.page, words, at, &mut self.words);
            }
            Token::Raw { words, at, .. } => {
                self.words.push_from(self.page, Span::of(at..at + words.len()));
            }
            Token::Close { name, at } => self.close(name, at),
        }
    }

    fn close(&mut self, name: &'a str, at: usize) {
        let Some(depth) = self.open.iter().rposition(|open| *open == name) else {
            return;
        };
        if let Some((inside, start)) = self.markup.filter(|(inside, _)| depth < *inside) {
            if depth + 1 == inside {
                let mut words = Mapped::default();
                words.push_from(self.page, Span::of(start..at));
                self.words = words;
            }
            self.markup = None;
        }
        if self.markup.is_none() {
            let words = std::mem::take(&mut self.words);
            self.element(name, words);
        }
        self.open.truncate(depth);
    }

    fn element(&mut self, name: &str, words: Mapped) {
        let end = words.words().len();
        let span = words.map().raw(Span::of(0..end));
        let value = words.words().trim().to_owned();
        if value.is_empty() {
            return self.link(name);
        }
        let parent =
            self.open.iter().rev().nth(1).copied().map(local).unwrap_or_default();
        if !self.is_in_item() {
            if local(name) == "title" && matches!(parent, "channel" | "feed") {
                self.claim(CreditKind::Outlet, &value, evidence(span, "feed", 30));
            }
            return;
        }
        let said = |rank| evidence(span, "feed", rank);
        match (local(name), parent) {
            ("title", "item" | "entry") => {
                self.claim(CreditKind::Title, &value, said(8));
                self.title.get_or_insert(words);
            }
            ("title" | "source", _) => self.claim(CreditKind::Origin, &value, said(20)),
            ("link" | "origLink", _) => {
                address::claims(&value, said(10), &mut self.claims);
            }
            ("guid", _) if value.starts_with("http") => {
                address::claims(&value, said(20), &mut self.claims);
            }
            ("pubDate" | "published" | "issued", _) => {
                self.day(CreditKind::Published, &value, said(10));
            }
            ("date" | "created", _) => self.day(CreditKind::Published, &value, said(12)),
            ("updated" | "modified", _) => {
                self.day(CreditKind::Modified, &value, said(10));
            }
            ("creator" | "name", _) => self.claim(CreditKind::Author, &value, said(10)),
            ("author", "item") => {
                self.claim(CreditKind::Author, mail_name(&value), said(12));
            }
            ("point", _) => self.claim(CreditKind::Coordinates, &value, said(10)),
            ("encoded", _) => self.text(8, words),
            ("content", "item" | "entry") => self.text(9, words),
            ("description" | "summary", "item" | "entry") => self.text(20, words),
            _ => {}
        }
    }

    fn text(&mut self, rank: u16, words: Mapped) {
        if self.text.as_ref().is_none_or(|(other, _)| rank < *other) {
            self.text = Some((rank, words));
        }
    }

    fn claim(&mut self, kind: CreditKind, value: &str, evidence: Evidence) {
        if value.len() < 2000 {
            self.claims.push(Claim::words(kind, &html::without_tags(value), evidence));
        }
    }

    fn day(&mut self, kind: CreditKind, value: &str, evidence: Evidence) {
        let start: String = value.chars().take(80).collect();
        if let Some(date) = dates(&start, First::Day, 1).into_iter().next() {
            self.claims.push(Claim::day(kind, date.value.moment, evidence));
        }
    }

    /// `<link rel="alternate" href="..."/>`
    fn link(&mut self, name: &str) {
        if local(name) != "link" || !self.is_in_item() {
            return;
        }
        let of = |name: &str| {
            Attributes::new(self.inside).take(24).find(|one| one.name == name)
        };
        let is_own = of("rel").is_none_or(|rel| rel.value == "alternate");
        if let Some(address) = of("href").filter(|_| is_own) {
            let at = self.inside_at + address.at;
            let span = self.page.map().raw(Span::of(at..at + address.value.len()));
            address::claims(address.value, evidence(span, "feed", 10), &mut self.claims);
        }
    }
}

/// "ana@harbour.example (Ana Ruiz)" is "Ana Ruiz".
fn mail_name(value: &str) -> &str {
    let inside = value.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    inside.map_or(value, |(name, _)| name)
}
