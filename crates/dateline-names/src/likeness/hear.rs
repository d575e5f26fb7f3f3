use super::cost::{CHANGE, DROP, drop_cost};
use super::sound::{LONGEST, Sound, family};

/// The least that it costs to make up for consonants that the other word has not: half a
/// change to another family each.
fn missing(one: [u8; 8], other: [u8; 8]) -> u32 {
    let apart = one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)));
    apart.sum::<u32>() * 45
}

/// How alike two parts sound, per mille; zero when it is less than `least`.
pub(crate) fn alike(one: &Sound, other: &Sound, least: u16) -> u16 {
    let size = one.size + other.size;
    let allowed = allowed(size, least);
    let apart = one.opens & other.opens == 0 && one.opens != 0 && other.opens != 0;
    let longer = u32::from(one.size.abs_diff(other.size));
    if apart || longer / 2 > allowed || missing(one.families, other.families) > allowed {
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
    let (mut size, mut families, mut last) = (0, [0_u8; 8], None);
    for part in parts {
        size += part.size;
        for (all, own) in families.iter_mut().zip(part.families) {
            *all += own;
        }
        // A sound that ends one part and starts the next is said once.
        if let Some(&first) = part.letters().first().filter(|first| last == Some(**first))
        {
            size -= drop_cost(first).max(55);
            if let Some(count) = families.get_mut(family(first)) {
                *count -= 1;
            }
        }
        last = part.last();
    }
    let allowed = allowed(size + single.size, least);
    if u32::from(size.abs_diff(single.size)) / 2 > allowed
        || missing(families, single.families) > allowed
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
fn allowed(size: u16, least: u16) -> u32 {
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
    let mut above = [0_u16; LONGEST];
    let mut all = 0;
    for (slot, &letter) in above.iter_mut().zip(right) {
        all += DROP[usize::from(letter & 31)];
        *slot = all;
    }
    // The first letter of a name is seldom misheard.
    let first = if left.first() == right.first() { 0 } else { 15 };
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
