use super::bare;
use super::head::{is_byline, is_furniture};
use crate::page::Page;

/// The line that is the headline, among those before the first paragraph.
///
/// A headline that is printed again is surest. Else it is the first line that is no day, menu
/// or credit and is not one of a run of short lines: those are a menu.
pub(crate) fn title(page: &Page, first: usize) -> Option<usize> {
    let lines: Vec<&str> =
        page.blocks.iter().take(first.min(MOST)).map(|block| page.line(block)).collect();
    let candidates: Vec<usize> = (0..lines.len())
        .filter(|&at| lines.get(at).is_some_and(|line| fits(line)))
        .collect();
    let names: Vec<String> = page
        .blocks
        .iter()
        .take(4 * MOST)
        .filter(|block| block.span.len() < 400)
        .map(|block| bare(page.line(block)))
        .collect();
    let is_twice = |at: &&usize| {
        let name = lines.get(**at).map(|line| bare(line)).unwrap_or_default();
        name.len() > 20 && names.iter().filter(|other| **other == name).count() > 1
    };
    let is_clear = |at: &&usize| menu_behind(&lines, **at) < 4;
    let again = candidates.iter().filter(is_twice).find(is_clear);
    let long = |at: &&usize| lines.get(**at).is_some_and(|line| words(line) > 3);
    let clear = candidates.iter().filter(long).find(is_clear);
    again
        .or(clear)
        .or_else(|| candidates.iter().find(is_clear))
        .or_else(|| candidates.last())
        .copied()
}

/// Lines before the first paragraph that are looked at.
const MOST: usize = 200;

fn fits(line: &str) -> bool {
    (3..=40).contains(&words(line))
        && line.len() < 300
        && !is_furniture(line)
        && !is_byline(line)
}

fn words(line: &str) -> usize {
    line.split_whitespace().count()
}

/// How many short lines that are no credits stand between a line and the first paragraph.
fn menu_behind(lines: &[&str], at: usize) -> usize {
    let short =
        |line: &&&str| words(line) <= 3 && !is_furniture(line) && !is_byline(line);
    lines.iter().skip(at + 1).filter(short).count()
}
