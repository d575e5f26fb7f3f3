use std::sync::LazyLock;

use dateline_text::fold_into;

use crate::table::Table;

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/hints.tsv")));

/// What the names of an element's classes say about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hints(u16);

impl Hints {
    pub(crate) const JUNK: Self = Self(1);
    pub(crate) const BODY: Self = Self(2);
    pub(crate) const CAPTION: Self = Self(4);
    pub(crate) const BYLINE: Self = Self(8);
    pub(crate) const DATE: Self = Self(16);
    pub(crate) const TITLE: Self = Self(32);
    pub(crate) const SUBHEAD: Self = Self(64);
    pub(crate) const HIDDEN: Self = Self(128);

    pub(crate) const COMMENTS: Self = Self(256);

    const WORDS: [(&'static str, Self); 8] = [
        ("comments", Self::COMMENTS),
        ("junk", Self::JUNK),
        ("body", Self::BODY),
        ("caption", Self::CAPTION),
        ("byline", Self::BYLINE),
        ("date", Self::DATE),
        ("title", Self::TITLE),
        ("subhead", Self::SUBHEAD),
    ];

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// The hints in a list of class names: each name whole, its words, and its pairs of words.
    pub(crate) fn of(names: &str) -> Self {
        let mut hints = Self::default();
        let mut folded = String::new();
        for name in names.split_ascii_whitespace().take(24) {
            if name.len() <= 60 {
                folded.clear();
                spread(name, &mut folded);
                hints.read(&folded);
            }
        }
        hints
    }

    fn read(&mut self, name: &str) {
        self.look(name);
        // Some words say what an element is only where they are its whole name.
        let mut whole = String::with_capacity(name.len() + 1);
        whole.push('=');
        whole.push_str(name);
        self.look(&whole);
        let mut words = name.split('-').filter(|word| !word.is_empty());
        let mut before = words.next();
        if let Some(first) = before {
            self.look(first);
        }
        for word in words {
            self.look(word);
            let mut pair = String::with_capacity(name.len());
            pair.push_str(before.unwrap_or_default());
            pair.push('-');
            pair.push_str(word);
            self.look(&pair);
            before = Some(word);
        }
    }

    fn look(&mut self, word: &str) {
        let found = TABLE.get(word);
        let hint =
            found.and_then(|kind| Self::WORDS.iter().find(|(name, _)| *name == kind));
        if let Some((_, hint)) = hint {
            self.add(*hint);
        }
    }
}

/// A class name in lower case with hyphens between its words: `postBody__main` becomes
/// `post-body-main`.
fn spread(name: &str, into: &mut String) {
    let mut plain = String::with_capacity(name.len() + 4);
    let mut lower_before = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() {
            if !plain.ends_with('-') {
                plain.push('-');
            }
            lower_before = false;
            continue;
        }
        if letter.is_uppercase() && lower_before {
            plain.push('-');
        }
        lower_before = letter.is_lowercase();
        plain.push(letter);
    }
    fold_into(&plain, into);
}
