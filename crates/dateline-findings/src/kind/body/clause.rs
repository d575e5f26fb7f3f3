//! What the clause around a body tells: that it was set up or ended, and by whom.

use dateline_language::{Relation as Arc, WordClass};
use dateline_names::{ActorClass, Form};
use dateline_text::{Span, one_line};

use super::Body;
use super::around::all_members;
use super::mandate::{mandate, purpose};
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::dating;
use crate::finding::Modality;
use crate::kind::event;
use crate::modality::modality_of;
use crate::phrase;
use crate::value::Value;

impl Body {
    /// "between Orlesia and Varn", "a bilateral commission".
    pub(super) fn read_members(&mut self, context: &Context<'_>, noun: Word) {
        let Some(tree) = context.tree(noun.sentence) else { return };
        for child in tree.children_in(noun.token, &[Arc::Modifier]) {
            let case = tree.child(child, &[Arc::Case]);
            let between = case.is_some_and(|case| {
                context.folded_form(Word { token: case, ..noun }) == "between"
            });
            if between {
                self.members = sides(context, Word { token: child, ..noun });
            }
        }
        let shared = tree.children_in(noun.token, &[Arc::Adjective]).any(|child| {
            matches!(
                context.folded_form(Word { token: child, ..noun }),
                "bilateral" | "joint"
            )
        });
        if shared
            && self.members.is_empty()
            && let Some(clause) = context.clause_of(noun)
            && let Some(subject) = clause.subject
        {
            let sides = names(context, Word { token: subject, ..noun });
            if sides.len() > 1 {
                self.members = sides;
            }
        }
    }

    /// "the commission, chaired by retired judge Ada Menz", "the task force, established by decree
    /// in May and coordinated by Jon Vane".
    pub(super) fn read_participles(&mut self, context: &Context<'_>, noun: Word) {
        let Some(tree) = context.tree(noun.sentence) else { return };
        let below = tree.children_in(noun.token, &[Arc::Acl, Arc::AclRelative]);
        let mut open: Vec<usize> = below.take(4).collect();
        let joined: Vec<usize> = open
            .iter()
            .flat_map(|&verb| tree.children_in(verb, &[Arc::Conjunct]).take(4))
            .collect();
        open.extend(joined);
        open.extend(
            relatives(context, noun)
                .filter(|token| !open.contains(token))
                .collect::<Vec<_>>(),
        );
        for token in open {
            let verb = Word { token, ..noun };
            let Some(clause) = context.clause_at(verb).filter(|_| token > noun.token)
            else {
                continue;
            };
            let lemma = context.folded_lemma(verb);
            let led = leads(lemma);
            if led
                && clause.passive
                && let Some(agent) = clause.agent
            {
                self.lead = self.lead.take().or_else(|| leader(context, verb, agent));
            } else if (is_creation(lemma) || is_charge(lemma)) && clause.passive
                || is_creation(lemma) && is_done_to_head(context, clause)
            {
                self.status = self.status.or(Some("established"));
                self.read_mandate(context, clause, noun);
                if let Some(time) = dating::dated_by(context, verb) {
                    self.created = Some((Value::When(time.value.1.clone()), time.span));
                }
            } else {
                continue;
            }
            let told = event::clause_span(context, verb);
            if told.end() < self.evidence.end() + 200 {
                self.evidence = self.evidence.cover(told);
            }
        }
    }

