use dateline_language::WordClass;
use dateline_text::Span;

use super::content::trimmed;
use super::{Speech, Way};
use crate::context::{Context, Word};
use crate::phrase;
use crate::quotation::Quotation;
use crate::reporting;

/// Speeches told right behind a quotation: "“It is open,” the release from Port Hale read.",
/// "“It is open,” said minister Ilva Marr."
///
/// Read by the order of the words alone: behind quotation marks the heads are least sure.
pub(super) fn read(context: &Context<'_>, quotations: &[Quotation]) -> Vec<Speech> {
    quotations.iter().filter_map(|quotation| behind(context, quotation)).collect()
}

fn behind(context: &Context<'_>, quotation: &Quotation) -> Option<Speech> {
    let last = context.analysis.sentence_at(quotation.span.end().saturating_sub(1))?;
    let tokens = &context.sentence(last)?.tokens;
    let word = |token: usize| Word { sentence: last, token };
    let first = tokens.partition_point(|token| token.span.start() < quotation.span.end());
    let end = tokens.iter().rposition(|token| token.class != WordClass::Punctuation)? + 1;
    if first >= end || end - first > 30 || !opens(context, quotation) {
        return None;
    }
    let form = |token: usize| context.folded_form(word(token));
    if let Some(speech) = put_so(context, quotation, last, (first, end)) {
        return Some(speech);
    }
    let cue =
        (first..end).find(|&token| reporting::verb_of_form(form(token)).is_some())?;
    let source = if cue == first {
        inverted(context, last, cue + 1, end)?
    } else {
        plain(context, last, first, cue, end)?
    };
    let mut speech = Speech::at(word(cue), Way::Quotation);
    speech.cue = reporting::verb_of_form(form(cue));
    speech.cue_span = Some(group(context, word(cue), first, end));
    speech.source = Some(source.0);
    speech.source_span = Some(source.1);
    speech.content = vec![quotation.span];
    // "told reporters on Friday".
    let told = speech.cue.is_some_and(|found| found.takes("whom"));
    speech.addressee = (cue + 1..end)
        .take(4)
        .find(|&token| {
            context.token(word(token)).is_some_and(|found| found.class == WordClass::Noun)
        })
        .filter(|_| told && cue != first)
        .map(word);
    speech.content_head = context.word_at(quotation.inner.start());
    Some(speech)
}

/// "“We are short of time,” as one officer put it": who put it so.
fn put_so(
    context: &Context<'_>,
    quotation: &Quotation,
    sentence: usize,
    (first, end): (usize, usize),
) -> Option<Speech> {
    let word = |token: usize| Word { sentence, token };
    let form = |token: usize| context.folded_form(word(token));
    let opens = first + usize::from(form(first) == ",");
    let put = (opens + 2..end)
        .find(|&token| form(token) == "put" && form(token + 1) == "it")?;
    let source =
        head_within(context, sentence, opens + 1, put).filter(|_| form(opens) == "as")?;
    let span = trimmed(context, context.span_of(sentence, opens + 1, put - 1));
    let mut speech = Speech::at(word(put), Way::Quotation);
    speech.cue = reporting::verb_of_form("put");
    speech.cue_span = Some(context.span_of(sentence, put, put + 1));
    speech.source = Some(source);
    speech.source_span = Some(span);
    speech.content = vec![quotation.span];
    speech.content_head = context.word_at(quotation.inner.start());
    Some(speech)
}

/// The words of a cue: with the auxiliaries before it, and in "was quoted as saying" what follows.
fn group(context: &Context<'_>, cue: Word, first: usize, end: usize) -> Span {
    let word = |token: usize| Word { token, ..cue };
    let form = |token: usize| context.folded_form(word(token));
    let auxiliary = |token: usize| {
        context
            .token(word(token))
            .is_some_and(|found| found.class == WordClass::Auxiliary)
    };
    let start = (first..cue.token).rev().take_while(|&token| auxiliary(token)).last();
    let saying = cue.token + 2;
    let quoted = saying < end && form(cue.token) == "quoted" && form(saying) == "saying";
    // "she went on"
    let particle = reporting::verb_of_form(form(cue.token))
        .and_then(|found| found.lemma.split_once(' '))
        .is_some_and(|(_, particle)| form(cue.token + 1) == particle);
    let last = if quoted { saying } else { cue.token + usize::from(particle) };
    context.span_of(cue.sentence, start.unwrap_or(cue.token), last)
}

/// Whether a quotation opens its sentence.
fn opens(context: &Context<'_>, quotation: &Quotation) -> bool {
    let first = context.analysis.sentence_at(quotation.span.start());
    let sentence = first.and_then(|first| context.sentence(first));
    sentence.is_some_and(|sentence| quotation.span.start() <= sentence.span.start() + 1)
}

