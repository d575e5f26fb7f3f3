//! Numbers of a record as whole numbers that a drawing can measure.

use serde_json::Value;

/// A number in thousandths; `None` where it is none or beyond measure.
pub(super) fn thousandths(value: &Value) -> Option<i64> {
    let words = match value {
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let (negative, digits) = match words.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, words.as_str()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: i64 = whole.parse().ok()?;
    let mut thousandths = 0;
    for digit in part.chars().chain("000".chars()).take(3) {
        thousandths = thousandths * 10 + i64::from(digit.to_digit(10)?);
    }
    let size = whole.checked_mul(1000)?.checked_add(thousandths)?;
    Some(if negative { -size } else { size })
}

/// Both ends of a value: of a range its ends, of a number twice the number.
pub(super) fn ends(value: &Value) -> Option<(i64, i64)> {
    match value {
        Value::Array(ends) => {
            let low = thousandths(ends.first()?)?;
            let high = thousandths(ends.last()?)?;
            Some((low.min(high), low.max(high)))
        }
        one => thousandths(one).map(|number| (number, number)),
    }
}

/// A step of 1, 2 or 5 with zeros behind it, so that about four of them reach `most`.
pub(super) fn step(most: i64) -> i64 {
    let mut step = 1;
    loop {
        for times in [1, 2, 5] {
            let candidate: i64 = step * times;
            if candidate.saturating_mul(5) >= most {
                return candidate;
            }
        }
        let Some(more) = step.checked_mul(10).filter(|more| *more < i64::MAX / 10) else {
            return step;
        };
        step = more;
    }
}

/// Thousandths for a reader: "5,200", "2.5".
pub(super) fn told(thousandths: i64) -> String {
    let size = thousandths.unsigned_abs();
    let digits = (size / 1000).to_string();
    let mut told = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    if !size.is_multiple_of(1000) {
        told.push('.');
        told.push_str(format!("{:03}", size % 1000).trim_end_matches('0'));
    }
    if thousandths < 0 { format!("-{told}") } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_is_measured_in_thousandths() {
        assert_eq!(thousandths(&json!(5200)), Some(5_200_000));
        assert_eq!(thousandths(&json!(-2.5)), Some(-2500));
        assert_eq!(ends(&json!([3000, 5200])), Some((3_000_000, 5_200_000)));
        assert_eq!(thousandths(&json!("many")), None);
        assert_eq!(thousandths(&json!(1e300)), None);
    }

    #[test]
    fn an_axis_has_round_steps() {
        assert_eq!(step(5_200_000), 2_000_000);
        assert_eq!(step(0), 1);
        assert!(step(i64::MAX) > 0);
        assert_eq!(told(5_200_000), "5,200");
        assert_eq!(told(-2_500), "-2.5");
    }
}
