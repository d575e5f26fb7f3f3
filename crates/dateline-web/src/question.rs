use std::collections::BTreeMap;
use std::str::FromStr;

use dateline::{Asked, Error};
use jiff::civil::Date;

/// What a reader asks for: a page, in words or as data, and what narrows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// The parts of the address, without `.json`.
    pub(crate) path: Vec<String>,
    /// Whether the data is asked for, and not the page.
    pub(crate) json: bool,
    /// What stands behind the question mark, the last of each name.
    pub(crate) query: BTreeMap<String, String>,
}

impl Question {
    /// Reads an address.
    pub(crate) fn parse(path: &str, query: &str) -> Self {
        let (path, json) = match path.strip_suffix(".json") {
            Some(page) => (page, true),
            None => (path, false),
        };
        let parts = path.split('/').filter(|part| !part.is_empty());
        let pairs = query.split('&').filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            Some((decoded(name), decoded(value)))
        });
        Self {
            path: parts.map(decoded).collect(),
            json,
            query: pairs.filter(|(_, value)| !value.trim().is_empty()).collect(),
        }
    }

    /// A value from behind the question mark.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(|value| value.trim())
    }

    /// What narrows the question.
    ///
    /// # Errors
    /// When a day or a number is none: to narrow nothing would show what was not asked for.
    pub(crate) fn asked(&self, today: Date) -> Result<Asked, Error> {
        let day = |name: &str| self.read::<Date>(name, "write a day as YYYY-MM-DD");
        let words = |name: &str| self.value(name).map(str::to_owned);
        Ok(Asked {
            actor: words("actor"),
            kind: words("kind"),
            from: day("from")?,
            to: day("to")?,
            words: words("words"),
            as_of: day("as_of")?,
            today: Some(today),
            known_by: day("known_by")?,
            limit: self.limit()?,
            ..Asked::default()
        })
    }

    /// How many are asked for at most.
    ///
    /// # Errors
    /// When that is no number.
    pub(crate) fn limit(&self) -> Result<Option<usize>, Error> {
        self.read("limit", "write a whole number")
    }

    fn read<T: FromStr>(&self, name: &str, hint: &str) -> Result<Option<T>, Error> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let read = value.parse().map_err(|_| {
            let message = format!("`{name}={value}` is not understood");
            Error::usage(message).with_hint(hint)
        })?;
        Ok(Some(read))
    }
}

/// Reads `%20` and `+`; bytes that are no letters become marks.
fn decoded(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.bytes();
    while let Some(byte) = rest.next() {
        let code = match byte {
            b'+' => Some(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                let code = ahead.next().zip(ahead.next()).and_then(hexadecimal);
                if code.is_some() {
                    rest = ahead;
                }
                code.or(Some(b'%'))
            }
            other => Some(other),
        };
        bytes.extend(code);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal((high, low): (u8, u8)) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// Words as they stand in an address.
pub(crate) fn encoded(words: &str) -> String {
    let mut address = String::new();
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_json_behind_it_is_the_data_of_the_page() {
        let page = Question::parse("/entry/1a2b", "");
        let data = Question::parse("/entry/1a2b.json", "");
        assert_eq!(page.path, data.path);
        assert!(data.json && !page.json);
        assert_eq!(Question::parse("/.json", "").path, Vec::<String>::new());
    }

    #[test]
    fn what_is_encoded_comes_back() {
        let words = "Nájah & “ties” 100 %";
        assert_eq!(decoded(&encoded(words)), words);
        assert_eq!(decoded("a%2"), "a%2");
        assert_eq!(decoded("a+b%zz"), "a b%zz");
    }

    #[test]
    fn an_empty_value_narrows_nothing() {
        let question = Question::parse("/timeline", "from=&to=2031-08-24&actor=+");
        assert_eq!(question.value("actor"), None);
        assert_eq!(question.value("to"), Some("2031-08-24"));
    }

    #[test]
    fn a_day_that_is_none_is_said_and_not_passed_over() {
        let today = jiff::civil::date(2031, 8, 24);
        let wrong = Question::parse("/timeline", "from=2031-13-01");
        assert!(wrong.asked(today).is_err_and(|error| error.is_usage()));
        let right = Question::parse("/timeline", "from=2031-12-01&limit=3");
        assert_eq!(right.asked(today).unwrap().limit, Some(3));
    }
}
