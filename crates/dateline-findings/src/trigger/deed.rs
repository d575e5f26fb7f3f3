//! Verbs that no line of the codebook knows and that still tell what somebody did.

use std::sync::LazyLock;

use dateline_text::Lookup;

use dateline_language::{Relation, WordClass};
use dateline_names::ActorClass;

use super::verb::relative_head;
use super::{inflection, lemma};
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::dating;
use crate::kind::event;
use crate::kind::figure::is_people;
use crate::modality::is_outstanding;
use crate::phrase;
use crate::reporting;

/// The trigger of the codebook that stands for any verb.
pub(super) const ANY: &str = "*";

static IDLE: LazyLock<Lookup<()>> =
    LazyLock::new(|| reporting::rows(include_str!("../../data/idle.tsv")).collect());

/// Whether a verb tells a deed: in the past, of a clause that somebody or something of its own
/// does or suffers, and no state, saying or bare beginning.
pub(super) fn is_deed(context: &Context<'_>, verb: Word) -> bool {
    let Some(clause) = context.clause_at(verb) else { return false };
    if is_scheduled(context, clause) || is_announced(context, clause) {
        return !is_idle(context, verb) || is_sitting(context, verb);
    }
    if is_result(context, clause) {
        return !is_idle(context, verb);
    }
    if is_awaited(context, clause) {
        return !is_idle(context, verb) || is_answer(context, verb);
    }
    let joined = is_joined(context, clause);
    let past = joined || matches!(clause.tense, Tense::Past | Tense::Perfect);
    let so = !clause.negated || is_left_undone(context, clause);
    let plain = so && clause.modal.is_none() && !clause.infinitive;
    let stands = !is_reduced(context, clause)
        && matches!(
            clause.relation,
            Relation::Root
                | Relation::Conjunct
                | Relation::Parataxis
                | Relation::ClausalComplement
                | Relation::AclRelative
        )
        || is_beside(context, clause);
    past && plain
        && stands
        && (clause.own_subject || joined)
        && !is_idle(context, verb)
        && is_done(context, clause)
}

/// "The new pumps have not been installed", "the port has not yet replied": what was to be done to
/// something that is known, or was looked for, and was not.
fn is_left_undone(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let Some(tree) = context.tree(clause.sentence) else { return false };
    let has = context.lemma(word(clause.group.0)) == "have";
    // "has not been paid, the union said"
    let said =
        clause.relation == Relation::ClausalComplement && clause.tense == Tense::Perfect;
    let stands = said || matches!(clause.relation, Relation::Root | Relation::Parataxis);
    let known = clause.subject.is_some_and(|subject| {
        let narrow = [Relation::Determiner, Relation::Possessive];
        tree.children_in(subject, &narrow).any(|token| {
            !matches!(
                context.folded_form(word(token)),
                "a" | "an" | "any" | "no" | "some"
            )
        })
    });
    let awaited = tree
        .children_in(clause.verb, &[Relation::Adverb])
        .any(|token| matches!(context.folded_form(word(token)), "yet" | "still"));
    has && stands && clause.own_subject && (known && clause.passive || awaited)
}

/// "Varn has yet to repair the pumps": what somebody is waited for to do.
fn is_awaited(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let acts = clause.subject.map(word).is_some_and(|subject| {
        if clause.passive {
            context.token(subject).is_some_and(|token| token.class != WordClass::Pronoun)
        } else {
            event::can_act(context, subject)
        }
    });
    is_outstanding(context, clause) && acts && clause.complement.is_none()
}

/// "has yet to reply": whoever is waited for says nothing so far.
fn is_answer(context: &Context<'_>, verb: Word) -> bool {
    matches!(lemma(context, verb), "answer" | "comment" | "reply" | "respond")
}

/// "when Varn tore down the fence", "after the crew patched the hull": a clause that tells when.
fn is_beside(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let marks = [Relation::Mark, Relation::Adverb];
    let tree = context.tree(clause.sentence).filter(|_| clause.own_subject);
    let mark = tree.and_then(|tree| tree.child(clause.verb, &marks));
    // "until you have entered it": what is done whenever is no deed.
    let past = clause.tense == Tense::Past;
    clause.relation == Relation::Clause
        && mark.is_some_and(|mark| match context.folded_form(word(mark)) {
            "when" | "after" | "as" | "before" | "because" | "while" => true,
            "since" | "until" | "although" | "though" => past,
            _ => false,
        })
}

