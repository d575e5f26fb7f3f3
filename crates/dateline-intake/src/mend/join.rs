use dateline_text::{Edit, Span};

use crate::page::Page;

/// The line breaks that stand inside sentences.
///
/// Some sites print a report with a break every eighty letters or so, often as an empty line.
/// The signs: many lines that end within a sentence, and as many that go on in small letters.
pub(crate) fn joins(page: &Page) -> Vec<Edit> {
    let lines: Vec<&str> = page.blocks.iter().map(|block| page.line(block)).collect();
    let gaps: Vec<usize> = page
        .blocks
        .windows(2)
        .map(|pair| match pair {
            [one, two] => breaks(page, one.span.end(), two.span.start()),
            _ => 0,
        })
        .collect();
    let Some(wrap) = Wrap::of(&lines, &gaps) else { return Vec::new() };
    let mut edits = Vec::new();
    for (at, pair) in page.blocks.windows(2).enumerate() {
        let [one, two] = pair else { continue };
        let (Some(before), Some(after)) = (lines.get(at), lines.get(at + 1)) else {
            continue;
        };
        let gap = gaps.get(at).copied().unwrap_or_default();
        if wrap.within.contains(&at) && wrap.joins(before, after, gap) {
            let span = Span::of(one.span.end()..two.span.start());
            let words = if is_cut_word(before, after) { "" } else { " " };
            edits.push(Edit { span, words: words.to_owned() });
        }
    }
    edits
}

fn breaks(page: &Page, start: usize, end: usize) -> usize {
    let between = page.words.words().get(start..end).unwrap_or_default();
    between.matches('\n').count().max(1)
}

/// How a page is broken into lines.
struct Wrap {
    /// The length of its full lines, in letters.
    width: usize,
    /// The line feeds between two lines of a sentence.
    gap: usize,
    /// The lines from the first to the last that is broken within a sentence.
    within: std::ops::Range<usize>,
}

impl Wrap {
    /// `None` when the page's lines are its paragraphs.
    fn of(lines: &[&str], gaps: &[usize]) -> Option<Self> {
        let mut widths = Vec::new();
        let mut counts = [0_usize; 4];
        let mut running = 0_usize;
        let mut within: Option<std::ops::Range<usize>> = None;
        for (at, gap) in gaps.iter().enumerate() {
            let (Some(one), Some(two)) = (lines.get(at), lines.get(at + 1)) else {
                continue;
            };
            let width = one.chars().take(200).count();
            if *gap < counts.len() && width < 140 && runs_on(one, two) {
                running += 1;
                within = Some(within.map_or(at, |within| within.start)..at + 1);
                widths.push(width);
                if let Some(slot) = counts.get_mut(*gap) {
                    *slot += 1;
                }
            }
        }
        widths.sort_unstable();
        let width = *widths.get(widths.len() * 9 / 10)?;
        let gap =
            (0..counts.len()).max_by_key(|&gap| (counts.get(gap), usize::MAX - gap))?;
        let many = running >= 3 && running * 4 >= gaps.len() && width >= 30;
        let within = paragraphs(within?, (lines, gaps), (width, gap));
        (many || is_wrapped(lines, gaps)).then_some(Self { width, gap, within })
    }

    fn joins(&self, before: &str, after: &str, gap: usize) -> bool {
        if gap > self.gap || ends_apart(before) || starts_apart(after) {
            return false;
        }
        if runs_on(before, after) {
            return true;
        }
        let is_long = before.chars().count() * 10 >= self.width * 6;
        let has_room = before.chars().count() > self.width * 2;
        if has_room || !is_long {
            return false;
        }
        // Where empty lines end paragraphs, a line that ends a sentence may go on.
        !ends_sentence(before)
            || (self.gap == 1 && before.chars().count() * 10 >= self.width * 8)
    }
}

/// Lines with the full lines right before and after them: where empty lines stand between
/// paragraphs, a paragraph is broken from its first line on, whatever letter the next begins with.
fn paragraphs(
    within: std::ops::Range<usize>,
    (lines, gaps): (&[&str], &[usize]),
    (width, gap): (usize, usize),
) -> std::ops::Range<usize> {
    let parted = gaps.iter().any(|other| *other > gap);
    let goes_on = |at: usize| {
        let full = |line: &&str| line.chars().count() * 10 >= width * 6;
        parted && gaps.get(at) == Some(&gap) && lines.get(at).is_some_and(full)
    };
    let before = (0..within.start).rev().take_while(|at| goes_on(*at)).count();
    let after = (within.end..gaps.len()).take_while(|at| goes_on(*at)).count();
    within.start - before..within.end + after
}

/// Whether empty lines stand between paragraphs, and the lines of a paragraph are filled to a
/// width: a short page shows it with one broken sentence.
fn is_wrapped(lines: &[&str], gaps: &[usize]) -> bool {
    let single = || gaps.iter().zip(lines).filter(|(gap, _)| **gap == 1);
    let is_full = |line: &str| (50..=100).contains(&line.chars().take(101).count());
    gaps.iter().any(|gap| *gap > 1)
        && single().count() > 0
        && single().all(|(_, line)| is_full(line))
}

/// Whether a sentence plainly goes on in the next line.
fn runs_on(before: &str, after: &str) -> bool {
    let small = after.chars().next().is_some_and(char::is_lowercase);
    small && !ends_sentence(before) && !ends_apart(before)
}

fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“', ' ']);
    bare.ends_with(['.', '!', '?', ':', '…', '؟', '。'])
}

/// Whether a line ends as a line of its own does: "(Orlesia Wire)-", "Photos |".
fn ends_apart(line: &str) -> bool {
    line.ends_with(['|', '•', '✓', ';']) || line.ends_with(")-")
}

/// Whether a line starts as an item or a heading does.
fn starts_apart(line: &str) -> bool {
    let first = line.chars().next().unwrap_or(' ');
    if matches!(first, '•' | '*' | '·' | '▪' | '|' | '#' | '–' | '—' | '-') {
        return true;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line.as_bytes().get(digits).copied().unwrap_or_default();
    digits > 0 && digits < 3 && (after == b'.' || after == b')')
}

/// Whether a hyphen at the end of a line joins two halves: "anti-" and "piracy".
fn is_cut_word(before: &str, after: &str) -> bool {
    let mut letters = before.chars().rev();
    letters.next() == Some('-')
        && letters.next().is_some_and(char::is_alphabetic)
        && after.chars().next().is_some_and(char::is_lowercase)
}