    /// "agreed to establish", "was established", and what it is to do.
    pub(super) fn read_clause(&mut self, context: &Context<'_>, noun: Word) {
        let Some(clause) = context.clause_of(noun) else { return };
        let verb = Word { sentence: clause.sentence, token: clause.verb };
        let about = clause.object == Some(noun.token)
            || clause.subject == Some(noun.token)
            || clause.head == Some(noun.token)
            || stands_for_subject(clause, noun);
        if !about {
            return;
        }
        let lemma = context.folded_lemma(verb);
        let passive = clause.passive && clause.object != Some(noun.token);
        let made = clause.object == Some(noun.token) && !clause.passive || passive;
        if clause.passive
            && leads(lemma)
            && let Some(agent) = clause.agent
        {
            // "The commission, chaired by Ada Menz, is to report" read with the chairing as its
            // verb.
            let chair = Word { token: agent, ..noun };
            self.lead = self.lead.take().or_else(|| leader(context, verb, agent));
            self.evidence = self.evidence.cover(phrase::noun_phrase(context, chair));
        }
        // "who chairs the committee"
        // "led the loudest campaign" tells of no body.
        let body = matches!(lemma, "chair" | "head")
            || self.name.starts_with(char::is_uppercase);
        if clause.object == Some(noun.token)
            && !clause.passive
            && !clause.infinitive
            && body
            && leads(lemma)
            && let Some(subject) = clause.subject
        {
            let chair =
                phrase::antecedent(context, clause, Word { token: subject, ..noun });
            let person = context
                .mention_of(chair)
                .is_some_and(|mention| mention.class == ActorClass::Person);
            let named = person.then(|| phrase::name_of_one(context, chair));
            self.lead = self.lead.take().or(named);
        }
        if made && is_creation(lemma) {
            self.read_creation(context, clause);
        } else if made && is_ending(lemma) {
            self.status = Some("ended");
        }
        self.read_mandate(context, clause, noun);
    }

    /// What it is to do, by the verb that it was set up by or that says so.
    pub(super) fn read_mandate(
        &mut self,
        context: &Context<'_>,
        clause: &Clause,
        noun: Word,
    ) {
        let verb = Word { sentence: clause.sentence, token: clause.verb };
        if !self.mandate.is_empty() || !self.mandate_words.is_empty() {
            return;
        }
        if let Some(purpose) = purpose(context, clause, noun) {
            // "to be co-chaired by the two chiefs and to meet twice a year": how it works is not what
            // it is to do.
            if let Some(led) =
                context.clause_at(purpose).filter(|led| says_how(context, led))
            {
                let agent = led.agent.filter(|_| led.passive);
                self.lead = self.lead.take().or_else(|| leader(context, purpose, agent?));
                return;
            }
            self.mandate = mandate(context, purpose);
            let words = self.mandate.iter().map(|&span| one_line(context.words(span)));
            self.mandate_words = words.collect();
            if !self.mandate.is_empty() {
                let clause = self.evidence.cover(event::clause_span(context, verb));
                let first = self.mandate.first().copied().unwrap_or(clause);
                // What it is to do may be told behind the clause, where it was hung higher.
                let behind =
                    first.start() >= clause.end() && first.end() - clause.end() < 240;
                let last = self.mandate.iter().copied().reduce(Span::cover);
                self.evidence =
                    last.filter(|_| behind).map_or(clause, |last| clause.cover(last));
            }
        }
    }

    fn read_creation(&mut self, context: &Context<'_>, clause: &Clause) {
        let verb = Word { sentence: clause.sentence, token: clause.verb };
        let above = clause.head.map(|head| Word { token: head, ..verb });
        let agreed = above.is_some_and(|above| {
            clause.relation == Arc::OpenComplement
                && matches!(
                    context.folded_lemma(above),
                    "agree" | "decide" | "plan" | "pledge" | "vow" | "promise" | "intend"
                )
        });
        self.modality = modality_of(context, clause);
        if agreed {
            self.modality = Modality::Planned;
        }
        self.status = match (agreed, self.modality) {
            (true, _) => Some("agreed_to_establish"),
            (_, Modality::Asserted) => Some("established"),
            (_, Modality::Planned) => Some("planned"),
            _ => None,
        };
        let top = above.filter(|_| agreed).unwrap_or(verb);
        self.evidence = self.span.cover(event::clause_span(context, top));
        if let Some(time) = dating::dated_by(context, verb) {
            self.created = Some((Value::When(time.value.1.clone()), time.span));
        }
        if self.members.is_empty()
            && agreed
            && let Some(subject) = clause.subject
        {
            let sides = names(context, Word { token: subject, ..verb });
            if sides.len() > 1 {
                self.members = sides;
            }
        }
    }
}

