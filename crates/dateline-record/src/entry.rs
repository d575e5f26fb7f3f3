use std::fmt;

use dateline_findings::{Field, Finding, Kind, Modality, Polarity, Source, Value};
use dateline_text::{ReportId, Span};
use dateline_time::When;

use crate::{ActorId, Days, DecisionId};

/// What the record holds after findings of the same thing are joined.
///
/// Has at least one evidence. Entries order by their days, then kind, report and span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its identity: the same in every run and order.
    pub id: EntryId,
    /// What it is about.
    pub kind: Kind,
    /// What it is called, in a few words made of its values.
    pub title: String,
    /// When it happened, was said or holds, as the most exact report has it.
    pub when: Option<When>,
    /// The days it can lie on, by all reports together.
    pub days: Days,
    /// Whether it is so, or only planned, as the strongest report has it; see the evidence.
    pub modality: Modality,
    /// Whether it is so, or denied.
    pub polarity: Polarity,
    /// What it says: each field with all readings, the best first.
    pub fields: Vec<Held>,
    /// The actors in it, sorted.
    pub actors: Vec<ActorId>,
    /// The words it rests on, best first.
    pub evidence: Vec<Evidence>,
    /// How many reports tell it.
    pub reports: usize,
    /// How many origins it has when copies count as one.
    pub origins: usize,
    /// What reviewers ruled.
    pub review: Review,
}

impl Entry {
    /// The best reading of a field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Value> {
        Some(&self.held(field)?.readings.first()?.value)
    }

    /// A field with all its readings.
    #[must_use]
    pub fn held(&self, field: Field) -> Option<&Held> {
        self.fields.iter().find(|held| held.field == field)
    }

    /// The best reading of a field as one line; empty where there is none.
    #[must_use]
    pub fn line(&self, field: Field) -> String {
        self.get(field).map(Value::to_line).unwrap_or_default()
    }
}

/// The identity of an [`Entry`], written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub(crate) u64);

impl EntryId {
    /// Reads 16 hexadecimal digits.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        (digits.len() == 16).then(|| u64::from_str_radix(digits, 16).ok().map(Self))?
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

/// A field of an [`Entry`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which field.
    pub field: Field,
    /// Its different values, the one most origins give first. Never empty.
    pub readings: Vec<Reading>,
}

/// A value with the evidence that gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The value.
    pub value: Value,
    /// The evidence, as positions in [`Entry::evidence`], in order. Empty where a reviewer
    /// gave the value.
    pub evidence: Vec<usize>,
}

/// One report's words for an entry or a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The report.
    pub report: ReportId,
    /// The words, in its cleaned text.
    pub span: Span,
    /// The number of the finding in the report; see [`Laid::findings`](crate::Laid). `None`
    /// where the words are a name and no finding.
    pub finding: Option<usize>,
    /// Whether this report has it as so, or only planned.
    pub modality: Modality,
    /// Whether this report has it as so, or denied.
    pub polarity: Polarity,
    /// Who says so.
    pub source: Source,
    /// The rule that read it.
    pub rule: String,
    /// How sure the reading is, per mille.
    pub confidence: u16,
}

impl Evidence {
    /// The words of a finding.
    #[must_use]
    pub fn of(report: ReportId, number: usize, finding: &Finding) -> Self {
        Self {
            report,
            span: finding.evidence,
            finding: Some(number),
            modality: finding.modality,
            polarity: finding.polarity,
            source: finding.source.clone(),
            rule: finding.rule.clone(),
            confidence: finding.confidence,
        }
    }

    /// Words that are no finding: a name, or a date, where it stands.
    #[must_use]
    pub fn of_words(report: ReportId, span: Span) -> Self {
        Self {
            report,
            span,
            finding: None,
            modality: Modality::Asserted,
            polarity: Polarity::Positive,
            source: Source::default(),
            rule: "words".to_owned(),
            confidence: 1_000,
        }
    }
}

/// What reviewers ruled about an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Whether somebody accepted it.
    pub accepted: bool,
    /// Remarks, oldest first.
    pub notes: Vec<String>,
    /// The decisions that shaped it, oldest first.
    pub decisions: Vec<DecisionId>,
}
