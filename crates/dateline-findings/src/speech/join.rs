use dateline_text::{Span, folded};

use super::{Speech, Way};
use crate::context::{Context, Word};
use crate::quotation::{self, Quotation};

/// Lays the quotations over the speeches, gives those without content up, and finds the
/// quotations that go on without a cue. In the order of the text.
pub(super) fn with_quotations(
    context: &Context<'_>,
    quotations: &[Quotation],
    mut speeches: Vec<Speech>,
) -> Vec<Speech> {
    for speech in &mut speeches {
        cut_before_reason(context, speech);
        take_whole_quotations(speech, quotations);
    }
    take_other_half(context, &mut speeches, quotations);
    take_speaker_of_quotation(context, &mut speeches);
    speeches.retain(|speech| {
        !speech.content.is_empty() && !speaks_of_itself(context, speech, quotations)
    });
    drop_doubles(&mut speeches);
    cut_before_participles(context, &mut speeches);
    speeches.sort_by_key(|speech| (speech.span(), speech.word));
    let lone = lone_quotations(context, quotations, &speeches);
    speeches.extend(lone);
    speeches.sort_by_key(|speech| (speech.span(), speech.word));
    for number in 0..speeches.len() {
        let before = follows_on(context, &speeches, number);
        if let Some(speech) = speeches.get_mut(number) {
            speech.goes_on_from = before;
        }
    }
    speeches
}

/// Content that touches a quotation takes all of it, over the end of the sentence too.
fn take_whole_quotations(speech: &mut Speech, quotations: &[Quotation]) {
    let cue = speech.cue_span.unwrap_or_default();
    let source = speech.source_span.unwrap_or_default();
    for content in &mut speech.content {
        let first = quotations
            .partition_point(|quotation| quotation.span.end() <= content.start());
        for quotation in quotations.iter().skip(first) {
            if quotation.span.start() >= content.end() {
                break;
            }
            let beside =
                !quotation.span.overlaps(cue) && !quotation.span.overlaps(source);
            if beside && quotation.span.overlaps(*content) {
                *content = content.cover(quotation.span);
                speech.quotations.push(*quotation);
            }
        }
    }
    speech.quotations.sort_unstable();
    speech.quotations.dedup();
    merge_touching(&mut speech.content);
}

/// "“It is a promise,” she said, “that it will hold.”": the half of a broken quotation on the other
/// side of who says it.
fn take_other_half(
    context: &Context<'_>,
    speeches: &mut [Speech],
    quotations: &[Quotation],
) {
    let taken = |speeches: &[Speech], half: &Quotation| {
        speeches
            .iter()
            .any(|speech| speech.content.iter().any(|span| span.overlaps(half.span)))
    };
    for number in 0..speeches.len() {
        let Some(half) = speeches
            .get(number)
            .and_then(|speech| other_half(context, speech, quotations))
        else {
            continue;
        };
        if taken(speeches, &half) {
            continue;
        }
        if let Some(speech) = speeches.get_mut(number) {
            speech.content.push(half.span);
            speech.content.sort_unstable();
            speech.quotations.push(half);
            speech.quotations.sort_unstable();
        }
    }
}

/// The half that is not among what is said yet: the first ends with a comma, and nothing but a comma
/// stands between the halves and who says it.
fn other_half(
    context: &Context<'_>,
    speech: &Speech,
    quotations: &[Quotation],
) -> Option<Quotation> {
    let frame = speech.cue_span?.cover(speech.source_span?);
    let bare = |from: usize, to: usize| {
        from <= to && matches!(context.words(Span::of(from..to)).trim(), "" | ",")
    };
    let at =
        quotations.partition_point(|quotation| quotation.span.end() <= frame.start());
    let first = quotations.get(at.checked_sub(1)?)?;
    let second = quotations.get(at)?;
    let broken = context.words(first.inner).trim_end().ends_with(',')
        && bare(first.span.end(), frame.start())
        && second.span.start() >= frame.end()
        && bare(frame.end(), second.span.start());
    let held = [first, second]
        .map(|half| speech.content.iter().any(|span| span.overlaps(half.span)));
    match held {
        [true, false] if broken => Some(*second),
        [false, true] if broken => Some(*first),
        _ => None,
    }
}

