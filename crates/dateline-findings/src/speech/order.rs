//! Frames that are read from the order of the words alone, where heads are least sure.

use dateline_language::{Relation, WordClass};

use super::content::trimmed;
use super::verb::Reading;
use super::{BESIDE, Speech, Way};
use crate::phrase;
use crate::reporting::{self, Saying};

impl Reading<'_, '_> {
    /// What a main verb says runs on to the end of its sentence, unless a second verb of the same
    /// subject, or another verb of saying, comes in between.
    pub(super) fn run_on(&self, tokens: &mut Vec<usize>) {
        let Some(sentence) = self.context.sentence(self.clause.sentence) else { return };
        let last = tokens.last().copied().unwrap_or(0);
        let first = tokens.first().copied().unwrap_or(0);
        let main = self.clause.relation == Relation::Root && first > self.clause.verb;
        let rest = last + 1..sentence.tokens.len();
        let breaks = rest.clone().any(|token| {
            let child = self.tree.children(self.clause.verb).contains(&token);
            let joined = self.tree.relation(token) == Some(Relation::Conjunct);
            let verb = self.tag(token).starts_with('V');
            (child && joined) || (verb && reporting::verb(self.lemma(token)).is_some())
        });
        let time = rest
            .clone()
            .any(|token| self.context.is_time(self.context.span(self.word(token))));
        if main && !breaks && !time {
            tokens.extend(rest);
        }
    }

    /// "The pier is open and two ships have left, the minister said on Thursday.": behind the last
    /// comma stands who says so, before it all that is said.
    pub(super) fn by_end(&self, speech: &mut Speech) -> bool {
        let told = self.cue.takes("that") || self.cue.takes("direct");
        let source = speech.source_span.filter(|_| told && self.clause.own_subject);
        let sentence = self.context.sentence(self.clause.sentence);
        let Some((source, sentence)) = source.zip(sentence) else { return false };
        let Some(first) = sentence.token_at(source.start()) else { return false };
        let comma = first.checked_sub(1).filter(|&token| self.is_any(token, &[","]));
        let near = first <= self.clause.verb && self.clause.verb - first <= 20;
        let Some(comma) = comma.filter(|&comma| comma >= 2 && near) else { return false };
        // A verb behind the cue would be what is said; a participle of the speaker's own is not
        // ("announced on Tuesday, citing progress").
        let after = self.clause.verb + 1..sentence.tokens.len();
        let aside = after
            .clone()
            .find(|&token| self.is_any(token, &[","]) && self.tag(token + 1) == "VBG");
        let after = after.start..aside.unwrap_or(after.end);
        let verbs = after.clone().any(|token| {
            self.tag(token).starts_with('V') || self.is_any(token, &["that"])
        });
        let between = (first..self.clause.verb).any(|token| self.is_any(token, &[","]));
        let verb_before = (0..comma)
            .any(|token| matches!(self.tag(token), "VBD" | "VBZ" | "VBP" | "MD"));
        let beside = self.is_frame_only(comma);
        if verbs || between || !verb_before || beside || after.len() > 14 {
            return false;
        }
        let span = self.context.span_of(self.clause.sentence, 0, comma - 1);
        speech.content = vec![trimmed(self.context, span)];
        let head = (0..comma).find(|&token| {
            self.context
                .clause_at(self.word(token))
                .is_some_and(|found| found.own_subject)
        });
        speech.content_head = Some(self.word(head.unwrap_or(0)));
        speech.way = Way::Clause;
        true
    }

    /// "When the pier closed, the union protested", "In Varn, where it rained, parties demanded a
    /// vote": what stands before the source is only when or where.
    fn is_frame_only(&self, comma: usize) -> bool {
        let tensed = |from: usize| {
            (from..comma).any(|token| self.is_tensed(token) || self.tag(token) == "VBN")
        };
        let inner = (0..comma).rev().find(|&token| self.is_any(token, &[","]));
        let when = self.is_any(0, &BESIDE);
        let relative = inner.is_some_and(|inner| {
            self.is_any(inner + 1, &["where", "which", "when", "who"])
                || !tensed(inner + 1)
        });
        let where_or_when = self.tag(0) == "IN" && inner.is_some();
        when && (inner.is_none() || relative) || where_or_when && relative
    }

    /// "called for the release of data that Varn promised": a preposition right behind the verb
    /// says where what is said begins.
    pub(super) fn by_next_preposition(&self, speech: &mut Speech) -> bool {
        let next = self.clause.verb + 1;
        let form = self.form(next);
        let wanted = matches!(self.cue.saying, Saying::Call | Saying::Ask)
            && matches!(form, "for" | "on" | "upon")
            && self.cue.takes(form);
        let noun = self.context.token(self.word(next)).and_then(|token| token.head);
        let Some(noun) = noun.filter(|&noun| wanted && noun > next) else { return false };
        let mut tokens = self.tree.under(noun, &|token| token <= next);
        tokens.retain(|&token| token > next);
        // "called on Varn to withdraw": whom it asks is not what it asks.
        let to = tokens
            .iter()
            .copied()
            .find(|&token| self.tag(token) == "TO" && token > next + 1);
        let on = matches!(form, "on" | "upon");
        if let Some(to) = to.filter(|_| on) {
            speech.addressee = Some(self.word(noun).min(self.word(to - 1)));
            tokens.retain(|&token| token >= to);
        }
        if !self.set(speech, noun, &tokens, Way::Preposition) {
            return false;
        }
        speech.cue_span =
            Some(self.context.span_of(self.clause.sentence, self.group_start(), next));
        true
    }

