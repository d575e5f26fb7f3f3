//! What may happen on a day, and what somebody considers doing.

use dateline_language::Relation;

use super::roles::can_act;
use crate::clause::{Clause, Tense};
use crate::codebook::TriggerClass;
use crate::context::{Context, Word};
use crate::dating;
use crate::modality;
use crate::phrase;
use crate::trigger::Fired;

/// "The garrison may leave by the end of May", "talks could start on Monday": a deed that the
/// codebook knows and that a day is named for; under no "if".
pub(super) fn is_possible(context: &Context<'_>, event: &Fired<'_>) -> bool {
    let verb = event.verb.map(|token| Word { token, ..event.word });
    let Some(clause) = verb.and_then(|verb| context.clause_at(verb)) else {
        return false;
    };
    let told = event.class == TriggerClass::Verb || event.slots.supported;
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let may = clause.modal.is_some_and(|modal| {
        matches!(context.folded_form(word(modal)), "may" | "might" | "could")
    });
    let main = matches!(
        clause.relation,
        Relation::Root
            | Relation::ClausalComplement
            | Relation::Conjunct
            | Relation::Parataxis
    );
    told && may
        && main
        && !event.is_open()
        && clause.own_subject
        && !(clause.passive && clause.agent.is_none())
        && !clause.negated
        && (!modality::is_under_if(context, clause) || is_hedged_behind(context, clause))
        && !phrase::is_question(context, clause.sentence)
        && dating::dated_by(context, word(clause.verb)).is_some()
}

/// "may reopen in May, if the doors arrive": the day is told before the condition.
fn is_hedged_behind(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let Some(tree) = context.tree(clause.sentence) else { return false };
    let time = dating::dated_by(context, word(clause.verb));
    let mut below = tree.children_in(clause.verb, &[Relation::Clause]);
    time.is_some_and(|time| {
        below.all(|token| {
            context.span(word(tree.reach(token).0)).start() >= time.span.end()
        })
    })
}

/// "was considering closing the line": the verb above, whose subject would do it.
pub(super) fn considered_by<'a>(
    context: &'a Context<'_>,
    event: &Fired<'_>,
) -> Option<&'a Clause> {
    let clause = context.clause_at(event.word)?;
    let gerund = context.token(event.word).is_some_and(|token| &*token.tag == "VBG");
    let above = Word { token: clause.head?, ..event.word };
    let thinks = matches!(
        context.folded_lemma(above),
        "consider"
            | "contemplate"
            | "debate"
            | "discuss"
            | "mull"
            | "ponder"
            | "study"
            | "weigh"
    );
    // "have been weighing closing it": what follows right behind, whatever it was taken for.
    let near = clause.relation == Relation::Clause && clause.verb == above.token + 1;
    let open = clause.relation == Relation::OpenComplement || near;
    let below = open && gerund && thinks && !clause.own_subject;
    context.clause_at(above).filter(|above| {
        let subject = above.subject.map(|token| Word { token, ..event.word });
        below
            && !event.is_open()
            && !above.negated
            && above.modal.is_none()
            && matches!(above.tense, Tense::Past | Tense::Present | Tense::Perfect)
            && subject.is_some_and(|subject| can_act(context, subject))
    })
}

/// Whether somebody who can act considers doing what the codebook knows.
pub(super) fn is_considered(context: &Context<'_>, event: &Fired<'_>) -> bool {
    event.class == TriggerClass::Verb && considered_by(context, event).is_some()
}
