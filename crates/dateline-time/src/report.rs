//! What a report's own expressions say of the day it came out.

use dateline_text::Spanned;
use jiff::civil::Date;

use crate::calendar;
use crate::expression::{Direction, Expression, Meaning, OnPage, Signal, Step, Unit};
use crate::point::{Part, Point};
use crate::{Basis, Grain, Lean, Modifier, When};

/// The constraints that a report's own expressions put on the day of its publication.
///
/// `times` are the answers of [`tag`](crate::tag()) without a publication date. A day is given
/// only where the words force it ("today, 3 March 2031"). Otherwise the answer is an interval
/// ("not before 9 September 2020") or, without any year, a constraint: month `XXXX-09`, with
/// candidates such as `XXXX-09-09/XXXX-09-30` (not before the ninth) and `XXXX-WXX-7` (a
/// Sunday, or one of the six days behind it).
#[must_use]
pub fn report_date(times: &[Spanned<(Expression, When)>]) -> Option<When> {
    let evidence = Evidence::read(times);
    if let Some(day) = evidence.day {
        return Some(explicit(day));
    }
    let candidates = evidence.candidates();
    if let Some(month) = evidence.month() {
        return Some(evidence.in_month(month, candidates));
    }
    if let Some((first, last)) = evidence.bounds() {
        let bound = first.or(last)?;
        let modifier =
            if first.is_some() { Modifier::OnOrAfter } else { Modifier::OnOrBefore };
        return Some(When {
            earliest: first,
            latest: last,
            grain: Grain::Vague,
            modifier: Some(modifier),
            timex: Point::day(bound).timex(),
            candidates,
            basis: Basis::Inferred,
            ..When::default()
        });
    }
    let mut candidates = candidates.into_iter();
    let timex = candidates.next()?;
    Some(When { timex, candidates: candidates.collect(), ..When::default() })
}

fn explicit(day: Date) -> When {
    When {
        earliest: Some(day),
        latest: Some(day),
        timex: Point::day(day).timex(),
        basis: Basis::Inferred,
        ..When::default()
    }
}

/// What the expressions of one report say of its date.
#[derive(Default)]
struct Evidence {
    /// The day, where the words force it.
    day: Option<Date>,
    /// The days that stand where a report gives its own date, without doubles.
    own: Vec<Date>,
    /// The first day with a year that is still to come.
    not_after: Option<Date>,
    /// The latest day with a year on which something had happened.
    not_before: Option<Date>,
    /// Days without a year on which something had happened: month and day.
    days: Vec<(u8, u8)>,
    /// Weekdays on which something had happened.
    weekdays: Vec<u8>,
    /// Whether "this month" was said.
    this_month: bool,
    /// Whether "this year" was said: the days without a year are of one year.
    this_year: bool,
}

impl Evidence {
    fn read(times: &[Spanned<(Expression, When)>]) -> Self {
        let mut evidence = Self::default();
        for (at, time) in times.iter().enumerate() {
            let (expression, when) = &time.value;
            evidence.add(expression, when);
            let next = at.checked_add(1).and_then(|next| times.get(next));
            if let (Meaning::Day { shift, .. }, Some(next)) = (&expression.meaning, next)
                && expression.on_page == Some(OnPage::Own)
                && next.value.1.basis == Basis::Explicit
                && next.value.1.grain <= Grain::Day
                && let Some(day) = next.value.1.earliest
            {
                let published = calendar::add_days(day, -i32::from(*shift));
                // Two that differ force nothing.
                evidence.day = published
                    .filter(|_| evidence.day.is_none_or(|d| Some(d) == published));
            }
        }
        evidence.day = evidence.day.or(evidence.own_day());
        evidence
    }

    /// The day that the report gives itself: the first of two at most (published, updated),
    /// if nothing that had happened lies behind it. More are those of a chronology.
    fn own_day(&self) -> Option<Date> {
        let day = *self.own.first().filter(|_| self.own.len() <= 2)?;
        self.not_before.is_none_or(|latest| latest <= day).then_some(day)
    }

    /// The first and the last day possible; neither where they contradict each other.
    fn bounds(&self) -> Option<(Option<Date>, Option<Date>)> {
        match (self.not_before, self.not_after) {
            (None, None) => None,
            (Some(first), Some(last)) if first >= last => None,
            bounds => Some(bounds),
        }
    }

