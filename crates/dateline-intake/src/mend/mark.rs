use std::sync::LazyLock;

use dateline_text::{Edit, Span, fold};
use encoding_rs::WINDOWS_1252;

use crate::table::Table;

static ABBREVIATIONS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/abbreviations.tsv")));
static DOMAINS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/domains.tsv")));

/// What is wrong within one line, as edits in order. `start` is where the line stands.
pub(crate) fn edits(line: &str, start: usize, edits: &mut Vec<Edit>) {
    let quotes = Quotes::of(line);
    let done = edits.len();
    let mut straight = false;
    let mut open = 0_usize;
    let mut before: Option<char> = None;
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if let Some((length, mended)) = garbled(line, at, letter) {
            let span = Span::of(start + at..start + at + length);
            edits.push(Edit { span, words: mended.to_string() });
            while letters.next_if(|&(next, _)| next < at + length).is_some() {}
            open = match mended {
                '“' => open + 1,
                '”' => 0,
                _ => open,
            };
            before = Some(mended);
            continue;
        }
        let after = letters.peek().map(|&(_, letter)| letter);
        match letter {
            '"' => straight = !straight,
            '“' if quotes.is_wrong_close(before, after, open) => {
                open = 0;
                let span = Span::of(start + at..start + at + letter.len_utf8());
                edits.push(Edit { span, words: "”".to_owned() });
            }
            '“' => open += 1,
            '”' => open = 0,
            '.' | '!' | '?' => {
                if let Some(edit) = stop(line, at, straight) {
                    let span =
                        Span::of(start + edit.span.start()..start + edit.span.end());
                    edits.push(Edit { span, words: edit.words });
                }
            }
            // Marks for the printer of the page: soft hyphens, places to break a word.
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {
                let span = Span::of(start + at..start + at + letter.len_utf8());
                edits.push(Edit { span, words: String::new() });
            }
            ',' if is_glued_comma(line, at) => {
                let span = Span::of(start + at + 1..start + at + 1);
                edits.push(Edit { span, words: " ".to_owned() });
            }
            _ => {}
        }
        before = Some(letter);
    }
    // A break after closing marks is found before those marks are looked at.
    if let Some(new) = edits.get_mut(done..) {
        new.sort_by_key(|edit| (edit.span.start(), edit.span.end()));
    }
}

/// A letter in UTF-8 that was read as Windows-1252 and written in UTF-8 again, with the bytes it
/// takes: "â€™" for "’", "Ã©" for "é".
fn garbled(line: &str, at: usize, letter: char) -> Option<(usize, char)> {
    let count = match letter {
        'â' => 3,
        'Ã' | 'Â' => 2,
        _ => return None,
    };
    let rest = line.get(at..)?;
    let length = rest.chars().take(count).map(char::len_utf8).sum();
    let (bytes, _, unknown) = WINDOWS_1252.encode(rest.get(..length)?);
    let mut letters = std::str::from_utf8(&bytes).ok().filter(|_| !unknown)?.chars();
    let mended = letters.next().filter(|_| letters.next().is_none())?;
    let printed =
        matches!(mended, '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{2044}' | '€' | '™');
    printed.then_some((length, mended))
}

/// Which curly quotation marks a line uses.
struct Quotes {
    high_low: bool,
}

impl Quotes {
    fn of(line: &str) -> Self {
        Self { high_low: line.contains('„') }
    }

    /// Whether the opening mark here closes what was opened: `relationship,“ the`.
    fn is_wrong_close(
        &self,
        before: Option<char>,
        after: Option<char>,
        open: usize,
    ) -> bool {
        let ends = before.is_some_and(|letter| {
            letter.is_alphanumeric()
                || matches!(letter, ',' | '.' | '!' | '?' | ')' | ']' | '…')
        });
        let goes_on = after.is_none_or(|letter| {
            letter.is_whitespace() || matches!(letter, ',' | '.' | ';' | ':' | ')')
        });
        open > 0 && ends && goes_on && !self.high_low
    }
}

