//! What is owed without a word of promising: by its verb, by a duty, or by who says that it comes.

use std::sync::LazyLock;

use dateline_text::Lookup;

use dateline_language::{Relation, WordClass};
use dateline_names::{ActorClass, Mention, Resolution};

use super::future::is_to_come;
use super::order::{announced, ordered, provided_for};
use super::promise::{Promise, deadline, speech_around, without_to};
use super::{committer, is_body, is_several, promises};
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::finding::Modality;
use crate::kind::agreement::is_instrument;
use crate::kind::event::clause_span;
use crate::modality;
use crate::phrase;
use crate::reporting::{self, Saying};
use crate::speech::Way;
use crate::value::Value;

/// How a deed is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owed {
    /// Whoever will do it owes it: "will pay".
    Give,
    /// Whoever says that it will be done owes it: "said nobody would be cut off".
    Do,
}

static DEEDS: LazyLock<Lookup<Owed>> = LazyLock::new(|| {
    let rows = reporting::pairs(include_str!("../../../data/deeds.tsv"));
    rows.filter_map(|(verb, owed)| {
        let owed = match owed {
            "give" => Owed::Give,
            "do" => Owed::Do,
            _ => return None,
        };
        Some((verb, owed))
    })
    .collect()
});

/// Every clause whose verb or duty says that something is owed.
pub(super) fn by_deed(context: &Context<'_>) -> Vec<Promise> {
    let all = context.clauses.iter();
    let read = all.filter(|clause| !phrase::is_question(context, clause.sentence));
    read.filter_map(|clause| {
        will_give(context, clause)
            .or_else(|| must(context, clause))
            .or_else(|| will_be_done(context, clause))
            .or_else(|| is_to_do(context, clause))
            .or_else(|| by_terms(context, clause))
            .or_else(|| ordered(context, clause))
            .or_else(|| provided_for(context, clause))
            .or_else(|| announced(context, clause))
    })
    .collect()
}

fn deed(context: &Context<'_>, clause: &Clause) -> Option<Owed> {
    let lemma = context.folded_lemma(word_of(clause, clause.verb));
    // "write off", "carry out": with its particle a verb may be another deed.
    let particle = context
        .tree(clause.sentence)
        .and_then(|tree| tree.child(clause.verb, &[Relation::ParticleOfVerb]));
    let whole = particle.and_then(|token| {
        let particle = context.folded_form(word_of(clause, token));
        DEEDS.get(&format!("{lemma} {particle}")).copied()
    });
    whole
        .or_else(|| DEEDS.get(lemma).copied())
        .or_else(|| gives(context, clause, lemma).then_some(Owed::Give))
}

/// "make available two aircraft", "put 3,000 recruits through training": what two words give.
fn gives(context: &Context<'_>, clause: &Clause, lemma: &str) -> bool {
    match lemma {
        "make" => {
            let thing = clause.object.map_or(clause.verb, |object| {
                context.tree(clause.sentence).map_or(object, |tree| tree.reach(object).1)
            });
            [clause.verb + 1, thing + 1, thing]
                .into_iter()
                .any(|token| context.folded_form(word_of(clause, token)) == "available")
        }
        "put" => {
            let class = |token: usize| {
                context.token(word_of(clause, token)).map(|found| found.class)
            };
            let goes_on = |token: &usize| {
                !matches!(
                    class(*token),
                    None | Some(WordClass::Verb | WordClass::Punctuation)
                )
            };
            (clause.verb + 1..clause.verb + 12)
                .take_while(goes_on)
                .any(|token| context.folded_form(word_of(clause, token)) == "through")
        }
        _ => false,
    }
}

fn word_of(clause: &Clause, token: usize) -> Word {
    Word { sentence: clause.sentence, token }
}

