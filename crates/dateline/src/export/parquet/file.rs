//! The layout of a Parquet file: columns that may be empty, plain and unpacked, in groups of
//! rows. It is written here and not by a library, which would bring forty crates for this.

use std::io::Write;

use jiff::civil::Date;

use crate::Error;

const MAGIC: &[u8; 4] = b"PAR1";

/// A column of a group of rows.
pub(super) struct Column {
    name: &'static str,
    kind: Kind,
    rows: usize,
    /// Runs of rows that are filled, or empty.
    runs: Vec<(bool, usize)>,
    values: Vec<u8>,
}

/// What a column holds: words, whole numbers, numbers, days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Whole,
    Number,
    Day,
}

impl Kind {
    /// The physical type.
    fn physical(self) -> usize {
        match self {
            Self::Day => 1,
            Self::Whole => 2,
            Self::Number => 5,
            Self::Words => 6,
        }
    }

    /// What the type stands for, where it is not itself.
    fn stands_for(self) -> Option<usize> {
        match self {
            Self::Words => Some(0),
            Self::Day => Some(6),
            Self::Whole | Self::Number => None,
        }
    }
}

impl Column {
    pub(super) fn words(
        name: &'static str,
        cells: impl Iterator<Item = Option<String>>,
    ) -> Self {
        Self::of((name, Kind::Words), cells, |words, bytes| {
            bytes.extend(u32::try_from(words.len()).unwrap_or(u32::MAX).to_le_bytes());
            bytes.extend(words.as_bytes());
        })
    }

    pub(super) fn whole(
        name: &'static str,
        cells: impl Iterator<Item = Option<usize>>,
    ) -> Self {
        Self::of((name, Kind::Whole), cells, |number, bytes| {
            bytes.extend(i64::try_from(number).unwrap_or(i64::MAX).to_le_bytes());
        })
    }

    pub(super) fn number(
        name: &'static str,
        cells: impl Iterator<Item = Option<f64>>,
    ) -> Self {
        Self::of((name, Kind::Number), cells, |number, bytes| {
            bytes.extend(number.to_le_bytes());
        })
    }

    /// Days since the first of 1970.
    pub(super) fn days(
        name: &'static str,
        cells: impl Iterator<Item = Option<Date>>,
    ) -> Self {
        const FIRST: Date = jiff::civil::date(1970, 1, 1);
        Self::of((name, Kind::Day), cells, |day, bytes| {
            let days = FIRST.until(day).map_or(0, |span| span.get_days());
            bytes.extend(days.to_le_bytes());
        })
    }

    fn of<T>(
        (name, kind): (&'static str, Kind),
        cells: impl Iterator<Item = Option<T>>,
        write: impl Fn(T, &mut Vec<u8>),
    ) -> Self {
        let mut column =
            Self { name, kind, rows: 0, runs: Vec::new(), values: Vec::new() };
        for cell in cells {
            column.rows += 1;
            match column.runs.last_mut() {
                Some((filled, count)) if *filled == cell.is_some() => *count += 1,
                _ => column.runs.push((cell.is_some(), 1)),
            }
            if let Some(value) = cell {
                write(value, &mut column.values);
            }
        }
        column
    }

    /// Its one page: which rows are filled, then what they hold.
    fn page(&self) -> Vec<u8> {
        let mut levels = Vec::new();
        for (filled, count) in &self.runs {
            varint(count << 1, &mut levels);
            levels.push(u8::from(*filled));
        }
        let mut page = Vec::with_capacity(levels.len() + self.values.len() + 4);
        page.extend(u32::try_from(levels.len()).unwrap_or(u32::MAX).to_le_bytes());
        page.extend(levels);
        page.extend(&self.values);
        page
    }
}

/// A file that is being written.
pub(super) struct Table<'a> {
    out: &'a mut dyn Write,
    at: usize,
    rows: usize,
    /// The description of each group of rows.
    groups: Vec<Vec<u8>>,
}

impl<'a> Table<'a> {
    pub(super) fn start(out: &'a mut dyn Write) -> Result<Self, Error> {
        let mut table = Self { out, at: 0, rows: 0, groups: Vec::new() };
        table.write(MAGIC)?;
        Ok(table)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.at += bytes.len();
        self.out.write_all(bytes).map_err(Error::writing)
    }

    /// Writes a group of rows.
    pub(super) fn rows(&mut self, columns: &[Column]) -> Result<(), Error> {
        let rows = columns.first().map_or(0, |column| column.rows);
        if rows == 0 {
            return Ok(());
        }
        let from = self.at;
        let mut chunks = Vec::new();
        for column in columns {
            let at = self.at;
            let page = column.page();
            let mut header = Struct::default();
            header.whole(1, 0).whole(2, page.len()).whole(3, page.len());
            let mut of_data = Struct::default();
            // Plain values; levels in runs.
            of_data.whole(1, column.rows).whole(2, 0).whole(3, 3).whole(4, 3);
            header.inner(5, &of_data.finish());
            self.write(&header.finish())?;
            self.write(&page)?;
            chunks.push(chunk(column, at, self.at - at));
        }
        let mut group = Struct::default();
        group.list(1, STRUCT, &chunks);
        group.long(2, self.at - from).long(3, rows);
        self.groups.push(group.finish());
        self.rows += rows;
        Ok(())
    }

