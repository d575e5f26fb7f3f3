//! Knows that two spellings are one, two, or that it cannot tell.
//!
//! Three doors: [`likeness()`] scores two names with reasons, [`cast()`] says who is who within
//! one report, and the record asks [`likeness()`] again across reports.

mod cast;
mod likeness;
mod tables;

pub use cast::{
    Actor, ActorClass, Cast, Form, Mention, Office, Resolution, cast, resolve_spans,
};
pub use likeness::{Likeness, Name, likeness};
pub use tables::{StateWord, codes, state_of, state_word};
