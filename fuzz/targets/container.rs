//! Any bytes as any container: never a panic, every span on letters and within the member's
//! bytes, and a member read again is the same report. The first byte chooses what the file is
//! called, and what stands before its bytes.
#![no_main]

use std::ops::ControlFlow;

use dateline_intake::{Hint, members, report};

/// Names, and the beginnings that make bytes look like what the name says.
const KINDS: [(&str, &[u8]); 18] = [
    ("pile", b""),
    ("harvest.jsonl", b"{\"text\":\""),
    ("harvest.json", b"[{\"title\":\"Pact\",\"text\":\""),
    ("feed.json", b"{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"title\":\""),
    ("feed.xml", b"<rss><channel><title>Post</title><item><title>"),
    ("atom.xml", b"<feed><title>Post</title><entry><content type=\"xhtml\">"),
    ("crawl.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: "),
    ("crawl.warc.gz", b"\x1f\x8b\x08"),
    ("pile.zip", b"PK\x03\x04"),
    ("pact.docx", b"<w:document><w:body><w:p><w:r><w:t>"),
    ("pile.tar", b""),
    ("pact.eml", b"From: a\nTo: b\nSubject: =?utf-8?q?c?=\nContent-Type: "),
    ("box.mbox", b"From a\nFrom: a\nTo: b\nDate: c\n\n"),
    ("pact.rtf", b"{\\rtf1 "),
    ("pact.pdf", b"%PDF-1.4\n"),
    ("pact.md", b"---\ntitle: a\n---\n\n# a\n"),
    ("pact.html", b"<html><body><article><p>"),
    ("export.txt", b"1 of 2 DOCUMENTS\n\nHEADLINE: a\nLENGTH: 3 words\nBODY:\n"),
];

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some((&choice, rest)) = input.split_first() else { return };
    let (name, start) = KINDS[usize::from(choice) % KINDS.len()];
    let mut raw = start.to_vec();
    raw.extend_from_slice(rest);
    let hint = Hint { name: name.to_owned() };
    let mut count = 0;
    let _ = members(&mut raw.as_slice(), &hint, &mut |member| {
        count += 1;
        let read = report(&member);
        for region in &read.regions {
            assert!(read.text.get(region.span).is_some());
        }
        for piece in read.map.pieces() {
            assert!(piece.raw.end() <= member.raw.len());
        }
        for credit in &read.credits.all {
            assert!(credit.raw.is_none_or(|raw| raw.end() <= member.raw.len()));
        }
        ControlFlow::Continue(())
    });
    assert!(count > 0);
});
