use dateline::wire::{
    AgreedShown, BodyLine, CopiesShown, CoverageShown, DecisionShown, PairLine,
    PersonLine, ReportShown, StateShown, StatusLine,
};
use dateline::{Shown, Topic};
use maud::{Markup, html};

use super::entry::{entries, link, one, promise, series};
use super::frame::{count, short};
use crate::question::{Question, encoded};

/// Whether a topic's page can be narrowed.
pub(super) fn has_filters(topic: Topic) -> bool {
    !matches!(
        topic,
        Topic::Screen
            | Topic::Copies
            | Topic::Problems
            | Topic::Coverage
            | Topic::Decisions
            | Topic::Reports
    )
}

/// The form that narrows a page; it works without script.
pub(super) fn filters(topic: &str, question: &Question) -> Markup {
    let value = |name: &str| question.value(name).unwrap_or_default().to_owned();
    let field = |name: &str, label: &str, class: &str| {
        html! { label { (label) input type=(class) name=(name) value=(value(name)); } }
    };
    html! {
        form.filters action={"/" (topic)} {
            @if topic == "state" {
                (field("as_of", "As of", "date"))
            } @else {
                (field("actor", "Who", "text"))
                (field("from", "From", "date"))
                (field("to", "To", "date"))
                (field("words", "Words", "text"))
            }
            (field("known_by", "Known by", "date"))
            button { "Show" }
            @if !question.query.is_empty() { a href={"/" (topic)} { "All" } }
        }
    }
}

/// What the record holds on a topic.
pub(super) fn shown(shown: &Shown) -> Markup {
    match shown {
        Shown::Screen(screen) => super::home::screen(screen),
        Shown::Timeline(timeline) => html! {
            (entries(&timeline.dated))
            @if !timeline.undated.is_empty() {
                h2 { "Undated" small { (count(timeline.undated.len(), "entry")) } }
                (entries(&timeline.undated))
            }
            @if timeline.left_out > 0 {
                p.dim { (timeline.left_out) " left out by the limit" }
            }
        },
        Shown::Figures(all) => html! { @for one in all { (series(one)) } },
        Shown::Statements(all) => html! { @for one in all {
            h2 {
                @if let Some(actor) = &one.actor {
                    a href={"/actor/" (encoded(actor))} { (one.speaker) }
                } @else { (one.speaker) }
                small { (count(one.statements.len(), "statement")) }
            }
            (entries(&one.statements))
        } },
        Shown::Agreements(all) => html! { @for one in all { (agreed(one)) } },
        Shown::Commitments(all) => html! { ol { @for one in all { (promise(one)) } } },
        Shown::Bodies(all) => html! { @for one in all { (body(one)) } },
        Shown::People(all) => html! { @for one in all { (person(one)) } },
        Shown::Conflicts(all) => html! { @for one in all { (link(one)) } },
        Shown::Copies(all) => html! { @for one in all { (copies(one)) } },
        Shown::Problems(all) => html! { @for one in all { (problems(one)) } },
        Shown::Coverage(coverage) => self::coverage(coverage),
        Shown::Decisions(all) => html! { table { @for one in all { (decision(one)) } } },
        Shown::State(state) => self::state(state),
        Shown::Reports(all) => html! { ol { @for one in all { (report(one)) } } },
    }
}

fn agreed(agreed: &AgreedShown) -> Markup {
    let agreement = &agreed.agreement;
    html! {
        h2 {
            a href={"/entry/" (agreement.id)} { (agreement.title) }
            small { (agreement.field("status").unwrap_or("status not stated").replace('_', " ")) }
        }
        ol { (one(agreement)) }
        dl { @for name in AgreedShown::FIELDS { @if let Some(value) = agreement.field(name) {
            dt { (name) } dd { (value) }
        } } }
        ol { @for one in &agreed.commitments { (promise(one)) } }
        @for one in &agreed.links { (link(one)) }
    }
}

fn body(shown: &BodyLine) -> Markup {
    let body = &shown.body;
    html! {
        h2 {
            a href={"/entry/" (body.id)} { (body.title) }
            small { (body.field("class").unwrap_or_default()) }
        }
        dl { @for name in BodyLine::FIELDS { @if let Some(value) = body.field(name) {
            dt { (name) } dd { (value) }
        } }
            @if !shown.mandate.is_empty() {
                dt { "to do" }
                dd { ul { @for task in &shown.mandate { li { (task) } } } }
            }
        }
        (entries(&shown.meetings))
        @for one in &shown.links { (link(one)) }
    }
}

