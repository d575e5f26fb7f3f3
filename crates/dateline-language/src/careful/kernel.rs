//! Products of whole numbers: the one place where most of the time is spent.
//!
//! The plain way and the wide way give the same numbers, because nothing is rounded and nothing
//! outgrows its place: activations are at most 127, and [`Matrix::read`](super::matrix::Matrix)
//! has seen to it that the weights which are added in sixteen bits are small enough together.

use super::encoder::{Layer, Room};
use super::matrix::{Matrix, Rounded};

/// Rows of weights that stand side by side.
pub(super) const BLOCK: usize = 8;

/// Columns that are added up in sixteen bits before they are widened.
pub(super) const STEP: usize = 16;

/// For each vector its product with each row, scaled, the bias added: `found` has, for each
/// vector, a place for each row, blocks filled up.
pub(super) fn products(matrix: &Matrix, vectors: &Rounded, found: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if wide::products(matrix, vectors, found) {
        return;
    }
    plain(matrix, vectors, found);
}

/// Works a layer over the values with the wide steps of this machine, where it has them: more
/// values at once, each with the same steps in the same order, so the same bits.
pub(super) fn work(
    layer: &Layer,
    values: &mut [f32],
    lengths: &[usize],
    room: &mut Room,
) {
    #[cfg(target_arch = "x86_64")]
    if wide::work(layer, values, lengths, room) {
        return;
    }
    layer.work(values, lengths, room);
}

/// The plain way, for machines without the wide steps, and to check the wide way against.
fn plain(matrix: &Matrix, vectors: &Rounded, found: &mut [f32]) {
    let columns = matrix.columns;
    let wide = matrix.scales.len();
    let rows = vectors.values.chunks_exact(columns).zip(found.chunks_exact_mut(wide));
    let told = vectors.steps.iter().zip(&vectors.zeros);
    for ((vector, found), (&step, &zero)) in rows.zip(told) {
        for (number, block) in matrix.packed.chunks_exact(BLOCK * columns).enumerate() {
            let sums = plain_sums(vector, block);
            for (row, sum) in (number * BLOCK..).zip(sums) {
                let whole = sum.wrapping_sub(zero.wrapping_mul(matrix.sums[row]));
                found[row] =
                    whole as f32 * (step * matrix.scales[row]) + matrix.bias[row];
            }
        }
    }
}

