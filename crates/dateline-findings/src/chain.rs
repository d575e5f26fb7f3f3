use dateline_text::{CreditKind, Span};

use crate::context::Context;
use crate::finding::{Source, SourceKind};
use crate::speech::Speech;
use crate::voice::Voice;

/// Who says the words of a span: the chain from the outlet inwards.
///
/// First whom the page credits (outlet, agency, the holder of a copied text), then everyone
/// within whose words the span lies, the widest first.
pub(crate) fn source_of(context: &Context<'_>, span: Span) -> Source {
    chain(context, around(context, span))
}

/// Those within whose words a span lies, with all the words of each.
fn around<'a>(context: &'a Context<'_>, span: Span) -> Vec<(Span, &'a Voice)> {
    let numbers = context.speeches_at(span.start()).iter();
    let pairs = numbers.filter_map(|&number| {
        Some((context.speeches.get(number)?, context.voices.get(number)?))
    });
    pairs
        .filter(|(speech, _)| speech.holds(within(speech, span)))
        .map(|(speech, voice)| (speech.span(), voice))
        .collect()
}

/// A span without the words of the one who is named behind what was said: "signed a treaty, an
/// Orlesian ministry said" where the tree hangs the ministry on the treaty.
fn within(speech: &Speech, span: Span) -> Span {
    let source = speech.source_span.unwrap_or_default();
    let said = speech.content.iter().find(|content| content.holds(span.start()));
    match said {
        Some(said) if said.end() < span.end() && span.end() <= source.end() => {
            Span::of(span.start()..said.end())
        }
        _ => span,
    }
}

/// The source of a statement: those within whose words it lies, then its own speaker.
pub(crate) fn source_of_speech(context: &Context<'_>, number: usize) -> Source {
    let Some(speech) = context.speeches.get(number) else { return Source::default() };
    let whole = speech.span();
    let mut around = around(context, whole);
    if let Some(voice) = context.voices.get(number) {
        around.push((whole, voice));
    }
    chain(context, around)
}

fn chain(context: &Context<'_>, mut around: Vec<(Span, &Voice)>) -> Source {
    // The widest words are the outermost speaker's.
    around.sort_by_key(|(span, _)| (std::cmp::Reverse(span.len()), span.start()));
    let mut chain = credited(context);
    chain.extend(around.iter().filter_map(|(_, voice)| link(voice)));
    chain.dedup();
    let kind = around.last().map_or(SourceKind::Unattributed, |(_, voice)| voice.kind);
    Source { kind, chain }
}

/// Whom the page credits, outermost first.
fn credited(context: &Context<'_>) -> Vec<String> {
    let kinds = [CreditKind::Outlet, CreditKind::Agency, CreditKind::Origin];
    let mut found: Vec<String> = Vec::new();
    for kind in kinds {
        let value = context.credits.first(kind);
        if let Some(value) =
            value.filter(|value| !found.iter().any(|known| known == value))
        {
            found.push(value.to_owned());
        }
    }
    found
}

/// One speaker as a link: "Harbour Ministry (statement)".
fn link(voice: &Voice) -> Option<String> {
    let speaker = voice.speaker.as_ref()?.to_line();
    Some(match voice.medium {
        Some(medium) => format!("{speaker} ({})", medium.replace('_', " ")),
        None => speaker,
    })
}
