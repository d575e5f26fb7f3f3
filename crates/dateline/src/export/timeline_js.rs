use std::io::Write;

use serde_json::{Map, Value, json};

use super::Written;
use super::html::escaped;
use crate::desk::Sight;
use crate::wire::{self, EntryLine, count};
use crate::{Desk, Error};

/// Writes the JSON that `TimelineJS` reads: a slide an entry that has a time, and a title that
/// says what is not in it.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let timeline =
        wire::timeline(sight, &view.timeline(&dateline_record::Filter::default()));
    let slides: Vec<Value> = timeline.dated.iter().filter_map(slide).collect();
    let without = timeline.undated.len() + timeline.dated.len() - slides.len();
    let shown = timeline.dated.len() + timeline.undated.len();
    let other = view.entries.len().saturating_sub(shown);
    let mut left_out = Vec::new();
    if without > 0 {
        left_out.push(format!("{} omitted: no date", count(without, "entry")));
    }
    if other > 0 {
        left_out.push(format!(
            "{} omitted: figures, roles and relations are not on the timeline",
            count(other, "entry")
        ));
    }
    let lines = slides.len();
    let whole = json!({
        "title": {"text": {"headline": "Timeline", "text": escaped(&left_out.join("; "))}},
        "events": slides,
    });
    writeln!(out, "{whole:#}").map_err(Error::writing)?;
    Ok(Written { lines, left_out })
}

fn slide(entry: &EntryLine) -> Option<Value> {
    let first = entry.when.earliest.as_deref()?;
    let last = entry.when.latest.as_deref()?;
    let edtf = entry.when.edtf.as_deref().unwrap_or_default();
    let mut slide = Map::new();
    slide.insert("unique_id".to_owned(), entry.id.as_str().into());
    // TimelineJS shows the grain by leaving parts out: a month has no day.
    let parts = edtf.split('-').filter(|_| !edtf.contains(['/', 'X'])).count();
    slide.insert("start_date".to_owned(), date(first, parts, &entry.when.text));
    if first != last && !(1..=2).contains(&parts) {
        slide.insert("end_date".to_owned(), date(last, 3, ""));
    }
    slide.insert("group".to_owned(), entry.kind.into());
    slide.insert("text".to_owned(), text(entry));
    Some(Value::Object(slide))
}

fn date(day: &str, parts: usize, shown: &str) -> Value {
    let names = ["year", "month", "day"];
    let parts = if parts == 0 { 3 } else { parts.min(3) };
    let numbers = day.split('-').map(|part| part.trim_start_matches('0'));
    let mut date = Map::new();
    for (name, number) in names.iter().zip(numbers).take(parts) {
        date.insert((*name).to_owned(), number.into());
    }
    if !shown.is_empty() {
        date.insert("display_date".to_owned(), shown.into());
    }
    Value::Object(date)
}

fn text(entry: &EntryLine) -> Value {
    let words = entry.evidence.first().map_or("", |evidence| evidence.words.as_str());
    let mut marks = String::new();
    if let Some(standing) = entry.standing() {
        marks.push_str(&format!(" ({standing})"));
    }
    if entry.polarity == "negative" {
        marks.push_str(" (denied)");
    }
    let sources = entry.according_to().join("; ");
    let sources = if sources.is_empty() { "a reviewer" } else { sources.as_str() };
    let reports = count(entry.reports, "report");
    let origins = count(entry.origins, "origin");
    let basis = entry.when.basis.map_or("bounds of the reports", wire::reason);
    json!({
        "headline": escaped(&format!("{}{marks}", entry.title)),
        "text": format!(
            "<p>{}</p><p>According to {}. {reports}, {origins}. Date: {basis}.</p>",
            escaped(words),
            escaped(sources),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_no_day() {
        let december = date("2031-12-01", 2, "2031-12");
        assert_eq!(december["month"], "12");
        assert_eq!(december.get("day"), None);
    }

    #[test]
    fn words_of_a_report_are_never_markup() {
        assert_eq!(escaped("<b>pact & \"ties\""), "&lt;b&gt;pact &amp; &quot;ties&quot;");
    }
}
