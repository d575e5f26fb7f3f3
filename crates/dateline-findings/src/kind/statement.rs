//! # What it records
//! Who said what: the speaker with the office that the report gives, the cue, the words, the
//! medium, the day of the saying; direct, mixed or indirect.
//!
//! # How it is said
//! A verb of speaking with its clause ("said the harbour is open"), its object ("condemned the
//! raid"), a gerund ("denies hiding it") or a preposition ("called for a vote"); "put the crowd at
//! 30,000"; "according to"; "was quoted as saying"; a quotation beside its cue, or one that goes
//! on without; who says so, or what shows it, behind all that is said ("the pier is shut, the office
//! said on Monday", "trade fell, official data showed"); the answers of a transcript ("Castan: We would
//! look at it.") where whoever speaks is known by more than the label and speaks more than once.
//! `data/reporting.tsv` lists the verbs. Who speaks and what is said are read from the
//! order of the words where the cue leads its sentence, from heads elsewhere.
//!
//! # Example
//! "The harbour is open," the Orlesian minister said in a statement on Thursday.
//!
//! # Not this
//! Scare quotes (a "so-called" republic); words to come ("will announce") or wished for ("to
//! demand"); what nobody said ("did not say", "declined to comment"); beliefs and states of mind
//! ("is concerned that"); what an agency passes on ("quoted him as saying" is his); what things
//! show in front of it ("the memo showed that"); an offer or promise of a sum.
//!
//! # Known misses
//! Speech without cue and without quotation marks; a speaker named two sentences away from an
//! indirect statement; verse and interviews whose answers have no name before them; a second deed of the
//! speaker behind "but" that could as well be what is said; a cue that was taken for a noun
//! ("media report police have left").

use dateline_names::ActorClass;
use dateline_text::{Span, fold, one_line};

use crate::chain;
use crate::context::{Context, Word};
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality, Polarity};
use crate::modality;
use crate::phrase;
use crate::reporting::Saying;
use crate::speech::{Speech, Way};
use crate::value::Value;
use crate::voice::Voice;

/// Reads the statements.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let pairs = context.speeches.iter().zip(&context.voices).enumerate();
    pairs
        .filter_map(|(number, (speech, voice))| statement(context, number, speech, voice))
        .collect()
}

fn statement(
    context: &Context<'_>,
    number: usize,
    speech: &Speech,
    voice: &Voice,
) -> Option<Finding> {
    let speaker = voice.speaker.as_ref()?;
    if !is_statement(context, speech) || is_writer(speaker) {
        return None;
    }
    let fields = fields(context, number, speech, voice);
    let rule = format!("statement: {}", speech.way.as_str());
    let mut finding = Finding::new(Kind::Statement, speech.span(), &rule, fields);
    (finding.modality, finding.polarity) = holds(context, speech);
    finding.source = chain::source_of_speech(context, number);
    finding.confidence = confidence(speech);
    if is_pronoun(speaker) {
        // Whose words they are is not known.
        finding.confidence = finding.confidence.min(400);
    }
    Some(finding)
}

/// "I" and "we" outside of quotations: the one who writes.
fn is_writer(speaker: &Value) -> bool {
    matches!(&*fold(&speaker.to_line()), "i" | "we" | "you" | "one" | "who")
}

fn is_pronoun(speaker: &Value) -> bool {
    matches!(
        &*fold(&speaker.to_line()),
        "he" | "she" | "it" | "they" | "some" | "both" | "others"
    )
}

/// Whether somebody said it aloud: no belief, no noun that only names a saying.
fn is_statement(context: &Context<'_>, speech: &Speech) -> bool {
    if speech.way == Way::Noun {
        return false;
    }
    if let Some(saying) = speech.cue.map(|cue| cue.saying) {
        let agreed = saying == Saying::Agree && speech.medium.is_none();
        let belief = matches!(saying, Saying::Think) && !is_view(context, speech);
        // "has offered 3 percent" gives; it says something only in words.
        let offer = speech.cue.is_some_and(|cue| cue.lemma == "offer");
        // "promised 12 million in aid": a sum that is promised is owed, and told as that.
        let counts = speech
            .content
            .iter()
            .any(|&span| context.words(span).bytes().any(|byte| byte.is_ascii_digit()));
        let sum = saying == Saying::Promise && speech.way == Way::Object && counts;
        let offer = offer || sum;
        if belief
            || offer && speech.quotations.is_empty()
            || (agreed && is_open(context, speech))
        {
            return false;
        }
    }
    true
}

