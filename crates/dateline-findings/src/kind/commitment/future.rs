use std::sync::LazyLock;

use dateline_language::Relation;
use dateline_names::{Actor, ActorClass};
use dateline_text::Lookup;

use super::committer;
use super::promise::{Promise, without_to};
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::phrase;
use crate::reporting::{self, Saying};
use crate::speech::{Speech, Style, Way};
use crate::value::{Name, Value};

/// The words for a body that somebody may speak for.
static SPOKEN_FOR: LazyLock<Lookup<()>> = LazyLock::new(|| {
    let rows = reporting::rows(include_str!("../../../data/spoken_for.tsv"));
    rows.map(|word| (word, ())).collect()
});

/// "announced it would reduce", "said it will continue to train", "We will not leave".
pub(super) fn by_future(context: &Context<'_>) -> Vec<Promise> {
    let mut found = Vec::new();
    for (number, speech) in context.speeches.iter().enumerate() {
        let belief = speech
            .cue
            .is_some_and(|cue| cue.saying == Saying::Think || is_forecast(cue.lemma));
        if speech.way == Way::Noun || belief {
            continue;
        }
        let within = clauses_within(context, speech);
        found.extend(within.filter_map(|clause| future(context, number, speech, clause)));
    }
    found
}

pub(super) fn clauses_within<'a>(
    context: &'a Context<'_>,
    speech: &'a Speech,
) -> impl Iterator<Item = &'a Clause> + 'a {
    let first = speech.content.first().map_or(0, |span| span.start());
    let sentence = context.analysis.sentence_at(first).unwrap_or(speech.word.sentence);
    let from = context.clauses.partition_point(|clause| clause.sentence < sentence);
    let end = speech.span().end();
    context
        .clauses
        .iter()
        .skip(from)
        .take_while(move |clause| {
            context
                .sentence(clause.sentence)
                .is_some_and(|found| found.span.start() < end)
        })
        .filter(move |clause| {
            speech.holds(
                context.span(Word { sentence: clause.sentence, token: clause.verb }),
            )
        })
}

pub(super) fn future(
    context: &Context<'_>,
    number: usize,
    speech: &Speech,
    clause: &Clause,
) -> Option<Promise> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let is_head = speech.content_head == Some(word(clause.verb));
    let direct = speech.style() == Style::Direct;
    // Within marks the main verb is one that hangs on nothing within them.
    let outside = clause.head.is_none_or(|head| !speech.holds(context.span(word(head))));
    let main = is_head || (direct && outside);
    if !main
        || !clause.own_subject
        || clause.passive
        || !is_to_come(context, speech, clause)
    {
        return None;
    }
    let owner = we_of(context, word(clause.subject?));
    let asks = phrase::is_question(context, clause.sentence);
    if asks || !owes(context, number, speech, owner) || is_state(context, clause) {
        return None;
    }
    let told = speech
        .cue
        .is_some_and(|cue| matches!(cue.saying, Saying::Announce | Saying::Promise));
    if !told && is_private(context, number, owner) {
        return None;
    }
    let (committer, committer_span) = committer(context, owner);
    let subject = committer_span?;
    let tree = context.tree(clause.sentence)?;
    let tokens = tree.under(clause.verb, &|token| {
        Some(token) == clause.subject
            || matches!(
                tree.relation(token),
                Some(
                    Relation::Auxiliary
                        | Relation::Mark
                        | Relation::Parataxis
                        | Relation::Clause
                )
            ) && token < clause.verb
    });
    let last = tokens.last().copied().unwrap_or(clause.verb);
    let what_span = context.span_of(clause.sentence, clause.verb, last.max(clause.verb));
    let what_span = without_to(context, crate::speech::trim(context, what_span));
    Some(Promise {
        at: word(clause.verb),
        evidence: subject.cover(what_span),
        committer,
        committer_span,
        what: word(clause.verb),
        what_span,
        rule: "announced future",
    })
}

/// "estimates that it will reach 4 percent": what is foreseen is owed by nobody.
fn is_forecast(lemma: &str) -> bool {
    matches!(
        lemma,
        "estimate" | "forecast" | "predict" | "project" | "calculate" | "fear"
    )
}

/// The "we" of "We [the two states] continue", wherever what is put in was hung.
fn we_of(context: &Context<'_>, subject: Word) -> Word {
    let word = |token: usize| Word { token, ..subject };
    let under =
        context.tree(subject.sentence).map(|tree| tree.under(subject.token, &|_| false));
    let we = under
        .into_iter()
        .flatten()
        .find(|&token| context.folded_form(word(token)) == "we");
    we.map_or(subject, word)
}

/// "I will call you", said by somebody who holds no office, or by nobody knows whom: no more than
/// talk.
fn is_private(context: &Context<'_>, number: usize, owner: Word) -> bool {
    let private = |actor: usize| {
        context.cast.actors.get(actor).is_some_and(|actor| {
            actor.class == ActorClass::Person && actor.offices.is_empty()
        })
    };
    let named = match context.folded_form(owner) {
        "i" => context.voices.get(number).and_then(|voice| voice.speaker.clone()),
        "he" | "she" => Some(phrase::name(context, owner)),
        _ => return false,
    };
    match named {
        Some(Value::Name(Name { actor: Some(actor), .. })) => {
            private(actor) && context.folded_form(owner) == "i"
        }
        Some(Value::Name(Name { actor: None, .. })) => true,
        _ => false,
    }
}

