use std::io::Read as _;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::world::READ_LIMIT;
use crate::{Error, World};

/// One line of JSON that was given: an object.
pub(crate) type Line = Map<String, Value>;

/// The bytes of a file, unpacked when its name ends in `.gz`. `-` is standard input.
fn unpacked(world: &dyn World, path: &Path) -> Result<Vec<u8>, Error> {
    if path == Path::new("-") {
        return world.standard_input();
    }
    let bytes = world.read(path)?;
    if path.extension().is_none_or(|end| end != "gz") {
        return Ok(bytes);
    }
    let mut plain = Vec::new();
    let packed = MultiGzDecoder::new(bytes.as_slice());
    let read = packed.take(READ_LIMIT + 1).read_to_end(&mut plain);
    if plain.len() as u64 > READ_LIMIT {
        return Err(Error::too_large(path, READ_LIMIT));
    }
    match read {
        // A damaged end is no reason to lose what came before it.
        Err(_) if plain.is_empty() => Ok(bytes),
        _ => Ok(plain),
    }
}

/// The objects of a file of JSON lines; empty lines are passed over.
pub(crate) fn read(world: &dyn World, path: &Path) -> Result<Vec<Line>, Error> {
    read_with(world, path, &|line| serde_json::from_slice(line))
}

/// What is made of each line of a file of JSON lines, in order, by many threads.
pub(crate) fn read_with<T: Send>(
    world: &dyn World,
    path: &Path,
    make: &(dyn Fn(&[u8]) -> serde_json::Result<T> + Sync),
) -> Result<Vec<T>, Error> {
    let bytes = unpacked(world, path)?;
    let lines: Vec<(usize, &[u8])> = bytes
        .split(|byte| *byte == b'\n')
        .enumerate()
        .filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace))
        .collect();
    let made = lines.par_iter().map(|&(number, line)| {
        make(line).map_err(|error| {
            let name = path.display();
            Error::usage(format!("line {} of `{name}` is no JSON object", number + 1))
                .with_hint("give one JSON object a line")
                .caused_by(error)
        })
    });
    made.collect()
}

/// A text field of a line, or nothing.
pub(crate) fn text_of<'a>(line: &'a Line, key: &str) -> &'a str {
    line.get(key).and_then(Value::as_str).unwrap_or_default()
}
