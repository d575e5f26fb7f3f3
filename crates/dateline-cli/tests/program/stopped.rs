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
    for moment in [20, 200, 800, 2_000] {
        let mut child = Command::new(&program)
            .args(["--record", "cut.dateline", "--threads", "2", "add", "-q", "in"])
            .current_dir(room.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(moment));
        let id = child.id().to_string();
        Command::new("kill").args([signal, &id]).status().unwrap();
        child.wait().unwrap();
        if room.path("cut.dateline").exists() {
            let said = room.run(&["--record", "cut.dateline", "show", "coverage"]);
            assert_ne!(said.code, Some(2), "{}", said.err);
        }
    }
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
