use super::acronym::spell;
use super::cost::LOUDEST;
use super::hear::{alike, alike_fused, allowed};
use super::part::{MOST, Opened, Part, Role};

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

impl Step {
    /// Takes a match instead, where it is a better one.
    fn offer(&mut self, takes: (u8, u8), (after, worth): (u32, u32), alike: u16) {
        if alike < LEAST {
            return;
        }
        let value = after + worth * u32::from(alike - 400);
        if value > self.value {
            *self = Self { value, left: takes.0, right: takes.1, alike };
        }
    }
}

/// Matches less alike than this are none.
pub(crate) const LEAST: u16 = 600;
/// Parts written together are at least so much alike.
const FUSED: u16 = 750;
/// Servants of the same are at least so much alike: "Abd al-Khaliq" is not "Abd al-Malik".
const SERVANTS: u16 = 750;
/// Matches out of order are at least so much alike.
const CROSSED: u16 = 720;

/// Not yet held against each other.
const UNHEARD: u16 = u16::MAX;

struct Table<'a> {
    one: Side<'a>,
    other: Side<'a>,
    /// How alike single parts are, worked out where it can matter.
    alike: [[u16; MOST]; MOST],
}

/// The parts of a name with what is asked of them most.
struct Side<'a> {
    parts: &'a [Part],
    /// What a match of so many parts from here on is worth, from one part to three.
    worth: [[u32; 3]; MOST],
    /// The sizes of so many parts from here on; zero where they may not be fused.
    size: [[u16; 3]; MOST],
}

impl<'a> Side<'a> {
    fn of(parts: &'a [Part]) -> Self {
        let mut side = Self { parts, worth: [[0; 3]; MOST], size: [[0; 3]; MOST] };
        let from = parts.iter().enumerate().zip(&mut side.worth).zip(&mut side.size);
        for (((at, _), worth), size) in from {
            let (mut most, mut all, mut whole) = (4, 0, true);
            for (part, (worth, size)) in
                parts.iter().skip(at).zip(worth.iter_mut().zip(size))
            {
                most = most.max(part.weight);
                all += part.sound.size;
                whole &= is_whole(part);
                *worth = u32::from(most);
                *size = if whole { all } else { 0 };
            }
        }
        side
    }

    fn len(&self) -> usize {
        self.parts.len()
    }
}

/// Whether a part may be written together with others.
fn is_whole(part: &Part) -> bool {
    part.role == Role::Word && part.opened == Opened::No && part.exact == 0
}

