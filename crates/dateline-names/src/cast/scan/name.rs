use dateline_language::{EntityClass, WordClass};

use super::{LONGEST, Scan};
use crate::ActorClass;
use crate::cast::lexicon::{
    is_calendar, is_feast, is_function, is_numbered, is_particle,
};
use crate::cast::piece::{Kind, Piece, Start};
use crate::cast::words::{Gap, Word};
use crate::tables::TABLES;

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
        if is_numbered(&words) || is_feast(&words) {
            return Some(next);
        }
        let linked = self.linked(at, next);
        let class = linked.map_or_else(|| self.class(at, next), |(_, class)| Some(class));
        let next = linked.map_or(next, |(next, _)| next);
        let words = self.folded(at, next);
        let start = match at.checked_sub(1).and_then(|before| self.word(before)) {
            Some(before) if before.folded == "the" => Start::Definite,
            _ => Start::Bare,
        };
        found.push(self.piece(at, next - 1, start, Kind::Name { words, class }));
        Some(next)
    }

    /// "Gulf of Tarn", "the Sons of the Plateau": a name that a common noun opens goes on behind
    /// "of". The word after it, and what it names.
    fn linked(&self, first: usize, next: usize) -> Option<(usize, ActorClass)> {
        let class = TABLES.name_head(&self.word(next.checked_sub(1)?)?.folded)?;
        let place = class == ActorClass::Place;
        let opens = next == first + 1 || place;
        let of = opens && self.joined(next - 1) && self.texts(next, 1) == "of";
        if !of || self.line.shouted || !self.joined(next) {
            return None;
        }
        let article = usize::from(self.texts(next + 1, 1) == "the");
        let behind = next + 1 + article;
        let end = self.run(behind).filter(|_| self.joined(behind - 1))?;
        Some((end, class))
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
        let entity = self.entity(at).is_some() && !self.is_common(at);
        let next = self.joined(at)
            && self.word(at + 1).is_some_and(|next| {
                next.is_capital() && !self.line.shouted && self.owner(at + 1).is_none()
            });
        !self.lines.lower.has(&word.folded) && (entity || next)
    }

    /// Whether a word only holds others together. "WHO" amid lower case asks nothing.
    fn is_function(&self, word: &Word<'_>) -> bool {
        let initials = word.folded == "who" && word.is_upper() && !self.line.shouted;
        // "I'm", "I'd".
        let first_person = word.folded.starts_with("i'") || word.folded.starts_with("i’");
        first_person || is_function(&word.folded) && !initials
    }

    /// "Passengers may claim", "Contrary to what was said": no name, whatever the model makes of
    /// the capital that opens the sentence.
    fn is_common(&self, at: usize) -> bool {
        let token = self.word(at).and_then(|word| {
            let sentence = self.analysis.sentences.get(self.sentence)?;
            sentence.tokens.get(sentence.token_at(word.span.start())?)
        });
        token.is_some_and(|token| {
            &*token.tag == "NNS"
                || matches!(token.class, WordClass::Adverb)
                || token.class == WordClass::Adjective && !self.is_adjective_of_state(at)
        })
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
        while next < at + LONGEST && (self.joined(next - 1) || self.is_firm(next - 1)) {
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

    /// Whether "&" joins a word to the next: "Morvan & Sons" is one firm.
    fn is_firm(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.gap == Gap::Ampersand)
            && self.is_capital(at + 1)
            && !self.line.shouted
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

    /// "Tessalians", "Varnese" before a noun: people, or an adjective, and no body.
    fn is_people(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        let several = ["ians", "eans"].iter().any(|end| word.folded.ends_with(end));
        let noun = self.word(at + 1).filter(|_| self.joined(at)).is_some_and(|next| {
            let sentence = self.analysis.sentences.get(self.sentence);
            let token = sentence.and_then(|sentence| {
                sentence.tokens.get(sentence.token_at(next.span.start())?)
            });
            token.is_some_and(|token| {
                matches!(token.class, WordClass::Noun | WordClass::Adjective)
            })
        });
        let known = TABLES.given_name(&word.folded).is_some();
        several || noun && !known && self.is_adjective_of_state(at)
    }

    /// "said chief executive Martin Prill would leave": two words right behind a post in small letters.
    fn is_behind_post(&self, first: usize, next: usize) -> bool {
        let Some(before) = first.checked_sub(1).filter(|_| next == first + 2) else {
            return false;
        };
        let small = self.word(before).is_some_and(|word| !word.is_capital());
        let body = (first..next).any(|at| {
            self.word(at).is_some_and(|word| word.sense.body.is_some() || word.is_upper())
        });
        let two = before.checked_sub(1).filter(|&at| self.joined(at));
        let post = self.post_at(before).is_some()
            || two.is_some_and(|at| TABLES.post(&self.texts(at, 2)).is_some());
        small && self.joined(before) && post && !body
    }

    /// What the model and the neighbours say of a name.
    pub(super) fn class(&self, first: usize, next: usize) -> Option<ActorClass> {
        if (first..next.saturating_sub(1)).any(|at| self.is_firm(at)) {
            return Some(ActorClass::Organisation);
        }
        let classes = (first..next).filter_map(|at| self.entity(at));
        let class = classes.max();
        let people = next == first + 1 && class != Some(EntityClass::Person);
        if people && self.is_people(first) {
            return Some(ActorClass::Group);
        }
        let class = class?;
        match class {
            EntityClass::Person => Some(ActorClass::Person),
            EntityClass::Organisation if self.is_behind_post(first, next) => {
                Some(ActorClass::Person)
            }
            EntityClass::Organisation => Some(ActorClass::Organisation),
            EntityClass::State | EntityClass::Place | EntityClass::Facility => {
                Some(ActorClass::Place)
            }
            EntityClass::Group => Some(ActorClass::Group),
            EntityClass::Other => None,
        }
    }
}
