use dateline_findings::{Decimal, Field, Name, Value};
use dateline_record::{Decision, Entry, Ruling};
use dateline_text::Text;
use dateline_time::{When, tag};

use super::review::moment;
use super::{Desk, Reviewer};
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
        let at = moment(world);
        let mut last = None;
        for key in self.finding_keys(&entry)? {
            let decision = Decision {
                at,
                by: reviewer.name.clone(),
                ruling: Ruling::Correct(key, known, value.clone()),
                because: reviewer.because.clone(),
            };
            last = Some(decision.id());
            self.rule(&decision)?;
        }
        self.settle()?;
        let ruled = self.view()?.decisions.iter();
        let mut ruled = ruled.filter(|ruled| Some(ruled.decision.id()) == last);
        let now = ruled.find_map(|ruled| ruled.entry).unwrap_or(entry.id);
        Ok(now.to_string())
    }
}

/// Words as the kind of value that the field has; of a field that is not there yet, as what its
/// name says.
fn value(entry: &Entry, field: Field, words: &str) -> Option<Value> {
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

fn unheld(field: Field, words: &str) -> Option<Value> {
    match field {
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

/// "2031-08-21", "August 2031", "2031".
fn when(words: &str) -> Option<Value> {
    let text = Text::new(words);
    let whole = [text.span()];
    let found = tag(&text, &whole, None).into_iter();
    let mut resolved = found.filter(|one| one.span == text.span()).map(|one| one.value.1);
    let resolved = resolved.find(|when: &When| when.earliest.is_some());
    resolved.map(Value::When)
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
        assert!(when("21 August 2031").is_some());
        assert_eq!(when("Sunday"), None);
        assert_eq!(when("2031-08 or so"), None);
    }
}
