use dateline_findings::{Decimal, Field, Name, Value};
use dateline_record::{Decision, Entry, Ruling};
use dateline_text::Text;
use dateline_time::{Basis, Grain, When, tag};
use jiff::civil::Date;

use super::{Desk, Reviewer, sight};
use crate::{Error, World};

impl Desk {
    /// Rules that a field of an entry holds something else, by the first digits of the entry's
    /// identity: one decision for each of the findings it rests on. The words are read as what
    /// the field holds: a number, a time, a name, a list with `;` between its parts. Answers
    /// with the identity that the entry has now.
    ///
    /// # Errors
    /// When the digits stand for no entry or for several, there is no such field, the words are
    /// not what it holds, or the record cannot be written.
    pub fn correct(
        &mut self,
        world: &dyn World,
        digits: &str,
        (field, words): (&str, &str),
        reviewer: &Reviewer,
    ) -> Result<String, Error> {
        let entry = self.one_entry(digits)?;
        let known = Field::parse(field);
        let known = known.ok_or_else(|| {
            Error::usage(format!("there is no field `{field}`"))
                .with_hint("`dateline show ID` lists the fields of an entry")
        })?;
        let value = value(&entry, known, words.trim()).ok_or_else(|| {
            Error::usage(format!("`{words}` is not what `{field}` holds"))
                .with_hint("write a number in digits, a time as YYYY-MM-DD or YYYY-MM")
        })?;
        let keys = self.finding_keys(&entry)?.into_iter();
        let rulings = keys.map(|key| Ruling::Correct(key, known, value.clone()));
        let decisions: Vec<Decision> =
            rulings.map(|ruling| reviewer.rules(world, ruling)).collect();
        let last = decisions.last().map(Decision::id);
        self.rule_all(&decisions)?;
        self.settle()?;
        let part = self.part(sight::decisions)?;
        let ruled = part.decisions.iter();
        let mut ruled = ruled.filter(|ruled| Some(ruled.decision.id()) == last);
        let now = ruled.find_map(|ruled| ruled.entry).unwrap_or(entry.id);
        Ok(now.to_string())
    }
}

/// Words as the kind of value that the field has; of a field that is not there yet, as what its
/// name says.
pub(super) fn value(entry: &Entry, field: Field, words: &str) -> Option<Value> {
    if words.is_empty() {
        return None;
    }
    match entry.get(field) {
        Some(Value::Word(_)) => Some(Value::word(words)),
        Some(Value::Words(_)) => Some(Value::words(words)),
        Some(Value::Name(_)) => Some(name(words)),
        Some(Value::Number(_) | Value::Range(..)) => number(words),
        Some(Value::When(_)) => when(words),
        Some(Value::Truth(_)) => truth(words),
        Some(Value::List(values)) => {
            let names = matches!(values.first(), Some(Value::Name(_)));
            let parts = words.split(';').map(str::trim).filter(|part| !part.is_empty());
            let one = |part| if names { name(part) } else { Value::words(part) };
            Some(Value::List(parts.map(one).collect()))
        }
        None => unheld(field, words),
    }
}

pub(super) fn unheld(field: Field, words: &str) -> Option<Value> {
    match field {
        Field::Parties | Field::Signatories | Field::Members => {
            let parts = words.split(';').map(str::trim).filter(|part| !part.is_empty());
            Some(Value::List(parts.map(name).collect()))
        }
        Field::EventType
        | Field::Instrument
        | Field::Status
        | Field::Comparator
        | Field::Change
        | Field::Class
        | Field::Relation => Some(Value::word(words)),
        Field::Binding | Field::Cumulative => truth(words),
        Field::Date
        | Field::AsOf
        | Field::Deadline
        | Field::Created
        | Field::From
        | Field::To
        | Field::Since
        | Field::Until => when(words),
        Field::Number => number(words),
        Field::Speaker
        | Field::Actor
        | Field::Recipient
        | Field::Holder
        | Field::Committer
        | Field::Beneficiary
        | Field::Subject
        | Field::Object => Some(name(words)),
        _ => Some(Value::words(words)),
    }
}

fn name(words: &str) -> Value {
    Value::Name(Name { name: words.to_owned(), actor: None })
}

/// "5,200", "3000 to 5200".
fn number(words: &str) -> Option<Value> {
    let one = |words: &str| {
        let digits: String =
            words.chars().filter(|letter| !matches!(letter, ',' | ' ')).collect();
        Decimal::parse(&digits)
    };
    if let Some(number) = one(words) {
        return Some(Value::Number(number));
    }
    let (from, to) = words.split_once(" to ").or_else(|| words.split_once('–'))?;
    let (from, to) = (one(from)?, one(to)?);
    (from <= to).then_some(Value::Range(from, to))
}

/// "2031-08-21", "2031-08", "August 2031", "2031".
fn when(words: &str) -> Option<Value> {
    if let Some(when) = in_digits(words) {
        return Some(Value::When(when));
    }
    let text = Text::new(words);
    let whole = [text.span()];
    let found = tag(&text, &whole, None).into_iter();
    let mut resolved = found.filter(|one| one.span == text.span()).map(|one| one.value.1);
    let resolved = resolved.find(|when: &When| when.earliest.is_some());
    resolved.map(Value::When)
}

/// A day, month or year as tables write them.
fn in_digits(words: &str) -> Option<When> {
    let parts: Vec<&str> = words.split('-').collect();
    let is_digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if !parts.iter().all(is_digits) || lengths.first() != Some(&4) {
        return None;
    }
    let number = |place: usize| parts.get(place)?.parse::<i8>().ok();
    let year = parts.first()?.parse::<i16>().ok()?;
    let (earliest, latest, grain) = match lengths.as_slice() {
        [4] => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?, Grain::Year),
        [4, 2] => {
            let first = Date::new(year, number(1)?, 1).ok()?;
            (first, first.last_of_month(), Grain::Month)
        }
        [4, 2, 2] => {
            let day = Date::new(year, number(1)?, number(2)?).ok()?;
            (day, day, Grain::Day)
        }
        _ => return None,
    };
    Some(When {
        earliest: Some(earliest),
        latest: Some(latest),
        grain,
        timex: words.to_owned(),
        basis: Basis::Explicit,
        ..When::default()
    })
}

fn truth(words: &str) -> Option<Value> {
    match words {
        "yes" | "true" => Some(Value::Truth(true)),
        "no" | "false" => Some(Value::Truth(false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_have_its_thousands_apart() {
        let five = Decimal::from(5_200);
        assert_eq!(number("5,200"), Some(Value::Number(five)));
        let three = Decimal::from(3_000);
        assert_eq!(number("3000 to 5 200"), Some(Value::Range(three, five)));
        assert_eq!(number("5200 to 3000"), None);
        assert_eq!(number("many"), None);
    }

    #[test]
    fn a_month_stays_a_month_and_a_weekday_is_no_day() {
        let Some(Value::When(august)) = when("2031-08") else { panic!("not read") };
        assert_eq!(august.timex, "2031-08");
        assert_eq!(august.latest, Some(jiff::civil::date(2031, 8, 31)));
        assert_eq!(when("2031-13"), None);
        assert!(when("21 August 2031").is_some());
        assert_eq!(when("Sunday"), None);
        assert_eq!(when("2031-08 or so"), None);
    }
}
