use dateline_time::{Basis, When};
use serde_json::{Map, Value};

/// Puts the words for a date into `fields`, under `key`: the day or prefix, or null with
/// what the text alone gives.
///
/// A vague time ("now") and a duration are no day, and a constraint is never written as one.
pub(crate) fn put_date(fields: &mut Map<String, Value>, key: &str, when: &When) {
    let bounded = when.earliest.is_some() && when.latest.is_some();
    let day = (bounded && is_dated(when)).then(|| Value::from(when.timex.as_str()));
    let known = day.is_some();
    fields.insert(key.to_owned(), day.unwrap_or(Value::Null));
    // With one end open it is a bound, and no day.
    if let (Some(earliest), None) = (when.earliest, when.latest) {
        fields.insert(format!("{key}_after"), Value::from(earliest.to_string()));
    }
    if let (None, Some(latest)) = (when.earliest, when.latest) {
        fields.insert(format!("{key}_before"), Value::from(latest.to_string()));
    }
    if !known && when.timex.starts_with("XXXX") {
        fields.insert(format!("{key}_text_only"), Value::from(when.timex.as_str()));
    }
    if !known && !when.candidates.is_empty() {
        let candidates = when.candidates.iter().map(|day| Value::from(day.as_str()));
        fields.insert(format!("{key}_candidates"), candidates.collect());
    }
    if when.basis != Basis::Unresolved {
        fields.insert(format!("{key}_basis"), Value::from(when.basis.as_str()));
    }
}

/// The time as one value: null where no year is known.
pub(crate) fn date_value(when: &When) -> Value {
    let written = is_dated(when) || when.timex.starts_with('P');
    if written && !when.timex.ends_with("_REF") {
        return Value::from(when.timex.as_str());
    }
    Value::Null
}

fn is_dated(when: &When) -> bool {
    let starts_with_year = when
        .timex
        .get(..2)
        .is_some_and(|century| century.bytes().all(|byte| byte.is_ascii_digit()));
    when.earliest.is_some() && starts_with_year
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_without_a_year_is_no_day() {
        let when = When { timex: "XXXX-09-09".to_owned(), ..When::default() };
        let mut fields = Map::new();
        put_date(&mut fields, "date", &when);
        assert_eq!(fields["date"], Value::Null);
        assert_eq!(fields["date_text_only"], "XXXX-09-09");
        assert!(!fields.contains_key("date_basis"));
    }

    #[test]
    fn a_bound_is_no_day() {
        let when = When {
            earliest: Some(date(2031, 8, 21)),
            timex: "2031-08-21".to_owned(),
            ..When::default()
        };
        let mut fields = Map::new();
        put_date(&mut fields, "date", &when);
        assert_eq!(fields["date"], Value::Null);
        assert_eq!(fields["date_after"], "2031-08-21");
    }

    #[test]
    fn a_day_says_from_where_it_was_counted() {
        let day = Some(date(2031, 8, 21));
        let when = When {
            earliest: day,
            latest: day,
            timex: "2031-08-21".to_owned(),
            basis: Basis::Published,
            ..When::default()
        };
        let mut fields = Map::new();
        put_date(&mut fields, "date", &when);
        assert_eq!(fields["date"], "2031-08-21");
        assert_eq!(fields["date_basis"], "relative_to_dateline");
    }
}
