//! Days as whole numbers that a drawing can measure.

use dateline::wire::WhenLine;
use jiff::civil::{Date, date};
use maud::{Markup, html};

/// The days of a drawing, laid out over a width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    first: i64,
    last: i64,
    left: i64,
    width: i64,
}

impl Scale {
    /// A scale for days from the first to the last; at least a month.
    pub(super) fn new(days: &[(i64, i64)], left: i64, width: i64) -> Option<Self> {
        let first = days.iter().map(|(first, _)| *first).min()?;
        let last = days.iter().map(|(_, last)| *last).max()?.max(first + 30);
        Some(Self { first, last, left, width })
    }

    /// Where a day begins.
    pub(super) fn at(&self, day: i64) -> i64 {
        let day = day.clamp(self.first, self.last + 1);
        self.left + (day - self.first) * self.width / (self.last + 1 - self.first)
    }

    /// The beginnings of years, or of months where there are few, with what is written there:
    /// at most twenty-four.
    pub(super) fn marks(&self) -> Vec<(i64, String)> {
        let days = self.last - self.first;
        let months = match days {
            ..=800 => 1,
            801..=2_400 => 3,
            2_401..=7_000 => 12,
            _ => 12 * (days / 7_000 + 1),
        };
        let mut marks = Vec::new();
        let first = day_of(self.first);
        let mut month = i64::from(first.year()) * 12 / months * months;
        let end = i64::from(day_of(self.last).year()) * 12 + 24;
        while month < end {
            let year = i16::try_from(month.div_euclid(12)).unwrap_or(i16::MAX);
            let of_year = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
            if let Ok(day) = Date::new(year, of_year, 1) {
                let at = number(day);
                if (self.first..=self.last).contains(&at) {
                    let words = match (months, of_year) {
                        (12.., _) | (_, 1) => format!("{year}"),
                        _ => format!("{year}-{of_year:02}"),
                    };
                    marks.push((self.at(at), words));
                }
            }
            month += months;
        }
        let every = marks.len().div_ceil(12).max(1);
        marks.into_iter().step_by(every).collect()
    }
}

/// The number of a day, counted from one that is long past.
pub(super) fn number(day: Date) -> i64 {
    day.since(date(1970, 1, 1)).map_or(0, |span| i64::from(span.get_days()))
}

fn day_of(number: i64) -> Date {
    let span = jiff::Span::new().try_days(number);
    span.ok()
        .and_then(|span| date(1970, 1, 1).checked_add(span).ok())
        .unwrap_or(Date::MIN)
}

/// The days a time can lie on, both known.
pub(super) fn bounds(when: &WhenLine) -> Option<(i64, i64)> {
    let day = |day: &Option<String>| Some(number(day.as_deref()?.parse().ok()?));
    let (first, last) = (day(&when.earliest)?, day(&when.latest)?);
    (first <= last).then_some((first, last))
}

/// The day that a time with one known end is drawn at: that end.
pub(super) fn end(when: &WhenLine) -> Option<(i64, i64)> {
    let day = when.latest.as_deref().or(when.earliest.as_deref())?;
    let day = number(day.parse().ok()?);
    Some((day, day))
}

/// A time beside its line: a bar as long as it is unsure, never a false day; one whose end is not
/// known fades out.
pub(super) fn bar(when: &WhenLine, scale: Option<&Scale>) -> Markup {
    let Some(scale) = scale else { return html! {} };
    let day = |day: &Option<String>| {
        day.as_deref().and_then(|day| day.parse().ok()).map(number)
    };
    let (first, last) = (day(&when.earliest), day(&when.latest));
    let open = first.is_none() || last.is_none();
    if first.is_none() && last.is_none() {
        return html! {};
    }
    let from = scale.at(first.unwrap_or(i64::MIN / 2));
    let to = scale.at(last.unwrap_or(i64::MAX / 2).saturating_add(1));
    let width = (to - from).max(3);
    html! {
        svg.bar viewBox="0 0 240 8" width="240" height="8" aria-hidden="true" preserveAspectRatio="none" {
            rect.rail x="0" y="3" width="240" height="2" {}
            rect.grain.open[open] x=(from.min(237)) y="1" width=(width) height="6" rx="1" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(earliest: &str, latest: &str) -> WhenLine {
        WhenLine {
            earliest: Some(earliest.to_owned()),
            latest: Some(latest.to_owned()),
            ..WhenLine::default()
        }
    }

    #[test]
    fn a_month_is_a_bar_of_its_days() {
        let month = bounds(&when("2031-12-01", "2031-12-31")).unwrap();
        assert_eq!(month.1 - month.0, 30);
        assert_eq!(bounds(&when("2031-12-31", "2031-12-01")), None);
        assert_eq!(bounds(&WhenLine::default()), None);
    }

    #[test]
    fn days_lie_within_the_width_and_marks_are_few() {
        for years in [1, 3, 7, 40, 3000] {
            let first = number(date(2000, 1, 1));
            let last = number(date(2000 + years, 12, 31));
            let scale = Scale::new(&[(first, last)], 10, 500).unwrap();
            assert_eq!(scale.at(first), 10);
            assert_eq!(scale.at(last + 1), 510);
            assert_eq!(scale.at(i64::MIN / 2), 10);
            let marks = scale.marks();
            assert!((1..=24).contains(&marks.len()), "{years}: {marks:?}");
        }
    }
}
