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
    fn a_score_has_three_places() {
        assert_eq!(per_mille(870).to_string(), "0.87");
    }
}
