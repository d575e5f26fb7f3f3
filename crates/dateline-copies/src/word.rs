use dateline_text::{Span, Text, fold_into};

/// A word as copies are compared: lower case, without accents and punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The hash of its folded letters. The same on every machine and in every run.
    pub(crate) hash: u64,
    /// Where it stands.
    pub(crate) span: Span,
}

/// The words of `text` within each stretch, in order. A word is a run of letters and digits:
/// "5,200" is two, "Varn's" is two.
pub(crate) fn words_of(text: &Text, within: &[Span]) -> Vec<Word> {
    let letters: usize = within.iter().map(|stretch| stretch.len()).sum();
    // Words of English have five to six letters, with the blank.
    let mut found = Vec::with_capacity(letters / 5);
    for &stretch in within {
        words_in(text, stretch, &mut found);
    }
    found
}

/// The words of one stretch, appended.
pub(crate) fn words_in(text: &Text, stretch: Span, found: &mut Vec<Word>) {
    let words = text.words(stretch);
    let bytes = words.as_bytes();
    let mut folded = String::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() && LETTERS[usize::from(byte)] == 0 {
            at += 1;
            continue;
        }
        let (length, mut hash) = plain_word(bytes.get(at..).unwrap_or_default());
        let mut end = at + length;
        if let Some(letter) = wide_letter(words, end) {
            if !letter.is_alphanumeric() && length == 0 {
                at += letter.len_utf8();
                continue;
            }
            if letter.is_alphanumeric() {
                end = word_end(words, end);
                folded.clear();
                fold_into(words.get(at..end).unwrap_or_default(), &mut folded);
                hash = hash_of(folded.as_bytes());
            }
        }
        let span = Span::of(stretch.start() + at..stretch.start() + end);
        found.push(Word { hash, span });
        at = end;
    }
}

/// The letter at a place, if it is not of ASCII.
fn wide_letter(words: &str, at: usize) -> Option<char> {
    let byte = words.as_bytes().get(at)?;
    if byte.is_ascii() { None } else { words.get(at..)?.chars().next() }
}

/// Where the word ends that goes on here.
fn word_end(words: &str, start: usize) -> usize {
    let rest = words.get(start..).unwrap_or_default();
    let ends = |letter: char| !letter.is_alphanumeric();
    start + rest.find(ends).unwrap_or(rest.len())
}

/// Letters and digits of ASCII as they are compared, in lower case; 0 for all else.
static LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            letters[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    letters
};

/// How many letters of ASCII follow each other, and [`hash_of`] them in lower case.
fn plain_word(bytes: &[u8]) -> (usize, u64) {
    let mut hasher = Hasher::default();
    for &byte in bytes {
        let letter = LETTERS[usize::from(byte)];
        if letter == 0 {
            break;
        }
        hasher.add(letter);
    }
    (hasher.length, hasher.end())
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// A 64-bit hash of some bytes: each eight are mixed in by [`mix`]. Not for secrets.
pub(crate) fn hash_of(bytes: &[u8]) -> u64 {
    let mut hasher = Hasher::default();
    for &byte in bytes {
        hasher.add(byte);
    }
    hasher.end()
}

struct Hasher {
    hash: u64,
    /// The bytes that are not mixed in yet: seven at most.
    open: u64,
    shift: u32,
    length: usize,
}

impl Default for Hasher {
    fn default() -> Self {
        Self { hash: SEED, open: 0, shift: 0, length: 0 }
    }
}

impl Hasher {
    #[inline]
    fn add(&mut self, byte: u8) {
        self.open |= u64::from(byte) << self.shift;
        self.length += 1;
        self.shift += 8;
        if self.shift == 64 {
            self.hash = mix(self.hash ^ self.open);
            (self.open, self.shift) = (0, 0);
        }
    }

    #[inline]
    const fn end(&self) -> u64 {
        // The open bytes leave the topmost free for the length.
        mix(self.hash ^ self.open ^ ((self.length as u64) << 56))
    }
}

/// The finisher of `SplitMix64`: every bit of the answer hangs on every bit of the question.
pub(crate) const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_punctuation_do_not_count() {
        let plain = Text::new("the muller report");
        let dressed = Text::new("“The MÜLLER report”");
        let hashes = |text: &Text| {
            let words = words_of(text, &[text.span()]);
            words.iter().map(|word| word.hash).collect::<Vec<_>>()
        };
        assert_eq!(hashes(&plain), hashes(&dressed));
    }

    #[test]
    fn a_word_points_at_its_letters() {
        let text = Text::new("Varn’s 5,200 men");
        let words = words_of(&text, &[text.span()]);
        let shown: Vec<_> = words.iter().map(|word| text.words(word.span)).collect();
        assert_eq!(shown, ["Varn", "s", "5", "200", "men"]);
    }

    #[test]
    fn plain_letters_hash_as_any_others() {
        for word in ["Orlesia", "5200", "a", "HARBOURMASTER", "12345678", "x9Y8z7W6"] {
            assert_eq!(
                plain_word(word.as_bytes()),
                (word.len(), hash_of(dateline_text::fold(word).as_bytes()))
            );
        }
    }

    #[test]
    fn the_hash_never_changes() {
        // Rows are stored: a changed hash would make every stored index useless.
        assert_eq!(hash_of(b"orlesia"), hash_of(b"orlesia"));
        assert_ne!(hash_of(b"orlesia"), hash_of(b"orlesia\0"));
        assert_eq!(mix(1), 0x5692_161d_100b_05e5);
    }
}
