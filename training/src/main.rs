//! How the model is made and measured.
//!
//! `dateline-training make DATA MODEL` learns from the sets in the folder DATA and writes the
//! model file; `dateline-training measure DATA` says how good the shipped model is. Seeds are
//! fixed and all weights are whole numbers: the same data give the same file.
#![expect(
    clippy::disallowed_methods,
    reason = "a front door: it reads the training sets"
)]
#![expect(clippy::print_stdout, reason = "a program that tells its figures")]
#![expect(clippy::print_stderr, reason = "a program that tells its progress")]
#![expect(clippy::cast_possible_truncation, reason = "dice under small bounds")]

mod conllu;
mod grouping;
mod learner;
mod making;
mod measuring;
mod naming;
mod parsing;
mod splitting;
mod tagging;

use std::env;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().collect();
    let done = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [_, "make", data, model] => making::make(Path::new(data), Path::new(model)),
        [_, "names", data, model] => making::rename(Path::new(data), Path::new(model)),
        [_, "split", data, out] => splitting::make(Path::new(data), Path::new(out)),
        [_, "map-names", data, out] => naming::map(Path::new(data), Path::new(out)),
        [_, "show", model, file] => measuring::show(Path::new(model), Path::new(file)),
        [_, "speed", data, model, lines] => {
            measuring::speed_of(Path::new(data), Path::new(model), lines)
        }
        [_, "measure", data] => measuring::measure(Path::new(data), None),
        [_, "measure", data, model] => {
            measuring::measure(Path::new(data), Some(Path::new(model)))
        }
        _ => {
            eprintln!(
                "dateline-training make DATA MODEL | names DATA MODEL | split DATA SPLITTER | map-names DATA OUT | measure DATA [MODEL] | speed DATA MODEL LINES"
            );
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
