//! Dates of other reckonings: "12 Muharram 1453", "22 Bahman 1402", "in Ramadan", "1445 AH".

use super::{Grammar, Read, longer};
use crate::expression::Meaning;
use crate::lexicon::{Class, Marks, Phrase};
use crate::reckoning::{Foreign, Reckoning};

/// A month or feast of another reckoning, and whether its name alone is sure.
struct Named {
    reckoning: Reckoning,
    month: u8,
    day: Option<u8>,
    stands_alone: bool,
}

impl Grammar<'_> {
    /// Any date that is not counted from Christ.
    pub(super) fn foreign(&self, at: usize) -> Read<Meaning> {
        let read = match self.class(at) {
            Class::Number => longer(
                self.foreign_day(at),
                longer(self.foreign_numbers(at), self.foreign_year(at)),
            ),
            Class::The if self.is_word(at + 1, "year") => self.foreign_year(at + 2),
            Class::The => self.foreign_day(at + 1),
            _ if self.has(at, Marks::OPENS) => self.foreign_month(at),
            _ => None,
        };
        read.map(|(date, end)| (Meaning::Foreign(date), end))
    }

    /// "12 Muharram 1453", "the 10th of Muharram".
    fn foreign_day(&self, at: usize) -> Read<Foreign> {
        let (day, end) = self.day_number(at)?;
        let month = self.skip(end, Class::Of);
        if !self.has(month, Marks::OPENS) || self.follows_number(at) {
            return None;
        }
        let (named, end) = self.foreign_name(month)?;
        let date = Foreign {
            reckoning: named.reckoning,
            year: None,
            civil: None,
            month: Some(named.month),
            day: Some(day),
        };
        let (date, last) = self.with_own_year(date, end);
        let sure = named.stands_alone || last > end;
        (named.day.is_none() && sure).then_some((date, last))
    }

    /// "Ramadan", "Muharram 12, 1453", "Eid al-Fitr 2030".
    fn foreign_month(&self, at: usize) -> Read<Foreign> {
        let (named, end) = self.foreign_name(at)?;
        let day = match named.day {
            Some(day) => Some((day, end)),
            None => self
                .day_number(end)
                .filter(|&(_, end)| self.own_year(self.skip_sign(end, ',')).is_some()),
        };
        let (day, end) = day.map_or((None, end), |(day, end)| (Some(day), end));
        let date = Foreign {
            reckoning: named.reckoning,
            year: None,
            civil: None,
            month: Some(named.month),
            day,
        };
        let (date, last) = self.with_own_year(date, end);
        (named.stands_alone || last > end).then_some((date, last))
    }

    /// "1402/11/22", where the first number is no year of ours.
    fn foreign_numbers(&self, at: usize) -> Read<Foreign> {
        let number = |at: usize, least: u8, most: u8| {
            let token = self.token(at)?;
            let fits = token.is(Class::Number) && (least..=most).contains(&token.digits);
            fits.then_some(token.value)
        };
        let year = i16::try_from(number(at, 4, 4)?).ok()?;
        let (month, day) = (number(at + 2, 1, 2)?, number(at + 4, 1, 2)?);
        let slashes = [at + 1, at + 3].iter().all(|&at| self.is_sign(at, '/'));
        let glued = (at + 1..=at + 4).all(|at| self.is_glued(at));
        let likely = (1300..1500).contains(&year) && (1..=12).contains(&month);
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let long = self.is_sign(at + 5, '/') && self.is_glued(at + 5);
        let fits = slashes && glued && likely && (1..=31).contains(&day) && !long;
        let date = Foreign {
            reckoning: Reckoning::Jalali,
            year: Some(year),
            civil: None,
            month: Some(month),
            day: Some(day),
        };
        (fits && !self.follows_number(at)).then_some((date, at + 5))
    }

    /// "1445 AH", "1402 SH".
    fn foreign_year(&self, at: usize) -> Read<Foreign> {
        let (year, end) = self.four_digits(at)?;
        let reckoning = self.era_of(end)?;
        let date =
            Foreign { reckoning, year: Some(year), civil: None, month: None, day: None };
        (!self.follows_number(at)).then_some((date, end + 1))
    }

    fn era_of(&self, at: usize) -> Option<Reckoning> {
        let era = self.token(at).filter(|t| t.is(Class::Era) && t.has(Marks::UPPER))?;
        match era.value {
            2 => Some(Reckoning::Hijri),
            3 => Some(Reckoning::Jalali),
            _ => None,
        }
    }

    /// A year of the reckoning's own count, with its era.
    fn own_year(&self, at: usize) -> Read<i16> {
        let (year, end) = self.four_digits(at)?;
        let likely = Reckoning::is_likely(year.into());
        let era = self.era_of(end).is_some();
        likely.then_some((year, if era { end + 1 } else { end }))
    }

    fn with_own_year(&self, date: Foreign, end: usize) -> (Foreign, usize) {
        let year = self.skip_sign(end, ',');
        if let Some((year, end)) = self.own_year(year) {
            return (Foreign { year: Some(year), ..date }, end);
        }
        match self.four_digits(year).filter(|&(year, _)| year >= 1800) {
            Some((civil, end)) => (Foreign { civil: Some(civil), ..date }, end),
            None => (date, end),
        }
    }

    /// The month or feast whose name stands here.
    fn foreign_name(&self, at: usize) -> Read<Named> {
        if !self.has(at, Marks::CAPITAL) {
            return None;
        }
        let (phrase, end) = self.known_phrase(at)?;
        named(phrase).map(|named| (named, end))
    }
}

/// A row such as `ramadan, moon, 9`, `eid al-fitr, moon, 10-01` or `bahman, jalali, 11`.
fn named(phrase: &Phrase) -> Option<Named> {
    let (reckoning, stands_alone) = match phrase.class {
        "moon" => (Reckoning::Hijri, true),
        "hijri" => (Reckoning::Hijri, false),
        "jalali" => (Reckoning::Jalali, false),
        _ => return None,
    };
    let (month, day) = match phrase.value.split_once('-') {
        Some((month, day)) => (month, Some(day.parse().ok()?)),
        None => (phrase.value, None),
    };
    Some(Named { reckoning, month: month.parse().ok()?, day, stands_alone })
}
