use std::fmt;

use dateline_names::ActorClass;
use dateline_text::ReportId;

use crate::written::short_hash;

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
    /// All its names, with how many reports use them, sorted by name.
    pub names: Vec<ActorName>,
    /// The reports that name it with its number there, sorted. Not kept in a file: empty in a
    /// view that comes from one.
    pub mentioned: Vec<(ReportId, usize)>,
}

impl ActorEntry {
    /// The actor of a row of a table and its names; `None` where the class is no word for
    /// one.
    #[must_use]
    pub fn of_row(
        [id, name, class]: [&str; 3],
        of: Option<String>,
        names: Vec<ActorName>,
    ) -> Option<Self> {
        Some(Self {
            id: ActorId::parse(id),
            name: name.to_owned(),
            class: ActorClass::parse(class)?,
            of,
            names,
            mentioned: Vec::new(),
        })
    }

    /// A mark of all of it that a file keeps.
    #[must_use]
    pub fn mark(&self) -> i64 {
        let mut all = [self.id.as_str(), &self.name, self.class.as_str()].join("\u{1f}");
        all.push_str(self.of.as_deref().unwrap_or_default());
        for name in &self.names {
            let reports = name.reports.to_string();
            for text in [&name.name, &name.why, &reports] {
                all.push('\u{1f}');
                all.push_str(text);
            }
        }
        i64::from_ne_bytes(short_hash(&all).to_ne_bytes())
    }
}

/// A name of an actor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActorName {
    /// The name.
    pub name: String,
    /// How many reports use it.
    pub reports: usize,
    /// Why it is taken for the same actor's: "same name", "given name left out".
    pub why: String,
}

/// The identity of an [`ActorEntry`]: "tala-brandt", "orlesia".
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub(crate) String);

impl ActorId {
    /// The identity of a slug.
    #[must_use]
    pub fn parse(slug: &str) -> Self {
        Self(slug.to_owned())
    }

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
