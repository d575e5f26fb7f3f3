//! A date that cannot be as it is written: with a weekday on which it does not fall, or a day that
//! its month does not have. One of the two is wrong.

use dateline_time::WrittenDay;
use jiff::civil::{Date, Weekday};

use super::Desk;
use crate::{Difference, Evidence, Link, LinkKind};

pub(super) fn links(desk: &Desk<'_>) -> Vec<Link> {
    let reports = desk.sight.record.all_filed().map(|filed| &filed.page);
    let misdated =
        reports.flat_map(|page| page.misdated.iter().map(move |date| (page.id, date)));
    let links = misdated.map(|(report, date)| {
        let (rule, value) = fault(date.value);
        Link {
            kind: LinkKind::ProbableError,
            rule: rule.into(),
            topic: date.value.to_string(),
            members: vec![Evidence::of_words(report, date.span)],
            entries: Vec::new(),
            differences: vec![Difference {
                field: "date".into(),
                values: vec![(value, vec![report])],
            }],
        }
    });
    links.collect()
}

/// The rule that a written day breaks, and what is true of it.
fn fault(day: WrittenDay) -> (&'static str, String) {
    match day.date() {
        Some(date) => {
            let value = format!("{date} was a {}", name(date.weekday()));
            ("a weekday on which its date does not fall", value)
        }
        None => ("a day that its month does not have", length(day)),
    }
}

/// How many days the month has: that of February is told with its year.
fn length(day: WrittenDay) -> String {
    let month = usize::from(day.month).checked_sub(1).and_then(|at| MONTHS.get(at));
    let month = month.copied().unwrap_or_default();
    let of = |year: i16| {
        let first = Date::new(year, i8::try_from(day.month).ok()?, 1).ok()?;
        Some(first.days_in_month())
    };
    match (day.month, day.year) {
        (2, None) => format!("{month} has 28 or 29 days"),
        (2, Some(year)) => {
            format!("{month} of {year} has {} days", of(year).unwrap_or_default())
        }
        _ => format!("{month} has {} days", of(2000).unwrap_or_default()),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
