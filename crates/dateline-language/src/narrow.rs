use std::cell::RefCell;

use crate::weights::{Judge, Weights, expand};

/// Weights of at most three classes, laid out for reading: a trait takes eight bytes, and is
/// found without a choice that the processor would have to guess.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Narrow {
    /// How far a trait's number is shifted to find its bucket.
    shift: u32,
    /// A line holds two to this power buckets.
    each: u32,
    /// As many as a power of two, and as many as a trait may be put further.
    lines: Vec<Line>,
}

/// What as many traits say as a processor fetches at once, 0 for none: 25 bits that tell them
/// apart, and 13 for each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(64))]
struct Line([u64; 8]);

const NOTHING: Line = Line([0; 8]);

/// How many traits are looked up at once.
const AT_ONCE: usize = 64;

/// How many bits a weight takes.
const WIDE: u32 = 13;

/// Above the weights stand the bits that tell traits apart: sixteen of the trait's own number,
/// [`OWN`] of its bucket, [`FURTHER`] that say how many lines it was put further.
const ABOVE: u32 = WIDE * 3;
const OWN: u32 = 4;
const FURTHER: u32 = 5;

/// How many traits a line holds on average at most.
const FULL: usize = 5;

impl Narrow {
    /// The same weights; `None` where there are more classes or no room for a trait.
    pub(crate) fn of(weights: &Weights) -> Option<Self> {
        let traits = weights.traits().count();
        let fits = |each: &u32| traits << each <= weights.buckets() * FULL;
        (0..=OWN).rev().filter(fits).find_map(|each| Self::laid(weights, each))
    }

    fn laid(weights: &Weights, each: u32) -> Option<Self> {
        let lines = (weights.buckets() >> each).max(1) + (1 << FURTHER);
        let mut narrow =
            Self { shift: weights.shift(), each, lines: vec![Line::default(); lines] };
        for (bucket, mark, pairs) in weights.traits() {
            let mut says = 0;
            for &[class, weight] in pairs {
                let class = u32::from(class);
                if class >= 3 {
                    return None;
                }
                let [low, high, ..] = expand(weight.cast_signed()).to_le_bytes();
                let weight =
                    u64::from(u16::from_le_bytes([low, high]) & ((1 << WIDE) - 1));
                says |= weight << (class * WIDE);
            }
            narrow.put(bucket, mark, says)?;
        }
        Some(narrow)
    }

    /// Puts a trait into its line, or the first one after it that has room.
    fn put(&mut self, bucket: usize, mark: [u8; 2], says: u64) -> Option<()> {
        let own = self.own(bucket, u16::from_le_bytes(mark));
        let near = self.lines.get_mut(bucket >> self.each..)?.iter_mut();
        let rooms = near.take(1 << FURTHER).zip(own..);
        let (slot, own) = rooms
            .filter_map(|(line, own)| {
                Some((line.0.iter_mut().find(|slot| **slot == 0)?, own))
            })
            .next()?;
        *slot = own << ABOVE | says;
        Some(())
    }

    /// The bits that tell a trait from others of its line, in a line that is no further.
    fn own(&self, bucket: usize, mark: u16) -> u64 {
        let bucket = u64::try_from(bucket).unwrap_or(0) & ((1 << self.each) - 1);
        (u64::from(mark) << OWN | bucket) << FURTHER
    }

    /// What a trait says, where the first line was full and did not hold it.
    #[cold]
    fn further(&self, line: usize, own: u64) -> u64 {
        for (line, own) in
            self.lines.iter().skip(line + 1).zip(own + 1..).take((1 << FURTHER) - 1)
        {
            let says = line.says(own);
            if says != 0 || line.0[7] == 0 {
                return says;
            }
        }
        0
    }
}

impl Line {
    /// What is said of the trait that these bits tell from others, 0 for nothing.
    #[inline]
    fn says(&self, own: u64) -> u64 {
        let mut says = 0;
        for &slot in &self.0 {
            says |= if slot >> ABOVE == own { slot } else { 0 };
        }
        says
    }
}

/// The weight of a class among what is said.
fn weight(says: u64, class: u32) -> i32 {
    let weight = (says << (64 - (class + 1) * WIDE)).cast_signed() >> (64 - WIDE);
    i32::try_from(weight).unwrap_or(0)
}

impl Narrow {
    /// The number of the line that a trait would stand in, and what tells it from others there.
    fn place(&self, feature: u64) -> (usize, u64) {
        let bucket = usize::try_from(feature >> self.shift).unwrap_or(0);
        let [low, high, ..] = feature.to_le_bytes();
        (bucket >> self.each, self.own(bucket, u16::from_le_bytes([low, high])))
    }

