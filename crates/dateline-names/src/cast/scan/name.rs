use dateline_language::EntityClass;

use super::{LONGEST, Scan};
use crate::ActorClass;
use crate::cast::lexicon::{is_calendar, is_function, is_particle};
use crate::cast::piece::{Kind, Piece, Start};
use crate::cast::words::Word;

impl Scan<'_> {
    /// A name that no table knows.
    pub(super) fn name(&self, at: usize, found: &mut Vec<Piece>) -> Option<usize> {
        if !self.is_name_word(at) {
            return None;
        }
        let mut next = self.run(at)?;
        // A state or a title that ends a run of capitals is no part of the name.
        let mut cut = at + 1;
        while cut < next {
            if self.post_at(cut).is_some() && self.goes_on(cut) {
                next = cut;
            }
            cut += 1;
        }
        let words = self.folded(at, next);
        let own = self.word(at)?;
        if words.len() == 1 && (own.sense.is_modifier || self.is_function(own)) {
            return None;
        }
        let class = self.class(at, next);
        let start = match at.checked_sub(1).and_then(|before| self.word(before)) {
            Some(before) if before.folded == "the" => Start::Definite,
            _ => Start::Bare,
        };
        found.push(self.piece(at, next - 1, start, Kind::Name { words, class }));
        Some(next)
    }

    /// Whether a capital marks a name and not only the start of a sentence.
    pub(super) fn is_name_word(&self, at: usize) -> bool {
        self.names.get(at).is_some_and(|&names| names)
    }

    pub(super) fn names_something(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        if !word.is_capital() || self.is_function(word) || is_calendar(&word.folded) {
            return false;
        }
        if self.owner(at).is_some() || word.is_upper() && !self.line.shouted {
            return true;
        }
        let first = at == 0 || word.quoted || self.line.shouted;
        if !first {
            return true;
        }
        if self.lines.upper.has(&word.folded) {
            return true;
        }
        let entity = self.entity(at).is_some();
        let next = self.joined(at)
            && self.word(at + 1).is_some_and(|next| {
                next.is_capital() && !self.line.shouted && self.owner(at + 1).is_none()
            });
        !self.lines.lower.has(&word.folded) && (entity || next)
    }

    /// Whether a word only holds others together. "WHO" amid lower case asks nothing.
    fn is_function(&self, word: &Word<'_>) -> bool {
        let initials = word.folded == "who" && word.is_upper() && !self.line.shouted;
        is_function(&word.folded) && !initials
    }

    /// The class that the model gives a word, once there is one.
    pub(super) fn entity(&self, at: usize) -> Option<EntityClass> {
        if self.analysis.model.is_empty() {
            return None;
        }
        let span = self.word(at)?.span;
        let sentence = self.analysis.sentences.get(self.sentence)?;
        let token = sentence.tokens.get(sentence.token_at(span.start())?)?;
        token.entity.map(|(class, _)| class)
    }

    /// The end of the capital run that starts here.
    pub(super) fn run_end(&self, at: usize) -> usize {
        self.run(at).unwrap_or(at)
    }

    /// A run of capitals with the particles between them: the word after it.
    pub(super) fn run(&self, at: usize) -> Option<usize> {
        if !self.is_capital(at) || is_calendar(&self.word(at)?.folded) {
            return None;
        }
        let mut next = at + 1;
        while next < at + LONGEST && self.joined(next - 1) {
            let last = self.word(next - 1)?;
            if last.possessive {
                break;
            }
            let word = self.word(next)?;
            let named = !self.line.shouted
                || word.is_upper()
                || self.lines.upper.has(&word.folded);
            if word.is_capital() && named && !is_calendar(&word.folded) {
                next += 1;
            } else if let Some(skip) = self.particles(next) {
                next = skip;
            } else {
                break;
            }
        }
        Some(next)
    }

    /// The folded words from one on, before another.
    pub(super) fn folded(&self, first: usize, next: usize) -> Vec<String> {
        let words = self.line.words.iter().take(next).skip(first);
        words.map(|word| word.folded.to_string()).collect()
    }

    /// "bin", "de la" before a further capital: the word after that capital.
    pub(super) fn particles(&self, at: usize) -> Option<usize> {
        let mut next = at;
        while is_particle(&self.word(next)?.folded) {
            if !self.joined(next) || next > at + 2 {
                return None;
            }
            next += 1;
        }
        (next > at && self.is_capital(next)).then_some(next + 1)
    }

    /// What the model and the neighbours say of a name.
    pub(super) fn class(&self, first: usize, next: usize) -> Option<ActorClass> {
        let classes = (first..next).filter_map(|at| self.entity(at));
        let class = classes.max()?;
        match class {
            EntityClass::Person => Some(ActorClass::Person),
            EntityClass::Organisation => Some(ActorClass::Organisation),
            EntityClass::State | EntityClass::Place | EntityClass::Facility => {
                Some(ActorClass::Place)
            }
            EntityClass::Group => Some(ActorClass::Group),
            EntityClass::Other => None,
        }
    }
}
