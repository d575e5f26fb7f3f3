//! Posts that are told by another holder's: "his counterpart, Ada Korr", "her successor".

use std::cmp::Reverse;

use dateline_text::{Span, fold};

use super::order::{at, person_from, post_from};
use super::post::Named;
use super::side::name_of;
use super::timing::Timing;
use super::told::Told;
use crate::context::{Context, Word};
use crate::field::Field;
use crate::finding::Finding;
use crate::value::Value;

/// Reads them, with the roles that are known.
pub(super) fn like(context: &Context<'_>, known: &[Finding]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (sentence, read) in context.analysis.sentences.iter().enumerate() {
        for token in 0..read.tokens.len() {
            let told = like_another(context, known, Word { sentence, token });
            found.extend(told.map(|told| told.finding(context)));
        }
    }
    found
}

/// "his Varnese counterpart, Ada Korr", "the mayor's successor, Tom Leck".
fn like_another(context: &Context<'_>, known: &[Finding], noun: Word) -> Option<Told> {
    let lemma = context.folded_lemma(noun);
    if !matches!(lemma, "counterpart" | "successor" | "predecessor") {
        return None;
    }
    let owner = (noun.token.saturating_sub(3)..noun.token)
        .rev()
        .map(|token| at(noun, token))
        .find(|&word| is_owner(context, word))?;
    let (post, next) = match context.folded_form(at(noun, noun.token + 1)) {
        "as" => {
            let read = post_from(context, at(noun, noun.token + 2))?;
            (Some((read.post, read.of)), read.next)
        }
        _ => (None, noun.token + 1),
    };
    let comma = usize::from(context.form(at(noun, next)) == ",");
    let holder = person_from(context, at(noun, next + comma))?;
    let ((post, span), of) = match post {
        Some(post) => post,
        None => held_by(context, known, owner, &holder.name.0)?,
    };
    let of = match lemma {
        "counterpart" => state_between(context, owner, noun),
        _ => of,
    };
    let here = |span: Span| if span.is_empty() { context.span(noun) } else { span };
    let of = of.map(|(of, span)| (of, here(span)));
    Some(Told {
        holder: holder.name,
        post: Some((post, here(span))),
        of,
        at: noun,
        when: if lemma == "predecessor" { Timing::Ends } else { Timing::Then },
        rule: "role, like another's",
    })
}

fn is_owner(context: &Context<'_>, word: Word) -> bool {
    matches!(context.folded_form(word), "his" | "her" | "'s" | "’s" | "'" | "’")
}

/// The post, and whose it is, of the person named last before a word of the sentence.
fn held_by(
    context: &Context<'_>,
    known: &[Finding],
    owner: Word,
    but: &Value,
) -> Option<(Named, Option<Named>)> {
    let before = context.span(owner).start();
    let held = known.iter().filter(|role| {
        context.analysis.sentence_at(role.evidence.start()) == Some(owner.sentence)
            && role.evidence.start() < before
            && role.fields.get(Field::Rank).is_none()
            && role.fields.get(Field::Holder).is_some_and(|holder| holder != but)
    });
    let role =
        held.max_by_key(|role| (role.evidence.start(), Reverse(role.evidence.end())))?;
    let line = |field: Field| {
        role.fields.get(field).map(|value| (value.to_line(), Span::default()))
    };
    Some((line(Field::Post)?, line(Field::Of)))
}

/// "Varnese" of "his Varnese counterpart".
fn state_between(context: &Context<'_>, owner: Word, noun: Word) -> Option<Named> {
    let between = Span::new(context.span(owner).end(), context.span(noun).start())?;
    let mut states = context.mentions_within(noun.sentence, between);
    let state = states.next()?;
    let known = !fold(context.words(state.span)).contains("counterpart");
    known.then(|| (name_of(context, state), state.span))
}
