use std::io::Write;

use dateline_text::fold;
use serde_json::{Map, Value, json};

use super::Written;
use crate::desk::Sight;
use crate::wire::{self, EntryLine, EvidenceLine, count};
use crate::{Desk, Error};

/// Writes the events as PLOVER codes them, a line for each event and root type, one report's
/// words for each: copies are marked by their origin and never count as news.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let (mut lines, mut uncoded) = (0, 0);
    for entry in &view.entries {
        let entry = wire::entry_line(sight, entry);
        let roots = roots(&entry);
        if roots.is_empty() {
            uncoded += 1;
        }
        for root in roots {
            let line = event(&entry, &root);
            writeln!(out, "{line}").map_err(Error::writing)?;
            lines += 1;
        }
    }
    let what = count(uncoded, "entry");
    let left_out = vec![format!("{what} omitted: PLOVER has no type for it")];
    Ok(Written { lines, left_out })
}

/// The root types: of an event its own; an agreement or a commitment is AGREE.
fn roots(entry: &EntryLine) -> Vec<String> {
    match entry.kind {
        "event" => {
            let field = entry.fields.iter().find(|field| field.field == "plover");
            let value = field.and_then(|field| field.readings.first());
            let words = value.and_then(|reading| reading.value.as_array());
            let words = words.into_iter().flatten().filter_map(Value::as_str);
            words.map(ToOwned::to_owned).collect()
        }
        "agreement" | "commitment" => vec!["AGREE".to_owned()],
        _ => Vec::new(),
    }
}

fn event(entry: &EntryLine, root: &str) -> Value {
    let [actor, recipient] = match entry.kind {
        "agreement" => ["parties", "parties"],
        "commitment" => ["committer", "beneficiary"],
        _ => ["actor", "recipient"],
    };
    let sides = [names(entry, actor), names(entry, recipient)];
    let both = names(entry, "parties");
    let [actors, recipients] =
        if sides.iter().all(Vec::is_empty) { [both.clone(), both] } else { sides };
    let mut line = Map::new();
    line.insert("id".to_owned(), format!("{}-{}", entry.id, fold(root)).into());
    line.insert("date".to_owned(), json!(entry.when.edtf));
    line.insert("event_type".to_owned(), root.into());
    line.insert("event_mode".to_owned(), json!(entry.field("plover_mode")));
    line.insert("actor".to_owned(), json!(actors));
    line.insert("recipient".to_owned(), json!(recipients));
    line.insert("location".to_owned(), json!(entry.field("place")));
    line.insert("modality".to_owned(), entry.modality.into());
    line.insert("polarity".to_owned(), entry.polarity.into());
    line.insert("reports".to_owned(), entry.reports.into());
    line.insert("origins".to_owned(), entry.origins.into());
    let told = |told: &EvidenceLine| {
        json!({"doc": told.doc, "start": told.start, "end": told.end, "text": told.words,
               "publisher": told.outlet, "pub_date": told.published.edtf})
    };
    line.insert("sources".to_owned(), entry.evidence.iter().map(told).collect());
    Value::Object(line)
}

/// The names in a field: a list's each, else the one.
fn names(entry: &EntryLine, name: &str) -> Vec<String> {
    let field = entry.fields.iter().find(|field| field.field == name);
    match field.and_then(|field| field.readings.first()).map(|reading| &reading.value) {
        Some(Value::Array(all)) => {
            all.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
        }
        Some(Value::String(one)) => vec![one.clone()],
        _ => Vec::new(),
    }
}