/// "Forecasters expect the rain to ease", "The guild wants 12 percent": what somebody holds now, as
/// the report has it from them.
fn is_view(context: &Context<'_>, speech: &Speech) -> bool {
    let held = speech.cue.is_some_and(|cue| {
        matches!(
            cue.lemma,
            "believe"
                | "consider"
                | "expect"
                | "fear"
                | "hope"
                | "reckon"
                | "suspect"
                | "want"
        )
    });
    // "considered that the talk of phases was a way to buy time": said, and not only held.
    let considers = speech
        .cue
        .is_some_and(|cue| cue.lemma == "consider" && speech.way == Way::Clause);
    let clause = context.clause_at(speech.word).filter(|_| held);
    let now = clause.is_some_and(|clause| {
        let past = considers && clause.tense == crate::clause::Tense::Past;
        (clause.tense == crate::clause::Tense::Present || past)
            && clause.relation != dateline_language::Relation::AclRelative
            && !clause.negated
    });
    // "wants the council to cut rents" tells a wish, "wants 12 percent" what is asked for.
    let wish =
        speech.cue.is_some_and(|cue| cue.lemma == "want") && speech.way != Way::Object;
    let bare = |content: &Span| !context.words(*content).contains(' ');
    let wish = wish || speech.content.iter().all(bare);
    let cue = context.span(speech.word);
    let within = context
        .speeches_at(cue.start())
        .iter()
        .filter_map(|&number| context.speeches.get(number))
        .any(|outer| outer.word != speech.word && outer.holds(cue));
    now && !wish && !within && !is_crowd(context, speech)
}

/// "Many sailors believe": nobody in particular.
fn is_crowd(context: &Context<'_>, speech: &Speech) -> bool {
    let Some(source) = speech.source else { return true };
    let vague = |token: usize| {
        matches!(
            context.folded_form(Word { token, ..source }),
            "many"
                | "some"
                | "most"
                | "few"
                | "several"
                | "all"
                | "others"
                | "everybody"
                | "everyone"
                | "nobody"
                | "people"
        )
    };
    let below =
        context.tree(source.sentence).map_or(&[][..], |tree| tree.children(source.token));
    vague(source.token) || below.iter().any(|&token| vague(token))
}

/// "agreed to": an agreement and no statement.
fn is_open(context: &Context<'_>, speech: &Speech) -> bool {
    let head = speech.content_head;
    head.and_then(|head| context.clause_at(head)).is_some_and(|clause| clause.infinitive)
}

fn fields(
    context: &Context<'_>,
    number: usize,
    speech: &Speech,
    voice: &Voice,
) -> Fields {
    let source = speech.source_span;
    let source: Vec<Span> = source.into_iter().collect();
    let mut fields = Fields::new();
    fields.set_some(Field::Speaker, voice.speaker.clone(), &source);
    fields.set_some(Field::SpeakerRole, voice.role.as_deref().map(Value::words), &source);
    if !voice.wire_kind.is_empty() {
        fields.set(Field::SpeakerKind, Value::word(voice.wire_kind), &source);
    }
    if let Some(cue) = verb_of(context, speech) {
        fields.set(Field::Verb, Value::words(&one_line(context.words(cue))), &[cue]);
    }
    fields.set(Field::QuoteType, Value::word(speech.style().as_str()), &[]);
    if !speech.quotations.is_empty() {
        let inner: Vec<Span> =
            speech.quotations.iter().map(|quotation| quotation.inner).collect();
        let quoted: Vec<String> =
            inner.iter().map(|&span| one_line(context.words(span))).collect();
        fields.set(Field::Quote, Value::words(&quoted.join(" | ")), &inner);
    }
    let said: Vec<String> =
        speech.content.iter().map(|&span| one_line(context.words(span))).collect();
    fields.set(Field::Content, Value::words(&said.join(" ")), &speech.content);
    if let Some(addressee) = speech.addressee {
        let span = phrase::noun_phrase(context, addressee);
        fields.set(Field::Addressee, phrase::name(context, addressee), &[span]);
    }
    let medium_span: Vec<Span> = speech
        .medium
        .map(|noun| phrase::noun_phrase(context, noun))
        .into_iter()
        .collect();
    fields.set_some(Field::Medium, voice.medium.map(Value::word), &medium_span);
    if let Some(span) = voice.anonymity {
        fields.set(
            Field::Anonymity,
            Value::words(&one_line(context.words(span))),
            &[span],
        );
    }
    // "expects more rain on Saturday": what is held has no day of its own.
    let held = speech.cue.is_some_and(|cue| cue.saying == Saying::Think);
    let said = voice.said.filter(|_| !held);
    if let Some(time) = said.and_then(|number| context.times.get(number)) {
        fields.set(Field::Date, Value::When(time.value.1.clone()), &[time.span]);
    }
    if let Some((place, span)) = place(context, speech) {
        fields.set(Field::Place, place, &[span]);
    }
    if let Some(nested) = nested(context, number, speech) {
        fields.set(Field::Nested, nested, &[]);
    }
    fields
}

