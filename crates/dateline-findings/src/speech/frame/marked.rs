//! What is said is quoted, or is a name that somebody gives.

use dateline_language::Relation;
use dateline_text::Span;

use super::super::content::letters;
use super::super::verb::Reading;
use super::super::{Speech, Way};
use crate::quotation::{self, Quotation};

impl Reading<'_, '_> {
    /// "termed the agreement a success", "described it as a trap".
    pub(super) fn by_naming(
        &self,
        speech: &mut Speech,
        quotations: &[Quotation],
    ) -> bool {
        if !self.cue.takes("as") {
            return false;
        }
        let verb = self.clause.verb;
        let named = self
            .tree
            .child(verb, &[Relation::OpenComplement])
            .or_else(|| self.oblique(&["as"]))
            .or_else(|| {
                self.tree.child(verb, &[Relation::Clause]).filter(|&t| self.is_as(t))
            });
        // "calling the government to end it" asks.
        let asks = |&named: &usize| {
            self.context
                .clause_at(self.word(named))
                .is_some_and(|clause| clause.infinitive)
        };
        let named = named.filter(|named| !asks(named));
        let Some(named) = named else {
            return self.by_quoted_name(speech, quotations)
                || self.by_name_in_line(speech);
        };
        let mut tokens = self.tree.under(named, &|_| false);
        if let Some(object) = self.clause.object.filter(|&object| object != named) {
            tokens.extend(self.tree.under(object, &|_| false));
        }
        tokens.sort_unstable();
        self.set(speech, named, &tokens, Way::Object)
    }

    /// "called the trip an effort to help", "described the vote in Varn as flawed": to the next
    /// comma or verb with a tense, wherever the name was hung.
    fn by_name_in_line(&self, speech: &mut Speech) -> bool {
        let Some(sentence) = self.context.sentence(self.clause.sentence) else {
            return false;
        };
        let first = self.clause.verb + 1;
        let end = (first..sentence.tokens.len())
            .find(|&token| {
                self.is_tensed(token) || self.is_any(token, &[",", ";", ":", ".", "for"])
            })
            .unwrap_or(sentence.tokens.len());
        let second = (first + 1..end).find(|&token| {
            let article = self.is_any(token, &["a", "an", "the"]);
            let behind_noun = self.tag(token - 1).starts_with("NN");
            self.is_any(token, &["as"]) || article && behind_noun
        });
        let active = !self.clause.passive && self.clause.own_subject;
        if second.is_none() || !active || self.is_quotation_mark(first) {
            return false;
        }
        let tokens: Vec<usize> = (first..end).collect();
        self.set(speech, first, &tokens, Way::Object)
    }

    fn is_quotation_mark(&self, token: usize) -> bool {
        self.is_any(token, &["\"", "“", "”"])
    }

    /// "termed the plan a “new beginning”" where the name hangs somewhere else: from the thing
    /// to the end of the marks.
    fn by_quoted_name(&self, speech: &mut Speech, quotations: &[Quotation]) -> bool {
        let sentence = self.context.sentence(self.clause.sentence);
        let Some((object, sentence)) = self.clause.object.zip(sentence) else {
            return false;
        };
        let start = self.context.span(self.word(self.tree.reach(object).0)).start();
        let next = quotation::after(quotations, start).next();
        let Some(next) = next.filter(|next| sentence.span.holds(next.span.start()))
        else {
            return false;
        };
        speech.content = vec![Span::of(start..next.span.end())];
        speech.content_head = Some(self.word(object));
        speech.way = Way::Object;
        true
    }

    fn is_as(&self, token: usize) -> bool {
        self.tree
            .children_in(token, &[Relation::Mark, Relation::Case])
            .any(|mark| self.lemma(mark) == "as")
    }

    /// "She said: “It is open.”"
    pub(super) fn by_quotation(
        &self,
        speech: &mut Speech,
        quotations: &[Quotation],
    ) -> bool {
        if !self.cue.takes("direct") {
            return false;
        }
        let Some(sentence) = self.context.sentence(self.clause.sentence) else {
            return false;
        };
        let here = self.context.span(self.word(self.clause.verb));
        let own = speech.source_span.filter(|_| self.clause.own_subject);
        let first = own.map_or(here.start(), |source| source.start().min(here.start()));
        if quotation::is_quoted(quotations, here) {
            return false;
        }
        let leads_on = self.leads_on(sentence.span);
        // A cue in a sentence of its own ("he said.") may end the quotation before it.
        let alone = sentence.tokens.len() <= 12;
        let near_before =
            quotation::before(quotations, first).next().filter(|quotation| {
                quotation.span.end() + 4 >= sentence.span.start()
                    && (alone || quotation.span.end() > sentence.span.start())
                    && letters(self.context, quotation.span.end(), first) <= 2
            });
        let near_after =
            quotation::after(quotations, here.end()).next().filter(|quotation| {
                let within = sentence.span.holds(quotation.span.start());
                (within || leads_on) && self.opens_after(here.end(), quotation)
            });
        let near_before = near_before.filter(|_| !leads_on);
        let Some(chosen) = near_before.or(near_after) else { return false };
        speech.content = vec![chosen.span];
        speech.content_head = self.context.word_at(chosen.inner.start());
        speech.way = Way::Quotation;
        true
    }

    /// Whether the sentence ends in a colon or comma: what is said comes in the next one.
    fn leads_on(&self, sentence: Span) -> bool {
        self.context.words(sentence).trim_end().ends_with([':', ','])
    }

    /// Whether a quotation is the one that a cue ending at `from` opens: nothing stands between,
    /// or a comma or colon right before it, or a medium before many words.
    fn opens_after(&self, from: usize, quotation: &Quotation) -> bool {
        let between = self.context.words(Span::of(from..quotation.span.start()));
        let letters = between.chars().filter(|letter| letter.is_alphanumeric()).count();
        let led = between.trim_end().ends_with([',', ':']);
        let words = self.context.words(quotation.inner).split_whitespace().count();
        letters == 0 || (led && letters <= 60) || (words >= 6 && letters <= 25)
    }
}
