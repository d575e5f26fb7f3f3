use dateline::{Part, Reader};
use maud::{Markup, html};

use super::entry::entries;
use super::frame::count;
use super::lists::problems;

/// A report laid out for reading: evidence marked, furniture and repeats greyed.
pub(super) fn reader(reader: &Reader) -> Markup {
    let report = &reader.report;
    html! {
        p.dim {
            (report.outlet.as_deref().unwrap_or("outlet not named"))
            " · published " (report.published.text) " (" (report.published_from) ") · "
            (report.doc) " · " (count(report.findings, "finding")) " · " (report.id)
        }
        article.report {
            @for stretch in &reader.stretches {
                p class=(stretch.class) {
                    @for part in &stretch.parts { (self::part(part)) }
                }
            }
        }
        @if !report.problems.is_empty() { h2 { "Problems" } (problems(report)) }
        @if !report.unread.is_empty() {
            h2 { "Gave no finding" small { (count(report.unread.len(), "sentence")) } }
            ul { @for sentence in &report.unread { li { (sentence) } } }
        }
        h2 { "What rests on it" small { (count(reader.entries.len(), "entry")) } }
        (entries(&reader.entries))
    }
}

/// Words that entries rest on lead to the first of them.
fn part(part: &Part) -> Markup {
    html! {
        @if let Some(entry) = part.entries.first() {
            mark { a href={"/entry/" (entry)} title=(count(part.entries.len(), "entry")) {
                (part.words)
            } }
        } @else { (part.words) }
    }
}
