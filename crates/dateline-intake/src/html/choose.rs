use dateline_text::{RegionClass, Span};

use super::hint::Hints;
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
    let junk = junk(tree);
    let article = article(tree, &junk);
    let end = tree.nodes.get(article).map_or(0, |node| node.end);
    let mut chosen = Chosen { junk, article, end, classes: Vec::new() };
    chosen.classes = tree
        .lines
        .iter()
        .map(|line| {
            let words = tree.words.words().get(line.span.range()).unwrap_or_default();
            class(tree, &chosen, line, words)
        })
        .collect();
    chosen
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
    if line.linked * 2 > words.len() && words.len() < 200 {
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
fn junk(tree: &Tree<'_>) -> Vec<bool> {
    let weights = weights(tree, &vec![false; tree.nodes.len()]);
    let all = weights.first().copied().unwrap_or_default();
    let mut junk = vec![false; tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate() {
        let above = at > 0 && junk.get(node.parent).copied().unwrap_or_default();
        let own = match node.tag {
            Tag::Nav | Tag::Footer | Tag::Aside | Tag::Button | Tag::Unseen => true,
            _ => {
                node.hints.has(Hints::JUNK)
                    || node.hints.has(Hints::HIDDEN)
                    || node.tag == Tag::Form
            }
        };
        let heavy = weights.get(at).copied().unwrap_or_default() * 2 > all;
        if let Some(slot) = junk.get_mut(at) {
            *slot = above || (own && !heavy && at > 0);
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

/// The smallest element that holds nearly all the running text.
fn article(tree: &Tree<'_>, junk: &[bool]) -> usize {
    let weights = weights(tree, junk);
    let mut here = 0;
    loop {
        let weight = weights.get(here).copied().unwrap_or_default();
        let end = tree.nodes.get(here).map_or(0, |node| node.end);
        let best = (here + 1..end)
            .filter(|&at| tree.nodes.get(at).is_some_and(|node| node.parent == here))
            .max_by_key(|&at| {
                (weights.get(at).copied().unwrap_or_default(), usize::MAX - at)
            });
        let Some(best) = best else { return here };
        if weights.get(best).copied().unwrap_or_default() * 10 < weight * 7 || weight == 0
        {
            return here;
        }
        here = best;
    }
}
