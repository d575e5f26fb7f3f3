//! The words that tell it.

use dateline_language::{Relation, WordClass};
use dateline_text::Span;

use super::claim::above;
use super::possible::considered_by;
use crate::clause::Tense;
use crate::codebook::{Role, TriggerClass};
use crate::context::{Context, Word};
use crate::phrase;
use crate::trigger::{Fired, is_scheduled};

/// The clause of a verb, or of the verb that carries a noun; else the noun with what is its own.
pub(super) fn evidence(context: &Context<'_>, event: &Fired<'_>) -> Span {
    let outer =
        Word { token: event.slots.outer.unwrap_or(event.word.token), ..event.word };
    let span = whole(context, event, outer);
    let end = context.span(event.word).end();
    let span = within_marks(context, span, end);
    let span = if event.is_predicate() { to_comma(context, span, end) } else { span };
    trimmed(context, event, span)
}

/// "was not behind the bombing, its leader, Ott Bram": what stands behind a comma is another's.
fn to_comma(context: &Context<'_>, span: Span, from: usize) -> Span {
    let rest = Span::new(from, span.end()).map_or("", |rest| context.words(rest));
    let cut = rest.find(", ").map_or(span.end(), |at| from + at);
    Span::of(span.start()..cut)
}

/// The most bytes of a clause that tell one event by themselves.
const LONG: usize = 110;

/// A long clause without what another tells: "According to the guild, ..." before it, what stands
/// before a colon or behind a semicolon, and a relative clause between who does it and the verb.
fn trimmed(context: &Context<'_>, event: &Fired<'_>, span: Span) -> Span {
    let word = context.span(event.word);
    if span.len() <= LONG || !span.contains(word) || event.class != TriggerClass::Verb {
        return span;
    }
    let Some(clause) = context.clause_at(event.word) else { return span };
    let first = Word { token: clause.group.0, ..event.word };
    let group = context.span(first).start().max(span.start());
    let subject = clause.subject.filter(|_| clause.own_subject);
    let subject = subject.map(|token| context.span(Word { token, ..event.word }));
    let before = context.words(Span::of(span.start()..group));
    let named = subject
        .filter(|subject| subject.start() >= span.start() && subject.end() <= group);
    let head = named.map_or(before.len(), |subject| subject.start() - span.start());
    let front = before.get(..head).unwrap_or_default();
    let behind = |marks: [&str; 2], words: &str| {
        marks.iter().filter_map(|mark| words.rfind(mark).map(|at| at + mark.len())).max()
    };
    let mut start = behind([": ", "; "], front).unwrap_or(0);
    let floor = start;
    if front.starts_with("According to ") {
        start = start.max(front.rfind(", ").map_or(0, |at| at + 2));
    }
    let between = before.get(head..).unwrap_or_default();
    if between.len() > 60 {
        start = start.max(between.rfind(", ").map_or(0, |at| head + at + 2));
    }
    let rest = context.words(Span::of(word.end()..span.end()));
    let end = rest.find("; ").map_or(span.end(), |at| word.end() + at);
    let cut = Span::of(span.start() + start..end);
    // What is left has to tell it.
    let whole = Span::of(span.start() + floor..end);
    if cut.len() * 3 < whole.len() { whole } else { cut }
}

/// "the camp is free, after the guard left it," he said: what stands behind the closing mark of
/// the quotation that a word stands in is not of its clause.
fn within_marks(context: &Context<'_>, span: Span, from: usize) -> Span {
    let Some(rest) = Span::new(from, span.end()) else { return span };
    let words = context.words(rest);
    let opens = words.find('“').unwrap_or(words.len());
    let closes = [",\"", ".\"", "?\"", "!\"", ",”", ".”", "?”", "!”"];
    let close = closes.iter().filter_map(|mark| words.find(mark)).min();
    // A straight mark opens where another stands before it.
    let straight = |at: usize| words.get(..at).is_some_and(|front| front.contains('"'));
    let cut = close.filter(|&at| at < opens && !straight(at));
    cut.map_or(span, |at| Span::of(span.start()..from + at))
}

fn whole(context: &Context<'_>, event: &Fired<'_>, outer: Word) -> Span {
    match (event.class, event.verb) {
        (TriggerClass::Verb, _) => with_roles(context, event),
        (TriggerClass::Noun, Some(token)) if event.slots.supported => {
            let verb = Word { token, ..event.word };
            let clause = clause_span(context, verb);
            let noun = noun_span(context, outer);
            let told = verb.token < outer.token || clause.len() <= 120;
            let relative = context
                .token(verb)
                .is_some_and(|token| token.relation == Relation::AclRelative);
            match told {
                true if clause.contains(noun) => clause,
                // "The war, which broke out in May"
                true if relative => noun.cover(clause),
                _ => noun,
            }
        }
        (TriggerClass::Noun, _) => noun_span(context, outer),
    }
}

