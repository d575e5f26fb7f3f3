//! Where on the page a date stands: in a heading, or where a report gives its own date.

use dateline_text::{Span, Text};

/// The longest line that is a heading.
const HEADING: usize = 90;

/// The words right before and behind a span on its line; `None` where the line goes further
/// than a heading.
fn line(text: &Text, span: Span) -> Option<(&str, &str)> {
    let (before, behind) = around(text, span);
    let left = before.bytes().rev().take(HEADING).position(|byte| byte == b'\n');
    let left = left.or((before.len() < HEADING).then_some(before.len()))?;
    let right = behind.bytes().take(HEADING).position(|byte| byte == b'\n');
    let right = right.or((behind.len() < HEADING).then_some(behind.len()))?;
    Some((before.get(before.len() - left..)?, behind.get(..right)?))
}

fn around(text: &Text, span: Span) -> (&str, &str) {
    let whole = text.words(text.span());
    let before = whole.get(..span.start()).unwrap_or_default();
    (before, whole.get(span.end()..).unwrap_or_default())
}

/// Whether it stands in a short line of its own that does not end as a sentence does.
pub(super) fn is_heading(text: &Text, span: Span) -> bool {
    let Some((before, behind)) = line(text, span) else { return false };
    before.len() + behind.len() < HEADING
        && !behind.trim_end().ends_with(['.', '?', '!', ',', ';', '"'])
}

/// Whether a report gives its own date here: alone on a line, or behind the place at the head
/// of its first line: "VARN, 3 March 2031 (Harbour Wire) - ".
pub(super) fn is_own_date(text: &Text, span: Span) -> bool {
    if let Some((before, behind)) = line(text, span)
        && is_label(before)
        && is_label(behind)
    {
        return true;
    }
    let (before, behind) = around(text, span);
    let left = before.bytes().rev().take(HEADING).position(|byte| byte == b'\n');
    let left = left.or((before.len() < HEADING).then_some(before.len()));
    let place = left.and_then(|left| before.get(before.len() - left..));
    span.start() < HEAD && place.is_some_and(is_place) && is_opening(behind)
}

/// Whether the page says that it was changed, or looked at, on this date.
pub(super) fn is_change(text: &Text, span: Span) -> bool {
    let (before, _) = around(text, span);
    let from = before.len().saturating_sub(HEADING);
    let from = (from..=before.len()).find(|&at| before.is_char_boundary(at));
    let near = from.and_then(|from| before.get(from..)).unwrap_or_default();
    let line = near.rsplit('\n').next().unwrap_or_default();
    let words = line.rsplit(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).take(4);
    words
        .into_iter()
        .any(|word| CHANGES.iter().any(|change| word.eq_ignore_ascii_case(change)))
}

/// Whether nothing but a comma or a bracket stands between two expressions: "today, 3 March
/// 2031", "yesterday (2 March 2031)".
pub(super) fn is_apposed(text: &Text, one: Span, other: Span) -> bool {
    let gap = text.words(Span::of(one.end()..other.start()));
    matches!(gap, " " | ", " | " (" | ", on ")
}

/// Words of a change to a page.
const CHANGES: [&str; 11] = [
    "accessed",
    "amended",
    "archived",
    "corrected",
    "edited",
    "modified",
    "retrieved",
    "reviewed",
    "revised",
    "update",
    "updated",
];

/// How far into the text a place and a date can open it: further on they open a caption.
const HEAD: usize = 500;

/// Words that stand beside a date which is alone on its line.
const LABELS: [&str; 14] = [
    "am",
    "at",
    "by",
    "date",
    "dated",
    "gmt",
    "in",
    "issued",
    "news",
    "on",
    "pm",
    "posted",
    "published",
    "utc",
];

/// Whether the rest of a line says no more than that a date stands there.
fn is_label(rest: &str) -> bool {
    rest.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| {
            LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
                || is_weekday(word)
        })
}

fn is_weekday(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    small.ends_with("day") && small.len() <= "wednesday".len()
}

/// Whether only a place stands before the date: "VARN, ", "New Tessaly (Orlesia), ".
fn is_place(words: &str) -> bool {
    let mut names = words.split(|letter: char| !letter.is_alphabetic());
    let mut named = false;
    let capital = names.all(|name| {
        let first = name.chars().next();
        named |= first.is_some();
        first.is_none_or(char::is_uppercase)
    });
    capital && named && words.trim_end().ends_with([',', '-', '–', '—', '/', '(', ':'])
}

/// Whether the text of a report opens behind the date: with a dash, or an agency in brackets.
fn is_opening(behind: &str) -> bool {
    let behind = behind.trim_start();
    if let Some(agency) = behind.strip_prefix('(') {
        let end = agency.bytes().take(HEADING).position(|byte| byte == b')');
        let rest = end.and_then(|end| agency.get(end + 1..)).unwrap_or_default();
        return is_opening(rest.trim_start_matches(['.', ' ']));
    }
    ["-", "–", "—", "―"].iter().any(|dash| behind.starts_with(dash))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(words: &str) -> bool {
        let text = Text::new(words);
        let start = words.find("3 March 2031").unwrap_or(0);
        is_own_date(&text, Span::of(start..start + "3 March 2031".len()))
    }

    #[test]
    fn a_date_alone_or_behind_the_place_is_the_reports_own() {
        for words in [
            "Talks fail in Varn\n3 March 2031\nThe envoys left.",
            "Talks fail\nPublished on Monday, 3 March 2031 at 14:05\nThe envoys left.",
            "VARN, 3 March 2031 (Harbour Wire) - The envoys left.",
            "New Tessaly, 3 March 2031 — The envoys left.",
        ] {
            assert!(own(words), "{words}");
        }
    }

    #[test]
    fn a_date_in_a_sentence_is_not() {
        for words in [
            "Talks fail\nThe pact of 3 March 2031\nThe envoys left.",
            "On 3 March 2031 - a Monday - they left.",
            "They left Varn on 3 March 2031.",
            "3 March 2031: the envoys leave.",
        ] {
            assert!(!own(words), "{words}");
        }
    }
}
