use dateline_text::{Mapped, Span};
use memchr::memchr;

use super::entity::entity;
use super::hint::{Hints, Known};
use super::tag::Tag;
use super::token::{Attributes, Token, Tokens};
use crate::limit;

/// An element of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) tag: Tag,
    pub(crate) name: &'a str,
    /// The attributes as written, and where they stand in the page.
    pub(crate) inside: &'a str,
    pub(crate) at: usize,
    pub(crate) parent: usize,
    /// The element after the last one inside this.
    pub(crate) end: usize,
    pub(crate) hints: Hints,
    /// Its words, in the words of the page.
    pub(crate) words: Span,
}

/// A line of words on the page, and the element that it stands in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) node: usize,
    pub(crate) span: Span,
    /// How many of its bytes are link text, and how many are bold.
    pub(crate) linked: usize,
    pub(crate) bold: usize,
}

/// What an element holds that is not shown: a script, the title of the window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unseen<'a> {
    pub(crate) name: &'a str,
    pub(crate) inside: &'a str,
    pub(crate) words: &'a str,
    pub(crate) at: usize,
}

/// A page taken apart: elements in order, lines in order, and what is not shown.
#[derive(Debug, Default)]
pub(crate) struct Tree<'a> {
    pub(crate) nodes: Vec<Node<'a>>,
    pub(crate) lines: Vec<Line>,
    pub(crate) words: Mapped,
    pub(crate) unseen: Vec<Unseen<'a>>,
    /// Elements without content that tell about the page: `meta`, `link`.
    pub(crate) about: Vec<Node<'a>>,
    pub(crate) too_deep: bool,
    /// Where reading stopped, if it did.
    pub(crate) cut_at: Option<usize>,
}

/// Takes a page apart. `page` holds the decoded letters with their way back.
pub(crate) fn tree(page: &Mapped) -> Tree<'_> {
    let mut builder = Builder::new(page);
    let mut raw_inside = "";
    for token in Tokens::new(page.words()) {
        match token {
            Token::Open { name, inside, at, closed } => {
                raw_inside = inside;
                if !builder.open(name, inside, at, closed) {
                    break;
                }
            }
            Token::Close { name, .. } => builder.close(name),
            Token::Words { words, at } => builder.words(words, at),
            Token::Raw { name, words, at } => {
                let unseen = Unseen { name, inside: raw_inside, words, at };
                builder.tree.unseen.push(unseen);
            }
        }
    }
    builder.finish()
}

struct Builder<'a> {
    page: &'a Mapped,
    tree: Tree<'a>,
    /// The elements that are open, outermost first.
    open: Vec<usize>,
    /// How many of them are not shown, are links, are bold.
    unseen: usize,
    links: usize,
    bold: usize,
    pre: usize,
    /// How deep we are in elements that are too deep to keep.
    line: Option<Line>,
    /// Whether a space stands before the next word, and its place on the page.
    space: Option<Span>,
    known: Known<'a>,
}

impl<'a> Builder<'a> {
    fn new(page: &'a Mapped) -> Self {
        let root = Node {
            tag: Tag::Html,
            name: "",
            inside: "",
            at: 0,
            parent: 0,
            end: 0,
            hints: Hints::default(),
            words: Span::default(),
        };
        let tree = Tree { nodes: vec![root], ..Tree::default() };
        Self {
            page,
            tree,
            open: vec![0],
            unseen: 0,
            links: 0,
            bold: 0,
            pre: 0,
            line: None,
            space: None,
            known: Known::default(),
        }
    }

    fn top(&self) -> usize {
        self.open.last().copied().unwrap_or_default()
    }

    /// Opens an element; false when there are too many to go on.
    fn open(&mut self, name: &'a str, inside: &'a str, at: usize, closed: bool) -> bool {
        let tag = Tag::of(name);
        match tag {
            Tag::Break => {
                self.flush();
                return true;
            }
            Tag::Void => {
                self.void(name, inside, at);
                return true;
            }
            Tag::Body | Tag::Html => {
                self.leave_unseen();
                self.merge(name, inside, at);
                return true;
            }
            _ => {}
        }
        if tag.is_block() {
            self.flush();
            self.leave_unseen();
            self.close_implied(tag);
        }
        if self.open.len() >= limit::DEPTH {
            self.tree.too_deep = true;
            return true;
        }
        if self.tree.nodes.len() >= limit::NODES {
            self.tree.cut_at = Some(at);
            return false;
        }
        // Only SVG and its kind close themselves; `<div/>` in HTML stays open.
        if closed && tag == Tag::Unseen {
            return true;
        }
        self.push(tag, name, inside, at);
        true
    }

