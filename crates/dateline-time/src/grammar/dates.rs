//! Dates of the calendar: "9 September 1914", "Sept. 18", "2024-07-25", "in 2014".

use super::numbers::YearTail;
use super::{Grammar, Read, longer};
use crate::expression::{Direction, Expression, Meaning, Step};
use crate::lexicon::{Class, Marks};
use crate::point::{Part, Point};

impl Grammar<'_> {
    /// Any date that names its month.
    pub(super) fn date(&self, at: usize) -> Read<Meaning> {
        let plain = self.date_without_weekday(at);
        if !self.is(at, Class::Weekday) || self.has(at, Marks::PLURAL) {
            return plain;
        }
        let stop =
            if self.has(at, Marks::SHORT) { self.skip_sign(at + 1, '.') } else { at + 1 };
        let date = self.skip_sign(stop, ',');
        let date = self.date_without_weekday(date)?;
        let Meaning::Point(point) = &date.0 else { return None };
        // A month alone is no date of a weekday.
        matches!(point.part, Part::Day(..)).then_some(date)
    }

    fn date_without_weekday(&self, at: usize) -> Read<Meaning> {
        let read = longer(self.day_month(at), self.month_day(at));
        longer(read, longer(self.month(at), self.numeric(at)))
    }

    /// "9 September 1914", "the 20th of May", "25 July".
    fn day_month(&self, at: usize) -> Read<Meaning> {
        let start = self.skip(at, Class::The);
        let (day, end) = self.day_number(start)?;
        if self.follows_number(start) {
            return None;
        }
        let end = self.skip_sign(self.skip(end, Class::Of), '-');
        let (month, end) = self.month_name(end)?;
        let (meaning, end) = self.with_year_tail(Part::Day(month, day), end);
        if start > at && self.is_plain_word(end) && !self.is_time_noun(end) {
            return None; // "the 15 September attack": the article is the attack's.
        }
        Some((meaning, end))
    }

    /// "September 9", "May 24, 2008", "March the 3rd".
    fn month_day(&self, at: usize) -> Read<Meaning> {
        let (month, end) = self.month_name(at)?;
        let (day, end) = self.day_number(self.skip(end, Class::The))?;
        let money = self.is_sign(end, ':')
            && self.is_glued(end)
            && self.is(end + 1, Class::Number);
        // "April 18,000" and "March 20 percent" are no days; "May 3.5" neither.
        let decimal = self.is_sign(end, '.')
            && self.is_glued(end + 1)
            && self.is(end + 1, Class::Number);
        if money || decimal || self.is(end, Class::Magnitude) || self.is_sign(end, '%') {
            return None;
        }
        Some(self.with_year_tail(Part::Day(month, day), end))
    }

    /// "December 2017", "October of that year", "January".
    fn month(&self, at: usize) -> Read<Meaning> {
        let (month, end) = self.month_name(at)?;
        let (meaning, tail) = self.with_year_tail(Part::Month(month), end);
        if tail > end {
            return Some((meaning, tail));
        }
        self.stands_alone(at).then_some((meaning, end))
    }

    fn with_year_tail(&self, part: Part, end: usize) -> (Meaning, usize) {
        let era_before = self.year_tail(end);
        match era_before {
            Some((YearTail::Of(year), end)) => {
                (Meaning::Point(Point::new(Some(year), part)), end)
            }
            Some((YearTail::Step(step), end)) => {
                (Meaning::InYear { step, point: Point::new(None, part) }, end)
            }
            None => (Meaning::Point(Point::new(None, part)), end),
        }
    }

    /// A month's name, with the stop of an abbreviation.
    pub(super) fn month_name(&self, at: usize) -> Read<u8> {
        let token = self.token(at)?;
        if !token.is(Class::Month) || !token.has(Marks::CAPITAL) {
            return None;
        }
        let month = u8::try_from(token.value).ok()?;
        let stop = token.has(Marks::SHORT) && self.is_glued(at + 1);
        Some((month, if stop { self.skip_sign(at + 1, '.') } else { at + 1 }))
    }

    /// Whether a month's name that no number follows is the month.
    fn stands_alone(&self, at: usize) -> bool {
        let doubtful = self.has(at, Marks::RISKY) || self.has(at, Marks::SHORT);
        if !doubtful {
            return true;
        }
        // "May to July": a month follows.
        if self.joint(at + 1).is_some_and(|next| self.is(next, Class::Month)) {
            return self.has(at, Marks::CAPITAL);
        }
        // "the march", "May I", "Jan Novak": only a word before makes them months.
        let hyphen = self.before(at).is_some_and(|token| token.is_sign('-'));
        let Some(left) = at.checked_sub(if hyphen { 2 } else { 1 }) else { return false };
        let Some(token) = self.tokens.get(left) else { return false };
        if hyphen {
            return token.is(Class::Early);
        }
        let listed = token.is(Class::And) || token.is(Class::Or) || token.is_sign(',');
        let month = left.checked_sub(1).and_then(|at| self.tokens.get(at));
        names_month(token.class) || (listed && month.is_some_and(|t| t.is(Class::Month)))
    }

    /// Numbers alone: "2024-07-25", "2019/08/24", "24.7.2024", "03/04/24".
    fn numeric(&self, at: usize) -> Read<Meaning> {
        let [first, sign, second, sign_again, third] =
            [at, at + 1, at + 2, at + 3, at + 4].map(|at| self.token(at));
        let (first, second, third) = (first?, second?, third?);
        let separator =
            ['-', '/', '.'].into_iter().find(|&s| sign.is_some_and(|t| t.is_sign(s)))?;
        let numbers =
            [first, second, third].iter().all(|t| t.is(Class::Number) && t.digits <= 4);
        let glued = (at + 1..=at + 4).all(|at| self.is_glued(at));
        if !numbers
            || !glued
            || !sign_again?.is_sign(separator)
            || self.follows_number(at)
        {
            return None;
        }
        if self.is_glued(at + 5)
            && (self.is_sign(at + 5, separator) && self.is_glued(at + 6))
        {
            return None; // A longer chain of numbers is no date.
        }
        let parts = [first.value, second.value, third.value];
        match [first.digits, second.digits, third.digits] {
            // "1402/11/22" is counted from the Hijra.
            [4, 1..=2, 1..=2] if separator == '/' && (1300..1500).contains(&parts[0]) => {
                None
            }
            [4, 1..=2, 1..=2] => self.iso_date(parts, at + 5),
            [1..=2, 1..=2, 4] => Some((Meaning::Numeric(parts), at + 5)),
            [1..=2, 1..=2, 2] if separator != '.' || first.digits == 2 => {
                let year = super::numbers::century_of(parts[2]);
                Some((Meaning::Numeric([parts[0], parts[1], year.into()]), at + 5))
            }
            _ => None,
        }
        .filter(|(meaning, _)| is_possible(meaning))
    }

    /// "2024-07-25", perhaps with its time: "2024-07-25T14:05Z".
    fn iso_date(&self, [year, month, day]: [i32; 3], end: usize) -> Read<Meaning> {
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let point = Point::new(Some(i16::try_from(year).ok()?), Part::Day(month, day));
        let clock = self.iso_clock(end);
        let end = clock.map_or(end, |(_, end)| end);
        Some((Meaning::Point(point.at(clock.map(|(clock, _)| clock))), end))
    }

    /// Whether a number or a currency sign stands right before: "$20", "1.20".
    pub(super) fn follows_number(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else { return false };
        let glued = self.is_glued(at);
        before.is_sign('$')
            || before.is_sign('#')
            || (before.is_sign('?') && glued)
            || (before.is(Class::Number) && (glued || !self.is(at, Class::Number)))
            || (glued
                && (before.is_sign('.') || before.is_sign(':') || before.is_sign(',')))
            || (glued && !matches!(before.class, Class::Sign))
    }

    /// A year by itself.
    pub(super) fn year(&self, at: usize) -> Read<Meaning> {
        let point = |year| Meaning::Point(Point::new(Some(year), Part::Year));
        if let Some((year, end)) = self.year_of_era(at)
            && !self.follows_number(at)
        {
            return Some((point(year), end));
        }
        let the_year = self.is(at, Class::The)
            && self.value(at + 1) == 8
            && self.is(at + 1, Class::Unit);
        if the_year {
            let (year, end) = self.four_digits(at + 2)?;
            return Some((point(year), end));
        }
        if self.is_sign(at, '\'') && !self.follows_letter(at) {
            let (year, end) = self.full_year(at)?;
            let decade = self.is_glued(end) && !matches!(self.class(end), Class::Sign);
            return (!decade).then(|| (point(year), end));
        }
        if let Some(year) = self.ancient_year(at) {
            return Some((point(year), at + 1));
        }
        let (year, end) = self.four_digits(at)?;
        self.is_year(at, year).then(|| (point(year), end))
    }

    /// "in 480", "499" of "499-493 BC": three digits in a text of such years.
    fn ancient_year(&self, at: usize) -> Option<i16> {
        let token = self.token(at).filter(|t| t.is(Class::Number) && t.digits == 3)?;
        if !self.ancient || token.has(Marks::GROUPED) || self.follows_number(at) {
            return None;
        }
        let placed = self.before(at).is_some_and(|t| places_year(t.class));
        let range = self.is_sign(at + 1, '-') && self.year_of_era(at + 2).is_some();
        let noun = self.is_plain_word(at + 1) || self.is(at + 1, Class::Unit);
        let year = i16::try_from(token.value).ok()?;
        ((placed && !noun) || range).then_some(1 - year)
    }

    fn follows_letter(&self, at: usize) -> bool {
        self.is_glued(at) && self.before(at).is_some_and(|t| !t.is(Class::Sign))
    }

    /// Whether four digits are a year and not a count or a name.
    fn is_year(&self, at: usize, year: i16) -> bool {
        if self.follows_number(at) || self.is_named_number(at) {
            return false;
        }
        // "uploads/2025/04": the year of a path.
        let signs = ['/', '_', '=', '\\'];
        let in_path =
            |at: usize| self.is_glued(at) && signs.iter().any(|&s| self.is_sign(at, s));
        let before = self.before(at).is_some_and(|t| signs.iter().any(|&s| t.is_sign(s)));
        if (before && self.is_glued(at) && in_path(at + 1)) || self.is_sign(at + 1, '_') {
            return false;
        }
        let next = self.class(at + 1);
        let zone = next == Class::Zone && self.has(at + 1, Marks::UPPER);
        let counted = zone
            || matches!(next, Class::Unit | Class::Magnitude | Class::Meridiem)
            || self.is_sign(at + 1, '%')
            || (self.is_glued(at + 1)
                && !matches!(next, Class::Sign | Class::Possessive));
        if counted {
            return false;
        }
        let placed = self
            .before(at)
            .is_some_and(|token| places_year(token.class) || token.is_sign('('));
        let noun = self.is_plain_word(at + 1);
        let nouns = noun && self.written(at + 1).ends_with('s');
        if (1800..=2060).contains(&year) {
            let determined = self.before(at).is_some_and(|token| {
                matches!(token.class, Class::The | Class::Of | Class::This | Class::And)
            });
            return placed || determined || !nouns;
        }
        placed && !noun
    }

    /// "Flight 1977", "No. 1984", "Resolution 1973", "A330-2000", "Windows 2000".
    fn is_named_number(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else { return false };
        let hyphen = before.is_sign('-') && self.is_glued(at) && {
            let left = at.checked_sub(2).and_then(|at| self.tokens.get(at));
            left.is_some_and(|t| {
                !matches!(t.class, Class::Number | Class::Early | Class::Edge)
                    && self.is_glued(at - 1)
            })
        };
        hyphen
            || self.tokens.get(at.wrapping_sub(1)).is_some_and(|_| {
                [
                    "no",
                    "flight",
                    "resolution",
                    "article",
                    "section",
                    "room",
                    "highway",
                    "route",
                    "number",
                ]
                .iter()
                .any(|name| self.word_before(at, name))
            })
    }

    fn word_before(&self, at: usize, word: &str) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if self.is_word(before, word) {
            return true;
        }
        self.is_sign(before, '.') && at >= 2 && self.is_word(at - 2, word)
    }

    /// A noun that belongs to the date itself.
    fn is_time_noun(&self, at: usize) -> bool {
        matches!(self.class(at), Class::Early | Class::Part)
    }

    /// Two dates that share a month or a century: "22-25 April 1951", "April 6 and 7",
    /// "1990-95".
    pub(super) fn run(&self, at: usize) -> Read<Vec<(usize, usize, Expression)>> {
        let dated = matches!(
            self.class(at),
            Class::The
                | Class::Number
                | Class::Numeral
                | Class::Ordinal
                | Class::Month
                | Class::Weekday
        );
        if !dated {
            return None;
        }
        self.days_before_month(at).or_else(|| self.after_date(at))
    }

    /// "22-25 April 1951", "12 and 14 July".
    fn days_before_month(&self, at: usize) -> Read<Vec<(usize, usize, Expression)>> {
        let start = self.skip(at, Class::The);
        let (day, end) = self.day_number(start)?;
        let next = self.joint(end)?;
        if self.follows_number(start)
            || !matches!(self.class(next), Class::Number | Class::The | Class::Ordinal)
        {
            return None;
        }
        let (meaning, last) = self.day_month(next)?;
        // "the 12-14 May summit": the article is the summit's.
        let at = if self.is_plain_word(last) { start } else { at };
        let first = match &meaning {
            Meaning::Point(point) => Meaning::Point(with_day(*point, day)?),
            Meaning::InYear { step, point } => {
                Meaning::InYear { step: *step, point: with_day(*point, day)? }
            }
            _ => return None,
        };
        let list =
            vec![(at, end, Expression::of(first)), (next, last, Expression::of(meaning))];
        Some((list, last))
    }

    /// "April 6 and 7", "March 3 to 5, 2031", "1990-95".
    fn after_date(&self, at: usize) -> Read<Vec<(usize, usize, Expression)>> {
        if !matches!(self.class(at), Class::Month | Class::Weekday | Class::Number) {
            return None;
        }
        let (meaning, end) = longer(self.date(at), self.year(at))?;
        let Meaning::Point(point) = meaning else { return None };
        let next = self.joint(end)?;
        match point.part {
            Part::Day(month, _) => self.second_day(at, (point, end), next, month),
            Part::Year => self.second_year(at, (point, end), next),
            _ => None,
        }
    }

    fn second_day(
        &self,
        at: usize,
        (point, end): (Point, usize),
        next: usize,
        month: u8,
    ) -> Read<Vec<(usize, usize, Expression)>> {
        // "6 April and 7" would be a count; only the order month, day goes on like this.
        if self.is(at, Class::Number) || point.year.is_some() {
            return None;
        }
        let (day, last) = self.day_number(next)?;
        let glued = self.is_glued(next) && self.is_glued(next - 1);
        if self.month_name(last).is_some()
            || (self.is_plain_word(last) && !glued)
            || self.is(last, Class::Unit)
            || self.is_sign(last, '%')
            || self.is(last, Class::Meridiem)
            || self.is_sign(last, ':')
        {
            return None;
        }
        let (second, last) = self.with_year_tail(Part::Day(month, day), last);
        let first = match &second {
            Meaning::Point(second) => {
                Meaning::Point(Point { year: second.year, ..point })
            }
            Meaning::InYear { step, .. } => Meaning::InYear { step: *step, point },
            _ => return None,
        };
        let list =
            vec![(at, end, Expression::of(first)), (next, last, Expression::of(second))];
        Some((list, last))
    }

    fn second_year(
        &self,
        at: usize,
        (point, end): (Point, usize),
        next: usize,
    ) -> Read<Vec<(usize, usize, Expression)>> {
        let token = self.token(next)?;
        let year = point.year.filter(|&year| year > 0)?;
        let short =
            token.is(Class::Number) && token.digits == 2 && token.has(Marks::GLUED);
        let last_two = i16::try_from(token.value).ok().filter(|&year| year < 100)?;
        let full = year - year % 100 + last_two;
        if !short || full <= year || self.is_sign(next + 1, '-') {
            return None;
        }
        let second = Meaning::Point(Point::new(Some(full), Part::Year));
        let first = Expression::of(Meaning::Point(point));
        let list = vec![(at, end, first), (next, next + 1, Expression::of(second))];
        Some((list, next + 1))
    }

    /// What joins two dates: a hyphen, a slash, "and", "to", "or".
    fn joint(&self, at: usize) -> Option<usize> {
        let sign = self.is_sign(at, '-') || self.is_sign(at, '/');
        let word = matches!(self.class(at), Class::And | Class::To | Class::Or);
        (sign || word).then_some(at + 1)
    }

    /// "earlier" and "later": which side of the publication is meant.
    pub(super) fn cut_of(value: i32) -> Option<Direction> {
        match value {
            4 => Some(Direction::Back),
            5 => Some(Direction::Forward),
            _ => None,
        }
    }

    /// A month or season after a step: "last January", "this spring".
    pub(super) fn named_step(&self, step: Step, at: usize) -> Read<Meaning> {
        let (month, end) = self.month_name(at)?;
        let part = match self.day_number(end) {
            Some((day, end)) => {
                return Some((
                    Meaning::Named {
                        step,
                        point: Point::new(None, Part::Day(month, day)),
                    },
                    end,
                ));
            }
            None => Part::Month(month),
        };
        Some((Meaning::Named { step, point: Point::new(None, part) }, end))
    }
}

/// Whether a number behind such a word is a year.
fn places_year(class: Class) -> bool {
    matches!(
        class,
        Class::In
            | Class::Since
            | Class::By
            | Class::From
            | Class::To
            | Class::Early
            | Class::Before
            | Class::After
            | Class::Edge
            | Class::Month
    )
}

/// Whether a doubtful name behind such a word is a month.
fn names_month(class: Class) -> bool {
    matches!(
        class,
        Class::In
            | Class::Of
            | Class::By
            | Class::Since
            | Class::From
            | Class::To
            | Class::Early
            | Class::Shift
            | Class::This
            | Class::Each
            | Class::Before
            | Class::After
    )
}

fn with_day(point: Point, day: u8) -> Option<Point> {
    match point.part {
        Part::Day(month, _) => Some(Point { part: Part::Day(month, day), ..point }),
        _ => None,
    }
}

fn is_possible(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Point(Point { part: Part::Day(month, day), .. }) => {
            (1..=12).contains(month) && (1..=31).contains(day)
        }
        Meaning::Numeric([first, second, _]) => {
            (1..=31).contains(first)
                && (1..=31).contains(second)
                && (*first <= 12 || *second <= 12)
        }
        _ => false,
    }
}
