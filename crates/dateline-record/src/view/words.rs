//! Words of values made comparable.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline_text::fold;

const LITTLE: &str = include_str!("../../data/little_words.tsv");

static LITTLE_WORDS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| LITTLE.lines().filter(|line| !line.starts_with('#')).collect());

/// Whether a word tells nothing of what a phrase is about.
fn is_little(word: &str) -> bool {
    word.len() < 3 || LITTLE_WORDS.contains(word)
}

/// The telling words of a phrase: folded, without endings, sorted, each once.
pub(crate) fn telling(phrase: &str) -> BTreeSet<String> {
    let folded = whole_numbers(&fold(phrase).replace("'s", " "));
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !is_little(word)).map(stem).collect()
}

/// The words with the commas inside numbers taken out: "5,200" and "5200" are one.
fn whole_numbers(words: &str) -> String {
    let mut whole = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let inside = letter == ','
            && whole.ends_with(|before: char| before.is_ascii_digit())
            && letters.peek().is_some_and(char::is_ascii_digit);
        if !inside {
            whole.push(letter);
        }
    }
    whole
}

/// The word without the endings that change with number and tense: "harbours" and
/// "harbour", "training" and "trained" come out alike.
fn stem(word: &str) -> String {
    let long = word.len() >= 6;
    for (ending, instead) in [("ies", "y"), ("ing", ""), ("ed", ""), ("es", "e")] {
        if let Some(front) = word.strip_suffix(ending).filter(|_| long) {
            return format!("{front}{instead}").trim_end_matches('e').to_owned();
        }
    }
    let short = word.strip_suffix('s').filter(|front| front.len() > 2);
    let word = short.filter(|front| !front.ends_with('s')).unwrap_or(word);
    word.trim_end_matches('e').to_owned()
}

/// All words of a name without their endings, in order.
pub(super) fn stems(name: &str) -> Vec<String> {
    let folded = fold(name).replace("'s", " ");
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.len() > 1).map(stem).collect()
}

/// How many words both share of those that the shorter one has, per mille; 0 where one has
/// none.
pub(crate) fn covered(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    let least = one.len().min(other.len());
    let shared = one.intersection(other).count() * 1_000;
    shared.checked_div(least).unwrap_or(0)
}

/// How many words both share of those that either has, per mille.
pub(super) fn alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    let all = one.union(other).count();
    let shared = one.intersection(other).count() * 1_000;
    shared.checked_div(all).unwrap_or(0)
}

/// A name as a readable slug: small letters and digits with hyphens between them.
pub(super) fn slug(name: &str) -> String {
    let folded = fold(name);
    let parts = folded.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_little_words_is_sorted() {
        let words: Vec<&str> =
            LITTLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(words.is_sorted());
    }

    #[test]
    fn numbers_are_whole() {
        assert_eq!(telling("5,200 boats, 30 crews"), telling("boats 5200; crews"));
    }

    #[test]
    fn endings_do_not_count() {
        assert_eq!(telling("the harbours' conditions"), telling("Harbour condition"));
        assert_eq!(telling("training"), telling("trained"));
        assert_ne!(telling("resolution"), telling("law"));
    }
}
