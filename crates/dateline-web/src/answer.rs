use axum::http::{StatusCode, header};
use dateline::wire::{EntryLine, SeriesLine};
use dateline::{After, Asked, Depth, Desk, Found, Shown, Topic, Waiting};
use serde_json::{Value, json};

use crate::act::is_act;
use crate::page::{self, Entryside};
use crate::question::{Question, Shape, cursor};
use crate::reply::{self, Reply, Trouble};
use crate::visit::Visit;
use crate::{api, feed, table};

/// How many hits a search shows where no limit is given.
const HITS: usize = 50;
/// How many things a name may stand for.
const NAMED: usize = 20;
/// How many of the reports learnt last are news.
const NEWS: usize = 20;
/// How many lines each part of the first page has.
const SCREEN: usize = 8;
/// How many lines of its own a line of a page has: meetings, passages, entries of each kind.
const APIECE: usize = 60;
/// How many statements of a speaker, meetings of a body, points of a series a list has.
const SAID: usize = 12;
const MET: usize = 12;
const COUNTED: usize = 16;
/// How many points the page of a series has.
const POINTS: usize = 200;
/// How many of those that wait are shown at once.
const WAITING: usize = 12;

/// Answers a question from what the record holds.
pub(crate) fn answer(desk: &Desk, question: &Question, visit: &Visit) -> Reply {
    reply_to(desk, question, visit).unwrap_or_else(|trouble| trouble.reply(question))
}

fn reply_to(desk: &Desk, question: &Question, visit: &Visit) -> Result<Reply, Trouble> {
    let parts: Vec<&str> = question.path.iter().map(String::as_str).collect();
    match parts.as_slice() {
        [] => home(desk, question, visit),
        ["style.css"] => {
            Ok(reply::file("text/css; charset=utf-8", include_str!("style.css")))
        }
        ["script.js"] => {
            Ok(reply::file("text/javascript; charset=utf-8", include_str!("script.js")))
        }
        ["openapi"] if question.shape == Shape::Json => {
            Ok(reply::data(&api::description()))
        }
        ["find"] => find(desk, question, visit),
        ["news"] => news(desk, question, visit),
        ["review"] => queue(desk, question, visit),
        ["review", "names"] => names(desk, question, visit),
        ["copies", one, other] => beside(desk, question, visit, (one, other)),
        ["report", id] => report(desk, question, visit, id),
        ["report", id, "raw"] => raw(desk, question, visit, id),
        ["entry" | "series" | "actor" | "named", id] => named(desk, question, visit, id),
        parts if is_act(parts) => Err(Trouble::not_so("POST")),
        [word] => match Topic::parse(word) {
            Some(topic) => self::topic(desk, question, visit, topic),
            None => Err(Trouble::missing()),
        },
        _ => Err(Trouble::missing()),
    }
}

/// Of what a line lists itself a page has the first; data has all.
fn apiece(question: &Question) -> Option<usize> {
    (question.shape == Shape::Page).then_some(APIECE)
}

/// The data of a page, or the page: only what was asked for is made.
fn either(
    question: &Question,
    shape: impl FnOnce() -> Value,
    page: impl FnOnce() -> maud::Markup,
) -> Result<Reply, Trouble> {
    match question.shape {
        Shape::Json => Ok(reply::data(&shape())),
        Shape::Page => Ok(reply::html(StatusCode::OK, page())),
        Shape::Csv | Shape::Atom => Err(Trouble::missing()),
    }
}

/// The same of a list, which has rows besides.
fn any(
    question: &Question,
    shape: impl FnOnce() -> Value,
    rows: impl FnOnce() -> String,
    page: impl FnOnce() -> maud::Markup,
) -> Result<Reply, Trouble> {
    if question.shape == Shape::Csv {
        return Ok(reply::table(rows()));
    }
    either(question, shape, page)
}

fn home(desk: &Desk, question: &Question, visit: &Visit) -> Result<Reply, Trouble> {
    let apiece = apiece(question);
    let (depth, limit) = (Depth::Words, Some(SCREEN));
    let asked = Asked { depth, limit, apiece, ..question.asked(visit.today)? };
    let (shown, _) = desk.leaf(Topic::Screen, &asked)?;
    match (question.shape, &*shown) {
        (Shape::Page, Shown::Screen(screen)) => {
            let news = desk.news(None, 3, apiece)?.0;
            let run = desk.last_run()?;
            let queue = desk.queue(None, 0, apiece)?.0;
            let doubts = desk.doubts_left()?;
            let waits = (&queue, doubts);
            let page =
                page::home(screen, (&news, (run.0.as_deref(), run.1)), waits, visit);
            Ok(reply::html(StatusCode::OK, page))
        }
        (Shape::Json, shown) => Ok(reply::data(&json!(shown))),
        (Shape::Csv, shown) => Ok(reply::table(table::rows(shown))),
        _ => Err(Trouble::missing()),
    }
}

