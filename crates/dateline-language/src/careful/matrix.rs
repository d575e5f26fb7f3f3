use super::fraction::{LANES, round, score};
use super::kernel::{self, BLOCK, STEP};

/// The largest whole number that an activation becomes; the smallest is 0.
const MOST: f32 = 127.0;

/// No eight weights whose products are added in sixteen bits are larger together: 127 times
/// this still fits.
const MOST_GROUP: u32 = 258;

/// Vectors of whole numbers from 0 to 127, each with its own step and zero.
#[derive(Clone, Debug)]
pub(super) struct Rounded {
    columns: usize,
    values: Vec<u8>,
    steps: Vec<f32>,
    zeros: Vec<i32>,
}

impl Rounded {
    /// The rows of `values`, which hold `columns` values each.
    #[inline(always)]
    pub(super) fn of(values: &[f32], columns: usize) -> Self {
        let count = values.len() / columns.max(1);
        let mut rounded = Self {
            columns,
            values: vec![0; count * columns],
            steps: Vec::with_capacity(count),
            zeros: Vec::with_capacity(count),
        };
        let rows =
            values.chunks_exact(columns).zip(rounded.values.chunks_exact_mut(columns));
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
            rounded.steps.push(step);
            rounded.zeros.push(zero);
        }
        rounded
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

/// Weights in whole numbers, a scale for each row, and what is added to each row.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    rows: usize,
    columns: usize,
    /// As the kernel reads them: eight rows side by side, four columns of each at a time.
    packed: Vec<i8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// The sum of the weights of each row.
    sums: Vec<i32>,
}

impl Matrix {
    /// Reads the counts of rows and columns, the scales, the bias and the weights row by row;
    /// `None` when they do not fit or a product could outgrow its place.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (rows, rest) = count(bytes)?;
        let (columns, rest) = count(rest)?;
        let (scales, rest) = floats(rest, rows)?;
        let (bias, weights) = floats(rest, rows)?;
        if rows == 0 || columns == 0 || columns % STEP != 0 {
            return None;
        }
        if weights.len() != rows.checked_mul(columns)? {
            return None;
        }
        let weights: Vec<i8> = weights.iter().map(|byte| byte.cast_signed()).collect();
        let lines = weights.chunks_exact(columns);
        let sums =
            lines.clone().map(|row| row.iter().map(|&weight| i32::from(weight)).sum());
        let sums = sums.collect();
        if !lines.flat_map(|row| row.chunks_exact(STEP)).all(fits) {
            return None;
        }
        Some(Self { rows, columns, packed: pack(&weights, columns), scales, bias, sums })
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// The product with each vector, scaled, the bias added: `rows` values for each.
    #[inline(always)]
    pub(super) fn apply(&self, vectors: &Rounded) -> Vec<f32> {
        let count = vectors.steps.len();
        let wide = self.rows.next_multiple_of(BLOCK);
        let mut whole = vec![0; count * wide];
        if vectors.columns == self.columns {
            kernel::products(&vectors.values, &self.packed, self.columns, &mut whole);
        }
        let mut found = Vec::with_capacity(count * self.rows);
        let each = vectors.steps.iter().zip(&vectors.zeros);
        for (row, (&step, &zero)) in whole.chunks_exact(wide).zip(each) {
            let told = row.iter().zip(&self.scales).zip(&self.bias).zip(&self.sums);
            found.extend(told.map(|(((&product, scale), bias), sum)| {
                product.wrapping_sub(zero.wrapping_mul(*sum)) as f32 * (step * scale)
                    + bias
            }));
        }
        found
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
