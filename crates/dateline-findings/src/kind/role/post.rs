//! The words of a post, and whose it is.

use std::sync::LazyLock;

use dateline_language::{Relation, WordClass};
use dateline_names::{ActorClass, ends_post, is_post};
use dateline_text::{Lookup, Span, one_line};

use super::its::body_of_its;
use super::side::{is_untold, name_of};
use crate::context::{Context, Word};
use crate::phrase;
use crate::reporting;
use crate::trigger;

/// What somebody who is named is by trade or task.
pub(super) static CALLINGS: LazyLock<Lookup<()>> = LazyLock::new(|| {
    reporting::rows(include_str!("../../../data/callings.tsv")).collect()
});

pub(super) type Named = (String, Span);

/// Whether words in lower case name a trade and no post: "harbour engineer", not "chief
/// executive".
pub(super) fn is_trade(words: &str) -> bool {
    let mut last = words.rsplit(' ');
    let (noun, before) = (last.next().unwrap_or_default(), last.next());
    let post = before.is_some_and(|before| is_post(&format!("{before} {noun}")));
    CALLINGS.has(noun) && !post
}

/// The post that a noun phrase names, and of what.
pub(super) fn post_at(
    context: &Context<'_>,
    noun: Word,
) -> Option<(Named, Option<Named>)> {
    let tree = context.tree(noun.sentence)?;
    if !may_be_post(context, noun) {
        return None;
    }
    let last = context.folded_lemma(noun);
    let first = first_of_post(context, noun);
    let words =
        one_line(context.words(context.span_of(noun.sentence, first, noun.token)));
    let two: Vec<&str> = words.split(' ').rev().take(2).collect();
    let two = two.into_iter().rev().collect::<Vec<_>>().join(" ");
    let calling = CALLINGS.has(last);
    if !(calling || is_post(last) || is_post(&two)) {
        return None;
    }
    let mut span = context.span_of(noun.sentence, first, noun.token);
    let its = body_of_its(context, span.start()).map(|body| (body, span));
    let mut of = its.or_else(|| owner(context, noun));
    for child in tree.children_in(noun.token, &[Relation::Modifier, Relation::Possessive])
    {
        let word = Word { token: child, ..noun };
        let case = tree.child(child, &[Relation::Case]);
        let case = case.map(|case| context.folded_form(Word { token: case, ..noun }));
        if tree.relation(child) == Some(Relation::Possessive) || case != Some("of") {
            continue;
        }
        let mention = phrase::mention(context, word);
        let home = mention.is_some_and(|mention| {
            matches!(mention.class, ActorClass::State | ActorClass::Place)
        });
        // "the Minister of Mines and Energy": what the office is for.
        if !home && words.eq_ignore_ascii_case("minister") {
            let whole = up_to_comma(context, phrase::noun_phrase(context, word));
            let (what, state) = before_state(context, whole);
            span = span.cover(what);
            of = of.or(state);
            continue;
        }
        match mention.filter(|mention| mention.class != ActorClass::Person) {
            Some(mention) => of = Some((name_of(context, mention), mention.span)),
            None if trigger::is_name(context, word) => {
                let span = before_time(context, phrase::name_span(context, word));
                of = Some((bare_name(context, span), span));
            }
            // "chief of the general staff", "head of product development".
            None => span = span.cover(phrase::name_span(context, word)),
        }
    }
    let post = one_line(context.words(span));
    // A member is one of something.
    (last != "member" || of.is_some()).then_some(((post, span), of))
}

/// What states call themselves before their names.
const STATES: [&str; 8] = [
    "Commonwealth",
    "Emirate",
    "Federation",
    "Kingdom",
    "Principality",
    "Republic",
    "State",
    "Sultanate",
];

