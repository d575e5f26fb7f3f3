//! The words that tell it.

use std::sync::LazyLock;

use dateline_language::{EntityClass, Relation};
use dateline_names::{ActorClass, Mention};
use dateline_text::{Lookup, Span, one_line};

use super::words::evidence;
use crate::codebook::Role;
use crate::context::{Context, Word};
use crate::field::{Field, Fields};
use crate::phrase;
use crate::reporting;
use crate::trigger::{self, Fired};
use crate::value::Value;

/// Nouns that are places, by themselves.
static PLACES: LazyLock<Lookup<()>> =
    LazyLock::new(|| reporting::rows(include_str!("../../../data/places.tsv")).collect());

const WHERE: [&str; 11] = [
    "in",
    "at",
    "near",
    "inside",
    "across",
    "outside",
    "around",
    "off",
    "within",
    "throughout",
    "along",
];

pub(super) fn set_place(context: &Context<'_>, event: &Fired<'_>, fields: &mut Fields) {
    let said = WHERE.iter().flat_map(|preposition| event.slots.get(preposition));
    let mut tokens: Vec<usize> =
        event.role(Role::Place).into_iter().chain(said).collect();
    tokens.sort_unstable();
    tokens.dedup();
    let is_place =
        |token: &usize| is_place(context, Word { token: *token, ..event.word });
    if !tokens.iter().any(is_place) {
        tokens = places_below(context, event);
    }
    put_places(context, event, &tokens, fields);
}

/// Deeds that are done where those are to whom they are done.
const THERE: [&str; 6] =
    ["blockade", "curfew", "evacuate", "occupy", "seize_territory", "siege"];

/// "took the town of Trebin": what it is done to is where it is done.
pub(super) fn set_place_taken(
    context: &Context<'_>,
    event: &Fired<'_>,
    fields: &mut Fields,
) {
    let there = THERE.contains(&event.line.event_type.as_str());
    if there && fields.get(Field::Place).is_none() {
        put_places(context, event, &event.role(Role::Recipient), fields);
    }
}

fn put_places(
    context: &Context<'_>,
    event: &Fired<'_>,
    tokens: &[usize],
    fields: &mut Fields,
) {
    let nouns = tokens.iter().map(|&token| Word { token, ..event.word });
    let found = nouns.flat_map(|noun| {
        let words = phrase::conjuncts(context, noun);
        let places = words.filter(move |&word| {
            is_place(context, word) && !is_beside_name(context, noun, word)
        });
        places.map(|word| named_beside(context, word).unwrap_or(word))
    });
    let spans: Vec<Span> = found.map(|word| place_span(context, word)).collect();
    put_spans(context, &spans, fields);
}

/// The places that stand at spans; nothing where there is none.
fn put_spans(context: &Context<'_>, spans: &[Span], fields: &mut Fields) {
    let mut places: Vec<Value> =
        spans.iter().map(|&span| Value::words(&one_line(context.words(span)))).collect();
    let value = if places.len() > 1 { Some(Value::List(places)) } else { places.pop() };
    fields.set_some(Field::Place, value, spans);
}

/// "the capital, Amar": the name beside a common noun.
fn named_beside(context: &Context<'_>, noun: Word) -> Option<Word> {
    let tree =
        context.tree(noun.sentence).filter(|_| !trigger::is_name(context, noun))?;
    let token = tree.child(noun.token, &[Relation::Apposition])?;
    Some(Word { token, ..noun }).filter(|name| trigger::is_name(context, *name))
}

/// "the embassy in Brenn and bases": a bare noun right behind "and" is no second place beside a name.
fn is_beside_name(context: &Context<'_>, name: Word, word: Word) -> bool {
    let before = word.token.checked_sub(1).map(|token| Word { token, ..word });
    let bare = before.is_some_and(|before| context.folded_form(before) == "and");
    bare && name != word
        && trigger::is_name(context, name)
        && !trigger::is_name(context, word)
}

