use dateline_record::{Deciding, Missing};
use serde::Serialize;
use utoipa::ToSchema;

use super::entry::{EntryLine, entry_line};
use crate::desk::Sight;

/// A question that bodies weigh or decide, in the reports' words; nothing in it is computed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DecidingShown {
    /// The bodies that assess or decide it.
    pub bodies: Vec<EntryLine>,
    /// What is to be decided or reviewed.
    pub question: Vec<String>,
    /// What they weigh.
    pub factors: Vec<FactorShown>,
    /// What is or will be recommended.
    pub recommendations: Vec<EntryLine>,
    /// What they agreed on.
    pub decided: Vec<EntryLine>,
    /// What no report says, a line each: "what is recommended", "how FACTOR stands".
    pub missing: Vec<String>,
}

/// One thing that bodies weigh.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FactorShown {
    /// The reports' words for it.
    pub names: Vec<String>,
    /// What is said of it.
    pub readings: Vec<EntryLine>,
}

impl DecidingShown {
    /// The names of the bodies in one line.
    #[must_use]
    pub fn title(&self) -> String {
        let names = self.bodies.iter().map(|body| body.title.as_str());
        names.collect::<Vec<_>>().join(" · ")
    }
}

pub(crate) fn deciding(sight: &Sight<'_>, deciding: &Deciding<'_>) -> DecidingShown {
    let lines = |entries: &[&_]| -> Vec<EntryLine> {
        entries.iter().map(|entry| entry_line(sight, entry)).collect()
    };
    let factors = deciding.factors.iter().map(|factor| FactorShown {
        names: factor.names.clone(),
        readings: lines(&factor.readings),
    });
    DecidingShown {
        bodies: lines(&deciding.bodies),
        question: deciding.question.clone(),
        factors: factors.collect(),
        recommendations: lines(&deciding.recommendations),
        decided: lines(&deciding.decided),
        missing: deciding.missing.iter().map(missing).collect(),
    }
}

fn missing(missing: &Missing) -> String {
    match missing {
        Missing::Question => "what is to be decided".to_owned(),
        Missing::Reading(factor) => format!("how it stands with: {factor}"),
        Missing::Recommendation => "what is recommended".to_owned(),
        Missing::Decision => "what was decided".to_owned(),
    }
}
