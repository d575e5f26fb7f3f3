use std::io;

use super::chronology::Chronology;

/// A chronology with footnotes, as `CommonMark` with the footnotes that Pandoc and GitHub read.
pub(super) fn page(chronology: &Chronology) -> io::Result<Vec<u8>> {
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
    Ok(page.into_bytes())
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
