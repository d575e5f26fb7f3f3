use std::io::Write;

use serde_json::{Value, json};

use super::Written;
use crate::desk::Sight;
use crate::wire::{self, EntryLine, EvidenceLine, count};
use crate::{Desk, Error};

const LEFT_OUT: [&str; 2] = ["series", "the reports' full texts"];

/// Writes a W3C Web Annotation a line for each place of each entry's evidence.
///
/// The target is the report by its identity; its words are found by quotation (cleaned, with
/// what stands before and after them), by the code points of the raw file, and by its bytes.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let mut lines = 0;
    for entry in &view.entries {
        let entry = wire::entry_line(sight, entry);
        for (place, evidence) in entry.evidence.iter().enumerate() {
            let line = annotation(&entry, place, evidence);
            writeln!(out, "{line}").map_err(Error::writing)?;
            lines += 1;
        }
    }
    let mut left_out =
        vec![format!("{} between entries", count(view.links.len(), "link"))];
    left_out.extend(LEFT_OUT.iter().map(|&what| what.to_owned()));
    Ok(Written { lines, left_out })
}

fn annotation(entry: &EntryLine, place: usize, evidence: &EvidenceLine) -> Value {
    let said = json!({
        "kind": entry.kind,
        "entry": entry.id,
        "title": entry.title,
        "when": entry.when,
        "modality": evidence.modality,
        "polarity": evidence.polarity,
        "attribution": evidence.attribution,
        "fields": entry.fields.iter().filter_map(|field| {
            let told = |reading: &&wire::ReadingLine| reading.evidence.contains(&place);
            let reading = field.readings.iter().find(told)?;
            Some((field.field.to_owned(), reading.value.clone()))
        }).collect::<serde_json::Map<_, _>>(),
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    });
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:dateline:{}:{place}", entry.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": entry.kind},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": entry.title},
            {"type": "Dataset", "format": "application/json", "value": said},
        ],
        "target": {
            "source": format!("urn:dateline:report:{}", evidence.report),
            "title": evidence.doc,
            "selector": [
                {"type": "TextQuoteSelector", "exact": evidence.words, "prefix": evidence.before, "suffix": evidence.after},
                {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
                {"type": "DataPositionSelector", "start": evidence.raw[0], "end": evidence.raw[1]},
            ],
        },
    })
}
