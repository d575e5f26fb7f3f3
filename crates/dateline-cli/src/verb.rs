use std::io::{self, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use dateline::{Desk, Error};
use serde_json::Value;

use crate::arguments::{Arguments, Verb};
use crate::verb::openapi::OpenApi;
use crate::{print, says};

pub(crate) mod add;
pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod inspect;
pub(crate) mod openapi;
pub(crate) mod remove;
pub(crate) mod reread;
pub(crate) mod review;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod users;
pub(crate) mod verify;

/// How a verb ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// It did what was asked.
    Well,
    /// There is nothing to show, or something contradicts.
    NothingFound,
    /// Some of it could not be done; the rest was.
    InPart,
}

impl Done {
    /// Whether something was found.
    pub(crate) fn found(something: bool) -> Self {
        if something { Self::Well } else { Self::NothingFound }
    }
}

/// Does what was asked.
pub(crate) fn run(arguments: &Arguments) -> Result<Done, Error> {
    let everywhere = &arguments.everywhere;
    match &arguments.verb {
        Verb::Add(add) => add.run(everywhere),
        Verb::Remove(remove) => remove.run(everywhere),
        Verb::Reread(reread) => reread.run(everywhere),
        Verb::Show(show) => show.run(everywhere),
        Verb::Find(find) => find.run(everywhere),
        Verb::Check(check) => check.run(everywhere),
        Verb::Diff(diff) => diff.run(everywhere),
        Verb::Export(export) => export.run(everywhere),
        Verb::Review(review) => review.run(everywhere),
        Verb::Serve(serve) => serve.run(everywhere),
        Verb::Users(users) => users.run(everywhere),
        Verb::Backup(backup) => backup.run(everywhere),
        Verb::Verify(verify) => verify.run(everywhere),
        Verb::Inspect(inspect) => inspect.run(everywhere),
        Verb::OpenApi(_) => OpenApi::run(),
        Verb::Completions(completions) => completions.run(),
    }
}

/// Opens the record for questions; says so where all its reports had to be joined anew.
pub(crate) fn opened(path: &Path) -> Result<Desk, Error> {
    let desk = Desk::open_to_read(path)?;
    if let Some(why) = desk.rejoined() {
        says::note(&format!("all reports were joined anew: {why}"));
    }
    Ok(desk)
}

/// Writes an answer to standard output; colour goes only to a terminal.
pub(crate) fn answer(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let choice = AutoStream::choice(&io::stdout());
    let mut page = Vec::new();
    write(&mut page).map_err(Error::writing)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    if choice == ColorChoice::Never {
        page = print::without_colour(&page);
    }
    let mut out = AutoStream::new(io::stdout().lock(), choice);
    out.write_all(page.as_bytes()).and_then(|()| out.flush()).map_err(Error::writing)
}

/// Writes an answer as JSON.
pub(crate) fn answer_json(shape: &Value) -> Result<(), Error> {
    answer(|out| writeln!(out, "{shape:#}"))
}
