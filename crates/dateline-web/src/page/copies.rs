use dateline::Reader;
use dateline::wire::{CopiesShown, PairLine, ReasonLine, ReportShown};
use maud::{Markup, html};

use super::differ::{differing, marked};
use super::frame::{count, words};

/// An origin with its copies: a small graph, the reports, and the way to each two side by side.
pub(super) fn group(
    group: &CopiesShown,
    report: impl Fn(&ReportShown) -> Markup,
) -> Markup {
    let id =
        |doc: &str| group.reports.iter().find(|one| one.doc == doc).map(|one| &one.id);
    html! {
        h2 {
            "Origin " (group.origin)
            small { "1 origin, " (count(group.reports.len().saturating_sub(1), "copy")) }
        }
        (graph(group))
        ol { @for one in &group.reports { (report(one)) } }
        ul.plain { @for pair in &group.pairs {
            @let PairLine { one, other, per_mille, .. } = pair;
            li {
                @match id(one).zip(id(other)) {
                    Some((left, right)) => a href={"/copies/" (left) "/" (right)} {
                        (words(one)) " beside " (words(other))
                    },
                    None => { (words(one)) " beside " (words(other)) },
                }
                " " span.dim { (per_mille / 10) " % of the shorter" }
                div.said { (direction(pair)) }
            }
        } }
    }
}

/// Which of two has its text from the other, and what says so.
fn direction(pair: &PairLine) -> Markup {
    let (for_it, against): (Vec<&ReasonLine>, Vec<&ReasonLine>) =
        pair.reasons.iter().partition(|reason| reason.direction == pair.direction);
    let told = |reasons: &[&ReasonLine]| {
        reasons.iter().map(|reason| reason.why).collect::<Vec<_>>().join("; ")
    };
    html! {
        @match pair.copy_and_source() {
            Some((copy, source)) => {
                (words(copy)) " has it from " (words(source))
                @if !for_it.is_empty() { ": " (told(&for_it)) }
                @if !against.is_empty() { "; against it: " (told(&against)) }
            },
            None => {
                "which has it from which cannot be told"
                @if !pair.reasons.is_empty() {
                    ": " (told(&pair.reasons.iter().collect::<Vec<_>>()))
                }
            },
        }
        @for change in &pair.changed_figures {
            " · " (change.one) " here, " (change.other) " there"
        }
    }
}

/// How many copies the graph has at most; the list has all.
const DRAWN: usize = 30;

/// The origin on the left, what copied it on the right.
fn graph(group: &CopiesShown) -> Markup {
    let [origin, copies @ ..] = group.reports.as_slice() else { return html! {} };
    let copies = copies.get(..DRAWN.min(copies.len())).unwrap_or_default();
    let height = 26 * copies.len().max(1) + 8;
    let middle = height / 2;
    let share = |doc: &str| {
        let pair = group.pairs.iter().find(|pair| {
            (pair.one == origin.doc && pair.other == doc)
                || (pair.other == origin.doc && pair.one == doc)
        });
        pair.map(|pair| format!("{} %", pair.per_mille / 10)).unwrap_or_default()
    };
    html! {
        div.drawing tabindex="0" role="region" aria-label="The origin and its copies" {
            svg viewBox={"0 0 960 " (height)} width="960" height=(height) role="img"
                aria-label={"One origin, " (count(copies.len(), "copy")) "; the list under it has them"} {
                text.lane x="4" y=(middle + 4) { (clipped(&name(origin))) }
                @for (number, copy) in copies.iter().enumerate() {
                    @let y = 17 + 26 * number;
                    path.steps d={"M380 " (middle) "C450 " (middle) " 450 " (y) " 520 " (y)} {}
                    text.lane x="580" y=(y + 4) { (clipped(&name(copy))) }
                    text.axis x="526" y=(y + 4) { (share(&copy.doc)) }
                }
            }
        }
    }
}

fn name(report: &ReportShown) -> String {
    let outlet = report.outlet.as_deref().unwrap_or(&report.doc);
    format!("{outlet}, {}", report.published.text)
}

fn clipped(name: &str) -> String {
    name.chars().take(48).collect()
}

/// Two reports side by side, the differing words marked.
pub(super) fn beside(one: &Reader, other: &Reader) -> Markup {
    let (left, right) = (body(one), body(other));
    let (all_left, all_right) = (left.join("\n"), right.join("\n"));
    html! {
        h1 { "Side by side" }
        @match differing(&all_left, &all_right) {
            Some((0, 0)) => p { "Word for word the same." },
            Some((here, there)) => p.dim {
                (count(here, "word")) " of the first and " (count(there, "word"))
                " of the second do not stand in the other; they are marked."
            },
            None => p.dim { "Too long to hold word against word; nothing is marked." },
        }
        div.versus {
            (column(one, &left, &all_right))
            (column(other, &right, &all_left))
        }
    }
}

fn column(reader: &Reader, paragraphs: &[String], other: &str) -> Markup {
    let report = &reader.report;
    html! {
        section {
            h2 { a href={"/report/" (report.id)} {
                (words(report.outlet.as_deref().unwrap_or(&report.doc)))
            } small { (report.published.text) } }
            div.report dir="auto" { (marked(&paragraphs.join("\n"), other)) }
        }
    }
}

fn body(reader: &Reader) -> Vec<String> {
    let stretches = reader.stretches.iter();
    let stretches =
        stretches.filter(|one| matches!(one.class, "title" | "subhead" | "body"));
    let words = stretches.map(|stretch| {
        stretch.parts.iter().map(|part| part.words.trim_matches('\n')).collect::<String>()
    });
    words.filter(|words| !words.trim().is_empty()).collect()
}
