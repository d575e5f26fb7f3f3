use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use dateline::Error;
use maud::Markup;
use serde_json::{Value, json};

use crate::page;
use crate::question::{Question, Shape};

/// What is sent back.
pub(crate) type Reply = Response<Body>;

/// Words of a report are never markup; nothing is loaded from elsewhere; the one script is our
/// own.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// What went wrong, for a reader and as RFC 9457 has it.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    pub(crate) status: StatusCode,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    /// The methods that an address has, where another was tried.
    allowed: Option<&'static str>,
}

impl Trouble {
    pub(crate) fn new(status: StatusCode, message: &str) -> Self {
        Self { status, message: message.to_owned(), hint: None, allowed: None }
    }

    pub(crate) fn with_hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }

    /// There is nothing at an address.
    pub(crate) fn missing() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is nothing at this address")
    }

    /// An address that is not asked in this way.
    pub(crate) fn not_so(allowed: &'static str) -> Self {
        let trouble =
            Self::new(StatusCode::METHOD_NOT_ALLOWED, "this is not asked in this way");
        Self { allowed: Some(allowed), ..trouble }
    }

    /// The reply, in the shape that was asked for.
    pub(crate) fn reply(&self, question: &Question) -> Reply {
        let mut reply = if question.shape == Shape::Page {
            html(self.status, page::sorry(&self.message, self.hint.as_deref()))
        } else {
            self.data()
        };
        if let Some(allowed) = self.allowed {
            with(&mut reply, header::ALLOW, allowed);
        }
        reply
    }

    /// The reply as data: the one shape of every error.
    pub(crate) fn data(&self) -> Reply {
        let shape = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or("error"),
            "status": self.status.as_u16(),
            "detail": self.message,
            "hint": self.hint,
        });
        made(self.status, "application/problem+json", format!("{shape}\n"))
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

impl From<&Error> for Trouble {
    fn from(error: &Error) -> Self {
        let status = match error {
            error if error.is_usage() => StatusCode::BAD_REQUEST,
            error if error.is_missing() => StatusCode::NOT_FOUND,
            error if error.is_locked() => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let hint = error.hint().map(str::to_owned);
        Self { status, message: error.to_string(), hint, allowed: None }
    }
}

/// A page.
pub(crate) fn html(status: StatusCode, page: Markup) -> Reply {
    made(status, "text/html; charset=utf-8", page.into_string())
}

/// The bytes of data as they are sent: one line.
pub(crate) fn data_bytes(shape: &Value) -> String {
    format!("{shape}\n")
}

/// Data.
pub(crate) fn data(shape: &Value) -> Reply {
    made(StatusCode::OK, "application/json", data_bytes(shape))
}

/// Rows for a spreadsheet.
pub(crate) fn table(rows: String) -> Reply {
    made(StatusCode::OK, "text/csv; charset=utf-8", rows)
}

/// A feed.
pub(crate) fn feed(feed: String) -> Reply {
    made(StatusCode::OK, "application/atom+xml; charset=utf-8", feed)
}

/// A file of the page itself.
pub(crate) fn file(class: &'static str, words: &str) -> Reply {
    made(StatusCode::OK, class, words.to_owned())
}

/// A line of plain text.
pub(crate) fn plain(status: StatusCode, line: &str) -> Reply {
    made(status, "text/plain; charset=utf-8", format!("{line}\n"))
}

/// On to another page of this site, after something was done.
pub(crate) fn on_to(address: &str) -> Reply {
    let mut reply = plain(StatusCode::SEE_OTHER, "done");
    with(&mut reply, header::LOCATION, address);
    reply
}

/// Adds a header; one that cannot be sent is left out.
pub(crate) fn with(reply: &mut Reply, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        reply.headers_mut().insert(name, value);
    }
}

/// The mark of a body: the same bytes have the same mark.
pub(crate) fn mark(body: &str) -> String {
    let hash = blake3::hash(body.as_bytes()).to_hex();
    format!("\"{}\"", hash.get(..24).unwrap_or(&hash))
}

/// Whether a list of marks, as a request gives them, has this one.
pub(crate) fn has_mark(marks: &str, mark: &str) -> bool {
    let bare =
        |mark: &str| mark.trim().trim_start_matches("W/").trim_matches('"').to_owned();
    let wanted = bare(mark);
    marks.split(',').any(|one| one.trim() == "*" || bare(one) == wanted)
}

/// The reply to one who has these bytes already.
pub(crate) fn unless_known(mut reply: Reply, known: Option<&str>) -> Reply {
    let mark = reply.headers().get(header::ETAG).and_then(|mark| mark.to_str().ok());
    let same = known.zip(mark).is_some_and(|(known, mark)| has_mark(known, mark));
    if same && reply.status() == StatusCode::OK {
        *reply.status_mut() = StatusCode::NOT_MODIFIED;
        *reply.body_mut() = Body::empty();
    }
    reply
}

fn made(status: StatusCode, class: &'static str, body: String) -> Reply {
    let mark = (status == StatusCode::OK).then(|| mark(&body));
    let mut reply = Response::new(Body::from(body));
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, class),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "private, no-cache"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let same_origin = HeaderValue::from_static("same-origin");
    headers.insert("cross-origin-resource-policy", same_origin.clone());
    headers.insert("cross-origin-opener-policy", same_origin);
    if let Some(mark) = mark {
        with(&mut reply, header::ETAG, &mark);
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_known_with_quotes_and_without() {
        let mark = mark("the pact was signed");
        assert!(has_mark(&mark, &mark));
        assert!(has_mark(&format!("\"other\", W/{mark}"), &mark));
        assert!(has_mark("*", &mark));
        assert!(!has_mark("\"other\"", &mark));
    }
}
