//! Transcripts: who speaks stands with a colon before a paragraph, "Menz: We would look at it."

use std::collections::BTreeMap;

use dateline_language::{Relation, WordClass};
use dateline_names::ActorClass;
use dateline_text::Span;

use super::{Speech, Way};
use crate::context::{Context, Word};
use crate::reporting::{self, Speaker};

/// The most words of a label.
const LABEL: usize = 5;
/// An answer of so many words goes with the sentence behind it: "No."
const SHORT: usize = 2;

/// Who a label says speaks.
#[derive(Clone, Copy)]
enum Label {
    /// Somebody by name or office: the head of the label.
    Somebody(Word),
    /// Whoever asks: "Question", "Q".
    Asking,
}

/// Every sentence of a paragraph that a label opens. Whoever speaks does so twice or more, and
/// somebody asks or another speaks as often: a list of things explained has each label once.
pub(super) fn read(context: &Context<'_>) -> Vec<Speech> {
    let mut asking = false;
    let mut labels: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<(String, Speech)> = Vec::new();
    let mut speaker: Option<(Word, Span)> = None;
    let mut short: Option<Span> = None;
    for (number, sentence) in context.analysis.sentences.iter().enumerate() {
        let mut start = sentence.span.start();
        let opens = opens_paragraph(context, start);
        if opens {
            (speaker, short) = (None, None);
        }
        if let Some((label, colon)) = label_of(context, number).filter(|_| opens) {
            let label_span = Span::of(start..context.span(colon).start());
            start = context.span(colon).end();
            asking |= matches!(label, Label::Asking);
            speaker = match label {
                Label::Somebody(word) => Some((word, label_span)),
                Label::Asking => None,
            };
            if speaker.is_some() {
                *labels.entry(context.words(label_span).to_owned()).or_default() += 1;
            }
        }
        let Some((word, label)) = speaker else { continue };
        let said = context.text.trim(Span::of(start..sentence.span.end()));
        if context.words(said).split_whitespace().count() <= SHORT {
            short = Some(said);
            continue;
        }
        let content = short.take().map_or(said, |short| short.cover(said));
        let Some(first) = context.word_at(said.start()) else { continue };
        let root =
            sentence.tokens.iter().position(|token| token.relation == Relation::Root);
        let mut speech = Speech::at(first, Way::Label);
        speech.source = Some(word);
        speech.source_span =
            Some(label).filter(|label| label.end() + 2 >= content.start());
        speech.content = vec![content];
        speech.content_head = root.map(|token| Word { sentence: number, token });
        found.push((context.words(label).to_owned(), speech));
    }
    let speaks = |label: &String| labels.get(label).is_some_and(|times| *times > 1);
    let several = labels.values().filter(|times| **times > 1).count() > 1;
    let told = found.into_iter().filter(|(label, speech)| {
        let named = asking && label.contains(' ');
        speaks(label)
            && (asking || several)
            && (named || is_known(context, speech, label))
    });
    told.map(|(_, speech)| speech).collect()
}

/// Whether the report tells of who speaks besides: by an office or by more of a name.
fn is_known(context: &Context<'_>, speech: &Speech, label: &str) -> bool {
    let Some(word) = speech.source else { return false };
    let office = reporting::speaker(context.folded_lemma(word)) == Some(Speaker::Person);
    let actor =
        context.mention_of(word).and_then(|mention| context.cast.actor_of(mention));
    let words = |name: &str| name.split_whitespace().count();
    office
        || actor.is_some_and(|actor| {
            !actor.offices.is_empty() || words(&actor.name) > words(label)
        })
}

/// Whether a sentence begins a paragraph or, behind a label, a line.
fn opens_paragraph(context: &Context<'_>, start: usize) -> bool {
    let before = context.words(Span::of(start.saturating_sub(4)..start));
    start == 0 || before.trim_end_matches(' ').ends_with('\n')
}

/// The label that opens a sentence, with its colon.
fn label_of(context: &Context<'_>, sentence: usize) -> Option<(Label, Word)> {
    let word = |token: usize| Word { sentence, token };
    let colon = (1..=LABEL).find(|&token| context.form(word(token)) == ":")?;
    let last = word(colon - 1);
    let capital = (0..colon).all(|token| {
        context.form(word(token)).starts_with(char::is_uppercase)
            || context
                .token(word(token))
                .is_some_and(|found| found.class == WordClass::Punctuation)
    });
    let label = match context.folded_form(last) {
        "q" | "question" | "journalist" | "moderator" | "reporter" => Label::Asking,
        _ => Label::Somebody(last),
    };
    let person = || {
        let named = context
            .mention_of(last)
            .is_some_and(|mention| mention.class == ActorClass::Person);
        let office =
            reporting::speaker(context.folded_lemma(last)) == Some(Speaker::Person);
        named || office
    };
    let speaks = matches!(label, Label::Asking) || person();
    (capital && speaks).then_some((label, word(colon)))
}
