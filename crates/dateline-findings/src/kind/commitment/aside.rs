//! What is agreed or promised behind an aside: "agreed in principle to share the cost".

use crate::context::{Context, Word};
use crate::phrase;

/// The most words that an aside has.
const ASIDE: usize = 7;

/// The verb of the "to" that follows a verb and what only says how, when or where: "agreed at
/// talks in Port Hale to reopen the pass". Behind "agreed on plans to" the plans are agreed on.
pub(crate) fn behind_aside(context: &Context<'_>, verb: Word) -> Option<usize> {
    let word = |token: usize| Word { token, ..verb };
    let tag = |token: usize| context.token(word(token)).map_or("", |found| &*found.tag);
    let mut behind = verb.token + 1..=verb.token + ASIDE;
    let to = behind.find(|&token| {
        context.folded_form(word(token)) == "to" && tag(token + 1) == "VB"
    })?;
    let mut aside = verb.token + 1..to;
    let last = aside.clone().rfind(|&token| tag(token) != ",")?;
    let ends = tag(last) == "RB" || is_manner(context, word(last));
    let whole = aside.all(|token| match tag(token) {
        "IN" => is_how(context, word(token)),
        found => matches!(found, "RB" | "NN" | "NNS" | "NNP" | "JJ" | "CD" | "DT" | ","),
    });
    (whole && ends && context.clause_at(word(to + 1)).is_some()).then_some(to + 1)
}

/// "in", "at", "with"; "on" and "for" only before a time.
fn is_how(context: &Context<'_>, preposition: Word) -> bool {
    let next = context.span(Word { token: preposition.token + 1, ..preposition });
    context.is_time(next)
        || matches!(
            context.folded_form(preposition),
            "after"
                | "among"
                | "at"
                | "between"
                | "by"
                | "during"
                | "in"
                | "under"
                | "with"
        )
}

/// The last word of an aside: a time, a name, or a noun by itself behind its preposition.
fn is_manner(context: &Context<'_>, last: Word) -> bool {
    let before = last.token.checked_sub(1).map(|token| Word { token, ..last });
    let bare = before.is_some_and(|before| {
        context.token(before).is_some_and(|found| &*found.tag == "IN")
            && context.folded_form(before) != "with"
    });
    bare || context.is_time(context.span(last))
        || phrase::names_an_actor(context, last)
        || context.mention_of(last).is_some()
}
