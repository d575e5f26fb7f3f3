//! Any bytes, from intake to findings: never a panic, and every span on letters.
#![no_main]

use std::sync::LazyLock;

use dateline_findings::{Codebook, find};
use dateline_intake::{Hint, read};
use dateline_language::{Model, analyse};
use dateline_text::Span;

static READER: LazyLock<(Model, Codebook)> =
    LazyLock::new(|| (Model::shipped(), Codebook::shipped()));

libfuzzer_sys::fuzz_target!(|raw: &[u8]| {
    let (model, codebook) = &*READER;
    read(raw, &Hint { name: "fuzz".to_owned() }, &mut |report| {
        let within: Vec<Span> = report.reading().collect();
        for span in &within {
            assert!(report.text.get(*span).is_some());
            assert!(report.map.raw(*span).end() <= raw.len().max(report.text.len() * 8));
        }
        let analysis = analyse(model, &report.text, &within);
        for finding in find(&report, &analysis, codebook).all {
            assert!(report.text.get(finding.evidence).is_some());
        }
    });
});