/// "said minister Ilva Marr, the harbour master, on Thursday": the words behind the cue up to
/// the first that cannot be of a name.
pub(super) fn inverted(
    context: &Context<'_>,
    sentence: usize,
    from: usize,
    end: usize,
) -> Option<(Word, Span)> {
    let word = |token: usize| Word { sentence, token };
    let head = head_within(context, sentence, from, end)?;
    let by_tree = phrase::source_phrase(context, head);
    let range = context.span_of(sentence, from, end.checked_sub(1)?);
    if by_tree.start() == range.start() && range.contains(by_tree) {
        return Some((head, by_tree));
    }
    let stop = (from..end).find(|&token| {
        let form = context.folded_form(word(token));
        let time = context.is_time(context.span(word(token)));
        time || matches!(
            form,
            "," | "in" | "on" | "at" | "after" | "during" | "when" | "as"
        )
    });
    let stop = stop.filter(|&stop| stop > from).unwrap_or(end);
    let span = trimmed(context, context.span_of(sentence, from, stop - 1));
    (!span.is_empty()).then_some((head_within(context, sentence, from, stop)?, span))
}

/// "the release from Port Hale read": nothing but a noun phrase between the marks and the cue,
/// nothing but a time, an addressee or a place behind it.
fn plain(
    context: &Context<'_>,
    sentence: usize,
    from: usize,
    cue: usize,
    end: usize,
) -> Option<(Word, Span)> {
    let word = |token: usize| Word { sentence, token };
    let finite = |token: usize| {
        context.token(word(token)).is_some_and(|found| {
            matches!(
                &*found.tag,
                "VBD" | "VBZ" | "VBP" | "MD" | "VBN" | "CC" | "TO" | "IN"
            ) && !matches!(
                context.folded_form(word(token)),
                "of" | "from" | "for" | "by" | "and" | "in" | "at"
            )
        })
    };
    let adverb = |token: usize| {
        context.token(word(token)).is_some_and(|found| {
            matches!(
                found.class,
                WordClass::Adverb | WordClass::Punctuation | WordClass::Auxiliary
            )
        })
    };
    let last = (from..cue).rev().find(|&token| !adverb(token))?;
    let first = (from..=last).find(|&token| !adverb(token))?;
    if (first..=last).any(finite) || last - first > 18 {
        return None;
    }
    // "…,” the minister said the harbour": what follows must not be said too.
    let end =
        (cue + 1..end).find(|&token| turns_away(context, word(token))).unwrap_or(end);
    let follows = (cue + 1..end).any(|token| {
        context
            .token(word(token))
            .is_some_and(|found| matches!(&*found.tag, "VBD" | "VBZ" | "MD"))
    });
    let head = head_within(context, sentence, first, last + 1)?;
    let span = trimmed(context, context.span_of(sentence, first, last));
    let short = end - cue <= 12;
    (!follows && short && !span.is_empty()).then_some((head, span))
}

/// "said as she left the hall", "said on Monday, and called for a vote": what comes behind it is
/// the report's own.
fn turns_away(context: &Context<'_>, word: Word) -> bool {
    let next = Word { token: word.token + 1, ..word };
    let own =
        matches!(context.folded_form(word), "as" | "when" | "after" | "before" | "while");
    let joined = context.form(word) == ","
        && matches!(context.folded_form(next), "and" | "but" | "before" | "after");
    own || joined
}

/// The noun that heads a run of words: the one whose head lies outside of it, else the last
/// before a preposition.
pub(super) fn head_within(
    context: &Context<'_>,
    sentence: usize,
    from: usize,
    end: usize,
) -> Option<Word> {
    let word = |token: usize| Word { sentence, token };
    let is_noun = |token: &usize| {
        context.token(word(*token)).is_some_and(|found| {
            matches!(
                found.class,
                WordClass::Noun | WordClass::ProperNoun | WordClass::Pronoun
            )
        })
    };
    let before = |token: usize| {
        matches!(
            context.folded_form(word(token)),
            "of" | "from" | "by" | "for" | "," | "in" | "at" | "on"
        )
    };
    let stop = (from..end).find(|&token| before(token)).filter(|&stop| stop > from);
    let last = (from..stop.unwrap_or(end)).rev().find(is_noun)?;
    // Within a name the first word may be the head: "Ilva Marr".
    let mut at = last;
    for _ in 0..6 {
        let head = context.token(word(at)).and_then(|found| found.head);
        match head
            .filter(|&head| head >= from && head < stop.unwrap_or(end) && is_noun(&head))
        {
            Some(head) => at = head,
            None => break,
        }
    }
    Some(word(at))
}
