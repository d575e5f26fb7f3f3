//! What each step after the language analysis costs, on one core.
//!
//! `cargo run --release -p dateline-findings --example speed < reports.txt`, where a line of
//! three hyphens parts two reports; the first letters of a step as argument take it alone. A time
//! is quoted as a ratio to another run beside it.

use std::io::{self, Read as _};
use std::time::{Duration, Instant};

use dateline_findings::{Codebook, attributions, find, quantities};
use dateline_language::{Analysis, Model, analyse};
use dateline_text::{Credits, RawMap, Region, RegionClass, Report, ReportId, Span, Text};

/// How often everything is read, so that a few reports give a steady figure.
const ROUNDS: u32 = 10;

fn main() -> io::Result<()> {
    let mut words = String::new();
    io::stdin().read_to_string(&mut words)?;
    let reports: Vec<Report> = words.split("\n---\n").map(report).collect();
    let bytes: usize = reports.iter().map(|report| report.text.as_str().len()).sum();
    let model = Model::shipped();
    let mut read: Vec<(&Report, Analysis)> = Vec::new();
    let language = timed(|| {
        for report in &reports {
            let within: Vec<Span> = report.reading().collect();
            read.push((report, analyse(&model, &report.text, &within)));
        }
    });
    tell("language (once)", bytes, language);
    let codebook = Codebook::shipped();
    let only = std::env::args().nth(1).unwrap_or_default();
    let each = |name: &str, step: &dyn Fn(&Report, &Analysis)| {
        if !name.starts_with(&only) {
            return;
        }
        let spent = timed(|| {
            for _ in 0..ROUNDS {
                read.iter().for_each(|(report, analysis)| step(report, analysis));
            }
        });
        tell(name, bytes, spent / ROUNDS);
    };
    each("who is who (names)", &|report, analysis| {
        let _cast = dateline_names::cast(&report.text, analysis);
    });
    each("times", &|report, _| {
        let within: Vec<Span> = report.reading().collect();
        let _times = dateline_time::tag(&report.text, &within, None);
    });
    each("quantities", &|report, analysis| {
        let _found = quantities(&report.text, analysis);
    });
    each("names and attributions", &|report, analysis| {
        let cast = dateline_names::cast(&report.text, analysis);
        let _found = attributions(&report.text, analysis, &cast);
    });
    each("all after language", &|report, analysis| {
        let _found = find(report, analysis, &codebook);
    });
    Ok(())
}

/// A report of plain paragraphs, one a line.
fn report(words: &str) -> Report {
    let text = Text::new(words);
    let mut regions = Vec::new();
    let mut start = 0;
    for line in words.split_inclusive('\n') {
        let span = Span::of(start..start + line.trim_end().len());
        start += line.len();
        if !span.is_empty() {
            regions.push(Region { class: RegionClass::Body, span, repeats: None });
        }
    }
    Report {
        id: ReportId::of(words.as_bytes()),
        name: "given.txt".to_owned(),
        charset: "UTF-8".to_owned(),
        map: RawMap::identity(words.len()),
        text,
        regions,
        credits: Credits::default(),
        problems: Vec::new(),
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark takes the time")]
fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

#[expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
fn tell(name: &str, bytes: usize, spent: Duration) {
    let speed = bytes as f64 / 1e6 / spent.as_secs_f64();
    println!("{name:<26}{:9.2} ms {speed:9.2} MB/s", spent.as_secs_f64() * 1e3);
}
