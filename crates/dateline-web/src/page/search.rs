use dateline::HitLine;
use maud::{Markup, html};

use super::entry::one;
use super::frame::count;

/// The places that hold the words looked for.
pub(super) fn hits(words: &str, hits: &[HitLine]) -> Markup {
    html! {
        h1 { "Search" }
        form.filters action="/find" {
            label { "Words" input type="search" name="q" value=(words); }
            button { "Find" }
        }
        @if words.is_empty() {
            p.dim { "All the words must stand in one sentence or entry." }
        } @else if hits.is_empty() {
            p { "“" (words) "” is in no sentence and no entry." }
        } @else {
            p.dim { (count(hits.len(), "place")) }
            ol { @for hit in hits { (self::hit(hit)) } }
        }
    }
}

fn hit(hit: &HitLine) -> Markup {
    match hit {
        HitLine::Entry { entry } => one(entry),
        HitLine::Sentence(line) => html! {
            li.entry {
                span.when { (line.published.text) }
                div {
                    (line.words)
                    div.said {
                        (line.outlet.as_deref().unwrap_or("outlet not named")) " · "
                        a href={"/report/" (line.report)} { (line.doc) }
                    }
                }
            }
        },
    }
}
