use std::sync::LazyLock;

use crate::table::Table;

/// The elements of HTML by their first letter: a page asks for thousands.
static TAGS: LazyLock<Vec<Vec<(&'static str, Tag)>>> = LazyLock::new(|| {
    let table = Table::new(include_str!("../../data/tags.tsv"));
    let kind = |word: &str| Tag::WORDS.iter().find(|(kind, _)| *kind == word);
    let group = |letter: char| {
        let rows = table.near(letter.encode_utf8(&mut [0; 4])).iter();
        rows.filter_map(|(name, word)| Some((*name, kind(word)?.1))).collect()
    };
    ('a'..='z').map(group).collect()
});

/// What an element does to the words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tag {
    Article,
    Aside,
    Block,
    Body,
    Bold,
    Break,
    Button,
    Caption,
    Cell,
    Figure,
    Footer,
    Form,
    Header,
    Heading,
    Html,
    Inline,
    Item,
    Link,
    List,
    Main,
    Nav,
    Paragraph,
    Pre,
    Quote,
    Row,
    Time,
    TopHeading,
    Unseen,
    Void,
}

impl Tag {
    const WORDS: [(&'static str, Self); 28] = [
        ("article", Self::Article),
        ("aside", Self::Aside),
        ("block", Self::Block),
        ("body", Self::Body),
        ("bold", Self::Bold),
        ("break", Self::Break),
        ("button", Self::Button),
        ("caption", Self::Caption),
        ("cell", Self::Cell),
        ("figure", Self::Figure),
        ("footer", Self::Footer),
        ("form", Self::Form),
        ("header", Self::Header),
        ("heading", Self::Heading),
        ("html", Self::Html),
        ("item", Self::Item),
        ("link", Self::Link),
        ("list", Self::List),
        ("main", Self::Main),
        ("nav", Self::Nav),
        ("paragraph", Self::Paragraph),
        ("pre", Self::Pre),
        ("quote", Self::Quote),
        ("row", Self::Row),
        ("time", Self::Time),
        ("top_heading", Self::TopHeading),
        ("unseen", Self::Unseen),
        ("void", Self::Void),
    ];

    /// The tag with this name, in any case; one that is not known runs on in its line.
    pub(crate) fn of(name: &str) -> Self {
        let mut lower = [0_u8; 12];
        let Some(lower) = lower.get_mut(..name.len()) else { return Self::Inline };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        let name = std::str::from_utf8(lower).unwrap_or_default();
        let first = name.bytes().next().unwrap_or_default();
        let group = TAGS.get(usize::from(first.wrapping_sub(b'a'))).map(Vec::as_slice);
        let found = group.unwrap_or_default().iter().find(|(known, _)| *known == name);
        found.map_or(Self::Inline, |(_, tag)| *tag)
    }

    /// Whether HTML has an element of this name.
    pub(crate) fn is_known(name: &str) -> bool {
        Self::of(name) != Self::Inline || ["span", "i", "em", "font", "u"].contains(&name)
    }

    /// Whether the element starts and ends a line.
    pub(crate) fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Inline
                | Self::Link
                | Self::Time
                | Self::Bold
                | Self::Button
                | Self::Unseen
                | Self::Void
        )
    }

    /// Whether the element holds the lines of one paragraph, and no others.
    pub(crate) fn holds_lines(self) -> bool {
        self.is_heading()
            || matches!(self, Self::Paragraph | Self::Inline | Self::Link | Self::Bold)
    }

    pub(crate) fn is_heading(self) -> bool {
        matches!(self, Self::Heading | Self::TopHeading)
    }
}
