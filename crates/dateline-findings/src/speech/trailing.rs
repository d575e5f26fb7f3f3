//! Speeches told behind what is said: "The pier is open, the harbour office said on Thursday." and
//! "The pier is open, she said, and two ships have left."
//!
//! Read by the order of the words alone: where what is said comes first, heads are least sure.

use dateline_language::Token;
use dateline_text::Span;

use super::beside::head_within;
use super::content::trimmed;
use super::{BESIDE, Speech, Way};
use crate::context::{Context, Word};
use crate::reporting::{self, Cue};

/// The most tokens of a source, and of what follows its cue.
const LONGEST_SOURCE: usize = 24;
const LONGEST_TAIL: usize = 14;

/// Speeches told behind what is said, one a sentence at most.
pub(super) fn read(context: &Context<'_>) -> Vec<Speech> {
    let sentences = context.analysis.sentences.iter().enumerate();
    sentences
        .filter_map(|(number, sentence)| {
            let line = Line { context, sentence: number, tokens: &sentence.tokens };
            (3..line.end()).rev().find_map(|cue| line.speech(cue))
        })
        .collect()
}

/// Speeches told before what is said, for where the heads give none: "In the north, police say a
/// bomb went off".
pub(super) fn before(context: &Context<'_>) -> Vec<Speech> {
    let sentences = context.analysis.sentences.iter().enumerate();
    sentences
        .filter_map(|(number, sentence)| {
            let line = Line { context, sentence: number, tokens: &sentence.tokens };
            (1..line.end().min(LONGEST_SOURCE)).find_map(|cue| line.speech_before(cue))
        })
        .collect()
}

/// One sentence as a line of words.
struct Line<'a, 'c> {
    context: &'a Context<'c>,
    sentence: usize,
    tokens: &'c [Token],
}

/// What stands behind a cue whose words stand before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// A time, those who are told, or the speaker's own deeds.
    Nothing,
    /// Words that the verb says itself: those before it are not what is said.
    Said,
    /// What is said goes on at this token.
    GoesOn(usize),
}

/// Who says so, and where it stands.
struct Teller {
    /// The first word of the source.
    start: usize,
    /// The word behind its last one.
    end: usize,
    head: Word,
}

impl Line<'_, '_> {
    fn word(&self, token: usize) -> Word {
        Word { sentence: self.sentence, token }
    }

