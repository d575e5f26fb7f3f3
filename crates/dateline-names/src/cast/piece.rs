use dateline_text::Span;

use crate::ActorClass;
use crate::tables::{BodyKind, PostKind, StateWord};

/// Words that may name an actor, before anybody knows whom.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    /// The number of the sentence.
    pub(crate) sentence: usize,
    /// The first and the last word in it.
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) start: Start,
    pub(crate) kind: Kind,
}

/// The word that opens a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// "the", "this", "that", "both".
    Definite,
    /// "his", "its", "their".
    Possessive,
    /// "a", "some", a number.
    Indefinite,
    /// Nothing.
    Bare,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A state, its adjective or its capital.
    State { name: String, word: StateWord },
    /// A run of capitals.
    Name { words: Vec<String>, class: Option<ActorClass> },
    /// A body by its head noun.
    Body(Body),
    /// An office or a rank.
    Post(Post),
    /// Many people or bodies at once.
    Many { head: String, of: Option<String> },
    /// "the two sides".
    Pair,
    /// "he", "it", "they".
    Pronoun(Person),
}

/// What a pronoun may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Person {
    /// "he", "she".
    One,
    /// "it".
    Thing,
    /// "they".
    Many,
}

/// A body as it is named: "Orlesian defense ministry".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    /// The word for all heads that mean the same: "commission" of a committee.
    pub(crate) group: &'static str,
    pub(crate) kind: BodyKind,
    /// The state, people or body it belongs to.
    pub(crate) of: Option<String>,
    /// Folded words that tell it from others: "defense". Sorted.
    pub(crate) topic: Vec<String>,
    /// Whether the head is written as a name.
    pub(crate) named: bool,
    /// Whether it is called joint, bilateral or between two.
    pub(crate) joint: bool,
}

/// An office or rank as it is named: "Orlesian defense minister".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    /// In lower case but for names: "defense minister".
    pub(crate) words: String,
    /// The folded head: "minister".
    pub(crate) head: String,
    pub(crate) kind: PostKind,
    /// The state or body: "Orlesian", "of Orlesia".
    pub(crate) of: Option<String>,
    /// To whom an envoy is sent: "ambassador to Varn".
    pub(crate) to: Option<String>,
}
