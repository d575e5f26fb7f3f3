use clap::{Args, CommandFactory as _};
use clap_complete::Shell;
use dateline::Error;

use super::{Done, answer};
use crate::arguments::Arguments;

/// Print what a shell needs to complete this program's words
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self) -> Result<Done, Error> {
        let mut command = Arguments::command();
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "dateline", &mut script);
        answer(|out| out.write_all(&script))?;
        Ok(Done::Well)
    }
}
