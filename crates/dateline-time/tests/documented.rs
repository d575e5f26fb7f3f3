//! The table of `docs/time.md` holds, row by row.
#![expect(clippy::unwrap_used, reason = "a test stops at a row that it cannot read")]

use dateline_text::{Span, Text};
use dateline_time::tag;
use jiff::civil::date;

const PAGE: &str = include_str!("../../../docs/time.md");

/// The bold words of a cell: the text without the asterisks, and where they stood.
fn bold(cell: &str) -> (Text, Span) {
    let start = cell.find("**").unwrap();
    let words = cell.replacen("**", "", 1);
    let end = words.find("**").unwrap();
    (Text::new(&words.replacen("**", "", 1)), Span::of(start..end))
}

/// What is wrong with a row, if anything.
fn fault(row: &str) -> Option<String> {
    let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
    let (text, span) = bold(cells.first()?);
    let tagged = tag(&text, &[text.span()], Some(date(2031, 8, 23)));
    let Some(found) = tagged.iter().find(|found| found.span == span) else {
        let spans: Vec<_> = tagged.iter().map(|found| text.words(found.span)).collect();
        return Some(format!("{row}\n  found only {spans:?}"));
    };
    let when = &found.value.1;
    let modifier = when.modifier.map_or("", |modifier| modifier.as_str());
    let edtf = when.edtf().unwrap_or_else(|| "-".to_owned());
    let read = [when.class.as_str(), when.timex.as_str(), modifier, edtf.as_str()];
    (read != cells.get(1..5)?).then(|| format!("{row}\n  read as {read:?}"))
}

#[test]
fn every_row_of_the_table_is_read_as_it_says() {
    let rows: Vec<&str> = PAGE
        .lines()
        .filter(|line| line.starts_with('|') && line.contains("**"))
        .collect();
    let faults: Vec<String> = rows.iter().filter_map(|row| fault(row)).collect();
    assert!(rows.len() >= 60, "only {} rows", rows.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_is_found_where_the_page_says_so() {
    let section = PAGE.split("## Not times").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    for line in section.lines().filter_map(|line| line.strip_prefix("- ")) {
        let text = Text::new(line);
        let found = tag(&text, &[text.span()], Some(date(2031, 8, 23)));
        let words: Vec<_> = found.iter().map(|found| text.words(found.span)).collect();
        assert!(words.is_empty(), "{words:?} in: {line}");
    }
}
