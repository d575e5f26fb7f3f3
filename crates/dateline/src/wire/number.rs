use dateline_language::Decimal;
use serde_json::{Number, Value};

/// A number as JSON: whole where it is whole.
pub(crate) fn number(decimal: Decimal) -> Value {
    match decimal.whole() {
        Some(whole) => Value::from(whole),
        None => decimal
            .to_string()
            .parse()
            .ok()
            .and_then(Number::from_f64)
            .map_or(Value::Null, Value::Number),
    }
}

/// A score per mille as a number from 0 to 1.
pub(crate) fn per_mille(score: u16) -> Value {
    Number::from_f64(f64::from(score) / 1000.0).map_or(Value::Null, Value::Number)
}

/// An angle in millionths of a degree as a number of degrees.
pub(crate) fn degrees(millionths: i32) -> Value {
    let degrees = f64::from(millionths) / 1_000_000.0;
    Number::from_f64(degrees).map_or(Value::Null, Value::Number)
}

/// A number of things in words: "1 report", "5 reports", "3 entries".
#[must_use]
pub fn count(number: usize, one: &str) -> String {
    match (number, one.strip_suffix('y')) {
        (1, _) => format!("1 {one}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {one}s"),
    }
}

/// A number for a reader, with its thousands apart: "5,200", "2.5".
pub(crate) fn grouped(decimal: Decimal) -> String {
    let written = decimal.to_string();
    let (sign, written) = match written.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", written.as_str()),
    };
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !part.is_empty() {
        grouped.push('.');
        grouped.push_str(part);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_has_no_point() {
        assert_eq!(number(Decimal::from(5_200)).to_string(), "5200");
        let half = Decimal::parse("2.5").unwrap();
        assert_eq!(number(half).to_string(), "2.5");
    }

    #[test]
    fn counts_are_words() {
        assert_eq!(count(1, "entry"), "1 entry");
        assert_eq!(count(3, "entry"), "3 entries");
        assert_eq!(count(0, "report"), "0 reports");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(Decimal::from(5_200)), "5,200");
        assert_eq!(grouped(Decimal::from(-1_234_567)), "-1,234,567");
        assert_eq!(grouped(Decimal::parse("2.5").unwrap()), "2.5");
    }

    #[test]
    fn an_angle_has_six_places_at_most() {
        assert_eq!(degrees(36_816_667).to_string(), "36.816667");
        assert_eq!(degrees(-500_000).to_string(), "-0.5");
    }

    #[test]
    fn a_score_has_three_places() {
        assert_eq!(per_mille(870).to_string(), "0.87");
    }
}
