use dateline_time::When;

use crate::context::{Context, Word};

/// The time that dates a verb or noun: the nearest expression within its clause.
pub(crate) fn date_of<'a>(context: &Context<'a>, word: Word) -> Option<&'a When> {
    let here = context.span(word).start();
    let clause = context.clause_of(word)?;
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    context
        .times_within(context.subtree_span(verb))
        .min_by_key(|time| time.span.start().abs_diff(here))
        .map(|time| &time.value.1)
}
