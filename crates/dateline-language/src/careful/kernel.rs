//! Products of whole numbers: the one place where most of the time is spent.
//!
//! The plain way and the wide way give the same numbers, because nothing is rounded and nothing
//! outgrows its place: activations are at most 127, and [`Matrix::read`](super::matrix::Matrix)
//! has seen to it that the weights which are added in sixteen bits are small enough together.

use super::encoder::Layer;

/// Rows of weights that stand side by side.
pub(super) const BLOCK: usize = 8;

/// Columns that are added up in sixteen bits before they are widened.
pub(super) const STEP: usize = 16;

/// For each vector its product with each row: `found` has, for each vector, a place for each
/// row, blocks filled up.
pub(super) fn products(vectors: &[u8], packed: &[i8], columns: usize, found: &mut [i32]) {
    #[cfg(target_arch = "x86_64")]
    if wide::products(vectors, packed, columns, found) {
        return;
    }
    plain(vectors, packed, columns, found);
}

/// Works a layer over the values with the wide steps of this machine, where it has them: more
/// values at once, each with the same steps in the same order, so the same bits.
pub(super) fn work(layer: &Layer, values: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if wide::work(layer, values) {
        return;
    }
    layer.work(values);
}

/// The plain way, for machines without the wide steps, and to check the wide way against.
fn plain(vectors: &[u8], packed: &[i8], columns: usize, found: &mut [i32]) {
    let blocks = packed.len() / (BLOCK * columns);
    let rows = vectors.chunks_exact(columns).zip(found.chunks_exact_mut(blocks * BLOCK));
    for (vector, found) in rows {
        let blocks = packed.chunks_exact(BLOCK * columns);
        for (block, found) in blocks.zip(found.chunks_exact_mut(BLOCK)) {
            for (four, weights) in
                vector.chunks_exact(4).zip(block.chunks_exact(BLOCK * 4))
            {
                for (sum, weights) in found.iter_mut().zip(weights.chunks_exact(4)) {
                    for (value, weight) in four.iter().zip(weights) {
                        let product = i32::from(*value) * i32::from(*weight);
                        *sum = sum.wrapping_add(product);
                    }
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod wide {
    #![expect(
        unsafe_code,
        reason = "the wide steps of the processor, many times as fast as what the compiler makes \
                  of the plain way; all lengths are looked at once, in `products`"
    )]

    use std::arch::x86_64::{
        __m256i, _mm256_add_epi16, _mm256_add_epi32, _mm256_loadu_si256,
        _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_set1_epi16, _mm256_set1_epi32,
        _mm256_setzero_si256, _mm256_storeu_si256,
    };

    use super::{BLOCK, STEP};
    use crate::careful::encoder::Layer;

    /// How many vectors meet a block of weights at once.
    const ABREAST: usize = 4;

    /// As many weights as one wide step takes: four columns of eight rows.
    const WIDE: usize = 4 * BLOCK;

    /// Does the work where this machine has the wide steps and the lengths fit; else says no.
    pub(super) fn products(
        vectors: &[u8],
        packed: &[i8],
        columns: usize,
        found: &mut [i32],
    ) -> bool {
        let count = vectors.len() / columns;
        let rows = packed.len() / columns;
        let fits = columns.is_multiple_of(STEP)
            && rows.is_multiple_of(BLOCK)
            && vectors.len() == count * columns
            && packed.len() == rows * columns
            && found.len() == count * rows;
        if !fits || !is_x86_feature_detected!("avx2") {
            return false;
        }
        for (number, block) in packed.chunks_exact(BLOCK * columns).enumerate() {
            let mut first = 0;
            while first < count {
                let vectors = vectors[first * columns..].as_ptr();
                let found = found[first * rows + number * BLOCK..].as_mut_ptr();
                // SAFETY: the machine has the feature; from `vectors` on there are as many
                // vectors of `columns` bytes as are asked for, from `found` on a place for
                // eight numbers in each of as many rows of `rows`, and the block is whole.
                unsafe {
                    if count - first >= ABREAST {
                        abreast::<ABREAST>(vectors, block, found, rows);
                    } else {
                        abreast::<1>(vectors, block, found, rows);
                    }
                }
                first += if count - first >= ABREAST { ABREAST } else { 1 };
            }
        }
        true
    }

    /// Works a layer over the values where this machine has the wide steps; else says no.
    pub(super) fn work(layer: &Layer, values: &mut [f32]) -> bool {
        let is_able = is_x86_feature_detected!("avx2");
        if is_able {
            // SAFETY: the machine has the feature that the function asks for.
            unsafe { work_widely(layer, values) };
        }
        is_able
    }

    /// [`Layer::work`], compiled for the wide steps.
    #[target_feature(enable = "avx2")]
    fn work_widely(layer: &Layer, values: &mut [f32]) {
        layer.work(values);
    }

    /// The products of `N` vectors, which follow each other, with the eight rows of a block;
    /// those of the next vector are written `rows` numbers after those of the one before.
    ///
    /// # Safety
    ///
    /// The machine has the feature. The block is eight rows of a multiple of sixteen columns;
    /// `vectors` has `N` times as many bytes as it has columns; `found` has `(N - 1) * rows + 8`
    /// numbers.
    #[target_feature(enable = "avx2")]
    unsafe fn abreast<const N: usize>(
        vectors: *const u8,
        block: &[i8],
        found: *mut i32,
        rows: usize,
    ) {
        let columns = block.len() / BLOCK;
        let ones = _mm256_set1_epi16(1);
        let mut sums = [_mm256_setzero_si256(); N];
        for column in (0..columns).step_by(STEP) {
            let mut weights = [_mm256_setzero_si256(); STEP / 4];
            for (four, weights) in weights.iter_mut().enumerate() {
                let at = column * BLOCK + four * WIDE;
                // SAFETY: `at + WIDE` is at most the length of the block.
                *weights = unsafe {
                    _mm256_loadu_si256(block.as_ptr().add(at).cast::<__m256i>())
                };
            }
            for (number, sum) in sums.iter_mut().enumerate() {
                let mut pairs = _mm256_setzero_si256();
                for (four, &weights) in weights.iter().enumerate() {
                    let at = number * columns + column + four * 4;
                    // SAFETY: `at + 4` is at most `N * columns`.
                    let values =
                        unsafe { vectors.add(at).cast::<i32>().read_unaligned() };
                    let products =
                        _mm256_maddubs_epi16(_mm256_set1_epi32(values), weights);
                    pairs = _mm256_add_epi16(pairs, products);
                }
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
            }
        }
        for (number, sum) in sums.into_iter().enumerate() {
            // SAFETY: eight numbers from `number * rows` on, where `number` is below `N`.
            unsafe {
                let place = found.add(number * rows).cast::<__m256i>();
                _mm256_storeu_si256(place, sum);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_wide_way_gives_the_same_numbers_as_the_plain_way(
            count in 1_usize..11,
            steps in 1_usize..5,
            blocks in 1_usize..4,
            seed in any::<u64>(),
        ) {
            let columns = steps * STEP;
            let mut state = seed;
            let mut dice = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                state.to_be_bytes()[0]
            };
            let vectors: Vec<u8> = (0..count * columns).map(|_| dice() % 128).collect();
            // Eight weights of at most 32 stay below the bound together.
            let packed: Vec<i8> =
                (0..blocks * BLOCK * columns).map(|_| (dice() % 65).cast_signed() - 32).collect();
            let mut slow = vec![0; count * blocks * BLOCK];
            let mut fast = slow.clone();
            plain(&vectors, &packed, columns, &mut slow);
            products(&vectors, &packed, columns, &mut fast);
            prop_assert_eq!(slow, fast);
        }
    }

    #[test]
    fn the_largest_products_do_not_outgrow_their_place() {
        let vectors = vec![127; 4 * STEP];
        let mut packed = vec![32_i8; BLOCK * STEP];
        packed[0] = 34;
        let mut found = vec![0; 4 * BLOCK];
        products(&vectors, &packed, STEP, &mut found);
        assert_eq!(found[0], 127 * (15 * 32 + 34));
        assert_eq!(found[1], 127 * 16 * 32);
    }
}
