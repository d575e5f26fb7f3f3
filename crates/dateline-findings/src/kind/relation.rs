//! # What it records
//! How two actors stand to each other.
//!
//! # How it is said
//! "member of", "backed by", "X-led", names in brackets.
//!
//! # Example
//! The Varn-backed Reef Front.
//!
//! # Not this
//! Both being in one sentence.
//!
//! # Known misses
//! Relations told only by their deeds.

use crate::context::Context;
use crate::finding::Finding;

/// Reads the findings of this kind.
pub(crate) fn find(_context: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
