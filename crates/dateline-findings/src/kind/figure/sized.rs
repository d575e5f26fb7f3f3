//! How large a force is, where the number stands by itself: "a company of 90", "the contingent
//! numbered 4,150", "410 strong", "followed by Varn with 265", "to 1,200 by May, to 750 by July".

use dateline_language::WordClass;
use dateline_names::ActorClass;
use dateline_text::{Span, one_line};

use super::unit::is_force;
use super::what::without_article;
use super::{Figure, is_people};
use crate::context::Word;
use crate::dating::Time;
use crate::field::{Field, Fields};
use crate::phrase;
use crate::quantity::Step;

/// So many words before the number its force may stand.
const NEAR: usize = 6;
/// So many words may stand between what is counted and what it is put at.
const PUT: usize = 14;

impl Figure<'_, '_> {
    /// "The garrison stands at 800", "numbers 800", "is 800 strong": how large a force is.
    pub(super) fn is_size(&self) -> bool {
        let Some(clause) = self.clause else { return false };
        let verb = self.lemma(clause.verb);
        let is = clause.verb == self.number.token || self.form(clause.verb) == "strong";
        self.quantity.unit == "-" && (is || matches!(verb, "number" | "stand" | "total"))
    }

    /// The noun whose size the number tells, by the words before it, however they were hung.
    pub(super) fn sized(&self) -> Option<usize> {
        if self.quantity.unit != "-" || self.is_part() {
            return None;
        }
        self.force_behind()
            .or_else(|| self.numbered())
            .or_else(|| self.strong())
            .or_else(|| self.put_at())
            .or_else(|| self.contributor().and_then(|name| self.force_before(name, name)))
    }

    /// "a garrison of 700": the force that the number stands behind.
    fn force_behind(&self) -> Option<usize> {
        let of = self.first().checked_sub(1).filter(|&of| self.form(of) == "of")?;
        let force = of.checked_sub(1)?;
        let parts = matches!(
            self.lemma(force),
            "battalion"
                | "brigade"
                | "company"
                | "crew"
                | "patrol"
                | "platoon"
                | "squad"
                | "squadron"
        );
        (parts && self.ends_phrase() || is_force(self.lemma(force))).then_some(force)
    }

    /// The words for a force that the verb or number behind it was hung on: "contingent".
    pub(super) fn sized_words(&self, told: Word) -> Option<String> {
        let beside = self.numbered().or_else(|| self.strong());
        let end = self.context.span(Word { token: beside?, ..told }).end();
        let whole = phrase::noun_phrase(self.context, told);
        let words = one_line(self.context.words(Span::of(whole.start().min(end)..end)));
        Some(without_article(&words).to_owned())
    }

    /// "the contingent numbered 4,150"
    fn numbered(&self) -> Option<usize> {
        let verb = self.first().checked_sub(1)?;
        let counts = matches!(
            self.form(verb),
            "numbered"
                | "numbering"
                | "numbers"
                | "totaled"
                | "totaling"
                | "totalled"
                | "totalling"
        );
        self.force_before(verb, NEAR).filter(|_| counts)
    }

    /// "in the summer of 2039, the contingent numbered 4,150": the time right before the force.
    pub(super) fn time_before_force(&self) -> Option<&Time> {
        let force = self.numbered().filter(|_| self.quantity.unit == "-")?;
        let word = Word { token: force, ..self.number };
        let start = phrase::noun_phrase(self.context, word).start();
        let times = &self.context.times;
        let last =
            times.partition_point(|time| time.span.end() <= start).checked_sub(1)?;
        let time = times.get(last)?;
        let between = self.context.words(Span::of(time.span.end()..start));
        matches!(between.trim(), "" | "," | ", the" | ", its").then_some(time)
    }

    /// "the largest contingent, 410 strong"
    fn strong(&self) -> Option<usize> {
        let strong = self.form(self.number.token + 1) == "strong";
        self.force_before(self.first(), NEAR).filter(|_| strong)
    }

