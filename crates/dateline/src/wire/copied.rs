use dateline_copies::{ChangeKind, Copy, Direction, Reading, compare};
use dateline_record::{CopyGroup, Page, copied};
use dateline_text::{ReportId, Span};
use serde::Serialize;
use utoipa::ToSchema;

use crate::desk::{Paper, Sight};

/// Two reports that share text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct PairLine {
    /// The one file's name.
    pub one: String,
    /// The other's.
    pub other: String,
    /// How much of the shorter one stands in the other, per mille.
    pub per_mille: u16,
    /// How the one relates to the other: exact, near, excerpt, expanded, quotes or revision;
    /// none where they cannot be read.
    pub relation: Option<&'static str>,
    /// Who has the text from whom: `from_other` (the one has it from the other), `to_other` or
    /// unknown.
    pub direction: &'static str,
    /// Why, the surest reason first; those against it too.
    pub reasons: Vec<ReasonLine>,
    /// Figures that differ within what they share: such a copy says something else.
    pub changed_figures: Vec<ChangedFigure>,
}

/// A reason why one report has its text from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReasonLine {
    /// What it speaks for: `from_other` or `to_other`.
    pub direction: &'static str,
    /// The reason, said of the one that has its text from the other.
    pub why: &'static str,
}

/// A figure that differs between a copy and its like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChangedFigure {
    /// In the one; empty where it has none.
    pub one: String,
    /// In the other.
    pub other: String,
}

impl PairLine {
    /// Who has it from whom, by file names: the copy, then where it is from; none where that
    /// cannot be told.
    #[must_use]
    pub fn copy_and_source(&self) -> Option<(&str, &str)> {
        match self.direction {
            "from_other" => Some((&self.one, &self.other)),
            "to_other" => Some((&self.other, &self.one)),
            _ => None,
        }
    }
}

/// The pairs of a group, each held against each other word by word.
pub(super) fn pair_lines(sight: &Sight<'_>, group: &CopyGroup) -> Vec<PairLine> {
    let doc =
        |id| sight.view.report(id).map_or_else(String::new, |line| line.name.clone());
    let pairs = group.pairs.iter().map(|&(one, other, per_mille)| {
        let bare = PairLine {
            one: doc(one),
            other: doc(other),
            per_mille,
            direction: Direction::Unknown.as_str(),
            ..PairLine::default()
        };
        held(sight, (one, other), &bare).unwrap_or(bare)
    });
    pairs.collect()
}

/// What two reports say of each other; nothing where one of them cannot be read any more, or
/// they share no passage.
fn held(
    sight: &Sight<'_>,
    (one, other): (ReportId, ReportId),
    bare: &PairLine,
) -> Option<PairLine> {
    let lines = (sight.view.report(one)?, sight.view.report(other)?);
    let papers = (sight.paper(one)?, sight.paper(other)?);
    let readings = (read(&papers.0), read(&papers.1));
    let copy = compare(
        (&papers.0.report.text, &readings.0),
        (&papers.1.report.text, &readings.1),
        &[],
    )?;
    let (copy, found) = copied(
        Page { line: lines.0, credits: &papers.0.report.credits },
        Page { line: lines.1, credits: &papers.1.report.credits },
        copy,
    );
    let reason = |&(direction, why): &(Direction, _)| ReasonLine {
        direction: direction.as_str(),
        why,
    };
    Some(PairLine {
        relation: Some(copy.relation.as_str()),
        direction: found.direction.as_str(),
        reasons: found.reasons.iter().map(reason).collect(),
        changed_figures: changed_figures(&copy, (&papers.0, &papers.1)),
        ..bare.clone()
    })
}

fn read(paper: &Paper) -> Reading {
    Reading::of(&paper.report.text, &paper.report.reading().collect::<Vec<Span>>())
}

fn changed_figures(copy: &Copy, (one, other): (&Paper, &Paper)) -> Vec<ChangedFigure> {
    let figures = copy.changed.iter().filter(|change| change.kind == ChangeKind::Figure);
    let figures = figures.map(|change| ChangedFigure {
        one: one.report.text.words(change.one).to_owned(),
        other: other.report.text.words(change.other).to_owned(),
    });
    figures.collect()
}
