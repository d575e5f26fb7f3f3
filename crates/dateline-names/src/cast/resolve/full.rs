use dateline_text::{Span, fold, one_line};

use super::{Found, Resolver, is_anybody};
use crate::cast::piece::{Body, Kind, Piece};
use crate::cast::words::Gap;
use crate::tables::{BodyKind, StateWord};
use crate::{ActorClass, Form, Resolution};

impl Resolver<'_> {
    /// First whatever names its actor in full.
    pub(super) fn names(&mut self) {
        for (number, piece) in self.pieces.iter().enumerate() {
            let found = match &piece.kind {
                Kind::State { name, word } if *word != StateWord::Capital => {
                    let actor = self.roster.state(name);
                    let why = if *word == StateWord::Name {
                        "name of a state"
                    } else {
                        "demonym"
                    };
                    Some(self.one(actor, Form::Name, why))
                }
                Kind::Body(body)
                    if body.of.is_some()
                        || (!body.topic.is_empty() && !is_anybody(piece, body)) =>
                {
                    let shown = self.body_name(piece);
                    let actor = self.roster.body(body, &shown);
                    let form = if body.named { Form::Name } else { Form::Nominal };
                    Some(self.one(actor, form, "named by its head and owner"))
                }
                Kind::Name { words, .. } => self.full_name(number, piece, words),
                _ => None,
            };
            if let Some(found) = found {
                self.set(number, found);
            }
        }
    }

    /// A body's name without words in lower case before it: "the first Harbour Dialogue".
    pub(super) fn body_name(&self, piece: &Piece) -> String {
        let words = self.words(piece);
        let all = words.get(piece.first..=piece.last).unwrap_or_default();
        let lower = all.iter().take_while(|word| !word.is_capital()).count();
        let named = all.iter().skip(lower).filter(|word| word.is_capital()).count() >= 2;
        let Some(first) = all.get(lower).filter(|_| named) else {
            return self.shown(piece);
        };
        let span = Span::of(first.span.start()..piece.span.end());
        one_line(self.text.words(span))
    }

    /// "Orlesian and Varnese forces" are two forces: the first shares the noun of the second.
    pub(super) fn shared_nouns(&mut self) {
        for number in 0..self.pieces.len() {
            let Some((body, piece)) = self.shared_noun(number) else { continue };
            let all: Vec<usize> = self.roster.bodies(&body);
            let shown = format!("{} forces", self.shown(piece));
            let actor = match all.as_slice() {
                [one] => *one,
                _ => self.roster.body(&body, &shown),
            };
            let found = self.one(actor, Form::Short, "shares the noun of the next");
            self.set(number, found);
        }
    }

    pub(super) fn shared_noun(&self, number: usize) -> Option<(Body, &Piece)> {
        let piece = self.pieces.get(number)?;
        let Kind::State { name, word: StateWord::Demonym } = &piece.kind else {
            return None;
        };
        let and = self.words(piece).get(piece.last + 1)?;
        if and.folded != "and" || and.gap != Gap::Space {
            return None;
        }
        let next = self.pieces.get(number + 1)?;
        let beside = next.sentence == piece.sentence && next.first == piece.last + 2;
        match &next.kind {
            Kind::Body(body)
                if beside && body.kind == BodyKind::Force && body.of.is_some() =>
            {
                Some((Body { of: Some(name.clone()), ..body.clone() }, piece))
            }
            _ => None,
        }
    }

    pub(super) fn full_name(
        &mut self,
        number: usize,
        piece: &Piece,
        words: &[String],
    ) -> Option<Found> {
        let shown = self.shown(piece);
        if let Some(actor) = self.bracketed(number, piece) {
            self.roster.explain(actor, &shown);
            return Some(self.one(actor, Form::Acronym, "acronym in brackets"));
        }
        if self.is_term(piece) {
            self.terms.insert(shown);
            return None;
        }
        if words.len() < 2 {
            return None;
        }
        match self.name_class(words) {
            ActorClass::Person => {
                let actor = self.roster.person(words, &shown);
                Some(self.one(actor, Form::Name, "full name"))
            }
            ActorClass::Place => {
                let actor = self.roster.place(&shown);
                Some(self.one(actor, Form::Name, "name of a place"))
            }
            class => {
                let actor = self.roster.named(words, &shown, class);
                Some(self.one(actor, Form::Name, "full name"))
            }
        }
    }

    /// Whether a bracket holds the initials of the common nouns before it: "coast guard
    /// station (CGS)".
    pub(super) fn is_term(&self, piece: &Piece) -> bool {
        let words = self.words(piece);
        let Some(before) = piece.first.checked_sub(1).and_then(|at| words.get(at)) else {
            return false;
        };
        let letters: Vec<char> = fold(&self.shown(piece)).chars().collect();
        let from = piece.first.saturating_sub(letters.len());
        let nouns = words.get(from..piece.first).unwrap_or_default();
        let initials = nouns.iter().filter_map(|word| word.folded.chars().next());
        before.gap == Gap::Open
            && nouns.iter().all(|word| !word.is_capital())
            && initials.eq(letters.iter().copied())
    }

    /// The actor right before a bracket that holds nothing but this word.
    pub(super) fn bracketed(&self, number: usize, piece: &Piece) -> Option<usize> {
        let words = self.words(piece);
        let word = words.get(piece.first)?;
        let opens =
            piece.first.checked_sub(1).and_then(|at| words.get(at))?.gap == Gap::Open;
        let upper = word.form.chars().filter(|letter| letter.is_uppercase()).count() >= 2;
        if !opens || !upper || piece.first != piece.last || word.gap == Gap::Space {
            return None;
        }
        let near = || (0..number).rev().take(4);
        let fits = |at: usize, stands: &dyn Fn(&Piece) -> bool| {
            self.pieces.get(at).is_some_and(|before| {
                before.sentence == piece.sentence
                    && stands(before)
                    && !matches!(before.kind, Kind::State { .. } | Kind::Post(_))
            })
        };
        // "the Stabilisation Force in Dovrel (SFD)" is no short form of Dovrel.
        let spelled = near().find(|&at| fits(at, &|before| self.spells(before, piece)));
        let earlier = spelled.or_else(|| {
            near().find(|&at| fits(at, &|before| before.last + 1 == piece.first))
        })?;
        match self.found.get(earlier)?.as_ref()?.resolution {
            Resolution::One(actor) => Some(actor),
            _ => None,
        }
    }

    /// Whether the capitals from a name to the bracket behind it, a place of its own among them, are the
    /// letters in the bracket.
    fn spells(&self, before: &Piece, short: &Piece) -> bool {
        let words = self.words(short);
        let whole = words.get(before.first..short.first).unwrap_or_default();
        let behind = before.last + 1 < short.first && short.first <= before.last + 4;
        let capitals = whole.iter().filter(|word| word.is_capital());
        let initials = capitals.filter_map(|word| word.form.chars().next());
        let letters = words.get(short.first).into_iter();
        let letters =
            letters.flat_map(|word| word.form.chars().filter(char::is_ascii_uppercase));
        behind && initials.eq(letters)
    }
}
