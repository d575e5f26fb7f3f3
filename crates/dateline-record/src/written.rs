//! Laid reports and decisions as compact, readable lines, and back.
//!
//! The lines are what the store keeps. Reading is strict: what was not written here gives
//! `None`, never half a report.

mod decision;
mod finding;
mod laid;
mod lasting;
mod scanner;
mod seen;
mod value;

pub use finding::FindingRow;
pub use seen::{EntryRow, LinkRow, MemberRow, SeriesRow, Told};

pub(crate) use decision::{decision, finding_key_line};
pub(crate) use laid::laid;
pub(crate) use value::{BASES, CLASSES, GRAINS, MODIFIERS};

/// A mark of bytes: the first 64 bits of the BLAKE3 hash of all parts.
pub(crate) fn marked(parts: &[&[u8]]) -> i64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(hasher.finalize().as_bytes()) {
        *to = *from;
    }
    i64::from_be_bytes(first)
}

/// The first 64 bits of the BLAKE3 hash.
pub(crate) fn short_hash(words: &str) -> u64 {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(blake3::hash(words.as_bytes()).as_bytes()) {
        *to = *from;
    }
    u64::from_be_bytes(first)
}
