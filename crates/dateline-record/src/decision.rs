use std::fmt;

use dateline_findings::{
    Field, Fields, Finding, Kind, Modality, Polarity, Source, SourceKind, Value,
};
use dateline_names::ActorClass;
use dateline_text::{ReportId, Span};
use jiff::civil;

/// What a reviewer ruled: by whom, when, and on what. Never changed, only followed by another.
///
/// Decisions order by time, then by whom, then by what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// When, by the clock that came in from outside.
    pub at: civil::DateTime,
    /// By whom.
    pub by: String,
    /// What was ruled.
    pub ruling: Ruling,
    /// Why, in the reviewer's words; may be empty.
    pub because: String,
}

impl Decision {
    /// The identity of the decision: a hash of all of it.
    #[must_use]
    pub fn id(&self) -> DecisionId {
        DecisionId(crate::written::short_hash(&crate::written::decision(self)))
    }
}

/// The identity of a [`Decision`], written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(pub(crate) u64);

impl DecisionId {
    /// Reads 16 hexadecimal digits.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        (digits.len() == 16).then(|| u64::from_str_radix(digits, 16).ok().map(Self))?
    }
}

impl fmt::Display for DecisionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

/// What a [`Decision`] says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ruling {
    /// The finding is right as it stands.
    Accept(FindingKey),
    /// The finding is wrong: no view shows it.
    Reject(FindingKey),
    /// A field holds something else: the reviewer's value stands.
    Correct(FindingKey, Field, Value),
    /// It is held otherwise: as planned and not as done, or as denied.
    Hold(FindingKey, Modality, Polarity),
    /// The program missed a finding: a reviewer enters it.
    Add(Entered),
    /// A remark on a finding.
    Note(FindingKey, String),
    /// Two names are one actor.
    SameActor(ActorKey, ActorKey),
    /// Two names are not one actor.
    NotSameActor(ActorKey, ActorKey),
    /// It was looked at and cannot be told whether two names are one actor: they stay two, and
    /// nobody is asked again.
    UnsureActor(ActorKey, ActorKey),
    /// Actors of a class have another name: the name they are listed under, and the other. A
    /// name that two have tells nobody.
    Alias(ActorClass, String, String),
    /// Two findings tell one thing.
    Merge(FindingKey, FindingKey),
    /// Two findings tell two things.
    Split(FindingKey, FindingKey),
    /// A report came out on this day.
    Dated(ReportId, civil::Date),
    /// An earlier decision no longer counts.
    Undo(DecisionId),
}

impl Ruling {
    /// The finding that it is about first, where it is about one.
    #[must_use]
    pub fn finding(&self) -> Option<&FindingKey> {
        match self {
            Self::Accept(key)
            | Self::Reject(key)
            | Self::Correct(key, _, _)
            | Self::Hold(key, _, _)
            | Self::Add(Entered { key, .. })
            | Self::Note(key, _)
            | Self::Merge(key, _)
            | Self::Split(key, _) => Some(key),
            Self::SameActor(..)
            | Self::NotSameActor(..)
            | Self::UnsureActor(..)
            | Self::Alias(..)
            | Self::Dated(..)
            | Self::Undo(_) => None,
        }
    }

    /// Whether it only says something of a finding and moves nothing: what is joined stays as it
    /// is.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        matches!(self, Self::Accept(_) | Self::Note(..))
    }

    /// The verb: "accept", "reject", "correct", "note" and so on.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Accept(_) => "accept",
            Self::Reject(_) => "reject",
            Self::Correct(..) => "correct",
            Self::Hold(..) => "hold",
            Self::Add(_) => "add",
            Self::Note(..) => "note",
            Self::SameActor(..) => "same_actor",
            Self::NotSameActor(..) => "not_same_actor",
            Self::UnsureActor(..) => "unsure_actor",
            Self::Alias(..) => "alias",
            Self::Merge(..) => "merge",
            Self::Split(..) => "split",
            Self::Dated(..) => "dated",
            Self::Undo(_) => "undo",
        }
    }
}

/// A finding that a reviewer entered, on words of a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entered {
    /// The report, the kind, the words, and what it is about.
    pub key: FindingKey,
    /// Whether it is so, or only planned.
    pub modality: Modality,
    /// Whether it is so, or denied.
    pub polarity: Polarity,
    /// Who says so; empty for the report itself.
    pub source: String,
    /// What it says.
    pub fields: Vec<(Field, Value)>,
}

impl Entered {
    /// What a reviewer enters on words of a report.
    #[must_use]
    pub fn new(
        report: ReportId,
        (kind, span): (Kind, Span),
        (modality, polarity): (Modality, Polarity),
        source: &str,
        fields: Vec<(Field, Value)>,
    ) -> Self {
        let head = String::new();
        let key = FindingKey { report, kind, span, head };
        let source = source.to_owned();
        let mut entered = Self { key, modality, polarity, source, fields };
        entered.key = FindingKey::of(report, &entered.finding());
        entered
    }

    /// The finding.
    #[must_use]
    pub fn finding(&self) -> Finding {
        let mut fields = Fields::new();
        for (field, value) in &self.fields {
            fields.set(*field, value.clone(), &[]);
        }
        let kind = match self.source.as_str() {
            "" => SourceKind::default(),
            _ => SourceKind::Organisation,
        };
        let chain = Some(self.source.clone()).filter(|source| !source.is_empty());
        let source = Source { kind, chain: chain.into_iter().collect() };
        let plain = Finding::new(self.key.kind, self.key.span, BY_HAND, fields);
        let (modality, polarity) = (self.modality, self.polarity);
        Finding { modality, polarity, source, confidence: 1_000, ..plain }
    }
}

/// The rule of what was entered.
const BY_HAND: &str = "entered by a reviewer";

/// A finding as a decision remembers it: its report, its words, and what it was about, so
/// that it is known again when a newer program reads the report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingKey {
    /// The report.
    pub report: ReportId,
    /// What it is about.
    pub kind: Kind,
    /// The words that say it.
    pub span: Span,
    /// The value that tells it from others on the same words: the speaker, the number.
    pub head: String,
}

impl FindingKey {
    /// The key of a finding of a report.
    #[must_use]
    pub fn of(report: ReportId, finding: &Finding) -> Self {
        let head = crate::head::head(finding);
        Self { report, kind: finding.kind, span: finding.evidence, head }
    }
}

/// An actor as a decision remembers it: a name in a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorKey {
    /// The report; `None` for the name wherever it stands.
    pub report: Option<ReportId>,
    /// The name.
    pub name: String,
}