/// What is wrong at the full stop at `at`: it is doubled, or a new sentence is glued to it.
fn stop(line: &str, at: usize, straight: bool) -> Option<Edit> {
    let before = line.get(..at)?;
    let after = line.get(at + 1..)?;
    if after.starts_with('.') {
        let doubled = !after.starts_with("..")
            && !before.ends_with('.')
            && after
                .get(1..)
                .is_none_or(|rest| rest.chars().next().is_none_or(char::is_whitespace))
            && before.chars().next_back().is_some_and(|letter| !letter.is_whitespace());
        let span = Span::of(at + 1..at + 2);
        return doubled.then(|| Edit { span, words: String::new() });
    }
    let place = at + 1 + closing(after, straight);
    is_glued(line, at, place)
        .then(|| Edit { span: Span::of(place..place), words: "\n".to_owned() })
}

/// The bytes of closing marks after a full stop.
fn closing(after: &str, straight: bool) -> usize {
    let mut length = 0;
    let mut straight = straight;
    for letter in after.chars().take(3) {
        match letter {
            '”' | '’' | ')' | ']' | '»' => {}
            '"' if straight => straight = false,
            _ => break,
        }
        length += letter.len_utf8();
    }
    length
}

/// Whether a sentence that ends with the full stop at `stop` is glued to one at `place`.
fn is_glued(line: &str, stop: usize, place: usize) -> bool {
    let rest = line.get(place..).unwrap_or_default();
    let opened = rest.trim_start_matches(['“', '"', '‘', '«']);
    let quoted = opened.len() < rest.len() || place > stop + 1;
    let mut letters = opened.chars();
    if !letters.next().is_some_and(char::is_uppercase) {
        return false;
    }
    let next = word_at(opened);
    let before = line.get(..stop).unwrap_or_default();
    let last = before
        .rsplit(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or_default();
    if last.chars().count() < 2 && !closes(before) {
        return false;
    }
    if last.chars().all(char::is_numeric) && !last.is_empty() && last.len() < 3 {
        return false;
    }
    // "St.Petersburg", "Lt.Gen."; a single letter after is an initial or a form's number.
    if last.len() < 6 && ABBREVIATIONS.has(&fold(last)) {
        return false;
    }
    if next.chars().count() < 2 && !quoted && !matches!(next, "A" | "I") {
        return false;
    }
    !is_address(line, stop, next)
}

fn closes(before: &str) -> bool {
    before.ends_with(['”', '"', ')', ']', '’'])
}

fn word_at(words: &str) -> &str {
    let end = words.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(words.len());
    words.get(..end).unwrap_or_default()
}

/// Whether the full stop stands in an address, a file's name or a name like "Amazon.Com".
fn is_address(line: &str, stop: usize, next: &str) -> bool {
    if next.len() < 6 && DOMAINS.has(&fold(next)) {
        return true;
    }
    let before = line.get(..stop).unwrap_or_default();
    let near: String =
        before.chars().rev().take_while(|c| !c.is_whitespace()).take(80).collect();
    let after = line.get(stop + 1..).unwrap_or_default();
    let rest: String =
        after.chars().take_while(|c| !c.is_whitespace()).take(80).collect();
    let marks = |words: &str| words.contains(['/', '@', '\\', '_', '=']);
    let has_dot = near.contains('.') && !near.contains(['”', '"']) && near.len() < 30;
    marks(&near) || marks(&rest) || near.ends_with("www") || has_dot
}

/// "Varn,Tessaly": a comma between two words with no space.
fn is_glued_comma(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let after = line.get(at + 1..).unwrap_or_default();
    let small = |words: &str| words.chars().take(2).all(char::is_alphabetic);
    let enough = word_at(after).chars().count() >= 2 && small(after);
    let last: String = before.chars().rev().take(2).collect();
    enough && last.chars().count() == 2 && small(&last) && !is_address(line, at, "")
}