/// The named place nearest behind the trigger within its own words: "signed the agreement with
/// the minister in Port Hale".
pub(super) fn set_place_within(
    context: &Context<'_>,
    event: &Fired<'_>,
    fields: &mut Fields,
) {
    let span = evidence(context, event);
    let Some(sentence) = context.sentence(event.word.sentence) else { return };
    let fits = |&token: &usize| {
        let word = Word { token, ..event.word };
        stands_behind(context, word, &WHERE)
            && span.contains(context.span(word))
            && (trigger::is_name(context, word) || is_called(context, word))
            && is_place(context, word)
    };
    let Some(token) = (event.word.token..sentence.tokens.len()).find(fits) else {
        return;
    };
    let noun = Word { token, ..event.word };
    let words = phrase::conjuncts(context, noun);
    let spans: Vec<Span> = words
        .filter(|&word| word == noun || trigger::is_name(context, word))
        .filter(|&word| is_place(context, word))
        .map(|word| place_span(context, word))
        .collect();
    put_spans(context, &spans, fields);
}

/// Whether one of these prepositions stands before a noun.
fn stands_behind(context: &Context<'_>, noun: Word, prepositions: &[&str]) -> bool {
    let case = context
        .tree(noun.sentence)
        .and_then(|tree| tree.child(noun.token, &[Relation::Case]));
    case.is_some_and(|case| {
        prepositions.contains(&context.folded_form(Word { token: case, ..noun }))
    })
}

/// "the town of Trebin": a common noun with the name that it goes by.
fn is_called(context: &Context<'_>, noun: Word) -> bool {
    let name = Word { token: noun.token + 2, ..noun };
    let of = context.folded_form(Word { token: noun.token + 1, ..noun }) == "of";
    of && trigger::is_name(context, name)
}

/// Places that hang on the arguments of a verb: "met the minister in Port Hale".
fn places_below(context: &Context<'_>, event: &Fired<'_>) -> Vec<usize> {
    let Some(tree) = context.tree(event.word.sentence) else { return Vec::new() };
    let inside = |&token: &usize| {
        let word = Word { token, ..event.word };
        stands_behind(context, word, &WHERE) && is_place(context, word)
    };
    let mut found = Vec::new();
    for slot in ["O", "with", "to", "on", "against"] {
        for argument in event.slots.get(slot) {
            found.extend(tree.children(argument).iter().copied().filter(inside));
        }
    }
    found
}

/// The words of a place: its name, or the noun with what it is of.
pub(crate) fn place_span(context: &Context<'_>, word: Word) -> Span {
    let named = phrase::mention(context, word).or_else(|| named_around(context, word));
    named.map_or_else(
        || short_of(context, phrase::noun_phrase(context, word)),
        |mention| mention.span,
    )
}

/// "the ferry terminal in Pell Harbour": the town that a common noun stands in.
fn named_around<'a>(context: &'a Context<'_>, noun: Word) -> Option<&'a Mention> {
    let tree = context.tree(noun.sentence)?;
    let below = tree.children_in(noun.token, &[Relation::Modifier]);
    let mut below = below.map(|token| Word { token, ..noun });
    let town = below.find(|&word| stands_behind(context, word, &["in"]))?;
    phrase::mention(context, town).filter(|_| is_place(context, town))
}

/// "the port of Marrow on Thursday after talks": without the time, and what hangs on nothing but
/// the deed.
fn short_of(context: &Context<'_>, place: Span) -> Span {
    let words = context.words(place);
    let time = context.times_within(place).map(|time| time.span.start() - place.start());
    let time = time.filter(|&at| at > 0).min().unwrap_or(words.len());
    let besides = [", ", " after ", " before ", " during ", " while "];
    let besides = besides.iter().filter_map(|word| words.find(word));
    let end = besides.chain([time]).min().unwrap_or(words.len());
    let front = words.get(..end).unwrap_or(words).trim_end();
    let bare = [" on", " in", " at", " late", " early", " since", " until", " by"];
    let bare = bare.iter().find_map(|word| front.strip_suffix(word));
    let kept = if time < words.len() { bare.unwrap_or(front) } else { front };
    Span::of(place.start()..place.start() + kept.len())
}

/// Whether a word names or is a place.
pub(crate) fn is_place(context: &Context<'_>, word: Word) -> bool {
    let Some(token) = context.token(word) else { return false };
    if trigger::is_time(context, word) {
        return false;
    }
    let entity = token.entity.is_some_and(|(class, _)| {
        matches!(class, EntityClass::State | EntityClass::Place | EntityClass::Facility)
    });
    let mention = phrase::mention(context, word).is_some_and(|mention| {
        matches!(mention.class, ActorClass::Place | ActorClass::State)
    });
    let common = PLACES.has(context.folded_lemma(word));
    entity || mention || common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_places_is_sorted_and_each_stands_once() {
        let rows: Vec<&str> =
            reporting::rows(include_str!("../../../data/places.tsv")).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
