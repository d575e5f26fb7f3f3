use dateline_text::{RegionClass, Span};

use super::hint::Hints;
use super::refine::refine;
use super::tag::Tag;
use super::tree::{Line, Tree};
use crate::page::{Block, Page, trimmed};

/// What was chosen of a page: its furniture, its article, the class of each line.
pub(crate) struct Chosen {
    junk: Vec<bool>,
    article: usize,
    end: usize,
    pub(crate) classes: Vec<RegionClass>,
}

impl Chosen {
    /// Whether an element is part of the article.
    pub(crate) fn holds(&self, node: usize) -> bool {
        let junk = self.junk.get(node).copied().unwrap_or(true);
        !junk && self.article <= node && node < self.end
    }

    /// Whether an element stands after the article.
    pub(crate) fn is_behind(&self, node: usize) -> bool {
        node >= self.end
    }
}

/// Says what each line of a page is.
pub(crate) fn choose(tree: &Tree<'_>) -> Chosen {
    let none = vec![false; tree.nodes.len()];
    let all = weights(tree, &none);
    let strict = with(tree, junk(tree, &all, Trust::Names));
    let total = all.first().copied().unwrap_or_default();
    // Class names that lead to nearly nothing are not to be trusted.
    if strict.1 * 4 > total {
        return strict.0;
    }
    let lenient = with(tree, junk(tree, &all, Trust::Elements));
    if lenient.1 > strict.1 * 2 { lenient.0 } else { strict.0 }
}

/// What furniture is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// Elements and the names of their classes.
    Names,
    /// Elements alone.
    Elements,
}

/// The choice that follows from what is furniture, and the weight of its body.
fn with(tree: &Tree<'_>, junk: Vec<bool>) -> (Chosen, usize) {
    let article = article(tree, &junk);
    let end = tree.nodes.get(article).map_or(0, |node| node.end);
    let mut chosen = Chosen { junk, article, end, classes: Vec::new() };
    let mut body = 0;
    chosen.classes = tree
        .lines
        .iter()
        .map(|line| {
            let words = tree.words.words().get(line.span.range()).unwrap_or_default();
            let class = class(tree, &chosen, line, words);
            if class == RegionClass::Body {
                body += weight(line, words);
            }
            class
        })
        .collect();
    refine(tree, &mut chosen.classes);
    (chosen, body)
}

/// All lines of a page with their classes.
pub(crate) fn page(tree: Tree<'_>, chosen: &Chosen) -> Page {
    let mut blocks = Vec::with_capacity(tree.lines.len());
    for (line, class) in tree.lines.iter().zip(&chosen.classes) {
        let words = tree.words.words().get(line.span.range()).unwrap_or_default();
        let edges = trimmed(words);
        if edges.is_empty() {
            continue;
        }
        let start = line.span.start();
        let span = Span::of(start + edges.start()..start + edges.end());
        let heading = tree.nodes.get(line.node).is_some_and(|node| node.tag.is_heading());
        blocks.push(Block { heading, ..Block::new(span, *class) });
    }
    Page { words: tree.words, blocks }
}

fn class(tree: &Tree<'_>, chosen: &Chosen, line: &Line, words: &str) -> RegionClass {
    if !chosen.holds(line.node) {
        return RegionClass::Furniture;
    }
    let Some(node) = tree.nodes.get(line.node) else { return RegionClass::Furniture };
    if node.tag == Tag::TopHeading {
        return RegionClass::Title;
    }
    if node.tag == Tag::Caption || node.hints.has(Hints::CAPTION) {
        return RegionClass::Caption;
    }
    if line.linked * 10 > words.len() * 8 && words.len() < 200 {
        return RegionClass::Furniture;
    }
    RegionClass::Body
}

/// How much running text a line holds.
fn weight(line: &Line, words: &str) -> usize {
    let length = line.span.len();
    if line.linked * 2 > length || words.split_ascii_whitespace().take(6).count() < 6 {
        return 0;
    }
    length - line.linked
}

