//! Of what an office is, where the words around it say so.

use std::collections::BTreeSet;

use dateline_language::Relation;
use dateline_names::{ActorClass, Form, Mention, Office, Resolution};
use dateline_text::{Span, fold};

use crate::context::Context;
use crate::field::Field;
use crate::finding::Finding;
use crate::value::Value;

/// The state or body whose office it is, with the words that say so: "the mission's deputy
/// commander", "Norrail chief executive Ada Korr", "President Mirko Vance of Aldova".
pub(super) fn side(
    context: &Context<'_>,
    office: &Office,
    post: &str,
    evidence: Span,
) -> Option<(String, Span)> {
    if office.rank {
        return None;
    }
    before(context, office.span.start())
        .or_else(|| behind(context, evidence))
        .or_else(|| Some((by_institution(context, office, post)?, evidence)))
        .or_else(|| Some((only_state(context, office, post)?, evidence)))
        .or_else(|| Some((by_ministry(context, office, post)?, evidence)))
}

/// What owns the office, or is named, right before it.
fn before(context: &Context<'_>, start: usize) -> Option<(String, Span)> {
    let sentence = context.analysis.sentence_at(start)?;
    let mentions = context.mentions_in(sentence).filter(|mention| {
        mention.span.end() <= start && start - mention.span.end() <= 12
    });
    let next = mentions.max_by_key(|mention| (mention.span.end(), mention.span.len()))?;
    let between = context.words(Span::of(next.span.end()..start));
    let owned = ["'s", "’s", "'", "’"].iter().any(|mark| {
        between.strip_prefix(mark).is_some_and(|rest| {
            matches!(rest.trim(), "" | "new" | "former" | "chief" | "deputy" | "then")
        })
    });
    let side = matches!(next.class, ActorClass::Organisation | ActorClass::State)
        || owned && next.class == ActorClass::Place;
    // "as its president Ada Korr", of a body that cannot be told.
    let named = side && !is_untold(next) && (owned || between.trim().is_empty());
    named.then(|| (name_of(context, next), next.span))
}

/// Whether a mention is a pronoun of which nobody knows whom it stands for.
pub(super) fn is_untold(mention: &Mention) -> bool {
    mention.form == Form::Pronoun && mention.resolution == Resolution::Unknown
}

/// "of Aldova" right behind the name.
fn behind(context: &Context<'_>, evidence: Span) -> Option<(String, Span)> {
    let end = evidence.end();
    let sentence = context.analysis.sentence_at(evidence.start())?;
    let mentions = context.mentions_in(sentence).filter(|mention| {
        mention.span.start() > end
            && mention.span.start() - end <= 9
            && mention.class != ActorClass::Person
    });
    let next = mentions.min_by_key(|mention| {
        (mention.span.start(), std::cmp::Reverse(mention.span.len()))
    })?;
    let between = context.words(Span::of(end..next.span.start()));
    matches!(between.trim(), "of" | "of the").then(|| (name_of(context, next), next.span))
}

/// Whether an office is one of a state where nothing else is said.
fn is_national(post: &str) -> bool {
    let post = fold(post);
    post.ends_with("minister")
        || post.ends_with("opposition leader")
        || matches!(
            post.as_str(),
            "president"
                | "premier"
                | "chancellor"
                | "king"
                | "queen"
                | "secretary of state"
        )
}

/// What speaks and acts for a state as its ministers do.
const INSTITUTIONS: [&str; 9] = [
    "administration",
    "assembly",
    "authorities",
    "cabinet",
    "congress",
    "government",
    "officials",
    "parliament",
    "senate",
];

/// "The Varnese parliament voted, and Prime Minister Ada Korr asked", "Varnese officials, including
/// Foreign Minister Vero Malk": the state whose institution acts beside the minister. One that an
/// institution asks or meets may be another's.
fn by_institution(context: &Context<'_>, office: &Office, post: &str) -> Option<String> {
    let start = office.span.start();
    let sentence = context.analysis.sentence_at(start).filter(|_| is_national(post))?;
    let before = context.mentions_in(sentence).filter(|mention| {
        let words = fold(context.words(mention.span));
        let last = words.rsplit(' ').next().unwrap_or_default();
        mention.span.end() <= start && INSTITUTIONS.contains(&last)
    });
    let nearest = before.max_by_key(|mention| mention.span.end())?;
    let between = context.words(Span::of(nearest.span.end()..start));
    let beside = between.starts_with(", including ")
        || [", and ", "; ", ", while ", ", but "]
            .iter()
            .any(|link| between.contains(link));
    let first = context.words(nearest.span).split(' ').find(|word| *word != "the");
    let of = context.cast.actor_of(nearest).and_then(|actor| actor.of.clone());
    of.or_else(|| dateline_names::state_of(first?).map(str::to_owned)).filter(|_| beside)
}

/// A minister or president in a report that speaks of one state only is of that state.
fn only_state(context: &Context<'_>, office: &Office, post: &str) -> Option<String> {
    let national = is_national(post);
    let mut states =
        context.cast.actors.iter().filter(|actor| actor.class == ActorClass::State);
    let other = |name: &str| counterparts(context, office).any(|of| of == name);
    let only = states.next().filter(|only| national && !other(&only.name))?;
    states.next().is_none().then(|| only.name.clone())
}

