use super::{Name, Page};
use crate::gazetteer::Marks;
use crate::{EntityClass, WordClass};

/// Where names begin and end.
impl Page<'_> {
    /// Takes articles, titles, marks and words of the sentence off the edges of names.
    pub(super) fn trim(&mut self) {
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

    /// "Kenyan Catholic" names two peoples.
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

    pub(super) fn is_off(&self, name: Name, at: usize) -> bool {
        let form = self.form(at);
        let is_article = matches!(form, "the" | "The" | "a" | "an" | "A" | "An");
        let is_title = name.class == EntityClass::Person
            && (self.mark(at).any(Marks::TITLE) || self.mark(at).any(Marks::PEOPLE));
        // "Neighbouring Orlesia has sent boats"
        let beside = matches!(
            form,
            "Nearby" | "Neighboring" | "Neighbouring" | "neighboring" | "neighbouring"
        );
        is_article || beside || is_title && self.is_capital(name.last) || is_mark(form)
    }

    /// "Najm al-Tarif" is one name: particles and hyphens tie its parts.
    pub(super) fn particles(&mut self) {
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
    pub(super) fn tied(&self, last: usize) -> Option<usize> {
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
        // "Ostrel - Tarif" is two names: a dash stands between spaces and is no tie here.
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

/// "The ministry said Tuesday": a day is no part of a body's name.
pub(super) fn is_day(form: &str) -> bool {
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
