use super::acronym::spell;
use super::hear::{alike, alike_fused};
use super::part::{MOST, Opened, Part, Role};
use super::sound::Sound;

/// What lies against what between two names: every part of both is in one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alignment {
    pub(super) lies: [Lie; 2 * MOST],
    pub(super) length: usize,
}

/// Parts of one name beside parts of the other; one side may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lie {
    /// The first part and the number of parts.
    pub(crate) one: (u8, u8),
    pub(crate) other: (u8, u8),
    /// How alike they are, per mille; zero for parts that stand alone.
    pub(crate) alike: u16,
    /// Whether it matches out of order.
    pub(crate) crossed: bool,
}

impl Alignment {
    pub(crate) fn lies(&self) -> &[Lie] {
        self.lies.get(..self.length).unwrap_or_default()
    }

    fn push(&mut self, lie: Lie) {
        if let Some(slot) = self.lies.get_mut(self.length) {
            *slot = lie;
            self.length += 1;
        }
    }
}

impl Lie {
    pub(super) const fn side(self, side: usize) -> (u8, u8) {
        if side == 0 { self.one } else { self.other }
    }
}

#[derive(Clone, Copy, Default)]
struct Step {
    value: u32,
    /// How many parts of each name it takes.
    left: u8,
    right: u8,
    alike: u16,
}

/// Matches less alike than this are none.
pub(crate) const LEAST: u16 = 600;
/// Matches out of order are at least so much alike.
const CROSSED: u16 = 720;

struct Table<'a> {
    one: &'a [Part],
    other: &'a [Part],
    alike: [[u16; MOST]; MOST],
}

/// Lays two names against each other, in order, so that most of them matches; what is left
/// may match out of order. Two parts may match one: "Abdul Patta" and "Abdulpatta".
pub(crate) fn align(one: &[Part], other: &[Part]) -> Alignment {
    let mut table = Table { one, other, alike: [[0; MOST]; MOST] };
    for (row, first) in table.alike.iter_mut().zip(one) {
        for (slot, with) in row.iter_mut().zip(other) {
            *slot = likeness(first, with);
        }
    }
    let mut steps = [[Step::default(); MOST + 1]; MOST + 1];
    for left in (0..one.len()).rev() {
        for right in (0..other.len()).rev() {
            steps[left][right] = table.best(left, right, &steps);
        }
    }
    let mut found = table.read(&steps);
    table.cross(&mut found);
    spell(&mut found, one, other);
    found
}

type Steps = [[Step; MOST + 1]; MOST + 1];

