use std::fmt;

use jiff::civil::Date;

/// Who looks at the record, and what that person may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Visit {
    /// The name that decisions are kept under.
    pub(crate) name: String,
    /// What the person may do.
    pub(crate) role: Role,
    /// Whether the person signed in; on one's own machine nobody needs to.
    pub(crate) signed_in: bool,
    /// The day by which something is overdue.
    pub(crate) today: Date,
    /// How many rulings are written down and not joined yet.
    pub(crate) joining: usize,
    /// How many reports were read and are not joined yet: no page shows anything of them.
    pub(crate) unjoined: usize,
}

/// What a user may do. Each may do what those before may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// May read.
    #[default]
    Reader,
    /// May rule on entries and names.
    Reviewer,
    /// May see who did what.
    Owner,
}

impl Role {
    /// Every role with its word.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Reader, "reader"), (Self::Reviewer, "reviewer"), (Self::Owner, "owner")];

    /// The role that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(role, _)| *role)
    }

    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(role, _)| *role == self).map_or("", |(_, word)| word)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Visit {
    /// Whether the person may rule.
    pub(crate) fn may_review(&self) -> bool {
        self.role >= Role::Reviewer
    }
}
