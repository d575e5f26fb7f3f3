use super::{parts, per_mille, range, weight};
use crate::likeness::align::{Alignment, Lie};
use crate::likeness::part::{Opened, Part, Role};

/// A sum of signs from which two names are one.
const SURE: i32 = 10;
/// A score that is not sure.
const UNSURE: u16 = 640;

/// The likeness of two persons' names, per mille.
pub(crate) fn persons(found: &Alignment, one: &[Part], other: &[Part]) -> u16 {
    let signs = Persons::of(found, one, other);
    if signs.count == 0 {
        return 0;
    }
    let score = per_mille(signs.sum() - SURE);
    if signs.child { score.min(UNSURE) } else { score }
}

#[derive(Clone, Copy, Debug, Default)]
struct Persons {
    /// Weight that matched, times how well, over both names.
    same: i32,
    matched: i32,
    imperfect: i32,
    /// How many words matched.
    count: i32,
    /// How rare they are.
    rare: i32,
    /// How alike the least alike of them are.
    worst: i32,
    /// Weight of what stands against each other and differs.
    against: i32,
    /// Weight that one name has more: before the first match, of names that many have, between
    /// matches, after the last.
    before: i32,
    before_common: i32,
    between: i32,
    after: i32,
    /// What it adds that the first words match, and the last ones.
    edges: i32,
    /// How many words the shorter name has.
    words: usize,
    /// Whether what one name has more may be the name of a child.
    child: bool,
}

impl Persons {
    fn of(found: &Alignment, one: &[Part], other: &[Part]) -> Self {
        let mut signs = Self { worst: 1000, ..Self::default() };
        let words = |parts: &[Part]| parts.iter().filter(|part| is_word(part)).count();
        signs.words = words(one).min(words(other));
        let edge = Edges { one: Edge::of(one), other: Edge::of(other) };
        let mut gap = Gap::default();
        for lie in found.lies() {
            if lie.alike == 0 {
                gap.add(range(one, lie.one), range(other, lie.other));
            } else if parts(*lie, one, other).any(|part| part.role == Role::Initial) {
                signs.close(&mut gap, Some(*lie), (one, other));
                signs.same += 25;
                signs.matched += 50;
            } else if parts(*lie, one, other).any(is_word) {
                signs.close(&mut gap, Some(*lie), (one, other));
                signs.matches(*lie, one, other, edge);
            }
        }
        signs.close(&mut gap, None, (one, other));
        signs
    }

    fn matches(&mut self, lie: Lie, one: &[Part], other: &[Part], edge: Edges) {
        let both = weight(range(one, lie.one)) + weight(range(other, lie.other));
        let alike = i32::from(lie.alike);
        self.same += both * alike / 1000;
        self.matched += both;
        self.imperfect += both * (1000 - alike) / 1000;
        self.count += 1;
        self.rare += (both / 2 - 60).max(0);
        self.worst = self.worst.min(alike);
        let first = lie.one.0 == edge.one.first && lie.other.0 == edge.other.first;
        let last = edge.one.ends(lie.one) && edge.other.ends(lie.other);
        self.edges += if first { 145 } else { 0 } + if last { 93 } else { 0 };
    }

    /// Ends a stretch without a match: what stands on both sides differs, the rest is more.
    fn close(&mut self, gap: &mut Gap, next: Option<Lie>, names: (&[Part], &[Part])) {
        let gap = std::mem::take(gap);
        let both = gap.one.min(gap.other);
        let more = gap.one.max(gap.other) - both;
        self.against += 2 * both;
        match next {
            None => self.after += more,
            Some(_) if self.count > 0 => self.between += more,
            Some(_) if gap.is_common => self.before_common += more,
            Some(next) => {
                self.before += more;
                self.child |= more > 30 && is_fathers(next, names);
            }
        }
    }

    fn sum(&self) -> i32 {
        let cost = self.against * 24 / 10
            + self.before
            + self.before_common / 2
            + (self.between + self.after) * 55 / 100;
        let ratio = self.same * 1000 / (self.matched + cost + 50).max(1);
        let few = match self.count {
            1 => -203,
            2 => -157,
            _ => 0,
        };
        let short = match self.words {
            0 | 1 => 157,
            2 => 197,
            _ => 0,
        };
        let if_so = |sign: bool, worth: i32| if sign { worth } else { 0 };
        -566 + ratio * 71 / 100
            - self.imperfect * 146 / 100
            - (1000 - self.worst) * 32 / 100
            + self.rare * 212 / 100
            - self.against * 19 / 100
            - if_so(self.against > 0, 99)
            - if_so(self.before >= 30, 117)
            - self.before_common * 465 / 100
            - self.between * 24 / 100
            - self.after * 15 / 100
            + self.edges
            + few
            + short
    }
}

/// Whether a name from a match on may be a father's: it is a given name where fathers' names
/// follow, or another father's follows it in both names. "Karim" of "Salim Karim Hadid", "Sorin"
/// of "Salim Sorin Ibrahim Hadid".
fn is_fathers(next: Lie, (one, other): (&[Part], &[Part])) -> bool {
    let follows = |parts: &[Part], (first, count): (u8, u8)| {
        let rest = parts.get(usize::from(first) + usize::from(count)..);
        let mut words = rest.unwrap_or_default().iter().filter(|part| is_word(part));
        words.next().is_some_and(|part| part.patronymic)
    };
    parts(next, one, other).any(|part| part.patronymic)
        || follows(one, next.one) && follows(other, next.other)
}

fn is_word(part: &Part) -> bool {
    part.role == Role::Word
}

/// Weight without a match.
#[derive(Clone, Copy, Debug)]
struct Gap {
    one: i32,
    other: i32,
    /// Whether nothing is in it but names that many have before their own: "Muhammad", "Jose".
    is_common: bool,
}

impl Default for Gap {
    fn default() -> Self {
        Self { one: 0, other: 0, is_common: true }
    }
}

impl Gap {
    fn add(&mut self, one: &[Part], other: &[Part]) {
        self.one += weight(one);
        self.other += weight(other);
        let common = |part: &Part| {
            !is_word(part)
                || part.meaning != 0 && part.weight <= 45 && part.opened == Opened::No
        };
        self.is_common &= one.iter().chain(other).all(common);
    }
}

/// The first and the last word of a name.
#[derive(Clone, Copy, Debug)]
struct Edge {
    first: u8,
    last: u8,
}

#[derive(Clone, Copy, Debug)]
struct Edges {
    one: Edge,
    other: Edge,
}

impl Edge {
    fn of(parts: &[Part]) -> Self {
        let place = |at: Option<usize>| {
            at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
        };
        let first = place(parts.iter().position(is_word));
        Self { first, last: place(parts.iter().rposition(is_word)) }
    }

    fn ends(self, (first, count): (u8, u8)) -> bool {
        count > 0 && u16::from(first) + u16::from(count) == u16::from(self.last) + 1
    }
}
