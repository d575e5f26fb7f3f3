//! # What it records
//! What happened: who did what to whom, where and when.
//!
//! # How it is said
//! Triggers of the codebook as verb or noun.
//!
//! # Example
//! Varn's navy seized two boats off Port Hale on Sunday.
//!
//! # Not this
//! What is only possible, unless its modality says so.
//!
//! # Known misses
//! Events told only by their results.

use crate::context::Context;
use crate::finding::Finding;

/// Reads the findings of this kind.
pub(crate) fn find(_context: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