/// The verb as the report has it, without the auxiliaries of an active one: of "has defended"
/// that is "defended", of "was quoted as saying" all.
fn verb_of(context: &Context<'_>, speech: &Speech) -> Option<Span> {
    let cue = speech.cue_span?;
    let verb = context.span(speech.word);
    let clause = context.clause_at(speech.word);
    let quoted = speech.cue.is_some_and(|cue| cue.saying == Saying::Quote);
    let active = clause.is_some_and(|clause| !clause.passive) && cue.contains(verb);
    Some(if active && !quoted { Span::of(verb.start()..cue.end()) } else { cue })
}

/// Where it was said: "at the palace", "in Port Hale".
fn place(context: &Context<'_>, speech: &Speech) -> Option<(Value, Span)> {
    let clause = context.clause_at(speech.word)?;
    let mut nouns = clause
        .obliques
        .iter()
        .filter(|oblique| matches!(&*oblique.preposition, "in" | "at"))
        .map(|oblique| Word { sentence: clause.sentence, token: oblique.noun });
    let noun = nouns.find(|&noun| {
        let class = phrase::mention(context, noun).map(|mention| mention.class);
        matches!(class, Some(ActorClass::Place | ActorClass::State))
            && !speech.holds(context.span(noun))
    })?;
    Some((phrase::name(context, noun), phrase::noun_phrase(context, noun)))
}

/// Whom the speaker makes speak.
fn nested(context: &Context<'_>, number: usize, speech: &Speech) -> Option<Value> {
    // Speeches are in the order of the text, so one within another comes soon after it.
    let end = speech.span().end();
    let inner = context
        .speeches
        .iter()
        .enumerate()
        .skip(number.saturating_sub(3))
        .take_while(|(_, inner)| inner.span().start() < end)
        .find(|(other, inner)| {
            *other != number
                && is_statement(context, inner)
                && inner.source_span != speech.source_span
                && inner.cue_span.is_some_and(|cue| speech.holds(cue))
        });
    let voice = inner.and_then(|(other, _)| context.voices.get(other));
    voice.and_then(|voice| voice.speaker.clone())
}

/// How what is said holds: by the kind of saying, else by the words said.
fn holds(context: &Context<'_>, speech: &Speech) -> (Modality, Polarity) {
    let modality = said_modality(context, speech);
    // What is said may be that something is not so; the saying is denied only by its own verb.
    let negated = context.clause_at(speech.word).is_some_and(|clause| clause.negated);
    let polarity = modality::polarity(negated);
    match speech.cue.map(|cue| cue.saying) {
        Some(Saying::Ask) => (Modality::CalledFor, polarity),
        Some(Saying::Call)
            if speech.way == Way::Preposition || is_open(context, speech) =>
        {
            (Modality::CalledFor, polarity)
        }
        Some(Saying::Promise | Saying::Threaten) if speech.way != Way::Object => {
            (Modality::Planned, polarity)
        }
        // "expects more rain": a thing to come.
        Some(Saying::Think)
            if speech.way == Way::Object
                && speech.cue.is_some_and(|cue| cue.lemma == "expect") =>
        {
            (Modality::Planned, polarity)
        }
        Some(Saying::Discuss) => (Modality::Discussed, polarity),
        Some(Saying::Accuse | Saying::Allege) => (Modality::Alleged, polarity),
        Some(Saying::Agree) => (Modality::Planned, polarity),
        Some(Saying::Deny) => (Modality::Asserted, Polarity::Negative),
        // "welcomed the vote": a judgement is passed, whatever becomes of its matter.
        Some(Saying::Judge) => (Modality::Asserted, polarity),
        _ => (modality, polarity),
    }
}

/// How the words said hold by themselves.
fn said_modality(context: &Context<'_>, speech: &Speech) -> Modality {
    let Some(head) = speech.content_head else { return Modality::Asserted };
    if speech.style() == crate::speech::Style::Direct {
        return Modality::Asserted;
    }
    if context.clause_at(head).is_none() {
        // "stressed the need to", "affirmed their commitment to": the noun says how it holds.
        return modality::of_noun(context, head).unwrap_or_default();
    }
    match modality::reading_at(context, head).0 {
        modality @ (Modality::Planned | Modality::CalledFor) => modality,
        _ => Modality::Asserted,
    }
}

fn confidence(speech: &Speech) -> u16 {
    match speech.way {
        Way::Clause | Way::AccordingTo | Way::Quotation => 850,
        Way::GoesOn | Way::Label => 750,
        Way::Object | Way::Preposition | Way::Before => 700,
        Way::Noun => 400,
    }
}
