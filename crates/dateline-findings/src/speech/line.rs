//! Sources and words said, read from the line alone: a report mostly says who, then "said", then
//! what, to the end of the sentence, and that order holds where heads were hung wrongly.

use dateline_language::{Relation, WordClass};
use dateline_text::Span;

use super::content::trimmed;
use super::verb::{Reading, is_nominal};
use super::{Speech, Way};
use crate::context::Word;
use crate::reporting;

/// The most tokens that are read as one source.
const LONGEST_SOURCE: usize = 40;

impl Reading<'_, '_> {
    /// The source that opens its sentence, or its part of it, and ends right before the cue: "A
    /// Varnish envoy who left last week says".
    pub(super) fn source_in_line(&self) -> Option<(Word, Span)> {
        if self.clause.passive || !self.is_finite() {
            return None;
        }
        self.source_before(self.group_start())
    }

    /// The same before the first word of any group of verbs.
    pub(super) fn source_before(&self, group: usize) -> Option<(Word, Span)> {
        let end = self.source_end(group);
        let start = self.source_start(end)?;
        let last = end.checked_sub(1).filter(|&last| last >= start)?;
        let fits = last - start < LONGEST_SOURCE
            && self.is_nominal(last)
            && self.opens_phrase(start)
            && self.is_one_phrase(start, end)
            && !self.follows_what_is_said(start, end);
        let span = trimmed(
            self.context,
            self.context.span_of(self.clause.sentence, start, last),
        );
        let head = self.head_in_line(start, end)?;
        fits.then_some((head, span))
    }

    /// "The repairs cost 3.2 million, Lund said": what stands before an open comma and a name is
    /// no part of the source, unless an "and" behind it makes it a list.
    fn follows_what_is_said(&self, start: usize, end: usize) -> bool {
        let comma = (start..end).rev().find(|&token| self.is_any(token, &[","]));
        let closed = self.is_any(end, &[","]);
        comma.is_some_and(|comma| {
            let named = matches!(self.tag(comma + 1), "NNP" | "NNPS" | "PRP");
            let behind = self.clause.subject.is_some_and(|subject| subject > comma);
            behind
                && named
                && !closed
                && !(comma..end).any(|token| self.tag(token) == "CC")
        })
    }

    /// Whether the verb, or its first auxiliary, has a tense.
    pub(super) fn is_finite(&self) -> bool {
        let bare = self.tag(self.clause.verb) == "VB"
            && self.group_start() == self.clause.verb
            && !self.clause.infinitive;
        // "That body characterized it as": a past tense may pass for a participle.
        let past = self.tag(self.clause.verb) == "VBN"
            && self.group_start() == self.clause.verb
            && self.clause.relation == Relation::Root;
        bare || past || matches!(self.tag(self.group_start()), "VBD" | "VBZ" | "VBP")
    }

    /// Where the words before the cue end that are no time, adverb or comma.
    fn source_end(&self, group: usize) -> usize {
        let mut end = group;
        while let Some(last) = end.checked_sub(1) {
            // "An envoy who left last week says": the time is of the leaving.
            let comma =
                (last.saturating_sub(4)..last).any(|token| self.is_any(token, &[","]));
            let time = self.is_time(last) && (comma || !self.is_relative_before(last));
            let day = end < group && self.is_time(end) || self.is_any(end, &[","]);
            let on = day && self.is_any(last, &["on", "in", "at"]);
            let passes = time || on || self.is_any(last, &[","]) || self.is_adverb(last);
            if !passes {
                break;
            }
            end = last;
        }
        end
    }

    fn is_relative_before(&self, end: usize) -> bool {
        (end.saturating_sub(LONGEST_SOURCE)..end).any(|token| self.is_relative(token))
    }

    /// "who", "which"; not the name of a body in capitals.
    fn is_relative(&self, token: usize) -> bool {
        let capitals = self.context.form(self.word(token)).starts_with("WH");
        matches!(self.tag(token), "WP" | "WDT" | "WP$") && !capitals
    }

    /// Whether a token is of a day or clock time.
    pub(super) fn is_time(&self, token: usize) -> bool {
        let span = self.context.span(self.word(token));
        self.context.is_day(span)
    }

    pub(super) fn is_adverb(&self, token: usize) -> bool {
        self.tag(token).starts_with("RB")
    }

    fn is_nominal(&self, token: usize) -> bool {
        let class = self.context.token(self.word(token)).map(|found| found.class);
        let noun = is_nominal(class);
        // A name in capitals may pass for a cry or a verb.
        let odd = matches!(self.tag(token), "UH" | "FW" | "VB" | "VBP" | "WP");
        let name =
            odd && self.context.form(self.word(token)).starts_with(char::is_uppercase);
        (noun || name) && !self.is_relative(token)
    }