    fn push(&mut self, tag: Tag, name: &'a str, inside: &'a str, at: usize) {
        let at = at + 1 + name.len();
        let hints = hints(tag, inside, &mut self.known);
        let start = self.tree.words.words().len();
        let words = Span::of(start..start);
        let node =
            Node { tag, name, inside, at, parent: self.top(), end: 0, hints, words };
        self.open.push(self.tree.nodes.len());
        self.tree.nodes.push(node);
        self.count(tag, 1);
    }

    fn count(&mut self, tag: Tag, change: isize) {
        let counter = match tag {
            Tag::Unseen => &mut self.unseen,
            Tag::Link | Tag::Button => &mut self.links,
            Tag::Bold => &mut self.bold,
            Tag::Pre => &mut self.pre,
            _ => return,
        };
        *counter = counter.saturating_add_signed(change);
    }

    /// The page's own `html` and `body` tags add what they say to the root.
    fn merge(&mut self, name: &'a str, inside: &'a str, at: usize) {
        self.tree.about.push(Node {
            tag: Tag::Void,
            name,
            inside,
            at: at + 1 + name.len(),
            parent: 0,
            end: 0,
            hints: Hints::default(),
            words: Span::default(),
        });
    }

    fn void(&mut self, name: &'a str, inside: &'a str, at: usize) {
        let tells =
            ["meta", "link", "base"].iter().any(|word| name.eq_ignore_ascii_case(word));
        if tells {
            self.tree.about.push(Node {
                tag: Tag::Void,
                name,
                inside,
                at: at + 1 + name.len(),
                parent: self.top(),
                end: 0,
                hints: Hints::default(),
                words: Span::default(),
            });
        } else if name.eq_ignore_ascii_case("hr") {
            self.flush();
        }
    }

    /// Words for a reader never stand in the head of a page or in a drawing: one that was left
    /// open ends here.
    fn leave_unseen(&mut self) {
        if self.unseen == 0 {
            return;
        }
        let ends = |node: &usize| {
            let name = self.tree.nodes.get(*node).map_or("", |node| node.name);
            ["head", "svg", "math", "map"]
                .iter()
                .any(|word| name.eq_ignore_ascii_case(word))
        };
        if let Some(depth) = self.open.iter().rposition(ends) {
            while self.open.len() > depth.max(1) {
                self.pop();
            }
        }
    }

    /// A new block ends a paragraph that was left open; an item ends the item before it.
    fn close_implied(&mut self, tag: Tag) {
        let top = self.tree.nodes.get(self.top()).map_or(Tag::Html, |node| node.tag);
        let ends = match tag {
            Tag::Item => matches!(top, Tag::Item | Tag::Paragraph),
            Tag::Cell => matches!(top, Tag::Cell | Tag::Paragraph),
            Tag::Row => matches!(top, Tag::Cell | Tag::Paragraph),
            _ => top == Tag::Paragraph,
        };
        if ends {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(node) = self.open.pop() else { return };
        let end = self.tree.nodes.len();
        let words = self.tree.words.words().len();
        if let Some(node) = self.tree.nodes.get_mut(node) {
            node.end = end;
            node.words = Span::of(node.words.start()..words);
            let tag = node.tag;
            self.count(tag, -1);
        }
    }

    fn close(&mut self, name: &'a str) {
        let tag = Tag::of(name);
        match tag {
            Tag::Break => return self.flush(),
            Tag::Void | Tag::Body | Tag::Html => return,
            _ => {}
        }
        if tag.is_block() {
            self.flush();
        }
        // A closing tag that fits nothing open is left out; one for words in a line never
        // closes the block around them.
        let fits = |node: &Node<'_>| node.name.eq_ignore_ascii_case(name);
        let mut depth = self.open.len();
        while depth > 1 {
            depth -= 1;
            let Some(node) =
                self.open.get(depth).and_then(|&node| self.tree.nodes.get(node))
            else {
                return;
            };
            if fits(node) {
                break;
            }
            if !tag.is_block() && node.tag.is_block() && tag != Tag::Unseen {
                return;
            }
            if depth == 1 {
                return;
            }
        }
        while self.open.len() > depth.max(1) {
            self.pop();
        }
    }

    fn words(&mut self, words: &'a str, at: usize) {
        if self.unseen > 0 {
            return;
        }
        let mut done = 0;
        while done < words.len() {
            let rest = words.get(done..).unwrap_or_default();
            let here = at + done;
            done += self.step(rest, here);
        }
    }

    /// Reads one entity, one stretch of white space or one stretch of plain words.
    fn step(&mut self, rest: &'a str, at: usize) -> usize {
        let bytes = rest.as_bytes();
        match bytes.first().copied().unwrap_or_default() {
            b'&' => {
                let Some(found) = entity(rest) else {
                    self.put(at, 1);
                    return 1;
                };
                self.put_entity(&found.letters, at, found.length);
                found.length
            }
            b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' => {
                let length =
                    bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                let breaks =
                    self.pre > 0 && rest.get(..length).is_some_and(|s| s.contains('\n'));
                if breaks {
                    self.flush();
                } else {
                    self.spaced(at, length);
                }
                length
            }
            _ => {
                let length = plain_length(rest);
                self.put(at, length);
                length
            }
        }
    }

