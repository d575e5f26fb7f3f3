use std::io::Read as _;
use std::path::Path;

use flate2::read::MultiGzDecoder;
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
    let bytes = unpacked(world, path)?;
    let mut lines = Vec::new();
    for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let object = serde_json::from_slice(line).map_err(|error| {
            let name = path.display();
            Error::usage(format!("line {} of `{name}` is no JSON object", number + 1))
                .with_hint("give one JSON object a line")
                .caused_by(error)
        })?;
        lines.push(object);
    }
    Ok(lines)
}

/// A text field of a line, or nothing.
pub(crate) fn text_of<'a>(line: &'a Line, key: &str) -> &'a str {
    line.get(key).and_then(Value::as_str).unwrap_or_default()
}
