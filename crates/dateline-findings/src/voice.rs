//! Who speaks in a speech: the actor behind the words of its source.
//!
//! "The release" is the ministry that issued it, "it added" the one that spoke before, "the two
//! sides" both of them. Where the report does not say, the words themselves stand.

use dateline_language::{Relation, Token, WordClass};
use dateline_names::{ActorClass, Form, Mention, Resolution};
use dateline_text::{Span, fold};
use dateline_time::{Grain, TimexClass, When};

use crate::context::{Context, Word};
use crate::dating::{self, Time};
use crate::finding::SourceKind;
use crate::kind::agreement::is_instrument;
use crate::kind::role as roles;
use crate::phrase;
use crate::reporting::{self, Speaker};
use crate::speech::Speech;
use crate::value::{Name, Value};

/// Who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The actor or actors; none where a quotation hangs in the air.
    pub(crate) speaker: Option<Value>,
    /// What kind of source it is.
    pub(crate) kind: SourceKind,
    /// The same more finely, as the wire has it: "government", "delegation".
    pub(crate) wire_kind: &'static str,
    /// The office that the report gives the speaker.
    pub(crate) role: Option<String>,
    /// What it is said in: "statement", "readout".
    pub(crate) medium: Option<&'static str>,
    /// Why the speaker is not named, in the report's words.
    pub(crate) anonymity: Option<Span>,
    /// The number in the list of times of the expression that dates the saying.
    pub(crate) said: Option<usize>,
}

/// The voices of the speeches, one each, in their order.
pub(crate) fn voices(context: &Context<'_>) -> Vec<Voice> {
    let mut found: Vec<Voice> = Vec::with_capacity(context.speeches.len());
    for speech in &context.speeches {
        let voice = voice(context, speech, &found);
        found.push(voice);
    }
    // A quotation may belong to the speaker who is named after it.
    for (number, speech) in context.speeches.iter().enumerate() {
        if let Some(from) = speech.goes_on_from {
            let voice = found.get(from).cloned().unwrap_or_default();
            if let Some(slot) = found.get_mut(number) {
                *slot = voice;
            }
        }
    }
    found
}

fn voice(context: &Context<'_>, speech: &Speech, earlier: &[Voice]) -> Voice {
    let Some(source) = speech.source else { return Voice::default() };
    let source = told_of_itself(context, speech, source)
        .filter(|_| !earlier.last().is_some_and(speaks_as_it))
        .unwrap_or(source);
    let mut voice = match document(context, source) {
        Some(medium) => of_document(context, source, medium, earlier),
        None => of_speaker(context, source, earlier),
    };
    if let Some(noun) = speech.medium {
        voice.medium = medium(context, noun).or(voice.medium);
    }
    voice.anonymity = anonymity(context, speech);
    if voice.anonymity.is_some() {
        voice.kind = SourceKind::Anonymous;
        voice.wire_kind = "anonymous";
    }
    voice.said = said(context, speech).or(voice.said);
    voice
}

/// "Norrail will pay, it announced": who tells of itself, behind what it tells.
fn told_of_itself(context: &Context<'_>, speech: &Speech, source: Word) -> Option<Word> {
    let it = context.folded_form(source) == "it";
    let behind =
        speech.content.iter().all(|words| words.end() <= context.span(source).start());
    let head = speech
        .content_head
        .filter(|head| it && behind && head.sentence == source.sentence)?;
    let clause = context.clause_of(head)?;
    let subject = Word { token: clause.subject?, ..head };
    let noun = context.token(subject).is_some_and(|token| {
        matches!(token.class, WordClass::Noun | WordClass::ProperNoun)
            && !matches!(&*token.tag, "NNS")
    });
    // One word that nobody knows is taken for a person's name, and "Delmar Works will close its plant".
    let person = phrase::mention(context, subject).is_some_and(|mention| {
        mention.class == ActorClass::Person
            && context.words(mention.span).contains(char::is_whitespace)
    });
    let its = speech.content.iter().any(|words| context.words(*words).contains(" its "));
    let person = person && !its;
    let paper = context
        .token(subject)
        .is_some_and(|token| token.class == WordClass::Noun && is_paper(&token.lemma));
    // "The minister will resign, it said": a paper said so.
    let lemma = context.folded_lemma(subject);
    let person = person || matches!(reporting::speaker(lemma), Some(Speaker::Person));
    let whole = subject.token < source.token && clause.own_subject && !person;
    let whole = whole && !is_named_before(context, speech, source);
    (noun
        && whole
        && !paper
        && speech.quotations.is_empty()
        && phrase::can_speak(context, subject))
    .then_some(subject)
}

