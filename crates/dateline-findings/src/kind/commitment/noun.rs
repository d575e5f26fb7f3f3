//! Promises told by a noun: "our commitment to stand with them", "ended with a pledge to".

use dateline_language::Relation;
use dateline_names::{ActorClass, Form};
use dateline_text::{Span, one_line};

use super::owed::{can_owe, is_paper};
use super::promise::{Promise, without_to};
use super::{committer, infinitive_behind, is_after_to};
use crate::clause::Tense;
use crate::context::{Context, Word};
use crate::phrase;
use crate::reporting;
use crate::value::Value;

/// "our commitment to stand with them", "the ministry's pledge to rebuild".
pub(super) fn by_noun(context: &Context<'_>, noun: Word) -> Option<Promise> {
    let lemma = context.folded_lemma(noun);
    if !is_promise(lemma) && !is_word_given(context, noun) {
        return None;
    }
    if let Some(promise) = read_as_noun(context, noun) {
        return Some(promise);
    }
    let tree = context.tree(noun.sentence)?;
    let word = |token: usize| Word { token, ..noun };
    let no = |token: usize| context.folded_form(word(token)) == "no";
    if tree.children_in(noun.token, &[Relation::Determiner]).any(no) {
        return None;
    }
    let given = given_by(context, noun);
    let below = given.map_or(noun.token, |(verb, _)| verb);
    let what = [noun.token, below]
        .into_iter()
        .flat_map(|head| {
            let kinds = &[
                Relation::Acl,
                Relation::Modifier,
                Relation::Clause,
                Relation::OpenComplement,
            ];
            tree.children_in(head, kinds)
        })
        .find(|&child| child > noun.token && is_to(context, word(child)))
        .or_else(|| to_behind(context, noun))
        .or_else(|| infinitive_behind(context, noun))
        .or_else(|| that_behind(context, noun))?;
    let light = matches!(lemma, "intention" | "plan");
    let owner = tree.child(noun.token, &[Relation::Possessive]).map(word);
    let owner = owner
        .filter(|_| !light)
        .or(given.map(|(_, owner)| word(owner)))
        .or_else(|| of_owner(context, noun).filter(|_| !light))
        .or_else(|| haver(context, noun))
        .or_else(|| comes_with(context, noun))
        .filter(|&owner| !light || can_owe(context, owner))
        .filter(|&owner| !is_paper(context, owner));
    let (committer, committer_span) = match owner {
        Some(owner) => committer_of_noun(context, owner, noun),
        None => return None,
    };
    let what_span = words_behind(context, noun, word(what));
    let front =
        owner.map_or(context.span(noun), |owner| phrase::noun_phrase(context, owner));
    Some(Promise {
        at: noun,
        evidence: front.cover(context.span(noun)).cover(what_span),
        committer,
        committer_span,
        what: word(what),
        what_span: without_to(context, what_span),
        rule: "noun of promising",
    })
}

/// Nouns of what somebody means or has promised to do.
fn is_promise(lemma: &str) -> bool {
    matches!(
        lemma,
        "assurance"
            | "commitment"
            | "determination"
            | "guarantee"
            | "intention"
            | "plan"
            | "pledge"
            | "promise"
            | "readiness"
            | "resolve"
            | "undertaking"
            | "vow"
    )
}

/// "the commitment of the mission to the outcomes": whose it is.
pub(super) fn of_owner(context: &Context<'_>, noun: Word) -> Option<Word> {
    let tree = context.tree(noun.sentence)?;
    let word = |token: usize| Word { token, ..noun };
    let mut below = tree.children_in(noun.token, &[Relation::Modifier]).map(word);
    below.find(|&owner| {
        let case = tree.child(owner.token, &[Relation::Case]);
        let of = case.is_some_and(|case| context.folded_form(word(case)) == "of");
        of && can_owe(context, owner)
    })
}

/// "the commitment of the mission to the outcomes": what stands behind "to", where it was hung on
/// the owner.
fn to_behind(context: &Context<'_>, noun: Word) -> Option<usize> {
    let owner = of_owner(context, noun)?;
    let tree = context.tree(noun.sentence)?;
    let mut below = tree.children_in(owner.token, &[Relation::Modifier, Relation::Acl]);
    below.find(|&child| {
        child > owner.token && is_to(context, Word { token: child, ..noun })
    })
}