/// "Norrail will pay 40 million", "aid will be provided by the state".
fn will_give(context: &Context<'_>, clause: &Clause) -> Option<Promise> {
    let owed = deed(context, clause) == Some(Owed::Give);
    if !owed || !is_coming(context, clause) {
        return None;
    }
    if clause.passive {
        let agent = word_of(clause, clause.agent?);
        let owes = phrase::can_speak(context, agent) && !is_pronoun(context, agent);
        return owes.then(|| whole(context, clause, agent, "deed to come"));
    }
    // "released 25 million crowns and will pay each family 2,000"
    let joined = clause.relation == Relation::Conjunct;
    let owner = word_of(clause, clause.subject.filter(|_| clause.own_subject || joined)?);
    let owner = phrase::antecedent(context, clause, owner);
    let several = is_several(context, owner) && phrase::can_speak(context, owner);
    let one = can_owe(context, owner) && !is_several(context, owner);
    let owes = one || (can_owe(context, owner) || several) && clause.own_subject;
    let owes = owes && !is_unknown(context, owner) && !is_paper(context, owner);
    let thing = clause.object.is_some() || !clause.obliques.is_empty();
    let owes = owes && !is_for_reader(context, clause, owner);
    (owes && thing).then(|| from_verb(context, clause, owner, "deed to come"))
}

/// "Our tutors will give you a free lesson", "your company will provide boots": praise and advice.
fn is_for_reader(context: &Context<'_>, clause: &Clause, owner: Word) -> bool {
    let form = |token: usize| context.folded_form(word_of(clause, token));
    let tree = context.tree(clause.sentence);
    let owners =
        [Some(owner.token), clause.object].into_iter().flatten().flat_map(|of| {
            tree.into_iter()
                .flat_map(move |tree| tree.children_in(of, &[Relation::Possessive]))
        });
    let given = clause.indirect.into_iter().chain(clause.object);
    given.chain(owners).any(|token| matches!(form(token), "you" | "your"))
}

/// "The commission must report by 31 March", "Varn has until Friday to answer".
fn must(context: &Context<'_>, clause: &Clause) -> Option<Promise> {
    let verb = word_of(clause, clause.verb);
    let span = || clause_span(context, verb);
    let modal = clause.modal.is_some_and(|modal| {
        matches!(context.folded_lemma(word_of(clause, modal)), "must" | "shall")
    });
    let until = until_owner(context, clause);
    let due = modal
        && (deadline(context, span()).is_some()
            || is_under_terms(context, clause) && deed(context, clause).is_some());
    let active = !clause.passive && !clause.negated;
    // "The deficit must be cut to 3 percent by the end of 2039"
    if due && clause.passive && clause.own_subject && !clause.negated && until.is_none() {
        let agent = clause.agent.map(|agent| word_of(clause, agent));
        let agent = agent.filter(|&agent| phrase::can_speak(context, agent));
        return Some(match agent {
            Some(agent) => whole(context, clause, agent, "duty"),
            None => Promise { rule: "duty", ..nobody(context, clause) },
        });
    }
    let owner = until.or_else(|| {
        let subject = clause.subject.filter(|_| due && active && clause.own_subject)?;
        Some(word_of(clause, subject))
    })?;
    let owes = can_owe(context, owner)
        || is_several(context, owner) && phrase::can_speak(context, owner);
    let verb_lemma = context.folded_lemma(verb);
    let state = matches!(verb_lemma, "meet" | "be" | "wait" | "face" | "win");
    (owes && !state && !is_unknown(context, owner))
        .then(|| from_verb(context, clause, owner, "duty"))
}

/// "a document under which their forces would pull back": what terms lay down.
fn by_terms(context: &Context<'_>, clause: &Clause) -> Option<Promise> {
    deed(context, clause)?;
    let modal = clause.modal.map(|modal| context.folded_lemma(word_of(clause, modal)));
    let told = matches!(modal, Some("would" | "will" | "shall" | "must"))
        || clause.tense == Tense::Future;
    let owner = word_of(clause, clause.subject.filter(|_| clause.own_subject && told)?);
    let plain = !clause.negated && is_under_terms(context, clause);
    if !plain || clause.passive {
        return plain.then(|| nobody(context, clause));
    }
    let owes = can_owe(context, owner)
        || is_several(context, owner) && phrase::can_speak(context, owner);
    (owes && !is_unknown(context, owner))
        .then(|| from_verb(context, clause, owner, "terms"))
}

