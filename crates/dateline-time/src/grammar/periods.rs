//! Longer stretches: seasons, quarters, halves, decades, centuries, fiscal years, feasts.

use super::{Grammar, Read, longer};
use crate::expression::{Meaning, Step, Tense, Unit};
use crate::grammar::numbers::YearTail;
use crate::lexicon::{Class, Marks, Phrase, phrases};
use crate::point::{Feast, Part, Point};

impl Grammar<'_> {
    /// Seasons, decades, centuries, fiscal years, quarters by code, days of the month.
    pub(super) fn period(&self, at: usize) -> Read<Meaning> {
        let read = longer(self.season(at), longer(self.decade(at), self.century(at)));
        let read = longer(read, self.years_quarter(at));
        longer(read, longer(self.fiscal(at), longer(self.code(at), self.nth_day(at))))
    }

    /// "the summer of 2014", "spring 1918", "autumn".
    fn season(&self, at: usize) -> Read<Meaning> {
        let start = self.skip(at, Class::The);
        let token = self.token(start).filter(|t| t.is(Class::Season))?;
        let part = Part::Season(u8::try_from(token.value).ok()?);
        if let Some((tail, end)) = self.year_tail(start + 1) {
            let meaning = match tail {
                YearTail::Of(year) => Meaning::Point(Point::new(Some(year), part)),
                YearTail::Step(step) => {
                    Meaning::InYear { step, point: Point::new(None, part) }
                }
            };
            return Some((meaning, end));
        }
        let is_season = self.is_season(at, start);
        is_season.then(|| (Meaning::Point(Point::new(None, part)), start + 1))
    }

    /// Whether a season's name without a year is the season: "fall" and "spring" are mostly
    /// something else.
    fn is_season(&self, at: usize, start: usize) -> bool {
        let placed = self.before(at).is_some_and(|t| {
            matches!(t.class, Class::In | Class::By | Class::Since | Class::Early)
        });
        if self.has(start, Marks::RISKY) {
            return placed && !self.is(start + 1, Class::Of);
        }
        if start > at {
            // "the summer offensive": the article is the offensive's.
            let noun = matches!(self.class(start + 1), Class::Word | Class::Opener);
            return !noun || self.token(start + 1).is_none();
        }
        let the = self.before(at).is_some_and(|t| t.is(Class::The));
        let noun = self.value(start) == 1 && self.is_plain_word(start + 1);
        placed || the || !noun || self.has(start, Marks::CAPITAL)
    }

    /// "the 1990s", "'90s", "80s", "the nineties", "the 470s BC".
    fn decade(&self, at: usize) -> Read<Meaning> {
        let start = self.skip(at, Class::The);
        let point = |year| Meaning::Point(Point::new(Some(year), Part::Decade));
        if start > at && self.is(start, Class::Decade) {
            return Some((
                point(i16::try_from(1900 + self.value(start)).ok()?),
                start + 1,
            ));
        }
        let number = self.skip_sign(start, '\'');
        let token = self.token(number).filter(|t| t.is(Class::Number))?;
        let plural = (self.is_word(number + 1, "s")
            || self.is(number + 1, Class::Possessive))
            && self.is_glued(number + 1);
        if !plural || token.value % 10 != 0 || self.follows_number(start) {
            return None;
        }
        let end = number + 2;
        let year = i16::try_from(token.value).ok()?;
        let era = self.is(end, Class::Era)
            && self.has(end, Marks::UPPER)
            && self.value(end) == 1;
        if era {
            return Some((point(1 - year), end + 1));
        }
        match token.digits {
            4 if (1000..=2090).contains(&year) => Some((point(year), end)),
            2 if year >= 20 && self.is_word(number + 1, "s") => {
                Some((point(1900 + year), end))
            }
            _ => None,
        }
    }

    /// "the 21st century", "the fourth century BC".
    fn century(&self, at: usize) -> Read<Meaning> {
        let start = self.skip(at, Class::The);
        let (nth, end) = self.ordinal(start)?;
        let end = self.skip_sign(end, '-');
        let unit = self.token(end).filter(|t| t.is(Class::Unit) && t.value == 10)?;
        let nth = i16::try_from(nth).ok().filter(|nth| (1..=21).contains(nth))?;
        if unit.has(Marks::PLURAL) {
            return None;
        }
        let era = self.is(end + 1, Class::Era) && self.has(end + 1, Marks::UPPER);
        let year = if era && self.value(end + 1) == 1 {
            1 - (nth - 1) * 100
        } else {
            (nth - 1) * 100
        };
        let last = if era { end + 2 } else { end + 1 };
        // The year 0 of the calendar is 1 BC; the first century AD starts with 1.
        let year = if year == 0 { 1 } else { year };
        Some((Meaning::Point(Point::new(Some(year), Part::Century)), last))
    }

    /// "fiscal 2014", "fiscal year 2014", "FY2014", "the 2014 fiscal year".
    fn fiscal(&self, at: usize) -> Read<Meaning> {
        let start = self.skip(at, Class::The);
        let of = |year| Meaning::Point(Point::new(Some(year), Part::Fiscal));
        if self.is(start, Class::Fiscal) {
            let unit = self.is(start + 1, Class::Unit) && self.value(start + 1) == 8;
            let year = if unit { start + 2 } else { start + 1 };
            if let Some((year, end)) = self.year_span(self.skip(year, Class::Of)) {
                return Some((of(year), end));
            }
            if let Some((year, end)) = self.short_fiscal(start + 1) {
                return Some((of(year), end));
            }
            let the = start > at && unit;
            let meaning =
                Meaning::Unit { step: Step::This, unit: Unit::FiscalYear, clock: None };
            return the.then_some((meaning, start + 2));
        }
        let (year, end) = self.year_span(start)?;
        let fiscal = self.is(end, Class::Fiscal)
            && self.value(end + 1) == 8
            && self.is(end + 1, Class::Unit);
        fiscal.then(|| (of(year), end + 2))
    }

    /// A year, or the one in which "2031-32" and "2031/32" end.
    fn year_span(&self, at: usize) -> Read<i16> {
        let (year, end) = self.four_digits(at)?;
        let joint = self.is_sign(end, '-') || self.is_sign(end, '/');
        let next = self.token(end + 1).filter(|t| t.is(Class::Number) && joint);
        let last = i16::try_from(next.map_or(0, |t| t.value)).unwrap_or(0);
        let follows = self.is_glued(end)
            && self.is_glued(end + 1)
            && (last == year + 1 || last == (year + 1) % 100);
        Some(if follows { (year + 1, end + 2) } else { (year, end) })
    }

    /// "FY30".
    fn short_fiscal(&self, at: usize) -> Read<i16> {
        let token = self.token(at).filter(|t| t.is(Class::Number) && t.digits == 2)?;
        let glued = self.is_glued(at) && self.is_word(at - 1, "fy");
        glued.then(|| (super::numbers::century_of(token.value), at + 1))
    }

    /// "Q3 2009", "H1".
    fn code(&self, at: usize) -> Read<Meaning> {
        let value = u8::try_from(self.value(at)).ok()?;
        let part = match self.class(at) {
            Class::QuarterCode => Part::Quarter(value),
            Class::HalfCode => Part::Half(value),
            _ => return None,
        };
        let (year, end) = self
            .full_year(at + 1)
            .map_or((None, at + 1), |(year, end)| (Some(year), end));
        (year.is_some() || part != Part::Half(value))
            .then(|| (Meaning::Point(Point::new(year, part)), end))
    }

    /// "the 20th", "the 28th of that month".
    fn nth_day(&self, at: usize) -> Read<Meaning> {
        if !self.is(at, Class::The) {
            return None;
        }
        let (day, end) = self.ordinal(at + 1)?;
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let of_month = self.is(end, Class::Of).then(|| self.step_word(end + 1)).flatten();
        if let Some((_, unit)) = of_month
            && self.is(unit, Class::Unit)
            && self.value(unit) == 6
        {
            return Some((Meaning::Nth(day), unit + 1));
        }
        let digits = self.is(at + 1, Class::Number);
        let placed = self.before(at).filter(|_| digits).is_some_and(|t| {
            matches!(
                t.class,
                Class::On | Class::By | Class::To | Class::Since | Class::From
            )
        });
        let ends = self.is(end, Class::Sign) || self.token(end).is_none();
        (placed && (ends || self.clause_ends(end))).then_some((Meaning::Nth(day), end))
    }

    /// "the third quarter of 2009", "the second Tuesday of May", "the first half of this year".
    pub(super) fn within(&self, at: usize) -> Read<Meaning> {
        if let Some(read) = longer(self.edge_length(at), self.anniversary(at)) {
            return Some(read);
        }
        let start = self.skip(self.skip(at, Class::The), Class::Fiscal);
        let (nth, end) = self.nth(start)?;
        let hyphen = self.is_sign(end, '-');
        let end = self.skip_sign(end, '-');
        if hyphen && start > at && self.is_plain_word(end + 1) {
            return None; // "the third-quarter results": the article is the results'.
        }
        let nth = i8::try_from(nth).ok()?;
        let (unit, weekday) = match self.class(end) {
            Class::Unit if !self.has(end, Marks::PLURAL) => (self.unit(end)?, 0),
            Class::Half => (Unit::Half, 0),
            Class::Weekday => (Unit::Day, u8::try_from(self.value(end)).ok()?),
            _ => return None,
        };
        if let Some(read) = self.each_of(end + 1) {
            return Some(read);
        }
        let quarter = matches!(unit, Unit::Quarter | Unit::Half);
        let of = self.skip(self.skip(end + 1, Class::Of), Class::In);
        let read = (of > end + 1 || quarter).then(|| self.longer_time(of)).flatten();
        if let Some((of, last)) = read {
            let of = Box::new(of);
            return Some((Meaning::Within { nth, unit, weekday, of }, last));
        }
        // "The fourth quarter", said in January, is that of the year before.
        let number = u8::try_from(nth).ok().filter(|nth| (1..=4).contains(nth))?;
        let quarter = Meaning::Point(Point::new(None, Part::Quarter(number)));
        (unit == Unit::Quarter).then_some((quarter, end + 1))
    }

    /// "second", "last", "latter".
    fn nth(&self, at: usize) -> Read<i32> {
        let last = (self.is(at, Class::Shift) && matches!(self.value(at), 1 | 7))
            || (self.is_word(at, "latter") && self.is(at + 1, Class::Half));
        self.ordinal(at).or(last.then_some((-1, at + 1)))
    }

    /// What a quarter, a week or a weekday lies in: "of May 2030", "of the year".
    fn longer_time(&self, at: usize) -> Read<Meaning> {
        let plain = self.expression(at).map(|(of, end)| (of.meaning, end));
        longer(plain, self.the_unit(at)).filter(|(meaning, _)| is_long(meaning))
    }

    /// "of each month" behind "the first Sunday": what comes again.
    fn each_of(&self, at: usize) -> Read<Meaning> {
        let each = self.skip(self.skip(at, Class::Of), Class::In);
        if each == at || !self.is(each, Class::Each) {
            return None;
        }
        self.set(each).filter(|(meaning, _)| matches!(meaning, Meaning::Set(_)))
    }

    /// "2030's first quarter".
    pub(super) fn years_quarter(&self, at: usize) -> Read<Meaning> {
        let (year, end) = self.four_digits(at)?;
        if !self.is(end, Class::Possessive) {
            return None;
        }
        let (nth, unit_at) = self.ordinal(end + 1)?;
        let unit_at = self.skip_sign(unit_at, '-');
        let unit = match self.class(unit_at) {
            Class::Half => Unit::Half,
            _ => self.unit(unit_at).filter(|&unit| unit == Unit::Quarter)?,
        };
        let of = Box::new(Meaning::Point(Point::new(Some(year), Part::Year)));
        let nth = i8::try_from(nth).ok()?;
        Some((Meaning::Within { nth, unit, weekday: 0, of }, unit_at + 1))
    }

    /// "the tenth anniversary": so many years after what it is of.
    fn anniversary(&self, at: usize) -> Read<Meaning> {
        let (nth, end) = self.ordinal(self.skip(at, Class::The))?;
        let end = self.skip_sign(end, '-');
        let nth = i16::try_from(nth).ok()?;
        self.is(end, Class::Anniversary).then_some((Meaning::Anniversary(nth), end + 1))
    }

    /// A fixed phrase: "the time being", "New Year's Eve 2030", "Christmas".
    pub(super) fn phrase(&self, at: usize) -> Read<Meaning> {
        if !self.has(at, Marks::OPENS) {
            return None;
        }
        let (phrase, end) = self.known_phrase(at)?;
        if phrase.class == "name" {
            return Some((Meaning::Name, end));
        }
        if !matches!(phrase.class, "reference" | "holiday") {
            return None; // A month of another reckoning: read with its date.
        }
        if phrase.class == "reference" {
            // "the future success": the article is the success's.
            let hyphen = (at..end).any(|at| self.is_sign(at, '-'));
            let short = phrase.words.split(' ').count() == 2 && self.is(at, Class::The);
            if (short || hyphen) && self.is_plain_word(end) {
                return None;
            }
            let tense = match phrase.value {
                "past" => Tense::Past,
                "present" => Tense::Present,
                _ => Tense::Future,
            };
            return Some((Meaning::Reference(tense), end));
        }
        if !self.has(at, Marks::CAPITAL) {
            return None;
        }
        let point = Point::new(None, feast_part(phrase.value)?);
        Some(match self.year_tail(end) {
            Some((YearTail::Of(year), end)) => (Meaning::Point(point.in_year(year)), end),
            Some((YearTail::Step(step), end)) => (Meaning::InYear { step, point }, end),
            None => (Meaning::Point(point), end),
        })
    }

    /// The longest phrase of the table that stands here.
    pub(super) fn known_phrase(&self, at: usize) -> Read<&'static Phrase> {
        let first = self.written(at).to_ascii_lowercase();
        phrases(&first)
            .iter()
            .filter_map(|phrase| self.fits(phrase, at))
            .max_by_key(|&(_, end)| end)
    }

    fn fits(&self, phrase: &'static Phrase, at: usize) -> Read<&'static Phrase> {
        let mut end = at;
        for word in phrase.words.split(' ') {
            let plain = word.strip_suffix("'s");
            let bare = plain
                .or(word.strip_suffix('\''))
                .or(word.strip_suffix('.'))
                .unwrap_or(word);
            if !self.is_word(end, bare) {
                return None;
            }
            end = self.skip_sign(end + 1, '-');
            if plain.is_some() {
                if !self.is(end, Class::Possessive) {
                    return None;
                }
                end += 1;
            } else if bare.len() < word.len() {
                end = self.skip_sign(self.skip_sign(end, '\''), '.');
            }
        }
        Some((phrase, end))
    }

    /// "now", "currently", "recently".
    pub(super) fn reference(&self, at: usize) -> Read<Meaning> {
        if !self.is(at, Class::Reference) {
            return None;
        }
        if self.is_word(at, "recent") {
            return self.recent(at);
        }
        if self.has(at, Marks::WEAK) {
            return None;
        }
        let tense = match self.value(at) {
            0 => Tense::Past,
            1 => Tense::Present,
            _ => Tense::Future,
        };
        Some((Meaning::Reference(tense), at + 1))
    }
}