/// "called it “a way to buy time,” demanding that it end": who is quoted demands it.
fn take_speaker_of_quotation(context: &Context<'_>, speeches: &mut [Speech]) {
    for number in 0..speeches.len() {
        let Some(speech) = speeches.get(number) else { continue };
        let gerund = context.token(speech.word).is_some_and(|token| &*token.tag == "VBG");
        let start = context.span(speech.word).start();
        let before = context.words(Span::of(start.saturating_sub(4)..start));
        if !gerund || !before.trim_end().ends_with([',', '"', '”']) {
            continue;
        }
        let quoted = speeches.iter().find(|other| {
            let behind = |quotation: &Quotation| {
                quotation.span.end() <= start && start - quotation.span.end() <= 2
            };
            other.word != speech.word && other.quotations.iter().any(behind)
        });
        let Some((source, span)) = quoted.map(|other| (other.source, other.source_span))
        else {
            continue;
        };
        if let Some(speech) = speeches.get_mut(number).filter(|_| source.is_some()) {
            speech.source = source;
            speech.source_span = span;
        }
    }
}

/// "I think" and "we urge" within a quotation: the speaker's own words, not another's.
fn speaks_of_itself(
    context: &Context<'_>,
    speech: &Speech,
    quotations: &[Quotation],
) -> bool {
    let Some(source) = speech.source_span else { return false };
    let own = matches!(&*folded(context.words(source)), "i" | "we" | "you");
    own && quotation::is_quoted(quotations, source)
}

/// "said the talks had failed, speaking on condition of anonymity": why the speaker is not named
/// is no part of what is said.
fn cut_before_reason(context: &Context<'_>, speech: &mut Speech) {
    for content in &mut speech.content {
        let words = context.words(*content);
        let lower = words.to_ascii_lowercase();
        let sign = crate::voice::sign_in(&lower);
        let front = sign.and_then(|(at, _)| words.get(..at));
        let comma = front.and_then(|front| front.rfind(','));
        if let Some(comma) = comma {
            *content = Span::of(content.start()..content.start() + comma);
        }
    }
}

/// "said it would leave, citing progress": the participle behind a comma is the speaker's own,
/// no part of what is said before it.
fn cut_before_participles(context: &Context<'_>, speeches: &mut [Speech]) {
    let mut participles: Vec<(Word, Span)> = Vec::new();
    for speech in &*speeches {
        participles
            .extend(comma_before(context, speech).map(|comma| (speech.word, comma)));
    }
    for (word, comma) in participles {
        let outer = speeches.iter_mut().find(|speech| {
            speech.word.sentence == word.sentence
                && speech.word.token < word.token
                && speech
                    .quotations
                    .iter()
                    .all(|quotation| !quotation.span.contains(comma))
                && speech.holds(comma)
        });
        let Some(outer) = outer else { continue };
        for content in outer.content.iter_mut().filter(|content| content.contains(comma))
        {
            *content = Span::of(content.start()..comma.start());
        }
        let (source, span) = (outer.source, outer.source_span);
        let inner = speeches.iter_mut().filter(|speech| speech.word == word);
        for speech in inner.filter(|_| source.is_some()) {
            speech.source = source;
            speech.source_span = span;
        }
    }
}

/// The comma right before a participle of speaking.
fn comma_before(context: &Context<'_>, speech: &Speech) -> Option<Span> {
    let tag = context.token(speech.word).map(|token| &*token.tag);
    let before = speech.word.token.checked_sub(1).filter(|_| tag == Some("VBG"))?;
    let comma = Word { token: before, ..speech.word };
    (speech.cue.is_some() && context.form(comma) == ",").then(|| context.span(comma))
}

