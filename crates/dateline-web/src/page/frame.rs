pub(super) use dateline::wire::{count, short};
use maud::{DOCTYPE, Markup, html};

use crate::visit::{Role, Visit};

/// The topics in the order of the menu.
const MENU: [(&str, &str); 17] = [
    ("timeline", "Timeline"),
    ("statements", "Statements"),
    ("figures", "Figures"),
    ("agreements", "Agreements"),
    ("commitments", "Commitments"),
    ("decisions", "Decisions"),
    ("conflicts", "Conflicts"),
    ("bodies", "Bodies"),
    ("people", "People"),
    ("state", "State of things"),
    ("reports", "Reports"),
    ("copies", "Copies"),
    ("news", "New"),
    ("review", "Review"),
    ("problems", "Problems"),
    ("coverage", "Coverage"),
    ("rulings", "Rulings"),
];

/// The words over a topic's page.
pub(super) fn title_of(topic: &str) -> &'static str {
    MENU.iter().find(|(word, _)| *word == topic).map_or("Dateline", |(_, title)| title)
}

/// A whole page.
pub(super) fn frame(visit: &Visit, topic: &str, title: &str, body: &Markup) -> Markup {
    let header = html! {
        nav aria-label="Topics" {
            @for (word, name) in MENU {
                @if word == topic {
                    a href={"/" (word)} aria-current="page" { (name) }
                } @else {
                    a href={"/" (word)} { (name) }
                }
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
