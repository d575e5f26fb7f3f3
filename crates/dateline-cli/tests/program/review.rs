//! What a reviewer rules stays, and can be taken back.

use serde_json::Value;

use crate::{Room, report};

fn room() -> Room {
    let room = Room::new();
    room.put("in/one.txt", report(1).as_bytes());
    room.put("in/two.txt", report(2).as_bytes());
    assert_eq!(room.run(&["add", "-q", "in"]).code, Some(0));
    room
}

fn lines(room: &Room, kind: &str) -> Vec<Value> {
    let export = room.export("record.dateline");
    let lines = export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["line"] == kind).collect()
}

fn entry(room: &Room, id: &str) -> Option<Value> {
    lines(room, "entry").into_iter().find(|entry| entry["id"] == id)
}

fn first_entry(room: &Room) -> String {
    lines(room, "entry")[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_accepted_entry_says_so_even_after_a_new_reading() {
    let room = room();
    let id = first_entry(&room);
    let said = room.run(&["review", "accept", &id, "--by", "Ada"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(entry(&room, &id).unwrap()["accepted"], true);
    assert_eq!(room.run(&["reread"]).code, Some(0));
    assert_eq!(entry(&room, &id).unwrap()["accepted"], true);
    assert!(room.run(&["show", "decisions"]).out.contains("by Ada"));
}

#[test]
fn a_rejected_entry_is_in_no_view_until_that_is_undone() {
    let room = room();
    let id = first_entry(&room);
    let because = "the words are of another year";
    let said = room.run(&["review", "reject", &id, "--because", because]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(entry(&room, &id), None);
    assert!(room.run(&["show", "decisions"]).out.contains(because));
    for decision in lines(&room, "decision") {
        let id = decision["id"].as_str().unwrap();
        assert_eq!(room.run(&["review", "undo", id]).code, Some(0));
    }
    assert!(entry(&room, &id).is_some());
}

#[test]
fn a_note_stands_with_its_entry() {
    let room = room();
    let id = first_entry(&room);
    assert_eq!(room.run(&["review", "note", &id, "ask the ministry"]).code, Some(0));
    let notes = entry(&room, &id).unwrap()["notes"].to_string();
    assert!(notes.contains("ask the ministry"), "{notes}");
}

#[test]
fn digits_of_no_entry_change_nothing() {
    let room = room();
    let before = room.export("record.dateline");
    let said = room.run(&["review", "reject", "ffffffffffff"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("there is no entry"), "{}", said.err);
    assert_eq!(before, room.export("record.dateline"));
}
