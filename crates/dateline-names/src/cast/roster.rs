mod same;

pub(crate) use same::bare;

use std::collections::BTreeMap;

use dateline_text::{Span, fold, folded};

use super::piece::{Body, Post};
use crate::tables::{BodyKind, TABLES};
use crate::{Actor, ActorClass, Office};
use same::{are_parts, may_be, same_post};

/// So many names are held against another that shares a part or a head with them.
const MOST: usize = 64;

/// What an actor is known by within the report.
#[derive(Clone, Debug)]
pub(crate) enum Key {
    State,
    Place,
    /// The folded parts of the name.
    Person(Vec<String>),
    Body(Body),
    /// The folded words of a name that nothing more is known of.
    Named(Vec<String>),
    /// A person known by an office alone.
    Role,
    Many,
}

/// The actors found so far.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    pub(crate) actors: Vec<Actor>,
    pub(crate) keys: Vec<Key>,
    states: BTreeMap<String, usize>,
    places: BTreeMap<String, usize>,
    crowds: BTreeMap<String, usize>,
    aliases: BTreeMap<String, usize>,
    initials: BTreeMap<String, Option<usize>>,
    /// Persons and bodies without more by the parts of their names.
    parts: BTreeMap<String, Vec<usize>>,
    /// Bodies by the word for their head.
    groups: BTreeMap<&'static str, Vec<usize>>,
    /// By the head of the post.
    offices: BTreeMap<String, Vec<(usize, Post)>>,
}

impl Roster {
    fn add(
        &mut self,
        name: &str,
        class: ActorClass,
        of: Option<String>,
        key: Key,
    ) -> usize {
        let institution = || {
            (class == ActorClass::Organisation).then(|| TABLES.institution(&fold(name)))
        };
        let of = of.or_else(|| institution().flatten().map(str::to_owned));
        self.actors.push(Actor {
            name: name.to_owned(),
            class,
            aliases: Vec::new(),
            offices: Vec::new(),
            of,
        });
        self.keys.push(key);
        self.actors.len() - 1
    }

    /// The state of that name.
    pub(crate) fn state(&mut self, name: &str) -> usize {
        if let Some(&number) = self.states.get(name) {
            return number;
        }
        let number = self.add(name, ActorClass::State, None, Key::State);
        self.states.insert(name.to_owned(), number);
        number
    }

    /// The state that is called so here, if the report names it.
    pub(crate) fn known_state(&self, name: &str) -> Option<usize> {
        self.states.get(name).copied()
    }

    /// The place of that name.
    pub(crate) fn place(&mut self, name: &str) -> usize {
        let known = self.places.get(&fold(name)).copied();
        known.unwrap_or_else(|| {
            let number = self.add(name, ActorClass::Place, None, Key::Place);
            self.initials(name, number);
            self.places.insert(fold(name), number);
            number
        })
    }

    /// The capital of a state, however it is called.
    pub(crate) fn capital(&mut self, name: &str, state: &str) -> usize {
        let key = format!("capital of {state}");
        if let Some(&number) = self.places.get(&key) {
            self.call(number, name);
            return number;
        }
        let number = self.place(name);
        self.places.insert(key, number);
        number
    }

    /// Many people under one name.
    pub(crate) fn many(&mut self, name: &str, of: Option<String>) -> usize {
        let known = self.crowds.get(&fold(name)).copied();
        known.unwrap_or_else(|| {
            let number = self.add(name, ActorClass::Group, of, Key::Many);
            self.crowds.insert(fold(name), number);
            number
        })
    }

    /// A person known by an office alone.
    pub(crate) fn role(&mut self, name: &str, post: &Post) -> usize {
        let number = self.add(name, ActorClass::Person, post.of.clone(), Key::Role);
        self.hold(number, post);
        number
    }

