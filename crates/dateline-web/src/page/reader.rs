use std::collections::{BTreeMap, BTreeSet};

use dateline::{Part, RawPage, Reader, Stretch};
use maud::{Markup, html};

use super::entry::marks;
use super::frame::{count, words};
use super::lists::{KINDS, problems};
use crate::visit::Visit;

/// A report laid out for reading: evidence marked, furniture and repeats greyed, beside it its
/// raw form where that is asked for.
pub(super) fn reader(reader: &Reader, raw: Option<&RawPage>, visit: &Visit) -> Markup {
    let report = &reader.report;
    let numbers: BTreeMap<&str, usize> =
        reader.entries.iter().map(|entry| entry.id.as_str()).zip(1..).collect();
    let mut anchors = BTreeSet::new();
    html! {
        h1 { (words(report.title.as_deref().unwrap_or("no headline"))) }
        p.dim {
            (words(report.outlet.as_deref().unwrap_or("outlet not named")))
            " · published " (report.published.text) " (" (report.published_from) ") · "
            (words(&report.doc)) " · " (count(report.findings, "finding")) " · " (report.id)
        }
        p {
            @if raw.is_some() {
                a href={"/report/" (report.id)} data-key="b" { "Without its raw form " kbd { "b" } }
            } @else {
                a href={"/report/" (report.id) "?raw=yes"} data-key="b" {
                    "Beside its raw form " kbd { "b" }
                }
            }
        }
        div.beside[raw.is_some()] {
            article.report data-report=(report.id) {
                @for stretch in &reader.stretches {
                    (self::stretch(stretch, &numbers, &mut anchors))
                }
            }
            @if let Some(raw) = raw { (raw_pieces(raw)) }
        }
        @if visit.may_review() { (missed(&report.id)) }
        @if !report.problems.is_empty() { h2 { "Problems" } (problems(report)) }
        @if !report.unread.is_empty() {
            h2 { "Gave no finding" small { (count(report.unread.len(), "sentence")) } }
            ul.plain { @for sentence in &report.unread { li dir="auto" { (sentence) } } }
        }
        h2 { "What rests on it" small { (count(reader.entries.len(), "entry")) } }
        ol.numbered { @for (number, entry) in (1..).zip(&reader.entries) {
            li #{"entry-" (number)} {
                span.when { (number) " · " (entry.when.text) } " " (marks(entry))
                a href={"/entry/" (entry.id)} { (words(&entry.title)) }
            }
        } }
    }
}

fn stretch(
    stretch: &Stretch,
    numbers: &BTreeMap<&str, usize>,
    anchors: &mut BTreeSet<usize>,
) -> Markup {
    let before = stretch.parts.iter().map(|part| part.entries.as_slice());
    let before = std::iter::once(&[] as &[String]).chain(before);
    html! {
        p class=(stretch.class) dir="auto" {
            @if let Some(word) = said_of(stretch.class) { span.label { (word) } }
            @for (part, before) in stretch.parts.iter().zip(before) {
                (self::part(part, before, numbers, anchors))
            }
        }
    }
}

/// The form for what the program missed: mark the words in the report, then the key.
fn missed(report: &str) -> Markup {
    html! {
        section.verdicts aria-label="What was missed" { details {
            summary data-key="i" data-marks="quote" { "Add what was missed " kbd { "i" } }
            form method="post" action={"/report/" (report) "/mark"} {
                input type="hidden" name="back" value={"/report/" (report)};
                label { "The words, as they stand" textarea name="quote" rows="2" required {} }
                label { "Kind" select name="kind" {
                    @for kind in KINDS { option selected[kind == "event"] { (kind) } }
                } }
                label { "When" input name="when" placeholder="2031-08-21, 2031-08"; }
                label { "In your words" input name="told"; }
                label { "Field" input name="field" placeholder="value, speaker"; }
                label { "holds" input name="value"; }
                label { "because" input name="because"; }
                button { "Add" }
            }
        } }
    }
}

/// What a reader is told of a stretch that is not the report itself.
fn said_of(class: &str) -> Option<&'static str> {
    match class {
        "repeat" => Some("again"),
        "furniture" => Some("page"),
        "caption" => Some("caption"),
        _ => None,
    }
}

/// Words that entries rest on lead to the first of them; where an entry begins its number
/// stands, so that words under several lead to each.
fn part(
    part: &Part,
    before: &[String],
    numbers: &BTreeMap<&str, usize>,
    anchors: &mut BTreeSet<usize>,
) -> Markup {
    let Some(first) = part.entries.first() else { return html! { (part.words) } };
    let begins = part.entries.iter().filter(|entry| !before.contains(entry));
    let begins: Vec<usize> =
        begins.filter_map(|entry| numbers.get(entry.as_str()).copied()).collect();
    let anchor = anchors.insert(part.start).then(|| format!("at-{}", part.start));
    let depth = part.entries.len().min(3);
    html! {
        @for number in &begins {
            sup { a href={"#entry-" (number)} { (number) } }
        }
        mark.{"deep" (depth)} id=[anchor] {
            a href={"/entry/" (first)} title=(count(part.entries.len(), "entry")) {
                (part.words)
            }
        }
    }
}

/// The raw form of a report, what is no part of the page's words greyed.
pub(super) fn raw_pieces(raw: &RawPage) -> Markup {
    html! {
        div.raw tabindex="0" role="region" aria-label="Raw form" {
            pre dir="auto" { @for piece in &raw.pieces {
                @if piece.class == "markup" { span.markup { (piece.words) } }
                @else { span.piece title={(piece.class) ", bytes " (piece.start) "–" (piece.end)} { (piece.words) } }
            } }
            @if raw.left_out > 0 { p.dim { (raw.left_out) " bytes more" } }
        }
    }
}