/// Joins pieces that overlap after growing.
fn merge_touching(content: &mut Vec<Span>) {
    content.sort_unstable();
    content.dedup_by(|later, earlier| {
        let touch = later.start() <= earlier.end();
        if touch {
            *earlier = earlier.cover(*later);
        }
        touch
    });
}

/// Of two speeches by one source with the same content the earlier cue stays.
fn drop_doubles(speeches: &mut Vec<Speech>) {
    speeches.sort_by(|one, other| {
        (&one.content, one.source_span, !one.told, one.way).cmp(&(
            &other.content,
            other.source_span,
            !other.told,
            other.way,
        ))
    });
    speeches.dedup_by(|later, earlier| {
        later.content == earlier.content && later.source_span == earlier.source_span
    });
}

/// Quotations of whole sentences that stand by themselves between or after speeches.
fn lone_quotations(
    context: &Context<'_>,
    quotations: &[Quotation],
    speeches: &[Speech],
) -> Vec<Speech> {
    // A speech takes the quotations in its content.
    let mut taken = vec![false; quotations.len()];
    let contents = speeches.iter().flat_map(|speech| {
        speech.content.iter().map(move |content| (*content, speech.cue_span))
    });
    for (span, cue) in contents {
        let first =
            quotations.partition_point(|quotation| quotation.span.end() <= span.start());
        let rest = quotations.iter().zip(taken.iter_mut()).skip(first);
        for (quotation, mark) in
            rest.take_while(|(other, _)| other.span.start() < span.end())
        {
            // Whoever is quoted within a quotation does not speak all of it.
            *mark |= !cue.is_some_and(|cue| quotation.span.contains(cue));
        }
    }
    let pairs = quotations.iter().zip(taken);
    let free = pairs.filter(|(quotation, taken)| !taken && is_whole(context, quotation));
    let free = free.map(|(quotation, _)| quotation);
    free.filter_map(|quotation| {
        let word = context.word_at(quotation.inner.start())?;
        let mut speech = Speech::at(word, Way::GoesOn);
        speech.content = vec![quotation.span];
        speech.quotations = vec![*quotation];
        speech.content_head = Some(word);
        Some(speech)
    })
    .collect()
}

/// Whether a quotation fills its sentences: it opens one and little is left after it.
fn is_whole(context: &Context<'_>, quotation: &Quotation) -> bool {
    let Some(first) = context.analysis.sentence_at(quotation.inner.start()) else {
        return false;
    };
    let last = context
        .analysis
        .sentence_at(quotation.inner.end().saturating_sub(1).max(quotation.inner.start()))
        .unwrap_or(first);
    let (Some(opens), Some(closes)) = (context.sentence(first), context.sentence(last))
    else {
        return false;
    };
    let words = context.words(quotation.inner).split_whitespace().count();
    words >= 4
        && quotation.span.start() <= opens.span.start() + 1
        && closes.span.end() <= quotation.span.end() + 2
}

/// The speech that a quotation without a cue goes on from: the nearest one in the sentence or
/// paragraph before it, else the one right after.
fn follows_on(
    context: &Context<'_>,
    speeches: &[Speech],
    number: usize,
) -> Option<usize> {
    let speech = speeches.get(number).filter(|speech| speech.way == Way::GoesOn)?;
    let here = speech.word.sentence;
    let near = |other: &Speech, gap: usize| {
        let last = last_sentence(context, other);
        other.word.sentence.abs_diff(here).min(last.abs_diff(here)) <= gap
    };
    let before =
        speeches.iter().enumerate().take(number).rev().take(12).find(|(_, other)| {
            other.way != Way::Noun && near(other, 1) && !other.quotations.is_empty()
        });
    let after = || {
        speeches.iter().enumerate().skip(number + 1).take(12).find(|(_, other)| {
            other.way != Way::Noun && near(other, 1) && !other.quotations.is_empty()
        })
    };
    before.or_else(after).map(|(at, _)| at)
}

fn last_sentence(context: &Context<'_>, speech: &Speech) -> usize {
    let end = speech.span().end().saturating_sub(1);
    context.word_at(end).map_or(speech.word.sentence, |word: Word| word.sentence)
}
