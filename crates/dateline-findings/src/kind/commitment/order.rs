//! What somebody is told to do by a day, and what is due on one.

use dateline_language::Relation;
use dateline_text::Span;

use super::noun::{named_owner, of_owner};
use super::owed::{binds_in_writing, can_owe, from_verb, is_paper};
use super::promise::{Promise, deadline, without_to};
use super::{committer, is_several};
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::finding::Modality;
use crate::kind::event::clause_span;
use crate::modality;
use crate::phrase;
use crate::value::Value;

/// "ordered the board to report by May", "has been asked to submit its plan no later than Friday":
/// who is told owes it.
pub(super) fn ordered(context: &Context<'_>, clause: &Clause) -> Option<Promise> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let above = order_above(context, clause)?;
    let owner = if above.passive { above.subject } else { above.object };
    let owner = phrase::antecedent(context, above, word(owner?));
    let due = deadline(context, clause_span(context, word(clause.verb))).is_some();
    let known = can_owe(context, owner)
        || is_several(context, owner) && phrase::can_speak(context, owner)
        || phrase::is_resolved(context, owner);
    let owes = due && known && !is_paper(context, owner);
    owes.then(|| from_verb(context, clause, owner, "order"))
}

/// The verb that tells somebody to do it.
fn order_above<'a>(context: &'a Context<'_>, clause: &Clause) -> Option<&'a Clause> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let head = clause.head.filter(|_| clause.infinitive && !clause.negated)?;
    let above = match clause.relation {
        Relation::OpenComplement => head,
        // "was asked to find the cause and to report by May"
        Relation::Conjunct => {
            let first = context.clause_at(word(head))?;
            let below = first.relation == Relation::OpenComplement;
            if below { first.head? } else { head }
        }
        _ => return None,
    };
    let above = context.clause_at(word(above))?;
    let orders = match context.folded_lemma(word(above.verb)) {
        "charge" | "direct" | "instruct" | "mandate" | "order" | "require" | "task" => {
            true
        }
        // Who is asked by nobody who is named was given the work.
        "ask" => above.passive,
        _ => false,
    };
    let told = matches!(above.tense, Tense::Past | Tense::Perfect)
        || above.tense == Tense::Present && above.passive;
    let held = modality::modality_of(context, above) == Modality::Asserted;
    (orders && told && held && !above.negated).then_some(above)
}

/// "The memorandum provides for the departure of the mission in two phases": what is written down
/// that somebody will do.
pub(super) fn provided_for(context: &Context<'_>, clause: &Clause) -> Option<Promise> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let paper = word(clause.subject.filter(|_| !clause.passive && !clause.negated)?);
    let terms = binds_in_writing(context, paper)
        || context.folded_lemma(paper) == "understanding";
    let thing = match context.folded_lemma(word(clause.verb)) {
        "provide" => {
            let mut behind = clause.obliques.iter();
            behind.find(|oblique| oblique.preposition == "for").map(|found| found.noun)
        }
        "envisage" | "foresee" | "stipulate" => clause.object,
        _ => None,
    };
    let thing = word(thing.filter(|_| terms && clause.modal.is_none())?);
    let goes = matches!(
        context.folded_lemma(thing),
        "contribution"
            | "departure"
            | "exit"
            | "participation"
            | "pullback"
            | "pullout"
            | "redeployment"
            | "retreat"
            | "return"
            | "withdrawal"
    );
    let held = modality::modality_of(context, clause) == Modality::Asserted;
    let owner = of_owner(context, thing).filter(|_| goes && held)?;
    Some(from_noun(context, clause, thing, named_owner(context, owner), "provided for"))
}

/// "The government announced a reduction of its force to 750 by June": what it will do, told by a
/// noun with where it ends or by when.
pub(super) fn announced(context: &Context<'_>, clause: &Clause) -> Option<Promise> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let announces =
        matches!(context.folded_lemma(word(clause.verb)), "announce" | "unveil");
    let plain = announces && !clause.passive && !clause.negated;
    let thing = word(clause.object.filter(|_| plain)?);
    let owner = phrase::antecedent(context, clause, word(clause.subject?));
    let deed = matches!(
        context.folded_lemma(thing),
        "cut"
            | "deployment"
            | "drawdown"
            | "expansion"
            | "increase"
            | "pullout"
            | "reduction"
            | "reinforcement"
            | "withdrawal"
    );
    let span = clause_span(context, word(clause.verb));
    let counted = context.words(span).bytes().any(|byte| byte.is_ascii_digit());
    let due = deadline(context, span).is_some();
    let owes = can_owe(context, owner) && !is_paper(context, owner);
    (deed && owes && (due || counted)).then(|| {
        from_noun(context, clause, thing, committer(context, owner), "announced deed")
    })
}

/// What is owed is a noun with all that hangs on it.
fn from_noun(
    context: &Context<'_>,
    clause: &Clause,
    thing: Word,
    (committer, committer_span): (Value, Option<Span>),
    rule: &'static str,
) -> Promise {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let what = phrase::noun_phrase(context, thing);
    let whole = clause_span(context, verb);
    let what_span = without_to(context, crate::speech::trim(context, what));
    Promise {
        at: verb,
        evidence: whole.cover(what),
        committer,
        committer_span,
        what: thing,
        what_span,
        rule,
    }
}

/// "The report is due by the end of June", "the panel's plan is due no later than Friday".
pub(super) fn due(context: &Context<'_>, due: Word) -> Option<Promise> {
    let here = |token: usize| Word { token, ..due };
    let form = |token: usize| context.folded_form(here(token));
    let be = due.token.checked_sub(1).filter(|_| form(due.token) == "due")?;
    let noun = here(be.checked_sub(1)?);
    let tree = context.tree(due.sentence)?;
    let owed = matches!(
        context.folded_lemma(noun),
        "answer"
            | "application"
            | "bid"
            | "contribution"
            | "decision"
            | "draft"
            | "finding"
            | "instalment"
            | "installment"
            | "payment"
            | "plan"
            | "proposal"
            | "recommendation"
            | "repayment"
            | "reply"
            | "report"
            | "response"
            | "review"
            | "ruling"
            | "tranche"
    );
    if !owed || !matches!(form(be), "is" | "are" | "'s") {
        return None;
    }
    let end = context.sentence(due.sentence)?.span.end();
    let time = context
        .times
        .get(deadline(context, Span::of(context.span(due).start()..end))?)?;
    let near = time.span.start() < context.span(due).end() + 24;
    let subject = phrase::own_phrase(context, noun);
    let span = Span::of(subject.start().min(context.span(noun).start())..time.span.end());
    let owner = tree.child(noun.token, &[Relation::Possessive]).map(here);
    let owner = owner.filter(|&owner| can_owe(context, owner));
    let (committer, committer_span) =
        owner.map_or((Value::words(""), None), |owner| committer(context, owner));
    near.then(|| Promise {
        at: due,
        evidence: span,
        committer,
        committer_span,
        what: noun,
        what_span: without_to(context, span),
        rule: "due",
    })
}
