use std::fmt;

/// A point on the globe, in millionths of a degree.
///
/// Always lies on it: 90 degrees north or south at most, 180 east or west.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    latitude: i32,
    longitude: i32,
}

const DEGREE: i64 = 1_000_000;

impl Point {
    /// Reads a latitude and a longitude: degrees with a decimal point, or degrees, minutes and
    /// seconds in a row as ISO 6709 writes them.
    ///
    /// ```
    /// use dateline_names::Point;
    /// let point = Point::parse("-1.5", "36.82").unwrap();
    /// assert_eq!(Point::parse("-0130", "+0364912"), Some(point));
    /// assert_eq!(Point::parse("91", "0"), None);
    /// ```
    #[must_use]
    pub fn parse(latitude: &str, longitude: &str) -> Option<Self> {
        let latitude = angle(latitude, 2).filter(|at| at.abs() <= 90 * DEGREE)?;
        let longitude = angle(longitude, 3).filter(|at| at.abs() <= 180 * DEGREE)?;
        Some(Self {
            latitude: i32::try_from(latitude).ok()?,
            longitude: i32::try_from(longitude).ok()?,
        })
    }

    /// Millionths of a degree to the north.
    #[must_use]
    pub const fn latitude(self) -> i32 {
        self.latitude
    }

    /// Millionths of a degree to the east.
    #[must_use]
    pub const fn longitude(self) -> i32 {
        self.longitude
    }
}

impl fmt::Display for Point {
    /// Latitude, then longitude, in degrees.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", degrees(self.latitude), degrees(self.longitude))
    }
}

/// Millionths of a degree as degrees with a decimal point, no more digits than it takes.
fn degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let all = millionths.unsigned_abs();
    let written = format!("{sign}{}.{:06}", all / 1_000_000, all % 1_000_000);
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// An angle in millionths of a degree; degrees have so many digits where minutes follow.
fn angle(words: &str, digits: usize) -> Option<i64> {
    let (sign, rest) = match words.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, words.strip_prefix('+').unwrap_or(words)),
    };
    let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
    let is_number = |words: &str| words.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(part) {
        return None;
    }
    if whole.len() <= digits {
        let millionths: String = part.chars().chain("000000".chars()).take(6).collect();
        let all: i64 =
            whole.parse::<i64>().ok()? * DEGREE + millionths.parse::<i64>().ok()?;
        return Some(sign * all);
    }
    let two = |from: usize| -> Option<i64> {
        let number = whole.get(from..from + 2)?.parse().ok()?;
        (number < 60).then_some(number)
    };
    let minutes = two(digits)?;
    let seconds = if whole.len() == digits + 2 { 0 } else { two(digits + 2)? };
    if whole.len() > digits + 4 || !part.is_empty() {
        return None;
    }
    let seconds =
        whole.get(..digits)?.parse::<i64>().ok()? * 3600 + minutes * 60 + seconds;
    Some(sign * (seconds * DEGREE + 1800) / 3600)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn minutes_and_seconds_are_parts_of_a_degree() {
        let point = Point::parse("+404251", "-0740023").unwrap();
        assert_eq!((point.latitude(), point.longitude()), (40_714_167, -74_006_389));
        assert_eq!(Point::parse("+4230", "+00131").unwrap().to_string(), "42.5 1.516667");
    }

    #[test]
    fn what_lies_on_no_globe_is_none() {
        for (latitude, longitude) in [
            ("", ""),
            ("90.000001", "0"),
            ("0", "180.1"),
            ("-", "1"),
            ("1e2", "0"),
            ("+4260", "0"),
            ("123", "0"),
            ("12345", "0"),
            ("٣", "0"),
        ] {
            assert_eq!(Point::parse(latitude, longitude), None, "{latitude} {longitude}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_the_same(
            latitude in -90_000_000..=90_000_000_i32,
            longitude in -180_000_000..=180_000_000_i32,
        ) {
            let point = Point { latitude, longitude };
            let written = point.to_string();
            let (one, other) = written.split_once(' ').unwrap();
            prop_assert_eq!(Point::parse(one, other), Some(point));
        }

        #[test]
        fn no_words_are_too_odd(one in ".{0,12}", other in "[-+0-9.]{0,12}") {
            let _ = Point::parse(&one, &other);
            let _ = Point::parse(&other, &one);
        }
    }
}
