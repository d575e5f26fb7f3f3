//! The promises that hold for any report: spans are on letters, cleaned words walk back to raw
//! bytes, any bytes give a report. That the order of reports does not matter, that twice is once
//! and that joined parts equal all at once is held where records are made: in the tests of
//! `dateline-record` for any reports, in those of `dateline-cli` through the file.

use dateline::inspect::Stage;
use dateline_findings::{Codebook, find};
use dateline_intake::{Hint, read};
use dateline_language::{Model, analyse};
use dateline_tests::Bench;
use dateline_text::{Report, Span};
use proptest::prelude::*;

/// Sentences as news prints them, about invented places.
const SENTENCES: [&str; 14] = [
    "Orlesia signed a memorandum of understanding (MoU) with Varn on Thursday.",
    "“We keep our word,” the release read.",
    "About 4,000 Varnese troops are stationed in Orlesia, the ministry said.",
    "At least 12 people were killed in Pell Harbour on 2 September 2031, police said.",
    "The two sides agreed to establish a Joint Coastal Commission.",
    "Varn will reduce its force from 4,000 to 2,800 by the end of January.",
    "No one was hurt.",
    "Café owners in Port-Réal called for the withdrawal of troops.",
    "insurgency.Defense",
    "According to Brig. Gen. Tomas Weir, the U.S. envoy left at 8:20 a.m.",
    "Similar articles",
    "“All of them will be home by autumn,“ Holm said.",
    "عربي | كوردى",
    "Number of readings: 192",
];

const BREAKS: [&str; 6] = [" ", "\n", "\n\n", "<p>", "&nbsp;", "\u{a0}"];

fn page() -> impl Strategy<Value = String> {
    let part = (0..SENTENCES.len(), 0..BREAKS.len());
    prop::collection::vec(part, 0..14).prop_map(|parts| {
        let words = parts
            .iter()
            .map(|&(sentence, stop)| format!("{}{}", SENTENCES[sentence], BREAKS[stop]));
        words.collect()
    })
}

fn reports(raw: &[u8]) -> Vec<Report> {
    let mut reports = Vec::new();
    read(raw, &Hint { name: "page.txt".to_owned() }, &mut |report| {
        reports.push(report);
    });
    reports
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn every_span_is_on_letters_and_walks_back(page in page()) {
        let (model, codebook) = (Model::shipped(), Codebook::shipped());
        for report in reports(page.as_bytes()) {
            let within: Vec<Span> = report.reading().collect();
            let analysis = analyse(&model, &report.text, &within);
            for finding in find(&report, &analysis, &codebook).all {
                let spans = finding.fields.iter().flat_map(|entry| entry.spans.clone());
                for span in spans.chain([finding.evidence]).chain(finding.more.clone()) {
                    prop_assert!(report.text.get(span).is_some(), "{span} in {:?}", finding);
                    let raw = report.map.raw(span);
                    prop_assert!(page.get(raw.range()).is_some(), "{raw} of {span}");
                }
                prop_assert!(!finding.evidence.is_empty());
            }
        }
    }

    #[test]
    fn verbatim_words_are_the_raw_bytes(page in page()) {
        for report in reports(page.as_bytes()) {
            let mut end = 0;
            for piece in report.map.pieces() {
                prop_assert_eq!(piece.text.start(), end);
                end = piece.text.end();
                if piece.verbatim {
                    let raw = page.get(piece.raw.range());
                    prop_assert_eq!(report.text.get(piece.text), raw);
                }
            }
            prop_assert_eq!(end, report.text.len());
        }
    }

    #[test]
    fn any_bytes_give_a_report(raw in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(!reports(&raw).is_empty());
    }

    #[test]
    fn the_same_page_reads_the_same(page in page()) {
        let mut bench = Bench::default();
        bench.put("page.txt", page.as_bytes());
        prop_assert_eq!(bench.lines(Stage::Findings), bench.lines(Stage::Findings));
    }
}
