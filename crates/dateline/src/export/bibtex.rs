use std::io::Write;

use super::Written;
use super::source::Source;
use crate::desk::Sight;
use crate::{Desk, Error};

/// Writes the sources as BibTeX: an `@article` each, for `bibtex`, `biber` and reference
/// managers.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let sources = Source::all(sight);
    let undated = sources.iter().filter(|source| source.day.is_none()).count();
    for source in &sources {
        out.write_all(entry(source).as_bytes()).map_err(Error::writing)?;
    }
    Ok(Written { lines: sources.len(), left_out: super::beside_sources(view, undated) })
}

fn entry(source: &Source) -> String {
    let fields = [
        ("title", &source.title),
        ("author", &source.author),
        ("journal", &source.outlet),
        ("date", &source.day.clone().unwrap_or_default()),
        ("url", &source.address),
        ("langid", &source.language),
        ("note", &format!("{}, {}", source.doc, source.when)),
    ];
    let mut entry = format!("@article{{{},\n", source.key());
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        let value = if name == "url" { bare(value) } else { escaped(value) };
        entry.push_str(&format!("  {name} = {{{value}}},\n"));
    }
    entry.push_str("}\n\n");
    entry
}

/// An address without what would end the field.
fn bare(address: &str) -> String {
    address.replace(['{', '}', '\\'], "")
}

/// Words that TeX shows as they stand.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter if letter.is_whitespace() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_tex_are_shown_and_not_obeyed() {
        assert_eq!(escaped("5 % of {Varn} & co_"), "5 \\% of \\{Varn\\} \\& co\\_");
        assert_eq!(escaped("a\\b\nc"), "a\\textbackslash{}b c");
    }

    #[test]
    fn what_the_page_does_not_give_is_left_out() {
        let source = Source {
            id: "0123456789abcdef".to_owned(),
            doc: "pact.txt".to_owned(),
            when: "undated".to_owned(),
            ..Source::default()
        };
        assert_eq!(
            entry(&source),
            "@article{pacttxtnd-01234567,\n  note = {pact.txt, undated},\n}\n\n"
        );
    }
}
