use std::collections::BTreeMap;

use dateline_text::fold;

use super::{BACK, Found, Resolver, unknown};
use crate::cast::piece::{Body, Kind, Piece, Start};
use crate::cast::roster::Key;
use crate::tables::BodyKind;
use crate::{ActorClass, Form, Resolution};

impl Resolver<'_> {
    /// "The ministry", "the group": the last one of that kind.
    pub(super) fn bare_body(&mut self, number: usize, piece: &Piece) -> Found {
        let nothing = unknown(Form::Nominal, ActorClass::Organisation);
        let Kind::Body(body) = &piece.kind else { return nothing };
        if body.kind == BodyKind::Force {
            return self.bare_force(piece, body).unwrap_or(nothing);
        }
        // "formed a committee to study it": one that was not told of before.
        let fresh = self.is_introduced(piece) && !body.named;
        if let Some(found) = self.of_kind(number, body).filter(|_| !fresh) {
            return found;
        }
        let group = matches!(body.group, "group" | "organization" | "movement" | "party");
        if (group || body.kind == BodyKind::Armed) && piece.start == Start::Definite {
            return match self.busiest_group(number, piece) {
                Some(actor) => {
                    self.one(actor, Form::Nominal, "the group named most here")
                }
                None => nothing,
            };
        }
        if body.group == "government" && piece.start != Start::Indefinite {
            let is_state =
                |actor: &usize| matches!(self.roster.keys.get(*actor), Some(Key::State));
            let state = self.before(number).find(is_state);
            if let Some(actor) = state {
                return self.one(actor, Form::Nominal, "of the state mentioned last");
            }
        }
        let described = piece.last > piece.first && body.kind == BodyKind::Joint;
        if body.named || described {
            let shown = self.shown(piece);
            let actor = if fresh || self.stands_under(number, piece).is_some() {
                self.roster.body_of_its_own(body, &shown)
            } else {
                self.roster.body(body, &shown)
            };
            let form = if body.named { Form::Name } else { Form::Nominal };
            return self.one(actor, form, "name by itself");
        }
        nothing
    }

    /// Whether "a" leads a body of several who sit together, and no one who belongs to it ("a
    /// commission spokesman").
    fn is_introduced(&self, piece: &Piece) -> bool {
        let Kind::Body(body) = &piece.kind else { return false };
        let sits = matches!(
            body.group,
            "commission"
                | "committee"
                | "council"
                | "panel"
                | "subcommittee"
                | "working group"
        );
        let next = self.words(piece).get(piece.last + 1);
        let member = next.is_some_and(|next| {
            next.sense.post.is_some() || next.sense.is_many || next.sense.body.is_some()
        });
        piece.start == Start::Indefinite && sits && !member
    }

    /// "the technical committee under the commission": the body that stands under this one, and is
    /// another.
    fn stands_under(&self, number: usize, piece: &Piece) -> Option<usize> {
        let before = number.checked_sub(1)?;
        let other =
            self.pieces.get(before).filter(|other| other.sentence == piece.sentence)?;
        let words = self.words(piece).get(other.last + 1..piece.first)?;
        let under = match words {
            [under] | [under, _] => {
                matches!(&*under.folded, "under" | "within" | "below")
            }
            _ => false,
        };
        let found = self.found.get(before).and_then(Option::as_ref).filter(|_| under)?;
        match found.resolution {
            Resolution::One(actor) => Some(actor),
            _ => None,
        }
    }

    pub(super) fn of_kind(&self, number: usize, body: &Body) -> Option<Found> {
        let under =
            self.pieces.get(number).and_then(|piece| self.stands_under(number, piece));
        let all: Vec<usize> = self
            .roster
            .of_group(body.group)
            .iter()
            .copied()
            .filter(|&actor| Some(actor) != under)
            .collect();
        if let Some(actor) = self.before(number).find(|actor| all.contains(actor)) {
            let why = "the one of that kind mentioned last";
            return Some(self.one(actor, Form::Nominal, why));
        }
        match all.as_slice() {
            [only] => Some(self.one(*only, Form::Nominal, "the only one of that kind")),
            _ => None,
        }
    }

    /// "Security forces", "the troops": the only ones that it can mean.
    pub(super) fn bare_force(&self, piece: &Piece, body: &Body) -> Option<Found> {
        if matches!(piece.start, Start::Possessive | Start::Indefinite) {
            return None;
        }
        let head = fold(&self.shown(piece));
        let fits = |number: &usize| {
            piece.start == Start::Definite
                || self.roster.actors.get(*number).is_some_and(|actor| {
                    let names = actor.aliases.iter().chain([&actor.name]);
                    names.into_iter().any(|name| fold(name).ends_with(&head))
                })
        };
        let mut all = self.roster.of_group(body.group).iter().copied().filter(fits);
        let first = all.next()?;
        let only = all.next().is_none();
        only.then(|| self.one(first, Form::Nominal, "the only one of that kind"))
    }

    /// The group or organisation that the sentences before name most often.
    pub(super) fn busiest_group(&self, number: usize, piece: &Piece) -> Option<usize> {
        let fits = |actor: usize| match self.roster.keys.get(actor) {
            Some(Key::Named(_)) => {
                let actor = self.roster.actors.get(actor);
                actor.is_some_and(|actor| actor.class == ActorClass::Organisation)
            }
            Some(Key::Body(known)) => {
                matches!(known.kind, BodyKind::Body | BodyKind::Armed)
            }
            _ => false,
        };
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for actor in self.before(number).filter(|&actor| fits(actor)) {
            *counts.entry(actor).or_default() += 1;
        }
        let near = |actor: &usize| {
            (0..=BACK).filter_map(|back| piece.sentence.checked_sub(back)).any(
                |sentence| {
                    self.pieces_of(sentence, number).any(|at| {
                        self.found.get(at).and_then(Option::as_ref).is_some_and(|found| {
                            found.resolution == Resolution::One(*actor)
                        })
                    })
                },
            )
        };
        let here = counts.into_iter().filter(|(actor, _)| near(actor));
        here.max_by_key(|&(actor, count)| (count, actor)).map(|(actor, _)| actor)
    }
}
