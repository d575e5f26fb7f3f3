//! Whatever the bytes are, reading goes on, and the record says what was wrong.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::{Room, Said, report};

fn added(room: &Room, name: &str) -> Said {
    let good = room.put("in/good.txt", report(1).as_bytes());
    let path = room.path(&format!("in/{name}"));
    let said = room.run(&["add", "-q", path.to_str().unwrap(), good.to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.err.contains("2 reports new"), "{}", said.err);
    said
}

fn problems(room: &Room) -> String {
    room.run(&["show", "problems", "--json"]).out
}

#[test]
fn an_empty_file_is_a_report_with_a_problem() {
    let room = Room::new();
    room.put("in/empty.txt", b"");
    assert!(added(&room, "empty.txt").err.contains("1 with nothing to read"));
    assert!(problems(&room).contains("\"empty\""), "{}", problems(&room));
}

#[test]
fn a_binary_file_is_a_report_with_a_problem() {
    let room = Room::new();
    let bytes: Vec<u8> = (0..20_000_u32).map(|at| (at * at % 251) as u8).collect();
    room.put(
        "in/picture.bin",
        &[b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes.as_slice()].concat(),
    );
    added(&room, "picture.bin");
    assert!(problems(&room).contains("not_text"), "{}", problems(&room));
}

#[test]
fn a_page_in_an_old_charset_is_read_in_it() {
    let room = Room::new();
    let page = b"<html><head><meta charset=\"windows-1251\"><title>\xCF\xE0\xEA\xF2</title>\
                 </head><body><p>Orlesia signed the pact on Thursday, \xC2\xE0\xF0\xED said.\
                 </p></body></html>";
    room.put("in/old.html", page);
    added(&room, "old.html");
    let said = room.run(&["inspect", "text", "in/old.html"]);
    assert!(said.out.contains("Варн said"), "{}", said.out);
}

#[test]
fn a_wrong_charset_and_invalid_letters_are_read() {
    let room = Room::new();
    let page = b"<html><head><meta charset=\"utf-8\"></head><body><p>The caf\xE9 pact of \
                 Varn was signed on 3 May 2031 in Ostrel by both sides.</p></body></html>";
    room.put("in/wrong.html", page);
    room.put(
        "in/invalid.txt",
        b"The pact\xFF\xFE\xFF of Varn was signed on 3 May 2031.\n",
    );
    added(&room, "wrong.html");
    added_more(&room, "invalid.txt");
    let said = room.run(&["inspect", "text", "in/wrong.html"]);
    assert!(said.out.contains("café pact of Varn"), "{}", said.out);
    let said = room.run(&["inspect", "text", "in/invalid.txt"]);
    assert!(said.out.contains("of Varn was signed"), "{}", said.out);
}

fn added_more(room: &Room, name: &str) {
    let path = room.path(&format!("in/{name}"));
    let said = room.run(&["add", "-q", path.to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
}

#[test]
fn a_hundred_thousand_nested_tags_are_read() {
    let room = Room::new();
    let mut page = String::from("<html><body>");
    page.push_str(&"<div>".repeat(100_000));
    page.push_str("<p>Varn withdrew 300 sailors from Ostrel on 3 May 2031, it said.</p>");
    page.push_str(&"</div>".repeat(100_000));
    room.put("in/nested.html", page.as_bytes());
    added(&room, "nested.html");
    assert!(problems(&room).contains("bad_markup"), "{}", problems(&room));
    let said = room.run(&["find", "withdrew", "300", "sailors"]);
    assert!(said.out.contains("nested.html"), "{}", said.out);
}

#[test]
fn a_line_of_two_hundred_megabytes_is_cut_and_listed() {
    let room = Room::new();
    // No spaces and no sentence: what is measured is that nothing grows with its square.
    room.put("in/line.txt", &vec![b'x'; 200_000_000]);
    added(&room, "line.txt");
    assert!(problems(&room).contains("\"cut\""), "{}", problems(&room));
}

#[test]
fn a_report_in_one_line_does_not_fill_an_export_with_itself() {
    let room = Room::new();
    let sentence = |number: usize| {
        let day = number % 28 + 1;
        format!("Varn had {} sailors in Ostrel on {day} March 2031. ", 1000 + number)
    };
    let line: String = (0..400).map(sentence).collect();
    room.put("in/line.txt", line.as_bytes());
    added(&room, "line.txt");
    let export = room.export("record.dateline");
    let lines = export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut seen = 0;
    for entry in lines.filter(|line| line["line"] == "entry") {
        for evidence in entry["evidence"].as_array().unwrap() {
            for side in ["before", "after"] {
                let words = evidence[side].as_str().unwrap();
                assert!(words.len() < 5_000, "{side}: {}", words.len());
                seen += usize::from(words.len() > 4_000);
            }
        }
    }
    assert!(seen > 0, "no passage was cut");
}

#[test]
fn links_that_lead_back_up_are_followed_once() {
    let room = Room::new();
    room.put("in/good.txt", report(1).as_bytes());
    for name in ["in/one", "in/two"] {
        std::os::unix::fs::symlink(".", room.path(name)).unwrap();
    }
    let said = room.run(&["add", "-q", "in"]);
    assert!(said.err.starts_with("1 report new in"), "{}", said.err);
}

#[test]
fn the_name_of_a_file_cannot_move_the_cursor() {
    let room = Room::new();
    room.put("in/pact\x1b[2J.txt", report(1).as_bytes());
    std::os::unix::fs::symlink("nowhere", room.path("in/gone\x1b[2J.txt")).unwrap();
    let said = room.run(&["add", "in"]);
    assert!(said.err.contains("in/gone[2J.txt"), "{}", said.err);
    for verb in [&["show", "reports"][..], &["find", "sailors", "Varn"]] {
        let shown = room.run(verb).out;
        assert!(shown.contains("pact[2J.txt"), "{verb:?}: {shown}");
    }
}

#[test]
fn a_missing_path_is_named_and_nothing_is_made() {
    let room = Room::new();
    let said = room.run(&["add", "nowhere.txt"]);
    assert_eq!(said.code, Some(2));
    assert!(
        said.err.starts_with("error: there is no `nowhere.txt`\nhint: "),
        "{}",
        said.err
    );
    assert!(!room.path("record.dateline").exists());
    assert_eq!(said.out, "");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_goes_on() {
    let room = Room::new();
    room.put("in/good.txt", report(1).as_bytes());
    // A link to nothing, which nobody can read: not even the superuser.
    std::os::unix::fs::symlink("nowhere.txt", room.path("in/closed.txt")).unwrap();
    let said = room.run(&["add", "-q", "in"]);
    assert_eq!(said.code, Some(2), "{}", said.err);
    assert!(said.err.contains("warning: "), "{}", said.err);
    assert!(said.err.contains("`in/closed.txt`"), "{}", said.err);
    assert!(said.err.contains("1 report new"), "{}", said.err);
}

#[test]
fn a_file_that_may_not_be_read_is_named_or_is_the_superusers_to_read() {
    let room = Room::new();
    room.put("in/good.txt", report(1).as_bytes());
    let closed = room.put("in/closed.txt", report(2).as_bytes());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let superuser = fs::read(&closed).is_ok();
    let said = room.run(&["add", "-q", "in"]);
    let read = if superuser { "2 reports new" } else { "1 report new" };
    assert!(said.err.contains(read), "{}", said.err);
    assert_eq!(
        said.err.contains("cannot read `in/closed.txt`"),
        !superuser,
        "{}",
        said.err
    );
}

#[test]
fn a_packed_report_and_the_report_itself_are_one() {
    let room = Room::new();
    room.put("in/plain.txt", report(1).as_bytes());
    let packed = packed(report(1).as_bytes());
    room.put("in/plain.txt.gz", &packed);
    let said = room.run(&["add", "-q", "in"]);
    assert!(said.err.contains("1 report new"), "{}", said.err);
    assert!(said.err.contains("1 known already"), "{}", said.err);
}

#[test]
fn a_packed_report_that_is_in_the_record_is_known_when_checked() {
    let room = Room::new();
    room.put("plain.txt", report(1).as_bytes());
    room.run(&["add", "-q", "plain.txt"]);
    for (number, is_kept) in [(1, true), (2, false)] {
        room.put("packed.txt.gz", &packed(report(number).as_bytes()));
        let said = room.run(&["check", "packed.txt.gz", "--json"]);
        let checked: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(checked["is_kept"], is_kept, "{}", said.err);
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut packer =
        flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}
