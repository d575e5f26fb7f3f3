//! Subjects that a clause leaves out and takes from another: "came and saw", "agreed to meet".

use dateline_language::{Relation, Sentence};

use super::lost::{is_led_by, main_behind};
use super::{Clause, Tense};
use crate::tree::Tree;

/// Gives a clause without a subject that of the clause it belongs to.
pub(super) fn hand_subjects_down(
    clauses: &mut [Clause],
    sentence: &Sentence,
    tree: &Tree,
) {
    hand_over_main(clauses, sentence, tree);
    take_from_participles(clauses, sentence, tree);
    // Subjects come from above, so go by depth: heads first. The number of rounds is bounded.
    for _ in 0..4 {
        let known: Vec<(usize, Option<usize>, Option<usize>)> = clauses
            .iter()
            .map(|clause| (clause.verb, clause.subject, clause.object))
            .collect();
        let mut changed = false;
        for clause in clauses.iter_mut().filter(|clause| clause.subject.is_none()) {
            clause.subject = borrowed(clause, &known, sentence, tree);
            changed |= clause.subject.is_some();
        }
        if !changed {
            break;
        }
    }
}

/// The subject of such a participle is that of the main verb behind it.
fn hand_over_main(clauses: &mut [Clause], sentence: &Sentence, tree: &Tree) {
    let tokens = &sentence.tokens;
    let led = clauses.iter().find(|clause| {
        clause.relation == Relation::Root && is_led_by(tokens, tree, clause.verb)
    });
    let Some((verb, subject)) = led.map(|clause| (clause.verb, clause.subject)) else {
        return;
    };
    let main = main_behind(tokens, tree, verb);
    for clause in clauses.iter_mut() {
        if Some(clause.verb) == main {
            clause.subject = subject;
            clause.own_subject = subject.is_some();
            clause.relation = Relation::Root;
        } else if clause.verb == verb {
            clause.relation = Relation::Acl;
            clause.head = subject;
            clause.own_subject = false;
        }
    }
}

/// "The council and its counterpart affiliated with Varn have agreed": a participle that was
/// taken for a clause of its own holds the subject of the verb behind it.
fn take_from_participles(clauses: &mut [Clause], sentence: &Sentence, tree: &Tree) {
    let known: Vec<(usize, Option<usize>)> = clauses
        .iter()
        .map(|clause| (clause.verb, clause.subject.filter(|_| clause.own_subject)))
        .collect();
    for clause in clauses.iter_mut() {
        let finite = !clause.passive && !matches!(clause.tense, Tense::None);
        if clause.subject.is_some() || !finite {
            continue;
        }
        let participle =
            tree.children_in(clause.verb, &[Relation::Clause]).find(|&child| {
                child < clause.verb
                    && sentence
                        .tokens
                        .get(child)
                        .is_some_and(|token| &*token.tag == "VBN")
            });
        let entry = participle
            .and_then(|child| known.binary_search_by_key(&child, |entry| entry.0).ok())
            .and_then(|at| known.get(at));
        clause.subject = entry.and_then(|entry| entry.1);
        clause.own_subject = clause.subject.is_some();
    }
}

fn borrowed(
    clause: &Clause,
    known: &[(usize, Option<usize>, Option<usize>)],
    sentence: &Sentence,
    tree: &Tree,
) -> Option<usize> {
    let head = clause.head?;
    let above = known.binary_search_by_key(&head, |entry| entry.0).ok();
    let (_, subject, object) =
        above.and_then(|at| known.get(at)).copied().unwrap_or_default();
    match clause.relation {
        Relation::Acl | Relation::AclRelative => Some(head),
        // "The wall fell, killing two, police said": the wall killed them.
        Relation::Clause if clause.verb < head => {
            let told = tree.child(head, &[Relation::ClausalComplement]);
            let told = told.filter(|&told| told < clause.verb);
            let at = told
                .and_then(|told| known.binary_search_by_key(&told, |entry| entry.0).ok());
            at.and_then(|at| known.get(at)).map_or(subject, |entry| entry.1)
        }
        Relation::Conjunct | Relation::Clause | Relation::Parataxis => subject,
        // "urged them to leave": they leave; "agreed to leave": who agreed leaves.
        Relation::OpenComplement => object
            .filter(|_| !is_promise(sentence, head))
            .or_else(|| tree.child(head, &[Relation::IndirectObject]))
            .or(subject),
        Relation::ClausalComplement
            if clause.infinitive || clause.tense == Tense::None =>
        {
            object.or(subject)
        }
        // "It is due to meet": a pronoun that was taken for one that stands for nothing.
        Relation::ClausalSubject if clause.infinitive => {
            tree.child(head, &[Relation::Expletive])
        }
        _ => None,
    }
}

fn is_promise(sentence: &Sentence, verb: usize) -> bool {
    sentence.tokens.get(verb).is_some_and(|token| &*token.lemma == "promise")
}
