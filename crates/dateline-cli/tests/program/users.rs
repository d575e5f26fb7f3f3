//! A record that is shared: nobody looks at it without a name and a password.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::serve::{Server, header};
use crate::{Room, report};

const PASSWORD: &str = "four harbour words";

fn room() -> Room {
    let room = Room::new();
    room.put("one.txt", report(1).as_bytes());
    assert_eq!(room.run(&["add", "-q", "one.txt"]).code, Some(0));
    room
}

fn add(room: &Room, name: &str, role: &str) {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("dateline"))
        .args(["users", "add", name, "--role", role])
        .current_dir(room.folder.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

/// The line of the head that carries a session.
fn session(server: &Server, name: &str) -> String {
    let form = format!("name={name}&password={}", PASSWORD.replace(' ', "+"));
    let answer = server.post("/sign-in", "", &form);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let cookie = header(&answer, "set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    format!("Cookie: {}\r\n", cookie.split(';').next().unwrap())
}

fn get(server: &Server, path: &str, head: &str) -> String {
    let host = &server.address;
    server.ask(&format!(
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{head}\r\n"
    ))
}

#[test]
fn a_record_without_users_is_not_opened_to_others() {
    let room = room();
    let said = room.run(&["serve", "--listen", "0.0.0.0", "--port", "0"]);
    assert_eq!(said.code, Some(2), "{}", said.err);
    assert!(said.err.contains("hint: add one with `dateline users add"), "{}", said.err);
}

#[test]
fn readers_look_and_reviewers_rule() {
    let room = room();
    add(&room, "Ana", "reader");
    add(&room, "Ben", "reviewer");
    let list = room.run(&["users", "list"]);
    assert_eq!(list.out, "reader  Ana\nreviewer  Ben\n");
    let server = Server::start(&room);
    assert!(server.get("/timeline").starts_with("HTTP/1.1 303"));
    assert!(server.get("/timeline.json").starts_with("HTTP/1.1 401"));
    assert!(server.get("/style.css").starts_with("HTTP/1.1 200"));
    let ana = session(&server, "Ana");
    let timeline = get(&server, "/timeline.json", &ana);
    assert!(timeline.starts_with("HTTP/1.1 200"), "{timeline}");
    let body = timeline.split_once("\r\n\r\n").unwrap().1;
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let entry = body["dated"][0]["id"].as_str().unwrap();
    let accept = format!("/entry/{entry}/accept");
    let page = get(&server, &format!("/entry/{entry}.json"), &ana);
    let mark = format!("If-Match: {}\r\n", header(&page, "etag"));
    let answer = server.post(&accept, &format!("{ana}{mark}"), "");
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    let ben = session(&server, "Ben");
    let answer = server.post(&accept, &format!("{ben}{mark}"), "");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let said = room.run(&["show", "rulings", "--json"]);
    assert!(said.out.contains("\"by\": \"Ben\""), "{}", said.out);
    assert!(get(&server, "/audit", &ben).starts_with("HTTP/1.1 403"));
    let log = std::fs::read_to_string(room.path("record.dateline-audit")).unwrap();
    assert!(log.contains("accept: "), "{log}");
    assert!(server.post("/sign-out", &ben, "").starts_with("HTTP/1.1 303"));
    assert!(get(&server, "/timeline.json", &ben).starts_with("HTTP/1.1 401"));
}

#[test]
fn wrong_passwords_are_answered_a_few_times_only() {
    let room = room();
    add(&room, "Ana", "owner");
    let server = Server::start(&room);
    for _ in 0..5 {
        let answer =
            server.post("/sign-in.json", "", "{\"name\": \"Ana\", \"password\": \"x\"}");
        assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    }
    let form = format!("name=Ana&password={}", PASSWORD.replace(' ', "+"));
    assert!(server.post("/sign-in", "", &form).starts_with("HTTP/1.1 429"));
}