/// The clause of a verb; where it is no more than the verb, with who does or suffers it.
fn with_roles(context: &Context<'_>, event: &Fired<'_>) -> Span {
    let span = clause_span(context, event.word);
    // "No one has said they were behind it", "was considering closing the line"
    let above = above(context, event).or_else(|| {
        let above = considered_by(context, event)?;
        Some(Word { token: above.verb, ..event.word })
    });
    if let Some(above) = above.map(|verb| clause_span(context, verb)) {
        let whole = span.cover(above);
        return if whole.len() < 2 * LONG { whole } else { span };
    }
    if let Some(subject) = expected(context, event) {
        return span.cover(subject);
    }
    if span.len() > 24 {
        return span;
    }
    let participle = context
        .clause_at(event.word)
        .filter(|clause| clause.relation == Relation::Acl && clause.passive);
    if let Some(noun) = participle.and_then(|clause| clause.head) {
        // "figures released by the office on Monday"
        let whole = phrase::noun_phrase(context, Word { token: noun, ..event.word });
        if whole.len() < LONG {
            return span.cover(whole);
        }
    }
    let roles = [Role::Actor, Role::Recipient, Role::Means, Role::About].into_iter();
    let tokens = roles.flat_map(|role| event.role(role));
    let spans =
        tokens.map(|token| phrase::noun_phrase(context, Word { token, ..event.word }));
    let near = spans.filter(|other| {
        other.end() <= span.start() + 1 && span.start().saturating_sub(other.start()) < 60
    });
    near.fold(span, Span::cover)
}

/// "The assembly is due to discuss the truce": who is expected to do it, before the verb that says
/// that it is.
fn expected(context: &Context<'_>, event: &Fired<'_>) -> Option<Span> {
    let clause = context.clause_at(event.word)?;
    let subject = clause.subject.filter(|&subject| {
        !clause.own_subject && subject < clause.verb && is_scheduled(context, clause)
    })?;
    let noun = phrase::noun_phrase(context, Word { token: subject, ..event.word });
    let near = context.span(event.word).start().saturating_sub(noun.end()) < LONG / 2;
    (near && noun.len() < LONG).then_some(noun)
}

/// The words of a noun without the clause that goes on behind a comma.
fn noun_span(context: &Context<'_>, noun: Word) -> Span {
    let span = phrase::noun_phrase(context, noun);
    let words = context.words(span);
    let head = context.span(noun).end().saturating_sub(span.start());
    let rest = words.get(head..).unwrap_or_default();
    let stops = [
        ", that",
        ", considering",
        ", when",
        ", which",
        ", who",
        ", where",
        ", after",
        ", following",
        ", as",
    ];
    let cut = stops.iter().filter_map(|stop| rest.find(stop)).min();
    cut.map_or(span, |at| Span::of(span.start()..span.start() + head + at))
}

/// The words of a clause without the clauses that only stand beside it.
pub(crate) fn clause_span(context: &Context<'_>, verb: Word) -> Span {
    context.known.clauses.of(context.number(verb), || read_clause(context, verb))
}

fn read_clause(context: &Context<'_>, verb: Word) -> Span {
    let Some(tree) = context.tree(verb.sentence) else { return context.span(verb) };
    let is_comma = |token: usize| {
        token
            .checked_sub(1)
            .is_some_and(|before| context.form(Word { token: before, ..verb }) == ",")
    };
    let verbal = context.token(verb).is_some_and(|token| token.class == WordClass::Verb);
    let leave = |token: usize| match tree.relation(token) {
        Some(Relation::Parataxis | Relation::Mark | Relation::Coordinator) => true,
        Some(Relation::Punctuation | Relation::Discourse) => true,
        // "were killed and five injured": what is joined to a verb is told by itself.
        Some(Relation::Conjunct) => {
            let word = Word { token, ..verb };
            verbal && is_told_apart(context, verb, word)
                || context.clause_at(word).is_some()
        }
        Some(Relation::Clause | Relation::AclRelative | Relation::Acl) => {
            is_comma(tree.reach(token).0)
        }
        // ", hours after envoys had signed it"
        Some(Relation::UnmarkedOblique | Relation::Oblique) => {
            let (first, last) = tree.reach(token);
            is_comma(first)
                && (first..=last).any(|token| {
                    context
                        .clause_at(Word { token, ..verb })
                        .is_some_and(|clause| clause.own_subject)
                })
        }
        _ => false,
    };
    let tokens = tree.under(verb.token, &leave);
    let first = tokens.first().copied().unwrap_or(verb.token);
    let first = first.min(lost_subject(context, verb).unwrap_or(first));
    let last = tokens.last().copied().unwrap_or(verb.token);
    let joined = before_joined(context, verb, last).filter(|_| verbal);
    context.span_of(verb.sentence, first, joined.unwrap_or(last))
}

