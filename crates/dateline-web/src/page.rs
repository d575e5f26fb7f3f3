//! The pages, each made in full.

mod copies;
mod days;
mod differ;
mod drawing;
mod entry;
mod frame;
mod home;
mod lists;
mod news;
mod numbers;
mod reader;
mod review;
mod search;
mod series;
mod sign_in;

use dateline::wire::{DoubtLine, EntryLine, ScreenShown};
use dateline::{
    Among, Beside, Found, HitLine, News, Queue, RawPage, Reader, Shown, Topic,
};
use maud::{Markup, html};

use crate::question::Question;
use crate::visit::Visit;
use frame::frame;

pub(crate) use lists::{KINDS, holding};
pub(crate) use review::mark_of;
pub(crate) use sign_in::{audit, sign_in};

/// What stands beside an entry or a series on its page.
#[derive(Debug, Default)]
pub(crate) struct Entryside {
    /// The mark of the entry as it stands.
    pub(crate) mark: String,
    /// What is owed under it, what it met for, what came of it.
    pub(crate) beside: Beside,
    /// The entries that reports disagree on.
    pub(crate) disputed: Vec<String>,
}

/// The five questions, what is new and what waits.
pub(crate) fn home(
    screen: &ScreenShown,
    news: (&News, (Option<&str>, usize)),
    waits: (&Queue, usize),
    visit: &Visit,
) -> Markup {
    frame(visit, "", "The five questions", &home::screen(screen, news, waits))
}

/// The page of a topic.
pub(crate) fn topic(
    topic: Topic,
    shown: &Shown,
    question: &Question,
    next: Option<&str>,
    visit: &Visit,
) -> Markup {
    let word = topic.as_str();
    let title = frame::title_of(word);
    let body = html! {
        h1 { (title) }
        @if lists::has_filters(topic) { (lists::filters(word, question)) }
        (lists::shapes(question))
        @if shown.is_empty() {
            (lists::empty(topic, question))
        } @else {
            (lists::shown(shown, question, visit))
        }
        (lists::leaves(question, next))
    };
    frame(visit, word, title, &body)
}

/// The entries of a timeline, to be ticked and ruled on at once.
pub(crate) fn ticks(
    entries: &[&EntryLine],
    marks: &[Option<String>],
    (question, next): (&Question, Option<&str>),
    visit: &Visit,
) -> Markup {
    let back = question.address("", &[]);
    let list = question.address("", &[("tick", None)]);
    let body = html! {
        h1 { "Rule on many" }
        (lists::filters("timeline", question))
        p { a href=(list) data-key="t" { "Back to the timeline " kbd { "t" } } }
        (review::ticks(entries, marks, &back))
        @if entries.is_empty() { p { "Nothing fits." } }
        (review::undo_last(&back))
        (lists::leaves(question, next))
    };
    frame(visit, "timeline", "Rule on many", &body)
}

/// The page of whatever a name or an identity stands for.
pub(crate) fn found(
    name: &str,
    found: &[Found],
    side: &Entryside,
    visit: &Visit,
) -> Markup {
    let title = match found {
        [Found::Entry { entry, .. }] => entry.title.as_str(),
        [Found::Actor { actor, .. }] => actor.name.as_str(),
        [Found::Series { series }] => series.what.as_str(),
        _ => name,
    };
    let body = html! { @for one in found { (entry::found(one, side, visit)) } };
    frame(visit, "", title, &body)
}

/// The page of a report, its words laid out for reading.
pub(crate) fn reader(reader: &Reader, raw: Option<&RawPage>, visit: &Visit) -> Markup {
    let title = reader.report.title.as_deref().unwrap_or(&reader.report.doc);
    frame(visit, "reports", title, &reader::reader(reader, raw, visit))
}

/// The raw form of a report.
pub(crate) fn raw(raw: &RawPage, visit: &Visit) -> Markup {
    let body = html! {
        h1 { "Raw form" }
        p { a href={"/report/" (raw.report)} { "The report as it was cleaned" } }
        (reader::raw_pieces(raw))
    };
    frame(visit, "reports", "Raw form", &body)
}

/// Two reports side by side.
pub(crate) fn beside(one: &Reader, other: &Reader, visit: &Visit) -> Markup {
    frame(visit, "copies", "Side by side", &copies::beside(one, other))
}

/// The page of a search.
pub(crate) fn hits(
    asked: (&str, Among),
    hits: &[HitLine],
    (question, next): (&Question, Option<&str>),
    visit: &Visit,
) -> Markup {
    let body = html! {
        (search::hits(asked, hits, question.value("cursor").is_some()))
        (lists::leaves(question, next))
    };
    frame(visit, "find", "Search", &body)
}

/// What the record learnt last.
pub(crate) fn news(
    news: &News,
    question: &Question,
    next: Option<&str>,
    visit: &Visit,
) -> Markup {
    let body = html! { (news::news(news)) (lists::leaves(question, next)) };
    frame(visit, "news", "What is new", &body)
}

/// What waits for a reviewer.
pub(crate) fn queue(
    queue: &Queue,
    place: (usize, usize),
    marks: &[Option<String>],
    visit: &Visit,
) -> Markup {
    frame(visit, "review", "Review", &review::queue(queue, place, marks, visit))
}

/// The names that wait for a ruling.
pub(crate) fn names(doubts: &[DoubtLine], skip: usize, visit: &Visit) -> Markup {
    frame(visit, "review", "Names that may be one", &review::names(doubts, skip, visit))
}

/// A page that says what went wrong.
pub(crate) fn sorry(message: &str, hint: Option<&str>) -> Markup {
    let body = html! {
        h1 { (message) }
        @if let Some(hint) = hint { p { (hint) } }
        p { a href="/" { "To the five questions" } }
    };
    frame::bare(message, &body)
}
