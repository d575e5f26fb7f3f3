use std::collections::{BTreeMap, BTreeSet};

use dateline_text::{Span, Text, fold};

use super::piece::{Body, Kind, Person, Piece, Post, Start};
use super::roster::{Key, Roster, bare};
use super::words::{Gap, Lines, Word};
use crate::tables::{BodyKind, PostKind, StateWord, TABLES};
use crate::{ActorClass, Cast, Form, Mention, Resolution};

/// So many mentions back the last of a kind may stand.
const LOOKED_BACK: usize = 400;
/// So many letters back a quotation may have been opened.
const QUOTATION: usize = 1500;

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

/// Posts that stand right before a name, or beside it with a comma.
fn linked_posts(lines: &Lines<'_>, pieces: &[Piece]) -> BTreeMap<usize, usize> {
    let mut linked = BTreeMap::new();
    let mut ends: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut starts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (number, piece) in pieces.iter().enumerate() {
        let outer = matches!(piece.kind, Kind::Post(_) | Kind::Name { .. });
        if outer {
            ends.insert((piece.sentence, piece.last), number);
            starts.insert((piece.sentence, piece.first), number);
        }
    }
    for (number, piece) in pieces.iter().enumerate().rev() {
        if !matches!(piece.kind, Kind::Post(_)) {
            continue;
        }
        let Some(line) = lines.lines.get(piece.sentence) else { continue };
        let gap = line.words.get(piece.last).map(|word| word.gap);
        let next = starts.get(&(piece.sentence, piece.last + 1)).copied();
        let after = next.filter(|_| matches!(gap, Some(Gap::Space | Gap::Comma)));
        let name =
            after.and_then(|next| match pieces.get(next).map(|piece| &piece.kind) {
                Some(Kind::Name { class, .. }) if could_be_person(*class) => Some(next),
                Some(Kind::Post(_)) => linked.get(&next).copied(),
                _ => None,
            });
        let name = name.or_else(|| beside(line.words.as_slice(), piece, &ends, pieces));
        if let Some(name) = name {
            linked.insert(number, name);
        }
    }
    linked
}

fn could_be_person(class: Option<ActorClass>) -> bool {
    matches!(class, None | Some(ActorClass::Person))
}

