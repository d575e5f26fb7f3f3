//! What one more report costs when so many are held: read, fingerprinted, asked after, and held
//! word by word against every report that may share text with it.
//!
//! `cargo run --release -p dateline-copies --example one_more -- 1000 10000 25000`: invented
//! reports of 400 words, every fourth an earlier one with some words changed, every eighth with
//! a passage of an earlier one. The middle of what a hundred more cost, each by itself.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program beside the crate that measures it"
)]

use std::time::Instant;

use dateline_copies::{Fingerprint, Index, Reading, compare};
use dateline_text::Text;

/// Words in a report.
const LENGTH: usize = 400;
/// So many more are added, one after the other.
const MORE: usize = 100;

fn main() {
    let sizes = std::env::args().skip(1).filter_map(|size| size.parse().ok());
    let mut sizes: Vec<usize> = sizes.collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000, 25_000];
    }
    for size in sizes {
        let mut pile = Pile::default();
        (0..size).for_each(|_| {
            let words = pile.report();
            pile.add(&words);
        });
        let mut spent: Vec<(u128, usize)> = Vec::new();
        for _ in 0..MORE {
            let words = pile.report();
            let start = Instant::now();
            let pairs = pile.add(&words);
            spent.push((start.elapsed().as_micros(), pairs));
        }
        let pairs: usize = spent.iter().map(|&(_, pairs)| pairs).sum();
        spent.sort_unstable();
        let middle = spent.get(MORE / 2).map_or(0, |&(middle, _)| middle);
        println!("{size} held: {middle} µs for one more, {pairs} pairs with {MORE} more");
    }
}

#[derive(Default)]
struct Pile {
    held: Vec<(Text, Reading)>,
    index: Index,
    dice: u64,
}

impl Pile {
    /// How many of the reports before share text with it.
    fn add(&mut self, words: &str) -> usize {
        let text = Text::new(words);
        let reading = Reading::of(&text, &[text.span()]);
        let key = u64::try_from(self.held.len()).unwrap_or(u64::MAX);
        let print = Fingerprint::of_reading(&reading);
        let near = self.index.add(key, &print);
        let template = self.index.template(&print);
        let near = near.into_iter().filter_map(|at| usize::try_from(at).ok());
        let near = near.filter_map(|at| self.held.get(at));
        let share = |(other, with): &&(Text, Reading)| {
            compare((&text, &reading), (other, with), &template).is_some()
        };
        let found = near.filter(share).count();
        self.held.push((text, reading));
        found
    }

    fn report(&mut self) -> String {
        let number = self.held.len();
        let mut words: Vec<String> = (0..LENGTH).map(|_| self.word()).collect();
        let earlier = self.roll(number.max(1));
        let earlier = self.held.get(earlier).filter(|_| number % 8 < 3);
        let earlier: Vec<String> = earlier
            .map(|(text, _)| text.as_str().split(' ').map(str::to_owned).collect())
            .unwrap_or_default();
        let taken = if number.is_multiple_of(4) { LENGTH } else { 60 };
        for (at, (word, other)) in words.iter_mut().zip(earlier).take(taken).enumerate() {
            if at % 23 != 22 {
                *word = other;
            }
        }
        words.join(" ")
    }

    /// One of 8,000 words.
    fn word(&mut self) -> String {
        let (first, second, third) = (self.roll(20), self.roll(20), self.roll(20));
        let part = |at: usize| {
            [
                "ba", "de", "fi", "go", "ha", "je", "ki", "lo", "mu", "na", "or", "pe",
                "qui", "ro", "sa", "te", "var", "wo", "ze", "strel",
            ]
            .get(at)
            .copied()
            .unwrap_or_default()
        };
        [part(first), part(second), part(third)].concat()
    }

    /// A number below another, always the same ones from run to run.
    fn roll(&mut self, below: usize) -> usize {
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.dice >> 33).unwrap_or_default() % below
    }
}
