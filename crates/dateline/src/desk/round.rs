//! A table that was exported, changed in a spreadsheet and comes back.

use std::collections::BTreeMap;

use dateline_findings::{Field, Modality, Polarity, Value};
use dateline_record::{Decision, Entry, EntryId, FindingKey, Ruling};
use dateline_text::fold;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::correct::value;
use super::enter::time_field;
use super::{ByHand, Desk, Reviewer, Sight, table};
use crate::export::{MARK, cells_by_name, clipped, squeezed};
use crate::{Error, World, wire};

/// What came of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Entries that were changed.
    pub changed: usize,
    /// Entries that are as the table says.
    pub same: usize,
    /// Lines of a chronology that were entered by hand.
    pub entered: usize,
    /// What was not taken: a cell that changed in the record since, one that is made from
    /// others, one that cannot be read; a line each.
    pub conflicts: Vec<String>,
}

/// The columns that are read back; all others are made from them.
const EDITED: [&str; 8] =
    ["when", "value", "status", "place", "modality", "polarity", "details", "review"];

/// A row by the names of its columns.
type Row = BTreeMap<String, String>;

impl Desk {
    /// Takes back a table that was exported as CSV or as a workbook: what was changed in it
    /// since becomes decisions. A cell of an entry that the record itself holds otherwise by now
    /// is a conflict, and is left as it is. Rows without an id are lines of a chronology, each
    /// with its words and its source, and are entered by hand.
    ///
    /// # Errors
    /// When the bytes are no table, a line of a chronology cannot be entered, or the record
    /// cannot be written.
    pub fn import_table(
        &mut self,
        world: &dyn World,
        (name, bytes): (&str, &[u8]),
        reviewer: &Reviewer,
    ) -> Result<TakenBack, Error> {
        let rows = table::rows(bytes).map(named).unwrap_or_default();
        if rows.is_empty() {
            return Err(Error::usage(format!("`{name}` is no table with a head"))
                .with_hint(
                    "give what `dateline export --format csv` wrote, or a chronology",
                ));
        }
        let mut back = TakenBack::default();
        let mut rulings: Vec<Ruling> = Vec::new();
        let mut by_hand: Vec<ByHand> = Vec::new();
        for (row, number) in rows.iter().zip(2_usize..) {
            if cell(row, "id").is_empty() {
                by_hand.extend(line(row, &format!("{name}#{number}")));
                continue;
            }
            match self.edits(row)? {
                Ok(edits) if edits.is_empty() => back.same += 1,
                Ok(edits) => {
                    back.changed += 1;
                    rulings.extend(edits);
                }
                Err(conflicts) => {
                    let told = conflicts.iter().map(|one| format!("row {number}: {one}"));
                    back.conflicts.extend(told);
                }
            }
        }
        let decisions: Vec<Decision> =
            rulings.into_iter().map(|ruling| reviewer.rules(world, ruling)).collect();
        if !decisions.is_empty() {
            self.rule_all(&decisions)?;
            self.settle()?;
        }
        if !by_hand.is_empty() {
            back.entered = self.enter(world, &by_hand, reviewer)?.len();
        }
        Ok(back)
    }

    /// What a row changes of its entry; or why it cannot be taken.
    fn edits(&self, row: &Row) -> Result<Result<Vec<Ruling>, Vec<String>>, Error> {
        let view = self.view()?;
        let id = cell(row, "id");
        let Some(entry) = EntryId::parse(id).and_then(|id| view.entry(id)) else {
            return Ok(Err(vec![format!("there is no entry `{id}` any more")]));
        };
        let now = cells_by_name(&wire::entry_line(&Sight::new(self, view), entry));
        let changed: Vec<(&str, &str, &str)> = now
            .iter()
            .filter(|(column, _)| *column != MARK)
            .filter_map(|(column, now)| {
                let given = row.get(*column)?;
                (!is_same(given, now)).then_some((*column, given.as_str(), now.as_str()))
            })
            .collect();
        let mark = now.iter().find(|(column, _)| *column == MARK);
        let since = row
            .get(MARK)
            .is_some_and(|given| mark.is_some_and(|(_, mark)| squeezed(given) != *mark));
        if since {
            let told = changed.iter().filter(|(column, ..)| EDITED.contains(column));
            let told = told.map(|(column, given, now)| {
                format!(
                    "`{id}` changed since: {column} is `{now}`, the table has `{given}`"
                )
            });
            let told: Vec<String> = told.collect();
            return Ok(if told.is_empty() { Ok(Vec::new()) } else { Err(told) });
        }
        let keys = self.finding_keys(entry)?;
        let mut edits =
            Edits { entry, keys: &keys, rulings: Vec::new(), left: Vec::new() };
        for (column, given, now) in changed {
            edits.take(column, given.trim(), now);
        }
        Ok(if edits.left.is_empty() { Ok(edits.rulings) } else { Err(edits.left) })
    }
}

