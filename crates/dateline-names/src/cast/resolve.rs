mod evidence;
mod full;
mod linked;
mod nominal;
mod office;
mod pronoun;
mod several;
mod short;

use std::collections::{BTreeMap, BTreeSet};

use dateline_text::{Text, one_line};

use crate::cast::piece::{Body, Kind, Piece, Start};
use crate::cast::roster::Roster;
use crate::cast::words::{Lines, Word};
use crate::tables::BodyKind;
use crate::{ActorClass, Cast, Form, Mention, Resolution};
use linked::linked_posts;

/// So many mentions back the last of a kind may stand.
const LOOKED_BACK: usize = 400;

/// So many sentences back a pronoun or "the two sides" may point.
const BACK: usize = 3;

/// Says whom each piece names.
pub(crate) fn resolve(text: &Text, lines: &Lines<'_>, pieces: &[Piece]) -> Cast {
    let mut resolver = Resolver {
        text,
        lines,
        pieces,
        roster: Roster::default(),
        found: vec![None; pieces.len()],
        named: linked_posts(lines, pieces),
        titled: BTreeSet::new(),
        classes: BTreeMap::new(),
        terms: BTreeSet::new(),
        starts: starts(pieces),
        marks: pronoun::marks(text),
    };
    resolver.titled = resolver.named.values().copied().collect();
    resolver.classes = resolver.evidence();
    resolver.names();
    resolver.shared_nouns();
    resolver.offices();
    for number in 0..pieces.len() {
        if resolver.found.get(number).is_some_and(Option::is_none) {
            let found = resolver.rest(number);
            if let Some(slot) = resolver.found.get_mut(number) {
                *slot = found;
            }
        }
    }
    resolver.cast()
}

#[derive(Clone, Debug)]
struct Found {
    form: Form,
    class: ActorClass,
    resolution: Resolution,
    why: &'static str,
}

struct Resolver<'a> {
    text: &'a Text,
    lines: &'a Lines<'a>,
    pieces: &'a [Piece],
    roster: Roster,
    found: Vec<Option<Found>>,
    /// The name that a post belongs to, by number of piece.
    named: BTreeMap<usize, usize>,
    /// The names that a post belongs to.
    titled: BTreeSet<usize>,
    /// What the neighbours of a name say it is, anywhere in the text.
    classes: BTreeMap<Vec<String>, ActorClass>,
    /// Short forms of common nouns, explained in brackets: no actors.
    terms: BTreeSet<String>,
    /// Where quotations and paragraphs begin and end.
    marks: Vec<(usize, char)>,
    /// The first piece of each sentence that has one.
    starts: BTreeMap<usize, usize>,
}

fn starts(pieces: &[Piece]) -> BTreeMap<usize, usize> {
    let mut starts = BTreeMap::new();
    for (number, piece) in pieces.iter().enumerate() {
        starts.entry(piece.sentence).or_insert(number);
    }
    starts
}

impl Resolver<'_> {
    fn shown(&self, piece: &Piece) -> String {
        one_line(self.text.words(piece.span))
    }

    fn words(&self, piece: &Piece) -> &[Word<'_>] {
        self.lines.lines.get(piece.sentence).map_or(&[][..], |line| &line.words)
    }

    fn set(&mut self, number: usize, found: Found) {
        if let Some(slot) = self.found.get_mut(number) {
            *slot = Some(found);
        }
    }

    fn one(&self, actor: usize, form: Form, why: &'static str) -> Found {
        let class =
            self.roster.actors.get(actor).map_or(ActorClass::Group, |actor| actor.class);
        Found { form, class, resolution: Resolution::One(actor), why }
    }

    /// Then what leans on those.
    fn rest(&mut self, number: usize) -> Option<Found> {
        let piece = self.pieces.get(number)?;
        match &piece.kind {
            Kind::State { name, .. } => Some(self.capital(piece, name)),
            Kind::Name { words, .. } => Some(self.short_name(number, piece, words)),
            Kind::Body(_) => Some(self.bare_body(number, piece)),
            Kind::Post(post) => Some(self.role(number, piece, post)),
            Kind::Many { of, .. } => {
                let shown = self.shown(piece);
                let resolution = match of {
                    Some(_) => Resolution::One(self.roster.many(&shown, of.clone())),
                    None => Resolution::Unknown,
                };
                let class = ActorClass::Group;
                Some(Found {
                    form: Form::Nominal,
                    class,
                    resolution,
                    why: "many of one kind",
                })
            }
            Kind::Pair => Some(self.pair(number, piece)),
            Kind::Pronoun(person) => Some(self.pronoun(number, piece, *person)),
        }
    }

    /// The actors of the mentions before one, the last first.
    fn before(&self, number: usize) -> impl Iterator<Item = usize> + '_ {
        let before =
            self.found.get(..number).unwrap_or_default().iter().rev().take(LOOKED_BACK);
        before.flatten().filter_map(|found| match found.resolution {
            Resolution::One(actor) => Some(actor),
            Resolution::Several(_) | Resolution::Unknown => None,
        })
    }

    /// The pieces of a sentence that come before one.
    fn pieces_of(&self, sentence: usize, before: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(&sentence).copied().unwrap_or(before);
        let next = self.starts.range(sentence + 1..).next();
        let end = next.map_or(self.pieces.len(), |(_, &next)| next).min(before);
        start.min(end)..end
    }

    fn cast(mut self) -> Cast {
        let mut order: Vec<usize> = Vec::new();
        let mut place_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut numbers: Vec<usize> = (0..self.pieces.len()).collect();
        numbers.sort_by_key(|&number| {
            let span =
                self.pieces.get(number).map(|piece| piece.span).unwrap_or_default();
            (span.start(), usize::MAX - span.end())
        });
        let mut see = |actor: usize| {
            *place_of.entry(actor).or_insert_with(|| {
                order.push(actor);
                order.len() - 1
            })
        };
        let mut mentions = Vec::new();
        for number in numbers {
            let Some(piece) = self.pieces.get(number) else { continue };
            let Some(found) = self.found.get_mut(number).and_then(Option::take) else {
                continue;
            };
            let resolution = match found.resolution {
                Resolution::One(actor) => Resolution::One(see(actor)),
                Resolution::Several(actors) => {
                    Resolution::Several(actors.into_iter().map(&mut see).collect())
                }
                Resolution::Unknown => Resolution::Unknown,
            };
            mentions.push(Mention {
                span: piece.span,
                form: found.form,
                class: found.class,
                resolution,
                why: found.why,
            });
        }
        let actors = order.iter().filter_map(|&actor| {
            let mut actor = self.roster.actors.get(actor)?.clone();
            actor.aliases.sort();
            actor.aliases.dedup();
            actor.aliases.retain(|alias| *alias != actor.name);
            Some(actor)
        });
        let actors = actors.collect();
        Cast { actors, mentions }
    }
}

/// "No foreign soldier" is nobody in particular.
fn is_anybody(piece: &Piece, body: &Body) -> bool {
    piece.start == Start::Indefinite && body.kind == BodyKind::Force
}

fn unknown(form: Form, class: ActorClass) -> Found {
    Found { form, class, resolution: Resolution::Unknown, why: "cannot be told" }
}
