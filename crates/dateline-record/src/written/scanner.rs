use std::str::FromStr;

use dateline_text::Span;

/// Reads written lines from the front; every step says whether it fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(words: &'a str) -> Self {
        Self { rest: words }
    }

    pub(super) fn is_done(self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn peek(self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Takes `word` if it is next.
    pub(super) fn take(&mut self, word: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(())
    }

    /// Takes letters as long as they fit; may be none.
    pub(super) fn run(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|letter| !fits(letter)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        run
    }

    /// A word of small letters, digits and underscores.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let word = self.run(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        (!word.is_empty()).then_some(word)
    }

    /// Whole or decimal digits, with a minus.
    pub(super) fn digits(&mut self) -> &'a str {
        self.run(|letter| letter.is_ascii_digit() || letter == '-')
    }

    pub(super) fn number<T: FromStr>(&mut self) -> Option<T> {
        self.digits().parse().ok()
    }

    /// `12..23`
    pub(super) fn span(&mut self) -> Option<Span> {
        let start = self.number()?;
        self.take("..")?;
        Span::new(start, self.number()?)
    }

    /// Spans with commas between them; may be none.
    pub(super) fn spans(&mut self) -> Option<Vec<Span>> {
        let mut spans = Vec::new();
        while self.peek().is_some_and(|letter| letter.is_ascii_digit()) {
            spans.push(self.span()?);
            if self.take(",").is_none() {
                break;
            }
        }
        Some(spans)
    }

    /// Words between quotation marks.
    pub(super) fn quoted(&mut self) -> Option<String> {
        self.take("\"")?;
        let mut words = String::new();
        loop {
            words.push_str(self.run(|letter| letter != '"' && letter != '\\'));
            if self.take("\"").is_some() {
                return Some(words);
            }
            self.take("\\")?;
            let letter = self.peek()?;
            self.rest = self.rest.strip_prefix(letter)?;
            words.push(match letter {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                other => other,
            });
        }
    }
}

/// Words between quotation marks, on one line whatever is in them.
pub(super) fn quote(words: &str, line: &mut String) {
    line.push('"');
    for letter in words.chars() {
        match letter {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\t' => line.push_str("\\t"),
            '\r' => line.push_str("\\r"),
            other => line.push(other),
        }
    }
    line.push('"');
}

pub(super) fn quoted(words: &str) -> String {
    let mut line = String::with_capacity(words.len() + 2);
    quote(words, &mut line);
    line
}

pub(super) fn spans(spans: &[Span]) -> String {
    spans.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
