//! What a reviewer rules stays, and can be taken back.

use serde_json::Value;

use crate::{Room, examples, report};

fn room() -> Room {
    let room = Room::new();
    room.put("in/one.txt", report(1).as_bytes());
    room.put("in/two.txt", report(2).as_bytes());
    assert_eq!(room.run(&["add", "-q", "in"]).code, Some(0));
    room
}

fn lines(room: &Room, kind: &str) -> Vec<Value> {
    let export = room.export("record.dateline");
    let lines = export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["line"] == kind).collect()
}

fn entry(room: &Room, id: &str) -> Option<Value> {
    lines(room, "entry").into_iter().find(|entry| entry["id"] == id)
}

fn first_entry(room: &Room) -> String {
    lines(room, "entry")[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_accepted_entry_says_so_even_after_a_new_reading() {
    let room = room();
    let id = first_entry(&room);
    let said = room.run(&["review", "accept", &id, "--by", "Ada"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(entry(&room, &id).unwrap()["accepted"], true);
    assert_eq!(room.run(&["reread"]).code, Some(0));
    assert_eq!(entry(&room, &id).unwrap()["accepted"], true);
    assert!(room.run(&["show", "rulings"]).out.contains("by Ada"));
}

#[test]
fn a_rejected_entry_is_in_no_view_until_that_is_undone() {
    let room = room();
    let id = first_entry(&room);
    let because = "the words are of another year";
    let said = room.run(&["review", "reject", &id, "--because", because]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(entry(&room, &id), None);
    assert!(room.run(&["show", "rulings"]).out.contains(because));
    for decision in lines(&room, "decision") {
        let id = decision["id"].as_str().unwrap();
        assert_eq!(room.run(&["review", "undo", id]).code, Some(0));
    }
    assert!(entry(&room, &id).is_some());
}

#[test]
fn a_note_stands_with_its_entry() {
    let room = room();
    let id = first_entry(&room);
    assert_eq!(room.run(&["review", "note", &id, "ask the ministry"]).code, Some(0));
    let notes = entry(&room, &id).unwrap()["notes"].to_string();
    assert!(notes.contains("ask the ministry"), "{notes}");
}

#[test]
fn digits_of_no_entry_change_nothing() {
    let room = room();
    let before = room.export("record.dateline");
    let said = room.run(&["review", "reject", "ffffffffffff"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("there is no entry"), "{}", said.err);
    assert_eq!(before, room.export("record.dateline"));
}

/// Two reports of a yard: one names the father, one the son.
const TWO: [(&str, &str); 2] = [
    (
        "a.txt",
        "Orlesia buys a yard\n\n3 March 2031\n\nOSTREL (Harbour Wire) - The founder of the \
         yard, Karim Hadid, sold it to Orlesia on 3 March 2031, the Orlesian Ministry of the \
         Sea said.\n\n\"We will keep 300 men,\" Karim Hadid said.\n",
    ),
    (
        "b.txt",
        "Varn opens a yard\n\n9 April 2031\n\nOSTREL (Harbour Wire) - The owner of the new \
         yard, Salim Karim Hadid, opened it in Varn on 9 April 2031, the Varnese Ministry of \
         Trade said.\n\n\"We will build 12 ships,\" Salim Karim Hadid said.\n",
    ),
];

fn two_names() -> Room {
    let room = Room::new();
    for (name, text) in TWO {
        room.put(&format!("in/{name}"), text.as_bytes());
    }
    assert_eq!(room.run(&["add", "-q", "in"]).code, Some(0));
    room
}

fn persons(room: &Room) -> Vec<String> {
    let actors = lines(room, "actor").into_iter();
    let persons = actors.filter(|actor| actor["class"] == "person");
    persons.map(|actor| actor["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn names_that_may_be_one_wait_for_a_ruling_which_stays_and_travels() {
    let room = two_names();
    assert_eq!(persons(&room), ["Karim Hadid", "Salim Karim Hadid"]);
    let waiting = room.run(&["review", "names"]);
    assert_eq!(waiting.code, Some(0), "{}", waiting.err);
    assert!(waiting.out.contains("Salim Karim Hadid"), "{}", waiting.out);
    let said = room.run(&["review", "merge", "Karim Hadid", "salim-karim-hadid"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(persons(&room).len(), 1);
    assert_eq!(room.run(&["review", "names"]).code, Some(1));
    assert_eq!(room.run(&["reread"]).code, Some(0));
    assert_eq!(persons(&room).len(), 1);

    // Into another record, in either shape.
    for format in ["decisions", "nomenklatura"] {
        let lines = room.run(&["review", "export", "--format", format]).out;
        let other = two_names();
        other.put("rulings", lines.as_bytes());
        let said = other.run(&["review", "import", "rulings"]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        assert_eq!(persons(&other).len(), 1, "{lines}");
        let again = other.run(&["review", "export", "--format", format]).out;
        assert_eq!(again, lines);
    }

    let said = room.run(&["review", "split", "Karim Hadid", "Salim Karim Hadid"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(persons(&room).len(), 2);
    assert_eq!(room.run(&["review", "names"]).code, Some(1));
}

#[test]
fn a_table_of_names_is_taken_in_with_its_source() {
    let room = two_names();
    let table =
        "# ours\nalias\tperson\tKarim Hadid\tSalim Karim Hadid\tthe registry\nno row\n";
    room.put("names.tsv", table.as_bytes());
    let said = room.run(&["review", "import", "names.tsv"]);
    assert!(said.err.contains("line 3"), "{}", said.err);
    assert_eq!(persons(&room).len(), 1);
    let shown = room.run(&["show", "rulings"]).out;
    assert!(shown.contains("the registry"), "{shown}");
}

#[test]
fn a_name_that_nobody_bears_is_not_ruled_on() {
    let room = two_names();
    let said = room.run(&["review", "merge", "Karim Hadid", "Nobody Atall"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("nobody in the record"), "{}", said.err);
}

fn titles(room: &Room) -> Vec<String> {
    let entries = lines(room, "entry").into_iter();
    entries.map(|entry| entry["title"].as_str().unwrap().to_owned()).collect()
}

/// A cell of an entry's row in an exported table, by the column's name.
fn change(table: &str, id: &str, column: &str, words: &str) -> String {
    let mut lines = table.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = head.iter().position(|name| *name == column).unwrap();
    let changed = table.lines().map(|line| {
        if !line.starts_with(id) {
            return line.to_owned();
        }
        let mut cells: Vec<String> = Vec::new();
        let mut quoted = false;
        for part in line.split(',') {
            match cells.last_mut().filter(|_| quoted) {
                Some(last) => last.push_str(&format!(",{part}")),
                None => cells.push(part.to_owned()),
            }
            quoted ^= part.matches('"').count() % 2 == 1;
        }
        cells[at] = words.to_owned();
        cells.join(",")
    });
    changed.collect::<Vec<_>>().join("\r\n")
}

#[test]
fn a_corrected_field_stays_after_a_new_reading_and_keeps_its_identity() {
    let room = room();
    let id = first_entry(&room);
    let said = room.run(&["review", "correct", &id, "place", "Pell Harbour"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let place = |entry: &Value| {
        let fields = entry["fields"].as_array().unwrap().clone();
        let place = fields.into_iter().find(|field| field["field"] == "place").unwrap();
        place["readings"][0]["text"].as_str().unwrap().to_owned()
    };
    assert_eq!(place(&entry(&room, &id).unwrap()), "Pell Harbour");
    assert_eq!(room.run(&["reread"]).code, Some(0));
    assert_eq!(place(&entry(&room, &id).unwrap()), "Pell Harbour");
}

#[test]
fn a_table_that_comes_back_unchanged_changes_nothing_and_a_changed_cell_is_a_decision() {
    let room = room();
    let before = room.export("record.dateline");
    let table = room.run(&["export", "--format", "csv"]).out;
    room.put("table.csv", table.as_bytes());
    let said = room.run(&["review", "import", "table.csv"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(before, room.export("record.dateline"));

    let id = first_entry(&room);
    room.put("table.csv", change(&table, &id, "place", "Skerry Point").as_bytes());
    let said = room.run(&["review", "import", "table.csv", "--by", "Ada"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(entry(&room, &id).unwrap().to_string().contains("Skerry Point"));
    // The record changed since that table was written: another change is a conflict.
    room.put("table.csv", change(&table, &id, "place", "Lowmere").as_bytes());
    let said = room.run(&["review", "import", "table.csv"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("changed since"), "{}", said.err);
    assert!(!entry(&room, &id).unwrap().to_string().contains("Lowmere"));
}

/// A report in which what spreadsheets stumble over stands in titles, quotations and names.
const ODD: &str = "=HYPERLINK(\"http://post.example\") signs with Varn; \"twice\", it says\n\n\
    12 March 2031\n\n\
    OSTREL (Harbour Wire) - Orlesia and Varn signed a \"_x0041_ & <Co>\" memorandum on harbour \
    patrols in Ostrel on 12 March 2031, the Orlesian Ministry of the Sea said.\n\n\
    \"=1+1, @all; +300 sailors | of ורן and \u{200f}الميناء\u{200e} will stay\u{2028}in Varn\", Sea \
    Minister Tala Brandt said. \"-2 or 'none'\", she said. Orlesia had -5,200 sailors there in 2029.\n";

#[test]
fn tables_of_odd_reports_come_back_without_a_change() {
    let room = Room::new();
    room.put("odd.txt", ODD.as_bytes());
    let examples = examples();
    let examples = examples.to_string_lossy();
    assert_eq!(room.run(&["add", "-q", "odd.txt", &examples]).code, Some(0));
    let id = first_entry(&room);
    let remark = "=2+2; \"so\" _x0042_\nand on";
    assert_eq!(room.run(&["review", "note", &id, remark]).code, Some(0));
    let before = room.export("record.dateline");
    for format in ["csv", "xlsx"] {
        let table = room.bytes(&["export", "--format", format]);
        let name = format!("table.{format}");
        room.put(&name, &table);
        let said = room.run(&["review", "import", &name]);
        assert_eq!(said.code, Some(0), "{format}: {}", said.err);
        assert!(said.err.contains("changed: 0, entered: 0"), "{format}: {}", said.err);
        assert_eq!(before, room.export("record.dateline"), "{format}");
    }
}

#[test]
fn a_chronology_comes_in_with_its_sources_and_stays_after_a_new_reading() {
    let room = room();
    let table = "date,text,source,place\n2031-03-04,\"The yard was sold, for 3 crowns\",the \
                 yard's book,Ostrel\n2031-05,The yard burned down,a diary,\n";
    room.put("own.csv", table.as_bytes());
    let said = room.run(&["review", "import", "own.csv", "--by", "Ada"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    for _ in 0..2 {
        let titles = titles(&room);
        assert!(
            titles.iter().any(|title| title.contains("sold, for 3 crowns")),
            "{titles:?}"
        );
        let own = lines(&room, "entry").into_iter();
        let own: Vec<Value> =
            own.filter(|entry| entry.to_string().contains("a diary")).collect();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0]["when"]["text"], "2031-05");
        assert_eq!(room.run(&["reread"]).code, Some(0));
    }
    for decision in lines(&room, "decision") {
        assert_eq!(decision["standing"], "counts");
        let id = decision["id"].as_str().unwrap();
        assert_eq!(room.run(&["review", "undo", id]).code, Some(0));
    }
    assert!(!titles(&room).iter().any(|title| title.contains("yard")));
}

#[test]
fn words_of_a_report_that_were_missed_are_marked() {
    let room = room();
    let words = report(1).split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    let ask = ["review", "add", &words, "--report", "one.txt", "--when", "2031-02-03"];
    let said = room.run(&ask);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(titles(&room).contains(&words), "{:?}", titles(&room));
    let said = room.run(&["review", "add", "no such words", "--report", "one.txt"]);
    assert_eq!(said.code, Some(2));
}

#[test]
fn a_report_that_a_reviewer_dates_has_that_day() {
    let room = room();
    assert_eq!(room.run(&["review", "dated", "one.txt", "2030-01-02"]).code, Some(0));
    let reports = lines(&room, "report");
    let one = reports.iter().find(|report| report["doc"] == "one.txt").unwrap();
    assert!(one.to_string().contains("2030-01-02"), "{one}");
}
