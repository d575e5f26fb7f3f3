//! Where the time goes when a pile is held against itself: reading the words, asking the index,
//! holding every candidate against its like word by word.
//!
//! `cargo run --release -p dateline-copies --example pile -- TEXTS`: a file with a text a line. One
//! thread; prints milliseconds and how many pairs there are, with a number that changes when any
//! answer does.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program beside the crate that measures it"
)]

use std::time::Instant;

use dateline_copies::{Copy, Fingerprint, Index, Reading, compare};
use dateline_text::Text;

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let lines = std::fs::read_to_string(path).unwrap_or_default();
    let texts: Vec<Text> = lines.lines().map(Text::new).collect();
    let start = Instant::now();
    let readings: Vec<Reading> =
        texts.iter().map(|text| Reading::of(text, &[text.span()])).collect();
    let prints: Vec<Fingerprint> = readings.iter().map(Fingerprint::of_reading).collect();
    let read = start.elapsed();
    let mut index = Index::default();
    let mut candidates: Vec<(usize, usize)> = Vec::new();
    for (at, (print, key)) in prints.iter().zip(0..).enumerate() {
        let earlier = index.add(key, print).into_iter();
        let earlier = earlier.filter_map(|other| usize::try_from(other).ok());
        candidates.extend(earlier.map(|other| (other, at)));
    }
    let asked = start.elapsed();
    let templates: Vec<Vec<u64>> =
        prints.iter().map(|print| index.template(print)).collect();
    let hold = |&(one, other): &(usize, usize)| {
        let side = |at: usize| Some((texts.get(at)?, readings.get(at)?));
        compare(side(one)?, side(other)?, templates.get(one)?)
    };
    let known = start.elapsed();
    let pairs = candidates.iter().filter(|pair| hold(pair).is_some()).count();
    let held = start.elapsed();
    // Named twice, it does not look at the answers: for a profiler.
    let looked_at = if std::env::args().nth(2).is_some() { &[] } else { &*candidates };
    let digests = looked_at.iter().filter_map(hold).map(|copy| digest(&copy));
    let answers = digests.fold(0_u64, |all, one| all.rotate_left(5) ^ one);
    println!(
        "{} texts: read {} ms, index {} ms, {} candidates held {} ms; {pairs} pairs, answers {answers:016x}",
        texts.len(),
        read.as_millis(),
        (asked - read).as_millis(),
        candidates.len(),
        (held - known).as_millis(),
    );
}

/// A number that changes when the answer does.
fn digest(copy: &Copy) -> u64 {
    let words = format!("{copy:?}");
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
