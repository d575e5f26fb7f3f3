//! Says what the words are: sentences, tokens, lemmas, word classes, heads and relations
//! (Universal Dependencies), named entities and numbers.
//!
//! The door is [`analyse`]; what comes out is an [`Analysis`].

mod analysis;
mod decimal;

pub use analysis::{Analysis, Entity, EntityClass, Relation, Sentence, Token, WordClass};
pub use decimal::Decimal;

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
pub fn analyse(_model: &Model, _text: &Text, _within: &[Span]) -> Analysis {
    Analysis::default()
}
