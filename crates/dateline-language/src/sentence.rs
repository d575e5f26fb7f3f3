use dateline_text::{Span, Text};

use crate::splitter::{Line, is_address};
use crate::word::{Role, Word, plays, words};

/// No sentence has more words than this: longer ones are tables or pages without stops.
pub(crate) const LONGEST: usize = 400;

/// A sentence as it was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The number of its line within the text, from 0, lines without words left out.
    pub(crate) paragraph: usize,
    /// Its words, at least one.
    pub(crate) words: Vec<Word>,
}

/// Cuts the stretches of a text into sentences; none crosses a line feed.
pub(crate) fn sentences(text: &Text, within: &[Span]) -> Vec<Cut> {
    let mut found = Vec::new();
    let mut paragraph = 0;
    for &stretch in within {
        let mut at = stretch.start();
        for line in
            text.words(stretch).split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}'])
        {
            let start = at;
            at = start + line.len() + separator(text, start + line.len());
            let all = words(line, start);
            if !all.is_empty() {
                split(text, &all, paragraph, &mut found);
                paragraph += 1;
            }
        }
    }
    found
}

/// The length of the letter that ends the line at `position`.
fn separator(text: &Text, position: usize) -> usize {
    let rest = text.as_str().get(position..).and_then(|rest| rest.chars().next());
    rest.map_or(0, char::len_utf8)
}

fn split(text: &Text, line: &[Word], paragraph: usize, found: &mut Vec<Cut>) {
    let mut open: Vec<Word> = Vec::new();
    for (&word, ends) in line.iter().zip(seen(text, line).split()) {
        open.push(word);
        if ends || open.len() == LONGEST {
            found.push(Cut { paragraph, words: std::mem::take(&mut open) });
        }
    }
    if !open.is_empty() {
        found.push(Cut { paragraph, words: open });
    }
}

/// A line as a splitter sees it, with the ends that the rules find.
fn seen(text: &Text, line: &[Word]) -> Line {
    let forms: Vec<&str> = line.iter().map(|word| text.words(word.span)).collect();
    let mut ends = vec![false; line.len()];
    let mut start = 0;
    while let Some(rest) = line.get(start..).filter(|rest| !rest.is_empty()) {
        start += first_end(text, rest);
        if let Some(slot) = ends.get_mut(start - 1) {
            *slot = true;
        }
    }
    Line::of(&forms, line, ends)
}

/// A line of text as a splitter sees it, for teaching one.
#[must_use]
pub fn split_line(line: &str) -> Line {
    seen(&Text::new(line), &words(line, 0))
}

/// How many words the first sentence of `line` has.
fn first_end(text: &Text, line: &[Word]) -> usize {
    let limit = line.len().min(LONGEST);
    for number in 0..limit {
        if let Some(end) = end_at(text, line, number) {
            return end.min(limit);
        }
    }
    limit
}

/// Where the sentence ends, if word `number` closes it.
fn end_at(text: &Text, line: &[Word], number: usize) -> Option<usize> {
    let form = |at: usize| line.get(at).map_or("", |word| text.words(word.span));
    let here = form(number);
    // A list of addresses without any mark.
    if is_address(here) && is_address(form(number + 1)) {
        return Some(number + 1);
    }
    let is_stop = !here.is_empty()
        && here.chars().all(|letter| matches!(letter, '.' | '!' | '?' | '…' | '。'));
    let abbreviates = !is_stop && here.len() > 1 && here.ends_with('.');
    if !is_stop && !abbreviates || is_list_number(form, number) {
        return None;
    }
    let mut next = number + 1;
    // More stops and the marks that close a quotation or a bracket belong to this sentence.
    while line.get(next).is_some_and(|word| is_closer(text, line, next, *word)) {
        next += 1;
    }
    if next >= line.len() {
        return Some(next);
    }
    let closed = next > number + 1;
    let follows = opening(form, next);
    if abbreviates && !closed {
        return ends_on_abbreviation(here, follows).then_some(next);
    }
    starts(follows).then_some(next)
}

/// "1." and "a." at the head of an item.
fn is_list_number<'a>(form: impl Fn(usize) -> &'a str, number: usize) -> bool {
    let before = form(number.wrapping_sub(1));
    number == 1
        && form(1) == "."
        && before.len() <= 3
        && before.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_closer(text: &Text, line: &[Word], number: usize, word: Word) -> bool {
    match text.words(word.span) {
        ")" | "]" | "}" | "”" | "’" | "»" | "''" | "’’" => true,
        "." | ".." | "..." | "!" | "?" => true,
        "\"" | "'" | "“" if !word.spaced => {
            // A mark glued on both sides opens what follows when it is “, else it closes.
            let glued = line.get(number + 1).is_some_and(|next| !next.spaced);
            !glued || text.words(word.span) != "“"
        }
        "\"" => line.get(number + 1).is_none_or(|next| next.spaced),
        _ => false,
    }
}

/// The first word from `number` on that is no opening mark.
fn opening<'a>(form: impl Fn(usize) -> &'a str, number: usize) -> &'a str {
    (number..number + 4)
        .map(form)
        .find(|word| {
            !matches!(
                *word,
                "\"" | "“"
                    | "‘"
                    | "'"
                    | "("
                    | "["
                    | "``"
                    | "«"
                    | "-"
                    | "–"
                    | "—"
                    | "*"
                    | "•"
            )
        })
        .unwrap_or_default()
}

