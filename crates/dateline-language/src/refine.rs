//! What the rules know of names and the model does not: titles are no part of a name, a body's
//! people belongs to the body, an acronym names what stands before it, and a report that names
//! a person once means the same person by the surname.

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

    /// Takes articles, titles, marks and words of the sentence off the edges of names.
    fn trim(&mut self) {
        let mut kept = Vec::with_capacity(self.names.len());
        for name in self.names.clone() {
            let mut name = Name { last: self.end_of_name(name), ..name };
            while name.first < name.last && self.is_off(name, name.first) {
                name.first += 1;
            }
            while name.first < name.last && self.is_off_end(name) {
                name.last -= 1;
            }
            if let Some(person) = self.person_after_seat(name) {
                kept.push(Name { last: person - 1, ..name });
                kept.push(Name {
                    first: person,
                    last: name.last,
                    class: EntityClass::Person,
                });
            } else if name.class == EntityClass::Group {
                kept.extend(self.peoples(name));
            } else if self.can_name(name) {
                kept.push(name);
            }
        }
        self.names = kept;
    }

    /// "the envoy to Port Ane Matthew Oln": a seat and a person side by side are two names.
    fn person_after_seat(&self, name: Name) -> Option<usize> {
        let mut after = name.first + 1;
        while self.mark(after).is_inside() {
            after += 1;
        }
        let is_seat = name.class == EntityClass::State
            && self.mark(name.first).begins()
            && self.mark(name.first).any(Marks::SEATS);
        let is_person = after < name.last && self.mark(after).any(Marks::GIVEN);
        (is_seat && is_person && after + 3 > name.last).then_some(after)
    }

    /// Where a name ends that ran on into the sentence: "Survey Office between Orlesia and".
    fn end_of_name(&self, name: Name) -> usize {
        let runs_on = |at: &usize| {
            let form = self.form(*at);
            let is_small = form.starts_with(char::is_lowercase);
            let is_verb = matches!(
                self.classes.get(*at),
                Some(WordClass::Verb | WordClass::Auxiliary)
            );
            is_small
                && (is_verb || matches!(form, "between" | "with" | "against" | "from"))
        };
        (name.first + 1..=name.last).find(runs_on).map_or(name.last, |at| at - 1)
    }

    /// "Iraqi Shiite" names two peoples.
    fn peoples(&self, name: Name) -> Vec<Name> {
        let all = (name.first..=name.last).all(|at| self.mark(at).any(Marks::PEOPLE));
        if !all || name.first == name.last {
            return vec![name];
        }
        let mut parts: Vec<Name> = Vec::new();
        for at in name.first..=name.last {
            match parts.last_mut() {
                Some(open) if self.mark(at).is_inside() => open.last = at,
                _ => parts.push(Name { first: at, last: at, ..name }),
            }
        }
        parts
    }

    /// A single verb and a bare mark name nothing.
    fn can_name(&self, name: Name) -> bool {
        let is_verb = self.classes.get(name.first) == Some(&WordClass::Verb);
        let has_letter = self.form(name.first).chars().any(char::is_alphanumeric);
        has_letter && !(is_verb && name.first == name.last)
    }

    /// Whether the last word is none of the name: a mark, or a small word after the capitals.
    fn is_off_end(&self, name: Name) -> bool {
        if is_day(self.form(name.last)) && name.class != EntityClass::Other {
            return true;
        }
        let is_small = self.form(name.last).starts_with(char::is_lowercase);
        let has_capital = (name.first..name.last).any(|at| self.is_capital(at));
        let is_kept =
            name.class == EntityClass::Other || self.mark(name.last).is_inside();
        is_mark(self.form(name.last)) || is_small && has_capital && !is_kept
    }

    fn is_off(&self, name: Name, at: usize) -> bool {
        let form = self.form(at);
        let is_article = matches!(form, "the" | "The" | "a" | "an" | "A" | "An");
        let is_title = name.class == EntityClass::Person
            && (self.mark(at).any(Marks::TITLE) || self.mark(at).any(Marks::PEOPLE));
        is_article || is_title && self.is_capital(name.last) || is_mark(form)
    }

    /// "Najm al-Tarif" is one name: particles and hyphens tie its parts.
    fn particles(&mut self) {
        let mut number = 0;
        while let Some(&name) = self.names.get(number) {
            if name.class == EntityClass::Person
                && let Some(last) = self.tied(name.last)
            {
                self.names.retain(|other| other.last < name.first || other.first > last);
                self.insert(Name { last, ..name });
                continue;
            }
            if name.class == EntityClass::Person
                && let Some(first) = self.tied_before(name.first)
                && self.name_at(first).is_none()
            {
                self.names.retain(|other| other.last < first || other.first > name.last);
                self.insert(Name { first, ..name });
                continue;
            }
            number += 1;
        }
    }

    /// The word that a particle or a hyphen ties to the end of a name.
    fn tied(&self, last: usize) -> Option<usize> {
        let mut at = last + 1;
        let mut ties = 0;
        let is_dash = |at: usize| {
            self.form(at) == "-"
                && self.spaced.get(at) == Some(&true)
                && self.spaced.get(at + 1) == Some(&true)
        };
        while is_tie(self.form(at)) && !is_dash(at) && ties < 3 {
            at += 1;
            ties += 1;
        }
        let is_name = self.is_capital(at) && self.is_proper(at);
        // "Baghdad - Tarif" is two names: a dash stands between spaces and is no tie here.
        (ties > 0 && is_name).then_some(at)
    }

    /// "al" before a name that was found without it.
    fn tied_before(&self, first: usize) -> Option<usize> {
        let hyphen = first.checked_sub(1).filter(|&at| self.form(at) == "-");
        let at = hyphen.unwrap_or(first).checked_sub(1)?;
        let form = self.form(at);
        let is_particle = is_tie(&form.to_ascii_lowercase()) && form != "-";
        (is_particle && (hyphen.is_some() || form.starts_with(char::is_lowercase)))
            .then_some(at)
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

    /// "Iraqi" and "Ministry of Defense" are one body; a run of capitals around "Committee" is
    /// a body too.
    fn bodies(&mut self) {
        let mut at = 0;
        while at < self.forms.len() {
            let is_head = self.mark(at).any(Marks::HEAD_ORGANISATION)
                && self.is_capital(at)
                && self.is_proper(at)
                && !self.mark(at).any(Marks::TITLE);
            at = if is_head { self.body(at).max(at) + 1 } else { at + 1 };
        }
    }

    /// Marks the body whose head stands at `head` and says where it ends.
    fn body(&mut self, head: usize) -> usize {
        let inner = self.name_at(head).and_then(|number| self.names.get(number)).copied();
        if inner.is_some_and(|name| {
            name.class == EntityClass::Other || self.all(name, Marks::STATE)
        }) {
            return head;
        }
        let mut first = inner.map_or(head, |name| name.first.min(head));
        while first > 0 && self.belongs(first - 1, head) {
            first -= 1;
        }
        let last = self.end_of_body(inner.map_or(head, |name| name.last.max(head)), head);
        let is_new = inner.is_none_or(|name| name.class != EntityClass::Organisation);
        // A capital alone may be a start of a sentence or a heading.
        if first == last && is_new {
            return head;
        }
        self.names.retain(|name| name.last < first || name.first > last);
        self.insert(Name { first, last, class: EntityClass::Organisation });
        last
    }

    /// Whether the word before a body's head is part of its name.
    fn belongs(&self, at: usize, head: usize) -> bool {
        let other = self.name_at(at).and_then(|number| self.names.get(number));
        if other.is_some_and(|name| name.class == EntityClass::Person)
            || !self.is_capital(at)
        {
            return false;
        }
        if self.mark(at).any(Marks::TITLE) && other.is_none() {
            return false;
        }
        // The first word of a sentence counts when it is a name or stands next to capitals.
        let can_start = at > 0 || other.is_some() || self.is_proper(at);
        let is_near = head - at <= 6;
        let is_word = matches!(
            self.classes.get(at),
            Some(WordClass::ProperNoun | WordClass::Adjective | WordClass::Noun)
        );
        can_start && is_near && is_word
    }

    /// "Ministry" goes on with "of Foreign Affairs".
    fn end_of_body(&self, last: usize, head: usize) -> usize {
        let mut end = last;
        while self.is_capital(end + 1)
            && self.is_proper(end + 1)
            && self.name_at(end + 1).is_none()
        {
            end += 1;
        }
        let links = matches!(self.form(end + 1), "of" | "for" | "on");
        if !links || end > head + 4 || self.name_at(end + 1).is_some() {
            return end;
        }
        let mut next = end + 2;
        if self.form(next) == "the" {
            next += 1;
        }
        let start = next;
        if is_day(self.form(start)) {
            return end;
        }
        while self.is_capital(next)
            || self.form(next) == "and" && self.is_capital(next + 1)
        {
            next += 1;
        }
        // "Ministry of Defense" and "Bank of Varn" are names; "Army of the North" is too.
        if next > start { next - 1 } else { end }
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

    /// "Joint Survey Office (JSO)": the letters in the bracket are the initials before it.
    fn acronyms(&mut self) {
        for at in 1..self.forms.len() {
            if self.form(at) != "("
                || self.form(at + 2) != ")"
                || !is_acronym(self.form(at + 1))
            {
                continue;
            }
            let before =
                self.name_at(at - 1).and_then(|number| self.names.get(number)).copied();
            let class = match before {
                Some(name) if name.class != EntityClass::Person => Some(name.class),
                _ => None,
            };
            let own = self.name_at(at + 1);
            match (class, own) {
                (Some(class), Some(number)) => {
                    if let Some(slot) = self.names.get_mut(number) {
                        slot.class = class;
                    }
                }
                (Some(class), None) => {
                    self.insert(Name { first: at + 1, last: at + 1, class });
                }
                // "memorandum of understanding (MoU)" names no body.
                (None, Some(number)) if self.spells(at) => {
                    self.names.remove(number);
                }
                _ => {}
            }
        }
    }

    /// Whether small words before the bracket at `at` have its letters as initials.
    fn spells(&self, at: usize) -> bool {
        let letters: Vec<char> =
            self.form(at + 1).chars().flat_map(char::to_lowercase).collect();
        let Some(start) = at.checked_sub(letters.len()) else { return false };
        letters.iter().enumerate().all(|(number, letter)| {
            let word = self.form(start + number);
            word.starts_with(char::is_lowercase) && word.starts_with(*letter)
        })
    }
}

/// "The ministry said Tuesday": a day is no part of a body's name.
fn is_day(form: &str) -> bool {
    matches!(
        form,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "March"
            | "April"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Today"
            | "Yesterday"
    )
}

fn is_tie(form: &str) -> bool {
    matches!(
        form,
        "-" | "al"
            | "el"
            | "ul"
            | "bin"
            | "ibn"
            | "bint"
            | "ben"
            | "de"
            | "del"
            | "da"
            | "dos"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "di"
            | "du"
            | "la"
            | "le"
            | "ud"
            | "ur"
            | "uz"
            | "as"
            | "ash"
            | "ad"
            | "az"
            | "an"
            | "at"
            | "abu"
            | "Al"
            | "El"
            | "Bin"
    )
}

fn is_mark(form: &str) -> bool {
    matches!(
        form,
        "'s" | "’s"
            | "'"
            | "’"
            | ","
            | ";"
            | ":"
            | "\""
            | "“"
            | "”"
            | "("
            | ")"
            | "-"
            | "["
            | "]"
    )
}

/// "JSO", "PMF": short, and most of its letters are capitals.
fn is_acronym(form: &str) -> bool {
    let capitals = form.chars().filter(|letter| letter.is_uppercase()).count();
    (2..=8).contains(&form.len()) && capitals >= 2 && capitals * 2 > form.chars().count()
}