/// Whether a clause tells who leads a body or how often it meets.
fn says_how(context: &Context<'_>, clause: &Clause) -> bool {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let lemma = context.folded_lemma(verb);
    clause.passive && leads(lemma)
        || matches!(lemma, "convene" | "meet" | "sit") && clause.object.is_none()
}

/// The verbs of the relative clauses of a noun, wherever they were hung.
fn relatives(context: &Context<'_>, noun: Word) -> impl Iterator<Item = usize> {
    let below = context.clauses_in(noun.sentence).filter(move |clause| {
        clause.relation == Arc::AclRelative && clause.head == Some(noun.token)
    });
    below.map(|clause| clause.verb).take(4)
}

/// "the board that the two towns founded": somebody else does it to the noun.
fn is_done_to_head(context: &Context<'_>, clause: &Clause) -> bool {
    let form =
        |token: usize| context.folded_form(Word { sentence: clause.sentence, token });
    let stands = |token: usize| matches!(form(token), "that" | "which");
    let other = clause.subject.is_some_and(|subject| {
        clause.own_subject
            && Some(subject) != clause.head
            && !matches!(form(subject), "who" | "that" | "which")
    });
    clause.relation == Arc::AclRelative
        && other
        && !clause.passive
        && !clause.negated
        && clause.object.is_none_or(stands)
        && matches!(clause.tense, Tense::Past | Tense::Perfect)
}

/// "According to Weir, the commission reviewed": what stands right before a verb without a
/// subject is its subject, wherever it was hung.
pub(super) fn stands_for_subject(clause: &Clause, noun: Word) -> bool {
    clause.subject.is_none() && noun.token + 1 == clause.group.0
}

pub(super) fn is_creation(lemma: &str) -> bool {
    matches!(
        lemma,
        "establish"
            | "form"
            | "create"
            | "set"
            | "found"
            | "launch"
            | "convene"
            | "constitute"
            | "inaugurate"
            | "institute"
            | "build"
    )
}

/// "a panel appointed to examine the dykes", "asked to report".
pub(super) fn is_charge(lemma: &str) -> bool {
    matches!(
        lemma,
        "appoint" | "ask" | "charge" | "instruct" | "mandate" | "task" | "name"
    )
}

pub(super) fn leads(lemma: &str) -> bool {
    matches!(
        lemma,
        "chair"
            | "co-chair"
            | "cochair"
            | "head"
            | "lead"
            | "coordinate"
            | "direct"
            | "command"
            | "run"
            | "preside"
    )
}

fn is_ending(lemma: &str) -> bool {
    matches!(lemma, "dissolve" | "disband" | "abolish" | "scrap" | "dismantle")
}

/// "between Orlesia and the League of Ports": all that are named side by side, wherever the second
/// was hung.
fn sides(context: &Context<'_>, first: Word) -> Vec<Value> {
    let found = names(context, first);
    let all: Vec<Value> = phrase::side_by_side(context, first)
        .into_iter()
        .map(|word| phrase::name_of_one(context, word))
        .collect();
    if all.len() > found.len() { all } else { found }
}

/// Who leads: the agent of the verb, or, where the next verb was taken for it, the name behind "by".
fn leader(context: &Context<'_>, verb: Word, agent: usize) -> Option<Value> {
    let word = Word { token: agent, ..verb };
    let noun = context.token(word).is_some_and(|token| token.class != WordClass::Verb);
    if noun {
        // What a comma alone joins is a verb that was taken for a noun: ", meets on 10 July".
        let mut all = all_members(context, word);
        return if all.len() > 1 { Some(Value::List(all)) } else { all.pop() };
    }
    let mut near = (verb.token + 2..verb.token + 6).map(|token| Word { token, ..verb });
    let named = near.find(|&word| {
        context.mention_of(word).is_some_and(|mention| mention.form != Form::Pronoun)
    })?;
    Some(phrase::name_of_one(context, named))
}

pub(super) fn names(context: &Context<'_>, word: Word) -> Vec<Value> {
    match phrase::name(context, word) {
        Value::List(list) => list,
        one => vec![one],
    }
}
