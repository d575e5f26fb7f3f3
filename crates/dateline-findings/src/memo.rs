use std::cell::Cell;

/// What was worked out for each word of a report, so that no rule works it out again.
///
/// Only for what depends on the word and on what never changes while a report is read.
#[derive(Debug)]
pub(crate) struct Memo<T: Copy>(Vec<Cell<Option<T>>>);

impl<T: Copy> Memo<T> {
    /// For so many words, nothing known yet.
    pub(crate) fn new(words: usize) -> Self {
        Self(vec![Cell::new(None); words])
    }

    /// What is known of the word of that number; worked out where it is not known yet.
    pub(crate) fn of(&self, number: Option<usize>, work: impl FnOnce() -> T) -> T {
        let cell = number.and_then(|number| self.0.get(number));
        let known = cell.and_then(Cell::get);
        known.unwrap_or_else(|| {
            let found = work();
            if let Some(cell) = cell {
                cell.set(Some(found));
            }
            found
        })
    }
}
