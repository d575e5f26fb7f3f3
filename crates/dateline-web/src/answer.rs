use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use dateline::{Desk, Error, Found, Topic};
use jiff::civil::Date;
use maud::Markup;
use serde_json::{Value, json};

use crate::page;
use crate::question::Question;

/// How many hits a search shows where no limit is given.
const HITS: usize = 50;
/// How many things a name may stand for.
const NAMED: usize = 20;
/// How many entries a page shows where no limit is given.
const ENTRIES: usize = 500;

/// Answers a question from what the record holds.
pub(crate) fn answer(desk: &Desk, question: &Question, today: Date) -> Response<Body> {
    let parts: Vec<&str> = question.path.iter().map(String::as_str).collect();
    match parts.as_slice() {
        [] => topic(desk, question, Topic::Screen, today),
        ["style.css"] => style(),
        ["find"] => find(desk, question),
        ["report", id] => report(desk, question, id),
        ["entry" | "series" | "actor" | "named", id] => named(desk, question, id),
        [word] => match Topic::parse(word) {
            Some(topic) => self::topic(desk, question, topic, today),
            None => missing(question),
        },
        _ => missing(question),
    }
}

fn topic(desk: &Desk, question: &Question, topic: Topic, today: Date) -> Response<Body> {
    let mut asked = match question.asked(today) {
        Ok(asked) => asked,
        Err(error) => return failed(question, &error),
    };
    if topic != Topic::Screen && !question.json {
        asked.limit = asked.limit.or(Some(ENTRIES));
    }
    let shown = match desk.show(topic, &asked) {
        Ok(shown) => shown,
        Err(error) => return failed(question, &error),
    };
    if question.json {
        return data(StatusCode::OK, &json!(shown));
    }
    html(StatusCode::OK, page::topic(topic, &shown, question))
}

fn find(desk: &Desk, question: &Question) -> Response<Body> {
    let words = question.value("q").unwrap_or_default();
    let found = match question.limit() {
        Ok(_) if words.is_empty() => Ok(Vec::new()),
        Ok(limit) => desk.find(words, limit.unwrap_or(HITS)),
        Err(error) => Err(error),
    };
    match found {
        Ok(hits) if question.json => data(StatusCode::OK, &json!(hits)),
        Ok(hits) => html(StatusCode::OK, page::hits(words, &hits)),
        Err(error) => failed(question, &error),
    }
}

fn report(desk: &Desk, question: &Question, id: &str) -> Response<Body> {
    match desk.reader(id) {
        Some(reader) if question.json => data(StatusCode::OK, &json!(reader)),
        Some(reader) => html(StatusCode::OK, page::reader(&reader)),
        None => missing(question),
    }
}

fn named(desk: &Desk, question: &Question, name: &str) -> Response<Body> {
    let found = match desk.named(name, NAMED) {
        Ok(found) => found,
        Err(error) => return failed(question, &error),
    };
    if found.is_empty() {
        return missing(question);
    }
    if question.json {
        return match found.as_slice() {
            [one] => data(StatusCode::OK, &json!(one)),
            all => data(StatusCode::OK, &json!(all)),
        };
    }
    if let [Found::Report { report, .. }] = found.as_slice()
        && let Some(reader) = desk.reader(&report.id)
    {
        return html(StatusCode::OK, page::reader(&reader));
    }
    html(StatusCode::OK, page::found(name, &found))
}

fn missing(question: &Question) -> Response<Body> {
    if question.json {
        return error_data(
            StatusCode::NOT_FOUND,
            "there is nothing at this address",
            None,
        );
    }
    let page = page::sorry("There is nothing at this address", None);
    html(StatusCode::NOT_FOUND, page)
}

/// Says that a question could not be answered.
pub(crate) fn failed(question: &Question, error: &Error) -> Response<Body> {
    let status = if error.is_usage() {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::INTERNAL_SERVER_ERROR
    };
    if question.json {
        return error_data(status, &error.to_string(), error.hint());
    }
    html(status, page::sorry(&error.to_string(), error.hint()))
}

/// The one shape of every error.
fn error_data(status: StatusCode, message: &str, hint: Option<&str>) -> Response<Body> {
    let shape = json!({
        "error": {"status": status.as_u16(), "message": message, "hint": hint},
    });
    data(status, &shape)
}

fn style() -> Response<Body> {
    let style = include_str!("style.css");
    made(StatusCode::OK, "text/css; charset=utf-8", style.to_owned())
}

fn html(status: StatusCode, page: Markup) -> Response<Body> {
    made(status, "text/html; charset=utf-8", page.into_string())
}

fn data(status: StatusCode, shape: &Value) -> Response<Body> {
    made(status, "application/json", format!("{shape}\n"))
}

/// A line of plain text.
pub(crate) fn plain(status: StatusCode, line: &str) -> Response<Body> {
    made(status, "text/plain; charset=utf-8", format!("{line}\n"))
}

/// Words of a report are never markup, nothing is loaded from elsewhere, no script is run.
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

fn made(status: StatusCode, class: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, class),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}
