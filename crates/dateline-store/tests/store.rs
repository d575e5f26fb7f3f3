//! A record in a file: nothing is lost, nothing is half there.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop, and makes its own files"
)]

#[path = "../../dateline-record/tests/invented/mod.rs"]
mod invented;

use std::path::{Path, PathBuf};
use std::time::Duration;

use dateline_record::{
    Decision, FindingKey, Joined, Laid, Link, LinkKind, Parts, Record, ReportLine,
    Ruling, View,
};
use dateline_store::{Chosen, Fitting, Hit, Index, Kept, Seen, Store};
use dateline_text::{Mapped, Region, RegionClass, Report, Span, Text};
use invented::{any_laid, day};
use proptest::prelude::*;
use tempfile::TempDir;

const PAGE: &str = "Harbour treaty signed\nTala Brandt met Mirek Oduya in Calder.\n\
                    “We keep our word,” the café owner said.\n";

fn page(laid: &Laid) -> Report {
    let mut mapped = Mapped::default();
    mapped.push_verbatim(PAGE, 7);
    mapped.push("&", Span::of(200..205));
    let (words, map) = mapped.into_parts();
    let title = Span::of(0..21);
    let body = Span::of(22..words.len());
    Report {
        id: laid.id,
        name: laid.name.clone(),
        charset: "UTF-8".to_owned(),
        text: Text::new(&words),
        map,
        regions: vec![
            Region { span: title, class: RegionClass::Title, repeats: None },
            Region {
                span: body,
                class: RegionClass::Body,
                repeats: Some(Span::of(0..3)),
            },
        ],
        credits: laid.credits.clone(),
        problems: laid.problems.clone(),
    }
}

fn keep(store: &mut Store, all: &[Laid]) {
    let pages: Vec<Report> = all.iter().map(page).collect();
    let batch: Vec<Kept<'_>> = all
        .iter()
        .zip(&pages)
        .map(|(laid, report)| Kept {
            report,
            raw: b"raw \xff bytes",
            laid,
            sentences: &[],
            learnt: None,
        })
        .collect();
    store.put(&batch).unwrap();
}

/// Keeps what is seen of a record.
fn save(store: &mut Store, record: &Record) -> View {
    let known = store.alike().unwrap();
    let joined = Joined::of(record, &alone, known.as_ref());
    store.save((record, &joined), &alone).unwrap();
    joined.seen(&alone).0
}

/// All that was seen, read back part by part.
fn seen(store: &Store) -> View {
    let mut reports = store.lines(None).unwrap();
    ReportLine::sort(&mut reports);
    let kinds: Vec<&str> = LinkKind::ALL.iter().map(|(_, word)| *word).collect();
    let mut links = store.links(&kinds, None).unwrap();
    Link::sort(&mut links);
    let parts = Parts {
        copies: store.copies(&reports).unwrap(),
        reports,
        actors: store.actors(None).unwrap(),
        unsure: store.unsure().unwrap(),
        entries: store.entries(&Chosen::default()).unwrap(),
        series: Vec::new(),
        links,
        decisions: store.ruled().unwrap(),
    };
    let rows = store.series(None).unwrap();
    let entry = |id| parts.entries.iter().find(|entry| entry.id == id);
    let series = rows.iter().map(|row| row.series(&entry).unwrap()).collect();
    View::of_parts(Parts { series, ..parts })
}

/// A view as a file keeps it.
fn as_kept(view: &View) -> View {
    let mut parts = Parts::clone(view);
    parts.actors.iter_mut().for_each(|actor| actor.mentioned.clear());
    View::of_parts(parts)
}

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("record.dateline")
}

fn one(title: &str) -> Laid {
    invented::report(title, Some(day(3)))
}

/// Changes the file from outside.
fn tamper(path: &Path, statements: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(statements).unwrap();
}

