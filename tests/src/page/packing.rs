//! Packs files as those who hand them on do, in the plainest way that is right.

use std::io::Write as _;

use flate2::write::{DeflateEncoder, GzEncoder};
use flate2::{Compression, Crc};

use super::Part;

type Files = [(String, Vec<u8>)];

/// The bytes of a file of this name that holds these ones.
pub(super) fn pack(name: &str, files: &Files, parts: &[Part]) -> Vec<u8> {
    let first = files.first().map(|(_, raw)| raw.as_slice()).unwrap_or_default();
    let end = name.rsplit('.').next().unwrap_or_default();
    match end {
        "gz" if name.ends_with(".warc.gz") => {
            parts.iter().flat_map(|part| gzip(&record(part))).collect()
        }
        "gz" => gzip(first),
        "warc" => parts.iter().flat_map(record).collect(),
        "zip" => zip(files),
        "wacz" => {
            let inside =
                files.iter().map(|(name, raw)| (format!("archive/{name}"), raw.clone()));
            zip(&inside.collect::<Vec<_>>())
        }
        "tar" => tar(files),
        "docx" => document(first),
        "pdf" => pages(files),
        _ => panic!("`{name}` is no container that cases can be packed in"),
    }
}

fn gzip(raw: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let _ = packed.write_all(raw);
    packed.finish().unwrap_or_default()
}

/// A response as a crawler writes it.
fn record(part: &Part) -> Vec<u8> {
    let raw = part.bytes();
    let kind = if part.name.ends_with(".html") { "text/html" } else { "text/plain" };
    let charset = part.charset.as_deref().unwrap_or("utf-8");
    let http =
        format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset={charset}\r\n\r\n");
    let address = part.address.as_deref().unwrap_or("https://post.example/pact");
    let fetched = part.fetched.as_deref().unwrap_or("2031-09-01T00:00:00Z");
    let length = http.len() + raw.len();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: {fetched}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{http}"
    );
    [head.as_bytes(), &raw, b"\r\n\r\n"].concat()
}

fn zip(files: &Files) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, raw) in files {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        let _ = packed.write_all(raw);
        let packed = packed.finish().unwrap_or_default();
        let mut sum = Crc::new();
        sum.update(raw);
        archive.extend_from_slice(b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0");
        for number in [sum.sum(), length(&packed), length(raw)] {
            archive.extend_from_slice(&number.to_le_bytes());
        }
        archive.extend_from_slice(
            &u16::try_from(name.len()).unwrap_or_default().to_le_bytes(),
        );
        archive.extend_from_slice(&[0, 0]);
        archive.extend_from_slice(name.as_bytes());
        archive.extend_from_slice(&packed);
    }
    archive
}

fn length(raw: &[u8]) -> u32 {
    u32::try_from(raw.len()).unwrap_or(u32::MAX)
}

fn tar(files: &Files) -> Vec<u8> {
    let mut tape = Vec::new();
    for (name, raw) in files {
        let mut block = [0_u8; 512];
        let size = format!("{:011o}", raw.len());
        for (at, words) in [
            (0, name.as_str()),
            (100, "0000644"),
            (124, &size),
            (148, "        "),
            (156, "0"),
            (257, "ustar"),
        ] {
            block[at..at + words.len()].copy_from_slice(words.as_bytes());
        }
        let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
        block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        tape.extend_from_slice(&block);
        tape.extend_from_slice(raw);
        tape.resize(tape.len().next_multiple_of(512), 0);
    }
    tape.resize(tape.len() + 1024, 0);
    tape
}

/// An office document, a paragraph a line.
fn document(words: &[u8]) -> Vec<u8> {
    let words = String::from_utf8_lossy(words).replace('&', "&amp;").replace('<', "&lt;");
    let paragraph = |line: &str| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>");
    let body: String = words.lines().map(paragraph).collect();
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    zip(&[
        ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
        ("word/document.xml".to_owned(), body.into_bytes()),
    ])
}

/// A PDF with a page for each file, a line of it under another.
fn pages(files: &Files) -> Vec<u8> {
    let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned()];
    let kids: Vec<String> =
        (0..files.len()).map(|at| format!("{} 0 R", 4 + at * 2)).collect();
    objects.push(format!(
        "<</Type/Pages/Count {}/Kids[{}]>>",
        files.len(),
        kids.join(" ")
    ));
    objects.push(
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
            .to_owned(),
    );
    for (at, (_, raw)) in files.iter().enumerate() {
        let lines = String::from_utf8_lossy(raw).into_owned();
        let shown = |line: &str| {
            let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            format!("({line}) Tj T*\n")
        };
        let lines: String = lines.lines().map(shown).collect();
        let stream = format!("BT /F1 12 Tf 14 TL 72 720 Td\n{lines}ET");
        let words = 5 + at * 2;
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents {words} 0 R>>"
        ));
        objects.push(format!("<</Length {}>>stream\n{stream}\nendstream", stream.len()));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend_from_slice(
            format!("{} 0 obj\n{object}\nendobj\n", at + 1).as_bytes(),
        );
    }
    let start = file.len();
    let size = objects.len() + 1;
    file.extend_from_slice(
        format!(
            "{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        )
        .as_bytes(),
    );
    file
}
