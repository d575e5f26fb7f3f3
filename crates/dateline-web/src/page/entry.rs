use dateline::Found;
use dateline::wire::{
    self, ActorLine, EntryLine, EvidenceLine, LinkShown, PointLine, PromiseShown,
    SeriesLine, ValueLine,
};
use maud::{Markup, html};

use super::frame::{count, short};
use crate::question::encoded;

/// Whatever a name stands for, with all the words it rests on.
pub(super) fn found(found: &Found) -> Markup {
    match found {
        Found::Actor { actor, entries } => self::actor(actor, entries),
        Found::Entry { entry, links } => whole(entry, links),
        Found::Series { series } => series_page(series),
        Found::Report { report, entries } => html! {
            h1 { a href={"/report/" (report.id)} {
                (report.title.as_deref().unwrap_or(&report.doc))
            } }
            (self::entries(entries))
        },
    }
}

/// Entries in a list.
pub(super) fn entries(entries: &[EntryLine]) -> Markup {
    html! { ol { @for entry in entries { (one(entry)) } } }
}

/// An entry in a list: when, what, according to whom.
pub(super) fn one(entry: &EntryLine) -> Markup {
    html! {
        li.entry {
            span.when { (entry.when.text) }
            div {
                (marks(entry))
                a href={"/entry/" (entry.id)} { (entry.title) }
                div.said { (told(entry)) }
            }
        }
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
        @if !shown.is_empty() { "according to " (shown.join("; ")) }
        @if more > 0 { " and " (count(more, "other")) }
        " · " (count(entry.reports, "report"))
        @if entry.reports > 1 { ", " (count(entry.origins, "origin")) }
    }
}

fn whole(entry: &EntryLine, links: &[LinkShown]) -> Markup {
    html! {
        h1 { (entry.title) }
        p.dim {
            (entry.kind) " " (short(&entry.id)) " · "
            (count(entry.reports, "report")) ", " (count(entry.origins, "origin"))
        }
        p { (marks(entry)) strong { (entry.when.text) }
            @if let Some(basis) = entry.when.basis { " " span.dim { (wire::reason(basis)) } }
        }
        dl {
            @for field in &entry.fields {
                dt { (field.field.replace('_', " ")) }
                dd {
                    @for (number, reading) in field.readings.iter().enumerate() {
                        @if number > 0 { br; span.tag.calm { "or" } }
                        (reading.text)
                        @if field.readings.len() > 1 {
                            " " span.dim { "(" (entry.told_by(reading)) ")" }
                        }
                    }
                }
            }
            @if !entry.actors.is_empty() {
                dt { "who" }
                dd { @for (number, actor) in entry.actors.iter().enumerate() {
                    @if number > 0 { ", " }
                    a href={"/actor/" (encoded(&actor.id))} { (actor.name) }
                } }
            }
            @for note in &entry.notes { dt { "note" } dd { (note) } }
        }
        h2 { "The words" small { (count(entry.evidence.len(), "passage")) } }
        @for evidence in &entry.evidence { (self::evidence(evidence)) }
        @if !links.is_empty() {
            h2 { "How the reports stand to each other" }
            @for link in links { (self::link(link)) }
        }
    }
}

/// The words of a report, marked, with who says so.
pub(super) fn evidence(evidence: &EvidenceLine) -> Markup {
    html! {
        figure {
            blockquote {
                (evidence.before) mark { (evidence.words) } (evidence.after)
            }
            figcaption {
                (evidence.chain()) " · published " (evidence.published.text) " · "
                a href={"/report/" (evidence.report)} { (evidence.doc) }
                " · bytes " (evidence.raw[0]) "–" (evidence.raw[1])
                " · rule " (evidence.rule) " · confidence " (evidence.confidence)
                @for mark in evidence.marks() { " · " (mark) }
            }
        }
    }
}

/// How findings stand to each other, side by side.
pub(super) fn link(link: &LinkShown) -> Markup {
    html! {
        section {
            h3 {
                span class=(if link.conflict { "tag warn" } else { "tag calm" }) {
                    (link.kind.replace('_', " "))
                }
                (link.topic)
            }
            @if !link.differences.is_empty() {
                dl { @for difference in &link.differences {
                    dt { (difference.field.replace('_', " ")) }
                    dd { @for ValueLine { value, docs } in &difference.values {
                        div { (value) " " span.dim { "(" (docs.join(", ")) ")" } }
                    } }
                } }
            }
            div.versus { @for member in &link.members { (evidence(member)) } }
            p.dim {
                (link.rule)
                @for id in &link.entries { " · " a href={"/entry/" (id)} { (short(id)) } }
            }
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
                a href={"/entry/" (entry.id)} { (entry.title) }
                div.said {
                    (told(entry))
                    // Silence is not "not done".
                    @if promise.evidence.is_empty() { " · no report since" }
                }
                @for evidence in &promise.evidence {
                    div.said { "→ " (evidence.when.text) ": " (marks(evidence))
                        a href={"/entry/" (evidence.id)} { (evidence.title) }
                    }
                }
            }
        }
    }
}

fn actor(actor: &ActorLine, entries: &[EntryLine]) -> Markup {
    html! {
        h1 { (actor.name) }
        p.dim { (actor.class) @if let Some(of) = &actor.of { " of " (of) } }
        dl { @for name in actor.names.iter().filter(|name| name.name != actor.name) {
            dt { "also" }
            dd { (name.name) " "
                span.dim { "(" (name.why) "; " (count(name.reports, "report")) ")" }
            }
        } }
        (self::entries(entries))
    }
}

/// A series as a table.
pub(super) fn series(series: &SeriesLine) -> Markup {
    html! {
        section {
            h3 {
                a href={"/series/" (encoded(&series.id))} { (series.what) }
                @if let Some(place) = &series.place { ", in " (place) }
                @if let Some(holder) = &series.holder { ", of " (holder.name) }
                " " span.dim { (series.unit) }
            }
            table { @for point in &series.points { (self::point(point)) } }
        }
    }
}

fn point(point: &PointLine) -> Markup {
    html! {
        tr {
            td.when { (point.day()) }
            td.number { a href={"/entry/" (point.entry)} { (point.text) } }
            td {
                @if point.modality != "asserted" {
                    span.tag.plan { (point.modality.replace('_', " ")) }
                }
                span.said { "according to " (point.according_to().join("; ")) " · "
                    (count(point.evidence.len(), "report")) ", "
                    (count(point.origins, "origin")) }
            }
        }
    }
}

fn series_page(series: &SeriesLine) -> Markup {
    html! {
        h1 { (series.what) }
        (self::series(series))
        h2 { "The words" }
        @for point in &series.points {
            @for evidence in &point.evidence { (self::evidence(evidence)) }
        }
    }
}