    /// Whether a token can be the first of a noun phrase.
    fn opens_phrase(&self, token: usize) -> bool {
        let tag = self.tag(token);
        tag.starts_with("NN")
            || tag.starts_with("JJ")
            || matches!(tag, "DT" | "PRP" | "PRP$" | "CD" | "PDT" | "VBN" | "VBG" | "CC")
            || self.is_nominal(token)
    }

    /// Where the source begins: behind "But", "Meanwhile,", "On Friday", "In a letter," at the
    /// front of the sentence, or behind ", but" within it.
    fn source_start(&self, end: usize) -> Option<usize> {
        let joined = (1..end).rev().find(|&token| {
            self.tag(token) == "CC" && self.is_any(token - 1, &[","])
                || self.is_any(token, &[";"])
        });
        let behind = joined.map(|token| token + 1).filter(|&from| {
            from < end && !(from..end).any(|token| self.tag(token).starts_with('V'))
        });
        let listed = joined.is_some_and(|joined| {
            // "Varn, Orlesia, and Tessaly said": the "and" joins names.
            !(0..joined).any(|token| self.is_tensed(token))
        });
        if let Some(from) = behind.filter(|_| !listed) {
            return Some(self.behind_front(from, end));
        }
        let first = usize::from(self.is_any(0, &["but", "and", "yet", "so"]));
        let start = self.behind_front(first, end);
        (start < end).then_some(start)
    }

    /// Behind times, adverbs and phrases up to a comma that open the sentence.
    fn behind_front(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        for _ in 0..4 {
            let comma = || (at..end).find(|&token| self.is_any(token, &[","]));
            let next = if self.is_time(at) && !self.is_owner(at) || self.is_adverb(at) {
                at + 1 + usize::from(self.is_any(at + 1, &[","]))
            } else if matches!(self.tag(at), "IN" | "TO" | "VBG" | "VBN") {
                match comma() {
                    Some(comma) => comma + 1,
                    None => break,
                }
            } else {
                break;
            };
            at = next;
        }
        // A longer time: "Earlier this week ,".
        while at < end && self.is_time(at) && !self.is_owner(at) {
            at += 1 + usize::from(self.is_any(at + 1, &[","]));
        }
        at
    }

    /// "Friday's statement": a time that owns what comes next.
    fn is_owner(&self, token: usize) -> bool {
        let next = (token..token + 4).find(|&next| !self.is_time(next));
        next.is_some_and(|next| self.tag(next) == "POS")
            || self.form(token).ends_with("'s")
    }

    pub(super) fn is_tensed(&self, token: usize) -> bool {
        matches!(self.tag(token), "VBD" | "VBZ" | "VBP" | "MD")
    }

    /// Whether nothing but one noun phrase stands there: no verb but in a relative clause, no
    /// quotation mark that is not closed.
    fn is_one_phrase(&self, start: usize, end: usize) -> bool {
        let relative = (start..end).find(|&token| self.is_relative(token));
        let tensed = (start..end).find(|&token| self.is_tensed(token));
        // "The measures, which ban travel, will remain": behind the comma that ends the relative
        // clause no verb may come.
        let closed = |relative: usize| {
            let comma = (relative..end).find(|&token| self.is_any(token, &[","]));
            comma.is_none_or(|comma| !(comma..end).any(|token| self.is_tensed(token)))
        };
        let verbs = match (relative, tensed) {
            (None, None) => true,
            (Some(relative), Some(tensed)) => relative < tensed && closed(relative),
            _ => false,
        };
        let marks = (start..end)
            .filter(|&token| self.is_any(token, &["\"", "“", "”", "''", "``"]));
        let odd = marks.count() % 2 == 1;
        let parted = (start..end).any(|token| self.is_any(token, &[":", ";", "?", "!"]));
        verbs && !odd && !parted
    }

