//! What a body is to do, told of it in a sentence of its own: "The committee is charged with ...",
//! "It will investigate breaches, operate a hotline and publish a report".

use dateline_language::Relation as Arc;
use dateline_names::{Form, Resolution};
use dateline_text::{Span, one_line};

use super::Body;
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::kind::event;
use crate::phrase;

/// "The committee is charged with ...": what a body that was named before is to do, told of it by
/// its noun alone.
pub(super) fn told_again(context: &Context<'_>, named: &[Body]) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    for mention in &context.cast.mentions {
        let Resolution::One(actor) = mention.resolution else { continue };
        let before = named.iter().find(|body| {
            body.actor == Some(actor) && body.span.end() <= mention.span.start()
        });
        let Some(before) = before.filter(|_| mention.form == Form::Nominal) else {
            continue;
        };
        let Some(noun) = phrase::head_noun(context, mention.span) else { continue };
        let mut body = Body::new(before.name.clone(), mention.span, before.class);
        body.actor = Some(actor);
        body.read_participles(context, noun);
        body.read_clause(context, noun);
        let known = found.iter().any(|other| other.actor == body.actor);
        if !body.mandate.is_empty() && before.mandate.is_empty() && !known {
            found.push(body);
        }
    }
    found
}

/// "It is specialised in mapping the border": the sentence right behind the one that names a
/// commission, committee or mission, about "it".
pub(super) fn told_of_it(context: &Context<'_>, named: &[Body]) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    for clause in &context.clauses {
        let Some(subject) = clause.subject.filter(|_| clause.own_subject) else {
            continue;
        };
        let it = Word { sentence: clause.sentence, token: subject };
        if context.folded_form(it) != "it" {
            continue;
        }
        let at = context.span(it).start();
        let Some(before) = antecedent(context, named, it.sentence, at) else { continue };
        let told = found.iter().any(|other| other.name == before.name);
        if told || !before.mandate.is_empty() {
            continue;
        }
        let mut body = Body::new(before.name.clone(), context.span(it), before.class);
        body.actor = before.actor;
        body.joint = true;
        body.read_mandate(context, clause, it);
        if body.mandate.is_empty() {
            body.read_tasks(context, clause);
        }
        if !body.mandate.is_empty() {
            found.push(body);
        }
    }
    found
}

/// The last body of the sentence before, or of the words before in the same sentence.
fn antecedent<'b>(
    context: &Context<'_>,
    named: &'b [Body],
    sentence: usize,
    at: usize,
) -> Option<&'b Body> {
    let floor = context.sentence(sentence.checked_sub(1)?)?.span.start();
    let near = named.iter().filter(|body| {
        matches!(body.class, "commission" | "committee" | "mission")
            && body.span.start() >= floor
            && body.span.end() <= at
    });
    near.max_by_key(|body| body.span)
}

impl Body {
    /// "A working party will look at the timetable and make proposals": its tasks, told with it.
    pub(super) fn read_own_tasks(&mut self, context: &Context<'_>, noun: Word) {
        let own = context
            .clauses_in(noun.sentence)
            .find(|clause| clause.own_subject && clause.subject == Some(noun.token));
        if let Some(clause) = own {
            self.read_tasks(context, clause);
        }
    }

    /// "will examine the books, hear witnesses and report": two tasks to come, or more.
    fn read_tasks(&mut self, context: &Context<'_>, clause: &Clause) {
        let verb = Word { sentence: clause.sentence, token: clause.verb };
        let Some(tree) = context.tree(clause.sentence) else { return };
        // "hear witnesses and publish a report" hangs on "examine the dykes" one behind the other.
        let mut joined: Vec<Word> = Vec::new();
        let mut open = vec![clause.verb];
        while let Some(head) = open.pop().filter(|_| joined.len() < 8) {
            for token in tree.children_in(head, &[Arc::Conjunct]) {
                let word = Word { token, ..verb };
                if context.clause_at(word).is_some() {
                    joined.push(word);
                    open.push(token);
                }
            }
        }
        let to_come = clause.tense == Tense::Future && !clause.passive && !clause.negated;
        if !to_come || joined.is_empty() {
            return;
        }
        let first =
            Span::of(context.span(verb).start()..event::clause_span(context, verb).end());
        self.mandate = vec![first];
        self.mandate.extend(joined.iter().map(|&word| event::clause_span(context, word)));
        let words = self.mandate.iter().map(|&span| one_line(context.words(span)));
        self.mandate_words = words.collect();
        let all = self.mandate.iter().copied().reduce(Span::cover);
        self.evidence = all.map_or(self.evidence, |all| self.evidence.cover(all));
    }
}