/// "Under the accord", "a document under which": whether terms lay down what a clause tells.
fn is_under_terms(context: &Context<'_>, clause: &Clause) -> bool {
    clause.obliques.iter().any(|oblique| {
        let noun = word_of(clause, oblique.noun);
        let under = oblique.preposition == "under";
        let relative = matches!(context.folded_form(noun), "which" | "whose");
        let terms = clause.head.filter(|_| relative).map(|head| word_of(clause, head));
        under && binds_in_writing(context, terms.unwrap_or(noun))
    }) || opens_with_terms(context, clause)
}

/// "Under the accord, signed in May, either party": the words up to the first comma.
fn opens_with_terms(context: &Context<'_>, clause: &Clause) -> bool {
    let mut words = (0..clause.verb).map(|token| word_of(clause, token));
    words.next().is_some_and(|first| context.folded_form(first) == "under")
        && words
            .take_while(|&word| context.form(word) != ",")
            .any(|word| binds_in_writing(context, word))
}

pub(super) fn binds_in_writing(context: &Context<'_>, noun: Word) -> bool {
    let lemma = context.folded_lemma(noun);
    is_instrument(lemma)
        || matches!(lemma, "document" | "extension" | "plan" | "term" | "timetable")
}

/// A pronoun of which nobody knows whom it stands for; what somebody says of "it" is told by the
/// speech.
fn is_unknown(context: &Context<'_>, owner: Word) -> bool {
    let known = matches!(context.folded_form(owner), "it" | "they")
        && phrase::is_resolved(context, owner)
        && speech_around(context, context.span(owner)).is_none();
    is_pronoun(context, owner) && !known
}

/// Who "has until" a day, above the infinitive that says what for.
fn until_owner(context: &Context<'_>, clause: &Clause) -> Option<Word> {
    let mut above = word_of(clause, clause.head.filter(|_| clause.infinitive)?);
    for _ in 0..3 {
        if let Some(main) = context.clause_at(above) {
            let has = context.folded_lemma(above) == "have";
            let span = context.subtree_span(above);
            let words = context.words(span);
            let until = words.contains(" until ") || words.contains(" till ");
            return (has && until)
                .then(|| main.subject.map(|token| word_of(main, token)))?;
        }
        above = word_of(clause, context.token(above)?.head?);
    }
    None
}

/// "said no jobs would be cut before 2034", "15 million crowns are to be transferred in October":
/// what is done to somebody, owed by who says so or by nobody who is named.
fn will_be_done(context: &Context<'_>, clause: &Clause) -> Option<Promise> {
    deed(context, clause)?;
    let verb = word_of(clause, clause.verb);
    let done = clause.passive || deed(context, clause) == Some(Owed::Do);
    // "promised that nobody would be cut off": the promise tells it.
    let promised = clause.head.is_some_and(|head| {
        clause.relation == Relation::ClausalComplement
            && promises(context.folded_lemma(word_of(clause, head)))
    });
    if !done || clause.agent.is_some() || !clause.own_subject || promised {
        return None;
    }
    let span = clause_span(context, verb);
    let around = speech_around(context, context.span(verb));
    let Some(number) = around else {
        let bound = clause.passive && is_coming(context, clause);
        let dated = context.times_within(span).next().is_some();
        let settled = super::promise::condition(context, verb).is_some()
            || is_to_be(context, clause)
            || deadline(context, span).is_some();
        return (bound && dated && settled).then(|| nobody(context, clause));
    };
    let speech = context.speeches.get(number)?;
    let dated = deadline(context, span).is_some();
    let belief = speech.cue.is_some_and(|cue| {
        matches!(cue.saying, Saying::Think | Saying::Threaten | Saying::Ask)
    });
    let told = !clause.negated && !modality::is_denied(context, clause);
    let plain = clause.passive && speech.way == Way::Clause && !belief && told;
    if !dated && !plain || !is_to_come(context, speech, clause) {
        return None;
    }
    // Where somebody who can owe will do it, who says so only tells of it.
    let owner = clause.subject.map(|token| word_of(clause, token));
    if let Some(owner) = owner.filter(|owner| !clause.passive && can_owe(context, *owner))
    {
        return Some(from_verb(context, clause, owner, "will be done"));
    }
    let speaker = context.voices.get(number)?.speaker.clone()?;
    let body = speech.source.is_some_and(|source| is_body(context, source));
    (body || binds(context, &speaker))
        .then(|| Promise { committer: speaker, ..nobody(context, clause) })
}

