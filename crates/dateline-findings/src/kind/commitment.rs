//! # What it records
//! Who owes what to whom, under what condition and by when.
//!
//! # How it is said
//! "pledged to", "will continue to", "our commitment to", "agreed to".
//!
//! # Example
//! Varn promised to withdraw its boats by March.
//!
//! # Not this
//! A forecast: "prices will rise".
//!
//! # Known misses
//! Promises told as facts in the present tense.

use crate::context::Context;
use crate::finding::Finding;

/// Reads the findings of this kind.
pub(crate) fn find(_context: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