/// "has received 2,300 complaints and referred 61 of them": a second deed of who did the first.
fn is_joined(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let tag = context.token(word(clause.verb)).map_or("", |token| &*token.tag);
    let second = clause.relation == Relation::Conjunct && matches!(tag, "VBD" | "VBN");
    let first = clause.head.filter(|_| second);
    let first = first.and_then(|head| context.clause_at(word(head)));
    // "kissed his wife and walked to the gate"
    let somewhere = tag == "VBD" && !clause.obliques.is_empty();
    // "was sold in May and rebuilt in June"
    (clause.passive || clause.object.is_some() || somewhere)
        && first.is_some_and(|first| {
            matches!(first.tense, Tense::Past | Tense::Perfect)
                && first.passive == clause.passive
                && first.own_subject
                && first.modal.is_none()
                && !first.negated
        })
}

/// "The river burst its banks, sweeping away two bridges": what came of a deed, behind a comma.
fn is_result(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let gerund =
        context.token(word(clause.verb)).is_some_and(|token| &*token.tag == "VBG");
    let comma = clause.group.0.checked_sub(1).is_some_and(|before| {
        clause.group.0 == clause.verb && context.form(word(before)) == ","
    });
    if !gerund || !comma || clause.relation != Relation::Clause || clause.negated {
        return false;
    }
    let noun = clause.object.and_then(|object| context.token(word(object)));
    let thing = noun.is_some_and(|token| {
        matches!(token.class, WordClass::Noun | WordClass::ProperNoun)
    });
    let above = clause.head.and_then(|head| context.clause_at(word(head)));
    let done = above.is_some_and(|above| {
        matches!(above.tense, Tense::Past | Tense::Perfect)
            && above.modal.is_none()
            && !above.negated
            && above.verb < clause.verb
            && above.own_subject
    });
    thing && done
}

/// "is scheduled to brief the council on Tuesday": a deed to come, of somebody who can act, with
/// its day.
pub(crate) fn is_scheduled(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let Some(head) = clause.head.map(word) else { return false };
    let below = matches!(
        clause.relation,
        Relation::OpenComplement | Relation::Clause | Relation::ClausalSubject
    );
    let open = clause.infinitive && below;
    let to_come = matches!(
        context.folded_lemma(head),
        "schedule"
            | "scheduled"
            | "expect"
            | "expected"
            | "due"
            | "set"
            | "slate"
            | "suppose"
            | "plan"
    );
    let Some(above) = context.clause_at(head).filter(|_| open && to_come) else {
        return false;
    };
    // "a team, which is expected to arrive on Friday"
    let meant = clause.subject.map(|token| relative_head(context, above, token));
    let acts = clause.subject.into_iter().chain(meant).map(word).any(|subject| {
        event::can_act(context, subject) || event::moves(context, subject)
    });
    let dated = is_dated(context, clause) || is_dated(context, above);
    acts && dated && !clause.negated && !above.negated
}

/// "The inspectors will check the dyke on Friday", "the plaque will be unveiled in May": a deed to
/// come, with its day.
fn is_announced(context: &Context<'_>, clause: &Clause) -> bool {
    let main = matches!(
        clause.relation,
        Relation::Root | Relation::Conjunct | Relation::Parataxis
    );
    // "was detained and will be brought before a judge on Friday"
    let joined = clause.relation == Relation::Conjunct;
    let subject = clause.subject.filter(|_| clause.own_subject || joined);
    let subject = subject.map(|token| Word { sentence: clause.sentence, token });
    let acts = subject.is_some_and(|subject| {
        clause.passive && clause.agent.is_none() || event::can_act(context, subject)
    });
    main && acts
        && clause.tense == Tense::Future
        && clause.modal.is_none()
        && !clause.negated
        && (clause.passive || clause.object.is_some())
        && clause.complement.is_none()
        && is_dated(context, clause)
}

/// "is expected to brief the panel", "will debate the bill": what a body does on the day it sits.
fn is_sitting(context: &Context<'_>, verb: Word) -> bool {
    matches!(
        lemma(context, verb),
        "address" | "brief" | "consider" | "debate" | "discuss" | "question" | "testify"
    )
}

