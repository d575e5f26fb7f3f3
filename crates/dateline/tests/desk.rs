//! The desk, with files that stand in memory and a clock that stands still.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use std::io;
use std::path::{Path, PathBuf};

use dateline::{
    Asked, Credit, Depth, Desk, Disk, Error, Format, Memory, Progress, Reviewer, Topic,
    Verdict, World,
};
use jiff::Timestamp;
use tempfile::TempDir;

const PACT: &[u8] =
    b"Orlesia and Varn sign harbour pact\n\n3 March 2031\n\nOSTREL (Harbour \
    Wire) - Orlesia and Varn signed a memorandum on harbour patrols in Ostrel on 3 March \
    2031. Orlesia has 300 sailors in Varn, Sea Minister Tala Brandt said.\n";

fn world() -> Memory {
    let mut world = Memory::default();
    world.put("in/pact.txt", PACT);
    world.put("in/deep/note.txt", b"Varn keeps 40 boats in Ostrel.\n");
    world.put("in/.hidden", b"not a report");
    world.put("in/old.dateline", b"not a report");
    world
}

fn desk(folder: &TempDir) -> Desk {
    Desk::create(&folder.path().join("record.dateline")).unwrap()
}

fn add(desk: &mut Desk, world: &dyn World, path: &str) -> Result<dateline::Added, Error> {
    desk.add(world, &[PathBuf::from(path)], &Credit::default(), &mut |_| ())
}

fn export(desk: &Desk) -> Vec<u8> {
    let mut out = Vec::new();
    desk.export(Format::JsonLines, &mut out).unwrap();
    out
}

/// A world in which one file cannot be read.
struct Broken {
    inner: Memory,
    path: &'static str,
}

impl World for Broken {
    fn read(&self, path: &Path) -> Result<Vec<u8>, Error> {
        if path == Path::new(self.path) {
            let error = io::Error::from(io::ErrorKind::PermissionDenied);
            return Err(Error::reading(path, error));
        }
        self.inner.read(path)
    }

    fn files(&self, path: &Path) -> Result<Vec<PathBuf>, Error> {
        self.inner.files(path)
    }

    fn standard_input(&self) -> Result<Vec<u8>, Error> {
        self.inner.standard_input()
    }

    fn now(&self) -> Timestamp {
        self.inner.now()
    }
}

#[test]
fn a_folder_is_read_without_what_is_hidden_in_it() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    let added = add(&mut desk, &world(), "in").unwrap();
    assert_eq!((added.new, added.known), (2, 0));
    let again = add(&mut desk, &world(), "in").unwrap();
    assert_eq!((again.new, again.known), (0, 2));
}

#[test]
fn a_file_that_cannot_be_read_is_listed_and_the_rest_goes_on() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    let world = Broken { inner: world(), path: "in/pact.txt" };
    let added = add(&mut desk, &world, "in").unwrap();
    assert_eq!((added.new, added.failed.len()), (1, 1));
    assert!(added.failed[0].to_string().contains("in/pact.txt"));
}

#[test]
fn a_path_that_is_missing_adds_nothing() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    let error = add(&mut desk, &world(), "nowhere").unwrap_err();
    assert!(error.is_missing());
    assert!(desk.show(Topic::Reports, &Asked::default()).unwrap().is_empty());
}

#[test]
fn standard_input_is_a_report_too() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    let mut world = Memory::default();
    world.put_input(PACT);
    assert_eq!(add(&mut desk, &world, "-").unwrap().new, 1);
}

#[test]
fn when_it_was_learnt_is_in_no_export() {
    let exports = [1_900_000_000, 1_950_000_000].map(|seconds| {
        let folder = TempDir::new().unwrap();
        let mut desk = desk(&folder);
        let mut world = world();
        world.hold(Timestamp::from_second(seconds).unwrap());
        add(&mut desk, &world, "in").unwrap();
        export(&desk)
    });
    assert_eq!(exports[0], exports[1]);
}

