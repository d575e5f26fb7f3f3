use std::sync::LazyLock;

use dateline_text::{RegionClass, Span};

use super::{bare, ends_as_sentence, is_sentence, title};
use crate::credits::author;
use crate::dates::{First, dates, is_day_of_month};
use crate::page::{Block, Page};
use crate::phrase::{Phrase, phrase};
use crate::table::Table;

static SECTIONS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/sections.tsv")));
static LANGUAGES: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/languages.tsv")));

/// Classes what stands before the report: the title and its copies, days, menus, credits.
pub(super) fn class(page: &mut Page) {
    split_header(page);
    let line_that = |fits: fn(&str) -> bool| {
        page.blocks.iter().position(|block| fits(page.line(block)))
    };
    let first = line_that(is_running).or_else(|| line_that(is_short));
    let first = first.unwrap_or(page.blocks.len());
    let title = title::title(page, first);
    let name = title
        .and_then(|at| page.blocks.get(at))
        .map(|block| (bare(page.line(block)), block.span));
    for at in 0..page.blocks.len() {
        let Some(block) = page.blocks.get(at) else { break };
        let line = page.line(block);
        let class = if Some(at) == title {
            Some((RegionClass::Title, None))
        } else if let Some((_, span)) = name
            .as_ref()
            .filter(|_| title.is_some_and(|title| title < at))
            .filter(|(name, _)| line.len() < 400 && is_same(&bare(line), name))
        {
            Some((RegionClass::Repeat, Some(*span)))
        } else if at < first {
            Some((head_line(page, at, title), None))
        } else {
            None
        };
        if let Some((class, repeats)) = class
            && let Some(block) = page.blocks.get_mut(at)
        {
            block.class = class;
            block.repeats = repeats;
        }
    }
    captions(page, first);
    dated_title(page);
}

/// Classes what stands before the first paragraph where the title is not among it.
pub(super) fn class_untitled(page: &mut Page) {
    split_header(page);
    let first = page.blocks.iter().position(|block| is_running(page.line(block)));
    for at in 0..first.unwrap_or(0) {
        let Some(line) = page.blocks.get(at).map(|block| page.line(block)) else { break };
        let class = match () {
            () if is_byline(line) => RegionClass::Byline,
            () if phrase(line) == Some(Phrase::Caption) => RegionClass::Caption,
            () if is_furniture(line) => RegionClass::Furniture,
            () => RegionClass::Body,
        };
        if let Some(block) = page.blocks.get_mut(at) {
            block.class = class;
        }
    }
}

/// A day that a copier added to the title is not part of it: "Talks end, 25 JULY".
fn dated_title(page: &mut Page) {
    let title = page.blocks.iter().position(|block| block.class == RegionClass::Title);
    let Some((at, block)) = title.and_then(|at| Some((at, *page.blocks.get(at)?))) else {
        return;
    };
    let line = page.line(&block);
    let Some(comma) = line.rfind([',', '|', '–']) else { return };
    let rest = line.get(comma..).unwrap_or_default();
    if !is_day_of_month(rest) || comma < 20 {
        return;
    }
    let start = block.span.start();
    let cut = start + line.get(..comma).unwrap_or_default().trim_end().len();
    if let Some(title) = page.blocks.get_mut(at) {
        title.span = Span::of(start..cut);
    }
    let rest =
        Block::new(Span::of(start + comma..block.span.end()), RegionClass::Furniture);
    page.blocks.insert(at + 1, rest);
}

fn is_same(line: &str, title: &str) -> bool {
    !title.is_empty() && line == title
}

/// Whether a line is the report's own running text.
fn is_running(line: &str) -> bool {
    is_sentence(line) && line.len() > 80 && !is_day(line)
}

/// Whether a line is running text where no paragraph is longer: "Orlesia withdrew 300 troops."
fn is_short(line: &str) -> bool {
    let is_full = line.split_whitespace().count() >= 4 && ends_as_sentence(line);
    is_full && !line.ends_with(':') && !is_furniture(line) && !is_byline(line)
}

/// A line that a page prints around reports: a day, a section, a counter, languages.
pub(super) fn is_furniture(line: &str) -> bool {
    matches!(
        phrase(line),
        Some(
            Phrase::Line
                | Phrase::Tail
                | Phrase::Start
                | Phrase::Caption
                | Phrase::Origin
        )
    ) || is_day(line)
        || is_section(line)
        || counter(line).is_some_and(|length| length == line.len())
        || is_outlet(line)
        || is_language_bar(line)
        || is_menu_bar(line)
}

/// A menu on one line: "Home | Politics | Economy | Sport".
fn is_menu_bar(line: &str) -> bool {
    let is_bar = |mark: char| {
        let mut parts = line.split(mark);
        let short = |part: &str| (1..=3).contains(&part.split_whitespace().count());
        line.matches(mark).take(3).count() == 3 && parts.all(short)
    };
    line.len() < 200
        && !ends_as_sentence(line)
        && ['|', '•', '·', '»', '>'].into_iter().any(is_bar)
}