fn person(shown: &PersonLine) -> Markup {
    html! {
        h2 {
            a href={"/actor/" (encoded(&shown.person.id))} { (shown.person.name) }
            small { (shown.person.of.as_deref().unwrap_or_default()) }
        }
        (entries(&shown.roles))
    }
}

fn report(report: &ReportShown) -> Markup {
    html! {
        li.entry {
            span.when { (report.published.text) }
            div {
                a href={"/report/" (report.id)} {
                    (report.title.as_deref().unwrap_or("no headline"))
                }
                div.said {
                    (report.outlet.as_deref().unwrap_or("outlet not named"))
                    " · " (report.doc) " · day from " (report.published_from)
                    " · " (count(report.findings, "finding"))
                    " · origin " (report.origin)
                    @if !report.problems.is_empty() {
                        " · " (count(report.problems.len(), "problem"))
                    }
                }
            }
        }
    }
}

fn copies(group: &CopiesShown) -> Markup {
    html! {
        h2 {
            "Origin " (group.origin)
            small { "1 origin, " (count(group.reports.len().saturating_sub(1), "copy")) }
        }
        ol { @for one in &group.reports { (report(one)) } }
        @for PairLine { one, other, per_mille } in &group.pairs {
            p.dim { (one) " ~ " (other) ": " (per_mille / 10) " % of the shorter" }
        }
    }
}

/// A report's problems.
pub(super) fn problems(report: &ReportShown) -> Markup {
    html! {
        h3 { a href={"/report/" (report.id)} { (report.doc) } }
        ul { @for problem in &report.problems {
            li {
                span.tag.calm { (problem.kind.replace('_', " ")) } (problem.message)
                @if problem.raw[0] < problem.raw[1] {
                    " " span.dim { "bytes " (problem.raw[0]) "–" (problem.raw[1]) }
                }
            }
        } }
    }
}

fn coverage(coverage: &CoverageShown) -> Markup {
    html! {
        p {
            (count(coverage.reports, "report")) " (" (count(coverage.origins, "origin"))
            ", " (coverage.undated) " undated) gave " (count(coverage.findings, "finding"))
            "; " (count(coverage.unread, "sentence"))
            " with a date, a figure or a cue gave none."
        }
        @for line in &coverage.lines {
            h3 { a href={"/report/" (line.id)} { (line.doc) } }
            ul { @for sentence in &line.unread { li { (sentence) } } }
        }
    }
}

fn decision(decision: &DecisionShown) -> Markup {
    html! {
        tr {
            td.when { (decision.at) }
            td { (decision.ruling) " by " (decision.by)
                @if !decision.because.is_empty() { ": " (decision.because) }
                @if decision.standing != "counts" {
                    " " span.tag.calm { (decision.standing.replace('_', " ")) }
                }
            }
            td { @if let Some(entry) = &decision.entry {
                a href={"/entry/" (entry)} { (short(entry)) }
            } }
        }
    }
}

fn state(state: &StateShown) -> Markup {
    html! {
        p {
            "As of " (state.as_of.as_deref().unwrap_or("the last report"))
            @if let Some(day) = &state.known_by { ", as known by " (day) }
            ". " span.dim {
                (count(state.reports, "report")) "; " (state.undated)
                " undated, counted by the latest day they can have; " (state.later)
                " left out as later"
            }
        }
        @if !state.roles.is_empty() { h2 { "Offices" } (entries(&state.roles)) }
        @if !state.bodies.is_empty() { h2 { "Bodies" } (entries(&state.bodies)) }
        @if !state.agreements.is_empty() {
            h2 { "Agreements" small { "the status said last" } }
            ol { @for StatusLine { agreement, status } in &state.agreements {
                (one(agreement))
                li.dim { "status: " (status.replace('_', " ")) }
            } }
        }
        @if !state.figures.is_empty() {
            h2 { "Figures" small { "the last of each" } }
            @for figure in &state.figures { (series(figure)) }
        }
        @if !state.commitments.is_empty() {
            h2 { "Commitments" }
            ol { @for one in &state.commitments { (promise(one)) } }
        }
    }
}