/// The changes of one row.
struct Edits<'a> {
    entry: &'a Entry,
    keys: &'a [FindingKey],
    rulings: Vec<Ruling>,
    left: Vec<String>,
}

impl Edits<'_> {
    fn take(&mut self, column: &str, given: &str, now: &str) {
        if clipped(now) != now {
            let id = self.entry.id;
            self.left
                .push(format!("`{id}`: {column} is too long for a cell to be changed"));
            return;
        }
        let taken = match column {
            "when" => self.field(time_field(self.entry.kind), &day_of(given)),
            "value" => self.field(Field::Number, given),
            "status" => self.field(Field::Status, given),
            "place" => self.field(Field::Place, given),
            "modality" => Modality::parse(given).map(|modality| {
                self.each(|key| Ruling::Hold(key, modality, self.entry.polarity))
            }),
            "polarity" => Polarity::parse(given).map(|polarity| {
                self.each(|key| Ruling::Hold(key, self.entry.modality, polarity))
            }),
            "details" => self.details(given, now),
            "review" => self.review(given, now),
            _ => None,
        };
        match taken {
            Some(rulings) => self.rulings.extend(rulings),
            None => {
                let id = self.entry.id;
                let made = EDITED.contains(&column);
                let why =
                    if made { "cannot be read" } else { "is made from other columns" };
                self.left.push(format!("`{id}`: `{given}` in {column} {why}"));
            }
        }
    }

    fn each(&self, ruling: impl Fn(FindingKey) -> Ruling) -> Vec<Ruling> {
        self.keys.iter().cloned().map(ruling).collect()
    }

    fn field(&self, field: Field, words: &str) -> Option<Vec<Ruling>> {
        let value = match words {
            "" => Value::List(Vec::new()),
            words => value(self.entry, field, words)?,
        };
        Some(self.each(|key| Ruling::Correct(key, field, value.clone())))
    }

    /// "speaker: Tala Brandt | verb: said": the fields that were changed.
    fn details(&self, given: &str, now: &str) -> Option<Vec<Ruling>> {
        let parts = |words: &str| -> Option<BTreeMap<Field, String>> {
            let parts = words.split(" | ").filter(|part| !part.trim().is_empty());
            let pairs = parts.map(|part| {
                let (field, words) = part.split_once(':')?;
                Some((Field::parse(field.trim())?, words.trim().to_owned()))
            });
            pairs.collect()
        };
        let (given, now) = (parts(given)?, parts(now)?);
        let mut rulings = Vec::new();
        for (field, words) in &given {
            if now.get(field).map(|now| squeezed(now)) != Some(squeezed(words)) {
                rulings.extend(self.field(*field, words)?);
            }
        }
        for field in now.keys().filter(|field| !given.contains_key(*field)) {
            rulings.extend(self.field(*field, "")?);
        }
        Some(rulings)
    }

    /// "accepted; note: ask the ministry": what was not there before.
    fn review(&self, given: &str, now: &str) -> Option<Vec<Ruling>> {
        let known: Vec<String> = now.split(';').map(squeezed).collect();
        let mut rulings = Vec::new();
        for part in given.split(';').map(squeezed).filter(|part| !part.is_empty()) {
            if known.contains(&part) {
                continue;
            }
            rulings.extend(match part.as_str() {
                "accepted" | "accept" => self.each(Ruling::Accept),
                "rejected" | "reject" => self.each(Ruling::Reject),
                note => {
                    let note =
                        note.strip_prefix("note:").unwrap_or(note).trim().to_owned();
                    self.each(|key| Ruling::Note(key, note.clone()))
                }
            });
        }
        Some(rulings)
    }
}

/// The rows by the names of the columns in the first one.
fn named(rows: Vec<Vec<String>>) -> Vec<Row> {
    let mut rows = rows.into_iter();
    let head: Vec<String> = rows.next().unwrap_or_default();
    let head: Vec<String> =
        head.iter().map(|name| fold(name.trim()).replace(' ', "_")).collect();
    let known = ["id", "text", "title", "what", "words", "event", "headline"];
    if !head.iter().any(|name| known.contains(&name.as_str())) {
        return Vec::new();
    }
    let rows = rows.filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows.map(|row| head.iter().cloned().zip(row).collect()).collect()
}

/// A line of a chronology.
fn line(row: &Row, name: &str) -> Option<ByHand> {
    let first = |names: &[&str]| {
        let filled = names.iter().map(|name| cell(row, name));
        filled.into_iter().find(|cell| !cell.is_empty()).unwrap_or_default().to_owned()
    };
    let words = first(&["text", "what", "event", "title", "headline", "words"]);
    (!words.is_empty()).then(|| ByHand {
        name: name.to_owned(),
        kind: first(&["kind"]),
        when: day_of(&first(&["when", "date", "day"])),
        words,
        source: first(&["source", "according_to", "link"]),
        fields: ["place", "actor"]
            .iter()
            .filter(|field| !cell(row, field).is_empty())
            .map(|field| ((*field).to_owned(), cell(row, field).to_owned()))
            .collect(),
    })
}

