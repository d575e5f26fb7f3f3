//! What a line of the codebook asks to stand around its trigger.

use dateline_language::Relation;
use dateline_names::Resolution;

use super::need::is_amount;
use super::verb::relative_head;
use super::{Slots, is_gerund_subject, is_time, lemma};
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::dating;
use crate::phrase;
use crate::tree::Tree;

/// The slots of a noun, with the verb that says whether it happened.
pub(super) fn noun_slots<'a>(
    context: &'a Context<'_>,
    noun: Word,
) -> (Slots<'a>, Option<usize>) {
    let mut slots = Slots::default();
    let outer = outer_noun(context, noun);
    own_slots(context, noun, noun.token, &mut slots);
    if outer != noun.token {
        own_slots(context, Word { token: outer, ..noun }, noun.token, &mut slots);
    }
    slots_of_doer(context, noun, &mut slots);
    slots.outer = (outer != noun.token).then_some(outer);
    let verb = support(context, Word { token: outer, ..noun }, &mut slots);
    let verb = slots.verb.or(verb);
    (slots, verb)
}

/// "a host of operations": the noun that stands outside.
fn outer_noun(context: &Context<'_>, noun: Word) -> usize {
    let Some(token) = context.token(noun) else { return noun.token };
    let Some(head) = token.head.filter(|_| token.relation == Relation::Modifier) else {
        return noun.token;
    };
    let lemma = context.folded_lemma(Word { token: head, ..noun });
    if is_amount(lemma) { head } else { noun.token }
}

fn own_slots<'a>(
    context: &'a Context<'_>,
    noun: Word,
    trigger: usize,
    slots: &mut Slots<'a>,
) {
    let Some(tree) = context.tree(noun.sentence) else { return };
    for &child in tree.children(noun.token).iter().filter(|&&child| child != trigger) {
        let here = Word { token: child, ..noun };
        match tree.relation(child) {
            Some(Relation::Possessive) => slots.put("poss", Some(child)),
            Some(
                Relation::Adjective | Relation::Compound | Relation::UnmarkedModifier,
            ) if names_one(context, here) => {
                slots.put("adj", Some(child));
            }
            Some(Relation::Modifier | Relation::Oblique | Relation::Agent) => {
                if let Some(case) = case_of(tree, child)
                    && !is_time(context, here)
                {
                    let case = context.folded_form(Word { token: case, ..noun });
                    slots.put(case, Some(child));
                }
            }
            Some(Relation::Acl) => match tree.child(child, &[Relation::Case]) {
                // A noun that the tagger took for a verb: "the announcement of the drawdown".
                Some(case) => {
                    slots.put(
                        context.folded_form(Word { token: case, ..noun }),
                        Some(child),
                    );
                    slots.put("by", tree.child(child, &[Relation::Agent]));
                }
                None => acl_slots(context, here, slots),
            },
            Some(Relation::AclRelative) if happens(lemma(context, here)) => {
                slots.supported = true;
                slots.verb = Some(child);
            }
            _ => {}
        }
    }
}

/// The preposition of a noun; "on Ostrel International Airport" may have it on the first word.
fn case_of(tree: &Tree, noun: usize) -> Option<usize> {
    let (first, _) = tree.reach(noun);
    let opens = || (tree.relation(first) == Some(Relation::Case)).then_some(first);
    tree.child(noun, &[Relation::Case]).or_else(opens)
}

/// "the visit of the minister to Isen": where it goes may be hung on who goes there.
fn slots_of_doer<'a>(context: &'a Context<'_>, noun: Word, slots: &mut Slots<'a>) {
    let Some(tree) = context.tree(noun.sentence) else { return };
    let Some(of) = slots.get("of").next().filter(|_| slots.get("to").next().is_none())
    else {
        return;
    };
    let to = tree.children_in(of, &[Relation::Modifier]).find(|&child| {
        let case = tree.child(child, &[Relation::Case]);
        case.is_some_and(|case| context.folded_form(Word { token: case, ..noun }) == "to")
    });
    slots.put("to", to);
}

fn names_one(context: &Context<'_>, word: Word) -> bool {
    phrase::mention(context, word)
        .is_some_and(|mention| matches!(mention.resolution, Resolution::One(_)))
        || matches!(
            lemma(context, word),
            "coalition"
                | "rebel"
                | "army"
                | "police"
                | "militant"
                | "government"
                | "insurgent"
                | "guerrilla"
                | "opposition"
                | "navy"
                | "jihadist"
                | "separatist"
                | "militia"
        )
}

/// "talks held between Orlesia and Varn", "pressure to leave".
fn acl_slots<'a>(context: &'a Context<'_>, verb: Word, slots: &mut Slots<'a>) {
    let Some(clause) = context.clause_at(verb) else { return };
    if clause.infinitive {
        slots.complement = Some(verb.token);
        return;
    }
    if clause.passive {
        slots.put("by", clause.agent);
        slots.supported = true;
        slots.verb = Some(verb.token);
        for oblique in &clause.obliques {
            slots.put(&oblique.preposition, Some(oblique.noun));
        }
    } else if let Some(object) = clause.object {
        // "attacks targeting bases"
        slots.put("on", Some(object));
        slots.supported |= happens(lemma(context, verb));
    }
}

