use std::io::Write;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError,
};

use super::source::Source;
use super::{Written, csv};
use crate::desk::Sight;
use crate::wire::{self, SeriesLine, count};
use crate::{Desk, Error};

/// The most units of UTF-16 that are put in a cell; that format holds a few hundred more.
const CELL: usize = 32_000;
/// The most rows that a sheet of that format holds, its head left out.
const ROWS: usize = 1_048_570;

/// Writes a workbook: entries, figures with their numbers as numbers, links, sources, and a
/// sheet that says what is not in it. Every word is a string: none is taken for a formula.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let mut lines = 0;
    let mut book = Workbook::new();
    let made = (|| -> Result<Vec<u8>, XlsxError> {
        // The day of making is not in the file: the same record gives the same bytes.
        let origin = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&origin));
        let entries = view.entries.iter().map(|entry| {
            lines += 1;
            csv::cells(&wire::entry_line(sight, entry)).to_vec()
        });
        table(&mut book, "Entries", &csv::COLUMNS, entries)?;
        figures(book.add_worksheet().set_name("Figures")?, sight)?;
        table(&mut book, "Links", &LINK, links(sight))?;
        let sources = Source::all(sight);
        table(&mut book, "Sources", &SOURCE, sources.iter().map(source))?;
        table(
            &mut book,
            "About",
            &["left out"],
            left_out().into_iter().map(|one| vec![one]),
        )?;
        book.save_to_buffer()
    })();
    let bytes = made.map_err(|error| Error::usage(format!("the workbook: {error}")))?;
    out.write_all(&bytes).map_err(Error::writing)?;
    let mut left_out = left_out();
    if lines > ROWS {
        let more = count(lines - ROWS, "entry");
        left_out.push(format!("{more} omitted: a sheet holds no more rows"));
    }
    Ok(Written { lines, left_out })
}

fn left_out() -> Vec<String> {
    let what = ["all but the first words of each entry", "the reports' full texts"];
    what.map(ToOwned::to_owned).to_vec()
}

const LINK: [&str; 6] = ["type", "conflict", "topic", "differences", "rule", "entries"];
const SOURCE: [&str; 8] =
    ["report", "file", "outlet", "title", "author", "published", "address", "origin"];

fn table(
    book: &mut Workbook,
    name: &str,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(name)?;
    head(sheet, columns)?;
    for (row, cells) in rows.take(ROWS).enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            put(sheet, row + 1, column, cell)?;
        }
    }
    Ok(())
}

fn head(sheet: &mut Worksheet, columns: &[&str]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (place, column) in columns.iter().enumerate() {
        sheet.write_string_with_format(
            0,
            narrow(place),
            column.replace('_', " "),
            &bold,
        )?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    row: usize,
    column: usize,
    cell: &str,
) -> Result<(), XlsxError> {
    let row = u32::try_from(row).unwrap_or(u32::MAX);
    sheet.write_string(row, narrow(column), clipped(cell))?;
    Ok(())
}

/// As much of a cell as that format holds.
pub(crate) fn clipped(cell: &str) -> &str {
    let mut units = 0;
    let past = cell.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > CELL
    });
    past.and_then(|(end, _)| cell.get(..end)).unwrap_or(cell)
}

/// A workbook of one sheet, for the tests of what comes back.
#[cfg(test)]
pub(crate) fn sheet_of(rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    table(&mut book, "Entries", &["id"], rows.iter().cloned())?;
    book.save_to_buffer()
}

fn narrow(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// A row a point of a series, the numbers as numbers.
fn figures(sheet: &mut Worksheet, sight: &Sight<'_>) -> Result<(), XlsxError> {
    let columns = [
        "series",
        "what",
        "holder",
        "place",
        "from",
        "to",
        "comparator",
        "change",
        "unit",
        "when",
        "modality",
        "origins",
        "according_to",
        "entry",
    ];
    head(sheet, &columns)?;
    let mut row = 1;
    for series in &sight.view.series {
        let series = wire::series_line(sight, series);
        for point in 0..series.points.len() {
            if row > ROWS {
                return Ok(());
            }
            point_row(sheet, row, &series, point)?;
            row += 1;
        }
    }
    Ok(())
}

fn point_row(
    sheet: &mut Worksheet,
    row: usize,
    series: &SeriesLine,
    point: usize,
) -> Result<(), XlsxError> {
    let Some(point) = series.points.get(point) else { return Ok(()) };
    let holder = series.holder.as_ref().map(|holder| holder.name.clone());
    let told = point.evidence.iter().map(wire::EvidenceLine::according_to);
    let mut told: Vec<String> = told.collect();
    told.dedup();
    let words = [
        (0, series.id.clone()),
        (1, series.what.clone()),
        (2, holder.unwrap_or_default()),
        (3, series.place.clone().unwrap_or_default()),
        (6, point.comparator.clone()),
        (7, point.change.clone().unwrap_or_default()),
        (8, series.unit.clone()),
        (9, point.when.text.clone()),
        (10, point.modality.to_owned()),
        (12, told.join("; ")),
        (13, point.entry.clone()),
    ];
    for (column, cell) in words {
        put(sheet, row, column, &cell)?;
    }
    let line = u32::try_from(row).unwrap_or(u32::MAX);
    let ends = match &point.value {
        serde_json::Value::Array(ends) => vec![ends.first(), ends.last()],
        one => vec![Some(one)],
    };
    for (column, end) in [4, 5].into_iter().zip(ends) {
        if let Some(number) = end.and_then(serde_json::Value::as_f64) {
            sheet.write_number(line, column, number)?;
        }
    }
    let origins = u32::try_from(point.origins).unwrap_or(u32::MAX);
    sheet.write_number(line, 11, origins)?;
    Ok(())
}

fn links(sight: &Sight<'_>) -> impl Iterator<Item = Vec<String>> {
    sight.view.links.iter().map(|link| {
        let link = wire::link_shown(sight, link);
        let differences = link.differences.iter().flat_map(|difference| {
            let field = &difference.field;
            difference.values.iter().map(move |value| {
                format!("{field} {} ({})", value.value, value.docs.join(", "))
            })
        });
        vec![
            link.kind.to_owned(),
            if link.conflict { "yes" } else { "no" }.to_owned(),
            link.topic.clone(),
            differences.collect::<Vec<_>>().join("; "),
            link.rule.clone(),
            link.entries.join("; "),
        ]
    })
}

fn source(source: &Source) -> Vec<String> {
    vec![
        source.id.clone(),
        source.doc.clone(),
        source.outlet.clone(),
        source.title.clone(),
        source.author.clone(),
        source.when.clone(),
        source.address.clone(),
        (source.origin + 1).to_string(),
    ]
}