fn topic(
    desk: &Desk,
    question: &Question,
    visit: &Visit,
    topic: Topic,
) -> Result<Reply, Trouble> {
    if topic == Topic::Screen {
        return home(desk, question, visit);
    }
    let leaf = question.leaf()?;
    let (limit, after) = (Some(leaf.limit), leaf.after);
    let apiece = match topic {
        Topic::Statements => apiece(question).map(|_| SAID),
        Topic::Figures => apiece(question).map(|_| COUNTED),
        Topic::Bodies => apiece(question).map(|_| MET),
        _ => apiece(question),
    };
    let asked = Asked { limit, apiece, after, ..question.asked(visit.today)? };
    // A mark is that of the entry's data.
    let ticks = |question: &Question, visit: &Visit| {
        topic == Topic::Timeline && question.value("tick").is_some() && visit.may_review()
    };
    // Both sides of a conflict are shown with their words, and so is what gave nothing.
    let depth = match topic {
        Topic::Conflicts | Topic::Coverage => Depth::Words,
        _ => asked.depth,
    };
    let (shown, next) = desk.leaf(topic, &Asked { depth, ..asked })?;
    let next = next.as_ref().map(cursor);
    let mut made = match question.shape {
        Shape::Json => reply::data(&json!(*shown)),
        Shape::Csv => reply::table(table::rows(&shown)),
        Shape::Page if ticks(question, visit) => {
            let entries = match &*shown {
                Shown::Timeline(all) => all.dated.iter().chain(&all.undated).collect(),
                _ => Vec::new(),
            };
            let marks: Vec<Option<String>> =
                entries.iter().map(|entry| entry_mark(desk, &entry.id)).collect();
            let place = (question, next.as_deref());
            reply::html(StatusCode::OK, page::ticks(&entries, &marks, place, visit))
        }
        Shape::Page => {
            let page = page::topic(topic, &shown, question, next.as_deref(), visit);
            reply::html(StatusCode::OK, page)
        }
        Shape::Atom => return Err(Trouble::missing()),
    };
    linked(&mut made, question, next);
    Ok(made)
}

/// Says in the head where the next page is.
fn linked(made: &mut Reply, question: &Question, next: Option<String>) {
    let Some(next) = next else { return };
    let ending = match question.shape {
        Shape::Json => ".json",
        Shape::Csv => ".csv",
        Shape::Page | Shape::Atom => "",
    };
    let next = question.address(ending, &[("cursor", Some(next))]);
    reply::with(made, header::LINK, &format!("<{next}>; rel=\"next\""));
}

fn find(desk: &Desk, question: &Question, visit: &Visit) -> Result<Reply, Trouble> {
    let words = question.words("q")?.unwrap_or_default();
    let leaf = question.leaf()?;
    let limit = if question.query.contains_key("limit") { leaf.limit } else { HITS };
    let among = question.among()?;
    let apiece = apiece(question);
    let (hits, next) = if words.is_empty() {
        (Vec::new(), None)
    } else {
        let shown = (apiece, depth(question));
        desk.find_after((words, among), (leaf.after.as_ref(), limit), shown)?
    };
    let next = next.as_ref().map(cursor);
    let mut made = any(
        question,
        || json!(hits),
        || table::hits(&hits),
        || page::hits((words, among), &hits, (question, next.as_deref()), visit),
    )?;
    linked(&mut made, question, next);
    Ok(made)
}

fn news(desk: &Desk, question: &Question, visit: &Visit) -> Result<Reply, Trouble> {
    let leaf = question.leaf()?;
    let limit = if question.query.contains_key("limit") { leaf.limit } else { NEWS };
    let (news, next) = desk.news(leaf.after.as_ref(), limit, apiece(question))?;
    if question.shape == Shape::Atom {
        return Ok(reply::feed(feed::atom(&news)));
    }
    let next = next.as_ref().map(cursor);
    let mut made = any(
        question,
        || json!(news),
        || table::news(&news),
        || page::news(&news, question, next.as_deref(), visit),
    )?;
    linked(&mut made, question, next);
    Ok(made)
}

fn queue(desk: &Desk, question: &Question, visit: &Visit) -> Result<Reply, Trouble> {
    let leaf = question.leaf()?;
    let limit = if question.query.contains_key("limit") { leaf.limit } else { WAITING };
    let place = question.skip()?;
    let after = leaf.after.or_else(|| Some(After { place, ..After::default() }));
    let (queue, next) = desk.queue(after.as_ref(), limit, apiece(question))?;
    let next = next.as_ref().map(cursor);
    let mut made = any(
        question,
        || json!(queue),
        || table::queue(&queue),
        || {
            let doubts = desk.doubts_left().unwrap_or_default();
            let mark = |waiting: &Waiting| entry_mark(desk, &waiting.entry.id);
            let marks: Vec<Option<String>> = queue.waiting.iter().map(mark).collect();
            page::queue(&queue, (place, doubts), &marks, visit)
        },
    )?;
    linked(&mut made, question, next);
    Ok(made)
}

