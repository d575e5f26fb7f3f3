//! The parts that every page is made of.

use std::io::{self, Write};

pub(super) use dateline::wire::{count, short};

/// How wide a page is.
pub(super) const WIDTH: usize = 80;
/// How wide the column of dates is.
pub(super) const DATES: usize = 14;

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const MARK: &str = "\x1b[7m";
const MARK_END: &str = "\x1b[27m";
const YELLOW: &str = "\x1b[33m";
const RED: &str = "\x1b[31m";
const PLAIN: &str = "\x1b[0m";

/// A heading, with a remark at the right edge.
pub(super) fn heading(out: &mut dyn Write, words: &str, remark: &str) -> io::Result<()> {
    let remark = &clean(remark);
    let room = WIDTH.saturating_sub(remark.chars().count() + 1);
    let words = cut(&clean(words), room);
    let gap = WIDTH.saturating_sub(words.chars().count() + remark.chars().count());
    let gap = if remark.is_empty() { 0 } else { gap };
    writeln!(out, "\n{BOLD}{words}{PLAIN}{}{DIM}{remark}{PLAIN}", " ".repeat(gap))
}

/// Words after a date; long ones go on under themselves.
pub(super) fn dated(out: &mut dyn Write, date: &str, words: &str) -> io::Result<()> {
    let indent = DATES + 2;
    let mut lines = lines(words, WIDTH - indent).into_iter();
    if date.chars().count() < DATES {
        let first = lines.next().unwrap_or_default();
        writeln!(out, "  {date:<DATES$}{first}")?;
    } else {
        writeln!(out, "  {date}")?;
    }
    lines.try_for_each(|line| writeln!(out, "{}{line}", " ".repeat(indent)))
}

/// Words that go on under themselves.
pub(super) fn wrapped(out: &mut dyn Write, indent: usize, words: &str) -> io::Result<()> {
    lines(words, WIDTH.saturating_sub(indent))
        .into_iter()
        .try_for_each(|line| writeln!(out, "{}{line}", " ".repeat(indent)))
}

/// Words of less weight.
pub(super) fn small(out: &mut dyn Write, indent: usize, words: &str) -> io::Result<()> {
    lines(words, WIDTH.saturating_sub(indent))
        .into_iter()
        .try_for_each(|line| writeln!(out, "{}{DIM}{line}{PLAIN}", " ".repeat(indent)))
}

/// How many of a list are not shown, and what shows them.
pub(super) fn left_out(
    out: &mut dyn Write,
    (indent, many): (usize, usize),
    noun: &str,
) -> io::Result<()> {
    if many == 0 {
        return Ok(());
    }
    let many = match noun {
        "" => format!("{many} more"),
        noun => count(many, &format!("more {noun}")),
    };
    small(out, indent, &format!("… {many}: `--limit 0` shows all"))
}

/// Words of less weight, within a line.
pub(super) fn dim(words: &str) -> String {
    format!("{DIM}{words}{PLAIN}")
}

/// Words that stand out.
pub(super) fn strong(words: &str) -> String {
    format!("{BOLD}{words}{PLAIN}")
}

/// A mark in square brackets before words: `[planned]`.
pub(super) fn mark(word: &str) -> String {
    format!("{YELLOW}[{word}]{PLAIN} ")
}

/// A mark of denial or disagreement.
pub(super) fn warning(word: &str) -> String {
    format!("{RED}[{word}]{PLAIN} ")
}

/// A sentence in which words that were looked for stand out, case aside.
pub(super) fn marked(sentence: &str, words: &[String]) -> String {
    let words: Vec<&str> = words.iter().flat_map(|one| one.split_whitespace()).collect();
    let is_looked_for = |piece: &str| {
        let piece = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
        words.iter().any(|word| word.eq_ignore_ascii_case(piece))
    };
    let pieces = sentence.split_whitespace().map(|piece| {
        if is_looked_for(piece) { strong(&clean(piece)) } else { clean(piece) }
    });
    pieces.collect::<Vec<_>>().join(" ")
}

/// The words of a report with what stands around them: the words stand out.
pub(super) fn highlighted(before: &str, words: &str, after: &str) -> String {
    let spaced = |edge: Option<char>| edge.is_some_and(char::is_whitespace);
    let gap = |wide: bool| if wide { " " } else { "" };
    let left = gap(spaced(before.chars().next_back()));
    let right = gap(spaced(after.chars().next()));
    let before = clean(&tail(before, AROUND));
    let after = clean(&head(after, AROUND));
    // Each word by itself, so that a line may end between them.
    let words = clean(words);
    let words: Vec<String> =
        words.split(' ').map(|word| format!("{MARK}{word}{MARK_END}")).collect();
    format!("{before}{left}{}{right}{after}", words.join(" "))
}