/// What is promised, from the word behind "that" on.
fn words_behind(context: &Context<'_>, noun: Word, what: Word) -> Span {
    let word = |token: usize| Word { token, ..noun };
    let span = crate::speech::trimmed_phrase(context, what);
    let that = context.folded_form(word(noun.token + 1)) == "that";
    if that { context.span(word(noun.token + 2)).cover(span) } else { span }
}

/// "gave its word that the mill would reopen": a word that is given.
fn is_word_given(context: &Context<'_>, noun: Word) -> bool {
    let head = context.token(noun).and_then(|token| token.head);
    let given = head.is_some_and(|token| context.lemma(Word { token, ..noun }) == "give");
    let before = noun.token.checked_sub(1).map(|token| Word { token, ..noun });
    let own = before.is_some_and(|before| {
        matches!(
            context.folded_form(before),
            "her" | "his" | "its" | "my" | "our" | "their" | "s" | "'s"
        )
    });
    given && own && context.folded_form(noun) == "word"
}

/// "the undertaking given by the government": the participle and who gave it.
fn given_by(context: &Context<'_>, noun: Word) -> Option<(usize, usize)> {
    let tree = context.tree(noun.sentence)?;
    tree.children_in(noun.token, &[Relation::Acl]).find_map(|verb| {
        let clause = context.clause_at(Word { token: verb, ..noun })?;
        let made = matches!(
            context.folded_lemma(Word { token: verb, ..noun }),
            "give" | "make" | "issue" | "sign" | "announce" | "voice"
        );
        Some((verb, clause.agent.filter(|_| made)?))
    })
}

/// "his country has the intention to withdraw": whose it is.
fn haver(context: &Context<'_>, noun: Word) -> Option<Word> {
    let head = context.token(noun)?.head?;
    let verb = Word { token: head, ..noun };
    let clause = context.clause_at(verb)?;
    let has = matches!(
        context.folded_lemma(verb),
        "have"
            | "make"
            | "give"
            | "announce"
            | "renew"
            | "reaffirm"
            | "repeat"
            | "reiterate"
            | "confirm"
            | "unveil"
            | "outline"
            | "approve"
            | "adopt"
            | "disclose"
            | "reveal"
            | "issue"
            | "sign"
    );
    // "Plans to send monitors have been drawn up by the Tidewatch"
    let made = clause.subject == Some(noun.token) && clause.passive;
    let drawn =
        has || matches!(context.folded_lemma(verb), "draw" | "present" | "prepare");
    if let Some(agent) = clause.agent.filter(|_| made && drawn) {
        return Some(Word { token: agent, ..noun });
    }
    let object = clause.object == Some(noun.token);
    let plain = !clause.passive && !clause.infinitive;
    let subject = clause.subject.filter(|_| has && object && plain)?;
    Some(Word { token: subject, ..noun })
}

/// "ended with a pledge to boost trade", "campaigned on promises to cut taxes": whose it is.
fn comes_with(context: &Context<'_>, noun: Word) -> Option<Word> {
    let word = |token: usize| Word { token, ..noun };
    let before = |token: usize| token.checked_sub(1).map(|token| (token, word(token)));
    let (at, mut front) = before(noun.token)?;
    if matches!(context.folded_form(front), "a" | "an" | "his" | "her" | "its" | "their")
    {
        (_, front) = before(at)?;
    }
    let clause = context.clause_of(front)?;
    let runs = matches!(
        context.folded_lemma(word(clause.verb)),
        "campaign" | "run" | "stand" | "win" | "elect"
    );
    let form = context.folded_form(front);
    if form != "with" && !(form == "on" && runs) {
        return None;
    }
    let subject =
        clause.subject.filter(|_| !clause.passive && clause.verb < noun.token)?;
    let owner = phrase::antecedent(context, clause, word(subject));
    phrase::can_speak(context, owner).then_some(owner)
}

/// "gave an assurance that the road would be repaired": what is assured.
fn that_behind(context: &Context<'_>, noun: Word) -> Option<usize> {
    let word = |token: usize| Word { token, ..noun };
    let that = context.folded_form(word(noun.token + 1)) == "that";
    let mut clauses = context.clauses_in(noun.sentence).filter(|_| that);
    // "that back pay would be there": a subject that was taken for a verb.
    let first = clauses.find(|clause| {
        let to_come = clause.tense == Tense::Future || clause.modal.is_some();
        clause.verb > noun.token + 1 && to_come
    })?;
    let mut between = (noun.token + 2..first.group.0).map(word);
    let parted = between.any(|word| {
        matches!(
            context.token(word).map_or("", |found| &found.tag),
            "," | ":" | "CC" | "VBD"
        )
    });
    let subject = first.own_subject || first.group.0 > noun.token + 2;
    (subject && !parted).then_some(first.verb)
}

