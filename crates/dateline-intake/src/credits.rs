//! What a page says about itself, each saying with the bytes it was read from.

pub(crate) mod address;
pub(crate) mod author;
mod choose;
mod language;
mod title;
mod visible;

use dateline_text::{CreditKind, Moment, Problem, Span, fold};

use crate::dateline::Found;
use crate::dates::First;
use crate::page::Page;

pub(crate) use choose::choose;

/// Something a page says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) kind: CreditKind,
    pub(crate) value: String,
    pub(crate) raw: Option<Span>,
    pub(crate) rule: &'static str,
    pub(crate) moment: Option<Moment>,
    /// How much it is believed; lower is better.
    pub(crate) rank: u16,
}

/// The bytes that something was read from, by which rule, and how much it is believed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    raw: Span,
    rule: &'static str,
    rank: u16,
}

pub(crate) fn evidence(raw: Span, rule: &'static str, rank: u16) -> Evidence {
    Evidence { raw, rule, rank }
}

impl Claim {
    pub(crate) fn words(kind: CreditKind, value: &str, evidence: Evidence) -> Self {
        Self::new(kind, tidy(value), evidence)
    }

    pub(crate) fn day(kind: CreditKind, moment: Moment, evidence: Evidence) -> Self {
        let claim = Self::new(kind, moment.to_string(), evidence);
        Self { moment: Some(moment), ..claim }
    }

    fn new(kind: CreditKind, value: String, evidence: Evidence) -> Self {
        let Evidence { raw, rule, rank } = evidence;
        Self { kind, value, raw: Some(raw), rule, moment: None, rank }
    }
}

/// Words on one line with single spaces.
pub(crate) fn tidy(words: &str) -> String {
    let mut tidied = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        tidied.push_str(word);
    }
    tidied
}

/// Whether words, or the attributes of an element, say that the day beside them is that of a later
/// change.
pub(crate) fn is_change(words: &str) -> bool {
    let end = words.char_indices().nth(160).map_or(words.len(), |(at, _)| at);
    let folded = fold(words.get(..end).unwrap_or_default());
    ["updated", "modified", "last update", "actualizado", "aktualisiert", "mis a jour"]
        .iter()
        .any(|word| folded.contains(word))
}

/// What is needed to read the credits of a page.
pub(crate) struct Sayings<'a> {
    pub(crate) page: &'a Page,
    pub(crate) dateline: Found,
    /// What the markup says.
    pub(crate) claims: Vec<Claim>,
    pub(crate) first: First,
}

impl Sayings<'_> {
    /// All credits of the page, and what is doubtful about them.
    pub(crate) fn read(self, problems: &mut Vec<Problem>) -> dateline_text::Credits {
        let mut claims = self.claims;
        visible::claims(self.page, self.dateline, self.first, &mut claims);
        language::claim(self.page, &mut claims, problems);
        choose(claims, self.page, problems)
    }
}
