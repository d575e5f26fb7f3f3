use std::sync::LazyLock;

/// What a word can do in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Any word that no table knows.
    Word,
    /// A number in digits.
    Number,
    /// A sign; its value is the sign itself.
    Sign,
    Month,
    Weekday,
    Unit,
    Season,
    Part,
    Deictic,
    Reference,
    Numeral,
    Decade,
    Magnitude,
    Vague,
    Dozen,
    Ordinal,
    Article,
    The,
    This,
    That,
    These,
    Shift,
    Same,
    Each,
    Early,
    Edge,
    Rest,
    About,
    Only,
    More,
    Less,
    Than,
    Over,
    Least,
    Most,
    Up,
    Back,
    Before,
    After,
    Hence,
    Of,
    In,
    On,
    At,
    From,
    To,
    By,
    Since,
    And,
    Or,
    For,
    Half,
    Frequency,
    Times,
    Long,
    Old,
    Anniversary,
    Fiscal,
    Era,
    Meridiem,
    Zone,
    Clock,
    Suffix,
    Another,
    QuarterCode,
    HalfCode,
    Between,
    Possessive,
    /// A word of a phrase, and of nothing else.
    Opener,
    /// A word that leans to the past: "said".
    Past,
    /// A word that leans to the future: "will".
    Future,
}

/// A reading of one word: its class, a value within the class, and remarks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) class: Class,
    pub(crate) value: i32,
    pub(crate) marks: Marks,
}

/// Remarks on a word, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u16);

impl Marks {
    pub(crate) const NONE: Self = Self(0);
    /// More than one: "weeks", "Tuesdays".
    pub(crate) const PLURAL: Self = Self(1);
    /// An abbreviation: "Sept".
    pub(crate) const SHORT: Self = Self(2);
    /// More often something else: "may", "march", "fall".
    pub(crate) const RISKY: Self = Self(4);
    /// Too common a word to be found by itself: "former", "soon".
    pub(crate) const WEAK: Self = Self(8);
    /// Written with a capital first.
    pub(crate) const CAPITAL: Self = Self(16);
    /// Written in capitals.
    pub(crate) const UPPER: Self = Self(32);
    /// No space before it.
    pub(crate) const GLUED: Self = Self(64);
    /// A line ended before it.
    pub(crate) const LINE: Self = Self(128);
    /// A phrase may begin with it.
    pub(crate) const OPENS: Self = Self(512);
    /// Digits in groups: "5,200".
    pub(crate) const GROUPED: Self = Self(256);

    pub(crate) fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    pub(crate) fn with(self, mark: Self) -> Self {
        Self(self.0 | mark.0)
    }

    pub(crate) fn and_if(self, mark: Self, when: bool) -> Self {
        if when { self.with(mark) } else { self }
    }
}

/// A fixed phrase: "the time being", "New Year's Eve".
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    pub(crate) words: &'static str,
    pub(crate) class: &'static str,
    pub(crate) value: &'static str,
}

static WORDS: &str = include_str!("../data/words.tsv");
static CUES: &str = include_str!("../data/cues.tsv");
static PHRASES: &str = include_str!("../data/phrases.tsv");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

struct Lexicon {
    words: Slots,
    phrases: Vec<Phrase>,
}

impl Lexicon {
    fn read() -> Self {
        let mut phrases: Vec<_> = rows(PHRASES).map(phrase).collect();
        phrases.sort_by_key(|phrase| phrase.words);
        let inner = phrases.iter().flat_map(parts).map(opener);
        let known = rows(WORDS).map(word).chain(rows(CUES).map(cue));
        let mut words: Vec<_> = known.chain(inner).collect();
        // The first reading of a word stands: `words.tsv`, `cues.tsv`, `phrases.tsv`.
        words.sort_by_key(|&(word, _)| word);
        words.dedup_by_key(|&mut (word, _)| word);
        let mut slots = Slots::new();
        for (word, mut entry) in words {
            let opens = phrases.iter().any(|phrase| parts(phrase).next() == Some(word));
            entry.marks = entry.marks.and_if(Marks::OPENS, opens);
            slots.put(packed(word.as_bytes()), entry);
        }
        Self { words: slots, phrases }
    }
}