/// "The guns are to be moved by 2 April", "the review is to shrink the army by 2031", "the target is
/// to reach 4,000 homes": what is laid down, owed by whoever is named to do it.
fn is_to_do(context: &Context<'_>, clause: &Clause) -> Option<Promise> {
    let verb = context.folded_lemma(word_of(clause, clause.verb));
    let tells = matches!(verb, "answer" | "reply" | "report" | "respond");
    let span = clause_span(context, word_of(clause, clause.verb));
    let due = deadline(context, span).is_some();
    if deed(context, clause).is_none() && !(tells && due) {
        return None;
    }
    let tree = context.tree(clause.sentence)?;
    let form = |token: usize| context.folded_form(word_of(clause, token));
    let is = [Relation::Copula, Relation::Auxiliary];
    let be = tree
        .children_in(clause.verb, &is)
        .find(|&token| matches!(form(token), "is" | "are" | "was" | "were"))?;
    let laid_down = form(be + 1) == "to" && clause.infinitive && !clause.negated;
    let subject = clause.subject.filter(|_| clause.own_subject && laid_down)?;
    let past = matches!(form(be), "was" | "were");
    let agent = clause.agent.map(|agent| word_of(clause, agent));
    let agent = agent.filter(|&agent| phrase::can_speak(context, agent));
    if let Some(agent) = agent.filter(|_| !past) {
        return Some(whole(context, clause, agent, "laid down"));
    }
    let owner = word_of(clause, subject);
    let aim = matches!(
        context.folded_lemma(owner),
        "target" | "aim" | "goal" | "objective" | "plan" | "intention"
    );
    if !clause.passive && !aim && !past {
        let owner = phrase::antecedent(context, clause, owner);
        let owes = can_owe(context, owner)
            || is_several(context, owner) && phrase::can_speak(context, owner);
        if owes {
            return Some(from_verb(context, clause, owner, "laid down"));
        }
    }
    // "the first that is to be delivered" only says which.
    let relative = |token: usize| matches!(form(token), "that" | "which" | "who");
    let which = relative(subject) || be.checked_sub(1).is_some_and(relative);
    let bound = clause.passive && !which && clause.relation != Relation::AclRelative;
    let told = (due || aim || bound) && !past;
    told.then(|| Promise { rule: "laid down", ..nobody(context, clause) })
}

/// Whether what somebody says will be done binds them: a body, or who holds an office.
fn binds(context: &Context<'_>, speaker: &Value) -> bool {
    let Value::Name(name) = speaker else { return false };
    let actor = name.actor.and_then(|number| context.cast.actors.get(number));
    actor.is_some_and(|actor| match actor.class {
        ActorClass::Person => !actor.offices.is_empty(),
        ActorClass::Organisation | ActorClass::State => true,
        _ => false,
    })
}

/// "are to be paid".
fn is_to_be(context: &Context<'_>, clause: &Clause) -> bool {
    clause.infinitive && modality::modality_of(context, clause) == Modality::Planned
}