#[test]
fn what_comes_with_the_command_goes_before_what_the_page_says() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    add(&mut desk, &world(), "in").unwrap();
    let told = Credit {
        published: Some(jiff::civil::date(2031, 3, 5)),
        outlet: Some("Varn Post".to_owned()),
    };
    let added = desk.add(&world(), &[PathBuf::from("in/pact.txt")], &told, &mut |_| ());
    assert_eq!(added.unwrap().new, 1);
    let export = String::from_utf8(export(&desk)).unwrap();
    assert!(export.contains("Varn Post") && export.contains("2031-03-05"), "{export}");
    let again = desk.add(&world(), &[PathBuf::from("in/pact.txt")], &told, &mut |_| ());
    assert_eq!(again.unwrap().known, 1);
}

#[test]
fn the_progress_ends_with_all_files_done() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    let mut told = Vec::new();
    let paths = [PathBuf::from("in")];
    desk.add(&world(), &paths, &Credit::default(), &mut |step| told.push(step)).unwrap();
    assert_eq!(told, [Progress::Files(2), Progress::Done(2), Progress::Laying]);
}

#[test]
fn evidence_is_the_very_words_at_its_place() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    add(&mut desk, &world(), "in").unwrap();
    let page = std::str::from_utf8(PACT).unwrap();
    let export = String::from_utf8(export(&desk)).unwrap();
    let mut seen = 0;
    for line in export.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        for evidence in line["evidence"].as_array().into_iter().flatten() {
            if evidence["doc"] == "pact.txt" {
                let at =
                    |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
                let words = page.get(at("start")..at("end")).unwrap();
                assert_eq!(evidence["words"], words);
                seen += 1;
            }
        }
    }
    assert!(seen > 0);
}

#[test]
fn a_file_beside_a_report_says_what_the_page_does_not() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    let mut world = world();
    let told =
        b"published = 2031-04-01\noutlet = \"Tessaly Times\"\nauthor = \"Ana Ruiz\"\n";
    world.put("in/pact.txt.meta.toml", told);
    let added = add(&mut desk, &world, "in").unwrap();
    assert_eq!((added.new, added.failed.len()), (2, 0), "the file beside is no report");
    let before = export(&desk);
    let words = String::from_utf8(before.clone()).unwrap();
    assert!(words.contains("Tessaly Times") && words.contains("2031-04-01"), "{words}");
    let again = add(&mut desk, &world, "in").unwrap();
    assert_eq!((again.new, again.known), (0, 2));
    desk.reread(&world, &mut |_| ()).unwrap();
    assert_eq!(export(&desk), before, "what was told is told again");
}

#[test]
fn a_file_beside_a_report_that_is_not_understood_is_said() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    let mut world = world();
    for wrong in ["publisher = \"Tessaly Times\"\n", "outlet = 12\n"] {
        world.put("in/pact.txt.meta.toml", wrong.as_bytes());
        let added = add(&mut desk, &world, "in/pact.txt").unwrap();
        assert_eq!((added.new, added.failed.len()), (0, 1), "{wrong}");
        let key = wrong.split(' ').next().unwrap();
        assert!(added.failed[0].to_string().contains(key), "{}", added.failed[0]);
    }
}

#[test]
fn reports_in_a_file_are_read_again_as_they_were() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    let mut world = Memory::default();
    let body = "Orlesia signed the harbour pact with Varn on Monday, the ministry said.";
    let lines = format!(
        "{{\"title\":\"Pact\",\"date\":\"2031-03-12\",\"text\":\"{body}\"}}\n\
         {{\"title\":\"Ports\",\"date\":\"2031-03-13\",\"text\":\"{body} Three ports are named.\"}}\n"
    );
    world.put("in/harvest.jsonl", lines.as_bytes());
    assert_eq!(add(&mut desk, &world, "in").unwrap().new, 2);
    let before = export(&desk);
    let words = String::from_utf8(before.clone()).unwrap();
    assert!(
        words.contains("harvest.jsonl#1") && words.contains("harvest.jsonl#2"),
        "{words}"
    );
    desk.reread(&world, &mut |_| ()).unwrap();
    assert_eq!(export(&desk), before);
}

