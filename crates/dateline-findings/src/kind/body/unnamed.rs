//! Bodies without a name that are told with what they are to do.

use std::collections::BTreeSet;

use dateline_language::WordClass;
use dateline_names::Form;
use dateline_text::Span;

use super::Body;
use super::name::NOUNS;
use crate::context::{Context, Word};
use crate::phrase::{self, one_line};
use crate::trigger;

/// Bodies without a name that are told with what they are to do: "the advisory mission is there
/// to support the guard".
pub(super) fn unnamed(context: &Context<'_>) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    let mut names = BTreeSet::new();
    for (number, sentence) in context.analysis.sentences.iter().enumerate() {
        for token in 0..sentence.tokens.len() {
            let noun = Word { sentence: number, token };
            let Some(body) = unnamed_at(context, noun) else { continue };
            if names.insert(body.name.clone()) {
                found.push(body);
            }
        }
    }
    found
}

fn unnamed_at(context: &Context<'_>, noun: Word) -> Option<Body> {
    let token = context.token(noun)?;
    let lemma = trigger::lemma(context, noun);
    let (class, joint) = NOUNS.get(lemma).copied()?;
    let named = phrase::mention(context, noun)
        .is_some_and(|mention| matches!(mention.form, Form::Name | Form::Short));
    if token.class != WordClass::Noun || named || !joint {
        return None;
    }
    let span = phrase::noun_phrase(context, noun);
    let words = one_line(context.words(span));
    let short = words.split([',', '(']).next().unwrap_or_default();
    let bare = short
        .trim_start_matches("The ")
        .trim_start_matches("the ")
        .trim_start_matches("a ")
        .trim_start_matches("an ");
    let mut body = Body::new(bare.to_owned(), span, class);
    body.evidence = context.text.trim(Span::of(span.start()..span.start() + short.len()));
    body.read_around(context, body.evidence);
    let works = matches!(class, "commission" | "committee");
    let made = works && body.status.is_some();
    let told = !body.mandate.is_empty() || body.lead.is_some() || made;
    body.joint = told;
    (bare.contains(' ') && told).then_some(body)
}
