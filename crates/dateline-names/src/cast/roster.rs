use std::collections::BTreeMap;

use dateline_text::{Span, fold};

use super::piece::{Body, Post};
use crate::tables::BodyKind;
use crate::{Actor, ActorClass, Office};

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
    aliases: BTreeMap<String, usize>,
    offices: Vec<(usize, Post)>,
}

impl Roster {
    fn add(
        &mut self,
        name: &str,
        class: ActorClass,
        of: Option<String>,
        key: Key,
    ) -> usize {
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

    /// The place of that name.
    pub(crate) fn place(&mut self, name: &str) -> usize {
        let is_it = |number: &usize| {
            matches!(self.keys.get(*number), Some(Key::Place))
                && self
                    .actors
                    .get(*number)
                    .is_some_and(|actor| fold(&actor.name) == fold(name))
        };
        let found = (0..self.actors.len()).find(is_it);
        found.unwrap_or_else(|| self.add(name, ActorClass::Place, None, Key::Place))
    }

    /// Many people under one name.
    pub(crate) fn many(&mut self, name: &str, of: Option<String>) -> usize {
        let is_it = |number: &usize| {
            matches!(self.keys.get(*number), Some(Key::Many))
                && self
                    .actors
                    .get(*number)
                    .is_some_and(|actor| fold(&actor.name) == fold(name))
        };
        let found = (0..self.actors.len()).find(is_it);
        found.unwrap_or_else(|| self.add(name, ActorClass::Group, of, Key::Many))
    }

    /// A person known by an office alone.
    pub(crate) fn role(&mut self, name: &str, post: &Post) -> usize {
        let number = self.add(name, ActorClass::Person, post.of.clone(), Key::Role);
        self.offices.push((number, post.clone()));
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
        (0..self.keys.len()).filter(is_it).collect()
    }

    /// The body that this names: one that may be the same, or a new one.
    pub(crate) fn body(&mut self, body: &Body, shown: &str) -> usize {
        let found = self.bodies(body);
        let number = match found.as_slice() {
            [one] => *one,
            [] => {
                let class = match body.kind {
                    BodyKind::Force if body.of.is_none() => ActorClass::Group,
                    _ => ActorClass::Organisation,
                };
                self.add(shown, class, body.of.clone(), Key::Body(body.clone()))
            }
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

    /// The bodies that this may be.
    pub(crate) fn bodies(&self, body: &Body) -> Vec<usize> {
        let is_it = |number: &usize| matches!(self.keys.get(*number), Some(Key::Body(known)) if may_be(known, body));
        (0..self.keys.len()).filter(is_it).collect()
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
        let found = (0..self.keys.len()).find(is_it);
        let key = Key::Named(words.to_vec());
        found.unwrap_or_else(|| self.add(shown, class, None, key))
    }

    /// Says that an actor goes by another name too.
    pub(crate) fn call(&mut self, number: usize, alias: &str) {
        let Some(actor) = self.actors.get_mut(number) else { return };
        if fold(&actor.name) == fold(alias) {
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

    /// Gives a person an office.
    pub(crate) fn appoint(&mut self, number: usize, post: &Post, span: Span) {
        self.offices.push((number, post.clone()));
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
        for (number, known) in &self.offices {
            if same_post(known, post) && !found.contains(number) {
                found.push(*number);
            }
        }
        found
    }
}

/// A part of a name without its article: "al-hadid" and "hadid" are one.
pub(crate) fn bare(part: &str) -> String {
    let cut =
        ["al-", "el-", "as-", "ash-", "an-", "ad-", "ar-", "at-", "az-", "al'", "el'"];
    let bare = cut.iter().find_map(|article| part.strip_prefix(article)).unwrap_or(part);
    bare.replace(['\'', '.'], "")
}

/// Whether all parts of `short` stand in `full`, in that order.
fn are_parts(short: &[String], full: &[String]) -> bool {
    let mut rest = full.iter();
    let initial = |part: &String, with: &String| {
        part == with || (part.len() == 1 && with.starts_with(part.as_str()))
    };
    !short.is_empty()
        && short.iter().all(|part| rest.by_ref().any(|with| initial(part, with)))
        && short.iter().any(|part| part.len() > 1)
}

/// Whether two descriptions may be of one body.
fn may_be(known: &Body, body: &Body) -> bool {
    if known.group != body.group || known.kind != body.kind {
        return false;
    }
    let of = match (&known.of, &body.of) {
        (Some(one), Some(other)) => one == other,
        (None, None) => true,
        // A joint commission is none of its sides' own commissions.
        (Some(_), None) | (None, Some(_)) => {
            !(known.joint || body.joint)
                && matches!(known.kind, BodyKind::Organ | BodyKind::Arm)
                && !known.topic.is_empty()
                && known.topic == body.topic
        }
    };
    let one = topics(known);
    let other = topics(body);
    let within =
        |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    let joint = known.joint == body.joint || known.of.is_none() && body.of.is_none();
    of && joint && (within(&one, &other) || within(&other, &one))
}

/// The words that tell a body from others, spelt one way.
fn topics(body: &Body) -> Vec<String> {
    let general = body.kind == BodyKind::Force;
    let plain = body.topic.iter().filter(|word| {
        !(general
            && matches!(
                word.as_str(),
                "security" | "armed" | "military" | "ground" | "combat" | "forces"
            ))
    });
    plain.map(|word| spelt(word).to_owned()).collect()
}

fn spelt(word: &str) -> &str {
    match word {
        "defence" => "defense",
        "labour" => "labor",
        "higher" => "high",
        "defence-led" => "defense-led",
        _ => word,
    }
}

/// Whether a post is the same as one that is held, as far as both say.
fn same_post(held: &Post, post: &Post) -> bool {
    let agree = |one: &Option<String>, other: &Option<String>| {
        one.is_none() || other.is_none() || one == other
    };
    let words = |post: &Post| -> Vec<String> {
        post.words.split(' ').map(|word| spelt(word).to_owned()).collect()
    };
    let (one, other) = (words(held), words(post));
    let within =
        |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    held.head == post.head
        && agree(&held.of, &post.of)
        && agree(&held.to, &post.to)
        && (within(&one, &other) || within(&other, &one))
}
