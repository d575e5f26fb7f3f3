use dateline_language::{Analysis, Relation, WordClass};
use dateline_names::Cast;
use dateline_text::{Credits, Span, Spanned, Text};
use dateline_time::{Basis, Expression, Grain, TimexClass, When};
use jiff::civil::Date;

use crate::codebook::Codebook;
use crate::context::{Context, Parts, Word};
use crate::fronted;
use crate::reporting::{self, Saying};

/// An expression of time with what it means.
pub(crate) type Time = Spanned<(Expression, When)>;

/// Whether it says when, and not how long or how often.
pub(crate) fn is_date(when: &When) -> bool {
    matches!(when.class, TimexClass::Date | TimexClass::Time)
}

/// A present state as of the day of publication.
pub(crate) fn present(day: Date) -> When {
    When {
        earliest: Some(day),
        latest: Some(day),
        grain: Grain::Day,
        class: TimexClass::Date,
        timex: day.to_string(),
        basis: Basis::Present,
        ..When::default()
    }
}

/// The expression of time that a word stands in.
pub(crate) fn time_at<'a>(context: &Context<'a>, word: Word) -> Option<&'a Time> {
    let span = context.span(word);
    let first = context.times.partition_point(|time| time.span.end() <= span.start());
    context.times.get(first).filter(|time| time.span.contains(span))
}

/// The time that dates a verb or noun.
pub(crate) fn date_of<'a>(context: &Context<'a>, word: Word) -> Option<&'a When> {
    dated_by(context, word).map(|time| &time.value.1)
}

/// The expression that dates a verb or noun, by syntax: one that hangs on it, else one of its
/// clause, else one of the clause it hangs on. Never one of a clause beside it.
pub(crate) fn dated_by<'a>(context: &Context<'a>, word: Word) -> Option<&'a Time> {
    context.known.times.of(context.number(word), || {
        let (cost, time) = cheapest(context, predicate(context, word))?;
        (cost <= FARTHEST).then_some(time)
    })
}

/// The time that stands behind a noun with no verb between, wherever it was hung: "the killing
/// of the mayor in a raid on Port Hale in May".
pub(crate) fn beside<'a>(context: &Context<'a>, noun: Word) -> Option<&'a Time> {
    let span = context.sentence(noun.sentence)?.span;
    let end = context.span(noun).end();
    let time = context.times_within(span).find(|time| {
        time.span.start() >= end
            && is_date(&time.value.1)
            && time.value.1.grain != Grain::Vague
    })?;
    let first = context.word_at(time.span.start())?.token;
    let before = Word { token: first.checked_sub(1)?, ..noun };
    let inside = matches!(context.folded_form(before), "in" | "on");
    let mut between = (noun.token + 1..first).map(|token| Word { token, ..noun });
    let verb = between.any(|word| context.clause_at(word).is_some());
    (inside && !verb && first - noun.token < 32).then_some(time)
}

/// "would be profitable": what hangs on the predicate dates its auxiliaries too.
fn predicate(context: &Context<'_>, word: Word) -> Word {
    let helps = [Relation::Copula, Relation::Auxiliary, Relation::PassiveAuxiliary];
    match context.token(word) {
        Some(token) if helps.contains(&token.relation) => {
            Word { token: token.head.unwrap_or(word.token), ..word }
        }
        _ => word,
    }
}

/// The cost from which on an expression belongs to something else.
const FARTHEST: usize = 6;

fn cheapest<'a>(context: &Context<'a>, word: Word) -> Option<(usize, &'a Time)> {
    let span = context.sentence(word.sentence)?.span;
    let here = context.span(word).start();
    let dates = context
        .times_within(span)
        .filter(|time| is_date(&time.value.1) && time.value.1.grain != Grain::Vague);
    let own = own_reach(context, word);
    let inside = |time: &&Time| own.is_none_or(|own| own.contains(time.span));
    let dates: Vec<&'a Time> = dates.collect();
    let nearer: Vec<&'a Time> =
        dates.iter().copied().filter(|time| inside(time)).collect();
    let dates = if nearer.is_empty() { dates } else { nearer };
    let costs = dates.into_iter().map(|time| (cost(context, word, time), time));
    let (cost, time) =
        costs.min_by_key(|(cost, time)| (*cost, time.span.start().abs_diff(here)))?;
    Some((cost.1, time))
}

