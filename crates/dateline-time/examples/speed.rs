//! Measures the speed on a file of text.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool"
)]
use dateline_text::Text;
fn main() {
    let mut all = String::new();
    for path in std::env::args().skip(1) {
        all.push_str(&std::fs::read_to_string(path).unwrap());
        all.push('\n');
    }
    while all.len() < 20_000_000 {
        let copy = all.clone();
        all.push_str(&copy);
    }
    let text = Text::new(&all);
    for _ in 0..3 {
        let start = std::time::Instant::now();
        let found = dateline_time::expressions(&text, &[text.span()]).len();
        let a = start.elapsed().as_secs_f64();
        let start = std::time::Instant::now();
        let tagged = dateline_time::tag(&text, &[text.span()], None).len();
        let b = start.elapsed().as_secs_f64();
        println!(
            "{} MB: {found} expressions {:.1} MB/s, {tagged} tag {:.1} MB/s",
            all.len() / 1_000_000,
            all.len() as f64 / a / 1e6,
            all.len() as f64 / b / 1e6
        );
    }
    for (name, hostile) in [
        ("the ".repeat(5_000_000), "the "),
        ("1,000".repeat(4_000_000), "1,000"),
        ("first half of the ".repeat(1_000_000), "half"),
        ("hundred ".repeat(2_000_000), "hundred"),
        ("about ".repeat(2_000_000), "about"),
        ("a".repeat(20_000_000), "a"),
        ("1-".repeat(10_000_000), "1-"),
        ("May ".repeat(5_000_000), "May"),
        ("\n1".repeat(10_000_000), "nl"),
        ("1 and ".repeat(3_000_000), "1and"),
        ("the last ".repeat(2_000_000), "the last"),
        ("é".repeat(10_000_000), "é"),
        ("two years, 3 months and ".repeat(1_000_000), "two years"),
    ]
    .map(|(a, b)| (b, a))
    {
        let text = Text::new(&hostile);
        let start = std::time::Instant::now();
        let n = dateline_time::tag(&text, &[text.span()], None).len();
        println!(
            "{name:10} {n} {:.1} MB/s",
            hostile.len() as f64 / start.elapsed().as_secs_f64() / 1e6
        );
    }
}
