use super::{Owner, Scan};
use crate::cast::words::Gap;
use crate::tables::{StateWord, TABLES};

impl Scan<'_> {
    /// The state or people that the words here name.
    pub(super) fn owner(&self, at: usize) -> Option<Owner> {
        let first = self.word(at)?;
        if !first.is_capital() {
            return None;
        }
        for length in (1..=6).rev() {
            let next = at + length;
            let joined = (at..next - 1).all(|word| {
                let gap = self.word(word).map(|word| word.gap);
                gap == Some(Gap::Space)
                    || (gap == Some(Gap::Comma) && self.is_upper(word + 1))
            });
            if next > self.line.words.len() || !joined {
                continue;
            }
            let words = self.words_of(at, next);
            if let Some((word, name)) = TABLES.state_word(&words) {
                return Some(Owner { name: name.to_owned(), word: Some(word), next });
            }
        }
        if let Some(state) = self.derived.get(&first.folded) {
            let same = dateline_text::fold(state) == first.folded;
            let word = if same { StateWord::Name } else { StateWord::Demonym };
            return Some(Owner { name: state.clone(), word: Some(word), next: at + 1 });
        }
        let people = TABLES.people_word(&first.folded)?;
        Some(Owner { name: people.to_owned(), word: None, next: at + 1 })
    }

    /// Whether the capital run goes on after a place word with something that is no title.
    pub(super) fn ends_as_place(&self, next: usize) -> bool {
        self.joined(next.saturating_sub(1))
            && self.word(next).is_some_and(|word| {
                word.is_capital()
                    && self.post_at(next).is_none()
                    && self.owner(next).is_none()
            })
    }
}
