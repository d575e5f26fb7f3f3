use std::collections::BTreeMap;

use super::{Owner, Scan};
use crate::cast::words::{Gap, Word};
use crate::tables::{StateWord, TABLES};

/// The state or people that the words from each word on name.
pub(super) fn owners<'a>(
    words: &[Word<'_>],
    derived: &'a BTreeMap<String, String>,
) -> Vec<Option<Owner<'a>>> {
    (0..words.len()).map(|at| owner(words, at, derived)).collect()
}

fn owner<'a>(
    words: &[Word<'_>],
    at: usize,
    derived: &'a BTreeMap<String, String>,
) -> Option<Owner<'a>> {
    let first = words.get(at).filter(|word| word.is_capital())?;
    if let Some(owner) = state(words, at) {
        return Some(owner);
    }
    if let Some(name) = derived.get(first.folded.as_ref()) {
        let same = dateline_text::folded(name) == first.folded;
        let word = if same { StateWord::Name } else { StateWord::Demonym };
        return Some(Owner { name, word: Some(word), next: at + 1 });
    }
    let name = first.sense.people?;
    Some(Owner { name, word: None, next: at + 1 })
}

/// The longest name of a state that stands here.
fn state(words: &[Word<'_>], at: usize) -> Option<Owner<'static>> {
    let longest = words.get(at)?.sense.state_words;
    let all = words.get(at..).unwrap_or_default();
    for length in (1..=longest.min(all.len())).rev() {
        let own = all.get(..length).unwrap_or_default();
        let joined = own.windows(2).all(|pair| match pair {
            [word, next] => {
                word.gap == Gap::Space || (word.gap == Gap::Comma && next.is_upper())
            }
            _ => false,
        });
        if !joined {
            continue;
        }
        let found = match own {
            [only] => TABLES.state_word(only.form),
            _ => {
                let forms: Vec<&str> = own.iter().map(|word| word.form).collect();
                TABLES.state_word(&forms.join(" "))
            }
        };
        if let Some((word, name)) = found {
            return Some(Owner { name, word: Some(word), next: at + length });
        }
    }
    None
}

impl Scan<'_> {
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
