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
    let mut found = Vec::new();
    for &stretch in within {
        words_in(text, stretch, &mut found);
    }
    found
}

/// The words of one stretch, appended.
pub(crate) fn words_in(text: &Text, stretch: Span, found: &mut Vec<Word>) {
    let words = text.words(stretch);
    let mut folded = String::new();
    let mut start = None;
    for (at, letter) in words.char_indices() {
        match (start, letter.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push(word(words, from..at, stretch.start(), &mut folded));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(word(words, from..words.len(), stretch.start(), &mut folded));
    }
}

fn word(
    words: &str,
    range: std::ops::Range<usize>,
    offset: usize,
    folded: &mut String,
) -> Word {
    let span = Span::of(offset + range.start..offset + range.end);
    let letters = words.get(range).unwrap_or_default();
    folded.clear();
    fold_into(letters, folded);
    Word { hash: hash_of(folded.as_bytes()), span }
}

/// A 64-bit hash of some bytes: each eight are mixed in by [`mix`]. Not for secrets.
pub(crate) fn hash_of(bytes: &[u8]) -> u64 {
    let mut hash = 0x9e37_79b9_7f4a_7c15 ^ (bytes.len() as u64);
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
    fn the_hash_never_changes() {
        // Rows are stored: a changed hash would make every stored index useless.
        assert_eq!(hash_of(b"orlesia"), hash_of(b"orlesia"));
        assert_ne!(hash_of(b"orlesia"), hash_of(b"orlesia\0"));
        assert_eq!(mix(1), 0x5692_161d_100b_05e5);
    }
}
