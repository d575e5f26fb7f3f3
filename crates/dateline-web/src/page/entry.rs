use dateline::Found;
use dateline::wire::{
    self, ActorLine, EntryLine, EvidenceLine, LinkShown, PromiseShown, ReadingLine,
    ValueLine,
};
use maud::{Markup, html};

use super::days::{Scale, bar, bounds};
use super::differ::marked;
use super::frame::{count, short, words};
use super::{Entryside, review, series};
use crate::question::encoded;
use crate::visit::Visit;

/// Whatever a name stands for, with all the words it rests on.
pub(super) fn found(found: &Found, side: &Entryside, visit: &Visit) -> Markup {
    match found {
        Found::Actor { actor, entries, left_out } => {
            self::actor(actor, entries, *left_out)
        }
        Found::Entry { entry, links } => whole(entry, links, side, visit),
        Found::Series { series } => series::page(series, &side.disputed),
        Found::Report { report, entries } => html! {
            h1 { a href={"/report/" (report.id)} {
                (words(report.title.as_deref().unwrap_or(&report.doc)))
            } }
            (self::entries(entries))
        },
    }
}

/// Entries in a list, each with its time drawn beside it.
pub(super) fn entries(entries: &[EntryLine]) -> Markup {
    let days: Vec<(i64, i64)> =
        entries.iter().filter_map(|entry| bounds(&entry.when)).collect();
    let scale = if entries.len() > 1 { Scale::new(&days, 0, 240) } else { None };
    html! { ol { @for entry in entries { (line(entry, scale.as_ref())) } } }
}

/// An entry in a list: when, what, according to whom.
pub(super) fn one(entry: &EntryLine) -> Markup {
    line(entry, None)
}

fn line(entry: &EntryLine, scale: Option<&Scale>) -> Markup {
    html! {
        li.entry {
            span.when { (entry.when.text) (bar(&entry.when, scale)) }
            div {
                (marks(entry))
                a href={"/entry/" (entry.id)} { (words(&entry.title)) }
                div.said { (told(entry)) }
            }
        }
    }
}

/// When an entry was, how it holds and who tells it, for where its title stands over it.
pub(super) fn standing(entry: &EntryLine) -> Markup {
    html! {
        span.when { (entry.when.text) } " " (marks(entry)) span.said { (told(entry)) }
    }
}

/// What a reader must not overlook.
pub(super) fn marks(entry: &EntryLine) -> Markup {
    html! {
        @if entry.polarity == "negative" { span.tag.warn { "denied" } }
        @if let Some(word) = entry.standing() { span.tag.plan { (word) } }
        @if entry.accepted { span.tag.calm { "accepted" } }
    }
}

/// "according to Harbour Wire; the ministry · 3 reports, 2 origins".
fn told(entry: &EntryLine) -> Markup {
    let sources = entry.according_to();
    let shown: Vec<&str> = sources.iter().take(3).map(String::as_str).collect();
    let more = sources.len().saturating_sub(shown.len());
    html! {
        @if !shown.is_empty() { "according to " (words(&shown.join("; "))) }
        // Of what thousands tell a list has read the first.
        @if entry.tellers_left_out() > 0 { " and others" }
        @else if more > 0 { " and " (count(more, "other")) }
        " · " (count(entry.reports, "report"))
        @if entry.reports > 1 { ", " (count(entry.origins, "origin")) }
    }
}

fn whole(
    entry: &EntryLine,
    links: &[LinkShown],
    side: &Entryside,
    visit: &Visit,
) -> Markup {
    let back = format!("/entry/{}", entry.id);
    html! {
        h1 { (words(&entry.title)) }
        p.dim {
            (entry.kind) " " (short(&entry.id)) " · "
            (count(entry.reports, "report")) ", " (count(entry.origins, "origin"))
            " · " a href={"/entry/" (entry.id) ".json"} { "data" }
        }
        (held(entry))
        @if visit.may_review() { (review::verdicts(entry, &side.mark, &back)) }
        h2 { "The words" small {
            @if entry.tellers_left_out() > 0 { "the first of " (count(entry.reports, "report")) }
            @else { (count(entry.evidence.len(), "passage")) }
        } }
        (passages(entry))
        @if let Some(agreed) = &side.beside.agreed {
            h2 { "What is owed under it" small { (count(agreed.commitments.len(), "commitment")) } }
            @if agreed.commitments.is_empty() { p.dim { "No report tells of a commitment under it." } }
            ol { @for one in &agreed.commitments { (promise(one)) } }
        }
        @if let Some(body) = &side.beside.body {
            @if !body.mandate.is_empty() {
                h2 { "What it is to do" }
                ul.plain { @for task in &body.mandate { li { (words(task)) } } }
            }
            h2 { "What it took part in" small { (count(body.meetings.len(), "entry")) } }
            (entries(&body.meetings))
        }
        @if let Some(promise) = &side.beside.promise {
            h2 { "What came of it, by what reports say" small { (promise.standing.replace('_', " ")) } }
            @if promise.evidence.is_empty() {
                p.dim { "No report since tells of it: that is not the same as not done." }
            }
            (entries(&promise.evidence))
        }
        @if !links.is_empty() {
            h2 { "How the reports stand to each other" }
            @for link in links { (self::link(link)) }
        }
        (why(entry))
    }
}

