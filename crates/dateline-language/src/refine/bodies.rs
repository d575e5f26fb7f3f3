use super::edges::is_day;
use super::{Name, Page, is_acronym};
use crate::gazetteer::Marks;
use crate::{EntityClass, WordClass};

/// Bodies: the words around "Ministry" and "Committee", and the letters they are called by.
impl Page<'_> {
    /// "Kenyan" and "Ministry of Defense" are one body; a run of capitals around "Committee" is
    /// a body too.
    pub(super) fn bodies(&mut self) {
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
    pub(super) fn body(&mut self, head: usize) -> usize {
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

    /// "Joint Survey Office (JSO)": the letters in the bracket are the initials before it.
    pub(super) fn acronyms(&mut self) {
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
