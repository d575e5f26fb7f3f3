use dateline_language::{Relation, WordClass};
use dateline_text::Span;

use super::content::trimmed;
use super::{Speech, Way};
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::phrase;
use crate::quotation::Quotation;
use crate::reporting::{self, Cue, Saying};
use crate::tree::Tree;
use crate::trigger::inflection::of_verb;

/// What a verb of speaking is read with.
pub(super) struct Reading<'a, 'c> {
    pub(super) context: &'a Context<'c>,
    pub(super) clause: &'a Clause,
    pub(super) cue: &'static Cue,
    pub(super) tree: &'a Tree,
}

/// Speeches told by a verb: "said that", "condemned", "called for", "was quoted as saying".
pub(super) fn read(context: &Context<'_>, quotations: &[Quotation]) -> Vec<Speech> {
    let mut found = Vec::new();
    for clause in &context.clauses {
        let Some(tree) = context.tree(clause.sentence) else { continue };
        let Some(cue) = cue_of(context, clause, tree) else { continue };
        let reading = Reading { context, clause, cue, tree };
        found.extend(by_verb(&reading, quotations));
        found.extend(reading.quoting());
    }
    found
}

fn by_verb(reading: &Reading<'_, '_>, quotations: &[Quotation]) -> Option<Speech> {
    let Reading { context, clause, cue, .. } = *reading;
    if !reading.is_speech() {
        return None;
    }
    let source = reading.source();
    let mut speech = Speech::at(reading.word(clause.verb), Way::Clause);
    speech.told = reading.is_told();
    speech.cue = Some(cue);
    speech.source = source;
    speech.source_span = source.map(|source| phrase::source_phrase(context, source));
    speech.cue_span = Some(reading.cue_span());
    speech.source_span = reading.clipped(speech.source_span);
    let surer = reading.quoted_source().or_else(|| reading.source_in_line());
    if let Some((source, span)) = surer {
        speech.source = Some(source);
        speech.source_span = Some(span);
    }
    reading.attach_medium(&mut speech);
    reading.fill(&mut speech, quotations);
    if !speech.told && !reading.is_worth_telling(&speech) {
        return None;
    }
    let source = speech.source;
    let evidence = source.is_some_and(|source| reading.is_evidence(source));
    // "A memo showed": what things show nobody said.
    speech.told &= !evidence && !matches!(cue.lemma, "show" | "demonstrate");
    let speaks =
        evidence || source.is_none_or(|source| reading.may_speak(source, speech.way));
    let sourced =
        source.is_some() || !speech.content.is_empty() && reading.is_quoted_as();
    (speaks && sourced).then_some(speech)
}

