//! What a reviewer rules: by forms, so that no script is needed, and by keys where there is one.

use dateline::Queue;
use dateline::wire::{DoubtLine, DoubtedLine, EntryLine};
use maud::{Markup, html};

use super::entry::{held, link, one, passages};
use super::frame::{count, words};
use crate::act::TICKED;
use crate::question::encoded;
use crate::reply;
use crate::visit::Visit;

/// What waits for a reviewer: the first of it whole, its words first, then what follows.
pub(super) fn queue(
    queue: &Queue,
    (skip, doubts): (usize, usize),
    marks: &[Option<String>],
    visit: &Visit,
) -> Markup {
    let mark = marks.first().and_then(Option::as_deref);
    let back = format!("/review?skip={skip}");
    html! {
        h1 { "Review" }
        p.dim {
            (queue.left) " wait, " (queue.accepted) " accepted"
            @if doubts > 0 { " · " a href="/review/names" { (count(doubts, "pair")) " of names" } }
            " · " a href="/rulings" { "rulings" }
        }
        @match queue.waiting.as_slice() {
            [first, rest @ ..] => {
                h2 { (words(&first.entry.title)) small { (first.why) } }
                (passages(&first.entry))
                @if visit.may_review() {
                    (verdicts(&first.entry, mark.unwrap_or_default(), &back))
                } @else { p { "Readers see what waits; reviewers rule on it." } }
                nav.verdicts aria-label="The queue" {
                    a.button href={"/review?skip=" (skip + 1)} data-key="s" { "Skip " kbd { "s" } }
                    @if skip > 0 {
                        a.button href={"/review?skip=" (skip - 1)} data-key="b" { "Back " kbd { "b" } }
                    }
                    a.button href={"/entry/" (first.entry.id)} data-key="e" { "Its page " kbd { "e" } }
                }
                (held(&first.entry))
                @for link in &first.links { (self::link(link)) }
                h2 { "Then" small { (queue.left.saturating_sub(skip + 1)) " more" } }
                @let lines: Vec<&EntryLine> = rest.iter().map(|waiting| &waiting.entry).collect();
                @if visit.may_review() {
                    (ticks(&lines, marks.get(1..).unwrap_or_default(), &back))
                } @else { ol { @for entry in &lines { (one(entry)) } } }
            }
            [] => p {
                @if queue.left > 0 { a href="/review" { "To the start of the queue" } }
                @else { "Nothing waits. New reports bring new entries." }
            }
        }
    }
}

/// What can be ruled on an entry.
pub(super) fn verdicts(entry: &EntryLine, mark: &str, back: &str) -> Markup {
    let act = |verb: &str| format!("/entry/{}/{verb}", entry.id);
    let kept = html! {
        input type="hidden" name="match" value=(mark);
        input type="hidden" name="back" value=(back);
    };
    html! {
        section.verdicts aria-label="Ruling" {
            form method="post" action=(act("accept")) { (kept)
                button data-key="a" { "Accept " kbd { "a" } } }
            form method="post" action=(act("reject")) { (kept)
                button data-key="r" { "Reject " kbd { "r" } } }
            (undo_last(back))
            details {
                summary data-key="c" { "Correct " kbd { "c" } }
                form method="post" action=(act("correct")) { (kept)
                    label { "Field" select name="field" { @for field in &entry.fields {
                        option value=(field.field) { (field.field.replace('_', " ")) }
                    } } }
                    label { "holds" input name="value" required; }
                    label { "because" input name="because"; }
                    button { "Correct" }
                }
            }
            details {
                summary data-key="n" { "Remark " kbd { "n" } }
                form method="post" action=(act("note")) { (kept)
                    label { "Remark" input name="words" required; }
                    button { "Keep" }
                }
            }
            details {
                summary data-key="m" { "One with, apart from " kbd { "m" } }
                form method="post" action=(act("merge")) { (kept)
                    label { "Another entry" input name="other" required placeholder="its first digits"; }
                    button { "They tell one thing" }
                    button formaction=(act("split")) { "They tell two" }
                }
            }
        }
    }
}

