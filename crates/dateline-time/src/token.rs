use dateline_text::Span;

use crate::lexicon::{Class, LONGEST, Marks, entry, packed};

/// A word, number or sign of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) class: Class,
    /// The value within the class; for a sign, the sign.
    pub(crate) value: i32,
    /// How many digits a number has.
    pub(crate) digits: u8,
    pub(crate) marks: Marks,
}

impl Token {
    pub(crate) fn is(&self, class: Class) -> bool {
        self.class == class
    }

    pub(crate) fn is_sign(&self, sign: char) -> bool {
        self.class == Class::Sign && self.value == sign as i32
    }

    pub(crate) fn has(&self, mark: Marks) -> bool {
        self.marks.has(mark)
    }
}

/// The tokens of `words`, whose first byte is byte `offset` of the text.
pub(crate) fn tokens(words: &str, offset: usize) -> Vec<Token> {
    let mut reader =
        Reader { words, offset, at: 0, marks: Marks::NONE.with(Marks::LINE) };
    let mut tokens = Vec::with_capacity(words.len() / 4);
    while let Some(token) = reader.next() {
        tokens.push(token);
    }
    tokens
}

struct Reader<'a> {
    words: &'a str,
    offset: usize,
    at: usize,
    marks: Marks,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Token> {
        self.skip_space();
        let bytes = self.words.as_bytes();
        let byte = *bytes.get(self.at)?;
        let token = match byte {
            b'0'..=b'9' => self.number(),
            b'a'..=b'z' | b'A'..=b'Z' => self.word(),
            0..=127 => self.sign(1, byte.into()),
            _ => self.letter(),
        };
        self.at = token.end - self.offset;
        self.marks = Marks::NONE.with(Marks::GLUED);
        Some(token)
    }

    fn skip_space(&mut self) {
        let bytes = self.words.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let length = match byte {
                b'\n' | b'\r' => {
                    self.marks = Marks::NONE.with(Marks::LINE);
                    1
                }
                b' ' | b'\t' | 0x0b | 0x0c => 1,
                // A no-break space.
                0xc2 if bytes.get(self.at + 1) == Some(&0xa0) => 2,
                _ => return,
            };
            if self.marks.has(Marks::GLUED) {
                self.marks = Marks::NONE;
            }
            self.at += length;
        }
    }

    fn token(&self, length: usize, class: Class) -> Token {
        let start = self.offset + self.at;
        let marks = self.marks;
        Token { start, end: start + length, class, value: 0, digits: 0, marks }
    }

    fn sign(&self, length: usize, value: i32) -> Token {
        if value == '\'' as i32
            && let Some(possessive) = self.possessive(length)
        {
            return possessive;
        }
        Token { value, ..self.token(length, Class::Sign) }
    }

    /// "'s" behind a word.
    fn possessive(&self, length: usize) -> Option<Token> {
        let bytes = self.words.as_bytes();
        let after = self.at + length;
        let letter = bytes.get(after)?.to_ascii_lowercase();
        let ends = !bytes.get(after + 1).is_some_and(u8::is_ascii_alphanumeric);
        (letter == b's' && ends && self.marks.has(Marks::GLUED))
            .then(|| self.token(length + 1, Class::Possessive))
    }

    /// A letter or sign that is not ASCII.
    fn letter(&self) -> Token {
        let rest = self.words.get(self.at..).unwrap_or_default();
        let first = rest.chars().next().unwrap_or(' ');
        match first {
            '’' | '‘' | 'ʼ' => self.sign(first.len_utf8(), '\'' as i32),
            '–' | '—' | '‑' | '‐' | '−' => {
                self.sign(first.len_utf8(), '-' as i32)
            }
            '“' | '”' | '«' | '»' => self.sign(first.len_utf8(), '"' as i32),
            _ if first.is_alphabetic() => self.word(),
            _ => self.sign(first.len_utf8(), '?' as i32),
        }
    }

    fn number(&self) -> Token {
        let bytes = self.words.as_bytes();
        let run = |from: usize| {
            bytes
                .get(from..)
                .unwrap_or_default()
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count()
        };
        let digits = run(self.at);
        let mut end = self.at + digits;
        let mut value = decimal(bytes.get(self.at..end).unwrap_or_default(), 0);
        let mut marks = self.marks;
        while digits <= 3 && bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
            value = decimal(bytes.get(end + 1..end + 4).unwrap_or_default(), value);
            marks = marks.with(Marks::GROUPED);
            end += 4;
        }
        let digits = u8::try_from(digits).unwrap_or(u8::MAX);
        let token = self.token(end - self.at, Class::Number);
        Token { value, digits, marks, ..token }
    }

    fn word(&self) -> Token {
        let length = self.letters();
        if length == 1
            && let Some(length) = self.half_of_day()
        {
            let afternoon =
                matches!(self.words.as_bytes().get(self.at), Some(b'p' | b'P'));
            let token = self.token(length, Class::Meridiem);
            return Token { value: if afternoon { 12 } else { 0 }, ..token };
        }
        let word =
            self.words.as_bytes().get(self.at..self.at + length).unwrap_or_default();
        let capital = word.first().is_some_and(|b| !b.is_ascii_lowercase());
        let mut marks = self.marks.and_if(Marks::CAPITAL, capital);
        let mut token = self.token(length, Class::Word);
        if length <= LONGEST {
            if let Some(known) = entry(packed(word)) {
                token.class = known.class;
                token.value = known.value;
                marks = marks.with(known.marks);
            } else if length >= 4 && !capital && word.ends_with(b"ed") {
                token.class = Class::Past;
            }
        }
        let upper = capital && length > 1 && !word.iter().any(u8::is_ascii_lowercase);
        Token { marks: marks.and_if(Marks::UPPER, upper), ..token }
    }

    /// The length of the run of letters here, with "o'clock" and "Q3" as one word.
    fn letters(&self) -> usize {
        let bytes = self.words.as_bytes().get(self.at..).unwrap_or_default();
        let ascii = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        match bytes.get(ascii) {
            Some(128..) => {
                let rest = self.words.get(self.at..).unwrap_or_default();
                rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len())
            }
            // "Q3", "h1".
            Some(b'1'..=b'4') if ascii == 1 => {
                let code = matches!(bytes.first(), Some(b'Q' | b'q' | b'H' | b'h'));
                let ends = !bytes.get(2).is_some_and(u8::is_ascii_alphanumeric);
                if code && ends { 2 } else { 1 }
            }
            Some(b'\'') if ascii == 1 => {
                let clock = bytes.get(..7);
                let clock = clock.is_some_and(|w| w.eq_ignore_ascii_case(b"o'clock"));
                if clock { 7 } else { 1 }
            }
            _ => ascii,
        }
    }

    /// "a.m." and "p.m." as one word, with their full stops.
    fn half_of_day(&self) -> Option<usize> {
        let rest = self.words.as_bytes().get(self.at..)?;
        let is = |at: usize, letter: u8| {
            rest.get(at).is_some_and(|b| b.eq_ignore_ascii_case(&letter))
        };
        let half = (is(0, b'a') || is(0, b'p')) && is(1, b'.') && is(2, b'm');
        let ends = !rest.get(3).is_some_and(u8::is_ascii_alphanumeric);
        (half && ends).then(|| if is(3, b'.') { 4 } else { 3 })
    }
}

fn decimal(digits: &[u8], start: i32) -> i32 {
    digits.iter().fold(start, |value, digit| {
        value.saturating_mul(10).saturating_add(i32::from(digit - b'0'))
    })
}

/// The span from token `first` to token `last`, both in it.
pub(crate) fn cover(first: &Token, last: &Token) -> Span {
    Span::of(first.start..last.end)
}