    /// Writes what the file holds; the columns are those of every group, without rows.
    pub(super) fn finish(mut self, columns: &[Column]) -> Result<(), Error> {
        let mut root = Struct::default();
        root.words(4, "dateline").whole(5, columns.len());
        let mut schema = vec![root.finish()];
        for column in columns {
            let mut element = Struct::default();
            // Any cell may be empty.
            element.whole(1, column.kind.physical()).whole(3, 1).words(4, column.name);
            if let Some(meaning) = column.kind.stands_for() {
                element.whole(6, meaning);
            }
            schema.push(element.finish());
        }
        let mut meta = Struct::default();
        meta.whole(1, 1).list(2, STRUCT, &schema).long(3, self.rows);
        meta.list(4, STRUCT, &self.groups).words(6, "dateline");
        let meta = meta.finish();
        self.write(&meta)?;
        self.write(&u32::try_from(meta.len()).unwrap_or(u32::MAX).to_le_bytes())?;
        self.write(MAGIC)
    }
}

fn chunk(column: &Column, at: usize, size: usize) -> Vec<u8> {
    let mut meta = Struct::default();
    let number = |number: usize| {
        let mut bytes = Vec::new();
        varint(zigzag(number), &mut bytes);
        bytes
    };
    let mut name = Vec::new();
    bytes_of(column.name, &mut name);
    meta.whole(1, column.kind.physical()).list(2, I32, &[number(0), number(3)]);
    meta.list(3, BINARY, &[name]).whole(4, 0).long(5, column.rows);
    meta.long(6, size).long(7, size).long(9, at);
    let mut chunk = Struct::default();
    chunk.long(2, at).inner(3, &meta.finish());
    chunk.finish()
}

const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// A structure of Thrift's compact protocol.
#[derive(Default)]
struct Struct {
    bytes: Vec<u8>,
    last: u8,
}

impl Struct {
    fn head(&mut self, field: u8, kind: u8) {
        self.bytes.push((field - self.last) << 4 | kind);
        self.last = field;
    }

    fn whole(&mut self, field: u8, number: usize) -> &mut Self {
        self.head(field, I32);
        varint(zigzag(number), &mut self.bytes);
        self
    }

    fn long(&mut self, field: u8, number: usize) -> &mut Self {
        self.head(field, I64);
        varint(zigzag(number), &mut self.bytes);
        self
    }

    fn words(&mut self, field: u8, words: &str) -> &mut Self {
        self.head(field, BINARY);
        bytes_of(words, &mut self.bytes);
        self
    }

    fn inner(&mut self, field: u8, inner: &[u8]) -> &mut Self {
        self.head(field, STRUCT);
        self.bytes.extend(inner);
        self
    }

    fn list(&mut self, field: u8, kind: u8, items: &[Vec<u8>]) -> &mut Self {
        self.head(field, LIST);
        match u8::try_from(items.len()) {
            Ok(few) if few < 15 => self.bytes.push(few << 4 | kind),
            _ => {
                self.bytes.push(0xf0 | kind);
                varint(items.len(), &mut self.bytes);
            }
        }
        items.iter().for_each(|item| self.bytes.extend(item));
        self
    }

    fn finish(&self) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        bytes.push(0);
        bytes
    }
}

fn bytes_of(words: &str, bytes: &mut Vec<u8>) {
    varint(words.len(), bytes);
    bytes.extend(words.as_bytes());
}

/// A number that is not negative, as Thrift writes one that may be.
fn zigzag(number: usize) -> usize {
    number << 1
}

fn varint(mut number: usize, bytes: &mut Vec<u8>) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_as_many_bytes_as_they_need() {
        let mut bytes = Vec::new();
        varint(300, &mut bytes);
        varint(5, &mut bytes);
        assert_eq!(bytes, [0xac, 0x02, 5]);
        assert_eq!(zigzag(3), 6);
    }

    #[test]
    fn empty_cells_take_no_room_but_a_run() {
        let cells = [Some("a".to_owned()), None, None, Some("b".to_owned())];
        let column = Column::words("what", cells.into_iter());
        assert_eq!(column.runs, [(true, 1), (false, 2), (true, 1)]);
        assert_eq!(
            column.page(),
            [6, 0, 0, 0, 2, 1, 4, 0, 2, 1, 1, 0, 0, 0, b'a', 1, 0, 0, 0, b'b']
        );
    }

    #[test]
    fn a_file_ends_in_what_it_holds() {
        let mut out: Vec<u8> = Vec::new();
        let mut table = Table::start(&mut out).unwrap();
        table.rows(&[Column::whole("reports", [Some(3)].into_iter())]).unwrap();
        table.finish(&[Column::whole("reports", std::iter::empty())]).unwrap();
        assert!(out.starts_with(MAGIC) && out.ends_with(MAGIC));
    }
}
