//! The words by which two numbers are the sides of a vote.

use super::word::Scrap;

/// Whether a word tells of voting.
pub(crate) fn is_voting(word: &str) -> bool {
    matches!(word, "ballot" | "vote" | "voted" | "votes" | "voting")
}

/// Whether a word tells that a motion got through, or did not.
pub(crate) fn is_deciding(word: &str) -> bool {
    matches!(
        word,
        "adopted"
            | "approved"
            | "backed"
            | "carried"
            | "cleared"
            | "defeated"
            | "endorsed"
            | "failed"
            | "fell"
            | "passed"
            | "ratified"
            | "rejected"
    )
}

/// Whether a word names what is voted on.
pub(crate) fn is_motion(word: &str) -> bool {
    matches!(
        word,
        "accord"
            | "act"
            | "agreement"
            | "amendment"
            | "ban"
            | "bill"
            | "budget"
            | "deal"
            | "law"
            | "measure"
            | "motion"
            | "ordinance"
            | "pact"
            | "plan"
            | "proposal"
            | "resolution"
            | "treaty"
    )
}

/// "passed the bill 71 to 48", "the motion was carried by 71 to 48": whether the words before a
/// number tell of a motion and what became of it.
pub(super) fn is_decided(before: &[Scrap<'_>]) -> bool {
    let near = before.get(before.len().saturating_sub(12)..).unwrap_or(before);
    let any = |fits: fn(&str) -> bool| near.iter().any(|word| fits(&word.folded));
    let led = near.last().is_some_and(|last| {
        is_motion(&last.folded)
            || is_deciding(&last.folded)
            || last.is_any(&["by", ",", "("])
    });
    led && any(is_deciding) && any(is_motion)
}
