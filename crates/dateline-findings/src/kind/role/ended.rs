//! Offices that somebody no longer holds: "former mayor Tom Leck", "ex-minister Ada Korr", and
//! those that are not held yet: "president-elect Jon Vane".

use dateline_language::WordClass;
use dateline_text::Span;
use dateline_time::{Basis, Grain, Modifier, TimexClass, When};

use super::order::at;
use crate::context::{Context, Word};
use crate::field::Field;
use crate::finding::{Finding, Modality};
use crate::phrase;
use crate::value::Value;

/// What stands before an office that is over.
const OVER: [&str; 21] = [
    "deceased",
    "departed",
    "deposed",
    "dismissed",
    "erstwhile",
    "ex",
    "fired",
    "former",
    "formerly",
    "late",
    "murdered",
    "one-time",
    "onetime",
    "ousted",
    "previous",
    "previously",
    "retired",
    "sacked",
    "sometime",
    "then",
    "toppled",
];

/// What stands before or behind an office that is not taken up yet.
const TO_COME: [&str; 4] = ["designate", "elect", "incoming", "nominee"];

/// Says of a role that it is over, or to come, where the words in front of its post do.
pub(super) fn mark(context: &Context<'_>, role: &mut Finding) {
    if role.fields.get(Field::To).is_some() {
        return;
    }
    let post = role.fields.entry(Field::Post).and_then(|entry| entry.spans.first());
    let Some(last) = post.and_then(|&post| last_of_post(context, post)) else { return };
    let mut words = in_front(context, last);
    if words.clone().any(|word| is_over(context, word)) {
        end(context, role);
    } else if words.any(|word| says(context, word, &TO_COME)) || is_to_come(context, last)
    {
        role.modality = role.modality.max(Modality::Planned);
        role.fields.remove(Field::AsOf);
    }
}

/// Whether the words of an office say that it is over: "former mayor".
pub(crate) fn is_past(context: &Context<'_>, office: Span) -> bool {
    last_of_post(context, office)
        .is_some_and(|last| in_front(context, last).any(|word| is_over(context, word)))
}

/// Sets the end of a role before the day of the report.
pub(super) fn end(context: &Context<'_>, role: &mut Finding) {
    role.fields.remove(Field::AsOf);
    role.fields.set(Field::To, Value::When(by_now(context)), &[]);
}

/// A day before that of the report.
pub(super) fn by_now(context: &Context<'_>) -> When {
    let day = context.credits.published.as_ref().map(|moment| moment.date);
    When {
        latest: day,
        grain: Grain::Day,
        modifier: Some(Modifier::Before),
        class: TimexClass::Date,
        timex: day.map_or_else(|| "PAST_REF".to_owned(), |day| day.to_string()),
        basis: Basis::Present,
        ..When::default()
    }
}

/// The last word of a post, before what it is of.
fn last_of_post(context: &Context<'_>, span: Span) -> Option<Word> {
    let first = context.word_at(span.start()).filter(|_| !span.is_empty())?;
    let inside = (first.token..)
        .map(|token| at(first, token))
        .take_while(|&word| {
            context.token(word).is_some_and(|token| span.overlaps(token.span))
        })
        .take_while(|&word| {
            word.token == first.token
                || !matches!(context.folded_form(word), "of" | "for" | "to" | "at" | "in")
        });
    inside.last()
}

/// The words of a noun phrase from its last to its first, without its owner.
fn in_front<'a>(
    context: &'a Context<'_>,
    last: Word,
) -> impl Iterator<Item = Word> + Clone + 'a {
    let words = (0..=last.token).rev().map(move |token| at(last, token));
    words.take_while(move |&word| {
        let form = context.folded_form(word);
        word.token == last.token
            || says(context, word, &OVER)
            || form == "-"
            || phrase::is_in_phrase(context, word) && !is_article(context, word)
    })
}

fn is_article(context: &Context<'_>, word: Word) -> bool {
    context.token(word).is_some_and(|token| token.class == WordClass::Determiner)
}

/// Whether a word, or the first or last part of one with a hyphen, is one of a list.
fn says(context: &Context<'_>, word: Word, list: &[&str]) -> bool {
    let form = context.folded_form(word);
    let (first, last) = (form.split('-').next(), form.rsplit('-').next());
    list.contains(&form)
        || [first, last].into_iter().flatten().any(|part| {
            part.len() < form.len()
                && matches!(part, "ex" | "then" | "elect" | "designate")
                && list.contains(&part)
        })
}

fn is_over(context: &Context<'_>, word: Word) -> bool {
    let before = word.token.checked_sub(1).map(|token| at(word, token));
    let form = before.map_or("", |before| context.folded_form(before));
    let owned = before.is_some_and(|before| is_article(context, before))
        || matches!(form, "'s" | "’s" | "'" | "’" | "his" | "her" | "its" | "their");
    match context.folded_form(word) {
        // "the late mayor", not "late on Monday".
        "late" => owned,
        "then" => owned || matches!(form, "by" | "from" | "of" | "to" | "under" | "with"),
        _ => says(context, word, &OVER),
    }
}

/// "the president-elect", "minister designate".
fn is_to_come(context: &Context<'_>, last: Word) -> bool {
    let hyphen = usize::from(context.form(at(last, last.token + 1)) == "-");
    let next = at(last, last.token + 1 + hyphen);
    says(context, next, &["designate", "elect", "nominee"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_what_is_over_are_sorted() {
        assert!(OVER.is_sorted() && TO_COME.is_sorted());
    }
}
