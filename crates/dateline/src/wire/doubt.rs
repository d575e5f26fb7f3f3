use dateline_record::{Unsure, View};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::per_mille;

/// Two actors that may be one: a reviewer is asked.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DoubtLine {
    /// The one.
    pub one: DoubtedLine,
    /// The other.
    pub other: DoubtedLine,
    /// How alike their names are, 0 to 1.
    pub score: Value,
    /// What speaks for and against it.
    pub why: String,
}

/// One of two actors that may be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DoubtedLine {
    /// Its identity.
    pub id: String,
    /// The name that it is shown by.
    pub name: String,
    /// What it belongs to.
    pub of: Option<String>,
    /// How many reports give that name.
    pub reports: usize,
}

pub(crate) fn doubt(view: &View, unsure: &Unsure) -> DoubtLine {
    let doubted = |id| {
        let actor = view.actor(id);
        let name = actor.map_or_else(|| id.to_string(), |actor| actor.name.clone());
        let names = actor.into_iter().flat_map(|actor| &actor.names);
        let reports = names.filter(|known| known.name == name).map(|known| known.reports);
        DoubtedLine {
            id: id.to_string(),
            of: actor.and_then(|actor| actor.of.clone()),
            reports: reports.sum(),
            name,
        }
    };
    DoubtLine {
        one: doubted(&unsure.one),
        other: doubted(&unsure.other),
        score: per_mille(unsure.per_mille),
        why: unsure.why.clone(),
    }
}
