use dateline_text::RegionClass;

use super::entity;
use super::hint::Hints;
use super::tag::Tag;
use super::tree::{Line, Tree};
use crate::phrase::{Phrase, phrase};
use crate::plain::{bare, ends_as_sentence, is_day};

/// Looks at the lines of the article again, now beside each other: what stands before the first
/// paragraph, share bars between them, and what follows the last one.
pub(crate) fn refine(tree: &Tree<'_>, classes: &mut [RegionClass]) {
    phrases(tree, classes);
    title(tree, classes);
    head(tree, classes);
    tail(tree, classes);
    headings(tree, classes);
}

fn words<'a>(tree: &'a Tree<'_>, line: &Line) -> &'a str {
    tree.words.words().get(line.span.range()).unwrap_or_default().trim()
}

fn set(classes: &mut [RegionClass], at: usize, class: RegionClass) {
    if let Some(slot) = classes.get_mut(at) {
        *slot = class;
    }
}

fn is_body(classes: &[RegionClass], at: usize) -> bool {
    classes.get(at) == Some(&RegionClass::Body)
}

/// Lines that say themselves what they are: "Advertisement", "Photo: ...".
fn phrases(tree: &Tree<'_>, classes: &mut [RegionClass]) {
    for (at, line) in tree.lines.iter().enumerate() {
        let words = words(tree, line);
        if !is_body(classes, at) || words.len() > 240 {
            continue;
        }
        match phrase(words) {
            Some(Phrase::Line) => set(classes, at, RegionClass::Furniture),
            Some(Phrase::Start) if words.len() < 120 => {
                set(classes, at, RegionClass::Furniture);
            }
            Some(Phrase::Translation) if words.len() < 160 => {
                set(classes, at, RegionClass::Byline);
            }
            Some(Phrase::Caption) if words.len() < 200 => {
                set(classes, at, RegionClass::Caption);
            }
            _ if words.len() < 80 && (is_day(words) || is_time(words)) => {
                set(classes, at, RegionClass::Furniture);
            }
            _ => {}
        }
    }
}

/// A time of day alone, as entries of a live report carry it: "18:22", "6:22 pm".
fn is_time(words: &str) -> bool {
    let bare =
        words.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == ' ');
    let Some((hour, minute)) = bare.split_once(':') else { return false };
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    words.len() < 12
        && (1..=2).contains(&hour.len())
        && minute.len() == 2
        && is_number(hour)
        && is_number(minute)
}

/// The headline may stand before the element that holds the article: the last heading of the
/// page before its first paragraph. What stands between belongs to the head of the report.
fn title(tree: &Tree<'_>, classes: &mut [RegionClass]) {
    let tag = |at: usize| {
        let line = tree.lines.get(at)?;
        tree.nodes.get(line.node).map(|node| node.tag)
    };
    let first = classes.iter().position(|class| *class == RegionClass::Body);
    let first = first.unwrap_or(classes.len());
    let own = classes.iter().position(|class| *class == RegionClass::Title);
    let found = own.filter(|own| *own < first).or_else(|| {
        (0..first).rev().find(|&at| {
            let line =
                tree.lines.get(at).map(|line| words(tree, line)).unwrap_or_default();
            tag(at) == Some(Tag::TopHeading) && line.split_whitespace().count() > 2
        })
    });
    let found = found.or_else(|| {
        (0..first).rev().take(60).find(|&at| {
            let node = tree.lines.get(at).and_then(|line| tree.nodes.get(line.node));
            node.is_some_and(|node| node.tag.is_heading() && node.hints.has(Hints::TITLE))
        })
    });
    let found = found.or_else(|| titled(tree, classes));
    let Some(found) = found else { return };
    set(classes, found, RegionClass::Title);
    for at in found + 1..first.min(found + 40) {
        let Some(line) = tree.lines.get(at) else { break };
        if classes.get(at) != Some(&RegionClass::Furniture) {
            continue;
        }
        let hints = tree.nodes.get(line.node).map(|node| node.hints).unwrap_or_default();
        let words = words(tree, line);
        match () {
            () if tag(at) == Some(Tag::Caption) => set(classes, at, RegionClass::Caption),
            () if words.len() > 300 => {}
            () if hints.has(Hints::BYLINE) && words.len() < 120 => {
                set(classes, at, RegionClass::Byline);
            }
            () if hints.has(Hints::SUBHEAD) => set(classes, at, RegionClass::Subhead),
            () => {}
        }
    }
}

