//! Days written in full: "Wednesday 24 July 2024", "2019/08/24 | 00:25", "20240724".

use std::sync::LazyLock;

use dateline_text::{Moment, Span, Spanned, fold};
use jiff::civil::{Date, Time, Weekday};

use crate::table::Table;

static MONTHS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../data/months.tsv")));
static WEEKDAYS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../data/weekdays.tsv")));

/// Which comes first in a day written as numbers, where both could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum First {
    Day,
    Month,
}

/// A day found in some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    pub(crate) moment: Moment,
    /// The weekday that stands beside it is another one than the day was.
    pub(crate) wrong_weekday: bool,
    /// Day and month could be the other way round.
    pub(crate) ambiguous: bool,
}

/// The days written in `words`, in order, at most `most`. A day without a year is none.
pub(crate) fn dates(words: &str, first: First, most: usize) -> Vec<Spanned<Dated>> {
    let mut found: Vec<Spanned<Dated>> = Vec::new();
    let mut at = 0;
    while found.len() < most {
        let rest = words.as_bytes().get(at..).unwrap_or_default();
        let Some(skipped) = rest.iter().position(u8::is_ascii_digit) else { break };
        let start = at + skipped;
        let digits = number(words, start);
        if let Some(date) = one(words, start, digits, first) {
            at = date.span.end().max(start + digits);
            found.push(date);
        } else {
            at = start + digits;
        }
    }
    found
}

/// Whether some words are a day and a month and nothing else: "25 JULY".
pub(crate) fn is_day_of_month(words: &str) -> bool {
    let (mut days, mut months) = (0, 0);
    for word in
        words.split(|letter: char| !letter.is_alphanumeric()).filter(|w| !w.is_empty())
    {
        match word.parse::<u8>() {
            Ok(1..=31) => days += 1,
            _ if word.len() < 20 && MONTHS.get(&fold(word)).is_some() => months += 1,
            _ => return false,
        }
    }
    days == 1 && months == 1
}

/// How many digits stand at `at`.
fn number(words: &str, at: usize) -> usize {
    let rest = words.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn value(words: &str, at: usize, digits: usize) -> Option<i16> {
    words.get(at..at + digits)?.parse().ok()
}

/// A day that starts with, or is led by a month before, the number at `at`.
fn one(words: &str, at: usize, digits: usize, first: First) -> Option<Spanned<Dated>> {
    let glued = words.get(..at).and_then(|before| before.chars().next_back());
    if glued.is_some_and(|letter| letter == '$' || letter == '€' || letter == '£') {
        return None;
    }
    let (start, end, date, ambiguous) = match digits {
        8 => packed(words, at)?,
        14 => {
            packed(words, at).map(|(from, _, date, sure)| (from, at + 14, date, sure))?
        }
        4 => year_first(words, at)?,
        1 | 2 => month_before(words, at, digits)
            .or_else(|| month_after(words, at, digits))
            .or_else(|| numbers(words, at, digits, first))?,
        _ => return None,
    };
    if !(1985..=2060).contains(&date.year()) {
        return None;
    }
    let (start, weekday) = weekday_before(words, start);
    let wrong_weekday = weekday.is_some_and(|day| day != date.weekday());
    let (end, time, zone) = time_after(words, end);
    let moment = Moment { date, time, zone };
    let value = Dated { moment, wrong_weekday, ambiguous };
    Some(Spanned { span: Span::of(start..end), value })
}

type Parts = (usize, usize, Date, bool);

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// "20240724"
fn packed(words: &str, at: usize) -> Option<Parts> {
    let date =
        day(value(words, at, 4)?, value(words, at + 4, 2)?, value(words, at + 6, 2)?)?;
    (1990..=2060).contains(&date.year()).then_some((at, at + 8, date, false))
}

/// "2019-08-24", "2019/8/24", "2019 August 24", "2019年8月24日"
fn year_first(words: &str, at: usize) -> Option<Parts> {
    let year = value(words, at, 4)?;
    let (next, mark) = separator(words, at + 4)?;
    let digits = number(words, next);
    if digits == 0 {
        let (month, end) = month_at(words, next)?;
        let (next, _) = separator(words, end)?;
        let digits = number(words, next);
        let date = day(year, month, value(words, next, digits)?)?;
        return Some((at, next + digits, date, false));
    }
    if !(1..=2).contains(&digits) || mark == ' ' || mark == ',' {
        return None;
    }
    let month = value(words, next, digits)?;
    let (last, other) = separator(words, next + digits)?;
    let same = mark == other || (!mark.is_ascii() && !other.is_ascii());
    let digits = number(words, last);
    if !same || !(1..=2).contains(&digits) {
        return None;
    }
    let date = day(year, month, value(words, last, digits)?)?;
    let end = last + digits;
    let after = words.get(end..).unwrap_or_default();
    let mark = after.chars().next().filter(|letter| matches!(letter, '日' | '일'));
    Some((at, end + mark.map_or(0, char::len_utf8), date, false))
}

/// The place after one mark between parts of a day, with spaces around it, and the mark.
fn separator(words: &str, at: usize) -> Option<(usize, char)> {
    let rest = words.get(at..)?;
    let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    let spaces = rest.len() - trimmed.len();
    let letter = trimmed.chars().next()?;
    if matches!(letter, '-' | '/' | '.' | ',' | '年' | '月' | '년' | '월' | '–') {
        let after = trimmed.get(letter.len_utf8()..)?;
        let end = after.trim_start_matches([' ', '\u{a0}']);
        return Some((words.len() - end.len(), letter));
    }
    (spaces > 0 && spaces < 4).then_some((at + spaces, ' '))
}

/// The month whose name stands at `at`, and where it ends, with a full stop if it has one.
fn month_at(words: &str, at: usize) -> Option<(i16, usize)> {
    let rest = words.get(at..)?;
    let length = rest.find(|letter: char| !is_word(letter)).unwrap_or(rest.len());
    let name = rest.get(..length)?;
    if !(2..=40).contains(&length) {
        return None;
    }
    let month = MONTHS.get(&fold(name))?.parse().ok()?;
    let stop = usize::from(rest.get(length..)?.starts_with('.'));
    Some((month, at + length + stop))
}

fn is_word(letter: char) -> bool {
    letter.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&letter) || is_mark(letter)
}

