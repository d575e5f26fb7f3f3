//! How alike names are, worked out once: names that were compared when the record was last
//! looked at are not compared again.

use dateline_names::Name;

use super::naming::{Apart, Naming, apart};
use super::{DOUBTFUL, NEIGHBOURS};
use crate::hands::{Hands, each};
use crate::written::short_hash;

/// How alike the names of a record are, as far as it matters.
///
/// Kept beside a record, it spares the next look at it most of the work; what is seen is the
/// same with it and without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// Every name that was compared, by its key, with what else its comparison hung on.
    names: Vec<(u64, u32)>,
    /// Pairs by their places among the names, with how alike they are; the rest is unlike.
    pairs: Vec<(u32, u32, u16)>,
}

/// A pair of names worth a look: two numbers, the smaller first, and how alike they are.
pub(super) type Pair = (usize, usize, u16);

/// The numbers of two names, the smaller first.
type Two = (u32, u32);

impl Alike {
    /// The pairs of names that are alike among those that stand near each other in a block,
    /// sorted, and what the next look may know of them.
    ///
    /// What is known is taken for blocks that hold no new name; the others are looked through.
    pub(super) fn pairs(
        known: Option<&Self>,
        names: &[Naming],
        blocks: &[Vec<u32>],
        hands: Hands<'_>,
    ) -> (Vec<Pair>, Self) {
        let marks: Vec<(u64, u32)> = names.iter().map(mark).collect();
        let nothing = Self::default();
        let known = known.filter(|known| known.is_within(&marks)).unwrap_or(&nothing);
        let is_old: Vec<bool> = marks.iter().map(|mark| known.has(*mark)).collect();
        let was_there: Vec<bool> =
            marks.iter().map(|mark| known.place(mark.0).is_some()).collect();
        let touched: Vec<&[u32]> = blocks
            .iter()
            .map(Vec::as_slice)
            .filter(|block| block.iter().any(|number| !is_old[*number as usize]))
            .collect();
        let now = near(&touched, |_| true);
        let before = near(&touched, |number| was_there[number as usize]);
        let same = |pair: &Two| is_old[pair.0 as usize] && is_old[pair.1 as usize];
        let fresh: Vec<Two> = now
            .iter()
            .copied()
            .filter(|pair| !same(pair) || before.binary_search(pair).is_err())
            .collect();
        let scores = scores(names, &fresh, hands);
        let fresh = fresh.into_iter().zip(scores);
        let fresh =
            fresh.map(|((one, other), score)| (one as usize, other as usize, score));
        let mut pairs: Vec<Pair> =
            fresh.filter(|(_, _, score)| *score >= DOUBTFUL).collect();
        pairs.extend(known.still(&marks, (blocks, &is_old), (&now, &before)));
        pairs.sort_unstable();
        pairs.dedup();
        let kept = Self::of(&marks, &pairs);
        (pairs, kept)
    }

    /// The known pairs of names that did not change and still stand near each other.
    fn still(
        &self,
        marks: &[(u64, u32)],
        (blocks, is_old): (&[Vec<u32>], &[bool]),
        (now, before): (&[Two], &[Two]),
    ) -> Vec<Pair> {
        let mut number_of = vec![None; self.names.len()];
        for (number, mark) in marks.iter().enumerate() {
            if let Some(slot) =
                self.place(mark.0).and_then(|place| number_of.get_mut(place as usize))
            {
                *slot = u32::try_from(number).ok();
            }
        }
        let of = |place: u32| number_of.get(place as usize).copied().flatten();
        let mut still = Vec::new();
        for (one, other, score) in &self.pairs {
            let (Some(one), Some(other)) = (of(*one), of(*other)) else { continue };
            let pair = (one.min(other), one.max(other));
            let old = is_old[one as usize] && is_old[other as usize];
            // A new name may have come between the two in one block; another may hold them.
            let gone = before.binary_search(&pair).is_ok()
                && now.binary_search(&pair).is_err()
                && !blocks.iter().any(|block| are_near(block, pair));
            if old && !gone {
                still.push((pair.0 as usize, pair.1 as usize, *score));
            }
        }
        still
    }

    fn of(marks: &[(u64, u32)], pairs: &[Pair]) -> Self {
        let mut names = marks.to_vec();
        names.sort_unstable();
        names.dedup_by_key(|name| name.0);
        let mut kept = Self { names, pairs: Vec::new() };
        for (one, other, score) in pairs {
            let places = (kept.place(marks[*one].0), kept.place(marks[*other].0));
            if let (Some(one), Some(other)) = places {
                kept.pairs.push((one.min(other), one.max(other), *score));
            }
        }
        kept.pairs.sort_unstable();
        kept
    }

