//! What is true of every report, whatever the bytes were.

use dateline_intake::{Hint, read};
use dateline_text::{ProblemKind, Report, Span};
use proptest::prelude::*;

fn one(raw: &[u8], name: &str) -> Report {
    let mut reports = Vec::new();
    read(raw, &Hint { name: name.to_owned() }, &mut |report| reports.push(report));
    assert_eq!(reports.len(), 1);
    reports.remove(0)
}

/// Regions lie on letters, in order and apart, and not on white space at their edges.
fn regions_are_right(report: &Report) {
    let mut end = 0;
    for region in &report.regions {
        assert!(report.text.get(region.span).is_some(), "a region lies on letters");
        let words = report.text.words(region.span);
        assert!(!words.is_empty() && words.trim() == words, "{words:?}");
        assert!(region.span.start() >= end);
        end = region.span.end();
        if let Some(repeats) = region.repeats {
            assert!(report.text.get(repeats).is_some());
            assert!(repeats.end() <= region.span.start());
        }
    }
}

/// Every byte of the text has a place in the raw bytes, and is that byte where it is verbatim.
fn map_is_right(report: &Report, raw: &[u8]) {
    let mut end = 0;
    let mut place = 0;
    for piece in report.map.pieces() {
        assert_eq!(piece.text.start(), end);
        end = piece.text.end();
        assert!(piece.raw.end() <= raw.len());
        assert!(piece.raw.start() >= place, "raw places never go back");
        place = piece.raw.start();
        assert!(report.text.get(piece.text).is_some());
        if piece.verbatim {
            assert_eq!(report.text.words(piece.text).as_bytes(), &raw[piece.raw.range()]);
        }
    }
    assert_eq!(end, report.text.len());
}

fn check(raw: &[u8], name: &str) -> Report {
    let report = one(raw, name);
    regions_are_right(&report);
    map_is_right(&report, raw);
    for credit in &report.credits.all {
        assert!(credit.raw.is_none_or(|span| span.end() <= raw.len()));
    }
    for problem in &report.problems {
        assert!(problem.raw.end() <= raw.len());
    }
    assert_eq!(report, one(raw, name), "reading twice is the same");
    report
}

/// Pieces that pages are made of, whole and broken.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,6}",
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class=\"article-body\">".to_owned()),
        Just("</div>".to_owned()),
        Just("<h1>Orlesia signs</h1>".to_owned()),
        Just("<!--".to_owned()),
        Just("<script>".to_owned()),
        Just("<a href='".to_owned()),
        Just("<li>".to_owned()),
        Just("<pre>".to_owned()),
        Just("<svg>".to_owned()),
        Just("</a></b></svg>".to_owned()),
        Just("&amp;".to_owned()),
        Just("&#8217;".to_owned()),
        Just("&notanentity".to_owned()),
        Just("\n\n".to_owned()),
        Just("\u{a0}".to_owned()),
        Just("..".to_owned()),
        Just("ended.Defence".to_owned()),
        Just("<meta name='date' content='2031-08-24T10:00'>".to_owned()),
        Just(
            "<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":"
                .to_owned()
        ),
        Just(
            "The harbour talks ended late on Friday after nine hours in Varn. "
                .to_owned()
        ),
        Just("“We keep our word,“ the minister said.".to_owned()),
        Just("Wednesday 24 July 2030 | Politics Number of readings: 12 ".to_owned()),
        Just("VARN, Tessaly (HW) — ".to_owned()),
        Just("Similar articles\n".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_give_a_sound_report(raw in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&raw, "bytes.txt");
        check(&raw, "bytes.html");
    }

    #[test]
    fn any_page_gives_a_sound_report(pieces in prop::collection::vec(piece(), 0..40)) {
        let page = pieces.concat();
        check(page.as_bytes(), "page.txt");
        check(format!("<html><body>{page}").as_bytes(), "page.html");
    }

    #[test]
    fn any_charset_gives_a_sound_report(words in "[a-zéüßкий ال.,\n]{0,200}", which in 0..5_usize) {
        let charsets = ["windows-1251", "windows-1252", "shift_jis", "utf-16le", "windows-1256"];
        let encoding = encoding_rs::Encoding::for_label(charsets[which].as_bytes()).unwrap();
        let raw = if which == 3 {
            let wide = words.encode_utf16().flat_map(u16::to_le_bytes);
            [0xff, 0xfe].into_iter().chain(wide).collect()
        } else {
            encoding.encode(&words).0.into_owned()
        };
        check(&raw, "words.txt");
    }
}

fn has(report: &Report, kind: ProblemKind) -> bool {
    report.problems.iter().any(|problem| problem.kind == kind)
}

#[test]
fn nothing_is_an_empty_report() {
    assert!(has(&check(b"", "empty.txt"), ProblemKind::Empty));
    assert!(has(&check(b" \n ", "empty.txt"), ProblemKind::Empty));
}

#[test]
fn a_picture_is_no_text() {
    let report = check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "harbour.png");
    assert!(has(&report, ProblemKind::NotText));
    assert!(report.text.is_empty());
}

#[test]
fn a_bad_byte_is_one_problem_at_its_place() {
    let report =
        check(b"\xe2\x80\x9cOrlesia\xff\xe2\x80\x9d signed the pact.", "pact.txt");
    let problem =
        report.problems.iter().find(|problem| problem.kind == ProblemKind::BadBytes);
    assert_eq!(problem.unwrap().raw, Span::of(10..11));
    assert!(report.text.as_str().contains("Orlesia\u{fffd}” signed"));
}

#[test]
fn a_line_without_end_is_cut_and_kept() {
    let line = "Orlesia signed the pact. ".repeat(700_000);
    let report = one(line.as_bytes(), "line.txt");
    assert!(has(&report, ProblemKind::Cut));
    assert!(report.text.len() > 16_000_000 && report.text.len() <= 16 << 20);
}

#[test]
fn a_hundred_thousand_nested_tags_are_read() {
    let page = format!("<html><body>{}Orlesia signed.", "<div>".repeat(100_000));
    let report = check(page.as_bytes(), "deep.html");
    assert!(has(&report, ProblemKind::BadMarkup));
    assert!(report.text.as_str().contains("Orlesia signed."));
}

#[test]
fn marks_without_end_are_read_in_one_pass() {
    for mark in [
        "<!--",
        "<a href=\"",
        "&amp",
        "</b>",
        "<script>",
        "“",
        "A.B",
        "<li>",
        "12/",
        "1:",
    ] {
        let page = format!("<html><body>{}", mark.repeat(20_000));
        check(page.as_bytes(), "marks.html");
        check(mark.repeat(20_000).as_bytes(), "marks.txt");
    }
}
