use std::collections::BTreeMap;

use crate::{ActorClass, Name};

/// So many names are kept for one part; a later one meets the earliest.
const KEPT: usize = 256;
/// A part that so many names have is asked last.
const COMMON: usize = 64;

/// A growing register of names: each name added hears which earlier ones it is to be held
/// against, those of its class that share a part by sound, or its initials.
///
/// Adding one name costs the same at a million as at a thousand. A candidate is a guess;
/// [`Name::per_mille`] says how alike they are.
///
/// ```
/// use dateline_names::{ActorClass, Name, Register};
/// let mut register = Register::default();
/// let name = |name| Name::read(name, ActorClass::Person);
/// assert!(register.add(1, &name("Qadir Soleymani")).is_empty());
/// assert!(register.add(2, &name("Mira Tolland")).is_empty());
/// assert_eq!(register.add(3, &name("Kadir Suleimani")), [1]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Register {
    by_part: BTreeMap<(ActorClass, u64), Vec<u64>>,
}

impl Register {
    /// Adds a name under a number of the caller's and says which names added before may be the
    /// same actor's: sorted, each once, without itself.
    pub fn add(&mut self, key: u64, name: &Name) -> Vec<u64> {
        let parts = name.keys().into_iter().map(|part| (name.class(), part));
        let parts: Vec<(ActorClass, u64)> = parts.collect();
        let mut known: Vec<&Vec<u64>> =
            parts.iter().filter_map(|part| self.by_part.get(part)).collect();
        known.sort_by_key(|names| names.len());
        let rare = known.iter().filter(|names| names.len() <= COMMON).count().max(1);
        let mut candidates: Vec<u64> =
            known.iter().take(rare).flat_map(|names| names.iter().copied()).collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|&other| other != key);
        for part in parts {
            let names = self.by_part.entry(part).or_default();
            if names.len() < KEPT {
                names.push(key);
            }
        }
        candidates
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_meets_its_initials() {
        let mut register = Register::default();
        let body = |name| Name::read(name, ActorClass::Organisation);
        register.add(1, &body("Strait Assistance Mission"));
        assert_eq!(register.add(2, &body("SAM")), [1]);
    }

    #[test]
    fn a_part_of_a_thousand_names_gives_no_more_than_it_keeps() {
        let mut register = Register::default();
        let name = Name::read("Mira Tolland", ActorClass::Person);
        for key in 0..1_000 {
            register.add(key, &name);
        }
        assert_eq!(register.add(1_000, &name).len(), KEPT);
    }
}