    fn spaced(&mut self, at: usize, length: usize) {
        if self.line.is_some() && self.space.is_none() {
            self.space = Some(Span::of(at..at + length));
        }
    }

    fn put_entity(&mut self, letters: &str, at: usize, length: usize) {
        if letters.trim().is_empty() {
            return self.spaced(at, length);
        }
        self.start_line();
        let raw = self.page.map().raw(Span::of(at..at + length));
        self.tree.words.push(letters, raw);
        self.grow(letters.len());
    }

    fn put(&mut self, at: usize, length: usize) {
        self.start_line();
        self.tree.words.push_from(self.page, Span::of(at..at + length));
        self.grow(length);
    }

    fn grow(&mut self, length: usize) {
        let (linked, bold) = (self.links > 0, self.bold > 0);
        if let Some(line) = &mut self.line {
            line.linked += if linked { length } else { 0 };
            line.bold += if bold { length } else { 0 };
        }
    }

    fn start_line(&mut self) {
        if self.line.is_none() {
            let start = self.tree.words.words().len();
            let node = self.block();
            self.line =
                Some(Line { node, span: Span::of(start..start), linked: 0, bold: 0 });
        } else if let Some(space) = self.space {
            self.put_space(space);
        }
        self.space = None;
    }

    fn put_space(&mut self, space: Span) {
        let raw = self.page.map().raw(space);
        if self.page.words().get(space.range()) == Some(" ") && raw.len() == 1 {
            self.tree.words.push_verbatim(" ", raw.start());
        } else {
            self.tree.words.push(" ", raw);
        }
    }

    /// The innermost open element; a line stands in the block around it.
    fn block(&self) -> usize {
        let is_block = |node: &&usize| {
            self.tree.nodes.get(**node).is_some_and(|node| node.tag.is_block())
        };
        self.open.iter().rev().find(is_block).copied().unwrap_or_default()
    }

    fn flush(&mut self) {
        self.space = None;
        let Some(mut line) = self.line.take() else { return };
        let end = self.tree.words.words().len();
        line.span = Span::of(line.span.start()..end);
        let raw_end = self.tree.words.map().raw(Span::of(end..end)).end();
        self.tree.words.push("\n", Span::of(raw_end..raw_end));
        self.tree.lines.push(line);
    }

    fn finish(mut self) -> Tree<'a> {
        self.flush();
        while self.open.len() > 1 {
            self.pop();
        }
        let end = self.tree.nodes.len();
        if let Some(root) = self.tree.nodes.first_mut() {
            root.end = end;
        }
        self.tree
    }
}

/// The length of the words up to the next entity or the next white space that is more than one
/// plain space.
fn plain_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let end = memchr(b'&', bytes).unwrap_or(bytes.len());
    let part = bytes.get(..end).unwrap_or_default();
    let mut at = 0;
    while at < part.len() {
        let byte = part.get(at).copied().unwrap_or_default();
        if byte.is_ascii_whitespace() {
            let next = part.get(at + 1).copied();
            let single =
                byte == b' ' && next.is_some_and(|next| !next.is_ascii_whitespace());
            if !single {
                return at;
            }
        }
        at += 1;
    }
    end
}

fn hints<'a>(tag: Tag, inside: &'a str, known: &mut Known<'a>) -> Hints {
    let mut hints = Hints::default();
    for attribute in Attributes::new(inside).take(24) {
        let name = attribute.name;
        let value = attribute.value;
        if ["class", "id", "itemprop", "role", "data-testid", "data-component", "rel"]
            .iter()
            .any(|word| name.eq_ignore_ascii_case(word))
        {
            hints.add(known.hints(value));
        } else if name.eq_ignore_ascii_case("hidden")
            || (name.eq_ignore_ascii_case("style") && hides(value))
        {
            hints.add(Hints::HIDDEN);
        }
    }
    if matches!(tag, Tag::Link | Tag::Time | Tag::Bold) && hints.has(Hints::BODY) {
        return Hints::default();
    }
    hints
}

fn hides(style: &str) -> bool {
    let plain: String =
        style.chars().filter(|letter| !letter.is_whitespace()).take(200).collect();
    let plain = plain.to_ascii_lowercase();
    plain.contains("display:none") || plain.contains("visibility:hidden")
}
