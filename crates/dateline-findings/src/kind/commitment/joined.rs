//! What is owed besides: deeds that are joined to one that somebody owes.

use dateline_language::Relation;

use super::promise::{Promise, without_to};
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::kind::event::clause_span;

/// "promised that nobody would leave and that the school would stay": each deed is owed by itself.
pub(super) fn also_owed(context: &Context<'_>, promise: &Promise) -> Vec<Promise> {
    let Some(first) = context.clause_at(promise.what) else { return Vec::new() };
    let Some(tree) = context.tree(promise.what.sentence) else { return Vec::new() };
    tree.children_in(promise.what.token, &[Relation::Conjunct])
        .filter(|&child| child > promise.what.token)
        .map(|token| Word { token, ..promise.what })
        .filter_map(|word| {
            let clause = context.clause_at(word)?;
            goes_on(context, first, clause).then(|| besides(context, promise, word))
        })
        .collect()
}

/// Whether a second deed has its own "would": "pledged to repair the road and to build a bypass"
/// is told as one.
fn goes_on(context: &Context<'_>, first: &Clause, second: &Clause) -> bool {
    let would = second.modal.is_some_and(|token| {
        context.folded_form(Word { sentence: second.sentence, token }) == "would"
    });
    let thing = second.object.is_some() || !second.obliques.is_empty();
    would && thing && (first.own_subject || !second.own_subject && !second.passive)
}

fn besides(context: &Context<'_>, promise: &Promise, word: Word) -> Promise {
    let span = crate::speech::trim(context, clause_span(context, word));
    Promise {
        at: word,
        evidence: span,
        committer: promise.committer.clone(),
        committer_span: promise.committer_span,
        what: word,
        what_span: without_to(context, span),
        rule: promise.rule,
    }
}
