//! A run that is stopped half-way leaves a whole record, and the same run completes it.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::{Room, report};

/// So many reports that no run is done before it is stopped.
const REPORTS: usize = 150;

fn stopped_and_completed(signal: &str) {
    let room = Room::new();
    for number in 0..REPORTS {
        room.put(&format!("in/{number}.txt"), report(number).as_bytes());
    }
    let program = assert_cmd::cargo::cargo_bin("dateline");
    let journal = room.path("cut.dateline-wal");
    let mut stopped = 0;
    for moment in [0, 200, 800, 2_000] {
        let mut child = Command::new(&program)
            .args(["--record", "cut.dateline", "--threads", "2", "add", "-q", "in"])
            .current_dir(room.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Before the record is begun there is nothing to break.
        while !journal.exists() && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(5));
        }
        sleep(Duration::from_millis(moment));
        let id = child.id().to_string();
        Command::new("kill").args([signal, &id]).status().unwrap();
        stopped += usize::from(child.wait().unwrap().code().is_none());
        if room.path("cut.dateline").exists() {
            let said = room.run(&["--record", "cut.dateline", "show", "coverage"]);
            assert_ne!(said.code, Some(2), "{}", said.err);
        }
    }
    // Where the tests run in the background, the keyboard's signal may be held off from them.
    assert!(stopped > 0 || signal == "-INT", "no run was stopped half-way");
    let said = room.run(&["--record", "cut.dateline", "add", "-q", "in"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let said = room.run(&["--record", "whole.dateline", "add", "-q", "in"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(room.export("cut.dateline"), room.export("whole.dateline"));
}

#[test]
fn a_run_stopped_from_the_keyboard_is_completed_by_the_next() {
    stopped_and_completed("-INT");
}

#[test]
fn a_run_that_is_killed_is_completed_by_the_next() {
    stopped_and_completed("-KILL");
}
