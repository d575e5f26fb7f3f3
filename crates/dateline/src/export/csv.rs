use std::io::Write;

use dateline_text::ReportId;

use super::{PAGE_PORT, Written};
use crate::desk::Sight;
use crate::wire::{self, EntryLine, count};
use crate::{Desk, Error};

/// The columns, in the order of the table.
pub(super) const COLUMNS: [&str; 22] = [
    "id",
    "link",
    "kind",
    "when",
    "earliest",
    "latest",
    "when_basis",
    "title",
    "modality",
    "polarity",
    "according_to",
    "value",
    "status",
    "place",
    "actors",
    "details",
    "reports",
    "origins",
    "review",
    "words",
    "found_in",
    MARK,
];

/// The column by which a table that comes back is known to be of the record as it stands.
pub(crate) const MARK: &str = "mark";

/// The cells of an entry's row with the names of their columns.
pub(crate) fn cells_by_name(entry: &EntryLine) -> Vec<(&'static str, String)> {
    COLUMNS.into_iter().zip(cells(entry)).collect()
}

/// Writes one row an entry, undated ones last. What is not in it is told beside it: every row
/// of a table is an entry.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    row(out, &COLUMNS.map(str::to_owned))?;
    let mut lines = 0;
    for entry in &view.entries {
        row(out, &cells(&wire::entry_line(sight, entry)))?;
        lines += 1;
    }
    let left_out = vec![
        format!("{} between entries", count(view.links.len(), "link")),
        "all but the first words of each entry".to_owned(),
    ];
    Ok(Written { lines, left_out })
}

pub(super) fn cells(entry: &EntryLine) -> [String; 22] {
    let field = |name: &str| entry.field(name).unwrap_or_default().to_owned();
    let told = ["value", "status", "place"];
    let details = entry.fields.iter().filter(|field| !told.contains(&field.field));
    let details = details.map(|field| {
        let values = field.readings.iter().map(|reading| reading.text.as_str());
        format!("{}: {}", field.field, values.collect::<Vec<_>>().join(" / "))
    });
    let words = entry.evidence.first();
    let names = entry.actors.iter().map(|actor| actor.name.as_str());
    let places = entry
        .evidence
        .iter()
        .map(|evidence| format!("{}:{}-{}", evidence.doc, evidence.start, evidence.end));
    let accepted = entry.accepted.then(|| "accepted".to_owned());
    let notes = entry.notes.iter().map(|note| format!("note: {note}"));
    let review: Vec<String> = accepted.into_iter().chain(notes).collect();
    let mut cells = [
        entry.id.clone(),
        format!("http://127.0.0.1:{PAGE_PORT}/entry/{}", entry.id),
        entry.kind.to_owned(),
        entry.when.text.clone(),
        entry.when.earliest.clone().unwrap_or_default(),
        entry.when.latest.clone().unwrap_or_default(),
        entry.when.basis.unwrap_or_default().to_owned(),
        entry.title.clone(),
        entry.modality.to_owned(),
        entry.polarity.to_owned(),
        entry.according_to().join("; "),
        field("value"),
        field("status"),
        field("place"),
        names.collect::<Vec<_>>().join("; "),
        details.collect::<Vec<_>>().join(" | "),
        entry.reports.to_string(),
        entry.origins.to_string(),
        review.join("; "),
        words.map_or_else(String::new, |evidence| evidence.words.clone()),
        places.collect::<Vec<_>>().join("; "),
        String::new(),
    ];
    let digits = ReportId::of(cells.join("\u{1f}").as_bytes()).to_string();
    if let Some(mark) = cells.last_mut() {
        // A letter in front keeps a spreadsheet from taking the digits for a number.
        *mark = format!("m{}", digits.get(..8).unwrap_or_default());
    }
    cells
}

pub(crate) fn row(out: &mut dyn Write, cells: &[String]) -> Result<(), Error> {
    let cells: Vec<String> = cells.iter().map(|words| cell(words)).collect();
    write!(out, "{}\r\n", cells.join(",")).map_err(Error::writing)
}

/// What a spreadsheet takes for the start of a formula, in whatever width it is typed.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];

/// Words as a cell of CSV that no spreadsheet takes for a formula: on one line, in quotes where
/// it must be. A number stays one: "-300".
#[must_use]
pub fn cell(words: &str) -> String {
    let line = on_one_line(words);
    let risky = line.starts_with(FORMULA) && !is_number(&line);
    let line = if risky { format!("'{line}") } else { line };
    if line.contains(['"', ',', ';', '\'']) {
        return format!("\"{}\"", line.replace('"', "\"\""));
    }
    line
}

/// A cell as it is compared with another: on one line, without the apostrophe that keeps it
/// from being a formula.
pub(crate) fn squeezed(cell: &str) -> String {
    let line = on_one_line(cell);
    let formula = line.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA));
    formula.map(ToOwned::to_owned).unwrap_or(line)
}

fn on_one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_number(line: &str) -> bool {
    let digits = line.strip_prefix(['+', '-']).unwrap_or(line);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_shown_and_not_run() {
        assert_eq!(cell("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
        assert_eq!(cell("@minister"), "\"'@minister\"");
        assert_eq!(cell("-300"), "-300");
        assert_eq!(cell("-inf"), "\"'-inf\"");
        assert_eq!(cell("＝1+1"), "\"'＝1+1\"");
    }

    #[test]
    fn a_quotation_stands_in_doubled_marks() {
        assert_eq!(cell("said \"no\", twice"), "\"said \"\"no\"\", twice\"");
        assert_eq!(cell("two\nlines"), "two lines");
    }
}