/// Vowel marks of scripts that write them after the letter.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}'..='\u{e4e}')
}

/// "July 25, 2024": the number at `at` is the day.
fn month_before(words: &str, at: usize, digits: usize) -> Option<Parts> {
    let before = words.get(..at)?.trim_end_matches([' ', '\u{a0}', '.', ',']);
    if at - before.len() > 4 || before.len() == at {
        return None;
    }
    let start = before.rfind(|letter: char| !is_word(letter)).map_or(0, |found| {
        found
            + before.get(found..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8)
    });
    let (month, _) = month_at(words, start)?;
    let end = after_ordinal(words, at + digits);
    let (next, _) = separator(words, end)?;
    let next = after_little_word(words, next);
    let date = day(year_at(words, next)?, month, value(words, at, digits)?)?;
    Some((start, next + 4, date, false))
}

/// "24 July 2024", "24th of July, 2024", "24-Jul-2024", "24 de julio de 2024"
fn month_after(words: &str, at: usize, digits: usize) -> Option<Parts> {
    let end = after_ordinal(words, at + digits);
    let (next, _) = separator(words, end)?;
    let next = after_little_word(words, next);
    let (month, end) = month_at(words, next)?;
    let (mut next, mark) = separator(words, end)?;
    // Arab papers print a month's two names.
    if mark == '/'
        && let Some((_, end)) = month_at(words, next)
    {
        (next, _) = separator(words, end)?;
    }
    let next = after_little_word(words, next);
    let date = day(year_at(words, next)?, month, value(words, at, digits)?)?;
    Some((at, next + 4, date, false))
}

fn year_at(words: &str, at: usize) -> Option<i16> {
    (number(words, at) == 4).then(|| value(words, at, 4)).flatten()
}

fn after_ordinal(words: &str, at: usize) -> usize {
    let rest = words.get(at..).unwrap_or_default();
    let ordinal = ["st", "nd", "rd", "th", "er", "º", "ª", "."].iter().find(|end| {
        let after = rest.get(end.len()..).and_then(|rest| rest.chars().next());
        rest.get(..end.len()).is_some_and(|have| have.eq_ignore_ascii_case(end))
            && !after.is_some_and(char::is_alphabetic)
    });
    at + ordinal.map_or(0, |end| end.len())
}

