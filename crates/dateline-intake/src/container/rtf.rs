//! Documents in RTF.

use std::ops::Range;

use dateline_text::{Mapped, Span};
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::page::lines;

/// Whether bytes are a document in RTF.
pub(crate) fn is_rtf(raw: &[u8]) -> bool {
    raw.trim_ascii_start().starts_with(b"{\\rtf")
}

/// The words of a document, a line a paragraph.
pub(crate) fn words(raw: &[u8]) -> Mapped {
    let mut reader = Reader::new(raw);
    while reader.step() {}
    reader.words
}

/// The bytes of the articles in a document, as its lines tell them apart. The head of the
/// document goes with each of them: it says how letters are written.
pub(crate) fn paragraphs(
    raw: &[u8],
    articles: fn(&[&str]) -> Vec<Range<usize>>,
) -> Vec<Vec<Span>> {
    let words = words(raw);
    let spans = lines(words.words(), Span::of(0..words.words().len()));
    let found: Vec<&str> = spans
        .iter()
        .map(|span| words.words().get(span.range()).unwrap_or_default())
        .collect();
    let Some(first) = spans.first() else { return Vec::new() };
    let head = Span::of(0..words.map().raw(*first).start());
    let ranges = articles(&found).into_iter().filter_map(|range| {
        let first = spans.get(range.start)?;
        let last = spans.get(range.end.checked_sub(1)?)?;
        let start = words.map().raw(*first).start().max(head.end());
        let end = words.map().raw(*last).end().max(start);
        Some(vec![head, Span::of(start..end)])
    });
    ranges.collect()
}

/// What holds within a group.
#[derive(Clone, Copy)]
struct Group {
    /// Whether what it holds is no words: fonts, colours, pictures.
    skipped: bool,
    /// Letters that stand behind a letter given by its number, for readers that know none.
    spare: usize,
}

struct Reader<'a> {
    raw: &'a [u8],
    at: usize,
    groups: Vec<Group>,
    encoding: &'static Encoding,
    /// Letters to pass over behind one given by its number.
    pass: usize,
    high: Option<(u32, usize)>,
    words: Mapped,
}

/// Groups within groups.
const DEEPEST: usize = 200;

/// Groups that hold no words of the document.
const SKIPPED: [&str; 14] = [
    "colortbl",
    "datastore",
    "fonttbl",
    "footer",
    "footnote",
    "generator",
    "header",
    "info",
    "listtable",
    "object",
    "pict",
    "stylesheet",
    "themedata",
    "xmlnstbl",
];

