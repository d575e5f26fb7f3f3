use std::collections::BTreeMap;

use crate::weights::{Judge, Weights, expand};

/// Weights laid out for reading: what is known of a trait stands in one line of memory, so that
/// a decision waits for one line for each trait that is known, and for all of them at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// How far a trait's number is shifted to find its bucket.
    shift: u32,
    /// A line holds two to this power buckets.
    each: u32,
    /// A line for each such group of buckets, then those that go on where one is full.
    lines: Vec<Line>,
    /// By bucket and mark, what is longer than a line.
    others: BTreeMap<(usize, [u8; 2]), Vec<[u8; 2]>>,
    /// A bit for some of the bits of a trait's number: most traits of a text are not known, and
    /// this says so from memory that is near.
    known: Vec<u64>,
    /// How many bits of the mark tell the bits of a bucket apart.
    apart: u32,
}

/// Traits one after the other: two bytes of mark, one of how many pairs follow (its upper bits
/// tell the buckets of the line apart), then the pairs of class and weight. A count of 0 ends
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(64))]
struct Line {
    traits: [u8; WIDE],
    /// The number of the line where they go on, 0 for none; [`LONG`] is added where one of them
    /// is longer than a line.
    next: u32,
}

/// As many bytes of a line hold traits; with what follows it is as much as a processor fetches
/// at once.
const WIDE: usize = 60;

/// Says that a trait is longer than a line.
const LONG: u32 = 1 << 31;

const NOTHING: Line = Line { traits: [0; WIDE], next: 0 };

/// How full lines may be on average: fuller ones send more of their traits to others.
const FULL: usize = 32;

/// At most two to this power buckets share a line.
const MOST_EACH: u32 = 3;

/// How many traits are looked up at once.
const AT_ONCE: usize = 64;

impl Table {
    /// The same weights.
    #[must_use]
    pub fn of(weights: &Weights) -> Self {
        let buckets = weights.buckets();
        let (mut bytes, mut traits) = (0, 0);
        for (.., pairs) in weights.traits() {
            bytes += 3 + pairs.len() * 2;
            traits += 1;
        }
        let fits = |each: u32| bytes >> buckets.trailing_zeros() << each <= FULL;
        let each = (0..=MOST_EACH).rev().find(|&each| fits(each)).unwrap_or(0);
        let apart = (0..4).find(|apart| buckets << apart >= traits * 5).unwrap_or(4);
        let mut table = Self {
            shift: weights.shift(),
            each,
            lines: vec![NOTHING; (buckets >> each).max(1)],
            others: BTreeMap::new(),
            known: vec![0; (buckets << apart).div_ceil(64)],
            apart,
        };
        let mut used = vec![0; table.lines.len()];
        for (bucket, mark, pairs) in weights.traits() {
            let place = table.known_place(bucket, mark);
            if let Some(word) = table.known.get_mut(place / 64) {
                *word |= 1 << (place % 64);
            }
            table.put(bucket, mark, pairs, &mut used);
        }
        table
    }

    fn put(
        &mut self,
        bucket: usize,
        mark: [u8; 2],
        pairs: &[[u8; 2]],
        used: &mut Vec<usize>,
    ) {
        let mut number = bucket >> self.each;
        let own = (bucket - (number << self.each)) << (8 - self.each);
        let length = 3 + pairs.len() * 2;
        if length > WIDE || pairs.len() >= 256 >> self.each {
            if let Some(line) = self.lines.get_mut(number) {
                line.next |= LONG;
            }
            self.others.insert((bucket, mark), pairs.to_vec());
            return;
        }
        while used.get(number).is_some_and(|used| used + length > WIDE) {
            number = self.line_after(number, used);
        }
        let (Some(line), Some(used), Ok(head)) = (
            self.lines.get_mut(number),
            used.get_mut(number),
            u8::try_from(own + pairs.len()),
        ) else {
            return;
        };
        let bytes = mark.iter().chain([&head]).chain(pairs.as_flattened());
        for (slot, &byte) in line.traits.iter_mut().skip(*used).zip(bytes) {
            *slot = byte;
        }
        *used += length;
    }

    /// The line where line `number` goes on, a new one where it does not yet.
    fn line_after(&mut self, number: usize, used: &mut Vec<usize>) -> usize {
        let new = self.lines.len();
        let Some(line) = self.lines.get_mut(number) else { return new };
        if line.next & !LONG != 0 {
            return (line.next & !LONG) as usize;
        }
        line.next |= u32::try_from(new).unwrap_or(0);
        self.lines.push(NOTHING);
        used.push(0);
        new
    }

