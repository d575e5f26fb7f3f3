use super::fraction::{LANES, bend, norm, share};
use super::kernel::work;
use super::matrix::{Matrix, Rounded, count, floats};
use super::pieces::Laid;

/// How many values stand for a piece.
pub(super) const WIDTH: usize = 384;

/// How many ways a piece looks at the others, and how many values each way takes.
const LOOKS: usize = 12;
const LOOK: usize = WIDTH / LOOKS;

/// The layers of the encoder.
const LAYERS: usize = 6;

/// What makes vectors of pieces that know of each other.
#[derive(Clone, Debug)]
pub(super) struct Encoder {
    pieces: Table,
    places: Table,
    shapes: Table,
    norm: Norm,
    layers: Vec<Layer>,
}

/// One layer: pieces look at each other, then each is worked over by itself.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    mix: Matrix,
    out: Matrix,
    out_norm: Norm,
    up: Matrix,
    down: Matrix,
    down_norm: Norm,
}

/// Room for what is told on the way, used again by every layer.
#[derive(Debug, Default)]
pub(super) struct Room {
    rounded: Rounded,
    wide: Vec<f32>,
    seen: Vec<f32>,
}

/// A vector for each of many things, in whole numbers with a scale for each.
#[derive(Clone, Debug)]
struct Table {
    scales: Vec<f32>,
    values: Vec<i8>,
}

/// The scale and the place of each value.
#[derive(Clone, Debug)]
struct Norm {
    scale: Vec<f32>,
    place: Vec<f32>,
}

impl Encoder {
    /// How many sections of the file tell of it.
    pub(super) const SECTIONS: usize = 4 + 6 * LAYERS;

    /// Reads the sections; `None` when they are damaged.
    pub(super) fn read(sections: &[&[u8]]) -> Option<Self> {
        let ([pieces, places, shapes, norm], layers) =
            sections.split_first_chunk::<4>()?;
        let layers = layers.chunks(6).map(Layer::read).collect::<Option<_>>()?;
        Some(Self {
            pieces: Table::read(pieces)?,
            places: Table::read(places)?,
            shapes: Table::read(shapes)?,
            norm: Norm::read(norm)?,
            layers,
        })
    }

    /// How many pieces it knows.
    pub(super) fn pieces(&self) -> usize {
        self.pieces.scales.len()
    }

    /// The vectors of the start and of the words of each sentence, one after the other: the mean
    /// of each one's first and last piece. Sentences do not see each other.
    pub(super) fn words(&self, sentences: &[Laid]) -> Vec<f32> {
        let lengths: Vec<usize> =
            sentences.iter().map(|laid| laid.pieces.len()).collect();
        let mut values = self.start(sentences, lengths.iter().sum());
        let mut room = Room::default();
        for layer in &self.layers {
            work(layer, &mut values, &lengths, &mut room);
        }
        let mut words = Vec::new();
        let mut start = 0;
        for laid in sentences {
            for &(first, last) in &laid.words {
                let (first, last) =
                    (row(&values, start + first), row(&values, start + last));
                words.extend(first.iter().zip(last).map(|(a, b)| (a + b) * 0.5));
            }
            start += laid.pieces.len();
        }
        words
    }

    fn start(&self, sentences: &[Laid], count: usize) -> Vec<f32> {
        let mut values = vec![0.0; count * WIDTH];
        let each = sentences
            .iter()
            .flat_map(|laid| laid.pieces.iter().zip(&laid.shapes).enumerate());
        for (row, (place, (&piece, &shape))) in values.chunks_exact_mut(WIDTH).zip(each) {
            self.pieces.add(piece, row);
            self.places.add(place, row);
            self.shapes.add(shape, row);
        }
        self.norm.apply(&mut values);
        values
    }
}

