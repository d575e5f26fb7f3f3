use dateline_language::Relation;
use dateline_names::ActorClass;
use dateline_text::{Span, fold, one_line};

use crate::chain;
use crate::context::{Context, Word};
use crate::dating;
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality, Source};
use crate::modality;
use crate::phrase;
use crate::trigger;
use crate::value::Value;
use crate::voice::is_date;

/// A promise as the text tells it.
pub(super) struct Promise {
    /// The verb or noun that promises.
    pub(super) at: Word,
    /// The words that promise, from who owes to what is owed.
    pub(super) evidence: Span,
    pub(super) committer: Value,
    pub(super) committer_span: Option<Span>,
    /// What is owed: its head and its words.
    pub(super) what: Word,
    pub(super) what_span: Span,
    pub(super) rule: &'static str,
}

/// Of two promises of the same thing the one that is told with fewer words is given up.
pub(super) fn drop_nested(found: &mut Vec<Promise>) {
    found.sort_by_key(|promise| (promise.what, promise.evidence.len()));
    found.dedup_by(|later, earlier| {
        let same = later.what == earlier.what;
        if same {
            std::mem::swap(later, earlier);
        }
        same
    });
    found.sort_by_key(|promise| promise.evidence);
}

/// "to build a pier and their pledge to pay for it": what is owed first ends where the next
/// promise begins.
pub(super) fn cut_before_next(context: &Context<'_>, found: &mut [Promise]) {
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let (Some(earlier), Some(later)) = (before.last_mut(), rest.first()) else {
            continue;
        };
        let start = later.evidence.start();
        let within = earlier.what_span.holds(start) && earlier.what_span.start() < start;
        if !within || !earlier.what_span.contains(later.what_span) {
            continue;
        }
        let front = context.words(Span::of(earlier.what_span.start()..start));
        let kept = front.trim_end().trim_end_matches("and").trim_end_matches([',', ' ']);
        let end = earlier.what_span.start() + kept.len();
        earlier.what_span = Span::of(earlier.what_span.start()..end);
        earlier.evidence = Span::of(earlier.evidence.start()..end);
    }
}

/// The innermost speech that a span lies within, by its number.
pub(crate) fn speech_around(context: &Context<'_>, span: Span) -> Option<usize> {
    let around = context.speeches_at(span.start()).iter().copied();
    around
        .filter_map(|number| Some((number, context.speeches.get(number)?)))
        .filter(|(_, speech)| speech.holds(span))
        .min_by_key(|(_, speech)| speech.span().len())
        .map(|(number, _)| number)
}

/// The words said of the innermost speech around a span, as far as they run in one piece there.
pub(crate) fn said_around(context: &Context<'_>, span: Span) -> Option<Span> {
    let speech = context.speeches.get(speech_around(context, span)?)?;
    speech.content.iter().copied().find(|content| content.contains(span))
}

/// What is owed without the "to" in front of it and the marks behind it.
pub(super) fn without_to(context: &Context<'_>, span: Span) -> Span {
    let words = context.words(span);
    let marks = |letter: char| matches!(letter, '"' | '”' | '“' | ',' | '.' | '\'' | '’');
    let words = words.trim_end_matches(marks);
    let span = Span::of(span.start()..span.start() + words.len());
    let kept = words.strip_prefix("to ").or_else(|| words.strip_prefix("that "));
    let kept = kept.map_or(words, str::trim_start);
    Span::of(span.start() + (words.len() - kept.len())..span.end())
}

impl Promise {
    /// What is owed never runs past the words of the speech it is told in.
    pub(super) fn keep_within_speech(&mut self, context: &Context<'_>) {
        let at = context.span(self.at);
        let content = said_around(context, at);
        let shared = content.and_then(|content| content.shared(self.what_span));
        if let Some(what) = shared {
            self.what_span = without_to(context, crate::speech::trim(context, what));
            let end = self.what_span.end().min(self.evidence.end());
            self.evidence =
                Span::of(self.evidence.start()..end.max(self.evidence.start()));
        }
    }

