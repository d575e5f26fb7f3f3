use std::path::Path;

use dateline_findings::Codebook;

use crate::{Error, World};

/// The shipped codebook, with the lines of a file of one's own after its own where one is given.
///
/// # Errors
/// When the file is missing, is no text, or has a line that is no line of a codebook.
pub fn codebook(world: &dyn World, own: Option<&Path>) -> Result<Codebook, Error> {
    let Some(path) = own else { return Ok(Codebook::shipped()) };
    let bytes = world.read(path)?;
    let wrong = |what: &str| {
        Error::usage(format!("`{}` is no codebook: {what}", path.display()))
            .with_hint("docs/codebook.md says how a line is written")
    };
    let table =
        std::str::from_utf8(&bytes).map_err(|_| wrong("it is no text in UTF-8"))?;
    let own = Codebook::parse(table).map_err(|error| wrong(&error.to_string()))?;
    Ok(Codebook::shipped().with(own))
}
