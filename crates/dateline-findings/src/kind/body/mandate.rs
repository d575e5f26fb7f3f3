//! What a body is to do.

use dateline_language::{Relation as Arc, WordClass};
use dateline_text::{Span, fold};

use super::clause::{is_charge, is_creation, leads, stands_for_subject};
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::kind::event;
use crate::listing;
use crate::trigger;

/// The verb that says what a body is to do: "a commission to review", "formed to discuss".
pub(super) fn purpose(
    context: &Context<'_>,
    clause: &Clause,
    noun: Word,
) -> Option<Word> {
    let tree = context.tree(noun.sentence)?;
    let lemma = trigger::lemma(context, Word { token: clause.verb, ..noun });
    let tells = is_creation(lemma)
        || leads(lemma)
        || is_charge(lemma)
        || matches!(lemma, "be" | "continue" | "design")
        || clause.passive && matches!(lemma, "suppose" | "mean" | "require" | "empower")
        // "is due to discuss" tells of one meeting.
        || tree.child(clause.verb, &[Arc::Copula]).is_some()
            && !matches!(
                lemma,
                "due" | "set" | "expected" | "scheduled" | "ready" | "likely" | "able"
            );
    let below = [Some(noun.token), tells.then_some(clause.verb)];
    for head in below.into_iter().flatten() {
        for child in tree.children_in(head, &[Arc::Acl, Arc::Clause, Arc::OpenComplement])
        {
            let word = Word { token: child, ..noun };
            let later = child > noun.token || head == clause.verb && child > clause.verb;
            if later && context.clause_at(word).is_some_and(|clause| clause.infinitive) {
                return Some(word);
            }
        }
    }
    // "set up a commission in Calder to review": the infinitive may hang by the town.
    if is_creation(lemma)
        && let Some(word) = below_object(context, clause, noun)
    {
        return Some(word);
    }
    // "emphasized that the mission is there to support": the infinitive may hang above.
    let above = clause.head.filter(|_| tree.child(clause.verb, &[Arc::Copula]).is_some());
    let hung = above.and_then(|above| {
        tree.children_in(above, &[Arc::Clause]).find(|&child| {
            child > clause.verb
                && context
                    .clause_at(Word { token: child, ..noun })
                    .is_some_and(|c| c.infinitive)
        })
    });
    if let Some(token) = hung {
        return Some(Word { token, ..noun });
    }
    if let Some(weighed) = weighing(context, clause, noun) {
        return Some(weighed);
    }
    let tasked = matches!(
        context.folded_lemma(Word { token: clause.verb, ..noun }),
        "charge"
            | "task"
            | "entrust"
            | "concern"
            | "concerned"
            | "specialise"
            | "specialised"
            | "specialize"
            | "specialized"
            | "responsible"
    );
    let with = |preposition: &str| matches!(preposition, "with" | "in" | "for");
    let charged = clause.obliques.iter().find(|oblique| with(&oblique.preposition));
    let gerund = || {
        let mut below = tree.children_in(clause.verb, &[Arc::Clause]);
        below.find(|&child| {
            let mark = tree.child(child, &[Arc::Mark]);
            mark.is_some_and(|mark| {
                with(context.folded_form(Word { token: mark, ..noun }))
            })
        })
    };
    let told = charged.map(|oblique| oblique.noun).or_else(gerund);
    told.filter(|_| tasked).map(|token| Word { token, ..noun })
}

/// The infinitive that hangs by a noun told behind the body within the clause that sets it up.
fn below_object(context: &Context<'_>, clause: &Clause, noun: Word) -> Option<Word> {
    let tree = context.tree(noun.sentence)?;
    let (_, last) = tree.reach(clause.verb);
    let mut behind = (noun.token + 1..=last).map(|token| Word { token, ..noun });
    behind.find(|&word| {
        let by_noun =
            context.token(word).and_then(|token| token.head).is_some_and(|head| {
                let above = context.token(Word { token: head, ..word });
                above.is_some_and(|above| {
                    matches!(above.class, WordClass::Noun | WordClass::ProperNoun)
                })
            });
        by_noun && context.clause_at(word).is_some_and(|clause| clause.infinitive)
    })
}

