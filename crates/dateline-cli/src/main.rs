//! The program: verbs, messages, exit codes, progress.

mod arguments;
mod print;
mod says;
mod verb;

use std::process::ExitCode;

use clap::Parser as _;
use mimalloc::MiMalloc;

use crate::arguments::Arguments;
use crate::verb::Done;

/// Reading and joining make and drop many small things.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return says::usage(&error),
    };
    match verb::run(&arguments) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::NothingFound) => ExitCode::from(1),
        Ok(Done::InPart) => ExitCode::from(2),
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            says::error(&error);
            ExitCode::from(2)
        }
    }
}