pub(super) fn is_byline(line: &str) -> bool {
    match phrase(line) {
        Some(Phrase::Byline) => line.len() < 120 && !ends_as_sentence(line),
        Some(Phrase::Translation) => line.len() < 160,
        _ => false,
    }
}

/// "(Orlesia Today | Varn News)-"
pub(crate) fn is_outlet(line: &str) -> bool {
    let bare = line.trim_end_matches(['-', '–', '—', ':', ' ']);
    line.starts_with('(')
        && bare.ends_with(')')
        && line.len() < 100
        && !ends_as_sentence(bare.trim_end_matches(')'))
}

/// Whether a line holds a day and little else.
pub(crate) fn is_day(line: &str) -> bool {
    let Some(date) = dates(line, First::Day, 1).into_iter().next() else { return false };
    if line.len() > 200 {
        return false;
    }
    let before = line.get(..date.span.start()).unwrap_or_default();
    let after = line.get(date.span.end()..).unwrap_or_default();
    let words = before.split_whitespace().chain(after.split_whitespace());
    let others = words.filter(|word| {
        word.chars().any(|letter| letter.is_alphabetic() && letter.is_lowercase())
            && !SECTIONS.has(&dateline_text::fold(word))
    });
    others.count() <= 3 && !ends_as_sentence(line)
}

/// Whether a line is one of credits with a day among them: "Harbour Post | Published on 12 March
/// 2031 | 4 minutes", "Fort Varn (Harbour Wire) – 12 March 2031".
pub(crate) fn is_dated(line: &str) -> bool {
    let Some(date) = dates(line, First::Day, 1).into_iter().next() else { return false };
    let before = line.get(..date.span.start()).unwrap_or_default().trim_end();
    let after = line.get(date.span.end()..).unwrap_or_default().trim_start();
    let parts = |letter: char| {
        matches!(letter, '|' | ',' | '–' | '—' | '-' | '/' | '·' | '•' | ';' | '(')
    };
    let label = before.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let label = dateline_text::fold(label.trim_end_matches(':'));
    let labelled = matches!(
        label.as_str(),
        "date" | "dated" | "issued" | "on" | "posted" | "published" | "released"
    );
    let opens = before.is_empty()
        || before.ends_with(parts)
        || before.ends_with([':', '.', ')'])
        || labelled;
    let closes = after.is_empty() || after.starts_with(parts) || after.starts_with(')');
    line.len() < 160 && opens && closes && !ends_as_sentence(line)
}

fn is_section(line: &str) -> bool {
    line.len() < 60
        && SECTIONS
            .has(&dateline_text::fold(line.trim_matches(['|', ' ', '/', '>', '»'])))
}

/// A line of names of languages: "English | Français".
fn is_language_bar(line: &str) -> bool {
    let mut words = line
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .peekable();
    line.len() < 120
        && words.peek().is_some()
        && words.all(|word| LANGUAGES.has(&dateline_text::fold(word)))
}

/// The bytes of a counter at the start of some words: "Number of readings: 192", "192 views".
pub(crate) fn counter(words: &str) -> Option<usize> {
    let letter =
        |letter: char| letter.is_alphabetic() || letter == ' ' || letter == '\u{a0}';
    let label = words.find(|c: char| !letter(c)).unwrap_or(words.len());
    let name = words.get(..label)?;
    let folded = dateline_text::fold(name);
    let counts = [
        "reading", "readings", "read", "reads", "view", "views", "visits", "hits",
        "viewed", "shares", "visitors", "clicks",
    ];
    let is_count = |word: &str| counts.contains(&word);
    if folded.split_whitespace().count() <= 4 && folded.split_whitespace().any(is_count) {
        let rest = words.get(label..)?.trim_start_matches([':', ' ', '\u{a0}', '(']);
        let start = words.len() - rest.len();
        let digits = rest
            .find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'))
            .unwrap_or(rest.len());
        let numbers = rest.get(..digits)?;
        return numbers
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(start + digits);
    }
    let digits =
        words.find(|c: char| !(c.is_ascii_digit() || c == ',')).unwrap_or(words.len());
    let rest = words.get(digits..)?;
    let tight = rest.trim_start_matches([' ', '\u{a0}']);
    let word = tight.find(|c: char| !c.is_alphabetic()).unwrap_or(tight.len());
    let name = dateline_text::fold(tight.get(..word)?);
    (digits > 0 && is_count(&name)).then(|| words.len() - tight.len() + word)
}