/// "The commission reviewed the work of its groups, assessing the tide, the wind, and the crews":
/// the gerund with a list of three or more.
fn weighing(context: &Context<'_>, clause: &Clause, noun: Word) -> Option<Word> {
    let sentence = context.sentence(noun.sentence)?;
    let subject = clause.subject == Some(noun.token) || stands_for_subject(clause, noun);
    subject.then_some(())?;
    (clause.verb + 1..sentence.tokens.len()).map(|token| Word { token, ..noun }).find(
        |&word| {
            let weighs = matches!(
                context.folded_form(word),
                "assessing"
                    | "examining"
                    | "evaluating"
                    | "weighing"
                    | "analyzing"
                    | "analysing"
            );
            let rest = Span::of(context.span(word).end()..sentence.span.end());
            weighs && listing::parts(context, context.text.trim(rest)).len() > 2
        },
    )
}

/// What a body is to do, item by item: a counted list, or the verbs with their objects.
pub(super) fn mandate(context: &Context<'_>, verb: Word) -> Vec<Span> {
    let items = items(context, verb).into_iter();
    let kept = items.map(|item| before_speaker(context, verb, item));
    kept.filter(|item| !item.is_empty()).collect()
}

/// "to find out why the dam fell, Ports Minister Jon Vane said": the task without who tells of it.
fn before_speaker(context: &Context<'_>, verb: Word, item: Span) -> Span {
    let here =
        context.speeches.iter().filter(|speech| speech.word.sentence == verb.sentence);
    let sources = here.filter_map(|speech| speech.source_span);
    let start = sources
        .map(|source| source.start())
        .filter(|&start| start > item.start() && start < item.end());
    let Some(start) = start.min() else { return item };
    let words = context.words(Span::of(item.start()..start));
    let comma = words.trim_end().ends_with(',');
    let end = words.trim_end_matches([',', ' ', '\n']).len();
    if comma { Span::of(item.start()..item.start() + end) } else { item }
}

fn items(context: &Context<'_>, verb: Word) -> Vec<Span> {
    let Some(sentence) = context.sentence(verb.sentence) else { return Vec::new() };
    let whole = event::clause_span(context, verb);
    let rest = Span::of(context.span(verb).end()..sentence.span.end());
    let words = context.words(rest);
    // "to analyze three factors, A, B, and C", "two questions: A and B"
    if let Some(at) = words.find([',', ':'])
        && counts(context.words(Span::of(rest.start()..rest.start() + at)))
    {
        let items = listing::items(context, Span::of(rest.start() + at..rest.end()));
        if items.len() > 1 {
            return items;
        }
    }
    let object = context
        .text
        .trim(Span::of(context.span(verb).end()..whole.end().max(rest.start())));
    let mut items = listing::parts(context, object);
    if items.len() > 2 {
        // "to look into wages, recommend a scale and consider allowances": verbs side by side.
        let second = items.get(1).and_then(|item| context.word_at(item.start()));
        let verbs = second.and_then(|word| context.token(word));
        if verbs.is_some_and(|token| token.class == WordClass::Verb)
            && let Some(first) = items.first_mut()
        {
            *first = Span::of(context.span(verb).start()..first.end());
        }
        return items;
    }
    // "to discuss the tide, the wind, and the crews" whose list was cut short at a comma.
    let behind = context.words(Span::of(whole.end().max(rest.start())..rest.end()));
    if behind.starts_with(", ") && behind.contains(" and ") {
        let items = listing::parts(context, context.text.trim(rest));
        if items.len() > 2 {
            return items;
        }
    }
    let joined = context.tree(verb.sentence).map(|tree| {
        tree.children_in(verb.token, &[Arc::Conjunct])
            .map(|token| Word { token, ..verb })
            .filter(|&word| context.clause_at(word).is_some())
            .map(|word| event::clause_span(context, word))
            .collect::<Vec<_>>()
    });
    let mut spans = vec![without_to(context, whole)];
    spans.extend(joined.unwrap_or_default());
    spans
}

fn without_to(context: &Context<'_>, span: Span) -> Span {
    let words = context.words(span);
    let cut = if words.starts_with("to ") { 3 } else { 0 };
    Span::of(span.start() + cut..span.end())
}

/// Whether words end in a counted noun: "three factors".
fn counts(words: &str) -> bool {
    let number = words.split_whitespace().rev().take(3).any(|word| {
        matches!(
            fold(word).as_str(),
            "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
        ) || word.bytes().all(|byte| byte.is_ascii_digit())
    });
    number && words.trim_end().ends_with('s')
}
