//! Who says what: the readers that find the words said, the words that say so, and who speaks.
//!
//! Three ways of saying are read one after the other, each from the dependency tree: a verb
//! ("said", "called for"), "according to", and a noun ("the pledge to"). Then quotation marks
//! are laid over them: content that touches a quotation takes all of it, a quotation with a cue
//! beside it finds it, and one that goes on without a cue belongs to the speaker before.

mod according;
mod beside;
mod content;
mod frame;
mod join;
mod labelled;
mod line;
mod noun;
mod order;
mod quoted;
mod so;
mod state;
mod trailing;
mod verb;

use std::collections::{BTreeMap, BTreeSet};

use dateline_language::WordClass;
use dateline_text::Span;

use crate::context::{Context, Word};
use crate::quotation::Quotation;
use crate::reporting::Cue;

/// Somebody's words in a report.
#[derive(Clone, Debug)]
pub(crate) struct Speech {
    /// The verb or noun of speaking; none for "according to" and for a quotation that goes on.
    pub(crate) cue: Option<&'static Cue>,
    /// The word of the cue, or the first word said where there is none.
    pub(crate) word: Word,
    /// The words of the cue; none where a quotation goes on without one.
    pub(crate) cue_span: Option<Span>,
    /// The head noun of the source.
    pub(crate) source: Option<Word>,
    /// The words of the source.
    pub(crate) source_span: Option<Span>,
    /// What is said, in the order of the text, quotation marks included.
    pub(crate) content: Vec<Span>,
    /// The word on which all that is said hangs.
    pub(crate) content_head: Option<Word>,
    /// To whom it is said.
    pub(crate) addressee: Option<Word>,
    /// What it is said in or on: "in a statement".
    pub(crate) medium: Option<Word>,
    /// The quotations within the content.
    pub(crate) quotations: Vec<Quotation>,
    /// The speech whose speaker goes on speaking, by its number.
    pub(crate) goes_on_from: Option<usize>,
    /// Which way of saying it is.
    pub(crate) way: Way,
    /// Whether the words were said: not to be said, not denied to have been said.
    pub(crate) told: bool,
}

/// The ways in which a report says that somebody speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    /// A verb with its clause: "said that".
    Clause,
    /// A verb with its object: "condemned the attack".
    Object,
    /// A verb with a preposition: "called for".
    Preposition,
    /// "according to".
    AccordingTo,
    /// A noun: "the pledge to".
    Noun,
    /// A quotation beside its cue.
    Quotation,
    /// A quotation without a cue.
    GoesOn,
    /// "This was announced by": the words said are the sentence before.
    Before,
    /// A transcript: who speaks stands with a colon before the paragraph.
    Label,
}

impl Way {
    /// The rule's name, for "why?".
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Clause => "verb with clause",
            Self::Object => "verb with object",
            Self::Preposition => "verb with preposition",
            Self::AccordingTo => "according to",
            Self::Noun => "noun of speaking",
            Self::Quotation => "quotation beside its cue",
            Self::GoesOn => "quotation that goes on",
            Self::Before => "sentence before",
            Self::Label => "transcript",
        }
    }
}

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// All within quotation marks.
    Direct,
    /// Partly.
    Mixed,
    /// Not at all.
    Indirect,
}

impl Style {
    /// The word on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

impl Speech {
    /// A speech with nothing yet but its word.
    fn at(word: Word, way: Way) -> Self {
        Self {
            cue: None,
            word,
            cue_span: None,
            source: None,
            source_span: None,
            content: Vec::new(),
            content_head: None,
            addressee: None,
            medium: None,
            quotations: Vec::new(),
            goes_on_from: None,
            way,
            told: true,
        }
    }

    /// From the first word of it all to the last.
    pub(crate) fn span(&self) -> Span {
        let parts = self.content.iter().chain(&self.source_span).chain(&self.cue_span);
        parts.copied().reduce(Span::cover).unwrap_or_default()
    }

    /// Whether the words of a span are among what is said.
    pub(crate) fn holds(&self, span: Span) -> bool {
        self.content.iter().any(|content| content.contains(span))
    }