/// "Defence" and "Varn" of "Defence of the Republic of Varn".
fn before_state(context: &Context<'_>, whole: Span) -> (Span, Option<Named>) {
    let words = context.words(whole);
    let found = STATES.iter().find_map(|title| {
        let link = format!(" of the {title} of ");
        words.find(&link).map(|at| (at, at + link.len()))
    });
    let Some((end, start)) = found else { return (whole, None) };
    let state = Span::of(whole.start() + start..whole.end());
    let what = Span::of(whole.start()..whole.start() + end);
    (what, Some((bare_name(context, state), state)))
}

/// A name without its article, and without its short form in brackets.
pub(super) fn bare_name(context: &Context<'_>, span: Span) -> String {
    let words = one_line(context.words(span));
    let words = words.split(" (").next().unwrap_or_default();
    ["the ", "The "]
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(words)
        .to_owned()
}

fn up_to_comma(context: &Context<'_>, span: Span) -> Span {
    let words = context.words(span);
    let end = words.find([',', '(']).unwrap_or(words.len());
    before_time(context, Span::of(span.start()..span.start() + end))
}

/// "the museum" of "director of the museum on 1 April".
fn before_time(context: &Context<'_>, span: Span) -> Span {
    let time = context.times_within(span).next();
    let kept = time.map_or(span, |time| Span::of(span.start()..time.span.start()));
    let words = context.words(kept).trim_end();
    let words = ["on", "in", "since", "from", "at"]
        .iter()
        .find_map(|link| words.strip_suffix(link).filter(|_| time.is_some()))
        .unwrap_or(words);
    Span::of(span.start()..span.start() + words.trim_end().len())
}

/// Whether a word is a noun or adjective that can end an office or calling; asked of every word
/// before its phrase is read.
pub(super) fn may_be_post(context: &Context<'_>, noun: Word) -> bool {
    let nominal = context.token(noun).is_some_and(|token| {
        matches!(
            token.class,
            WordClass::Noun | WordClass::ProperNoun | WordClass::Adjective
        )
    });
    if !nominal {
        return false;
    }
    let (form, lemma) = (context.folded_form(noun), context.folded_lemma(noun));
    let before = noun.token.checked_sub(1).map(|token| Word { token, ..noun });
    // Where no space stands before it, its letters may be the end of another word.
    let glued = before
        .is_some_and(|before| context.span(before).end() == context.span(noun).start());
    glued || CALLINGS.has(lemma) || ends_post(lemma) || ends_post(form)
}

/// Where a post begins: its compounds and what narrows it, not "former", "new" or "acting".
fn first_of_post(context: &Context<'_>, noun: Word) -> usize {
    let mut first = noun.token;
    while let Some(before) = first.checked_sub(1) {
        let word = Word { token: before, ..noun };
        let Some(token) = context.token(word) else { break };
        let form = context.folded_form(word);
        let time = matches!(
            form,
            "former"
                | "new"
                | "acting"
                | "then"
                | "current"
                | "retired"
                | "next"
                | "first"
                | "outgoing"
                | "interim"
                | "long-time"
                | "newly"
        );
        let part = matches!(token.class, WordClass::Noun | WordClass::Adjective)
            || token.class == WordClass::ProperNoun
                && phrase::mention(context, word).is_none();
        if time || !part {
            break;
        }
        first = before;
    }
    first
}

/// "Norrail's chairman", "its chairman", "the Harbour Union chairman".
fn owner(context: &Context<'_>, noun: Word) -> Option<Named> {
    const FRONT: [Relation; 3] =
        [Relation::Possessive, Relation::Compound, Relation::Adjective];
    let tree = context.tree(noun.sentence)?;
    let mut front =
        tree.children_in(noun.token, &FRONT).map(|token| Word { token, ..noun });
    front.find_map(|word| {
        let mention = phrase::mention(context, word)?;
        let side = matches!(mention.class, ActorClass::Organisation | ActorClass::State);
        // "its chairman" of a body that cannot be told.
        (side && !is_untold(mention)).then(|| (name_of(context, mention), mention.span))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_callings_is_sorted_and_each_stands_once() {
        let rows: Vec<&str> =
            reporting::rows(include_str!("../../../data/callings.tsv")).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
