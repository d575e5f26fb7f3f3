//! Words that point at a time without naming one: "at that time", "the current", "the day".

use super::{Grammar, Read};
use crate::expression::{Count, Direction, Expression, From, Meaning, Step, Tense, Unit};
use crate::lexicon::{Class, Marks};
use crate::point::{Clock, Part, Point};

impl Grammar<'_> {
    /// "at that time", "during this period", "the day", "at night", "the days ahead".
    pub(super) fn told(&self, at: usize) -> Read<Meaning> {
        match self.class(at) {
            Class::This | Class::That => self.that_time(at),
            Class::The => self
                .the_day(at)
                .or_else(|| self.ended_year(at))
                .or_else(|| self.the_year(at))
                .or_else(|| self.year_earlier(at + 1))
                .or_else(|| self.before_last(at + 1))
                .or_else(|| self.the_morning(at))
                .or_else(|| self.small_hours(at)),
            Class::Unit => self.year_earlier(at),
            Class::Part => self.at_night(at).or_else(|| self.overnight(at)),
            Class::Reference if self.is_word(at, "present") => {
                let at_present = self.before(at).is_some_and(|t| t.is(Class::At));
                at_present.then_some((Meaning::Reference(Tense::Present), at + 1))
            }
            _ => None,
        }
    }

    /// "that time", "this period" behind a preposition: alone "this time" is "once more".
    fn that_time(&self, at: usize) -> Read<Meaning> {
        let noun = self.skip(at + 1, Class::Same);
        let time = self.is_word(noun, "time");
        let period = self.is_word(noun, "period");
        let placed = self.before(at).is_some_and(|t| {
            matches!(
                t.class,
                Class::At
                    | Class::By
                    | Class::In
                    | Class::Since
                    | Class::From
                    | Class::To
            )
        });
        let meaning = if time && self.is(at, Class::This) {
            Meaning::Reference(Tense::Present)
        } else {
            Meaning::Told
        };
        (placed && (time || period)).then_some((meaning, noun + 1))
    }

    /// "to end the day", "of the day": the one that the text speaks of.
    fn the_day(&self, at: usize) -> Read<Meaning> {
        let day = self.is(at + 1, Class::Unit)
            && self.value(at + 1) == 3
            && !self.has(at + 1, Marks::PLURAL);
        let step = Meaning::Unit { step: Step::Same, unit: Unit::Day, clock: None };
        let alone = self.clause_ends(at + 2)
            && !self.is_sign(at + 2, '-')
            && !self.is_sign(at + 2, '\'')
            || ["up", "down", "higher", "lower", "with"]
                .iter()
                .any(|word| self.is_word(at + 2, word));
        (day && alone).then_some((step, at + 2))
    }

    /// "for the year", "in the week": the one that the text speaks of.
    fn the_year(&self, at: usize) -> Read<Meaning> {
        let unit = self.unit(at + 1).filter(|unit| {
            matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)
        })?;
        let placed =
            self.before(at).is_some_and(|t| matches!(t.class, Class::For | Class::In));
        let single = !self.has(at + 1, Marks::PLURAL);
        let step = Meaning::Unit { step: Step::Same, unit, clock: None };
        let ends = self.clause_ends(at + 2) && !self.is_sign(at + 2, '-');
        (placed && single && ends).then_some((step, at + 2))
    }

    /// "the year ended June 30", "the quarter ending in March": a length with its end.
    fn ended_year(&self, at: usize) -> Read<Meaning> {
        let unit = self.unit(at + 1).filter(|&unit| unit >= Unit::Week)?;
        let ends = self.is_word(at + 2, "ended") || self.is_word(at + 2, "ending");
        let counts = vec![(Count::ONE, unit)];
        let single = !self.has(at + 1, Marks::PLURAL);
        (ends && single).then_some((Meaning::Duration { counts, step: None }, at + 2))
    }

    /// "the year-earlier period", "the year-ago quarter": the year before this one.
    fn year_earlier(&self, at: usize) -> Read<Meaning> {
        let year = self.is_word(at, "year") && self.is_sign(at + 1, '-');
        let ago = self.is_word(at + 2, "earlier") || self.is_word(at + 2, "ago");
        let noun = self.is_word(at + 3, "period") || self.is(at + 3, Class::Unit);
        let back = Meaning::Shift {
            count: Count::ONE,
            unit: Unit::Year,
            back: Direction::Back,
            from: From::Here,
        };
        (year && ago && noun).then_some((back, at + 4))
    }

    /// "the week before last".
    fn before_last(&self, at: usize) -> Read<Meaning> {
        let unit = self.unit(at).filter(|&unit| unit >= Unit::Week)?;
        let last = self.is(at + 1, Class::Before) && self.is_word(at + 2, "last");
        let ends = !self.is_plain_word(at + 3) && !self.is(at + 3, Class::Unit);
        let back = Meaning::Shift {
            count: Count::of(2),
            unit,
            back: Direction::Back,
            from: From::Here,
        };
        (last && ends && !self.has(at, Marks::PLURAL)).then_some((back, at + 3))
    }

    /// "in the morning": of the day that the text speaks of.
    fn the_morning(&self, at: usize) -> Read<Meaning> {
        let clock = self.part(at + 1)?;
        let placed = self.before(at).is_some_and(|t| t.is(Class::In));
        let step =
            Meaning::Unit { step: Step::Same, unit: Unit::Day, clock: Some(clock) };
        (placed && self.clause_ends(at + 2)).then_some((step, at + 2))
    }

    /// "the early hours of Friday".
    fn small_hours(&self, at: usize) -> Read<Meaning> {
        let hours = self.is_word(at + 1, "early") && self.is_word(at + 2, "hours");
        if !hours || !self.is(at + 3, Class::Of) {
            return None;
        }
        let clock = Clock::Part("MO");
        let day = self.date(at + 4).or_else(|| self.weekday(at + 4));
        if let Some((of, end)) = day {
            return Some((Meaning::Timed { clock, of: Box::new(of) }, end));
        }
        let morning = self.is(at + 4, Class::The) && self.is_word(at + 5, "morning");
        let day = Meaning::Unit { step: Step::Same, unit: Unit::Day, clock: Some(clock) };
        morning.then_some((day, at + 6))
    }

    /// "clashes overnight killed two": the night that led to the report.
    fn overnight(&self, at: usize) -> Read<Meaning> {
        let alone = !self.is(at + 1, Class::Word) || self.has(at + 1, Marks::CAPITAL);
        let noun = self
            .before(at)
            .is_some_and(|t| matches!(t.class, Class::Article | Class::The));
        let night = Meaning::Unit {
            step: Step::Last,
            unit: Unit::Day,
            clock: Some(Clock::Part("NI")),
        };
        (self.is_word(at, "overnight") && alone && !noun).then_some((night, at + 1))
    }

    /// "at night", "by night".
    fn at_night(&self, at: usize) -> Read<Meaning> {
        let night = self.is_word(at, "night") || self.is_word(at, "nighttime");
        let placed =
            self.before(at).is_some_and(|t| matches!(t.class, Class::At | Class::By));
        let point = Point::new(None, Part::Unknown).at(Some(Clock::Part("NI")));
        (night && placed).then_some((Meaning::Point(point), at + 1))
    }

    /// What is read where nothing else is: adjectives of time, and what only a history means.
    pub(super) fn generic(&self, at: usize) -> Read<Expression> {
        if let Some(tense) = self.adjective(at) {
            return Some((Expression::of(Meaning::Reference(tense)), at + 1));
        }
        let generic = |meaning, end| {
            let expression = Expression::of(meaning);
            Some((Expression { generic: true, ..expression }, end))
        };
        let noun = self.is_plain_word(at + 1);
        match self.class(at) {
            Class::Reference if self.is_word(at, "former") => {
                generic(Meaning::Reference(Tense::Past), at + 1)
            }
            Class::Reference
                if self.is_word(at, "future") && self.is(at + 1, Class::Word) =>
            {
                generic(Meaning::Reference(Tense::Future), at + 1)
            }
            Class::Part if self.is_word(at, "night") && noun => {
                let point = Point::new(None, Part::Unknown);
                generic(Meaning::Point(point.at(Some(Clock::Part("NI")))), at + 1)
            }
            Class::The
                if self.is(at + 1, Class::Same) && self.is_word(at + 2, "time") =>
            {
                generic(Meaning::Told, at + 3)
            }
            _ => None,
        }
    }

    /// "the current government", "recent attacks".
    fn adjective(&self, at: usize) -> Option<Tense> {
        if !self.is(at, Class::Reference) || !self.has(at, Marks::WEAK) {
            return None;
        }
        let noun = self.is(at + 1, Class::Word);
        let most = self.before(at).is_some_and(|t| t.is(Class::Most));
        let hyphen = self.is_glued(at) && self.before(at).is_some_and(|t| t.is_sign('-'));
        if !noun || most || hyphen {
            return None;
        }
        [("current", Tense::Present), ("recent", Tense::Past)]
            .into_iter()
            .find(|&(word, _)| self.is_word(at, word))
            .map(|(_, tense)| tense)
    }
}
