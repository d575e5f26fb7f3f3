//! What is left in fractions: every sum has one order, written here, and nothing is fused.

/// Sums run in this many lanes, which are added up at the end, the first with the second half.
pub(super) const LANES: usize = 8;

/// Added to a small number, it leaves the nearest whole number in the lowest bits.
const SHIFT: f32 = 12_582_912.0;

/// The nearest whole number, ties to even, for values between -4194304 and 4194303.
#[inline(always)]
pub(super) fn round(value: f32) -> i32 {
    (value + SHIFT).to_bits().wrapping_sub(SHIFT.to_bits()).cast_signed()
}

/// A score as a whole number: 256 to one whole.
#[inline(always)]
pub(super) fn score(value: f32) -> i32 {
    round((value * 256.0).clamp(-4_000_000.0, 4_000_000.0))
}

/// Adds up the lanes.
#[inline(always)]
fn total(lanes: [f32; LANES]) -> f32 {
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// The sum of what `each` makes of the values, as many as fill the lanes.
#[inline(always)]
fn sum(values: &[f32], each: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    for values in values.as_chunks::<LANES>().0 {
        for (lane, &value) in lanes.iter_mut().zip(values) {
            *lane += each(value);
        }
    }
    total(lanes)
}

/// The product of two vectors of one length.
#[inline(always)]
fn product(left: &[f32], right: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    for (left, right) in
        left.as_chunks::<LANES>().0.iter().zip(right.as_chunks::<LANES>().0)
    {
        for ((lane, left), right) in lanes.iter_mut().zip(left).zip(right) {
            *lane += left * right;
        }
    }
    total(lanes)
}

/// For each row of `left` its product with each row of `right`; rows hold `width` values, a
/// multiple of eight.
#[inline(always)]
pub(super) fn products(left: &[f32], right: &[f32], width: usize) -> Vec<f32> {
    let mut found = Vec::with_capacity(left.len() / width * (right.len() / width));
    for left in left.chunks_exact(width) {
        found.extend(right.chunks_exact(width).map(|right| product(left, right)));
    }
    found
}

/// What is below zero becomes zero.
#[inline(always)]
pub(super) fn cut_below_zero(values: &mut [f32]) {
    for value in values {
        *value = value.max(0.0);
    }
}

/// e to the power of `value`, to about one in a million; what is nearly nothing stays above 0.
#[inline(always)]
fn exp(value: f32) -> f32 {
    let value = value.clamp(-87.0, 88.0);
    let shifted = value * std::f32::consts::LOG2_E + SHIFT;
    let whole = shifted - SHIFT;
    let power = shifted.to_bits().wrapping_sub(SHIFT.to_bits()).wrapping_add(127) << 23;
    // The natural logarithm of 2 in two parts, the first of which is exact in few bits.
    let rest = value - whole * 0.693_359_4 - whole * -2.121_944_4e-4;
    let mut sum = 1.987_569_2e-4;
    for term in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        sum = sum * rest + term;
    }
    (sum * rest * rest + rest + 1.0) * f32::from_bits(power)
}

/// Shares of the first `count` that add up to one: the higher the score, the more, as e to its
/// power. The others get none.
#[inline(always)]
pub(super) fn share(scores: &mut [[f32; LANES]], count: usize) {
    for none in scores.as_flattened_mut().iter_mut().skip(count) {
        *none = f32::MIN;
    }
    let mut highest = [f32::MIN; LANES];
    for scores in &*scores {
        for (highest, &score) in highest.iter_mut().zip(scores) {
            *highest = if score > *highest { score } else { *highest };
        }
    }
    let highest = highest.into_iter().fold(f32::MIN, f32::max);
    let mut sums = [0.0; LANES];
    for scores in &mut *scores {
        for (score, sum) in scores.iter_mut().zip(&mut sums) {
            *score = exp(*score - highest);
            *sum += *score;
        }
    }
    let all = 1.0 / total(sums);
    for score in scores.as_flattened_mut() {
        *score *= all;
    }
}

/// The bend between the two halves of a layer: `x * sigmoid(1.596 (x + 0.0447 x^3))`.
#[inline(always)]
pub(super) fn bend(values: &mut [f32]) {
    for value in values {
        let x = *value;
        let inner = 1.595_769 * (x + 0.044_715 * x * x * x);
        *value = x / (1.0 + exp(-inner));
    }
}

/// Brings each row to mean 0 and spread 1, then to its own scale and place.
#[inline(always)]
pub(super) fn norm(values: &mut [f32], scale: &[f32], place: &[f32]) {
    let width = scale.len();
    let one = 1.0 / f32::from(u16::try_from(width).unwrap_or(1));
    for row in values.chunks_exact_mut(width) {
        let mean = sum(row, |value| value) * one;
        let spread = sum(row, |value| (value - mean) * (value - mean)) * one;
        let factor = 1.0 / (spread + 1e-12).sqrt();
        for ((value, scale), place) in row.iter_mut().zip(scale).zip(place) {
            *value = (*value - mean) * factor * scale + place;
        }
    }
}
