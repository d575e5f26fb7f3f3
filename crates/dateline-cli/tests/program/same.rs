//! The same reports give the same bytes, whatever the order, the threads or the place.

use crate::{Room, examples, report, said};
use assert_cmd::Command;

fn add(room: &Room, record: &str, more: &[&str]) {
    let said = room.run(&[&["--record", record, "add", "-q"], more].concat());
    assert_eq!(said.code, Some(0), "{}", said.err);
}

fn exports(room: &Room, record: &str) -> Vec<String> {
    let export = |format: &str| {
        let said = room.run(&["--record", record, "export", "--format", format]);
        assert_ne!(said.code, Some(2), "{}", said.err);
        said.out
    };
    ["jsonl", "csv", "timelinejs"].map(export).to_vec()
}

#[test]
fn the_order_and_the_threads_leave_no_trace() {
    let room = Room::new();
    let paths: Vec<String> = std::fs::read_dir(examples())
        .unwrap()
        .map(|entry| entry.unwrap().path().to_str().unwrap().to_owned())
        .collect();
    let mut paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    paths.sort_unstable();
    add(&room, "one", &[&["--threads", "1"], paths.as_slice()].concat());
    paths.reverse();
    add(&room, "two", &[&["--threads", "8"], paths.as_slice()].concat());
    for path in &paths {
        add(&room, "three", &[path]);
    }
    let whole = exports(&room, "one");
    assert!(whole.iter().all(|export| !export.is_empty()));
    assert_eq!(whole, exports(&room, "two"));
    assert_eq!(whole, exports(&room, "three"));
}

#[test]
fn twice_is_once() {
    let room = Room::new();
    room.put("in/one.txt", report(1).as_bytes());
    room.put("in/two.txt", report(2).as_bytes());
    add(&room, "record", &["in"]);
    let once = exports(&room, "record");
    let said = room.run(&["--record", "record", "add", "-q", "in"]);
    assert!(said.err.contains("0 reports new"), "{}", said.err);
    assert!(said.err.contains("2 known already"), "{}", said.err);
    assert_eq!(once, exports(&room, "record"));
}

#[test]
fn the_same_bytes_under_two_names_are_one_report_whichever_comes_first() {
    let room = Room::new();
    room.put("in/b.txt", report(1).as_bytes());
    room.put("other/a.txt", report(1).as_bytes());
    add(&room, "one", &["in"]);
    add(&room, "one", &["other"]);
    add(&room, "two", &["other"]);
    add(&room, "two", &["in"]);
    add(&room, "three", &["in", "other"]);
    assert_eq!(exports(&room, "one"), exports(&room, "two"));
    assert_eq!(exports(&room, "one"), exports(&room, "three"));
}

#[test]
fn a_report_taken_out_leaves_nothing_behind() {
    let room = Room::new();
    room.put("in/one.txt", report(1).as_bytes());
    add(&room, "one", &["in"]);
    room.put("in/two.txt", report(2).as_bytes());
    add(&room, "two", &["in"]);
    assert_ne!(exports(&room, "one"), exports(&room, "two"));
    assert_eq!(room.run(&["--record", "two", "remove", "two.txt"]).code, Some(0));
    assert_eq!(exports(&room, "one"), exports(&room, "two"));
}

#[test]
fn the_zone_and_the_locale_change_nothing() {
    let room = Room::new();
    room.put("in/one.txt", report(1).as_bytes());
    add(&room, "record", &["in"]);
    let export = |zone: &str, locale: &str| {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command.current_dir(room.folder.path()).env("TZ", zone).env("LC_ALL", locale);
        said(command.args(["--record", "record", "export", "--format", "jsonl"])).out
    };
    assert_eq!(export("Asia/Baghdad", "tr_TR.UTF-8"), export("Pacific/Apia", "C"));
}

#[test]
fn reading_again_gives_the_same_record() {
    let room = Room::new();
    room.put("in/one.txt", report(1).as_bytes());
    add(&room, "record", &["--published", "2031-03-04", "--outlet", "Varn Post", "in"]);
    let before = exports(&room, "record");
    assert!(before.iter().any(|export| export.contains("Varn Post")));
    assert_eq!(room.run(&["--record", "record", "reread"]).code, Some(0));
    assert_eq!(before, exports(&room, "record"));
}
