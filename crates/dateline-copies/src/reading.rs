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
    /// The hashes of the words, in order: what is read most lies closest together.
    pub(crate) hashes: Vec<u64>,
    /// Where each word starts and ends.
    places: Vec<(u32, u32)>,
    /// The hash of every five words in a row, by place; of all words when there are fewer.
    pub(crate) grams: Vec<u64>,
    /// The grams that are marks, with their places, in order of place.
    pub(crate) marks: Vec<(u64, u32)>,
    /// Open addressing: one more than the place where a gram stands first; 0 where none is.
    slots: Vec<u32>,
    /// A bit for each gram: most that do not stand here are known by it at once.
    filter: Vec<u64>,
    /// The grams that stood before, with their places, sorted.
    pub(crate) repeats: Vec<(u64, u32)>,
}

impl Reading {
    /// Reads the words of `text` that lie within the given stretches. They are compared as
    /// one run of words: where a paragraph ends does not matter.
    #[must_use]
    pub fn of(text: &Text, within: &[Span]) -> Self {
        let words = words_of(text, within);
        let hashes: Vec<u64> = words.iter().map(|word| word.hash).collect();
        let short = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let place = |word: &Word| (short(word.span.start()), short(word.span.end()));
        let places = words.iter().map(place).collect();
        let grams = grams(&hashes);
        let marks = marks(&grams);
        let (slots, repeats) = first_places(&grams);
        let mut filter = vec![0; slots.len() / 16];
        for &gram in &grams {
            let (word, bit) = filter_bit(gram, filter.len());
            if let Some(word) = filter.get_mut(word) {
                *word |= bit;
            }
        }
        Self { hashes, places, grams, marks, slots, filter, repeats }
    }

    /// Whether both have the same words.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.hashes == other.hashes
    }

    /// How many different grams it has.
    pub(crate) const fn different(&self) -> usize {
        self.grams.len() - self.repeats.len()
    }

    /// Where a gram stands: at the first place that is not before `floor`, or else at its
    /// first.
    pub(crate) fn place(&self, gram: u64, floor: usize) -> Option<usize> {
        let (word, bit) = filter_bit(gram, self.filter.len());
        if self.filter.get(word)? & bit == 0 {
            return None;
        }
        let last = self.slots.len().checked_sub(1)?;
        let mut at = usize::try_from(gram).unwrap_or_default() & last;
        let first = loop {
            let place = (*self.slots.get(at)? as usize).checked_sub(1)?;
            if self.grams.get(place) == Some(&gram) {
                break place;
            }
            at = (at + 1) & last;
        };
        if first >= floor || self.repeats.is_empty() {
            return Some(first);
        }
        let from = (gram, u32::try_from(floor).unwrap_or(u32::MAX));
        let later = self.repeats.partition_point(|&repeat| repeat < from);
        let later = self.repeats.get(later).filter(|&&(with, _)| with == gram);
        Some(later.map_or(first, |&(_, place)| place as usize))
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there is nothing to compare.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The bytes from the first word of a range of words to its last.
    pub(crate) fn span(&self, words: std::ops::Range<usize>) -> Span {
        let here = self.word(words.start);
        let Some(last) = words.end.checked_sub(1).filter(|&last| last >= words.start)
        else {
            // Nothing stands here: the empty place before the word, or after the last one.
            let last = self.len().checked_sub(1).and_then(|last| self.word(last));
            let end = last.map_or(0, Span::end);
            let at = here.map_or(end, Span::start);
            return Span::of(at..at);
        };
        let last = self.word(last);
        here.zip(last).map_or(Span::default(), |(first, last)| first.cover(last))
    }

    /// The hash of the words at a place, if there are any.
    pub(crate) fn hash(&self, place: usize) -> Option<u64> {
        self.hashes.get(place).copied()
    }

    /// The bytes of the word at a place, if there is any.
    pub(crate) fn word(&self, place: usize) -> Option<Span> {
        let &(start, end) = self.places.get(place)?;
        Some(Span::of(start as usize..end as usize))
    }
}

