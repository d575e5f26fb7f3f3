//! A series as a drawing and as a table.

use dateline::wire::{PointLine, SeriesLine};
use maud::{Markup, html};

use super::days::{Scale, bounds, end};
use super::entry::evidence;
use super::frame::{count, words};
use super::numbers::{ends, step, told};
use crate::question::encoded;

const LEFT: i64 = 70;
const WIDTH: i64 = 850;
const TOP: i64 = 20;
const HEIGHT: i64 = 220;

/// A series under its name, for a list.
pub(super) fn series(series: &SeriesLine) -> Markup {
    html! {
        section {
            h3 {
                a href={"/series/" (encoded(&series.id))} { (words(&series.what)) }
                @if let Some(place) = &series.place { ", in " (words(place)) }
                @if let Some(holder) = &series.holder { ", of " (words(&holder.name)) }
                " " span.dim { (series.unit) }
            }
            @if series.left_out > 0 {
                p.dim { a href={"/series/" (encoded(&series.id))} {
                    (count(series.left_out, "figure")) " before these"
                } }
            }
            (table(series, &[]))
        }
    }
}

/// The page of a series: a drawing, the table under it, and the words.
pub(super) fn page(series: &SeriesLine, disputed: &[String]) -> Markup {
    html! {
        h1 {
            (words(&series.what))
            @if let Some(place) = &series.place { ", in " (words(place)) }
        }
        p.dim {
            (count(series.points.len() + series.left_out, "figure")) ", in " (series.unit)
            @if let Some(holder) = &series.holder {
                ", of " a href={"/actor/" (encoded(&holder.id))} { (words(&holder.name)) }
            }
        }
        @if series.left_out > 0 {
            p.dim { "The last " (series.points.len()) " are shown; "
                a href={"/series/" (encoded(&series.id)) ".csv"} { "all of them as CSV" } "." }
        }
        (drawing(series, disputed))
        p.legend aria-hidden="true" {
            span { "● said to be so" } span { "○ planned or not asserted" } span { "~ about" }
            span { "▲ more than, at least" } span { "▼ less than, at most" }
            span { "▮ between" } span.warn { "◆ reports disagree" }
        }
        (table(series, disputed))
        h2 { "The words" }
        @for point in &series.points {
            h3 { (point.day()) ": " (point.text) }
            @for evidence in &point.evidence { (self::evidence(evidence)) }
            @if point.evidence.len() < point.reports {
                p.dim { "the first of " (count(point.reports, "report")) }
            }
        }
    }
}

/// A point where it is drawn.
struct Drawn<'a> {
    point: &'a PointLine,
    from: i64,
    to: i64,
    low: i64,
    high: i64,
}

fn drawing(series: &SeriesLine, disputed: &[String]) -> Markup {
    let measured: Vec<_> = series
        .points
        .iter()
        .filter_map(|point| {
            // "By a day" stands at that day, with a bar that is open before it.
            let days = bounds(&point.when).or_else(|| end(&point.when));
            Some((point, days?, ends(&point.value)?))
        })
        .collect();
    let days: Vec<(i64, i64)> = measured.iter().map(|(_, days, _)| *days).collect();
    let Some(scale) = Scale::new(&days, LEFT, WIDTH) else {
        return html! { p.dim { "No figure of this series has a day: the table has them." } };
    };
    let values = || measured.iter().map(|(_, _, ends)| *ends);
    let most = values().map(|(_, high)| high).max().unwrap_or_default().max(1);
    let least = values().map(|(low, _)| low).min().unwrap_or_default().min(0);
    let step = step(most.saturating_sub(least));
    let top = (most / step).saturating_add(1).saturating_mul(step);
    let base = least.div_euclid(step).saturating_mul(step);
    let y = |value: i64| {
        let part = i128::from(value.saturating_sub(base)) * i128::from(HEIGHT);
        let part = part / i128::from(top.saturating_sub(base).max(1));
        TOP + HEIGHT - i64::try_from(part).unwrap_or(HEIGHT)
    };
    let drawn: Vec<Drawn<'_>> = measured
        .iter()
        .map(|(point, (first, last), (low, high))| Drawn {
            point,
            from: scale.at(*first),
            to: scale.at(last + 1),
            low: y(*low),
            high: y(*high),
        })
        .collect();
    let steps = (base / step)..=(top / step);
    let last = series.points.last().map(told_point).unwrap_or_default();
    html! {
        div.drawing tabindex="0" role="region" aria-label="Drawing of the series" {
            svg viewBox="0 0 960 270" width="960" height="270" role="group"
                aria-labelledby="drawn-title drawn-words" {
                title #drawn-title { (series.what) }
                desc #drawn-words {
                    (count(series.points.len(), "figure")) "; the last: " (last)
                    ". The table under the drawing has the same figures."
                }
                @for value in steps.take(12).map(|number| number.saturating_mul(step)) {
                    line.rail x1=(LEFT) x2=(LEFT + WIDTH) y1=(y(value)) y2=(y(value)) {}
                    text.axis.end x=(LEFT - 6) y=(y(value) + 4) { (told(value)) }
                }
                @for (x, mark) in scale.marks() {
                    line.rail x1=(x) x2=(x) y1=(TOP) y2=(TOP + HEIGHT) {}
                    text.axis x=(x + 2) y=(TOP + HEIGHT + 16) { (mark) }
                }
                path.steps d=(path(&drawn)) {}
                @for one in &drawn { (point(one, disputed)) }
            }
        }
    }
}

