//! What is said on the error stream; answers go to the other one.

#![expect(clippy::print_stderr, reason = "this is the front door for messages")]

use std::error::Error as _;

use anstream::eprintln;
use dateline::Error;

/// An error with what led to it, and what to do about it.
pub(crate) fn error(error: &Error) {
    let mut line = format!("error: {error}");
    let mut cause = error.source();
    while let Some(found) = cause {
        line.push_str(&format!(": {found}"));
        cause = found.source();
    }
    eprintln!("{line}");
    if let Some(hint) = error.hint() {
        eprintln!("hint: {hint}");
    }
}
