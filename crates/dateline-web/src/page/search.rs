use dateline::HitLine;
use maud::{Markup, html};

use super::entry::one;
use super::frame::{count, words as told};

/// The places that hold the words looked for.
pub(super) fn hits(words: &str, hits: &[HitLine], next: Option<&str>) -> Markup {
    html! {
        h1 { "Search" }
        form.filters action="/find" {
            label { "Words" input type="search" name="q" value=(words); }
            button { "Find" }
        }
        @if words.is_empty() {
            p.dim { "All the words must stand in one sentence or entry." }
        } @else if hits.is_empty() {
            p { "“" (told(words)) "” is in no sentence and no entry." }
        } @else {
            p.dim { (count(hits.len(), "place")) }
            ol { @for hit in hits { (self::hit(hit, words)) } }
        }
        @if let Some(next) = next { p { a rel="next" href=(next) { "More" } } }
    }
}

fn hit(hit: &HitLine, words: &str) -> Markup {
    match hit {
        HitLine::Entry { entry } => one(entry),
        HitLine::Sentence(line) => html! {
            li.entry {
                span.when { (line.published.text) }
                div {
                    span dir="auto" { (highlighted(&line.words, words)) }
                    div.said {
                        (told(line.outlet.as_deref().unwrap_or("outlet not named"))) " · "
                        a href={"/report/" (line.report) "#at-" (line.start)} { (told(&line.doc)) }
                        " · from letter " (line.start)
                    }
                }
            }
        },
    }
}

/// A sentence with the words marked that were looked for, whatever their case.
fn highlighted(sentence: &str, words: &str) -> Markup {
    let wanted: Vec<String> = words.split_whitespace().map(plain).collect();
    html! { @for piece in sentence.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        @let word = plain(piece);
        @if !word.is_empty() && wanted.contains(&word) { mark { (piece) } }
        @else { (piece) }
    } }
}

fn plain(word: &str) -> String {
    word.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