/// Whether something can lie within it.
fn is_long(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Point(point)
        | Meaning::InYear { point, .. }
        | Meaning::Named { point, .. } => {
            matches!(
                point.part,
                Part::Year
                    | Part::Month(_)
                    | Part::Decade
                    | Part::Century
                    | Part::Fiscal
                    | Part::Season(_)
            )
        }
        Meaning::Unit { unit, .. } => *unit >= Unit::Month,
        _ => false,
    }
}

/// The days of a feast as `data/phrases.tsv` writes them: `12-25`, `easter-2`, `11-4-4+1`.
fn feast_part(value: &str) -> Option<Part> {
    if let Some(after) = value.strip_prefix("easter") {
        return Some(Part::Feast(Feast::Easter(after.parse().ok()?)));
    }
    let (month, rest) = value.split_once('-')?;
    let month = month.parse().ok()?;
    if let Ok(day) = rest.parse::<u8>()
        && rest.len() == 2
    {
        return Some(Part::Day(month, day));
    }
    let (rest, after) = rest.split_once('+').unwrap_or((rest, "0"));
    let (nth, weekday) = rest.rsplit_once('-')?;
    let (nth, weekday) = (nth.parse().ok()?, weekday.parse().ok()?);
    Some(Part::Feast(Feast::Weekday { month, nth, weekday, after: after.parse().ok()? }))
}
