use super::fraction::{LANES, round, score};
use super::kernel::{self, BLOCK, STEP};

/// The largest whole number that an activation becomes; the smallest is 0.
const MOST: f32 = 127.0;

/// No eight weights whose products are added in sixteen bits are larger together: 127 times
/// this still fits.
const MOST_GROUP: u32 = 258;

/// Vectors of whole numbers from 0 to 127, each with its own step and zero.
#[derive(Clone, Debug, Default)]
pub(super) struct Rounded {
    pub(super) columns: usize,
    pub(super) values: Vec<u8>,
    /// What one whole stands for, by vector.
    pub(super) steps: Vec<f32>,
    /// The whole number that stands for nothing, by vector.
    pub(super) zeros: Vec<i32>,
}

impl Rounded {
    /// The rows of `values`, which hold `columns` values each.
    pub(super) fn of(values: &[f32], columns: usize) -> Self {
        let mut rounded = Self::default();
        rounded.fill(values, columns);
        rounded
    }

    /// Takes the place of what was there before.
    #[inline(always)]
    pub(super) fn fill(&mut self, values: &[f32], columns: usize) {
        self.columns = columns;
        self.values.resize(values.len(), 0);
        self.steps.clear();
        self.zeros.clear();
        let rows =
            values.chunks_exact(columns).zip(self.values.chunks_exact_mut(columns));
        for (row, out) in rows {
            let (low, high) = bounds(row);
            let step = ((high - low) / MOST).max(1e-9);
            let one = 1.0 / step;
            let zero = round(-low * one);
            for (value, out) in row.iter().zip(out) {
                let [byte, ..] =
                    round(value * one).wrapping_add(zero).clamp(0, 127).to_le_bytes();
                *out = byte;
            }
            self.steps.push(step);
            self.zeros.push(zero);
        }
    }
}

/// The lowest and the highest value, zero among them.
#[inline(always)]
fn bounds(row: &[f32]) -> (f32, f32) {
    let mut lows = [0.0_f32; LANES];
    let mut highs = [0.0_f32; LANES];
    for values in row.as_chunks::<LANES>().0 {
        for ((low, high), &value) in lows.iter_mut().zip(&mut highs).zip(values) {
            *low = if value < *low { value } else { *low };
            *high = if value > *high { value } else { *high };
        }
    }
    (lows.into_iter().fold(0.0, f32::min), highs.into_iter().fold(0.0, f32::max))
}

/// Weights in whole numbers, a scale for each row, and what is added to each row. Rows that fill
/// up the last block weigh nothing.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    rows: usize,
    pub(super) columns: usize,
    /// As the kernel reads them: eight rows side by side, four columns of each at a time.
    pub(super) packed: Vec<i8>,
    pub(super) scales: Vec<f32>,
    pub(super) bias: Vec<f32>,
    /// The sum of the weights of each row.
    pub(super) sums: Vec<i32>,
}

impl Matrix {
    /// Reads the counts of rows and columns, the scales, the bias and the weights row by row;
    /// `None` when they do not fit or a product could outgrow its place.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (rows, rest) = count(bytes)?;
        let (columns, rest) = count(rest)?;
        let (scales, rest) = floats(rest, rows)?;
        let (bias, weights) = floats(rest, rows)?;
        let weights: Vec<i8> = weights.iter().map(|byte| byte.cast_signed()).collect();
        Self::of(&weights, columns, scales, bias)
    }

    /// A matrix of these weights, row by row.
    pub(super) fn of(
        weights: &[i8],
        columns: usize,
        mut scales: Vec<f32>,
        mut bias: Vec<f32>,
    ) -> Option<Self> {
        let rows = scales.len();
        if rows == 0 || columns == 0 || !columns.is_multiple_of(STEP) {
            return None;
        }
        if weights.len() != rows.checked_mul(columns)? || bias.len() != rows {
            return None;
        }
        let lines = weights.chunks_exact(columns);
        if !lines.clone().flat_map(|row| row.chunks_exact(STEP)).all(fits) {
            return None;
        }
        let wide = rows.next_multiple_of(BLOCK);
        let sum = |row: &[i8]| row.iter().map(|&weight| i32::from(weight)).sum();
        let mut sums: Vec<i32> = lines.map(sum).collect();
        sums.resize(wide, 0);
        scales.resize(wide, 0.0);
        bias.resize(wide, 0.0);
        Some(Self { rows, columns, packed: pack(weights, columns), scales, bias, sums })
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// The product with each vector, scaled, the bias added: `rows` values for each.
    pub(super) fn apply(&self, vectors: &Rounded) -> Vec<f32> {
        let mut found = Vec::new();
        self.apply_into(vectors, &mut found);
        found
    }

    /// The same in the place of what was there before.
    pub(super) fn apply_into(&self, vectors: &Rounded, found: &mut Vec<f32>) {
        let wide = self.scales.len();
        let count = vectors.steps.len();
        found.resize(count * wide, 0.0);
        if vectors.columns == self.columns {
            kernel::products(self, vectors, found);
        }
        if wide > self.rows {
            for row in 0..count {
                let own = row * wide..row * wide + self.rows;
                found.copy_within(own, row * self.rows);
            }
            found.truncate(count * self.rows);
        }
    }

    /// The same as scores.
    pub(super) fn scores(&self, vectors: &Rounded) -> Vec<i32> {
        self.apply(vectors).into_iter().map(score).collect()
    }
}

/// Whether the weights of sixteen columns are small enough, by the groups that are added up in
/// sixteen bits: columns 0, 1, 4, 5, ... and columns 2, 3, 6, 7, ...
fn fits(weights: &[i8]) -> bool {
    let mut groups = [0; 2];
    for four in weights.chunks_exact(4) {
        for (group, pair) in groups.iter_mut().zip(four.chunks_exact(2)) {
            *group +=
                pair.iter().map(|weight| u32::from(weight.unsigned_abs())).sum::<u32>();
        }
    }
    groups.iter().all(|&group| group <= MOST_GROUP)
}

fn pack(weights: &[i8], columns: usize) -> Vec<i8> {
    let mut packed = Vec::with_capacity(weights.len().next_multiple_of(BLOCK * columns));
    for block in weights.chunks(BLOCK * columns) {
        for column in (0..columns).step_by(4) {
            for row in 0..BLOCK {
                let at = row * columns + column;
                // Rows that fill up the last block weigh nothing.
                packed.extend(block.get(at..at + 4).unwrap_or(&[0; 4]));
            }
        }
    }
    packed
}

/// The count at the start of `bytes`, and what follows.
pub(super) fn count(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (count, rest) = bytes.split_first_chunk::<4>()?;
    Some((usize::try_from(u32::from_le_bytes(*count)).ok()?, rest))
}

/// As many fractions as are asked for from the start of `bytes`, and what follows.
pub(super) fn floats(bytes: &[u8], count: usize) -> Option<(Vec<f32>, &[u8])> {
    let (own, rest) = bytes.split_at_checked(count.checked_mul(4)?)?;
    let read =
        |four: &[u8]| four.first_chunk::<4>().map(|four| f32::from_le_bytes(*four));
    let found: Vec<f32> = own.chunks_exact(4).filter_map(read).collect();
    found.iter().all(|value| value.is_finite()).then_some((found, rest))
}