/// What an entry holds: when, what, who.
pub(super) fn held(entry: &EntryLine) -> Markup {
    html! {
        p { (marks(entry)) strong { (entry.when.text) }
            @if let Some(basis) = entry.when.basis { " " span.dim { (wire::reason(basis)) } }
        }
        dl {
            @for field in &entry.fields {
                dt { (field.field.replace('_', " ")) }
                dd {
                    @for (number, reading) in field.readings.iter().enumerate() {
                        @if number > 0 { br; span.tag.calm { "or" } }
                        (self::reading(entry, reading, field.readings.len() > 1))
                    }
                }
            }
            @if !entry.actors.is_empty() {
                dt { "who" }
                dd { @for (number, actor) in entry.actors.iter().enumerate() {
                    @if number > 0 { ", " }
                    a href={"/actor/" (encoded(&actor.id))} { (words(&actor.name)) }
                } }
            }
            @for note in &entry.notes { dt { "note" } dd { (words(note)) } }
        }
    }
}

fn reading(entry: &EntryLine, reading: &ReadingLine, with_source: bool) -> Markup {
    html! {
        @if is_word(&reading.text) { (reading.text.replace('_', " ")) }
        @else { (words(&reading.text)) }
        @if with_source || reading.evidence.is_empty() {
            " " span.dim { "(" (words(&entry.told_by(reading))) ")" }
        }
    }
}

/// Whether a value is a word of the program's own: `memorandum_of_understanding`.
fn is_word(value: &str) -> bool {
    value.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'_')
}

/// How many passages of an entry a page has.
const PASSAGES: usize = 60;

/// The words that an entry rests on; one key opens the first where it stands.
pub(super) fn passages(entry: &EntryLine) -> Markup {
    html! {
        // What is told a thousand times is not read a thousand times.
        @let shown = entry.evidence.len().min(PASSAGES);
        @for (number, one) in entry.evidence.iter().take(PASSAGES).enumerate() {
            (passage(one, (number == 0).then_some("w")))
        }
        @if entry.evidence.len() > shown || entry.tellers_left_out() > 0 {
            p.dim { a href={"/entry/" (entry.id) ".json"} {
                @if entry.tellers_left_out() > 0 { "more of " (count(entry.reports, "report")) ", as data" }
                @else { (count(entry.evidence.len() - shown, "passage")) " more, as data" }
            } }
        }
    }
}

/// The words of a report, marked, with who says so.
pub(super) fn evidence(evidence: &EvidenceLine) -> Markup {
    passage(evidence, None)
}

fn passage(evidence: &EvidenceLine, key: Option<&str>) -> Markup {
    html! {
        figure {
            blockquote dir="auto" {
                (evidence.before) mark { (evidence.words) } (evidence.after)
            }
            (caption(evidence, key))
        }
    }
}

fn caption(evidence: &EvidenceLine, key: Option<&str>) -> Markup {
    html! {
        figcaption {
            (words(&evidence.chain())) " · published " (evidence.published.text) " · "
            a href={"/report/" (evidence.report) "#at-" (evidence.start)} data-key=[key] {
                (words(&evidence.doc))
                @if let Some(key) = key { " " kbd { (key) } }
            }
            " · bytes " (evidence.raw[0]) "–" (evidence.raw[1])
            " · rule " (evidence.rule) " · confidence " (evidence.confidence)
            @for mark in evidence.marks() { " · " (mark) }
        }
    }
}