/// One pair of hands.
fn alone(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(work);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn a_record_comes_back_as_it_was(all in prop::collection::vec(any_laid(), 0..6)) {
        let folder = TempDir::new().unwrap();
        let mut record = Record::new();
        for laid in all {
            record.lay(laid);
        }
        let all: Vec<Laid> = record.reports().collect();
        let mut store = Store::create(&file(&folder)).unwrap();
        keep(&mut store, &all);
        keep(&mut store, &all);
        save(&mut store, &record);
        prop_assert_eq!(&store.load(&alone).unwrap(), &record);
        // As earlier programs left it, or a later one.
        tamper(&file(&folder), "UPDATE report SET bound = substr(bound, 1, number % 3)");
        prop_assert_eq!(&store.load(&alone).unwrap(), &record);
        drop(store);
        let store = Store::open_to_read(&file(&folder)).unwrap();
        prop_assert_eq!(&store.load(&alone).unwrap(), &record);
        for laid in &all {
            prop_assert_eq!(store.laid(laid.id).unwrap(), Some(laid.clone()));
            prop_assert_eq!(store.report(laid.id).unwrap(), Some(page(laid)));
            let raw = store.raw(laid.id).unwrap();
            prop_assert_eq!(raw.as_deref(), Some(&b"raw \xff bytes"[..]));
        }
        prop_assert!(store.faults().unwrap().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn what_was_seen_comes_back_as_it_was(
        all in prop::collection::vec(any_laid(), 1..6), more in any_laid()
    ) {
        let folder = TempDir::new().unwrap();
        let mut store = Store::create(&file(&folder)).unwrap();
        prop_assert_eq!(store.seen().unwrap(), Seen::Otherwise);
        let mut record = Record::new();
        for laid in all {
            record.lay(laid);
        }
        let first = record.reports().next().unwrap();
        let kept: Vec<Laid> = record.reports().collect();
        keep(&mut store, &kept);
        let view = save(&mut store, &record);
        prop_assert_eq!(store.seen().unwrap(), Seen::Now);
        prop_assert_eq!(seen(&store), as_kept(&view));
        // How many there are is the same where the counts were kept.
        for kinds in [&[][..], &["event"], &["figure", "statement"]] {
            let chosen = Chosen { kinds, ..Chosen::default() };
            let counted = store.count(&chosen).unwrap();
            store.keep_lists(store.turn().unwrap(), &[]).unwrap();
            prop_assert_eq!(store.count(&chosen).unwrap(), counted);
            prop_assert_eq!(counted.0 + counted.1, store.ids(&chosen).unwrap().len());
            store.keep_lists(store.turn().unwrap() - 1, &[]).unwrap();
        }
        // A report more, a decision, a report less: each time only what changed is written.
        let is_new = !record.holds(more.id);
        keep(&mut store, std::slice::from_ref(&more));
        prop_assert_eq!(store.seen().unwrap(), Seen::Before);
        record.remove(more.id);
        record.lay(more);
        let view = save(&mut store, &record);
        prop_assert_eq!(seen(&store), as_kept(&view));
        if let Some(finding) = first.findings.first().filter(|_| is_new) {
            let decision = Decision {
                at: day(9).at(9, 0, 0, 0),
                by: "a reader".to_owned(),
                ruling: Ruling::Note(FindingKey::of(first.id, finding), "see\n\"page\"".to_owned()),
                because: String::new(),
            };
            store.decide(&decision).unwrap();
            prop_assert_eq!(store.seen().unwrap(), Seen::Before);
            record.decide(decision);
            let view = save(&mut store, &record);
            prop_assert_eq!(seen(&store), as_kept(&view));
        }
        store.remove(first.id).unwrap();
        record.remove(first.id);
        let view = save(&mut store, &record);
        prop_assert_eq!(seen(&store), as_kept(&view));
        prop_assert!(store.faults().unwrap().is_empty());
    }
}

/// What a reviewer does with the finding at a place among all: accepts, notes, rejects, or takes
/// back what was ruled before.
fn decided(
    (second, verb, place): (i8, u8, usize),
    keys: &[FindingKey],
    before: &[Decision],
) -> Decision {
    let key = keys.get(place % keys.len()).unwrap().clone();
    let undone = before.get(place % before.len().max(1)).map(Decision::id);
    let ruling = match (verb, undone) {
        (0..4, _) => Ruling::Accept(key),
        (4..7, _) | (7..9, None) => Ruling::Note(key, format!("see {}", place % 3)),
        (7..9, Some(undone)) => Ruling::Undo(undone),
        _ => Ruling::Reject(key),
    };
    let (by, because) = ("a reader".to_owned(), String::new());
    Decision { at: day(9).at(9, 0, second, 0), by, ruling, because }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn remarks_are_taken_in_as_if_all_were_joined(
        all in prop::collection::vec(any_laid(), 1..5),
        done in prop::collection::vec((0..50_i8, 0..10_u8, 0..99_usize), 1..9),
        more in any_laid(),
    ) {
        let folder = TempDir::new().unwrap();
        let mut store = Store::create(&file(&folder)).unwrap();
        let mut record = Record::new();
        all.into_iter().for_each(|laid| record.lay(laid));
        let all: Vec<Laid> = record.reports().collect();
        let findings = all.iter().flat_map(|laid| {
            laid.findings.iter().map(|finding| FindingKey::of(laid.id, finding))
        });
        let keys: Vec<FindingKey> = findings.collect();
        prop_assume!(!keys.is_empty());
        keep(&mut store, &all);
        save(&mut store, &record);
        let mut before = Vec::new();
        for (number, done) in done.into_iter().enumerate() {
            let decision = decided(done, &keys, &before);
            store.decide(&decision).unwrap();
            record.decide(decision.clone());
            before.push(decision);
            // Some are taken in one by one, some together.
            if number % 3 == 1 {
                continue;
            }
            let turn = store.turn().unwrap();
            let is_taken = store.take_remarks(&alone).unwrap();
            prop_assert_eq!(store.seen().unwrap() == Seen::Now, is_taken);
            prop_assert_eq!(store.turn().unwrap(), turn + i64::from(is_taken));
            let whole = record.view();
            if is_taken {
                prop_assert_eq!(seen(&store), as_kept(&whole));
            } else {
                prop_assert_eq!(as_kept(&save(&mut store, &record)), as_kept(&whole));
            }
        }
        // With a report more nothing is taken in without joining.
        let accepted = Ruling::Accept(keys.first().unwrap().clone());
        let (by, because) = ("a reader".to_owned(), "sure".to_owned());
        let decision = Decision { at: day(9).at(9, 0, 59, 0), by, ruling: accepted, because };
        keep(&mut store, std::slice::from_ref(&more));
        store.decide(&decision).unwrap();
        prop_assert!(!store.take_remarks(&alone).unwrap());
        prop_assert_eq!(store.seen().unwrap(), Seen::Before);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn no_words_break_the_search(
        some in prop::collection::vec(prop::collection::vec(any::<char>(), 0..60), 16)
    ) {
        let folder = TempDir::new().unwrap();
        let mut store = Store::create(&file(&folder)).unwrap();
        keep(&mut store, &[one("a")]);
        for letters in some {
            let words: String = letters.into_iter().collect();
            let quoted = format!("\"{words} brandt");
            prop_assert!(found(&store, Index::Sentences, (&words, 3), i64::MAX).is_ok(), "{words:?}");
            prop_assert!(found(&store, Index::Entries, (&quoted, 3), i64::MAX).is_ok(), "{words:?}");
        }
    }
}

#[test]
fn a_report_taken_out_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&file(&folder)).unwrap();
    keep(&mut store, &[one("a"), one("b")]);
    assert!(store.remove(one("a").id).unwrap());
    assert!(!store.remove(one("a").id).unwrap());
    keep(&mut store, &[one("b")]);
    assert_eq!(store.reports().unwrap(), vec![(one("b").id, "b.txt".to_owned())]);
    assert!(store.text(one("a").id).unwrap().is_none());
    let hits = sentences(&store, "oduya", 10);
    assert_eq!(hits.len(), 1, "{hits:?}");
    drop(store);
    let connection = rusqlite::Connection::open(file(&folder)).unwrap();
    for table in ["page", "finding", "problem", "sentence"] {
        let count = format!(
            "SELECT count(*) FROM {table} WHERE report NOT IN (SELECT number FROM report)"
        );
        let left: i64 = connection.query_row(&count, [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0, "{table}");
    }
}

/// The sentences with words, looked through in one piece; in several they are the same.
fn sentences(store: &Store, words: &str, limit: usize) -> Vec<Hit> {
    let look = |rows| found(store, Index::Sentences, (words, limit), rows).unwrap();
    assert_eq!(store.pieces(Index::Sentences, i64::MAX).unwrap().len(), 1);
    assert_eq!(look(i64::MAX), look(1));
    look(i64::MAX)
}

/// What has words in an index, looked through in pieces of so many rows.
fn found(
    store: &Store,
    index: Index,
    words: (&str, usize),
    rows: i64,
) -> Result<Vec<Hit>, dateline_store::Error> {
    let mut all = Vec::new();
    for piece in store.pieces(index, rows)? {
        all.extend(store.fitting(index, words, piece)?);
    }
    let best = Fitting::best(all, words.1);
    Ok(best.into_iter().map(|fitting| fitting.hit).collect())
}

#[test]
fn words_are_found_whatever_case_and_accents() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&file(&folder)).unwrap();
    keep(&mut store, &[one("a")]);
    for query in ["brandt calder", "CAFE", "\"keep our word\"", "cal* OR NEAR( \" brandt"]
    {
        let hits = sentences(&store, query, 5);
        let wanted = usize::from(!query.starts_with("cal*"));
        assert_eq!(hits.len(), wanted, "{query}: {hits:?}");
    }
    let Some(Hit::Sentence { report, span }) =
        sentences(&store, "Tala", 5).into_iter().next()
    else {
        panic!("a sentence")
    };
    assert_eq!(report, one("a").id);
    let words = "Tala Brandt met Mirek Oduya in Calder.";
    assert_eq!(store.text(report).unwrap().unwrap().get(span), Some(words));
    assert!(sentences(&store, "word our keep nowhere", 5).is_empty());
    assert!(sentences(&store, " \"\" ", 5).is_empty());
}

