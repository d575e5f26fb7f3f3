use std::borrow::Cow;

use dateline_text::{Span, Text, folded};

/// A run of letters or of digits, or a single mark, with the span it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scrap<'a> {
    /// Where it stands.
    pub(crate) span: Span,
    /// The letters in lower case without accents; digits and marks as they are.
    pub(crate) folded: Cow<'a, str>,
    /// What it is.
    pub(crate) class: ScrapClass,
    /// Whether white space stands before it.
    pub(crate) spaced: bool,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
}

/// What a [`Scrap`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScrapClass {
    /// "troops"
    Letters,
    /// "5,200", "2.5"
    Digits,
    /// "$", "-"
    Mark,
}

impl Scrap<'_> {
    /// Whether it is this word or mark.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.folded == word
    }

    /// Whether it is one of these.
    pub(crate) fn is_any(&self, words: &[&str]) -> bool {
        words.contains(&&*self.folded)
    }

    /// Whether it is a hyphen or dash.
    pub(crate) fn is_dash(&self) -> bool {
        matches!(&*self.folded, "-" | "–" | "‑" | "‐" | "—")
    }
}

/// Cuts the words of `within` into scraps. Linear in its length.
pub(crate) fn scraps(text: &Text, within: Span) -> Vec<Scrap<'_>> {
    let words = text.words(within);
    let mut found: Vec<Scrap<'_>> = Vec::with_capacity(words.len() / 5);
    let mut letters = words.char_indices().peekable();
    let mut spaced = true;
    while let Some((at, letter)) = letters.next() {
        if letter.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = at + letter.len_utf8();
        let class = class_of(letter);
        if class == ScrapClass::Letters {
            while let Some((next, more)) =
                letters.next_if(|&(_, more)| more.is_alphabetic())
            {
                end = next + more.len_utf8();
            }
        } else if class == ScrapClass::Digits || starts_decimal(words, at) {
            end = digits_end(words, at);
            while letters.next_if(|&(next, _)| next < end).is_some() {}
        }
        let span = Span::of(within.start() + at..within.start() + end);
        let printed = text.words(span);
        let class =
            if end - at > 1 && letter == '.' { ScrapClass::Digits } else { class };
        found.push(Scrap {
            span,
            folded: if class == ScrapClass::Letters {
                folded(printed)
            } else {
                Cow::Borrowed(printed)
            },
            class,
            spaced,
            capital: letter.is_uppercase(),
        });
        spaced = false;
    }
    found
}

fn class_of(letter: char) -> ScrapClass {
    if letter.is_ascii_digit() {
        ScrapClass::Digits
    } else if letter.is_alphabetic() {
        ScrapClass::Letters
    } else {
        ScrapClass::Mark
    }
}

/// Whether a point at `at` starts a number: ".08", but not the end of "word.5".
fn starts_decimal(words: &str, at: usize) -> bool {
    let bytes = words.as_bytes();
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    bytes.get(at) == Some(&b'.')
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        && before.is_none_or(|byte| byte.is_ascii_whitespace() || *byte == b'$')
}

/// The end of a run of digits with its commas and points: "1,234,567.89", "192.168.1.2".
fn digits_end(words: &str, start: usize) -> usize {
    let bytes = words.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start + 1;
    loop {
        match bytes.get(end) {
            Some(byte) if byte.is_ascii_digit() => end += 1,
            Some(b'.') if is_digit(end + 1) => end += 2,
            // Only groups of two or three digits are one number: "5,200", "12,34,567".
            Some(b',') if group_after(bytes, end) => end += 3,
            _ => return end,
        }
    }
}

fn group_after(bytes: &[u8], comma: usize) -> bool {
    let run =
        bytes.iter().skip(comma + 1).take(4).take_while(|byte| byte.is_ascii_digit());
    match run.count() {
        3 => true,
        2 => bytes.get(comma + 3) == Some(&b','),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(words: &str) -> Vec<String> {
        let text = Text::new(words);
        scraps(&text, text.span())
            .into_iter()
            .map(|scrap| scrap.folded.into_owned())
            .collect()
    }

    #[test]
    fn commas_and_points_stay_inside_a_number() {
        assert_eq!(cut("from 5,200 to 3000."), ["from", "5,200", "to", "3000", "."]);
        assert_eq!(cut("$1.5m, 22,24"), ["$", "1.5", "m", ",", "22", ",", "24"]);
    }

    #[test]
    fn a_point_before_digits_starts_a_number_only_after_a_space() {
        assert_eq!(cut(".08 of it"), [".08", "of", "it"]);
    }
}
