use memchr::{memchr, memchr3, memmem};

/// A piece of markup; positions are bytes of the page's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `<p class="lead">`; `inside` is what stands between the name and the closing bracket.
    Open { name: &'a str, inside: &'a str, at: usize, closed: bool },
    /// `</p>`
    Close { name: &'a str, at: usize },
    /// Words between tags, with their entities still encoded.
    Words { words: &'a str, at: usize },
    /// What an element such as `script` or `title` holds, as it is written.
    Raw { name: &'a str, words: &'a str, at: usize },
}

/// The tokens of a page, in order, in one pass: markup without an end is read to its first
/// closing bracket, so that one forgotten quotation mark does not swallow the page.
pub(crate) struct Tokens<'a> {
    page: &'a str,
    at: usize,
    raw: Option<&'a str>,
    /// Whether the rest of the page has no end for a quoted value, or for a comment.
    unquoted: bool,
    uncommented: bool,
    language: Language,
}

/// Whose rules the markup follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    Html,
    Xml,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(page: &'a str) -> Self {
        Self {
            page,
            at: 0,
            raw: None,
            unquoted: false,
            uncommented: false,
            language: Language::Html,
        }
    }

    /// The tokens of XML: no element is raw, and `<![CDATA[` holds words as they are.
    pub(crate) fn xml(page: &'a str) -> Self {
        Self { language: Language::Xml, ..Self::new(page) }
    }

    /// Where the next token starts.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        self.page.get(self.at..).unwrap_or_default()
    }

    fn words(&mut self, length: usize) -> Token<'a> {
        let at = self.at;
        let words = self.page.get(at..at + length).unwrap_or_default();
        self.at += length.max(1);
        Token::Words { words, at }
    }

    /// What a raw element holds, up to its own closing tag.
    fn raw(&mut self, name: &'a str) -> Token<'a> {
        let at = self.at;
        let rest = self.rest();
        let length = end_of_raw(rest, name).unwrap_or(rest.len());
        self.at += length;
        Token::Raw { name, words: rest.get(..length).unwrap_or_default(), at }
    }

    fn skip_comment(&mut self) {
        let rest = self.rest();
        let end = if self.uncommented {
            None
        } else {
            memmem::find(rest.as_bytes().get(2..).unwrap_or_default(), b"-->")
                .map(|end| end + 5)
        };
        self.uncommented |= end.is_none();
        let end = end.or_else(|| memchr(b'>', rest.as_bytes()).map(|end| end + 1));
        self.at += end.unwrap_or(rest.len());
    }

    fn skip_declaration(&mut self) {
        let rest = self.rest();
        self.at += memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
    }

    /// Words that are no markup: `<![CDATA[ ... ]]>`.
    fn data(&mut self) -> Token<'a> {
        let rest = self.rest();
        let at = self.at + CDATA.len();
        let inside = rest.get(CDATA.len()..).unwrap_or_default();
        let length = memmem::find(inside.as_bytes(), b"]]>");
        self.at = length.map_or(self.page.len(), |length| at + length + 3);
        let words = inside.get(..length.unwrap_or(inside.len())).unwrap_or_default();
        Token::Raw { name: "", words, at }
    }

    fn open(&mut self) -> Token<'a> {
        let (at, rest) = (self.at, self.rest());
        let length = self.tag_length(rest);
        let tag = rest.get(1..length).unwrap_or_default();
        let name_end = tag.bytes().position(ends_name).unwrap_or(tag.len());
        let name = tag.get(..name_end).unwrap_or_default();
        let inside = tag.get(name_end..).unwrap_or_default();
        let inside = inside.strip_suffix('>').unwrap_or(inside);
        self.at += length;
        let closed = inside.ends_with('/');
        if !closed
            && self.language == Language::Html
            && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw))
        {
            self.raw = Some(name);
        }
        Token::Open { name, inside, at, closed }
    }

    /// The length of the tag at the start of `rest`, with its closing bracket.
    fn tag_length(&mut self, rest: &str) -> usize {
        let bytes = rest.as_bytes();
        let plain = |bytes: &[u8]| memchr(b'>', bytes).map_or(bytes.len(), |end| end + 1);
        if self.unquoted {
            return plain(bytes);
        }
        let mut at = 1;
        loop {
            let here = bytes.get(at..).unwrap_or_default();
            let Some(found) = memchr3(b'>', b'"', b'\'', here) else {
                return plain(bytes);
            };
            at += found;
            let mark = bytes.get(at).copied().unwrap_or(b'>');
            if mark == b'>' {
                return at + 1;
            }
            // A quotation mark opens a value only after an equals sign.
            let before = bytes.get(..at).unwrap_or_default().trim_ascii_end().last();
            if before == Some(&b'=') {
                let value = bytes.get(at + 1..).unwrap_or_default();
                let Some(end) = memchr(mark, value) else {
                    self.unquoted = true;
                    return plain(bytes);
                };
                at += end + 1;
            }
            at += 1;
        }
    }

    fn close(&mut self) -> Token<'a> {
        let (at, rest) = (self.at, self.rest());
        let length = memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let tag = rest.get(2..length).unwrap_or_default();
        let end = tag.bytes().position(ends_name).unwrap_or(tag.len());
        self.at += length;
        Token::Close { name: tag.get(..end).unwrap_or_default(), at }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw(name));
        }
        loop {
            let rest = self.rest();
            let next = memchr(b'<', rest.as_bytes());
            match next {
                None if rest.is_empty() => return None,
                None => return Some(self.words(rest.len())),
                Some(0) => {}
                Some(length) => return Some(self.words(length)),
            }
            match rest.as_bytes().get(1).copied().unwrap_or_default() {
                b'!' if rest.starts_with("<!--") => self.skip_comment(),
                b'!' if self.language == Language::Xml && rest.starts_with(CDATA) => {
                    return Some(self.data());
                }
                b'!' | b'?' => self.skip_declaration(),
                b'/' if rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) => {
                    return Some(self.close());
                }
                b'/' => self.skip_declaration(),
                letter if letter.is_ascii_alphabetic() => return Some(self.open()),
                _ => return Some(self.words(1)),
            }
        }
    }
}

