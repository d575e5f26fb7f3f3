//! What is said on the error stream; answers go to the other one.

use std::error::Error as _;
use std::process::ExitCode;

use anstream::eprintln;
use dateline::Error;

use crate::print::clean;

/// An error with what led to it, and what to do about it.
pub(crate) fn error(error: &Error) {
    eprintln!("error: {}", chain(error));
    hint(error);
}

/// Something that did not stop the command.
pub(crate) fn warning(error: &Error) {
    eprintln!("warning: {}", chain(error));
    hint(error);
}

fn hint(error: &Error) {
    if let Some(hint) = error.hint() {
        eprintln!("hint: {}", clean(hint));
    }
}

/// A line about what was done.
pub(crate) fn note(line: &str) {
    eprintln!("{}", clean(line));
}

/// A command that was not understood, or a question for help.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    // A reader that went away wants no message either.
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

fn chain(error: &Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(found) = cause {
        line.push_str(": ");
        line.push_str(&found.to_string());
        cause = found.source();
    }
    // The name of a file may hold anything.
    clean(&line)
}
