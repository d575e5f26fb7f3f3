use std::collections::VecDeque;

use dateline_text::{Span, Text};

use crate::word::{Word, mix, words_of};

/// How many words in a row are compared at once.
pub(crate) const GRAM: usize = 5;
/// One of so many neighbouring grams becomes a mark: a passage of `GRAM + WINDOW - 1` words
/// or more has a mark wherever it stands.
const WINDOW: usize = 8;

/// A report's words, ready to be held against another's.
///
/// ```
/// use dateline_copies::Reading;
/// use dateline_text::Text;
/// let text = Text::new("The harbour talks ended on Friday.");
/// assert_eq!(Reading::of(&text, &[text.span()]).len(), 6);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The words in order.
    pub(crate) words: Vec<Word>,
    /// The hash of every five words in a row, in order; of all words when there are fewer.
    pub(crate) grams: Vec<u64>,
    /// The same with their places, sorted.
    pub(crate) sorted: Vec<(u64, u32)>,
    /// The grams that are marks, with their places, in order of place.
    pub(crate) marks: Vec<(u64, u32)>,
}

impl Reading {
    /// Reads the words of `text` that lie within the given stretches. They are compared as
    /// one run of words: where a paragraph ends does not matter.
    #[must_use]
    pub fn of(text: &Text, within: &[Span]) -> Self {
        let words = words_of(text, within);
        let grams = grams(&words);
        let places = 0_u32..;
        let mut sorted: Vec<_> = grams.iter().copied().zip(places).collect();
        sorted.sort_unstable();
        let marks = marks(&grams);
        Self { words, grams, sorted, marks }
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is nothing to compare.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The bytes from the first word of a range of words to its last.
    pub(crate) fn span(&self, words: std::ops::Range<usize>) -> Span {
        let here = self.words.get(words.start).map(|word| word.span);
        let Some(last) = words.end.checked_sub(1).filter(|&last| last >= words.start)
        else {
            // Nothing stands here: the empty place before the word, or after the last one.
            let end = self.words.last().map_or(0, |word| word.span.end());
            let at = here.map_or(end, Span::start);
            return Span::of(at..at);
        };
        let last = self.words.get(last).map(|word| word.span);
        here.zip(last).map_or(Span::default(), |(first, last)| first.cover(last))
    }

    /// The hash of the words at a place, if there are any.
    pub(crate) fn hash(&self, place: usize) -> Option<u64> {
        self.words.get(place).map(|word| word.hash)
    }
}

fn grams(words: &[Word]) -> Vec<u64> {
    if words.is_empty() {
        return Vec::new();
    }
    let gram = |words: &[Word]| {
        words
            .iter()
            .fold(0, |hash: u64, word| mix(hash.rotate_left(23).wrapping_add(word.hash)))
    };
    if words.len() < GRAM {
        return vec![gram(words)];
    }
    words.windows(GRAM).map(gram).collect()
}

/// Winnowing: of every eight neighbours the least gram is a mark, the last of equals.
fn marks(grams: &[u64]) -> Vec<(u64, u32)> {
    let mut marks: Vec<(u64, u32)> = Vec::new();
    let mut least: VecDeque<(u64, u32)> = VecDeque::new();
    for (gram, place) in grams.iter().copied().zip(0_u32..) {
        while least.back().is_some_and(|&(other, _)| other >= gram) {
            least.pop_back();
        }
        least.push_back((gram, place));
        let seen = place as usize + 1;
        while least.front().is_some_and(|&(_, first)| first as usize + WINDOW < seen) {
            least.pop_front();
        }
        let full = seen >= WINDOW || seen == grams.len();
        let Some(&front) = least.front() else { continue };
        if full && marks.last() != Some(&front) {
            marks.push(front);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_window_has_a_mark() {
        let grams: Vec<u64> = (0..500).map(mix).collect();
        let marks = marks(&grams);
        for window in 0..=grams.len() - WINDOW {
            let inside = |&&(_, place): &&(u64, u32)| {
                (window..window + WINDOW).contains(&(place as usize))
            };
            assert!(marks.iter().any(|mark| inside(&mark)), "window {window}");
        }
        assert!(marks.len() < 140, "about two of nine, not {}", marks.len());
    }

    #[test]
    fn a_text_of_three_words_has_one_gram_and_one_mark() {
        let text = Text::new("Talks ended Friday");
        let reading = Reading::of(&text, &[text.span()]);
        assert_eq!((reading.grams.len(), reading.marks.len()), (1, 1));
    }

    proptest! {
        #[test]
        fn a_mark_is_a_gram_at_its_place(words in prop::collection::vec("[a-d]{1,2}", 0..60)) {
            let text = Text::new(&words.join(" "));
            let reading = Reading::of(&text, &[text.span()]);
            for &(gram, place) in &reading.marks {
                prop_assert_eq!(reading.grams.get(place as usize), Some(&gram));
            }
            prop_assert_eq!(reading.marks.is_empty(), words.is_empty());
        }
    }
}