    /// Direct, mixed or indirect.
    pub(crate) fn style(&self) -> Style {
        let whole = |content: &Span| {
            self.quotations.iter().any(|quotation| {
                // A full stop or comma outside the marks makes it no less direct.
                let before = quotation.span.start().saturating_sub(content.start());
                let after = content.end().saturating_sub(quotation.span.end());
                quotation.span.overlaps(*content) && before == 0 && after <= 1
            })
        };
        if self.way == Way::Label {
            Style::Direct
        } else if self.quotations.is_empty() {
            Style::Indirect
        } else if self.content.iter().all(whole) {
            Style::Direct
        } else {
            Style::Mixed
        }
    }
}

/// Who says what in a report.
#[derive(Debug, Default)]
pub(crate) struct Speeches {
    /// What was said, in the order of the text.
    pub(crate) told: Vec<Speech>,
    /// What is to be said, or was not: "will demand that", "did not say whether".
    pub(crate) untold: Vec<Speech>,
}

/// What opens a clause that only tells when or why something was said: "When the pier closed, the union
/// said", "Asked about it, the mayor said".
const BESIDE: [&str; 15] = [
    "when",
    "after",
    "as",
    "while",
    "before",
    "since",
    "although",
    "though",
    "if",
    "because",
    "once",
    "until",
    "asked",
    "pressed",
    "questioned",
];

/// Finds who says what, in the order of the text.
pub(crate) fn read(context: &Context<'_>) -> Speeches {
    let mut quotations = crate::quotation::quotations(context.text, context.analysis);
    quotations.retain(|quotation| !is_name(context, quotation));
    let beside = beside::read(context, &quotations);
    let mut found = verb::read(context, &quotations);
    found.retain(|speech| !beside.iter().any(|surer| surer.word == speech.word));
    let trailing = trailing::read(context);
    let told = |speech: &Speech| beside.iter().any(|surer| surer.word == speech.word);
    let so = so::read(context);
    let said_so = |speech: &Speech| so.iter().any(|surer| surer.word == speech.word);
    found.retain(|speech| !said_so(speech));
    let trailing: Vec<Speech> = trailing
        .into_iter()
        .filter(|speech| !told(speech) && !said_so(speech))
        .chain(so.iter().cloned())
        .collect();
    found.retain(|speech| !trailing.iter().any(|surer| surer.word == speech.word));
    found.extend(trailing);
    found.extend(beside);
    found.extend(according::read(context));
    found.extend(noun::read(context));
    found.extend(state::read(context));
    found.extend(labelled::read(context));
    let mut found = without_echoes(found);
    // Where heads give no speech to a sentence, the order of its words may.
    let told: BTreeSet<usize> = found.iter().map(|speech| speech.word.sentence).collect();
    let plain = trailing::before(context).into_iter();
    found.extend(plain.filter(|speech| !told.contains(&speech.word.sentence)));
    apart(join::with_quotations(context, &quotations, found))
}

/// The speeches of which none only says who told of another. A sentence has few.
fn without_echoes(found: Vec<Speech>) -> Vec<Speech> {
    let mut beside: BTreeMap<usize, Vec<&Speech>> = BTreeMap::new();
    for speech in &found {
        beside.entry(speech.word.sentence).or_default().push(speech);
    }
    let is_echo = |one: &Speech| {
        beside.get(&one.word.sentence).is_some_and(|all| is_echo(one, all))
    };
    let echoes: Vec<bool> = found.iter().map(is_echo).collect();
    let all = found.into_iter().zip(echoes);
    all.filter(|(_, echo)| !echo).map(|(speech, _)| speech).collect()
}

/// "The firm has agreed on a merger, officials said": what was taken for the words of the firm only
/// says who told of it.
fn is_echo(speech: &Speech, all: &[&Speech]) -> bool {
    let (Some(cue), [words]) = (speech.cue_span, &speech.content[..]) else {
        return false;
    };
    all.iter().any(|other| {
        let inside = |span: Option<Span>| span.is_some_and(|span| words.contains(span));
        inside(other.cue_span)
            && inside(other.source_span)
            && other.holds(cue)
            && cue.end() <= words.start()
            && !other.content.iter().any(|content| content.overlaps(*words))
    })
}

/// The film "Two Rivers", a brigade known as "Sons of the Plateau": a name between marks right
/// behind what it names is not what anybody said.
fn is_name(context: &Context<'_>, quotation: &Quotation) -> bool {
    let words = context.words(quotation.inner);
    let small = |word: &str| {
        matches!(word, "of" | "the" | "and" | "for" | "in" | "to" | "on" | "a" | "at")
    };
    let large = |word: &str| word.starts_with(char::is_uppercase);
    let all: Vec<&str> = words.split_whitespace().take(8).collect();
    let titled = (1..7).contains(&all.len())
        && all.first().is_some_and(|first| large(first))
        && all.iter().all(|word| large(word) || small(word))
        && all.iter().filter(|word| large(word)).count() > usize::from(all.len() > 1)
        && words.ends_with(char::is_alphanumeric);
    let first = context.word_at(quotation.inner.start()).filter(|_| titled);
    let before = first
        .and_then(|first| Some(Word { token: first.token.checked_sub(2)?, ..first }));
    before.is_some_and(|before| {
        let named = context.token(before).is_some_and(|token| {
            token.class == WordClass::Noun
                && token.span.end() + 1 == quotation.span.start()
        });
        let called = matches!(
            context.folded_form(before),
            "as" | "called" | "named" | "dubbed" | "titled" | "entitled" | "nicknamed"
        );
        named && all.len() > 1 || called
    })
}

/// The speeches that were told and those that were not, each with the numbers of its own list.
fn apart(all: Vec<Speech>) -> Speeches {
    let mut numbers = Vec::with_capacity(all.len());
    let mut told = 0;
    for speech in &all {
        numbers.push(speech.told.then_some(told));
        told += usize::from(speech.told);
    }
    let mut found = Speeches::default();
    for mut speech in all {
        let from = speech.goes_on_from.and_then(|from| numbers.get(from));
        speech.goes_on_from = from.copied().flatten();
        if speech.told {
            found.told.push(speech);
        } else {
            found.untold.push(speech);
        }
    }
    found
}

/// All that hangs on a word, without the punctuation at its edges.
pub(crate) fn trimmed_phrase(context: &Context<'_>, head: Word) -> Span {
    content::trimmed(context, context.subtree_span(head))
}

/// A span without the punctuation at its edges.
pub(crate) fn trim(context: &Context<'_>, span: Span) -> Span {
    content::trimmed(context, span)
}
