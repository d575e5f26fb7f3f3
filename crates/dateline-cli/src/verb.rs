use dateline::Error;

use crate::arguments::{Arguments, Verb};

pub(crate) mod inspect;

/// How a verb ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// It did what was asked.
    Well,
    /// There is nothing to show, or something contradicts.
    NothingFound,
}

/// Does what was asked.
pub(crate) fn run(arguments: &Arguments) -> Result<Done, Error> {
    match &arguments.verb {
        Verb::Inspect(inspect) => inspect.run(),
    }
}