/// Lays two names against each other, in order, so that most of them matches; what is left
/// may match out of order. Two parts may match one: "Abdul Patta" and "Abdulpatta".
pub(crate) fn align(one: &[Part], other: &[Part]) -> Alignment {
    let (first, second) = (Side::of(one), Side::of(other));
    let mut table = Table { one: first, other: second, alike: [[UNHEARD; MOST]; MOST] };
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
    fn best(&mut self, left: usize, right: usize, steps: &Steps) -> Step {
        let down = steps[left + 1][right].value;
        let across = steps[left][right + 1].value;
        let mut step = if down >= across {
            Step { value: down, left: 1, right: 0, alike: 0 }
        } else {
            Step { value: across, left: 0, right: 1, alike: 0 }
        };
        let worth = self.one.worth[left][0].max(self.other.worth[right][0]);
        let after = steps[left + 1][right + 1].value;
        if after + worth * 600 > step.value {
            let alike = self.single(left, right);
            step.offer((1, 1), (after, worth), alike);
        }
        let (size, with) = (self.one.size[left][0], self.other.size[right][0]);
        let known = self.alike[left][right];
        // Nothing that is written together is looked for where single parts match well, or
        // begin with sounds of different kinds.
        if known != UNHEARD && known >= FUSED || !self.opens_alike(left, right) {
            return step;
        }
        for more in 1..=2_u8 {
            let count = usize::from(more);
            let all = self.one.size[left][count];
            if left + count < self.one.len() && may_fuse(all, with) {
                let worth = self.one.worth[left][count].max(self.other.worth[right][0]);
                let after = steps[left + count + 1][right + 1].value;
                self.fuse(&mut step, (left, right), ((more + 1, 1), after, worth));
            }
            let all = self.other.size[right][count];
            if right + count < self.other.len() && may_fuse(all, size) {
                let worth = self.one.worth[left][0].max(self.other.worth[right][count]);
                let after = steps[left + 1][right + count + 1].value;
                self.fuse(&mut step, (left, right), ((1, more + 1), after, worth));
            }
        }
        step
    }

    fn opens_alike(&self, left: usize, right: usize) -> bool {
        let (one, other) = (&self.one.parts[left].sound, &self.other.parts[right].sound);
        one.opens & other.opens != 0 || one.opens == 0 || other.opens == 0
    }

    /// Offers several parts of one name that may be written as one in the other.
    fn fuse(
        &mut self,
        step: &mut Step,
        (left, right): (usize, usize),
        (takes, after, worth): ((u8, u8), u32, u32),
    ) {
        // Written otherwise, they are a little less alike.
        let most = u32::from(1000 - APART - 400);
        if after + worth * most <= step.value || self.single(left, right) >= 750 {
            return;
        }
        let (one, other) = (self.one.parts, self.other.parts);
        let parts = one.get(left..left + usize::from(takes.0)).unwrap_or_default();
        let others = other.get(right..right + usize::from(takes.1)).unwrap_or_default();
        let alike = match (parts, others) {
            (parts, [single]) | ([single], parts) => fused(parts, single),
            _ => 0,
        };
        step.offer(takes, (after, worth), alike);
    }

    fn single(&mut self, left: usize, right: usize) -> u16 {
        if self.alike[left][right] == UNHEARD {
            let (one, other) = (&self.one.parts[left], &self.other.parts[right]);
            self.alike[left][right] = likeness(one, other);
        }
        self.alike[left][right]
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
    fn cross(&mut self, found: &mut Alignment) {
        let (mut ones, mut others) = (Alone::default(), Alone::default());
        for (at, lie) in found.lies().iter().enumerate().filter(|(_, lie)| lie.alike == 0)
        {
            if lie.one.1 > 0 {
                ones.push(at, lie.one.0);
            }
            if lie.other.1 > 0 {
                others.push(at, lie.other.0);
            }
        }
        while let Some((left, right, alike)) = self.best_crossing(&ones, &others) {
            let (left, right) = (ones.take(left), others.take(right));
            let lies = found.lies.get_mut(..found.length).unwrap_or_default();
            let (one, other) = (lies[left].one, lies[right].other);
            lies[left] = Lie { one, other, alike, crossed: true };
            lies[right] = Lie::default();
        }
    }

    /// The places of the parts that are most alike among those that stand alone.
    fn best_crossing(
        &mut self,
        ones: &Alone,
        others: &Alone,
    ) -> Option<(usize, usize, u16)> {
        let mut best: Option<(usize, usize, u16)> = None;
        for (left, one) in ones.parts().enumerate() {
            for (right, other) in others.parts().enumerate() {
                let alike = self.single(one, other);
                if alike >= CROSSED && best.is_none_or(|best| alike > best.2) {
                    best = Some((left, right, alike));
                }
            }
        }
        best
    }
}

/// Parts of a name that stand alone, in order: where they lie, and which they are.
#[derive(Default)]
struct Alone {
    all: [(u8, u8); MOST],
    length: usize,
}

impl Alone {
    fn push(&mut self, lie: usize, part: u8) {
        if let Some(slot) = self.all.get_mut(self.length) {
            *slot = (u8::try_from(lie).unwrap_or(u8::MAX), part);
            self.length += 1;
        }
    }

    fn parts(&self) -> impl Iterator<Item = usize> + '_ {
        self.all.iter().take(self.length).map(|(_, part)| usize::from(*part))
    }

    /// Takes one out; where it lies.
    fn take(&mut self, place: usize) -> usize {
        let lie = usize::from(self.all[place].0);
        self.all.copy_within(place + 1..self.length, place);
        self.length -= 1;
        lie
    }
}

/// What it takes that words are written together in one name and apart in the other.
const APART: u16 = 15;

/// Whether parts of this size together may be one of that size; zero is no size.
fn may_fuse(all: u16, size: u16) -> bool {
    // A sound that ends one part and starts the next may be said once.
    let longer = size.saturating_sub(all);
    let longer = longer.max(all.saturating_sub(2 * LOUDEST).saturating_sub(size));
    all > 0 && size > 0 && u32::from(longer / 2) <= allowed(all + size, FUSED)
}

/// How alike several parts written as one are to another.
fn fused(parts: &[Part], single: &Part) -> u16 {
    if single.sound.len() < 4 {
        return 0;
    }
    let alike = match parts {
        [one, two] => alike_fused(&[&one.sound, &two.sound], &single.sound, FUSED),
        [one, two, three] => {
            alike_fused(&[&one.sound, &two.sound, &three.sound], &single.sound, FUSED)
        }
        _ => 0,
    };
    alike.saturating_sub(APART)
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
        let heard = heard(one, other);
        // After "servant of" stands one of a closed list of names, many of which sound alike.
        let servants = one.opened == Opened::Servant && other.opened == Opened::Servant;
        if servants && heard < SERVANTS { 0 } else { heard }
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
    if let (Some(one), Some(other)) = (&one.bare, &other.bare) {
        return alike(one, other, LEAST);
    }
    let whole = alike(&one.sound, &other.sound, LEAST);
    if whole >= 900 {
        return whole;
    }
    let bare = |one: &Part, other: &Part| match &one.bare {
        Some(bare) if other.article => {
            alike(bare, &other.sound, LEAST).saturating_sub(10)
        }
        _ => 0,
    };
    whole.max(bare(one, other)).max(bare(other, one))
}
