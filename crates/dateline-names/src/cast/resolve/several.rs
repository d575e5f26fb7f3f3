use std::collections::BTreeMap;

use super::{BACK, Found, LOOKED_BACK, Resolver};
use crate::cast::piece::Piece;
use crate::cast::roster::Key;
use crate::{ActorClass, Form, Resolution};

impl Resolver<'_> {
    /// "The two sides": the two states that were named together last.
    pub(super) fn pair(&mut self, number: usize, piece: &Piece) -> Found {
        let mut resolution = Resolution::Unknown;
        for back in 0..=BACK * 2 {
            let Some(sentence) = piece.sentence.checked_sub(back) else { break };
            if let Some(pair) = self.coordinated(sentence, number) {
                resolution = Resolution::Several(pair);
                break;
            }
        }
        if resolution == Resolution::Unknown
            && let Some(pair) = self.most_named(number)
        {
            resolution = Resolution::Several(pair);
        }
        let why = "the two named together last";
        Found { form: Form::Nominal, class: ActorClass::Group, resolution, why }
    }

    /// Two states of one sentence that "and", a comma or "with" joins.
    pub(super) fn coordinated(
        &self,
        sentence: usize,
        before: usize,
    ) -> Option<Vec<usize>> {
        let here = self.pieces_of(sentence, before);
        let states: Vec<(usize, &Piece)> = here
            .filter_map(|number| Some((self.state_at(number)?, self.pieces.get(number)?)))
            .collect();
        states.windows(2).find_map(|pair| {
            let ((one, left), (other, right)) = (pair.first()?, pair.get(1)?);
            let words = self.words(left);
            let between = words.get(left.last + 1..right.first).unwrap_or_default();
            let links = between
                .iter()
                .filter(|word| matches!(word.folded.as_ref(), "and" | "with"))
                .count();
            let near = between.len() <= 2 && (links == 1 || between.is_empty());
            // "The Orlesian-Varnese prime minister" is one person and names no two sides.
            let behind = words.iter().skip(right.last + 1).take(2);
            let of_one = between.is_empty()
                && behind.into_iter().any(|word| word.sense.post.is_some());
            (near && !of_one && one != other).then(|| vec![*one, *other])
        })
    }

    /// The state that a piece names, or that a person or body named there belongs to.
    pub(super) fn state_at(&self, number: usize) -> Option<usize> {
        let found = self.found.get(number)?.as_ref()?;
        let Resolution::One(actor) = found.resolution else { return None };
        matches!(self.roster.keys.get(actor), Some(Key::State)).then_some(actor)
    }

    /// The two states that are named most often up to here.
    pub(super) fn most_named(&self, before: usize) -> Option<Vec<usize>> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for number in before.saturating_sub(LOOKED_BACK)..before {
            if let Some(state) = self.state_at(number) {
                *counts.entry(state).or_default() += 1;
            }
        }
        let mut ranked: Vec<(usize, usize)> = counts
            .into_iter()
            .map(|(state, count)| (usize::MAX - count, state))
            .collect();
        ranked.sort_unstable();
        let pair: Vec<usize> = ranked.iter().take(2).map(|&(_, state)| state).collect();
        (pair.len() == 2).then_some(pair)
    }
}
