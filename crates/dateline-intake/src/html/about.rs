use std::sync::LazyLock;

use dateline_text::{CreditKind, Mapped, RegionClass, Span, fold};

use super::choose::Chosen;
use super::entity::decoded;
use super::hint::Hints;
use super::tag::Tag;
use super::token::{Attribute, Attributes};
use super::tree::{Line, Node, Tree, Unseen};
use crate::credits::{Claim, Evidence, address, author, evidence, is_change, tidy};
use crate::dates::{First, dates};
use crate::json::{self, Json, Value};
use crate::table::Table;

static METAS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/metas.tsv")));
static TYPES: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/types.tsv")));

/// What the markup of a page says about it.
pub(crate) struct About<'a> {
    page: &'a Mapped,
    first: First,
    claims: Vec<Claim>,
}

/// Reads what the markup of a page says about it, and which way its days are written.
pub(crate) fn about(
    tree: &Tree<'_>,
    page: &Mapped,
    chosen: &Chosen,
) -> (Vec<Claim>, First) {
    let mut about = About { page, first: First::Day, claims: Vec::new() };
    about.languages(tree);
    for node in &tree.about {
        match () {
            () if node.name.eq_ignore_ascii_case("meta") => about.meta(node),
            () if node.name.eq_ignore_ascii_case("link") => about.link(node),
            () => {}
        }
    }
    for unseen in &tree.unseen {
        about.unseen(unseen);
    }
    about.marked(tree, chosen);
    (about.claims, about.first)
}

const BY_BROWSER: [&str; 2] = ["translated-ltr", "translated-rtl"];

/// The day that an element tells a machine beside its words, and how it tells it: a time element,
/// `<span itemprop="datePublished" content="2031-03-12">`.
fn machine_day<'a>(node: &Node<'a>) -> Option<(Attribute<'a>, &'static str)> {
    if node.tag == Tag::Time {
        return Some((value(node.inside, "datetime")?, "time tag"));
    }
    if !node.hints.has(Hints::DATE) {
        return None;
    }
    value(node.inside, "itemprop")?;
    Some((value(node.inside, "content")?, "microdata"))
}

fn value<'a>(inside: &'a str, name: &str) -> Option<Attribute<'a>> {
    Attributes::new(inside)
        .take(40)
        .find(|attribute| attribute.name.eq_ignore_ascii_case(name))
}