/// How findings stand to each other, side by side, the differing words marked.
pub(super) fn link(link: &LinkShown) -> Markup {
    html! {
        section {
            h3 {
                span class=(if link.conflict { "tag warn" } else { "tag calm" }) {
                    (link.kind.replace('_', " "))
                }
                (words(&link.topic))
            }
            @if !link.differences.is_empty() {
                dl { @for difference in &link.differences {
                    dt { (difference.field.replace('_', " ")) }
                    dd { @for ValueLine { value, docs } in &difference.values {
                        div { (words(value)) " " span.dim { "(" (words(&docs.join(", "))) ")" } }
                    } }
                } }
            }
            // Lists come without the words; the entries below have them.
            @let told = link.members.iter().all(|member| !member.words.is_empty());
            @if told { div.versus { @for (number, member) in link.members.iter().enumerate() {
                // Each is held against the first, the first against the second.
                @let other = if number == 0 { link.members.get(1) } else { link.members.first() };
                (side(member, other))
            } } }
            p.dim {
                (link.rule)
                @for id in &link.entries { " · " a href={"/entry/" (id)} { (short(id)) } }
            }
        }
    }
}

fn side(member: &EvidenceLine, other: Option<&EvidenceLine>) -> Markup {
    html! {
        figure {
            blockquote dir="auto" {
                (member.before)
                mark { @match other {
                    Some(other) => (marked(&member.words, &other.words)),
                    None => (member.words),
                } }
                (member.after)
            }
            (caption(member, None))
        }
    }
}

/// A commitment and what came of it by what reports say.
pub(super) fn promise(promise: &PromiseShown) -> Markup {
    let entry = &promise.commitment;
    let open = promise.standing == "open";
    let class = if promise.standing == "overdue" { "tag warn" } else { "tag calm" };
    html! {
        li.entry {
            span.when { (entry.when.text) }
            div {
                (marks(entry))
                @if !open { span class=(class) { (promise.standing.replace('_', " ")) } }
                a href={"/entry/" (entry.id)} { (words(&entry.title)) }
                div.said {
                    (told(entry))
                    // Silence is not "not done".
                    @if promise.evidence.is_empty() { " · no report since" }
                }
                @for evidence in &promise.evidence {
                    div.said { "→ " (evidence.when.text) ": " (marks(evidence))
                        a href={"/entry/" (evidence.id)} { (words(&evidence.title)) }
                    }
                }
            }
        }
    }
}

/// The parts of an actor's page: the kinds of entries, each with the words over them.
const PARTS: [(&str, &str); 8] = [
    ("role", "Offices"),
    ("statement", "Said"),
    ("agreement", "Agreements"),
    ("commitment", "Commitments"),
    ("event", "Meetings and other events"),
    ("figure", "Figures"),
    ("body", "Bodies"),
    ("relation", "Relations"),
];

fn actor(actor: &ActorLine, entries: &[EntryLine], left_out: usize) -> Markup {
    html! {
        h1 { (words(&actor.name)) }
        p.dim {
            (actor.class) @if let Some(of) = &actor.of { " of " (words(of)) }
            " · " (count(entries.len() + left_out, "entry"))
            @if left_out > 0 { ", the first of each kind here" }
            " · " a href={"/timeline?actor=" (encoded(&actor.name))} { "timeline" }
            " · " a href={"/actor/" (encoded(&actor.id)) ".csv"} { "CSV" }
        }
        dl { @for name in actor.names.iter().filter(|name| name.name != actor.name) {
            dt { "also" }
            dd { (words(&name.name)) " "
                span.dim { "(" (name.why) "; " (count(name.reports, "report")) ")" }
            }
        } }
        @for (kind, title) in PARTS {
            @let part: Vec<EntryLine> = entries.iter().filter(|entry| entry.kind == kind).cloned().collect();
            @if !part.is_empty() {
                h2 { (title) small { (part.len()) } }
                (self::entries(&part))
            }
        }
    }
}

/// Why an entry reads as it does: the rule of each passage, how its time was worked out, and
/// what its kind records.
fn why(entry: &EntryLine) -> Markup {
    html! {
        details.why {
            summary data-key="y" { "Why? " kbd { "y" } }
            ul.plain { @for evidence in entry.evidence.iter().take(PASSAGES) { li {
                "“" (words(&evidence.words)) "”: rule " code { (evidence.rule) }
                ", confidence " (evidence.confidence) " per mille, "
                (evidence.modality.replace('_', " ")) ", " (evidence.polarity)
                ", source: " (evidence.source_kind)
            } } }
            @if let Some(basis) = entry.when.basis {
                p { "Its time, " (entry.when.text) ", is " (wire::reason(basis))
                    @if let Some(written) = &entry.when.written { "; the report writes " code { (written) } }
                    "." }
            }
            dl { @for (heading, told) in wire::guide(entry.kind) {
                dt { (heading) } dd { (told) }
            } }
        }
    }
}