/// Whether it will be done, by the outlet's own words or somebody's.
fn is_coming(context: &Context<'_>, clause: &Clause) -> bool {
    let (held, _) = modality::reading_at(context, word_of(clause, clause.verb));
    let future = clause.tense == Tense::Future || is_to_be(context, clause);
    future && matches!(held, Modality::Planned | Modality::Alleged)
}

/// A body, or a name that is no person's: a place that must do something is a state.
pub(super) fn can_owe(context: &Context<'_>, owner: Word) -> bool {
    let name = phrase::mention(context, owner).is_some_and(|mention| {
        mention.class != ActorClass::Person
            || !context.words(mention.span).contains(' ')
                && !is_known_person(context, mention)
    });
    // "Corrow is to rebuild the villages": a name that opens a sentence may be taken for a noun.
    let proper =
        context.token(owner).is_some_and(|token| token.class == WordClass::ProperNoun)
            || context.form(owner).starts_with(char::is_uppercase);
    is_body(context, owner) || proper && name
}

/// Whether a name alone is of somebody whom the report calls by more of it, or by an office.
fn is_known_person(context: &Context<'_>, mention: &Mention) -> bool {
    let Resolution::One(actor) = mention.resolution else { return false };
    context.cast.actors.get(actor).is_some_and(|actor| {
        actor.class == ActorClass::Person
            && (actor.name.contains(' ') || !actor.offices.is_empty())
    })
}

/// "The plans will protect", "comments have": what is written owes nothing.
pub(super) fn is_paper(context: &Context<'_>, owner: Word) -> bool {
    let lemma = context.folded_lemma(owner);
    let paper = matches!(
        reporting::speaker(lemma),
        Some(reporting::Speaker::Document | reporting::Speaker::Evidence)
    );
    paper
        || matches!(
            lemma,
            "plan"
                | "comment"
                | "word"
                | "proposal"
                | "idea"
                | "decision"
                | "project"
                | "talk"
                | "visit"
                | "summit"
        )
}

pub(super) fn is_pronoun(context: &Context<'_>, word: Word) -> bool {
    context.token(word).is_some_and(|token| {
        token.class == WordClass::Pronoun && !matches!(context.folded_form(word), "both")
    })
}

/// What is owed is what the verb and all behind it say.
pub(super) fn from_verb(
    context: &Context<'_>,
    clause: &Clause,
    owner: Word,
    rule: &'static str,
) -> Promise {
    let verb = word_of(clause, clause.verb);
    let span = clause_span(context, verb);
    let start = context.span(verb).start();
    let behind = dateline_text::Span::of(start..span.end().max(context.span(verb).end()));
    let what_span = without_to(context, crate::speech::trim(context, behind));
    let (committer, committer_span) = committer(context, owner);
    let own = clause.own_subject.then_some(committer_span).flatten();
    let evidence = own.map_or(span, |subject| subject.cover(what_span));
    Promise { at: verb, evidence, committer, committer_span, what: verb, what_span, rule }
}

/// What is owed is the whole clause.
fn whole(
    context: &Context<'_>,
    clause: &Clause,
    owner: Word,
    rule: &'static str,
) -> Promise {
    let (committer, committer_span) = committer(context, owner);
    Promise { committer, committer_span, rule, ..nobody(context, clause) }
}

fn nobody(context: &Context<'_>, clause: &Clause) -> Promise {
    let verb = word_of(clause, clause.verb);
    let span = crate::speech::trim(context, clause_span(context, verb));
    Promise {
        at: verb,
        evidence: span,
        committer: Value::words(""),
        committer_span: None,
        what: verb,
        what_span: without_to(context, span),
        rule: "will be done",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_deeds_is_sorted_and_read_to_the_last_row() {
        let table = include_str!("../../../data/deeds.tsv");
        let rows: Vec<&str> = reporting::rows(table).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(rows.len(), DEEDS.len());
    }
}
