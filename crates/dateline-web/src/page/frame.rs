pub(super) use dateline::wire::{count, short};
use maud::{DOCTYPE, Markup, html};

use crate::visit::{Role, Visit};

/// The topics that the menu always shows: the five questions, how things stand, what waits.
const FIRST: [(&str, &str); 7] = [
    ("timeline", "Timeline"),
    ("statements", "Statements"),
    ("figures", "Figures"),
    ("agreements", "Agreements"),
    ("conflicts", "Conflicts"),
    ("state", "State of things"),
    ("review", "Review"),
];

/// The others, by what they are about.
const MORE: [(&str, &[(&str, &str)]); 3] = [
    (
        "Who and what for",
        &[
            ("commitments", "Commitments"),
            ("decisions", "Decisions"),
            ("bodies", "Bodies"),
            ("people", "People"),
        ],
    ),
    (
        "What was read",
        &[
            ("news", "New"),
            ("reports", "Reports"),
            ("copies", "Copies"),
            ("coverage", "Coverage"),
            ("problems", "Problems"),
        ],
    ),
    ("What was ruled", &[("rulings", "Rulings")]),
];

fn topics() -> impl Iterator<Item = (&'static str, &'static str)> {
    let more = MORE.into_iter().flat_map(|(_, topics)| topics.iter().copied());
    FIRST.into_iter().chain(more)
}

/// The words over a topic's page.
pub(super) fn title_of(topic: &str) -> &'static str {
    topics().find(|(word, _)| *word == topic).map_or("Dateline", |(_, title)| title)
}

/// A whole page.
pub(super) fn frame(visit: &Visit, topic: &str, title: &str, body: &Markup) -> Markup {
    let header = html! {
        nav aria-label="Topics" {
            @for one in FIRST { (menu(one, topic)) }
            // Wherever one is stands in the menu.
            @if !FIRST.iter().any(|(word, _)| *word == topic) {
                @for one in topics().filter(|(word, _)| *word == topic) { (menu(one, topic)) }
            }
            details.more {
                summary { "More" }
                div { @for (heading, topics) in MORE {
                    p { span.dim { (heading) }
                        @for (word, name) in topics { a href={"/" (word)} { (name) } } }
                } }
            }
        }
        form action="/find" role="search" {
            input type="search" name="q" aria-label="Words to look for"
                placeholder="Search" data-key="/";
            " " button { "Find" }
        }
    };
    let footer = html! {
        p {
            "Read from the reports alone; every line opens the words it rests on. "
            "An address with " code { ".json" } " behind it is the page's data. "
            button.keys type="button" hidden data-key="?" { "Keys " kbd { "?" } }
        }
        @if visit.signed_in { (signed_in(visit)) }
    };
    let body = html! {
        @if visit.joining > 0 {
            p.joining role="status" {
                (count(visit.joining, "ruling")) " written down; the record is being joined."
            }
        }
        @if visit.unjoined > 0 {
            p.joining role="status" {
                (count(visit.unjoined, "report"))
                " just read and not joined yet: this page shows the record as it was before."
            }
        }
        (body)
    };
    page(title, &header, &body, &footer)
}

fn menu((word, name): (&str, &str), topic: &str) -> Markup {
    html! { a href={"/" (word)} aria-current=[(word == topic).then_some("page")] { (name) } }
}

/// A page without a menu: nobody may have signed in yet.
pub(super) fn bare(title: &str, body: &Markup) -> Markup {
    page(title, &html! {}, body, &html! {})
}

fn page(title: &str, header: &Markup, body: &Markup, footer: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Dateline" }
                link rel="stylesheet" href="/style.css";
                link rel="alternate" type="application/atom+xml" title="What is new" href="/news.atom";
                script src="/script.js" defer {}
            }
            body {
                a.skip href="#main" { "To the page" }
                header { strong { a href="/" { "Dateline" } } (header) }
                main #main { (body) }
                footer { (footer) }
            }
        }
    }
}

fn signed_in(visit: &Visit) -> Markup {
    html! {
        form.inline method="post" action="/sign-out" {
            (visit.name) ", " (visit.role) " "
            @if visit.role == Role::Owner { a href="/audit" { "who did what" } " " }
            button { "Sign out" }
        }
    }
}

/// Words of a report, kept from turning the page around: a mark of direction in a headline ends
/// with the headline.
pub(super) fn words(words: &str) -> Markup {
    html! { bdi { (words) } }
}
