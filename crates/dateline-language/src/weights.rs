/// Whole-number weights of a linear model: for each trait, what it says for each class.
///
/// Laid out for reading: a bucket for the upper bits of a trait's number, in it the traits by
/// the lower sixteen bits, each with its classes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// How far a trait's number is shifted to find its bucket.
    shift: u32,
    /// Where each bucket starts in `stream`; one more at the end.
    starts: Vec<u32>,
    /// For each trait: two bytes of mark, a count, then that many pairs of class and weight.
    stream: Vec<u8>,
}

impl Weights {
    /// Packs the weights: `(trait, class, weight)`, in any order, at most one weight a pair.
    ///
    /// The more traits, the more buckets, about one trait in each.
    #[must_use]
    pub fn pack(rows: &[(u64, u8, i64)]) -> Self {
        let mut rows: Vec<(u64, u8, i8)> = rows
            .iter()
            .map(|&(feature, class, weight)| (feature, class, squeeze(weight)))
            .collect();
        rows.retain(|row| row.2 != 0);
        rows.sort_unstable();
        let bits = usize::BITS - (rows.len() / 4).leading_zeros();
        let shift = 64 - bits.clamp(4, 20);
        let buckets = 1_usize << (64 - shift);
        let mut packed = Self { shift, starts: vec![0; buckets + 1], stream: Vec::new() };
        let mut bucket = 0;
        for group in rows.chunk_by(|left, right| left.0 == right.0) {
            let Some(&(feature, ..)) = group.first() else { continue };
            let own = packed.bucket(feature);
            while bucket < own {
                bucket += 1;
                packed.close(bucket);
            }
            packed.stream.extend(mark(feature));
            packed.stream.push(u8::try_from(group.len()).unwrap_or(u8::MAX));
            for &(_, class, weight) in group.iter().take(255) {
                packed.stream.extend([class, weight.to_le_bytes()[0]]);
            }
        }
        while bucket < buckets {
            bucket += 1;
            packed.close(bucket);
        }
        packed
    }

