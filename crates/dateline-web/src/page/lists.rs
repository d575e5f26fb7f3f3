use dateline::wire::{
    AgreedShown, BodyLine, CoverageShown, DecidingShown, DecisionShown, EntryLine,
    PersonLine, ReportShown, StateShown, StatusLine, TimelineShown,
};
use dateline::{Shown, Topic};
use maud::{Markup, html};

use super::copies;
use super::drawing::{self, Lanes};
use super::entry::{entries, link, one, promise, standing};
use super::frame::{count, short, words};
use super::series::series;
use crate::question::{Question, encoded};
use crate::visit::Visit;

/// The kinds of entries that a timeline can be narrowed to, and that words can be marked as.
pub(crate) const KINDS: [&str; 8] = [
    "statement",
    "event",
    "agreement",
    "commitment",
    "body",
    "figure",
    "role",
    "relation",
];

/// Whether a topic's page can be narrowed.
pub(super) fn has_filters(topic: Topic) -> bool {
    !matches!(
        topic,
        Topic::Screen
            | Topic::Copies
            | Topic::Problems
            | Topic::Coverage
            | Topic::Rulings
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
                @if topic == "timeline" { (kinds(&value("kind"))) }
                (held_as(&value("modality")))
                (field("from", "From", "date"))
                (field("to", "To", "date"))
                (field("words", "Words", "text"))
            }
            (field("known_by", "Known by", "date"))
            @if question.value("tick").is_some() { input type="hidden" name="tick" value="yes"; }
            @if topic == "timeline" { label { "Lanes" select name="lanes" {
                option value="" { "by kind" }
                option value="actor" selected[value("lanes") == "actor"] { "by actor" }
            } } }
            button { "Show" }
            @if !question.query.is_empty() { a href={"/" (topic)} { "All" } }
        }
    }
}

fn kinds(chosen: &str) -> Markup {
    html! { label { "Kind" select name="kind" {
        option value="" { "what happened" }
        @for kind in KINDS { option value=(kind) selected[kind == chosen] { (kind) } }
    } } }
}

/// How what is shown holds, with what it is called on the page.
const HOLDING: [(&str, &str); 7] = [
    ("asserted", "is so"),
    ("planned", "planned"),
    ("called_for", "called for"),
    ("conditional", "conditional"),
    ("discussed", "discussed"),
    ("alleged", "alleged"),
    ("denied", "denied"),
];

/// The words for how things hold.
pub(crate) fn holding() -> Vec<&'static str> {
    HOLDING.iter().map(|(word, _)| *word).collect()
}

fn held_as(chosen: &str) -> Markup {
    html! { label { "Holds as" select name="modality" {
        option value="" { "anything" }
        @for (word, told) in HOLDING {
            option value=(word) selected[word == chosen] { (told) }
        }
    } } }
}

/// The way to the same list in other shapes.
pub(super) fn shapes(question: &Question) -> Markup {
    html! {
        p.shapes {
            a href=(question.address(".json", &[])) { "data" } " · "
            a href=(question.address(".csv", &[])) { "CSV" }
        }
    }
}

/// The way to the next page of a list, and to the first.
pub(super) fn leaves(question: &Question, next: Option<&str>) -> Markup {
    let first = question.value("cursor").is_some();
    html! {
        @if first || next.is_some() {
            nav.leaves aria-label="Pages" {
                @if first { a rel="first" href=(question.address("", &[("cursor", None)])) { "From the start" } }
                @if let Some(next) = next {
                    " " a rel="next" data-key="l"
                        href=(question.address("", &[("cursor", Some(next.to_owned()))])) {
                        "Later ones " kbd { "l" } }
                }
            }
        }
    }
}

/// What is said where there is nothing, with what to do.
pub(super) fn empty(topic: Topic, question: &Question) -> Markup {
    html! {
        p {
            @if question.query.is_empty() { "Nothing in the record under this heading. " }
            @else { "Nothing fits. " a href={"/" (topic.as_str())} { "Show all" } ". " }
            @match topic {
                Topic::Rulings => { a href="/review" { "Review" } " what waits." }
                Topic::Problems => { "Every report was read whole." }
                Topic::Copies => { "No report carries the text of another." }
                Topic::Conflicts => { "No two reports contradict each other." }
                _ => { code { "dateline add PATH" } " reads more reports." }
            }
        }
    }
}