/// "freed two of the men held on March 8": a participle that describes a noun right in front of the
/// time has it, whatever it was hung on; and so has the noun.
fn is_of_participle(context: &Context<'_>, word: Word, time: &Time) -> bool {
    let Some(first) = context.word_at(time.span.start()) else { return false };
    let Some(at) = first.token.checked_sub(2) else { return false };
    let participle = Word { token: at, ..first };
    let preposition = context.token(Word { token: at + 1, ..first });
    let on = preposition.is_some_and(|token| matches!(&*token.lemma, "on" | "in"));
    context.token(participle).is_some_and(|token| {
        on && &*token.tag == "VBN"
            && token.relation == Relation::Acl
            && at > word.token
            && token.head.is_some_and(|noun| noun > word.token)
            && context.token(word).is_none_or(|own| own.head != token.head)
    })
}

/// The words of a verb that "and" or "but" joins to another: what dates it there comes before
/// what dates the other.
fn own_reach(context: &Context<'_>, word: Word) -> Option<Span> {
    let joined = context.token(word)?.relation == Relation::Conjunct;
    joined.then(|| context.subtree_span(word))
}

/// The token of an expression that hangs on a word outside of it.
fn head_of(context: &Context<'_>, sentence: usize, time: &Time) -> Option<usize> {
    let tokens = &context.sentence(sentence)?.tokens;
    let first = context.sentence(sentence)?.token_at(time.span.start())?;
    let inside = |token: usize| {
        tokens.get(token).is_some_and(|found| time.span.contains(found.span))
    };
    let mut all = (first..tokens.len()).take_while(|&token| inside(token));
    all.find(|&token| {
        tokens.get(token).is_some_and(|found| found.head.is_none_or(|head| !inside(head)))
    })
}

/// How far an expression stands from a word, by the tree; what hangs under the word comes
/// before what hangs above it.
fn cost(context: &Context<'_>, word: Word, time: &Time) -> (bool, usize) {
    let far = (true, FARTHEST + 10);
    if is_of_participle(context, word, time) {
        return far;
    }
    let Some(head) = head_of(context, word.sentence, time) else { return far };
    let Some(governor) =
        context.token(Word { token: head, ..word }).and_then(|head| head.head)
    else {
        return far;
    };
    let fronted = fronted(context, word.sentence, governor, time);
    if fronted == Some(word.token) {
        return (false, 0);
    }
    if fronted.is_some() && governor == word.token {
        return far;
    }
    if governor == word.token {
        return (false, 0);
    }
    if names_its_noun(context, Word { token: head, ..word }) {
        return far;
    }
    if let Some(steps) = steps_up(context, Word { token: governor, ..word }, word.token) {
        let near = if steps < 8 { (1 + steps).min(FARTHEST) } else { steps };
        return (steps >= 8, near);
    }
    // The expression hangs on something above the word.
    match steps_down(context, word, (governor, time)) {
        Some(steps) => (true, 2 + steps),
        None => before_both(context, word, time).map_or(far, |steps| (true, 1 + steps)),
    }
}

/// "In the war of 2028, nine died and thousands left their homes": what stands in front of the first
/// of two clauses dates the second as well.
fn before_both(context: &Context<'_>, word: Word, time: &Time) -> Option<usize> {
    let token = context.token(word)?;
    let head = token.head.filter(|_| token.relation == Relation::Conjunct)?;
    let first = Word { token: head, ..word };
    let subject = context.clause_at(first)?.subject?;
    let front = time.span.end() <= context.span(Word { token: subject, ..word }).start();
    let (_, steps) = cost(context, first, time);
    (front && steps <= FARTHEST).then_some(steps)
}

/// "For the last quarter, the company says it made a profit": a date in front of a saying in the
/// present dates what is said; the verb of that, where it is so.
fn fronted(
    context: &Context<'_>,
    sentence: usize,
    governor: usize,
    time: &Time,
) -> Option<usize> {
    let clause = context.clause_at(Word { sentence, token: governor })?;
    let says = reporting::verb(context.folded_lemma(Word { sentence, token: governor }));
    let subject = context.span(Word { sentence, token: clause.subject? });
    let present = says.is_some() && clause.tense == crate::clause::Tense::Present;
    let front = time.span.end() <= subject.start();
    clause.complement.filter(|_| present && front)
}

/// "the 1991 agreement", "the April 2 report": the expression tells which one, not when.
fn names_its_noun(context: &Context<'_>, head: Word) -> bool {
    let Some(token) = context.token(head) else { return false };
    let before = token.head.is_some_and(|governor| governor > head.token);
    before
        && matches!(
            token.relation,
            Relation::Compound
                | Relation::Number
                | Relation::Adjective
                | Relation::Possessive
        )
}

