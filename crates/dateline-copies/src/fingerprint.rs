use dateline_text::{Span, Text};

use crate::Reading;
use crate::word::mix;

/// Bins of the one permutation.
const BINS: usize = 128;
/// Bins in a band: reports whose four bins agree somewhere are held against each other.
const BAND: usize = 4;
/// Keeps the rows of marks apart from those of bands.
const MARK_SEED: u64 = 0x6d61_726b_2068_6572;
const BAND_SEED: u64 = 0x6261_6e64_2068_6572;

/// What an [`Index`](crate::Index) keeps of a report: rows of plain numbers. Two reports that
/// share much text share a band, two that share a passage share a mark.
///
/// The bands are 32 bands of 4 bins of a one-permutation `MinHash` over five words in a row;
/// the marks are winnowed from the same. The seeds are fixed: rows may be stored, and made on
/// different machines.
///
/// ```
/// use dateline_copies::Fingerprint;
/// use dateline_text::Text;
/// let one = Text::new("The harbour talks in Varn ended on Friday without any result.");
/// let other = Text::new("THE HARBOUR TALKS in Varn ended, on Friday, without any result!");
/// let print = |text: &Text| Fingerprint::of(text, &[text.span()]);
/// assert_eq!(print(&one), print(&other));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// One row a band; empty when the report has no words.
    pub bands: Vec<u64>,
    /// One row a mark, sorted, each once.
    pub marks: Vec<u64>,
}

impl Fingerprint {
    /// The fingerprint of the words of `text` within the given stretches.
    #[must_use]
    pub fn of(text: &Text, within: &[Span]) -> Self {
        Self::of_reading(&Reading::of(text, within))
    }

    /// All its rows: the bands, then the marks.
    pub fn rows(&self) -> impl Iterator<Item = u64> + '_ {
        self.bands.iter().chain(&self.marks).copied()
    }

    /// The fingerprint of words that are read already.
    #[must_use]
    pub fn of_reading(reading: &Reading) -> Self {
        let mut marks: Vec<u64> =
            reading.marks.iter().map(|&(gram, _)| mark_row(gram)).collect();
        marks.sort_unstable();
        marks.dedup();
        Self { bands: bands(&reading.grams), marks }
    }
}

/// The row of a gram that is a mark.
pub(crate) const fn mark_row(gram: u64) -> u64 {
    mix(gram ^ MARK_SEED)
}

fn bands(grams: &[u64]) -> Vec<u64> {
    let Some(bins) = bins(grams) else { return Vec::new() };
    let numbers = 0_u64..;
    let row = |(band, number): (&[u64], u64)| {
        let seed = mix(BAND_SEED ^ number);
        band.iter().fold(seed, |hash, &bin| mix(hash.rotate_left(29) ^ bin))
    };
    bins.chunks(BAND).zip(numbers).map(row).collect()
}

/// The least gram of each bin. An empty bin takes that of the next one that is not, marked by
/// the distance.
fn bins(grams: &[u64]) -> Option<Vec<u64>> {
    let mut least = vec![u64::MAX; BINS];
    for &gram in grams {
        let bin = usize::try_from(gram >> 57).unwrap_or_default();
        if let Some(slot) = least.get_mut(bin) {
            *slot = (*slot).min(gram);
        }
    }
    let first = least.iter().position(|&bin| bin != u64::MAX)?;
    let mut filled = least.clone();
    let (mut lender, mut distance) = (least.get(first).copied()?, 0_u64);
    for step in 0..BINS {
        let bin = (BINS + first - step) % BINS;
        let own = least.get(bin).copied()?;
        (lender, distance) =
            if own == u64::MAX { (lender, distance + 1) } else { (own, 0) };
        if distance > 0
            && let Some(slot) = filled.get_mut(bin)
        {
            *slot = mix(lender.wrapping_add(distance));
        }
    }
    Some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_give_no_rows() {
        let text = Text::new("... --- ...");
        assert_eq!(Fingerprint::of(&text, &[text.span()]), Fingerprint::default());
    }

    #[test]
    fn one_gram_fills_every_bin() {
        let bins = bins(&[mix(7)]).unwrap();
        assert!(bins.iter().all(|&bin| bin != u64::MAX));
        assert_eq!(bands(&[mix(7)]).len(), BINS / BAND);
    }

    #[test]
    fn the_order_of_grams_does_not_matter_for_bands() {
        let one: Vec<u64> = (0..300).map(mix).collect();
        let other: Vec<u64> = (0..300).rev().map(mix).collect();
        assert_eq!(bands(&one), bands(&other));
    }
}
