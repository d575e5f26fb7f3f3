//! "The deck was wet: so says the inspector", "or so the captain says": what is said stands before.
//!
//! Read by the order of the words alone.

use dateline_language::WordClass;

use super::beside::{head_within, inverted};
use super::content::trimmed;
use super::{Speech, Way};
use crate::context::{Context, Word};
use crate::reporting::{self, Cue};

/// The most words of a source between "so" and its cue.
const LONGEST_SOURCE: usize = 10;

/// Reads them.
pub(super) fn read(context: &Context<'_>) -> Vec<Speech> {
    let mut found = Vec::new();
    for (sentence, read) in context.analysis.sentences.iter().enumerate() {
        let word = |token: usize| Word { sentence, token };
        let mut mark = None;
        for token in 1..read.tokens.len() {
            if context.folded_form(word(token)) != "so" {
                continue;
            }
            let Some(before) = mark.or_else(|| mark_before(context, word(token))) else {
                continue;
            };
            let told = said_so(context, word(token), before);
            // "and so the crews have said": the same words as the first.
            mark = told.as_ref().map(|_| before);
            found.extend(told);
        }
    }
    found
}

/// The mark in front of "so", "and so" or "or so".
fn mark_before(context: &Context<'_>, so: Word) -> Option<usize> {
    let at = |token: usize| Word { token, ..so };
    let joined = matches!(context.folded_form(at(so.token - 1)), "and" | "or");
    let mark = (so.token - 1).checked_sub(usize::from(joined))?;
    let stops = matches!(context.form(at(mark)), "," | ":" | ";" | "-" | "–" | "—");
    let told = (0..mark).any(|token| context.clause_at(at(token)).is_some());
    (stops && told).then_some(mark)
}

fn said_so(context: &Context<'_>, so: Word, mark: usize) -> Option<Speech> {
    let at = |token: usize| Word { token, ..so };
    let tokens = &context.sentence(so.sentence)?.tokens;
    let last =
        tokens.iter().rposition(|token| token.class != WordClass::Punctuation)? + 1;
    let (found, said, source) = match cue(context, at(so.token + 1)) {
        Some(said) => {
            let from = so.token + 2;
            let end =
                (from..last).find(|&token| is_stop(context, at(token))).unwrap_or(last);
            (so.token + 1, said, inverted(context, so.sentence, from, end)?)
        }
        None => {
            let found = (so.token + 2..last.min(so.token + LONGEST_SOURCE))
                .find(|&token| cue(context, at(token)).is_some())?;
            let end = (so.token + 1..found)
                .find(|&token| is_has(context, at(token)))
                .unwrap_or(found);
            let span =
                trimmed(context, context.span_of(so.sentence, so.token + 1, end - 1));
            let it = context.folded_form(at(so.token + 1)) == "it";
            let clear = !it
                && !(so.token + 1..end).any(|token| is_finite(context, at(token)))
                && ends(context, at(found + 1));
            let head =
                head_within(context, so.sentence, so.token + 1, end).filter(|_| clear)?;
            (found, cue(context, at(found))?, (head, span))
        }
    };
    let mut speech = Speech::at(at(found), Way::Clause);
    speech.cue = Some(said);
    speech.cue_span = Some(context.span(at(found)));
    speech.source = Some(source.0);
    speech.source_span = Some(source.1);
    speech.content = vec![trimmed(context, context.span_of(so.sentence, 0, mark - 1))];
    let clause = (0..mark).find(|&token| context.clause_at(at(token)).is_some());
    speech.content_head = clause.map(at);
    Some(speech)
}

/// The cue of a verb with a tense, or of a participle.
fn cue(context: &Context<'_>, word: Word) -> Option<&'static Cue> {
    let tensed = context
        .token(word)
        .is_some_and(|token| matches!(&*token.tag, "VBD" | "VBZ" | "VBP" | "VBN"));
    let cue = reporting::verb_of_form(context.folded_form(word)).filter(|_| tensed)?;
    matches!(cue.lemma, "say" | "claim" | "insist" | "argue" | "report" | "declare")
        .then_some(cue)
}

fn is_has(context: &Context<'_>, word: Word) -> bool {
    matches!(context.folded_form(word), "has" | "have" | "had")
}

fn is_finite(context: &Context<'_>, word: Word) -> bool {
    context
        .token(word)
        .is_some_and(|token| matches!(&*token.tag, "VBD" | "VBZ" | "VBP" | "MD"))
}

fn is_stop(context: &Context<'_>, word: Word) -> bool {
    matches!(context.form(word), "," | ";" | ":" | "." | "-" | "–" | "—")
}

/// Whether nothing more is said behind a cue: its sentence ends, or a day or adverb comes.
fn ends(context: &Context<'_>, word: Word) -> bool {
    let Some(token) = context.token(word) else { return true };
    matches!(token.class, WordClass::Punctuation | WordClass::Adverb)
        || context.folded_form(word) == "all"
        || context.is_time(token.span)
        || matches!(context.folded_form(word), "on" | "in")
}
