//! Dates that cannot be as they are written.

use std::fmt;
use std::str::FromStr;

use dateline_text::{Spanned, Text};
use jiff::civil::Date;

use crate::lexicon::Class;
use crate::point::{small, weekday_number};
use crate::token::{Token, tokens};
use crate::{Basis, Expression, Grain, When, calendar};

/// A day as a report writes it, which may be none of the calendar: `2042-11-31`, `XXXX-02-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WrittenDay {
    /// Its year, where it is known.
    pub year: Option<i16>,
    /// Its month, from 1.
    pub month: u8,
    /// Its day, from 1.
    pub day: u8,
}

impl WrittenDay {
    /// The day of the calendar that it is, if there is one.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        calendar::date(self.year?, self.month, self.day)
    }
}

impl From<Date> for WrittenDay {
    fn from(date: Date) -> Self {
        let (month, day) = (small(date.month()), small(date.day()));
        Self { year: Some(date.year()), month, day }
    }
}

impl fmt::Display for WrittenDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(out, "{year:04}")?,
            None => out.write_str("XXXX")?,
        }
        write!(out, "-{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for WrittenDay {
    type Err = ();

    /// Reads what [`Display`](fmt::Display) writes.
    fn from_str(words: &str) -> Result<Self, ()> {
        let mut parts = words.rsplitn(3, '-');
        let mut number = || parts.next()?.parse().ok();
        let (day, month) = (number().ok_or(())?, number().ok_or(())?);
        let year = match parts.next().ok_or(())? {
            "XXXX" => None,
            year => Some(year.parse().map_err(|_| ())?),
        };
        Ok(Self { year, month, day })
    }
}

/// A date without its year is taken at its word so many days from the publication; farther off
/// the weekday may belong to another year.
const NEAR: i64 = 45;

/// The dates that cannot be as they are written: with a weekday on which they do not fall
/// ("Friday 7 February 2035" was a Wednesday), or of a day that the month does not have
/// ("31 November"), each with the day as it was read.
///
/// A weekday beside a date without its year counts only near the day of publication. Nothing is
/// mended: which of the two is wrong, the words do not say.
#[must_use]
pub fn misdated(
    text: &Text,
    times: &[Spanned<(Expression, When)>],
    published: Option<Date>,
) -> Vec<Spanned<WrittenDay>> {
    let misdated = times.iter().filter_map(|time| {
        let day =
            no_such_day(time).or_else(|| on_another_weekday(text, time, published))?;
        Some(Spanned { span: time.span, value: day })
    });
    misdated.collect()
}

/// The day as written, where its month was read without it.
fn no_such_day(time: &Spanned<(Expression, When)>) -> Option<WrittenDay> {
    let (expression, when) = &time.value;
    let mut point = expression.named_day()?;
    point.year = point.year.or(when.earliest.map(Date::year));
    let (month, day) = point.no_such_day()?;
    (when.grain == Grain::Month).then_some(WrittenDay { year: point.year, month, day })
}

fn on_another_weekday(
    text: &Text,
    time: &Spanned<(Expression, When)>,
    published: Option<Date>,
) -> Option<WrittenDay> {
    let when = &time.value.1;
    let day = when.earliest.filter(|day| when.latest == Some(*day))?;
    let near = published.is_some_and(|published| {
        published.until(day).is_ok_and(|away| i64::from(away.get_days()).abs() <= NEAR)
    });
    let written = tokens(text.words(time.span), time.span.start());
    let [first, rest @ ..] = written.as_slice() else { return None };
    let dated = rest.iter().any(|token| token.is(Class::Number));
    let differs = is_other_weekday(first, day);
    (differs && dated && (near || when.basis == Basis::Explicit)).then(|| day.into())
}

fn is_other_weekday(token: &Token, day: Date) -> bool {
    token.is(Class::Weekday) && token.value != i32::from(weekday_number(day.weekday()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::tag;

    fn found(words: &str) -> Vec<String> {
        let text = Text::new(words);
        let published = Some(date(2035, 2, 9));
        let times = tag(&text, &[text.span()], published);
        let found = misdated(&text, &times, published).into_iter();
        found.map(|date| format!("{} {}", text.words(date.span), date.value)).collect()
    }

    #[test]
    fn a_weekday_on_which_its_date_does_not_fall_is_found() {
        assert_eq!(
            found("They met on Friday 7 February and on Friday, 9 February."),
            ["Friday 7 February 2035-02-07"]
        );
        assert_eq!(
            found("It was signed on Monday, May 24, 2033, in Varn."),
            ["Monday, May 24, 2033 2033-05-24"]
        );
    }

    #[test]
    fn a_day_that_its_month_does_not_have_is_found() {
        assert_eq!(
            found("The ferry sank on 31 November and was raised on 30 November."),
            ["31 November 2034-11-31"]
        );
        assert_eq!(
            found("It was signed on February 30, 2033, and again on 31/04/2034."),
            ["February 30, 2033 2033-02-30", "31/04/2034 2034-04-31"]
        );
        assert_eq!(found("He died on 29 February."), ["29 February 2035-02-29"]);
        assert_eq!(found("He died on 29 February 2032."), Vec::<String>::new());
    }

    #[test]
    fn a_written_day_reads_what_it_writes() {
        for words in ["2042-11-31", "XXXX-02-30", "0987-02-01"] {
            let day: Result<WrittenDay, ()> = words.parse();
            assert_eq!(day.map(|day| day.to_string()), Ok(words.to_owned()));
        }
        assert_eq!("2042-11".parse::<WrittenDay>(), Err(()));
    }

    #[test]
    fn a_weekday_alone_and_a_date_far_off_without_its_year_are_not() {
        assert_eq!(found("They met on Friday."), Vec::<String>::new());
        assert_eq!(found("They met on Friday 6 October."), Vec::<String>::new());
        assert_eq!(found("They met on Wednesday, 7 February."), Vec::<String>::new());
    }
}