/// "Norrail plans to buy a mine": a verb that was taken for a noun behind the name of who plans.
fn read_as_noun(context: &Context<'_>, noun: Word) -> Option<Promise> {
    let what = infinitive_behind(context, noun)?;
    let owner = Word { token: noun.token.checked_sub(1)?, ..noun };
    let verb_form = matches!(context.folded_form(noun), "plans" | "pledges" | "promises");
    let name = context.form(owner).starts_with(char::is_uppercase)
        && context.token(owner).is_some_and(|token| matches!(&*token.tag, "NN" | "NNP"));
    let person = context
        .mention_of(owner)
        .is_some_and(|mention| mention.class == ActorClass::Person);
    if !verb_form || !name || person || !is_first_of_name(context, owner) {
        return None;
    }
    let what = Word { token: what, ..noun };
    let what_span = before_saying(context, crate::speech::trimmed_phrase(context, what));
    let (committer, committer_span) = committer(context, owner);
    let front = committer_span.unwrap_or_else(|| context.span(owner));
    Some(Promise {
        at: noun,
        evidence: context.span(owner).cover(front).cover(what_span),
        committer,
        committer_span,
        what,
        what_span: without_to(context, what_span),
        rule: "verb of promising",
    })
}

/// "to send 400 monitors, the secretary said": what is planned ends before who says so.
fn before_saying(context: &Context<'_>, span: Span) -> Span {
    let words = context.words(span);
    let commas = words.match_indices(", ").map(|(at, _)| span.start() + at);
    let mut said = commas.filter(|&comma| {
        let behind = Span::of(comma..span.end());
        context.word_at(span.start()).is_some_and(|word| {
            context.clauses_in(word.sentence).any(|clause| {
                let verb = Word { token: clause.verb, ..word };
                let subject = clause.subject.map(|token| Word { token, ..word });
                behind.contains(context.span(verb))
                    && reporting::verb(context.folded_lemma(verb)).is_some()
                    && subject
                        .is_some_and(|subject| behind.contains(context.span(subject)))
            })
        })
    });
    said.next().map_or(span, |comma| Span::of(span.start()..comma))
}

/// Whether a name stands where a subject stands: first in its sentence, or behind an article, a
/// comma or "that".
fn is_first_of_name(context: &Context<'_>, owner: Word) -> bool {
    let mention = context.mention_of(owner).map(|mention| mention.span.start());
    let first = mention.and_then(|start| context.word_at(start)).unwrap_or(owner);
    let Some(before) = first.token.checked_sub(1) else { return true };
    let before = Word { token: before, ..owner };
    matches!(context.folded_form(before), "the" | "," | "that" | "said" | "says" | "and")
}

/// "to stand", "to the treaty".
fn is_to(context: &Context<'_>, word: Word) -> bool {
    context.clause_at(word).is_some_and(|clause| clause.infinitive)
        || is_after_to(context, word)
}

/// Who owes what "their commitment" promises: the subject of the clause around it.
fn committer_of_noun(
    context: &Context<'_>,
    owner: Word,
    noun: Word,
) -> (Value, Option<Span>) {
    let form = context.folded_form(owner);
    let above = matches!(form, "their" | "its" | "his" | "her")
        .then(|| context.clause_of(noun))
        .flatten()
        .and_then(|clause| clause.subject)
        .map(|subject| Word { token: subject, ..noun });
    match above {
        Some(above) => committer(context, above),
        None => named_owner(context, owner),
    }
}

/// Whose it is: of "the commitment of the mission to its partners" the mission, without what was
/// hung on it.
pub(super) fn named_owner(context: &Context<'_>, owner: Word) -> (Value, Option<Span>) {
    let end = context.span(owner).end();
    let called = phrase::mention(context, owner)
        .is_some_and(|mention| matches!(mention.form, Form::Name | Form::Short));
    if called || phrase::noun_phrase(context, owner).end() <= end {
        return committer(context, owner);
    }
    let whole = phrase::own_phrase(context, owner);
    let span = Span::of(whole.start().min(end)..end);
    let words = one_line(context.words(span));
    let bare = words.strip_prefix("the ").unwrap_or(&words);
    (Value::words(bare), Some(span))
}