/// The entry of the table for a clause's verb, with its particle first.
fn cue_of(context: &Context<'_>, clause: &Clause, tree: &Tree) -> Option<&'static Cue> {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let token = context.token(verb)?;
    if token.class != WordClass::Verb {
        return None;
    }
    let lemma = context.folded_lemma(verb);
    let next = tree.child(
        clause.verb,
        &[Relation::ParticleOfVerb, Relation::Adverb, Relation::OpenComplement],
    );
    // "called off the strike", "called up reservists": nothing is said.
    let after = context.folded_form(Word { token: clause.verb + 1, ..verb });
    if lemma == "call" && matches!(after, "off" | "up" | "in") {
        return None;
    }
    let with_next = next.and_then(|next| {
        let particle = context.folded_lemma(Word { token: next, ..verb });
        let known = |form: &str| reporting::verb(&format!("{form} {particle}"));
        (next == clause.verb + 1 && reporting::is_particle(particle)).then_some(())?;
        known(lemma).or_else(|| of_verb(context.folded_form(verb), known))
    });
    with_next
        .or_else(|| reporting::verb(lemma))
        .or_else(|| reporting::verb_of_participle(context.folded_form(verb)))
}

impl Reading<'_, '_> {
    pub(super) fn word(&self, token: usize) -> Word {
        Word { sentence: self.clause.sentence, token }
    }

    pub(super) fn lemma(&self, token: usize) -> &str {
        self.context.folded_lemma(self.word(token))
    }

    /// Whether the verb tells of words that were said: not of words to come, wished for or
    /// not spoken.
    pub(super) fn is_told(&self) -> bool {
        let clause = self.clause;
        if clause.tense == Tense::Future || clause.modal.is_some() {
            return false;
        }
        let tag =
            self.context.token(self.word(clause.verb)).map_or("", |token| &*token.tag);
        let carried = clause.infinitive || matches!(tag, "VB");
        // "to discuss the future": what for, even where the parser gives it a subject.
        let to = clause.infinitive && clause.relation == Relation::Clause;
        if carried && !self.is_carried_by_speech() && (!clause.own_subject || to) {
            return false;
        }
        if clause.negated && !matches!(self.cue.saying, Saying::Deny | Saying::Agree) {
            return false;
        }
        true
    }

    /// Whether words that were not said, or not yet, are still given to somebody: "will demand
    /// that", "did not say whether".
    fn is_worth_telling(&self, speech: &Speech) -> bool {
        let strong = matches!(
            self.cue.saying,
            Saying::Announce
                | Saying::Ask
                | Saying::Promise
                | Saying::Threaten
                | Saying::Deny
                | Saying::Accuse
                | Saying::Judge
        ) || matches!(
            self.cue.lemma,
            "say"
                | "tell"
                | "warn"
                | "declare"
                | "admit"
                | "claim"
                | "argue"
                | "express"
                | "voice"
                | "confirm"
                | "concede"
                | "acknowledge"
        );
        let deed = matches!(
            self.cue.lemma,
            "dismiss"
                | "invite"
                | "lobby"
                | "push"
                | "press"
                | "defend"
                | "object"
                | "instruct"
                | "direct"
                | "encourage"
                | "wish"
                | "ask"
                | "order"
        );
        // "did not elaborate", "could not confirm".
        let refused = self.clause.negated || self.carrier().is_some();
        let clause = matches!(speech.way, Way::Clause) && self.cue.takes("that");
        refused && self.cue.saying != Saying::Think
            || strong && !deed
            || self.clause.negated && clause
    }

    /// Whether a source is a thing that shows and does not speak: "final results".
    fn is_evidence(&self, source: Word) -> bool {
        let shows = self.cue.is_shown() || matches!(self.cue.saying, Saying::Think);
        let kind = reporting::speaker(self.context.folded_lemma(source));
        (shows || self.cue.lemma == "say" || self.cue.lemma == "put")
            && kind == Some(reporting::Speaker::Evidence)
    }

    /// "refused to comment", "declined to say": the verb that carries an infinitive and denies it.
    fn carrier(&self) -> Option<usize> {
        let head = self.clause.head.filter(|_| self.clause.infinitive)?;
        matches!(self.lemma(head), "refuse" | "decline").then_some(head)
    }

    /// Whether the verb is one of speaking at all, told or not: no part of a name or compound.
    fn is_speech(&self) -> bool {
        let clause = self.clause;
        // "the self-proclaimed republic"
        let hyphen = clause.verb.checked_sub(2).is_some_and(|before| {
            let joined = self.is_any(before + 1, &["-"]);
            joined && self.is_any(before, &["self", "so"])
        });
        let whole = self.form(clause.verb).starts_with("self-");
        if hyphen || whole || clause.verb > 0 && self.is_any(clause.verb - 1, &["self-"])
        {
            return false;
        }
        // "was quoted as saying": the quoting tells it.
        let quoted = clause.head.and_then(|head| self.context.clause_at(self.word(head)));
        if self.tag(clause.verb) == "VBG"
            && quoted.is_some_and(|head| head.passive && self.lemma(head.verb) == "quote")
        {
            return false;
        }
        // "ruled that out": the particle stands behind what is ruled out.
        let out = self.cue.lemma == "rule"
            && self.is_any(clause.verb + 1, &["that", "it", "this"])
            && self.is_any(clause.verb + 2, &["out"]);
        if out {
            return false;
        }
        // "Said Pasha", "the said harbour".
        !matches!(clause.relation, Relation::Compound | Relation::Adjective)
    }

    /// "went on to say", "is reported to have said".
    pub(super) fn is_carried_by_speech(&self) -> bool {
        let Some(head) = self.clause.head else { return false };
        // "is going to say" is still to come.
        let going =
            self.context.token(self.word(head)).is_some_and(|token| &*token.tag == "VBG");
        !going
            && matches!(
                self.lemma(head),
                "go" | "appear"
                    | "seem"
                    | "continue"
                    | "proceed"
                    | "say"
                    | "report"
                    | "quote"
                    | "take"
            )
    }

    /// "was quoted as saying": the one who is quoted speaks.
    pub(super) fn is_quoted_as(&self) -> bool {
        self.clause.passive && matches!(self.cue.saying, Saying::Quote)
    }

    /// The subject of the nearest verb of saying before this one: "Varn will leave, Lund
    /// announced, citing the cost" is Lund's throughout.
    fn saying_before(&self) -> Option<usize> {
        let clauses = self.context.clauses_in(self.clause.sentence);
        let before = clauses.filter(|other| {
            other.verb < self.clause.verb
                && reporting::verb(self.lemma(other.verb)).is_some()
        });
        before.max_by_key(|other| other.verb)?.subject
    }

    pub(super) fn source(&self) -> Option<Word> {
        let clause = self.clause;
        // "Asked whether he would resign, Croft said": who is asked does not ask.
        let beside = clause.relation == Relation::Clause && !clause.own_subject;
        let participle = clause.group.0 == clause.verb
            && matches!(self.form(clause.verb), "asked" | "pressed" | "questioned");
        if beside && participle {
            return None;
        }
        if clause.passive && !self.is_quoted_as() {
            return clause.agent.map(|agent| self.word(agent));
        }
        if self.cue.saying == Saying::Quote && !clause.passive {
            return clause
                .object
                .filter(|_| self.said_as().is_some())
                .map(|found| self.word(found));
        }
        // "announced it would leave, citing the cost": the participle is the announcer's.
        let comma =
            clause.verb.checked_sub(1).is_some_and(|before| self.is_any(before, &[","]));
        let opens = clause.verb == 0;
        let hung =
            (comma || opens) && !clause.own_subject && self.tag(clause.verb) == "VBG";
        let main = self.context.main_clause(clause.sentence).filter(|main| {
            let says = reporting::verb(self.lemma(main.verb)).is_some();
            let capable = main.subject.is_some_and(|subject| {
                phrase::can_speak(self.context, self.word(subject))
            });
            hung && main.verb != clause.verb && (says || capable)
        });
        let said = main.and_then(|_| self.saying_before());
        if let Some(subject) = said.or_else(|| main.and_then(|main| main.subject)) {
            return Some(self.word(subject));
        }
        let subject = self.word(clause.subject.or_else(|| self.name_before())?);
        let token = self.context.token(subject)?;
        // "who said": the noun before it speaks.
        let relative = matches!(&*token.tag, "WP" | "WDT")
            || matches!(self.context.folded_lemma(subject), "who" | "which" | "that");
        if relative && clause.relation == Relation::AclRelative {
            let head = clause.head.map(|head| self.word(head))?;
            return phrase::person_below(self.context, subject, head).or(Some(head));
        }
        // "the master who came to warn them": who came warns.
        let above = token.head.and_then(|head| self.context.clause_at(self.word(head)));
        let above =
            above.filter(|above| relative && above.relation == Relation::AclRelative);
        if let Some(head) = above.and_then(|above| above.head) {
            return Some(self.word(head));
        }
        Some(self.not_a_time(subject))
    }

    /// "a release on Thursday called": where the verb was hung on the day, the noun that the day
    /// was hung on speaks.
    pub(super) fn not_a_time(&self, subject: Word) -> Word {
        let mut at = subject;
        for _ in 0..3 {
            let time = self.context.is_time(self.context.span(at));
            let head =
                self.context.token(at).and_then(|token| token.head).filter(|_| time);
            match head.filter(|&head| head < self.clause.verb) {
                Some(head) => at = self.word(head),
                None => break,
            }
        }
        at
    }

    /// The words of a source up to the cue, without a day at their end that dates the saying.
    pub(super) fn clipped(&self, source: Option<Span>) -> Option<Span> {
        let span = source?;
        let cue = self.context.span(self.word(self.clause.verb));
        let end = if span.holds(cue.start()) { cue.start() } else { span.end() };
        let span = trimmed(self.context, Span::of(span.start()..end));
        let time = self.context.times_within(span).last().map(|time| time.span);
        let Some(time) = time.filter(|time| time.end() == span.end()) else {
            return Some(span);
        };
        let front = self.context.words(Span::of(span.start()..time.start())).trim_end();
        let day = front.strip_suffix(" on").or_else(|| front.strip_suffix(" in"));
        // "published on August 21" belongs to the source.
        let kept = day.filter(|kept| !kept.ends_with("ed")).map_or(span.len(), str::len);
        Some(Span::of(span.start()..span.start() + kept))
    }

    /// "Marr says", where the name was not hung on the verb: the capital right before it.
    pub(super) fn name_before(&self) -> Option<usize> {
        let free = matches!(self.clause.relation, Relation::Root | Relation::Parataxis);
        let mut before = self.clause.group.0.checked_sub(1).filter(|_| free)?;
        // "the harbour master, Ilva Marr, told"
        if self.is_any(before, &[","]) {
            before = before.checked_sub(1)?;
        }
        let capital =
            self.context.form(self.word(before)).starts_with(char::is_uppercase);
        capital.then_some(before)
    }

    /// The words of the cue: the verb with its particle; in a passive, the auxiliary too.
    pub(super) fn cue_span(&self) -> Span {
        let clause = self.clause;
        let (first, last) = clause.group;
        if self.is_quoted_as() {
            let end = self.said_as().unwrap_or(last);
            return self.context.span_of(clause.sentence, first, end.max(last));
        }
        let carrier =
            self.carrier().and_then(|head| self.context.clause_at(self.word(head)));
        let first = carrier.map_or_else(|| self.group_start(), |found| found.group.0);
        // "she went on": the particle, however it was hung.
        let particle = self.cue.lemma.split_once(' ').map(|(_, particle)| particle);
        let next = particle.is_some_and(|particle| self.is_any(last + 1, &[particle]));
        let last = last + usize::from(next);
        self.context.span_of(clause.sentence, first.min(last), last)
    }

    /// The first auxiliary of the verb, without the "to" of an infinitive; the verb itself where
    /// a subject stands between ("did he say").
    pub(super) fn group_start(&self) -> usize {
        let (first, _) = self.clause.group;
        let to = usize::from(self.is_any(first, &["to"]));
        let first = (first + to).min(self.clause.verb);
        let asks = self
            .clause
            .subject
            .is_some_and(|subject| first < subject && subject < self.clause.verb);
        if asks { self.clause.verb } else { first }
    }

    /// The "saying" of "was quoted as saying".
    pub(super) fn said_as(&self) -> Option<usize> {
        let relations = [
            Relation::Clause,
            Relation::OpenComplement,
            Relation::ClausalComplement,
            Relation::Oblique,
        ];
        self.tree
            .children_in(self.clause.verb, &relations)
            .find(|&child| matches!(self.lemma(child), "say" | "tell" | "saying"))
    }

    /// "said in a statement", "told reporters on the radio".
    pub(super) fn attach_medium(&self, speech: &mut Speech) {
        let mut nouns = self.clause.obliques.iter().filter(|oblique| {
            matches!(
                &*oblique.preposition,
                "in" | "on" | "via" | "during" | "at" | "through"
            )
        });
        let found =
            nouns.find(|oblique| reporting::medium(self.lemma(oblique.noun)).is_some());
        let hung = found.map(|oblique| self.word(oblique.noun));
        let behind = self.medium_behind();
        // Only a medium right behind "agreed" makes it a statement.
        speech.medium =
            if self.cue.saying == Saying::Agree { behind } else { hung.or(behind) };
    }

    /// "agreed, in a joint statement": a medium right behind the verb, wherever it was hung.
    pub(super) fn medium_behind(&self) -> Option<Word> {
        let after = self.clause.verb.max(self.clause.group.1) + 1;
        let comma = usize::from(self.is_any(after, &[","]));
        let preposition = after + comma;
        if !self.is_any(preposition, &["in", "via", "through"]) {
            return None;
        }
        let nouns = (preposition + 1..preposition + 6).map(|token| self.word(token));
        nouns
            .take_while(|&word| !self.is_any(word.token, &[",", ".", "that", "to"]))
            .find(|&word| {
                let noun = self
                    .context
                    .token(word)
                    .is_some_and(|found| found.class == WordClass::Noun);
                noun && reporting::medium(self.lemma(word.token)).is_some()
            })
    }

    /// Whether a token is one of these words in small letters, or one of these marks.
    pub(super) fn is_any(&self, token: usize, words: &[&str]) -> bool {
        let form = self.context.form(self.word(token));
        words.iter().any(|word| form.eq_ignore_ascii_case(word))
    }

    pub(super) fn form(&self, token: usize) -> &str {
        self.context.folded_form(self.word(token))
    }

    /// Whether such a source can say such words.
    pub(super) fn may_speak(&self, source: Word, way: Way) -> bool {
        let form = self.context.folded_form(source);
        let class = self.context.token(source).map(|token| token.class);
        let other = matches!(class, Some(WordClass::Determiner | WordClass::Adverb));
        if !is_nominal(class) && !other {
            return false;
        }
        if matches!(
            form,
            "this" | "that" | "these" | "those" | "which" | "what" | "there"
        ) {
            return false;
        }
        // "phone lines telling people": what a participle hangs on must be able to speak.
        let hung =
            self.clause.relation == Relation::Acl && self.tag(self.clause.verb) == "VBG";
        if self.cue.saying == Saying::Threaten {
            return phrase::can_speak(self.context, source);
        }
        let strong =
            matches!(way, Way::Clause | Way::Quotation) && !self.cue.is_shown() && !hung;
        if form == "it" && !phrase::is_resolved(self.context, source) {
            // "It said the harbour is open"; not "it suggests", "it reminds me".
            let expletive = self.tree.relation(source.token) == Some(Relation::Expletive);
            let aloud = matches!(
                self.cue.lemma,
                "say"
                    | "add"
                    | "announce"
                    | "report"
                    | "note"
                    | "state"
                    | "read"
                    | "continue"
                    | "claim"
                    | "stress"
                    | "emphasize"
                    | "emphasise"
                    | "warn"
                    | "conclude"
            );
            return !expletive && aloud;
        }
        let named = class == Some(WordClass::ProperNoun) && !self.cue.is_shown() && !hung;
        strong || named || phrase::can_speak(self.context, source)
    }
}

/// Whether a word of this class can be the head of a noun phrase.
pub(super) fn is_nominal(class: Option<WordClass>) -> bool {
    matches!(
        class,
        Some(
            WordClass::Noun
                | WordClass::ProperNoun
                | WordClass::Pronoun
                | WordClass::Number
                | WordClass::Adjective
        )
    )
}