/// Where the subject begins that was hung on another verb than its own.
fn lost_subject(context: &Context<'_>, verb: Word) -> Option<usize> {
    let tree = context.tree(verb.sentence)?;
    let clause = context.clause_at(verb).filter(|clause| {
        // "The council voted by 71 to 48", read as a council that was voted.
        let root = clause.relation == Relation::Acl && clause.tense == Tense::Past;
        clause.own_subject || root && !clause.passive && clause.head == clause.subject
    })?;
    let subject = clause.subject.filter(|&subject| subject < verb.token)?;
    let token = context.token(Word { token: subject, ..verb })?;
    let above = clause.head == Some(subject);
    let reach = || {
        if above {
            noun_start(context, Word { token: subject, ..verb })
        } else {
            tree.reach(subject).0
        }
    };
    (token.head != Some(verb.token)).then(reach)
}

/// Where a noun begins with what stands right before it.
fn noun_start(context: &Context<'_>, noun: Word) -> usize {
    let before = |token: &usize| {
        context.token(Word { token: *token, ..noun }).is_some_and(|found| {
            let within =
                found.head.is_some_and(|head| head > *token && head <= noun.token);
            within && !matches!(found.relation, Relation::Punctuation | Relation::Case)
                || &*found.tag == "POS"
        })
    };
    (0..noun.token).rev().take_while(before).last().unwrap_or(noun.token)
}

/// "were killed and five injured", "were dismissed and a third is due to stand trial": whether
/// what is joined to a verb begins a clause of its own, whatever the parser took it for.
fn is_told_apart(context: &Context<'_>, verb: Word, joined: Word) -> bool {
    let Some(token) = context.token(joined) else { return false };
    if token.head != Some(verb.token) || joined.token < verb.token {
        return false;
    }
    match token.class {
        WordClass::Verb | WordClass::Auxiliary => false,
        WordClass::Noun | WordClass::ProperNoun | WordClass::Number => {
            let size =
                context.sentence(verb.sentence).map_or(0, |read| read.tokens.len());
            (joined.token + 1..size.min(joined.token + 24)).any(|token| {
                let tag = context.token(Word { token, ..verb }).map(|found| &*found.tag);
                matches!(tag, Some("VBD" | "VBZ" | "VBP" | "MD"))
            })
        }
        WordClass::Adjective => {
            context.tree(verb.sentence).is_some_and(|tree| {
                tree.child(joined.token, &[Relation::Number, Relation::Subject]).is_some()
            }) || context.folded_form(joined).ends_with("ed")
        }
        _ => false,
    }
}

/// The last word in front of such a clause, where what was hung on the verb runs past that.
fn before_joined(context: &Context<'_>, verb: Word, last: usize) -> Option<usize> {
    let tree = context.tree(verb.sentence)?;
    if let Some(end) = before_main(context, verb, last) {
        return Some(end);
    }
    let mut all = tree.children_in(verb.token, &[Relation::Conjunct]);
    let joined = all.next().map(|token| Word { token, ..verb })?;
    let own = context.clause_at(joined).is_some_and(|clause| clause.own_subject);
    if !own && !is_told_apart(context, verb, joined) {
        return None;
    }
    let (first, _) = tree.reach(joined.token);
    let inside = |token: &usize| *token > verb.token + 1 && *token < last;
    let and = (first.saturating_sub(2)..=first).filter(inside).find(|&token| {
        let found = context.token(Word { token, ..verb });
        found.is_some_and(|found| found.class == WordClass::Coordinator)
    });
    let end = and?.checked_sub(1)?;
    let comma = context.form(Word { token: end, ..verb }) == ",";
    Some(end.saturating_sub(usize::from(comma)).max(verb.token))
}

/// "Although Varn announced the truce in May, gunmen attack convoys": the comma before what was
/// hung on a verb that was itself taken for the main one.
fn before_main(context: &Context<'_>, verb: Word, last: usize) -> Option<usize> {
    let tree = context.tree(verb.sentence)?;
    let mark = tree.child(verb.token, &[Relation::Mark])?;
    let opens = mark < verb.token
        && context.token(verb).is_some_and(|token| token.relation == Relation::Root)
        && matches!(
            context.folded_form(Word { token: mark, ..verb }),
            "although" | "though" | "while" | "when" | "after" | "because" | "since"
        );
    let mut below = tree
        .children_in(verb.token, &[Relation::Parataxis, Relation::Conjunct])
        .filter(|&token| token > verb.token && opens)
        .map(|token| tree.reach(token).0);
    let first = below.find(|&first| {
        let before = first.checked_sub(1).map(|token| Word { token, ..verb });
        first < last && before.is_some_and(|before| context.form(before) == ",")
    });
    first.and_then(|first| first.checked_sub(2)).filter(|&end| end >= verb.token)
}