#[test]
fn a_record_from_a_newer_version_is_refused() {
    let folder = TempDir::new().unwrap();
    drop(Store::create(&file(&folder)).unwrap());
    tamper(&file(&folder), "PRAGMA user_version = 999");
    let error = Store::open(&file(&folder)).unwrap_err();
    assert!(error.is_newer(), "{error}");
    assert!(error.to_string().contains("newer Dateline (format 999"));
    assert!(Store::open_to_read(&file(&folder)).unwrap_err().is_newer());
    assert!(Store::create(&file(&folder)).unwrap_err().is_newer());
}

#[test]
fn a_file_that_is_no_record_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear reader, this is not a record at all. ".repeat(40))
        .unwrap();
    assert!(Store::create(&letter).unwrap_err().is_not_a_record());
    let other = folder.path().join("other.sqlite");
    tamper(&other, "CREATE TABLE mine (words TEXT)");
    assert!(Store::create(&other).unwrap_err().is_not_a_record());
    assert!(Store::open(&folder.path().join("none")).unwrap_err().is_missing());
}

#[test]
fn a_record_that_another_writes_is_said_to_be_locked() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&file(&folder)).unwrap();
    keep(&mut store, &[one("a")]);
    store.set_patience(Duration::from_millis(20)).unwrap();
    let mut other = rusqlite::Connection::open(file(&folder)).unwrap();
    let writing = other
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .unwrap();
    let report = page(&one("b"));
    let laid = one("b");
    let kept =
        Kept { report: &report, raw: b"", laid: &laid, sentences: &[], learnt: None };
    assert!(store.put(&[kept]).unwrap_err().is_locked());
    // Readers are not in the way of a writer, nor a writer in theirs.
    assert_eq!(Store::open_to_read(&file(&folder)).unwrap().reports().unwrap().len(), 1);
    drop(writing);
    store.put(&[kept]).unwrap();
}