fn starts(word: &str) -> bool {
    word.chars().next().is_some_and(|letter| {
        !letter.is_lowercase()
            && !matches!(letter, ',' | ';' | ':' | ')' | '.' | '?' | '!' | '%' | '/')
    })
}

fn ends_on_abbreviation(here: &str, next: &str) -> bool {
    let is_initial = here.chars().count() == 2;
    if is_initial || plays(here, Role::BeforeName) || !starts(next) {
        return false;
    }
    next.starts_with(char::is_uppercase) && plays(next, Role::Starter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(words: &str) -> Vec<String> {
        let text = Text::new(words);
        sentences(&text, &[text.span()])
            .iter()
            .map(|cut| {
                let forms: Vec<&str> =
                    cut.words.iter().map(|word| text.words(word.span)).collect();
                forms.join(" ")
            })
            .collect()
    }

    #[test]
    fn a_full_stop_ends_a_sentence_and_an_abbreviation_does_not() {
        assert_eq!(
            cut(
                "Gen. A. B. Varro met Mr. Oln. They signed at 5 p.m. on Monday in Port St. Ane."
            ),
            [
                "Gen. A. B. Varro met Mr. Oln .",
                "They signed at 5 p.m. on Monday in Port St. Ane ."
            ]
        );
    }

    #[test]
    fn a_closing_quotation_mark_belongs_to_the_sentence_before() {
        assert_eq!(
            cut("“We keep our word.” The release said no more. \"Why?\" she asked."),
            [
                "“ We keep our word . ”",
                "The release said no more .",
                "\" Why ? \" she asked ."
            ]
        );
    }

    #[test]
    fn glued_sentences_are_parted() {
        assert_eq!(
            cut(
                "It fights the revolt.Defence minister Oln signed “the pact.”“This is new,” he said."
            ),
            [
                "It fights the revolt .",
                "Defence minister Oln signed “ the pact . ”",
                "“ This is new , ” he said ."
            ]
        );
    }

    #[test]
    fn words_are_cut_as_the_treebanks_cut_them() {
        assert_eq!(
            cut(
                "The Varn-led force didn't lose 5,200 troops; $40 billion and 2.5% of Orlesia's non-binding 2031-08-23 plan can't go."
            ),
            [
                "The Varn - led force did n't lose 5,200 troops ; $ 40 billion and 2.5 % of Orlesia 's non-binding 2031-08-23 plan ca n't go ."
            ]
        );
    }

    #[test]
    fn text_of_the_net_is_cut_as_its_writers_meant_it() {
        assert_eq!(
            cut(
                "i dont know, its a shame :) mail ost.varro@varn.example about list.doc ?!"
            ),
            [
                "i do nt know , it s a shame :) mail ost.varro@varn.example about list.doc ?!"
            ]
        );
        assert_eq!(
            cut("it was great. they will come again. Thanks, Mira"),
            ["it was great .", "they will come again .", "Thanks ,", "Mira"]
        );
    }

    #[test]
    fn numbers_of_telephones_and_stops_after_short_forms_keep_their_words() {
        assert_eq!(
            cut(
                "Call 853-3242 or 300-1000 men of Oln Inc.. They left the U.S.. It ends..."
            ),
            [
                "Call 853-3242 or 300 - 1000 men of Oln Inc. .",
                "They left the U.S. .",
                "It ends ..."
            ]
        );
    }

    #[test]
    fn initials_in_a_row_end_no_sentence() {
        assert_eq!(
            cut("Ilo Varro and J. K. Tarn spoke. M. L. Oln did not."),
            ["Ilo Varro and J. K. Tarn spoke .", "M. L. Oln did not ."]
        );
    }

    #[test]
    fn each_address_of_a_list_stands_alone() {
        assert_eq!(
            cut("See http://varn.example/a http://varn.example/b https://varn.example/c"),
            [
                "See http://varn.example/a",
                "http://varn.example/b",
                "https://varn.example/c"
            ]
        );
    }

    #[test]
    fn marks_and_addresses_of_news_stay_apart() {
        assert_eq!(
            cut("Its ministry said (see list: a) that 300-1000 men left at 6:30, etc."),
            [
                "Its ministry said ( see list : a ) that 300 - 1000 men left at 6:30 , etc ."
            ]
        );
    }

    #[test]
    fn no_sentence_crosses_a_line_feed_or_the_longest_length() {
        assert_eq!(cut("Orlesia and\nVarn agree").len(), 2);
        let endless = "word ".repeat(LONGEST * 3);
        assert_eq!(cut(&endless).len(), 3);
    }
}
