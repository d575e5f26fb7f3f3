//! Whose office it is that a report calls "its": the body that it spoke of last.

use dateline_language::{Relation, WordClass};
use dateline_names::{ActorClass, Resolution};
use dateline_text::Span;

use super::post::bare_name;
use super::side::{is_untold, name_of};
use crate::context::{Context, Word};
use crate::phrase;
use crate::reporting::{self, Speaker};

/// So many sentences back a body may have been spoken of.
const BACK: usize = 3;
/// What may stand between "its" and the office, in bytes: "its regional".
const NEAR: usize = 24;

/// The body of "its chairman, Ada Korr": whoever the words before it are about, or the last body
/// that they name; else whoever the sentences before are about.
pub(super) fn body_of_its(context: &Context<'_>, office: usize) -> Option<String> {
    let its = its_before(context, office)?;
    let end = context.span(its).start();
    if let Some(body) = body_before(context, its.sentence, end) {
        return Some(body);
    }
    let earlier = (its.sentence.saturating_sub(BACK)..its.sentence).rev();
    let mut subjects = earlier.filter_map(|sentence| {
        let token = context.main_clause(sentence)?.subject?;
        Some(Word { sentence, token })
    });
    // "It has never reached that number. Some 300 are here. Its commander": the body stands
    // further back.
    let told = subjects.find(|subject| !is_bare(context, *subject))?;
    named(context, told)
}

/// "It", "some 300": what names nobody.
fn is_bare(context: &Context<'_>, subject: Word) -> bool {
    let number =
        context.token(subject).is_some_and(|token| token.class == WordClass::Number);
    number || context.folded_form(subject) == "it"
}

/// The word "its" before an office, with no more than what narrows the office between them.
fn its_before(context: &Context<'_>, office: usize) -> Option<Word> {
    let mut word = context.word_at(office)?;
    while context.folded_form(word) != "its" {
        word = Word { token: word.token.checked_sub(1)?, ..word };
        let start = context.span(word).start();
        let narrows = context.folded_form(word) == "its"
            || context.token(word).is_some_and(|token| {
                matches!(token.class, WordClass::Adjective | WordClass::Noun)
            });
        if !narrows || office.saturating_sub(start) > NEAR {
            return None;
        }
    }
    Some(word)
}

/// The body that a sentence is about before a place in it, or names there last; what stands in a
/// quotation is another's.
fn body_before(context: &Context<'_>, sentence: usize, end: usize) -> Option<String> {
    let start = context.span_of(sentence, 0, 0).start();
    let quoted = context.words(Span::of(start..end)).rfind(['"', '”', '“']);
    let first = quoted.map_or(start, |mark| start + mark + 1);
    let here = |at: Span| first <= at.start() && at.end() <= end;
    let word = |token: usize| Word { sentence, token };
    // "envoys of the Port Guild, headed by its chairman"
    let told = context
        .clauses_in(sentence)
        .filter(|clause| matches!(clause.relation, Relation::Acl | Relation::AclRelative))
        .filter(|clause| context.span(word(clause.group.0)).end() <= end)
        .last()
        .and_then(|clause| clause.head);
    let subjects = context.clauses_in(sentence).filter_map(|clause| clause.subject);
    // "joined the firm and is now its head"
    let things = context.clauses_in(sentence).filter_map(|clause| clause.object);
    let nouns = told.into_iter().chain(subjects).chain(things).map(word);
    let about = nouns
        .filter(|word| here(context.span(*word)))
        .find_map(|noun| named(context, noun));
    about.or_else(|| {
        let mentions = context.mentions_in(sentence).filter(|mention| {
            here(mention.span)
                && mention.class == ActorClass::Organisation
                && matches!(mention.resolution, Resolution::One(_))
        });
        mentions
            .max_by_key(|mention| mention.span.end())
            .map(|last| name_of(context, last))
    })
}

/// The name of a body or state, or the words for one: "growers' union".
fn named(context: &Context<'_>, noun: Word) -> Option<String> {
    let body =
        reporting::speaker(context.folded_lemma(noun)) == Some(Speaker::Organisation);
    match phrase::mention(context, noun) {
        Some(mention) if mention.class == ActorClass::State => {
            Some(name_of(context, mention))
        }
        Some(mention) if mention.class == ActorClass::Organisation => {
            (!is_untold(mention)).then(|| name_of(context, mention))
        }
        Some(mention) if mention.class != ActorClass::Group => None,
        _ => body.then(|| bare_name(context, phrase::name_span(context, noun))),
    }
}