const CDATA: &str = "<![CDATA[";

/// Elements whose content is not markup.
const RAW: [&str; 8] =
    ["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"];

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/' || byte == b'>'
}

fn end_of_raw(rest: &str, name: &str) -> Option<usize> {
    memmem::find_iter(rest.as_bytes(), b"</").find(|&at| {
        let bytes = rest.as_bytes();
        let tag = bytes.get(at + 2..at + 2 + name.len()).unwrap_or_default();
        let after = bytes.get(at + 2 + name.len()).copied();
        tag.eq_ignore_ascii_case(name.as_bytes()) && after.is_none_or(ends_name)
    })
}

/// One attribute of a tag: its name, its value as written, and where the value stands in the
/// text the attributes were read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: &'a str,
    pub(crate) at: usize,
}

/// The attributes of a tag, from what stands `inside` it.
pub(crate) struct Attributes<'a> {
    inside: &'a str,
    at: usize,
}

impl<'a> Attributes<'a> {
    pub(crate) fn new(inside: &'a str) -> Self {
        Self { inside, at: 0 }
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        let bytes = self.inside.as_bytes();
        while bytes.get(self.at).is_some_and(|&byte| skipped(byte)) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> (usize, usize) {
        let bytes = self.inside.as_bytes();
        let mark = bytes.get(self.at).copied().unwrap_or_default();
        if mark == b'"' || mark == b'\'' {
            let start = self.at + 1;
            let rest = bytes.get(start..).unwrap_or_default();
            let end = start + memchr(mark, rest).unwrap_or(rest.len());
            self.at = (end + 1).min(bytes.len());
            return (start, end);
        }
        let start = self.at;
        self.skip(|byte| !byte.is_ascii_whitespace());
        (start, self.at)
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b'/' || byte == b'=');
        let start = self.at;
        self.skip(|byte| !byte.is_ascii_whitespace() && byte != b'=' && byte != b'/');
        let name = self.inside.get(start..self.at).unwrap_or_default();
        if name.is_empty() {
            return None;
        }
        self.skip(|byte| byte.is_ascii_whitespace());
        if self.inside.as_bytes().get(self.at) != Some(&b'=') {
            return Some(Attribute { name, value: "", at: self.at });
        }
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace());
        let (from, to) = self.value();
        let value = self.inside.get(from..to).unwrap_or_default();
        Some(Attribute { name, value, at: from })
    }
}
