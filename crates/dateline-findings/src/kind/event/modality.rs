//! Whether it is so, planned, or only an aim.

use dateline_language::Relation;

use crate::clause::Clause;
use crate::codebook::TriggerClass;
use crate::context::{Context, Word};
use crate::finding::{Modality, Polarity};
use crate::modality::{
    is_outstanding, modality_of, polarity, polarity_of, shows_nothing,
};
use crate::trigger::{self, Fired};

/// Whether it is so, by the verb itself or the verb that a noun hangs on.
pub(crate) fn holds(context: &Context<'_>, event: &Fired<'_>) -> (Modality, Polarity) {
    let verb = event.verb.map(|token| Word { token, ..event.word });
    let Some(clause) = verb.and_then(|verb| context.clause_at(verb)) else {
        return (noun_modality(context, event.word), Polarity::Positive);
    };
    let told = event.class == TriggerClass::Verb || event.slots.supported;
    let own = event.class == TriggerClass::Verb
        || clause.subject == Some(event.slots.outer.unwrap_or(event.word.token));
    if told && own && trigger::is_set(context, clause) {
        return (Modality::Planned, Polarity::Positive);
    }
    if told {
        return (modality_of(context, clause), polarity_of(context, clause));
    }
    let negative = shows_nothing(context, event.word);
    (noun_modality(context, event.word), polarity(negative))
}

/// How a noun holds, by the adjectives before it and the words it hangs on.
fn noun_modality(context: &Context<'_>, noun: Word) -> Modality {
    let before =
        context.tree(noun.sentence).map_or(&[][..], |tree| tree.children(noun.token));
    for &child in before {
        match context.folded_form(Word { token: child, ..noun }) {
            "planned" | "upcoming" | "future" | "next" | "scheduled" | "forthcoming"
            | "proposed" | "imminent" => return Modality::Planned,
            "possible" | "potential" | "any" | "further" | "hypothetical" => {
                return Modality::Conditional;
            }
            "alleged" | "suspected" | "reported" => return Modality::Alleged,
            _ => {}
        }
    }
    let mut at = noun.token;
    for _ in 0..3 {
        let here = Word { token: at, ..noun };
        let head = context.token(here).and_then(|token| token.head);
        let Some(head) = head.filter(|_| !is_beside(context, here)) else { break };
        at = head;
        let above = Word { token: at, ..noun };
        if is_lacking(context, above) || is_its_topic(context, here, above) {
            return Modality::Discussed;
        }
        match context.folded_lemma(Word { token: at, ..noun }) {
            "demand" | "urge" | "call" | "request" | "appeal" | "seek" | "want"
            | "advocate" | "need" => return Modality::CalledFor,
            "discuss" | "consider" | "debate" | "mull" | "fear" | "risk" | "threat"
            | "prevent" | "avoid" | "spare" | "avert" | "forestall" | "possibility"
            | "oppose" | "reject" | "threaten" | "idea" | "close" | "brink" | "verge" => {
                return Modality::Discussed;
            }
            "plan" | "schedule" | "prepare" | "expect" => return Modality::Planned,
            // "approved the creation of a fund"
            "approve" | "authorise" | "authorize" if is_beginning(context, noun) => {
                return Modality::Planned;
            }
            _ => {}
        }
    }
    Modality::Asserted
}

/// A noun for what is only there when it has begun.
fn is_beginning(context: &Context<'_>, noun: Word) -> bool {
    matches!(
        context.folded_lemma(noun),
        "construction" | "creation" | "deployment" | "establishment" | "formation"
    )
}

/// "an agreement on the return of refugees", "talks on a withdrawal": what is agreed or talked about
/// need not have come.
fn is_its_topic(context: &Context<'_>, topic: Word, noun: Word) -> bool {
    let Some(tree) = context.tree(topic.sentence) else { return false };
    let case = tree.child(topic.token, &[Relation::Case]);
    let on = case.is_some_and(|case| {
        let form = context.folded_form(Word { token: case, ..topic });
        matches!(form, "on" | "about" | "for" | "over")
    });
    let of_noun = tree.relation(topic.token) == Some(Relation::Modifier);
    on && of_noun
        && matches!(
            context.folded_lemma(noun),
            "accord"
                | "agreement"
                | "deal"
                | "memorandum"
                | "negotiation"
                | "pact"
                | "protocol"
                | "talk"
                | "talks"
                | "treaty"
        )
}

/// "ended without agreement on a truce": what there was no agreement on.
fn is_lacking(context: &Context<'_>, noun: Word) -> bool {
    let tree = context.tree(noun.sentence);
    let case = tree.and_then(|tree| tree.child(noun.token, &[Relation::Case]));
    let without = case.is_some_and(|case| {
        context.folded_form(Word { token: case, ..noun }) == "without"
    });
    let on = matches!(
        context.folded_lemma(noun),
        "agreement" | "accord" | "consensus" | "deal" | "decision"
    );
    without && on
}

