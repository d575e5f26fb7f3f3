//! What somebody is sure of or worries about: "officials are concerned that the pier may fall".

use dateline_language::Relation;

use super::content::trimmed;
use super::verb::Reading;
use super::{Speech, Way};
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::phrase;
use crate::reporting;

/// Speeches told by an adjective with its copula.
pub(super) fn read(context: &Context<'_>) -> Vec<Speech> {
    context.clauses.iter().filter_map(|clause| by_adjective(context, clause)).collect()
}

fn by_adjective(context: &Context<'_>, clause: &Clause) -> Option<Speech> {
    let word = Word { sentence: clause.sentence, token: clause.verb };
    let cue = reporting::adjective(context.folded_form(word))?;
    let tree = context.tree(clause.sentence)?;
    let group = tree
        .children_in(
            clause.verb,
            &[Relation::Copula, Relation::Auxiliary, Relation::PassiveAuxiliary],
        )
        .filter(|&token| token < clause.verb)
        .min()?;
    let reading = Reading { context, clause, cue, tree };
    let (source, span) = reading.source_before(group).or_else(|| {
        let subject = reading.word(clause.subject?);
        Some((subject, phrase::source_phrase(context, subject)))
    })?;
    let first = clause.verb + 1;
    let end = context.sentence(clause.sentence)?.tokens.len();
    let mut below =
        tree.children_in(clause.verb, &[Relation::ClausalComplement, Relation::Clause]);
    let clausal = below.find(|&below| {
        let clause = context.clause_at(reading.word(below));
        below > first && clause.is_some_and(|found| found.own_subject)
    });
    let of = cue.takes("of") && reading.is_any(first, &["of"]);
    let that = clausal.is_some() && !matches!(reading.tag(first), "IN" | "RB")
        || reading.is_any(first, &["that"]);
    let told = (cue.takes("that") && that || of) && phrase::can_speak(context, source);
    if !told || reading.is_any(first, &[",", "because", "when", "as", "if"]) {
        return None;
    }
    let mut speech = Speech::at(word, Way::Clause);
    speech.cue = Some(cue);
    speech.cue_span = Some(context.span_of(clause.sentence, group, clause.verb));
    speech.source = Some(source);
    speech.source_span = Some(span);
    let last = reading.said_end(first, end).checked_sub(1)?;
    speech.content =
        vec![trimmed(context, context.span_of(clause.sentence, first, last))];
    speech.content_head = Some(reading.word(clausal.unwrap_or(first)));
    speech.told = clause.modal.is_none() && !clause.negated;
    Some(speech)
}