/// "of", "de", "del", "the" between the parts of a day.
fn after_little_word(words: &str, at: usize) -> usize {
    let rest = words.get(at..).unwrap_or_default();
    let little = ["of ", "de ", "del ", "do ", "di ", "van ", "the "];
    let found = little.iter().find(|word| {
        rest.get(..word.len()).is_some_and(|have| have.eq_ignore_ascii_case(word))
    });
    at + found.map_or(0, |word| word.len())
}

/// "24/08/2019", "24.8.19"
fn numbers(words: &str, at: usize, digits: usize, first: First) -> Option<Parts> {
    let one = value(words, at, digits)?;
    let (next, mark) = separator(words, at + digits)?;
    let length = number(words, next);
    let two = value(words, next, length)?;
    let (last, other) = separator(words, next + length)?;
    let years = number(words, last);
    if mark != other || !matches!(mark, '/' | '.' | '-') || !(1..=2).contains(&length) {
        return None;
    }
    let glued = last + years - at > 14;
    let year = match years {
        4 => value(words, last, 4)?,
        2 if !glued && digits == 2 && length == 2 => 2000 + value(words, last, 2)?,
        _ => return None,
    };
    let (day_first, month_first) = (day(year, two, one), day(year, one, two));
    let ambiguous = day_first.is_some() && month_first.is_some() && one != two;
    let date = match first {
        First::Day => day_first.or(month_first),
        // Full stops stand between the numbers where the day comes first.
        First::Month if mark == '.' => day_first.or(month_first),
        First::Month => month_first.or(day_first),
    };
    Some((at, last + years, date?, ambiguous))
}

/// The weekday before a day, with the comma between.
fn weekday_before(words: &str, at: usize) -> (usize, Option<Weekday>) {
    let before = words.get(..at).unwrap_or_default();
    let trimmed = before.trim_end_matches([' ', '\u{a0}', ',', '.']);
    if trimmed.len() == before.len() || before.len() - trimmed.len() > 4 {
        return (at, None);
    }
    let start = trimmed.rfind(|letter: char| !is_word(letter)).map_or(0, |found| {
        found
            + trimmed
                .get(found..)
                .and_then(|s| s.chars().next())
                .map_or(1, char::len_utf8)
    });
    let name = trimmed.get(start..).unwrap_or_default();
    if name.len() > 40 {
        return (at, None);
    }
    let day = WEEKDAYS
        .get(&fold(name))
        .and_then(|number| number.parse().ok())
        .and_then(|number| Weekday::from_monday_one_offset(number).ok());
    (if day.is_some() { start } else { at }, day)
}

/// The time of day after a day: "T00:25:00+03:00", " | 00:25", ", at 3:15 PM GMT".
fn time_after(words: &str, at: usize) -> (usize, Option<Time>, Option<String>) {
    let rest = words.get(at..).unwrap_or_default();
    let lead = |letter: char| {
        matches!(
            letter,
            ' ' | '\u{a0}' | ',' | '|' | '-' | '–' | '—' | '·' | '•' | '@' | '/'
        )
    };
    let mut here =
        rest.strip_prefix(['T', 't']).unwrap_or_else(|| rest.trim_start_matches(lead));
    if rest.len() - here.len() > 12 {
        return (at, None, None);
    }
    here = here.strip_prefix("at ").unwrap_or(here);
    let start = words.len() - here.len();
    let digits = number(words, start);
    if !(1..=2).contains(&digits) {
        return (at, None, None);
    }
    let Some(clock) = clock(words, start, digits) else { return (at, None, None) };
    let (end, time) = clock;
    let (end, zone) = zone_after(words, end);
    (end, Some(time), zone)
}

fn clock(words: &str, at: usize, digits: usize) -> Option<(usize, Time)> {
    let hour = value(words, at, digits)?;
    let mark = words.get(at + digits..)?.chars().next()?;
    let minutes = at + digits + 1;
    if !matches!(mark, ':' | '.' | 'h') || number(words, minutes) != 2 {
        return None;
    }
    let minute = i8::try_from(value(words, minutes, 2)?).ok()?;
    let mut end = minutes + 2;
    if words.get(end..)?.starts_with(':') && number(words, end + 1) == 2 {
        end += 3;
        if words.get(end..)?.starts_with('.') {
            end += 1 + number(words, end + 1);
        }
    }
    let rest = words.get(end..)?;
    let spaces = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    let half: String =
        rest.get(spaces..)?.chars().take(4).filter(|c| *c != '.').collect();
    let half = half.to_ascii_lowercase();
    let (hour, end) = if half.starts_with("pm") || half.starts_with("am") {
        let dots = if rest.get(spaces..)?.get(1..2) == Some(".") { 4 } else { 2 };
        let late = if half.starts_with('p') { 12 } else { 0 };
        (hour % 12 + late, (end + spaces + dots).min(words.len()))
    } else {
        (hour, end)
    };
    let time = Time::new(i8::try_from(hour).ok()?, minute, 0, 0).ok()?;
    Some((end, time))
}

