use std::io::Write;

use dateline_names::ActorClass;
use dateline_record::ActorEntry;
use serde_json::{Map, Value, json};

use super::Written;
use super::source::Source;
use crate::desk::Sight;
use crate::wire::{self, EntryLine, count};
use crate::{Desk, Error};

/// Writes `FollowTheMoney` entities, a line each: the actors, the reports as articles, what
/// happened as events, offices as positions with their occupancies.
///
/// Dates are as that model takes them: a year, a month or a day; a time that is only a bound
/// goes into the description.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let mut entities: Vec<Value> = view.actors.iter().map(actor).collect();
    entities.extend(Source::all(sight).iter().map(article));
    let mut left_out = 0;
    for entry in &view.entries {
        let entry = wire::entry_line(sight, entry);
        match entry.kind {
            "event" | "agreement" | "commitment" | "statement" => {
                entities.push(event(&entry));
            }
            "role" if entry.actors.len() == 1 || holder(&entry).is_some() => {
                entities.extend(occupancy(&entry));
            }
            _ => left_out += 1,
        }
    }
    for entity in &entities {
        writeln!(out, "{entity}").map_err(Error::writing)?;
    }
    let what = count(left_out, "entry");
    let links = format!("{} between entries", count(view.links.len(), "link"));
    let left_out = vec![
        format!("{what} omitted: figures, bodies and relations are no entities"),
        links,
    ];
    Ok(Written { lines: entities.len(), left_out })
}

fn entity(id: &str, schema: &str, properties: Vec<(&str, Vec<String>)>) -> Value {
    let mut kept = Map::new();
    for (name, values) in properties {
        let mut values: Vec<String> =
            values.into_iter().filter(|value| !value.is_empty()).collect();
        values.dedup();
        if !values.is_empty() {
            kept.insert(name.to_owned(), json!(values));
        }
    }
    json!({"id": id, "schema": schema, "properties": kept})
}

fn actor(actor: &ActorEntry) -> Value {
    let schema = match actor.class {
        ActorClass::Person => "Person",
        ActorClass::Organisation => "Organization",
        ActorClass::State => "PublicBody",
        ActorClass::Place => "Address",
        ActorClass::Group => "LegalEntity",
    };
    let others = actor.names.iter().map(|name| name.name.clone());
    let others: Vec<String> = others.filter(|name| *name != actor.name).collect();
    let name = if schema == "Address" { "full" } else { "name" };
    let more = if schema == "Address" { "remarks" } else { "alias" };
    let id = format!("actor-{}", actor.id);
    entity(&id, schema, vec![(name, vec![actor.name.clone()]), (more, others)])
}

fn article(source: &Source) -> Value {
    entity(
        &format!("report-{}", source.id),
        "Article",
        vec![
            ("title", vec![source.title.clone()]),
            ("fileName", vec![source.doc.clone()]),
            ("author", vec![source.author.clone()]),
            ("publisher", vec![source.outlet.clone()]),
            ("sourceUrl", vec![source.address.clone()]),
            ("publishedAt", source.day.iter().cloned().collect()),
        ],
    )
}

fn event(entry: &EntryLine) -> Value {
    let refs = |prefix: &str, ids: Vec<&str>| -> Vec<String> {
        let mut ids: Vec<String> =
            ids.into_iter().map(|id| format!("{prefix}-{id}")).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let actors = entry.actors.iter().map(|actor| actor.id.as_str()).collect();
    let reports = entry.evidence.iter().map(|told| told.report.as_str()).collect();
    let mut words: Vec<String> =
        entry.evidence.iter().map(|told| told.words.clone()).collect();
    words.sort();
    words.dedup();
    entity(
        &format!("entry-{}", entry.id),
        "Event",
        vec![
            ("name", vec![entry.title.clone()]),
            ("date", date(entry).into_iter().collect()),
            ("summary", vec![standing(entry)]),
            ("description", words),
            ("location", vec![entry.field("place").unwrap_or_default().to_owned()]),
            ("involved", refs("actor", actors)),
            ("proof", refs("report", reports)),
        ],
    )
}

/// Kind, modality, polarity and time in one line: none of them is dropped on the way.
fn standing(entry: &EntryLine) -> String {
    let origins = count(entry.origins, "origin");
    let mut parts = vec![
        entry.kind.to_owned(),
        entry.modality.replace('_', " "),
        entry.when.text.clone(),
    ];
    if entry.polarity == "negative" {
        parts.insert(2, "denied".to_owned());
    }
    parts.push(format!("according to {}", entry.according_to().join("; ")));
    parts.push(origins);
    parts.join(", ")
}

/// The day, month or year that the entry has; a bound or an interval is none.
fn date(entry: &EntryLine) -> Option<String> {
    let edtf = entry.when.edtf.as_deref()?;
    let plain = edtf.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let parts: Vec<&str> = edtf.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    // The month of a season in EDTF is 21 and more: that model knows none.
    let month = parts.get(1).is_none_or(|month| *month <= "12");
    let fits = [&[4][..], &[4, 2], &[4, 2, 2]].contains(&lengths.as_slice());
    (plain && month && fits).then(|| edtf.to_owned())
}

fn holder(entry: &EntryLine) -> Option<&str> {
    let name = entry.field("holder")?;
    let found = entry.actors.iter().find(|actor| actor.name == name)?;
    Some(found.id.as_str())
}

fn occupancy(entry: &EntryLine) -> Vec<Value> {
    let of = entry.field("of").unwrap_or_default();
    let post = entry.field("post").or_else(|| entry.field("rank")).unwrap_or_default();
    let name = if of.is_empty() { post.to_owned() } else { format!("{post} of {of}") };
    let position = format!("post-{}", entry.id);
    let first = entry.actors.first().map(|actor| actor.id.as_str());
    let Some(holder) = holder(entry).or(first) else { return Vec::new() };
    let day = |name: &str| -> Vec<String> {
        entry.field(name).into_iter().map(ToOwned::to_owned).collect()
    };
    vec![
        entity(&position, "Position", vec![("name", vec![name])]),
        entity(
            &format!("entry-{}", entry.id),
            "Occupancy",
            vec![
                ("holder", vec![format!("actor-{holder}")]),
                ("post", vec![position.clone()]),
                ("startDate", day("from")),
                ("endDate", day("to")),
                ("summary", vec![standing(entry)]),
            ],
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::WhenLine;

    fn dated(edtf: &str) -> EntryLine {
        EntryLine {
            when: WhenLine { edtf: Some(edtf.to_owned()), ..WhenLine::default() },
            ..EntryLine::default()
        }
    }

    #[test]
    fn a_day_a_month_and_a_year_are_dates_and_bounds_are_none() {
        assert_eq!(date(&dated("2031-03-12")).as_deref(), Some("2031-03-12"));
        assert_eq!(date(&dated("2031-03")).as_deref(), Some("2031-03"));
        assert_eq!(date(&dated("2031-22")), None);
        assert_eq!(date(&dated("../2031-03-12")), None);
        assert_eq!(date(&dated("2031-03-01/2031-03-12")), None);
    }
}
