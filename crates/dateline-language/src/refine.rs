//! What the rules know of names and the model does not: titles are no part of a name, a body's
//! people belongs to the body, an acronym names what stands before it, and a report that names
//! a person once means the same person by the surname.

mod bodies;
mod edges;
mod report;

use dateline_text::Text;

use crate::gazetteer::{Marks, marks};
use crate::{EntityClass, Sentence, WordClass};

pub(crate) use report::across;

/// A name by its first and last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Name {
    first: usize,
    last: usize,
    class: EntityClass,
}

/// A sentence while its names are put right.
struct Page<'a> {
    forms: Vec<&'a str>,
    /// Whether white space stands before each word.
    spaced: Vec<bool>,
    classes: Vec<WordClass>,
    marks: Vec<Marks>,
    names: Vec<Name>,
}

/// Puts the names of one sentence right.
pub(crate) fn within(text: &Text, sentence: &mut Sentence) {
    let mut page = Page::read(text, sentence);
    page.trim();
    page.particles();
    page.known();
    page.bodies();
    page.reclass();
    page.acronyms();
    page.write(sentence);
}

impl<'a> Page<'a> {
    fn read(text: &'a Text, sentence: &Sentence) -> Self {
        let forms: Vec<&str> =
            sentence.tokens.iter().map(|token| text.words(token.span)).collect();
        let mut names: Vec<Name> = Vec::new();
        for (number, token) in sentence.tokens.iter().enumerate() {
            let Some((class, begins)) = token.entity else { continue };
            match names.last_mut() {
                Some(open)
                    if !begins && open.last + 1 == number && open.class == class =>
                {
                    open.last = number;
                }
                _ => names.push(Name { first: number, last: number, class }),
            }
        }
        let classes = sentence.tokens.iter().map(|token| token.class).collect();
        let mut end = usize::MAX;
        let mut is_spaced = |start: usize, own_end: usize| {
            let spaced = start != end;
            end = own_end;
            spaced
        };
        let spaced = sentence
            .tokens
            .iter()
            .map(|token| is_spaced(token.span.start(), token.span.end()))
            .collect();
        Self { marks: marks(&forms), forms, spaced, classes, names }
    }

    fn write(&self, sentence: &mut Sentence) {
        for token in &mut sentence.tokens {
            token.entity = None;
        }
        for name in &self.names {
            for (number, token) in sentence
                .tokens
                .iter_mut()
                .enumerate()
                .take(name.last + 1)
                .skip(name.first)
            {
                token.entity = Some((name.class, number == name.first));
            }
        }
    }

