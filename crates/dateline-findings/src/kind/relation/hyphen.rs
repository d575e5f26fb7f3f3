//! Relations that a verb says: "the forces were invited by the government".

use dateline_language::WordClass;
use dateline_text::{Span, fold, one_line};

use super::{Tie, named};
use crate::context::{Context, Word};
use crate::finding::Finding;
use crate::kind::body::before_comma;
use crate::value::Value;

/// "Varn-backed fighters", "pro-Varn groups".
pub(super) fn hyphens(context: &Context<'_>, sentence: usize) -> Vec<Finding> {
    let Some(span) = context.sentence(sentence).map(|found| found.span) else {
        return Vec::new();
    };
    let words = context.words(span);
    let mut found = Vec::new();
    for (at, _) in words.match_indices(['-', '‑']) {
        let left = words.get(..at).unwrap_or_default();
        let right = words.get(at..).unwrap_or_default();
        let right = right.trim_start_matches(['-', '‑']);
        let hyphen = words.len() - left.len() - right.len();
        let before = last_word(left);
        let after = first_word(right);
        let Some((relation, named)) = joined(before, after) else { continue };
        let base = span.start() + at;
        let name = if named {
            Span::of(base - before.len()..base)
        } else {
            Span::of(base + hyphen..base + hyphen + after.len())
        };
        let start = base - before.len();
        let end = base + hyphen + after.len();
        found.extend(hyphen_tie(context, relation, name, Span::of(start..end)));
    }
    found
}

/// Which relation a hyphened word says, and whether the name stands before the hyphen.
pub(super) fn joined(before: &str, after: &str) -> Option<(&'static str, bool)> {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if capital(before) {
        return match fold(after).as_str() {
            "backed" | "supported" | "sponsored" | "funded" | "financed" | "armed"
            | "trained" => Some(("backed_by", true)),
            "aligned" | "allied" | "linked" | "affiliated" | "friendly" => {
                Some(("aligned_with", true))
            }
            _ => None,
        };
    }
    (fold(before) == "pro" && capital(after)).then_some(("aligned_with", false))
}

fn last_word(words: &str) -> &str {
    let cut = words.rfind(|letter: char| !letter.is_alphanumeric() && letter != '.');
    let start = cut.map_or(0, |at| {
        at + words
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    });
    words.get(start..).unwrap_or_default()
}

fn first_word(words: &str) -> &str {
    let end = words.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(words.len());
    words.get(..end).unwrap_or_default()
}

fn hyphen_tie(
    context: &Context<'_>,
    relation: &str,
    name: Span,
    modifier: Span,
) -> Option<Finding> {
    let noun = noun_after(context, modifier.end())?;
    let whole = Span::of(modifier.start()..context.span(noun).end());
    let rest = context.text.trim(Span::of(modifier.end()..whole.end()));
    let words = one_line(context.words(whole));
    // The words with the modifier are what tells these groups from others.
    let subject =
        if relation == "backed_by" { one_line(context.words(rest)) } else { words };
    let described = described(context, modifier.start());
    let subject = match described {
        Some(body) => (named(context, body), body),
        None => (Value::words(&subject), rest),
    };
    let tie = Tie {
        relation,
        subject,
        object: (named(context, name), name),
        evidence: described.map_or(whole, |body| body.cover(whole)),
        rule: "relation, hyphened adjective",
    };
    Some(tie.finding())
}

/// "the Tarn Forces, a pro-Varn militia": the name that such words describe behind a comma.
fn described(context: &Context<'_>, modifier: usize) -> Option<Span> {
    let first = context.word_at(modifier)?;
    let back =
        |count: usize| Some(Word { token: first.token.checked_sub(count)?, ..first });
    let comma = back(2)?;
    let article = matches!(context.folded_form(back(1)?), "a" | "an");
    if !article || context.form(comma) != "," {
        return None;
    }
    let [start, last] = before_comma(context, comma)?;
    Some(context.span_of(last.sentence, start.token, last.token))
}

/// The noun that an adjective ending at `position` belongs to, with the nouns joined to it.
fn noun_after(context: &Context<'_>, position: usize) -> Option<Word> {
    let first = context.word_at(position)?;
    let tokens = &context.sentence(first.sentence)?.tokens;
    let mut found = None;
    for (token, here) in tokens.iter().enumerate().skip(first.token).take(8) {
        match here.class {
            WordClass::Noun | WordClass::ProperNoun => found = Some(token),
            WordClass::Adjective if found.is_none() => {}
            WordClass::Coordinator
                if found.is_some() && joins_nouns(context, first, token) => {}
            _ => break,
        }
    }
    found.map(|token| Word { token, ..first })
}

fn joins_nouns(context: &Context<'_>, word: Word, coordinator: usize) -> bool {
    let next = context.token(Word { token: coordinator + 1, ..word });
    let after = context.token(Word { token: coordinator + 2, ..word });
    let noun = |token: Option<&dateline_language::Token>| {
        token.is_some_and(|token| token.class == WordClass::Noun)
    };
    noun(next)
        && !after.is_some_and(|after| {
            matches!(after.class, WordClass::Verb | WordClass::Auxiliary)
        })
}
