use std::fmt;

use dateline_names::ActorClass;
use dateline_text::ReportId;

/// A person, organisation, body, armed force or state across all reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorEntry {
    /// Its identity: a readable slug.
    pub id: ActorId,
    /// The name that it is shown by.
    pub name: String,
    /// What it is.
    pub class: ActorClass,
    /// The state or body it belongs to.
    pub of: Option<String>,
    /// All its names, with the reports that use them, sorted by name.
    pub names: Vec<ActorName>,
    /// The reports that name it with its number there, sorted.
    pub mentioned: Vec<(ReportId, usize)>,
}

/// A name of an actor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActorName {
    /// The name.
    pub name: String,
    /// Who uses it.
    pub reports: Vec<ReportId>,
    /// Why it is taken for the same actor's: "same name", "given name left out".
    pub why: String,
}

/// The identity of an [`ActorEntry`]: "tala-brandt", "orlesia".
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub(crate) String);

impl ActorId {
    /// The slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Two actors that may be one: listed, not joined.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unsure {
    /// The one.
    pub one: ActorId,
    /// The other.
    pub other: ActorId,
    /// How alike their names are.
    pub per_mille: u16,
    /// What speaks for and against it.
    pub why: String,
}