/// The products of a vector with the eight rows of a block.
fn plain_sums(vector: &[u8], block: &[i8]) -> [i32; BLOCK] {
    let mut sums = [0_i32; BLOCK];
    for (four, weights) in vector.chunks_exact(4).zip(block.chunks_exact(BLOCK * 4)) {
        for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(4)) {
            for (value, weight) in four.iter().zip(weights) {
                *sum = sum.wrapping_add(i32::from(*value) * i32::from(*weight));
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod wide {
    #![expect(
        unsafe_code,
        reason = "the wide steps of the processor, many times as fast as what the compiler makes \
                  of the plain way; all lengths are looked at once, in `products`"
    )]

    use std::arch::x86_64::{
        __m256i, _mm256_add_epi16, _mm256_add_epi32, _mm256_add_ps, _mm256_cvtepi32_ps,
        _mm256_loadu_ps, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16,
        _mm256_mul_ps, _mm256_mullo_epi32, _mm256_set1_epi16, _mm256_set1_epi32,
        _mm256_set1_ps, _mm256_setzero_si256, _mm256_storeu_ps, _mm256_sub_epi32,
    };

    use super::{BLOCK, STEP};
    use crate::careful::encoder::{Layer, Room};
    use crate::careful::matrix::{Matrix, Rounded};

    /// How many vectors meet how many blocks of weights at once: few enough that weights, sums
    /// and products all keep a place in the processor.
    const ABREAST: usize = 2;
    const BLOCKS: usize = 2;

    /// As many weights as one wide step takes: four columns of eight rows.
    const WIDE: usize = 4 * BLOCK;

    /// Does the work where this machine has the wide steps and the lengths fit; else says no.
    pub(super) fn products(
        matrix: &Matrix,
        vectors: &Rounded,
        found: &mut [f32],
    ) -> bool {
        let count = vectors.steps.len();
        let rows = matrix.scales.len();
        let fits = matrix.columns.is_multiple_of(STEP)
            && rows.is_multiple_of(BLOCK)
            && vectors.values.len() == count * matrix.columns
            && vectors.zeros.len() == count
            && matrix.packed.len() == rows * matrix.columns
            && matrix.bias.len() == rows
            && matrix.sums.len() == rows
            && found.len() == count * rows;
        if !fits || !is_x86_feature_detected!("avx2") {
            return false;
        }
        let mut block = 0;
        while block < rows / BLOCK {
            let blocks = if rows / BLOCK - block >= BLOCKS { BLOCKS } else { 1 };
            let mut first = 0;
            while first < count {
                let all = if count - first >= ABREAST { ABREAST } else { 1 };
                // SAFETY: the machine has the feature, the lengths belong together, and there
                // are as many vectors from `first` and blocks from `block` on as are asked for.
                unsafe {
                    match (all, blocks) {
                        (1, 1) => tile::<1, 1>(matrix, vectors, first, block, found),
                        (1, _) => tile::<1, BLOCKS>(matrix, vectors, first, block, found),
                        (_, 1) => {
                            tile::<ABREAST, 1>(matrix, vectors, first, block, found);
                        }
                        _ => {
                            tile::<ABREAST, BLOCKS>(matrix, vectors, first, block, found);
                        }
                    }
                }
                first += all;
            }
            block += blocks;
        }
        true
    }

    /// Works a layer over the values where this machine has the wide steps; else says no.
    pub(super) fn work(
        layer: &Layer,
        values: &mut [f32],
        lengths: &[usize],
        room: &mut Room,
    ) -> bool {
        let is_able = is_x86_feature_detected!("avx2");
        if is_able {
            // SAFETY: the machine has the feature that the function asks for.
            unsafe { work_widely(layer, values, lengths, room) };
        }
        is_able
    }

    /// [`Layer::work`], compiled for the wide steps.
    #[target_feature(enable = "avx2")]
    fn work_widely(
        layer: &Layer,
        values: &mut [f32],
        lengths: &[usize],
        room: &mut Room,
    ) {
        layer.work(values, lengths, room);
    }

    /// The products of `N` vectors from `first` on with `B` blocks of eight rows from `block`
    /// on, scaled, the bias added.
    ///
    /// # Safety
    ///
    /// The machine has the feature. The matrix and the vectors have the same columns, a multiple
    /// of sixteen; there are so many vectors and blocks; every list that is told of a row has
    /// an item for each row, of a vector for each vector; `found` has a place for each row of
    /// each vector.
    #[target_feature(enable = "avx2")]
    unsafe fn tile<const N: usize, const B: usize>(
        matrix: &Matrix,
        vectors: &Rounded,
        first: usize,
        block: usize,
        found: &mut [f32],
    ) {
        let columns = matrix.columns;
        // SAFETY: both starts lie within their lists.
        let (values, weights) = unsafe {
            (
                vectors.values.as_ptr().add(first * columns),
                matrix.packed.as_ptr().add(block * BLOCK * columns),
            )
        };
        // SAFETY: from there on there are `N` vectors and `B` blocks.
        let sums = unsafe { sums::<N, B>(values, weights, columns) };
        let rows = matrix.scales.len();
        for (beside, sums) in sums.into_iter().enumerate() {
            let row = (block + beside) * BLOCK;
            // SAFETY: there are eight rows from `row` on.
            let (own, scale, bias) = unsafe {
                (
                    _mm256_loadu_si256(matrix.sums.as_ptr().add(row).cast()),
                    _mm256_loadu_ps(matrix.scales.as_ptr().add(row)),
                    _mm256_loadu_ps(matrix.bias.as_ptr().add(row)),
                )
            };
            for (number, sum) in sums.into_iter().enumerate() {
                let vector = first + number;
                // SAFETY: `vector` is the number of a vector, with a place for each row.
                unsafe {
                    let step = _mm256_set1_ps(*vectors.steps.get_unchecked(vector));
                    let zero = _mm256_set1_epi32(*vectors.zeros.get_unchecked(vector));
                    let whole = _mm256_sub_epi32(sum, _mm256_mullo_epi32(zero, own));
                    let scaled = _mm256_mul_ps(
                        _mm256_cvtepi32_ps(whole),
                        _mm256_mul_ps(step, scale),
                    );
                    let place = found.as_mut_ptr().add(vector * rows + row);
                    _mm256_storeu_ps(place, _mm256_add_ps(scaled, bias));
                }
            }
        }
    }

    /// The products in whole numbers.
    ///
    /// # Safety
    ///
    /// The machine has the feature. From `vectors` on there are `N` vectors and from `weights` on
    /// `B` blocks of eight rows, all of `columns` columns, a multiple of sixteen.
    #[target_feature(enable = "avx2")]
    #[inline]
    unsafe fn sums<const N: usize, const B: usize>(
        vectors: *const u8,
        weights: *const i8,
        columns: usize,
    ) -> [[__m256i; N]; B] {
        let ones = _mm256_set1_epi16(1);
        let mut sums = [[_mm256_setzero_si256(); N]; B];
        let mut column = 0;
        while column < columns {
            for (beside, sums) in sums.iter_mut().enumerate() {
                // SAFETY: sixteen columns of a block: `columns` is a multiple of them.
                let own = unsafe {
                    let own = weights.add((beside * columns + column) * BLOCK);
                    [
                        load(own),
                        load(own.add(WIDE)),
                        load(own.add(2 * WIDE)),
                        load(own.add(3 * WIDE)),
                    ]
                };
                for (number, sum) in sums.iter_mut().enumerate() {
                    // SAFETY: sixteen values of a vector, likewise.
                    let [a, b, c, d] = unsafe {
                        let values = vectors.add(number * columns + column);
                        [
                            _mm256_maddubs_epi16(spread(values), own[0]),
                            _mm256_maddubs_epi16(spread(values.add(4)), own[1]),
                            _mm256_maddubs_epi16(spread(values.add(8)), own[2]),
                            _mm256_maddubs_epi16(spread(values.add(12)), own[3]),
                        ]
                    };
                    let pairs =
                        _mm256_add_epi16(_mm256_add_epi16(a, b), _mm256_add_epi16(c, d));
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                }
            }
            column += STEP;
        }
        sums
    }

    /// Four columns of eight rows.
    ///
    /// # Safety
    ///
    /// The machine has the feature; there are [`WIDE`] weights from `weights` on.
    #[target_feature(enable = "avx2")]
    #[inline]
    unsafe fn load(weights: *const i8) -> __m256i {
        // SAFETY: as many bytes as are there.
        unsafe { _mm256_loadu_si256(weights.cast()) }
    }

    /// Four values, the same for each of eight rows.
    ///
    /// # Safety
    ///
    /// The machine has the feature; there are four values from `values` on.
    #[target_feature(enable = "avx2")]
    #[inline]
    unsafe fn spread(values: *const u8) -> __m256i {
        // SAFETY: as many bytes as are there.
        _mm256_set1_epi32(unsafe { values.cast::<i32>().read_unaligned() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A matrix and vectors of dice, the largest weights first.
    fn dice(count: usize, columns: usize, rows: usize, seed: u64) -> (Matrix, Rounded) {
        let mut state = seed;
        let mut dice = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state.to_be_bytes()[0]
        };
        // Eight weights of at most 32 stay below the bound together.
        let weights: Vec<i8> =
            (0..rows * columns).map(|_| (dice() % 65).cast_signed() - 32).collect();
        let fractions = |dice: &mut dyn FnMut() -> u8| {
            (0..rows).map(|_| f32::from(dice()) / 64.0).collect()
        };
        let (scales, bias) = (fractions(&mut dice), fractions(&mut dice));
        let vectors = Rounded {
            columns,
            values: (0..count * columns).map(|_| dice() % 128).collect(),
            steps: (0..count).map(|_| f32::from(dice()) / 32.0).collect(),
            zeros: (0..count).map(|_| i32::from(dice() % 128)).collect(),
        };
        (Matrix::of(&weights, columns, scales, bias).unwrap(), vectors)
    }

    fn both_ways(matrix: &Matrix, vectors: &Rounded) -> [Vec<u32>; 2] {
        let mut slow = vec![0.0; vectors.steps.len() * matrix.scales.len()];
        let mut fast = slow.clone();
        plain(matrix, vectors, &mut slow);
        products(matrix, vectors, &mut fast);
        [slow, fast].map(|values| values.iter().map(|value| value.to_bits()).collect())
    }

    proptest! {
        #[test]
        fn the_wide_way_gives_the_same_numbers_as_the_plain_way(
            count in 1_usize..11,
            steps in 1_usize..5,
            rows in 1_usize..40,
            seed in any::<u64>(),
        ) {
            let (matrix, vectors) = dice(count, steps * STEP, rows, seed);
            let [slow, fast] = both_ways(&matrix, &vectors);
            prop_assert_eq!(slow, fast);
        }
    }

    #[test]
    fn the_largest_products_do_not_outgrow_their_place() {
        let mut weights = vec![32_i8; BLOCK * STEP];
        weights[0] = 34;
        let matrix =
            Matrix::of(&weights, STEP, vec![1.0; BLOCK], vec![0.0; BLOCK]).unwrap();
        let vectors = Rounded {
            columns: STEP,
            values: vec![127; 4 * STEP],
            steps: vec![1.0; 4],
            zeros: vec![0; 4],
        };
        let mut found = vec![0.0; 4 * BLOCK];
        products(&matrix, &vectors, &mut found);
        assert!((found[0] - 127.0 * (15.0 * 32.0 + 34.0)).abs() < 0.5);
        assert!((found[1] - 127.0 * 16.0 * 32.0).abs() < 0.5);
    }
}