    /// The noun that heads a source: that of the tree where it is the first of the phrase, else
    /// the last noun before a preposition, comma or participle.
    pub(super) fn head_in_line(&self, start: usize, end: usize) -> Option<Word> {
        let stop = (start + 1..end).find(|&token| {
            let participle = matches!(self.tag(token), "VBG" | "VBN")
                && self.is_nominal(token - 1)
                && !self.is_hyphened(token);
            participle
                || self.is_relative(token)
                || matches!(self.tag(token), "IN" | "TO")
                || self.is_any(token, &[",", "(", "who", "which", "that"])
                || self.is_any(token, &["-", "–"]) && !self.is_hyphened(token)
        });
        let stop = stop.unwrap_or(end);
        let by_tree = self.clause.subject.filter(|&subject| {
            (start..stop).contains(&subject) && self.is_nominal(subject)
        });
        if let Some(subject) = by_tree {
            return Some(self.word(subject));
        }
        let last = (start..stop).rev().find(|&token| self.is_nominal(token))?;
        // Within a name the first word may be the head: "Ilva Marr".
        let mut at = last;
        for _ in 0..6 {
            let head = self.context.token(self.word(at)).and_then(|found| found.head);
            match head
                .filter(|&head| (start..stop).contains(&head) && self.is_nominal(head))
            {
                Some(head) => at = head,
                None => break,
            }
        }
        Some(self.word(at))
    }

    /// Whether a token is part of a word with a hyphen: "Varn-aligned".
    fn is_hyphened(&self, token: usize) -> bool {
        let span = self.context.span(self.word(token));
        let before = self.context.span(self.word(token.saturating_sub(1)));
        token > 0 && before.end() == span.start()
    }

    /// "Officials say the pier, closed in May, is open": what follows the cue up to the end of the
    /// sentence, where the cue leads it.
    pub(super) fn by_line(&self, speech: &mut Speech) -> bool {
        let leads = || self.source_in_line().is_some() || self.quoted_source().is_some();
        if !self.cue.takes("that") || !leads() {
            return false;
        }
        let Some(sentence) = self.context.sentence(self.clause.sentence) else {
            return false;
        };
        let end = sentence.tokens.len();
        let Some(first) = self.clause_start(end) else { return false };
        let end = self.said_end(first, end);
        let span =
            self.context.span_of(self.clause.sentence, first, end.saturating_sub(1));
        speech.content = vec![trimmed(self.context, span)];
        speech.addressee = (first > self.clause.verb + 1)
            .then_some(self.clause.object.or(self.clause.indirect))
            .flatten()
            .filter(|&whom| self.cue.takes("whom") && whom < first)
            .map(|whom| self.word(whom));
        let below = self.tree.child(self.clause.verb, &[Relation::ClausalComplement]);
        let head = below.filter(|&below| below >= first && below < end).or_else(|| {
            (first..end).find(|&token| {
                self.context
                    .clause_at(self.word(token))
                    .is_some_and(|found| found.own_subject)
            })
        });
        speech.content_head = Some(self.word(head.unwrap_or(first)));
        speech.way = Way::Clause;
        !speech.content.iter().all(|span| span.is_empty())
    }

    /// "after tests showed the birds were ill", "a move critics say was late": within a longer
    /// sentence, the clause that opens right behind the cue.
    pub(super) fn by_line_within(&self, speech: &mut Speech) -> bool {
        let tensed = matches!(self.tag(self.clause.verb), "VBD" | "VBZ" | "VBP");
        if !self.cue.takes("that") || !tensed || self.clause.passive {
            return false;
        }
        let Some(sentence) = self.context.sentence(self.clause.sentence) else {
            return false;
        };
        let end = sentence.tokens.len();
        let first = self.clause.verb + 1;
        let opens_gap = matches!(
            self.cue.lemma,
            "say"
                | "believe"
                | "claim"
                | "think"
                | "fear"
                | "hope"
                | "expect"
                | "insist"
                | "argue"
                | "contend"
                | "allege"
                | "warn"
                | "suggest"
        );
        let relative = self.clause.relation == Relation::AclRelative;
        let gap = opens_gap && relative && self.is_tensed(first);
        let opens = |first: &usize| self.opens_clause(*first, end);
        let Some(first) = Some(first).filter(|first| gap || opens(first)) else {
            return false;
        };
        let end = self.said_end(first, end);
        let span =
            self.context.span_of(self.clause.sentence, first, end.saturating_sub(1));
        speech.content = vec![trimmed(self.context, span)];
        speech.content_head = Some(self.word(first));
        speech.way = Way::Clause;
        true
    }

    /// The first word of the clause behind the cue: a noun phrase and then a verb with a tense;
    /// times, commas and those who are told may stand before it.
    fn clause_start(&self, end: usize) -> Option<usize> {
        let mut first = self.clause.verb.max(self.clause.group.1) + 1;
        for _ in 0..6 {
            let adverb = self.tag(first) == "RB" && self.is_time(first + 1);
            let time = self.is_time(first) && !self.is_owner(first);
            first = if time || adverb || self.is_any(first, &[","]) {
                first + 1
            } else {
                match self.frame_end(first).filter(|&next| next < end) {
                    Some(next) => next,
                    None => break,
                }
            };
        }
        if self.is_any(first, &["that"]) && self.opens_clause(first + 1, end) {
            return Some(first);
        }
        if self.cue.takes("whom") {
            return self.that_behind(first, end);
        }
        self.opens_clause(first, end).then_some(first)
    }