/// What the record holds on a topic.
pub(super) fn shown(shown: &Shown, question: &Question, visit: &Visit) -> Markup {
    match shown {
        Shown::Screen(_) => html! {},
        Shown::Timeline(timeline) => self::timeline(timeline, question, visit),
        Shown::Figures(all) => html! {
            h2 { "Series" small { (all.len()) } }
            @for one in all { (series(one)) }
        },
        Shown::Statements(all) => html! { @for one in all {
            h2 {
                @if let Some(actor) = &one.actor {
                    a href={"/actor/" (encoded(actor))} { (words(&one.speaker)) }
                } @else { (words(&one.speaker)) }
                small { (count(one.statements.len(), "statement")) }
            }
            (entries(&one.statements))
            @if one.left_out > 0 { (more(one.left_out, &one.speaker)) }
        } },
        Shown::Agreements(all) => html! { @for one in all { (agreed(one)) } },
        Shown::Commitments(all) => html! { ol { @for one in all { (promise(one)) } } },
        Shown::Bodies(all) => html! { @for one in all { (body(one)) } },
        Shown::People(all) => html! { @for one in all { (person(one)) } },
        Shown::Conflicts(all) => html! {
            h2 { "What cannot both be" small { (all.len()) } }
            @for one in all { (link(one)) }
        },
        Shown::Copies(all) => html! { @for one in all { (copies::group(one, report)) } },
        Shown::Problems(all) => html! { @for one in all {
            h2 { a href={"/report/" (one.id)} { (words(&one.doc)) } }
            (problems(one))
        } },
        Shown::Coverage(coverage) => self::coverage(coverage),
        Shown::Decisions(all) => html! { @for one in all { (deciding(one)) } },
        Shown::Rulings(all) => rulings(all, visit),
        Shown::State(state) => self::state(state),
        Shown::Reports(all) => html! { ol { @for one in all { (report(one)) } } },
    }
}

/// The list first; the drawing after it has the same.
fn timeline(timeline: &TimelineShown, question: &Question, visit: &Visit) -> Markup {
    let by_actor = question.value("lanes") == Some("actor");
    let lanes = if by_actor { Lanes::Actor } else { Lanes::Kind };
    html! {
        p {
            @if timeline.dated.len() > 1 { a href="#drawing" data-key="d" { "Drawing " kbd { "d" } } " · " }
            @if visit.may_review() {
                a href=(question.address("", &[("tick", Some("yes".to_owned()))])) data-key="t" {
                    "Tick to rule on many " kbd { "t" }
                }
            }
        }
        (entries(&timeline.dated))
        @if !timeline.undated.is_empty() {
            h2 { "Undated" small { (count(timeline.undated.len(), "entry")) } }
            (entries(&timeline.undated))
        }
        @if timeline.dated.len() > 1 {
            h2 #drawing { "Drawing" small { "▮ as it was · ▯ planned, called for, alleged · struck: denied · ◀ by that day · ▶ since" } }
            (drawing::timeline(&timeline.dated, lanes))
        }
        @if timeline.left_out > 0 { p.dim { (count(timeline.left_out, "entry")) " later on" } }
    }
}

/// The way to what a page leaves out of a line.
fn more(left_out: usize, actor: &str) -> Markup {
    html! { p.dim { a href={"/timeline?actor=" (encoded(actor))} {
        (count(left_out, "entry")) " more"
    } } }
}

fn fields(entry: &EntryLine, names: &[&str]) -> Markup {
    html! { @for name in names { @if let Some(value) = entry.field(name) {
        dt { (name.replace('_', " ")) } dd { (words(value)) }
    } } }
}

fn agreed(agreed: &AgreedShown) -> Markup {
    let agreement = &agreed.agreement;
    html! {
        h2 {
            a href={"/entry/" (agreement.id)} { (words(&agreement.title)) }
            small { (agreement.field("status").unwrap_or("status not stated").replace('_', " ")) }
        }
        p { (standing(agreement)) }
        dl { (fields(agreement, &AgreedShown::FIELDS)) }
        ol { @for one in &agreed.commitments { (promise(one)) } }
        @for one in &agreed.links { (link(one)) }
    }
}

fn body(shown: &BodyLine) -> Markup {
    let body = &shown.body;
    html! {
        h2 {
            a href={"/entry/" (body.id)} { (words(&body.title)) }
            small { (body.field("class").unwrap_or_default()) }
        }
        dl { (fields(body, &BodyLine::FIELDS))
            @if !shown.mandate.is_empty() {
                dt { "to do" }
                dd { ul.plain { @for task in &shown.mandate { li { (words(task)) } } } }
            }
        }
        (entries(&shown.meetings))
        @if shown.left_out > 0 { (more(shown.left_out, &body.title)) }
        @for one in &shown.links { (link(one)) }
    }
}

