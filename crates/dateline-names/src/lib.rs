//! Knows that two spellings are one, two, or that it cannot tell.
//!
//! [`likeness()`] scores two names with reasons, [`cast()`] says who is who within one report.
//! Across reports a [`Register`] says which names to hold against each other, and a [`Book`]
//! knows other names and what reviewers ruled. A [`Gazetteer`] knows where towns lie.

mod book;
mod cast;
mod gazetteer;
mod likeness;
mod register;
mod tables;

pub use book::{Book, Comparison, Judgement, KnownName, Verdict};
pub use cast::{Actor, ActorClass, Cast, Form, Mention, Office, Resolution, cast};
pub use gazetteer::{Gazetteer, Located, Point, Town};
pub use likeness::{Likeness, Name, likeness};
pub use register::{Meeting, Register};
pub use tables::{
    StateWord, codes, ends_post, is_post, state_of, state_word, states_of_adjective,
};
