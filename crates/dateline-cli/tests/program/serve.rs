//! The page: on this machine alone, read-only, nothing from elsewhere, every word escaped.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::{Room, report};

/// A server that ends with the test.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start(room: &Room) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("dateline"))
            .args(["serve", "--port", "0"])
            .current_dir(room.folder.path())
            .env("SOURCE_DATE_EPOCH", "1900000000")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.strip_prefix("http://").unwrap().split('/').next().unwrap();
        let address = address.to_owned();
        Self { child, address }
    }

    pub(crate) fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    pub(crate) fn get(&self, path: &str) -> String {
        let host = &self.address;
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))
    }
}

impl Server {
    /// Sends a form or an object, with more lines in the head.
    pub(crate) fn post(&self, path: &str, head: &str, body: &str) -> String {
        let (host, length) = (&self.address, body.len());
        let class = if body.starts_with('{') { "json" } else { "x-www-form-urlencoded" };
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
             Content-Type: application/{class}\r\nContent-Length: {length}\r\n{head}\r\n{body}"
        ))
    }

    /// The data at an address.
    pub(crate) fn data(&self, path: &str) -> serde_json::Value {
        let answer = self.get(path);
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str(body).unwrap()
    }
}

/// A header of an answer.
pub(crate) fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let lines = answer.split("\r\n").take_while(|line| !line.is_empty());
    let mut pairs = lines.filter_map(|line| line.split_once(": "));
    pairs
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map_or("", |(_, value)| value)
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn room() -> Room {
    let room = Room::new();
    let hostile = "<script>alert(1)</script> Varn \"signs\" & 'leaves'\n\n3 March 2031\n\n\
                   OSTREL (Harbour Wire) - <img src=http://evil.example/x.png> Orlesia and \
                   Varn signed a pact in Ostrel on 3 March 2031. Orlesia has 300 sailors in \
                   Varn, Sea Minister Tala Brandt said.\n";
    room.put("in/hostile.txt", hostile.as_bytes());
    room.put("in/one.txt", report(1).as_bytes());
    assert_eq!(room.run(&["add", "-q", "in"]).code, Some(0));
    room
}

#[test]
fn every_page_answers_in_words_and_in_data() {
    let room = room();
    let server = Server::start(&room);
    let mut pages: Vec<String> =
        dateline::Topic::ALL.iter().map(|(_, word)| format!("/{word}")).collect();
    pages.extend(["/".to_owned(), "/find?q=Varn".to_owned(), "/find".to_owned()]);
    let export = room.export("record.dateline");
    for line in export.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let kind = line["line"].as_str().unwrap();
        if ["entry", "report", "series", "actor"].contains(&kind) {
            pages.push(format!("/{kind}/{}", line["id"].as_str().unwrap()));
        }
    }
    assert!(pages.len() > 20, "{pages:?}");
    for page in pages {
        let answer = server.get(&page);
        assert!(answer.starts_with("HTTP/1.1 200"), "{page}: {answer}");
        assert!(answer.contains("default-src 'none'"), "{page}");
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let ours = "<script src=\"/script.js\" defer></script>";
        let body = body.replacen(ours, "", 1);
        assert!(!body.contains("<script") && !body.contains("<img"), "{page}: {body}");
        assert!(!body.contains("href=\"http") && !body.contains("src=\""), "{page}");
        assert!(!body.contains(" style=") && !body.contains(" onclick="), "{page}");
        let data = match page.split_once('?') {
            Some((path, query)) => format!("{path}.json?{query}"),
            None => format!("{page}.json"),
        };
        let answer = server.get(&data);
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str::<serde_json::Value>(body)
            .map_err(|error| format!("{data}: {error}: {answer}"))
            .unwrap();
    }
}

#[test]
fn nothing_at_an_address_is_said_in_one_shape() {
    let room = room();
    let server = Server::start(&room);
    assert!(server.get("/entry/ffffffffffffffff").starts_with("HTTP/1.1 404"));
    let answer = server.get("/nowhere.json");
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let shape: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(shape["status"], 404);
    assert!(answer.contains("application/problem+json"), "{answer}");
    let answer = server.get("/timeline.json?from=soon");
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(answer.contains("write a day as YYYY-MM-DD"), "{answer}");
}

