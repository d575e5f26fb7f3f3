//! The page of the kinds of finding, `docs/findings.md`, made from the headings of their files.
//!
//! `cargo run -p dateline-findings --example kinds > docs/findings.md`; a test demands that the page
//! is what this prints.

use std::io::{self, Write as _};

/// The kinds in the order of the page, each with its file.
const KINDS: [(&str, &str); 8] = [
    ("statement", include_str!("../src/kind/statement.rs")),
    ("event", include_str!("../src/kind/event.rs")),
    ("agreement", include_str!("../src/kind/agreement.rs")),
    ("commitment", include_str!("../src/kind/commitment.rs")),
    ("body", include_str!("../src/kind/body.rs")),
    ("figure", include_str!("../src/kind/figure.rs")),
    ("role", include_str!("../src/kind/role.rs")),
    ("relation", include_str!("../src/kind/relation.rs")),
];

const HEAD: &str = "# The kinds of finding

What Dateline records of a report, kind by kind: how it is said, what is left out, and what is
known to be missed. Every finding has a modality (asserted, planned, called for, conditional,
discussed, alleged), a polarity, who says so, and the bytes it rests on. How often each kind is
right is in [accuracy.md](accuracy.md); types of events are in [codebook.md](codebook.md).

This page is made from the files of the kinds (`crates/dateline-findings/src/kind`):
`cargo run -p dateline-findings --example kinds > docs/findings.md`.
";

fn main() -> io::Result<()> {
    io::stdout().write_all(page().as_bytes())
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (kind, source) in KINDS {
        page.push_str(&format!("\n## {kind}\n"));
        let told = source.lines().map_while(|line| line.strip_prefix("//!"));
        for line in told.map(|line| line.strip_prefix(' ').unwrap_or(line)) {
            match line.strip_prefix("# ") {
                Some(heading) => page.push_str(&format!("\n### {heading}\n\n")),
                None if line.is_empty() => {}
                None => page.push_str(&format!("{line}\n")),
            }
        }
    }
    page
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_is_what_the_files_of_the_kinds_say() {
        assert_eq!(include_str!("../../../docs/findings.md"), super::page());
    }
}
