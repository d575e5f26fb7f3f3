use dateline_text::fold_into;

use super::body::body;
use super::person::person;
use super::sound::Sound;
use crate::ActorClass;
use crate::tables::Sort;

/// A name has at most so many parts; the rest are not read.
pub(crate) const MOST: usize = 12;

/// A part of a name, ready to be held against another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    pub(crate) sound: Sound,
    /// The same without an article that is written to it: "naimi" of "alnaimi". Few parts have
    /// it, and parts are read from memory more than anything else is done to them.
    pub(crate) bare: Option<Box<Sound>>,
    /// How much it tells, per cent.
    pub(crate) weight: u16,
    pub(crate) role: Role,
    pub(crate) sort: Sort,
    pub(crate) opened: Opened,
    pub(crate) closed: Closed,
    /// Whether an article stands before it; of a place, whether "in" does.
    pub(crate) article: bool,
    /// Whether it is the first name of a chain of fathers.
    pub(crate) patronymic: bool,
    /// Words of one meaning and spellings of one given name have one number; zero for none.
    pub(crate) meaning: u16,
    /// The first letter as it was written.
    pub(crate) letter: u8,
    /// All its letters, where they are few enough to be initials.
    pub(crate) initials: [u8; 8],
    /// What it is held against by letters alone: figures, other alphabets. Zero for none.
    pub(crate) exact: u64,
    /// A hash of its letters.
    pub(crate) letters: u64,
    /// Where its letters stand in the folded name.
    pub(crate) at: (u16, u16),
}

/// What a part is in its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// A name or a word.
    #[default]
    Word,
    /// Only a first letter.
    Initial,
    /// A title or rank.
    Title,
}

/// What opens a compound name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Opened {
    /// Nothing.
    #[default]
    No,
    /// "Abd al-": servant of.
    Servant,
    /// "Abu": father of.
    Father,
}

/// What closes a compound name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Closed {
    /// Nothing.
    #[default]
    No,
    /// "al-Din": of the faith.
    Faith,
}

/// A name as it is compared: lower case, without apostrophes.
pub(crate) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    fold_into(name, &mut folded);
    folded.retain(|letter| !matches!(letter, '\'' | 'ʿ' | 'ʾ' | '"'));
    in_latin(folded)
}

/// The name in Latin letters alone, where it stands in another alphabet too: "مرفأ (Marfa)".
fn in_latin(folded: String) -> String {
    if folded.is_ascii() {
        return folded;
    }
    let latin = |letter: char| letter.is_ascii_alphabetic();
    let letters =
        |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count();
    let words = folded.split(' ');
    let (latin, other): (Vec<&str>, Vec<&str>) =
        words.partition(|word| word.contains(latin) || letters(word) < 2);
    if other.is_empty() || latin.iter().all(|word| letters(word) < 3) {
        return folded;
    }
    latin.join(" ")
}

/// Reads the parts of a folded name of that class.
pub(crate) fn parts(folded: &str, class: ActorClass) -> Vec<Part> {
    let mut parts = match class {
        ActorClass::Person => person(folded),
        ActorClass::Organisation
        | ActorClass::State
        | ActorClass::Place
        | ActorClass::Group => body(folded),
    };
    parts.truncate(MOST);
    parts
}

/// The words of a folded name with their places.
pub(super) fn words(folded: &str) -> impl Iterator<Item = (&str, (u16, u16))> + '_ {
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let mut end = 0;
    words.map(move |word| {
        let start = end;
        let next = folded.get(start + word.len()..).and_then(|rest| rest.chars().next());
        end = start + word.len() + next.map_or(0, char::len_utf8);
        let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        (word, (place(start), place(start + word.len())))
    })
}

/// The letters of a word that does not sound in English: a hash of them.
pub(super) fn exact(word: &str) -> u64 {
    if word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return 0;
    }
    hash(word)
}

pub(super) fn hash(word: &str) -> u64 {
    hash_of(word.bytes())
}

/// A hash of letters; never zero.
pub(super) fn hash_of(letters: impl Iterator<Item = u8>) -> u64 {
    let step =
        |hash: u64, letter: u8| (hash ^ u64::from(letter)).wrapping_mul(0x100_0000_01b3);
    letters.fold(0xcbf2_9ce4_8422_2325, step).max(1)
}

impl Part {
    /// What parts that sound alike have in common: what they mean, or else their consonants.
    pub(crate) fn key(&self) -> u64 {
        match (self.meaning, self.exact) {
            (0, 0) if self.initials_only() => self.letters,
            (0, 0) => hash_of(self.sound.skeleton()),
            (0, exact) => exact,
            (meaning, _) => u64::from(meaning),
        }
    }

    /// Whether it may be the initials of others.
    fn initials_only(&self) -> bool {
        self.initials[0] != 0
            && self.initials.iter().filter(|letter| **letter != 0).count() <= 4
    }
}
