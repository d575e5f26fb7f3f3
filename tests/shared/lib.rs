//! What the tests of the seeds share: the five reports that stand beside the project, and
//! goldens of them that hold offsets, values and hashes but none of their words.

use std::path::{Path, PathBuf};

use dateline_tests::Bench;
use serde_json::Value;

/// The folder beside the project.
#[must_use]
pub fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// The five reports.
#[must_use]
pub fn seeds() -> Bench {
    Bench::of_folder(&shared().join("seeds"))
}

/// The first sixteen digits of the hash of a value, to notice a change without its words.
#[must_use]
pub fn hash(value: &Value) -> String {
    blake3::hash(value.to_string().as_bytes()).to_hex().chars().take(16).collect()
}

/// Whether a value may be shown: numbers, dates and words of closed lists may, prose may not.
#[must_use]
pub fn is_plain(value: &Value) -> bool {
    match value {
        Value::String(words) => {
            let is_code =
                |letter: char| letter.is_ascii_alphanumeric() || "_-:".contains(letter);
            words.chars().all(is_code) && words.len() < 40
        }
        Value::Array(values) => values.iter().all(is_plain),
        Value::Object(_) => false,
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}
