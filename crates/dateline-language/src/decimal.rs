use std::fmt;

/// A number as news prints it, exact to six places: "5,200", "2.5 million", "0.3".
///
/// Ordered and equal by value; never rounded by a float.
///
/// ```
/// use dateline_language::Decimal;
/// assert_eq!(Decimal::from(5_200).to_string(), "5200");
/// assert_eq!(Decimal::parse("2.5").unwrap().to_string(), "2.5");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    millionths: i128,
}

const ONE: i128 = 1_000_000;

impl Decimal {
    /// The number that many millionths make.
    #[must_use]
    pub const fn from_millionths(millionths: i128) -> Self {
        Self { millionths }
    }

    /// How many millionths it is.
    #[must_use]
    pub const fn millionths(self) -> i128 {
        self.millionths
    }

    /// Reads plain digits with at most one point, and a minus: "1200", "-0.25". No commas.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        let (negative, digits) = match digits.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, digits),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !all_digits(whole) || !all_digits(part) || whole.len() > 24 {
            return None;
        }
        let whole: i128 = whole.parse().ok()?;
        let mut places = 0;
        for digit in part.bytes().chain(std::iter::repeat(b'0')).take(6) {
            places = places * 10 + i128::from(digit - b'0');
        }
        let millionths = whole * ONE + places;
        Some(Self { millionths: if negative { -millionths } else { millionths } })
    }

    /// The product, `None` when it is out of range. Digits past the sixth place are cut.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let product = self.millionths.checked_mul(other.millionths)?;
        Some(Self { millionths: product / ONE })
    }

    /// The sum, `None` when it is out of range.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self { millionths: self.millionths.checked_add(other.millionths)? })
    }

    /// The whole number it is, if it is one.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        if !self.millionths.unsigned_abs().is_multiple_of(ONE.unsigned_abs()) {
            return None;
        }
        i64::try_from(self.millionths / ONE).ok()
    }
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self { millionths: i128::from(whole) * ONE }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.millionths.unsigned_abs();
        let sign = if self.millionths < 0 { "-" } else { "" };
        let one = ONE.unsigned_abs();
        write!(formatter, "{sign}{}", size / one)?;
        if size.is_multiple_of(one) {
            return Ok(());
        }
        let places = format!("{:06}", size % one);
        write!(formatter, ".{}", places.trim_end_matches('0'))
    }
}
