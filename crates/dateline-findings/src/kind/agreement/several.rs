use dateline_language::Relation;
use dateline_names::ActorClass;
use dateline_text::Span;

use super::told::{Told, behind, share_out};
use super::{STATUSES, instrument, word_of};
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::finding::Modality;
use crate::kind::commitment;
use crate::kind::event::clause_span;
use crate::phrase;
use crate::reporting;

/// "On Sunday the nine agreed on a border": the noun behind "on" that says what, and not when.
fn agreed_on(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let on = |preposition: &str| matches!(preposition, "on" | "upon" | "to");
    let obliques = clause.obliques.iter().filter(|oblique| on(&oblique.preposition));
    let nouns = obliques.map(|oblique| oblique.noun);
    let mut nouns = nouns.chain(behind_principle(context, clause));
    nouns.find(|&noun| !context.is_day(context.span(word_of(clause, noun))))
}

/// "agreed in principle on a rise": what was hung on the principle.
fn behind_principle<'a>(
    context: &'a Context<'_>,
    clause: &'a Clause,
) -> impl Iterator<Item = usize> + 'a {
    let form = |token: usize| context.folded_form(word_of(clause, token));
    let principle = clause.obliques.iter().map(|oblique| oblique.noun);
    let principle = principle.filter(move |&noun| form(noun) == "principle");
    let tree = context.tree(clause.sentence);
    let below = principle.flat_map(move |noun| {
        tree.into_iter()
            .flat_map(move |tree| tree.children_in(noun, &[Relation::Modifier]))
    });
    below.filter(move |&noun| {
        let case = tree.and_then(|tree| tree.child(noun, &[Relation::Case]));
        case.is_some_and(|case| matches!(form(case), "on" | "upon" | "to"))
    })
}

/// The verb of what is agreed or voted on: "to set up a commission".
fn deed_below(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let tree = context.tree(clause.sentence)?;
    let infinitive = |&child: &usize| {
        let below = context.clause_at(word_of(clause, child));
        child > clause.verb && below.is_some_and(|below| below.infinitive)
    };
    tree.child(clause.verb, &[Relation::OpenComplement])
        .or_else(|| tree.children_in(clause.verb, &[Relation::Clause]).find(infinitive))
}

/// "The two sides agreed to set up a commission", "agreed on a border", "agreed a truce".
pub(super) fn agreed(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let subject = phrase::antecedent(context, clause, word_of(clause, clause.subject?));
    let asks = phrase::is_question(context, clause.sentence) || clause.infinitive;
    if asks || clause.passive || clause.negated || !phrase::can_speak(context, subject) {
        return None;
    }
    let object = clause.object.map(|token| word_of(clause, token));
    let what = deed_below(context, clause)
        .or_else(|| commitment::behind_aside(context, word_of(clause, clause.verb)));
    let on = agreed_on(context, clause);
    let medium = medium(context, clause);
    // "The auditors agreed to pay": what one party owes is a commitment.
    let lemma = what.map(|what| context.folded_lemma(word_of(clause, what)));
    if lemma.is_some_and(|lemma| commitment::is_owed_by_one(context, subject, lemma)) {
        return None;
    }
    let mut told = Told::of(context, clause, "several agreed");
    told.instrument = medium.map(|(_, instrument)| instrument);
    let whole = told.evidence;
    let head = if let Some(what) = what {
        let verb = word_of(clause, what);
        // "agreed to reach an understanding" is told by the clause below.
        let below = context.clause_at(verb).filter(|below| below.object.is_some());
        let reached = below.is_some_and(|below| {
            let noun = below.object.map(|token| word_of(below, token));
            STATUSES.has(context.folded_lemma(verb))
                && noun.is_some_and(|noun| instrument(context, noun).is_some())
        });
        if reached {
            return None;
        }
        verb
    } else {
        let noun = object.or(on.map(|token| word_of(clause, token)))?;
        let noun = phrase::antecedent(context, clause, noun);
        told.instrument = instrument(context, noun).or(told.instrument);
        noun
    };
    let agreed = within_speech(context, clause, words_of(context, clause, head));
    told.contents = vec![agreed];
    told.name = Some(agreed);
    let thing = context.clause_at(head).and_then(|below| below.object);
    let core = thing.map_or(agreed, |thing| {
        context.span(head).cover(phrase::name_span(context, word_of(clause, thing)))
    });
    told.evidence = whole.cover(phrase::noun_phrase(context, subject)).cover(core);
    if let Some((noun, _)) = medium {
        // What is agreed within a statement is told by the statement's words.
        let named = phrase::name_span(context, noun);
        told.name = Some(named);
        told.evidence = whole
            .cover(phrase::noun_phrase(context, subject))
            .cover(phrase::noun_phrase(context, noun));
    }
    let mut actors = vec![subject];
    actors.extend(behind(context, clause, object.unwrap_or(subject)));
    share_out(context, &mut told, &actors);
    // One party that agrees to something by itself promises it.
    let other = bought(context, head);
    share_out(context, &mut told, other.as_deref().unwrap_or_default());
    let together = told.parties.len() > 1
        || clause.of_several
        || is_plural_side(context, subject)
        || other.is_some();
    let agreement = together || told.instrument.is_some();
    (agreement && told.modality != Modality::CalledFor).then_some(told)
}

