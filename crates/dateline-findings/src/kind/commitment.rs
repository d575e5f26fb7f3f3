//! # What it records
//! Who owes what to whom, under what condition and by when, who spoke it and in what.
//!
//! # How it is said
//! A verb of promising with what is promised ("pledged to withdraw", "committed to rebuilding",
//! "agreed to pay" of one party, "decided to enhance"); a noun ("our commitment to stand with
//! them"); a future that the one who owes it announces ("announced it would reduce", "said it
//! will continue to train").
//!
//! # Example
//! Varn announced it would withdraw its boats by March.
//!
//! # Not this
//! A forecast ("prices will rise"); what somebody else says that one will do, unless it is
//! announced; what several parties agree on (an agreement).
//!
//! # Known misses
//! Promises told in the present tense ("the ministry pays"); quantities spread over several
//! sentences; a promise whose maker stands only in the headline.

use dateline_language::Relation;
use dateline_names::ActorClass;
use dateline_text::{Span, fold};

use super::statement::on_one_line;
use crate::chain;
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::dating;
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality, Source};
use crate::modality;
use crate::phrase;
use crate::reporting::{self, Saying};
use crate::speech::{Speech, Style, Way};
use crate::value::{Name, Value};
use crate::voice::is_date;

/// Reads the commitments.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found: Vec<Promise> = Vec::new();
    for clause in &context.clauses {
        found.extend(by_verb(context, clause));
    }
    for (sentence, read) in context.analysis.sentences.iter().enumerate() {
        for token in 0..read.tokens.len() {
            found.extend(by_noun(context, Word { sentence, token }));
        }
    }
    found.extend(by_future(context));
    for promise in &mut found {
        promise.keep_within_speech(context);
    }
    drop_nested(&mut found);
    cut_before_next(context, &mut found);
    found.into_iter().filter_map(|promise| promise.into_finding(context)).collect()
}

/// A promise as the text tells it.
struct Promise {
    /// The verb or noun that promises.
    at: Word,
    /// The words that promise, from who owes to what is owed.
    evidence: Span,
    committer: Value,
    committer_span: Option<Span>,
    /// What is owed: its head and its words.
    what: Word,
    what_span: Span,
    rule: &'static str,
}

