//! Bodies that the words behind a comma tell to be one: "the Sons of the Plateau, a militant group
//! that ...", "Article Nine, a lawyers' collective".

use std::collections::BTreeSet;

use dateline_language::WordClass;
use dateline_names::ActorClass;
use dateline_text::{Span, fold, one_line};

use super::Body;
use super::name::NOUNS;
use super::printed::{before_comma, first_of, is_capital};
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
    if context.form(comma) != "," || !matches!(article, "a" | "an" | "the") {
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
    // "the rebel alliance which controls the valleys": "the Council, the board said" tells of two.
    let relative =
        matches!(context.folded_form(word(noun + 1)), "that" | "which" | "who");
    if article == "the" && !relative {
        return None;
    }
    if matches!(class, "government" | "ministry" | "court") {
        return None;
    }
    let [start, last] = before_comma(context, comma)?;
    // "deputy commander of the Tarn Forces, a militia": the office is a person's, its end is not.
    // "Saraya Tarn, an armed group": no person is one, whatever the name was taken for.
    let sure = matches!(
        context.folded_lemma(word(noun)),
        "faction" | "group" | "militia" | "movement" | "organisation" | "organization"
    );
    let person = context.mention_of(last).is_some_and(|mention| {
        let other = match mention.class {
            ActorClass::Person => !sure,
            class => class == ActorClass::State,
        };
        other && context.words(mention.span).starts_with(char::is_uppercase)
    });
    let first = over_of(context, start);
    let several = first < last.token && !person;
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

/// "Sons of the Plateau", "Column for Soil and Water": the capitals before "of the", "for" and, behind
/// these, "and" belong to the name.
fn over_of(context: &Context<'_>, first: Word) -> usize {
    let word = |token: usize| Word { token, ..first };
    let form = |token: usize| context.folded_form(word(token));
    let capital = |token: usize| is_capital(context, word(token));
    let mut at = first.token;
    let and =
        at.checked_sub(2).filter(|&owner| form(owner + 1) == "and" && capital(owner));
    if let Some(owner) =
        and.filter(|owner| owner.checked_sub(1).is_some_and(|of| form(of) == "for"))
    {
        at = owner;
    }
    let the = at.checked_sub(1).filter(|&before| form(before) == "the").unwrap_or(at);
    let link = the.checked_sub(1).filter(|&link| matches!(form(link), "of" | "for"));
    match link.and_then(|link| link.checked_sub(1)).filter(|&owner| capital(owner)) {
        Some(owner) => first_of(context, word(owner)),
        None => at,
    }
}
