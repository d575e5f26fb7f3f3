//! Says what the words are: sentences, tokens, lemmas, word classes, heads and relations
//! (Universal Dependencies), named entities and numbers.
//!
//! The door is [`analyse`]; what comes out is an [`Analysis`].

mod analysis;
mod decimal;
mod feature;
mod lexicon;
mod number;
mod parser;
mod rough;
mod sentence;
mod tagger;
mod weights;
mod word;

pub use analysis::{Analysis, Entity, EntityClass, Relation, Sentence, Token, WordClass};
pub use decimal::Decimal;
pub use number::{Number, NumberKind, NumberSign, numbers};

/// What the trainer of the model shares with it, so that both see the same traits.
pub mod teach {
    pub use crate::feature::Features;
    pub use crate::lexicon::{Lexicon, View};
    pub use crate::parser::{
        Move, Relations, State, Tagged, label_features, move_features, parse,
    };
    pub use crate::tagger::{tag, tag_features};
    pub use crate::weights::{Judge, Weights};
}

use dateline_text::{Span, Text};

/// A model of English: what [`analyse`] reads with. Loaded once, shared by all reports.
#[derive(Debug, Default)]
pub struct Model {}

impl Model {
    /// The model that is shipped inside the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self::default()
    }
}

/// Says what the words of `text` are, within the given stretches (each is read by itself:
/// no sentence crosses from one into the next). Words outside them are not read.
#[must_use]
pub fn analyse(_model: &Model, text: &Text, within: &[Span]) -> Analysis {
    let cuts = sentence::sentences(text, within);
    let sentences = cuts.iter().map(|cut| read(text, cut)).collect();
    Analysis { sentences, model: String::new() }
}

fn read(text: &Text, cut: &sentence::Cut) -> Sentence {
    let forms: Vec<&str> = cut.words.iter().map(|word| text.words(word.span)).collect();
    let mut tokens: Vec<Token> = cut.words.iter().map(|word| unread(word.span)).collect();
    rough::read(&forms, &mut tokens);
    let first = tokens.first().map_or(Span::default(), |token| token.span);
    let last = tokens.last().map_or(first, |token| token.span);
    Sentence { span: first.cover(last), paragraph: cut.paragraph, tokens }
}

fn unread(span: Span) -> Token {
    Token {
        span,
        lemma: Box::default(),
        class: WordClass::Other,
        tag: Box::default(),
        head: None,
        relation: Relation::Unclear,
        entity: None,
    }
}
