use super::part::{MOST, Part};
use super::sound::alike;

/// How two names lie against each other.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Alignment {
    /// Weight of what matched, times how well, over both names.
    pub(crate) same: u32,
    /// Weight of what matched, over both names.
    pub(crate) matched: u32,
    /// Weight of parts that stand against each other and differ.
    pub(crate) against: u32,
    /// Weight of parts that one name has more, after its first matched part.
    pub(crate) more: u32,
    /// The same before the first matched part.
    pub(crate) before: u32,
    /// How many parts matched.
    pub(crate) count: u32,
    /// What lies against what: first part and number of parts on both sides, and whether
    /// they match.
    pub(crate) lies: [Lie; 2 * MOST],
    pub(crate) length: usize,
}

/// Parts of one name beside parts of the other; one side may be empty.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lie {
    pub(crate) one: (u8, u8),
    pub(crate) other: (u8, u8),
    pub(crate) alike: u16,
}

#[derive(Clone, Copy, Default)]
struct Step {
    value: u32,
    /// How many parts of each name it takes.
    left: u8,
    right: u8,
    alike: u16,
}

/// How alike every part of one name is to every part of the other; figured once, for all
/// orders.
pub(crate) struct Table {
    single: [[u16; MOST]; MOST],
    /// Two parts of the one against one of the other, and the other way round.
    two: [[(u16, u16); MOST]; MOST],
    least: u16,
}

impl Table {
    /// Holds each part against each; less than `least` counts as nothing.
    pub(crate) fn new(one: &[Part], other: &[Part], least: u16) -> Self {
        let mut table =
            Self { single: [[0; MOST]; MOST], two: [[(0, 0); MOST]; MOST], least };
        for (left, first) in one.iter().enumerate() {
            for (right, with) in other.iter().enumerate() {
                let single = likeness(first, with, least);
                table.single[left][right] = single;
                if single < 900 {
                    let next = (one.get(left + 1), other.get(right + 1));
                    let both = |pair: (&Part, Option<&Part>), single: &Part| {
                        pair.1.map_or(0, |second| fused((pair.0, second), single, least))
                    };
                    table.two[left][right] =
                        (both((first, next.0), with), both((with, next.1), first));
                }
            }
        }
        table
    }
}

/// How alike two parts written as one are to a third.
fn fused(pair: (&Part, &Part), single: &Part, least: u16) -> u16 {
    let figures = pair.0.exact != 0 || pair.1.exact != 0 || single.exact != 0;
    let sizes = pair.0.sound.len() + pair.1.sound.len();
    let short = single.sound.len() < 4 || single.sound.len() * 3 < sizes * 2;
    if figures || short || pair.0.initial || pair.1.initial {
        return 0;
    }
    alike(&pair.0.sound.joined(&pair.1.sound), &single.sound, least).saturating_sub(15)
}

/// Lays two names against each other, in order, so that most of them matches; the other's
/// parts are turned round by `turn`. Two parts may match one: "Abdul Patta" and "Abdulpatta".
pub(crate) fn align(
    one: &[Part],
    other: &[Part],
    turn: usize,
    table: &Table,
) -> Alignment {
    let mut steps = [[Step::default(); MOST + 1]; MOST + 1];
    for left in (0..one.len()).rev() {
        for right in (0..other.len()).rev() {
            let names = Names { one, other, turn, table };
            steps[left][right] = names.best(left, right, &steps);
        }
    }
    read(one, other, &steps)
}

type Steps = [[Step; MOST + 1]; MOST + 1];

struct Names<'a> {
    one: &'a [Part],
    /// In the turned order.
    other: &'a [Part],
    turn: usize,
    table: &'a Table,
}

impl Names<'_> {
    fn best(&self, left: usize, right: usize, steps: &Steps) -> Step {
        let down = steps[left + 1][right].value;
        let across = steps[left][right + 1].value;
        let mut step = if down >= across {
            Step { value: down, left: 1, right: 0, alike: 0 }
        } else {
            Step { value: across, left: 0, right: 1, alike: 0 }
        };
        let place = (right + self.turn) % self.other.len();
        let (two, other_two) = self.table.two[left][place];
        self.offer(
            &mut step,
            (left, right),
            (1, 1),
            (self.table.single[left][place], steps),
        );
        if left + 1 < self.one.len() {
            self.offer(&mut step, (left, right), (2, 1), (two, steps));
        }
        if right + 1 < self.other.len() && place + 1 < self.other.len() {
            self.offer(&mut step, (left, right), (1, 2), (other_two, steps));
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
        if alike < self.table.least {
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
}

fn likeness(one: &Part, other: &Part, least: u16) -> u16 {
    if one.meaning != 0 && one.meaning == other.meaning {
        return 1000;
    }
    if one.exact != 0 || other.exact != 0 {
        return if one.exact == other.exact { 1000 } else { 0 };
    }
    if one.initial || other.initial {
        return if one.letter == other.letter { 850 } else { 0 };
    }
    alike(&one.sound, &other.sound, least)
}

/// Follows the steps and weighs what was passed over.
fn read(one: &[Part], other: &[Part], steps: &Steps) -> Alignment {
    let mut found = Alignment::default();
    let (mut left, mut right) = (0, 0);
    let mut gap = (0_u32, 0_u32);
    while left < one.len() || right < other.len() {
        let step = if left < one.len() && right < other.len() {
            steps[left][right]
        } else {
            Step {
                left: u8::from(left < one.len()),
                right: u8::from(left >= one.len()),
                ..Step::default()
            }
        };
        let takes = (usize::from(step.left), usize::from(step.right));
        let of_one = weight(one, left, takes.0);
        let of_other = weight(other, right, takes.1);
        if step.alike == 0 {
            gap = (gap.0 + of_one, gap.1 + of_other);
        } else {
            found.close(&mut gap);
            found.same += (of_one + of_other) * u32::from(step.alike) / 1000;
            found.matched += of_one + of_other;
            found.count += 1;
        }
        found.lay((left, takes.0), (right, takes.1), step.alike);
        left += takes.0;
        right += takes.1;
    }
    found.close(&mut gap);
    found
}

fn weight(parts: &[Part], first: usize, count: usize) -> u32 {
    parts.iter().skip(first).take(count).map(|part| u32::from(part.weight)).sum()
}

impl Alignment {
    fn lay(&mut self, one: (usize, usize), other: (usize, usize), alike: u16) {
        let small = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
        if let Some(slot) = self.lies.get_mut(self.length) {
            *slot = Lie {
                one: (small(one.0), small(one.1)),
                other: (small(other.0), small(other.1)),
                alike,
            };
            self.length += 1;
        }
    }

    /// Ends a stretch without a match: what stands on both sides differs, the rest is more.
    fn close(&mut self, gap: &mut (u32, u32)) {
        let (one, other) = std::mem::take(gap);
        let both = one.min(other);
        self.against += 2 * both;
        let rest = one.max(other) - both;
        if self.count == 0 { self.before += rest } else { self.more += rest }
    }
}