    /// Whether no name is gone: else names stood beside others than they would now.
    fn is_within(&self, marks: &[(u64, u32)]) -> bool {
        let mut keys: Vec<u64> = marks.iter().map(|mark| mark.0).collect();
        keys.sort_unstable();
        self.names.iter().all(|name| keys.binary_search(&name.0).is_ok())
    }

    fn place(&self, key: u64) -> Option<u32> {
        let place = self.names.binary_search_by_key(&key, |name| name.0).ok()?;
        u32::try_from(place).ok()
    }

    fn has(&self, mark: (u64, u32)) -> bool {
        self.names.binary_search(&mark).is_ok()
    }

    /// All of it as bytes, to be kept.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + self.names.len() * 12);
        bytes.extend((self.names.len() as u64).to_le_bytes());
        for (key, rest) in &self.names {
            bytes.extend(key.to_le_bytes());
            bytes.extend(rest.to_le_bytes());
        }
        for (one, other, score) in &self.pairs {
            bytes.extend(one.to_le_bytes());
            bytes.extend(other.to_le_bytes());
            bytes.extend(score.to_le_bytes());
        }
        bytes
    }

    /// What was kept; `None` where these are no such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk::<8>()?;
        let count = usize::try_from(u64::from_le_bytes(*count)).ok()?;
        let (names, pairs) = rest.split_at_checked(count.checked_mul(12)?)?;
        let name = |bytes: &[u8]| {
            let (key, rest) = bytes.split_first_chunk::<8>()?;
            Some((u64::from_le_bytes(*key), u32::from_le_bytes(rest.try_into().ok()?)))
        };
        let pair = |bytes: &[u8]| {
            let (one, rest) = bytes.split_first_chunk::<4>()?;
            let (other, score) = rest.split_first_chunk::<4>()?;
            let score = u16::from_le_bytes(score.try_into().ok()?);
            Some((u32::from_le_bytes(*one), u32::from_le_bytes(*other), score))
        };
        Some(Self {
            names: names.chunks(12).map(name).collect::<Option<_>>()?,
            pairs: pairs.chunks(10).map(pair).collect::<Option<_>>()?,
        })
    }
}

/// The pairs that stand near each other in one of the blocks, of those names that fit;
/// sorted, each once.
fn near(blocks: &[&[u32]], fits: impl Fn(u32) -> bool) -> Vec<Two> {
    let mut pairs = Vec::new();
    for block in blocks {
        let block: Vec<u32> =
            block.iter().copied().filter(|number| fits(*number)).collect();
        for (place, one) in block.iter().enumerate() {
            let others = block.iter().skip(place + 1).take(NEIGHBOURS);
            pairs.extend(others.map(|other| (*one.min(other), *one.max(other))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn are_near(block: &[u32], pair: Two) -> bool {
    let place = |number: u32| block.iter().position(|other| *other == number);
    matches!(
        (place(pair.0), place(pair.1)),
        (Some(one), Some(other)) if one.abs_diff(other) <= NEIGHBOURS
    )
}

/// The name's key, and what else may change how it is compared when reports come.
fn mark(naming: &Naming) -> (u64, u32) {
    let (plain, of, bearer) = (&naming.plain, &naming.key_of, &naming.bearer);
    let key = format!("{:?} {plain:?} {of:?} {bearer:?}", naming.class);
    let (name, of, posts) = (&naming.name, &naming.plain_of, &naming.posts);
    let rest = short_hash(&format!("{name:?} {of:?} {posts:?}"));
    (short_hash(&key), u32::try_from(rest >> 32).unwrap_or_default())
}

/// How alike the names of pairs are; each name is read once.
fn scores(names: &[Naming], pairs: &[Two], hands: Hands<'_>) -> Vec<u16> {
    let mut wanted = vec![false; names.len()];
    for (one, other) in pairs {
        wanted[*one as usize] = true;
        wanted[*other as usize] = true;
    }
    let read = each(hands, names.len(), &|number| {
        let naming = &names[number];
        wanted[number].then(|| Name::read(&naming.name, naming.class))
    });
    each(hands, pairs.len(), &|place| {
        let (one, other) = (pairs[place].0 as usize, pairs[place].1 as usize);
        match (&read[one], &read[other]) {
            (Some(first), Some(second))
                if apart(&names[one], &names[other]) != Apart::Yes =>
            {
                first.per_mille(second)
            }
            _ => 0,
        }
    })
}