/// The name before a post: "Dara Voss, the deputy commander of the guard".
fn beside(
    words: &[Word<'_>],
    piece: &Piece,
    ends: &BTreeMap<(usize, usize), usize>,
    pieces: &[Piece],
) -> Option<usize> {
    let mut before = piece.first.checked_sub(1)?;
    if words
        .get(before)
        .is_some_and(|word| matches!(word.folded.as_str(), "the" | "a" | "an"))
    {
        before = before.checked_sub(1)?;
    }
    let comma = words.get(before).is_some_and(|word| word.gap == Gap::Comma);
    let name = ends.get(&(piece.sentence, before)).copied().filter(|_| comma)?;
    match pieces.get(name).map(|piece| &piece.kind) {
        Some(Kind::Name { words, class })
            if could_be_person(*class) && words.len() > 1 =>
        {
            Some(name)
        }
        _ => None,
    }
}

impl Resolver<'_> {
    fn shown(&self, piece: &Piece) -> String {
        let words = self.text.words(piece.span).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
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

    /// First whatever names its actor in full.
    fn names(&mut self) {
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
    fn body_name(&self, piece: &Piece) -> String {
        let words = self.words(piece);
        let all = words.get(piece.first..=piece.last).unwrap_or_default();
        let lower = all.iter().take_while(|word| !word.is_capital()).count();
        let named = all.iter().skip(lower).filter(|word| word.is_capital()).count() >= 2;
        let Some(first) = all.get(lower).filter(|_| named) else {
            return self.shown(piece);
        };
        let span = Span::of(first.span.start()..piece.span.end());
        self.text.words(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// "Orlesian and Varnese forces" are two forces: the first shares the noun of the second.
    fn shared_nouns(&mut self) {
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

    fn shared_noun(&self, number: usize) -> Option<(Body, &Piece)> {
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

    fn full_name(
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
    fn is_term(&self, piece: &Piece) -> bool {
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
    fn bracketed(&self, number: usize, piece: &Piece) -> Option<usize> {
        let words = self.words(piece);
        let word = words.get(piece.first)?;
        let opens =
            piece.first.checked_sub(1).and_then(|at| words.get(at))?.gap == Gap::Open;
        let upper = word.form.chars().filter(|letter| letter.is_uppercase()).count() >= 2;
        if !opens || !upper || piece.first != piece.last || word.gap == Gap::Space {
            return None;
        }
        let earlier = (0..number).rev().take(4).find(|&at| {
            self.pieces.get(at).is_some_and(|before| {
                before.sentence == piece.sentence
                    && before.last + 1 == piece.first
                    && !matches!(before.kind, Kind::State { .. } | Kind::Post(_))
            })
        })?;
        match self.found.get(earlier)?.as_ref()?.resolution {
            Resolution::One(actor) => Some(actor),
            _ => None,
        }
    }

    /// What all mentions of a name together say of its class: an office says most, then a
    /// place word, then a verb of saying, then the model, then an article.
    fn evidence(&self) -> BTreeMap<Vec<String>, ActorClass> {
        let mut best: BTreeMap<Vec<String>, (u8, ActorClass)> = BTreeMap::new();
        for (number, piece) in self.pieces.iter().enumerate() {
            let Kind::Name { words, class } = &piece.kind else { continue };
            let Some(found) = self.sign(number, piece, *class) else { continue };
            let known = best.entry(words.clone()).or_insert(found);
            *known = (*known).max(found);
        }
        best.into_iter().map(|(words, (_, class))| (words, class)).collect()
    }

    fn sign(
        &self,
        number: usize,
        piece: &Piece,
        class: Option<ActorClass>,
    ) -> Option<(u8, ActorClass)> {
        if self.titled.contains(&number) {
            return Some((9, ActorClass::Person));
        }
        let words = self.words(piece);
        let own = words.get(piece.first)?;
        let before = piece.first.checked_sub(1).and_then(|at| words.get(at));
        let joined = before.filter(|word| word.gap == Gap::Space);
        let before = joined.map_or("", |word| word.folded.as_str());
        let last = words.get(piece.last)?;
        let after = words.get(piece.last + 1).filter(|_| last.gap == Gap::Space);
        let after = after.map_or("", |word| word.folded.as_str());
        // "OSTREL, Varn (Strait Wire) -": where a report was filed.
        let filed = piece.first == 0
            && own.is_upper()
            && own.folded.len() > 3
            && matches!(last.gap, Gap::Comma | Gap::Open | Gap::Break);
        if filed || (is_at(before) && !(own.is_upper() && own.folded.len() < 6)) {
            return Some((7, ActorClass::Place));
        }
        if is_saying(after) && before != "the" {
            return Some((6, ActorClass::Person));
        }
        let moved = matches!(before, "to" | "from") && !self.after_according(piece);
        match class {
            Some(class) => Some((5, class)),
            None if before == "the" => Some((4, ActorClass::Organisation)),
            None if moved => Some((3, ActorClass::Place)),
            None => None,
        }
    }

    fn after_according(&self, piece: &Piece) -> bool {
        let words = self.words(piece);
        let at = piece.first.checked_sub(2);
        at.and_then(|at| words.get(at)).is_some_and(|word| word.folded == "according")
    }

    fn name_class(&self, words: &[String]) -> ActorClass {
        if let Some(class) = self.classes.get(words) {
            return *class;
        }
        let common = words.iter().any(|word| {
            TABLES.is_modifier(word)
                || TABLES.is_many(word)
                || TABLES.body(word).is_some()
                || self.lines.lower.contains(word)
        });
        if !common && (2..=4).contains(&words.len()) {
            ActorClass::Person
        } else {
            ActorClass::Organisation
        }
    }

    /// Then who holds which office.
    fn offices(&mut self) {
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
    fn persons(&self, words: &[String]) -> Option<usize> {
        let parts: Vec<String> = words.iter().map(|word| bare(word)).collect();
        match self.roster.persons(&parts).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// "His Varnese counterpart" holds the same post for Varn.
    fn counterpart(&self, number: usize, post: &Post) -> Post {
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

    /// A capital is a town after "in", and its government where a party is expected.
    fn capital(&mut self, piece: &Piece, state: &str) -> Found {
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
            || before.is_some_and(Word::is_capital)
            || after.is_some_and(|word| word.is_capital() || is_place_noun(&word.folded));
        let opening = piece.first == 0
            && after.is_some()
            && !words.first().is_some_and(Word::is_upper);
        if placed && !opening {
            let actor = self.roster.capital(&shown, state);
            return self.one(actor, Form::Name, "name of a place");
        }
        let actor = self.government(state).unwrap_or_else(|| self.roster.state(state));
        let mut found = self.one(actor, Form::Name, "capital for government");
        found.class = ActorClass::State;
        found
    }

    fn government(&self, state: &str) -> Option<usize> {
        self.roster.of_group("government").iter().copied().find(|&number| {
            matches!(self.roster.keys.get(number), Some(Key::Body(body)) if body.of.as_deref() == Some(state))
        })
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

    fn short_name(&mut self, number: usize, piece: &Piece, words: &[String]) -> Found {
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
        if let Some(actor) = self.part_of_name(words) {
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
    fn of_several(&self, number: usize, several: &[usize]) -> Found {
        let mut last = self.before(number).filter(|actor| several.contains(actor));
        let resolution = match last.next() {
            Some(actor) => Resolution::One(actor),
            None => Resolution::Several(several.to_vec()),
        };
        let why = "the one of that name mentioned last";
        Found { form: Form::Short, class: ActorClass::Person, resolution, why }
    }

    /// The one named body or organisation that has all these words.
    fn part_of_name(&self, words: &[String]) -> Option<usize> {
        let has_all = |name: &str| {
            let name = fold(name);
            let parts: Vec<&str> = name.split_whitespace().collect();
            words.iter().all(|word| parts.contains(&word.as_str()))
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

    /// "The ministry", "the group": the last one of that kind.
    fn bare_body(&mut self, number: usize, piece: &Piece) -> Found {
        let nothing = unknown(Form::Nominal, ActorClass::Organisation);
        let Kind::Body(body) = &piece.kind else { return nothing };
        if body.kind == BodyKind::Force {
            return self.bare_force(piece, body).unwrap_or(nothing);
        }
        if let Some(found) = self.of_kind(number, body) {
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
            let actor = self.roster.body(body, &shown);
            let form = if body.named { Form::Name } else { Form::Nominal };
            return self.one(actor, form, "name by itself");
        }
        nothing
    }

    fn of_kind(&self, number: usize, body: &Body) -> Option<Found> {
        let all = self.roster.of_group(body.group);
        if let Some(actor) = self.before(number).find(|actor| all.contains(actor)) {
            let why = "the one of that kind mentioned last";
            return Some(self.one(actor, Form::Nominal, why));
        }
        match all {
            [only] => Some(self.one(*only, Form::Nominal, "the only one of that kind")),
            _ => None,
        }
    }

    /// "Security forces", "the troops": the only ones that it can mean.
    fn bare_force(&self, piece: &Piece, body: &Body) -> Option<Found> {
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
    fn busiest_group(&self, number: usize, piece: &Piece) -> Option<usize> {
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

    /// "The minister", "the Orlesian defense minister".
    fn role(&mut self, number: usize, piece: &Piece, post: &Post) -> Found {
        let post = self.counterpart(number, post);
        let holders = self.roster.holders(&post);
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

    /// "The two sides": the two states that were named together last.
    fn pair(&mut self, number: usize, piece: &Piece) -> Found {
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
    fn coordinated(&self, sentence: usize, before: usize) -> Option<Vec<usize>> {
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
                .filter(|word| matches!(word.folded.as_str(), "and" | "with"))
                .count();
            let near = between.len() <= 2 && (links == 1 || between.is_empty());
            (near && one != other).then(|| vec![*one, *other])
        })
    }

    /// The state that a piece names, or that a person or body named there belongs to.
    fn state_at(&self, number: usize) -> Option<usize> {
        let found = self.found.get(number)?.as_ref()?;
        let Resolution::One(actor) = found.resolution else { return None };
        matches!(self.roster.keys.get(actor), Some(Key::State)).then_some(actor)
    }

    /// The two states that are named most often up to here.
    fn most_named(&self, before: usize) -> Option<Vec<usize>> {
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

    /// "He", "it", "they" where only one can be meant.
    fn pronoun(&self, number: usize, piece: &Piece, person: Person) -> Found {
        let class = match person {
            Person::One => ActorClass::Person,
            Person::Thing => ActorClass::Organisation,
            Person::Many => ActorClass::Group,
        };
        for back in 0..BACK {
            let Some(sentence) = piece.sentence.checked_sub(back) else { break };
            let candidates = self.candidates(sentence, number, person);
            match candidates.as_slice() {
                [] => {}
                [only] => {
                    let why = "the only one it can mean";
                    return Found {
                        form: Form::Pronoun,
                        class,
                        resolution: only.clone(),
                        why,
                    };
                }
                _ => break,
            }
        }
        unknown(Form::Pronoun, class)
    }

    /// Whom a pronoun can mean in a sentence: each once.
    fn candidates(
        &self,
        sentence: usize,
        before: usize,
        person: Person,
    ) -> Vec<Resolution> {
        let mut all: Vec<Resolution> = Vec::new();
        for number in self.pieces_of(sentence, before) {
            let Some(Some(found)) = self.found.get(number) else { continue };
            let fits = match person {
                Person::One => found.class == ActorClass::Person,
                Person::Thing => {
                    matches!(found.class, ActorClass::Organisation | ActorClass::State)
                        && found.why != "demonym"
                }
                Person::Many => {
                    found.class == ActorClass::Group
                        || matches!(found.resolution, Resolution::Several(_))
                }
            };
            let known = found.resolution != Resolution::Unknown;
            // A name that somebody speaks of is not the one who speaks: "... leaves Ostrel
            // tonight," she said.
            let spoken = self.is_quoted(number) && !self.is_quoted(before);
            if fits && known && !spoken && !all.contains(&found.resolution) {
                all.push(found.resolution.clone());
            }
        }
        all
    }

    /// Whether a piece stands between quotation marks of its own paragraph.
    fn is_quoted(&self, number: usize) -> bool {
        let Some(piece) = self.pieces.get(number) else { return false };
        let before = self.text.words(Span::of(0..piece.span.start()));
        let mut open = false;
        for letter in before.chars().rev().take(QUOTATION) {
            match letter {
                '\n' | '”' => break,
                '“' => return true,
                '"' => open = !open,
                _ => {}
            }
        }
        open
    }

    fn cast(self) -> Cast {
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
            let (Some(piece), Some(Some(found))) =
                (self.pieces.get(number), self.found.get(number).cloned())
            else {
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
            let name = actor.name.clone();
            actor.aliases.sort();
            actor.aliases.dedup();
            actor.aliases.retain(|alias| *alias != name);
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

fn is_at(folded: &str) -> bool {
    matches!(folded, "in" | "at" | "near" | "outside" | "around" | "into")
}

fn is_saying(folded: &str) -> bool {
    matches!(
        folded,
        "said"
            | "says"
            | "told"
            | "added"
            | "admitted"
            | "wrote"
            | "warned"
            | "insisted"
            | "argued"
            | "noted"
            | "stressed"
    )
}

fn is_place_word(folded: &str) -> bool {
    matches!(
        folded,
        "in" | "at"
            | "near"
            | "outside"
            | "around"
            | "into"
            | "to"
            | "from"
            | "through"
            | "across"
            | "towards"
            | "toward"
            | "over"
            | "around the"
            | "central"
            | "downtown"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "greater"
            | "the"
    )
}

fn is_place_noun(folded: &str) -> bool {
    matches!(
        folded,
        "airport"
            | "province"
            | "city"
            | "area"
            | "suburb"
            | "suburbs"
            | "district"
            | "street"
            | "residents"
            | "neighbourhood"
            | "neighborhood"
            | "region"
    )
}