/// Entries to be ticked, and ruled on at once.
pub(super) fn ticks(
    entries: &[&EntryLine],
    marks: &[Option<String>],
    back: &str,
) -> Markup {
    html! {
        @if !entries.is_empty() {
            form.ticks method="post" action="/review/bulk" {
                input type="hidden" name="back" value=(back);
                ol { @for (entry, mark) in entries.iter().zip(marks) {
                    li.tick {
                        @if let Some(mark) = mark {
                            input type="checkbox" name={(TICKED) (entry.id)} value=(mark)
                                aria-label={"Tick: " (entry.title)};
                        }
                        ol { (one(entry)) }
                    }
                } }
                p.verdicts {
                    label.inline hidden { input type="checkbox" data-all; " all" }
                    button name="verdict" value="accept" { "Accept what is ticked" }
                    button name="verdict" value="reject" { "Reject what is ticked" }
                }
            }
        }
    }
}

pub(super) fn undo_last(back: &str) -> Markup {
    html! {
        form method="post" action="/review/undo" {
            input type="hidden" name="back" value=(back);
            button data-key="u" { "Undo " kbd { "u" } }
        }
    }
}

/// How many pairs are shown under the first.
const PAIRS: usize = 30;

/// The names that wait for a ruling, the first of them to be ruled on.
pub(super) fn names(doubts: &[DoubtLine], skip: usize, visit: &Visit) -> Markup {
    let waiting = doubts.get(skip..).unwrap_or_default();
    let back = format!("/review/names?skip={skip}");
    html! {
        h1 { "Names that may be one" }
        p.dim { (count(doubts.len(), "pair")) " · " a href="/review" { "entries" } }
        @match waiting {
            [first, rest @ ..] => {
                (pair(first))
                @if visit.may_review() { section.verdicts aria-label="Ruling" {
                    (ruling(first, &back, ("same", "m", "One")))
                    (ruling(first, &back, ("different", "x", "Two")))
                    (ruling(first, &back, ("unsure", "o", "Cannot be told")))
                    (undo_last(&back))
                    a.button href={"/review/names?skip=" (skip + 1)} data-key="s" { "Skip " kbd { "s" } }
                } }
                ul.plain { @for doubt in rest.iter().take(PAIRS) { li { (pair(doubt)) } } }
            }
            [] => p {
                @if doubts.is_empty() { "No two names wait for a ruling." }
                @else { a href="/review/names" { "To the first pair" } }
            }
        }
    }
}

/// The mark of a pair as it stands.
pub(crate) fn mark_of(doubt: &DoubtLine) -> String {
    reply::mark(&reply::data_bytes(&serde_json::json!(doubt)))
}

fn ruling(
    doubt: &DoubtLine,
    back: &str,
    (verb, key, told): (&str, &str, &str),
) -> Markup {
    html! {
        form method="post" action={"/names/" (verb)} {
            input type="hidden" name="one" value=(doubt.one.id);
            input type="hidden" name="other" value=(doubt.other.id);
            input type="hidden" name="match" value=(mark_of(doubt));
            input type="hidden" name="back" value=(back);
            button data-key=(key) { (told) " " kbd { (key) } }
        }
    }
}

fn pair(doubt: &DoubtLine) -> Markup {
    html! {
        p.pair {
            (name(&doubt.one)) " " span.dim { "and" } " " (name(&doubt.other))
            span.said { " · alike " (doubt.score) " · " (doubt.why) }
        }
    }
}

fn name(doubted: &DoubtedLine) -> Markup {
    html! {
        a href={"/actor/" (encoded(&doubted.id))} { (words(&doubted.name)) }
        @if let Some(of) = &doubted.of { " of " (words(of)) }
        " " span.dim { "(" (count(doubted.reports, "report")) ")" }
    }
}
