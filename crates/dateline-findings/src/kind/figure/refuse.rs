//! Numbers that make no line of a record: dates, ages, models, what was told before.

use dateline_language::Decimal;
use dateline_text::{Span, fold};
use dateline_time::TimexClass;

use super::Figure;
use super::unit::is_people;
use crate::quantity::{Amount, Step};

impl Figure<'_, '_> {
    /// Whether it is no figure worth a line in a record.
    pub(super) fn is_none(&self) -> bool {
        if self.side.is_some() {
            return false;
        }
        self.is_date()
            || self.is_age()
            || self.is_anaphoric()
            || self.is_idle()
            || self.is_model()
    }

    /// Part of a date or a relative day: "two weeks ago".
    fn is_date(&self) -> bool {
        let span = self.quantity.number;
        let first =
            self.context.times.partition_point(|time| time.span.end() <= span.start());
        let within =
            self.context.times.get(first).filter(|time| time.span.contains(span));
        let date = within.is_some_and(|time| {
            let when = &time.value.1;
            matches!(when.class, TimexClass::Date | TimexClass::Time | TimexClass::Set)
                && !(self.is_time_unit() && self.is_stretch())
        });
        let next = self.context.word_at(self.quantity.span.end() + 1);
        let relative = next.is_some_and(|next| {
            matches!(
                fold(self.context.form(next)).as_str(),
                "ago" | "later" | "after" | "earlier" | "before" | "from"
            )
        });
        // "from 2,800 to 1500": what a count comes to is no year.
        let comes_to = self.quantity.step == Some(Step::To) && self.quantity.unit == "-";
        date && !comes_to || self.is_time_unit() && relative
    }

    /// "over the past six months" is a stretch of time, though it is anchored.
    fn is_stretch(&self) -> bool {
        self.number.token.checked_sub(1).is_some_and(|before| {
            matches!(self.form(before).as_str(), "past" | "last" | "next" | "coming")
        })
    }

    /// "five years old", "a 28-year-old", "aged 28", "Vero Malk, 28,".
    fn is_age(&self) -> bool {
        let end = self.quantity.span.end();
        let text = self.context.text;
        let after = text.as_str().get(end..).unwrap_or_default();
        let after = after.trim_start_matches(['-', ' ']);
        let old = after.starts_with("old") || after.starts_with("of age");
        let before = |count: usize| {
            self.number.token.checked_sub(count).map(|token| self.form(token))
        };
        let aged = before(1).is_some_and(|word| matches!(word.as_str(), "aged" | "age"))
            || before(1).is_some_and(|word| word == "of")
                && before(2).is_some_and(|word| matches!(word.as_str(), "age" | "ages"));
        self.quantity.unit == "year" && old || aged
    }

    /// "the 737 airliner", "the 5000 mark", "3.0 software": a number before a noun in the singular
    /// names it.
    fn is_model(&self) -> bool {
        let Some(noun) = self.noun.filter(|_| self.quantity.is_count) else {
            return false;
        };
        let Some(token) = self.context.token(noun) else { return false };
        let Amount::One(value) = self.quantity.value else { return false };
        let broken = value.whole().is_none() && value > Decimal::from(1);
        let many = matches!(
            self.lemma(noun.token).as_str(),
            "people"
                | "personnel"
                | "police"
                | "staff"
                | "aircraft"
                | "crew"
                | "cattle"
                | "fish"
                | "dead"
                | "%"
        );
        let joined = self.context.words(Span::of(
            self.quantity.number.end()
                ..(self.quantity.number.end() + 1).min(self.context.text.len()),
        )) == "-";
        let several = value > Decimal::from(1) && &*token.tag == "NN" && !many && !joined;
        several && !is_people(&self.lemma(noun.token))
            || broken && value < Decimal::from(1_000)
    }

    /// "the two sides", "one of them", "both": told before.
    fn is_anaphoric(&self) -> bool {
        let small = match self.quantity.value {
            Amount::One(value) => value <= Decimal::from(10),
            Amount::Range(..) => false,
        };
        let before = self.number.token.checked_sub(1).map(|before| self.form(before));
        let definite = before.is_some_and(|before| {
            matches!(
                before.as_str(),
                "the"
                    | "both"
                    | "these"
                    | "those"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "our"
                    | "'s"
                    | "’s"
                    | "all"
                    | "other"
            )
        });
        // "41 were wounded, nine of them seriously"
        let of = self.number.token + 1;
        let part = self.form(of) == "of"
            && matches!(self.form(of + 1).as_str(), "them" | "whom" | "those" | "which");
        if part {
            return true;
        }
        let one = self.quantity.value == Amount::One(1.into())
            && self.quantity.is_count
            && !self.is_casualty();
        one || small && definite && self.quantity.is_count
    }

    /// A bare number that no noun and no verb explains.
    fn is_idle(&self) -> bool {
        let idle = matches!(
            self.quantity.unit.as_str(),
            "time"
                | "way"
                | "thing"
                | "side"
                | "reason"
                | "point"
                | "other"
                | "degree"
                | "sort"
                | "kind"
        );
        if idle {
            return !self.is_casualty();
        }
        self.quantity.unit == "-"
            && self.subject_of_count().is_none()
            && !self.is_casualty()
    }
}
