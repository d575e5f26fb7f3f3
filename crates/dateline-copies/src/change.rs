use std::ops::Range;
use std::sync::LazyLock;

use dateline_text::{Span, Text};

use crate::Reading;
use crate::word::hash_of;

/// Longer differences are not looked into: they are one change.
const LOOKED_INTO: usize = 24;
const SIDE: usize = LOOKED_INTO + 1;

/// Words that differ between a copy and its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// The words of the one report; empty where the other has more.
    pub one: Span,
    /// The words of the other.
    pub other: Span,
    /// What kind of words they are.
    pub kind: ChangeKind,
}

/// What kind of words differ, the gravest that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// A number, in digits or in words.
    Figure,
    /// A month or a day of the week.
    Date,
    /// A word with a capital that does not open a sentence.
    Name,
    /// "not", "never", "no": the sense turns.
    Denial,
    /// Any other word.
    Word,
}

impl ChangeKind {
    /// Every kind with its word on the wire.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Figure, "figure"),
        (Self::Date, "date"),
        (Self::Name, "name"),
        (Self::Denial, "denial"),
        (Self::Word, "word"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}

/// A text with its words.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub(crate) text: &'a Text,
    pub(crate) reading: &'a Reading,
}

/// The changes in one gap of a passage: the words that both sides share are left out.
pub(crate) fn changes(
    one: Side<'_>,
    other: Side<'_>,
    gap: (Range<usize>, Range<usize>),
    found: &mut Vec<Change>,
) {
    let (left, right) = gap;
    // Most gaps are one word on both sides: nothing to be looked into.
    let one_word = left.len() == 1 && right.len() == 1;
    let differs = || one.reading.hash(left.start) != other.reading.hash(right.start);
    if left.is_empty() || right.is_empty() || (one_word && differs()) {
        if !(left.is_empty() && right.is_empty()) {
            found.push(change((one, left), (other, right)));
        }
        return;
    }
    for (left, right) in differences(one.reading, other.reading, (left, right)) {
        found.push(change((one, left), (other, right)));
    }
}

fn change(one: (Side<'_>, Range<usize>), other: (Side<'_>, Range<usize>)) -> Change {
    let kind = one.0.kind(one.1.clone()).min(other.0.kind(other.1.clone()));
    Change { one: one.0.figure(one.1), other: other.0.figure(other.1), kind }
}

type Gap = (Range<usize>, Range<usize>);

/// The least that has to be changed: words outside a longest common subsequence.
fn differences(one: &Reading, other: &Reading, gap: Gap) -> Vec<Gap> {
    let (left, right) = gap;
    if left.len() > LOOKED_INTO || right.len() > LOOKED_INTO {
        return vec![(left, right)];
    }
    let same =
        |i: usize, j: usize| one.hash(left.start + i) == other.hash(right.start + j);
    let (rows, columns) = (left.len(), right.len());
    let at = |i: usize, j: usize| i * SIDE + j;
    let mut longest = [0_u8; SIDE * SIDE];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            longest[at(i, j)] = if same(i, j) {
                longest[at(i + 1, j + 1)] + 1
            } else {
                longest[at(i + 1, j)].max(longest[at(i, j + 1)])
            };
        }
    }
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < rows || j < columns {
        let start = (i, j);
        while (i < rows || j < columns) && !(i < rows && j < columns && same(i, j)) {
            let down = j == columns
                || (i < rows && longest[at(i + 1, j)] >= longest[at(i, j + 1)]);
            (i, j) = if down { (i + 1, j) } else { (i, j + 1) };
        }
        if (i, j) != start {
            let words = (left.start + start.0..left.start + i, right.start + start.1);
            found.push((words.0, words.1..right.start + j));
        }
        while i < rows && j < columns && same(i, j) {
            (i, j) = (i + 1, j + 1);
        }
    }
    found
}

