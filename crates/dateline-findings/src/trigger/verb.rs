//! What stands around a verb that may be a trigger.

use dateline_language::{Relation, WordClass};

use super::{Slots, is_date, is_name, is_time};
use crate::clause::{Clause, Oblique, is_of_another};
use crate::context::{Context, Word};

/// The slots of a verb: who does it, to whom, and its phrases by preposition.
pub(super) fn verb_slots<'a>(
    context: &'a Context<'_>,
    clause: &Clause,
    obliques: &'a [Oblique],
) -> Slots<'a> {
    let mut slots = Slots { complement: clause.complement, ..Slots::default() };
    let up = |token: usize| relative_head(context, clause, token);
    let subject = clause.subject.map(up);
    // "Varn deployed 300 guards" read as "Varn, deployed": what has an object is active.
    let active =
        !clause.passive || clause.relation == Relation::Acl && clause.object.is_some();
    if active {
        slots.put("S", subject);
        slots.put(
            "O",
            clause
                .object
                .map(up)
                .or_else(|| behind_adverb(context, clause))
                .or_else(|| left_out(context, clause)),
        );
    } else {
        slots.put(
            "O",
            subject.or(clause.head.filter(|_| clause.relation == Relation::Acl)),
        );
        slots.put("S", clause.agent.or_else(|| agent_below(context, clause)));
        // "was awarded the prize": what is given stays the object.
        // "was carried 51 to 50": a number by itself is the count of it.
        let thing = clause.object.filter(|&token| {
            let word = Word { sentence: clause.sentence, token };
            context.token(word).is_some_and(|found| found.class != WordClass::Number)
        });
        if let Some(object) = thing {
            let given = slots.get("O").next();
            slots.put("I", given);
            slots.filled.retain(|filled| filled.0 != "O");
            slots.put("O", Some(object));
        }
    }
    slots.put("I", clause.indirect);
    for oblique in obliques {
        if Some(oblique.noun) != clause.agent
            && !is_date(context, Word { sentence: clause.sentence, token: oblique.noun })
        {
            let out = oblique.preposition == "out of";
            slots
                .put(if out { "from" } else { &oblique.preposition }, Some(oblique.noun));
        }
    }
    phrases_of_object(context, clause, &mut slots);
    slots
}

/// "scaled back its presence": an object that was hung on the adverb before it.
fn behind_adverb(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let tree = context.tree(clause.sentence)?;
    let adverb = tree.child(clause.verb, &[Relation::Adverb])?;
    tree.child(adverb, &[Relation::Object]).filter(|_| adverb == clause.verb + 1)
}

/// "the trawlers it seized", "the treaty that Varn signed": what a relative clause hangs on is
/// its object where it has a subject of its own and no object.
fn left_out(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let subject = clause.subject.filter(|_| clause.own_subject)?;
    let relative = clause.relation == Relation::AclRelative;
    let other = relative_head(context, clause, subject) == subject;
    clause.head.filter(|_| relative && other && clause.complement.is_none())
}

/// "handed over the airfield": a particle that was taken for a preposition leaves the object
/// behind it.
pub(super) fn with_particle<'a>(slots: &Slots<'a>, particle: &str) -> Option<Slots<'a>> {
    let object = slots.get(particle).next()?;
    if slots.get("O").next().is_some() {
        return None;
    }
    let mut slots = slots.clone();
    slots.put("O", Some(object));
    Some(slots)
}

/// "restored ties with Varn", "rejected an offer from Varn": what hangs on the object stands
/// for the verb too, where nothing of its own does.
fn phrases_of_object<'a>(
    context: &'a Context<'_>,
    clause: &Clause,
    slots: &mut Slots<'a>,
) {
    let Some(tree) = context.tree(clause.sentence) else { return };
    let Some(object) = clause.object else { return };
    for child in tree.children_in(object, &[Relation::Modifier]) {
        let word = Word { sentence: clause.sentence, token: child };
        let Some(case) = tree.child(child, &[Relation::Case]) else { continue };
        let case = context.folded_form(Word { token: case, ..word });
        let useful = matches!(
            case,
            "with" | "on" | "against" | "from" | "for" | "to" | "as" | "of" | "over"
        );
        if useful && !is_time(context, word) && slots.get(case).next().is_none() {
            slots.put(case, Some(child));
        }
    }
}

/// "was invited as part of a mission in 2031 by the council": the one who does it, where the
/// parser hung it on something nearer.
pub(crate) fn agent_below(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let tree = context.tree(clause.sentence)?;
    let tokens = &context.sentence(clause.sentence)?.tokens;
    let (_, last) = tree.reach(clause.verb);
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let by = |&token: &usize| {
        tree.child(token, &[Relation::Case]).is_some_and(|case| {
            context.folded_form(word(case)) == "by"
                && !is_of_another(tokens, tree, clause.verb, token)
        })
    };
    let mut below = (clause.verb + 1..=last).filter(by);
    below.find(|&token| is_name(context, Word { sentence: clause.sentence, token }))
}

/// "the bases that house soldiers": the noun that "that" stands for.
pub(super) fn relative_head(
    context: &Context<'_>,
    clause: &Clause,
    token: usize,
) -> usize {
    let lemma = context.folded_lemma(Word { sentence: clause.sentence, token });
    let stands = matches!(lemma, "who" | "which" | "that" | "whom");
    let mut above = clause;
    for _ in 0..4 {
        match above.head {
            Some(head) if stands && above.relation == Relation::AclRelative => {
                return head;
            }
            // "Varn, which closed the pass and left": the second verb hangs on the first.
            Some(head) if stands && above.relation == Relation::Conjunct => {
                let word = Word { sentence: clause.sentence, token: head };
                let Some(first) = context.clause_at(word) else { return token };
                above = first;
            }
            _ => return token,
        }
    }
    token
}
