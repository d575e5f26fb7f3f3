//! The record's file: newer, locked, broken, on a full disk, in a folder that is closed.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use rusqlite::Connection;

use crate::{Room, report};

/// So many that their record does not fit where it is put.
const REPORTS: usize = 90;

fn room_with_a_record() -> Room {
    let room = Room::new();
    room.put("one.txt", report(1).as_bytes());
    assert_eq!(room.run(&["add", "-q", "one.txt"]).code, Some(0));
    room
}

#[test]
fn there_is_no_record_yet() {
    let room = Room::new();
    for verb in [&["show"][..], &["find", "pact"], &["export", "--format", "csv"]] {
        let said = room.run(verb);
        assert_eq!(said.code, Some(2), "{}", said.err);
        assert!(said.err.starts_with("error: there is no record at"), "{}", said.err);
        assert!(said.err.contains("\nhint: `dateline add PATH...`"), "{}", said.err);
    }
}

#[test]
fn a_record_of_a_newer_program_is_left_alone() {
    let room = room_with_a_record();
    let path = room.path("record.dateline");
    let database = Connection::open(&path).unwrap();
    database.pragma_update(None, "user_version", 999).unwrap();
    drop(database);
    for verb in [&["show"][..], &["add", "one.txt"]] {
        let said = room.run(verb);
        assert_eq!(said.code, Some(2));
        assert!(said.err.contains("newer Dateline"), "{}", said.err);
        assert!(said.err.contains("\nhint: install"), "{}", said.err);
    }
}

