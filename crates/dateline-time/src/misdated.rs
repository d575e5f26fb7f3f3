use dateline_text::{Spanned, Text};
use jiff::civil::Date;

use crate::lexicon::Class;
use crate::point::weekday_number;
use crate::token::tokens;
use crate::{Basis, Expression, When};

/// A date without its year is taken at its word so many days from the publication; farther off
/// the weekday may belong to another year.
const NEAR: i64 = 45;

/// The dates that are written with a weekday on which they do not fall, with the day that each
/// was read as: "Friday 7 February 2035" was a Wednesday.
///
/// A date without its year counts only near the day of publication. Nothing is mended: which of
/// the two is wrong, the words do not say.
#[must_use]
pub fn misdated(
    text: &Text,
    times: &[Spanned<(Expression, When)>],
    published: Option<Date>,
) -> Vec<Spanned<Date>> {
    let misdated = times.iter().filter_map(|time| {
        let when = &time.value.1;
        let day = when.earliest.filter(|day| when.latest == Some(*day))?;
        let near = published.is_some_and(|published| {
            published
                .until(day)
                .is_ok_and(|away| i64::from(away.get_days()).abs() <= NEAR)
        });
        let written = tokens(text.words(time.span), time.span.start());
        let [first, rest @ ..] = written.as_slice() else { return None };
        let dated = rest.iter().any(|token| token.is(Class::Number));
        let differs = first.is(Class::Weekday)
            && first.value != i32::from(weekday_number(day.weekday()));
        (differs && dated && (near || when.basis == Basis::Explicit))
            .then_some(Spanned { span: time.span, value: day })
    });
    misdated.collect()
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
    fn a_weekday_alone_and_a_date_far_off_without_its_year_are_not() {
        assert_eq!(found("They met on Friday."), Vec::<String>::new());
        assert_eq!(found("They met on Friday 6 October."), Vec::<String>::new());
        assert_eq!(found("They met on Wednesday, 7 February."), Vec::<String>::new());
    }
}