/// "will leave", "would leave" after a verb of saying; "We continue to work" of a statement.
pub(super) fn is_to_come(
    context: &Context<'_>,
    speech: &Speech,
    clause: &Clause,
) -> bool {
    let would = clause.modal.is_some_and(|modal| {
        context.lemma(Word { sentence: clause.sentence, token: modal }) == "would"
    });
    let lemma =
        context.folded_lemma(Word { sentence: clause.sentence, token: clause.verb });
    let goes_on = lemma == "continue"
        && clause.tense == Tense::Present
        && speech.style() == Style::Direct
        && clause.complement.is_some();
    clause.tense == Tense::Future || (would && speech.style() != Style::Direct) || goes_on
}

/// Whether the one who will do it is the one who speaks, or whom an announcement binds.
pub(super) fn owes(
    context: &Context<'_>,
    number: usize,
    speech: &Speech,
    owner: Word,
) -> bool {
    let form = context.folded_form(owner);
    if matches!(form, "we" | "i") {
        return true;
    }
    let voice = context.voices.get(number).and_then(|voice| voice.speaker.clone());
    let named = phrase::name(context, owner);
    let same = voice.is_some_and(|voice| voice.to_line() == named.to_line());
    let unresolved = matches!(&named, Value::Name(Name { actor: None, .. }));
    let refers = unresolved && matches!(form, "it" | "they" | "he" | "she");
    let binds = speech
        .cue
        .is_some_and(|cue| matches!(cue.saying, Saying::Announce | Saying::Promise));
    let promised = speech.cue.is_some_and(|cue| cue.saying == Saying::Promise);
    let actor = phrase::mention(context, owner).is_some_and(|mention| {
        mention.class != ActorClass::Place
            && (promised || mention.class != ActorClass::Person)
    });
    same || refers || is_own_body(context, owner, speech) || (binds && actor)
}

/// "The front said the group would release them": a word for what the speaker is or speaks for, with
/// nothing but "the" or "their".
fn is_own_body(context: &Context<'_>, owner: Word, speech: &Speech) -> bool {
    let lemma = context.folded_lemma(owner);
    let children =
        context.tree(owner.sentence).map_or(&[][..], |tree| tree.children(owner.token));
    let [before] = children else { return false };
    let before = context.folded_form(Word { token: *before, ..owner });
    // "The minister said her country would": whose office speaks for it.
    let holds_office = || {
        let person = speech.source.and_then(|source| phrase::mention(context, source));
        let actor = person.and_then(|person| context.cast.actor_of(person));
        let named = |actor: &Actor| {
            let mut words =
                actor.offices.iter().flat_map(|office| office.post.split(' '));
            words.any(is_office)
        };
        actor.is_some_and(named)
            || speech.source.is_some_and(|source| is_office(context.folded_lemma(source)))
    };
    let own = match before {
        "the" | "our" | "their" => true,
        "his" | "her" => holds_office(),
        _ => false,
    };
    let country =
        matches!(before, "his" | "her") && matches!(lemma, "country" | "nation");
    own && (country || SPOKEN_FOR.has(lemma))
        && speech.source.is_some_and(|source| {
            phrase::mention(context, source)
                .is_some_and(|mention| mention.class != ActorClass::Place)
        })
}

/// "the minister", "a spokeswoman": a word for who speaks for others.
fn is_office(lemma: &str) -> bool {
    matches!(
        lemma,
        "ambassador"
            | "chancellor"
            | "envoy"
            | "governor"
            | "minister"
            | "negotiator"
            | "premier"
            | "president"
            | "secretary"
            | "spokesman"
            | "spokesperson"
            | "spokeswoman"
    )
}

/// "will be ready", "will have", "it would take weeks": no deed that one can owe.
pub(super) fn is_state(context: &Context<'_>, clause: &Clause) -> bool {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let lemma = context.folded_lemma(word(clause.verb));
    let lasts = lemma == "take"
        && clause.object.is_some_and(|thing| context.is_time(context.span(word(thing))));
    let copula = context
        .tree(clause.sentence)
        .is_some_and(|tree| tree.child(clause.verb, &[Relation::Copula]).is_some());
    copula
        || lasts
        || matches!(
            lemma,
            "be" | "have"
                | "know"
                | "see"
                | "find"
                | "need"
                | "like"
                | "lose"
                | "suffer"
                | "face"
                | "remain"
                | "lead"
                | "cause"
                | "result"
                | "mean"
                | "vanish"
                | "become"
                | "seem"
                | "win"
                | "die"
                | "happen"
                | "benefit"
                | "hold"
                | "meet"
                | "visit"
                | "travel"
                | "attend"
                | "convene"
                | "host"
                | "consider"
                | "look"
                | "discuss"
                | "examine"
                | "study"
                | "vote"
                | "come"
                | "get"
                | "feel"
                | "think"
                | "miss"
                | "want"
                | "appeal"
                | "ask"
                | "challenge"
                | "sue"
                | "appear"
                | "testify"
                | "retire"
                | "resign"
                | "retaliate"
                | "involve"
                | "focus"
                | "include"
                | "last"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_bodies_that_are_spoken_for_is_sorted() {
        let table = include_str!("../../../data/spoken_for.tsv");
        let rows: Vec<&str> = reporting::rows(table).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(rows.len(), SPOKEN_FOR.len());
    }
}