impl About<'_> {
    /// The raw bytes of a value that stands `at` a place of the page.
    fn raw(&self, at: usize, length: usize) -> Span {
        self.page.map().raw(Span::of(at..at + length))
    }

    fn words(&mut self, kind: CreditKind, words: &str, evidence: Evidence) {
        let decoded = decoded(words);
        if !decoded.trim().is_empty() && decoded.len() < 2000 {
            self.claims.push(Claim::words(kind, &decoded, evidence));
        }
    }

    fn day(&mut self, kind: CreditKind, words: &str, evidence: Evidence) {
        let start: String = decoded(words).chars().take(200).collect();
        if let Some(date) = dates(start.trim(), self.first, 1).into_iter().next() {
            self.claims.push(Claim::day(kind, date.value.moment, evidence));
        }
    }

    fn languages(&mut self, tree: &Tree<'_>) {
        for node in
            tree.about.iter().filter(|node| node.name.eq_ignore_ascii_case("html"))
        {
            if let Some(lang) =
                value(node.inside, "lang").or_else(|| value(node.inside, "xml:lang"))
            {
                if lang.value.eq_ignore_ascii_case("en-us") {
                    self.first = First::Month;
                }
                let raw = self.raw(node.at + lang.at, lang.value.len());
                self.words(CreditKind::Language, lang.value, evidence(raw, "html", 10));
            }
            // A browser that translates a page marks its first element.
            if let Some(class) = value(node.inside, "class")
                && let Some(mark) =
                    class.value.split(' ').find(|name| BY_BROWSER.contains(name))
            {
                let raw = self.raw(node.at + class.at, class.value.len());
                self.words(CreditKind::Translated, mark, evidence(raw, "html", 10));
            }
        }
    }

    fn meta(&mut self, node: &Node<'_>) {
        let key = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|name| value(node.inside, name).filter(|key| key.value.len() < 60));
        let Some((key, content)) = key.zip(value(node.inside, "content")) else { return };
        let Some(row) = METAS.get(&fold(key.value)) else { return };
        let Some((kind, rank)) = row.split_once(' ') else { return };
        let rank = rank.parse().unwrap_or(99);
        let raw = self.raw(node.at + content.at, content.value.len());
        match kind {
            "published" => {
                self.day(
                    CreditKind::Published,
                    content.value,
                    evidence(raw, "meta", rank),
                );
            }
            "modified" => {
                self.day(
                    CreditKind::Modified,
                    content.value,
                    evidence(raw, "meta", rank),
                );
            }
            "address" => self.address(content.value, raw, rank),
            other => {
                if let Some(kind) = CreditKind::parse(other) {
                    self.words(kind, content.value, evidence(raw, "meta", rank));
                }
            }
        }
    }

    fn link(&mut self, node: &Node<'_>) {
        let is_canonical = value(node.inside, "rel")
            .is_some_and(|rel| rel.value.eq_ignore_ascii_case("canonical"));
        if let Some(address) = value(node.inside, "href").filter(|_| is_canonical) {
            let raw = self.raw(node.at + address.at, address.value.len());
            self.address(address.value, raw, 10);
        }
    }

    fn address(&mut self, words: &str, raw: Span, rank: u16) {
        address::claims(&decoded(words), evidence(raw, "url", rank), &mut self.claims);
    }

    fn unseen(&mut self, unseen: &Unseen<'_>) {
        if unseen.name.eq_ignore_ascii_case("title") {
            if self.claims.iter().any(|claim| claim.rule == "title tag") {
                return; // Drawings have titles too.
            }
            let raw = self.raw(unseen.at, unseen.words.len());
            self.day(CreditKind::Published, unseen.words, evidence(raw, "title tag", 72));
            return self.words(
                CreditKind::Title,
                unseen.words,
                evidence(raw, "title tag", 40),
            );
        }
        let kind =
            value(unseen.inside, "type").map(|kind| kind.value).unwrap_or_default();
        if unseen.name.eq_ignore_ascii_case("script") && kind.contains("ld+json") {
            self.json(&json::read(unseen.words), unseen.at);
        }
    }

    fn json(&mut self, json: &Json<'_>, at: usize) {
        for object in 0..json.objects.len() {
            let rank =
                json.of(object, "@type").filter_map(|kind| type_rank(kind.words)).min();
            let Some(rank) = rank else { continue };
            self.object(json, object, at, rank);
        }
    }

    fn object(&mut self, json: &Json<'_>, object: usize, at: usize, rank: u16) {
        let one = |key: &str| json.of(object, key).next().copied();
        let raw =
            |about: &Self, value: &Value<'_>| about.raw(at + value.at, value.words.len());
        for (key, kind, more) in [
            ("datePublished", CreditKind::Published, 0),
            ("dateCreated", CreditKind::Published, 4),
            ("uploadDate", CreditKind::Published, 6),
            ("dateModified", CreditKind::Modified, 0),
        ] {
            if let Some(value) = one(key) {
                let span = raw(self, &value);
                self.day(kind, value.words, evidence(span, "json-ld", rank + more));
            }
        }
        if let Some(value) = one("headline").or_else(|| one("name").filter(|_| rank < 12))
        {
            let span = raw(self, &value);
            self.words(
                CreditKind::Title,
                &json::plain(value.words),
                evidence(span, "json-ld", rank + 20),
            );
        }
        if let Some(value) = one("articleSection") {
            let span = raw(self, &value);
            self.words(
                CreditKind::Section,
                &json::plain(value.words),
                evidence(span, "json-ld", rank + 2),
            );
        }
        self.names(json, object, at, rank);
    }

    fn names(&mut self, json: &Json<'_>, object: usize, at: usize, rank: u16) {
        let authors = json.named(object, "author");
        let names: Vec<String> = authors
            .iter()
            .map(|value| tidy(&decoded(&json::plain(value.words))))
            .filter(|name| !name.is_empty() && !name.contains("//"))
            .collect();
        if let (Some(first), Some(last)) = (authors.first(), authors.last()) {
            let end = last.at + last.words.len();
            let raw = self.raw(at + first.at, end - first.at);
            let mut seen: Vec<&String> = Vec::new();
            for name in &names {
                if !seen.contains(&name) {
                    seen.push(name);
                }
            }
            let joined =
                seen.iter().map(|name| name.as_str()).collect::<Vec<&str>>().join("; ");
            self.words(CreditKind::Author, &joined, evidence(raw, "json-ld", rank));
        }
        if let Some(value) = json.named(object, "translator").first() {
            let raw = self.raw(at + value.at, value.words.len());
            self.words(
                CreditKind::Translated,
                &json::plain(value.words),
                evidence(raw, "json-ld", rank),
            );
        }
        if let Some(value) = json.named(object, "publisher").first() {
            let raw = self.raw(at + value.at, value.words.len());
            self.words(
                CreditKind::Outlet,
                &json::plain(value.words),
                evidence(raw, "json-ld", rank + 2),
            );
        }
    }

    /// Time elements and lines whose class says that they hold a day or a name.
    fn marked(&mut self, tree: &Tree<'_>, chosen: &Chosen) {
        let near = near(tree, chosen);
        for (at, node) in tree.nodes.iter().enumerate() {
            let Some((attribute, rule)) = machine_day(node) else { continue };
            let raw = self.raw(node.at + attribute.at, attribute.value.len());
            let changed = is_change(node.inside)
                || tree.nodes.get(node.parent).is_some_and(|node| is_change(node.inside));
            let kind = if changed { CreditKind::Modified } else { CreditKind::Published };
            let rank = match (near.holds(node.words.start()), chosen.holds(at)) {
                (true, _) => 30,
                (false, true) => 34,
                (false, false) => 58,
            };
            self.day(kind, attribute.value, evidence(raw, rule, rank));
        }
        for (line, class) in tree.lines.iter().zip(&chosen.classes) {
            self.line(tree, line, *class, near.holds(line.span.start()));
        }
        self.authors(tree, chosen);
    }

    /// Elements that say that they hold the author's name.
    fn authors(&mut self, tree: &Tree<'_>, chosen: &Chosen) {
        for (at, node) in tree.nodes.iter().enumerate() {
            let linked = node.tag == Tag::Link
                && value(node.inside, "href")
                    .is_some_and(|href| is_author_page(href.value));
            if !(node.hints.has(Hints::BYLINE) || linked) || node.words.len() > 400 {
                continue;
            }
            let words = tree.words.words().get(node.words.range()).unwrap_or_default();
            let Some(name) = words.lines().find_map(author::name) else { continue };
            let start = node.words.start() + words.find(name).unwrap_or_default();
            let raw = tree.words.map().raw(Span::of(start..start + name.len()));
            let said =
                value(node.inside, "rel").or_else(|| value(node.inside, "itemprop"));
            let sure = said.is_some_and(|said| said.value.contains("author"));
            let place = match (chosen.is_behind(at), sure) {
                (true, false) => continue,
                (true, true) => 8,
                _ => 0,
            };
            let doubt = if sure { 0 } else { 2 }
                + if node.hints.has(Hints::BYLINE) { 0 } else { 2 };
            self.words(
                CreditKind::Author,
                name,
                evidence(raw, "visible", 30 + place + doubt),
            );
        }
    }

    fn line(&mut self, tree: &Tree<'_>, line: &Line, class: RegionClass, near: bool) {
        let words = tree.words.words().get(line.span.range()).unwrap_or_default();
        let Some(node) = tree.nodes.get(line.node) else { return };
        let raw = tree.words.map().raw(line.span);
        if node.tag == Tag::TopHeading {
            let rank = if class == RegionClass::Title { 24 } else { 34 };
            self.words(CreditKind::Title, words, evidence(raw, "heading", rank));
        }
        if words.len() > 160 || class == RegionClass::Body && words.len() > 100 {
            return;
        }
        let parent = tree.nodes.get(node.parent);
        let has = |hint: Hints| {
            node.hints.has(hint) || parent.is_some_and(|node| node.hints.has(hint))
        };
        if words.bytes().any(|byte| byte.is_ascii_digit()) {
            let rank = match class {
                _ if has(Hints::DATE) && near => 44,
                _ if near && class != RegionClass::Body => 48,
                _ if has(Hints::DATE) => 54,
                RegionClass::Body | RegionClass::Byline | RegionClass::Title => 64,
                _ => 70,
            };
            // "12 March 2031, updated 14 March 2031" gives the first day as its own.
            let day = dates(words, self.first, 1).first().map(|date| date.span.start());
            let before = words.get(..day.unwrap_or(words.len())).unwrap_or(words);
            let kind = if is_change(before) {
                CreditKind::Modified
            } else {
                CreditKind::Published
            };
            self.day(kind, words, evidence(raw, "visible", rank));
        }
    }
}