    fn add(&mut self, expression: &Expression, when: &When) {
        // A term ("by 3 March") and a later change to the page ("updated on 3 March") say
        // nothing of the day on which the report came out.
        let term = matches!(
            expression.signal(),
            Some(Signal::By | Signal::For | Signal::Until | Signal::To | Signal::Before)
        );
        let past = expression.lean == Lean::Past
            && expression.on_page != Some(OnPage::Changed)
            && !term;
        // A bare year is too often a plan or a model's ("the 2008 budget was adopted").
        let sure = past
            && when.grain <= Grain::Month
            && when.basis == Basis::Explicit
            && when.candidates.is_empty();
        let dated = when.grain <= Grain::Day
            && when.basis == Basis::Explicit
            && !matches!(expression.meaning, Meaning::Day { .. });
        if let Some(day) =
            when.earliest.filter(|_| expression.on_page == Some(OnPage::Own) && dated)
        {
            if !self.own.contains(&day) && self.own.len() <= 2 {
                self.own.push(day);
            }
            return;
        }
        let planned = expression.lean == Lean::Future
            && when.grain <= Grain::Month
            && expression.signal() != Some(Signal::Since)
            && expression.on_page != Some(OnPage::Changed)
            && when.basis == Basis::Explicit
            && when.candidates.is_empty();
        if let Some(day) = when.latest.filter(|_| planned) {
            self.not_after = Some(self.not_after.map_or(day, |first| first.max(day)));
        }
        match &expression.meaning {
            Meaning::Point(Point { year: Some(_), .. }) | Meaning::Numeric(_) if sure => {
                self.not_before = self.not_before.max(when.earliest);
            }
            // News without a year is of the past unless a verb says otherwise.
            Meaning::Point(Point { year: None, part: Part::Day(month, day), .. })
                if expression.lean != Lean::Future =>
            {
                self.days.push((*month, *day));
            }
            Meaning::Point(Point { part: Part::Weekday(weekday), .. })
                if past && !self.weekdays.contains(weekday) =>
            {
                self.weekdays.push(*weekday);
            }
            Meaning::Unit { step: Step::This, unit: Unit::Month, .. } => {
                self.this_month = true;
            }
            Meaning::Unit { step: Step::This, unit: Unit::Year, .. } => {
                self.this_year = true;
            }
            _ => {}
        }
    }

    /// The latest of the days without a year: the one behind which the widest stretch of the
    /// year holds none.
    fn latest_day(&self) -> Option<(u8, u8)> {
        let mut days = self.days.clone();
        days.sort_unstable();
        days.dedup();
        if self.this_year {
            return days.last().copied();
        }
        let number = |&(month, day): &(u8, u8)| i32::from(month) * 31 + i32::from(day);
        let next = |at: usize| days.get((at + 1) % days.len());
        let gap = |at: usize, day: &(u8, u8)| {
            let next = next(at).map_or(0, number);
            // A day alone has the whole year behind it.
            (next - number(day) - 1).rem_euclid(12 * 31)
        };
        let widest = days.iter().enumerate().max_by_key(|&(at, day)| gap(at, day));
        widest.map(|(_, &day)| day)
    }

    /// The month, where "this month" was said and a day of it stands in the text.
    fn month(&self) -> Option<u8> {
        let (month, _) = self.latest_day()?;
        self.this_month.then_some(month)
    }

    fn candidates(&self) -> Vec<String> {
        let mut candidates = Vec::new();
        if let Some((month, day)) = self.latest_day() {
            let end = if self.month().is_some() {
                let last = calendar::months(2000, month.into(), 1)
                    .map_or(31, |(_, last)| last.day());
                format!("XXXX-{month:02}-{last:02}")
            } else {
                "..".to_owned()
            };
            candidates.push(format!("XXXX-{month:02}-{day:02}/{end}"));
        }
        for weekday in &self.weekdays {
            candidates.push(format!("XXXX-WXX-{weekday}"));
        }
        candidates
    }

    fn in_month(&self, month: u8, candidates: Vec<String>) -> When {
        When {
            earliest: self.not_before,
            grain: Grain::Month,
            timex: format!("XXXX-{month:02}"),
            candidates,
            basis: if self.not_before.is_some() {
                Basis::Inferred
            } else {
                Basis::Unresolved
            },
            ..When::default()
        }
    }
}

/// The day of publication that the words of an undated report force.
pub(crate) fn forced_day(times: &[Spanned<(Expression, When)>]) -> Option<Date> {
    Evidence::read(times).day
}

