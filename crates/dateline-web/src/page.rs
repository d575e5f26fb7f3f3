//! The pages, each made in full.

mod entry;
mod frame;
mod home;
mod lists;
mod reader;
mod search;

use dateline::{Found, HitLine, Reader, Shown, Topic};
use maud::{Markup, html};

use crate::question::Question;
use frame::frame;

/// The page of a topic.
pub(crate) fn topic(topic: Topic, shown: &Shown, question: &Question) -> Markup {
    let word = topic.as_str();
    if let Shown::Screen(screen) = shown {
        return frame("", "The five questions", &home::screen(screen));
    }
    let body = html! {
        h1 { (frame::title_of(word)) }
        @if lists::has_filters(topic) { (lists::filters(word, question)) }
        @if shown.is_empty() {
            p.dim { "Nothing in the record under this heading." }
        } @else {
            (lists::shown(shown))
        }
    };
    frame(word, frame::title_of(word), &body)
}

/// The page of whatever a name or an identity stands for.
pub(crate) fn found(name: &str, found: &[Found]) -> Markup {
    let body = html! { @for one in found { (entry::found(one)) } };
    frame("", name, &body)
}

/// The page of a report, its words laid out for reading.
pub(crate) fn reader(reader: &Reader) -> Markup {
    let title = reader.report.title.as_deref().unwrap_or(&reader.report.doc);
    frame("reports", title, &reader::reader(reader))
}

/// The page of a search.
pub(crate) fn hits(words: &str, hits: &[HitLine]) -> Markup {
    frame("find", "Search", &search::hits(words, hits))
}

/// A page that says what went wrong.
pub(crate) fn sorry(message: &str, hint: Option<&str>) -> Markup {
    let body = html! {
        h1 { (message) }
        @if let Some(hint) = hint { p { (hint) } }
        p { a href="/" { "To the five questions" } }
    };
    frame("", message, &body)
}