    /// The packed traits of a bucket.
    fn traits_in(&self, bucket: usize) -> &[u8] {
        match self.starts.get(bucket..bucket + 2) {
            Some(&[start, end]) => {
                self.stream.get(start as usize..end as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    fn close(&mut self, bucket: usize) {
        let end = u32::try_from(self.stream.len()).unwrap_or(u32::MAX);
        if let Some(start) = self.starts.get_mut(bucket) {
            *start = end;
        }
    }

    fn bucket(&self, feature: u64) -> usize {
        usize::try_from(feature >> self.shift).unwrap_or(0)
    }

    /// The same without the traits that say nothing stronger than `least` of any class, and
    /// without what the others say more weakly than half of that.
    #[must_use]
    pub fn thin(&self, least: i32) -> Self {
        let buckets = self.starts.len().saturating_sub(1);
        let mut thin =
            Self { shift: self.shift, starts: vec![0; buckets + 1], ..Self::default() };
        let size = |pair: &[u8; 2]| expand(pair[1].cast_signed()).abs();
        let mut bucket = 0;
        for (own, mark, pairs) in self.traits() {
            if pairs.iter().map(size).max() < Some(least) {
                continue;
            }
            while bucket < own {
                bucket += 1;
                thin.close(bucket);
            }
            let kept: Vec<[u8; 2]> =
                pairs.iter().filter(|pair| size(pair) * 2 >= least).copied().collect();
            thin.stream.extend(mark);
            thin.stream.push(u8::try_from(kept.len()).unwrap_or(0));
            thin.stream.extend(kept.as_flattened());
        }
        while bucket < buckets {
            bucket += 1;
            thin.close(bucket);
        }
        thin
    }

    /// The packed weights as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![u8::try_from(64 - self.shift).unwrap_or(0)];
        let pairs = self.starts.iter().zip(self.starts.iter().skip(1));
        // A bucket's length fits a byte nearly always; 255 says that four bytes follow.
        for (start, end) in pairs {
            match u8::try_from(end - start) {
                Ok(length) if length < 255 => bytes.push(length),
                _ => {
                    bytes.push(255);
                    bytes.extend((end - start).to_le_bytes());
                }
            }
        }
        bytes.extend(&self.stream);
        bytes
    }

    /// Reads what [`Weights::to_bytes`] wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&bits, mut rest) = bytes.split_first()?;
        if !(1..=24).contains(&bits) {
            return None;
        }
        let buckets = 1_usize << bits;
        let mut starts = Vec::with_capacity(buckets + 1);
        let mut end = 0_u32;
        starts.push(0);
        for _ in 0..buckets {
            let (&length, after) = rest.split_first()?;
            rest = after;
            let mut length = u32::from(length);
            if length == 255 {
                let (long, after) = rest.split_first_chunk::<4>()?;
                rest = after;
                length = u32::from_le_bytes(*long);
            }
            end = end.checked_add(length)?;
            starts.push(end);
        }
        if usize::try_from(end).ok()? != rest.len() {
            return None;
        }
        let shift = 64 - u32::from(bits);
        let read = Self { shift, starts, stream: rest.to_vec() };
        Some(read)
    }

    /// How far a trait's number is shifted to find its bucket.
    pub(crate) fn shift(&self) -> u32 {
        self.shift
    }

    /// How many buckets there are: a power of two.
    pub(crate) fn buckets(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The bucket and the mark of every trait, and its pairs of class and weight.
    pub(crate) fn traits(&self) -> impl Iterator<Item = (usize, [u8; 2], &[[u8; 2]])> {
        (0..self.buckets()).flat_map(|bucket| {
            let mut rest = self.traits_in(bucket);
            std::iter::from_fn(move || {
                let [first, second, count, tail @ ..] = rest else { return None };
                let (pairs, after) = tail.split_at_checked(usize::from(*count) * 2)?;
                rest = after;
                Some((bucket, [*first, *second], pairs.as_chunks().0))
            })
        })
    }
}

/// The weight that a packed byte stands for: small ones exact, larger ones in steps of eight,
/// the largest in steps of 64.
pub(crate) const fn expand(byte: i8) -> i32 {
    let size = byte.unsigned_abs() as i32;
    let wide = match size {
        0..=64 => size,
        65..=96 => 64 + (size - 64) * 8,
        _ => 320 + (size - 96) * 64,
    };
    if byte < 0 { -wide } else { wide }
}

/// The byte that stands nearest to a weight.
pub(crate) fn squeeze(weight: i64) -> i8 {
    let size = weight.unsigned_abs();
    let narrow = match size {
        0..=64 => size,
        65..=320 => 64 + (size - 64 + 4) / 8,
        _ => 96 + (size - 320 + 32) / 64,
    };
    let narrow = i8::try_from(narrow.min(127)).unwrap_or(i8::MAX);
    if weight < 0 { -narrow } else { narrow }
}

/// The lower bits of a trait's number, which tell it from others in its bucket.
fn mark(feature: u64) -> [u8; 2] {
    let [first, second, ..] = feature.to_le_bytes();
    [first, second]
}

/// What scores the classes of a decision: packed weights, or a learner's own.
pub trait Judge {
    /// Adds what all traits say to the scores, which start at zero.
    fn judge(&self, features: &[u64], scores: &mut [i32]);
}

/// The class with the best score; of equals the first.
pub(crate) fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    let mut high = i32::MIN;
    for (class, &score) in scores.iter().enumerate() {
        if score > high {
            (best, high) = (class, score);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    #[test]
    fn packed_weights_say_what_was_packed_and_nothing_else() {
        let rows: Vec<(u64, u8, i64)> = (1..3_000_u64)
            .flat_map(|row| {
                let feature = crate::feature::seal(row);
                [(feature, 0, 3), (feature, 2, i64::try_from(row % 60 + 1).unwrap())]
            })
            .collect();
        let packed = Weights::pack(&rows);
        let read = Weights::from_bytes(&packed.to_bytes()).unwrap();
        assert_eq!(packed, read);
        let table = Table::of(&read);
        for &(feature, _, weight) in rows.iter().filter(|row| row.1 == 2) {
            let mut scores = [0; 3];
            table.judge(&[feature], &mut scores);
            assert_eq!(scores, [3, 0, i32::try_from(weight).unwrap()]);
        }
        assert!(Weights::from_bytes(&[9, 9, 9]).is_none());
    }
}