impl Side<'_> {
    /// The bytes of some words; a figure of which they are part is taken whole: of "5,200"
    /// against "5,300" not only "200".
    fn figure(self, words: Range<usize>) -> Span {
        let span = self.reading.span(words);
        let own = self.text.words(span).as_bytes();
        let digit = |letter: Option<&u8>| letter.is_some_and(u8::is_ascii_digit);
        let (first, last) = (digit(own.first()), digit(own.last()));
        if !first && !last {
            return span;
        }
        let all = self.text.as_str();
        let before = all.get(..span.start()).unwrap_or_default();
        let after = all.get(span.end()..).unwrap_or_default();
        let mut start = span.start();
        if first {
            start -= figure_letters(before.chars().rev());
        }
        let mut end = span.end();
        if last {
            end += figure_letters(after.chars());
        }
        Span::of(start..end)
    }

    fn kind(self, words: Range<usize>) -> ChangeKind {
        let kinds = words.map(|word| self.word_kind(word));
        kinds.min().unwrap_or(ChangeKind::Word)
    }

    fn word_kind(self, place: usize) -> ChangeKind {
        let Some(word) = self.reading.word(place) else { return ChangeKind::Word };
        let letters = self.text.words(word);
        if letters.bytes().any(|letter| letter.is_ascii_digit()) {
            return ChangeKind::Figure;
        }
        let short = self.reading.hash(place).filter(|_| word.len() <= LONGEST);
        let listed = short.and_then(kind_of);
        if let Some(kind @ (ChangeKind::Figure | ChangeKind::Date)) = listed {
            kind
        } else if letters.starts_with(char::is_uppercase) && !self.opens(place) {
            ChangeKind::Name
        } else {
            listed.unwrap_or(ChangeKind::Word)
        }
    }

    /// Whether a word opens a sentence, where any word has a capital.
    fn opens(self, place: usize) -> bool {
        let before = place.checked_sub(1).and_then(|at| self.reading.word(at));
        let Some((before, own)) = before.zip(self.reading.word(place)) else {
            return true;
        };
        let gap = self.text.words(Span::of(before.end()..own.start()));
        gap.contains(['.', '!', '?', '\n', '"', '“', '‘'])
    }
}

/// How many bytes of digits, with single commas and points between them, come next.
fn figure_letters(letters: impl Iterator<Item = char>) -> usize {
    let mut length = 0;
    let mut mark = 0;
    for letter in letters.take(40) {
        match letter {
            '0'..='9' => {
                length += mark + 1;
                mark = 0;
            }
            ',' | '.' if mark == 0 => mark = 1,
            _ => break,
        }
    }
    length
}

/// The longest words that are listed below: "seventeen", "wednesday".
const LONGEST: usize = 9;

/// What a word is by the hash of its folded letters.
fn kind_of(hash: u64) -> Option<ChangeKind> {
    let found = KINDS.binary_search_by_key(&hash, |&(word, _)| word).ok()?;
    KINDS.get(found).map(|&(_, kind)| kind)
}

static KINDS: LazyLock<Vec<(u64, ChangeKind)>> = LazyLock::new(|| {
    let kind = |words: &'static [&'static str], kind: ChangeKind| {
        words.iter().map(move |word| (hash_of(word.as_bytes()), kind))
    };
    let figures = kind(&NUMBERS, ChangeKind::Figure);
    let days = kind(&DAYS, ChangeKind::Date);
    let mut all: Vec<_> =
        figures.chain(days).chain(kind(&DENIALS, ChangeKind::Denial)).collect();
    all.sort_unstable();
    all
});

const DAYS: [&str; 19] = [
    "april",
    "august",
    "december",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "march",
    "may",
    "monday",
    "november",
    "october",
    "saturday",
    "september",
    "sunday",
    "thursday",
    "tuesday",
    "wednesday",
];

const DENIALS: [&str; 8] =
    ["cannot", "denied", "nobody", "no", "none", "nor", "not", "never"];

const NUMBERS: [&str; 36] = [
    "billion",
    "dozen",
    "dozens",
    "eight",
    "eighteen",
    "eighty",
    "eleven",
    "fifteen",
    "fifty",
    "five",
    "forty",
    "four",
    "fourteen",
    "half",
    "hundred",
    "hundreds",
    "million",
    "nine",
    "nineteen",
    "ninety",
    "one",
    "seven",
    "seventeen",
    "seventy",
    "six",
    "sixteen",
    "sixty",
    "ten",
    "thirteen",
    "thirty",
    "thousand",
    "thousands",
    "three",
    "twelve",
    "twenty",
    "two",
];