    /// "announced today that it would", "said Monday it had": the words themselves tell where
    /// what is said begins, wherever its verb was hung.
    pub(super) fn by_order(&self, speech: &mut Speech) -> bool {
        let finite =
            matches!(self.tag(self.clause.verb), "VBD" | "VBZ" | "VBP" | "VBN" | "VBG");
        if !self.cue.takes("that") || !finite || self.clause.passive {
            return false;
        }
        let from = self.clause.verb.max(self.clause.group.1) + 1;
        let Some(first) = self.opening(from) else { return false };
        let Some(sentence) = self.context.sentence(self.clause.sentence) else {
            return false;
        };
        let last = sentence.tokens.len().saturating_sub(1);
        let span = self.context.span_of(self.clause.sentence, first, last);
        speech.content = vec![trimmed(self.context, span)];
        let verb = (first + 1..=last).find(|&token| {
            self.context
                .clause_at(self.word(token))
                .is_some_and(|found| found.own_subject)
        });
        speech.content_head = Some(self.word(verb.unwrap_or(first)));
        true
    }

    /// The "that", or the pronoun before a verb, with which what is said begins; only times and
    /// names of those who are told may stand before it.
    fn opening(&self, from: usize) -> Option<usize> {
        let whom = self.cue.takes("whom") || self.clause.object.is_none();
        for token in from..from + 8 {
            let form = self.form(token);
            let subject =
                matches!(form, "it" | "he" | "she" | "they" | "we" | "i" | "there");
            let verb_next = matches!(self.tag(token + 1), "VBD" | "VBZ" | "VBP" | "MD");
            let that =
                form == "that" && !matches!(self.tag(token + 1), "VBD" | "VBZ" | "MD");
            if that || (subject && verb_next) {
                return Some(token);
            }
            let time = self.context.is_time(self.context.span(self.word(token)));
            let class = self.context.token(self.word(token)).map(|found| found.class);
            let passes =
                time || matches!(
                    form,
                    "," | "on" | "in" | "to" | "him" | "her" | "them" | "us" | "me"
                ) || (whom
                    && matches!(
                        class,
                        Some(
                            WordClass::Noun
                                | WordClass::ProperNoun
                                | WordClass::Determiner
                                | WordClass::Adverb
                        )
                    ));
            if !passes {
                return None;
            }
        }
        None
    }

    /// "It says these rules raise the risk": whoever says says something, and where nothing else
    /// was found it is the rest of the sentence.
    pub(super) fn by_rest(&self, speech: &mut Speech) -> bool {
        let main = self.clause.relation == Relation::Root && !self.clause.passive;
        let Some(sentence) = self.context.sentence(self.clause.sentence) else {
            return false;
        };
        let first = self.clause.verb + 1;
        let last = sentence.tokens.len().saturating_sub(1);
        let finite = (first..=last)
            .any(|token| matches!(self.tag(token), "VBD" | "VBZ" | "VBP" | "MD"));
        if !main || self.cue.lemma != "say" || !finite || speech.source_span.is_none() {
            return false;
        }
        let first = (first..=last).find(|&token| {
            !self.context.is_time(self.context.span(self.word(token)))
                && !self.is_any(token, &[","])
        });
        let Some(first) = first else { return false };
        let span = self.context.span_of(self.clause.sentence, first, last);
        speech.content = vec![trimmed(self.context, span)];
        speech.content_head = Some(self.word(first));
        true
    }

    /// ", citing progress the crews have made": behind the participle comes what is said, wherever
    /// it was hung.
    pub(super) fn by_participle(&self, speech: &mut Speech) -> bool {
        let verb = self.clause.verb;
        let takes = self.cue.takes("object") || self.cue.takes("that");
        let comma = verb.checked_sub(1).is_some_and(|before| self.is_any(before, &[","]));
        let noun = matches!(
            self.tag(verb + 1),
            "DT" | "NN" | "NNS" | "NNP" | "JJ" | "PRP$" | "IN"
        );
        if !takes || !comma || !noun || self.tag(verb) != "VBG" {
            return false;
        }
        let Some(sentence) = self.context.sentence(self.clause.sentence) else {
            return false;
        };
        let last = sentence.tokens.len().saturating_sub(1);
        let next = (verb + 1..=last).find(|&token| self.is_any(token, &[","]));
        let end = next.map_or(last, |comma| comma - 1);
        let span = self.context.span_of(self.clause.sentence, verb + 1, end);
        speech.content = vec![trimmed(self.context, span)];
        speech.content_head = Some(self.word(verb + 1));
        speech.way = Way::Object;
        if speech.source.is_none() {
            let main = self.context.main_clause(self.clause.sentence);
            let subject =
                main.and_then(|main| main.subject).map(|token| self.word(token));
            speech.source = subject;
            speech.source_span =
                subject.map(|word| phrase::source_phrase(self.context, word));
        }
        true
    }
}
