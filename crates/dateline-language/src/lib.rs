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
mod narrow;
mod number;
mod parser;
mod refine;
mod rough;
mod sentence;
mod sieve;
mod splitter;
mod table;
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
    pub use crate::sentence::split_line;
    pub use crate::splitter::{Line, split_features};
    pub use crate::table::Table;
    pub use crate::tagger::{tag, tag_features};
    pub use crate::weights::{Judge, Weights};
}

use dateline_text::{Span, Text};

use model::Unread;

/// Says what the words of `text` are, within the given stretches (each is read by itself:
/// no sentence crosses from one into the next). Words outside them are not read.
#[must_use]
pub fn analyse(model: &Model, text: &Text, within: &[Span]) -> Analysis {
    let cuts = sentence::sentences(text, within);
    let unread = |cut: &sentence::Cut| Unread {
        forms: cut.words.iter().map(|word| text.words(word.span)).collect(),
        tokens: cut.words.iter().map(|word| unread(word.span)).collect(),
    };
    let read = read(model, cuts.iter().map(unread).collect());
    let mut sentences: Vec<Sentence> = cuts
        .iter()
        .zip(read)
        .map(|(cut, tokens)| finish(tokens, cut.paragraph))
        .collect();
    if model.reader().is_some() {
        for sentence in &mut sentences {
            refine::within(text, sentence);
        }
    }
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
    let unread = vec![Unread { forms: forms.to_vec(), tokens }];
    let mut sentence = finish(read(model, unread).pop().unwrap_or_default(), 0);
    if model.reader().is_some() {
        refine::within(&Text::new(&joined), &mut sentence);
    }
    sentence
}

/// The tokens of each sentence, filled in.
fn read(model: &Model, mut sentences: Vec<Unread<'_>>) -> Vec<Vec<Token>> {
    if let Some(reader) = model.reader() {
        reader.fill(&mut sentences, model.ask());
    } else {
        for Unread { forms, tokens } in &mut sentences {
            rough::read(forms, tokens);
        }
    }
    sentences.into_iter().map(|sentence| sentence.tokens).collect()
}

fn finish(tokens: Vec<Token>, paragraph: usize) -> Sentence {
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
