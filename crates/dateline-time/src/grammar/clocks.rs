//! Times of day: "5:34 AM", "16:00 UTC today", "Thursday night", "the night of 8 February".

use super::{Grammar, Read};
use crate::expression::{Meaning, Step, Unit};
use crate::lexicon::{Class, Marks};
use crate::point::{Clock, Zone};

impl Grammar<'_> {
    /// A time of day, alone or with its day.
    pub(super) fn timed(&self, at: usize) -> Read<Meaning> {
        if let Some(read) = self.part_of_day_of(at) {
            return Some(read);
        }
        let (clock, end) = self.clock(at)?;
        if let Some((of, last)) = self.day_behind(end) {
            // "9:34 p.m., March 19 EST": the zone stands behind the day.
            let (zone, last) = self.zone(last).unwrap_or((None, last));
            let clock = clock.in_zone(zone);
            return Some((Meaning::Timed { clock, of: Box::new(of) }, last));
        }
        Some((Meaning::Clock(clock), end))
    }

    /// The day right behind a time of day: "16:00 UTC today", "9 a.m. Thursday".
    fn day_behind(&self, end: usize) -> Read<Meaning> {
        let day = self.skip_sign(end, ',');
        match self.class(day) {
            Class::Deictic => self.deictic(day),
            Class::Weekday | Class::Month => self.date(day).or_else(|| self.weekday(day)),
            Class::On if self.is(day + 1, Class::Weekday) && day == end => {
                self.weekday(day + 1)
            }
            _ => None,
        }
    }

    /// "the night of 8 February", "the morning of Thursday".
    fn part_of_day_of(&self, at: usize) -> Read<Meaning> {
        let start = self.skip(at, Class::The);
        if !self.is(start, Class::Part)
            || self.has(start, Marks::PLURAL)
            || !self.is(start + 1, Class::Of)
        {
            return None;
        }
        let clock = part_clock(self.value(start));
        let (of, end) = self.date(start + 2).or_else(|| self.weekday(start + 2))?;
        let dated = match &of {
            Meaning::Point(point) => point.grain() == crate::Grain::Day,
            _ => true,
        };
        dated.then(|| (Meaning::Timed { clock, of: Box::new(of) }, end))
    }

    /// "5:34 AM", "10 p.m.", "16:08 UTC", "noon".
    pub(super) fn clock(&self, at: usize) -> Read<Clock> {
        if self.is(at, Class::Part) && matches!(self.value(at), 6..=8) {
            return Some((part_clock(self.value(at)), at + 1));
        }
        if self.follows_number(at) {
            return None;
        }
        if let Some(read) = self.military(at).or_else(|| self.past_the_hour(at)) {
            return Some(read);
        }
        let ((hour, minute, second), end) = self.digits_of_clock(at)?;
        let colon = end > at + 1;
        let (hour, end, half) = self.half_of_day(hour, end)?;
        let zoned = self.zone(end);
        let clock_word = self.is(end, Class::Clock);
        let placed = self.before(at).is_some_and(|token| {
            matches!(
                token.class,
                Class::At
                    | Class::By
                    | Class::To
                    | Class::From
                    | Class::Since
                    | Class::About
                    | Class::Before
                    | Class::After
                    | Class::And
            ) || token.is_sign('|')
                || token.is_sign(',')
        });
        if !half && !clock_word && !(colon && (placed || zoned.is_some())) {
            return None;
        }
        let end = if clock_word { end + 1 } else { end };
        let (zone, end) = zoned.map_or((None, end), |(zone, end)| (zone, end));
        Some((Clock::Time { hour, minute, second, zone }, end))
    }

    /// "half past nine", "quarter to six".
    fn past_the_hour(&self, at: usize) -> Read<Clock> {
        let half = self.is(at, Class::Half);
        let quarter = self.is(at, Class::Unit) && self.value(at) == 7;
        let past = self.is(at + 1, Class::Shift) && self.value(at + 1) == 3;
        let to = quarter && self.is_word(at + 1, "to");
        let hour = self.token(at + 2)?;
        let named =
            hour.is(Class::Numeral) || (hour.is(Class::Number) && hour.digits <= 2);
        let hour =
            u8::try_from(hour.value).ok().filter(|hour| (1..=12).contains(hour))?;
        if !named || !(to || (past && (half || quarter))) {
            return None;
        }
        let (hour, minute) = match (to, half) {
            (true, _) => (hour - 1, 45),
            (false, true) => (hour, 30),
            (false, false) => (hour, 15),
        };
        Some((
            Clock::Time { hour, minute: Some(minute), second: None, zone: None },
            at + 3,
        ))
    }

    /// "T14:05:00Z" behind a date in numbers.
    pub(super) fn iso_clock(&self, at: usize) -> Read<Clock> {
        if !self.is_word(at, "T") || !self.is_glued(at) || !self.is_glued(at + 1) {
            return None;
        }
        let ((hour, minute, second), end) = self.digits_of_clock(at + 1)?;
        minute?;
        let (zone, end) = self.iso_zone(end);
        Some((Clock::Time { hour, minute, second, zone }, end))
    }

    /// "Z", "+03:00".
    fn iso_zone(&self, at: usize) -> (Option<Zone>, usize) {
        if self.is_word(at, "Z") && self.is_glued(at) {
            return (Some(Zone(0)), at + 1);
        }
        let sign = if self.is_sign(at, '-') { -1 } else { 1 };
        let signed = (sign < 0 || self.is_sign(at, '+')) && self.is_glued(at);
        let hours = self.token(at + 1).filter(|t| t.is(Class::Number) && signed);
        let Some(hours) = hours.filter(|t| t.digits == 2 && t.value <= 14) else {
            return (None, at);
        };
        let minutes = self.sixty(at + 2);
        let offset = hours.value * 60 + i32::from(minutes.unwrap_or(0));
        let end = if minutes.is_some() { at + 4 } else { at + 2 };
        (i16::try_from(offset * sign).ok().map(Zone), end)
    }

    /// "1400 GMT", "0530 hrs".
    fn military(&self, at: usize) -> Read<Clock> {
        let token = self.token(at).filter(|t| t.is(Class::Number) && t.digits == 4)?;
        let (zone, end) = self.zone(at + 1).or_else(|| {
            let hours = self.is(at + 1, Class::Unit) && self.is_word(at + 1, "hrs");
            hours.then_some((None, at + 2))
        })?;
        let hour = u8::try_from(token.value / 100).ok().filter(|&hour| hour < 24)?;
        let minute =
            u8::try_from(token.value % 100).ok().filter(|&minute| minute < 60)?;
        Some((Clock::Time { hour, minute: Some(minute), second: None, zone }, end))
    }

    fn digits_of_clock(&self, at: usize) -> Read<(u8, Option<u8>, Option<u8>)> {
        let token = self.token(at)?;
        let spelt = token.is(Class::Numeral) && self.is(at + 1, Class::Clock);
        let digits =
            token.is(Class::Number) && token.digits <= 2 && !token.has(Marks::GROUPED);
        let hour = u8::try_from(token.value).ok().filter(|&hour| hour <= 24)?;
        if !digits && !spelt {
            return None;
        }
        let Some(minute) = self.sixty(at + 1) else {
            return Some(((hour, None, None), at + 1));
        };
        let second = self.sixty(at + 3);
        Some((
            (hour, Some(minute), second),
            if second.is_some() { at + 5 } else { at + 3 },
        ))
    }

    /// ":34" behind an hour, also written ".34" before "pm".
    fn sixty(&self, at: usize) -> Option<u8> {
        let number = self.token(at + 1)?;
        let colon = self.is_sign(at, ':')
            || (self.is_sign(at, '.') && self.is(at + 2, Class::Meridiem));
        let fits = colon
            && self.is_glued(at)
            && number.has(Marks::GLUED)
            && number.is(Class::Number)
            && number.digits == 2;
        u8::try_from(number.value).ok().filter(|&value| fits && value < 60)
    }

    /// The hour in twenty-four, and whether "a.m." or "p.m." stood there.
    fn half_of_day(&self, hour: u8, end: usize) -> Option<(u8, usize, bool)> {
        let is_half = self.is(end, Class::Meridiem)
            && (!self.written(end).eq_ignore_ascii_case("am") || hour <= 12);
        if !is_half {
            return Some((hour, end, false));
        }
        if hour > 12 {
            return Some((hour, end + 1, true));
        }
        let afternoon = self.value(end) == 12;
        let hour = match (hour, afternoon) {
            (12, false) => 0,
            (12, true) => 12,
            (hour, true) => hour + 12,
            (hour, false) => hour,
        };
        Some((hour, end + 1, true))
    }

    /// "UTC", "GMT+8", "(GMT +8)"; only some names have a fixed difference.
    fn zone(&self, at: usize) -> Read<Option<Zone>> {
        let open = self.skip_sign(at, '(');
        let zone =
            self.token(open).filter(|t| t.is(Class::Zone) && t.has(Marks::UPPER))?;
        let mut end = open + 1;
        let mut hours = zone.value;
        let sign = if self.is_sign(end, '+') { 1 } else { -1 };
        if (self.is_sign(end, '+') || self.is_sign(end, '-'))
            && self.is(end + 1, Class::Number)
        {
            hours = hours.saturating_add(self.value(end + 1).min(14) * sign);
            end += 2;
        }
        if open > at {
            if !self.is_sign(end, ')') {
                return None;
            }
            end += 1;
        }
        let known = hours.abs() <= 14;
        Some((known.then(|| Zone(i16::try_from(hours * 60).unwrap_or(0))), end))
    }

    /// "today", "yesterday evening", "the day before yesterday".
    pub(super) fn day(&self, at: usize) -> Read<Meaning> {
        if let Some(read) = self.deictic(at) {
            return Some(read);
        }
        let start = self.skip(at, Class::The);
        let around = self.is(start, Class::Unit) && self.value(start) == 3;
        if !around || !self.is(start + 2, Class::Deictic) {
            return None;
        }
        match (self.class(start + 1), self.value(start + 2)) {
            (Class::Before, -1) => {
                Some((Meaning::Day { shift: -2, clock: None }, start + 3))
            }
            (Class::After, 1) => {
                Some((Meaning::Day { shift: 2, clock: None }, start + 3))
            }
            _ => None,
        }
    }

    fn deictic(&self, at: usize) -> Read<Meaning> {
        if !self.is(at, Class::Deictic) {
            return None;
        }
        let shift = i8::try_from(self.value(at)).ok()?;
        if shift == 4 {
            let clock = Some(Clock::Part("NI"));
            return Some((Meaning::Day { shift: 0, clock }, at + 1));
        }
        if let Some(clock) = self.part(at + 1) {
            return Some((Meaning::Day { shift, clock: Some(clock) }, at + 2));
        }
        Some((Meaning::Day { shift, clock: None }, at + 1))
    }

    /// "morning", right behind a day.
    pub(super) fn part(&self, at: usize) -> Option<Clock> {
        let one = self.is(at, Class::Part) && !self.has(at, Marks::PLURAL);
        one.then(|| part_clock(self.value(at)))
    }

    /// "last night", "this morning", "the same evening".
    pub(super) fn step_part(&self, step: Step, at: usize) -> Read<Meaning> {
        let clock = self.part(at)?;
        Some((Meaning::Unit { step, unit: Unit::Day, clock: Some(clock) }, at + 1))
    }
}

/// The part of the day of a number in `data/words.tsv`.
pub(super) fn part_clock(value: i32) -> Clock {
    let exact = |hour| Clock::Time { hour, minute: Some(0), second: None, zone: None };
    match value {
        1 => Clock::Part("MO"),
        2 => Clock::Part("AF"),
        3 => Clock::Part("EV"),
        4 => Clock::Part("NI"),
        6 => exact(12),
        7 => Clock::Part("MI"),
        8 => exact(0),
        _ => Clock::Part("DT"),
    }
}
