//! Prints what intake read of each file, a line of JSON a report.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example reads files"
)]

use dateline_intake::{Hint, read};
use dateline_text::{CreditKind, Report};

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(raw) = std::fs::read(&path) else { continue };
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        read(&raw, &Hint { name }, &mut |report| println!("{}", line(&report)));
    }
}

fn line(report: &Report) -> String {
    let body: Vec<&str> = report.reading().map(|span| report.text.words(span)).collect();
    let regions: Vec<String> = report
        .regions
        .iter()
        .map(|region| {
            let words = report.text.words(region.span);
            format!("[{},{}]", quoted(region.class.as_str()), quoted(words))
        })
        .collect();
    let credits: Vec<String> = report
        .credits
        .all
        .iter()
        .map(|credit| {
            let (kind, value) = (quoted(credit.kind.as_str()), quoted(&credit.value));
            format!("[{kind},{value},{}]", quoted(credit.rule))
        })
        .collect();
    let problems: Vec<String> =
        report.problems.iter().map(|problem| quoted(&problem.message)).collect();
    let published = report.credits.published.as_ref().map(ToString::to_string);
    format!(
        "{{\"doc\":{},\"text\":{},\"title\":{},\"author\":{},\"published\":{},\"regions\":[{}],\"credits\":[{}],\"problems\":[{}]}}",
        quoted(&report.name),
        quoted(&body.join("\n")),
        quoted(report.credits.first(CreditKind::Title).unwrap_or_default()),
        quoted(report.credits.first(CreditKind::Author).unwrap_or_default()),
        published.map_or("null".to_owned(), |day| quoted(&day)),
        regions.join(","),
        credits.join(","),
        problems.join(","),
    )
}

fn quoted(words: &str) -> String {
    let mut result = String::from("\"");
    for letter in words.chars() {
        match letter {
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            letter if u32::from(letter) < 32 => {
                result.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter => result.push(letter),
        }
    }
    result.push('"');
    result
}