/// Of two promises of the same thing the one that is told with fewer words is given up.
fn drop_nested(found: &mut Vec<Promise>) {
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
fn cut_before_next(context: &Context<'_>, found: &mut [Promise]) {
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

/// "pledged to withdraw", "committed to rebuilding", "agreed to pay", "decided to enhance".
fn by_verb(context: &Context<'_>, clause: &Clause) -> Option<Promise> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let lemma = fold(context.lemma(word(clause.verb)));
    let promises = matches!(
        &*lemma,
        "pledge"
            | "promise"
            | "vow"
            | "commit"
            | "undertake"
            | "agree"
            | "decide"
            | "resolve"
            | "guarantee"
            | "swear"
            | "offer"
    );
    if !promises
        || clause.negated
        || clause.modal.is_some()
        || clause.tense == Tense::Future
    {
        return None;
    }
    let what = promised(context, clause, &lemma)?;
    let what_lemma = fold(context.lemma(word(what)));
    // "agreed to commit to", "agreed to reach an understanding": told by what is below.
    let carried = reporting::verb(&what_lemma)
        .is_some_and(|cue| cue.saying == Saying::Promise)
        || matches!(
            &*what_lemma,
            "commit" | "reach" | "sign" | "hold" | "meet" | "establish"
        );
    if carried {
        return None;
    }
    let owner = word(clause.subject.filter(|_| !clause.passive)?);
    let owner = phrase::antecedent(context, clause, owner);
    // "The treaty commits Varn to train": the treaty does not owe.
    let bound = clause.object.map(word).filter(|_| lemma == "commit" && !clause.passive);
    let owner = bound.unwrap_or(owner);
    if !phrase::can_speak(context, owner) || phrase::is_question(context, clause.sentence)
    {
        return None;
    }
    let single = !is_several(context, owner);
    // What a person decides or offers is a deed; what a body decides binds it.
    let light = matches!(&*lemma, "decide" | "resolve" | "offer");
    if light && single && !is_body(context, owner) {
        return None;
    }
    // Several who agree make an agreement; one who agrees owes.
    if lemma == "agree" && !single {
        return None;
    }
    let (held, _) = modality::reading_at(context, word(clause.verb));
    if matches!(held, Modality::CalledFor | Modality::Conditional | Modality::Discussed) {
        return None;
    }
    let what_span = crate::speech::trimmed_phrase(context, word(what));
    let (committer, committer_span) = committer(context, owner);
    let verb = context.span_of(clause.sentence, clause.group.0, clause.group.1);
    let front = if clause.own_subject { committer_span } else { None };
    let evidence = [Some(verb), front, Some(what_span)].into_iter().flatten();
    let evidence = evidence.reduce(Span::cover)?;
    Some(Promise {
        at: word(clause.verb),
        evidence,
        committer,
        committer_span,
        what: word(what),
        what_span: without_to(context, what_span),
        rule: "verb of promising",
    })
}

/// The head of what a verb of promising promises: "to withdraw", "to rebuilding".
fn promised(context: &Context<'_>, clause: &Clause, lemma: &str) -> Option<usize> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let tree = context.tree(clause.sentence)?;
    tree.child(clause.verb, &[Relation::OpenComplement]).or_else(|| {
        let behind = clause.obliques.iter().find(|oblique| oblique.preposition == "to");
        let gerund = || {
            tree.children_in(
                clause.verb,
                &[Relation::Clause, Relation::ClausalComplement],
            )
            .find(|&child| is_after_to(context, word(child)))
        };
        // "committed the image to paper" promises nothing.
        let party =
            clause.object.is_none_or(|object| phrase::can_speak(context, word(object)));
        let takes_to = lemma == "commit" && party;
        gerund()
            .filter(|_| takes_to)
            .or(behind.filter(|_| takes_to).map(|found| found.noun))
    })
}

fn is_after_to(context: &Context<'_>, word: Word) -> bool {
    context.tree(word.sentence).is_some_and(|tree| {
        tree.children_in(word.token, &[Relation::Mark, Relation::Case])
            .any(|token| fold(context.lemma(Word { token, ..word })) == "to")
    })
}

/// Whether a subject is a state, body or force, and no single person.
fn is_body(context: &Context<'_>, owner: Word) -> bool {
    let class = phrase::mention(context, owner).map(|mention| mention.class);
    let named = matches!(
        class,
        Some(ActorClass::Organisation | ActorClass::State | ActorClass::Group)
    );
    let noun = reporting::speaker(&fold(context.lemma(owner)));
    named || noun == Some(reporting::Speaker::Organisation)
}

/// Whether a subject is several parties: "they", "both sides", "Orlesia and Varn".
fn is_several(context: &Context<'_>, subject: Word) -> bool {
    let plural = context.token(subject).is_some_and(|token| &*token.tag == "NNS");
    let form = fold(context.form(subject));
    matches!(phrase::name(context, subject), Value::List(_))
        || plural
        || matches!(&*form, "they" | "both")
}

/// Who owes: the actor behind a noun or pronoun; a person's or a force's state where the cast
/// knows it only by that.
fn committer(context: &Context<'_>, owner: Word) -> (Value, Option<Span>) {
    let span = phrase::noun_phrase(context, owner);
    let form = fold(context.form(owner));
    let voice = speech_around(context, context.span(owner));
    let own = matches!(&*form, "we" | "our" | "i" | "my" | "us");
    let unresolved =
        matches!(phrase::name(context, owner), Value::Name(Name { actor: None, .. }));
    let pronoun =
        own || (unresolved && matches!(&*form, "it" | "its" | "they" | "their"));
    let speaker = voice.filter(|_| pronoun).and_then(|number| context.voices.get(number));
    if let Some(value) = speaker.and_then(|voice| voice.speaker.clone()) {
        return (value, Some(span));
    }
    let state = force_of(context, owner);
    let named = state.unwrap_or_else(|| state_of(context, phrase::name(context, owner)));
    (named, Some(span))
}

/// Whose a force is: "Orlesian troops will leave" binds Orlesia.
fn force_of(context: &Context<'_>, owner: Word) -> Option<Value> {
    let lemma = fold(context.lemma(owner));
    let force = matches!(
        &*lemma,
        "troop"
            | "troops"
            | "force"
            | "forces"
            | "army"
            | "military"
            | "soldier"
            | "navy"
            | "personnel"
            | "government"
            | "authority"
    );
    let tree = context.tree(owner.sentence).filter(|_| force)?;
    let front = [Relation::Compound, Relation::Adjective, Relation::Possessive];
    let states = tree.children_in(owner.token, &front).filter_map(|token| {
        let word = Word { token, ..owner };
        let mention = context
            .mention_of(word)
            .filter(|mention| mention.span == context.span(word))?;
        let actor = context.cast.actor_of(mention)?;
        (actor.class == ActorClass::State).then_some(word)
    });
    states.map(|word| phrase::name(context, word)).next()
}

/// The state of a group or force: "Orlesian troops" are Orlesia's.
fn state_of(context: &Context<'_>, value: Value) -> Value {
    let Value::Name(name) = &value else { return value };
    let actor = name.actor.and_then(|actor| context.cast.actors.get(actor));
    let group = actor.filter(|actor| actor.class == ActorClass::Group);
    let Some(of) = group.and_then(|actor| actor.of.clone()) else { return value };
    let known = context
        .cast
        .actors
        .iter()
        .position(|actor| actor.name == of || actor.aliases.contains(&of));
    match known {
        Some(actor) => phrase::actor_name(context, actor),
        None => Value::Name(Name { name: of, actor: None }),
    }
}

/// The innermost speech that a span lies within, by its number.
fn speech_around(context: &Context<'_>, span: Span) -> Option<usize> {
    let around = context.speeches_at(span.start()).iter().copied();
    around
        .filter_map(|number| Some((number, context.speeches.get(number)?)))
        .filter(|(_, speech)| speech.holds(span))
        .min_by_key(|(_, speech)| speech.span().len())
        .map(|(number, _)| number)
}

/// "our commitment to stand with them", "the ministry's pledge to rebuild".
fn by_noun(context: &Context<'_>, noun: Word) -> Option<Promise> {
    let lemma = fold(context.lemma(noun));
    let promises = matches!(
        &*lemma,
        "commitment"
            | "pledge"
            | "promise"
            | "vow"
            | "determination"
            | "undertaking"
            | "readiness"
            | "resolve"
    );
    let token = context.token(noun)?;
    if !promises || token.class != dateline_language::WordClass::Noun {
        return None;
    }
    let tree = context.tree(noun.sentence)?;
    let word = |token: usize| Word { token, ..noun };
    let what = tree
        .children_in(noun.token, &[Relation::Acl, Relation::Modifier, Relation::Clause])
        .find(|&child| child > noun.token && is_to(context, word(child)))
        .or_else(|| to_right_behind(context, noun))?;
    let owner = tree.child(noun.token, &[Relation::Possessive]).map(word);
    let (committer, committer_span) = match owner {
        Some(owner) => committer_of_noun(context, owner, noun),
        None => return None,
    };
    let what_span = crate::speech::trimmed_phrase(context, word(what));
    let front =
        owner.map_or(context.span(noun), |owner| phrase::noun_phrase(context, owner));
    Some(Promise {
        at: noun,
        evidence: front.cover(context.span(noun)).cover(what_span),
        committer,
        committer_span,
        what: word(what),
        what_span: without_to(context, what_span),
        rule: "noun of promising",
    })
}

/// The verb of the "to" right behind a noun, wherever it was hung.
fn to_right_behind(context: &Context<'_>, noun: Word) -> Option<usize> {
    let word = |token: usize| Word { token, ..noun };
    let to = fold(context.form(word(noun.token + 1))) == "to";
    let verb =
        context.token(word(noun.token + 2)).is_some_and(|token| &*token.tag == "VB");
    (to && verb).then_some(noun.token + 2)
}

/// "to stand", "to the treaty".
fn is_to(context: &Context<'_>, word: Word) -> bool {
    context.clause_at(word).is_some_and(|clause| clause.infinitive)
        || is_after_to(context, word)
}

/// Who owes what "their commitment" promises: the subject of the clause around it.
fn committer_of_noun(
    context: &Context<'_>,
    owner: Word,
    noun: Word,
) -> (Value, Option<Span>) {
    let form = fold(context.form(owner));
    let above = matches!(&*form, "their" | "its" | "his" | "her")
        .then(|| context.clause_of(noun))
        .flatten()
        .and_then(|clause| clause.subject)
        .map(|subject| Word { token: subject, ..noun });
    committer(context, above.unwrap_or(owner))
}

/// "announced it would reduce", "said it will continue to train", "We will not leave".
fn by_future(context: &Context<'_>) -> Vec<Promise> {
    let mut found = Vec::new();
    for (number, speech) in context.speeches.iter().enumerate() {
        let belief = speech.cue.is_some_and(|cue| cue.saying == Saying::Think);
        if speech.way == Way::Noun || belief {
            continue;
        }
        let within = clauses_within(context, speech);
        found.extend(within.filter_map(|clause| future(context, number, speech, clause)));
    }
    found
}

fn clauses_within<'a>(
    context: &'a Context<'_>,
    speech: &'a Speech,
) -> impl Iterator<Item = &'a Clause> + 'a {
    let first = speech.content.first().map_or(0, |span| span.start());
    let sentence = context.analysis.sentence_at(first).unwrap_or(speech.word.sentence);
    let from = context.clauses.partition_point(|clause| clause.sentence < sentence);
    let end = speech.span().end();
    context
        .clauses
        .iter()
        .skip(from)
        .take_while(move |clause| {
            context
                .sentence(clause.sentence)
                .is_some_and(|found| found.span.start() < end)
        })
        .filter(move |clause| {
            speech.holds(
                context.span(Word { sentence: clause.sentence, token: clause.verb }),
            )
        })
}

fn future(
    context: &Context<'_>,
    number: usize,
    speech: &Speech,
    clause: &Clause,
) -> Option<Promise> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let is_head = speech.content_head == Some(word(clause.verb));
    let direct = speech.style() == Style::Direct;
    let main = is_head || (direct && clause.relation == Relation::Root);
    if !main
        || !clause.own_subject
        || clause.passive
        || !is_to_come(context, speech, clause)
    {
        return None;
    }
    let owner = word(clause.subject?);
    let asks = phrase::is_question(context, clause.sentence);
    if asks || !owes(context, number, speech, owner) || is_state(context, clause) {
        return None;
    }
    let (committer, committer_span) = committer(context, owner);
    let subject = committer_span?;
    let tree = context.tree(clause.sentence)?;
    let tokens = tree.under(clause.verb, &|token| {
        Some(token) == clause.subject
            || matches!(
                tree.relation(token),
                Some(
                    Relation::Auxiliary
                        | Relation::Mark
                        | Relation::Parataxis
                        | Relation::Clause
                )
            ) && token < clause.verb
    });
    let last = tokens.last().copied().unwrap_or(clause.verb);
    let what_span = context.span_of(clause.sentence, clause.verb, last.max(clause.verb));
    let what_span = without_to(context, crate::speech::trim(context, what_span));
    Some(Promise {
        at: word(clause.verb),
        evidence: subject.cover(what_span),
        committer,
        committer_span,
        what: word(clause.verb),
        what_span,
        rule: "announced future",
    })
}