/// The elements that hold page furniture.
fn junk(tree: &Tree<'_>, weights: &[usize], trust: Trust) -> Vec<bool> {
    let all = weights.first().copied().unwrap_or_default();
    let mut junk = vec![false; tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate() {
        let above = at > 0 && junk.get(node.parent).copied().unwrap_or_default();
        let weight = weights.get(at).copied().unwrap_or_default();
        let own = match node.tag {
            Tag::Nav | Tag::Footer | Tag::Aside | Tag::Button | Tag::Unseen => {
                weight * 2 <= all
            }
            Tag::Form => weight * 4 <= all,
            Tag::Html | Tag::Main => false,
            // Readers, and those who ask for consent, often write more than the report does.
            _ if node.hints.has(Hints::APART) => weight * 10 <= all * 9,
            Tag::Article => false,
            _ if trust == Trust::Elements => false,
            _ if node.hints.has(Hints::BODY) => false,
            _ => {
                (node.hints.has(Hints::JUNK) || node.hints.has(Hints::HIDDEN))
                    && weight * 4 <= all
            }
        };
        if let Some(slot) = junk.get_mut(at) {
            *slot = above || own;
        }
    }
    junk
}

/// The running text in each element and those inside it.
fn weights(tree: &Tree<'_>, junk: &[bool]) -> Vec<usize> {
    let mut weights = vec![0; tree.nodes.len()];
    for line in &tree.lines {
        let words = tree.words.words().get(line.span.range()).unwrap_or_default();
        if !junk.get(line.node).copied().unwrap_or_default()
            && let Some(slot) = weights.get_mut(line.node)
        {
            *slot += weight(line, words);
        }
    }
    for at in (1..weights.len()).rev() {
        let add = weights.get(at).copied().unwrap_or_default();
        let parent = tree.nodes.get(at).map_or(0, |node| node.parent);
        if let Some(slot) = weights.get_mut(parent) {
            *slot += add;
        }
    }
    weights
}

/// The smallest element that holds nearly all the running text; or, where several things hold
/// it, the one that is named as an article's body.
fn article(tree: &Tree<'_>, junk: &[bool]) -> usize {
    let weights = weights(tree, junk);
    let weight = |at: usize| weights.get(at).copied().unwrap_or_default();
    let mut here = 0;
    loop {
        let end = tree.nodes.get(here).map_or(0, |node| node.end);
        let best = (here + 1..end)
            .filter(|&at| tree.nodes.get(at).is_some_and(|node| node.parent == here))
            .max_by_key(|&at| (weight(at), usize::MAX - at));
        let Some(best) = best else { return here };
        // A paragraph is never the whole article: others stand beside it.
        let is_line = tree.nodes.get(best).is_some_and(|node| node.tag.holds_lines());
        if is_line
            || weight(best) * 10 < weight(here) * 7
            || weight(here) == 0
            || leads_in(tree, junk, here, best)
        {
            return named(tree, junk, &weights, here).unwrap_or(here);
        }
        here = best;
    }
}

/// Whether paragraphs of running text stand in `here` before `best` and behind the headline: the
/// report begins with them.
fn leads_in(tree: &Tree<'_>, junk: &[bool], here: usize, best: usize) -> bool {
    let tag = |node: usize| tree.nodes.get(node).map(|node| node.tag);
    let before = tree.lines.iter().take_while(|line| line.node < best);
    let mut titled = false;
    let mut count = 0;
    for line in before {
        if line.node < here {
            titled |= tag(line.node) == Some(Tag::TopHeading);
            continue;
        }
        let words = tree.words.words().get(line.span.range()).unwrap_or_default();
        if tag(line.node) == Some(Tag::TopHeading) {
            titled = true;
            count = 0;
        } else if tag(line.node) == Some(Tag::Paragraph)
            && !junk.get(line.node).copied().unwrap_or(true)
            && line.linked * 4 < words.len()
            && words.len() > 80
            && crate::plain::is_sentence(words)
        {
            count += 1;
        }
    }
    count > 0 && titled
}

/// The element within `here` that names itself the article's body, if it holds enough of the
/// text and no other of its kind holds as much.
fn named(
    tree: &Tree<'_>,
    junk: &[bool],
    weights: &[usize],
    here: usize,
) -> Option<usize> {
    let weight = |at: usize| weights.get(at).copied().unwrap_or_default();
    let end = tree.nodes.get(here).map_or(0, |node| node.end);
    let mut best: Option<usize> = None;
    let mut second = 0;
    let mut at = here + 1;
    while at < end {
        let Some(node) = tree.nodes.get(at) else { break };
        let is_junk = junk.get(at).copied().unwrap_or(true);
        let is_body = node.hints.has(Hints::BODY)
            || node.tag == Tag::Article
            || node.tag == Tag::Main;
        if is_junk || !is_body || weight(at) == 0 {
            at += 1;
            continue;
        }
        if best.is_none_or(|best| weight(at) > weight(best)) {
            second = second.max(best.map_or(0, weight));
            best = Some(at);
        } else {
            second = second.max(weight(at));
        }
        at = node.end.max(at + 1);
    }
    best.filter(|&best| {
        weight(best) * 10 >= weight(here) * 4 && second * 2 < weight(best)
    })
}
