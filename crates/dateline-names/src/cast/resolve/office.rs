use dateline_text::fold;

use super::{Found, Resolver, unknown};
use crate::cast::piece::{Kind, Piece, Post, Start};
use crate::cast::roster::bare;
use crate::tables::PostKind;
use crate::{ActorClass, Form, Resolution};

impl Resolver<'_> {
    /// Then who holds which office.
    pub(super) fn offices(&mut self) {
        for (number, name) in self.named.clone() {
            let (Some(piece), Some(with)) =
                (self.pieces.get(number), self.pieces.get(name))
            else {
                continue;
            };
            let Kind::Post(post) = &piece.kind else { continue };
            let Kind::Name { words, .. } = &with.kind else { continue };
            let actor = match self
                .found
                .get(name)
                .and_then(Option::as_ref)
                .map(|found| &found.resolution)
            {
                Some(Resolution::One(actor)) => *actor,
                _ => {
                    let shown = self.shown(with);
                    let known = self.persons(words);
                    let actor =
                        known.unwrap_or_else(|| self.roster.person(words, &shown));
                    let found = self.one(actor, Form::Short, "name after its office");
                    self.set(name, found);
                    actor
                }
            };
            let post = self.counterpart(number, post);
            self.roster.appoint(actor, &post, piece.span);
            let found = self.one(actor, Form::Role, "office beside the name");
            self.set(number, found);
        }
    }

    /// The one person of whose name these words are a part.
    pub(super) fn persons(&self, words: &[String]) -> Option<usize> {
        let parts: Vec<String> = words.iter().map(|word| bare(word)).collect();
        match self.roster.persons(&parts).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// "His Varnese counterpart" holds the same post for Varn.
    pub(super) fn counterpart(&self, number: usize, post: &Post) -> Post {
        if post.head != "counterpart" {
            return post.clone();
        }
        let earlier = (0..number).rev().filter_map(|at| self.pieces.get(at));
        let other = earlier.filter_map(|piece| match &piece.kind {
            Kind::Post(other)
                if other.head != "counterpart" && other.kind == PostKind::Post =>
            {
                Some(other)
            }
            _ => None,
        });
        match other.into_iter().next() {
            Some(other) => Post { of: post.of.clone(), to: None, ..other.clone() },
            None => post.clone(),
        }
    }

    fn is_new(&self, piece: &Piece) -> bool {
        let own = self.words(piece).get(piece.first..=piece.last).unwrap_or_default();
        own.iter().any(|word| matches!(&*word.folded, "current" | "incoming" | "new"))
    }

    /// Whether a report gives somebody offices of the past alone: "the new minister" is not the
    /// former one.
    fn is_past(&self, actor: usize) -> bool {
        let actor = self.roster.actors.get(actor);
        actor.is_some_and(|actor| {
            actor.offices.iter().all(|office| {
                let words = fold(self.text.words(office.span));
                ["ex", "former", "retired", "then"].iter().any(|past| {
                    words
                        .strip_prefix(past)
                        .is_some_and(|rest| rest.starts_with([' ', '-']))
                })
            })
        })
    }

    /// "The minister", "the Orlesian defense minister".
    pub(super) fn role(&mut self, number: usize, piece: &Piece, post: &Post) -> Found {
        let post = self.counterpart(number, post);
        let mut holders = self.roster.holders(&post);
        if self.is_new(piece) {
            holders.retain(|&actor| !self.is_past(actor));
        }
        let clear = post.of.is_some() || post.to.is_some();
        if post.kind == PostKind::Courtesy || (piece.start == Start::Indefinite) {
            return unknown(Form::Role, ActorClass::Person);
        }
        let last = self.before(number).find(|actor| holders.contains(actor));
        if let Some(actor) = last {
            return self.one(actor, Form::Role, "the holder mentioned last");
        }
        if let ([only], true) =
            (holders.as_slice(), clear || piece.start == Start::Definite)
        {
            return self.one(*only, Form::Role, "the holder named later");
        }
        if clear && holders.is_empty() {
            let shown = self.shown(piece);
            let actor = self.roster.role(&shown, &post);
            return self.one(actor, Form::Role, "known by the office alone");
        }
        unknown(Form::Role, ActorClass::Person)
    }
}
