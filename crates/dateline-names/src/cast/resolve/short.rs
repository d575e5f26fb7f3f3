use dateline_text::fold;

use super::{Found, Resolver, unknown};
use crate::cast::lexicon::{is_place_noun, is_place_word};
use crate::cast::piece::Piece;
use crate::cast::roster::{Key, bare};
use crate::cast::words::Gap;
use crate::{ActorClass, Form, Resolution};

impl Resolver<'_> {
    pub(super) fn short_name(
        &mut self,
        number: usize,
        piece: &Piece,
        words: &[String],
    ) -> Found {
        let shown = self.shown(piece);
        if self.terms.contains(&shown) {
            return unknown(Form::Acronym, ActorClass::Organisation);
        }
        if let Some(actor) = self.roster.alias(&shown) {
            return self.one(actor, Form::Acronym, "explained in brackets");
        }
        if let Some(actor) = self.roster.known_state(&shown) {
            return self.one(actor, Form::Name, "name of a state");
        }
        let parts: Vec<String> = words.iter().map(|word| bare(word)).collect();
        match self.roster.persons(&parts).as_slice() {
            [one] => return self.one(*one, Form::Short, "short for"),
            [] => {}
            several => return self.of_several(number, several),
        }
        // "TFA" is no short form of "TFA World Cup".
        let initials =
            self.words(piece).get(piece.first).is_some_and(|word| word.is_upper());
        if let Some(actor) = self.part_of_name(words).filter(|_| !initials) {
            return self.one(actor, Form::Short, "short for");
        }
        if let Some(actor) = self.roster.by_initials(&shown) {
            return self.one(actor, Form::Acronym, "initials of");
        }
        let class = self.classes.get(words).copied().unwrap_or(ActorClass::Organisation);
        let actor = match class {
            ActorClass::Person => self.roster.person(words, &shown),
            ActorClass::Place => self.roster.place(&shown),
            class => self.roster.named(words, &shown, class),
        };
        self.one(actor, Form::Name, "name by itself")
    }

    /// Of several persons of one name, the one that was named last in full.
    pub(super) fn of_several(&self, number: usize, several: &[usize]) -> Found {
        let mut last = self.before(number).filter(|actor| several.contains(actor));
        let resolution = match last.next() {
            Some(actor) => Resolution::One(actor),
            None => Resolution::Several(several.to_vec()),
        };
        let why = "the one of that name mentioned last";
        Found { form: Form::Short, class: ActorClass::Person, resolution, why }
    }

    /// The one named body or organisation that has all these words.
    pub(super) fn part_of_name(&self, words: &[String]) -> Option<usize> {
        let has_all = |name: &str| {
            // "Varn" is whose parliament "Varn parliament" is, and not that parliament.
            let owned = name.split_whitespace().last().is_some_and(|last| {
                last.starts_with(char::is_lowercase)
                    && words.last().is_none_or(|word| *word != fold(last))
            });
            let name = fold(name);
            let parts: Vec<&str> = name.split_whitespace().collect();
            !owned && words.iter().all(|word| parts.contains(&word.as_str()))
        };
        let mut all = self.roster.with_part(words).into_iter().filter(|&number| {
            let named = matches!(self.roster.keys.get(number), Some(Key::Named(_)));
            named
                && self
                    .roster
                    .actors
                    .get(number)
                    .is_some_and(|actor| has_all(&actor.name))
        });
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }

    /// A capital is a town after "in", and its government where a party is expected.
    pub(super) fn capital(&mut self, piece: &Piece, state: &str) -> Found {
        let shown = self.shown(piece);
        let words = self.words(piece);
        let before = piece.first.checked_sub(1).and_then(|at| words.get(at));
        let after = words
            .get(piece.last)
            .is_some_and(|word| word.gap == Gap::Space)
            .then(|| words.get(piece.last + 1))
            .flatten();
        let placed = before
            .is_none_or(|word| is_place_word(&word.folded) || word.gap != Gap::Space)
            || before.is_some_and(|word| word.is_capital())
            || after.is_some_and(|word| word.is_capital() || is_place_noun(&word.folded));
        let opening = piece.first == 0
            && after.is_some()
            && !words.first().is_some_and(|word| word.is_upper());
        if placed && !opening {
            let actor = self.roster.capital(&shown, state);
            return self.one(actor, Form::Name, "name of a place");
        }
        let actor = self.government(state).unwrap_or_else(|| self.roster.state(state));
        let mut found = self.one(actor, Form::Name, "capital for government");
        found.class = ActorClass::State;
        found
    }

    pub(super) fn government(&self, state: &str) -> Option<usize> {
        self.roster.of_group("government").iter().copied().find(|&number| {
            matches!(self.roster.keys.get(number), Some(Key::Body(body)) if body.of.as_deref() == Some(state))
        })
    }
}