fn deciding(shown: &DecidingShown) -> Markup {
    html! {
        h2 { span {
            @for (place, body) in shown.bodies.iter().enumerate() {
                @if place > 0 { " · " }
                a href={"/entry/" (body.id)} { (words(&body.title)) }
            }
        } }
        dl {
            @if !shown.question.is_empty() {
                dt { "to decide" }
                dd { ul.plain { @for item in &shown.question { li { (words(item)) } } } }
            }
            @if !shown.missing.is_empty() {
                dt { "no report says" }
                dd { ul.plain { @for item in &shown.missing { li { (words(item)) } } } }
            }
        }
        @for factor in &shown.factors {
            h3 { (words(&factor.names.join(" | "))) }
            (entries(&factor.readings))
        }
        @if !shown.recommendations.is_empty() {
            h3 { "Recommended" }
            (entries(&shown.recommendations))
        }
        @if !shown.decided.is_empty() {
            h3 { "Agreed" }
            (entries(&shown.decided))
        }
    }
}

fn person(shown: &PersonLine) -> Markup {
    html! {
        h2 {
            a href={"/actor/" (encoded(&shown.person.id))} { (words(&shown.person.name)) }
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
                    (words(report.title.as_deref().unwrap_or("no headline")))
                }
                div.said {
                    (words(report.outlet.as_deref().unwrap_or("outlet not named")))
                    " · " (words(&report.doc)) " · day from " (report.published_from)
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

/// A report's problems.
pub(super) fn problems(report: &ReportShown) -> Markup {
    html! {
        ul.plain { @for problem in &report.problems {
            li {
                span.tag.calm { (problem.kind.replace('_', " ")) } (words(&problem.message))
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
            h2 { a href={"/report/" (line.id)} { (words(&line.doc)) }
                small { (count(line.findings, "finding")) ", " (count(line.unread.len(), "sentence")) " without" } }
            ul.plain { @for sentence in &line.unread { li dir="auto" { (sentence) } } }
        }
    }
}

fn rulings(all: &[DecisionShown], visit: &Visit) -> Markup {
    html! {
        div.wide { table {
            thead { tr { @for title in ["When", "What", "Entry", ""] { th scope="col" { (title) @if title.is_empty() { span.hidden { "Undo" } } } } } }
            tbody { @for one in all { (decision(one, visit)) } }
        } }
    }
}

fn decision(decision: &DecisionShown, visit: &Visit) -> Markup {
    let can_undo =
        visit.may_review() && decision.standing == "counts" && decision.ruling != "undo";
    html! {
        tr {
            td.when { (decision.at) }
            td { (decision.ruling.replace('_', " ")) " by " (words(&decision.by))
                @if !decision.because.is_empty() { ": " (words(&decision.because)) }
                @if decision.standing != "counts" {
                    " " span.tag.calm { (decision.standing.replace('_', " ")) }
                }
            }
            td { @if let Some(entry) = &decision.entry {
                a href={"/entry/" (entry)} { (short(entry)) }
            } }
            td { @if can_undo {
                form method="post" action={"/decision/" (decision.id) "/undo"} {
                    input type="hidden" name="match" value=(decision.standing);
                    input type="hidden" name="back" value="/rulings";
                    button { "Undo" }
                }
            } }
        }
    }
}

/// The first and last day that the slider reaches: those of what is shown, and of the question.
fn days_of(state: &StateShown) -> (Option<&str>, Option<&str>) {
    let entries = state.roles.iter().chain(&state.bodies);
    let entries = entries.chain(state.agreements.iter().map(|line| &line.agreement));
    let whens = entries.map(|entry| &entry.when);
    let points = state.figures.iter().flat_map(|series| &series.points);
    let whens = whens.chain(points.map(|point| &point.when));
    let days =
        whens.filter_map(|when| when.latest.as_deref()).chain(state.as_of.as_deref());
    let days: Vec<&str> = days.filter(|day| day.len() == 10).collect();
    (days.iter().min().copied(), days.iter().max().copied())
}

fn state(state: &StateShown) -> Markup {
    let (first, last) = days_of(state);
    html! {
        p data-slider="as_of" data-first=[first] data-last=[last] {
            "As of " (state.as_of.as_deref().unwrap_or("the last report"))
            @if let Some(day) = &state.known_by { ", as known by " (day) }
            ". " span.dim {
                (count(state.reports, "report")) "; " (state.undated)
                " undated, counted by the latest day they can have; " (state.later)
                " left out as later"
                @if state.left_out > 0 {
                    "; the first of each list are shown, " (count(state.left_out, "line"))
                    " more stand in the data"
                }
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
