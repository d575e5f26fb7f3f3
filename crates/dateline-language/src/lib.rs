//! Says what the words are: sentences, tokens, lemmas, word classes, heads and relations
//! (Universal Dependencies), named entities and numbers.
//!
//! The door is [`analyse`]; what comes out is an [`Analysis`].

mod analysis;
mod careful;
mod decimal;
mod fast;
mod feature;
mod gazetteer;
mod lemma;
mod lexicon;
mod model;
mod namer;
mod number;
mod parser;
mod refine;
mod rough;
mod sentence;
mod tagger;
mod weights;
mod word;

pub use analysis::{Analysis, Entity, EntityClass, Relation, Sentence, Token, WordClass};
pub use decimal::Decimal;
pub use model::{Model, Shipped};
pub use number::{Number, NumberKind, NumberSign, numbers};

/// What the trainer of the model shares with it, so that both see the same traits.
pub mod teach {
    pub use crate::feature::Features;
    pub use crate::lemma::Lemmas;
    pub use crate::lexicon::{Lexicon, View};
    pub use crate::namer::{Setting, forbid, name_features, names, reclass, recut};
    pub use crate::parser::{
        Move, Relations, State, Tagged, label_features, move_features, parse,
    };
    pub use crate::tagger::{tag, tag_features};
    pub use crate::weights::{Judge, Weights};
}

use dateline_text::{Span, Text};

/// Says what the words of `text` are, within the given stretches (each is read by itself:
/// no sentence crosses from one into the next). Words outside them are not read.
#[must_use]
pub fn analyse(model: &Model, text: &Text, within: &[Span]) -> Analysis {
    let cuts = sentence::sentences(text, within);
    let sentences = cuts.iter().map(|cut| read(model, text, cut)).collect();
    let mut analysis = Analysis { sentences, model: model.name().to_owned() };
    if model.reader().is_some() {
        refine::across(text, &mut analysis);
    }
    analysis
}

/// Reads words that were cut elsewhere as one sentence; its spans point into the words joined
/// by single spaces, hyphens without.
#[must_use]
pub fn analyse_words(model: &Model, forms: &[&str]) -> Sentence {
    let mut joined = String::new();
    let mut tokens = Vec::with_capacity(forms.len());
    for form in forms {
        if !joined.is_empty() && !joined.ends_with('-') && !form.starts_with('-') {
            joined.push(' ');
        }
        tokens.push(unread(Span::of(joined.len()..joined.len() + form.len())));
        joined.push_str(form);
    }
    let mut sentence = finish(model, forms, tokens, 0);
    if model.reader().is_some() {
        refine::within(&Text::new(&joined), &mut sentence);
    }
    sentence
}

fn read(model: &Model, text: &Text, cut: &sentence::Cut) -> Sentence {
    let forms: Vec<&str> = cut.words.iter().map(|word| text.words(word.span)).collect();
    let tokens = cut.words.iter().map(|word| unread(word.span)).collect();
    let mut sentence = finish(model, &forms, tokens, cut.paragraph);
    if model.reader().is_some() {
        refine::within(text, &mut sentence);
    }
    sentence
}

fn finish(
    model: &Model,
    forms: &[&str],
    mut tokens: Vec<Token>,
    paragraph: usize,
) -> Sentence {
    match model.reader() {
        Some(reader) => reader.fill(forms, &mut tokens),
        None => rough::read(forms, &mut tokens),
    }
    let first = tokens.first().map_or(Span::default(), |token| token.span);
    let last = tokens.last().map_or(first, |token| token.span);
    Sentence { span: first.cover(last), paragraph, tokens }
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
