use std::collections::BTreeMap;

use dateline_text::Text;

use super::{Name, Page, is_acronym};
use crate::{Analysis, EntityClass, Sentence};

/// What a report calls the names it has: by their words, how often as what.
#[derive(Debug, Default)]
struct Habits<'a> {
    /// Names of one word that may stand elsewhere without being seen as names.
    words: BTreeMap<&'a str, BTreeMap<EntityClass, usize>>,
    /// The last words of persons' full names.
    surnames: BTreeMap<&'a str, usize>,
    /// The last words of bodies' full names: "the Coalition" is one of them.
    heads: BTreeMap<&'a str, usize>,
}

/// Makes the names of one report agree: an acronym means the same all through, and a surname
/// is a person where the full name was given.
pub(crate) fn across(text: &Text, analysis: &mut Analysis) {
    let mut habits = Habits::default();
    for sentence in &analysis.sentences {
        habits.learn(&Page::read_names(text, sentence));
    }
    for sentence in &mut analysis.sentences {
        if habits.knows_any(text, sentence) {
            let mut page = Page::read(text, sentence);
            habits.apply(&mut page);
            page.write(sentence);
        }
    }
}

impl<'a> Page<'a> {
    /// The names of a sentence by their words.
    fn read_names(
        text: &'a Text,
        sentence: &Sentence,
    ) -> Vec<(Vec<&'a str>, EntityClass)> {
        let mut names: Vec<(Vec<&'a str>, EntityClass)> = Vec::new();
        for token in &sentence.tokens {
            let Some((class, begins)) = token.entity else { continue };
            let form = text.words(token.span);
            match names.last_mut() {
                Some((forms, open)) if !begins && *open == class => forms.push(form),
                _ => names.push((vec![form], class)),
            }
        }
        names
    }
}

impl<'a> Habits<'a> {
    fn learn(&mut self, names: &[(Vec<&'a str>, EntityClass)]) {
        for (forms, class) in names {
            match forms.as_slice() {
                [word] => {
                    *self.words.entry(word).or_default().entry(*class).or_default() += 1;
                }
                [.., last] if *class == EntityClass::Person && last.len() > 2 => {
                    *self.surnames.entry(last).or_default() += 1;
                }
                [.., last] if *class == EntityClass::Organisation && last.len() > 3 => {
                    *self.heads.entry(last).or_default() += 1;
                }
                _ => {}
            }
        }
    }

    fn knows_any(&self, text: &Text, sentence: &Sentence) -> bool {
        sentence.tokens.iter().any(|token| {
            let form = text.words(token.span);
            self.surnames.contains_key(form)
                || self.words.contains_key(form)
                || self.heads.contains_key(form)
        })
    }

    fn apply(&self, page: &mut Page<'_>) {
        for at in 0..page.forms.len() {
            let form = page.form(at);
            let Some(class) = self.class_of(page, at, form) else { continue };
            match page.name_at(at) {
                Some(number) => {
                    let alone = page
                        .names
                        .get(number)
                        .is_some_and(|name| name.first == name.last);
                    if let Some(slot) = page.names.get_mut(number).filter(|_| alone) {
                        slot.class = class;
                    }
                }
                None if page.is_proper(at) => {
                    let beside = page.is_capital(at + 1) && page.is_proper(at + 1)
                        || at > 0 && page.is_capital(at - 1) && page.is_proper(at - 1);
                    if !beside {
                        page.insert(Name { first: at, last: at, class });
                    }
                }
                None => {}
            }
        }
    }

    /// What one word means in this report, where that is clear.
    fn class_of(&self, page: &Page<'_>, at: usize, form: &str) -> Option<EntityClass> {
        let is_seat = page.mark(at).any(crate::gazetteer::Marks::SEATS);
        if self.surnames.contains_key(form) && !is_seat && page.is_capital(at) {
            return Some(EntityClass::Person);
        }
        let is_head = page.mark(at).any(crate::gazetteer::Marks::HEAD_ORGANISATION);
        if at > 0 && is_head && page.is_capital(at) && self.heads.contains_key(form) {
            return Some(EntityClass::Organisation);
        }
        let counts = self.words.get(form)?;
        let all: usize = counts.values().sum();
        let (&class, &most) =
            counts.iter().max_by_key(|(class, count)| (**count, **class))?;
        let clear = most * 3 >= all * 2 && (most >= 2 || is_acronym(form));
        (clear && class != EntityClass::Group).then_some(class)
    }
}
