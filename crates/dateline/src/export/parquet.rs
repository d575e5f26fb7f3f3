//! Typed tables as Parquet: entries, figures, evidence.

mod file;

use std::io::Write;

use jiff::civil::Date;

use self::file::{Column, Table};
use super::Written;
use crate::desk::Sight;
use crate::wire::{self, EntryLine, SeriesLine, WhenLine, count};
use crate::{Desk, Error};

/// So many rows are written at once.
const ROWS: usize = 50_000;

/// Writes a row an entry.
pub(super) fn entries(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let mut table = Table::start(out)?;
    for some in view.entries.chunks(ROWS) {
        let lines: Vec<EntryLine> =
            some.iter().map(|entry| wire::entry_line(sight, entry)).collect();
        table.rows(&entry_columns(&lines))?;
    }
    table.finish(&entry_columns(&[]))?;
    let left_out = vec![
        format!("{} between entries", count(view.links.len(), "link")),
        "the words of each entry: they stand in `parquet-evidence`".to_owned(),
    ];
    Ok(Written { lines: view.entries.len(), left_out })
}

fn entry_columns(lines: &[EntryLine]) -> Vec<Column> {
    let words = |name, of: &dyn Fn(&EntryLine) -> Option<String>| {
        Column::words(name, lines.iter().map(of))
    };
    let field = |name: &'static str| {
        words(name, &|line: &EntryLine| line.field(name).map(ToOwned::to_owned))
    };
    let mut columns = vec![
        words("id", &|line| Some(line.id.clone())),
        words("kind", &|line| Some(line.kind.to_owned())),
        words("title", &|line| Some(line.title.clone())),
    ];
    columns.extend(when_columns(lines.iter().map(|line| &line.when)));
    columns.extend([
        words("modality", &|line| Some(line.modality.to_owned())),
        words("polarity", &|line| Some(line.polarity.to_owned())),
        words("according_to", &|line| some(line.according_to().join("; "))),
        field("status"),
        field("place"),
        words("actors", &|line| {
            let names = line.actors.iter().map(|actor| actor.name.as_str());
            some(names.collect::<Vec<_>>().join("; "))
        }),
        Column::whole("reports", lines.iter().map(|line| Some(line.reports))),
        Column::whole("origins", lines.iter().map(|line| Some(line.origins))),
        words("review", &|line| line.accepted.then(|| "accepted".to_owned())),
    ]);
    columns
}

/// Writes a row a point of a series, the numbers as numbers.
pub(super) fn figures(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let mut table = Table::start(out)?;
    let mut lines = 0;
    for some in view.series.chunks(ROWS / 10) {
        let some: Vec<SeriesLine> =
            some.iter().map(|series| wire::series_line(sight, series)).collect();
        lines += some.iter().map(|series| series.points.len()).sum::<usize>();
        table.rows(&figure_columns(&some))?;
    }
    table.finish(&figure_columns(&[]))?;
    let counted = view.entries.iter().filter(|entry| entry.kind.as_str() == "figure");
    let loose = counted.count().saturating_sub(lines);
    let left_out = vec![format!("{} omitted: of no series", count(loose, "figure"))];
    Ok(Written { lines, left_out })
}

fn figure_columns(all: &[SeriesLine]) -> Vec<Column> {
    let points = || {
        all.iter()
            .flat_map(|series| series.points.iter().map(move |point| (series, point)))
    };
    let end = |last: bool| {
        points().map(move |(_, point)| match &point.value {
            serde_json::Value::Array(ends) if last => ends.last()?.as_f64(),
            serde_json::Value::Array(ends) => ends.first()?.as_f64(),
            one => one.as_f64(),
        })
    };
    let mut columns = vec![
        Column::words("series", points().map(|(series, _)| Some(series.id.clone()))),
        Column::words("what", points().map(|(series, _)| Some(series.what.clone()))),
        Column::words("unit", points().map(|(series, _)| some(series.unit.clone()))),
        Column::words(
            "holder",
            points().map(|(series, _)| Some(series.holder.as_ref()?.name.clone())),
        ),
        Column::words("place", points().map(|(series, _)| series.place.clone())),
        Column::number("from", end(false)),
        Column::number("to", end(true)),
        Column::words(
            "comparator",
            points().map(|(_, point)| some(point.comparator.clone())),
        ),
        Column::words("change", points().map(|(_, point)| point.change.clone())),
    ];
    columns.extend(when_columns(points().map(|(_, point)| &point.when)));
    columns.extend([
        Column::words(
            "modality",
            points().map(|(_, point)| Some(point.modality.to_owned())),
        ),
        Column::whole("origins", points().map(|(_, point)| Some(point.origins))),
        Column::words("entry", points().map(|(_, point)| Some(point.entry.clone()))),
    ]);
    columns
}

/// Writes a row for each place of evidence, with its words.
pub(super) fn evidence(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let mut table = Table::start(out)?;
    let mut rows = 0;
    for some in view.entries.chunks(ROWS / 10) {
        let lines: Vec<EntryLine> =
            some.iter().map(|entry| wire::entry_line(sight, entry)).collect();
        rows += lines.iter().map(|line| line.evidence.len()).sum::<usize>();
        table.rows(&evidence_columns(&lines))?;
    }
    table.finish(&evidence_columns(&[]))?;
    let left_out = vec!["what the words say: it stands in `parquet`".to_owned()];
    Ok(Written { lines: rows, left_out })
}

fn evidence_columns(lines: &[EntryLine]) -> Vec<Column> {
    let all = || {
        let lines = lines.iter();
        lines.flat_map(|line| line.evidence.iter().map(move |evidence| (line, evidence)))
    };
    vec![
        Column::words("entry", all().map(|(line, _)| Some(line.id.clone()))),
        Column::words("report", all().map(|(_, one)| Some(one.report.clone()))),
        Column::words("file", all().map(|(_, one)| Some(one.doc.clone()))),
        Column::words("outlet", all().map(|(_, one)| one.outlet.clone())),
        Column::words("published", all().map(|(_, one)| one.published.edtf.clone())),
        Column::whole("start", all().map(|(_, one)| Some(one.start))),
        Column::whole("end", all().map(|(_, one)| Some(one.end))),
        Column::words("words", all().map(|(_, one)| Some(one.words.clone()))),
        Column::words("according_to", all().map(|(_, one)| some(one.according_to()))),
    ]
}

fn when_columns<'a>(whens: impl Iterator<Item = &'a WhenLine> + Clone) -> [Column; 4] {
    let day = |day: &Option<String>| day.as_ref()?.parse::<Date>().ok();
    [
        Column::words("when", whens.clone().map(|when| when.edtf.clone())),
        Column::days("earliest", whens.clone().map(|when| day(&when.earliest))),
        Column::days("latest", whens.clone().map(|when| day(&when.latest))),
        Column::words("when_basis", whens.map(|when| when.basis.map(ToOwned::to_owned))),
    ]
}

/// Nothing for no words.
fn some(words: String) -> Option<String> {
    Some(words).filter(|words| !words.is_empty())
}