/// "will leave", "would leave" after a verb of saying; "We continue to work" of a statement.
fn is_to_come(context: &Context<'_>, speech: &Speech, clause: &Clause) -> bool {
    let would = clause.modal.is_some_and(|modal| {
        context.lemma(Word { sentence: clause.sentence, token: modal }) == "would"
    });
    let lemma =
        fold(context.lemma(Word { sentence: clause.sentence, token: clause.verb }));
    let goes_on = lemma == "continue"
        && clause.tense == Tense::Present
        && speech.style() == Style::Direct
        && clause.complement.is_some();
    clause.tense == Tense::Future || (would && speech.style() != Style::Direct) || goes_on
}

/// Whether the one who will do it is the one who speaks, or whom an announcement binds.
fn owes(context: &Context<'_>, number: usize, speech: &Speech, owner: Word) -> bool {
    let form = fold(context.form(owner));
    if matches!(&*form, "we" | "i") {
        return true;
    }
    let voice = context.voices.get(number).and_then(|voice| voice.speaker.clone());
    let named = phrase::name(context, owner);
    let same = voice.is_some_and(|voice| voice.to_line() == named.to_line());
    let unresolved = matches!(&named, Value::Name(Name { actor: None, .. }));
    let refers = unresolved && matches!(&*form, "it" | "they" | "he" | "she");
    let binds = speech
        .cue
        .is_some_and(|cue| matches!(cue.saying, Saying::Announce | Saying::Promise));
    let actor = phrase::mention(context, owner).is_some_and(|mention| {
        !matches!(mention.class, ActorClass::Place | ActorClass::Person)
    });
    same || refers || (binds && actor)
}

