use super::align::{Alignment, Lie};
use super::part::{MOST, Part};

/// Matches words that stand alone with words of the other name that they are the initials of:
/// "KPA" and "Korean People's Army".
pub(super) fn spell(found: &mut Alignment, one: &[Part], other: &[Part]) {
    for (side, (short, full)) in [(one, other), (other, one)].into_iter().enumerate() {
        if let Some((lie, first, count)) = found.acronym(side, short, full) {
            found.spell(lie, side, (first, count));
        }
    }
}

impl Alignment {
    /// A lone word of a side that is the initials of lone words of the other side: where it
    /// lies, the first of those words and how many.
    fn acronym(
        &self,
        side: usize,
        short: &[Part],
        full: &[Part],
    ) -> Option<(usize, u8, u8)> {
        let mut lone = [false; MOST];
        let mut alone = 0;
        for lie in self.lies().iter().filter(|lie| lie.alike == 0) {
            let (first, count) = lie.side(1 - side);
            if let Some(slot) = lone.get_mut(usize::from(first)).filter(|_| count > 0) {
                *slot = true;
                alone += 1;
            }
        }
        // Initials are of two words at least.
        if alone < 2 {
            return None;
        }
        self.lies().iter().enumerate().filter(|(_, lie)| lie.alike == 0).find_map(
            |(at, lie)| {
                let (place, count) = lie.side(side);
                let word = short.get(usize::from(place)).filter(|_| count == 1)?;
                word.initials.first().filter(|letter| **letter != 0)?;
                let starts = full.iter().zip(lone).enumerate();
                let mut starts = starts
                    .filter(|(_, (part, lone))| *lone && part.letter == word.letter);
                let (first, count) = starts.find_map(|(first, _)| {
                    Some((first, word.spells(full, first, &lone)?))
                })?;
                Some((at, u8::try_from(first).ok()?, u8::try_from(count).ok()?))
            },
        )
    }

    /// Lays the word of a lie against so many words of the other side.
    fn spell(&mut self, lie: usize, side: usize, (first, count): (u8, u8)) {
        let taken = first..first + count;
        for other in self.lies.iter_mut().take(self.length) {
            let (place, length) = other.side(1 - side);
            if other.alike == 0 && length > 0 && taken.contains(&place) {
                *other = Lie::default();
            }
        }
        if let Some(lie) = self.lies.get_mut(lie) {
            lie.alike = 900;
            let full = (first, count);
            if side == 0 { lie.other = full } else { lie.one = full }
        }
    }
}

impl Part {
    /// How many lone parts of a name from `first` on this word is the initials of; words like
    /// "of" may be left out.
    fn spells(&self, full: &[Self], first: usize, lone: &[bool; MOST]) -> Option<usize> {
        let letters = self.initials.iter().copied().take_while(|&letter| letter != 0);
        let mut at = first;
        let mut heard = 0;
        for letter in letters {
            loop {
                let part = full.get(at).filter(|_| lone.get(at) == Some(&true))?;
                at += 1;
                if part.letter == letter {
                    break;
                }
                if part.weight > 0 || heard == 0 {
                    return None;
                }
            }
            heard += 1;
        }
        (heard >= 2).then_some(at - first)
    }
}
