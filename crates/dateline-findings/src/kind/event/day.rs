//! The words that tell it.

use dateline_language::Relation;
use dateline_time::{Basis, Grain, TimexClass, When};

use crate::clause::Tense;
use crate::codebook::TriggerClass;
use crate::context::{Context, Word};
use crate::dating::{self, Side, Time};
use crate::field::{Field, Fields};
use crate::trigger::Fired;
use crate::value::Value;

/// Sets when it happened, or the day before or after which; says whether anything dates it.
pub(super) fn set_date(
    context: &Context<'_>,
    event: &Fired<'_>,
    fields: &mut Fields,
) -> bool {
    let word =
        Word { token: event.slots.outer.unwrap_or(event.word.token), ..event.word };
    let noun = event.class == TriggerClass::Noun && !event.slots.supported;
    let time = day_of_noun(context, event)
        .or_else(|| dating::dated_by(context, event.word))
        .or_else(|| dating::dated_by(context, word))
        .or_else(|| {
            let carrier = event.verb.filter(|_| event.slots.supported)?;
            dating::dated_by(context, Word { token: carrier, ..event.word })
        })
        .or_else(|| dating::before_when(context, event.word))
        .or_else(|| dating::beside(context, word).filter(|_| noun));
    // "meets every second Thursday": no day of its own.
    let time = time.filter(|time| time.value.1.class != TimexClass::Set);
    let Some(time) = time else {
        set_side(context, event, fields);
        return false;
    };
    // "Since January, when it killed him": the killing was in January.
    // "after the unrest of 2033": the unrest was in 2033.
    let of_it = context.word_at(time.span.start()).is_some_and(|first| {
        first.sentence == word.sentence && first.token == event.word.token + 2
    });
    let of_it = of_it && event.class == TriggerClass::Noun;
    let side = if of_it || dating::is_when(context, time, event.word) {
        Side::On
    } else {
        dating::side(context, time)
    };
    let field = match side {
        Side::On => Field::Date,
        Side::After => Field::DateAfter,
        Side::Before => Field::DateBefore,
    };
    fields.set(field, Value::When(time.value.1.clone()), &[time.span]);
    true
}

/// "intervened after the rebels took the port in 2031": the day of what came first, or came after.
fn set_side(context: &Context<'_>, event: &Fired<'_>, fields: &mut Fields) {
    let verb = event.class == TriggerClass::Verb;
    let Some(tree) = context.tree(event.word.sentence).filter(|_| verb) else { return };
    let mut clauses = tree.children_in(event.word.token, &[Relation::Clause]);
    let found = clauses.find_map(|other| {
        let mark = tree.child(other, &[Relation::Mark])?;
        let other = Word { token: other, ..event.word };
        let past = context.clause_at(other)?.tense == Tense::Past;
        let time = dating::dated_by(context, other)
            .filter(|time| past && dating::side(context, time) == Side::On)?;
        match context.folded_form(Word { token: mark, ..event.word }) {
            "after" => Some((Field::DateAfter, time)),
            "before" => Some((Field::DateBefore, time)),
            _ => None,
        }
    });
    if let Some((field, time)) = found {
        fields.set(field, Value::When(time.value.1.clone()), &[time.span]);
    }
}

/// "won Sunday's election", "were killed in Monday's fire": the day of what it happened at is its
/// own, whatever other day is told with it.
fn day_of_noun<'a>(context: &Context<'a>, event: &Fired<'_>) -> Option<&'a Time> {
    let tree = context.tree(event.word.sentence)?;
    let clause = context.clause_at(event.word)?;
    let to_come = clause.infinitive && !is_over(context, event.word);
    if event.class != TriggerClass::Verb || to_come || clause.modal.is_some() {
        return None;
    }
    let at = clause
        .obliques
        .iter()
        .filter(|oblique| matches!(&*oblique.preposition, "at" | "during" | "in"));
    let contested = event.line.event_type == "vote_result";
    let object = event.slots.get("O").filter(|_| contested);
    let mut nouns = at.map(|oblique| oblique.noun).chain(object);
    nouns.find_map(|noun| {
        let owner = tree.child(noun, &[Relation::Possessive])?;
        let day = Word { token: owner, ..event.word };
        let time = dating::time_at(context, day)?;
        let day = matches!(time.value.1.grain, Grain::Hour | Grain::Day);
        (noun < owner + 5 && day).then_some(time)
    })
}

/// "are known to have died": told in the present, and over.
fn is_over(context: &Context<'_>, verb: Word) -> bool {
    let Some(clause) = context.clause_at(verb).filter(|clause| clause.infinitive) else {
        return false;
    };
    let mut group = (clause.group.0.saturating_sub(1)..verb.token)
        .map(|token| context.lemma(Word { token, ..verb }));
    group.any(|lemma| lemma == "have")
}

/// "takes up her post on 1 December", "a hearing has been set for Monday": the day is still to come.
pub(super) fn is_to_come(
    context: &Context<'_>,
    event: &Fired<'_>,
    fields: &Fields,
) -> bool {
    let Some(Value::When(when)) = fields.get(Field::Date) else { return false };
    let published = context.credits.published.as_ref().map(|moment| moment.date);
    let later = published.zip(when.earliest).is_some_and(|(day, first)| first > day);
    let clause = context.clause_at(event.word);
    let open = clause
        .is_some_and(|clause| matches!(clause.tense, Tense::Present | Tense::Perfect));
    later && open && event.class == TriggerClass::Verb
}

/// An event in the present tense of a dated report holds in the month of that report.
pub(super) fn set_present(context: &Context<'_>, event: &Fired<'_>, fields: &mut Fields) {
    let dated = [Field::Date, Field::DateAfter, Field::DateBefore]
        .iter()
        .any(|&field| fields.get(field).is_some());
    let verb = event.verb.map(|token| Word { token, ..event.word });
    let clause = verb.and_then(|verb| context.clause_at(verb));
    // "continues to train" is as present as "trains".
    let above = clause
        .filter(|clause| clause.relation == Relation::OpenComplement)
        .and_then(|clause| clause.head)
        .and_then(|head| context.clause_at(Word { token: head, ..event.word }));
    let present = above.or(clause).is_some_and(|clause| clause.tense == Tense::Present);
    let over = verb.is_some_and(|verb| is_over(context, verb));
    if dated
        || over
        || !present
        || event.class == TriggerClass::Noun && !event.slots.supported
    {
        return;
    }
    let Some(day) = context.credits.published.as_ref().map(|moment| moment.date) else {
        return;
    };
    let when = When {
        earliest: Some(day.first_of_month()),
        latest: Some(day.last_of_month()),
        grain: Grain::Month,
        modifier: None,
        class: TimexClass::Date,
        timex: format!("{:04}-{:02}", day.year(), day.month()),
        candidates: Vec::new(),
        basis: Basis::Present,
    };
    fields.set(Field::Date, Value::When(when), &[]);
}