/// "during a visit", "after the talks": what only stands beside a verb is not what it asks for.
fn is_beside(context: &Context<'_>, word: Word) -> bool {
    let Some(tree) = context.tree(word.sentence) else { return false };
    let beside = tree.child(word.token, &[Relation::Case]).is_some_and(|case| {
        matches!(
            context.folded_form(Word { token: case, ..word }),
            "during"
                | "after"
                | "before"
                | "since"
                | "following"
                | "amid"
                | "at"
                | "until"
        )
    });
    beside || tree.relation(word.token) == Some(Relation::Clause)
}

/// A bare infinitive or a gerund behind a preposition tells an aim: "an effort to retake".
pub(super) fn is_aim(
    context: &Context<'_>,
    event: &Fired<'_>,
    modality: Modality,
) -> bool {
    if event.class == TriggerClass::Noun && !event.slots.supported {
        return false;
    }
    let verb = event.verb.map(|token| Word { token, ..event.word });
    let Some(clause) = verb.and_then(|verb| context.clause_at(verb)) else {
        return false;
    };
    if is_shunned(context, clause) {
        return true;
    }
    let scheduled = trigger::is_scheduled(context, clause);
    if clause.own_subject || is_outstanding(context, clause) || scheduled {
        return false;
    }
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let marked = context
        .tree(verb.sentence)
        .and_then(|tree| tree.child(verb.token, &[Relation::Mark, Relation::Case]));
    let aim = marked.is_some_and(|mark| {
        matches!(
            context.folded_form(Word { token: mark, ..verb }),
            "by" | "of"
                | "for"
                | "in"
                | "without"
                | "from"
                | "against"
                | "on"
                | "about"
                | "into"
        )
    });
    let below =
        matches!(clause.relation, Relation::OpenComplement | Relation::ClausalSubject);
    let continued = clause.head.filter(|_| below).is_some_and(|head| {
        // "were invited to help fight": what for, whatever verb carries it.
        let purpose = context
            .clause_at(Word { token: head, ..verb })
            .is_some_and(|above| above.infinitive && above.relation == Relation::Clause);
        !purpose
            && matches!(
                context.folded_lemma(Word { token: head, ..verb }),
                "continue" | "begin" | "start" | "manage" | "keep" | "resume" | "help"
            )
    });
    let planned = clause.infinitive
        && modality == Modality::Planned
        && below
        && clause.head.is_some_and(|head| is_plan(context, Word { token: head, ..verb }));
    if planned {
        return false;
    }
    let free = clause.relation != Relation::OpenComplement;
    let unsure = clause.infinitive && (free || modality != Modality::Asserted);
    !continued && (aim || unsure)
}

/// "ruled out resigning", "denies arming it", "must give notice before raising duties": what is not
/// done, or not before something else is.
fn is_shunned(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let gerund =
        context.token(word(clause.verb)).is_some_and(|token| &*token.tag == "VBG");
    let Some(head) = clause.head.filter(|_| gerund && !clause.own_subject) else {
        return false;
    };
    let out = context.folded_form(word(head + 1)) == "out";
    // "includes training the pilots and providing boats"
    let first = context.clause_at(word(head)).filter(|above| {
        clause.relation == Relation::Conjunct
            && context.token(word(above.verb)).is_some_and(|token| &*token.tag == "VBG")
    });
    if first.is_some_and(|first| is_shunned(context, first)) {
        return true;
    }
    let verb = context.folded_lemma(word(head));
    let shuns = matches!(verb, "avoid" | "deny" | "resist") || verb == "rule" && out;
    // "The agreement includes training the forces": what it lays down.
    let lays_down = matches!(verb, "cover" | "entail" | "include" | "involve");
    let asked = context.clause_at(word(head)).is_some_and(|above| {
        matches!(modality_of(context, above), Modality::CalledFor | Modality::Conditional)
    });
    let tree = context.tree(clause.sentence);
    let before = tree.is_some_and(|tree| {
        tree.children_in(clause.verb, &[Relation::Mark, Relation::Case]).any(|mark| {
            matches!(context.folded_form(word(mark)), "before" | "until" | "unless")
        })
    });
    matches!(clause.relation, Relation::OpenComplement | Relation::ClausalComplement)
        && (shuns || lays_down)
        || asked && before
}

/// "is set to open", "plans to close", "has chosen to resign": words that say that it will come.
fn is_plan(context: &Context<'_>, word: Word) -> bool {
    matches!(
        context.folded_lemma(word),
        "set"
            | "due"
            | "schedule"
            | "scheduled"
            | "slate"
            | "plan"
            | "expect"
            | "expected"
            | "poise"
            | "poised"
            | "decide"
            | "choose"
            | "agree"
            | "prepare"
            | "intend"
            | "suppose"
            | "go"
    )
}