    pub(super) fn into_finding(self, context: &Context<'_>) -> Option<Finding> {
        let name = fold(&self.committer.to_line());
        let first = name.split(['\'', '’']).next().unwrap_or_default();
        let nobody =
            matches!(first, "i" | "we" | "you" | "my" | "our" | "your" | "who" | "one");
        // "data that Varn promised to share": what is shared stands before it.
        let bare = !context.words(self.what_span).contains(' ');
        if self.what_span.is_empty() || bare || nobody {
            return None;
        }
        let around = speech_around(context, context.span(self.at));
        let voice = around.and_then(|number| context.voices.get(number));
        let mut fields = Fields::new();
        let spans: Vec<Span> = self.committer_span.into_iter().collect();
        let speaker = voice.and_then(|voice| voice.speaker.clone());
        let other =
            speaker.filter(|speaker| speaker.to_line() != self.committer.to_line());
        if !name.is_empty() {
            fields.set(Field::Committer, self.committer, &spans);
        }
        let what = one_line(context.words(self.what_span));
        fields.set(Field::What, Value::words(&what), &[self.what_span]);
        fields.set_some(Field::SpokenBy, other, &[]);
        let deed = trigger::kind_of_deed(context, self.what);
        fields.set_some(Field::EventType, deed.map(Value::word), &[]);
        if let Some((value, span)) = beneficiary(context, self.what, self.what_span) {
            fields.set(Field::Beneficiary, value, &[span]);
        }
        if let Some(span) = condition(context, self.what) {
            let words = one_line(context.words(span));
            fields.set(Field::Condition, Value::words(&words), &[span]);
        }
        if let Some(medium) = voice.and_then(|voice| voice.medium) {
            fields.set(Field::Instrument, Value::word(medium), &[]);
        }
        let due = deadline(context, self.what_span).or_else(|| due_by(context, self.at));
        if let Some(time) = due.and_then(|number| context.times.get(number)) {
            fields.set(Field::Deadline, Value::When(time.value.1.clone()), &[time.span]);
        }
        let said = voice
            .and_then(|voice| voice.said)
            .and_then(|number| context.times.get(number));
        if let Some(time) = said {
            fields.set(Field::Date, Value::When(time.value.1.clone()), &[time.span]);
        } else if around.is_none() && due.is_none() {
            let date = dating::date_of(context, self.at).filter(|date| is_date(date));
            fields.set_some(Field::Date, date.map(|date| Value::When(date.clone())), &[]);
        }
        let rule = format!("commitment: {}", self.rule);
        let mut finding = Finding::new(Kind::Commitment, self.evidence, &rule, fields);
        finding.modality = Modality::Planned;
        finding.polarity = modality::reading_at(context, self.what).1;
        finding.source = around.map_or_else(Source::default, |number| {
            chain::source_of_speech(context, number)
        });
        finding.confidence = 750;
        Some(finding)
    }
}

/// For whom: an actor behind "to", "for" or "with" within what is owed.
pub(super) fn beneficiary(
    context: &Context<'_>,
    what: Word,
    span: Span,
) -> Option<(Value, Span)> {
    let tree = context.tree(what.sentence)?;
    let tokens = &context.sentence(what.sentence)?.tokens;
    let under = tree.under(what.token, &|_| false);
    let noun = under.into_iter().find(|&token| {
        let relation = tree.relation(token);
        let phrase = matches!(relation, Some(Relation::Oblique | Relation::Modifier));
        let given = relation == Some(Relation::IndirectObject)
            || (phrase
                && matches!(
                    &*crate::clause::preposition(tokens, tree, token),
                    "to" | "for" | "with"
                ));
        let word = Word { token, ..what };
        given
            && span.contains(context.span(word))
            && phrase::mention(context, word)
                .is_some_and(|mention| mention.class != ActorClass::Place)
    })?;
    let word = Word { token: noun, ..what };
    Some((phrase::name(context, word), phrase::noun_phrase(context, word)))
}

/// "if the truce holds", "until the danger has passed", "once it is safe".
pub(super) fn condition(context: &Context<'_>, what: Word) -> Option<Span> {
    let tree = context.tree(what.sentence)?;
    let under = tree.under(what.token, &|_| false);
    let clause = under.into_iter().find(|&token| {
        tree.relation(token) == Some(Relation::Clause)
            && tree.children_in(token, &[Relation::Mark]).any(|mark| {
                let lemma = context.folded_lemma(Word { token: mark, ..what });
                matches!(lemma, "if" | "unless" | "until" | "once" | "provided" | "till")
            })
    })?;
    Some(crate::speech::trimmed_phrase(context, Word { token: clause, ..what }))
}

/// "promised a new roof by Easter", "has until Easter to answer": the time that was hung on the
/// promise, by its number.
fn due_by(context: &Context<'_>, at: Word) -> Option<usize> {
    let time = dating::dated_by(context, at)?;
    let before = context.word_at(time.span.start())?.token.checked_sub(1)?;
    let behind = time.span.start() > context.span(at).end();
    let due = match context.folded_form(Word { token: before, ..at }) {
        "by" => behind,
        "until" | "till" => !behind,
        _ => false,
    };
    let number = context.times.iter().position(|other| other.span == time.span);
    number.filter(|_| due)
}

/// The time behind "by", "before", "until" or "within" in what is owed, by its number.
pub(super) fn deadline(context: &Context<'_>, span: Span) -> Option<usize> {
    let first = context.times.partition_point(|time| time.span.end() <= span.start());
    let here = context.times.iter().enumerate().skip(first);
    here.take_while(|(_, time)| time.span.start() < span.end())
        .find(|(_, time)| {
            let front = context.words(Span::of(span.start()..time.span.start()));
            let before = front.trim_end().rsplit(' ').next().unwrap_or_default();
            let due = matches!(before, "by" | "before" | "until" | "within")
                || front.trim_end().ends_with("by the end of")
                || front.trim_end().ends_with(" later than");
            span.contains(time.span) && due
        })
        .map(|(number, _)| number)
}
