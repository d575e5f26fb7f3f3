use std::collections::BTreeMap;
use std::str::FromStr;

use dateline::{After, Among, Asked, Depth, Error};
use jiff::civil::Date;

/// What a reader asks for: a page, in words or as data, and what narrows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// The parts of the address, without its ending.
    pub(crate) path: Vec<String>,
    /// In which shape it is asked for.
    pub(crate) shape: Shape,
    /// What stands behind the question mark, the last of each name.
    pub(crate) query: BTreeMap<String, String>,
}

/// The shapes of a page: its address with these endings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Shape {
    /// A page to read.
    #[default]
    Page,
    /// `.json`: its data.
    Json,
    /// `.csv`: its rows, for a spreadsheet.
    Csv,
    /// `.atom`: its lines as a feed.
    Atom,
}

impl Shape {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Json, ".json"), (Self::Csv, ".csv"), (Self::Atom, ".atom")];
}

/// The part of a list that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// What stands before it.
    pub(crate) after: Option<After>,
    /// How many it has at most.
    pub(crate) limit: usize,
}

/// How many lines a page has where no limit is given.
const LINES: usize = 200;
/// How many lines data has where no limit is given.
const DATA_LINES: usize = 500;
/// The most letters of words.
const LONGEST: usize = 200;
/// The most that are passed over.
const MOST_SKIPPED: usize = 1_000_000;
/// The most that are given at once.
const MOST_LINES: usize = 10_000;

impl Question {
    /// Reads an address.
    pub(crate) fn parse(path: &str, query: &str) -> Self {
        let ending = Shape::ALL.into_iter().find_map(|(shape, ending)| {
            path.strip_suffix(ending).map(|path| (path, shape))
        });
        let (path, shape) = ending.unwrap_or((path, Shape::Page));
        let parts = path.split('/').filter(|part| !part.is_empty());
        let mut query = pairs(query);
        // A form sends its empty fields, too; who asks for data says what is meant.
        if shape != Shape::Json {
            query.retain(|_, value| !value.trim().is_empty());
        }
        Self { path: parts.map(decoded).collect(), shape, query }
    }

    /// A value from behind the question mark.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(|value| value.trim())
    }

    /// Words from behind the question mark.
    ///
    /// # Errors
    /// When they are there and empty, or longer than 200 letters.
    pub(crate) fn words(&self, name: &str) -> Result<Option<&str>, Error> {
        let words = self.value(name);
        if words.is_some_and(|words| words.is_empty() || words.chars().count() > LONGEST)
        {
            return Err(Error::usage(format!("`{name}` is empty or too long"))
                .with_hint("give at most 200 letters, or leave it out"));
        }
        Ok(words)
    }

    /// What narrows the question.
    ///
    /// # Errors
    /// When a day or a number is none: to narrow nothing would show what was not asked for.
    pub(crate) fn asked(&self, today: Date) -> Result<Asked, Error> {
        let day = |name: &str| self.read::<Date>(name, "write a day as YYYY-MM-DD");
        let words = |name: &str| self.words(name).map(|words| words.map(str::to_owned));
        let lines = matches!(self.shape, Shape::Page | Shape::Csv);
        Ok(Asked {
            actor: words("actor")?,
            kind: words("kind")?,
            from: day("from")?,
            to: day("to")?,
            words: words("words")?,
            holding: words("modality")?,
            as_of: day("as_of")?,
            today: Some(today),
            known_by: day("known_by")?,
            depth: if lines { Depth::Lines } else { Depth::Words },
            ..Asked::default()
        })
    }

    /// Among what words are looked for.
    ///
    /// # Errors
    /// When it is none of the three.
    pub(crate) fn among(&self) -> Result<Among, Error> {
        let Some(word) = self.value("in") else { return Ok(Among::All) };
        Among::parse(word).ok_or_else(|| {
            Error::usage(format!("`in={word}` is not understood"))
                .with_hint("the words are all, entries, sentences")
        })
    }

    /// The part of a list that is asked for.
    ///
    /// # Errors
    /// When the limit is no number from 1 to 10,000, or the cursor is none that was given.
    pub(crate) fn leaf(&self) -> Result<Leaf, Error> {
        let usual = if self.shape == Shape::Page { self.lines() } else { DATA_LINES };
        let hint = "write a whole number from 1 to 10000";
        let limit = self.read::<usize>("limit", hint)?.unwrap_or(usual);
        if !(1..=MOST_LINES).contains(&limit) {
            let message = format!("`limit={limit}` is not understood");
            return Err(Error::usage(message).with_hint(hint));
        }
        let Some(cursor) = self.value("cursor") else {
            return Ok(Leaf { after: None, limit });
        };
        let after = read_cursor(cursor).ok_or_else(|| {
            Error::usage(format!("`cursor={cursor}` is not understood"))
                .with_hint("take the cursor from the page before, or leave it out")
        })?;
        Ok(Leaf { after: Some(after), limit })
    }

    /// How many lines this page has: fewer where each of them lists others.
    fn lines(&self) -> usize {
        match self.path.first().map(String::as_str) {
            Some("statements" | "figures" | "bodies" | "copies" | "coverage") => 25,
            Some("agreements" | "conflicts" | "people") => 50,
            Some("commitments") => 100,
            _ => LINES,
        }
    }

    /// How many lines are passed over.
    ///
    /// # Errors
    /// When it is no number from 0 to 1,000,000.
    pub(crate) fn skip(&self) -> Result<usize, Error> {
        let hint = "write a whole number up to 1000000";
        let skip = self.read::<usize>("skip", hint)?.unwrap_or_default();
        if skip > MOST_SKIPPED {
            let message = format!("`skip={skip}` is not understood");
            return Err(Error::usage(message).with_hint(hint));
        }
        Ok(skip)
    }

    fn read<T: FromStr>(&self, name: &str, hint: &str) -> Result<Option<T>, Error> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let read = value.parse().map_err(|_| {
            let message = format!("`{name}={value}` is not understood");
            Error::usage(message).with_hint(hint)
        })?;
        Ok(Some(read))
    }

    /// The address of the same page in another shape, or from another place on.
    pub(crate) fn address(
        &self,
        ending: &str,
        changed: &[(&str, Option<String>)],
    ) -> String {
        let path: Vec<String> = self.path.iter().map(|part| encoded(part)).collect();
        let mut query = self.query.clone();
        for (name, value) in changed {
            match value {
                Some(value) => query.insert((*name).to_owned(), value.clone()),
                None => query.remove(*name),
            };
        }
        let pairs = query.iter();
        let pairs =
            pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let pairs = pairs.collect::<Vec<_>>().join("&");
        let mark = if pairs.is_empty() { "" } else { "?" };
        format!("/{}{ending}{mark}{pairs}", path.join("/"))
    }
}

