//! What a view holds as rows of tables, and back: together with the findings that are kept
//! beside them, the rows give back just what was seen.

mod entry;
mod link;
mod series;

use jiff::civil::Date;

use super::scanner::Scanner;
use crate::{Days, EntryId};

pub use entry::{EntryRow, Told};
pub use link::{LinkRow, MemberRow};
pub use series::SeriesRow;

pub(super) fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "-".to_owned(), |day| day.to_string())
}

fn read_days(scanner: &mut Scanner<'_>) -> Option<Days> {
    let earliest = read_day(scanner.digits())?;
    scanner.take("/")?;
    Some(Days { earliest, latest: read_day(scanner.digits())? })
}

#[expect(clippy::option_option, reason = "outside: does it fit; inside: is there a day")]
pub(super) fn read_day(digits: &str) -> Option<Option<Date>> {
    if digits == "-" { Some(None) } else { Some(Some(digits.parse().ok()?)) }
}

fn ids(entries: &[EntryId]) -> String {
    entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn read_ids(line: &str) -> Option<Vec<EntryId>> {
    line.split_whitespace().map(EntryId::parse).collect()
}