impl<'a> Reader<'a> {
    fn new(raw: &'a [u8]) -> Self {
        Self {
            raw,
            at: 0,
            groups: vec![Group { skipped: false, spare: 1 }],
            encoding: WINDOWS_1252,
            pass: 0,
            high: None,
            words: Mapped::default(),
        }
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group { skipped: false, spare: 1 })
    }

    fn change(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }

    /// Reads one group's edge, one word of control or one run of letters; false at the end.
    fn step(&mut self) -> bool {
        let Some(&byte) = self.raw.get(self.at) else { return false };
        match byte {
            b'{' => {
                self.at += 1;
                if self.groups.len() < DEEPEST {
                    self.groups.push(self.group());
                }
            }
            b'}' => {
                self.at += 1;
                if self.groups.len() > 1 {
                    self.groups.pop();
                }
            }
            b'\\' => self.control(),
            b'\r' | b'\n' => self.at += 1,
            _ => self.letters(),
        }
        true
    }

    fn letters(&mut self) {
        let rest = self.raw.get(self.at..).unwrap_or_default();
        let stop = |byte: &u8| {
            matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n') || !byte.is_ascii()
        };
        let length = rest.iter().position(stop).unwrap_or(rest.len());
        let start = self.at;
        if length == 0 {
            let byte = rest.get(..1).unwrap_or_default();
            self.at += 1;
            let letters = self.encoding.decode_without_bom_handling(byte).0.into_owned();
            return self.put(&letters, start);
        }
        self.at += length;
        let passed = self.pass.min(length);
        self.pass -= passed;
        let run = rest.get(passed..length).unwrap_or_default();
        if !self.group().skipped {
            let words = std::str::from_utf8(run).unwrap_or_default();
            self.words.push_verbatim(words, start + passed);
        }
    }

    /// Puts letters that were written in another way.
    fn put(&mut self, letters: &str, start: usize) {
        if self.pass > 0 {
            self.pass -= 1;
        } else if !self.group().skipped {
            self.words.push(letters, Span::of(start..self.at));
        }
    }

    fn control(&mut self) {
        let start = self.at;
        let rest = self.raw.get(start + 1..).unwrap_or_default();
        let length =
            rest.iter().take(40).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if length == 0 {
            return self.symbol(rest);
        }
        let name = rest.get(..length).unwrap_or_default();
        let tail = rest.get(length..).unwrap_or_default();
        let sign = usize::from(tail.first() == Some(&b'-'));
        let digits = tail
            .iter()
            .skip(sign)
            .take(10)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let number = tail.get(..sign + digits).unwrap_or_default();
        let number: Option<i64> =
            std::str::from_utf8(number).ok().and_then(|n| n.parse().ok());
        let used = if digits > 0 { sign + digits } else { 0 };
        let space = usize::from(tail.get(used) == Some(&b' '));
        self.at += 1 + length + used + space;
        self.word(std::str::from_utf8(name).unwrap_or_default(), number, start);
    }

    fn symbol(&mut self, rest: &[u8]) {
        let start = self.at;
        let byte = rest.first().copied().unwrap_or_default();
        self.at += 2;
        match byte {
            b'\'' => {
                let digits = rest.get(1..3).and_then(|two| std::str::from_utf8(two).ok());
                let value = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
                self.at += 2;
                if let Some(value) = value {
                    let letters = self
                        .encoding
                        .decode_without_bom_handling(&[value])
                        .0
                        .into_owned();
                    self.put(&letters, start);
                }
            }
            b'*' => self.change(|group| group.skipped = true),
            b'\\' | b'{' | b'}' => {
                self.put(char::from(byte).encode_utf8(&mut [0; 4]), start);
            }
            b'~' => self.put("\u{a0}", start),
            b'_' => self.put("-", start),
            b'\r' | b'\n' => self.put("\n", start),
            _ => {}
        }
        self.at = self.at.min(self.raw.len());
    }

    fn word(&mut self, name: &str, number: Option<i64>, start: usize) {
        match name {
            "par" | "line" | "sect" | "page" | "row" => self.put("\n", start),
            "cell" | "tab" => self.put(" ", start),
            "emdash" => self.put("—", start),
            "endash" => self.put("–", start),
            "lquote" => self.put("‘", start),
            "rquote" => self.put("’", start),
            "ldblquote" => self.put("“", start),
            "rdblquote" => self.put("”", start),
            "bullet" => self.put("•", start),
            "u" => self.numbered(number.unwrap_or_default(), start),
            "uc" => {
                let spare =
                    number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1);
                self.change(|group| group.spare = spare.min(16));
            }
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(1252));
                self.encoding =
                    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            "bin" => {
                let count = number
                    .and_then(|count| usize::try_from(count).ok())
                    .unwrap_or_default();
                self.at = self.at.saturating_add(count).min(self.raw.len());
            }
            _ if SKIPPED.contains(&name) => self.change(|group| group.skipped = true),
            _ => {}
        }
    }

    /// A letter given by its number; the halves of one come as two numbers.
    fn numbered(&mut self, number: i64, start: usize) {
        let unit = if number < 0 { number + 0x1_0000 } else { number };
        let unit = u32::try_from(unit).unwrap_or(0xfffd);
        self.pass = 0;
        match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => self.high = Some((unit, start)),
            (Some((high, from)), 0xdc00..=0xdfff) => {
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
                let letter = char::from_u32(code).unwrap_or('\u{fffd}');
                self.put(letter.encode_utf8(&mut [0; 4]), from);
            }
            _ => {
                let letter = char::from_u32(unit).unwrap_or('\u{fffd}');
                self.put(letter.encode_utf8(&mut [0; 4]), start);
            }
        }
        self.pass = self.group().spare;
    }
}