#[test]
fn a_full_disk_is_said_to_be_full_and_loses_nothing() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&file(&folder)).unwrap();
    keep(&mut store, &[one("a")]);
    store.limit_size_for_tests(1).unwrap();
    let many: Vec<Laid> =
        (0..400).map(|number| one(&format!("report {number}"))).collect();
    let pages: Vec<Report> = many.iter().map(page).collect();
    let batch: Vec<Kept<'_>> = many
        .iter()
        .zip(&pages)
        .map(|(laid, report)| Kept {
            report,
            raw: b"raw",
            laid,
            sentences: &[],
            learnt: None,
        })
        .collect();
    let error = store.put(&batch).unwrap_err();
    assert!(error.is_full(), "{error}");
    assert_eq!(store.reports().unwrap().len(), 1);
}

#[test]
fn decisions_are_added_once_and_stay_when_a_report_goes() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&file(&folder)).unwrap();
    let mut story = invented::Story::new("a", None);
    story.tell(dateline_findings::Kind::Figure, &[]);
    let laid = story.done();
    let decision = Decision {
        at: day(9).at(9, 0, 0, 0),
        by: "a reader".to_owned(),
        ruling: Ruling::Reject(FindingKey::of(laid.id, &laid.findings[0])),
        because: "counts another thing".to_owned(),
    };
    keep(&mut store, std::slice::from_ref(&laid));
    store.decide(&decision).unwrap();
    store.decide(&decision).unwrap();
    store.remove(laid.id).unwrap();
    assert_eq!(store.decisions().unwrap(), vec![decision]);
}

