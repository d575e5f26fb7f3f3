use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use dateline::{Disk, Error, Live, World as _};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use crate::act::{Act, Given, given, is_ours, methods, value};
use crate::guests::{Entered, Guests};
use crate::question::{Question, Shape, encoded};
use crate::reply::{self, Reply, Trouble};
use crate::visit::{Role, Visit};
use crate::{answer, page};

/// What is served, and how its readers look at it.
#[derive(Clone, Debug)]
pub struct Served<'a> {
    /// The record's file.
    pub record: &'a Path,
    /// The address: the loopback one, or another where the record has users.
    pub address: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// The name that decisions are kept under where nobody signs in.
    pub reviewer: String,
    /// The clock: the day by which something is overdue, and when a decision was made.
    pub world: Disk,
}

impl<'a> Served<'a> {
    /// A record on 127.0.0.1.
    #[must_use]
    pub fn new(record: &'a Path, port: u16) -> Self {
        let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let reviewer = "reviewer".to_owned();
        Self { record, address, port, reviewer, world: Disk::new() }
    }
}

struct Site {
    live: Live,
    guests: Guests,
    world: Disk,
    reviewer: String,
    /// Whether other machines can ask.
    shared: bool,
    /// One decision at a time: the next waits.
    writing: Mutex<BTreeMap<String, Vec<Vec<String>>>>,
}

/// How many of a person's acts can be undone one after the other.
const REMEMBERED: usize = 100;
/// How many answers are made at once: more would only wait for each other, and hold more.
const AT_ONCE: usize = 6;
/// How long a form may be.
const LONGEST_FORM: usize = 64 << 10;