/// States, changes of amount, sayings: verbs that tell no deed by themselves.
fn is_idle(context: &Context<'_>, verb: Word) -> bool {
    let lemma = lemma(context, verb);
    // "offered a reward", "accepted an invitation": nothing is said by them.
    let gives = matches!(lemma, "offer" | "accept" | "withdraw" | "order" | "challenge");
    let says = !gives && reporting::verb(lemma).is_some()
        || reporting::verb_of_participle(context.folded_form(verb)).is_some();
    says || IDLE.has(lemma)
        || inflection::of_verb(context.folded_form(verb), |form| IDLE.get(form)).is_some()
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
    if clause.complement.is_some() && !is_purpose(context, clause) {
        return false;
    }
    let main = matches!(
        clause.relation,
        Relation::Root | Relation::Conjunct | Relation::Parataxis
    );
    let dated = is_dated(context, clause);
    if clause.passive {
        return is_suffered(context, clause, subject);
    }
    let paper = matches!(
        reporting::speaker(lemma(context, subject)),
        Some(reporting::Speaker::Document | reporting::Speaker::Evidence)
    );
    let acts =
        event::can_act(context, subject) && !paper && !is_counted(context, subject);
    let somewhere = clause.obliques.iter().any(|oblique| !oblique.preposition.is_empty());
    let said = clause.relation == Relation::ClausalComplement;
    // "the third base it has left": the base is told of, not the leaving.
    let left_out = clause.relation == Relation::AclRelative
        && clause.subject.is_some_and(|token| {
            !matches!(context.folded_form(word(token)), "who" | "which" | "that")
        });
    // "said helicopters had circled over the orchards"
    let place = |noun: usize| event::is_place(context, word(noun));
    let there = said
        && context.lemma(word(clause.group.0)) == "have"
        && clause.obliques.iter().any(|oblique| place(oblique.noun));
    let done = clause.object.is_some() && !said || main && somewhere || there || dated;
    acts && !left_out && done
}

/// Whether something is done to what can be told of: to somebody, by somebody, on a day, or once
/// for all ("has been hoisted").
fn is_suffered(context: &Context<'_>, clause: &Clause, subject: Word) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let token = context.token(subject);
    let noun = token.is_some_and(|token| {
        matches!(token.class, WordClass::Noun | WordClass::ProperNoun)
    });
    let pronoun = token.is_some_and(|token| &*token.tag == "PRP");
    // "a statement published in May" is told of, not told; "was sold and rebuilt in May" is told.
    let told = clause.group.0 < clause.verb || is_joined(context, clause);
    let whole = noun && context.lemma(word(clause.group.0)) == "have";
    let certain = is_dated(context, clause)
        || clause.agent.is_some()
        || whole
        || is_somebody(context, subject);
    told && (noun || pronoun)
        && clause.object.is_none()
        && certain
        && (clause.negated || is_own_news(context, clause))
}

/// Whether a passive tells news and does not only say which one is meant: of a main clause, or below
/// one on its day ("said the pumps were tested on Monday", "the ferry, which was raised in May").
fn is_own_news(context: &Context<'_>, clause: &Clause) -> bool {
    let main = matches!(
        clause.relation,
        Relation::Root | Relation::Conjunct | Relation::Parataxis
    );
    let below =
        matches!(clause.relation, Relation::ClausalComplement | Relation::AclRelative);
    let below = below || is_beside(context, clause);
    main || below && is_on_day(context, clause) && !is_tally(context, clause)
}

/// "hired a broker to find a buyer": what somebody is there for, behind whom it is done to.
fn is_purpose(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let Some(object) = clause.object else { return false };
    let Some(below) = clause.complement.and_then(|token| context.clause_at(word(token)))
    else {
        return false;
    };
    below.infinitive
        && below.relation == Relation::OpenComplement
        && clause.verb < object
        && object < below.verb
}

/// "four constables were treated", "Tal was questioned": whom something is done to.
fn is_somebody(context: &Context<'_>, subject: Word) -> bool {
    let person = phrase::mention(context, subject)
        .is_some_and(|mention| mention.class == ActorClass::Person);
    let pronoun = matches!(context.folded_form(subject), "he" | "she");
    person || pronoun || is_people(lemma(context, subject))
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

/// "Four million copies had been sold": a figure of what has come together tells it.
fn is_tally(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    clause.subject.is_some_and(|subject| is_counted(context, word(subject)))
        && context.folded_lemma(word(clause.group.0)) == "have"
}

/// Whether it says on or in which time, and not since when; "the march on the night of May 3 was
/// connected with drills" has a day of its subject's only.
fn is_on_day(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let subject =
        clause.subject.map(|subject| phrase::noun_phrase(context, word(subject)));
    dating::dated_by(context, word(clause.verb)).is_some_and(|time| {
        dating::side(context, time) == dating::Side::On
            && !subject.is_some_and(|subject| subject.overlaps(time.span))
    })
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