/// "will be ready", "will have": no deed that one can owe.
fn is_state(context: &Context<'_>, clause: &Clause) -> bool {
    let lemma =
        fold(context.lemma(Word { sentence: clause.sentence, token: clause.verb }));
    let copula = context
        .tree(clause.sentence)
        .is_some_and(|tree| tree.child(clause.verb, &[Relation::Copula]).is_some());
    copula
        || matches!(
            &*lemma,
            "be" | "have"
                | "know"
                | "see"
                | "find"
                | "need"
                | "like"
                | "lose"
                | "suffer"
                | "face"
                | "remain"
                | "lead"
                | "cause"
                | "result"
                | "mean"
                | "vanish"
                | "become"
                | "seem"
                | "win"
                | "die"
                | "happen"
                | "benefit"
        )
}

/// What is owed without the "to" in front of it and the marks behind it.
fn without_to(context: &Context<'_>, span: Span) -> Span {
    let words = context.words(span);
    let marks = |letter: char| matches!(letter, '"' | '”' | '“' | ',' | '.' | '\'' | '’');
    let words = words.trim_end_matches(marks);
    let span = Span::of(span.start()..span.start() + words.len());
    let kept = words.strip_prefix("to ").map_or(words, str::trim_start);
    Span::of(span.start() + (words.len() - kept.len())..span.end())
}