/// "It was agreed that a group will be set up", "The ministers agreed that the bridge would
/// reopen": what is agreed is told in a clause of its own.
pub(super) fn agreed_that(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let tree = context.tree(clause.sentence)?;
    let clausal = [Relation::PassiveClausalSubject, Relation::ClausalSubject];
    let told = clause.complement.or_else(|| tree.child(clause.verb, &clausal))?;
    let below = context.clause_at(word_of(clause, told))?;
    let it = word_of(clause, clause.group.0.checked_sub(1)?);
    let nobody = clause.passive && context.folded_form(it) == "it";
    let subject = if nobody { it } else { word_of(clause, clause.subject?) };
    let to_come = below.own_subject
        && (below.tense == Tense::Future || below.modal.is_some())
        && below.verb > clause.verb;
    let done = matches!(clause.tense, Tense::Past | Tense::Perfect);
    if !to_come
        || !done
        || clause.negated
        || phrase::is_question(context, clause.sentence)
    {
        return None;
    }
    let several = !clause.passive
        && phrase::can_speak(context, subject)
        && (is_plural_side(context, subject)
            || phrase::conjuncts(context, subject).count() > 1);
    if !nobody && !several {
        return None;
    }
    let mut told = Told::of(context, clause, "agreed that");
    let agreed = clause_span(context, word_of(below, below.verb));
    told.contents = vec![agreed];
    told.name = Some(agreed);
    told.evidence =
        told.evidence.cover(phrase::noun_phrase(context, subject)).cover(agreed);
    if several {
        share_out(context, &mut told, &[subject]);
    }
    Some(told)
}

/// The words of what was agreed; of "the plan, which they agreed" those before "which".
/// "agreed to set up a panel, easing fears, the envoy said": what is agreed runs no further than
/// the words of the speech that it is told in.
fn within_speech(context: &Context<'_>, clause: &Clause, agreed: Span) -> Span {
    let at = context.span(word_of(clause, clause.verb));
    let content = commitment::said_around(context, at);
    let said = content.and_then(|content| content.shared(agreed)).unwrap_or(agreed);
    // "to set up a panel, easing fears": what comes of it is not agreed.
    let words = context.words(said);
    let result = words.match_indices(", ").find(|(comma, _)| {
        let next = said.start() + comma + 2;
        let gerund = context.word_at(next).and_then(|word| context.token(word));
        gerund.is_some_and(|token| {
            &*token.tag == "VBG" && token.relation == Relation::Clause
        })
    });
    let end = result.map_or(said.end(), |(comma, _)| said.start() + comma);
    Span::of(said.start()..end)
}

fn words_of(context: &Context<'_>, clause: &Clause, head: Word) -> Span {
    if clause.subject.is_some_and(|subject| head.token < subject) {
        phrase::name_span(context, head)
    } else {
        phrase::behind_preposition(context, head)
    }
}

/// "agreed to buy Southline": what is bought is the other side, where it is named.
fn bought(context: &Context<'_>, head: Word) -> Option<Vec<Word>> {
    let purchase = commitment::is_purchase(context.folded_lemma(head));
    let clause = context.clause_at(head).filter(|_| purchase)?;
    let other = clause.object.map(|token| word_of(clause, token)).into_iter();
    Some(other.filter(|&other| phrase::names_an_actor(context, other)).collect())
}

/// The medium in which several agreed, where it is an instrument: "agreed, in a joint
/// statement, to".
pub(super) fn medium(
    context: &Context<'_>,
    clause: &Clause,
) -> Option<(Word, &'static str)> {
    let verb = word_of(clause, clause.verb);
    let spoken = context.speeches_of(verb).find_map(|speech| speech.medium);
    let noun = spoken?;
    Some((noun, instrument(context, noun)?))
}

/// "They", "the delegations", "both sides".
pub(super) fn is_plural_side(context: &Context<'_>, subject: Word) -> bool {
    let plural = context.token(subject).is_some_and(|token| &*token.tag == "NNS");
    let form = context.folded_form(subject);
    plural || matches!(form, "they" | "both" | "we")
}

/// "Parliament voted to end the mission", "voted against the treaty".
pub(super) fn voted(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let subject = phrase::antecedent(context, clause, word_of(clause, clause.subject?));
    // "said they will vote against it": nothing is agreed yet.
    let to_come = clause.tense == Tense::Future || clause.modal.is_some();
    let open = matches!(clause.tense, Tense::Present | Tense::None);
    if clause.infinitive || to_come || open {
        return None;
    }
    let tree = context.tree(clause.sentence)?;
    let oblique = |wanted: &[&str]| {
        let mut found = clause.obliques.iter();
        found
            .find(|oblique| {
                wanted.contains(&&*oblique.preposition)
                    && !context.is_time(context.span(word_of(clause, oblique.noun)))
            })
            .map(|oblique| oblique.noun)
    };
    let what = deed_below(context, clause);
    let against = oblique(&["against"]);
    let head =
        what.or(against).or_else(|| oblique(&["for", "on", "in favour of", "in"]))?;
    let is_body = phrase::mention(context, subject).is_some_and(|mention| {
        matches!(mention.class, ActorClass::Organisation | ActorClass::Group)
    }) || reporting::speaker(context.folded_lemma(subject)).is_some();
    if !is_body || clause.passive {
        return None;
    }
    // "in favour of a motion"
    let favour =
        matches!(context.folded_lemma(word_of(clause, head)), "favour" | "favor");
    let motion = tree.child(head, &[Relation::Modifier]).filter(|_| favour);
    let noun = word_of(clause, motion.unwrap_or(head));
    let voted = phrase::behind_preposition(context, noun);
    let mut told = Told::of(context, clause, "vote");
    told.evidence =
        told.evidence.cover(phrase::noun_phrase(context, subject)).cover(voted);
    told.instrument = Some("vote");
    told.status = if against == Some(head) { "rejected" } else { "agreed" };
    told.contents = vec![voted];
    share_out(context, &mut told, &[subject]);
    Some(told)
}
