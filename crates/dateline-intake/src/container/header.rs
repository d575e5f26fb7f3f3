use dateline_text::Span;

/// A line of a header, "Name: value", with the lines it goes on in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: Span,
    pub(crate) value: Span,
}

/// The lines of a header from a place on, up to the first empty line, and where what follows
/// starts.
pub(crate) fn fields(raw: &[u8], from: usize) -> (Vec<Field>, usize) {
    let mut found: Vec<Field> = Vec::new();
    let mut at = from;
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let line = rest.get(..length).unwrap_or_default();
        let words = line.trim_ascii_end();
        let start = at;
        at += length;
        if words.is_empty() {
            break;
        }
        let end = start + words.len();
        if words.starts_with(b" ") || words.starts_with(b"\t") {
            if let Some(last) = found.last_mut() {
                last.value = Span::of(last.value.start()..end);
            }
            continue;
        }
        let Some(colon) = memchr::memchr(b':', words) else { continue };
        let value = words.get(colon + 1..).unwrap_or_default();
        let from = end - value.trim_ascii_start().len();
        found.push(Field {
            name: Span::of(start..start + colon),
            value: Span::of(from..end),
        });
        if found.len() >= MOST {
            break;
        }
    }
    (found, at)
}

/// Lines of one header that are read.
const MOST: usize = 1000;

/// The value of the last line with this name, in any case.
pub(crate) fn last(raw: &[u8], fields: &[Field], name: &str) -> Option<Span> {
    let is_named = |field: &&Field| {
        raw.get(field.name.range())
            .is_some_and(|have| have.trim_ascii().eq_ignore_ascii_case(name.as_bytes()))
    };
    fields.iter().rev().find(is_named).map(|field| field.value)
}

/// The words of a value; a letter that is none in UTF-8 is marked.
pub(crate) fn words(raw: &[u8], value: Span) -> String {
    String::from_utf8_lossy(raw.get(value.range()).unwrap_or_default()).into_owned()
}

/// A parameter of a value: `charset` of `text/html; charset="utf-8"`.
pub(crate) fn parameter(value: &str, name: &str) -> Option<String> {
    let rest = value.split(';').skip(1).find_map(|part| {
        let (key, rest) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then_some(rest)
    })?;
    Some(rest.trim().trim_matches(['"', '\'']).to_owned())
}