/// Whether a year tells which one: "discussed the 2031 agreement". A day does not: "said in a June 3
/// statement".
pub(crate) fn tells_which(context: &Context<'_>, time: &Time) -> bool {
    let Some(first) = context.word_at(time.span.start()) else { return false };
    let year = time.value.1.grain == Grain::Year;
    let head = head_of(context, first.sentence, time).filter(|_| year);
    head.is_some_and(|token| names_its_noun(context, Word { token, ..first }))
}

/// The cost of going from an expression's governor up to `word`; what stands in a clause of
/// its own belongs to that clause.
fn steps_up(context: &Context<'_>, from: Word, word: usize) -> Option<usize> {
    if is_told_on(context, from) {
        return None;
    }
    let mut at = from.token;
    let mut cost = 0;
    let mut described = false;
    for _ in 0..12 {
        if at == word {
            return Some(cost);
        }
        let token = context.token(Word { token: at, ..from })?;
        // "A panel named in 2034 recommends it": the day on which it was named.
        let subject = matches!(
            token.relation,
            Relation::Subject | Relation::PassiveSubject | Relation::OuterSubject
        );
        let under = described && is_under(context, Word { token: at, ..from });
        if described && subject || under {
            return None;
        }
        // "The mission, which began in 2028, trained them": the day on which it began.
        described = token.relation == Relation::AclRelative
            || token.relation == Relation::Acl && matches!(&*token.tag, "VBN" | "VBD");
        cost += match token.relation {
            // "and a third is due to stand trial in May", hung as a phrase: it has a verb of its own.
            Relation::Oblique if has_copula(context, Word { token: at, ..from }) => 12,
            Relation::Object
            | Relation::Oblique
            | Relation::Modifier
            | Relation::OpenComplement
            | Relation::Possessive
            | Relation::Compound => 1,
            Relation::Apposition => 3,
            Relation::Acl => 4,
            Relation::Subject | Relation::PassiveSubject => 2,
            Relation::Clause => 8,
            Relation::AclRelative
            | Relation::ClausalComplement
            | Relation::Conjunct
            | Relation::Parataxis => 12,
            _ => 2,
        };
        at = token.head?;
    }
    None
}

/// "Under a contract signed in May, the yard will build it".
fn is_under(context: &Context<'_>, noun: Word) -> bool {
    let tree = context.tree(noun.sentence);
    let case = tree.and_then(|tree| tree.child(noun.token, &[Relation::Case]));
    case.is_some_and(|case| context.folded_form(Word { token: case, ..noun }) == "under")
}

fn has_copula(context: &Context<'_>, word: Word) -> bool {
    let tree = context.tree(word.sentence);
    tree.is_some_and(|tree| tree.child(word.token, &[Relation::Copula]).is_some())
}

/// "has been halted, officials on both sides said on Monday": the day on which it was said dates
/// nothing above the saying, whatever that was hung on.
fn is_told_on(context: &Context<'_>, verb: Word) -> bool {
    let finite = context
        .token(verb)
        .is_some_and(|token| matches!(&*token.tag, "VBD" | "VBZ" | "VBP"));
    let cue = reporting::verb(context.folded_lemma(verb)).filter(|_| finite);
    cue.is_some_and(|cue| {
        matches!(cue.saying, Saying::Say | Saying::Announce | Saying::Report)
    })
}

/// The cost of going from `word` up to what an expression hangs on.
fn steps_down(
    context: &Context<'_>,
    word: Word,
    (governor, time): (usize, &Time),
) -> Option<usize> {
    let above = context.span(Word { token: governor, ..word });
    let behind = time.span.start() > above.end();
    let mut at = word.token;
    let mut cost = 0;
    let mut beside = false;
    for _ in 0..12 {
        if at == governor {
            return Some(cost);
        }
        let token = context.token(Word { token: at, ..word })?;
        let verb = token.class == WordClass::Verb;
        if stands_before_or_after(context, Word { token: at, ..word }) {
            return None;
        }
        // "A body set up after the war was dissolved in 2031": which body, not when.
        let which = verb && token.relation == Relation::Acl && at < governor;
        // "was discussed in 2035 but failed when debts came up".
        let joined = token.relation == Relation::Conjunct;
        let other = joined && (beside || is_against(context, Word { token: at, ..word }));
        if behind && (which || other) {
            return None;
        }
        beside |= token.relation == Relation::Clause;
        cost += match token.relation {
            Relation::Object
            | Relation::Subject
            | Relation::PassiveSubject
            | Relation::Oblique
            | Relation::Agent => 1,
            Relation::OpenComplement | Relation::Conjunct => 1,
            Relation::Modifier | Relation::Possessive | Relation::Compound => 1,
            Relation::Clause => 3,
            Relation::Acl if verb => 3,
            // What is said may have happened on any other day.
            Relation::ClausalComplement | Relation::Parataxis => 12,
            Relation::AclRelative => 9,
            _ => 2,
        };
        at = token.head?;
    }
    None
}

