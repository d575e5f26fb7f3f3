//! What a line of the codebook asks to stand around its trigger.

use dateline_language::{Relation, WordClass};
use dateline_names::ActorClass;

use super::{Slots, is_name, lemma};
use crate::codebook::Need;
use crate::context::{Context, Word};
use crate::dating;
use crate::kind::event::is_place;
use crate::kind::figure::is_people;
use crate::meant;
use crate::phrase;
use crate::reporting;

/// Whether a need of a line holds around a word.
pub(super) fn holds(
    context: &Context<'_>,
    word: Word,
    slots: &Slots<'_>,
    need: &Need,
) -> bool {
    need.slots.iter().any(|slot| match slot.as_str() {
        "comp" => slots.complement.is_some_and(|token| {
            need.words.is_empty()
                || need.lists(context.folded_lemma(Word { token, ..word }))
        }),
        "comp_has" => slots
            .complement
            .is_some_and(|token| any_below(context, Word { token, ..word }, need)),
        "has" => any_below(context, word, need),
        "near" => any_near(context, word, need),
        "day" => dating::dated_by(context, word).is_some(),
        "alone" => slots.get("O").next().is_none(),
        "head" => head_lemma(context, word, slots).is_some_and(|lemma| need.lists(lemma)),
        "adj" => modifiers(context, word)
            .into_iter()
            .any(|token| suits(context, Word { token, ..word }, need)),
        slot => {
            slots.get(slot).any(|token| suits(context, Word { token, ..word }, need))
                || slot == "S" && is_left_out(context, word, need)
        }
    })
}

/// "were suspended": somebody did it, where a line only asks that somebody does.
fn is_left_out(context: &Context<'_>, word: Word, need: &Need) -> bool {
    need.words.is_empty()
        && !(need.name || need.person || need.place || need.persons)
        && context.clause_at(word).is_some_and(|clause| {
            // "has been found to be": said of it, and not done to it.
            let whole = clause.complement.is_none();
            clause.passive && clause.own_subject && whole && clause.group.0 < clause.verb
        })
}

/// Whether a word in a slot, or one that "and" joins to it, is what a need asks for.
fn suits(context: &Context<'_>, word: Word, need: &Need) -> bool {
    if need.words.is_empty() && !need.name && !need.person && !need.place {
        return true;
    }
    let word = meant::several(context, word).unwrap_or(word);
    let mut words = phrase::conjuncts(context, word);
    words.any(|word| {
        is_asked_name(context, word, need)
            || is_asked_person(context, word, need)
            || lists_word(context, word, need)
            || is_named_kind(context, word, need)
            || of_what(context, word, need)
    })
}

/// Whether a need lists a word; a noun that was taken for a verb keeps its form: "the drawdown".
fn lists_word(context: &Context<'_>, word: Word, need: &Need) -> bool {
    let (lemma, form) = (lemma(context, word), context.folded_form(word));
    need.lists(lemma) || lemma != form && need.lists(form)
}

/// Whether a name is asked for and stands there.
fn is_asked_name(context: &Context<'_>, word: Word, need: &Need) -> bool {
    let is_person = || {
        phrase::mention(context, word)
            .is_some_and(|mention| mention.class == ActorClass::Person)
    };
    need.name && is_name(context, word)
        || need.person && is_person()
        || need.place && is_name(context, word) && is_place(context, word)
}