    /// Hands on what each trait says. All lines are touched before the first is read, so that
    /// the waits for memory overlap.
    fn each(&self, features: &[u64], mut each: impl FnMut(u64, u64)) {
        for features in features.chunks(AT_ONCE) {
            let mut lines = [&NOTHING; AT_ONCE];
            let mut touched = 0;
            for (slot, &feature) in lines.iter_mut().zip(features) {
                *slot = self.lines.get(self.place(feature).0).unwrap_or(&NOTHING);
                touched |= slot.0[0];
            }
            std::hint::black_box(touched);
            for (line, &feature) in lines.into_iter().zip(features) {
                let (number, own) = self.place(feature);
                let says = line.says(own);
                let is_full = says == 0 && line.0[7] != 0;
                each(feature, if is_full { self.further(number, own) } else { says });
            }
        }
    }
}

impl Judge for Narrow {
    fn judge(&self, features: &[u64], scores: &mut [i32]) {
        self.each(features, |_, says| add(says, scores));
    }
}

fn add(says: u64, scores: &mut [i32]) {
    for (score, class) in scores.iter_mut().zip(0..3) {
        *score = score.wrapping_add(weight(says, class));
    }
}

/// Weights that remember what they said last: most traits of a text come again soon, and what
/// was said of them stands nearer than the weights do.
#[derive(Debug)]
pub(crate) struct Remembering<'a> {
    narrow: &'a Narrow,
    /// A trait and what it says.
    slots: RefCell<Vec<(u64, u64)>>,
}

/// As many traits are remembered.
const SLOTS: usize = 8192;

/// Where a trait is remembered.
fn slot_of(feature: u64) -> usize {
    usize::try_from(feature >> 16).unwrap_or(0) % SLOTS
}

impl<'a> Remembering<'a> {
    /// Nothing is remembered yet.
    pub(crate) fn new(narrow: &'a Narrow) -> Self {
        // Each slot begins with a trait of another one, so none is known by mistake.
        let empty = |slot: u64| (!slot << 16, 0);
        Self { narrow, slots: RefCell::new((0..).map(empty).take(SLOTS).collect()) }
    }
}

impl Judge for Remembering<'_> {
    fn judge(&self, features: &[u64], scores: &mut [i32]) {
        let mut slots = self.slots.borrow_mut();
        for features in features.chunks(AT_ONCE) {
            let mut missed = [0_u64; AT_ONCE];
            let mut count = 0;
            for &feature in features {
                let Some(&(known, says)) = slots.get(slot_of(feature)) else { continue };
                let is_known = known == feature;
                add(if is_known { says } else { 0 }, scores);
                missed[count % AT_ONCE] = feature;
                count += usize::from(!is_known);
            }
            self.narrow.each(missed.get(..count).unwrap_or_default(), |feature, says| {
                add(says, scores);
                if let Some(slot) = slots.get_mut(slot_of(feature)) {
                    *slot = (feature, says);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::feature::seal;
    use crate::table::Table;

    proptest! {
        #[test]
        fn what_is_laid_narrowly_says_what_the_table_says(
            traits in 1_u64..6_000,
            weights in proptest::collection::vec(-3_000_i64..3_000, 64),
        ) {
            let weight = |row: u64, class: u64| weights[usize::try_from((row * 3 + class) % 64).unwrap()];
            let rows: Vec<(u64, u8, i64)> = (0..traits)
                .flat_map(|row| (0..3_u8).map(move |class| (row, class)))
                .map(|(row, class)| (seal(row), class, weight(row, u64::from(class))))
                .collect();
            let packed = Weights::pack(&rows);
            let (table, narrow) = (Table::of(&packed), Narrow::of(&packed).unwrap());
            let remembering = Remembering::new(&narrow);
            // Twice, so that the second time much is remembered.
            for row in (0..traits + 1_000).flat_map(|row| [row, row / 2]) {
                let (mut wanted, mut found) = ([0; 3], [0; 3]);
                table.judge(&[seal(row), seal(row + 1)], &mut wanted);
                narrow.judge(&[seal(row), seal(row + 1)], &mut found);
                prop_assert_eq!(wanted, found);
                let mut remembered = [0; 3];
                remembering.judge(&[seal(row), seal(row + 1)], &mut remembered);
                prop_assert_eq!(wanted, remembered);
            }
        }
    }

    #[test]
    fn more_classes_than_three_are_refused() {
        assert!(Narrow::of(&Weights::pack(&[(7, 3, 1)])).is_none());
        assert!(Narrow::of(&Weights::pack(&[(7, 2, 1)])).is_some());
    }
}
