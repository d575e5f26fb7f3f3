//! The timeline as a drawing: lanes, and in them bars as long as a time is unsure.

use std::collections::BTreeMap;

use dateline::wire::EntryLine;
use maud::{Markup, html};

use super::days::{Scale, bounds, end};
use super::frame::count;

/// What a lane holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lanes {
    /// What is of one kind.
    Kind,
    /// What one actor is in.
    Actor,
}

const LEFT: i64 = 150;
const WIDTH: i64 = 800;
const ROW: i64 = 11;
/// How far the point of an open end leads.
const OPEN: i64 = 16;
/// How many rows a lane has at most: past it bars lie over each other.
const ROWS: usize = 24;
/// How many lanes of actors are drawn: those with most entries.
const ACTORS: usize = 12;

/// The drawing of some entries; nothing where none has a time.
pub(super) fn timeline(entries: &[EntryLine], lanes: Lanes) -> Markup {
    let drawn = |entry: &EntryLine| bounds(&entry.when).or_else(|| end(&entry.when));
    let dated: Vec<(&EntryLine, (i64, i64))> =
        entries.iter().filter_map(|entry| Some((entry, drawn(entry)?))).collect();
    // One end far away is no reason to draw the rest small: its point stands at the edge.
    let known: Vec<(i64, i64)> =
        dated.iter().filter_map(|(entry, _)| bounds(&entry.when)).collect();
    let all = || dated.iter().map(|(_, days)| *days).collect();
    let days = if known.is_empty() { all() } else { known };
    let Some(scale) = Scale::new(&days, LEFT, WIDTH) else { return html! {} };
    let lanes = laned(&dated, lanes);
    let mut top = 24;
    let mut drawn = Vec::new();
    for (name, bars) in &lanes {
        let (rows, placed) = stacked(bars, &scale);
        drawn.push((name, top, placed));
        top += i64::try_from(rows).unwrap_or(1) * ROW + 10;
    }
    html! {
        div.drawing tabindex="0" role="region" aria-label="Drawing of the timeline" {
            svg viewBox={"0 0 960 " (top)} width="960" height=(top) role="group"
                aria-label={"Timeline of " (count(dated.len(), "entry")) "; the list has the same"} {
                @for (x, words) in scale.marks() {
                    line.rail x1=(x) x2=(x) y1="16" y2=(top) {}
                    text.axis x=(x + 2) y="12" { (words) }
                }
                @for (name, top, placed) in &drawn {
                    text.lane x="0" y=(top + 9) { (shortened(name)) }
                    line.rail x1="0" x2="960" y1=(top - 5) y2=(top - 5) {}
                    @for (row, from, to, entry) in placed {
                        (bar(entry, (*from, *to), top + row * ROW))
                    }
                }
            }
        }
    }
}

fn bar(entry: &EntryLine, (from, to): (i64, i64), y: i64) -> Markup {
    let planned = entry.modality != "asserted";
    let denied = entry.polarity == "negative";
    let label = label(entry);
    let open = arrow(entry, (from, to), y);
    html! {
        a href={"/entry/" (entry.id)} aria-label=(label) {
            title { (label) }
            @match open {
                None => rect.event.planned[planned].denied[denied]
                    x=(from) y=(y) width=((to - from).max(4)) height="8" rx="1.5" {},
                Some(points) => polygon.event.open.planned[planned].denied[denied]
                    points=(points) {},
            }
        }
    }
}

/// Of an entry that is known only from a day on, or only by a day: a point that leads away from
/// that day, since none of the days it leads to is known.
fn arrow(entry: &EntryLine, (from, to): (i64, i64), y: i64) -> Option<String> {
    let (day, tip) = match (&entry.when.earliest, &entry.when.latest) {
        (Some(_), None) => (from, from + OPEN),
        (None, Some(_)) => (to, to - OPEN),
        _ => return None,
    };
    Some(format!("{day},{y} {tip},{} {day},{}", y + 4, y + 8))
}

fn label(entry: &EntryLine) -> String {
    let denied = if entry.polarity == "negative" { "denied: " } else { "" };
    let standing = entry.standing().map(|word| format!("{word}: ")).unwrap_or_default();
    format!("{}: {denied}{standing}{}", entry.when.text, entry.title)
}

type Bars<'a> = Vec<(&'a EntryLine, (i64, i64))>;

fn laned<'a>(dated: &Bars<'a>, lanes: Lanes) -> Vec<(String, Bars<'a>)> {
    let mut by_name: BTreeMap<String, Bars<'a>> = BTreeMap::new();
    for (entry, days) in dated {
        let names: Vec<String> = match lanes {
            Lanes::Kind => vec![entry.kind.to_owned()],
            Lanes::Actor => entry.actors.iter().map(|actor| actor.name.clone()).collect(),
        };
        for name in names {
            by_name.entry(name).or_default().push((entry, *days));
        }
    }
    let mut lanes: Vec<(String, Bars<'a>)> = by_name.into_iter().collect();
    lanes.sort_by(|(one, bars), (other, others)| {
        others.len().cmp(&bars.len()).then_with(|| one.cmp(other))
    });
    lanes.truncate(ACTORS);
    lanes
}

/// The row of each bar, so that none lies over another while there is room.
fn stacked<'a>(
    bars: &Bars<'a>,
    scale: &Scale,
) -> (usize, Vec<(i64, i64, i64, &'a EntryLine)>) {
    let mut ends: Vec<i64> = Vec::new();
    let mut placed = Vec::new();
    for (entry, (first, last)) in bars {
        let (from, to) = (scale.at(*first), scale.at(last + 1));
        let left = if entry.when.earliest.is_none() { to - OPEN } else { from };
        let right = if entry.when.latest.is_none() { from + OPEN } else { to };
        let free = ends.iter().position(|end| *end < left);
        let row = free.unwrap_or_else(|| ends.len().min(ROWS - 1));
        let end = right.max(from + 4) + 1;
        match ends.get_mut(row) {
            Some(held) => *held = end.max(*held),
            None => ends.push(end),
        }
        placed.push((i64::try_from(row).unwrap_or_default(), from, to, *entry));
    }
    (ends.len().max(1), placed)
}

fn shortened(name: &str) -> String {
    let mut letters = name.chars();
    let head: String = letters.by_ref().take(21).collect();
    if letters.next().is_some() { format!("{head}…") } else { head }
}
