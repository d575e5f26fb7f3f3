//! What is told by another word of the sentence already.

use dateline_language::Relation as Arc;

use super::{finding, is_told_elsewhere};
use crate::clause::Tense;
use crate::codebook::{Role, TriggerClass};
use crate::context::{Context, Word};
use crate::trigger::{self, Fired};

/// Whether an event is only what another one is about: the withdrawal that is announced.
pub(crate) fn is_swallowed(
    context: &Context<'_>,
    number: usize,
    fired: &[Fired<'_>],
) -> bool {
    let Some(event) = fired.get(number) else { return false };
    fired.iter().enumerate().any(|(other, outer)| {
        let told =
            is_object_of(context, event, outer) || is_subject_of(context, event, outer);
        if other != number && (told || is_carrier(context, event, outer)) {
            return true;
        }
        let speaks = outer.line.event_type.starts_with(['~'])
            || outer.line.event_type.starts_with("announce");
        if other == number || !speaks || is_told_besides(context, event) {
            return false;
        }
        below_content(context, event.word, outer)
    })
}

/// "rejected the plan, the first defeat since she took office in May": a past in a clause that only
/// stands beside is told, whatever it hangs on.
fn is_told_besides(context: &Context<'_>, event: &Fired<'_>) -> bool {
    let clause = context.clause_at(event.word);
    event.class == TriggerClass::Verb
        && clause.is_some_and(|clause| {
            matches!(clause.tense, Tense::Past | Tense::Perfect)
                && clause.relation == Arc::Clause
                && clause.own_subject
                && clause.modal.is_none()
        })
}

/// "imposed sanctions", "lifted the embargo": the verb tells it already.
fn is_object_of(context: &Context<'_>, event: &Fired<'_>, outer: &Fired<'_>) -> bool {
    let noun = event.class == TriggerClass::Noun && outer.class == TriggerClass::Verb;
    // "came under fire"
    let under = outer.slots.get("under").any(|thing| thing == event.word.token);
    let fire = trigger::lemma(context, event.word);
    if noun && under && outer.line.needs.iter().any(|need| need.asks_for("under", fire)) {
        return true;
    }
    let object = outer
        .slots
        .get("O")
        .any(|object| object == event.word.token || Some(object) == event.slots.outer);
    let lemma = trigger::lemma(context, event.word);
    let asked = outer.line.needs.iter().any(|need| need.asks_for("O", lemma));
    noun && object
        // "the attack, which the front claimed": the claim is another thing.
        && outer.line.event_type != "claim_attack"
        && (event.line.root == outer.line.root || asked && !is_told_elsewhere(outer))
}

/// "launched a missile attack": a verb that no line knows only carries what its object tells.
fn is_carrier(context: &Context<'_>, event: &Fired<'_>, other: &Fired<'_>) -> bool {
    // "The signing took place on Monday"
    let slot = if event.trigger == "take place" { "S" } else { "O" };
    (event.is_open() || slot == "S")
        && other.class == TriggerClass::Noun
        && other.slots.supported
        && other.verb == Some(event.word.token)
        && event
            .slots
            .get(slot)
            .any(|thing| thing == other.word.token || Some(thing) == other.slots.outer)
        && finding(context, other).is_some()
}

/// "Negotiations collapsed on Friday": the verb tells it with all that stands around it.
fn is_subject_of(context: &Context<'_>, event: &Fired<'_>, outer: &Fired<'_>) -> bool {
    event.class == TriggerClass::Noun
        && outer.class == TriggerClass::Verb
        && event.line.event_type == outer.line.event_type
        && event.verb == Some(outer.word.token)
        && finding(context, outer).is_some()
}

fn below_content(context: &Context<'_>, word: Word, outer: &Fired<'_>) -> bool {
    let Some(sentence) = context.sentence(word.sentence) else { return false };
    let about = outer.role(Role::About);
    let content = outer.slots.content().into_iter().chain(about);
    let mut content =
        content.chain((outer.class == TriggerClass::Noun).then_some(outer.word.token));
    content.any(|token| token != word.token && sentence.is_under(word.token, token))
        || outer.slots.content() == Some(word.token)
}
