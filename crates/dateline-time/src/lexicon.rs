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
    words: Vec<(&'static str, Entry)>,
    /// Where the words of each first letter start in `words`.
    letters: [(u16, u16); 256],
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
        for (word, entry) in &mut words {
            let opens = phrases.iter().any(|phrase| parts(phrase).next() == Some(*word));
            entry.marks = entry.marks.and_if(Marks::OPENS, opens);
        }
        let mut letters = [(0, 0); 256];
        for letter in 0..=255_u8 {
            let first = |word: &str| word.as_bytes().first().copied().unwrap_or(0);
            let start = words.partition_point(|&(word, _)| first(word) < letter);
            let end = words.partition_point(|&(word, _)| first(word) <= letter);
            letters[usize::from(letter)] = (
                u16::try_from(start).unwrap_or(u16::MAX),
                u16::try_from(end).unwrap_or(u16::MAX),
            );
        }
        Self { words, letters, phrases }
    }
}

/// The reading of a word in small letters.
pub(crate) fn entry(word: &[u8]) -> Option<Entry> {
    let lexicon = &*LEXICON;
    let &first = word.first()?;
    let (start, end) = lexicon.letters[usize::from(first)];
    let words = lexicon.words.get(usize::from(start)..usize::from(end))?;
    let at = words.binary_search_by(|(known, _)| known.as_bytes().cmp(word)).ok()?;
    Some(words[at].1)
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
    fn every_class_of_the_table_has_a_name() {
        for [word, class, ..] in rows(WORDS) {
            assert_ne!(class_named(class), Class::Word, "{word}: {class}");
        }
    }
}
