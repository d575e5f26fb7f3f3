//! A date written with a weekday on which it does not fall: one of the two is wrong.

use jiff::civil::Weekday;

use super::Desk;
use crate::{Difference, Evidence, Link, LinkKind};

pub(super) fn links(desk: &Desk<'_>) -> Vec<Link> {
    let reports = desk.sight.record.all_filed().map(|filed| &filed.page);
    let misdated =
        reports.flat_map(|page| page.misdated.iter().map(move |date| (page.id, date)));
    let links = misdated.map(|(report, date)| {
        let named = name(date.value.weekday());
        let value = format!("{} was a {named}", date.value);
        Link {
            kind: LinkKind::ProbableError,
            rule: "a weekday on which its date does not fall".into(),
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