#[test]
fn a_record_that_another_program_writes_is_locked() {
    let room = room_with_a_record();
    room.put("two.txt", report(2).as_bytes());
    let database = Connection::open(room.path("record.dateline")).unwrap();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    let said = room.run(&["add", "-q", "two.txt"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("hint: another program"), "{}", said.err);
    // Questions are answered all the while.
    assert_ne!(room.run(&["show", "coverage"]).code, Some(2));
    database.execute_batch("ROLLBACK").unwrap();
    assert_eq!(room.run(&["add", "-q", "two.txt"]).code, Some(0));
}

#[test]
fn a_file_that_is_no_record_is_left_alone() {
    let room = Room::new();
    room.put("one.txt", report(1).as_bytes());
    let words = b"These are the minutes of the harbour council, and no record at all.\n";
    let notes = room.put("record.dateline", &words.repeat(50));
    let said = room.run(&["add", "one.txt"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("\nhint: choose another file"), "{}", said.err);
    assert_eq!(fs::read(notes).unwrap(), words.repeat(50));
}

#[test]
fn a_closed_folder_is_named() {
    let room = Room::new();
    room.put("one.txt", report(1).as_bytes());
    let closed = room.path("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    let superuser = fs::write(closed.join("probe"), b"").is_ok();
    let record = if superuser {
        // Even the superuser may not write here.
        "/proc/record.dateline".to_owned()
    } else {
        closed.join("record.dateline").to_str().unwrap().to_owned()
    };
    let said = room.run(&["--record", &record, "add", "one.txt"]);
    assert_eq!(said.code, Some(2), "{}", said.err);
    assert!(said.err.starts_with("error: "), "{}", said.err);
    assert!(said.err.contains("\nhint: "), "{}", said.err);
}

#[test]
fn a_record_in_a_closed_folder_is_read() {
    let room = room_with_a_record();
    let closed = room.path("closed");
    fs::create_dir(&closed).unwrap();
    fs::copy(room.path("record.dateline"), closed.join("record.dateline")).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    let said = room.run(&["--record", "closed/record.dateline", "show", "reports"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(room.export("closed/record.dateline"), room.export("record.dateline"));
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Every file the program writes ends at this many blocks of 512 bytes.
#[test]
fn a_record_that_cannot_grow_stays_whole_and_is_completed_later() {
    let room = Room::new();
    for number in 0..REPORTS {
        room.put(&format!("in/{number}.txt"), report(number).as_bytes());
    }
    let program = assert_cmd::cargo::cargo_bin("dateline");
    let limited =
        format!("trap '' XFSZ; ulimit -f 1000; exec {} add -q in", program.display());
    let output = Command::new("sh")
        .args(["-c", &limited])
        .current_dir(room.folder.path())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("error: "), "{err}");
    assert_ne!(room.run(&["show", "coverage"]).code, Some(2));
    assert_eq!(room.run(&["add", "-q", "in"]).code, Some(0));
    assert_eq!(
        room.run(&["--record", "whole.dateline", "add", "-q", "in"]).code,
        Some(0)
    );
    assert_eq!(room.export("record.dateline"), room.export("whole.dateline"));
}

/// A disk of 400 KiB, where the system lets us mount one. Where it does not, the full disk is
/// tested by the store's own limit: see the tests of `Error::of_store` and of the store.
#[test]
fn a_full_disk_is_said_and_the_record_stays_whole() {
    let room = Room::new();
    for number in 0..REPORTS {
        room.put(&format!("in/{number}.txt"), report(number).as_bytes());
    }
    fs::create_dir(room.path("disk")).unwrap();
    let program = assert_cmd::cargo::cargo_bin("dateline");
    let program = program.display();
    let script = format!(
        "mount -t tmpfs -o size=400k tmpfs disk || exit 77; \
         {program} --record disk/r.dateline add -q in; echo \"added $?\" >&2; \
         {program} --record disk/r.dateline show coverage >&2; echo \"shown $?\" >&2"
    );
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", &script])
        .current_dir(room.folder.path())
        .output();
    let output = output.unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        assert!(!err.contains("added"), "only a mount may be refused: {err}");
        assert!(err.contains("unshare") || err.contains("mount"), "{err}");
        return;
    }
    assert!(err.contains("added 2"), "{err}");
    assert!(err.contains("hint: free some space"), "{err}");
    assert!(!err.contains("shown 2"), "{err}");
}

#[test]
fn a_backup_is_the_same_record() {
    let room = room_with_a_record();
    assert_eq!(room.run(&["backup", "copy.dateline"]).code, Some(0));
    assert_eq!(room.export("copy.dateline"), room.export("record.dateline"));
    let again = room.run(&["backup", "copy.dateline"]);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("is there already"), "{}", again.err);
    let nowhere = room.run(&["backup", "nowhere/copy.dateline"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.err.contains("`nowhere/copy.dateline`"), "{}", nowhere.err);
}

#[test]
fn a_whole_record_and_its_backup_are_said_to_be_whole() {
    let room = room_with_a_record();
    assert_eq!(room.run(&["backup", "copy.dateline"]).code, Some(0));
    for record in ["record.dateline", "copy.dateline"] {
        let said = room.run(&["--record", record, "verify"]);
        assert_eq!((said.code, said.out.as_str()), (Some(0), ""), "{}", said.err);
        assert!(said.err.contains("the record is whole"), "{}", said.err);
    }
    let said = room.run(&["verify", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(told, serde_json::json!({"whole": true, "faults": []}));
}

#[test]
fn a_report_whose_bytes_were_changed_is_named_and_no_backup_hides_it() {
    let room = room_with_a_record();
    room.put("two.txt", report(2).as_bytes());
    assert_eq!(room.run(&["add", "-q", "two.txt"]).code, Some(0));
    let database = Connection::open(room.path("record.dateline")).unwrap();
    let swapped =
        "UPDATE page SET raw = (SELECT raw FROM page WHERE report = 1) WHERE report = 2";
    database.execute_batch(swapped).unwrap();
    drop(database);
    let said = room.run(&["verify"]);
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert_eq!(said.out.lines().count(), 1, "{}", said.out);
    assert!(said.out.contains("its bytes are not those"), "{}", said.out);
    let copied = room.run(&["backup", "copy.dateline"]);
    assert_eq!(copied.code, Some(2));
    assert!(copied.err.contains("is no whole copy"), "{}", copied.err);
}

#[test]
fn a_file_with_broken_pages_is_not_called_whole() {
    let room = room_with_a_record();
    let path = room.path("record.dateline");
    let mut bytes = fs::read(&path).unwrap();
    let (from, to) = (bytes.len() / 2, bytes.len() / 2 + 8192);
    bytes[from..to].fill(0x5a);
    fs::write(&path, bytes).unwrap();
    let said = room.run(&["verify"]);
    assert_ne!(said.code, Some(0), "{}{}", said.out, said.err);
    assert!(!(said.out.is_empty() && said.code == Some(1)), "{}", said.err);
}

#[test]
fn a_record_that_another_version_joined_is_joined_anew_once_and_says_so() {
    let room = room_with_a_record();
    let before = room.export("record.dateline");
    let database = Connection::open(room.path("record.dateline")).unwrap();
    let made =
        "UPDATE made SET version = 0; UPDATE entry SET title = 'of an older version'";
    database.execute_batch(made).unwrap();
    drop(database);
    let first = room.run(&["show", "timeline"]);
    assert!(first.err.contains("joined anew: another version"), "{}", first.err);
    assert!(!first.out.contains("of an older version"), "{}", first.out);
    let again = room.run(&["show", "timeline"]);
    assert!(!again.err.contains("joined anew"), "{}", again.err);
    assert_eq!(again.out, first.out);
    assert_eq!(room.export("record.dateline"), before);
}

#[test]
fn a_run_that_was_stopped_before_joining_is_joined_by_the_next_question() {
    let room = room_with_a_record();
    let before = room.export("record.dateline");
    let database = Connection::open(room.path("record.dateline")).unwrap();
    database.execute_batch("UPDATE made SET stale = 1; DELETE FROM link").unwrap();
    drop(database);
    let first = room.run(&["show", "timeline"]);
    assert!(first.err.contains("a run was stopped"), "{}", first.err);
    assert_eq!(room.export("record.dateline"), before);
}
