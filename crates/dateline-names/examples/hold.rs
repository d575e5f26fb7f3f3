//! Holds names against each other, and says how fast: names read once, one thread.
//!
//! Reads lines of a class, a name and another name, with tabs between them; writes the score
//! of each. How many pairs there were in a second goes to the error stream: the pairs are held
//! against each other as often as the first argument says.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a program beside the crate that measures it"
)]

use std::io::{self, Read as _, Write as _};
use std::time::Instant;

use dateline_names::{ActorClass, Name};

fn main() -> io::Result<()> {
    let rounds = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let rounds: u32 = rounds.unwrap_or(1);
    let mut lines = String::new();
    io::stdin().read_to_string(&mut lines)?;
    let pairs: Vec<(Name, Name)> = lines.lines().filter_map(pair).collect();
    let start = Instant::now();
    let mut scores = Vec::new();
    for _ in 0..rounds {
        scores = pairs.iter().map(|(one, other)| one.per_mille(other)).collect();
    }
    let held = start.elapsed();
    let count = u32::try_from(pairs.len()).unwrap_or(u32::MAX) * rounds;
    let a_second = u128::from(count) * 1_000_000 / held.as_micros().max(1);
    eprintln!("{a_second} pairs a second");
    let mut out = io::stdout().lock();
    scores.iter().try_for_each(|score| writeln!(out, "{score}"))
}

fn pair(line: &str) -> Option<(Name, Name)> {
    let (class, names) = line.split_once('\t')?;
    let (one, other) = names.split_once('\t')?;
    let class = ActorClass::parse(class)?;
    Some((Name::read(one, class), Name::read(other, class)))
}