    /// "put the number of soldiers trained since 2027 at more than 31,000"
    fn put_at(&self) -> Option<usize> {
        let at = self.first().checked_sub(1).filter(|&at| self.form(at) == "at")?;
        let noun = (at.saturating_sub(PUT)..at).rev().find(|&token| {
            matches!(self.lemma(token), "number" | "size" | "strength" | "toll" | "total")
        })?;
        let puts = (noun.saturating_sub(3)..noun).any(|token| {
            matches!(
                self.form(token),
                "estimated" | "estimates" | "put" | "puts" | "putting" | "set"
            )
        });
        let whole = (noun..at).all(|token| self.form(token) != ",");
        (puts && whole).then_some(noun)
    }

    /// "followed by Skelland with 265 and Tynwick with 140": who sent so many of the force that is
    /// told before.
    pub(super) fn contributor(&self) -> Option<usize> {
        let before = self.first().checked_sub(1)?;
        let name = before.checked_sub(1)?;
        let told = match self.form(before) {
            "with" => self.ends_phrase(),
            // "the largest contingents come from Varn (1,200) and Orlesia (900)"
            "(" => self.form(self.number.token + 1) == ")",
            _ => false,
        };
        let named = self.class(name) == Some(WordClass::ProperNoun);
        // "the teachers, Anna Holt (45) and Jon Reed (39)": so old are persons.
        let person = self
            .context
            .mention_of(Word { token: name, ..self.number })
            .is_some_and(|mention| mention.class == ActorClass::Person);
        let sends = named && told && !person;
        (sends && self.force_before(name, name).is_some()).then_some(name)
    }

    /// Whose they are, where their sender stands before "with".
    pub(super) fn set_contributor(&self, fields: &mut Fields) -> bool {
        let Some(token) = self.contributor().filter(|_| self.quantity.unit == "-") else {
            return false;
        };
        let word = Word { token, ..self.number };
        let name = phrase::name_of_one(self.context, word);
        fields.set(Field::Holder, name, &[self.context.span(word)]);
        true
    }

    /// The nearest word for a force or for people among so many words before a token.
    fn force_before(&self, end: usize, most: usize) -> Option<usize> {
        (end.saturating_sub(most)..end).rev().find(|&token| {
            let lemma = self.lemma(token);
            (is_force(lemma) || is_people(lemma))
                && self.class(token) == Some(WordClass::Noun)
        })
    }

    /// Whether no noun stands right behind the number.
    fn ends_phrase(&self) -> bool {
        !matches!(
            self.class(self.number.token + 1),
            Some(
                WordClass::Adjective
                    | WordClass::Noun
                    | WordClass::Number
                    | WordClass::Symbol
            )
        )
    }

    fn class(&self, token: usize) -> Option<WordClass> {
        self.context.token(Word { token, ..self.number }).map(|found| found.class)
    }

    /// Where a change starts or ends; in a row of steps each ends one.
    pub(super) fn step(&self) -> Option<Step> {
        self.quantity.step.or_else(|| self.is_next_step().then_some(Step::To))
    }

    /// "to 1,200 by the end of the year, to 750 by July": "to" behind a comma or "and", where such
    /// a step or a word for one stands before.
    pub(super) fn is_next_step(&self) -> bool {
        let Some(to) = self.first().checked_sub(1).filter(|&at| self.form(at) == "to")
        else {
            return false;
        };
        let Some(joint) = to.checked_sub(1) else { return false };
        let number = |token: usize| self.class(token) == Some(WordClass::Number);
        let before = (0..joint).any(|token| {
            self.form(token) == "to" && (token + 1..token + 4).any(number)
                || matches!(
                    self.lemma(token),
                    "cut"
                        | "decrease"
                        | "drop"
                        | "expansion"
                        | "fall"
                        | "increase"
                        | "reduction"
                        | "rise"
                )
        });
        matches!(self.form(joint), "," | ":" | ";" | "and" | "then") && before
    }
}
