use dateline_language::{Relation, WordClass};
use dateline_text::Span;

use crate::context::{Context, Word};
use crate::reporting;

/// The tokens as spans: one for each unbroken run, without the punctuation at its edges.
pub(super) fn pieces(
    context: &Context<'_>,
    sentence: usize,
    tokens: &[usize],
) -> Vec<Span> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &token in tokens {
        match runs.last_mut() {
            Some((_, last)) if token <= *last + 1 => *last = token,
            // Punctuation that hangs elsewhere does not break what is said.
            Some((_, last)) if is_punctuation(context, sentence, *last + 1, token) => {
                *last = token;
            }
            _ => runs.push((token, token)),
        }
    }
    let lone = |&(first, last): &(usize, usize)| {
        // A "that" or "which" cut off from its clause says nothing.
        first == last
            && context.token(Word { sentence, token: first }).is_some_and(|token| {
                matches!(token.class, WordClass::Subordinator | WordClass::Coordinator)
                    || &*token.tag == "WDT"
            })
    };
    let several = runs.len() > 1;
    let runs = runs.into_iter().filter(|run| !(several && lone(run)));
    let spans = runs.map(|(first, last)| context.span_of(sentence, first, last));
    spans.map(|span| trimmed(context, span)).filter(|span| !span.is_empty()).collect()
}

fn is_punctuation(
    context: &Context<'_>,
    sentence: usize,
    from: usize,
    to: usize,
) -> bool {
    (from..to).all(|token| {
        context
            .token(Word { sentence, token })
            .is_some_and(|found| found.class == WordClass::Punctuation)
    })
}

/// A span without commas, full stops and spaces at its edges; quotation marks stay.
pub(super) fn trimmed(context: &Context<'_>, span: Span) -> Span {
    let words = context.words(span);
    let edge = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, ',' | '.' | ';' | ':' | '-' | '–' | '—')
    };
    let kept = words.trim_start_matches(edge);
    let start = span.start() + (words.len() - kept.len());
    let kept = kept.trim_end_matches(edge);
    Span::of(start..start + kept.len())
}

/// From a clause up to the first of those that "and" joins, unless a verb of speaking is there.
pub(super) fn climb(context: &Context<'_>, sentence: usize, from: usize) -> usize {
    let mut at = from;
    for _ in 0..8 {
        let Some(token) = context.token(Word { sentence, token: at }) else { break };
        let Some(head) = token.head.filter(|_| token.relation == Relation::Conjunct)
        else {
            break;
        };
        let lemma = context.folded_lemma(Word { sentence, token: head });
        if reporting::verb(lemma).is_some() {
            break;
        }
        at = head;
    }
    at
}

/// How many letters and digits stand between two bytes.
pub(super) fn letters(context: &Context<'_>, from: usize, to: usize) -> usize {
    let between = context.words(Span::of(from..to));
    between.chars().filter(|letter| letter.is_alphanumeric()).count()
}
