use crate::Fingerprint;

/// So many reports are kept for one row; a later one finds the earliest.
const KEPT: u16 = 256;
/// A template's row that stands in more reports than this suggests nobody any more.
const SUGGESTED: u16 = 32;
/// Reports that share so many of 32 bands are of one family. A line of a site's page is enough
/// for one band of a short report.
const FAMILY: u32 = 4;
/// A mark in so many reports that are no copies of each other belongs to a template.
const TEMPLATE: u16 = 6;

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
    reports: Vec<Report>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    row: u64,
    entry: u32,
    /// How many reports are kept.
    count: u16,
    /// How many families they are of.
    families: u16,
}

impl Slot {
    /// A text copied a hundred times is in a hundred reports of few families.
    const fn is_template(self) -> bool {
        self.families >= TEMPLATE && self.families * 2 >= self.count
    }

    /// Whether it is so common that it suggests nobody any more.
    const fn is_quiet(self) -> bool {
        self.is_template() && self.count > SUGGESTED
    }
}

/// A report that has a row, and the one before it.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Its place in the order in which reports were added.
    report: u32,
    next: u32,
}

#[derive(Clone, Copy, Debug)]
struct Report {
    key: u64,
    /// The earliest report that it is a copy of, as far as bands tell.
    family: u64,
    /// The last report that it was suggested to: each hears of it once.
    told: u32,
    /// How often it was suggested to that one.
    shared: u32,
}

const NONE: u32 = u32::MAX;
const FREE: Slot = Slot { row: 0, entry: NONE, count: 0, families: 0 };

impl Index {
    /// Adds a report under a number of the caller's and says which reports added before may
    /// share text with it: sorted, each once, without itself.
    pub fn add(&mut self, key: u64, fingerprint: &Fingerprint) -> Vec<u64> {
        self.add_sharing(key, fingerprint, 1)
    }