#[test]
fn the_shell_reads_the_views() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&file(&folder)).unwrap();
    let mut record = Record::new();
    let mut story = invented::Story::new("a", Some(day(3)));
    let when = dateline_findings::Value::When(invented::on(day(2)));
    story.tell(
        dateline_findings::Kind::Event,
        &[
            (dateline_findings::Field::EventType, invented::word("meeting")),
            (dateline_findings::Field::Date, when),
        ],
    );
    record.lay(story.done());
    let all: Vec<Laid> = record.reports().collect();
    keep(&mut store, &all);
    save(&mut store, &record);
    drop(store);
    let connection = rusqlite::Connection::open(file(&folder)).unwrap();
    for (view, rows) in
        [("reports", 1), ("findings", 1), ("timeline", 1), ("links", 0), ("coverage", 1)]
    {
        let count = format!("SELECT count(*) FROM {view}");
        let found: i64 = connection.query_row(&count, [], |row| row.get(0)).unwrap();
        assert_eq!(found, rows, "{view}");
    }
}

#[test]
fn a_backup_is_a_record_of_its_own() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&file(&folder)).unwrap();
    keep(&mut store, &[one("a")]);
    let copy = folder.path().join("copy.dateline");
    store.backup(&copy).unwrap();
    assert_eq!(
        Store::open(&copy).unwrap().load(&alone).unwrap(),
        store.load(&alone).unwrap()
    );
    assert!(store.backup(&copy).is_err());
}

#[test]
fn a_report_put_anew_keeps_the_day_it_was_learnt() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&file(&folder)).unwrap();
    let laid = one("a");
    let report = page(&laid);
    for learnt in [day(10), day(20)] {
        let learnt = Some(learnt.at(8, 0, 0, 0));
        store
            .put(&[Kept {
                report: &report,
                raw: b"",
                laid: &laid,
                sentences: &[],
                learnt,
            }])
            .unwrap();
    }
    drop(store);
    let connection = rusqlite::Connection::open(file(&folder)).unwrap();
    let learnt: String =
        connection.query_row("SELECT learnt FROM reports", [], |row| row.get(0)).unwrap();
    assert_eq!(learnt, "2031-01-11T08:00:00");
}

#[test]
fn a_record_opened_for_reading_says_that_it_may_not_be_written() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&file(&folder)).unwrap();
    keep(&mut store, &[one("a")]);
    drop(store);
    let mut reader = Store::open_to_read(&file(&folder)).unwrap();
    let error = reader.remove(one("a").id).unwrap_err();
    assert!(error.is_read_only(), "{error}");
    let nowhere = folder.path().join("no such folder").join("record.dateline");
    assert!(Store::create(&nowhere).unwrap_err().is_read_only());
}

#[test]
fn a_list_holds_for_what_was_seen_when_it_was_kept() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&file(&folder)).unwrap();
    let record = Record::default();
    let save = |store: &mut Store| {
        store.save((&record, &Joined::of(&record, &alone, None)), &alone).unwrap();
    };
    save(&mut store);
    let turn = store.turn().unwrap();
    store.keep_lists(turn, &[("speakers", "Tala Brandt".to_owned())]).unwrap();
    assert_eq!(store.list("speakers").unwrap().as_deref(), Some("Tala Brandt"));
    assert_eq!(store.list("people").unwrap(), None);
    save(&mut store);
    assert_eq!(store.list("speakers").unwrap(), None);
}
