use std::path::Path;

use dateline_names::Gazetteer;

use crate::desk::table;
use crate::{Error, World};

/// The shipped table of where towns lie, with the rows of a file of one's own before it: name,
/// state, latitude, longitude, source, in CSV, with tabs, or on the first sheet of a workbook.
///
/// # Errors
/// When the file is missing, is no table, or has a row without a place on the globe.
pub fn gazetteer(world: &dyn World, own: &Path) -> Result<Gazetteer, Error> {
    let wrong = |what: &str| {
        Error::usage(format!("`{}` is no table of places: {what}", own.display()))
            .with_hint("a row is name, state, latitude, longitude, source: `Ostrel,Varn,12.5,44.25,survey of 2030`")
    };
    let rows =
        table::rows(&world.read(own)?).ok_or_else(|| wrong("it cannot be read"))?;
    Gazetteer::shipped()
        .with(&rows)
        .map_err(|(row, why)| wrong(&format!("in row {row} {why}")))
}
