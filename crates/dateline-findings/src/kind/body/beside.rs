//! Bodies that the words behind a comma tell to be one: "the Sons of the Plateau, a militant group
//! that ...", "Article Nine, a lawyers' collective".

use std::collections::BTreeSet;

use dateline_language::WordClass;
use dateline_names::ActorClass;
use dateline_text::{Span, fold, one_line};

use super::Body;
use super::name::NOUNS;
use super::printed::{first_of, is_capital};
use crate::context::{Context, Word};

/// The most words between the article and the noun that says what it is.
const DESCRIPTION: usize = 6;
/// The most bytes of a description.
const LONGEST: usize = 140;

/// The bodies that are told so, each once; those that are known take the description over as
/// their evidence.
pub(super) fn beside(context: &Context<'_>, known: &mut [Body]) -> Vec<Body> {
    let mut names = BTreeSet::new();
    let mut found = Vec::new();
    for (number, sentence) in context.analysis.sentences.iter().enumerate() {
        for token in 1..sentence.tokens.len() {
            let comma = Word { sentence: number, token };
            let Some((name, class)) = described(context, comma) else { continue };
            let evidence = with_description(context, name, comma);
            let told = known.iter_mut().find(|body| body.span.overlaps(name));
            if let Some(body) = told {
                if body.evidence == body.span {
                    body.evidence = evidence;
                }
                body.joint = true;
                continue;
            }
            let words = one_line(context.words(name));
            if names.insert(fold(&words)) {
                let mut body = Body::new(words, name, class);
                body.evidence = evidence;
                body.joint = true;
                found.push(body);
            }
        }
    }
    found
}

/// The name before a comma behind which an article and the noun of a body stand.
fn described(context: &Context<'_>, comma: Word) -> Option<(Span, &'static str)> {
    let word = |token: usize| Word { token, ..comma };
    let article = context.folded_form(word(comma.token + 1));
    if context.form(comma) != "," || !matches!(article, "a" | "an") {
        return None;
    }
    let noun = (comma.token + 2..comma.token + 2 + DESCRIPTION).find(|&token| {
        let noun = |token: usize| {
            context.token(word(token)).is_some_and(|found| found.class == WordClass::Noun)
        };
        let owner =
            context.token(word(token + 1)).is_some_and(|next| &*next.tag == "POS");
        noun(token) && !noun(token + 1) && !owner
    })?;
    let (class, _) = NOUNS.get(context.folded_lemma(word(noun))).copied()?;
    if matches!(class, "government" | "ministry" | "court") {
        return None;
    }
    let last = word(comma.token.checked_sub(1)?);
    let person = context.mention_of(last).is_some_and(|mention| {
        matches!(mention.class, ActorClass::Person | ActorClass::State)
    });
    let first = over_of(context, word(first_of(context, last)));
    let several = first < last.token && is_capital(context, last) && !person;
    several.then(|| (context.span_of(comma.sentence, first, last.token), class))
}

/// The name with its description, up to the next comma or the end of the sentence.
fn with_description(context: &Context<'_>, name: Span, comma: Word) -> Span {
    let Some(sentence) = context.sentence(comma.sentence) else { return name };
    let from = context.span(comma).end();
    let rest = context.words(Span::of(from..sentence.span.end()));
    let end =
        rest.find([',', ';']).unwrap_or(rest.trim_end_matches(['.', ' ', '\n']).len());
    if end > LONGEST { name } else { Span::of(name.start()..from + end) }
}

/// "Sons of the Plateau": the capitals before "of" and "of the" belong to the name.
fn over_of(context: &Context<'_>, first: Word) -> usize {
    let word = |token: usize| Word { token, ..first };
    let back = |token: usize, form: &str| {
        token.checked_sub(1).filter(|&before| context.folded_form(word(before)) == form)
    };
    let the = back(first.token, "the").unwrap_or(first.token);
    let owner = back(the, "of").and_then(|of| of.checked_sub(1)).map(word);
    match owner.filter(|&owner| is_capital(context, owner)) {
        Some(owner) => first_of(context, owner),
        None => first.token,
    }
}
