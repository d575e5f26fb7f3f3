use dateline_language::{Relation, WordClass};
use dateline_text::Span;

use super::content::{climb, pieces, trimmed};
use super::{Speech, Way};
use crate::context::{Context, Word};
use crate::phrase;
use crate::reporting;

/// Speeches told by "according to".
pub(super) fn read(context: &Context<'_>) -> Vec<Speech> {
    let mut found = Vec::new();
    for (sentence, read) in context.analysis.sentences.iter().enumerate() {
        for token in 0..read.tokens.len() {
            let word = Word { sentence, token };
            let next = Word { token: token + 1, ..word };
            let pair = context.folded_form(word) == "according"
                && context.folded_form(next) == "to";
            if pair {
                found.extend(according_to(context, word));
            }
        }
    }
    found
}

fn according_to(context: &Context<'_>, according: Word) -> Option<Speech> {
    let tree = context.tree(according.sentence)?;
    let word = |token: usize| Word { token, ..according };
    let head_of = |token: usize| context.token(word(token)).and_then(|found| found.head);
    let to = according.token + 1;
    let is_case = |token: usize| {
        matches!(tree.relation(token), Some(Relation::Case | Relation::Fixed))
    };
    let noun = [to, according.token]
        .into_iter()
        .filter(|&token| is_case(token))
        .filter_map(head_of)
        .find(|&noun| noun > to)
        .or_else(|| {
            let below = [Relation::Oblique, Relation::Modifier, Relation::Object];
            tree.children_in(according.token, &below).find(|&noun| noun > to)
        })?;
    // "according to a ministry readout": the readout is the source, however it was hung.
    let mut noun = noun;
    for _ in 0..4 {
        let above = head_of(noun).filter(|&head| head > noun);
        match above.filter(|_| tree.relation(noun) == Some(Relation::Compound)) {
            Some(head) => noun = head,
            None => break,
        }
    }
    if !phrase::can_speak(context, word(noun)) && !is_holder(context, word(noun)) {
        return None;
    }
    let top_of_phrase = if is_case(according.token) { noun } else { according.token };
    // Where the source was taken for the sentence's own head, what it says hangs on nothing.
    let below = head_of(top_of_phrase).or((according.token == 0).then_some(noun))?;
    let above = enclosing(context, according.sentence, below);
    let top = if is_edge(context, according) {
        climb_far(context, according.sentence, above)
    } else {
        climb(context, according.sentence, above)
    };
    let tokens = tree.under(top, &|token| token == top_of_phrase || token == noun);
    let kept: Vec<usize> = tokens
        .into_iter()
        .filter(|&token| token != according.token && token != to)
        .collect();
    let mut speech = Speech::at(according, Way::AccordingTo);
    speech.cue_span = Some(context.span_of(according.sentence, according.token, to));
    speech.source = Some(word(noun));
    speech.source_span = Some(phrase::source_phrase(context, word(noun)));
    speech.content = pieces(context, according.sentence, &kept);
    if according.token == 0 {
        speech.source_span =
            speech.source_span.map(|source| up_to_comma(context, word(noun), source));
        // Behind the comma comes what the source says, wherever its verb was hung.
        let rest = after_comma(
            context,
            according.sentence,
            speech.source_span.unwrap_or_default(),
        );
        speech.content = rest.map_or(speech.content, |rest| vec![rest]);
    }
    speech.content_head = Some(word(top));
    (!speech.content.is_empty()).then_some(speech)
}

/// "according to the land registry": any noun but one for a measure or a rule.
fn is_holder(context: &Context<'_>, noun: Word) -> bool {
    const MEASURES: [&str; 36] = [
        "ability",
        "age",
        "agreement",
        "calendar",
        "category",
        "class",
        "constitution",
        "custom",
        "demand",
        "height",
        "income",
        "law",
        "length",
        "level",
        "merit",
        "need",
        "order",
        "plan",
        "position",
        "practice",
        "preference",
        "principle",
        "procedure",
        "regulation",
        "rule",
        "schedule",
        "script",
        "season",
        "size",
        "standard",
        "taste",
        "timetable",
        "tradition",
        "type",
        "weather",
        "weight",
    ];
    let thing = context.token(noun).is_some_and(|found| {
        matches!(found.class, WordClass::Noun | WordClass::ProperNoun)
    });
    thing
        && !MEASURES.contains(&context.folded_lemma(noun))
        && !context.is_time(context.span(noun))
}

/// A source that swallowed all of its sentence, up to the first comma behind its head.
fn up_to_comma(context: &Context<'_>, head: Word, source: Span) -> Span {
    let Some(sentence) = context.sentence(head.sentence) else { return source };
    let whole = source.end() + 2 >= sentence.span.end();
    let behind = sentence.tokens.iter().skip(head.token);
    let comma = behind.into_iter().find(|token| context.words(token.span) == ",");
    match comma.filter(|_| whole) {
        Some(comma) => trimmed(context, Span::of(source.start()..comma.span.start())),
        None => source,
    }
}

/// The words of a sentence behind the first comma that ends the source.
fn after_comma(context: &Context<'_>, sentence: usize, source: Span) -> Option<Span> {
    let read = context.sentence(sentence)?;
    let commas = || read.tokens.iter().filter(|token| context.words(token.span) == ",");
    let comma = commas()
        .find(|token| token.span.start() >= source.end())
        .or_else(|| commas().next())?;
    let span = trimmed(context, Span::of(comma.span.end()..read.span.end()));
    (!span.is_empty()).then_some(span)
}

/// Whether "according to" opens its sentence, or stands behind a comma with nothing but its
/// source after it: then it holds for all of the sentence.
fn is_edge(context: &Context<'_>, according: Word) -> bool {
    let Some(sentence) = context.sentence(according.sentence) else { return false };
    let after = sentence.tokens.iter().skip(according.token);
    let verbs =
        after.filter(|token| token.class == WordClass::Verb && &*token.lemma != "accord");
    according.token == 0 || verbs.count() == 0
}

/// From a clause up to the clause of the whole sentence, but out of no words that are said.
fn climb_far(context: &Context<'_>, sentence: usize, from: usize) -> usize {
    let mut at = from;
    for _ in 0..8 {
        let Some(token) = context.token(Word { sentence, token: at }) else { break };
        let Some(head) = token.head else { break };
        let lemma = context.folded_lemma(Word { sentence, token: head });
        if reporting::verb(lemma).is_some_and(|cue| cue.takes("that")) {
            break;
        }
        at = enclosing(context, sentence, head);
    }
    at
}

/// The clause around a token; the token itself where there is none.
fn enclosing(context: &Context<'_>, sentence: usize, token: usize) -> usize {
    let clause = context.clause_of(Word { sentence, token });
    clause.map_or(token, |clause| clause.verb)
}
