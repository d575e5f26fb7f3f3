use std::io::Write;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Written;
use crate::desk::Sight;
use crate::wire::{self, VERSION};
use crate::{Desk, Error};

/// Writes a line for each report, actor, entry, series, link, copy and decision, each with
/// its kind under `line`. The first line says which shapes these are.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let mut lines = Lines { out, written: 0 };
    let head = json!({
        "wire": VERSION,
        "reports": view.reports.len(),
        "entries": view.entries.len(),
        "left_out": LEFT_OUT,
    });
    lines.put("record", &head)?;
    for line in &view.reports {
        lines.put("report", &wire::report(sight, line))?;
    }
    for actor in &view.actors {
        lines.put("actor", &wire::actor(actor))?;
    }
    for entry in &view.entries {
        lines.put("entry", &wire::entry_line(sight, entry))?;
    }
    for series in &view.series {
        lines.put("series", &wire::series_line(sight, series))?;
    }
    for link in &view.links {
        lines.put("link", &wire::link_shown(sight, link))?;
    }
    for group in &view.copies {
        lines.put("copies", &wire::copies(sight, group))?;
    }
    for ruled in &view.decisions {
        lines.put("decision", &wire::decision(ruled))?;
    }
    Ok(Written {
        lines: lines.written,
        left_out: LEFT_OUT.iter().map(|&what| what.to_owned()).collect(),
    })
}

const LEFT_OUT: [&str; 2] = ["the reports' full texts", "when each report was learnt"];

struct Lines<'a> {
    out: &'a mut dyn Write,
    written: usize,
}

impl Lines<'_> {
    fn put(&mut self, kind: &str, shape: &impl Serialize) -> Result<(), Error> {
        let mut line = Map::new();
        line.insert("line".to_owned(), kind.into());
        if let Ok(Value::Object(fields)) = serde_json::to_value(shape) {
            line.extend(fields);
        }
        writeln!(self.out, "{}", Value::Object(line)).map_err(Error::writing)?;
        self.written += 1;
        Ok(())
    }
}