impl Layer {
    fn read(sections: &[&[u8]]) -> Option<Self> {
        let [mix, out, out_norm, up, down, down_norm] = sections else { return None };
        let layer = Self {
            mix: Matrix::read(mix)?,
            out: Matrix::read(out)?,
            out_norm: Norm::read(out_norm)?,
            up: Matrix::read(up)?,
            down: Matrix::read(down)?,
            down_norm: Norm::read(down_norm)?,
        };
        let inner = layer.up.rows();
        let shapes = [
            (&layer.mix, 3 * WIDTH, WIDTH),
            (&layer.out, WIDTH, WIDTH),
            (&layer.up, inner, WIDTH),
            (&layer.down, WIDTH, inner),
        ];
        shapes
            .iter()
            .all(|(matrix, rows, columns)| {
                (matrix.rows(), matrix.columns()) == (*rows, *columns)
            })
            .then_some(layer)
    }

    #[inline(always)]
    pub(super) fn work(&self, values: &mut [f32], lengths: &[usize], room: &mut Room) {
        let Room { rounded, wide, seen } = room;
        rounded.fill(values, WIDTH);
        self.mix.apply_into(rounded, wide);
        seen.resize(values.len(), 0.0);
        let mut start = 0;
        for length in lengths {
            let end = start + length;
            if let (Some(mixed), Some(seen)) = (
                wide.get(start * 3 * WIDTH..end * 3 * WIDTH),
                seen.get_mut(start * WIDTH..end * WIDTH),
            ) {
                look(mixed, seen);
            }
            start = end;
        }
        rounded.fill(seen, WIDTH);
        self.out.apply_into(rounded, wide);
        add(values, wide);
        self.out_norm.apply(values);
        rounded.fill(values, WIDTH);
        self.up.apply_into(rounded, wide);
        bend(wide);
        rounded.fill(wide, self.up.rows());
        self.down.apply_into(rounded, wide);
        add(values, wide);
        self.down_norm.apply(values);
    }
}

fn add(values: &mut [f32], more: &[f32]) {
    for (value, more) in values.iter_mut().zip(more) {
        *value += more;
    }
}

fn row(values: &[f32], number: usize) -> &[f32] {
    values.get(number * WIDTH..(number + 1) * WIDTH).unwrap_or_default()
}

/// What each piece sees of the others; a row of `mixed` holds what it asks, what it answers to
/// and what it shows, a row of `seen` gets it.
#[inline(always)]
fn look(mixed: &[f32], seen: &mut [f32]) {
    let count = mixed.len() / (3 * WIDTH);
    let mut answers = vec![[0.0; LANES]; LOOK * count.div_ceil(LANES)];
    let mut shown = vec![[0.0; LOOK]; count];
    let mut scores = vec![[0.0; LANES]; count.div_ceil(LANES)];
    for way in 0..LOOKS {
        let part = |row: usize, kind: usize| {
            let at = row * 3 * WIDTH + kind * WIDTH + way * LOOK;
            mixed
                .get(at..)
                .and_then(|part| part.first_chunk::<LOOK>())
                .unwrap_or(&[0.0; LOOK])
        };
        for (other, shown) in shown.iter_mut().enumerate() {
            *shown = *part(other, 2);
            let lane = other % LANES;
            for (answers, &value) in answers
                .iter_mut()
                .skip(other / LANES)
                .step_by(scores.len())
                .zip(part(other, 1))
            {
                answers[lane] = value;
            }
        }
        for (piece, seen) in seen.chunks_exact_mut(WIDTH).enumerate() {
            ask(part(piece, 0), &answers, &mut scores);
            share(&mut scores, count);
            let mut sum = [0.0; LOOK];
            for (&share, shown) in scores.as_flattened().iter().zip(&shown) {
                for (sum, shown) in sum.iter_mut().zip(shown) {
                    *sum += share * shown;
                }
            }
            if let Some(out) = seen.get_mut(way * LOOK..(way + 1) * LOOK) {
                out.copy_from_slice(&sum);
            }
        }
    }
}

/// How many lanes of others are asked at once.
const ABREAST: usize = 4;

/// How well what a piece asks meets what each piece answers to.
#[inline(always)]
fn ask(asked: &[f32; LOOK], answers: &[[f32; LANES]], scores: &mut [[f32; LANES]]) {
    let wide = scores.len();
    for (number, scores) in scores.chunks_mut(ABREAST).enumerate() {
        let first = number * ABREAST;
        match scores.len() {
            ABREAST => ask_some::<ABREAST>(asked, answers, wide, first, scores),
            3 => ask_some::<3>(asked, answers, wide, first, scores),
            2 => ask_some::<2>(asked, answers, wide, first, scores),
            _ => ask_some::<1>(asked, answers, wide, first, scores),
        }
    }
}