/// "sentenced him", "arrested two cooks": any word for persons, where persons are asked for.
fn is_asked_person(context: &Context<'_>, word: Word, need: &Need) -> bool {
    let pronoun =
        || matches!(context.folded_form(word), "he" | "him" | "she" | "her" | "them");
    // "those detained"
    let those = || {
        let tree = context.tree(word.sentence);
        let which = [Relation::Acl, Relation::AclRelative];
        context.folded_form(word) == "those"
            && tree.is_some_and(|tree| tree.child(word.token, &which).is_some())
    };
    // "Two of the four bases": what a number is part of says what it counts.
    let number = || {
        let counts =
            context.token(word).is_some_and(|token| token.class == WordClass::Number);
        let of = context
            .tree(word.sentence)
            .and_then(|tree| tree.child(word.token, &[Relation::Modifier]))
            .map(|token| Word { token, ..word });
        let whom = |of: Word| {
            let pronoun =
                matches!(context.folded_form(of), "them" | "those" | "us" | "whom");
            pronoun || is_people(lemma(context, of))
        };
        counts && of.is_none_or(whom)
    };
    // "and a third is due to stand trial"
    let another = || {
        let form = context.folded_form(word);
        matches!(form, "another" | "other" | "others" | "second" | "third" | "fourth")
            && context.tree(word.sentence).is_some_and(|tree| {
                tree.child(word.token, &[Relation::Modifier]).is_none()
            })
    };
    let speaker = || {
        let lemma = lemma(context, word);
        matches!(reporting::speaker(lemma), Some(reporting::Speaker::Person))
            && !matches!(lemma, "crowd" | "family" | "host" | "local" | "public")
    };
    need.persons
        && (pronoun()
            || speaker()
            || those()
            || another()
            || is_people(lemma(context, word))
            || number())
}

/// "Hurricane Ilse", "the Halden bridge": the word that says what a name names.
fn is_named_kind(context: &Context<'_>, word: Word, need: &Need) -> bool {
    const BESIDE: [Relation; 2] = [Relation::Compound, Relation::Flat];
    let Some(tree) = context.tree(word.sentence) else { return false };
    let mut beside = tree.children_in(word.token, &BESIDE);
    is_name(context, word)
        && beside.any(|token| need.lists(lemma(context, Word { token, ..word })))
}

/// "a number of soldiers", "three of the envoys": what is counted counts.
fn of_what(context: &Context<'_>, word: Word, need: &Need) -> bool {
    let number =
        context.token(word).is_some_and(|token| token.class == WordClass::Number);
    if !number && !is_amount(context.folded_lemma(word)) {
        return false;
    }
    let Some(tree) = context.tree(word.sentence) else { return false };
    tree.children_in(word.token, &[Relation::Modifier])
        .any(|token| need.lists(lemma(context, Word { token, ..word })))
}

pub(super) fn is_amount(lemma: &str) -> bool {
    matches!(
        lemma,
        "host"
            | "number"
            | "phase"
            | "stage"
            | "total"
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
            | "ton"
            | "tonne"
            | "kilogram"
            | "kilo"
            | "litre"
            | "liter"
            | "barrel"
            | "million"
            | "third"
            | "half"
            | "most"
            | "shipment"
            | "consignment"
            | "cache"
            | "haul"
            | "tranche"
            | "fleet"
            | "percent"
            | "%"
            | "all"
            | "any"
            | "much"
            | "none"
            | "some"
    )
}

/// Whether one of the words stands in the sentence or one of the two before it.
fn any_near(context: &Context<'_>, word: Word, need: &Need) -> bool {
    (word.sentence.saturating_sub(2)..=word.sentence).any(|number| {
        let size = context.sentence(number).map_or(0, |sentence| sentence.tokens.len());
        (0..size.min(120)).any(|token| {
            need.lists(context.folded_lemma(Word { sentence: number, token }))
        })
    })
}

/// The dictionary form of what a noun, or the noun that stands for its phrase, hangs on.
fn head_lemma<'a>(
    context: &'a Context<'_>,
    word: Word,
    slots: &Slots<'_>,
) -> Option<&'a str> {
    let outer = Word { token: slots.outer.unwrap_or(word.token), ..word };
    let head = context.token(outer)?.head?;
    Some(context.folded_lemma(Word { token: head, ..word }))
}

fn any_below(context: &Context<'_>, word: Word, need: &Need) -> bool {
    let Some(tree) = context.tree(word.sentence) else { return false };
    let (first, last) = tree.reach(word.token);
    (first..=last).any(|token| {
        let here = Word { token, ..word };
        lists_word(context, here, need)
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
