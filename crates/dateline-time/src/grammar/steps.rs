//! Steps from a known moment: "last week", "this month", "the following Friday", "that year".

use super::{Grammar, Read, longer};
use crate::expression::{Direction, From, Meaning, Set, Step, Unit};
use crate::lexicon::{Class, Marks};
use crate::point::{Clock, Part, Point};

impl Grammar<'_> {
    /// "Thursday", "Thursday night", "Sundays", "Monday of last week".
    pub(super) fn weekday(&self, at: usize) -> Read<Meaning> {
        let token = self.token(at)?;
        if !token.is(Class::Weekday) {
            return None;
        }
        let point = Point::new(None, Part::Weekday(u8::try_from(token.value).ok()?));
        if token.has(Marks::SHORT) {
            // "Sat" and "Sun" are days only beside something that says so.
            let placed = self.before(at).is_some_and(|t| t.is(Class::On));
            let capital = token.has(Marks::CAPITAL);
            return (placed && capital)
                .then(|| (Meaning::Point(point), self.skip_sign(at + 1, '.')));
        }
        if token.has(Marks::PLURAL) {
            return token
                .has(Marks::CAPITAL)
                .then(|| (Meaning::Set(Set::Point(point)), at + 1));
        }
        if let Some(clock) = self.part(at + 1) {
            return Some((Meaning::Point(point.at(Some(clock))), at + 2));
        }
        if let Some((clock @ Clock::Time { .. }, end)) = self.clock(at + 1) {
            return Some((Meaning::Point(point.at(Some(clock))), end));
        }
        if let Some((step, end)) = self.weekday_week(at + 1) {
            let of = Meaning::Unit { step, unit: Unit::Week, clock: None };
            let nth = i8::try_from(token.value).ok()?;
            let of = Box::new(of);
            return Some((Meaning::Within { nth, unit: Unit::Day, weekday: 0, of }, end));
        }
        Some((Meaning::Point(point), at + 1))
    }

    /// "of last week", "next week", behind a weekday.
    fn weekday_week(&self, at: usize) -> Read<Step> {
        let (step, end) = self.step_word(self.skip(at, Class::Of))?;
        let week = self.is(end, Class::Unit) && self.value(end) == 4;
        week.then_some((step, end + 1))
    }

    /// Everything that begins with a step.
    pub(super) fn step(&self, at: usize) -> Read<Meaning> {
        longer(self.plain_step(at), longer(self.unit_behind(at), self.numbered_step(at)))
    }

    fn plain_step(&self, at: usize) -> Read<Meaning> {
        let (step, end) = self.step_word(at)?;
        if let Some(read) = self.step_part(step, end) {
            return Some(read);
        }
        match self.class(end) {
            Class::Weekday => {
                let (day, end) = self.weekday(end)?;
                let Meaning::Point(point) = day else { return None };
                Some((Meaning::Named { step, point }, end))
            }
            Class::Month => self.named_step(step, end),
            Class::Season if !self.has(end, Marks::RISKY) || step != Step::This => {
                let season = u8::try_from(self.value(end)).ok()?;
                let point = Point::new(None, Part::Season(season));
                Some((Meaning::Named { step, point }, end + 1))
            }
            Class::Fiscal | Class::Unit => self.step_unit(at, step, end),
            _ => None,
        }
    }

    /// "last week", "the past year", "recent weeks", "this fiscal year".
    fn step_unit(&self, at: usize, step: Step, end: usize) -> Read<Meaning> {
        let fiscal = self.is(end, Class::Fiscal);
        let unit_at = self.skip(end, Class::Fiscal);
        let unit = self.unit(unit_at)?;
        let unit = if fiscal { Unit::FiscalYear } else { unit };
        let word = self.token(end - 1).filter(|t| t.is(Class::Shift)).map(|t| t.value);
        let past = word == Some(3) && unit != Unit::Weekend;
        if self.has(unit_at, Marks::PLURAL) {
            let counts = vec![(crate::expression::Count::Unknown, unit)];
            let shifted = word.is_some();
            return shifted
                .then(|| (Meaning::Duration { counts, step: Some(step) }, unit_at + 1));
        }
        // "the last decade" is the ten years up to now, as "the past decade" is.
        let past =
            past || (word == Some(1) && unit >= Unit::Decade && unit < Unit::Weekend);
        if past && !self.is(at, Class::This) {
            let counts = vec![(crate::expression::Count::ONE, unit)];
            return Some((
                Meaning::Duration { counts, step: Some(Step::Last) },
                unit_at + 1,
            ));
        }
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        if unit == Unit::Day && step == Step::Last {
            return None; // "the last day of the talks" is counted from the talks.
        }
        // "The next day they left": the day behind the one that was told last.
        let told = unit == Unit::Day && step == Step::Next && self.is(at, Class::The);
        let step = if told { Step::Following } else { step };
        let clock = self.part(unit_at + 1).filter(|_| unit == Unit::Day);
        let end = if clock.is_some() { unit_at + 2 } else { unit_at + 1 };
        Some((Meaning::Unit { step, unit, clock }, end))
    }

    /// "the day before", "the year previous".
    fn unit_behind(&self, at: usize) -> Read<Meaning> {
        let start = self.skip(at, Class::The);
        if let Some(read) = self.night_before(at, start) {
            return Some(read);
        }
        let unit = self.unit(start)?;
        if start == at {
            return None;
        }
        if self.has(start, Marks::PLURAL) {
            return self.ahead(start, unit);
        }
        if unit == Unit::Weekend && !self.is_plain_word(start + 1) {
            return Some((
                Meaning::Unit { step: Step::Last, unit, clock: None },
                start + 1,
            ));
        }
        let step = match (self.class(start + 1), self.value(start + 1)) {
            (Class::Before, _) => Step::Previous,
            (Class::Shift, 4) => Step::Previous,
            (Class::After, _) => Step::Following,
            _ => return None,
        };
        // "the day before the vote" counts from the vote.
        let ends = !matches!(self.class(start + 1), Class::Before | Class::After)
            || self.clause_ends(start + 2);
        if !ends && unit == Unit::Day {
            let back =
                if step == Step::Previous { Direction::Back } else { Direction::Forward };
            let count = crate::expression::Count::ONE;
            let day = Meaning::Shift { count, unit, back, from: From::Beside };
            return Some((day, start + 1));
        }
        ends.then_some((Meaning::Unit { step, unit, clock: None }, start + 2))
    }

    /// "the night before", "the morning after".
    fn night_before(&self, at: usize, start: usize) -> Read<Meaning> {
        let clock = self.part(start).filter(|_| start > at)?;
        let step = match self.class(start + 1) {
            Class::Before => Step::Previous,
            Class::After => Step::Following,
            _ => return None,
        };
        let meaning = Meaning::Unit { step, unit: Unit::Day, clock: Some(clock) };
        self.clause_ends(start + 2).then_some((meaning, start + 2))
    }

    /// "the days ahead", "the weeks and months ahead".
    fn ahead(&self, at: usize, unit: Unit) -> Read<Meaning> {
        let (unit, last) = if self.is(at + 1, Class::And) {
            (self.unit(at + 2)?, at + 3)
        } else {
            (unit, at + 1)
        };
        let counts = vec![(crate::expression::Count::Unknown, unit)];
        let meaning = Meaning::Duration { counts, step: Some(Step::Next) };
        self.is_word(last, "ahead").then_some((meaning, last + 1))
    }

    /// Whether nothing that belongs to the words before comes here.
    pub(super) fn clause_ends(&self, at: usize) -> bool {
        match self.token(at) {
            None => true,
            Some(token) => {
                matches!(
                    token.class,
                    Class::Sign
                        | Class::And
                        | Class::Or
                        | Class::Past
                        | Class::In
                        | Class::At
                ) && !token.is_sign('"')
            }
        }
    }

    /// "the past six months", "the next few years", "the last 24 hours".
    fn numbered_step(&self, at: usize) -> Read<Meaning> {
        let start = match self.class(at) {
            Class::The | Class::These => at + 1,
            Class::Shift => at,
            _ => return None,
        };
        let start =
            if self.is_word(start, "recent") { return self.recent(start) } else { start };
        // "expected to last six weeks": a verb.
        let verb = start == at
            && self.is_word(at, "last")
            && self.before(at).is_some_and(|t| {
                matches!(t.class, Class::To | Class::Future | Class::Past)
            });
        if !self.is(start, Class::Shift) || verb {
            return None;
        }
        let step = match self.value(start) {
            1 | 3 | 7 => Step::Last,
            4 => Step::Previous,
            5 => Step::Following,
            _ => Step::Next,
        };
        let (count, end) = self.count(start + 1)?;
        let (unit, end) = self.unit_after_count(end)?;
        let counts = vec![(count, unit)];
        Some((Meaning::Duration { counts, step: Some(step) }, end))
    }

    /// "recent weeks".
    pub(super) fn recent(&self, at: usize) -> Read<Meaning> {
        let unit = self.unit(at + 1)?;
        if !self.has(at + 1, Marks::PLURAL) {
            return None;
        }
        let counts = vec![(crate::expression::Count::Unknown, unit)];
        Some((Meaning::Duration { counts, step: Some(Step::Last) }, at + 2))
    }

    /// The unit of time at `at`.
    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
        let token = self.token(at)?;
        if !token.is(Class::Unit) {
            return None;
        }
        Unit::numbered(token.value)
    }
}
