use std::sync::LazyLock;

use dateline_text::fold;

use crate::feature::{Features, mix, word_number};
use crate::table::Table;
use crate::weights::{Judge as _, Weights};
use crate::word::{Role, Word, plays};

/// The words of a line, and where the rules would end its sentences.
#[derive(Clone, Debug)]
pub struct Line {
    words: Vec<Seen>,
    /// For each word whether a sentence ends with it by the rules.
    ends: Vec<bool>,
    /// For each word whether the rules alone say if a sentence ends with it.
    settled: Vec<bool>,
    /// The start and the end of each word, in bytes.
    places: Vec<(usize, usize)>,
    /// Whether the line begins with a small letter.
    is_small: bool,
}

/// A word as the splitter sees it.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "three plain facts of a word")]
struct Seen {
    word: u64,
    shape: u64,
    spaced: bool,
    /// Whether it is a mark or ends with one.
    is_mark: bool,
    is_small: bool,
}

const OUTSIDE: Seen =
    Seen { word: 1, shape: 1, spaced: true, is_mark: true, is_small: false };

/// Which judgement says that a sentence ends.
const ENDS: usize = 1;

/// How much surer than the rules the splitter has to be, eight to one whole: pages of news are
/// cut well by rules, and what it learnt from is mostly talk on the net.
const SURER: i32 = 12;

/// The same where neither a mark nor the rules speak for an end.
const MUCH_SURER: i32 = 40;

static SPLITTER: LazyLock<Table> = LazyLock::new(|| {
    let weights = Weights::from_bytes(include_bytes!("../model/splitter.bin"));
    weights.map(|weights| Table::of(&weights)).unwrap_or_default()
});

impl Line {
    /// The words of a line, `ends` saying after which of them the rules end a sentence.
    pub(crate) fn of(forms: &[&str], words: &[Word], ends: Vec<bool>) -> Self {
        let see = |(form, word): (&&str, &Word)| Seen {
            word: word_number(&fold(form)),
            shape: shape(form),
            spaced: word.spaced,
            is_mark: !form.ends_with(char::is_alphanumeric),
            is_small: form.starts_with(char::is_lowercase),
        };
        Self {
            words: forms.iter().zip(words).map(see).collect(),
            ends,
            settled: (0..forms.len()).map(|number| is_settled(forms, number)).collect(),
            places: words
                .iter()
                .map(|word| (word.span.start(), word.span.end()))
                .collect(),
            is_small: forms
                .first()
                .is_some_and(|form| form.starts_with(char::is_lowercase)),
        }
    }

    /// Where each word starts and ends.
    #[must_use]
    pub fn places(&self) -> &[(usize, usize)] {
        &self.places
    }

    /// Whether it is worth asking if a sentence ends with word `number`: some mark stands there,
    /// or what follows begins with a capital or a figure.
    #[must_use]
    pub fn asks(&self, number: usize) -> bool {
        let here = self.seen(number, 0);
        number + 1 < self.words.len()
            && !self.settled.get(number).is_some_and(|&settled| settled)
            && (here.is_mark || self.rules(number) || !self.seen(number, 1).is_small)
    }

    fn rules(&self, number: usize) -> bool {
        self.ends.get(number).copied().unwrap_or(false)
    }

    fn seen(&self, number: usize, offset: isize) -> Seen {
        let at = number.checked_add_signed(offset);
        at.and_then(|at| self.words.get(at)).copied().unwrap_or(OUTSIDE)
    }

    /// The score above which a sentence ends with word `number`.
    fn least(&self, number: usize) -> i32 {
        match (self.rules(number), self.seen(number, 0).is_mark) {
            (true, _) => -SURER,
            (false, true) => SURER,
            (false, false) => MUCH_SURER,
        }
    }

    /// For each word whether a sentence ends with it.
    pub(crate) fn split(&self) -> Vec<bool> {
        let mut features = Features::new();
        let mut since = 0;
        let mut found = Vec::with_capacity(self.words.len());
        for number in 0..self.words.len() {
            since += 1;
            let mut ends = self.rules(number);
            // Glued sentences are damage of a page, which what it learnt from does not show.
            if self.asks(number) && self.seen(number, 1).spaced {
                let mut scores = [0; 2];
                split_features(self, number, since, &mut features);
                SPLITTER.judge(features.as_slice(), &mut scores);
                let score = scores[ENDS] - scores[1 - ENDS];
                ends = score > self.least(number);
            }
            if ends {
                since = 0;
            }
            found.push(ends);
        }
        found
    }
}

/// The traits that tell whether a sentence ends with word `number`, the last of `since` words
/// since the one before ended.
pub fn split_features(line: &Line, number: usize, since: usize, out: &mut Features) {
    out.clear();
    let at = |offset| line.seen(number, offset);
    let (here, next) = (at(0), at(1));
    let (before, after) = (at(-1), at(2));
    let rules = u64::from(line.rules(number));
    let state = rules * 4 + u64::from(next.spaced) * 2 + u64::from(here.spaced);
    out.one(500, state);
    out.two(501, here.word, state);
    out.two(502, next.word, state);
    out.three(503, here.shape, next.shape, state);
    out.two(504, here.word, next.word);
    out.two(505, before.word, here.word);
    out.three(506, next.word, after.word, rules);
    out.three(507, next.shape, after.shape, state);
    out.three(508, here.word, next.shape, state);
    out.three(509, here.shape, next.word, state);
    out.three(510, mix(before.shape, here.shape), mix(next.shape, after.shape), rules);
    out.two(511, length(since), state);
    out.three(512, length(since), here.shape, next.shape);
    let rest = line.words.len() - number;
    out.three(513, length(rest), next.shape, rules);
    out.three(514, u64::from(line.is_small), mix(here.word, next.shape), rules);
    out.three(515, before.word, mix(here.word, next.shape), rules);
    out.three(516, mix(here.shape, next.shape), after.word, rules);
}

fn length(words: usize) -> u64 {
    let length = match words {
        0..=4 => words,
        5..=7 => 5,
        8..=12 => 6,
        13..=24 => 7,
        25..=40 => 8,
        _ => 9,
    };
    u64::try_from(length).unwrap_or(9)
}

/// Addresses in a row are a list; initials in a row, "J. K. Tarn", begin a name.
fn is_settled(forms: &[&str], number: usize) -> bool {
    let form = |at: usize| forms.get(at).copied().unwrap_or_default();
    let (here, next) = (form(number), form(number + 1));
    let are_initials =
        is_initial(here) && number.checked_sub(1).is_some_and(|at| is_initial(form(at)));
    is_address(here) && is_address(next) || are_initials && !plays(next, Role::Starter)
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

/// Whether a word is the address of a page.
pub(crate) fn is_address(word: &str) -> bool {
    word.starts_with("http://") || word.starts_with("https://")
}

/// The first letters' kinds and what the word ends with; marks stand for themselves.
fn shape(form: &str) -> u64 {
    let kind = |letter: char| match letter {
        _ if letter.is_uppercase() => 1,
        _ if letter.is_lowercase() => 2,
        _ if letter.is_numeric() => 3,
        _ => u64::from(u32::from(letter)),
    };
    let mut letters = form.chars();
    let first = letters.next().map_or(0, kind);
    let second = letters.next().map_or(0, kind);
    let last = form.chars().next_back().map_or(0, kind);
    let has_at = u64::from(form.contains('@') || form.contains("://"));
    mix(mix(first, second), last * 2 + has_at)
}
