//! Offices that somebody leaves or loses: "the mayor resigned", "who replaced Tom Leck in May".

use dateline_names::Office;
use dateline_text::Span;

use super::order::{Read, at, person_at, person_from};
use super::post::Named;
use super::taken::{Deed, as_post, deed, is_itself, is_passive, subject};
use super::timing::Timing;
use super::told::Told;
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::finding::{Modality, Polarity};
use crate::modality;
use crate::value::Value;

/// How far behind its verb the name of the one who goes may stand.
const FAR: usize = 8;

/// Reads the office that ends in a clause.
pub(super) fn left(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let deed = deed(context, clause, verb)?;
    let so =
        modality::reading_at(context, verb) == (Modality::Asserted, Polarity::Positive);
    if !so || clause.infinitive || clause.negated {
        return None;
    }
    match deed {
        Deed::Leave => loses(context, clause, verb),
        Deed::Follow => is_followed(context, clause, verb),
        Deed::Give | Deed::Take | Deed::Hold => None,
    }
}

/// "The interior minister, Ada Korr, resigned", "sacked the mayor, Tom Leck".
fn loses(context: &Context<'_>, clause: &Clause, verb: Word) -> Option<Told> {
    if as_post(context, verb).is_some() || !is_from_office(context, verb) {
        return None;
    }
    let own = is_itself(context, verb);
    let gone = if own || is_passive(context, clause) {
        subject(context, clause)?
    } else {
        person_from(context, past_office(context, verb)?)?.name
    };
    let finite = clause.tense != Tense::None || is_passive(context, clause);
    let office = office_of(context, &gone, verb).filter(|_| finite)?;
    Some(ends(verb, gone, office))
}

/// The word behind the verb, over "its", "the" and what else stands before an office.
fn past_office(context: &Context<'_>, verb: Word) -> Option<Word> {
    let front = (verb.token + 1..verb.token + FAR).map(|token| at(verb, token));
    front
        .take_while(|&word| {
            !matches!(context.form(word), "." | ";" | ":" | "\"" | "“" | "”" | "")
                && context.clause_at(word).is_none()
        })
        .find(|&word| person_at(context, word).is_some())
}

/// Whether what is left is an office: "resigned", "quit his post", not "quit the talks".
fn is_from_office(context: &Context<'_>, verb: Word) -> bool {
    let near = |words: &[&str]| {
        (verb.token + 1..verb.token + 5)
            .any(|token| words.contains(&context.folded_lemma(at(verb, token))))
    };
    let office =
        || near(&["cabinet", "government", "job", "office", "position", "post", "role"]);
    let next = context.folded_form(at(verb, verb.token + 1));
    let from = near(&["from"]) && next != "in";
    match context.folded_lemma(verb) {
        "step" => near(&["aside", "down"]),
        "fire" | "remove" => office() || past_office(context, verb).is_some() && !from,
        "quit" | "retire" => {
            office() || matches!(next, "" | "," | "." | "in" | "last" | "on")
        }
        "leave" => office(),
        _ => !from || office(),
    }
}

/// The office of the one who goes: "who replaced Tom Leck as mayor", "The new mayor, Ada Korr,
/// who took over from Tom Leck".
fn is_followed(context: &Context<'_>, clause: &Clause, verb: Word) -> Option<Told> {
    let read = as_post(context, verb);
    if is_passive(context, clause) {
        let gone = subject(context, clause)?;
        let office = read
            .map(|Read { post, of, .. }| (post, of))
            .or_else(|| office_of(context, &gone, verb))?;
        return Some(ends(verb, gone, office));
    }
    let follows = subject(context, clause);
    let gone = person_from(context, past_office(context, verb)?)?.name;
    let others = follows.as_ref().is_some_and(|follows| follows.0 == gone.0);
    let own = || here(context, &gone, verb);
    let inherited = || here(context, follows.as_ref()?, verb);
    let office = read.map(|Read { post, of, .. }| (post, of)).or_else(own);
    let office = office.or_else(inherited).filter(|_| !others)?;
    Some(ends(verb, gone, office))
}

fn ends(verb: Word, holder: (Value, Span), (post, of): (Named, Option<Named>)) -> Told {
    Told {
        holder,
        post: Some(post),
        of,
        at: verb,
        when: Timing::Ends,
        rule: "role, by its end",
    }
}

/// The office that a sentence gives somebody, else the only one that the report does.
fn office_of(
    context: &Context<'_>,
    who: &(Value, Span),
    verb: Word,
) -> Option<(Named, Option<Named>)> {
    here(context, who, verb).or_else(|| {
        let mut posts = posts(context, who);
        let only = posts.next()?;
        posts.next().is_none().then(|| named(only))
    })
}

fn here(
    context: &Context<'_>,
    who: &(Value, Span),
    verb: Word,
) -> Option<(Named, Option<Named>)> {
    let mut posts = posts(context, who).filter(|office| {
        context.analysis.sentence_at(office.span.start()) == Some(verb.sentence)
    });
    posts.next().map(named)
}

fn posts<'a>(
    context: &'a Context<'_>,
    who: &(Value, Span),
) -> impl Iterator<Item = &'a Office> {
    let number = match &who.0 {
        Value::Name(name) => name.actor,
        _ => None,
    };
    let actor = number.and_then(|number| context.cast.actors.get(number));
    actor.into_iter().flat_map(|actor| &actor.offices).filter(|office| !office.rank)
}

fn named(office: &Office) -> (Named, Option<Named>) {
    let of = office.of.clone().map(|of| (of, office.span));
    ((office.post.clone(), office.span), of)
}
