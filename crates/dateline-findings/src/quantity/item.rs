//! A number with its unit of measure.

use dateline_language::Decimal;

use super::cue;
use super::number;
use super::number::Reading;
use super::refuse;
use super::refuse::Candidate;
use super::unit::{Measure, MeasureClass};
use super::word::ScrapClass;
use super::{Item, Reader};

impl Reader<'_> {
    /// The number that starts at `at`, with its unit.
    pub(super) fn item(&self, at: usize) -> Option<Item> {
        if !self.scraps.get(at).is_some_and(number::may_open) {
            return None;
        }
        if let Some(item) = self.bare_time(at) {
            return Some(item);
        }
        let reading = number::read(&self.scraps, at)?;
        let before = self.measures.before(&self.scraps, at);
        let reading = self.signed(at, reading);
        let (after, skip) = self.measure_after(reading.end);
        let mut item = Item { at, start: at, end: reading.end, reading, measure: None };
        if let Some((measure, start)) = before {
            item.measure = Some(measure);
            item.start = start;
            // "$5 million dollars"
            let again =
                after.filter(|after| after.class == MeasureClass::Money && skip == 0);
            item.end = again.map_or(item.end, |measure| measure.end);
        } else if let Some(measure) = after {
            let glued =
                self.scraps.get(reading.end + skip).is_some_and(|next| !next.spaced);
            let short = self.scraps.get(reading.end + skip)?.folded.len() <= 2;
            let letter =
                self.scraps.get(reading.end + skip)?.class == ScrapClass::Letters;
            if !short || !letter || glued || reading.plain {
                item.measure = Some(measure);
                item.end = measure.end;
            }
        }
        Some(item)
    }

    /// "more than a decade", "nearly a year": one of it, told roughly.
    fn bare_time(&self, at: usize) -> Option<Item> {
        let article = self.scraps.get(at).is_some_and(|scrap| scrap.is_any(&["a", "an"]));
        let measure =
            article.then(|| self.measures.after(&self.scraps, at + 1)).flatten()?;
        let bound = cue::cue(&self.scraps, at, measure.end).bound;
        let long =
            matches!(measure.unit, "decade" | "century" | "year" | "month" | "week");
        (long && bound.is_some()).then_some(Item {
            at,
            start: at,
            end: measure.end,
            reading: Reading {
                value: 1.into(),
                end: at + 1,
                scale: 1,
                vague: true,
                plain: false,
            },
            measure: Some(measure),
        })
    }

    /// "minus five", "-0.5": below zero.
    fn signed(&self, at: usize, reading: Reading) -> Reading {
        let Some(before) = at.checked_sub(1).and_then(|before| self.scraps.get(before))
        else {
            return reading;
        };
        let close = self.scraps.get(at).is_some_and(|first| !first.spaced);
        let sign = before.is_any(&["-", "−"]) && before.spaced && close;
        let word = before.is_any(&["minus", "negative"]);
        let value = Decimal::from_millionths(-reading.value.millionths());
        if sign || word { Reading { value, ..reading } } else { reading }
    }

    /// The unit after a number, past the hyphen of "three-foot".
    fn measure_after(&self, end: usize) -> (Option<Measure>, usize) {
        if let Some(measure) = self.measures.after(&self.scraps, end) {
            return (Some(measure), 0);
        }
        let hyphen = self
            .scraps
            .get(end)
            .is_some_and(|mark| mark.is_dash() || mark.is_any(&["(", "[", "{", "<"]));
        let measure =
            hyphen.then(|| self.measures.after(&self.scraps, end + 1)).flatten();
        (measure, usize::from(hyphen))
    }

    /// "3 dollars 50 cents", "thirteen dollars and forty-five cents": one price.
    pub(super) fn with_cents(&self, item: Item) -> Option<Item> {
        item.measure.filter(|measure| measure.class == MeasureClass::Money)?;
        item.reading.value.whole()?;
        let and = usize::from(self.scraps.get(item.end)?.is("and"));
        let second = self.item(item.end + and)?;
        let cents = second
            .measure
            .is_some_and(|measure| matches!(measure.unit, "cent" | "penny"))
            && second.reading.value < Decimal::from(100);
        let part = second.reading.value.millionths().checked_div(100)?;
        let value = item.reading.value.plus(Decimal::from_millionths(part))?;
        let reading = Reading { value, end: second.reading.end, ..item.reading };
        cents.then_some(Item { reading, end: second.end, ..item })
    }

    pub(super) fn refused(&self, item: Item) -> bool {
        refuse::refuse(&Candidate {
            scraps: &self.scraps,
            at: item.at,
            reading: item.reading,
            measure: item.measure,
        })
    }
}