impl Table<'_> {
    fn best(&self, left: usize, right: usize, steps: &Steps) -> Step {
        let down = steps[left + 1][right].value;
        let across = steps[left][right + 1].value;
        let mut step = if down >= across {
            Step { value: down, left: 1, right: 0, alike: 0 }
        } else {
            Step { value: across, left: 0, right: 1, alike: 0 }
        };
        let single = self.alike[left][right];
        self.offer(&mut step, (left, right), (1, 1), (single, steps));
        if single < 750 {
            for count in 2..=3_u8 {
                let of_one = self.one.get(left..left + usize::from(count));
                let alike = of_one.map_or(0, |parts| fused(parts, &self.other[right]));
                self.offer(&mut step, (left, right), (count, 1), (alike, steps));
                let of_other = self.other.get(right..right + usize::from(count));
                let alike = of_other.map_or(0, |parts| fused(parts, &self.one[left]));
                self.offer(&mut step, (left, right), (1, count), (alike, steps));
            }
        }
        step
    }

    fn offer(
        &self,
        step: &mut Step,
        at: (usize, usize),
        takes: (u8, u8),
        (alike, steps): (u16, &Steps),
    ) {
        if alike < LEAST {
            return;
        }
        let (left, right) = (usize::from(takes.0), usize::from(takes.1));
        let after = steps[at.0 + left][at.1 + right].value;
        let parts = self.one.iter().skip(at.0).take(left);
        let parts = parts.chain(self.other.iter().skip(at.1).take(right));
        let weight = parts.map(|part| part.weight).max().unwrap_or_default();
        let value = after + u32::from(weight.max(4)) * u32::from(alike - 400);
        if value > step.value {
            *step = Step { value, left: takes.0, right: takes.1, alike };
        }
    }

    fn read(&self, steps: &Steps) -> Alignment {
        let mut found = Alignment { lies: [Lie::default(); 2 * MOST], length: 0 };
        let (mut left, mut right) = (0, 0);
        while left < self.one.len() || right < self.other.len() {
            let step = if left < self.one.len() && right < self.other.len() {
                steps[left][right]
            } else {
                let left = u8::from(left < self.one.len());
                Step { left, right: 1 - left, ..Step::default() }
            };
            let small = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
            found.push(Lie {
                one: (small(left), step.left),
                other: (small(right), step.right),
                alike: step.alike,
                crossed: false,
            });
            left += usize::from(step.left);
            right += usize::from(step.right);
        }
        found
    }

    /// Matches of parts that stand alone, the best first, in whatever order they stand.
    fn cross(&self, found: &mut Alignment) {
        while let Some((left, right, alike)) = self.best_crossing(found) {
            let lies = found.lies.get_mut(..found.length).unwrap_or_default();
            let (one, other) = (lies[left].one, lies[right].other);
            lies[left] = Lie { one, other, alike, crossed: true };
            lies[right] = Lie::default();
        }
    }

    fn best_crossing(&self, found: &Alignment) -> Option<(usize, usize, u16)> {
        let mut best: Option<(usize, usize, u16)> = None;
        let alone = |lie: &Lie| lie.alike == 0;
        for (left, one) in found.lies().iter().enumerate() {
            if !alone(one) || one.one.1 == 0 {
                continue;
            }
            for (right, other) in found.lies().iter().enumerate() {
                if !alone(other) || other.other.1 == 0 {
                    continue;
                }
                let row = self.alike.get(usize::from(one.one.0));
                let alike = row.and_then(|row| row.get(usize::from(other.other.0)));
                let alike = alike.copied().unwrap_or_default();
                if alike >= CROSSED && best.is_none_or(|best| alike > best.2) {
                    best = Some((left, right, alike));
                }
            }
        }
        best
    }
}

/// How alike several parts written as one are to another.
fn fused(parts: &[Part], single: &Part) -> u16 {
    let whole = |part: &Part| {
        part.role == Role::Word && part.opened == Opened::No && part.exact == 0
    };
    if single.sound.len() < 4 || !whole(single) || !parts.iter().all(whole) {
        return 0;
    }
    let alike = match parts {
        [one, two] => alike_fused(&[&one.sound, &two.sound], &single.sound, LEAST),
        [one, two, three] => {
            alike_fused(&[&one.sound, &two.sound, &three.sound], &single.sound, LEAST)
        }
        _ => 0,
    };
    alike.saturating_sub(15)
}

fn likeness(one: &Part, other: &Part) -> u16 {
    if one.exact != 0 || other.exact != 0 {
        return if one.exact == other.exact { 1000 } else { 0 };
    }
    if one.role == Role::Initial || other.role == Role::Initial {
        let same = one.letter == other.letter && one.opened == other.opened;
        return if same { 850 } else { 0 };
    }
    let heard = if one.letters == other.letters {
        1000
    } else if one.meaning != 0 && one.meaning == other.meaning {
        980
    } else if one.meaning != 0 && other.meaning != 0
        || one.weight == 0
        || other.weight == 0
    {
        0
    } else {
        heard(one, other)
    };
    let apart = match (one.opened, other.opened) {
        (one, other) if one == other => 0,
        (Opened::Father, _) | (_, Opened::Father) => 500,
        _ => 250,
    };
    let faith = if one.closed == other.closed { 0 } else { 200 };
    heard.saturating_sub(apart + faith)
}

fn heard(one: &Part, other: &Part) -> u16 {
    if let (Some(one), Some(other)) = (one.bare, other.bare) {
        return alike(&one, &other, LEAST);
    }
    let whole = alike(&one.sound, &other.sound, LEAST);
    if whole >= 900 {
        return whole;
    }
    let bare = |bare: Option<Sound>, other: &Part| match bare {
        Some(bare) if other.article => {
            alike(&bare, &other.sound, LEAST).saturating_sub(10)
        }
        _ => 0,
    };
    whole.max(bare(one.bare, other)).max(bare(other.bare, one))
}
