//! # What it records
//! Who holds which office.
//!
//! # How it is said
//! Titles before names, appositions after them, "was appointed".
//!
//! # Example
//! Defence Minister Ilva Marr.
//!
//! # Not this
//! A title without a holder.
//!
//! # Known misses
//! Holders told only by "his predecessor".

use crate::context::Context;
use crate::finding::Finding;

/// Reads the findings of this kind.
pub(crate) fn find(_context: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
