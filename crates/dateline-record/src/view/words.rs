//! Words of values made comparable.

use std::collections::BTreeSet;
use std::ops::Deref;
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
    let mut telling = BTreeSet::new();
    each_telling(phrase, &mut |(front, ending)| {
        telling.insert(format!("{front}{ending}"));
    });
    telling
}

fn each_telling(phrase: &str, take: &mut dyn FnMut((&str, &str))) {
    let mut folded = fold(phrase);
    if folded.contains("'s") {
        folded = folded.replace("'s", " ");
    }
    if folded.contains(',') {
        folded = whole_numbers(&folded);
    }
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !is_little(word)).map(stem).for_each(take);
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

/// The word without the endings that change with number and tense, and what takes their place:
/// "harbours" and "harbour", "training" and "trained" come out alike.
fn stem(word: &str) -> (&str, &'static str) {
    let long = word.len() >= 6;
    for (ending, instead) in [("ies", "y"), ("ing", ""), ("ed", ""), ("es", "")] {
        if let Some(front) = word.strip_suffix(ending).filter(|_| long) {
            let whole = instead.is_empty();
            return (if whole { front.trim_end_matches('e') } else { front }, instead);
        }
    }
    let short = word.strip_suffix('s').filter(|front| front.len() > 2);
    let word = short.filter(|front| !front.ends_with('s')).unwrap_or(word);
    (word.trim_end_matches('e'), "")
}

/// All words of a name without their endings, in order.
pub(super) fn stems(name: &str) -> Vec<String> {
    let folded = fold(name).replace("'s", " ");
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let stems = words.filter(|word| word.len() > 1).map(stem);
    stems.map(|(front, ending)| format!("{front}{ending}")).collect()
}

/// Things in order, each once: a set that takes no more room than what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Few<T>(Box<[T]>);

/// The telling words of a phrase by their hashes: two sets of them are held against each other
/// in no time, and take little room.
pub(crate) type Words = Few<u64>;

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Ord> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut things: Vec<T> = things.into_iter().collect();
        things.sort_unstable();
        things.dedup();
        Self(things.into_boxed_slice())
    }
}

impl<T: Ord> Few<T> {
    /// How many things both hold.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        let (mut one, mut other) = (self.iter().peekable(), other.iter().peekable());
        let mut shared = 0;
        while let (Some(left), Some(right)) = (one.peek(), other.peek()) {
            let order = left.cmp(right);
            shared += usize::from(order.is_eq());
            if order.is_le() {
                one.next();
            }
            if order.is_ge() {
                other.next();
            }
        }
        shared
    }

    /// Whether nothing is in both.
    pub(crate) fn is_disjoint(&self, other: &Self) -> bool {
        self.shared(other) == 0
    }
}

impl Words {
    /// The [`telling`] words of a phrase.
    pub(crate) fn of(phrase: &str) -> Self {
        let mut words = Vec::new();
        each_telling(phrase, &mut |(front, ending)| {
            words.push(finished(mixed(mixed(SEED, front.as_bytes()), ending.as_bytes())));
        });
        words.into_iter().collect()
    }
}

/// A hash that is the same on every machine, and quick on short words.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    finished(mixed(SEED, bytes))
}

/// A hash of numbers, each of which stands for something.
pub(super) fn coded(parts: &[u64]) -> u64 {
    let mix = |hash, part: &u64| finished(mixed(hash, &part.to_le_bytes()));
    parts.iter().fold(SEED, mix)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn mixed(hash: u64, bytes: &[u8]) -> u64 {
    let mix =
        |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(hash, mix)
}

fn finished(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

/// Sets of words that can be held against each other.
pub(crate) trait Comparable {
    /// How many words there are.
    fn count(&self) -> usize;
    /// How many words both have.
    fn in_both(&self, other: &Self) -> usize;
}

impl Comparable for Words {
    fn count(&self) -> usize {
        self.len()
    }

    fn in_both(&self, other: &Self) -> usize {
        self.shared(other)
    }
}

impl Comparable for BTreeSet<String> {
    fn count(&self) -> usize {
        self.len()
    }

    fn in_both(&self, other: &Self) -> usize {
        self.intersection(other).count()
    }
}

/// How many words both share of those that the shorter one has, per mille; 0 where one has
/// none.
pub(crate) fn covered<W: Comparable>(one: &W, other: &W) -> usize {
    let least = one.count().min(other.count());
    (one.in_both(other) * 1_000).checked_div(least).unwrap_or(0)
}

/// How many words both share of those that either has, per mille.
pub(super) fn alike<W: Comparable>(one: &W, other: &W) -> usize {
    let shared = one.in_both(other);
    let all = one.count() + other.count() - shared;
    (shared * 1_000).checked_div(all).unwrap_or(0)
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
