//! What is answered, where it goes, and how a command ends.

use std::io::Read as _;
use std::process::{Command, Stdio};

use crate::{Room, examples, report};

fn room_with_examples() -> Room {
    let room = Room::new();
    let folder = examples();
    let said = room.run(&["add", "-q", folder.to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    room
}

const QUESTIONS: [&str; 5] = [
    "What happened when?",
    "Who said what?",
    "How many, over time?",
    "What was agreed and promised, and what came of it?",
    "Where do the reports disagree?",
];

#[test]
fn the_first_screen_answers_five_questions_in_eighty_columns() {
    let room = Room::new();
    let folder = examples();
    let said = room.run(&["add", folder.to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    for question in QUESTIONS {
        assert!(said.out.contains(question), "{question}\n{}", said.out);
    }
    let wide = said.out.lines().find(|line| line.chars().count() > 80);
    assert_eq!(wide, None);
    assert!(!said.out.contains('\x1b'), "no colour where nobody sees it");
}

#[test]
fn every_topic_answers_in_words_and_in_json() {
    let room = room_with_examples();
    for (_, topic) in dateline::Topic::ALL {
        let said = room.run(&["show", topic]);
        assert_ne!(said.code, Some(2), "{topic}: {}", said.err);
        let json = room.run(&["show", topic, "--json"]).out;
        serde_json::from_str::<serde_json::Value>(&json).unwrap();
    }
}

#[test]
fn a_name_that_nobody_bears_ends_with_one() {
    let room = room_with_examples();
    let said = room.run(&["show", "Zebulon Quist"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("hint: `dateline find"), "{}", said.err);
}

#[test]
fn words_that_stand_nowhere_end_with_one() {
    let room = room_with_examples();
    let said = room.run(&["find", "xylophone"]);
    assert_eq!((said.code, said.out.as_str()), (Some(1), ""));
}

#[test]
fn words_of_a_report_are_found() {
    let room = Room::new();
    room.put("one.txt", report(1).as_bytes());
    room.run(&["add", "-q", "one.txt"]);
    let said = room.run(&["find", "sailors", "Varn"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("one.txt"), "{}", said.out);
}

#[test]
fn a_question_to_the_index_cannot_break_it() {
    let room = Room::new();
    room.put("one.txt", report(1).as_bytes());
    room.run(&["add", "-q", "one.txt"]);
    for words in ["\"", "NEAR(", "a OR", "*", "-x", "col:x", "'; DROP TABLE report;"] {
        let said = room.run(&["find", "--", words]);
        assert_ne!(said.code, Some(2), "{words}: {}", said.err);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let room = room_with_examples();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("dateline"))
        .args(["export", "--format", "jsonl"])
        .current_dir(room.folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(status.code(), Some(0), "{err}");
    assert!(!err.contains("error"), "{err}");
}

#[test]
fn a_verb_that_is_not_there_is_not_offered() {
    let help = Room::new().run(&["--help"]).out;
    for verb in ["tiles", "merge", "split"] {
        assert!(!help.contains(&format!("  {verb} ")), "{verb}\n{help}");
    }
}

#[test]
fn a_kind_that_is_none_is_said_and_not_passed_over() {
    let room = Room::new();
    room.put("one.txt", report(1).as_bytes());
    room.run(&["add", "-q", "one.txt"]);
    let said = room.run(&["show", "timeline", "--kind", "papyrus"]);
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
    assert!(said.err.contains("hint: the kinds are statement, event"), "{}", said.err);
}

#[test]
fn the_first_screen_of_a_day_knows_no_later_report() {
    let room = Room::new();
    room.put("in/one.txt", report(1).as_bytes());
    room.put("in/nine.txt", report(9).as_bytes());
    room.run(&["add", "-q", "in"]);
    let said = room.run(&["show", "screen", "--known-by", "2031-03-04", "--json"]);
    let screen: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(screen["totals"]["reports"], 1, "{}", said.err);
}

#[test]
fn a_wrong_word_ends_with_two() {
    let room = Room::new();
    let said = room.run(&["export", "--format", "papyrus"]);
    assert_eq!(said.code, Some(2));
    assert!(said.out.is_empty());
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "zsh", "fish"] {
        let said = Room::new().run(&["completions", shell]);
        assert!(said.out.contains("dateline"), "{shell}");
    }
}

#[test]
fn a_text_is_checked_against_the_record_and_not_kept() {
    let room = Room::new();
    room.put("one.txt", report(1).as_bytes());
    room.run(&["add", "-q", "one.txt"]);
    let before = room.export("record.dateline");
    room.put("two.txt", report(2).as_bytes());
    let said = room.run(&["check", "two.txt", "--json"]);
    assert_ne!(said.code, Some(2), "{}", said.err);
    let checked: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(checked["is_kept"], false);
    assert_eq!(before, room.export("record.dateline"));
    let said = room.run(&["check", "one.txt", "--json"]);
    let checked: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(checked["is_kept"], true);
}

#[test]
fn a_text_is_held_against_those_of_a_large_record_that_share_most_with_it() {
    let room = Room::new();
    for number in 0..260 {
        room.put(&format!("in/{number}.txt"), report(number).as_bytes());
    }
    assert_eq!(room.run(&["add", "-q", "in"]).code, Some(0));
    let told = report(17).replace("said", "told a crowd");
    room.put("again.txt", told.as_bytes());
    let said = room.run(&["check", "again.txt", "--json"]);
    let checked: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let against = checked["held_against"].as_u64().unwrap();
    assert!((10..=250).contains(&against), "{against}");
    assert_eq!(checked["reports"], 260);
    let known = checked["known"].as_array().unwrap();
    let figure = known.iter().find(|entry| entry["title"] == "917 sailors");
    let figure = figure.unwrap_or_else(|| panic!("{}", said.out));
    // It is the record's own entry, with the words of the text behind those of the record.
    let docs: Vec<&str> = figure["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|evidence| evidence["doc"].as_str().unwrap())
        .collect();
    assert_eq!(docs, ["17.txt", "again.txt"]);
    let id = figure["id"].as_str().unwrap();
    let shown = room.run(&["show", id, "--json"]);
    assert!(shown.out.contains("917 sailors"), "{}", shown.out);
    assert!(!shown.out.contains("again.txt"), "{}", shown.out);
    let said = room.run(&["check", "again.txt"]);
    let line = format!("Held against the {against} of 260 reports");
    assert!(said.out.contains(&line), "{}", said.out);
}

#[test]
fn two_records_and_two_days_are_told_apart() {
    let room = Room::new();
    room.put("in/one.txt", report(1).as_bytes());
    room.run(&["--record", "one", "add", "-q", "in"]);
    room.put("in/nine.txt", report(9).as_bytes());
    room.run(&["--record", "two", "add", "-q", "in"]);
    let said = room.run(&["diff", "one", "two", "--json"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let changed: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(changed["reports_new"], serde_json::json!(["nine.txt"]));
    assert_eq!(room.run(&["diff", "one", "one"]).code, Some(1));
    let said =
        room.run(&["--record", "two", "diff", "2031-03-04", "2031-03-31", "--json"]);
    let changed: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(changed["reports_new"], serde_json::json!(["nine.txt"]), "{}", said.err);
}

#[test]
fn what_bodies_weigh_is_told_with_what_no_report_says() {
    let room = Room::new();
    let told = "Talks in Calder\n\n12 May 2031\n\nThe Joint Tide Commission was established in \
        January. Two subcommittees were also formed to discuss the threat of floods, the wages \
        of pilots, and the readiness of the crews.\n\nMinister Ada Menz said on Sunday that \
        the threat of floods had grown.\n";
    room.put("in/one.txt", told.as_bytes());
    assert_eq!(room.run(&["add", "-q", "in"]).code, Some(0));
    let shown = room.run(&["show", "decisions"]).out;
    assert!(shown.contains("Joint Tide Commission"), "{shown}");
    assert!(shown.contains("- the threat of floods"), "{shown}");
    assert!(shown.contains("had grown"), "{shown}");
    let line: Vec<&str> = shown.split_whitespace().collect();
    assert!(
        line.join(" ").contains("how it stands with: the wages of pilots"),
        "{shown}"
    );
    let rulings = room.run(&["show", "rulings", "--json"]).out;
    assert_eq!(rulings.trim(), "[]");
}

#[test]
fn a_list_says_what_it_leaves_out_and_what_shows_it() {
    let room = Room::new();
    for number in 0..30 {
        room.put(&format!("in/{number}.txt"), report(number).as_bytes());
    }
    assert_eq!(room.run(&["add", "-q", "in"]).code, Some(0));
    let lines = |limit: &[&str]| {
        let said = room.run(&[&["show", "timeline"], limit].concat());
        let more = said.out.lines().last().filter(|line| line.starts_with('…'));
        (said.out.lines().count(), more.map(str::to_owned))
    };
    let (all, none) = lines(&["--limit", "0"]);
    assert_eq!(none, None);
    let (few, more) = lines(&["--limit", "3"]);
    assert!(few < all, "{few} {all}");
    let more = more.unwrap();
    assert!(more.ends_with(" more: `--limit 0` shows all"), "{more}");
    let json = |limit| {
        let json = room.run(&["show", "timeline", "--json", "--limit", limit]).out;
        let shown: serde_json::Value = serde_json::from_str(&json).unwrap();
        let of = |name: &str| shown[name].as_array().unwrap().len();
        of("dated") + of("undated")
    };
    assert_eq!(json("3"), 3);
    assert_eq!(more, format!("… {} more: `--limit 0` shows all", json("0") - 3));
}