/// The first line of the article where it says what the window is titled: old pages print their
/// headline in large letters and have no element for it.
fn titled(tree: &Tree<'_>, classes: &[RegionClass]) -> Option<usize> {
    let window =
        tree.unseen.iter().find(|unseen| unseen.name.eq_ignore_ascii_case("title"))?;
    let window = bare(&entity::decoded(window.words));
    let lines = tree.lines.iter().enumerate().filter(|(at, _)| is_body(classes, *at));
    let mut lines = lines.take(4).filter(|(_, line)| words(tree, line).len() < 200);
    let (at, _) = lines.find(|(_, line)| {
        let name = bare(words(tree, line));
        name.len() >= 16 && name.len() * 2 > window.len() && window.contains(&name)
    })?;
    Some(at)
}

/// Lines before the first paragraph: section, byline, day.
fn head(tree: &Tree<'_>, classes: &mut [RegionClass]) {
    let running = |at: usize| {
        tree.lines.get(at).is_some_and(|line| {
            let words = words(tree, line);
            words.len() > 80 && ends_as_sentence(words)
        })
    };
    let first = (0..classes.len()).find(|&at| is_body(classes, at) && running(at));
    let title = classes.iter().position(|class| *class == RegionClass::Title);
    let first = first.unwrap_or(classes.len());
    for at in 0..first {
        let Some(line) = tree.lines.get(at).filter(|_| is_body(classes, at)) else {
            continue;
        };
        let words = words(tree, line);
        let node = tree.nodes.get(line.node);
        let has = |hint: Hints| node.is_some_and(|node| node.hints.has(hint));
        let above = title.is_some_and(|title| at < title && title < first);
        let class = match () {
            () if words.len() > 160 => continue,
            () if has(Hints::BYLINE) || phrase(words) == Some(Phrase::Byline) => {
                RegionClass::Byline
            }
            () if above || has(Hints::DATE) || is_day(words) => RegionClass::Furniture,
            () if has(Hints::SUBHEAD) => RegionClass::Subhead,
            () => continue,
        };
        set(classes, at, class);
    }
}

/// A heading such as "Related articles" late in the article ends it.
fn tail(tree: &Tree<'_>, classes: &mut [RegionClass]) {
    let length = |at: usize| {
        let line = tree.lines.get(at).map_or(0, |line| line.span.len());
        if is_body(classes, at) { line } else { 0 }
    };
    let all: usize = (0..classes.len()).map(length).sum();
    let mut before = 0;
    let mut found = None;
    for at in 0..classes.len() {
        let Some(line) = tree.lines.get(at).filter(|_| before * 2 > all) else {
            before += length(at);
            continue;
        };
        let words = words(tree, line);
        if is_body(classes, at)
            && words.len() < 80
            && phrase(words) == Some(Phrase::Tail)
            && (before * 20 > all * 17 || is_about_people(words))
        {
            found = Some(at);
            break;
        }
        before += length(at);
    }
    for at in found.unwrap_or(classes.len())..classes.len() {
        if is_body(classes, at) {
            set(classes, at, RegionClass::Furniture);
        }
    }
}

/// Those who wrote and read a report are presented at length, also behind a short one.
fn is_about_people(words: &str) -> bool {
    words.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("about the"))
}

/// A heading with nothing under it belongs to what was left out.
fn headings(tree: &Tree<'_>, classes: &mut [RegionClass]) {
    let mut under = false;
    for at in (0..classes.len()).rev() {
        let Some(line) = tree.lines.get(at) else { continue };
        let tag = tree.nodes.get(line.node).map_or(Tag::Inline, |node| node.tag);
        if !tag.is_heading() {
            under = is_body(classes, at);
        } else if is_body(classes, at) && !under {
            set(classes, at, RegionClass::Furniture);
        }
    }
}
