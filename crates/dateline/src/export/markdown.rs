use std::io::Write;

use super::Written;
use super::chronology::{Chronology, Edition};
use crate::desk::Sight;
use crate::{Desk, Error};

/// Writes a chronology with footnotes, as `CommonMark` with the footnotes that Pandoc and GitHub
/// read.
pub(super) fn write(
    desk: &Desk,
    edition: Edition,
    out: &mut dyn Write,
) -> Result<Written, Error> {
    let view = desk.view()?;
    let chronology = Chronology::of(&Sight::new(desk, view), edition);
    let page = page(&chronology);
    out.write_all(page.as_bytes()).map_err(Error::writing)?;
    let lines = chronology.parts.iter().map(|part| part.lines.len()).sum();
    Ok(Written { lines, left_out: chronology.left_out })
}

fn page(chronology: &Chronology) -> String {
    let mut page = "# Chronology\n".to_owned();
    for words in &chronology.head {
        page.push_str(&format!("\n{}\n", escaped(words)));
    }
    for part in &chronology.parts {
        page.push_str(&format!("\n## {}\n\n", escaped(&part.heading)));
        for line in &part.lines {
            let notes = line.notes.iter().map(|number| format!("[^{number}]"));
            let notes: String = notes.collect();
            let (when, words) = (escaped(&line.when), escaped(&line.words));
            page.push_str(&format!("- **{when}** {words}{notes}\n"));
            for point in &line.points {
                page.push_str(&format!("  - {}\n", escaped(point)));
            }
        }
    }
    page.push_str("\n## Sources\n\n");
    for source in &chronology.sources {
        page.push_str(&format!("- {}\n", escaped(source)));
    }
    page.push('\n');
    for (place, note) in chronology.notes.iter().enumerate() {
        page.push_str(&format!("[^{}]: {}\n", place + 1, escaped(note)));
    }
    page
}

/// Words that stand as they are: no letter of them is markup, and they keep to their line.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for letter in one_line.chars() {
        if matches!(
            letter,
            '\\' | '`'
                | '*'
                | '_'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | '&'
                | '!'
                | '~'
                | '$'
        ) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_report_are_never_markup() {
        assert_eq!(
            escaped("<b>*pact*</b>\n[x](y)"),
            "\\<b\\>\\*pact\\*\\</b\\> \\[x\\](y)"
        );
    }
}
