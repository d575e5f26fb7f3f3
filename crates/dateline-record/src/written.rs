//! Laid reports and decisions as compact, readable lines, and back.

use crate::{Decision, Laid};

pub(crate) fn laid(_laid: &Laid) -> String {
    String::new()
}

pub(crate) fn decision(decision: &Decision) -> String {
    format!("{decision:?}")
}

/// The first 64 bits of the BLAKE3 hash.
pub(crate) fn short_hash(words: &str) -> u64 {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(blake3::hash(words.as_bytes()).as_bytes()) {
        *to = *from;
    }
    u64::from_be_bytes(first)
}
