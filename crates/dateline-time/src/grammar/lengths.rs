//! Lengths of time and what comes again: "six months", "two days later", "every Tuesday".

use super::{Grammar, Read, longer};
use crate::expression::{Count, Direction, From, Meaning, Set, Step, Unit};
use crate::lexicon::{Class, Marks};
use crate::point::{Part, Point};
use crate::token::Token;

impl Grammar<'_> {
    /// "six months", "12-year", "years ago", "two and a half years later".
    pub(super) fn length(&self, at: usize) -> Read<Meaning> {
        if let Some(rate) = self.rate(at) {
            return Some(rate);
        }
        if self.is(at, Class::The) {
            return self.the_length(at + 1);
        }
        let ((count, unit), end) = self.count_and_unit(at)?;
        // "a year and a half".
        let (count, mut end) = self.and_a_half(count, end);
        let mut counts = vec![(count, unit)];
        while let Some((more, last)) = self.more_length(&counts, end) {
            counts.push(more);
            end = last;
        }
        if counts.len() == 1
            && let Some(read) = self.shifted(count, unit, end)
        {
            return Some(read);
        }
        let end = self.length_tail(end);
        let vague = count == Count::Unknown && self.is(at, Class::Unit);
        let placed = self
            .before(at)
            .is_some_and(|t| matches!(t.class, Class::For | Class::In | Class::Over));
        let long = self.is(end.wrapping_sub(1), Class::Long);
        if long && self.is(at, Class::Article) && self.is_plain_word(end) {
            return None; // "a month-long siege": the article is the siege's.
        }
        (!vague || placed || long || self.is(end, Class::Of))
            .then_some((Meaning::Duration { counts, step: None }, end))
    }

    /// "the three months": with its article, where no noun follows that could own it.
    fn the_length(&self, at: usize) -> Read<Meaning> {
        let counted = matches!(self.class(at), Class::Number | Class::Numeral);
        let (meaning, end) = self.length(at).filter(|_| counted)?;
        let plural = self.has(end - 1, Marks::PLURAL) && !self.is_plain_word(end);
        let length = matches!(meaning, Meaning::Duration { .. });
        let old = self.is(end - 1, Class::Old) || self.is_sign(end - 2, '-');
        (plural && length && !old).then_some((meaning, end))
    }

    fn count_and_unit(&self, at: usize) -> Read<(Count, Unit)> {
        if self.is(at, Class::Unit) {
            let unit = self.unit(at)?;
            let long = self.is_sign(at + 1, '-') && self.is(at + 2, Class::Long);
            let plural = self.has(at, Marks::PLURAL);
            let count = if plural { Count::Unknown } else { Count::ONE };
            return (plural || long).then_some(((count, unit), at + 1));
        }
        if self.is(at, Class::Number) && self.follows_number(at) {
            return None;
        }
        let start = if self.is(at, Class::Another) { at + 1 } else { at };
        let (count, end) =
            self.count(start).or((start > at).then_some((Count::ONE, start)))?;
        let (unit, last) = self.unit_after_count(end)?;
        // "half the year", "a month's": a count needs its unit in the right number.
        let plural = self.has(last - 1, Marks::PLURAL);
        let vague = self.is(start, Class::Vague) && !plural;
        let article = self.is(at, Class::Article);
        let hyphen = self.is_sign(end, '-');
        if vague || (article && plural && count == Count::ONE) {
            return None;
        }
        // "a quarter of the vote", "three-quarters": a fraction, not three months.
        let between = self.is(last - 2, Class::Between);
        if unit == Unit::Quarter
            && !between
            && (article || !plural || self.is_sign(end, '-') || self.is(last, Class::Of))
        {
            return None;
        }
        let single = matches!(count, Count::Hundredths(hundredths) if hundredths <= 100);
        if !plural
            && !single
            && !hyphen
            && !self.is(last, Class::Old)
            && !self.singular_fits(last)
        {
            return None;
        }
        Some(((count, unit), last))
    }

    /// "a 20 year contract": a singular unit behind a higher count belongs to a noun.
    fn singular_fits(&self, end: usize) -> bool {
        self.is(end, Class::Word) || self.is_sign(end, '-') || self.is(end, Class::Past)
    }

    /// The unit behind a count, over a hyphen and words such as "consecutive".
    pub(super) fn unit_after_count(&self, at: usize) -> Read<Unit> {
        let mut at = self.skip_sign(at, '-');
        let most = at + 3;
        while at < most
            && (self.is(at, Class::Between)
                || (self.is(at, Class::Shift) && self.value(at) != 1))
        {
            at += 1;
        }
        if self.is(at, Class::Fiscal)
            && self.value(at + 1) == 8
            && self.is(at + 1, Class::Unit)
        {
            return Some((Unit::Year, at + 2));
        }
        if self.is(at, Class::Ordinal) && self.value(at) == 2 {
            return self.is_glued(at).then_some((Unit::Second, at + 1));
        }
        // "ten brutal months": one word that no table knows may stand between.
        let at = if self.is_plain_word(at)
            && self.has(at + 1, Marks::PLURAL)
            && !self.is_glued(at)
        {
            at + 1
        } else {
            at
        };
        let unit = self.unit(at)?;
        (unit != Unit::Weekend || self.has(at, Marks::PLURAL)).then_some((unit, at + 1))
    }

    /// "and three months" of "two years and three months".
    fn more_length(&self, counts: &[(Count, Unit)], end: usize) -> Read<(Count, Unit)> {
        let next = self.skip(self.skip_sign(end, ','), Class::And);
        let &(_, last) = counts.last()?;
        if next == end || !matches!(self.class(next), Class::Number | Class::Numeral) {
            return None;
        }
        let (more, end) = self.count_and_unit(next)?;
        (more.1 < last && counts.len() < 4).then_some((more, end))
    }

    /// "ago", "later", "earlier", "from now", "before", "after".
    fn shifted(&self, count: Count, unit: Unit, end: usize) -> Read<Meaning> {
        let shift = |back, from| Meaning::Shift { count, unit, back, from };
        let meaning = match (self.class(end), self.value(end)) {
            (Class::Back, _) => shift(Direction::Back, From::Here),
            (Class::Early, 4) => shift(Direction::Back, From::There),
            (Class::Early, 5) => shift(Direction::Forward, From::There),
            (Class::Hence, _) => shift(Direction::Forward, From::Here),
            (Class::From, _) if self.is_word(end + 1, "now") => {
                return Some((shift(Direction::Forward, From::Here), end + 2));
            }
            (Class::Reference, 0) if self.is_word(end, "previously") => {
                shift(Direction::Back, From::There)
            }
            (Class::Shift, 4) => shift(Direction::Back, From::There),
            (Class::Before, _) if self.clause_ends(end + 1) => {
                shift(Direction::Back, From::There)
            }
            (Class::After, _) if self.clause_ends(end + 1) => {
                shift(Direction::Forward, From::There)
            }
            (Class::Before, _) => {
                return Some((shift(Direction::Back, From::Event), end));
            }
            (Class::After, _) => {
                return Some((shift(Direction::Forward, From::Event), end));
            }
            _ => return None,
        };
        Some((meaning, end + 1))
    }

    /// "-long", " old".
    fn length_tail(&self, end: usize) -> usize {
        let word = self.skip_sign(end, '-');
        if self.is(word, Class::Long) && word > end {
            return word + 1;
        }
        if self.is(word, Class::Old) {
            return word + 1;
        }
        end
    }

    /// "every Tuesday", "each year", "per day", "twice a week", "weekly".
    pub(super) fn set(&self, at: usize) -> Read<Meaning> {
        match self.class(at) {
            Class::Frequency => self.frequency(at),
            Class::Each => self.each(at),
            Class::Times if self.value(at) > 0 => self.times(at + 1),
            Class::Number | Class::Numeral if self.is(at + 1, Class::Times) => {
                self.times(at + 2)
            }
            _ => None,
        }
    }

    fn frequency(&self, at: usize) -> Read<Meaning> {
        let set = match self.value(at) {
            20 => Set::Every(Count::of(2), Unit::Year),
            21 => Set::Every(Count::of(6), Unit::Month),
            value => Set::Every(Count::ONE, Unit::numbered(value)?),
        };
        Some((Meaning::Set(set), at + 1))
    }

    fn each(&self, at: usize) -> Read<Meaning> {
        let next = at + 1;
        let point = |part| Meaning::Set(Set::Point(Point::new(None, part)));
        match self.class(next) {
            Class::Weekday => {
                let weekday = u8::try_from(self.value(next)).ok()?;
                Some((point(Part::Weekday(weekday)), next + 1))
            }
            Class::Month => {
                let (month, end) = self.month_name(next)?;
                Some((point(Part::Month(month)), end))
            }
            Class::Season => {
                let season = u8::try_from(self.value(next)).ok()?;
                Some((point(Part::Season(season)), next + 1))
            }
            Class::Part => {
                let clock = self.part(next)?;
                let meaning = Point::new(None, Part::Unknown).at(Some(clock));
                Some((Meaning::Set(Set::Point(meaning)), next + 1))
            }
            Class::Unit => {
                let set = Set::Every(Count::ONE, self.unit(next)?);
                Some((Meaning::Set(set), next + 1))
            }
            _ => self.each_counted(next).or_else(|| self.each_nth_weekday(next)),
        }
    }

    /// "every second Thursday", "every other Monday": the day that comes again, at whatever step.
    fn each_nth_weekday(&self, at: usize) -> Read<Meaning> {
        let end = match self.class(at) {
            Class::Another => at + 1,
            Class::Ordinal => self.ordinal(at)?.1,
            _ => return None,
        };
        let weekday = self.is(end, Class::Weekday).then(|| self.value(end))?;
        let point = Point::new(None, Part::Weekday(u8::try_from(weekday).ok()?));
        Some((Meaning::Set(Set::Point(point)), end + 1))
    }

    /// "every two weeks", "every other day", "every third month".
    fn each_counted(&self, at: usize) -> Read<Meaning> {
        let (count, end) = match self.class(at) {
            Class::Another => (Count::of(2), at + 1),
            Class::Ordinal => self.ordinal(at).map(|(nth, end)| (Count::of(nth), end))?,
            _ => self.count(at)?,
        };
        let (unit, end) = self.unit_after_count(end)?;
        Some((Meaning::Set(Set::Every(count, unit)), end))
    }

    /// "a year" behind "twice" or "three times".
    fn times(&self, at: usize) -> Read<Meaning> {
        if self.is(at, Class::Frequency) {
            return self.frequency(at);
        }
        if !matches!(self.class(at), Class::Article | Class::Each) {
            return None;
        }
        let unit = self.unit(at + 1)?;
        let single = !self.has(at + 1, Marks::PLURAL);
        single.then(|| (Meaning::Set(Set::Every(Count::ONE, unit)), at + 2))
    }

    /// Whether "a year" here says how often: "15 a year", "$3 a day".
    pub(super) fn is_rate(&self, at: usize) -> bool {
        let number =
            |class| matches!(class, Class::Number | Class::Magnitude | Class::Numeral);
        let counted = |t: &Token| number(t.class) || t.is_sign('%');
        // "24 hours a day", "30 attacks a day".
        let things = at.checked_sub(2).is_some_and(|left| {
            let noun = self.has(left + 1, Marks::PLURAL)
                || (self.is_plain_word(left + 1)
                    && self.written(left + 1).ends_with('s'));
            noun && number(self.class(left)) && !self.is_glued(left + 1)
        });
        self.is(at, Class::Article) && (self.before(at).is_some_and(counted) || things)
    }

    /// The meaning of "a year" where it says how often.
    pub(super) fn rate(&self, at: usize) -> Read<Meaning> {
        if !self.is_rate(at) {
            return None;
        }
        let unit = self.unit(at + 1)?;
        Some((Meaning::Set(Set::Every(Count::ONE, unit)), at + 2))
    }

    /// "the first two months of 1939": a length that begins or ends a longer time.
    pub(super) fn edge_length(&self, at: usize) -> Read<Meaning> {
        let start = self.skip(at, Class::The);
        let first = self.is(start, Class::Ordinal) && self.value(start) == 1;
        if !first {
            return None;
        }
        let (count, end) = self.count(start + 1)?;
        let (unit, end) = self.unit_after_count(end)?;
        let plain = |at| self.expression(at).map(|(_, last)| ((), last));
        let unit_of = |at| self.the_unit(at).map(|(_, last)| ((), last));
        let of =
            self.is(end, Class::Of).then(|| longer(plain(end + 1), unit_of(end + 1)));
        let last = of.flatten().map_or(end, |((), last)| last);
        let counts = vec![(count, unit)];
        Some((Meaning::Duration { counts, step: None::<Step> }, last))
    }
}
