//! What was asked for lately, kept at hand within a bound.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::mem;

/// Something that is kept at hand.
pub(super) trait Kept: Clone {
    /// How much of it is kept that was asked for lately; as much of what was before is, too.
    const MOST: usize;

    /// How much it counts.
    fn weight(&self) -> usize;
}

/// What is asked for again and again stays, whatever else is asked for once: when there is too much,
/// that goes which nobody asked for since that was so last.
#[derive(Debug)]
pub(super) struct Lately<K, V> {
    late: BTreeMap<K, V>,
    before: BTreeMap<K, V>,
    /// How much the late ones count.
    weight: usize,
}

impl<K, V> Default for Lately<K, V> {
    fn default() -> Self {
        Self { late: BTreeMap::new(), before: BTreeMap::new(), weight: 0 }
    }
}

impl<K: Ord, V: Kept> Lately<K, V> {
    pub(super) fn known<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        if let Some(known) = self.late.get(key) {
            return Some(known.clone());
        }
        let (key, known) = self.before.remove_entry(key)?;
        self.keep(key, known.clone());
        Some(known)
    }

    pub(super) fn keep(&mut self, key: K, value: V) {
        if self.weight >= V::MOST {
            self.before = mem::take(&mut self.late);
            self.weight = 0;
        }
        self.weight += value.weight();
        let replaced = self.late.insert(key, value);
        self.weight -= replaced.map_or(0, |old| old.weight());
    }
}