/// The same for `N` lanes of others from the `first` on.
#[inline(always)]
fn ask_some<const N: usize>(
    asked: &[f32; LOOK],
    answers: &[[f32; LANES]],
    wide: usize,
    first: usize,
    scores: &mut [[f32; LANES]],
) {
    let mut sums = [[0.0; LANES]; N];
    for (&asked, answers) in asked.iter().zip(answers.chunks_exact(wide)) {
        // One by the square root of 32: products of so many values grow by it.
        let asked = asked * 0.176_776_7;
        let Some(answers) = answers.get(first..).and_then(|rest| rest.first_chunk::<N>())
        else {
            continue;
        };
        for (sum, answer) in sums.iter_mut().zip(answers) {
            for lane in 0..LANES {
                sum[lane] += asked * answer[lane];
            }
        }
    }
    scores.copy_from_slice(&sums);
}

impl Table {
    /// Reads a count of rows, a scale for each, and rows of `WIDTH` whole numbers.
    fn read(bytes: &[u8]) -> Option<Self> {
        let (rows, rest) = count(bytes)?;
        let (scales, values) = floats(rest, rows)?;
        let values: Vec<i8> = values.iter().map(|byte| byte.cast_signed()).collect();
        (values.len() == rows.checked_mul(WIDTH)?).then_some(Self { scales, values })
    }

    /// Adds the vector of thing `number`, where there is one.
    fn add(&self, number: usize, row: &mut [f32]) {
        let Some(&scale) = self.scales.get(number) else { return };
        let values = self.values.get(number * WIDTH..).unwrap_or_default();
        for (value, &more) in row.iter_mut().zip(values) {
            *value += f32::from(more) * scale;
        }
    }
}

impl Norm {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (scale, rest) = floats(bytes, WIDTH)?;
        let (place, rest) = floats(rest, WIDTH)?;
        rest.is_empty().then_some(Self { scale, place })
    }

    #[inline(always)]
    fn apply(&self, values: &mut [f32]) {
        norm(values, &self.scale, &self.place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: usize, columns: usize, dice: &mut impl FnMut() -> u8) -> Matrix {
        let mut bytes = Vec::new();
        for count in [rows, columns] {
            bytes.extend(u32::try_from(count).unwrap().to_le_bytes());
        }
        bytes.extend((0..rows).flat_map(|_| 0.004_f32.to_le_bytes()));
        bytes.extend((0..rows).flat_map(|_| (f32::from(dice()) / 256.0).to_le_bytes()));
        bytes.extend((0..rows * columns).map(|_| (dice() % 65).wrapping_sub(32)));
        Matrix::read(&bytes).unwrap()
    }

    #[test]
    fn a_layer_gives_the_same_bits_with_and_without_wide_steps() {
        let mut state = 3_u64;
        let mut dice = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state.to_be_bytes()[0]
        };
        let norm = || Norm { scale: vec![1.1; WIDTH], place: vec![-0.1; WIDTH] };
        let layer = Layer {
            mix: matrix(3 * WIDTH, WIDTH, &mut dice),
            out: matrix(WIDTH, WIDTH, &mut dice),
            out_norm: norm(),
            up: matrix(64, WIDTH, &mut dice),
            down: matrix(WIDTH, 64, &mut dice),
            down_norm: norm(),
        };
        for lengths in [vec![1], vec![7], vec![30], vec![3, 1, 12]] {
            let count: usize = lengths.iter().sum();
            let mut values: Vec<f32> =
                (0..count * WIDTH).map(|_| f32::from(dice()) / 64.0 - 2.0).collect();
            let mut others = values.clone();
            layer.work(&mut values, &lengths, &mut Room::default());
            work(&layer, &mut others, &lengths, &mut Room::default());
            let bits = |values: &[f32]| {
                values.iter().map(|value| value.to_bits()).collect::<Vec<_>>()
            };
            assert_eq!(bits(&values), bits(&others));
        }
    }
}
