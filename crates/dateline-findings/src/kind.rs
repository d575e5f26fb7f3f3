//! The kinds of finding, one file each.
//!
//! Every file opens with the same five headings: what it records, how it is said, example, not
//! this, known misses.

pub(crate) mod agreement;
pub(crate) mod body;
pub(crate) mod commitment;
pub(crate) mod event;
pub(crate) mod figure;
pub(crate) mod relation;
pub(crate) mod role;
pub(crate) mod statement;
