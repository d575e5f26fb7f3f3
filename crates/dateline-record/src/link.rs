use std::borrow::Cow;

use dateline_text::ReportId;

use crate::{EntryId, Evidence};

/// A relation between findings of one or several reports, by a named rule.
///
/// Has at least two members, but for a probable error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What relation.
    pub kind: LinkKind,
    /// The rule that found it: "succession of holders of one post".
    pub rule: Cow<'static, str>,
    /// What it is about, in a few words.
    pub topic: String,
    /// The words on each side.
    pub members: Vec<Evidence>,
    /// The entries concerned, sorted.
    pub entries: Vec<EntryId>,
    /// What differs.
    pub differences: Vec<Difference>,
}

impl Link {
    /// Puts links in the order in which a view has them.
    pub fn sort(links: &mut [Self]) {
        links.sort_by(|one, other| {
            let key = |link: &Self| {
                let first =
                    link.members.first().map(|member| (member.report, member.span));
                (link.kind, first, link.rule.clone())
            };
            key(one).cmp(&key(other)).then_with(|| {
                (&one.topic, &one.members).cmp(&(&other.topic, &other.members))
            })
        });
    }
}

/// A field that differs between the members of a [`Link`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The field's word on the wire, or "modality", "polarity".
    pub field: Cow<'static, str>,
    /// Each value with the reports that give it, in the order of the members.
    pub values: Vec<(String, Vec<ReportId>)>,
}

/// The types of PRODUCT's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Two findings tell one event.
    SameEvent,
    /// Two names of one actor.
    NameVariant,
    /// Two origins say the same.
    Corroboration,
    /// One says the same more exactly.
    Refinement,
    /// The later one tells a later state.
    Update,
    /// Two points of one series.
    SeriesUpdate,
    /// One holder of a post follows another.
    RoleSuccession,
    /// A speaker says something else than before.
    PositionChange,
    /// The same thing in words that say different things.
    WordingDiffers,
    /// Two numbers for the same thing at the same time.
    FigureDiffers,
    /// Different parties to the same thing.
    PartiesDiffer,
    /// Times that cannot both be.
    TimeInconsistent,
    /// The same thing as so and as planned.
    ModalityDiffers,
    /// The same thing in two states at once.
    StatusContradiction,
    /// Numbers that count different things or places.
    ScopeDifference,
    /// A vague number beside an exact one that it holds.
    VagueAgainstExact,
    /// Words that are probably wrong.
    ProbableError,
}

impl LinkKind {
    /// Every kind with its word on the wire.
    pub const ALL: [(Self, &'static str); 17] = [
        (Self::SameEvent, "same_event"),
        (Self::NameVariant, "name_variant"),
        (Self::Corroboration, "corroboration"),
        (Self::Refinement, "refinement"),
        (Self::Update, "update"),
        (Self::SeriesUpdate, "series_update"),
        (Self::RoleSuccession, "role_succession"),
        (Self::PositionChange, "position_change"),
        (Self::WordingDiffers, "wording_differs"),
        (Self::FigureDiffers, "figure_differs"),
        (Self::PartiesDiffer, "parties_differ"),
        (Self::TimeInconsistent, "time_inconsistent"),
        (Self::ModalityDiffers, "modality_differs"),
        (Self::StatusContradiction, "status_contradiction"),
        (Self::ScopeDifference, "scope_difference"),
        (Self::VagueAgainstExact, "vague_against_exact"),
        (Self::ProbableError, "probable_error"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The kind that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(kind, _)| *kind)
    }

    /// How far behind others a disagreement of this kind stands on a first screen.
    #[must_use]
    pub fn gravity(self) -> usize {
        match self {
            Self::FigureDiffers => 0,
            Self::WordingDiffers => 1,
            Self::StatusContradiction | Self::TimeInconsistent => 2,
            Self::PartiesDiffer | Self::ModalityDiffers => 3,
            _ => 4,
        }
    }

    /// Whether the two sides cannot both be right as they stand.
    #[must_use]
    pub fn is_conflict(self) -> bool {
        matches!(
            self,
            Self::WordingDiffers
                | Self::FigureDiffers
                | Self::PartiesDiffer
                | Self::TimeInconsistent
                | Self::ModalityDiffers
                | Self::StatusContradiction
                | Self::ProbableError
        )
    }
}
