//! Posts, holders and appositions by the order of the words, where no head is asked.

use dateline_language::WordClass;
use dateline_names::{ActorClass, Form, Resolution};
use dateline_text::{Span, one_line};

use super::post::{Named, post_at};
use super::side::name_of;
use crate::context::{Context, Word};
use crate::phrase;
use crate::value::Value;

/// The most words of a post, from its article to its noun.
const LONGEST_POST: usize = 10;

/// The most words between the two commas around what is told of a name.
const LONGEST_ASIDE: usize = 12;

/// A post as it stands in a sentence.
pub(super) struct Read {
    pub(super) post: Named,
    pub(super) of: Option<Named>,
    /// The word behind it and whose it is.
    pub(super) next: usize,
}

/// A person as it stands in a sentence.
pub(super) struct Holder {
    pub(super) name: (Value, Span),
    /// The word behind the name.
    pub(super) next: usize,
}

pub(super) fn at(word: Word, token: usize) -> Word {
    Word { token, ..word }
}

/// The name of a person that begins at a word.
pub(super) fn person_at(context: &Context<'_>, word: Word) -> Option<Holder> {
    let start = context.token(word)?.span.start();
    let names = context.mentions_in(word.sentence).filter(|mention| {
        mention.span.start() == start && matches!(mention.form, Form::Name | Form::Short)
    });
    let name = names.max_by_key(|mention| mention.span.len())?;
    let Resolution::One(number) = name.resolution else { return None };
    let actor = context.cast.actors.get(number)?;
    let next = context.word_at(name.span.end().checked_sub(1)?)?.token + 1;
    let is_person = actor.class == ActorClass::Person;
    is_person
        .then(|| Holder { name: (phrase::actor_name(context, number), name.span), next })
}

/// The same behind titles: "retired judge Ada Menz", "Col. Vane".
pub(super) fn person_from(context: &Context<'_>, first: Word) -> Option<Holder> {
    (first.token..first.token + 5)
        .take_while(|&token| {
            token == first.token || is_nominal(context, at(first, token - 1))
        })
        .find_map(|token| person_at(context, at(first, token)))
}

fn is_nominal(context: &Context<'_>, word: Word) -> bool {
    phrase::is_in_phrase(context, word)
        || matches!(
            context.folded_form(word),
            "ex" | "former" | "retired" | "veteran" | "."
        )
}

/// Whether a word may stand in front of the noun of a post: "the company's new finance".
fn is_before_post(context: &Context<'_>, word: Word) -> bool {
    let form = context.folded_form(word);
    is_nominal(context, word) && form != "."
        || matches!(form, "its" | "his" | "her" | "their" | "'s" | "’s" | "'" | "’" | "-")
        || context.token(word).is_some_and(|token| token.class == WordClass::Number)
}

/// The post that begins at a word, with its article or owner in front.
pub(super) fn post_from(context: &Context<'_>, first: Word) -> Option<Read> {
    let end = (first.token..first.token + LONGEST_POST).find(|&token| {
        let word = at(first, token);
        !is_before_post(context, word) || person_at(context, word).is_some()
    })?;
    let last = end.checked_sub(1).filter(|&last| last >= first.token)?;
    let noun = at(first, last);
    let (post, of) = post_at(context, noun)?;
    let post = if of.is_none() { with_trade(context, post, noun) } else { post };
    let next = context.word_at(post.1.end().checked_sub(1)?)?.token + 1;
    let of = of.or_else(|| owner_in_front(context, post.1, first));
    if let Some(of) = of {
        let behind = context.word_at(of.1.end().checked_sub(1)?)?.token + 1;
        return Some(Read { post, of: Some(of), next: next.max(behind) });
    }
    match of_behind(context, at(first, next)) {
        Some((of, next)) => Some(Read { post, of: Some(of), next }),
        None => Some(Read { post, of: None, next }),
    }
}