/// The longest word that can be in a table.
pub(crate) const LONGEST: usize = 16;

/// A word in small letters as one number, so that two are compared in one step; 0 is no word.
pub(crate) type Packed = u128;

/// Packs the first [`LONGEST`] bytes of a word.
pub(crate) fn packed(word: &[u8]) -> Packed {
    let mut small = [0; LONGEST];
    for (small, letter) in small.iter_mut().zip(word) {
        *small = letter.to_ascii_lowercase();
    }
    Packed::from_le_bytes(small)
}

/// Words by their letters. Nothing ever walks over them, so their order says nothing.
struct Slots {
    entries: Box<[(Packed, Entry)]>,
}

/// Twice as many and more as there are words, and a power of two.
const SLOTS: usize = 4096;

impl Slots {
    fn new() -> Self {
        let empty = Entry { class: Class::Word, value: 0, marks: Marks::NONE };
        Self { entries: vec![(0, empty); SLOTS].into_boxed_slice() }
    }

    /// Where the search for a word starts.
    fn first(word: Packed) -> usize {
        let half = |half: Packed| u64::try_from(half & u128::from(u64::MAX)).unwrap_or(0);
        let (low, high) = (half(word), half(word >> 64));
        let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 52) as usize
    }

    fn put(&mut self, word: Packed, entry: Entry) {
        let places = (0..SLOTS).map(|step| (Self::first(word) + step) % SLOTS);
        for place in places {
            if let Some(slot) = self.entries.get_mut(place).filter(|slot| slot.0 == 0) {
                *slot = (word, entry);
                return;
            }
        }
    }

    fn get(&self, word: Packed) -> Option<Entry> {
        let mut place = Self::first(word);
        loop {
            let &(known, entry) = self.entries.get(place)?;
            if known == word {
                return Some(entry);
            }
            if known == 0 {
                return None;
            }
            place = (place + 1) % SLOTS;
        }
    }
}

/// The reading of a word.
pub(crate) fn entry(word: Packed) -> Option<Entry> {
    LEXICON.words.get(word).filter(|_| word != 0)
}

/// The phrases that begin with `word`.
pub(crate) fn phrases(word: &str) -> &'static [Phrase] {
    let all = &LEXICON.phrases;
    let first =
        |phrase: &Phrase| phrase.words.split([' ', '\'', '.']).next().unwrap_or_default();
    let start = all.partition_point(|phrase| first(phrase) < word);
    let end = all.partition_point(|phrase| first(phrase) <= word);
    all.get(start..end).unwrap_or_default()
}

fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

