use super::cost::{CHANGE, DROP, drop_cost};
use super::sound::{LONGEST, Sound};

/// The least that it costs to make up for consonants of which the other word has none of the
/// family in their order: half a change each.
fn missing(one: &Sound, others: &[&Sound]) -> u32 {
    // Bits of the places that are not yet matched: the longest common order of families, all
    // places at once. See Hyyrö, "Bit-parallel LCS-length computation revisited" (2004).
    let mut open = u32::MAX;
    let (mut count, mut before) = (0, None);
    for other in others {
        let mut families = other.skeleton;
        for at in 0..other.consonants {
            let family = (families & 15) as usize;
            families >>= 4;
            // A sound that ends one part and starts the next is said once.
            let twice = at == 0 && before.is_some() && before == other.letters().first();
            if twice {
                continue;
            }
            let matched = open & one.families.get(family).copied().unwrap_or_default();
            open = open.wrapping_add(matched) | (open - matched);
            count += 1;
        }
        before = other.letters().last();
    }
    let common = (!open).count_ones();
    (u32::from(one.consonants) + count - 2 * common) * 45
}

/// How alike two parts sound, per mille; zero when it is less than `least`.
pub(crate) fn alike(one: &Sound, other: &Sound, least: u16) -> u16 {
    let size = one.size + other.size;
    let allowed = allowed(size, least);
    let apart = one.opens & other.opens == 0 && one.opens != 0 && other.opens != 0;
    let longer = u32::from(one.size.abs_diff(other.size));
    if apart || longer / 2 > allowed || missing(one, &[other]) > allowed {
        return 0;
    }
    if one.letters() == other.letters() {
        return if one.length == 0 { 0 } else { 1000 };
    }
    per_mille(distance(one.letters(), other.letters(), allowed), allowed, size)
}

/// How alike several parts said as one sound to another.
pub(crate) fn alike_fused(parts: &[&Sound], single: &Sound, least: u16) -> u16 {
    let opens = parts.first().map_or(0, |part| part.opens);
    if opens & single.opens == 0 && opens != 0 && single.opens != 0 {
        return 0;
    }
    let (mut size, mut last) = (0, None);
    for part in parts {
        size += part.size;
        // A sound that ends one part and starts the next is said once.
        if let Some(&first) = part.letters().first().filter(|first| last == Some(**first))
        {
            size -= drop_cost(first).max(55);
        }
        last = part.last();
    }
    let allowed = allowed(size + single.size, least);
    if u32::from(size.abs_diff(single.size)) / 2 > allowed
        || missing(single, parts) > allowed
    {
        return 0;
    }
    let mut letters = [0; LONGEST];
    let mut length = 0;
    for letter in parts.iter().flat_map(|part| part.letters()) {
        let twice = length > 0 && letters.get(length - 1) == Some(letter);
        if let Some(slot) = letters.get_mut(length).filter(|_| !twice) {
            *slot = *letter;
            length += 1;
        }
    }
    let joined = letters.get(..length).unwrap_or_default();
    per_mille(distance(joined, single.letters(), allowed), allowed, size + single.size)
}

/// The cost at which words of a size together are no longer alike enough.
pub(super) fn allowed(size: u16, least: u16) -> u32 {
    u32::from(1000_u16.saturating_sub(least)) * u32::from(size) / 2000
}

fn per_mille(distance: u32, allowed: u32, size: u16) -> u16 {
    if distance > allowed {
        return 0;
    }
    u16::try_from(1000_u32.saturating_sub(distance * 2000 / u32::from(size.max(1))))
        .unwrap_or(0)
}

/// The least cost of turning one into the other; more than `allowed` when it is more.
fn distance(left: &[u8], right: &[u8], allowed: u32) -> u32 {
    // The first letter of a name is seldom misheard.
    let first = if left.first() == right.first() { 0 } else { 15 };
    let same = left.iter().zip(right).take_while(|(one, other)| one == other).count();
    let (left, right) = (left.get(same..), right.get(same..));
    let (left, right) = (left.unwrap_or_default(), right.unwrap_or_default());
    let mut above = [0_u16; LONGEST];
    let mut all = 0;
    for (slot, &letter) in above.iter_mut().zip(right) {
        all += DROP[usize::from(letter & 31)];
        *slot = all;
    }
    let mut start = 0;
    for &letter in left {
        let drop = DROP[usize::from(letter & 31)];
        let changes = &CHANGE[usize::from(letter & 31)];
        let mut corner = start;
        start += drop;
        let mut beside = start;
        let mut least = start;
        for (slot, &with) in above.iter_mut().zip(right) {
            let with = usize::from(with & 31);
            let change = corner + changes[with];
            corner = *slot;
            beside = change.min(corner + drop).min(beside + DROP[with]);
            *slot = beside;
            least = least.min(beside);
        }
        if u32::from(least) + first > allowed {
            return u32::MAX;
        }
    }
    let last = right.len().checked_sub(1).and_then(|last| above.get(last));
    u32::from(last.copied().unwrap_or(start)) + first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(one: &str, other: &str) -> u16 {
        alike(&Sound::of(one), &Sound::of(other), 0)
    }

    #[test]
    fn one_name_in_two_spellings_sounds_alike() {
        for (one, other) in [
            ("mohammed", "muhamad"),
            ("qasim", "kassem"),
            ("chafiq", "shafik"),
            ("yusuf", "youssef"),
            ("wagner", "vagner"),
        ] {
            assert!(how(one, other) >= 750, "{one} {other} {}", how(one, other));
        }
    }

    #[test]
    fn two_names_do_not() {
        for (one, other) in [("hassan", "hussein"), ("karim", "salim"), ("voss", "rask")]
        {
            assert!(how(one, other) < 780, "{one} {other} {}", how(one, other));
        }
    }
}
