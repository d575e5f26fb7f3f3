//! Those who are quoted by others: "the agency quoted Marr as saying", "what critics call a farce".

use dateline_text::Span;

use super::content::trimmed;
use super::verb::Reading;
use super::{Speech, Way};
use crate::context::Word;
use crate::reporting::{self, Saying};

/// How far before "as saying" the verb that quotes may stand.
const FAR: usize = 40;

impl Reading<'_, '_> {
    /// Where the words quoted stand: behind "saying" or the like, with "quoted" before it. Gives
    /// the tokens of the one who is quoted.
    fn quoted_run(&self) -> Option<(usize, usize)> {
        let saying = self.clause.verb;
        if self.tag(saying) != "VBG" {
            return None;
        }
        let first = saying.saturating_sub(FAR);
        let quotes = (first..saying).rev().find(|&token| {
            matches!(self.lemma(token), "quote" | "cite")
                && self.tag(token).starts_with('V')
        })?;
        let passive = self
            .context
            .clause_at(self.word(quotes))
            .is_some_and(|clause| clause.passive);
        let open = (quotes + 1..saying)
            .any(|token| self.is_tensed(token) || self.is_any(token, &[","]));
        let as_saying = self.is_any(saying - 1, &["as"]);
        let end = if as_saying { saying - 1 } else { saying };
        let stands = !passive && (!open || as_saying) && quotes + 1 < end;
        stands.then_some((quotes + 1, end))
    }

    /// The one whom another quotes: "quoted the harbour master as saying".
    pub(super) fn quoted_source(&self) -> Option<(Word, Span)> {
        let (start, mut end) = self.quoted_run()?;
        while end > start + 1 && self.is_time(end - 1) {
            end -= 1;
        }
        let head = self.head_in_line(start, end)?;
        let span = self.context.span_of(self.clause.sentence, start, end - 1);
        Some((head, trimmed(self.context, span)))
    }

    /// "The agency quoted officials as saying it failed": the agency's words are all that follows
    /// its verb. What it passes on was not said by itself.
    pub(super) fn quoting(&self) -> Option<Speech> {
        let (head, span) = self.source_in_line().or_else(|| {
            let subject = self.word(self.clause.subject?);
            Some((subject, crate::phrase::source_phrase(self.context, subject)))
        })?;
        let first = self.clause.verb + 1;
        let end = self.context.sentence(self.clause.sentence)?.tokens.len();
        let says = (first..end.min(first + FAR)).any(|token| {
            self.tag(token) == "VBG" && reporting::verb(self.lemma(token)).is_some()
        });
        let fits = self.cue.saying == Saying::Quote && self.is_finite() && says;
        if !fits || self.clause.passive {
            return None;
        }
        let all = self.context.span_of(self.clause.sentence, first, end.checked_sub(1)?);
        let mut speech = Speech::at(self.word(self.clause.verb), Way::Object);
        speech.cue = Some(self.cue);
        speech.cue_span = Some(self.cue_span());
        speech.source = Some(head);
        speech.source_span = Some(span);
        speech.content = vec![trimmed(self.context, all)];
        speech.told = false;
        Some(speech)
    }

    /// "was quoted as saying the ferry is late": what stands behind "saying".
    pub(super) fn by_quoted_as(&self, speech: &mut Speech) -> bool {
        if !self.is_quoted_as() {
            return false;
        }
        let verb = self.clause.verb;
        let saying = self.said_as().or_else(|| {
            (verb + 1..verb + 12).find(|&token| self.is_any(token, &["saying"]))
        });
        let sentence = self.context.sentence(self.clause.sentence);
        let Some((saying, sentence)) = saying.zip(sentence) else { return false };
        let first = saying + 1;
        let end = self.said_end(first, sentence.tokens.len());
        let told = (first..end).any(|token| self.is_tensed(token));
        if !told {
            return false;
        }
        let span = self.context.span_of(self.clause.sentence, first, end - 1);
        speech.content = vec![trimmed(self.context, span)];
        speech.content_head = Some(self.word(first));
        speech.cue_span =
            Some(self.context.span_of(self.clause.sentence, self.group_start(), saying));
        speech.way = Way::Clause;
        true
    }

    /// "what critics call a farce": those between "what" and the verb name a thing so.
    pub(super) fn naming_source(&self) -> Option<(Word, Span)> {
        let group = self.group_start();
        let what = (group.saturating_sub(12)..group)
            .rev()
            .find(|&token| self.is_any(token, &["what"]))?;
        let verbs = (what + 1..group).any(|token| self.is_tensed(token));
        if verbs || what + 1 >= group || !self.cue.takes("as") || self.clause.passive {
            return None;
        }
        let mut end = group;
        while end > what + 2 && self.is_adverb(end - 1) {
            end -= 1;
        }
        let head = self.head_in_line(what + 1, end)?;
        let span = self.context.span_of(self.clause.sentence, what + 1, end - 1);
        Some((head, trimmed(self.context, span)))
    }

    /// The name that is given: up to the next comma, verb with a tense or "with".
    pub(super) fn by_called(&self, speech: &mut Speech) -> bool {
        let Some((head, source)) = self.naming_source() else { return false };
        let Some(sentence) = self.context.sentence(self.clause.sentence) else {
            return false;
        };
        let first = self.clause.verb + 1;
        let last = sentence.tokens.len().saturating_sub(1);
        let relative = |token: usize| {
            (first..token).any(|before| {
                matches!(self.tag(before), "WP" | "WDT" | "WRB")
                    || self.is_any(before, &["that", "whether", "if"])
            })
        };
        let mut marks = 0;
        let end = (first..=last).find(|&token| {
            let form = self.form(token);
            marks += usize::from(matches!(form, "\"" | "“" | "”"));
            let comma = form == "," && marks % 2 == 0 && !self.lists_on(token);
            let tensed = self.is_tensed(token) && !relative(token);
            comma || tensed || matches!(form, ";" | ":" | "with")
        });
        let end = end.unwrap_or(last + 1);
        if end <= first {
            return false;
        }
        let span = self.context.span_of(self.clause.sentence, first, end - 1);
        speech.content = vec![trimmed(self.context, span)];
        speech.content_head = Some(self.word(end - 1));
        speech.source = Some(head);
        speech.source_span = Some(source);
        speech.way = Way::Object;
        true
    }

    /// "kidnap a soldier, torture and behead him": a comma before a plain verb breaks nothing off.
    fn lists_on(&self, comma: usize) -> bool {
        let next = if self.is_any(comma + 1, &["then"]) { comma + 2 } else { comma + 1 };
        self.tag(next) == "VB"
    }
}