fn head_line(page: &Page, at: usize, title: Option<usize>) -> RegionClass {
    let line = page.blocks.get(at).map_or("", |block| page.line(block));
    if is_byline(line) || is_name_by_day(page, at, title) {
        return RegionClass::Byline;
    }
    if phrase(line) == Some(Phrase::Caption) {
        return RegionClass::Caption;
    }
    if is_furniture(line) || title.is_some_and(|title| title < at) && is_dated(line) {
        return RegionClass::Furniture;
    }
    if title.is_none_or(|title| at < title) {
        return RegionClass::Furniture;
    }
    if is_sentence(line) || line.split_whitespace().count() > 30 {
        return RegionClass::Body;
    }
    if line.split_whitespace().count() >= 4 {
        RegionClass::Subhead
    } else {
        RegionClass::Furniture
    }
}

/// A name that stands alone under the title, next to the day: "Ana Ruiz".
fn is_name_by_day(page: &Page, at: usize, title: Option<usize>) -> bool {
    let line = |at: usize| page.blocks.get(at).map_or("", |block| page.line(block));
    let words = line(at).split_whitespace().count();
    let named = (2..=4).contains(&words)
        && author::name(line(at)) == Some(line(at))
        && line(at).split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let day =
        is_day(line(at + 1)) || at.checked_sub(1).is_some_and(|at| is_day(line(at)));
    named && day && title.is_some_and(|title| title < at)
}

/// A headline between two printings of the title is another page's, or words under a picture.
fn captions(page: &mut Page, first: usize) {
    let of_title =
        |class: RegionClass| matches!(class, RegionClass::Title | RegionClass::Repeat);
    let last = page.blocks.iter().take(first).rposition(|block| of_title(block.class));
    let title = page.blocks.iter().position(|block| block.class == RegionClass::Title);
    let (Some(title), Some(last)) = (title, last) else { return };
    for block in page.blocks.iter_mut().take(last).skip(title) {
        if block.class == RegionClass::Subhead {
            block.class = RegionClass::Caption;
        }
    }
}

/// Splits what a site prints at the start of the first paragraph from the paragraph:
/// "Friday 3 May 2031 | Economy Number of readings: 57 Ostrel / HW / ...".
pub(crate) fn split_header(page: &mut Page) {
    let body = |block: &Block| block.class == RegionClass::Body;
    let first = page.blocks.iter().enumerate().filter(|(_, block)| body(block));
    let found = first.take(12).find_map(|(at, block)| {
        let line = page.line(block);
        let length = header(line)?;
        let start = block.span.start();
        let rest = crate::page::trimmed(line.get(length..)?);
        let rest = Span::of(start + length + rest.start()..start + length + rest.end());
        (!rest.is_empty()).then(|| (at, Span::of(start..start + length), rest))
    });
    let Some((at, head, rest)) = found else { return };
    let Some(block) = page.blocks.get_mut(at) else { return };
    block.span = rest;
    page.blocks.insert(at, Block::new(head, RegionClass::Furniture));
}

/// The bytes of days, sections and counters at the start of a line, if it has at least two.
fn header(line: &str) -> Option<usize> {
    if line.len() < 80 {
        return None;
    }
    let start: String = line.chars().take(200).collect();
    let date = dates(&start, First::Day, 1).into_iter().next()?;
    if !start
        .get(..date.span.start())?
        .trim_matches([' ', '\u{a0}', '|', '-', '/'])
        .is_empty()
    {
        return None;
    }
    let mut end = date.span.end();
    let mut parts = 1;
    loop {
        let rest = start.get(end..)?;
        let tight = rest
            .trim_start_matches([' ', '\u{a0}', '|', '-', '–', '/', '•', '·', ',', ':']);
        let here = start.len() - tight.len();
        let Some(length) = counter(tight).or_else(|| section(tight)) else { break };
        end = here + length;
        parts += 1;
    }
    (parts > 1).then_some(end)
}

/// The bytes of a section's name at the start of some words.
fn section(words: &str) -> Option<usize> {
    let end = |count: usize| {
        words
            .char_indices()
            .filter(|(_, c)| *c == ' ')
            .nth(count)
            .map_or(words.len(), |(at, _)| at)
    };
    (0..2).rev().map(end).find(|&end| {
        let name = words.get(..end).unwrap_or_default();
        name.starts_with(char::is_uppercase) && SECTIONS.has(&dateline_text::fold(name))
    })
}

/// Whether a line holds a day and a counter or a section behind it, as agencies' pages print.
pub(crate) fn counts(line: &str) -> bool {
    let padded = format!("{line}{}", " ".repeat(80));
    header(&padded).is_some()
}

/// The section named in a header: "Politics" after a day.
pub(crate) fn section_after(line: &str, end: usize) -> Option<Span> {
    let rest = line.get(end..)?;
    let tight =
        rest.trim_start_matches([' ', '\u{a0}', '|', '-', '–', '/', '•', '·', ',']);
    let start = line.len() - tight.len();
    section(tight).map(|length| Span::of(start..start + length))
}