#[test]
fn another_host_and_another_method_get_nothing() {
    let room = room();
    let server = Server::start(&room);
    assert!(server.address.starts_with("127.0.0.1:"), "{}", server.address);
    let foreign = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    let answer = server.ask(foreign);
    assert!(answer.starts_with("HTTP/1.1 421"), "{answer}");
    let host = &server.address;
    let post = format!(
        "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    assert!(server.ask(&post).starts_with("HTTP/1.1 405"));
    let delete = post.replace("POST", "DELETE");
    assert!(server.ask(&delete).starts_with("HTTP/1.1 405"));
}

#[test]
fn a_page_shows_what_was_added_since() {
    let room = room();
    let server = Server::start(&room);
    assert!(!server.get("/reports").contains("seven.txt"));
    room.put("seven.txt", report(7).as_bytes());
    assert_eq!(room.run(&["add", "-q", "seven.txt"]).code, Some(0));
    assert!(server.get("/reports").contains("seven.txt"));
}

#[test]
fn a_page_goes_on_behind_the_same_line_after_reports_were_added() {
    let room = room();
    let server = Server::start(&room);
    let first = server.get("/timeline.json?limit=2");
    let (_, body) = first.split_once("\r\n\r\n").unwrap();
    let first_page: serde_json::Value = serde_json::from_str(body).unwrap();
    let next = header(&first, "link").strip_prefix('<').unwrap();
    let next = next.split('>').next().unwrap().to_owned();
    let before = server.data(&next)["dated"][0]["id"].clone();
    // It is older than all that is there.
    let old = "Orlesia and Varn signed a treaty in Calder on 3 March 1999.\n";
    room.put("in/old.txt", format!("An old treaty\n\n4 March 1999\n\n{old}").as_bytes());
    assert_eq!(room.run(&["add", "-q", "in/old.txt"]).code, Some(0));
    let all = server.data("/timeline.json");
    assert_ne!(all["dated"][0]["id"], first_page["dated"][0]["id"]);
    assert_eq!(server.data(&next)["dated"][0]["id"], before);
}

#[test]
fn what_is_planned_is_told_from_what_is_so() {
    let room = room();
    let server = Server::start(&room);
    let all = server.data("/timeline.json")["dated"].as_array().unwrap().len();
    let mut found = 0;
    for word in
        ["asserted", "planned", "called_for", "conditional", "discussed", "alleged"]
    {
        let some = server.data(&format!("/timeline.json?modality={word}"));
        let some = some["dated"].as_array().unwrap();
        assert!(some.iter().all(|one| one["modality"] == word), "{word}");
        found += some.len();
    }
    let denied = server.data("/timeline.json?modality=denied");
    assert_eq!(found + denied["dated"].as_array().unwrap().len(), all);
    assert!(server.get("/timeline.json?modality=hoped").starts_with("HTTP/1.1 400"));
}

#[test]
fn what_waits_and_what_is_new_are_rows_too() {
    let room = room();
    let server = Server::start(&room);
    for (page, head) in [
        ("/review.csv?limit=3", "id,kind,when,"),
        ("/news.csv?limit=1", "learnt,report,doc,id,"),
        ("/copies.csv", "id,doc,title,"),
        ("/screen.csv", "id,kind,when,"),
    ] {
        let answer = server.get(page);
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(body.starts_with(head), "{page}: {body}");
    }
    assert!(
        header(&server.get("/news.csv?limit=1"), "link").contains("/news.csv?cursor=")
    );
    assert!(header(&server.get("/review.json?limit=3"), "link").contains("cursor="));
}

#[test]
fn the_same_page_is_not_sent_twice() {
    let room = room();
    let server = Server::start(&room);
    let mark = header(&server.get("/timeline.json"), "etag").to_owned();
    assert!(mark.len() > 10, "{mark}");
    let host = &server.address;
    let again = format!(
        "GET /timeline.json HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         If-None-Match: {mark}\r\n\r\n"
    );
    assert!(server.ask(&again).starts_with("HTTP/1.1 304"));
}

#[test]
fn a_list_is_read_page_by_page_and_each_line_once() {
    let room = room();
    let server = Server::start(&room);
    for topic in ["timeline", "reports", "figures", "statements"] {
        let ids = |csv: &str| -> Vec<String> {
            let (_, rows) = csv.split_once("\r\n\r\n").unwrap();
            rows.lines().skip(1).map(str::to_owned).collect()
        };
        let whole = ids(&server.get(&format!("/{topic}.csv")));
        assert!(whole.len() > 1, "{topic}: {whole:?}");
        let (mut parts, mut next) = (Vec::new(), format!("/{topic}.csv?limit=1"));
        for _ in 0..200 {
            let answer = server.get(&next);
            parts.extend(ids(&answer));
            let Some(link) = header(&answer, "link").strip_prefix('<') else { break };
            next = link.split('>').next().unwrap().to_owned();
            assert!(next.starts_with(&format!("/{topic}.csv?")), "{next}");
        }
        assert_eq!(parts, whole, "{topic}");
    }
}

#[test]
fn what_a_page_says_of_hostile_words_is_as_it_was() {
    let room = Room::new();
    // Script in the headline, in a name and in the body; a mark that turns the line around; a
    // drawing with script in it.
    let hostile = "<script>alert(1)</script> \u{202e}Varn \"signs\" & 'leaves'\n\n3 March 2031\n\n\
                   OSTREL (Harbour Wire) - <svg onload=alert(2)> Orlesia and Varn signed a \
                   pact in Ostrel on 3 March 2031. \"><img src=http://evil.example/x.png> \
                   Orlesia has 300 sailors in Varn, Sea Minister Tala Brandt said.\n";
    room.put("in/javascript:alert(3).txt", hostile.as_bytes());
    assert_eq!(room.run(&["add", "-q", "in"]).code, Some(0));
    let server = Server::start(&room);
    let report = server.data("/reports.json")[0]["id"].as_str().unwrap().to_owned();
    let entry =
        server.data("/timeline.json")["dated"][0]["id"].as_str().unwrap().to_owned();
    let pages = [
        ("home", "/".to_owned()),
        ("timeline", "/timeline".to_owned()),
        ("report", format!("/report/{report}?raw=yes")),
        ("entry", format!("/entry/{entry}")),
        ("review", "/review".to_owned()),
        ("feed", "/news.atom".to_owned()),
    ];
    for (name, page) in pages {
        let answer = server.get(&page);
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        for word in ["<script>alert", "<svg onload", "<img", "href=\"javascript"] {
            assert!(!body.contains(word), "{page}: {word}");
        }
        insta::with_settings!({snapshot_path => "../../../../tests/goldens/page", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, body.replace("><", ">\n<"));
        });
    }
}

#[test]
fn the_description_of_the_api_is_the_one_in_the_docs() {
    let room = Room::new();
    let said = room.run(&["openapi"]);
    let kept =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let kept = std::fs::read_to_string(kept).unwrap();
    assert!(said.out == kept, "renew it: `dateline openapi > docs/openapi.json`");
}
