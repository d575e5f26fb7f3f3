//! Figures over time.

use std::io::{self, Write};

use dateline::wire::{PointLine, SeriesLine};

use super::entry::{according, counts};
use super::page::{DATES, clean, dated, dotted, heading, mark, short, small, strong};

/// Prints a series with its points.
pub(super) fn series(out: &mut dyn Write, series: &SeriesLine) -> io::Result<()> {
    heading(out, &title(series), &series.unit)?;
    series.points.iter().try_for_each(|point| self::point(out, point))?;
    small(out, 2, &format!("series {}", series.id))
}

/// Prints the first points of a series, for the first screen.
pub(super) fn in_short(
    out: &mut dyn Write,
    series: &SeriesLine,
    most: usize,
) -> io::Result<()> {
    writeln!(out, "  {}", strong(&title(series)))?;
    series.points.iter().take(most).try_for_each(|point| self::point(out, point))?;
    let left = series.points.len().saturating_sub(most);
    if left > 0 {
        small(
            out,
            DATES + 2,
            &format!("and {left} more: `dateline show {}`", series.id),
        )?;
    }
    Ok(())
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

fn point(out: &mut dyn Write, point: &PointLine) -> io::Result<()> {
    let planned = if point.modality == "asserted" {
        String::new()
    } else {
        mark(&point.modality.replace('_', " "))
    };
    // A figure without a day of its own holds at the latest when the report came out.
    let date = match point.when_from {
        "said" => point.when.text.clone(),
        _ => format!("by {}", point.when.latest.as_deref().unwrap_or("?")),
    };
    let date = if date == "by ?" { "undated".to_owned() } else { date };
    dated(out, &date, &format!("{planned}{}", strong(&point.text)))?;
    let mut sources: Vec<String> = Vec::new();
    for evidence in &point.evidence {
        let source = evidence.according_to();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let told = according(&sources);
    let counts = counts(point.evidence.len(), point.origins);
    small(out, DATES + 2, &dotted(&[told, counts, short(&point.entry).to_owned()]))
}