fn zone_after(words: &str, at: usize) -> (usize, Option<String>) {
    let rest = words.get(at..).unwrap_or_default();
    let tight = rest.trim_start_matches([' ', '\u{a0}']);
    let start = words.len() - tight.len();
    if tight.len() == rest.len() && (tight.starts_with('Z') || tight.starts_with('z')) {
        return (at + 1, Some("Z".to_owned()));
    }
    if tight.starts_with(['+', '-']) {
        let hours = number(words, start + 1);
        let colon =
            words.get(start + 1 + hours..).is_some_and(|rest| rest.starts_with(':'));
        let end = if colon { start + 6 } else { start + 1 + hours };
        let spaced = tight.len() < rest.len();
        let fits = (hours == 2 && colon)
            || (hours == 4 && (!spaced || is_offset(words, start + 1)));
        return match words.get(start..end) {
            Some(zone) if fits => (end, Some(zone.to_owned())),
            _ => (at, None),
        };
    }
    let end =
        tight.find(|letter: char| !letter.is_ascii_uppercase()).unwrap_or(tight.len());
    let name = tight.get(..end).unwrap_or_default();
    if ZONES.contains(&name) {
        return (start + end, Some(name.to_owned()));
    }
    (at, None)
}

/// Whether four digits are hours and minutes that a zone can be off by, and no year.
fn is_offset(words: &str, at: usize) -> bool {
    let part = |at: usize| value(words, at, 2).unwrap_or(99);
    part(at) <= 14 && part(at + 2) % 15 == 0 && part(at + 2) < 60
}

/// Names of zones as they are printed.
const ZONES: [&str; 18] = [
    "AST", "BST", "CDT", "CEST", "CET", "CST", "EDT", "EET", "EST", "ET", "GMT", "IST",
    "MDT", "MSK", "MST", "PDT", "PST", "UTC",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn first(words: &str) -> String {
        dates(words, First::Day, 1).first().map_or(String::new(), |date| {
            format!("{} {}", date.value.moment, words.get(date.span.range()).unwrap())
        })
    }

    #[test]
    fn a_day_is_read_in_each_way_it_is_printed() {
        let cases = [
            ("Wednesday 24 July 2024 | Politics", "2024-07-24 Wednesday 24 July 2024"),
            ("Thursday, July 25, 2024", "2024-07-25 Thursday, July 25, 2024"),
            ("2019/08/24 | 00:25", "2019-08-24T00:25 2019/08/24 | 00:25"),
            (
                "on 2031-08-24T10:05:00+03:00.",
                "2031-08-24T10:05+03:00 2031-08-24T10:05:00+03:00",
            ),
            ("24.08.2031", "2031-08-24 24.08.2031"),
            ("Updated 3 de mayo de 2031", "2031-05-03 3 de mayo de 2031"),
            (
                "Aug. 3rd, 2031 at 3:15 PM GMT",
                "2031-08-03T15:15GMT Aug. 3rd, 2031 at 3:15 PM GMT",
            ),
            ("14 березня 2020, 10:30", "2020-03-14T10:30 14 березня 2020, 10:30"),
            ("2031年8月24日", "2031-08-24 2031年8月24日"),
        ];
        for (words, want) in cases {
            assert_eq!(first(words), want);
        }
    }

    #[test]
    fn what_is_no_day_with_a_year_is_left_alone() {
        for words in
            ["September 9", "192 readings", "from 5,200 to 3000", "1.2.3", "30/30/2031"]
        {
            assert_eq!(first(words), "");
        }
    }

    #[test]
    fn a_weekday_that_does_not_fit_is_marked() {
        let found = dates("Monday, July 25, 2024", First::Day, 1);
        assert!(found.first().unwrap().value.wrong_weekday);
    }
}