/// "the army's" of "the army's chief".
fn owner_in_front(context: &Context<'_>, post: Span, first: Word) -> Option<Named> {
    let noun = context.word_at(post.start())?;
    let mark = noun.token.checked_sub(1)?;
    let owner = mark.checked_sub(1).filter(|&owner| owner >= first.token)?;
    let owned = matches!(context.folded_form(at(noun, mark)), "'s" | "’s" | "'" | "’");
    let owner = at(noun, owner);
    let mention = context.mention_of(owner);
    let told = mention.map(|mention| (name_of(context, mention), mention.span));
    owned.then(|| {
        told.unwrap_or_else(|| (context.form(owner).to_owned(), context.span(owner)))
    })
}

/// "minister of education": what an office is for, where the parser hung it elsewhere.
fn with_trade(context: &Context<'_>, post: Named, noun: Word) -> Named {
    let of = at(noun, noun.token + 1);
    let next = at(noun, noun.token + 2);
    let trade = context.token(next).is_some_and(|token| token.class == WordClass::Noun)
        && context.mention_of(next).is_none()
        && post.1.end() < context.span(next).start();
    if !trade || context.folded_form(of) != "of" {
        return post;
    }
    let span = post.1.cover(context.span(next));
    (one_line(context.words(span)), span)
}

/// "of the Harbour Union" behind a post, and the word behind it.
fn of_behind(context: &Context<'_>, of: Word) -> Option<(Named, usize)> {
    if !matches!(context.folded_form(of), "of" | "at" | "for") {
        return None;
    }
    let article = matches!(context.folded_form(at(of, of.token + 1)), "the" | "its");
    let first = at(of, of.token + 1 + usize::from(article));
    let start = context.token(first)?.span.start();
    let bodies = context.mentions_in(of.sentence).filter(|mention| {
        mention.span.start() == start && mention.class != ActorClass::Person
    });
    let body = bodies.max_by_key(|mention| mention.span.len())?;
    let next = context.word_at(body.span.end().checked_sub(1)?)?.token + 1;
    Some(((name_of(context, body), body.span), next))
}

/// The word behind what stands between two commas: ", a former engineer," of "Tom Leck, a former
/// engineer, as minister". Where no comma opens it, the word itself.
pub(super) fn behind_aside(context: &Context<'_>, from: Word) -> Word {
    if context.form(from) != "," {
        return from;
    }
    let first = from.token + 1;
    let close = (first..first + LONGEST_ASIDE).find(|&token| {
        let word = at(from, token);
        context.form(word) == "," || context.clause_at(word).is_some_and(is_told)
    });
    let close = close.filter(|&close| context.form(at(from, close)) == ",");
    close.map_or(from, |close| at(from, close + 1))
}

fn is_told(clause: &crate::clause::Clause) -> bool {
    clause.tense != crate::clause::Tense::None
}

/// The noun of a post that stands behind a name and its comma: ", the commander of the force,"
/// of "General Ada Korr of Varn, the commander of the force, said".
pub(super) fn beside(context: &Context<'_>, holder: &Holder, name: Word) -> Option<Read> {
    let comma = behind_origin(context, at(name, holder.next));
    if context.form(comma) != "," {
        return None;
    }
    let age = at(name, comma.token + 2);
    let aged = context.form(age) == ","
        && context
            .token(at(name, comma.token + 1))
            .is_some_and(|token| token.class == WordClass::Number);
    let first = at(name, comma.token + 1 + 2 * usize::from(aged));
    let read = post_from(context, first)?;
    let next = at(name, read.next);
    let ends = matches!(context.folded_form(next), "," | "." | ")" | "who" | "")
        || context.token(next).is_none();
    // "met Ada Korr, the mayor, Tom Leck, and others" tells two.
    let other = person_from(context, at(name, read.next + 1)).is_some();
    let quoted = context.words(read.post.1).contains(['"', '“', '”']);
    (ends && !other && !quoted).then_some(read)
}

/// The word behind "of Varn", "from the High Court", "at Calder University".
fn behind_origin(context: &Context<'_>, from: Word) -> Word {
    if !matches!(context.folded_form(from), "of" | "from" | "at" | "with") {
        return from;
    }
    let close = (from.token + 1..from.token + 8)
        .find(|&token| !is_before_post(context, at(from, token)));
    close.map_or(from, |close| at(from, close))
}
