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
    let mut folded = String::new();
    let mut at = 0;
    while at < words.len() {
        let (end, is_plain) = word_end(words, at);
        if end == at {
            at += words
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8);
            continue;
        }
        let letters = words.get(at..end).unwrap_or_default();
        let hash = if is_plain {
            hash_of_plain(letters.as_bytes())
        } else {
            folded.clear();
            fold_into(letters, &mut folded);
            hash_of(folded.as_bytes())
        };
        found.push(Word {
            hash,
            span: Span::of(stretch.start() + at..stretch.start() + end),
        });
        at = end;
    }
}

/// Where the word ends that starts here, and whether all its letters are of ASCII. It ends
/// where it starts when no word does.
fn word_end(words: &str, start: usize) -> (usize, bool) {
    let bytes = words.as_bytes();
    let (mut at, mut is_plain) = (start, true);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let letter =
            (!byte.is_ascii()).then(|| words.get(at..)?.chars().next()).flatten();
        let Some(letter) = letter.filter(|letter| letter.is_alphanumeric()) else {
            break;
        };
        is_plain = false;
        at += letter.len_utf8();
    }
    (at, is_plain)
}

/// [`hash_of`] the lower case of ASCII letters and digits.
fn hash_of_plain(letters: &[u8]) -> u64 {
    let mut hash = SEED ^ (letters.len() as u64);
    for chunk in letters.chunks(8) {
        let mut eight = 0;
        for &letter in chunk.iter().rev() {
            // The bit that makes a capital small is set in every digit.
            eight = (eight << 8) | u64::from(letter | 0x20);
        }
        hash = mix(hash ^ eight);
    }
    hash
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// A 64-bit hash of some bytes: each eight are mixed in by [`mix`]. Not for secrets.
pub(crate) fn hash_of(bytes: &[u8]) -> u64 {
    let mut hash = SEED ^ (bytes.len() as u64);
    for chunk in bytes.chunks(8) {
        let mut eight = [0; 8];
        for (to, from) in eight.iter_mut().zip(chunk) {
            *to = *from;
        }
        hash = mix(hash ^ u64::from_le_bytes(eight));
    }
    hash
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
                hash_of_plain(word.as_bytes()),
                hash_of(dateline_text::fold(word).as_bytes())
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
