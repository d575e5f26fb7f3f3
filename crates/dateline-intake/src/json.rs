use std::borrow::Cow;

use dateline_text::{Mapped, Span};

/// An object of a JSON text, by its place among its kin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Object<'a> {
    /// The object around it, and the key it stands under there.
    pub(crate) parent: usize,
    pub(crate) key: &'a str,
}

/// A string in a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value<'a> {
    pub(crate) object: usize,
    pub(crate) key: &'a str,
    /// As written, with its escapes.
    pub(crate) words: &'a str,
    pub(crate) at: usize,
}

/// The strings of a JSON text, read leniently: a missing comma or a stray mark loses nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Json<'a> {
    pub(crate) objects: Vec<Object<'a>>,
    pub(crate) values: Vec<Value<'a>>,
}

/// Objects and strings that are kept of one text.
const MOST: usize = 4096;

pub(crate) fn read(text: &str) -> Json<'_> {
    let mut json =
        Json { objects: vec![Object { parent: 0, key: "" }], values: Vec::new() };
    let mut open = vec![0_usize];
    let mut keys = vec![""];
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && json.values.len() < MOST && json.objects.len() < MOST {
        let byte = bytes.get(at).copied().unwrap_or_default();
        at += 1;
        match byte {
            b'{' => {
                let parent = open.last().copied().unwrap_or_default();
                let key = keys.last().copied().unwrap_or_default();
                open.push(json.objects.len());
                keys.push("");
                json.objects.push(Object { parent, key });
            }
            b'}' if open.len() > 1 => {
                open.pop();
                keys.pop();
            }
            b'"' => {
                let length = string_length(bytes.get(at..).unwrap_or_default());
                let words = text.get(at..at + length).unwrap_or_default();
                let start = at;
                at += length + 1;
                let rest = bytes.get(at..).unwrap_or_default();
                let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
                if next == Some(&b':') {
                    if let Some(key) = keys.last_mut() {
                        *key = words;
                    }
                } else {
                    let object = open.last().copied().unwrap_or_default();
                    let key = keys.last().copied().unwrap_or_default();
                    json.values.push(Value { object, key, words, at: start });
                }
            }
            _ => {}
        }
    }
    json
}

fn string_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Where the string that starts at a place ends: the place of its closing mark.
pub(crate) fn string_end(bytes: &[u8], from: usize) -> usize {
    from + string_length(bytes.get(from..).unwrap_or_default())
}

impl<'a> Json<'a> {
    /// The last object that stands at the top, or in a list under `items` of the one at the top.
    pub(crate) fn last_item(&self) -> usize {
        let one = |at: &usize| {
            let Some(object) = self.objects.get(*at) else { return false };
            let above = self.objects.get(object.parent).map_or(0, |above| above.parent);
            object.parent == 0 || (object.key == "items" && above == 0)
        };
        (1..self.objects.len()).rev().find(one).unwrap_or_default()
    }

    /// The strings under `key` of an object itself.
    pub(crate) fn of(
        &self,
        object: usize,
        key: &str,
    ) -> impl Iterator<Item = &Value<'a>> {
        self.values.iter().filter(move |value| value.object == object && value.key == key)
    }

    /// The name of an object; of one that only points elsewhere, the name found there.
    fn name(&self, object: usize) -> Option<&Value<'a>> {
        self.of(object, "name").next().or_else(|| {
            let id = self.of(object, "@id").next()?;
            let others = self.values.iter().filter(|value| {
                value.key == "@id" && value.words == id.words && value.object != object
            });
            others.take(16).find_map(|value| self.of(value.object, "name").next())
        })
    }

    /// The strings under `key` of an object, or the names of the objects that stand there.
    pub(crate) fn named(&self, object: usize, key: &str) -> Vec<&Value<'a>> {
        let inner = self
            .objects
            .iter()
            .enumerate()
            .skip(1)
            .filter(|(_, one)| one.parent == object && one.key == key);
        let names = inner.flat_map(|(at, _)| self.name(at));
        let mut found: Vec<&Value<'a>> = self.of(object, key).chain(names).collect();
        found.sort_by_key(|value| value.at);
        found
    }
}

/// A string that stands `at` a place of the page, with its escapes read and the way back kept.
pub(crate) fn letters(page: &Mapped, words: &str, at: usize) -> Mapped {
    let mut result = Mapped::default();
    let mut done = 0;
    while let Some(found) =
        memchr::memchr(b'\\', words.get(done..).unwrap_or_default().as_bytes())
    {
        let start = done + found;
        result.push_from(page, Span::of(at + done..at + start));
        let length = escape_length(words.get(start..).unwrap_or_default());
        let escape = words.get(start..start + length).unwrap_or_default();
        let letters = if matches!(escape, "\\n" | "\\r") {
            Cow::Borrowed("\n")
        } else {
            plain(escape)
        };
        result.push(&letters, page.map().raw(Span::of(at + start..at + start + length)));
        done = start + length;
    }
    result.push_from(page, Span::of(at + done..at + words.len()));
    result
}

/// The bytes of the escape at the start of some words; two halves of a letter are one.
fn escape_length(words: &str) -> usize {
    let is_unit = |from: usize| {
        words.get(from..from + 6).is_some_and(|unit| {
            unit.starts_with("\\u")
                && unit.bytes().skip(2).all(|byte| byte.is_ascii_hexdigit())
        })
    };
    if is_unit(0) {
        let high = matches!(
            words.as_bytes().get(2..4),
            Some([b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B'])
        );
        return if high && is_unit(6) { 12 } else { 6 };
    }
    1 + words.get(1..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// A string with its escapes read.
pub(crate) fn plain(words: &str) -> Cow<'_, str> {
    if !words.contains('\\') {
        return Cow::Borrowed(words);
    }
    let mut result = String::with_capacity(words.len());
    let mut high = None;
    let mut rest = words.chars();
    while let Some(letter) = rest.next() {
        if letter != '\\' {
            result.push(letter);
            continue;
        }
        match rest.next() {
            Some('n' | 'r' | 't') => result.push(' '),
            Some('u') => {
                let digits: String = rest.clone().take(4).collect();
                let Ok(code) = u32::from_str_radix(&digits, 16) else { continue };
                rest.nth(3);
                match (high.take(), code) {
                    (_, 0xd800..=0xdbff) => high = Some(code),
                    (Some(high), 0xdc00..=0xdfff) => {
                        let code = 0x1_0000 + ((high - 0xd800) << 10) + (code - 0xdc00);
                        result.extend(char::from_u32(code));
                    }
                    _ => result.extend(char::from_u32(code)),
                }
            }
            Some(other) => result.push(other),
            None => {}
        }
    }
    Cow::Owned(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_inner_objects_stand_for_them() {
        let json = read(
            r#"{"@type":"NewsArticle","author":[{"name":"Ana Ruiz"},{"name":"Ben"}]}"#,
        );
        let names: Vec<&str> =
            json.named(1, "author").iter().map(|value| value.words).collect();
        assert_eq!(names, ["Ana Ruiz", "Ben"]);
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(
            plain(r#"Orlesia\u2019s \"pact\" \ud83d\ude00\/"#),
            "Orlesia’s \"pact\" 😀/"
        );
    }

    #[test]
    fn a_broken_text_gives_what_it_has() {
        let json = read(r#"{"headline":"Talks" "datePublished":"2031-08-24"#);
        assert_eq!(json.of(1, "datePublished").count(), 1);
    }
}