    /// The person of that name: a name of which this is a part, or a new one.
    pub(crate) fn person(&mut self, words: &[String], shown: &str) -> usize {
        let parts: Vec<String> = words.iter().map(|word| bare(word)).collect();
        let found = self.persons(&parts);
        let number = match found.as_slice() {
            [one] => *one,
            _ => self.add(shown, ActorClass::Person, None, Key::Person(parts.clone())),
        };
        self.learn(&parts, number);
        if let Some(Key::Person(known)) = self.keys.get_mut(number)
            && parts.len() > known.len()
        {
            *known = parts;
        }
        self.call(number, shown);
        number
    }

    /// The persons of whose name these are parts, or who are called by parts of it.
    pub(crate) fn persons(&self, parts: &[String]) -> Vec<usize> {
        let is_it = |number: &usize| match self.keys.get(*number) {
            Some(Key::Person(known)) => {
                are_parts(parts, known) || are_parts(known, parts)
            }
            _ => false,
        };
        self.with_part(parts).into_iter().filter(is_it).collect()
    }

    /// The actors that have any of these parts in their name, in order.
    pub(crate) fn with_part(&self, parts: &[String]) -> Vec<usize> {
        let lists = parts.iter().filter_map(|part| self.parts.get(part));
        let mut all: Vec<usize> = lists.flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn learn(&mut self, parts: &[String], number: usize) {
        for part in parts {
            let known = self.parts.entry(part.clone()).or_default();
            if known.len() < MOST && !known.contains(&number) {
                known.push(number);
            }
        }
    }

    /// A body that is told of for the first time, unless one with the same words was.
    pub(crate) fn body_of_its_own(&mut self, body: &Body, shown: &str) -> usize {
        let same = |number: &usize| matches!(self.keys.get(*number), Some(Key::Body(known)) if known.topic == body.topic && known.of == body.of && known.joint == body.joint);
        match self.bodies(body).into_iter().find(same) {
            Some(known) => known,
            None => self.new_body(body, shown),
        }
    }

    fn new_body(&mut self, body: &Body, shown: &str) -> usize {
        let class = match body.kind {
            BodyKind::Force if body.of.is_none() => ActorClass::Group,
            _ => ActorClass::Organisation,
        };
        let key = Key::Body(body.clone());
        let number = self.add(shown, class, body.of.clone(), key);
        self.groups.entry(body.group).or_default().push(number);
        self.initials(shown, number);
        number
    }

    /// The body that this names: one that may be the same, or a new one.
    pub(crate) fn body(&mut self, body: &Body, shown: &str) -> usize {
        let found = self.bodies(body);
        let number = match found.as_slice() {
            [one] => *one,
            [] => self.new_body(body, shown),
            // Of several that may be meant, the one that says the same in all.
            several => several
                .iter()
                .copied()
                .find(|&number| matches!(self.keys.get(number), Some(Key::Body(known)) if known.topic == body.topic && known.of == body.of))
                .or_else(|| several.last().copied())
                .unwrap_or_default(),
        };
        if let Some(Key::Body(known)) = self.keys.get_mut(number) {
            if known.of.is_none() && body.of.is_some() {
                known.of.clone_from(&body.of);
            }
            known.joint |= body.joint;
            if body.topic.len() > known.topic.len() {
                known.topic.clone_from(&body.topic);
            }
        }
        if let Some(actor) = self.actors.get_mut(number)
            && actor.of.is_none()
        {
            actor.of.clone_from(&body.of);
        }
        self.call(number, shown);
        number
    }

    /// The bodies that this may be, of the latest few of its kind.
    pub(crate) fn bodies(&self, body: &Body) -> Vec<usize> {
        let is_it = |number: &usize| matches!(self.keys.get(*number), Some(Key::Body(known)) if may_be(known, body));
        let all = self.of_group(body.group);
        let late = all.get(all.len().saturating_sub(MOST)..).unwrap_or_default();
        late.iter().copied().filter(is_it).collect()
    }

    /// The bodies whose head means the same.
    pub(crate) fn of_group(&self, group: &str) -> &[usize] {
        self.groups.get(group).map_or(&[][..], Vec::as_slice)
    }

    /// The actor of a name that nothing more is known of.
    pub(crate) fn named(
        &mut self,
        words: &[String],
        shown: &str,
        class: ActorClass,
    ) -> usize {
        if let Some(number) = self.alias(shown) {
            return number;
        }
        let is_it = |number: &usize| matches!(self.keys.get(*number), Some(Key::Named(known)) if known == words);
        if let Some(number) = self.with_part(words).into_iter().find(is_it) {
            return number;
        }
        let number = self.add(shown, class, None, Key::Named(words.to_vec()));
        self.learn(words, number);
        self.initials(shown, number);
        number
    }

    /// Remembers the initials of a name, for an acronym that nobody explains. Two names with
    /// the same ones make them nobody's.
    fn initials(&mut self, name: &str, number: usize) {
        let words = name.split([' ', '-']);
        let capitals = words
            .filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()));
        let initials: String = capitals.collect();
        if initials.chars().count() >= 2 {
            let known = self.initials.entry(initials).or_insert(Some(number));
            if *known != Some(number) {
                *known = None;
            }
        }
    }

    /// The only actor with these initials.
    pub(crate) fn by_initials(&self, letters: &str) -> Option<usize> {
        self.initials.get(&letters.replace('.', "")).copied().flatten()
    }

    /// Says that an actor goes by another name too.
    pub(crate) fn call(&mut self, number: usize, alias: &str) {
        let Some(actor) = self.actors.get_mut(number) else { return };
        if folded(&actor.name) == folded(alias)
            || actor.aliases.iter().any(|known| known == alias)
        {
            return;
        }
        if actor.aliases.len() >= MOST {
            return;
        }
        let words = |name: &str| name.split_whitespace().count();
        let fuller =
            words(alias) > words(&actor.name) && actor.class != ActorClass::State;
        let other = if fuller {
            std::mem::replace(&mut actor.name, alias.to_owned())
        } else {
            alias.to_owned()
        };
        actor.aliases.push(other);
    }

    /// An acronym that the report explains in brackets.
    pub(crate) fn explain(&mut self, number: usize, acronym: &str) {
        self.aliases.entry(fold(acronym)).or_insert(number);
        if let Some(actor) = self.actors.get_mut(number) {
            actor.aliases.push(acronym.to_owned());
        }
    }

    /// The actor that an acronym was explained as.
    pub(crate) fn alias(&self, name: &str) -> Option<usize> {
        self.aliases.get(&fold(name)).copied()
    }

    fn hold(&mut self, number: usize, post: &Post) {
        let held = self.offices.entry(post.head.clone()).or_default();
        if held.len() < MOST
            && !held.iter().any(|known| known.0 == number && known.1 == *post)
        {
            held.push((number, post.clone()));
        }
    }

    /// Gives a person an office.
    pub(crate) fn appoint(&mut self, number: usize, post: &Post, span: Span) {
        self.hold(number, post);
        let Some(actor) = self.actors.get_mut(number) else { return };
        let to = post.to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
        let office = Office {
            post: format!("{}{to}", post.words),
            of: post.of.clone(),
            span,
            rank: post.kind != crate::tables::PostKind::Post,
        };
        if post.kind != crate::tables::PostKind::Courtesy
            && !actor
                .offices
                .iter()
                .any(|known| known.post == office.post && known.of == office.of)
        {
            actor.offices.push(office);
        }
        if actor.of.is_none() {
            actor.of.clone_from(&post.of);
        }
    }

    /// The persons who hold an office, each once, in the order of the text.
    pub(crate) fn holders(&self, post: &Post) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (number, known) in self.offices.get(&post.head).into_iter().flatten() {
            if same_post(known, post) && !found.contains(number) {
                found.push(*number);
            }
        }
        found
    }
}
