use crate::Fingerprint;
use crate::word::mix;

/// So many reports are kept for one row; a later one finds the earliest.
const KEPT: u32 = 256;
/// A template's row that stands in more reports than this suggests nobody any more.
const SUGGESTED: u32 = 32;
/// A mark in so many reports that are no copies of each other belongs to a template.
const TEMPLATE: u32 = 6;

/// A growing index of fingerprints: each report added hears which earlier ones to be held
/// against.
///
/// Adding one report costs the same at a million as at a thousand: a row keeps the first 256
/// reports that have it, no more, and the rows of a template suggest nobody. A candidate is a guess; [`compare`](crate::compare()) decides.
///
/// ```
/// use dateline_copies::{Fingerprint, Index};
/// use dateline_text::Text;
/// let text = Text::new("The harbour talks in Varn ended on Friday without any result.");
/// let print = Fingerprint::of(&text, &[text.span()]);
/// let mut index = Index::default();
/// assert!(index.add(1, &print).is_empty());
/// assert_eq!(index.add(2, &print), [1]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Open addressing: a row and its latest entry; `NONE` where nothing is.
    slots: Vec<Slot>,
    used: usize,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    row: u64,
    entry: u32,
    /// How many reports are kept.
    count: u32,
    /// How many families they are of.
    families: u32,
}

impl Slot {
    /// A text copied a hundred times is in a hundred reports of few families.
    const fn is_template(self) -> bool {
        self.families >= TEMPLATE && self.families * 2 >= self.count
    }
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    key: u64,
    family: u64,
    next: u32,
}

const NONE: u32 = u32::MAX;
const FREE: Slot = Slot { row: 0, entry: NONE, count: 0, families: 0 };

impl Index {
    /// Adds a report under a number of the caller's and says which reports added before may
    /// share text with it: sorted, each once, without itself.
    pub fn add(&mut self, key: u64, fingerprint: &Fingerprint) -> Vec<u64> {
        let family = self.family(key, fingerprint);
        let mut candidates = Vec::new();
        let rows = fingerprint.bands.iter().chain(&fingerprint.marks);
        for &row in rows {
            let slot = self.slot(row);
            let quiet = |slot: Slot| slot.is_template() && slot.count > SUGGESTED;
            if !slot.is_some_and(quiet) {
                candidates.extend(self.reports(slot).map(|entry| entry.key));
            }
            self.insert(row, Entry { key, family, next: NONE });
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|&other| other != key);
        candidates
    }

    /// The marks of a report that stand in many reports which are no copies of each other: a
    /// site's template. Sorted.
    #[must_use]
    pub fn template(&self, fingerprint: &Fingerprint) -> Vec<u64> {
        let is_template = |&row: &u64| self.slot(row).is_some_and(Slot::is_template);
        fingerprint.marks.iter().copied().filter(is_template).collect()
    }

    /// The earliest family that shares a band with the report, or its own.
    fn family(&self, key: u64, fingerprint: &Fingerprint) -> u64 {
        let entries =
            fingerprint.bands.iter().flat_map(|&row| self.reports(self.slot(row)));
        entries.map(|entry| entry.family).min().map_or(key, |family| family.min(key))
    }

    fn reports(&self, slot: Option<Slot>) -> impl Iterator<Item = Entry> + '_ {
        let first = slot.map_or(NONE, |slot| slot.entry);
        let entry = |number: u32| self.entries.get(number as usize).copied();
        std::iter::successors(entry(first), move |last| entry(last.next))
    }

    fn slot(&self, row: u64) -> Option<Slot> {
        let mut at = self.home(row)?;
        loop {
            let slot = *self.slots.get(at)?;
            if slot.entry == NONE {
                return None;
            }
            if slot.row == row {
                return Some(slot);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn home(&self, row: u64) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        Some(usize::try_from(mix(row)).unwrap_or_default() & last)
    }

    fn insert(&mut self, row: u64, entry: Entry) {
        if self.used * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let slot = self.slot(row).unwrap_or(Slot { row, ..FREE });
        if slot.count >= KEPT {
            return;
        }
        let new = self.reports(Some(slot)).all(|other| other.family != entry.family);
        let Ok(number) = u32::try_from(self.entries.len()) else { return };
        self.entries.push(Entry { next: slot.entry, ..entry });
        self.used += usize::from(slot.count == 0);
        let families = slot.families + u32::from(new);
        self.put(Slot { row, entry: number, count: slot.count + 1, families });
    }

    fn put(&mut self, slot: Slot) {
        let Some(mut at) = self.home(slot.row) else { return };
        let last = self.slots.len() - 1;
        let other = |slots: &[Slot], at: usize| {
            slots
                .get(at)
                .is_some_and(|found| found.entry != NONE && found.row != slot.row)
        };
        while other(&self.slots, at) {
            at = (at + 1) & last;
        }
        if let Some(place) = self.slots.get_mut(at) {
            *place = slot;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        let old = std::mem::replace(&mut self.slots, vec![FREE; size]);
        for slot in old.into_iter().filter(|slot| slot.entry != NONE) {
            self.put(slot);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(marks: &[u64]) -> Fingerprint {
        Fingerprint { bands: Vec::new(), marks: marks.to_vec() }
    }

    #[test]
    fn every_report_that_shares_a_row_is_a_candidate() {
        let mut index = Index::default();
        for key in 0..2_000 {
            let found = index.add(key, &print(&[key / 3, 1_000_000 + key]));
            let expected: Vec<u64> = (key / 3 * 3..key).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_text_in_ten_thousand_reports_gives_the_first_256() {
        let copy = Fingerprint { bands: vec![1, 2], marks: vec![42] };
        let mut index = Index::default();
        let mut last = Vec::new();
        for key in 0..10_000 {
            last = index.add(key, &copy);
        }
        assert_eq!(last, (0..256).collect::<Vec<_>>());
    }

    #[test]
    fn a_template_of_many_reports_suggests_nobody() {
        let mut index = Index::default();
        for key in 0..100 {
            index.add(key, &print(&[42]));
        }
        assert_eq!(index.add(100, &print(&[42])), []);
    }

    #[test]
    fn a_mark_of_six_different_reports_is_a_template() {
        let mut index = Index::default();
        for key in 0..6 {
            index.add(key, &print(&[7, 100 + key]));
        }
        assert_eq!(index.template(&print(&[7, 103])), [7]);
    }

    #[test]
    fn a_mark_of_six_copies_is_none() {
        let mut index = Index::default();
        let copy = Fingerprint { bands: vec![1, 2], marks: vec![7] };
        for key in 0..6 {
            index.add(key, &copy);
        }
        assert!(index.template(&copy).is_empty());
    }
}
