//! Sides and instruments that stand in the words beside a verb and hang on something else.

use dateline_language::{Relation, WordClass};

use super::{STATUSES, instrument, word_of};
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::phrase;

/// The most words of an instrument's name, or between it and the verb behind it.
const NEAR: usize = 9;

/// "withdrew from the treaty", "pulled out of the accord", "hammered out a deal".
pub(super) fn particle_status(
    context: &Context<'_>,
    clause: &Clause,
    lemma: &str,
) -> Option<(&'static str, Word)> {
    let next = context.folded_form(word_of(clause, clause.verb + 1));
    let parted = STATUSES.get(&format!("{lemma} {next}")).copied();
    let object = if clause.passive { clause.subject } else { clause.object };
    if let (Some(status), Some(object)) = (parted, object) {
        return Some((status, word_of(clause, object)));
    }
    if let Some(noun) = signed_by_hand(context, clause, lemma) {
        return Some(("signed", noun));
    }
    clause.obliques.iter().find_map(|oblique| {
        let noun = word_of(clause, oblique.noun);
        let plain = format!("{lemma} {}", oblique.preposition);
        let parted = format!("{lemma} {next} {}", oblique.preposition);
        let status = STATUSES.get(&plain).or_else(|| STATUSES.get(&parted)).copied()?;
        instrument(context, noun).map(|_| (status, noun))
    })
}

/// "put their names to a declaration": what is signed.
fn signed_by_hand(context: &Context<'_>, clause: &Clause, lemma: &str) -> Option<Word> {
    let object = clause.object.filter(|_| matches!(lemma, "put" | "set" | "affix"))?;
    let hand = context.folded_lemma(word_of(clause, object));
    let signs =
        matches!(hand, "hand" | "initial" | "name" | "pen" | "seal" | "signature");
    let tree = context.tree(clause.sentence)?;
    let below = tree.children_in(object, &[Relation::Modifier]);
    let to = clause.obliques.iter().filter(|oblique| &*oblique.preposition == "to");
    let mut papers =
        to.map(|oblique| oblique.noun).chain(below).map(|token| word_of(clause, token));
    papers.find(|&paper| signs && instrument(context, paper).is_some())
}

/// "Ten days after Varn and Tolland signed": all that are named right before a verb which has no
/// subject.
pub(super) fn named_before(context: &Context<'_>, clause: &Clause) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut next = clause.group.0.checked_sub(1);
    while let Some(token) = next.filter(|_| found.len() < NEAR) {
        let word = word_of(clause, token);
        if !phrase::names_an_actor(context, word) {
            break;
        }
        found.push(word);
        let joined = context.token(word).filter(|token| {
            matches!(token.relation, Relation::Conjunct | Relation::Compound)
        });
        next = joined.and_then(|token| token.head).filter(|&head| head < word.token);
    }
    found.reverse();
    found
}

/// "signed a peace deal May fifth": the instrument right behind a verb.
pub(super) fn thing_behind(context: &Context<'_>, clause: &Clause) -> Option<Word> {
    if clause.passive {
        return None;
    }
    let from = clause.group.1 + 1;
    let run =
        (from..from + NEAR).map(|token| word_of(clause, token)).take_while(|&word| {
            context.token(word).is_some_and(|token| {
                matches!(
                    &*token.tag,
                    "DT" | "JJ" | "NN" | "NNS" | "NNP" | "CD" | "PRP$" | "POS" | "VBN"
                )
            })
        });
    let mut nouns = run.filter(|&word| is_common(context, word));
    nouns.find(|&word| {
        let goes_on = is_common(context, Word { token: word.token + 1, ..word });
        !goes_on && instrument(context, word).is_some()
    })
}

fn is_common(context: &Context<'_>, word: Word) -> bool {
    context.token(word).is_some_and(|token| token.class == WordClass::Noun)
}

/// "the protocol of May, which the two countries signed", "an agreement it signed": the
/// instrument before a verb that has nothing behind it.
pub(super) fn thing_before(context: &Context<'_>, clause: &Clause) -> Option<Word> {
    if clause.passive || clause.object.is_some() {
        return None;
    }
    let form = |token: usize| context.folded_form(word_of(clause, token));
    let start = clause.group.0;
    let between = (start.saturating_sub(NEAR)..start).rev().take_while(|&token| {
        let tag = context.token(word_of(clause, token)).map(|token| &*token.tag);
        !matches!(tag, Some("VB" | "VBD" | "VBZ" | "VBP" | "MD" | ":"))
    });
    let mut between = between;
    let Some(which) = between.find(|&token| matches!(form(token), "which" | "that"))
    else {
        let head = clause.head.filter(|_| clause.relation == Relation::AclRelative)?;
        let noun = word_of(clause, head);
        return (head < start && instrument(context, noun).is_some()).then_some(noun);
    };
    let comma = which.checked_sub(1).filter(|&before| form(before) == ",");
    let last = comma.unwrap_or(which).checked_sub(1)?;
    // "the Protocol of Hadley, which"
    let of = (last.saturating_sub(4)..last).rev().find(|&token| form(token) == "of");
    let nouns = [Some(last), of.and_then(|of| of.checked_sub(1))];
    let mut nouns = nouns.into_iter().flatten().map(|token| word_of(clause, token));
    nouns.find(|&noun| instrument(context, noun).is_some())
}
