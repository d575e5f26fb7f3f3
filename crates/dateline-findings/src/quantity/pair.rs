//! Two numbers that belong together: a range, a change, a score, a vote.

use dateline_language::Decimal;
use dateline_text::Span;

use super::cue;
use super::number::Reading;
use super::vote;
use super::word::ScrapClass;
use super::{Amount, Bound, Item, Quantity, Reader, Step};

impl Reader<'_> {
    /// Takes a number together with the one that belongs to it; says where to go on.
    pub(super) fn take_with_partner(
        &self,
        item: Item,
        found: &mut Vec<Quantity>,
    ) -> Option<usize> {
        let (join, second) = self.partner(item)?;
        Some(self.take_pair(join, item, second, found))
    }

    /// The number that a range goes on to, and what joins the two.
    fn partner(&self, item: Item) -> Option<(Join, Item)> {
        let joint = self.scraps.get(item.end)?;
        let mut next = item.end + 1;
        let join = match &*joint.folded {
            "to" => Join::To,
            "or" => Join::Or,
            "and" if self.scraps.get(item.start.checked_sub(1)?)?.is("between") => {
                Join::Between
            }
            _ if joint.is_dash() && !joint.spaced => Join::Dash,
            _ => return None,
        };
        // The currency sign of the second stands between: "$5 to $10".
        while self.item(next).is_none() {
            next += 1;
            if next > item.end + 4 {
                return None;
            }
        }
        let second = self.item(next)?;
        let adjacent = second.start <= item.end + 1;
        let same = item.measure.is_none()
            || second.measure.is_none()
            || item.measure.map(|measure| measure.unit)
                == second.measure.map(|measure| measure.unit);
        (adjacent && same && !self.comes_to(join, item, second)).then_some((join, second))
    }

    /// "fell 4 percent to 612 million crowns": what a share or a measure is told of comes to a
    /// number of its own, and the two are no range.
    fn comes_to(&self, join: Join, first: Item, second: Item) -> bool {
        let own = first.measure.filter(|measure| measure.end == first.end);
        let other = second.measure.is_none();
        let counts = self.scraps.get(second.end).is_some_and(|next| {
            next.class == ScrapClass::Letters && next.spaced && !next.is("of")
        });
        let led = first.start.checked_sub(1).and_then(|before| self.scraps.get(before));
        let from = led.is_some_and(|led| led.is("from"));
        join == Join::To && own.is_some() && other && counts && !from
    }

    fn take_pair(
        &self,
        join: Join,
        first: Item,
        second: Item,
        found: &mut Vec<Quantity>,
    ) -> usize {
        let mut first = first;
        let mut second = second;
        share_scale(&mut first, &second);
        second.measure = second.measure.or(first.measure);
        first.measure = first.measure.or(second.measure);
        let (low, high) = (first.reading.value, second.reading.value);
        let from = self
            .scraps
            .get(first.start.wrapping_sub(1))
            .is_some_and(|word| word.is("from"));
        let change = join == Join::To
            && (low > high || from && cue::tells_of_change(&self.scraps, first.start));
        // "from 2,800 to 1500": what a count falls to is no year.
        let falls = change && from && low > high && !self.refused(first);
        let refused = !falls && (self.refused(first) || self.refused(second));
        let tally = self.is_tally(join, first, second);
        if !tally && (refused && join == Join::Dash || self.is_score(join, first, second))
        {
            return second.end;
        }
        if refused || join == Join::Or && !is_next(low, high) || tally {
            // Each is judged by itself.
            return self.take_apart(first, second, found);
        }
        if change {
            let mut start = self.quantity(first, Amount::One(low), Some(Step::From));
            // "from 31 to 36 crowns": the noun of both stands behind the second.
            let own = self.cover(first.start, first.end);
            if start.span.end() > own.end() {
                start.span = Span::of(start.span.start().min(own.start())..own.end());
            }
            found.push(start);
            found.push(self.quantity(second, Amount::One(high), Some(Step::To)));
        } else if low < high {
            // What is counted stands behind the second: "between 60 and 80 rebels".
            let reading = Reading { end: second.reading.end, ..first.reading };
            let whole = Item { end: second.end, reading, ..first };
            let mut quantity = self.quantity(whole, Amount::Range(low, high), None);
            quantity.number = self.cover(first.at, second.reading.end);
            quantity.bound = Bound::Between;
            found.push(quantity);
        } else {
            return self.take_apart(first, second, found);
        }
        second.end
    }

    fn take_apart(&self, first: Item, second: Item, found: &mut Vec<Quantity>) -> usize {
        for item in [first, second] {
            if !self.refused(item) {
                found.push(self.quantity(item, Amount::One(item.reading.value), None));
            }
        }
        second.end
    }

    /// "won 3-2", "a 5-4 vote", "beat them 3 to 1".
    fn is_score(&self, join: Join, first: Item, second: Item) -> bool {
        let plain = first.measure.is_none() && second.measure.is_none();
        let small =
            |item: Item| item.reading.value.whole().is_some_and(|value| value < 200);
        let next = self.scraps.get(second.end);
        let noun = next.is_some_and(|next| {
            next.class == ScrapClass::Letters && next.spaced && next.folded.ends_with('s')
                || next.is("people")
                || next.is("percent")
        });
        let both = plain && small(first) && small(second);
        let game = [
            "won", "beat", "lost", "win", "victory", "defeat", "defeated", "drew", "led",
        ];
        let before =
            self.scraps.get(first.start.saturating_sub(3)..first.start).unwrap_or(&[]);
        let told = before.iter().any(|word| word.is_any(&game));
        match join {
            // "the 737-800 range" is a model of its own.
            Join::Dash => {
                let model = plain && !noun && first.reading.plain && second.reading.plain;
                model
                    || both
                        && (!noun || told || first.reading.value >= second.reading.value)
            }
            Join::To => both && told,
            Join::Or | Join::Between => false,
        }
    }

    /// "voted 61 to 48", "a vote of 61-48", "passed the bill 61 to 48": two counts, and no change
    /// from one to the other.
    fn is_tally(&self, join: Join, first: Item, second: Item) -> bool {
        let all = self.scraps.get(..first.start).unwrap_or(&[]);
        let before = all.get(all.len().saturating_sub(2)..).unwrap_or(all);
        let any = |fits: fn(&str) -> bool| before.iter().any(|word| fits(&word.folded));
        let counts = self.scraps.get(second.end).is_some_and(|next| {
            next.spaced && next.class == ScrapClass::Letters && next.folded.ends_with('s')
        });
        let bare = [first, second].iter().all(|item| {
            item.measure.is_none() && item.reading.value < Decimal::from(2_000)
        });
        let decided = bare && !counts && vote::is_decided(all);
        match join {
            Join::To => any(vote::is_voting) || any(vote::is_deciding) || decided,
            Join::Dash => any(vote::is_voting) || decided,
            Join::Or | Join::Between => false,
        }
    }
}

/// What joins two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// "20 to 30"
    To,
    /// "20-30"
    Dash,
    /// "two or three"
    Or,
    /// "between 20 and 30"
    Between,
}

/// "two or three", "three to four": neighbours.
fn is_next(low: Decimal, high: Decimal) -> bool {
    low.plus(Decimal::from(1)) == Some(high)
}

/// "5 to 10 million" means millions both times.
fn share_scale(first: &mut Item, second: &Item) {
    let scale = second.reading.scale;
    if first.reading.scale != 1
        || scale < 1_000
        || first.reading.value >= Decimal::from(1_000)
    {
        return;
    }
    if let Some(value) = first.reading.value.times(Decimal::from(scale))
        && value <= second.reading.value
    {
        first.reading.value = value;
        first.reading.scale = scale;
    }
}
