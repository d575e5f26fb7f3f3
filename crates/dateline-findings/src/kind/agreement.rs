//! # What it records
//! What was agreed: instrument, parties, signatories, status, contents.
//!
//! # How it is said
//! "signed a memorandum", "agreed to reach an understanding", "parliament passed a resolution".
//!
//! # Example
//! Orlesia and Varn signed a fishing treaty in Port Hale.
//!
//! # Not this
//! A call for a treaty; an agreement of opinions ("analysts agree").
//!
//! # Known misses
//! An agreement told only by its nickname.

use crate::context::Context;
use crate::finding::Finding;

/// Reads the findings of this kind.
pub(crate) fn find(_context: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
