use super::{parts, per_mille, range, weight};
use crate::likeness::align::{Alignment, Lie};
use crate::likeness::part::Part;
use crate::tables::Sort;

/// A sum of signs from which two names are one.
const SURE: i32 = -95;

/// The likeness of two bodies' names, per mille.
pub(crate) fn bodies(found: &Alignment, one: &[Part], other: &[Part]) -> u16 {
    let signs = Bodies::of(found, one, other);
    if signs.matched.iter().sum::<i32>() == 0 { 0 } else { per_mille(signs.sum() - SURE) }
}

/// Sorts of words, in the order of the arrays below.
const SORTS: [Sort; 6] =
    [Sort::Form, Sort::General, Sort::Sector, Sort::Order, Sort::Place, Sort::Own];
/// What a match of each sort adds.
const MATCHED: [i32; 6] = [0, 0, 0, 93, 0, 90];
/// What a word of each sort takes that one name has more.
const MORE: [i32; 6] = [38, 42, 22, 98, 80, 0];
/// What two words of each sort take that differ.
const DIFFER: [i32; 6] = [585, 448, 299, 517, 517, 233];

/// What it takes that one name says more where the body is.
const ELSEWHERE: i32 = 200;

#[derive(Clone, Copy, Debug, Default)]
struct Bodies {
    matched: [i32; 6],
    /// Words without a match, on either side.
    lone: ([i32; 6], [i32; 6]),
    same: i32,
    all: i32,
    imperfect: i32,
    worst: i32,
    crossed: i32,
    /// What it adds that the first telling words match.
    first: i32,
    /// Whether one name has a place more that the body is in: a branch, or another body.
    elsewhere: bool,
    /// Whether the shorter name has but one telling word.
    one_word: bool,
}

impl Bodies {
    fn of(found: &Alignment, one: &[Part], other: &[Part]) -> Self {
        let mut signs = Self { worst: 1000, ..Self::default() };
        let tells = |part: &Part| part.weight > 0;
        let tell = |parts: &[Part]| parts.iter().filter(|part| tells(part)).count();
        signs.one_word = tell(one).min(tell(other)) <= 1;
        let first = |parts: &[Part]| parts.iter().position(tells);
        let firsts = first(one).zip(first(other));
        for lie in found.lies() {
            signs.all += weight(range(one, lie.one)) + weight(range(other, lie.other));
            if lie.alike == 0 {
                let mut lone = parts(*lie, one, other);
                signs.elsewhere |=
                    lone.any(|part| part.article && part.sort >= Sort::Place);
                count(range(one, lie.one), &mut signs.lone.0);
                count(range(other, lie.other), &mut signs.lone.1);
                continue;
            }
            let starts = (usize::from(lie.one.0), usize::from(lie.other.0));
            signs.first += if firsts == Some(starts) { 36 } else { 0 };
            signs.matches(*lie, one, other);
        }
        signs
    }

    fn matches(&mut self, lie: Lie, one: &[Part], other: &[Part]) {
        let sort = parts(lie, one, other).map(|part| part.sort).max().unwrap_or_default();
        if let Some(place) = place(sort) {
            self.matched[place] += 1;
        }
        let both = weight(range(one, lie.one)) + weight(range(other, lie.other));
        let alike = i32::from(lie.alike);
        self.same += both * alike / 1000;
        if sort == Sort::Own {
            self.imperfect += 1000 - alike;
            self.worst = self.worst.min(alike);
        }
        self.crossed += if lie.crossed { both / 2 } else { 0 };
    }

    fn sum(&self) -> i32 {
        let mut sum = -476 + self.same * 1000 / (self.all + 20) * 479 / 1000
            - self.imperfect * 201 / 1000
            - (1000 - self.worst) * 509 / 1000
            + self.crossed * 57 / 100;
        let mut clean = true;
        for (at, sort) in SORTS.iter().enumerate() {
            let (one, other) = (self.lone.0[at], self.lone.1[at]);
            sum += self.matched[at].min(3) * MATCHED[at]
                - (one - other).abs().min(3) * MORE[at]
                - one.min(other).min(3) * DIFFER[at];
            clean &= one + other == 0 || matches!(sort, Sort::Form | Sort::General);
        }
        sum -= self.crosswise() * DIFFER[5];
        let own = self.matched[5];
        let lone = (self.lone.0[5] - self.lone.1[5]).abs();
        let if_so = |sign: bool, worth: i32| if sign { worth } else { 0 };
        sum + self.first - if_so(self.one_word, 61) + if_so(own == 0, 108)
            - if_so(own == 0 && lone > 0, 81)
            + if_so(clean, 167)
            - if_so(self.elsewhere, ELSEWHERE)
    }
}

impl Bodies {
    /// Pairs of telling words that differ in sort too: one names a trade, the other something of
    /// its own, or a place. "Ministry of Health", "Ministry of the Strait".
    fn crosswise(&self) -> i32 {
        let left = |one: &[i32; 6], other: &[i32; 6]| -> i32 {
            let lone = one.iter().zip(other).skip(2);
            lone.map(|(one, other)| (one - other).max(0)).sum()
        };
        left(&self.lone.0, &self.lone.1).min(left(&self.lone.1, &self.lone.0))
    }
}

fn place(sort: Sort) -> Option<usize> {
    SORTS.iter().position(|known| *known == sort)
}

fn count(parts: &[Part], counts: &mut [i32; 6]) {
    for part in parts {
        if let Some(place) = place(part.sort) {
            counts[place] += 1;
        }
    }
}
