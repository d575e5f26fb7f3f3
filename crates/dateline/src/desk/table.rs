//! The rows of a table that comes back from a spreadsheet: CSV, or the first sheet of a workbook.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// The most bytes of a part of a workbook that are read.
const PART: u64 = 512 << 20;
/// The most columns that a row may have.
const COLUMNS: usize = 16_384;

/// The rows, or `None` where the bytes are no such table.
pub(crate) fn rows(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    if bytes.starts_with(b"PK") {
        return workbook(bytes);
    }
    let words = std::str::from_utf8(bytes).ok()?;
    Some(csv(words.strip_prefix('\u{feff}').unwrap_or(words)))
}

/// Cells in quotes where they must be; parted by what parts the first line.
fn csv(words: &str) -> Vec<Vec<String>> {
    let head = words.lines().next().unwrap_or_default();
    let count = |sign: char| head.matches(sign).count();
    let sign =
        [',', ';', '\t'].into_iter().max_by_key(|sign| (count(*sign), *sign == ','));
    let sign = sign.unwrap_or(',');
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            letter if letter == sign && !quoted => row.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

fn workbook(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = |name: &str| {
        let part = archive.by_name(name).ok()?;
        let mut words = String::new();
        part.take(PART).read_to_string(&mut words).ok()?;
        Some(words)
    };
    let shared = part("xl/sharedStrings.xml").map(|words| shared(&words));
    let sheet = part("xl/worksheets/sheet1.xml")?;
    Some(cells(&sheet, &shared.unwrap_or_default()))
}

/// A tag with what stands behind it: its name, with `/` in front where it ends something, its
/// attributes, the words up to the next tag.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    words: &'a str,
}

impl<'a> Tag<'a> {
    fn all(xml: &'a str) -> impl Iterator<Item = Self> {
        xml.split('<').skip(1).filter_map(|piece| {
            let (tag, words) = piece.split_once('>')?;
            let end = |letter: char| letter.is_whitespace();
            let (name, attributes) = tag.split_once(end).unwrap_or((tag, ""));
            Some(Self { name: name.trim_end_matches('/'), attributes, words })
        })
    }

    fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.split_whitespace().find_map(|one| {
            let value = one.strip_prefix(name)?.strip_prefix("=\"")?;
            value.split('"').next()
        })
    }
}

/// The strings that the cells of a workbook share.
fn shared(xml: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut spoken = false;
    for tag in Tag::all(xml) {
        match tag.name {
            "si" => all.push(String::new()),
            // How words are spoken is no part of them.
            "rPh" => spoken = true,
            "/rPh" => spoken = false,
            "t" if !spoken => {
                if let Some(last) = all.last_mut() {
                    last.push_str(&letters(&plain(tag.words)));
                }
            }
            _ => {}
        }
    }
    all
}

fn cells(xml: &str, shared: &[String]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut column, mut is_shared) = (0, false);
    for tag in Tag::all(xml) {
        match tag.name {
            "row" => {
                rows.push(Vec::new());
                column = 0;
            }
            "c" => {
                is_shared = tag.attribute("t") == Some("s");
                let place = tag.attribute("r").and_then(column_of);
                column = place.unwrap_or(column);
            }
            "v" | "t" => {
                let words = plain(tag.words);
                let words = if tag.name == "t" {
                    letters(&words)
                } else if is_shared {
                    let place = words.trim().parse::<usize>().ok();
                    place.and_then(|place| shared.get(place)).cloned().unwrap_or_default()
                } else {
                    words
                };
                if let Some(row) = rows.last_mut().filter(|_| column < COLUMNS) {
                    row.resize(row.len().max(column + 1), String::new());
                    row[column].push_str(&words);
                }
            }
            "/c" => column += 1,
            _ => {}
        }
    }
    rows
}

/// "B7" stands in column 1.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let column =
        letters.fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    column.checked_sub(1)
}

/// The words without the escapes of XML.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((front, back)) = rest.split_once('&') {
        plain.push_str(front);
        let known = back.split_once(';').and_then(|(name, after)| {
            let letter = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                _ => char::from_u32(number(name.strip_prefix('#')?)?)?,
            };
            Some((letter, after))
        });
        match known {
            Some((letter, after)) => {
                plain.push(letter);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = back;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The words of a workbook's string: letters that XML has no place for stand there as `_x0001_`.
fn letters(words: &str) -> String {
    let mut letters = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((front, back)) = rest.split_once("_x") {
        letters.push_str(front);
        let letter = back
            .get(..4)
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let letter = letter.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let after = back.get(4..).and_then(|after| after.strip_prefix('_'));
        match letter.and_then(char::from_u32).zip(after) {
            Some((letter, after)) => {
                letters.push(letter);
                rest = after;
            }
            None => {
                letters.push_str("_x");
                rest = back;
            }
        }
    }
    letters.push_str(rest);
    letters
}

fn number(digits: &str) -> Option<u32> {
    match digits.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_may_hold_marks_commas_and_line_breaks() {
        let read = csv("id,title\r\n1,\"said \"\"no\"\", twice\nover\"\r\n2,\"\"\r\n");
        assert_eq!(read[1], ["1", "said \"no\", twice\nover"]);
        assert_eq!(read[2], ["2", ""]);
        assert_eq!(csv("id;title\n1;a, b\n")[1], ["1", "a, b"]);
    }

    #[test]
    fn cells_stand_where_their_names_say() {
        let sheet = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"C1\"><v>5200</v></c></row>\
            <row><c t=\"inlineStr\"><is><t>a &amp; b&#33;</t></is></c></row>";
        let shared = shared(
            "<sst><si><t>x</t></si><si><r><t>Pell </t></r><r><t>Harbour</t></r></si></sst>",
        );
        let rows = cells(sheet, &shared);
        assert_eq!(rows[0], ["Pell Harbour", "", "5200"]);
        assert_eq!(rows[1], ["a & b!"]);
    }

    #[test]
    fn what_is_no_table_gives_none_or_rows_and_never_stops() {
        assert_eq!(rows(b"PK\x03\x04 nothing"), None);
        assert_eq!(rows(&[0xff, 0xfe]), None);
        assert_eq!(rows(b""), Some(Vec::new()));
    }
}