#[test]
fn a_date_says_how_it_was_worked_out_in_every_export() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    add(&mut desk, &world(), "in").unwrap();
    for (format, says) in [
        (Format::JsonLines, "\"basis\":\"explicit\""),
        (Format::Csv, ",explicit,"),
        (Format::TimelineJs, "Date: written in full."),
    ] {
        let mut out = Vec::new();
        desk.export(format, &mut out).unwrap();
        let export = String::from_utf8(out).unwrap();
        assert!(export.contains(says), "{format:?}: {export}");
    }
}

/// The project's own example reports.
fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let mut paths = Disk::default().files(&folder).unwrap();
    paths.truncate(12);
    paths
}

fn add_all(desk: &mut Desk, paths: &[PathBuf]) {
    desk.add(&Disk::default(), paths, &Credit::default(), &mut |_| ()).unwrap();
}

#[test]
fn one_by_one_in_parts_or_in_one_go_the_record_is_the_same() {
    let paths = examples();
    let mut turned = paths.clone();
    turned.reverse();
    let parts: [Vec<&[PathBuf]>; 4] = [
        vec![&paths],
        paths.chunks(1).collect(),
        turned.chunks(1).collect(),
        turned.chunks(5).chain(paths.chunks(4)).collect(),
    ];
    let exports = parts.map(|parts| {
        let folder = TempDir::new().unwrap();
        for part in parts {
            // Each part is added by a program of its own.
            add_all(&mut desk(&folder), part);
        }
        export(&Desk::open_to_read(&folder.path().join("record.dateline")).unwrap())
    });
    assert!(exports[0].len() > 10_000);
    for other in &exports[1..] {
        assert!(*other == exports[0], "another export");
    }
}

#[test]
fn what_is_read_in_part_is_what_is_seen_of_the_whole() {
    let folder = TempDir::new().unwrap();
    let mut writer = desk(&folder);
    add_all(&mut writer, &examples());
    let path = folder.path().join("record.dateline");
    let timeline = writer.show(Topic::Timeline, &Asked::default()).unwrap();
    let timeline = serde_json::to_value(&timeline).unwrap();
    let id = timeline["dated"][0]["id"].as_str().unwrap().to_owned();
    let reviewer = Reviewer { name: "a reader".to_owned(), because: String::new() };
    let note = Verdict::Note("see the page".to_owned());
    writer.review(&world(), &id, &note, &reviewer).unwrap();
    for (_, word) in Topic::ALL {
        let topic = Topic::parse(word).unwrap();
        for limit in [None, Some(3)] {
            let asked = Asked { limit, ..Asked::default() };
            let whole = serde_json::to_string(&writer.show(topic, &asked).unwrap());
            let reader = Desk::open_to_read(&path).unwrap();
            assert_eq!(reader.rejoined(), None);
            let part = serde_json::to_string(&reader.show(topic, &asked).unwrap());
            assert_eq!(part.unwrap(), whole.unwrap(), "{word} {limit:?}");
        }
    }
    for name in [id.as_str(), id.get(..6).unwrap(), "Orlesia", "minister", "nobody"] {
        let whole = serde_json::to_string(&writer.named(name, 5).unwrap()).unwrap();
        let reader = Desk::open_to_read(&path).unwrap();
        let part = serde_json::to_string(&reader.named(name, 5).unwrap()).unwrap();
        assert_eq!(part, whole, "{name}");
    }
    let whole =
        serde_json::to_string(&writer.find("commission", 9, None).unwrap()).unwrap();
    let reader = Desk::open_to_read(&path).unwrap();
    assert_eq!(
        serde_json::to_string(&reader.find("commission", 9, None).unwrap()).unwrap(),
        whole
    );
}

const LATER: &[u8] =
    b"Orlesia and Varn deepen harbour pact\n\n9 April 2031\n\nOSTREL (Harbour \
    Wire) - Orlesia and Varn signed a memorandum on harbour patrols in Ostrel on 3 March \
    2031, and it holds, Sea Minister Tala Brandt said.\n";

