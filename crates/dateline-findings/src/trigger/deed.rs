//! Verbs that no line of the codebook knows and that still tell what somebody did.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline_language::{Relation, WordClass};
use dateline_text::fold;

use super::{inflection, lemma};
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::dating;
use crate::kind::event;
use crate::reporting;

/// The trigger of the codebook that stands for any verb.
pub(super) const ANY: &str = "*";

static IDLE: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| reporting::rows(include_str!("../../data/idle.tsv")).collect());

/// Whether a verb tells a deed: in the past, of a clause that somebody or something of its own
/// does or suffers, and no state, saying or bare beginning.
pub(super) fn is_deed(context: &Context<'_>, verb: Word) -> bool {
    let Some(clause) = context.clause_at(verb) else { return false };
    if is_scheduled(context, clause) {
        return !is_idle(context, verb);
    }
    let past = matches!(clause.tense, Tense::Past | Tense::Perfect);
    let plain = !clause.negated && clause.modal.is_none() && !clause.infinitive;
    let stands = !is_reduced(context, clause)
        && matches!(
            clause.relation,
            Relation::Root
                | Relation::Conjunct
                | Relation::Parataxis
                | Relation::ClausalComplement
                | Relation::AclRelative
        );
    past && plain
        && stands
        && clause.own_subject
        && !is_idle(context, verb)
        && is_done(context, clause)
}

/// "is scheduled to brief the council on Tuesday": a deed to come, of somebody who can act, with
/// its day.
fn is_scheduled(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let Some(head) = clause.head.map(word) else { return false };
    let open = clause.infinitive && clause.relation == Relation::OpenComplement;
    let to_come = matches!(
        &*fold(context.lemma(head)),
        "schedule"
            | "scheduled"
            | "expect"
            | "expected"
            | "due"
            | "set"
            | "slate"
            | "plan"
    );
    let Some(above) = context.clause_at(head).filter(|_| open && to_come) else {
        return false;
    };
    let acts =
        clause.subject.is_some_and(|subject| event::can_act(context, word(subject)));
    let dated = is_dated(context, clause) || is_dated(context, above);
    acts && dated && !clause.negated && !above.negated
}

/// States, changes of amount, sayings: verbs that tell no deed by themselves.
fn is_idle(context: &Context<'_>, verb: Word) -> bool {
    let lemma = lemma(context, verb);
    // "offered a reward", "accepted an invitation": nothing is said by them.
    let gives =
        matches!(&*lemma, "offer" | "accept" | "withdraw" | "order" | "challenge");
    let says = !gives && reporting::verb(&lemma).is_some()
        || reporting::verb_of_participle(&fold(context.form(verb))).is_some();
    let forms = inflection::verb_forms(&fold(context.form(verb)));
    says || IDLE.contains(&*lemma)
        || forms.iter().any(|form| IDLE.contains(form.as_str()))
        || context.speeches_of(verb).next().is_some()
        || context.token(verb).is_none_or(|token| token.class != WordClass::Verb)
}

/// Whether somebody who can act does it to something or somewhere, or something that is named
/// suffers it.
fn is_done(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let Some(subject) = clause.subject.map(word) else { return false };
    let subject = clause
        .head
        .filter(|_| clause.relation == Relation::AclRelative)
        .map_or(subject, word);
    let noun = context.token(subject).is_some_and(|token| {
        matches!(token.class, WordClass::Noun | WordClass::ProperNoun)
    });
    if clause.complement.is_some() {
        return false;
    }
    let main = matches!(
        clause.relation,
        Relation::Root | Relation::Conjunct | Relation::Parataxis
    );
    let dated = is_dated(context, clause);
    if clause.passive {
        // "a statement published in May" is told of, not told.
        let told = clause.group.0 < clause.verb;
        return told
            && noun
            && main
            && clause.object.is_none()
            && (dated || clause.agent.is_some() || clause.tense == Tense::Perfect);
    }
    let paper = matches!(
        reporting::speaker(&lemma(context, subject)),
        Some(reporting::Speaker::Document | reporting::Speaker::Evidence)
    );
    let acts =
        event::can_act(context, subject) && !paper && !is_counted(context, subject);
    let somewhere = clause.obliques.iter().any(|oblique| !oblique.preposition.is_empty());
    let said = clause.relation == Relation::ClausalComplement;
    // "the third base it has left": the base is told of, not the leaving.
    let left_out = clause.relation == Relation::AclRelative
        && clause.subject.is_some_and(|token| {
            !matches!(&*fold(context.form(word(token))), "who" | "which" | "that")
        });
    let done = clause.object.is_some() && !said || main && somewhere || dated;
    acts && !left_out && done
}

/// "the third base it has left this year": a clause that opens right behind a noun belongs to it.
fn is_reduced(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let pronoun = clause.subject.filter(|&token| {
        context.token(word(token)).is_some_and(|found| &*found.tag == "PRP")
    });
    let before = pronoun.and_then(|token| token.checked_sub(1));
    before.and_then(|before| context.token(word(before))).is_some_and(|found| {
        matches!(found.class, WordClass::Noun | WordClass::ProperNoun)
    })
}

/// Whether the clause itself says when.
fn is_dated(context: &Context<'_>, clause: &Clause) -> bool {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    dating::dated_by(context, verb).is_some()
}

/// "More than 4,000 children received a dose": a figure tells it.
fn is_counted(context: &Context<'_>, subject: Word) -> bool {
    context
        .tree(subject.sentence)
        .is_some_and(|tree| tree.child(subject.token, &[Relation::Number]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_idle_verbs_is_sorted_and_each_stands_once() {
        let rows: Vec<&str> =
            reporting::rows(include_str!("../../data/idle.tsv")).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