    /// The same, and says only which earlier reports share so many rows with it: most share one
    /// phrase by chance.
    pub fn add_sharing(
        &mut self,
        key: u64,
        fingerprint: &Fingerprint,
        fewest: u32,
    ) -> Vec<u64> {
        let Ok(report) = u32::try_from(self.reports.len()) else { return Vec::new() };
        let rows = fingerprint.bands.len() + fingerprint.marks.len();
        while (self.used + rows) * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let mut candidates = Vec::new();
        // All rows are looked up before any is followed: memory is waited for once, not row by
        // row.
        let places: Vec<usize> = fingerprint.rows().map(|row| self.place(row)).collect();
        let (bands, marks) = places.split_at(fingerprint.bands.len());
        for (&row, &place) in fingerprint.bands.iter().zip(bands) {
            let place = self.still(place, row);
            self.suggest(self.slot_at(place), report, &mut candidates);
            self.insert(place, row, report, false);
        }
        let families = candidates.iter().filter_map(|&other| self.report(other));
        let families = families.filter(|other| other.shared >= FAMILY);
        let family = families.map(|other| other.family).min();
        let family = family.map_or(key, |family| family.min(key));
        self.reports.push(Report { key, family, told: report, shared: 0 });
        for (&row, &place) in fingerprint.marks.iter().zip(marks) {
            let place = self.still(place, row);
            let slot = self.slot_at(place);
            let is_new = self.suggest_mark(slot, report, family, &mut candidates);
            self.insert(place, row, report, is_new);
        }
        let sharing = candidates.iter().filter_map(|&other| self.report(other));
        let sharing = sharing.filter(|other| other.shared >= fewest && other.key != key);
        let mut keys: Vec<u64> = sharing.map(|other| other.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The marks of a report that stand in many reports which are no copies of each other: a
    /// site's template. Sorted.
    #[must_use]
    pub fn template(&self, fingerprint: &Fingerprint) -> Vec<u64> {
        let is_template = |&row: &u64| self.slot(row).is_some_and(Slot::is_template);
        fingerprint.marks.iter().copied().filter(is_template).collect()
    }

    fn report(&self, report: u32) -> Option<Report> {
        self.reports.get(report as usize).copied()
    }

    /// Adds the reports of a row that have not been named yet.
    fn suggest(&mut self, slot: Option<Slot>, to: u32, candidates: &mut Vec<u32>) {
        let mut next = slot.map_or(NONE, |slot| slot.entry);
        while let Some(&entry) = self.entries.get(next as usize) {
            self.tell(entry.report, to, candidates);
            next = entry.next;
        }
    }

    fn tell(&mut self, of: u32, to: u32, candidates: &mut Vec<u32>) {
        let Some(report) = self.reports.get_mut(of as usize) else { return };
        if report.told != to {
            (report.told, report.shared) = (to, 0);
            candidates.push(of);
        }
        report.shared += 1;
    }

    /// The same for a mark, and whether the report is the first of its family to have it.
    fn suggest_mark(
        &mut self,
        slot: Option<Slot>,
        to: u32,
        family: u64,
        candidates: &mut Vec<u32>,
    ) -> bool {
        let is_quiet = slot.is_some_and(Slot::is_quiet);
        let mut is_new = true;
        let mut next = slot.map_or(NONE, |slot| slot.entry);
        while let Some(&entry) = self.entries.get(next as usize) {
            is_new &=
                self.report(entry.report).is_none_or(|other| other.family != family);
            if !is_quiet {
                self.tell(entry.report, to, candidates);
            }
            next = entry.next;
        }
        is_new
    }

    fn slot(&self, row: u64) -> Option<Slot> {
        self.slot_at(self.place(row))
    }

    fn slot_at(&self, place: usize) -> Option<Slot> {
        self.slots.get(place).copied().filter(|slot| slot.entry != NONE)
    }

    /// Where a row is, or would be.
    fn place(&self, row: u64) -> usize {
        let last = self.slots.len().saturating_sub(1);
        // Rows are mixed already.
        let mut at = usize::try_from(row).unwrap_or_default() & last;
        while self.slots.get(at).is_some_and(|slot| slot.entry != NONE && slot.row != row)
        {
            at = (at + 1) & last;
        }
        at
    }

    /// The place of a row that was found before others were put in.
    fn still(&self, place: usize, row: u64) -> usize {
        let own = |slot: &&Slot| slot.entry == NONE || slot.row == row;
        if self.slots.get(place).is_some_and(|slot| own(&slot)) {
            place
        } else {
            self.place(row)
        }
    }

    fn insert(&mut self, place: usize, row: u64, report: u32, is_new: bool) {
        let Some(slot) = self.slots.get_mut(place) else { return };
        let Ok(number) = u32::try_from(self.entries.len()) else { return };
        if slot.count >= KEPT {
            return;
        }
        self.used += usize::from(slot.entry == NONE);
        self.entries.push(Entry { report, next: slot.entry });
        let families = slot.families + u16::from(is_new);
        *slot = Slot { row, entry: number, count: slot.count + 1, families };
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        let old = std::mem::replace(&mut self.slots, vec![FREE; size]);
        for slot in old.into_iter().filter(|slot| slot.entry != NONE) {
            let place = self.place(slot.row);
            if let Some(free) = self.slots.get_mut(place) {
                *free = slot;
            }
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
    fn a_report_that_shares_too_few_rows_is_no_candidate() {
        let mut index = Index::default();
        index.add(1, &print(&[1, 2, 3]));
        index.add(2, &print(&[3, 4, 5]));
        assert_eq!(index.add_sharing(3, &print(&[1, 2, 5]), 2), [1]);
    }

    #[test]
    fn a_text_in_ten_thousand_reports_gives_the_first_256() {
        let copy = Fingerprint { bands: vec![1, 2, 3, 4], marks: vec![42] };
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
        let copy = Fingerprint { bands: vec![1, 2, 3, 4], marks: vec![7] };
        for key in 0..6 {
            index.add(key, &copy);
        }
        assert!(index.template(&copy).is_empty());
    }
}
