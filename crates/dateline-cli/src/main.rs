//! The program: verbs, messages, exit codes, progress.

mod arguments;
mod says;
mod verb;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::Arguments;
use crate::verb::Done;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match verb::run(&arguments) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::NothingFound) => ExitCode::from(1),
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            says::error(&error);
            ExitCode::from(2)
        }
    }
}
