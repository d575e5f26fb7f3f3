use std::fmt;

use dateline_findings::{Field, Finding, Kind, Value};
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

    /// The verb: "accept", "reject", "correct", "note" and so on.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Accept(_) => "accept",
            Self::Reject(_) => "reject",
            Self::Correct(..) => "correct",
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