/// Serves a record until the program is stopped from the keyboard. `ready` hears the address.
///
/// Without users nothing but the loopback address is ever bound: what is in a record stays on
/// the machine.
///
/// # Errors
/// When the record cannot be read, the port is taken, or the record is to be shared and has no
/// users.
pub fn serve(
    served: &Served<'_>,
    ready: &mut dyn FnMut(SocketAddr),
) -> Result<(), Error> {
    let site = Arc::new(site(served)?);
    let mut builder = Builder::new_current_thread();
    let runtime = builder.enable_io().max_blocking_threads(AT_ONCE).build();
    let runtime = runtime.map_err(|error| {
        Error::new("cannot start the server".to_owned())
            .with_hint("stop other programs and give the command again")
            .caused_by(error)
    })?;
    runtime.block_on(async {
        let address = SocketAddr::from((served.address, served.port));
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

fn site(served: &Served<'_>) -> Result<Site, Error> {
    let guests = Guests::open(served.record)?;
    let shared = !served.address.is_loopback();
    if shared && guests.is_empty() {
        let address = served.address;
        return Err(Error::usage(format!("`{address}` is open to others and the record has no users"))
            .with_hint("add one with `dateline users add NAME --role owner`, or leave out `--listen`"));
    }
    Ok(Site {
        live: Live::open(served.record)?,
        guests,
        world: served.world.clone(),
        reviewer: served.reviewer.clone(),
        shared,
        writing: Mutex::default(),
    })
}

async fn stopped() {
    // Where no signal can be heard the server runs until it is ended from outside.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// A request, taken apart.
struct Asking {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Vec<u8>,
}

async fn respond(State(site): State<Arc<Site>>, request: Request<Body>) -> Reply {
    let (head, body) = request.into_parts();
    let question = Question::parse(head.uri.path(), head.uri.query().unwrap_or_default());
    let Ok(body) = to_bytes(body, LONGEST_FORM).await else {
        let trouble = Trouble::new(StatusCode::PAYLOAD_TOO_LARGE, "the form is too long");
        return trouble.reply(&question);
    };
    let (method, uri, headers) = (head.method, head.uri, head.headers);
    let asking = Asking { method, uri, headers, body: body.to_vec() };
    let made = tokio::task::spawn_blocking(move || {
        site.respond(&asking, &question)
            .unwrap_or_else(|trouble| trouble.reply(&question))
    });
    made.await.unwrap_or_else(|_| {
        reply::plain(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be made")
    })
}

impl Site {
    fn respond(&self, asking: &Asking, question: &Question) -> Result<Reply, Trouble> {
        if !self.shared && !is_local(&asking.headers) {
            // A page elsewhere may point its own name at this machine; it gets nothing.
            return Ok(reply::plain(
                StatusCode::MISDIRECTED_REQUEST,
                "ask for 127.0.0.1",
            ));
        }
        match asking.method {
            Method::GET | Method::HEAD => self.read(asking, question),
            Method::POST => self.write(asking, question),
            _ => {
                let parts: Vec<&str> = question.path.iter().map(String::as_str).collect();
                Err(Trouble::not_so(methods(&parts)))
            }
        }
    }

    fn read(&self, asking: &Asking, question: &Question) -> Result<Reply, Trouble> {
        let parts: Vec<&str> = question.path.iter().map(String::as_str).collect();
        let is_open = matches!(parts.as_slice(), ["style.css" | "script.js" | "sign-in"]);
        let visit = match self.visit(&asking.headers) {
            Some(visit) => visit,
            None if is_open => Visit { role: Role::Reader, ..self.nobody() },
            None => return Ok(turned_away(asking, question)),
        };
        if parts.as_slice() == ["sign-in"] {
            return Ok(reply::html(StatusCode::OK, page::sign_in(None)));
        }
        if parts.as_slice() == ["audit"] && visit.signed_in {
            if visit.role < Role::Owner {
                return Err(Trouble::new(
                    StatusCode::FORBIDDEN,
                    "owners alone see who did what",
                ));
            }
            return Ok(reply::html(
                StatusCode::OK,
                page::audit(&self.guests.audit(), &visit),
            ));
        }
        // What waits is drawn at once, whatever is being joined.
        let is_queue = parts.first() == Some(&"review");
        let desk = if is_queue { self.live.seen() } else { self.live.desk() };
        let visit =
            Visit { joining: desk.waiting(), unjoined: self.live.unjoined(), ..visit };
        let made = answer::answer(&desk, question, &visit);
        let known = header_words(&asking.headers, header::IF_NONE_MATCH);
        Ok(reply::unless_known(made, known))
    }

    fn write(&self, asking: &Asking, question: &Question) -> Result<Reply, Trouble> {
        if !is_same_origin(&asking.headers) {
            return Err(Trouble::new(
                StatusCode::FORBIDDEN,
                "this form came from another site",
            ));
        }
        let given = given(&asking.headers, &asking.body)?;
        let parts: Vec<&str> = question.path.iter().map(String::as_str).collect();
        if parts.as_slice() == ["sign-in"] {
            return self.sign_in(question, &given);
        }
        let Some(visit) = self.visit(&asking.headers) else {
            return Ok(turned_away(asking, question));
        };
        if parts.as_slice() == ["sign-out"] {
            return self.sign_out(asking, &visit);
        }
        if !visit.may_review() {
            return Err(Trouble::new(
                StatusCode::FORBIDDEN,
                "readers look; reviewers rule",
            ));
        }
        let name = visit.name.clone();
        let act = Act { question, headers: &asking.headers, given, name };
        let mut acts = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = acts.entry(visit.name.clone()).or_default();
        let last = mine.last().cloned().unwrap_or_default();
        let done = act.act(&self.live, &self.world, &last)?;
        // Who asks for data looks at what came of it next; a reader sees the page say so.
        if question.shape == Shape::Json {
            drop(self.live.joined());
        }
        if parts.as_slice() == ["review", "undo"] {
            mine.pop();
        } else if !done.decisions.is_empty() {
            mine.push(done.decisions.clone());
            if mine.len() > REMEMBERED {
                mine.remove(0);
            }
        }
        if visit.signed_in {
            let how = done.decisions.join(", ");
            self.guests.log(self.world.now(), &visit.name, &done.told, &how)?;
        }
        Ok(act.reply(&done))
    }

    /// Who asks; `None` where one has to sign in first.
    fn visit(&self, headers: &HeaderMap) -> Option<Visit> {
        if self.guests.is_empty() {
            return Some(Visit { role: Role::Owner, ..self.nobody() });
        }
        let (name, role) = self.guests.who(&session_of(headers)?, self.world.now())?;
        Some(Visit { name, role, signed_in: true, ..self.nobody() })
    }

    fn nobody(&self) -> Visit {
        let today = TimeZone::UTC.to_datetime(self.world.now()).date();
        let (name, role) = (self.reviewer.clone(), Role::Reader);
        Visit { name, role, signed_in: false, today, joining: 0, unjoined: 0 }
    }

    fn sign_in(&self, question: &Question, given: &Given) -> Result<Reply, Trouble> {
        let words = |name: &str| value(given, name).unwrap_or_default();
        let (name, now) = (words("name").trim(), self.world.now());
        let entered = self.guests.enter(name, words("password"), now)?;
        self.log_entry(name, &entered, now)?;
        let (status, message) = match entered {
            Entered::In(secret) => {
                let mut reply = if question.shape == Shape::Json {
                    reply::data(&serde_json::json!({"signed_in": name}))
                } else {
                    let back = question.value("back").filter(|back| is_ours(back));
                    reply::on_to(back.unwrap_or("/"))
                };
                reply::with(&mut reply, header::SET_COOKIE, &cookie(&secret));
                return Ok(reply);
            }
            Entered::Wrong => {
                (StatusCode::UNAUTHORIZED, "Name or password is wrong.".to_owned())
            }
            Entered::Later(seconds) => (
                StatusCode::TOO_MANY_REQUESTS,
                format!("Too many tries: wait {} minutes.", seconds / 60 + 1),
            ),
        };
        if question.shape == Shape::Json {
            return Err(Trouble::new(status, &message));
        }
        let mut reply = reply::html(status, page::sign_in(Some(&message)));
        if let Entered::Later(seconds) = entered {
            reply::with(&mut reply, header::RETRY_AFTER, &seconds.to_string());
        }
        Ok(reply)
    }

    fn log_entry(
        &self,
        name: &str,
        entered: &Entered,
        now: Timestamp,
    ) -> Result<(), Trouble> {
        let what = match entered {
            Entered::In(_) => "signed in",
            Entered::Wrong => "gave a wrong password",
            Entered::Later(_) => "tried too often",
        };
        if !self.guests.is_empty() {
            let name: String = name.chars().take(100).collect();
            self.guests.log(now, &name, what, "")?;
        }
        Ok(())
    }

    fn sign_out(&self, asking: &Asking, visit: &Visit) -> Result<Reply, Trouble> {
        if let Some(secret) = session_of(&asking.headers) {
            self.guests.leave(&secret)?;
            self.guests.log(self.world.now(), &visit.name, "signed out", "")?;
        }
        let mut reply = reply::on_to("/");
        reply::with(&mut reply, header::SET_COOKIE, "dateline=; Path=/; Max-Age=0");
        Ok(reply)
    }
}

/// Leads to the page where one signs in, and back.
fn turned_away(asking: &Asking, question: &Question) -> Reply {
    if question.shape != Shape::Page || asking.method == Method::POST {
        let trouble = Trouble::new(StatusCode::UNAUTHORIZED, "sign in first");
        let mut reply =
            trouble.with_hint("post name and password to `/sign-in.json`").data();
        reply::with(&mut reply, header::WWW_AUTHENTICATE, "Session realm=\"dateline\"");
        return reply;
    }
    let back = asking.uri.path_and_query().map_or("/", |path| path.as_str());
    reply::on_to(&format!("/sign-in?back={}", encoded(back)))
}

/// A session's cookie: no script reads it, no other site sends it. A proxy with TLS that stands
/// before this server adds `Secure`.
fn cookie(secret: &str) -> String {
    format!("dateline={secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200")
}

fn session_of(headers: &HeaderMap) -> Option<String> {
    let cookies = header_words(headers, header::COOKIE)?;
    let mut cookies = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
    cookies.find(|(name, _)| *name == "dateline").map(|(_, value)| value.to_owned())
}

fn header_words(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Whether the request was meant for this machine.
fn is_local(headers: &HeaderMap) -> bool {
    let host = header_words(headers, header::HOST);
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    matches!(name, Some("127.0.0.1" | "localhost" | "[::1]"))
}

/// Whether a form was sent from a page of this site. Browsers say so; what is no browser says
/// nothing and carries nobody's cookie unasked.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    let Some(origin) = header_words(headers, header::ORIGIN) else { return true };
    let from = origin.split_once("://").map(|(_, host)| host);
    from.is_some() && from == header_words(headers, header::HOST)
}