/// The words around the title, where pages print the day: from a little before it to some lines
/// after it.
fn near(tree: &Tree<'_>, chosen: &Chosen) -> Span {
    let is_top = |line: &Line| {
        tree.nodes.get(line.node).is_some_and(|node| node.tag == Tag::TopHeading)
    };
    let own = tree.lines.iter().zip(&chosen.classes);
    let own = own.filter(|(line, class)| is_top(line) && **class == RegionClass::Title);
    let own = own.map(|(line, _)| line).next();
    let title = own.or_else(|| tree.lines.iter().find(|line| is_top(line)));
    let start = tree.lines.iter().zip(&chosen.classes);
    let start =
        start.filter(|(_, class)| **class == RegionClass::Body).map(|(line, _)| line);
    let line = title.or_else(|| start.into_iter().next());
    line.map_or(Span::default(), |line| {
        Span::of(line.span.start().saturating_sub(300)..line.span.end() + 900)
    })
}

fn is_author_page(address: &str) -> bool {
    ["/author/", "/authors/", "/people/", "/team/", "/contributor/", "/staff/", "/by/"]
        .iter()
        .any(|part| address.contains(part))
}

fn type_rank(kind: &str) -> Option<u16> {
    TYPES.get(kind.rsplit(['/', '#']).next()?)?.parse().ok()
}
