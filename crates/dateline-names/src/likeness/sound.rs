//! Letters as they sound, whatever alphabet a name was brought over from.

use super::cost::drop_cost;

/// A word as it sounds is at most so long; the rest of it is not heard.
pub(crate) const LONGEST: usize = 24;

/// A part of a name as it sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sound {
    letters: [u8; LONGEST],
    pub(super) length: u8,
    /// For each family the places of its consonants among all of them, a bit each.
    pub(super) families: [u32; 6],
    /// The families of its consonants in order, each in four bits.
    pub(super) skeleton: u128,
    /// How many consonants it has.
    pub(super) consonants: u8,
    /// What the first consonant may be heard as.
    pub(super) opens: u8,
    /// The cost of leaving all of it out.
    pub(super) size: u16,
}

// Codes beyond the letters.
pub(super) const SH: u8 = 26;
pub(super) const KH: u8 = 27;
pub(super) const GH: u8 = 28;
pub(super) const TH: u8 = 29;
pub(super) const CH: u8 = 30;
/// A digit or a letter of another alphabet.
const OTHER: u8 = 31;

const D: u8 = code(b'd');
const F: u8 = code(b'f');
const I: u8 = code(b'i');
const J: u8 = code(b'j');
const K: u8 = code(b'k');
const S: u8 = code(b's');
const U: u8 = code(b'u');

pub(super) const fn code(letter: u8) -> u8 {
    letter - b'a'
}

impl Sound {
    /// How a folded word sounds: doubled letters once, "kh", "sh", "ou" as one.
    pub(crate) fn of(word: &str) -> Self {
        let mut sound = Self::default();
        let letters = word.as_bytes();
        let mut at = 0;
        while at < letters.len() {
            let rest = letters.get(at..).unwrap_or_default();
            let (heard, length) = first(rest, sound.last());
            for &letter in heard {
                sound.push(letter);
            }
            at += length;
        }
        sound
    }

    pub(crate) fn len(&self) -> usize {
        usize::from(self.length)
    }

    pub(crate) fn letters(&self) -> &[u8] {
        self.letters.get(..self.len()).unwrap_or_default()
    }

    /// The families of its consonants, in order.
    pub(super) fn skeleton(&self) -> impl Iterator<Item = u8> + '_ {
        (0..self.consonants).map(|at| (self.skeleton >> (4 * at) & 7) as u8)
    }

    pub(super) fn last(&self) -> Option<u8> {
        self.letters().last().copied()
    }

    fn push(&mut self, letter: u8) {
        if self.last() == Some(letter) && letter != OTHER {
            return;
        }
        if let Some(slot) = self.letters.get_mut(usize::from(self.length)) {
            *slot = letter;
            self.length += 1;
            let family = family(letter);
            if self.opens == 0 && !is_vowel(letter) {
                self.opens = opens(letter);
            }
            if let Some(places) = self.families.get_mut(family) {
                *places |= 1 << self.consonants;
                self.skeleton |= (family as u128) << (4 * self.consonants);
                self.consonants += 1;
            }
            self.size += drop_cost(letter).max(55);
        }
    }
}

/// The first sound of some letters and how many letters it takes.
fn first(rest: &[u8], before: Option<u8>) -> (&'static [u8], usize) {
    let after_vowel = before.is_some_and(is_vowel);
    match rest {
        [b's', b'c', b'h', ..] => (&[SH], 3),
        [b't', b'c', b'h', ..] => (&[CH], 3),
        [b's', b'h', b'c', b'h', ..] => (&[SH], 4),
        [b's', b'h', ..] => (&[SH], 2),
        [b'k', b'h', ..] => (&[KH], 2),
        [b'g', b'h', ..] => (&[GH], 2),
        [b't', b'h', ..] => (&[TH], 2),
        [b'd', b'h', ..] => (&[D], 2),
        [b'p', b'h', ..] => (&[F], 2),
        [b'c', b'h', ..] => (&[CH], 2),
        [b'c', b'k', ..] => (&[K], 2),
        [b'c', b'z', ..] => (&[CH], 2),
        [b'd', b'j', ..] | [b'z', b'h', ..] => (&[J], 2),
        [b'o', b'u' | b'o', ..] => (&[U], 2),
        [b'e' | b'i', b'e', ..] | [b'i', b'y', ..] | [b'y', b'i', ..] => (&[I], 2),
        [b'c', b'e' | b'i' | b'y', ..] => (&[S], 1),
        [b'c', ..] => (&[K], 1),
        [b'x', ..] => (&[K, S], 1),
        [b'h'] if after_vowel => (&[], 1),
        [b'y'] => (&[I], 1),
        [b'y', next, ..] if !is_vowel_letter(*next) => (&[I], 1),
        [letter @ b'a'..=b'z', ..] => (
            LETTERS
                .get(usize::from(code(*letter))..=usize::from(code(*letter)))
                .unwrap_or_default(),
            1,
        ),
        [b'\'', ..] => (&[], 1),
        _ => (&[OTHER], 1),
    }
}

/// Each letter's own code.
const LETTERS: [u8; 26] = {
    let mut letters = [0; 26];
    let mut at = 0;
    while at < 26 {
        letters[at as usize] = at;
        at += 1;
    }
    letters
};

const fn is_vowel_letter(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

pub(super) const fn is_vowel(code: u8) -> bool {
    matches!(code, 0 | 4 | 8 | 14 | 20)
}

/// Consonants that are heard for each other have one number; eight for vowels.
pub(super) const fn family(letter: u8) -> usize {
    match letter {
        6 | 10 | 16 | KH | GH => 0,
        2 | 3 | 9 | 18 | 19 | 25 | SH | TH | CH => 1,
        1 | 5 | 15 | 21 | 22 => 2,
        12 | 13 => 3,
        11 | 17 => 4,
        OTHER => 5,
        _ => 8,
    }
}

/// What the first consonant of a word may be heard as: a bit for each family.
const fn opens(letter: u8) -> u8 {
    match letter {
        // h, j, w, y, g, gh and kh are heard as much else or not at all.
        7 | 9 | 22 | 24 | 6 | GH | KH => u8::MAX,
        _ => match family(letter) {
            0 => 1,
            1 => 2,
            2 => 4,
            3 => 8,
            4 => 16,
            _ => u8::MAX,
        },
    }
}
