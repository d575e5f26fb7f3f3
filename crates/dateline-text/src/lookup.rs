/// Words with what is known of each: a table that is asked for every word of a report.
///
/// One pass over the letters and, where the word is known, one comparison. Of two rows of one
/// word the later stands.
///
/// ```
/// use dateline_text::Lookup;
/// let speakers: Lookup<&str> = [("harbour master", "person"), ("memo", "document")].into_iter().collect();
/// assert_eq!(speakers.get("memo"), Some(&"document"));
/// assert!(!speakers.has("Memo"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup<T> {
    rows: Vec<(Box<str>, T)>,
    /// The number of a row and one, by the place that its letters give; 0 is free.
    places: Vec<usize>,
    /// No word is longer.
    longest: usize,
}

impl<T> Lookup<T> {
    /// What is known of a word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&T> {
        let row = self.row(self.place(word)?)?;
        Some(&row.1)
    }

    /// Whether the word has a row.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All words in the order in which they came.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &T)> {
        self.rows.iter().map(|(word, known)| (&**word, known))
    }

    /// Adds a row, in place of the one that the word had.
    pub fn insert(&mut self, word: &str, known: T) {
        match self.number(word) {
            Some(number) => {
                if let Some(row) = self.rows.get_mut(number) {
                    row.1 = known;
                }
            }
            None => self.push(word, known),
        }
    }

    /// What is known of a word, to be added to; nothing yet where it is new.
    pub fn entry(&mut self, word: &str) -> Option<&mut T>
    where
        T: Default,
    {
        if self.number(word).is_none() {
            self.push(word, T::default());
        }
        let number = self.number(word)?;
        self.rows.get_mut(number).map(|row| &mut row.1)
    }

    fn push(&mut self, word: &str, known: T) {
        self.rows.push((word.into(), known));
        self.longest = self.longest.max(word.len());
        // At most half of the places are taken, so that the search for a free one is short.
        if self.rows.len() * 2 > self.places.len() {
            self.lay_out();
        } else {
            self.settle(self.rows.len());
        }
    }

    fn lay_out(&mut self) {
        self.places = vec![0; (self.rows.len() * 4).next_power_of_two()];
        for number in 1..=self.rows.len() {
            self.settle(number);
        }
    }

    /// Gives a row, by its number and one, the first free place from that of its letters on.
    fn settle(&mut self, number: usize) {
        let Some((word, _)) = number.checked_sub(1).and_then(|at| self.rows.get(at))
        else {
            return;
        };
        let mut place = first(word, self.places.len());
        while self.places.get(place).is_some_and(|&taken| taken > 0) {
            place = (place + 1) & (self.places.len() - 1);
        }
        if let Some(free) = self.places.get_mut(place) {
            *free = number;
        }
    }

    fn number(&self, word: &str) -> Option<usize> {
        self.places.get(self.place(word)?)?.checked_sub(1)
    }

    fn row(&self, place: usize) -> Option<&(Box<str>, T)> {
        self.rows.get(self.places.get(place)?.checked_sub(1)?)
    }

    /// The place of the row of a word.
    fn place(&self, word: &str) -> Option<usize> {
        if word.len() > self.longest {
            return None;
        }
        let mut place = first(word, self.places.len());
        loop {
            if &*self.row(place)?.0 == word {
                return Some(place);
            }
            place = (place + 1) & (self.places.len() - 1);
        }
    }
}

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), places: Vec::new(), longest: 0 }
    }
}

impl<W: AsRef<str>, T> FromIterator<(W, T)> for Lookup<T> {
    fn from_iter<I: IntoIterator<Item = (W, T)>>(rows: I) -> Self {
        let mut lookup = Self::default();
        for (word, known) in rows {
            lookup.insert(word.as_ref(), known);
        }
        lookup
    }
}

impl<'a> FromIterator<&'a str> for Lookup<()> {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        words.into_iter().map(|word| (word, ())).collect()
    }
}

/// The place that the letters of a word give, of so many (a power of two).
fn first(word: &str, places: usize) -> usize {
    let (front, back) = ends(word.as_bytes());
    let mixed = (front ^ back.rotate_left(32))
        .wrapping_add(word.len() as u64)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 33).unwrap_or_default() & places.saturating_sub(1)
}

/// The first and the last letters of a word as numbers; of a short word they overlap. Words of
/// more than sixteen letters may differ in between: so few do that it costs nothing.
fn ends(word: &[u8]) -> (u64, u64) {
    if let (Some(front), Some(back)) = (word.first_chunk(), word.last_chunk()) {
        return (u64::from_be_bytes(*front), u64::from_be_bytes(*back));
    }
    if let (Some(front), Some(back)) = (word.first_chunk(), word.last_chunk()) {
        return (u32::from_be_bytes(*front).into(), u32::from_be_bytes(*back).into());
    }
    let number = word.iter().fold(0, |number, &byte| number << 8 | u64::from(byte));
    (number, 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_empty_table_knows_no_word() {
        assert_eq!(Lookup::<u8>::default().get("harbour"), None);
    }

    proptest! {
        #[test]
        fn it_knows_what_a_sorted_table_knows(
            rows in prop::collection::vec(("[a-d]{0,3}", 0_u8..9), 0..60),
            asked in "[a-d]{0,4}",
        ) {
            let sorted: std::collections::BTreeMap<String, u8> = rows.iter().cloned().collect();
            let lookup: Lookup<u8> = rows.into_iter().collect();
            prop_assert_eq!(lookup.get(&asked), sorted.get(&asked));
            prop_assert_eq!(lookup.len(), sorted.len());
        }
    }
}