    /// "warned the crews in the bay that it would close": the "that" behind those who are told.
    fn that_behind(&self, first: usize, end: usize) -> Option<usize> {
        let that = (first..end.min(first + 16)).find(|&token| {
            self.is_any(token, &["that"])
                || self.is_tensed(token)
                || self.is_any(token, &[","])
        })?;
        let told = self.is_any(that, &["that"]) && self.opens_clause(that + 1, end);
        told.then_some(that)
    }

    /// Behind "on his weekly show", "in the capital": a phrase of the saying that stands before
    /// what is said.
    fn frame_end(&self, first: usize) -> Option<usize> {
        if !self.is_any(first, &["in", "on", "at", "during", "from", "through"]) {
            return None;
        }
        let noun =
            self.context.token(self.word(first))?.head.filter(|&noun| noun > first)?;
        let head = self.context.token(self.word(noun))?.head?;
        let clear = !(first..=noun)
            .any(|token| self.is_tensed(token) || self.is_any(token, &[","]));
        (clear && head <= self.clause.verb).then_some(noun + 1)
    }

    /// Whether a noun phrase opens a clause of its own: its verb comes before any relative
    /// pronoun, "and" or mark.
    fn opens_clause(&self, from: usize, end: usize) -> bool {
        let said = self.cue.lemma == "say";
        let plain = (from..end).find(|&token| {
            self.is_tensed(token)
                || !said && matches!(self.tag(token), "WP" | "WDT" | "WRB" | "CC" | "TO")
                || !said && self.is_any(token, &[",", ":", "that", "\"", "“"])
        });
        let verb = plain.filter(|&token| self.is_tensed(token));
        let Some(verb) = verb.filter(|&verb| verb > from || said) else { return false };
        let marked = matches!(self.tag(from), "IN" | "TO" | "WRB")
            && !self.is_any(from, &["if", "between", "about", "since", "because"]);
        let first = self.context.words(self.context.span(self.word(from)));
        verb > from && !marked && !matches!(first, ":" | "\"" | "“" | "-" | "–" | "—")
    }

    /// Where what is said ends: at a second verb of the speaker's, else with the sentence.
    pub(super) fn said_end(&self, first: usize, end: usize) -> usize {
        let second = (first + 1..end)
            .find(|&token| self.is_second(token) || self.is_aside(first, token));
        let Some(second) = second else { return end };
        let comma = usize::from(self.is_any(second - 1, &[","]));
        second - comma
    }

    /// ", after the council voted": the writer's own frame around what was said.
    fn is_aside(&self, first: usize, token: usize) -> bool {
        let mut before = token;
        while before > first && (self.is_adverb(before - 1) || self.is_time(before - 1)) {
            before -= 1;
        }
        let comma = before.checked_sub(1).is_some_and(|comma| self.is_any(comma, &[","]));
        let inner = (first..token).any(|other| self.is_tensed(other));
        let clause = self.context.token(self.word(token)).and_then(|found| found.head);
        let above = clause
            .and_then(|clause| self.context.token(self.word(clause)))
            .and_then(|found| found.head);
        let framed = above == Some(self.clause.verb);
        self.is_any(token, &["after"]) && comma && inner && framed
    }

    /// Whether at an "and" or "but" the speaker's own deeds go on: "said it was late and left",
    /// "said it was late, but added that".
    fn is_second(&self, token: usize) -> bool {
        if self.tag(token) != "CC" {
            return false;
        }
        let next = (token + 1..token + 4).find(|&next| !self.is_adverb(next));
        let Some(verb) = next.filter(|&next| self.tag(next).starts_with('V')) else {
            return false;
        };
        let auxiliary = self
            .context
            .token(self.word(verb))
            .is_some_and(|found| found.class == WordClass::Auxiliary);
        let main = if auxiliary { self.verb_of(verb) } else { verb };
        let joined = self.tree.relation(main) == Some(Relation::Conjunct)
            && self.context.token(self.word(main)).and_then(|found| found.head)
                == Some(self.clause.verb);
        let says = reporting::verb(self.lemma(main)).is_some()
            && self.tag(verb) == self.tag(self.clause.verb);
        joined || says
    }

    /// The verb that an auxiliary hangs on.
    fn verb_of(&self, auxiliary: usize) -> usize {
        let head = self.context.token(self.word(auxiliary)).and_then(|found| found.head);
        head.unwrap_or(auxiliary)
    }
}
