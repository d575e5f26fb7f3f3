//! Who does what a passive tells: what stands behind "by".

use dateline_language::{Relation, Token, WordClass};
use dateline_text::folded;

use super::{Oblique, is_day, preposition};
use crate::tree::Tree;

/// Who does it, behind "by": no number ("voted by 71 to 48") and no time.
pub(super) fn doer(tokens: &[Token], tree: &Tree, verb: usize) -> Option<usize> {
    tree.child(verb, &[Relation::Agent])
        .filter(|&noun| !is_end(tokens, noun) && !is_of_another(tokens, tree, verb, noun))
}

/// "was inspected in May, according to papers seen by the Gazette": who did what the participle right
/// before "by" tells.
pub(crate) fn is_of_another(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
    noun: usize,
) -> bool {
    let case = tree.child(noun, &[Relation::Case]);
    let before = case.and_then(|case| case.checked_sub(1)).filter(|&at| at > verb);
    before.and_then(|at| tokens.get(at)).is_some_and(|found| &*found.tag == "VBN")
}

/// "was signed in Port Hale on Sunday by Orlesia": who did it, hung on the place or the day before.
pub(super) fn doer_behind(
    tokens: &[Token],
    tree: &Tree,
    obliques: &[Oblique],
) -> Option<usize> {
    let by =
        |&noun: &usize| preposition(tokens, tree, noun) == "by" && !is_end(tokens, noun);
    let where_or_when = |noun: usize| {
        tokens.get(noun).is_some_and(|found| {
            matches!(found.class, WordClass::ProperNoun | WordClass::Number)
        }) || is_day(tokens, noun)
    };
    obliques.iter().map(|oblique| oblique.noun).find_map(|noun| {
        let below = |noun| tree.children_in(noun, &[Relation::Modifier]);
        let lower = below(noun).filter(|&noun| where_or_when(noun)).flat_map(below);
        below(noun).chain(lower).filter(|_| where_or_when(noun)).find(by)
    })
}

pub(super) fn by_phrase(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
    obliques: &[Oblique],
) -> Option<usize> {
    obliques
        .iter()
        .find(|oblique| oblique.preposition == "by")
        .map(|oblique| oblique.noun)
        .filter(|&noun| !is_end(tokens, noun) && !is_of_another(tokens, tree, verb, noun))
}

/// "by the end of June", "by Friday", "by 2040", "by contrast": a time does nothing, and no manner.
fn is_end(tokens: &[Token], noun: usize) -> bool {
    let end = tokens.get(noun).is_some_and(|found| {
        found.class == WordClass::Number
            || matches!(
                &*folded(&found.lemma),
                "end"
                    | "start"
                    | "beginning"
                    | "then"
                    | "now"
                    | "time"
                    | "deadline"
                    | "accident"
                    | "chance"
                    | "comparison"
                    | "contrast"
                    | "default"
                    | "definition"
                    | "hour"
                    | "minute"
                    | "mistake"
                    | "percent"
                    | "vote"
            )
    });
    end || is_day(tokens, noun)
}