/// The hash of five words is rolled on from word to word: each counts by its place.
fn grams(words: &[u64]) -> Vec<u64> {
    let mut grams = Vec::with_capacity(words.len());
    let mut hash = 0_u64;
    for (&word, at) in words.iter().zip(0..) {
        let left = usize::checked_sub(at, GRAM).and_then(|left| words.get(left));
        let gone = left.map_or(0, |left| left.wrapping_mul(FIFTH));
        hash = hash.wrapping_mul(STEP).wrapping_add(word).wrapping_sub(gone);
        if at + 1 >= GRAM {
            grams.push(mix(hash));
        }
    }
    if grams.is_empty() && !words.is_empty() {
        grams.push(mix(hash));
    }
    grams
}

/// An odd number; its fifth power is what the word counts that leaves.
const STEP: u64 = 0xd134_2543_de82_ef95;
const FIFTH: u64 =
    STEP.wrapping_mul(STEP).wrapping_mul(STEP).wrapping_mul(STEP).wrapping_mul(STEP);

/// The word and the bit of a gram in a filter of so many words: a power of two.
fn filter_bit(gram: u64, words: usize) -> (usize, u64) {
    let bits = usize::try_from(gram >> 32).unwrap_or_default();
    ((bits >> 6) & words.wrapping_sub(1), 1 << (bits & 63))
}

/// A table of where each gram stands first, and those that stood before, sorted.
fn first_places(grams: &[u64]) -> (Vec<u32>, Vec<(u64, u32)>) {
    let size = (grams.len() * 4 / 3 + 1).next_power_of_two().max(16);
    let mut slots = vec![0_u32; if grams.is_empty() { 0 } else { size }];
    let mut repeats = Vec::new();
    for (&gram, place) in grams.iter().zip(0_u32..) {
        let mut at = usize::try_from(gram).unwrap_or_default() & (size - 1);
        while let Some(slot) = slots.get_mut(at) {
            let Some(first) = (*slot as usize).checked_sub(1) else {
                *slot = place + 1;
                break;
            };
            if grams.get(first) == Some(&gram) {
                repeats.push((gram, place));
                break;
            }
            at = (at + 1) & (size - 1);
        }
    }
    repeats.sort_unstable();
    (slots, repeats)
}

/// Winnowing: of every eight neighbours the least gram is a mark, the last of equals.
fn marks(grams: &[u64]) -> Vec<(u64, u32)> {
    let mut marks: Vec<(u64, u32)> = Vec::with_capacity(grams.len() / 3);
    if grams.is_empty() {
        return marks;
    }
    let last = grams.len().saturating_sub(WINDOW);
    // The least of the window before, while it is still inside.
    let mut least: Option<(u64, usize)> = None;
    for start in 0..=last {
        let window = grams.get(start..).unwrap_or_default();
        let window = window.get(..WINDOW).unwrap_or(window);
        let (newest, inside) =
            (start + window.len() - 1, least.filter(|&(_, place)| place >= start));
        let found = match inside {
            Some((gram, place)) => {
                let new = grams.get(newest).copied().unwrap_or(u64::MAX);
                if new <= gram { (new, newest) } else { (gram, place) }
            }
            None => least_of(window, start),
        };
        if least != Some(found) {
            marks.push((found.0, u32::try_from(found.1).unwrap_or(u32::MAX)));
            least = Some(found);
        }
    }
    marks
}

fn least_of(window: &[u64], start: usize) -> (u64, usize) {
    let mut least = (u64::MAX, start);
    for (&gram, place) in window.iter().zip(start..) {
        if gram <= least.0 {
            least = (gram, place);
        }
    }
    least
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
            let grams = grams(&reading.hashes);
            for &(gram, place) in &reading.marks {
                prop_assert_eq!(grams.get(place as usize), Some(&gram));
            }
            prop_assert_eq!(reading.marks.is_empty(), words.is_empty());
        }
    }
}
