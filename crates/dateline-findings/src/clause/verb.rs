//! What a verb group says by itself: passive, negated, in which tense.

use dateline_language::{Relation, Token};
use dateline_text::folded;

use super::doer::doer;
use super::lost::{
    cut_off, is_bare_past, is_deed_of_root, is_led_by, is_passive_of_second,
    is_past_after_all, is_past_form, is_taken_for_noun, is_unchanging,
};
use super::{AUXILIARIES, SUBJECTS, THINGS, Tense};
use crate::tree::Tree;

pub(super) fn is_passive(tokens: &[Token], tree: &Tree, verb: usize) -> bool {
    let marked = tree
        .child(
            verb,
            &[
                Relation::PassiveAuxiliary,
                Relation::PassiveSubject,
                Relation::PassiveClausalSubject,
            ],
        )
        .is_some()
        && !is_perfect_active(tokens, tree, verb)
        && !is_bare_past(tokens, tree, verb);
    // "the treaty signed in May": a participle that modifies what it is done to.
    // One with an object of its own is a past tense that was taken for a participle.
    let participle = tokens.get(verb).is_some_and(|token| {
        token.relation == Relation::Acl && matches!(&*token.tag, "VBN" | "VBD")
    }) && tree.child(verb, &THINGS).is_none()
        && !is_deed_of_root(tokens, tree, verb)
        && cut_off(tokens, tree, verb).is_none();
    // "was hauled in and told": the auxiliary stands before the first of them only.
    let joined = tokens.get(verb).is_some_and(|token| {
        let bare = tree.child(verb, &AUXILIARIES).is_none()
            && tree.child(verb, &SUBJECTS).is_none();
        token.relation == Relation::Conjunct
            && &*token.tag == "VBN"
            && bare
            && token.head.is_some_and(|head| {
                tree.child(head, &[Relation::PassiveAuxiliary]).is_some()
            })
    });
    // "The party, led by Tom Leck, won": who does it stands behind "by".
    let by = doer(tokens, tree, verb).is_some()
        && tokens.get(verb).is_some_and(|token| matches!(&*token.tag, "VBN" | "VBD"))
        && tree.child(verb, &AUXILIARIES).is_none()
        && tree.child(verb, &THINGS).is_none();
    let second = is_passive_of_second(tokens, tree, verb);
    marked || participle || joined || second || by || is_led_by(tokens, tree, verb)
}

/// "The union has long warned": "have" alone makes no passive.
fn is_perfect_active(tokens: &[Token], tree: &Tree, verb: usize) -> bool {
    let lemma = |token: usize| {
        tokens
            .get(token)
            .map(|found| dateline_text::fold(&found.lemma))
            .unwrap_or_default()
    };
    let mut auxiliaries = tree.children_in(verb, &AUXILIARIES).map(lemma).peekable();
    auxiliaries.peek().is_some() && auxiliaries.all(|lemma| &*lemma == "have")
}

pub(super) fn is_negated(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
    subject: Option<usize>,
) -> bool {
    let is_not = |token: &usize| {
        tokens.get(*token).is_some_and(|found| {
            matches!(&*folded(&found.lemma), "not" | "n't" | "never" | "no longer")
        })
    };
    let none = |token: usize| {
        let no = |other: usize| {
            tokens.get(other).is_some_and(|found| {
                matches!(
                    &*folded(&found.lemma),
                    "no" | "none" | "nobody" | "nothing" | "neither" | "no-one"
                )
            })
        };
        no(token) || tree.children_in(token, &[Relation::Determiner]).any(no)
    };
    tree.children(verb).iter().any(is_not)
        || subject.is_some_and(none)
        || tree.children_in(verb, &[Relation::Object]).any(none)
}

pub(super) fn is_modal(tokens: &[Token], token: usize) -> bool {
    tokens.get(token).is_some_and(|found| {
        matches!(
            &*folded(&found.lemma),
            "may"
                | "might"
                | "can"
                | "could"
                | "would"
                | "should"
                | "must"
                | "shall"
                | "ought"
        )
    })
}

pub(super) fn is_infinitive(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
    auxiliaries: &[usize],
) -> bool {
    let to = |token: usize| {
        tokens.get(token).is_some_and(|found| folded(&found.lemma) == "to")
    };
    tree.children_in(verb, &[Relation::Mark]).any(to)
        || auxiliaries.iter().any(|&token| to(token))
}

pub(super) fn tense(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
    auxiliaries: &[usize],
) -> Tense {
    let lemma_of = |token: usize| {
        tokens.get(token).map(|found| folded(&found.lemma)).unwrap_or_default()
    };
    if auxiliaries
        .iter()
        .any(|&token| matches!(&*lemma_of(token), "will" | "shall" | "'ll"))
    {
        return Tense::Future;
    }
    let tag = |token: usize| tokens.get(token).map_or("", |found| &*found.tag);
    let has = auxiliaries.iter().find(|&&token| lemma_of(token) == "have");
    if let Some(&have) = has {
        return if tag(have) == "VBD" { Tense::Past } else { Tense::Perfect };
    }
    // "The council is to debate it on Friday"
    let to_come = auxiliaries.iter().any(|&be| {
        matches!(tag(be), "VBZ" | "VBP")
            && lemma_of(be) == "be"
            && be < verb
            && lemma_of(be + 1) == "to"
    });
    if is_infinitive(tokens, tree, verb, auxiliaries) {
        return if to_come { Tense::Future } else { Tense::None };
    }
    let finite = auxiliaries.first().copied().unwrap_or(verb);
    match tag(finite) {
        "VBD" => Tense::Past,
        "VBN"
            if is_past_after_all(tokens, tree, verb)
                || is_bare_past(tokens, tree, verb)
                || cut_off(tokens, tree, verb).is_some() =>
        {
            Tense::Past
        }
        "VBZ" | "VBP" => Tense::Present,
        // "The service put the figure at 71 percent": with a subject of its own it is no infinitive.
        "VB" if is_unchanging(tokens, verb) && tree.child(verb, &SUBJECTS).is_some() => {
            Tense::Past
        }
        // "The ministry froze the grant", "declared a curfew and put an end to it"
        "VB" if is_past_form(tokens, tree, verb) => Tense::Past,
        "NN" if is_taken_for_noun(tokens, tree, verb) => Tense::Past,
        // A participle by itself after a noun has no tense; taggers give "VBN" there.
        _ => Tense::None,
    }
}