    fn bucket(&self, feature: u64) -> usize {
        usize::try_from(feature >> self.shift).unwrap_or(0)
    }

    fn known_place(&self, bucket: usize, mark: [u8; 2]) -> usize {
        let mark = usize::from(mark[0]);
        (bucket << self.apart) | (mark & ((1 << self.apart) - 1))
    }

    fn may_know(&self, feature: u64) -> bool {
        let place = self.known_place(self.bucket(feature), mark(feature));
        self.known.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    /// Adds what one trait says, given the first line that it would stand in.
    fn add(&self, feature: u64, first: &Line, scores: &mut [i32]) {
        let bucket = self.bucket(feature);
        let wanted = mark(feature);
        let own = (bucket & ((1 << self.each) - 1)) << (8 - self.each);
        let most = (256 >> self.each) - 1;
        let mut line = first;
        loop {
            let mut rest = line.traits.as_slice();
            while let [one, two, head, tail @ ..] = rest {
                let head = usize::from(*head);
                let count = head & most;
                if count == 0 {
                    break;
                }
                if wanted == [*one, *two] && head & !most == own {
                    return speak(tail.as_chunks().0.get(..count), scores);
                }
                rest = tail.get(count * 2..).unwrap_or_default();
            }
            let next = (line.next & !LONG) as usize;
            match self.lines.get(next).filter(|_| next > 0) {
                Some(other) => line = other,
                None => break,
            }
        }
        if first.next & LONG != 0 {
            speak(self.others.get(&(bucket, wanted)).map(Vec::as_slice), scores);
        }
    }
}

/// The lower bits of a trait's number, which tell it from others in its bucket.
fn mark(feature: u64) -> [u8; 2] {
    let [first, second, ..] = feature.to_le_bytes();
    [first, second]
}

fn speak(pairs: Option<&[[u8; 2]]>, scores: &mut [i32]) {
    for &[class, weight] in pairs.unwrap_or_default() {
        if let Some(score) = scores.get_mut(usize::from(class)) {
            *score = score.wrapping_add(EXPANDED[usize::from(weight)]);
        }
    }
}

/// What each packed weight stands for.
const EXPANDED: [i32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_usize;
    while byte < 256 {
        table[byte] = expand(byte.to_le_bytes()[0].cast_signed());
        byte += 1;
    }
    table
};

impl Judge for Table {
    fn judge(&self, features: &[u64], scores: &mut [i32]) {
        // Step by step for many traits, so that the waits for memory overlap: which are known,
        // the start of the line of each, what they say.
        for features in features.chunks(AT_ONCE) {
            let mut kept = [0_u64; AT_ONCE];
            let mut count = 0;
            for &feature in features {
                kept[count % AT_ONCE] = feature;
                count += usize::from(self.may_know(feature));
            }
            let kept = kept.get(..count).unwrap_or_default();
            let mut lines = [(&NOTHING, false); AT_ONCE];
            for (slot, &feature) in lines.iter_mut().zip(kept) {
                let line = self.lines.get(self.bucket(feature) >> self.each);
                let line = line.unwrap_or(&NOTHING);
                *slot = (line, line.traits[2] != 0 || line.next != 0);
            }
            for (&(line, holds), &feature) in lines.iter().zip(kept) {
                if holds {
                    self.add(feature, line, scores);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::feature::seal;

    proptest! {
        #[test]
        fn a_table_says_what_was_packed_and_nothing_else(
            traits in 1_u64..4_000,
            classes in 1_u8..120,
            step in 1_u8..40,
        ) {
            let weight = |row: u64, class: u8| i64::try_from(row % 60).unwrap() + i64::from(class % 5) + 1;
            // Every fifth speaks of many classes: more than a line has room for.
            let spoken = |row: u64| {
                let step = if row.is_multiple_of(5) { 1 } else { usize::from(step) };
                (0..classes).step_by(step)
            };
            let rows: Vec<(u64, u8, i64)> = (0..traits)
                .flat_map(|row| spoken(row).map(move |class| (seal(row), class, weight(row, class))))
                .collect();
            let table = Table::of(&Weights::pack(&rows));
            for row in 0..traits + 1_000 {
                let mut scores = vec![0; usize::from(classes)];
                table.judge(&[seal(row)], &mut scores);
                let mut wanted = vec![0; usize::from(classes)];
                if row < traits {
                    for class in spoken(row) {
                        wanted[usize::from(class)] = i32::try_from(weight(row, class).min(64)).unwrap();
                    }
                }
                prop_assert_eq!(scores, wanted);
            }
        }
    }
}
