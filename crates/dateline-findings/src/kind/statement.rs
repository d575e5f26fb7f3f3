//! # What it records
//! Who said what: speaker, cue, words, medium.
//!
//! # How it is said
//! "said", "according to", "the release read", a quotation that goes on.
//!
//! # Example
//! "The harbour is open," the Orlesian minister said on Thursday.
//!
//! # Not this
//! Scare quotes: a "so-called" republic.
//!
//! # Known misses
//! Speech without any cue and without quotation marks.

use crate::context::Context;
use crate::finding::Finding;

/// Reads the findings of this kind.
pub(crate) fn find(_context: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