/// "but collapsed": what is told against what stands before it has a day of its own.
fn is_against(context: &Context<'_>, verb: Word) -> bool {
    let tree = context.tree(verb.sentence);
    let joins = tree.and_then(|tree| tree.child(verb.token, &[Relation::Coordinator]));
    joins.is_some_and(|token| context.folded_form(Word { token, ..verb }) == "but")
}

/// "after the visit", "fined over the death of a guard": the clause happened on another day.
fn stands_before_or_after(context: &Context<'_>, noun: Word) -> bool {
    let case = context
        .tree(noun.sentence)
        .and_then(|tree| tree.child(noun.token, &[Relation::Case, Relation::Mark]));
    // "sentenced on Monday for the murder of a clerk"
    let harm = matches!(
        context.folded_lemma(noun),
        "attack" | "bombing" | "death" | "killing" | "murder" | "theft"
    );
    case.is_some_and(|case| {
        let form = context.folded_form(Word { token: case, ..noun });
        harm && form == "for"
            || matches!(
                form,
                "about"
                    | "after"
                    | "ahead"
                    | "before"
                    | "despite"
                    | "following"
                    | "into"
                    | "over"
                    | "since"
                    | "until"
                    | "without"
            )
    })
}

/// How an expression bounds what it dates: "since January" is only a day after which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// On that day, or within that time.
    On,
    /// After it.
    After,
    /// Before it.
    Before,
}

/// Which side of an expression the thing lies that it dates, by the preposition before it.
pub(crate) fn side(context: &Context<'_>, time: &Time) -> Side {
    match word_before(context, time) {
        "since" | "after" | "from" => Side::After,
        "before" | "until" | "till" | "by" => Side::Before,
        // "ahead of Easter", "no later than Friday".
        "of" | "for" | "than" | "to" if time.value.0.is_deadline() => Side::Before,
        "of" => side_of_noun(context, time),
        _ => Side::On,
    }
}

/// "three days after the speech of 2 May": on which side of it what is told lies.
fn side_of_noun(context: &Context<'_>, time: &Time) -> Side {
    let case = context.word_at(time.span.start()).and_then(|word| {
        let noun = word.token.checked_sub(2)?;
        let tree = context.tree(word.sentence)?;
        let case = tree.child(noun, &[Relation::Case])?;
        Some(context.folded_form(Word { token: case, ..word }))
    });
    match case {
        Some("after" | "since") => Side::After,
        Some("before" | "until" | "till") => Side::Before,
        _ => Side::On,
    }
}

/// "a lease until 2044": the end of what was agreed, and no day on which it was.
pub(crate) fn is_term(context: &Context<'_>, time: &Time) -> bool {
    matches!(word_before(context, time), "through" | "till" | "until")
}

/// The word right before an expression; empty where it opens its sentence.
fn word_before<'a>(context: &'a Context<'_>, time: &Time) -> &'a str {
    let before = context.word_at(time.span.start()).and_then(|word| {
        let token = word.token.checked_sub(1)?;
        Some(Word { token, ..word })
    });
    before.map_or("", |word| context.folded_form(word))
}

/// Whether an expression is followed by "when" and the clause of a word.
pub(crate) fn is_when(context: &Context<'_>, time: &Time, word: Word) -> bool {
    let Some(last) = time.span.end().checked_sub(1).and_then(|at| context.word_at(at))
    else {
        return false;
    };
    let form = |token: usize| context.folded_form(Word { token, ..last });
    let next = last.token + if form(last.token + 1) == "," { 2 } else { 1 };
    let clause =
        context.clause_of(word).filter(|clause| clause.sentence == last.sentence);
    form(next) == "when"
        && clause.is_some_and(|clause| clause.group.0 > next && word.token > next)
}