/// The words of a report within their sentence, at most about `most` letters of it.
pub(super) fn snippet(before: &str, words: &str, after: &str, most: usize) -> String {
    let whole = clean(words);
    if whole.chars().count() + 20 > most {
        let shown = head(&whole, most);
        return shown.split(' ').map(strong).collect::<Vec<_>>().join(" ");
    }
    let words = whole;
    let room = most.saturating_sub(words.chars().count());
    let ends = [". ", "? ", "! ", ".” ", "\n"];
    let start = ends.iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max();
    let before = before.get(start.unwrap_or_default()..).unwrap_or_default();
    let end = ends.iter().filter_map(|end| Some(after.find(end)? + 1)).min();
    let after = after.get(..end.unwrap_or(after.len())).unwrap_or(after);
    let spaced = |edge: Option<char>| edge.is_some_and(char::is_whitespace);
    let left = if spaced(before.chars().next_back()) { " " } else { "" };
    let right = if spaced(after.chars().next()) { " " } else { "" };
    let before = clean(&tail(before.trim_start(), room / 2));
    let used = before.chars().count();
    let after = clean(&head(after, room.saturating_sub(used)));
    let words: Vec<String> = words.split(' ').map(strong).collect();
    format!("{before}{left}{}{right}{after}", words.join(" "))
}

/// A page for where no colour is seen: evidence stands between angle marks.
pub(crate) fn without_colour(page: &str) -> String {
    let between_words = format!("{MARK_END} {MARK}");
    page.replace(&between_words, " ").replace(MARK, "»").replace(MARK_END, "«")
}

/// How many letters are shown on either side of the words.
const AROUND: usize = 160;

fn tail(words: &str, most: usize) -> String {
    let length = words.chars().count();
    if length <= most {
        return words.to_owned();
    }
    if most < 8 {
        return "...".to_owned();
    }
    let kept: String = words.chars().skip(length - most).collect();
    let start = kept.find(' ').map_or(0, |at| at + 1);
    format!("... {}", kept.get(start..).unwrap_or_default())
}

fn head(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    if most < 8 {
        return "...".to_owned();
    }
    let kept: String = words.chars().take(most).collect();
    let end = kept.rfind(' ').unwrap_or(kept.len());
    format!("{} ...", kept.get(..end).unwrap_or_default())
}

/// Words without control letters, which could move a terminal's cursor or show words in
/// another order than they stand in, on one line.
pub(crate) fn clean(words: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_hidden =
        |letter: &char| letter.is_control() && !letter.is_whitespace() || turns(*letter);
    let kept: String = words.chars().filter(|letter| !is_hidden(letter)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most so many letters.
pub(super) fn cut(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let kept: String = words.chars().take(most.saturating_sub(3)).collect();
    format!("{}...", kept.trim_end())
}

/// Lines of at most `width` letters, colour not counted.
fn lines(words: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in words.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        // Words that belong together are joined by a space that does not break.
        let word = &word.replace(JOINED, " ");
        let length = visible(word);
        if used > 0 && used + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += length;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A space at which no line ends.
const JOINED: char = '\u{a0}';

/// Parts with a dot between them; a line ends between two parts, or within the first.
pub(super) fn dotted(parts: &[String]) -> String {
    let (first, rest) = match parts.split_first() {
        Some((first, rest)) => (first.as_str(), rest),
        None => ("", parts),
    };
    let rest = rest.iter().map(|part| format!("· {part}").replace(' ', "\u{a0}"));
    std::iter::once(first.to_owned()).chain(rest).collect::<Vec<_>>().join(" ")
}

/// The number of letters that are seen.
fn visible(word: &str) -> usize {
    let mut seen = 0;
    let mut hidden = false;
    for letter in word.chars() {
        match letter {
            '\x1b' => hidden = true,
            'm' if hidden => hidden = false,
            _ if hidden => {}
            _ => seen += 1,
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_never_wider_than_its_width() {
        let words = "Orlesia and Varn signed a memorandum on the harbour on Thursday";
        assert!(lines(words, 20).iter().all(|line| line.chars().count() <= 20));
    }

    #[test]
    fn colour_takes_no_room() {
        assert_eq!(visible(&strong("Varn")), 4);
    }

    #[test]
    fn a_report_cannot_move_the_cursor() {
        assert_eq!(clean("Varn\x1b[2J agreed\x07"), "Varn[2J agreed");
        assert_eq!(clean("pact\u{202e}fdp.txt"), "pactfdp.txt");
    }

    #[test]
    fn evidence_is_seen_without_colour() {
        let page = highlighted("Varn ", "signed a pact", " on Thursday.");
        assert_eq!(without_colour(&page), "Varn »signed a pact« on Thursday.");
    }
}
