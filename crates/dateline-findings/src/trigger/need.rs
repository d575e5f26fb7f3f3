//! What a line of the codebook asks to stand around its trigger.

use std::collections::BTreeSet;

use dateline_language::{Relation, WordClass};
use dateline_names::ActorClass;
use dateline_text::fold;

use super::{Slots, is_name, lemma};
use crate::codebook::Need;
use crate::context::{Context, Word};
use crate::phrase;

/// Whether a need of a line holds around a word.
pub(super) fn holds(
    context: &Context<'_>,
    word: Word,
    slots: &Slots,
    need: &Need,
) -> bool {
    need.slots.iter().any(|slot| match slot.as_str() {
        "comp" => slots.complement.is_some_and(|token| {
            need.words.is_empty()
                || need.words.contains(&fold(context.lemma(Word { token, ..word })))
        }),
        "comp_has" => slots
            .complement
            .is_some_and(|token| any_below(context, Word { token, ..word }, &need.words)),
        "has" => any_below(context, word, &need.words),
        "adj" => modifiers(context, word)
            .into_iter()
            .any(|token| suits(context, Word { token, ..word }, need)),
        slot => slots.get(slot).any(|token| suits(context, Word { token, ..word }, need)),
    })
}

/// Whether a word in a slot, or one that "and" joins to it, is what a need asks for.
fn suits(context: &Context<'_>, word: Word, need: &Need) -> bool {
    if need.words.is_empty() && !need.name && !need.person {
        return true;
    }
    phrase::conjuncts(context, word).into_iter().any(|word| {
        let lemma = lemma(context, word);
        let named = need.name && is_name(context, word);
        let person = need.person
            && phrase::mention(context, word)
                .is_some_and(|mention| mention.class == ActorClass::Person);
        // "sentenced him": a pronoun of persons, where persons are asked for.
        let him = need.words.iter().any(|word| word == "person")
            && matches!(
                &*fold(context.form(word)),
                "he" | "him" | "she" | "her" | "them"
            );
        // A noun that was taken for a verb keeps its form: "the drawdown".
        let form = || need.words.contains(&fold(context.form(word)));
        named
            || person
            || him
            || need.words.contains(&lemma)
            || form()
            || of_what(context, word, need)
    })
}

/// "a number of soldiers", "three of the envoys": what is counted counts.
fn of_what(context: &Context<'_>, word: Word, need: &Need) -> bool {
    let number =
        context.token(word).is_some_and(|token| token.class == WordClass::Number);
    if !number && !is_amount(&fold(context.lemma(word))) {
        return false;
    }
    let Some(tree) = context.tree(word.sentence) else { return false };
    tree.children_in(word.token, &[Relation::Modifier])
        .any(|token| need.words.contains(&fold(context.lemma(Word { token, ..word }))))
}

pub(super) fn is_amount(lemma: &str) -> bool {
    matches!(
        lemma,
        "host"
            | "number"
            | "series"
            | "wave"
            | "string"
            | "round"
            | "spate"
            | "dozen"
            | "hundred"
            | "thousand"
            | "group"
            | "couple"
            | "majority"
            | "score"
            | "lot"
            | "batch"
            | "member"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "scores"
            | "barrage"
            | "remnant"
            | "type"
            | "kind"
            | "set"
            | "pair"
    )
}

fn any_below(context: &Context<'_>, word: Word, words: &[String]) -> bool {
    let Some(tree) = context.tree(word.sentence) else { return false };
    let wanted: BTreeSet<&str> = words.iter().map(String::as_str).collect();
    let (first, last) = tree.reach(word.token);
    (first..=last).any(|token| {
        let here = Word { token, ..word };
        wanted.contains(lemma(context, here).as_str())
            || wanted.contains(fold(context.form(here)).as_str())
    })
}

fn modifiers(context: &Context<'_>, noun: Word) -> Vec<usize> {
    const BEFORE: [Relation; 4] = [
        Relation::Adjective,
        Relation::Compound,
        Relation::UnmarkedModifier,
        Relation::Flat,
    ];
    let Some(tree) = context.tree(noun.sentence) else { return Vec::new() };
    tree.children_in(noun.token, &BEFORE).collect()
}