/// The day right before "when" and the clause of a word: "the worst storm since 2029, when nine
/// died".
pub(crate) fn before_when<'a>(context: &Context<'a>, word: Word) -> Option<&'a Time> {
    let tree = context.tree(word.sentence)?;
    let here = |token: usize| Word { token, ..word };
    let mut marks = tree.children_in(word.token, &[Relation::Adverb, Relation::Mark]);
    let when = marks.find(|&token| context.folded_form(here(token)) == "when")?;
    let comma = when.checked_sub(1).filter(|&token| context.form(here(token)) == ",");
    let before = comma.unwrap_or(when).checked_sub(1)?;
    time_at(context, here(before)).filter(|time| is_date(&time.value.1))
}

/// Says for each event word which expression dates it, and what that means: the resolved time,
/// or the day of publication where no expression of its sentence does.
///
/// `words` are the event words; where there are none given, every verb is one.
#[must_use]
pub fn event_dates(
    text: &Text,
    analysis: &Analysis,
    times: &[Spanned<(Expression, When)>],
    published: Option<Date>,
    words: Option<&[Span]>,
) -> Vec<(Span, Option<String>)> {
    let analysis = &*fronted::mended(text, analysis, times.iter().map(|time| time.span));
    let (credits, cast, codebook) =
        (Credits::default(), Cast::default(), Codebook::default());
    let parts = Parts {
        text,
        credits: &credits,
        analysis,
        cast: &cast,
        times,
        codebook: &codebook,
    };
    let context = Context::new(parts);
    let day = published.map(|day| day.to_string());
    let dated = |span: Span| {
        let found =
            context.word_at(span.start()).and_then(|word| event_date(&context, word));
        (span, found.or_else(|| day.clone()))
    };
    match words {
        Some(words) => words.iter().map(|&span| dated(span)).collect(),
        None => verbs(analysis).map(dated).collect(),
    }
}

fn verbs(analysis: &Analysis) -> impl Iterator<Item = Span> + '_ {
    let tokens = analysis.sentences.iter().flat_map(|sentence| &sentence.tokens);
    tokens.filter(|token| token.class == WordClass::Verb).map(|token| token.span)
}

fn event_date(context: &Context<'_>, word: Word) -> Option<String> {
    let here = predicate(context, word);
    let time = dated_by(context, word).filter(|time| !is_compared(context, here, time));
    let direct =
        time.filter(|time| governor(context, here.sentence, time) == Some(here.token));
    // "although experts say it was killed": what is told in the present has no day of the past
    // that another clause has.
    let apart = time.filter(|time| !is_present(context, here) || !is_past(context, time));
    let time = direct.or_else(|| vague_beside(context, here)).or(apart)?;
    let value = time.value.1.timex.clone();
    (!value.is_empty()).then_some(value)
}

fn is_present(context: &Context<'_>, word: Word) -> bool {
    context.clause_at(word).is_some_and(|clause| {
        clause.tense == crate::clause::Tense::Present && clause.modal.is_none()
    })
}

/// Whether a time hangs on nothing that is present or to come.
fn is_past(context: &Context<'_>, time: &Time) -> bool {
    let Some(word) = context.word_at(time.span.start()) else { return false };
    let above = governor(context, word.sentence, time);
    above.is_none_or(|token| {
        context.clause_of(Word { token, ..word }).is_none_or(|clause| {
            !matches!(
                clause.tense,
                crate::clause::Tense::Present | crate::clause::Tense::Future
            )
        })
    })
}

/// "the best finish since November", "up from 2008": what something is held against does not
/// date it.
fn is_compared(context: &Context<'_>, word: Word, time: &Time) -> bool {
    let Some(first) = context.word_at(time.span.start()) else { return false };
    let before = first.token.checked_sub(1).map(|token| Word { token, ..first });
    let against = before.is_some_and(|before| {
        matches!(
            context.folded_form(before),
            "since" | "from" | "than" | "after" | "before"
        )
    });
    against && governor(context, word.sentence, time) != Some(word.token)
}

/// "is now", "recently announced": a word for the present or the past that hangs on the event.
fn vague_beside<'a>(context: &Context<'a>, word: Word) -> Option<&'a Time> {
    let span = context.sentence(word.sentence)?.span;
    context.times_within(span).find(|time| {
        let when = &time.value.1;
        let vague =
            matches!(when.timex.as_str(), "PRESENT_REF" | "PAST_REF" | "FUTURE_REF");
        vague && governor(context, word.sentence, time) == Some(word.token)
    })
}

/// The word that an expression hangs on.
fn governor(context: &Context<'_>, sentence: usize, time: &Time) -> Option<usize> {
    let head = head_of(context, sentence, time)?;
    context.token(Word { sentence, token: head })?.head
}
