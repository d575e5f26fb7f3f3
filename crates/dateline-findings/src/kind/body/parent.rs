//! The body that a body stands under.

use dateline_language::Relation as Arc;
use dateline_names::{Mention, Resolution};

use super::Body;
use crate::context::{Context, Word};
use crate::phrase;
use crate::trigger;
use crate::value::{Name, Value};

/// Nouns for what stands under a body, whether or not it is said under which.
const BELOW: [&str; 4] = ["subcommission", "subcommittee", "subgroup", "subpanel"];
/// So many sentences before it the body above is named, where nothing else says which it is.
const NEAR: usize = 2;

/// Says of each body under which of the others it stands.
pub(super) fn place(context: &Context<'_>, bodies: &mut [Body]) {
    let above: Vec<Option<Value>> = bodies
        .iter()
        .map(|body| {
            let noun = phrase::head_noun(context, body.span)?;
            let above = named(context, body, noun, bodies)
                .or_else(|| told_before(context, body, noun, bodies))?;
            let name = Name { name: above.name.clone(), actor: above.actor };
            Some(Value::Name(name))
        })
        .collect();
    for (body, above) in bodies.iter_mut().zip(above) {
        body.parent = above;
    }
}

/// "A working group of the Strait Council", "the commission's subcommittees".
fn named<'a>(
    context: &Context<'_>,
    body: &Body,
    noun: Word,
    bodies: &'a [Body],
) -> Option<&'a Body> {
    let tree = context.tree(noun.sentence)?;
    let below = tree.children_in(noun.token, &[Arc::Modifier, Arc::Possessive]);
    let mut owners = below.filter(|&child| {
        let case = tree.child(child, &[Arc::Case]);
        let case = case.map(|token| context.folded_form(Word { token, ..noun }));
        matches!(case, Some("of" | "under" | "within" | "'s" | "’s" | "'" | "’"))
    });
    // "was set up under the commission"
    let made = context.clauses_in(noun.sentence).filter(|clause| {
        let told =
            [clause.subject, clause.object, clause.head.filter(|_| clause.passive)];
        told.contains(&Some(noun.token))
    });
    let under = made.flat_map(|clause| &clause.obliques);
    let under = under
        .filter(|oblique| matches!(&*oblique.preposition, "under" | "within"))
        .map(|oblique| oblique.noun);
    owners.by_ref().chain(under).find_map(|token| {
        let mention = phrase::mention(context, Word { token, ..noun })?;
        let other = other_body(mention, body, bodies)?;
        (!body.span.contains(mention.span)).then_some(other)
    })
}

/// "The commission was set up in May. Two subcommittees were also formed."
fn told_before<'a>(
    context: &Context<'_>,
    body: &Body,
    noun: Word,
    bodies: &'a [Body],
) -> Option<&'a Body> {
    if !BELOW.contains(&trigger::lemma(context, noun)) {
        return None;
    }
    let before = context.cast.mentions.iter().rev();
    let before = before.filter(|mention| mention.span.end() <= body.span.start());
    let near = before.take_while(|mention| {
        let sentence = context.analysis.sentence_at(mention.span.start());
        sentence.is_some_and(|sentence| sentence + NEAR >= noun.sentence)
    });
    near.into_iter()
        .filter_map(|mention| other_body(mention, body, bodies))
        .find(|other| matches!(other.class, "commission" | "committee" | "council"))
}

/// The other body that a mention names.
fn other_body<'a>(
    mention: &Mention,
    body: &Body,
    bodies: &'a [Body],
) -> Option<&'a Body> {
    let Resolution::One(actor) = mention.resolution else { return None };
    let named = bodies.iter().find(|other| other.actor == Some(actor));
    // "under the joint commission", which has no name.
    let told = || bodies.iter().find(|other| other.span.overlaps(mention.span));
    let other = named.or_else(told)?;
    let same = other.actor.is_some() && other.actor == body.actor;
    (!same && other.span != body.span).then_some(other)
}