/// A place in a list as it stands in an address: its shape is nobody's business.
pub(crate) fn cursor(after: &After) -> String {
    format!("p{:x}.{}", after.place, after.key)
}

fn read_cursor(words: &str) -> Option<After> {
    let (place, key) = words.strip_prefix('p')?.split_once('.')?;
    let place = usize::from_str_radix(place, 16).ok()?;
    let is_one = place <= MOST_SKIPPED && key.chars().count() <= LONGEST;
    is_one.then(|| After { key: key.to_owned(), place, ..After::default() })
}

/// The pairs behind a question mark, or of a form that was sent.
pub(crate) fn pairs(query: &str) -> BTreeMap<String, String> {
    let pairs = query.split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        Some((decoded(name), decoded(value)))
    });
    pairs.collect()
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
    fn an_address_with_an_ending_is_the_same_page_in_another_shape() {
        let page = Question::parse("/entry/1a2b", "");
        let data = Question::parse("/entry/1a2b.json", "");
        assert_eq!(page.path, data.path);
        assert_eq!((page.shape, data.shape), (Shape::Page, Shape::Json));
        assert_eq!(Question::parse("/.json", "").path, Vec::<String>::new());
        assert_eq!(Question::parse("/timeline.csv", "").shape, Shape::Csv);
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
        let asked = question.asked(jiff::civil::date(2031, 8, 24)).unwrap();
        assert_eq!((asked.from, asked.actor), (None, None));
        assert_eq!(asked.to, Some(jiff::civil::date(2031, 8, 24)));
        let data = Question::parse("/timeline.json", "actor=+");
        assert!(data.asked(jiff::civil::date(2031, 8, 24)).is_err());
    }

    #[test]
    fn a_day_that_is_none_is_an_error_and_not_a_page_of_everything() {
        let question = Question::parse("/timeline", "from=soon");
        assert!(question.asked(jiff::civil::date(2031, 8, 24)).is_err());
    }

    #[test]
    fn a_cursor_leads_to_its_place_and_another_word_to_none() {
        let key = "2031-08-24~1a2b".to_owned();
        let after = After { key, place: 400, ..After::default() };
        let question =
            Question::parse("/timeline", &format!("cursor={}", encoded(&cursor(&after))));
        assert_eq!(question.leaf().unwrap().after, Some(after));
        for wrong in ["cursor=400", "cursor=pzz.", "limit=0", "limit=10001", "limit=-1"] {
            assert!(Question::parse("/timeline", wrong).leaf().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_address_of_another_shape_keeps_what_narrows() {
        let question = Question::parse("/timeline", "actor=Varn+%26+Co&cursor=p1");
        let data = question.address(".json", &[("cursor", None)]);
        assert_eq!(data, "/timeline.json?actor=Varn%20%26%20Co");
    }
}
