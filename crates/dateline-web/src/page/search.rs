use dateline::{Among, HitLine};
use maud::{Markup, html};

use super::entry::one;
use super::frame::{count, words as told};

/// Among what words are looked for, with what it is called on the page.
const AMONG: [(Among, &str); 3] = [
    (Among::All, "entries, then sentences"),
    (Among::Entries, "entries"),
    (Among::Sentences, "sentences of reports"),
];

fn word(among: Among) -> &'static str {
    match among {
        Among::All => "",
        Among::Entries => "entries",
        Among::Sentences => "sentences",
    }
}

fn nowhere(among: Among) -> &'static str {
    match among {
        Among::All => "no sentence and no entry",
        Among::Entries => "no entry",
        Among::Sentences => "no sentence",
    }
}

/// The places that hold the words looked for.
pub(super) fn hits(
    (words, among): (&str, Among),
    hits: &[HitLine],
    goes_on: bool,
) -> Markup {
    html! {
        h1 { "Search" }
        form.filters action="/find" {
            label { "Words" input type="search" name="q" value=(words); }
            label { "Among" select name="in" {
                @for (one, told) in AMONG {
                    option value=(word(one)) selected[one == among] { (told) }
                }
            } }
            button { "Find" }
        }
        @if words.is_empty() {
            p.dim { "All the words must stand in one sentence or entry; words between "
                "quotation marks side by side." }
        } @else if hits.is_empty() {
            @if goes_on { p { "Nothing further." } }
            @else { p { "“" (told(words)) "” is in " (nowhere(among)) ". Fewer words, or the "
                "beginning of a name in the " a href="/timeline" { "timeline" }
                "'s filter, find more." } }
        } @else {
            p.dim { (count(hits.len(), "place")) }
            ol { @for hit in hits { (self::hit(hit, words)) } }
        }
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
