//! Finds text that stands elsewhere too, and which came first.
//!
//! [`repeats`] finds what one text prints twice. Between reports, an [`Index`] of
//! [`Fingerprint`]s guesses which share text, and [`compare()`] holds two [`Reading`]s against
//! each other word by word: what it says is no guess.

mod change;
mod compare;
mod direction;
mod fingerprint;
mod index;
mod passage;
mod reading;
mod repeat;
mod word;

pub use change::{Change, ChangeKind};
pub use compare::{Copy, Relation, compare};
pub use direction::{Directed, Direction, Pointer, Signs};
pub use fingerprint::Fingerprint;
pub use index::Index;
pub use reading::Reading;
pub use repeat::repeats;