impl Promise {
    /// What is owed never runs past the words of the speech it is told in.
    fn keep_within_speech(&mut self, context: &Context<'_>) {
        let at = context.span(self.at);
        let speech =
            speech_around(context, at).and_then(|number| context.speeches.get(number));
        let content =
            speech.and_then(|speech| speech.content.iter().find(|c| c.contains(at)));
        let shared = content.and_then(|content| content.shared(self.what_span));
        if let Some(what) = shared {
            self.what_span = without_to(context, crate::speech::trim(context, what));
            let end = self.what_span.end().min(self.evidence.end());
            self.evidence =
                Span::of(self.evidence.start()..end.max(self.evidence.start()));
        }
    }
    fn into_finding(self, context: &Context<'_>) -> Option<Finding> {
        let name = fold(&self.committer.to_line());
        let nobody =
            matches!(&*name, "i" | "we" | "you" | "my" | "our" | "your" | "who" | "one");
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
        fields.set(Field::Committer, self.committer, &spans);
        let what = on_one_line(context.words(self.what_span));
        fields.set(Field::What, Value::words(&what), &[self.what_span]);
        fields.set_some(Field::SpokenBy, other, &[]);
        if let Some((value, span)) = beneficiary(context, self.what, self.what_span) {
            fields.set(Field::Beneficiary, value, &[span]);
        }
        if let Some(span) = condition(context, self.what) {
            let words = on_one_line(context.words(span));
            fields.set(Field::Condition, Value::words(&words), &[span]);
        }
        if let Some(medium) = voice.and_then(|voice| voice.medium) {
            fields.set(Field::Instrument, Value::word(medium), &[]);
        }
        let due = deadline(context, self.what_span);
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
fn beneficiary(context: &Context<'_>, what: Word, span: Span) -> Option<(Value, Span)> {
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
fn condition(context: &Context<'_>, what: Word) -> Option<Span> {
    let tree = context.tree(what.sentence)?;
    let under = tree.under(what.token, &|_| false);
    let clause = under.into_iter().find(|&token| {
        tree.relation(token) == Some(Relation::Clause)
            && tree.children_in(token, &[Relation::Mark]).any(|mark| {
                let lemma = fold(context.lemma(Word { token: mark, ..what }));
                matches!(
                    &*lemma,
                    "if" | "unless" | "until" | "once" | "provided" | "till"
                )
            })
    })?;
    Some(crate::speech::trimmed_phrase(context, Word { token: clause, ..what }))
}

/// The time behind "by", "before", "until" or "within" in what is owed, by its number.
fn deadline(context: &Context<'_>, span: Span) -> Option<usize> {
    let first = context.times.partition_point(|time| time.span.end() <= span.start());
    let here = context.times.iter().enumerate().skip(first);
    here.take_while(|(_, time)| time.span.start() < span.end())
        .find(|(_, time)| {
            let front = context.words(Span::of(span.start()..time.span.start()));
            let before = front.trim_end().rsplit(' ').next().unwrap_or_default();
            let due = matches!(before, "by" | "before" | "until" | "within")
                || front.trim_end().ends_with("by the end of");
            span.contains(time.span) && due
        })
        .map(|(number, _)| number)
}
