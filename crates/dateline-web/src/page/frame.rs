pub(super) use dateline::wire::{count, short};
use maud::{DOCTYPE, Markup, html};

/// The topics in the order of the menu.
const MENU: [(&str, &str); 14] = [
    ("timeline", "Timeline"),
    ("statements", "Statements"),
    ("figures", "Figures"),
    ("agreements", "Agreements"),
    ("commitments", "Commitments"),
    ("conflicts", "Conflicts"),
    ("bodies", "Bodies"),
    ("people", "People"),
    ("state", "State of things"),
    ("reports", "Reports"),
    ("copies", "Copies"),
    ("problems", "Problems"),
    ("coverage", "Coverage"),
    ("decisions", "Decisions"),
];

/// The words over a topic's page.
pub(super) fn title_of(topic: &str) -> &'static str {
    MENU.iter().find(|(word, _)| *word == topic).map_or("Dateline", |(_, title)| title)
}

/// A whole page.
pub(super) fn frame(topic: &str, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Dateline" }
                link rel="stylesheet" href="/style.css";
            }
            body {
                a.skip href="#main" { "To the page" }
                header {
                    strong { a href="/" { "Dateline" } }
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
                            placeholder="Search";
                        " " button { "Find" }
                    }
                }
                main #main { (body) }
                footer {
                    "Read from the reports alone; every line opens the words it rests on. "
                    "An address with " code { ".json" } " behind it is the page's data. "
                    "A list ends after 500 lines; " code { "?limit=N" } " shows more."
                }
            }
        }
    }
}