/// Fills "this month" and "last month" of an undated report where its own days give the month.
pub(crate) fn fill_months(times: &mut [Spanned<(Expression, When)>]) {
    let Some(month) = Evidence::read(times).month() else { return };
    for Spanned { value: (expression, when), .. } in times {
        let Meaning::Unit { step, unit: Unit::Month, .. } = expression.meaning else {
            continue;
        };
        if when.basis != Basis::Unresolved || step.is_anaphoric() {
            continue;
        }
        let number = (i32::from(month) - 1 + step.count()).rem_euclid(12) + 1;
        when.timex = format!("XXXX-{number:02}");
    }
}

/// Which side of its day of publication an expression lies on, by its own words.
pub(crate) fn lean_of(expression: &Expression, around: Lean) -> Lean {
    match expression.cut {
        Some(Direction::Back) => Lean::Past,
        Some(Direction::Forward) => Lean::Future,
        None => around,
    }
}

#[cfg(test)]
mod tests {
    use dateline_text::Text;
    use jiff::civil::date;

    use super::report_date;
    use crate::{Basis, When, tag};

    fn dated(words: &str) -> Option<When> {
        let text = Text::new(words);
        report_date(&tag(&text, &[text.span()], None))
    }

    #[test]
    fn a_month_and_a_weekday_are_no_day() {
        let when = dated(
            "The envoy met the minister on Sunday. Earlier this month Orlesia said it would \
             leave, as it announced on September 9.",
        );
        let when = when.unwrap();
        assert_eq!(when.timex, "XXXX-09");
        assert_eq!(when.candidates, ["XXXX-09-09/XXXX-09-30", "XXXX-WXX-7"]);
        assert_eq!((when.earliest, when.latest), (None, None));
        assert_eq!(when.basis, Basis::Unresolved);
    }

    #[test]
    fn a_full_date_in_the_past_is_the_first_day_possible() {
        let when = dated("The base was closed on 9 September 2030.").unwrap();
        assert_eq!((when.earliest, when.latest), (Some(date(2030, 9, 9)), None));
        assert_eq!(when.edtf().as_deref(), Some("2030-09-09/.."));
    }

    #[test]
    fn a_day_that_is_to_come_is_the_last_day_possible() {
        let when = dated("The base will close on 9 September 2030.").unwrap();
        assert_eq!((when.earliest, when.latest), (None, Some(date(2030, 9, 9))));
        let when = dated(
            "It was agreed on 3 May 2030. The base will close on 9 September 2030.",
        );
        let when = when.unwrap();
        assert_eq!(
            (when.earliest, when.latest),
            (Some(date(2030, 5, 3)), Some(date(2030, 9, 9)))
        );
    }

    #[test]
    fn a_date_alone_on_its_line_forces_the_day() {
        let when = dated("Talks fail\n3 March 2031\nThe envoys left on Sunday.").unwrap();
        assert_eq!(when.earliest, Some(date(2031, 3, 3)));
        assert_eq!(when.earliest, when.latest);
    }

    #[test]
    fn the_days_of_a_chronology_and_of_a_change_force_none() {
        let chronology = "1 March 2031\nThe envoys came.\n3 March 2031\nThey sat.\n\
                          5 March 2031\nThey left.";
        let when = dated(chronology);
        assert!(when.is_none_or(|when| when.earliest != when.latest));
        assert_eq!(dated("The page was last updated on 3 March 2031."), None);
    }

    #[test]
    fn an_undated_report_is_read_from_the_day_it_gives_itself() {
        let text = Text::new("Talks fail\n3 March 2031\nThe envoys left on Sunday.");
        let times = tag(&text, &[text.span()], None);
        let when = &times.last().unwrap().value.1;
        assert_eq!((when.timex.as_str(), when.basis), ("2031-03-02", Basis::Inferred));
    }

    #[test]
    fn today_with_its_date_forces_the_day() {
        let when = dated("Parliament met today, 3 March 2031, in Varn.").unwrap();
        assert_eq!(
            (when.earliest, when.latest),
            (Some(date(2031, 3, 3)), Some(date(2031, 3, 3)))
        );
        let when = dated("It fell yesterday (2 March 2031).").unwrap();
        assert_eq!(when.earliest, Some(date(2031, 3, 3)));
    }

    #[test]
    fn days_on_both_sides_of_new_year_end_with_january() {
        let when =
            dated("It was agreed on December 20 and signed on January 3.").unwrap();
        assert_eq!(when.timex, "XXXX-01-03/..");
    }
}
