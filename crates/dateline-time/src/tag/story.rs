//! The line of a narrative: which year "7 August" belongs to.

use crate::Grain;
use crate::calendar;
use crate::resolve::Base;

/// The moment that a narrative has reached, and what it mentions in passing.
///
/// A history goes forward in time; a date that lies far back or far ahead is an aside, whose
/// year holds only for the words close to it, until a second date there shows that the
/// story has moved.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Story {
    line: Option<Base>,
    aside: Option<(Base, usize)>,
}

/// How many bytes behind an aside its year still holds.
const ASIDE_REACH: usize = 400;

/// A jump further ahead than this many days is an aside.
const LEAP: i32 = 800;

/// A date this many days back still belongs to the line.
const SLACK: i32 = 400;

impl Story {
    /// The moment that a date without a year at `position` belongs to.
    pub(super) fn at(&self, position: usize) -> Option<Base> {
        match self.aside {
            Some((base, from)) if position.saturating_sub(from) <= ASIDE_REACH => {
                Some(base)
            }
            _ => self.line,
        }
    }

    /// A heading says when its part of the story begins: "2030: The harbour war".
    pub(super) fn open(&mut self, base: Base) {
        *self = Self { line: Some(base), aside: None };
    }

    /// A new paragraph begins: no aside reaches into it.
    pub(super) fn turn(&mut self) {
        self.aside = None;
    }

    /// A moment was named with its year.
    pub(super) fn tell(&mut self, base: Base, position: usize) {
        let Some(line) = self.line else {
            self.line = Some(base);
            return;
        };
        let distance = calendar::distance(line.day, base.day);
        let ahead = base.day >= line.day;
        let onward = distance <= if ahead { LEAP } else { SLACK };
        let again = self.aside.is_some_and(|(aside, _)| {
            aside.day.year().abs_diff(base.day.year()) <= 1 && base.grain < Grain::Year
        });
        if onward || again {
            self.line = Some(base);
            self.aside = None;
        } else {
            self.aside = Some((base, position));
        }
    }

    /// A moment without its year was placed.
    pub(super) fn follow(&mut self, base: Base, position: usize) {
        match &mut self.aside {
            Some((aside, from)) if position.saturating_sub(*from) <= ASIDE_REACH => {
                *aside = base;
            }
            _ => self.line = Some(base),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn on(year: i16, month: i8, day: i8) -> Base {
        Base::of_day(date(year, month, day))
    }

    #[test]
    fn a_date_far_back_holds_for_the_words_beside_it_only() {
        let mut story = Story::default();
        story.tell(on(1918, 3, 28), 0);
        story.tell(on(1871, 1, 18), 100);
        assert_eq!(story.at(150), Some(on(1871, 1, 18)));
        assert_eq!(story.at(2000), Some(on(1918, 3, 28)));
    }

    #[test]
    fn a_second_date_there_moves_the_line() {
        let mut story = Story::default();
        story.tell(on(1918, 3, 28), 0);
        story.tell(on(1914, 8, 4), 100);
        story.tell(on(1914, 9, 6), 200);
        assert_eq!(story.at(5000), Some(on(1914, 9, 6)));
    }

    #[test]
    fn a_new_paragraph_forgets_the_aside() {
        let mut story = Story::default();
        story.tell(on(1918, 3, 28), 0);
        story.tell(on(1871, 1, 18), 100);
        story.turn();
        assert_eq!(story.at(110), Some(on(1918, 3, 28)));
    }
}
