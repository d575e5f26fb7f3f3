//! # What it records
//! Commissions, ministries, coalitions and missions: parent, members, mandate.
//!
//! # How it is said
//! "a joint commission to review", "three working groups were formed".
//!
//! # Example
//! The Joint Harbour Commission has three working groups.
//!
//! # Not this
//! A name in passing of which nothing is said.
//!
//! # Known misses
//! Mandates told over several paragraphs.

use crate::context::Context;
use crate::finding::Finding;

/// Reads the findings of this kind.
pub(crate) fn find(_context: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
