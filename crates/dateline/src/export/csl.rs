use std::io::Write;

use serde_json::{Map, Value, json};

use super::Written;
use super::source::Source;
use crate::desk::Sight;
use crate::{Desk, Error};

/// Writes the sources as CSL-JSON, which reference managers and Pandoc read.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let sources = Source::all(sight);
    let undated = sources.iter().filter(|source| source.day.is_none()).count();
    let items: Vec<Value> = sources.iter().map(item).collect();
    writeln!(out, "{:#}", Value::Array(items)).map_err(Error::writing)?;
    Ok(Written { lines: sources.len(), left_out: super::beside_sources(view, undated) })
}

fn item(source: &Source) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), source.key().into());
    item.insert("type".to_owned(), "article-newspaper".into());
    let words = [
        ("title", &source.title),
        ("container-title", &source.outlet),
        ("source", &source.agency),
        ("URL", &source.address),
        ("language", &source.language),
        ("note", &format!("{}, {}", source.doc, source.when)),
    ];
    for (name, value) in words.into_iter().filter(|(_, value)| !value.is_empty()) {
        item.insert(name.to_owned(), value.as_str().into());
    }
    if !source.author.is_empty() {
        // A byline may be a desk or two names: it is not cut into given and family name.
        item.insert("author".to_owned(), json!([{"literal": source.author}]));
    }
    if let Some(day) = &source.day {
        let parts = day.split('-').filter_map(|part| part.parse::<u32>().ok());
        let parts: Vec<u32> = parts.collect();
        item.insert("issued".to_owned(), json!({"date-parts": [parts]}));
    }
    Value::Object(item)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_three_numbers_and_no_day_is_nothing() {
        let day = Some("2031-03-09".to_owned());
        let dated = item(&Source { day, ..Source::default() });
        assert_eq!(dated["issued"]["date-parts"][0], json!([2031, 3, 9]));
        assert_eq!(item(&Source::default()).get("issued"), None);
    }
}