    fn tag(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |found| &*found.tag)
    }

    fn is_any(&self, token: usize, words: &[&str]) -> bool {
        let form = self.context.form(self.word(token));
        words.iter().any(|word| form.eq_ignore_ascii_case(word))
    }

    fn is_time(&self, token: usize) -> bool {
        self.context.is_time(self.context.span(self.word(token)))
    }

    fn is_finite(&self, token: usize) -> bool {
        matches!(self.tag(token), "VBD" | "VBZ" | "VBP" | "MD")
    }

    /// The words of the sentence without its last mark.
    fn end(&self) -> usize {
        let closed = self.tokens.iter().rev().take_while(|token| {
            matches!(self.context.words(token.span), "." | "!" | "?" | "”" | "\"")
        });
        self.tokens.len() - closed.count()
    }

    fn span(&self, first: usize, end: usize) -> Span {
        let whole = self.context.span_of(self.sentence, first, end.saturating_sub(1));
        trimmed(self.context, whole)
    }

    /// The speech whose cue is this word, where what is said stands before its source.
    fn speech(&self, at: usize) -> Option<Speech> {
        let cue = self.cue(at)?;
        let group = self.group_start(at);
        let teller = self.teller(group)?;
        let comma = teller.start - 1;
        let behind = self.behind(at, cue);
        if behind == Behind::Said {
            return None;
        }
        let rest = match behind {
            Behind::GoesOn(from) => Some(from),
            _ => None,
        };
        let front = self.front(comma);
        // "The deal, the ministers say, is dead": the verb of what is said comes behind the cue.
        let parted = rest.is_some_and(|rest| self.is_finite(rest))
            && !(front..comma)
                .any(|token| self.is_finite(token) || self.is_any(token, &[","]));
        if front >= comma || !(parted || self.is_told(front, comma, rest.is_some())) {
            return None;
        }
        let mut speech = Speech::at(self.word(at), Way::Clause);
        speech.cue = Some(cue);
        speech.cue_span = Some(self.context.span_of(self.sentence, group, at));
        speech.source = Some(teller.head);
        speech.source_span = Some(self.span(teller.start, teller.end));
        speech.content = vec![self.span(front, comma)];
        speech.content.extend(rest.map(|from| self.span(from, self.rest_end(from))));
        speech.content_head = Some(self.content_head(front, comma));
        speech.medium = self.medium(at);
        speech.addressee = self.addressee(at, cue);
        Some(speech)
    }

    /// Where what goes on behind the cue ends: at a semicolon, else with the sentence.
    fn rest_end(&self, from: usize) -> usize {
        let mark = (from..self.end()).find(|&token| self.is_any(token, &[";"]));
        mark.unwrap_or_else(|| self.end())
    }

    /// The speech whose cue is this word, where what is said stands right behind it.
    fn speech_before(&self, at: usize) -> Option<Speech> {
        if !self.tag(at).starts_with('V') && self.tag(at) != "NNS" {
            return None;
        }
        // "the United States" is no saying.
        let name = self.context.form(self.word(at)).starts_with(char::is_uppercase);
        let form = self.context.folded_form(self.word(at));
        let cue = reporting::verb_of_form(form)
            .filter(|_| !name)
            .or_else(|| reporting::verb(form).filter(|_| form == "say"))?;
        let comma = (0..at).rev().find(|&token| self.is_any(token, &[","]));
        let start = comma.map_or(0, |comma| comma + 1);
        let group = self.group_start(at);
        let parted =
            comma.filter(|_| start == group).and_then(|end| self.parted_source(end));
        let (start, end_of_source) = parted.map_or((start, group), |end| (0, end));
        let plural =
            |token: usize| self.is_any(token, &["police", "people", "officials"]);
        let last = end_of_source
            .checked_sub(1)
            .filter(|&last| last >= start && last < start + 9)?;
        let noun = self.tag(last).starts_with("NN") || plural(last);
        let clear = (start..end_of_source).all(|token| {
            plural(token)
                || !self.tag(token).starts_with('V')
                    && !matches!(self.tag(token), "MD" | "WRB" | "WP" | "WDT")
        });
        let front = self.tag(start) == "IN" || self.tag(start) == "CC";
        let head = self
            .head(start, end_of_source)
            .or_else(|| plural(last).then(|| self.word(last)))?;
        let end = self.end();
        let first = at + 1;
        let opens = matches!(
            self.tag(first),
            "DT" | "NN"
                | "NNS"
                | "NNP"
                | "NNPS"
                | "PRP"
                | "PRP$"
                | "CD"
                | "JJ"
                | "IN"
                | "EX"
        ) && !self
            .is_any(first, &["in", "on", "at", "to", "of", "for", "during", "after"]);
        let told = (first + 1..end).any(|token| self.is_verb(token));
        let fits = noun && clear && !front && opens && told && cue.takes("that");
        let mut speech = Speech::at(self.word(at), Way::Clause);
        speech.cue = Some(cue);
        speech.cue_span = Some(self.context.span_of(self.sentence, group, at));
        speech.source = Some(head);
        speech.source_span = Some(self.span(start, end_of_source));
        speech.content = vec![self.span(first, end)];
        speech.content_head = Some(self.content_head(first, end));
        fits.then_some(speech)
    }

    /// "Two officials, speaking on condition of anonymity because it was secret, said": where the
    /// source ends that a participle parts from the verb behind a comma.
    fn parted_source(&self, comma: usize) -> Option<usize> {
        (1..comma).find(|&end| {
            self.is_any(end, &[","])
                && self.is_any(end + 1, &["briefing", "speaking", "talking", "writing"])
        })
    }

    /// The entry of the table for a verb with a tense; one that was taken for a noun too.
    fn cue(&self, at: usize) -> Option<&'static Cue> {
        let tensed = matches!(self.tag(at), "VBD" | "VBZ" | "VBN" | "VBP" | "NNS");
        if !tensed && self.shown(at).is_none() {
            return None;
        }
        let form = self.context.folded_form(self.word(at));
        let cue = reporting::verb_of_form(form)
            .or_else(|| reporting::verb(form).filter(|_| self.is_said_now(at)))
            .or_else(|| self.shown(at))?;
        let free = !self.is_any(
            at.saturating_sub(1),
            &["be", "is", "are", "was", "were", "been", "to", "of", "the"],
        );
        (free && cue.takes("that")).then_some(cue)
    }

    /// ", final results showed", ", customs data show": what is written shows it, even where the
    /// verb was taken for a noun.
    fn shown(&self, at: usize) -> Option<&'static Cue> {
        let written = at.checked_sub(1).is_some_and(|last| {
            let lemma = self.context.folded_lemma(self.word(last));
            matches!(
                reporting::speaker(lemma),
                Some(reporting::Speaker::Document | reporting::Speaker::Evidence)
            )
        });
        let shows = self.is_any(at, &["show", "showed", "shows"]);
        reporting::verb("show").filter(|_| written && shows)
    }

    /// "ministers say", "the critics claim": what several say, by its form.
    fn is_said_now(&self, at: usize) -> bool {
        let several = at.checked_sub(1).is_some_and(|last| self.tag(last) == "NNS");
        self.tag(at) == "VBP" && (several || self.is_any(at, &["say"]))
    }

    /// The auxiliary of "has also said"; else the verb itself.
    fn group_start(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0 && self.tag(start - 1).starts_with("RB") {
            start -= 1;
        }
        let has = start > 0 && self.is_any(start - 1, &["has", "have", "had"]);
        if has { start - 1 } else { at }
    }

    /// The source right before the group of the verb, between commas.
    fn teller(&self, group: usize) -> Option<Teller> {
        let mut end = group;
        while end > 0 && self.tag(end - 1).starts_with("RB") {
            end -= 1;
        }
        let from = end.saturating_sub(LONGEST_SOURCE);
        let comma_before =
            |end: usize| (from..end).rev().find(|&token| self.is_any(token, &[","]));
        let aside = end.checked_sub(1).filter(|&last| self.is_any(last, &[","]));
        let Some(last) = aside else {
            let comma = comma_before(end)?;
            return self.plain_teller(comma, end);
        };
        // "the harbour master, Ilva Marr, said"
        let middle = comma_before(last)?;
        let first = comma_before(middle)?;
        let name = self.head(middle + 1, last);
        let relative = self.is_any(middle + 1, &["who", "which", "whose"]);
        let named = self.tag(middle + 1) == "NNP" && self.is_phrase(middle + 1, last);
        let title = self.is_phrase(first + 1, middle);
        let own = name.filter(|_| named);
        let head = own.or_else(|| self.head(first + 1, middle))?;
        let fits = title && (relative || self.is_phrase(middle + 1, last));
        fits.then_some(Teller { start: first + 1, end: last, head })
    }

    fn plain_teller(&self, comma: usize, end: usize) -> Option<Teller> {
        // "Varn, Orlesia and Tessaly said": the commas are those of a list.
        let joined = (comma..end).any(|token| self.is_any(token, &["and", "or"]));
        let before = (0..comma).rev().find(|&token| self.is_any(token, &[","]));
        let item = before.map_or(0, |before| before + 1);
        let listed = joined && !(item..comma).any(|token| self.is_verb(token));
        let fits = !listed && self.is_phrase(comma + 1, end);
        let head = self.head(comma + 1, end).filter(|_| fits)?;
        Some(Teller { start: comma + 1, end, head })
    }

    fn head(&self, from: usize, end: usize) -> Option<Word> {
        head_within(self.context, self.sentence, from, end)
    }

    fn is_verb(&self, token: usize) -> bool {
        self.is_finite(token) || self.tag(token) == "VBN"
    }

    /// Whether nothing but one noun phrase stands there.
    fn is_phrase(&self, from: usize, end: usize) -> bool {
        let opens = matches!(
            self.tag(from),
            "DT" | "NN" | "NNS" | "NNP" | "NNPS" | "PRP" | "PRP$" | "JJ" | "CD" | "JJS"
        );
        let closes = end.checked_sub(1).is_some_and(|last| {
            matches!(
                self.tag(last),
                "NN" | "NNS" | "NNP" | "NNPS" | "PRP" | "CD" | "-RRB-"
            ) || self.tag(last).starts_with("JJ")
                && self.tag(last.saturating_sub(1)) == "DT"
        });
        // "Two officials, speaking on condition of anonymity because it was secret"
        let relative = (from..end).find(|&token| {
            self.is_any(token, &["who", "which"])
                || self.is_any(token, &["speaking", "talking"])
                    && token > from
                    && self.is_any(token - 1, &[","])
        });
        let clear = !(from..relative.unwrap_or(end)).any(|token| {
            self.is_finite(token)
                || self.is_any(token, &[":", ";", "\"", "“", "”", "that"])
                || matches!(self.tag(token), "WRB" | "TO")
        });
        from < end && opens && closes && clear
    }

    /// What stands behind the cue.
    fn behind(&self, at: usize, cue: &Cue) -> Behind {
        let end = self.end();
        let tail = (at + 1..end).find(|&token| {
            self.is_any(token, &[",", ";", "while", "as", "when", "after", "before"])
        });
        let tail = tail.unwrap_or(end);
        // "said in an update that put the number at 26": what the update tells besides.
        let told_besides = self.medium(at).is_some_and(|medium| {
            self.is_any(medium.token + 1, &["that", "which"])
                && (self.is_finite(medium.token + 2) || self.is_finite(medium.token + 3))
                && !matches!(
                    self.tag(medium.token + 2),
                    "DT" | "NN" | "NNS" | "NNP" | "PRP"
                )
        });
        if told_besides {
            return Behind::Nothing;
        }
        let long = tail - at > LONGEST_TAIL;
        let spoken = (at + 1..tail).any(|token| {
            self.tag(token).starts_with('V')
                || self.tag(token) == "MD"
                || self.is_any(token, &["that", "whether", ":", "\"", "“"])
        });
        if long || spoken || !self.may_follow(at + 1, tail, cue) {
            return Behind::Said;
        }
        let goes_on = tail + 1;
        let timed = (at + 1..tail)
            .all(|token| self.is_time(token) || self.is_any(token, &["on", "in", "at"]));
        let long = goes_on + 2 < end || self.is_finite(goes_on) && goes_on + 1 < end;
        let comma = self.is_any(tail, &[","]) && timed && long;
        let tensed = (goes_on..end).any(|token| self.is_finite(token));
        let own = matches!(self.tag(goes_on), "VBG" | "VBN" | "WP" | "WDT" | "WRB")
            || self.is_any(
                goes_on,
                &[
                    "while", "as", "when", "after", "before", "with", "in", "although",
                    "\"", "“",
                ],
            );
        let says = (goes_on..end).take(5).any(|token| {
            reporting::verb_of_form(self.context.folded_form(self.word(token))).is_some()
        });
        let joined = comma && tensed && !own && !says;
        if joined { Behind::GoesOn(goes_on) } else { Behind::Nothing }
    }

    /// What may stand right behind a cue whose words stand before it: nothing, a time, a
    /// preposition; those who are told.
    fn may_follow(&self, from: usize, end: usize, cue: &Cue) -> bool {
        let free = from >= end
            || self.is_time(from)
            || matches!(self.tag(from), "IN" | "RB" | "TO" | "VBG");
        let whom = cue.takes("whom")
            && matches!(
                self.tag(from),
                "NN" | "NNS" | "NNP" | "NNPS" | "DT" | "PRP" | "PRP$" | "JJ"
            );
        free || whom
    }

    /// Where what is said begins: behind the last semicolon.
    fn front(&self, comma: usize) -> usize {
        let mark = (0..comma).rev().find(|&token| self.is_any(token, &[";"]));
        mark.map_or(0, |mark| mark + 1)
    }

    /// Whether a sentence of its own stands there, and not only when or after what it was said.
    fn is_told(&self, from: usize, comma: usize, goes_on: bool) -> bool {
        let verb = |first: usize| (first + 1..comma).any(|token| self.is_verb(token));
        let beside = self.is_any(from, &BESIDE);
        let inner = (from..comma).rev().find(|&token| self.is_any(token, &[","]));
        let second = inner.is_some_and(&verb);
        verb(from) && (!beside || goes_on || second)
    }

    fn content_head(&self, from: usize, end: usize) -> Word {
        let clause = (from..end).find(|&token| {
            let clause = self.context.clause_at(self.word(token));
            clause.is_some_and(|clause| clause.own_subject)
        });
        self.word(clause.unwrap_or(from))
    }

    /// "in a statement", "on state radio".
    fn medium(&self, at: usize) -> Option<Word> {
        let preposition =
            self.is_any(at + 1, &["in", "on", "via", "during", "at", "through"]);
        let nouns = (at + 2..self.end().min(at + 7)).filter(|_| preposition);
        let mut words = nouns
            .take_while(|&token| !self.is_any(token, &[",", "that"]))
            .map(|token| self.word(token));
        words.find(|&word| reporting::medium(self.context.folded_lemma(word)).is_some())
    }

    /// "told reporters on Friday".
    fn addressee(&self, at: usize, cue: &Cue) -> Option<Word> {
        let nouns = (at + 1..self.end().min(at + 5)).filter(|_| cue.takes("whom"));
        let mut words = nouns.take_while(|&token| !self.is_any(token, &[","]));
        words
            .find(|&token| matches!(self.tag(token), "NN" | "NNS" | "PRP" | "NNPS"))
            .map(|token| self.word(token))
    }
}