fn cell<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map(|cell| cell.trim()).unwrap_or_default()
}

/// Whether a cell is as it was written, be it only as much of it as a workbook's cell holds.
fn is_same(given: &str, now: &str) -> bool {
    let given = squeezed(given);
    given == squeezed(now) || given == squeezed(clipped(now))
}

/// A day that a spreadsheet gave back as its number of days.
fn day_of(cell: &str) -> String {
    const FIRST: Date = date(1899, 12, 30);
    let days =
        cell.trim().parse::<i64>().ok().filter(|days| (10_000..200_000).contains(days));
    let day = days.and_then(|days| FIRST.checked_add(days.days()).ok());
    day.map_or_else(|| cell.trim().to_owned(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::{row, sheet_of};

    /// Cells as they come back from a file with these in its one row.
    fn back_from_csv(cells: &[String]) -> Vec<String> {
        let mut bytes = b"id,title\r\n".to_vec();
        row(&mut bytes, cells).unwrap();
        table::rows(&bytes).unwrap().swap_remove(1)
    }

    fn back_from_workbook(cells: &[String]) -> Vec<String> {
        let bytes = sheet_of(&[cells.to_vec()]).unwrap();
        let mut cells = table::rows(&bytes).unwrap().swap_remove(1);
        cells.truncate(40);
        cells
    }

    /// What reports and reviewers may put in a cell: formulas, quotation marks, line breaks, other
    /// scripts and directions, what a workbook escapes, letters that are none.
    const ODD: [&str; 24] = [
        "=HYPERLINK(\"http://post.example\",\"pact\")",
        "+1-2",
        "-inf",
        "@SUM(A1)",
        "'=1",
        "''",
        "=",
        "＝cmd|' /C calc'!A0",
        "said \"no\", twice; then left",
        "two\nlines\r\nand a\ttab",
        "הסכם הנמל של ורן",
        "اتفاق \u{200f}الميناء\u{202e}",
        "_x0041_ _x005F_ _x_ _xZZZZ_ _xD800_",
        "\u{1}\u{8}\u{1f}\u{7f}",
        "\u{fffe}\u{ffff}\u{feff}",
        "a&b<c>d&amp;e&#65;]]>",
        "1.5e3",
        "0012",
        "TRUE",
        "  leading and trailing  ",
        "𝄞 🛥️ é e\u{301}",
        "speaker: Tala Brandt | verb: said / told",
        "2031-03",
        "\u{2028}\u{a0}",
    ];

    #[test]
    fn odd_cells_come_back_from_both_kinds_of_table_as_they_were() {
        let cells = ODD.map(str::to_owned).to_vec();
        for back in [back_from_csv(&cells), back_from_workbook(&cells)] {
            for (cell, back) in
                cells.iter().zip(back.iter().chain(std::iter::repeat(&String::new())))
            {
                assert!(is_same(back, cell), "{cell:?} became {back:?}");
            }
        }
    }

    #[test]
    fn a_cell_longer_than_a_workbook_holds_is_as_it_was() {
        let cells = vec!["harbour ".repeat(9_000), "🛥".repeat(20_000)];
        let back = back_from_workbook(&cells);
        assert!(back.iter().zip(&cells).all(|(back, cell)| is_same(back, cell)));
        assert!(back.iter().all(|back| back.encode_utf16().count() <= 32_767));
        assert!(!is_same("harbour", cells.first().unwrap()));
    }

    #[test]
    fn a_day_that_became_a_number_is_a_day_again() {
        assert_eq!(day_of("48093"), "2031-09-02");
        assert_eq!(day_of("2031-09"), "2031-09");
        assert_eq!(day_of("2031"), "2031");
    }

    #[test]
    fn a_table_without_a_head_that_is_known_is_none() {
        assert!(named(vec![vec!["a".into()], vec!["b".into()]]).is_empty());
    }

    proptest! {
        #[test]
        fn any_cells_come_back_from_both_kinds_of_table_as_they_were(
            cells in prop::collection::vec("[^\\r]{0,12}|[-=+@'\"_x0-9;,\n ]{0,10}", 1..6),
        ) {
            // A row always has its identity.
            let cells: Vec<String> =
                std::iter::once("7f00".to_owned()).chain(cells).collect();
            for back in [back_from_csv(&cells), back_from_workbook(&cells)] {
                let none = String::new();
                let back = back.iter().chain(std::iter::repeat(&none));
                for (cell, back) in cells.iter().zip(back) {
                    prop_assert!(is_same(back, cell), "{:?} became {:?}", cell, back);
                }
            }
        }
    }
}