/// The way from figure to figure: each holds until the next. What is planned, denied or a change
/// is no step.
fn path(drawn: &[Drawn<'_>]) -> String {
    let holds = |one: &&Drawn<'_>| {
        one.point.modality == "asserted"
            && one.point.change.as_deref().unwrap_or("to") == "to"
    };
    let mut path = String::new();
    for one in drawn.iter().filter(holds) {
        let (x, y) = (i64::midpoint(one.from, one.to), i64::midpoint(one.low, one.high));
        if path.is_empty() {
            path.push_str(&format!("M{x} {y}"));
        } else {
            path.push_str(&format!("H{x}V{y}"));
        }
    }
    path
}

fn point(one: &Drawn<'_>, disputed: &[String]) -> Markup {
    let point = one.point;
    let conflict = disputed.contains(&point.entry);
    let (x, y) = (i64::midpoint(one.from, one.to), i64::midpoint(one.low, one.high));
    let label = told_point(point);
    let place = match point.evidence.first() {
        Some(evidence) => format!("/report/{}#at-{}", evidence.report, evidence.start),
        None => format!("/entry/{}", point.entry),
    };
    html! {
        a href=(place) aria-label=(label) {
            title { (label) }
            @if bounds(&point.when).is_none() {
                @let start = if point.when.latest.is_some() { LEFT } else { one.to };
                @let length = if point.when.latest.is_some() { one.from - LEFT } else { LEFT + WIDTH - one.to };
                rect.grain.open x=(start) y=(y - 1) width=(length) height="2" {}
            } @else if one.to - one.from > 6 {
                rect.grain x=(one.from) y=(y - 2) width=(one.to - one.from) height="4" {}
            }
            @if one.low != one.high {
                rect.range x=(x - 3) y=(one.high) width="6" height=(one.low - one.high) {}
            }
            (shape(point, (x, y), conflict))
            // A finger is wider than a point.
            circle.touch cx=(x) cy=(y) r="12" {}
        }
    }
}

fn shape(point: &PointLine, (x, y): (i64, i64), conflict: bool) -> Markup {
    let planned = point.modality != "asserted";
    let comparator = point.comparator.as_str();
    let points = match (conflict, comparator) {
        (true, _) => format!("{x},{} {},{y} {x},{} {},{y}", y - 7, x + 7, y + 7, x - 7),
        (_, "more_than" | "at_least") => {
            format!("{x},{} {},{} {},{}", y - 7, x + 6, y + 5, x - 6, y + 5)
        }
        (_, "less_than" | "at_most") => {
            format!("{x},{} {},{} {},{}", y + 7, x + 6, y - 5, x - 6, y - 5)
        }
        _ => String::new(),
    };
    html! {
        @if points.is_empty() {
            circle.point.planned[planned] cx=(x) cy=(y) r="5" {}
        } @else {
            polygon.point.planned[planned].conflict[conflict] points=(points) {}
        }
        @if comparator == "about" { text.axis x=(x + 7) y=(y - 4) { "~" } }
    }
}

fn told_point(point: &PointLine) -> String {
    let modality = Some(point.modality).filter(|word| *word != "asserted");
    let modality = modality.map(|word| format!("{}, ", word.replace('_', " ")));
    let sources = point.according_to().join("; ");
    format!("{}: {}{}, {sources}", point.day(), modality.unwrap_or_default(), point.text)
}

/// A series as a table.
fn table(series: &SeriesLine, disputed: &[String]) -> Markup {
    html! {
        div.wide { table {
            thead { tr {
                th scope="col" { "When" } th.number scope="col" { "How many" }
                th scope="col" { "According to" }
            } }
            tbody { @for point in &series.points { (row(point, disputed)) } }
        } }
    }
}

fn row(point: &PointLine, disputed: &[String]) -> Markup {
    html! {
        tr {
            td.when { (point.day()) }
            td.number { a href={"/entry/" (point.entry)} { (point.text) } }
            td {
                @if point.modality != "asserted" {
                    span.tag.plan { (point.modality.replace('_', " ")) }
                }
                @if disputed.contains(&point.entry) { span.tag.warn { "reports disagree" } }
                span.said { (words(&point.according_to().join("; "))) " · "
                    (count(point.reports, "report")) ", "
                    (count(point.origins, "origin")) }
            }
        }
    }
}
