//! Figures over time.

use std::io::{self, Write};

use dateline::wire::{PointLine, SeriesLine};

use super::entry::{according, counts};
use super::page::{
    DATES, WIDTH, clean, cut, dated, dim, dotted, heading, mark, short, small, strong,
};

/// Prints a series with its points.
pub(super) fn series(out: &mut dyn Write, series: &SeriesLine) -> io::Result<()> {
    heading(out, &title(series), &series.unit)?;
    series.points.iter().try_for_each(|point| self::point(out, point))?;
    small(out, 2, &format!("series {}", series.id))
}

/// Prints the first points of a series, for the first screen; of a long one the last.
pub(super) fn in_short(
    out: &mut dyn Write,
    series: &SeriesLine,
    most: usize,
) -> io::Result<()> {
    let unit = unit(series).map(|unit| format!("  {}", dim(&unit))).unwrap_or_default();
    writeln!(out, "  {}{unit}", strong(&title(series)))?;
    let left = series.points.len().saturating_sub(most);
    let skipped = if series.left_out > 0 { left } else { 0 };
    let mut shown = series.points.iter().skip(skipped).take(most);
    shown.try_for_each(|point| in_a_line(out, point))?;
    let more = match (series.left_out, left) {
        (0, 0) => return Ok(()),
        (0, left) => format!("and {left} more"),
        (before, left) => format!("and {} before", before + left),
    };
    small(out, DATES + 2, &format!("{more}: `dateline show {}`", series.id))
}

/// "troops in Varn, of Orlesia".
pub(super) fn title(series: &SeriesLine) -> String {
    let mut title = clean(&series.what);
    if let Some(place) = series.place.as_ref().filter(|place| !title.contains(*place)) {
        title.push_str(&format!(", in {}", clean(place)));
    }
    if let Some(holder) = &series.holder
        && !title.contains(&holder.name)
    {
        title.push_str(&format!(", of {}", clean(&holder.name)));
    }
    title
}

/// The unit, where a reader would not know it from what is counted.
fn unit(series: &SeriesLine) -> Option<String> {
    let counted = ["", "persons", series.what.as_str()];
    (!counted.contains(&series.unit.as_str())).then(|| clean(&series.unit))
}

/// A point in a line: when, how many, by whom.
fn in_a_line(out: &mut dyn Write, point: &PointLine) -> io::Result<()> {
    let figure = format!("{}{}", planned(point), strong(&point.text));
    let sources = point.according_to();
    let more = match sources.len() {
        0 | 1 => String::new(),
        all => format!(" +{}", all - 1),
    };
    let counts = counts(point.reports, point.origins);
    let id = short(&point.entry);
    let width = point.text.chars().count() + marked_width(point);
    let gap = " ".repeat(FIGURE.saturating_sub(width) + 1);
    let used = DATES + 2 + width + gap.len() + "per  ·  · ".chars().count();
    let room = WIDTH.saturating_sub(used + more.len() + counts.len() + id.len());
    if room < SOURCE {
        return self::point(out, point);
    }
    let source = cut(&clean(sources.first().map_or("-", String::as_str)), room);
    let told = dim(&format!("per {source}{more} · {counts} · {id}"));
    let date = point.day();
    if date.chars().count() < DATES {
        return writeln!(out, "  {date:<DATES$}{figure}{gap}{told}");
    }
    writeln!(out, "  {date}")?;
    writeln!(out, "  {:<DATES$}{figure}{gap}{told}", "")
}

/// With less room for the source a point takes two lines.
const SOURCE: usize = 8;
/// How wide the column of figures is.
const FIGURE: usize = 15;

fn marked_width(point: &PointLine) -> usize {
    if point.modality == "asserted" { 0 } else { point.modality.len() + 3 }
}

fn planned(point: &PointLine) -> String {
    if point.modality == "asserted" {
        return String::new();
    }
    mark(&point.modality.replace('_', " "))
}

fn point(out: &mut dyn Write, point: &PointLine) -> io::Result<()> {
    dated(out, &point.day(), &format!("{}{}", planned(point), strong(&point.text)))?;
    let told = according(&point.according_to());
    let counts = counts(point.reports, point.origins);
    small(out, DATES + 2, &dotted(&[told, counts, short(&point.entry).to_owned()]))
}