fn word([word, class, value, flags]: [&'static str; 4]) -> (&'static str, Entry) {
    let marks = flags.split(' ').fold(Marks::NONE, |marks, flag| match flag {
        "plural" => marks.with(Marks::PLURAL),
        "short" => marks.with(Marks::SHORT),
        "risky" => marks.with(Marks::RISKY),
        "weak" => marks.with(Marks::WEAK),
        _ => marks,
    });
    let value = value.parse().unwrap_or(0);
    (word, Entry { class: class_named(class), value, marks })
}

fn cue([word, lean, flag, _]: [&'static str; 4]) -> (&'static str, Entry) {
    let class = if lean == "future" { Class::Future } else { Class::Past };
    let marks = Marks::NONE.and_if(Marks::WEAK, flag == "to");
    (word, Entry { class, value: 0, marks })
}

/// The words of a phrase, without their signs.
fn parts(phrase: &Phrase) -> impl Iterator<Item = &'static str> + use<> {
    phrase.words.split([' ', '\'', '.', '-']).filter(|part| part.len() > 1)
}

fn opener(word: &'static str) -> (&'static str, Entry) {
    (word, Entry { class: Class::Opener, value: 0, marks: Marks::NONE })
}

fn phrase([words, class, value, _]: [&'static str; 4]) -> Phrase {
    Phrase { words, class, value }
}

fn class_named(name: &str) -> Class {
    CLASSES
        .iter()
        .find(|&&(known, _)| known == name)
        .map_or(Class::Word, |&(_, class)| class)
}

const CLASSES: [(&str, Class); 64] = [
    ("month", Class::Month),
    ("weekday", Class::Weekday),
    ("unit", Class::Unit),
    ("season", Class::Season),
    ("part", Class::Part),
    ("deictic", Class::Deictic),
    ("reference", Class::Reference),
    ("numeral", Class::Numeral),
    ("decade", Class::Decade),
    ("magnitude", Class::Magnitude),
    ("vague", Class::Vague),
    ("dozen", Class::Dozen),
    ("ordinal", Class::Ordinal),
    ("article", Class::Article),
    ("the", Class::The),
    ("this", Class::This),
    ("that", Class::That),
    ("these", Class::These),
    ("shift", Class::Shift),
    ("same", Class::Same),
    ("each", Class::Each),
    ("early", Class::Early),
    ("edge", Class::Edge),
    ("rest", Class::Rest),
    ("about", Class::About),
    ("only", Class::Only),
    ("more", Class::More),
    ("less", Class::Less),
    ("than", Class::Than),
    ("over", Class::Over),
    ("least", Class::Least),
    ("most", Class::Most),
    ("up", Class::Up),
    ("back", Class::Back),
    ("before", Class::Before),
    ("after", Class::After),
    ("hence", Class::Hence),
    ("of", Class::Of),
    ("in", Class::In),
    ("on", Class::On),
    ("at", Class::At),
    ("from", Class::From),
    ("to", Class::To),
    ("by", Class::By),
    ("since", Class::Since),
    ("and", Class::And),
    ("or", Class::Or),
    ("for", Class::For),
    ("half", Class::Half),
    ("frequency", Class::Frequency),
    ("times", Class::Times),
    ("long", Class::Long),
    ("old", Class::Old),
    ("anniversary", Class::Anniversary),
    ("fiscal", Class::Fiscal),
    ("era", Class::Era),
    ("meridiem", Class::Meridiem),
    ("zone", Class::Zone),
    ("suffix", Class::Suffix),
    ("another", Class::Another),
    ("between_unit", Class::Between),
    ("clock", Class::Clock),
    ("half_code", Class::HalfCode),
    ("quarter_code", Class::QuarterCode),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_sorted_and_says_where_it_is_from() {
        for table in [WORDS, CUES, PHRASES] {
            let words: Vec<&str> = rows(table).map(|[word, ..]| word).collect();
            assert!(words.is_sorted(), "a table is out of order");
            assert!(table.starts_with("# source: "));
            assert!(
                table.lines().nth(1).is_some_and(|line| line.starts_with("# licence: "))
            );
        }
    }

    #[test]
    fn there_are_enough_slots_and_no_word_is_too_long() {
        let words = rows(WORDS).chain(rows(CUES)).count()
            + rows(PHRASES)
                .map(phrase)
                .map(|phrase| parts(&phrase).count())
                .sum::<usize>();
        assert!(words * 2 < SLOTS, "{words}");
        for [word, ..] in rows(WORDS).chain(rows(CUES)) {
            assert!(word.len() <= LONGEST, "{word}");
            assert!(entry(packed(word.as_bytes())).is_some(), "{word}");
        }
    }

    #[test]
    fn every_class_of_the_table_has_a_name() {
        for [word, class, ..] in rows(WORDS) {
            assert_ne!(class_named(class), Class::Word, "{word}: {class}");
        }
    }
}