fn names(desk: &Desk, question: &Question, visit: &Visit) -> Result<Reply, Trouble> {
    let doubts = desk.doubts()?;
    let skip = question.skip()?;
    either(question, || json!(doubts), || page::names(&doubts, skip, visit))
}

/// Whether entries beside a report come with their words: data has them.
fn depth(question: &Question) -> Depth {
    if question.shape == Shape::Page { Depth::Lines } else { Depth::Words }
}

fn report(
    desk: &Desk,
    question: &Question,
    visit: &Visit,
    id: &str,
) -> Result<Reply, Trouble> {
    let reader = desk.reader_of(id, depth(question)).ok_or_else(Trouble::missing)?;
    let raw = question.value("raw").and_then(|_| desk.raw_page(id));
    either(question, || json!(reader), || page::reader(&reader, raw.as_ref(), visit))
}

fn raw(
    desk: &Desk,
    question: &Question,
    visit: &Visit,
    id: &str,
) -> Result<Reply, Trouble> {
    let raw = desk.raw_page(id).ok_or_else(Trouble::missing)?;
    either(question, || json!(raw), || page::raw(&raw, visit))
}

fn beside(
    desk: &Desk,
    question: &Question,
    visit: &Visit,
    (one, other): (&str, &str),
) -> Result<Reply, Trouble> {
    let read = |id| desk.reader_of(id, depth(question)).ok_or_else(Trouble::missing);
    let (one, other) = (read(one)?, read(other)?);
    either(question, || json!([one, other]), || page::beside(&one, &other, visit))
}

fn named(
    desk: &Desk,
    question: &Question,
    visit: &Visit,
    name: &str,
) -> Result<Reply, Trouble> {
    let is_series = question.path.first().is_some_and(|word| word == "series");
    let most = if is_series { POINTS } else { APIECE };
    let apiece = (question.shape == Shape::Page).then_some(most);
    let is_actor = question.path.first().is_some_and(|word| word == "actor");
    let depth = if is_actor { depth(question) } else { Depth::Words };
    let found = desk.named_in_part(name, NAMED, (apiece, depth))?;
    if found.is_empty() {
        return Err(Trouble::missing());
    }
    if question.shape == Shape::Csv {
        return Ok(reply::table(table::found(&found)));
    }
    if let (Shape::Page, [Found::Report { report, .. }]) = (question.shape, &found[..])
        && let Some(reader) = desk.reader_of(&report.id, Depth::Lines)
    {
        return Ok(reply::html(StatusCode::OK, page::reader(&reader, None, visit)));
    }
    let side = match (question.shape, &found[..]) {
        (Shape::Page, [Found::Entry { entry, .. }]) => entryside(desk, entry)?,
        (Shape::Page, [Found::Series { series }]) => {
            Entryside { disputed: disputed(desk, series), ..Entryside::default() }
        }
        _ => Entryside::default(),
    };
    let mark = match (question.shape, &found[..]) {
        (Shape::Json, [Found::Entry { entry, .. }]) => entry_mark(desk, &entry.id),
        _ => None,
    };
    let mut made = either(
        question,
        || shape_of(&found),
        || page::found(name, &found, &side, visit),
    )?;
    if let Some(mark) = mark {
        reply::with(&mut made, header::ETAG, &mark);
    }
    Ok(made)
}

fn shape_of(found: &[Found]) -> Value {
    match found {
        [one] => json!(one),
        all => json!(all),
    }
}

/// What stands beside an entry, and its mark.
fn entryside(desk: &Desk, entry: &EntryLine) -> Result<Entryside, Trouble> {
    let beside = desk.beside(&entry.id)?;
    let mark = entry_mark(desk, &entry.id).unwrap_or_default();
    Ok(Entryside { mark, beside, disputed: Vec::new() })
}

/// The entries of a series' points that reports disagree on.
fn disputed(desk: &Desk, series: &SeriesLine) -> Vec<String> {
    let entries = series.points.iter().map(|point| &point.entry);
    entries.filter(|entry| desk.is_disputed(entry)).cloned().collect()
}

/// The mark of an entry as it stands now: who rules on it gives it back. The words of a report
/// never change, so the mark does without them.
pub(crate) fn entry_mark(desk: &Desk, id: &str) -> Option<String> {
    desk.entry_mark(id, || {
        let found = desk.named_in_part(id, NAMED, (Some(APIECE), Depth::Lines)).ok()?;
        let is_entry = matches!(found.as_slice(), [Found::Entry { .. }]);
        is_entry.then(|| reply::mark(&reply::data_bytes(&shape_of(&found))))
    })
}
