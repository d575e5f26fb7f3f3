//! Letters as they sound, whatever alphabet a name was brought over from.

/// A word as it sounds is at most so long; the rest of it is not heard.
pub(crate) const LONGEST: usize = 24;

/// A part of a name as it sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sound {
    letters: [u8; LONGEST],
    length: u8,
    /// Which families of consonants are in it, a bit for each.
    families: u8,
    /// The cost of leaving all of it out.
    size: u16,
}

// Codes beyond the letters.
const SH: u8 = 26;
const KH: u8 = 27;
const GH: u8 = 28;
const TH: u8 = 29;
const CH: u8 = 30;
/// A digit or a letter of another alphabet.
const OTHER: u8 = 31;

const D: u8 = code(b'd');
const F: u8 = code(b'f');
const I: u8 = code(b'i');
const J: u8 = code(b'j');
const K: u8 = code(b'k');
const S: u8 = code(b's');
const U: u8 = code(b'u');

const fn code(letter: u8) -> u8 {
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

    /// Both as one word.
    pub(crate) fn joined(&self, other: &Self) -> Self {
        let mut sound = *self;
        for &letter in other.letters() {
            sound.push(letter);
        }
        sound
    }

    fn last(&self) -> Option<u8> {
        self.letters().last().copied()
    }

    fn push(&mut self, letter: u8) {
        if self.last() == Some(letter) && letter != OTHER {
            return;
        }
        if let Some(slot) = self.letters.get_mut(usize::from(self.length)) {
            *slot = letter;
            self.length += 1;
            self.families |= family(letter);
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

const fn is_vowel(code: u8) -> bool {
    matches!(code, 0 | 4 | 8 | 14 | 20)
}

const FULL: u16 = 100;

/// What it costs to leave a sound out.
const fn drop_cost(letter: u8) -> u16 {
    if is_vowel(letter) {
        38
    } else if letter == code(b'h') || letter == code(b'y') {
        32
    } else if letter == code(b'w') {
        60
    } else {
        FULL
    }
}

/// What it costs to hear one sound for another.
const fn change_cost(one: u8, other: u8) -> u16 {
    if one == other {
        return 0;
    }
    if is_vowel(one) && is_vowel(other) {
        return 28;
    }
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    near(low, high)
}

const fn near(low: u8, high: u8) -> u16 {
    match (low, high) {
        // k, q, kh, gh, g, h
        (10, 16) => 10,
        (7 | 10, KH) | (KH, GH) => 35,
        (16, KH | GH) | (6 | 10, GH) | (6, 16 | 10) => 45,
        (7, 16 | 10) => 70,
        // s, z, sh, th, ch, t, d
        (18, 25 | SH | TH) | (25, TH) | (SH, CH) => 40,
        (3, 25 | TH | 19) | (19 | SH, TH) | (18, CH) => 45,
        (9, CH | 24 | SH | 25) | (6, 9) => 45,
        // b, p, v, f, w, u
        (1, 15 | 21) | (5, 21) => 45,
        (21, 22) => 20,
        (20, 22 | 21) | (5, 15) => 50,
        (12, 13) => 60,
        (11, 17) => 65,
        // i and y
        (8, 24) => 10,
        (4, 24) => 30,
        _ => FULL,
    }
}

/// Consonants that are heard for each other have one bit.
const fn family(letter: u8) -> u8 {
    match letter {
        6 | 10 | 16 | KH | GH => 1,
        2 | 3 | 9 | 18 | 19 | 25 | SH | TH | CH => 2,
        1 | 5 | 15 | 21 => 4,
        12 | 13 => 8,
        11 | 17 => 16,
        OTHER => 32,
        _ => 0,
    }
}

/// How alike two parts sound, per mille; zero when it is less than `least`.
pub(crate) fn alike(one: &Sound, other: &Sound, least: u16) -> u16 {
    if one.letters() == other.letters() {
        return if one.length == 0 { 0 } else { 1000 };
    }
    let size = u32::from(one.size) + u32::from(other.size);
    let allowed = u32::from(1000_u16.saturating_sub(least)) * size / 2000;
    // No family is made up for with less than half a sound.
    let missing = (one.families ^ other.families).count_ones();
    let longer = one.size.abs_diff(other.size);
    if missing * 50 > allowed || u32::from(longer) / 2 > allowed {
        return 0;
    }
    let distance = distance(one.letters(), other.letters(), allowed);
    if distance > allowed {
        return 0;
    }
    u16::try_from(1000_u32.saturating_sub(distance * 2000 / size.max(1))).unwrap_or(0)
}

/// The least cost of turning one into the other; more than `allowed` when it is more.
fn distance(left: &[u8], right: &[u8], allowed: u32) -> u32 {
    let mut above = [0_u16; LONGEST + 1];
    for (at, &letter) in right.iter().enumerate() {
        above[at + 1] = above[at] + DROP[usize::from(letter & 31)];
    }
    for (number, &letter) in left.iter().enumerate() {
        let drop = DROP[usize::from(letter & 31)];
        let changes = &CHANGE[usize::from(letter & 31)];
        let mut corner = above[0];
        above[0] += drop;
        let mut least = above[0];
        for (at, &with) in right.iter().enumerate() {
            // The first letter of a name is seldom misheard.
            let first = if number == 0 && at == 0 && letter != with { 15 } else { 0 };
            let change = corner + changes[usize::from(with & 31)] + first;
            corner = above[at + 1];
            let dropped = (corner + drop).min(above[at] + DROP[usize::from(with & 31)]);
            above[at + 1] = change.min(dropped + first);
            least = least.min(above[at + 1]);
        }
        if u32::from(least) > allowed {
            return u32::MAX;
        }
    }
    u32::from(above[right.len()])
}

static DROP: [u16; 32] = {
    let mut table = [0; 32];
    let mut letter = 0;
    while letter < 32 {
        table[letter as usize] = drop_cost(letter);
        letter += 1;
    }
    table
};

static CHANGE: [[u16; 32]; 32] = {
    let mut table = [[0; 32]; 32];
    let mut one = 0;
    while one < 32 {
        let mut other = 0;
        while other < 32 {
            table[one as usize][other as usize] = change_cost(one, other);
            other += 1;
        }
        one += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    fn how(one: &str, other: &str) -> u16 {
        alike(&Sound::of(one), &Sound::of(other), 0)
    }

    #[test]
    fn one_name_in_two_spellings_sounds_alike() {
        for (one, other) in [
            ("mohammed", "muhamad"),
            ("qasim", "kassem"),
            ("chafiq", "shafik"),
            ("yusuf", "youssef"),
            ("wagner", "vagner"),
        ] {
            assert!(how(one, other) >= 750, "{one} {other} {}", how(one, other));
        }
    }

    #[test]
    fn two_names_do_not() {
        for (one, other) in [("hassan", "hussein"), ("karim", "salim"), ("voss", "rask")]
        {
            assert!(how(one, other) < 780, "{one} {other} {}", how(one, other));
        }
    }
}