/// Whether "it" may stand for a voice that was heard before.
fn speaks_as_it(before: &Voice) -> bool {
    agrees("it", before) || before.medium.is_some()
}

/// Whether a pronoun is known to stand for one who is not named in what is said.
fn is_named_before(context: &Context<'_>, speech: &Speech, source: Word) -> bool {
    let found =
        phrase::mention(context, source).map(|mention| mention.resolution.clone());
    let Some(Resolution::One(actor)) = found else { return false };
    !speech.content.iter().any(|words| {
        context
            .mentions_within(source.sentence, *words)
            .any(|mention| mention.resolution == Resolution::One(actor))
    })
}

/// What is written: "the agreement", "the report".
fn is_paper(lemma: &str) -> bool {
    matches!(reporting::speaker(lemma), Some(Speaker::Document | Speaker::Evidence))
        || is_instrument(lemma)
}

/// The medium of a source that is a document and no actor.
fn document(context: &Context<'_>, source: Word) -> Option<&'static str> {
    // "Bill" of a name is no bill.
    context.token(source).filter(|token| token.class == WordClass::Noun)?;
    let lemma = context.folded_lemma(source);
    (reporting::speaker(lemma) == Some(Speaker::Document)).then_some(())?;
    Some(medium(context, source).unwrap_or("document"))
}

/// The medium of a noun with the word before it: "joint statement", "news release".
fn medium(context: &Context<'_>, noun: Word) -> Option<&'static str> {
    let lemma = context.folded_lemma(noun);
    let tree = context.tree(noun.sentence)?;
    let before = [Relation::Adjective, Relation::Compound];
    let mut pairs = tree.children_in(noun.token, &before).filter_map(|token| {
        let word = context.folded_lemma(Word { token, ..noun });
        reporting::medium(&format!("{word} {lemma}"))
    });
    pairs.next().or_else(|| reporting::medium(lemma))
}

fn of_document(
    context: &Context<'_>,
    source: Word,
    medium: &'static str,
    earlier: &[Voice],
) -> Voice {
    if let Some(owner) = owner(context, source) {
        let mut voice = of_speaker(context, owner, earlier);
        voice.medium = Some(medium);
        // "British Navy news release": the name may reach over words hung on the release.
        let whole = context
            .mentions_in(owner.sentence)
            .filter(|mention| mention.span.contains(context.span(owner)))
            .filter(|mention| !mention.span.overlaps(context.span(source)))
            .filter(|mention| !phrase::noun_phrase(context, owner).contains(mention.span))
            .max_by_key(|mention| mention.span.len());
        if let Some(Resolution::One(actor)) = whole.map(|mention| &mention.resolution) {
            voice.speaker = Some(phrase::actor_name(context, *actor));
            let class = context.cast.actors.get(*actor).map(|actor| actor.class);
            (voice.kind, voice.wire_kind) =
                class.map_or((voice.kind, voice.wire_kind), of_class);
        }
        return voice;
    }
    // "The release from London" is one that was spoken of before.
    let before = earlier.iter().rev().take(40).find(|voice| {
        voice.medium.is_some_and(|known| known == medium || known.ends_with(medium))
    });
    if let Some(before) = before {
        return before.clone();
    }
    Voice {
        speaker: Some(Value::Name(Name {
            name: phrase::plain(context, source),
            actor: None,
        })),
        kind: SourceKind::Organisation,
        wire_kind: "organisation",
        medium: Some(medium),
        ..Voice::default()
    }
}

/// Whose document it is: "the ministry's", "by the ministry", "the navy's news release".
fn owner(context: &Context<'_>, document: Word) -> Option<Word> {
    let tree = context.tree(document.sentence)?;
    let tokens = &context.sentence(document.sentence)?.tokens;
    let word = |token: usize| Word { token, ..document };
    let is_actor = |&token: &usize| {
        let not_place = phrase::mention(context, word(token))
            .is_none_or(|mention| mention.class != ActorClass::Place);
        not_place && phrase::can_speak(context, word(token))
    };
    let possessive =
        tree.children_in(document.token, &[Relation::Possessive]).find(is_actor);
    let behind = || {
        tree.children_in(document.token, &[Relation::Modifier, Relation::Agent])
            .filter(|&token| {
                let preposition = crate::clause::preposition(tokens, tree, token);
                matches!(&*preposition, "by" | "from" | "of")
            })
            .find(is_actor)
    };
    let issued = || {
        let participles = tree.children_in(document.token, &[Relation::Acl]);
        participles
            .filter_map(|verb| {
                context.clause_at(word(verb)).and_then(|clause| clause.agent)
            })
            .find(is_actor)
    };
    let before = || {
        let front =
            [Relation::Compound, Relation::Adjective, Relation::Modifier, Relation::Flat];
        tree.children_in(document.token, &front)
            .filter(|&token| token < document.token)
            .filter(|&token| phrase::names_an_actor(context, word(token)))
            .last()
    };
    possessive
        .or_else(before)
        .or_else(behind)
        .or_else(issued)
        .map(word)
        .or_else(|| right_before(context, document))
}

/// The name that ends right before a document, wherever its words were hung.
fn right_before(context: &Context<'_>, document: Word) -> Option<Word> {
    let start = context.span(document).start();
    let beside = context.mentions_in(document.sentence).find(|mention| {
        mention.span.end() + 1 == start
            && matches!(
                mention.class,
                ActorClass::Organisation | ActorClass::State | ActorClass::Person
            )
    });
    context.word_at(beside?.span.end().checked_sub(1)?)
}

fn of_speaker(context: &Context<'_>, source: Word, earlier: &[Voice]) -> Voice {
    let form = context.folded_form(source);
    let mention = phrase::mention(context, source);
    let is_pronoun =
        context.token(source).is_some_and(|token| token.class == WordClass::Pronoun);
    // "it added" goes on from the release before it, whatever else the words may name.
    let release = earlier.last().filter(|before| before.medium.is_some());
    if let Some(before) = release.filter(|_| is_pronoun && form == "it") {
        return before.clone();
    }
    let unresolved =
        mention.is_none_or(|mention| mention.resolution == Resolution::Unknown);
    let before =
        earlier.last().filter(|before| is_pronoun && unresolved && agrees(form, before));
    if let Some(before) = before {
        return Voice { said: None, ..before.clone() };
    }
    let named = phrase::named_behind(context, source);
    let speaker = named
        .map_or_else(|| phrase::name(context, source), |at| phrase::name(context, at));
    let mention = named.and_then(|at| phrase::mention(context, at)).or(mention);
    let (kind, wire_kind) = kind(context, named.unwrap_or(source), mention, &speaker);
    let role = role(context, source, mention);
    Voice { speaker: Some(speaker), kind, wire_kind, role, ..Voice::default() }
}

/// Whether a pronoun can stand for the voice before it.
fn agrees(form: &str, before: &Voice) -> bool {
    match form {
        "he" | "she" => matches!(
            before.kind,
            SourceKind::Person | SourceKind::Office | SourceKind::Anonymous
        ),
        "it" => before.kind == SourceKind::Organisation,
        "they" => {
            before.kind == SourceKind::Group
                || matches!(before.speaker, Some(Value::List(_)))
        }
        _ => false,
    }
}

fn kind(
    context: &Context<'_>,
    source: Word,
    mention: Option<&Mention>,
    speaker: &Value,
) -> (SourceKind, &'static str) {
    if let Value::List(_) = speaker {
        return (SourceKind::Group, "group");
    }
    let actor = match speaker {
        Value::Name(name) => name.actor.and_then(|actor| context.cast.actors.get(actor)),
        _ => None,
    };
    let noun = reporting::speaker(context.folded_lemma(source));
    if noun == Some(Speaker::Anonymous) {
        return (SourceKind::Anonymous, "anonymous");
    }
    if let Some(class) = actor.map(|actor| actor.class) {
        return of_class(class);
    }
    if is_one_of(context, source) {
        return (SourceKind::Anonymous, "anonymous");
    }
    let plural =
        context.token(source).is_some_and(|token| matches!(&*token.tag, "NNS" | "NNPS"));
    match (noun, mention.map(|mention| (mention.class, mention.form))) {
        (Some(Speaker::Person), _) if plural => (SourceKind::Group, "group"),
        (Some(Speaker::Person), _) if is_indefinite(context, source) => {
            (SourceKind::Anonymous, "anonymous")
        }
        (_, Some((ActorClass::Person, Form::Role))) | (Some(Speaker::Person), _) => {
            (SourceKind::Office, "office")
        }
        (_, Some((class, _))) => of_class(class),
        (Some(_), None) => (SourceKind::Organisation, "organisation"),
        (None, None) if plural => (SourceKind::Group, "group"),
        (None, None) => (SourceKind::Person, "person"),
    }
}

fn of_class(class: ActorClass) -> (SourceKind, &'static str) {
    match class {
        ActorClass::Person => (SourceKind::Person, "person"),
        ActorClass::State | ActorClass::Place => (SourceKind::Organisation, "government"),
        ActorClass::Organisation => (SourceKind::Organisation, "organisation"),
        ActorClass::Group => (SourceKind::Group, "group"),
    }
}

/// "One of the officials", "the other": a person without a name.
fn is_one_of(context: &Context<'_>, source: Word) -> bool {
    let number =
        context.token(source).is_some_and(|token| token.class == WordClass::Number);
    number || matches!(context.folded_form(source), "one" | "other" | "another")
}

/// "an official", "one diplomat", "another source".
fn is_indefinite(context: &Context<'_>, noun: Word) -> bool {
    let words = fold(context.words(phrase::noun_phrase(context, noun)));
    let first = words.split_whitespace().next().unwrap_or_default();
    matches!(first, "a" | "an" | "one" | "another" | "some")
}

/// The speaker's office: from the cast, else the words where they name an office.
fn role(
    context: &Context<'_>,
    source: Word,
    mention: Option<&Mention>,
) -> Option<String> {
    let found = mention?;
    let actor = context.cast.actor_of(found);
    let office = actor.and_then(|actor| actor.offices.iter().find(|office| !office.rank));
    if let Some(office) = office {
        let (post, of) = match &office.of {
            Some(of) => (office.post.clone(), Some(of.clone())),
            None => roles::in_capitals(context, office, office.post.clone()),
        };
        let of = of.map(|of| format!(" of {of}")).unwrap_or_default();
        let former = if roles::is_past(context, office.span) { "former " } else { "" };
        return Some(format!("{former}{post}{of}"));
    }
    (found.form == Form::Role).then(|| phrase::plain(context, source))
}

/// How a report says that a speaker may not be named.
const SIGNS: [&str; 22] = [
    "on condition of anonymity",
    "on the condition of anonymity",
    "declined to be named",
    "declined to be identified",
    "asked not to be named",
    "asked not to be identified",
    "not authorised to speak",
    "not authorized to speak",
    "not authorised to brief",
    "not authorized to brief",
    "under condition of anonymity",
    "under the condition of anonymity",
    "requested anonymity",
    "asked for anonymity",
    "insisted on anonymity",
    "refused to be named",
    "refused to be identified",
    "did not want to be named",
    "did not want to be identified",
    "did not wish to be named",
    "requested not to be named",
    "asked to remain anonymous",
];

/// One of these stands in every sign, and hardly anywhere else.
const MARKS: [&str; 4] = ["anonym", "named", "identified", "authori"];

/// The first of the signs that stands in words in lower case, and where.
pub(crate) fn sign_in(lower: &str) -> Option<(usize, &'static str)> {
    if !MARKS.iter().any(|mark| lower.contains(mark)) {
        return None;
    }
    SIGNS.iter().find_map(|sign| lower.find(sign).map(|at| (at, *sign)))
}

/// How the reason goes on: "on condition of anonymity because the talks are secret".
const REASONS: [&str; 6] =
    [" because ", " as he ", " as she ", " as they ", " due to ", " for fear "];

/// The words that say why a speaker is not named: "on condition of anonymity".
fn anonymity(context: &Context<'_>, speech: &Speech) -> Option<Span> {
    let sentence = context.sentence(speech.word.sentence)?;
    let words = context.words(sentence.span);
    let lower = words.to_ascii_lowercase();
    let (at, sign) = sign_in(&lower)?;
    let start = sentence.span.start() + at;
    let behind = words.get(at + sign.len()..).unwrap_or_default();
    let reasoned = REASONS.iter().any(|reason| behind.starts_with(reason));
    let clause = behind.find([',', ';', '.', '"', '”', '“']).unwrap_or(behind.len());
    let more = if reasoned { clause } else { 0 };
    let sign = Span::of(start..start + sign.len());
    (!speech.holds(sign)).then(|| Span::of(start..sign.end() + more))
}

/// The expression of time that dates the saying: beside its cue or within its source, never
/// within what is said.
fn said(context: &Context<'_>, speech: &Speech) -> Option<usize> {
    let sentence = context.sentence(speech.word.sentence)?;
    let cue = speech.cue_span?;
    let according = speech.way == crate::speech::Way::AccordingTo;
    let fits = |time: &Time| {
        let span = time.span;
        let in_source = speech.source_span.is_some_and(|source| {
            source.contains(span) && !is_of_deed(context, source, span)
        });
        let of_cue = !according
            && is_of_cue(context, speech, span)
            && !dating::tells_which(context, time);
        // "The release on Thursday called": between who says and the cue.
        let between = speech.source_span.is_some_and(|source| {
            source.end() <= span.start()
                && span.end() <= cue.start()
                && !is_described(context, source.end(), span)
                && !dating::tells_which(context, time)
                && !is_of_what_is_said(context, span)
        });
        let outside = !speech.content.iter().any(|content| content.overlaps(span));
        outside && (in_source || of_cue || between)
    };
    let first =
        context.times.partition_point(|time| time.span.end() <= sentence.span.start());
    let here = context.times.iter().enumerate().skip(first);
    here.take_while(|(_, time)| time.span.start() < sentence.span.end())
        .filter(|(_, time)| is_date(&time.value.1) && fits(time))
        .min_by_key(|(_, time)| time.span.start().abs_diff(cue.start()))
        .map(|(number, _)| number)
}

/// Whether a time within a source is of what it did: "an envoy who left in May".
fn is_of_deed(context: &Context<'_>, source: Span, time: Span) -> bool {
    let told = |token: &Token| matches!(&*token.tag, "VBD" | "VBZ" | "VBP");
    is_described(context, source.start(), time)
        || any_between(context, Span::of(source.start()..time.start()), &told)
}

/// "She added that the panel met last week, indicating": whether a time is of a deed that is told in a
/// clause of what is said.
fn is_of_what_is_said(context: &Context<'_>, time: Span) -> bool {
    context
        .word_at(time.start())
        .and_then(|word| context.clause_of(word))
        .is_some_and(|clause| clause.relation == Relation::ClausalComplement)
}

/// "a panel named in 2034": whether a time is of what was done to whoever speaks. A paper says what
/// it says on the day it comes out.
fn is_described(context: &Context<'_>, from: usize, time: Span) -> bool {
    let done = |token: &Token| {
        let out = matches!(
            &*token.lemma,
            "air"
                | "circulate"
                | "issue"
                | "post"
                | "print"
                | "publish"
                | "release"
                | "send"
        );
        &*token.tag == "VBN" && token.relation == Relation::Acl && !out
    };
    any_between(context, Span::of(from..time.start().max(from)), &done)
}

/// Whether a token in a stretch of one sentence is such a one.
fn any_between(
    context: &Context<'_>,
    stretch: Span,
    fits: &dyn Fn(&Token) -> bool,
) -> bool {
    let sentence = context.word_at(stretch.start()).map(|word| word.sentence);
    let sentence = sentence.and_then(|number| context.sentence(number));
    sentence.is_some_and(|sentence| {
        let mut tokens = sentence.tokens.iter();
        tokens.any(|token| stretch.contains(token.span) && fits(token))
    })
}

/// Whether an expression of time hangs on the verb of the cue, or stands beside it in the same
/// sentence with no other verb between.
fn is_of_cue(context: &Context<'_>, speech: &Speech, span: Span) -> bool {
    let Some(word) = context.word_at(span.start()) else { return false };
    let owner = context.clause_of(word).map(|clause| clause.verb);
    let cue = context.clause_of(speech.word).map(|clause| clause.verb);
    owner == cue
}

/// Whether a time is a day, month or year that something can have been said on.
pub(crate) fn is_date(when: &When) -> bool {
    matches!(when.class, TimexClass::Date | TimexClass::Time)
        && when.grain != Grain::Vague
        && !when.timex.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_anonymity_has_a_mark_by_which_it_is_seen() {
        assert!(SIGNS.iter().all(|sign| sign_in(sign).is_some()));
    }
}