    fn form(&self, at: usize) -> &'a str {
        self.forms.get(at).copied().unwrap_or_default()
    }

    fn mark(&self, at: usize) -> Marks {
        self.marks.get(at).copied().unwrap_or_default()
    }

    fn is_capital(&self, at: usize) -> bool {
        self.form(at).starts_with(char::is_uppercase)
    }

    fn is_proper(&self, at: usize) -> bool {
        self.classes.get(at) == Some(&WordClass::ProperNoun)
    }

    fn name_at(&self, at: usize) -> Option<usize> {
        self.names.iter().position(|name| (name.first..=name.last).contains(&at))
    }

    fn all(&self, name: Name, kind: Marks) -> bool {
        self.mark(name.first).begins()
            && (name.first..=name.last).all(|at| self.mark(at).any(kind))
            && !self.mark(name.last + 1).is_inside()
    }

    /// Names that the tables know and the model left out or mistook.
    fn known(&mut self) {
        let mut at = 0;
        while at < self.forms.len() {
            let mut last = at;
            while self.mark(last + 1).is_inside() && last + 1 < self.forms.len() {
                last += 1;
            }
            let name = Name { first: at, last, class: EntityClass::Other };
            if let Some(class) = self.class_in_tables(name) {
                self.settle(Name { class, ..name });
            }
            at = last + 1;
        }
    }

    fn class_in_tables(&self, name: Name) -> Option<EntityClass> {
        if !self.is_capital(name.last) && !self.is_capital(name.first) {
            return None;
        }
        let proper = (name.first..=name.last).any(|at| self.is_proper(at));
        if self.all(name, Marks::PEOPLE) {
            Some(EntityClass::Group)
        } else if self.all(name, Marks::STATE) {
            Some(EntityClass::State)
        } else if !proper || self.all(name, Marks::GIVEN) {
            None
        } else if self.all(name, Marks::ORGANISATION) {
            Some(EntityClass::Organisation)
        } else if self.all(name, Marks::SEATS) {
            Some(EntityClass::State)
        } else if self.all(name, Marks::AREA) {
            Some(EntityClass::Place)
        } else {
            None
        }
    }

    /// Lays a name of the tables where no longer name stands.
    fn settle(&mut self, name: Name) {
        let near: Vec<usize> =
            (name.first..=name.last).filter_map(|at| self.name_at(at)).collect();
        match near.first() {
            None => {
                let glued = self.is_capital(name.first.wrapping_sub(1)) && name.first > 0
                    || self.is_capital(name.last + 1) && self.is_proper(name.last + 1);
                // Beside other capitals it may be part of an unknown name.
                if !glued || name.class == EntityClass::Group || name.first < name.last {
                    self.insert(name);
                }
            }
            Some(&number) => {
                let Some(found) = self.names.get_mut(number) else { return };
                let same = found.first >= name.first && found.last <= name.last;
                let is_person = found.class == EntityClass::Person;
                // A person may bear a body's one word, never its several: "General Motors".
                let is_one = name.first == name.last;
                let is_body = name.class == EntityClass::Organisation;
                if same && !(is_person && is_body && is_one) {
                    let all: std::collections::BTreeSet<usize> =
                        near.into_iter().collect();
                    let mut number = 0;
                    self.names.retain(|_| {
                        number += 1;
                        !all.contains(&(number - 1))
                    });
                    self.insert(name);
                }
            }
        }
    }

    fn insert(&mut self, name: Name) {
        let place = self.names.partition_point(|other| other.first < name.first);
        self.names.insert(place, name);
    }

    /// The last word of a name tells its class better than the words around it.
    fn reclass(&mut self) {
        for number in 0..self.names.len() {
            let Some(&name) = self.names.get(number) else { continue };
            let last = self.mark(name.last);
            let is_long = name.first < name.last;
            let is_state = self.all(name, Marks::SEATS);
            let class = match name.class {
                EntityClass::Organisation | EntityClass::Place | EntityClass::State
                    if is_long && last.any(Marks::HEAD_OTHER) =>
                {
                    EntityClass::Other
                }
                EntityClass::Other
                    if (name.first..=name.last)
                        .any(|at| self.mark(at).any(Marks::ORGANISATION))
                        && !last.any(Marks::HEAD_OTHER) =>
                {
                    EntityClass::Organisation
                }
                EntityClass::Person if is_long && last.any(Marks::HEAD_ORGANISATION) => {
                    EntityClass::Organisation
                }
                EntityClass::State | EntityClass::Place
                    if is_long && last.any(Marks::HEAD_FACILITY) =>
                {
                    EntityClass::Facility
                }
                EntityClass::State
                    if is_long && !is_state && last.any(Marks::HEAD_PLACE) =>
                {
                    EntityClass::Place
                }
                other => other,
            };
            if let Some(slot) = self.names.get_mut(number) {
                slot.class = class;
            }
        }
    }
}

/// "JSO", "PMF": short, and most of its letters are capitals.
fn is_acronym(form: &str) -> bool {
    let capitals = form.chars().filter(|letter| letter.is_uppercase()).count();
    (2..=8).contains(&form.len()) && capitals >= 2 && capitals * 2 > form.chars().count()
}
