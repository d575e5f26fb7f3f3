use crate::feature::word_number;

/// Says which words are surely not in a table, from memory that is near: most words of a text
/// are in none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sieve {
    bits: Vec<u64>,
}

impl Sieve {
    /// A sieve that lets these words through.
    pub(crate) fn of<'a>(words: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let bits = (words.len() * 8).next_power_of_two().max(64);
        let mut sieve = Self { bits: vec![0; bits / 64] };
        for word in words {
            let (place, bit) = sieve.place(word);
            if let Some(slot) = sieve.bits.get_mut(place) {
                *slot |= bit;
            }
        }
        sieve
    }

    /// Whether the word may be in the table; never wrong where it says no.
    pub(crate) fn lets_through(&self, word: &str) -> bool {
        let (place, bit) = self.place(word);
        self.bits.get(place).is_some_and(|bits| bits & bit != 0)
    }

    fn place(&self, word: &str) -> (usize, u64) {
        let number = word_number(word);
        let mask = self.bits.len().saturating_sub(1);
        let place = usize::try_from(number >> 32).unwrap_or(0) & mask;
        (place, 1 << (number % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_let_through_and_most_others_are_not() {
        let words: Vec<String> =
            (0..1000).map(|number| format!("word{number}")).collect();
        let sieve = Sieve::of(words.iter().map(String::as_str));
        assert!(words.iter().all(|word| sieve.lets_through(word)));
        let others =
            (0..1000).filter(|number| sieve.lets_through(&format!("other{number}")));
        assert!(others.count() < 250);
        assert!(!Sieve::default().lets_through("word"));
    }
}
