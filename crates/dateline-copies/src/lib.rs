//! Finds text that stands elsewhere too, and which came first.
//!
//! [`repeats`] finds what one text prints twice.

mod repeat;
mod word;

pub use repeat::repeats;