/// The verb that a noun hangs on; where it is one like "carry out", what stands around it
/// stands around the noun.
fn support<'a>(
    context: &'a Context<'_>,
    noun: Word,
    slots: &mut Slots<'a>,
) -> Option<usize> {
    let token = context.token(noun)?;
    if let Some(clause) = context.clause_at(noun)
        && is_under(context, noun)
        // "is under discussion" tells of no talks.
        && !matches!(lemma(context, noun), "discussion" | "consideration" | "debate" | "review")
    {
        // "has been under pressure", "is under attack"
        slots.supported = true;
        slots.put("on", clause.subject);
        return Some(noun.token);
    }
    let head = token.head?;
    let verb = Word { token: head, ..noun };
    let Some(clause) = context.clause_at(verb) else {
        return context.clause_of(noun).map(|clause| clause.verb);
    };
    let lemma = context.folded_lemma(verb);
    let object = clause.object == Some(noun.token)
        || clause.passive && token.relation == Relation::PassiveSubject;
    let subject = matches!(token.relation, Relation::Subject | Relation::OuterSubject)
        || is_gerund_subject(context, noun);
    if object && carries(lemma) && !is_named_only(context, clause, lemma) {
        slots.supported = true;
        let subject = clause.subject.map(|token| relative_head(context, clause, token));
        // Who suffers an attack does not do it.
        let side = if suffers(lemma) { "on" } else { "S" };
        slots.put(side, if clause.passive { clause.agent } else { subject });
        for oblique in &clause.obliques {
            slots.put(&oblique.preposition, Some(oblique.noun));
        }
    } else if subject
        && (happens(lemma) || matches!(lemma, "way" | "underway"))
        // "the inquiry has concluded that it was safe" tells what it says.
        && context.speeches_of(verb).next().is_none()
    {
        slots.supported = true;
        slots.put("on", clause.object);
        for oblique in &clause.obliques {
            slots.put(&oblique.preposition, Some(oblique.noun));
        }
    } else if clause.subject == Some(noun.token) && is_set(context, clause) {
        slots.supported = true;
        for oblique in &clause.obliques {
            slots.put(&oblique.preposition, Some(oblique.noun));
        }
    } else if token.relation == Relation::Oblique && matches!(lemma, "come" | "be") {
        let under = clause
            .obliques
            .iter()
            .any(|oblique| oblique.noun == noun.token && oblique.preposition == "under");
        if under {
            slots.supported = true;
            slots.put("on", clause.subject);
        }
    }
    Some(head)
}

/// "The first session is scheduled for January", "a hearing is due on Friday": a day is set for
/// the subject.
pub(crate) fn is_set(context: &Context<'_>, clause: &Clause) -> bool {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let lemma = context.folded_lemma(verb);
    let set = matches!(
        lemma,
        "schedule"
            | "scheduled"
            | "set"
            | "slate"
            | "plan"
            | "expect"
            | "expected"
            | "due"
    );
    // "was set up last year", "the vote, which is scheduled for May"
    let whole = clause.group.1 == clause.verb && clause.relation != Relation::AclRelative;
    set && whole
        && clause.own_subject
        && (clause.passive || lemma == "due")
        && clause.complement.is_none()
        && !clause.negated
        && dating::dated_by(context, verb).is_some()
}

/// "called the attack a crime": what is called something is not done by who calls it so.
fn is_named_only(context: &Context<'_>, clause: &Clause, lemma: &str) -> bool {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let said = context.speeches_of(verb).next().is_some();
    lemma == "call" && (said || clause.complement.is_some())
}

/// Verbs whose subject is the one to whom their object is done.
fn suffers(lemma: &str) -> bool {
    matches!(lemma, "face" | "suffer")
}

fn is_under(context: &Context<'_>, noun: Word) -> bool {
    context.tree(noun.sentence).is_some_and(|tree| {
        tree.children_in(noun.token, &[Relation::Case])
            .any(|case| context.folded_form(Word { token: case, ..noun }) == "under")
    })
}

/// Verbs that only say that their object is done.
fn carries(lemma: &str) -> bool {
    matches!(
        lemma,
        "launch"
            | "carry"
            | "conduct"
            | "hold"
            | "stage"
            | "make"
            | "mount"
            | "undertake"
            | "have"
            | "begin"
            | "resume"
            | "continue"
            | "suspend"
            | "wage"
            | "pay"
            | "perform"
            | "host"
            | "attend"
            | "organize"
            | "organise"
            | "start"
            | "call"
            | "open"
            | "finish"
            | "conclude"
            | "complete"
            | "step"
            | "order"
            | "lead"
            | "join"
            | "give"
            | "fight"
            | "commit"
            | "issue"
            | "release"
            | "publish"
            | "announce"
            | "face"
            | "suffer"
            | "see"
            | "cite"
            | "impose"
            | "declare"
            | "reach"
            | "revert"
    )
}

/// Verbs that only say that their subject happens.
fn happens(lemma: &str) -> bool {
    matches!(
        lemma,
        "take"
            | "happen"
            | "occur"
            | "begin"
            | "start"
            | "continue"
            | "hit"
            | "kill"
            | "target"
            | "strike"
            | "injure"
            | "wound"
            | "leave"
            | "destroy"
            | "damage"
            | "last"
            | "end"
            | "rock"
            | "resume"
            | "erupt"
            | "follow"
            | "come"
            | "support"
            | "increase"
            | "rise"
            | "shock"
            | "stun"
            | "spark"
            | "trigger"
            | "prompt"
            | "halt"
            | "disrupt"
            | "anger"
            | "ease"
            | "flare"
            | "escalate"
            | "shake"
            | "devastate"
            | "kick"
            | "mark"
            | "break"
            | "unfold"
            | "rage"
            | "intensify"
            | "subside"
            | "stop"
            | "cease"
            | "cause"
            | "claim"
            | "open"
            | "close"
            | "conclude"
            | "collapse"
            | "stall"
            | "fail"
            | "drag"
            | "proceed"
            | "reopen"
            | "finish"
            | "wind"
            | "falter"
    )
}
