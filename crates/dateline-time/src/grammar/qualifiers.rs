//! What narrows or blurs a time: "early 2014", "the end of May", "about ten years".

use super::{Grammar, Read, longer};
use crate::expression::{Expression, Meaning, Step, Unit};
use crate::lexicon::{Class, Marks};
use crate::point::Part;
use crate::{Grain, Modifier};

impl Grammar<'_> {
    /// A reading that begins with a qualifier.
    pub(super) fn qualified(&self, at: usize) -> Read<Expression> {
        match self.class(at) {
            Class::Early => self.early(at),
            Class::Edge | Class::The | Class::Rest => {
                longer(self.edge(at), self.the_early(at))
            }
            Class::Unit => self.units_end(at),
            Class::Month | Class::Season => self.its_edge(at),
            _ if self.has(at, Marks::OPENS) => {
                longer(self.its_edge(at), self.compared(at))
            }
            _ => self.compared(at),
        }
    }

    /// "early 2014", "late last year", "mid-March", "earlier this month".
    fn early(&self, at: usize) -> Read<Expression> {
        let value = self.value(at);
        let next = self.skip_sign(self.skip(at + 1, Class::In), '-');
        // "the early part of 2030".
        let part = self.is_word(at + 1, "part") && self.is(at + 2, Class::Of);
        let next = if part { at + 3 } else { next };
        let next = if matches!(value, 1 | 3) && self.is(at + 1, Class::On) {
            at + 2
        } else {
            next
        };
        // "late in the day", "earlier in the week".
        let inside = self.is(at + 1, Class::In) && self.is(at + 2, Class::The);
        let unit = if inside { self.the_unit(at + 2) } else { None };
        let (meaning, end) = longer(self.core(next), unit)?;
        if value >= 4 {
            let fits = match &meaning {
                Meaning::Unit { step, .. } => *step == Step::This || *step == Step::Same,
                Meaning::Day { shift: 0, .. } => true,
                Meaning::Named { step, .. } => *step == Step::This,
                Meaning::Point(point) => {
                    next == at + 1 && matches!(point.part, Part::Weekday(_))
                }
                _ => false,
            };
            let expression = Expression::of(meaning);
            return fits
                .then(|| (Expression { cut: Self::cut_of(value), ..expression }, end));
        }
        if !may_be_early(&meaning) {
            return None;
        }
        let modifier = match value {
            1 => Modifier::Early,
            2 => Modifier::Mid,
            _ => Modifier::Late,
        };
        Some((Expression::of(meaning).with(Some(modifier)), end))
    }

    /// "the early 1990s", "the late summer".
    fn the_early(&self, at: usize) -> Read<Expression> {
        let early = self.is(at, Class::The)
            && self.is(at + 1, Class::Early)
            && self.value(at + 1) < 4;
        early.then(|| self.early(at + 1)).flatten()
    }

    /// "the beginning of the year", "the end of May", "the rest of 2014".
    fn edge(&self, at: usize) -> Read<Expression> {
        let mut next = self.skip(at, Class::The);
        if self.is(next, Class::Same) {
            next += 1;
        }
        let modifier = match (self.class(next), self.value(next)) {
            (Class::Edge, 1) => Some(Modifier::Early),
            (Class::Edge, 2) => Some(Modifier::Mid),
            (Class::Edge, _) => Some(Modifier::Late),
            (Class::Rest, _) => None,
            _ => return None,
        };
        // "end-June", "end-2031".
        if self.is_sign(next + 1, '-') && self.is_glued(next + 1) && next == at {
            let (meaning, end) = self.core(next + 2)?;
            let dated =
                matches!(&meaning, Meaning::Point(p) if p.grain() >= Grain::Month);
            return dated.then(|| (Expression::of(meaning).with(modifier), end));
        }
        let of = self.skip(next + 1, Class::Of);
        if of == next + 1 && self.class(next) == Class::Edge {
            return None;
        }
        let (meaning, end) = longer(self.core(of), self.the_unit(of))?;
        may_be_early(&meaning).then(|| (Expression::of(meaning).with(modifier), end))
    }

    /// "the year", only within a longer expression: the one of the context.
    pub(super) fn the_unit(&self, at: usize) -> Read<Meaning> {
        let start = self.skip(at, Class::The);
        let unit = self.unit(start)?;
        let single = !self.has(start, Marks::PLURAL) && unit >= Unit::Day;
        single
            .then_some((Meaning::Unit { step: Step::This, unit, clock: None }, start + 1))
    }

    /// "month's end", "the year-end".
    fn units_end(&self, at: usize) -> Read<Expression> {
        let unit = self.unit(at).filter(|&unit| unit >= Unit::Month)?;
        if self.has(at, Marks::PLURAL) {
            return self.compared(at);
        }
        let joint = self.is(at + 1, Class::Possessive) || self.is_sign(at + 1, '-');
        let end = if joint { at + 2 } else { at + 1 };
        let placed = joint
            || self.before(at).is_some_and(|t| matches!(t.class, Class::At | Class::By));
        let meaning = Meaning::Unit { step: Step::This, unit, clock: None };
        (placed && self.is_word(end, "end"))
            .then(|| (Expression::of(meaning).with(Some(Modifier::Late)), end + 1))
    }

    /// "Ramadan's end", "October's beginning", "summer's close".
    fn its_edge(&self, at: usize) -> Read<Expression> {
        let (meaning, end) = self.core(at)?;
        let edge = ["beginning", "start", "end", "close"]
            .iter()
            .position(|word| self.is_word(end + 1, word))?;
        let modifier = if edge < 2 { Modifier::Early } else { Modifier::Late };
        let its = self.is(end, Class::Possessive) && may_be_early(&meaning);
        its.then(|| (Expression::of(meaning).with(Some(modifier)), end + 2))
    }

    /// "about ten years", "more than a decade", "at least six months", "around 1910".
    fn compared(&self, at: usize) -> Read<Expression> {
        let (modifier, next) = self.comparison(at)?;
        // "at least about a year": two at most.
        if let Some((again, next)) = self.comparison(next) {
            let (inner, end) = self.compared_with(again, next)?;
            return Some((inner.with(modifier), end));
        }
        self.compared_with(modifier, next)
    }

    fn compared_with(&self, modifier: Option<Modifier>, next: usize) -> Read<Expression> {
        let (meaning, end) = self.core(next)?;
        let fits = match &meaning {
            Meaning::Duration { step, .. } => step.is_none(),
            Meaning::Shift { .. } => true,
            Meaning::Point(point) => {
                modifier == Some(Modifier::About)
                    && matches!(point.grain(), Grain::Year | Grain::Decade)
            }
            Meaning::Clock(_) | Meaning::Timed { .. } => {
                modifier == Some(Modifier::About)
            }
            _ => false,
        };
        fits.then(|| (Expression::of(meaning).with(modifier), end))
    }

    /// The words of a comparison; "only" and "just" change nothing.
    fn comparison(&self, at: usize) -> Read<Option<Modifier>> {
        let than = self.is(at + 1, Class::Than);
        Some(match self.class(at) {
            Class::About => (Some(Modifier::About), self.skip(at + 1, Class::To)),
            // "just over a year" begins with "over".
            Class::Only
                if !matches!(
                    self.class(at + 1),
                    Class::Over | Class::More | Class::About
                ) =>
            {
                (None, at + 1)
            }
            Class::Over => (Some(Modifier::MoreThan), at + 1),
            Class::More if than => (Some(Modifier::MoreThan), at + 2),
            Class::Less if than => (Some(Modifier::LessThan), at + 2),
            Class::Less if self.is_word(at, "under") => {
                (Some(Modifier::LessThan), at + 1)
            }
            Class::At if self.is(at + 1, Class::Least) => {
                (Some(Modifier::EqualOrMore), at + 2)
            }
            Class::At if self.is(at + 1, Class::Most) => {
                (Some(Modifier::EqualOrLess), at + 2)
            }
            Class::Up if self.is(at + 1, Class::To) => {
                (Some(Modifier::EqualOrLess), at + 2)
            }
            Class::Vague if self.is_word(at, "some") => (Some(Modifier::About), at + 1),
            _ => return None,
        })
    }
}

/// Whether it has a beginning and an end that news speaks of.
fn may_be_early(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Point(_)
        | Meaning::Named { .. }
        | Meaning::InYear { .. }
        | Meaning::Unit { .. }
        | Meaning::Day { .. }
        | Meaning::Within { .. }
        | Meaning::Foreign(_)
        | Meaning::Nth(_) => true,
        Meaning::Numeric(_)
        | Meaning::Anniversary(_)
        | Meaning::Told
        | Meaning::Name
        | Meaning::Shift { .. }
        | Meaning::Duration { .. }
        | Meaning::Set(_)
        | Meaning::Reference(_)
        | Meaning::Clock(_)
        | Meaning::Timed { .. } => false,
    }
}
