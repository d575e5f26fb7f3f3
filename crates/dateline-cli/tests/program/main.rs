//! The program from outside: what a user types, sees and gets back.
#![expect(clippy::disallowed_methods, reason = "the tests write the files that are read")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

mod answers;
mod bad_input;
mod inspect;
mod record_file;
mod review;
mod rule;
mod same;
mod serve;
mod stopped;
mod users;

/// A folder of one's own with a record and reports.
struct Room {
    folder: TempDir,
}

/// What the program said.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Room {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs the program in the folder, with its clock held.
    fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command.current_dir(self.folder.path()).env("SOURCE_DATE_EPOCH", "1900000000");
        said(command.args(arguments))
    }

    /// What it writes, where that is no text.
    fn bytes(&self, arguments: &[&str]) -> Vec<u8> {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command.current_dir(self.folder.path()).args(arguments).output().unwrap().stdout
    }

    fn export(&self, record: &str) -> String {
        let said = self.run(&["--record", record, "export", "--format", "jsonl"]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        said.out
    }
}

fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A report of an invented pact; each number gives another one.
fn report(number: usize) -> String {
    let day = number % 28 + 1;
    format!(
        "Orlesia and Varn sign harbour pact number {number}\n\n\
         {day} March 2031\n\n\
         OSTREL (Harbour Wire) - Orlesia and Varn signed a memorandum on harbour \
         patrols in Ostrel on {day} March 2031, the Orlesian Ministry of the Sea said.\n\n\
         \"We will keep {} sailors in Varn,\" Sea Minister Tala Brandt said. Orlesia had \
         {} sailors there in 2029.\n",
        300 + number,
        900 + number,
    )
}

/// The reports that are shipped with the project.
fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports")
}