#[test]
fn what_was_known_by_a_day_holds_no_word_of_later_reports() {
    let folder = TempDir::new().unwrap();
    let mut desk = desk(&folder);
    let mut world = world();
    world.put("in/later.txt", LATER);
    add(&mut desk, &world, "in").unwrap();
    let told = |topic: Topic, known_by: Option<jiff::civil::Date>| {
        let asked = Asked { known_by, ..Asked::default() };
        serde_json::to_string(&desk.show(topic, &asked).unwrap()).unwrap()
    };
    let day = Some(jiff::civil::date(2031, 3, 20));
    for topic in [Topic::Timeline, Topic::Agreements, Topic::State, Topic::People] {
        assert!(told(topic, None).contains("later.txt"), "{topic:?}");
        assert!(told(topic, day).contains("pact.txt"), "{topic:?}");
        assert!(!told(topic, day).contains("later.txt"), "{topic:?}");
    }
    assert!(told(Topic::State, day).contains("\"known_by\":\"2031-03-20\""));
}

/// A desk that answers from the file, and one that has all of it at hand.
fn both(folder: &TempDir) -> (Desk, Desk) {
    let path = folder.path().join("record.dateline");
    let whole = Desk::open_to_read(&path).unwrap();
    drop(export(&whole));
    (Desk::open_to_read(&path).unwrap(), whole)
}

/// All pages of a list, one after the other.
fn pages(desk: &Desk, topic: Topic, asked: &Asked) -> Vec<String> {
    let (mut pages, mut after) = (Vec::new(), None);
    while pages.len() < 40 {
        let asked = Asked { after, ..asked.clone() };
        let (shown, next) = desk.leaf(topic, &asked).unwrap();
        pages.push(serde_json::to_string(&*shown).unwrap());
        after = next;
        if after.is_none() {
            break;
        }
    }
    pages
}

#[test]
fn a_page_from_the_file_is_that_of_the_whole_whatever_narrows_it() {
    let folder = TempDir::new().unwrap();
    let mut writer = desk(&folder);
    add_all(&mut writer, &examples());
    let (file, whole) = both(&folder);
    let day = jiff::civil::date(2031, 8, 24);
    let plain = Asked { limit: Some(4), today: Some(day), ..Asked::default() };
    let words = |words: &str| Some(words.to_owned());
    let narrowed = [
        plain.clone(),
        Asked { limit: Some(1), ..plain.clone() },
        Asked { apiece: Some(60), depth: Depth::Lines, ..plain.clone() },
        Asked { actor: words("Orlesia"), ..plain.clone() },
        Asked { actor: words("nobody"), ..plain.clone() },
        Asked { words: words("harb pat"), ..plain.clone() },
        Asked { from: Some(day), ..plain.clone() },
        Asked { to: Some(day), ..plain.clone() },
        Asked { holding: words("planned"), ..plain.clone() },
        Asked { holding: words("denied"), ..plain.clone() },
        Asked { as_of: Some(day), ..plain.clone() },
    ];
    for (_, word) in Topic::ALL {
        let topic = Topic::parse(word).unwrap();
        for asked in &narrowed {
            let (part, all) = (pages(&file, topic, asked), pages(&whole, topic, asked));
            assert_eq!(part.len(), all.len(), "{word} {asked:?}");
            for (part, all) in part.iter().zip(&all) {
                let same =
                    part.bytes().zip(all.bytes()).take_while(|(one, other)| one == other);
                let from = same.count().saturating_sub(200);
                assert!(
                    part == all,
                    "{word} {asked:?}\n{}\n{}",
                    part.get(from..from + 400).unwrap_or_default(),
                    all.get(from..from + 400).unwrap_or_default()
                );
            }
        }
    }
    for limit in [1, 5, 100] {
        let queue = |desk: &Desk| {
            serde_json::to_string(&desk.queue(None, limit, None).unwrap().0)
        };
        assert_eq!(queue(&file).unwrap(), queue(&whole).unwrap());
        let news =
            |desk: &Desk| serde_json::to_string(&desk.news(None, limit, None).unwrap().0);
        assert_eq!(news(&file).unwrap(), news(&whole).unwrap());
    }
}
