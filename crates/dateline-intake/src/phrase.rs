use std::sync::LazyLock;

use dateline_text::fold;

use crate::table::Table;

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../data/phrases.tsv")));

/// What a line that sites print around reports is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    /// The report ends before it: "Similar articles".
    Tail,
    /// It stands alone: "Advertisement".
    Line,
    /// It leads a line of furniture: "Tags: ...".
    Start,
    /// It leads the words under a picture.
    Caption,
    /// It leads a byline.
    Byline,
    /// It leads the name of the outlet a copy comes from.
    Origin,
    /// It leads a line that says that the report is a translation.
    Translation,
}

const KINDS: [(&str, Phrase); 7] = [
    ("tail", Phrase::Tail),
    ("line", Phrase::Line),
    ("start", Phrase::Start),
    ("caption", Phrase::Caption),
    ("byline", Phrase::Byline),
    ("origin", Phrase::Origin),
    ("translation", Phrase::Translation),
];

/// The phrase that a line is, or starts with.
pub(crate) fn phrase(line: &str) -> Option<Phrase> {
    let (_, kind) = leading(line)?;
    Some(kind)
}

/// The phrase at the start of a line, with the bytes it takes there.
pub(crate) fn leading(line: &str) -> Option<(usize, Phrase)> {
    let end = line.char_indices().nth(80).map_or(line.len(), |(at, _)| at);
    let start = line.get(..end)?;
    let folded = fold(start);
    let whole =
        folded.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '+');
    if line.len() < 80
        && let Some(kind) = TABLE.get(whole).and_then(kind)
    {
        return Some((line.len(), kind));
    }
    if line.len() < 80
        && let Some(kind) = TABLE.get(folded.trim()).and_then(kind)
    {
        return Some((line.len(), kind));
    }
    let led = TABLE
        .near(&folded)
        .iter()
        .filter(|(_, kind)| !matches!(*kind, "tail" | "line"))
        .filter(|(words, _)| leads(&folded, words))
        .copied()
        .max_by_key(|(words, _)| words.len());
    let (words, word) = led?;
    let letters = words.chars().count();
    let length = start.chars().take(letters).map(char::len_utf8).sum();
    Some((length, kind(word)?))
}

fn kind(word: &str) -> Option<Phrase> {
    KINDS.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind)
}

/// Whether a line starts with these words and not with a longer word.
fn leads(line: &str, words: &str) -> bool {
    let Some(rest) = line.strip_prefix(words) else { return false };
    let ends = words.chars().next_back().is_some_and(char::is_alphanumeric);
    !ends || !rest.chars().next().is_some_and(char::is_alphanumeric)
}
