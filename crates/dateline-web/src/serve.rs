use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::Response;
use dateline::{Error, Live};
use jiff::civil::Date;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use crate::answer;
use crate::question::Question;

/// What is served, and how its readers look at it.
#[derive(Debug)]
pub struct Served<'a> {
    /// The record's file.
    pub record: &'a Path,
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The day by which something is overdue.
    pub today: Date,
}

struct Site {
    live: Live,
    today: Date,
}

/// Serves a record on 127.0.0.1 until the program is stopped from the keyboard. `ready` hears
/// the address.
///
/// No other address is ever bound: what is in a record stays on the machine.
///
/// # Errors
/// When the record cannot be read or the port is taken.
pub fn serve(
    served: &Served<'_>,
    ready: &mut dyn FnMut(SocketAddr),
) -> Result<(), Error> {
    let live = Live::open(served.record)?;
    let site = Arc::new(Site { live, today: served.today });
    let runtime = Builder::new_current_thread().enable_io().build().map_err(|error| {
        Error::new("cannot start the server".to_owned())
            .with_hint("stop other programs and give the command again")
            .caused_by(error)
    })?;
    runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, served.port));
        let listener = TcpListener::bind(address).await.map_err(|error| {
            Error::new(format!("cannot listen on {address}"))
                .with_hint("choose another port with `--port N`; 0 takes a free one")
                .caused_by(error)
        })?;
        ready(listener.local_addr().unwrap_or(address));
        let router = Router::new().fallback(respond).with_state(site);
        axum::serve(listener, router).with_graceful_shutdown(stopped()).await.map_err(
            |error| {
                Error::new("the server stopped".to_owned())
                    .with_hint("give the command again")
                    .caused_by(error)
            },
        )
    })
}

async fn stopped() {
    // Where no signal can be heard the server runs until it is ended from outside.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

async fn respond(
    State(site): State<Arc<Site>>,
    method: Method,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return answer::plain(StatusCode::METHOD_NOT_ALLOWED, "this record is read-only");
    }
    if !is_local(&headers) {
        // A page elsewhere may point its own name at this machine; it gets nothing.
        return answer::plain(StatusCode::MISDIRECTED_REQUEST, "ask for 127.0.0.1");
    }
    let asked = Question::parse(uri.path(), uri.query().unwrap_or_default());
    let made = tokio::task::spawn_blocking(move || match site.live.desk() {
        Ok(desk) => answer::answer(&desk, &asked, site.today),
        Err(error) => answer::failed(&asked, &error),
    });
    made.await.unwrap_or_else(|_| {
        answer::plain(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be made")
    })
}

/// Whether the request was meant for this machine.
fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    matches!(name, Some("127.0.0.1" | "localhost"))
}
