use dateline_text::{Span, Text};

use crate::Fields;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Who said what.
    Statement,
    /// What happened.
    Event,
    /// What was agreed.
    Agreement,
    /// Who owes what to whom.
    Commitment,
    /// A commission, ministry, coalition or mission.
    Body,
    /// How many.
    Figure,
    /// Who holds which office.
    Role,
    /// How two actors stand to each other.
    Relation,
    /// What the page says about itself.
    Credit,
}

impl Kind {
    /// Every one with its word on the wire.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Statement, "statement"),
        (Self::Event, "event"),
        (Self::Agreement, "agreement"),
        (Self::Commitment, "commitment"),
        (Self::Body, "body"),
        (Self::Figure, "figure"),
        (Self::Role, "role"),
        (Self::Relation, "relation"),
        (Self::Credit, "credit"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(item, _)| *item == self).map_or("", |(_, word)| word)
    }

    /// The one that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(item, _)| *item)
    }
}

/// Whether something is so, or only planned, asked for or talked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Modality {
    /// It is so, the report says.
    #[default]
    Asserted,
    /// It is to be.
    Planned,
    /// Somebody wants it.
    CalledFor,
    /// It is so if something else is.
    Conditional,
    /// It was talked about.
    Discussed,
    /// Somebody accuses somebody of it.
    Alleged,
}

impl Modality {
    /// Every one with its word on the wire.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Asserted, "asserted"),
        (Self::Planned, "planned"),
        (Self::CalledFor, "called_for"),
        (Self::Conditional, "conditional"),
        (Self::Discussed, "discussed"),
        (Self::Alleged, "alleged"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(item, _)| *item == self).map_or("", |(_, word)| word)
    }

    /// The one that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(item, _)| *item)
    }
}

/// Whether it is said to be so or said not to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Polarity {
    /// It is so.
    #[default]
    Positive,
    /// It is denied: "no one was hurt".
    Negative,
}

impl Polarity {
    /// Every one with its word on the wire.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Positive, "positive"), (Self::Negative, "negative")];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(item, _)| *item == self).map_or("", |(_, word)| word)
    }

    /// The one that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(item, _)| *item)
    }
}

/// What kind of source a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SourceKind {
    /// A named person.
    Person,
    /// An office without a name: "the spokesman".
    Office,
    /// A ministry, company or other body.
    Organisation,
    /// "lawmakers", "witnesses".
    Group,
    /// Somebody who asked not to be named.
    Anonymous,
    /// The report itself.
    #[default]
    Unattributed,
}

impl SourceKind {
    /// Every one with its word on the wire.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Person, "person"),
        (Self::Office, "office"),
        (Self::Organisation, "organisation"),
        (Self::Group, "group"),
        (Self::Anonymous, "anonymous"),
        (Self::Unattributed, "unattributed"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(item, _)| *item == self).map_or("", |(_, word)| word)
    }

    /// The one that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(item, _)| *item)
    }
}

/// Who says so: the chain from the outlet inwards.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// What kind of source is innermost.
    pub kind: SourceKind,
    /// The chain, outermost first: outlet, agency, ministry statement, official.
    pub chain: Vec<String>,
}

/// Something that one report says, tied to its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The words that say it, in the report's cleaned text. Never empty.
    pub evidence: Span,
    /// What it is about.
    pub kind: Kind,
    /// Other words that it rests on.
    pub more: Vec<Span>,
    /// What it says.
    pub fields: Fields,
    /// Whether it is so, or only planned.
    pub modality: Modality,
    /// Whether it is so, or denied.
    pub polarity: Polarity,
    /// Who says so.
    pub source: Source,
    /// The rule that read it, for "why?".
    pub rule: String,
    /// How sure the reading is, per mille; measured, not felt.
    pub confidence: u16,
}

impl Finding {
    /// A plain assertion of the report itself.
    #[must_use]
    pub fn new(kind: Kind, evidence: Span, rule: &str, fields: Fields) -> Self {
        Self {
            evidence,
            kind,
            more: Vec::new(),
            fields,
            modality: Modality::Asserted,
            polarity: Polarity::Positive,
            source: Source::default(),
            rule: rule.to_owned(),
            confidence: 500,
        }
    }

    /// The words that say it.
    #[must_use]
    pub fn words<'a>(&self, text: &'a Text) -> &'a str {
        text.words(self.evidence)
    }
}
