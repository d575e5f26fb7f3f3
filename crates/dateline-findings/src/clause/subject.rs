//! The subject of a verb, however it was hung.

use dateline_language::{Relation, Token, WordClass};
use dateline_text::folded;

use super::lost::{
    behind_participle, cut_off, doer_read_as_part, is_taken_for_noun, name_behind_comma,
    number_before, second_on_noun, taken_for_object, taken_for_time,
};
use super::{AUXILIARIES, SUBJECTS, is_day, is_owner};
use crate::tree::Tree;

/// The subject of a verb. In "the deal was that Varn left" the outer subject is the deal; a name
/// with a possessive ending ("Varn's minister has left") is never one where another stands.
pub(super) fn subject_of(tokens: &[Token], tree: &Tree, verb: usize) -> Option<usize> {
    let owns = |&token: &usize| is_owner(tokens, tree, token);
    let all = || {
        let all = tree.children_in(verb, &SUBJECTS[1..]);
        all.filter(|&token| particle_before(tokens, tree, token, verb).is_none())
    };
    // Of two, as where a verb before it was not seen, the nearer one is its own.
    let nearer = |token: usize| (is_second(tokens, tree, token), token.abs_diff(verb));
    all()
        .filter(|token| !owns(token) && !is_day(tokens, *token))
        // "a ferry with 80 passengers capsized": what has a preposition is no subject.
        .filter(|&token| {
            tree.child(token, &[Relation::Case]).is_none_or(|case| case > token)
                && !is_behind_mark(tokens, tree, token)
                && !is_behind_case(tokens, tree, token)
        })
        .min_by_key(|&token| nearer(token))
        .or_else(|| all().find_map(|token| named_wider(tokens, tree, token)))
        .or_else(|| all().next())
        .or_else(|| tree.child(verb, &SUBJECTS[..1]))
        .or_else(|| below_auxiliary(tree, verb))
        .or_else(|| taken_for_time(tokens, tree, verb))
        .or_else(|| behind_participle(tokens, tree, verb))
        .or_else(|| taken_for_object(tokens, tree, verb))
        .or_else(|| cut_off(tokens, tree, verb))
        .or_else(|| number_before(tokens, tree, verb))
        .or_else(|| second_on_noun(tokens, tree, verb))
        .or_else(|| name_behind_comma(tokens, tree, verb))
        .or_else(|| {
            let lost = is_taken_for_noun(tokens, tree, verb);
            doer_read_as_part(tokens, tree, verb).filter(|_| lost)
        })
}

/// "officials, including the envoy, have rejected it": those of whom one is named, where the one was
/// taken for the subject.
fn named_wider(tokens: &[Token], tree: &Tree, one: usize) -> Option<usize> {
    let including = tree.child(one, &[Relation::Case])?;
    let link = folded(&tokens.get(including)?.lemma);
    let comma = including.checked_sub(1)?;
    let noun = comma
        .checked_sub(usize::from(tokens.get(comma)?.class == WordClass::Punctuation))?;
    let many = matches!(&*tokens.get(noun)?.tag, "NNS" | "NNPS");
    (matches!(&*link, "include" | "including") && many).then_some(noun)
}

/// "a channel close to the opposition reported": the noun that was hung on its adjective.
pub(super) fn noun_of(tokens: &[Token], tree: &Tree, subject: usize) -> usize {
    let adjective =
        tokens.get(subject).is_some_and(|found| found.class == WordClass::Adjective);
    let noun = tree.child(subject, &SUBJECTS[1..]).filter(|_| adjective);
    let bare = tree.child(subject, &AUXILIARIES).is_none();
    noun.filter(|&noun| bare && noun < subject).unwrap_or(subject)
}

/// "The minister has today appointed": a subject that was hung on "has".
fn below_auxiliary(tree: &Tree, verb: usize) -> Option<usize> {
    let mut auxiliaries = tree.children_in(verb, &AUXILIARIES);
    auxiliaries.find_map(|token| tree.child(token, &SUBJECTS[1..]))
}

/// "a treaty on fishing was signed": a gerund that was taken for a noun behind a preposition that was
/// taken for a conjunction.
fn is_behind_mark(tokens: &[Token], tree: &Tree, token: usize) -> bool {
    let noun = tokens.get(token).is_some_and(|found| found.class == WordClass::Noun);
    let marked = tree.child(token, &[Relation::Mark]);
    noun && marked.is_some_and(|mark| {
        mark + 1 == token
            && tokens.get(mark).is_some_and(|found| {
                matches!(&*folded(&found.lemma), "about" | "for" | "of" | "on" | "over")
            })
    })
}

/// "An increase of 6 percent takes effect": a preposition that was hung on the verb stands right
/// before it.
fn is_behind_case(tokens: &[Token], tree: &Tree, token: usize) -> bool {
    let before = tree.reach(token).0.checked_sub(1);
    before.is_some_and(|before| {
        tree.relation(before) == Some(Relation::Case)
            && tokens.get(before).is_some_and(|found| {
                &*found.tag == "IN" && found.head.is_some_and(|head| head > token)
            })
    })
}

/// "The ship sank off Port Hale": the preposition before a place that was taken for a part of the
/// verb, and the place for its subject.
pub(super) fn particle_before(
    tokens: &[Token],
    tree: &Tree,
    token: usize,
    verb: usize,
) -> Option<usize> {
    let before = tree.reach(token).0.checked_sub(1).filter(|&at| at > verb)?;
    let found = tokens.get(before)?;
    let particle = found.relation == Relation::ParticleOfVerb && found.head == Some(verb);
    particle.then_some(before)
}

/// "the mayor, who was killed", "the truce between the army and the rebels took effect", "the quarry,
/// once the largest in Varn, reopened": of two subjects the pronoun, what "and" stands before, the
/// name behind a noun and what stands between commas are the second.
fn is_second(tokens: &[Token], tree: &Tree, token: usize) -> bool {
    let pronoun =
        tokens.get(token).is_some_and(|found| matches!(&*found.tag, "WP" | "WDT"));
    if is_once(tokens, tree, token) {
        return true;
    }
    let before = tree.reach(token).0.checked_sub(1).and_then(|before| tokens.get(before));
    let joined = before.is_some_and(|found| found.class == WordClass::Coordinator);
    // "shares in the steel maker Zelmet fell": a name right behind a common noun is that noun's.
    let named =
        tokens.get(token).is_some_and(|found| found.class == WordClass::ProperNoun)
            && before.is_some_and(|found| {
                found.class == WordClass::Noun && !SUBJECTS.contains(&found.relation)
            });
    pronoun || joined || named
}

/// ", once the largest in Varn,": what something was, told beside it.
fn is_once(tokens: &[Token], tree: &Tree, token: usize) -> bool {
    let first = tree.reach(token).0;
    let form = |at: usize| tokens.get(at).map(|found| folded(&found.lemma));
    let was = first.checked_sub(1).and_then(form).is_some_and(|word| {
        matches!(&*word, "formerly" | "long" | "now" | "once" | "still")
    });
    was && first.checked_sub(2).and_then(form).is_some_and(|mark| *mark == *",")
}
