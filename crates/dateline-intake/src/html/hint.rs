use std::sync::LazyLock;

use dateline_text::fold_into;

use crate::table::{Table, number};

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
    /// No words of the report, however long they are: comments, consent to cookies, offers.
    pub(crate) const APART: Self = Self(256);

    const WORDS: [(&'static str, Self); 8] = [
        ("apart", Self::APART),
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

    fn read(&mut self, name: &str) {
        if tells_of_others(name) {
            return;
        }
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

/// Whether a class name says what stands elsewhere, or what a report is about: `has-comments`,
/// `comments-open`, `tag-cookies`.
fn tells_of_others(name: &str) -> bool {
    let first = name.split('-').next().unwrap_or_default();
    let last = name.rsplit('-').next().unwrap_or_default();
    first.len() < name.len()
        && (matches!(first, "has" | "no" | "with" | "without" | "category")
            || matches!(last, "open" | "closed" | "enabled" | "disabled")
            || (first == "tag" && TABLE.get(name).is_none()))
}

/// The hints of class names, kept for the next element: pages repeat theirs by the hundred.
pub(crate) struct Known<'a> {
    /// By a number made of the name; a later name takes the place of an earlier one.
    names: Vec<(&'a str, Hints)>,
    folded: String,
}

impl Default for Known<'_> {
    fn default() -> Self {
        Self { names: vec![("", Hints::default()); PLACES], folded: String::new() }
    }
}

/// Places for names.
const PLACES: usize = 1024;

impl<'a> Known<'a> {
    /// The hints in a list of class names: each name whole, its words, and its pairs of words.
    pub(crate) fn hints(&mut self, names: &'a str) -> Hints {
        let mut hints = Hints::default();
        for name in
            names.split_ascii_whitespace().take(24).filter(|name| name.len() <= 60)
        {
            hints.add(self.one(name));
        }
        hints
    }

    fn one(&mut self, name: &'a str) -> Hints {
        let place = number(name.as_bytes()) % PLACES;
        if let Some((known, hints)) = self.names.get(place)
            && *known == name
        {
            return *hints;
        }
        self.folded.clear();
        spread(name, &mut self.folded);
        let mut hints = Hints::default();
        hints.read(&self.folded);
        if let Some(slot) = self.names.get_mut(place) {
            *slot = (name, hints);
        }
        hints
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
