//! Counts, ordinals and years.

use super::{Grammar, Read};
use crate::expression::{Count, Step};
use crate::lexicon::{Class, Marks};

/// The year behind a month: given, or by a step.
pub(crate) enum YearTail {
    Of(i16),
    Step(Step),
}

/// The most words of a spelt number.
const MOST_WORDS: usize = 12;

impl Grammar<'_> {
    /// "six", "two and a half", "a few", "several", "a couple of", "half a".
    pub(super) fn count(&self, at: usize) -> Read<Count> {
        let (count, end) = match self.class(at) {
            Class::Number | Class::Numeral => {
                let (count, end) = self.number(at)?;
                if let Some(read) = self.higher(at, count, end) {
                    return Some(read);
                }
                (count, end)
            }
            Class::Magnitude => self.number(at)?,
            Class::Article => self.article_count(at)?,
            Class::Vague => (Count::Unknown, self.skip(at + 1, Class::Of)),
            Class::Dozen => self.dozen(at)?,
            Class::Half => {
                let end = self.skip(self.skip_sign(at + 1, '-'), Class::Article);
                return if self.is(end, Class::Dozen) {
                    Some((Count::of(6), end + 1))
                } else {
                    Some((Count::Hundredths(50), end))
                };
            }
            _ => return None,
        };
        Some(self.and_a_half(count, end))
    }

    /// The higher of two counts of one unit: "18 to 24 months", "two- to three-year".
    fn higher(&self, at: usize, count: Count, end: usize) -> Read<Count> {
        let hyphen = self.is_sign(end, '-');
        let joint = self.skip_sign(end, '-');
        let between = self.before(at).is_some_and(|t| t.is(Class::From));
        let next = match self.class(joint) {
            Class::To | Class::Or => joint + 1,
            Class::And if between => joint + 1,
            Class::Number if hyphen && self.is_glued(joint) => joint,
            _ => return None,
        };
        if !matches!(self.class(next), Class::Number | Class::Numeral) {
            return None;
        }
        let (more, last) = self.number(next)?;
        let rises = count.whole()? < more.whole()? && more.whole()? < 1000;
        let unit = self.unit_after_count(last).is_some();
        (rises && unit).then_some((more, last))
    }

    fn article_count(&self, at: usize) -> Read<Count> {
        let next = at + 1;
        match self.class(next) {
            Class::Vague => Some((Count::Unknown, self.skip(next + 1, Class::Of))),
            Class::Dozen => Some((Count::of(12), next + 1)),
            Class::Half => Some((Count::Hundredths(50), self.skip_sign(next + 1, '-'))),
            Class::Magnitude => self.number(next),
            _ => Some((Count::ONE, next)),
        }
    }

    fn dozen(&self, at: usize) -> Read<Count> {
        let end = self.skip(at + 1, Class::Of);
        Some((if self.value(at) > 0 { Count::of(12) } else { Count::Unknown }, end))
    }

    pub(super) fn and_a_half(&self, count: Count, end: usize) -> (Count, usize) {
        let and = self.skip_sign(end, '-');
        if !self.is(and, Class::And) {
            return (count, end);
        }
        let half = self.skip_sign(and + 1, '-');
        let half = self.skip_sign(self.skip(half, Class::Article), '-');
        match count {
            Count::Hundredths(hundredths) if self.is(half, Class::Half) => {
                (Count::Hundredths(hundredths.saturating_add(50)), half + 1)
            }
            _ => (count, end),
        }
    }

    /// A number in digits or words: "18", "2.5", "twenty-five", "one hundred and fifty".
    pub(super) fn number(&self, at: usize) -> Read<Count> {
        if self.is(at, Class::Number) {
            let whole = self.value(at);
            let decimal = self.is_sign(at + 1, '.')
                && self.is_glued(at + 1)
                && self.is(at + 2, Class::Number)
                && self.is_glued(at + 2);
            if decimal {
                return self.decimals(at, whole);
            }
            return Some((Count::of(whole), at + 1))
                .map(|(count, end)| self.magnitude(count, end));
        }
        let (whole, end) = self.spelt(at)?;
        Some((Count::of(whole), end))
    }

    fn decimals(&self, at: usize, whole: i32) -> Read<Count> {
        let part = self.token(at + 2)?;
        let hundredths = match part.digits {
            1 => part.value.saturating_mul(10),
            2 => part.value,
            _ => return None,
        };
        let count = whole.saturating_mul(100).saturating_add(hundredths);
        Some((Count::Hundredths(count), at + 3))
    }

    fn magnitude(&self, count: Count, end: usize) -> (Count, usize) {
        match count {
            Count::Hundredths(hundredths) if self.is(end, Class::Magnitude) => {
                let factor = 10_i32.saturating_pow(self.value(end).unsigned_abs());
                (Count::Hundredths(hundredths.saturating_mul(factor)), end + 1)
            }
            _ => (count, end),
        }
    }

    /// A number in words.
    fn spelt(&self, at: usize) -> Read<i32> {
        let mut total = 0_i32;
        let mut group = 0_i32;
        let mut end = at;
        while let Some(token) = self.token(end).filter(|_| end < at + MOST_WORDS) {
            match token.class {
                Class::Numeral
                    if group % 100 == 0 || (group % 10 == 0 && token.value < 10) =>
                {
                    group = group.saturating_add(token.value);
                }
                Class::Magnitude if token.value == 2 => {
                    group = group.max(1).saturating_mul(100);
                }
                Class::Magnitude => {
                    let factor = 10_i32.saturating_pow(token.value.unsigned_abs());
                    total = total.saturating_add(group.max(1).saturating_mul(factor));
                    group = 0;
                }
                _ => break,
            }
            end += 1;
            end = self.number_joint(end);
        }
        (end > at).then(|| (total.saturating_add(group), end))
    }

    /// Goes over the joint within a spelt number: "twenty-five", "hundred and ten".
    fn number_joint(&self, end: usize) -> usize {
        let numeral = |at| matches!(self.class(at), Class::Numeral | Class::Magnitude);
        let joined = self.is_sign(end, '-') && self.is_glued(end) && numeral(end + 1);
        let and = self.is(end, Class::And)
            && self
                .tokens
                .get(end.wrapping_sub(1))
                .is_some_and(|t| t.is(Class::Magnitude))
            && self.is(end + 1, Class::Numeral);
        if joined || and { end + 1 } else { end }
    }

    /// "third", "3rd", "twenty-first", "21st".
    pub(super) fn ordinal(&self, at: usize) -> Read<i32> {
        if self.is(at, Class::Number) {
            let suffixed = self.is(at + 1, Class::Suffix) && self.is_glued(at + 1);
            return suffixed.then(|| (self.value(at), at + 2));
        }
        if self.is(at, Class::Numeral) && self.value(at) >= 20 {
            let ordinal = self.skip_sign(at + 1, '-');
            let unit = self.value(ordinal);
            let fits = self.is(ordinal, Class::Ordinal) && unit < 10;
            return fits.then(|| (self.value(at) + unit, ordinal + 1));
        }
        self.is(at, Class::Ordinal).then(|| (self.value(at), at + 1))
    }

    /// A day of the month: "9", "9th", "ninth".
    pub(super) fn day_number(&self, at: usize) -> Read<u8> {
        let (day, end) = match self.ordinal(at) {
            Some(read) => read,
            None => {
                let token = self.token(at)?;
                let plain = token.is(Class::Number) && token.digits <= 2;
                (plain && !token.has(Marks::GROUPED)).then(|| (token.value, at + 1))?
            }
        };
        let day = u8::try_from(day).ok()?;
        (1..=31).contains(&day).then_some((day, end))
    }

    /// A year in four digits, wherever it stands.
    pub(super) fn four_digits(&self, at: usize) -> Read<i16> {
        let token = self.token(at)?;
        let plain = token.is(Class::Number) && token.digits == 4;
        let decimal = (self.is_sign(at + 1, '.') || self.is_sign(at + 1, ':'))
            && self.is_glued(at + 1)
            && self.is(at + 2, Class::Number)
            && self.is_glued(at + 2);
        let year = i16::try_from(token.value).ok()?;
        (plain && !decimal && (1000..=2100).contains(&year)).then_some((year, at + 1))
    }

    /// A year with its era: "480 BC", "AD 70".
    pub(super) fn year_of_era(&self, at: usize) -> Read<i16> {
        if self.is(at, Class::Era) && self.has(at, Marks::UPPER) && self.value(at) == 0 {
            let year = i16::try_from(self.value(at + 1)).ok()?;
            return (self.is(at + 1, Class::Number) && year > 0)
                .then_some((year, at + 2));
        }
        let token = self.token(at)?;
        let era = self.is(at + 1, Class::Era) && self.has(at + 1, Marks::UPPER);
        if !token.is(Class::Number) || !era || token.value == 0 || self.value(at + 1) > 1
        {
            return None;
        }
        let year = i16::try_from(token.value).ok().filter(|&year| year < 9990)?;
        Some((if self.value(at + 1) == 1 { 1 - year } else { year }, at + 2))
    }

    /// A year in full, behind something that is a date: "1914", "'99", "480 BC".
    pub(super) fn full_year(&self, at: usize) -> Read<i16> {
        let short = || {
            let year = self.token(at + 1)?;
            let fits = self.is_sign(at, '\'')
                && year.is(Class::Number)
                && year.digits == 2
                && self.is_glued(at + 1);
            fits.then(|| (century_of(year.value), at + 2))
        };
        self.year_of_era(at).or_else(|| self.four_digits(at)).or_else(short)
    }

    /// What may follow a month: ", 1918", "of that year", "last year".
    pub(super) fn year_tail(&self, at: usize) -> Read<YearTail> {
        let after_comma = self.skip_sign(at, ',');
        if let Some((year, end)) = self.full_year(after_comma) {
            return Some((YearTail::Of(year), end));
        }
        let of = self.skip(self.skip_sign(at, ','), Class::Of);
        if let Some((year, end)) = self.full_year(of) {
            return Some((YearTail::Of(year), end));
        }
        let (step, end) = self.step_word(of)?;
        let is_year = self.is(end, Class::Unit) && self.value(end) == 8;
        (is_year && !self.has(end, Marks::PLURAL))
            .then_some((YearTail::Step(step), end + 1))
    }

    /// "this", "last", "the following", "that same".
    pub(super) fn step_word(&self, at: usize) -> Read<Step> {
        match self.class(at) {
            Class::This => {
                let end = self.skip(self.skip(at + 1, Class::Same), Class::Shift);
                let step = self.token(end - 1).filter(|t| t.is(Class::Shift));
                Some((step.map_or(Step::This, |token| shift_step(token.value)), end))
            }
            Class::That => Some((Step::Same, self.skip(at + 1, Class::Same))),
            Class::The if self.is(at + 1, Class::Shift) => {
                Some((shift_step(self.value(at + 1)), at + 2))
            }
            Class::The if self.is(at + 1, Class::Same) => Some((Step::Same, at + 2)),
            Class::The if self.is_word(at + 1, "current") => Some((Step::This, at + 2)),
            Class::Shift => Some((shift_step(self.value(at)), at + 1)),
            _ => None,
        }
    }
}

/// The full year of two digits: a newspaper's "'99" is 1999, its "'14" is 2014.
pub(crate) fn century_of(year: i32) -> i16 {
    let full = if year < 40 { 2000 + year } else { 1900 + year };
    i16::try_from(full).unwrap_or(0)
}

fn shift_step(value: i32) -> Step {
    match value {
        1 | 3 | 7 => Step::Last,
        4 => Step::Previous,
        5 => Step::Following,
        _ => Step::Next,
    }
}