/// A defense minister in a report that names the defense ministry of one state, whose counterparts
/// here set aside: who has a Varnese counterpart is not Varn's.
fn by_ministry(context: &Context<'_>, office: &Office, post: &str) -> Option<String> {
    let post = fold(post);
    let trade =
        post.strip_suffix(" minister").or_else(|| post.strip_prefix("minister of "));
    let trade = trade.filter(|trade| !trade.contains(' ') && *trade != "prime")?;
    let bodies = context.cast.actors.iter();
    let ministries = bodies.filter(|actor| {
        let name = fold(&actor.name);
        actor.class == ActorClass::Organisation
            && name.contains("ministry")
            && name.split(' ').any(|word| word == trade)
    });
    let mut states: BTreeSet<&str> =
        ministries.filter_map(|actor| actor.of.as_deref()).collect();
    for other in counterparts(context, office) {
        states.remove(other);
    }
    let mut states = states.into_iter();
    let only = states.next()?.to_owned();
    states.next().is_none().then_some(only)
}

/// The states whose officials a sentence calls counterparts.
fn counterparts<'a>(
    context: &'a Context<'_>,
    office: &Office,
) -> impl Iterator<Item = &'a str> {
    let sentence = context.analysis.sentence_at(office.span.start());
    let offices = context.cast.actors.iter().flat_map(|actor| &actor.offices);
    let here = offices.filter(move |other| {
        fold(context.words(other.span)).contains("counterpart")
            && context.analysis.sentence_at(other.span.start()) == sentence
    });
    here.filter_map(|other| other.of.as_deref())
}

/// The body that a report calls by a common noun: "the mission" where it names one mission.
pub(super) fn called(context: &Context<'_>, noun: String, before: usize) -> String {
    let common = noun == fold(&noun);
    let mentions = context.cast.mentions.iter().filter(|mention| {
        common
            && mention.span.end() <= before
            && mention.class == ActorClass::Organisation
            && fold(context.words(mention.span)) == noun
    });
    let last = mentions.max_by_key(|mention| mention.span.end());
    let body = last.and_then(|mention| context.cast.actor_of(mention));
    body.map_or(noun, |body| body.name.clone())
}

/// Names the body that a role is of by a common noun: "the company's chief executive".
pub(super) fn name_body(context: &Context<'_>, role: &mut Finding) {
    let Some(of) = role.fields.get(Field::Of).map(Value::to_line) else { return };
    if let Some(body) = meant(context, &of, role.evidence.end()) {
        role.fields.set(Field::Of, Value::words(&body), &[]);
    }
}

/// How many sentences back the name of a body may stand that is called by a common noun.
const BACK: usize = 4;

/// What a report calls a firm where it does not name it, and the words by which names of bodies
/// that are none are known.
const FIRMS: [&str; 12] = [
    "airline",
    "bank",
    "business",
    "company",
    "corporation",
    "developer",
    "firm",
    "group",
    "manufacturer",
    "operator",
    "producer",
    "retailer",
];
const UNIONS: [&str; 8] = [
    "association",
    "brotherhood",
    "congress",
    "federation",
    "guild",
    "league",
    "society",
    "union",
];
const OTHERS: [&str; 27] = [
    "agency",
    "army",
    "assembly",
    "authority",
    "board",
    "chamber",
    "church",
    "college",
    "commission",
    "committee",
    "council",
    "court",
    "department",
    "force",
    "forces",
    "government",
    "hospital",
    "institute",
    "ministry",
    "movement",
    "office",
    "parliament",
    "party",
    "police",
    "school",
    "senate",
    "university",
];

/// The one body that a common noun means: of those that the sentence and the few before it name,
/// the only one of that kind.
fn meant(context: &Context<'_>, noun: &str, before: usize) -> Option<String> {
    let noun = noun.trim_start_matches("the ");
    let sentence = context.analysis.sentence_at(before)?;
    let mut bodies: BTreeSet<&str> = BTreeSet::new();
    for number in sentence.saturating_sub(BACK)..=sentence {
        let here = context.mentions_in(number).filter(|mention| {
            mention.class == ActorClass::Organisation
                && mention.span.start() < before
                && !is_in_front(context, mention)
        });
        let actors = here.filter_map(|mention| context.cast.actor_of(mention));
        bodies.extend(
            actors.map(|actor| actor.name.as_str()).filter(|name| is_of_kind(name, noun)),
        );
    }
    let mut bodies = bodies.into_iter();
    let only = bodies.next()?;
    bodies.next().is_none().then(|| only.to_owned())
}

/// Whether a name only stands in front of a noun: "Calder" of "the Calder harbour wall".
fn is_in_front(context: &Context<'_>, mention: &Mention) -> bool {
    let last = mention.span.end().checked_sub(1).and_then(|last| context.word_at(last));
    let token = last.and_then(|last| context.token(last));
    let first = context.word_at(mention.span.start());
    let first = first.and_then(|first| context.token(first));
    [first, token].into_iter().flatten().any(|token| {
        token.relation == Relation::Compound
            && token.head.is_some_and(|head| last.is_some_and(|last| head > last.token))
    })
}

/// Whether a name may be of what a common noun says: "Norrail" of a company, "Brotherhood of
/// Weavers" of a union.
fn is_of_kind(name: &str, noun: &str) -> bool {
    let folded = fold(name);
    let has = |words: &[&str]| {
        folded.split([' ', '-']).any(|word| words.contains(&word.trim_end_matches("'s")))
    };
    let named = name.chars().next().is_some_and(char::is_uppercase);
    named
        && match noun {
            "union" => has(&UNIONS),
            noun if FIRMS.contains(&noun) => {
                (!has(&UNIONS) && !has(&OTHERS)) || has(&[noun])
            }
            noun => !noun.contains(' ') && has(&[noun]) && folded != noun,
        }
}

pub(super) fn name_of(context: &Context<'_>, mention: &Mention) -> String {
    let actor = context.cast.actor_of(mention).map(|actor| actor.name.clone());
    actor.unwrap_or_else(|| context.words(mention.span).to_owned())
}
