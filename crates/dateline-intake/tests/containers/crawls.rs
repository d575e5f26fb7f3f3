//! Crawls: WARC with its packings.

use std::io::Write as _;

use dateline_text::{CreditKind, ProblemKind};

use crate::given::{at_place, body, credit, gzip, html, published, taken, title};

pub(crate) fn warc(records: &[(&str, &str, Vec<u8>)]) -> Vec<u8> {
    let mut all = Vec::new();
    for (kind, address, block) in records {
        write!(
            all,
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-03-14T01:02:03Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            block.len()
        )
        .unwrap();
        all.extend_from_slice(block);
        all.extend_from_slice(b"\r\n\r\n");
    }
    all
}

pub(crate) fn http(head: &str, payload: &[u8]) -> Vec<u8> {
    let mut block =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n").into_bytes();
    block.extend_from_slice(payload);
    block
}

#[test]
fn a_crawl_gives_its_pages_packed_or_in_chunks() {
    let page = html("Pact signed");
    let (head, tail) = page.split_at(page.len() / 2);
    let chunks = format!(
        "{:x}\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n",
        head.len(),
        head,
        tail.len(),
        tail
    );
    let raw = warc(&[
        ("request", "https://post.example/1", b"GET / HTTP/1.1\r\n\r\n".to_vec()),
        ("response", "https://post.example/1", http("", page.as_bytes())),
        (
            "response",
            "https://post.example/2",
            http("Content-Encoding: gzip\r\n", &gzip(page.as_bytes())),
        ),
        (
            "response",
            "https://post.example/3",
            http("Transfer-Encoding: chunked\r\n", chunks.as_bytes()),
        ),
        (
            "response",
            "https://post.example/gone",
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone.</p>"
                .to_vec(),
        ),
    ]);
    for (raw, name) in [(raw.clone(), "crawl.warc"), (gzip(&raw), "crawl.warc.gz")] {
        let found = taken(&raw, name);
        let names: Vec<&str> =
            found.iter().map(|(member, _)| member.name.as_str()).collect();
        let wanted = ["2", "3", "4"].map(|number| format!("{name}#{number}"));
        assert_eq!(names, wanted);
        for (_, read) in &found {
            assert_eq!(title(read), "Pact signed");
            assert!(body(read).contains("navies may use"));
            assert_eq!(credit(read, CreditKind::Host), "post.example");
            assert_eq!(credit(read, CreditKind::Crawled), "2031-03-14T01:02Z");
            assert_eq!(
                published(read),
                "",
                "the day of crawling is no day of publication"
            );
        }
    }
    assert_eq!(
        at_place(&raw, &taken(&raw, "crawl.warc")[0].0),
        taken(&raw, "crawl.warc")[0].0.raw
    );
}

#[test]
fn a_broken_record_is_said_and_the_next_one_is_read() {
    let page = html("Pact signed");
    let record =
        warc(&[("response", "https://post.example/1", http("", page.as_bytes()))]);
    let mut raw = record.clone();
    raw.extend_from_slice(b"garbage between the records\r\n");
    raw.extend_from_slice(&record);
    let found = taken(&raw, "crawl.warc");
    assert_eq!(found.len(), 3);
    assert_eq!(found[1].1.problems[0].kind, ProblemKind::Cut);
    assert_eq!(title(&found[2].1), "Pact signed");
    let cut = taken(&raw[..raw.len() - 200], "crawl.warc");
    assert!(cut[2].1.problems.iter().any(|problem| problem.kind == ProblemKind::Cut));
}

/// A page of an article, packed with Brotli.
const BROTLI: [u8; 141] = [
    27, 232, 0, 32, 156, 7, 118, 227, 209, 183, 129, 69, 56, 241, 138, 165, 115, 75, 245,
    235, 134, 108, 104, 86, 59, 19, 2, 193, 235, 68, 221, 200, 23, 54, 184, 228, 121,
    162, 202, 176, 55, 57, 91, 30, 176, 255, 151, 116, 87, 84, 18, 54, 193, 217, 192,
    166, 154, 238, 202, 63, 255, 41, 203, 30, 41, 174, 147, 110, 162, 17, 237, 56, 156,
    85, 237, 93, 157, 133, 11, 186, 177, 103, 27, 87, 113, 191, 1, 101, 122, 192, 76, 34,
    81, 162, 108, 221, 33, 22, 209, 162, 74, 150, 207, 106, 78, 220, 147, 55, 214, 105,
    118, 232, 7, 96, 194, 57, 28, 229, 82, 90, 208, 91, 64, 223, 45, 48, 37, 94, 60, 114,
    4, 214, 210, 223, 200, 69, 11, 68, 30, 9, 7,
];

#[test]
fn a_page_packed_with_brotli_is_read() {
    let response = |payload: &[u8]| http("Content-Encoding: br\r\n", payload);
    let whole = ("response", "https://post.example/pact", response(&BROTLI));
    let cut = ("response", "https://post.example/cut", response(&BROTLI[..100]));
    let plain =
        ("response", "https://post.example/plain", response(html("Pact").as_bytes()));
    let found = taken(&warc(&[whole, cut, plain]), "crawl.warc");
    assert_eq!(title(&found[0].1), "Orlesia signs the pact");
    assert!(body(&found[0].1).starts_with("Orlesia signed the harbour pact"));
    assert!(found[0].0.problems.is_empty());
    assert_eq!(found[1].0.problems[0].kind, ProblemKind::Cut);
    // Some crawlers undo the packing and keep the header.
    assert_eq!(title(&found[2].1), "Pact");
}

#[test]
fn a_page_whose_packing_is_not_read_says_so() {
    let block = http("Content-Encoding: zstd\r\n", b"\x28\xb5\x2f\xfd\x00\x58\x01\x02");
    let found =
        taken(&warc(&[("response", "https://post.example/pact", block)]), "crawl.warc");
    let problem = &found[0].0.problems[0];
    assert_eq!(problem.kind, ProblemKind::NotText);
    assert_eq!(problem.message, "the page is packed as `zstd`, which is not read");
}
