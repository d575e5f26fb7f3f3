//! Archives, archives in them, and bombs.

use std::io::Write as _;

use dateline_text::ProblemKind;
use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::crawls::{http, warc};
use crate::given::{BODY, at_place, body, gzip, html, taken, title};

/// How the files of an archive are packed, and whether their sizes stand behind them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Stored,
    Packed,
    SizesBehind,
}

/// An archive of stored or packed files.
pub(crate) fn zip(files: &[(&str, &[u8])], packing: Packing) -> Vec<u8> {
    let (packed, sizes_behind) =
        (packing != Packing::Stored, packing == Packing::SizesBehind);
    let mut all = Vec::new();
    for (name, raw) in files {
        let data = if packed {
            let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
            packer.write_all(raw).unwrap();
            packer.finish().unwrap()
        } else {
            raw.to_vec()
        };
        let size = u32::try_from(data.len()).unwrap();
        let (flags, told) = if sizes_behind { (8_u16, 0) } else { (0, size) };
        all.extend_from_slice(b"PK\x03\x04\x14\x00");
        all.extend_from_slice(&flags.to_le_bytes());
        all.extend_from_slice(&(if packed { 8_u16 } else { 0 }).to_le_bytes());
        all.extend_from_slice(&[0; 8]);
        all.extend_from_slice(&told.to_le_bytes());
        all.extend_from_slice(&u32::try_from(raw.len()).unwrap().to_le_bytes());
        all.extend_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        all.extend_from_slice(&[0; 2]);
        all.extend_from_slice(name.as_bytes());
        all.extend_from_slice(&data);
        if sizes_behind {
            all.extend_from_slice(b"PK\x07\x08\0\0\0\0");
            all.extend_from_slice(&size.to_le_bytes());
            all.extend_from_slice(&u32::try_from(raw.len()).unwrap().to_le_bytes());
        }
    }
    all.extend_from_slice(b"PK\x01\x02 the list of files stands here");
    all
}

#[test]
fn archives_give_what_they_hold_and_archives_within_them_too() {
    let page = html("Pact signed");
    let crawl =
        gzip(&warc(&[("response", "https://post.example/1", http("", page.as_bytes()))]));
    let files: [(&str, &[u8]); 4] = [
        ("news/pact.html", page.as_bytes()),
        ("news/style.css", b"p { color: red }"),
        ("archive/data.warc.gz", &crawl),
        ("pact.txt", BODY.as_bytes()),
    ];
    for packing in [Packing::Stored, Packing::Packed, Packing::SizesBehind] {
        let raw = zip(&files, packing);
        let found = taken(&raw, "pile.wacz");
        let names: Vec<&str> =
            found.iter().map(|(member, _)| member.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "pile.wacz#news/pact.html",
                "pile.wacz#archive/data.warc.gz#1",
                "pile.wacz#pact.txt"
            ]
        );
        assert_eq!(title(&found[0].1), "Pact signed");
        assert_eq!(body(&found[2].1), BODY);
        if packing == Packing::Stored {
            assert_eq!(at_place(&raw, &found[0].0), found[0].0.raw);
        }
    }
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, raw) in files {
        let mut block = vec![0_u8; 512];
        block[..name.len()].copy_from_slice(name.as_bytes());
        block[124..135].copy_from_slice(format!("{:011o}", raw.len()).as_bytes());
        block[156] = b'0';
        block[257..262].copy_from_slice(b"ustar");
        block[148..156].copy_from_slice(b"        ");
        let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
        block[148..154].copy_from_slice(format!("{sum:06o}").as_bytes());
        all.extend_from_slice(&block);
        all.extend_from_slice(raw);
        all.resize(all.len().div_ceil(512) * 512, 0);
    }
    all.resize(all.len() + 1024, 0);
    all
}

#[test]
fn tape_archives_are_read_packed_or_not() {
    let page = html("Pact signed");
    let raw = tar(&[("a/pact.html", page.as_bytes()), ("a/pact.txt", BODY.as_bytes())]);
    for (raw, name) in [(raw.clone(), "pile.tar"), (gzip(&raw), "pile.tar.gz")] {
        let found = taken(&raw, name);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].0.name, format!("{name}#a/pact.html"));
        assert_eq!(title(&found[0].1), "Pact signed");
        assert_eq!(body(&found[1].1), BODY);
    }
    assert_eq!(at_place(&raw, &taken(&raw, "pile.tar")[1].0), BODY.as_bytes());
}

#[test]
fn bombs_end_early_and_nesting_has_an_end() {
    let zeros = gzip(&vec![b' '; 40 << 20]);
    let found = taken(&zeros, "bomb.html.gz");
    assert!(found[0].1.problems.iter().any(|problem| problem.kind == ProblemKind::Cut));
    assert!(found[0].0.raw.len() < 20 << 20);
    let mut nested = zip(&[("pact.txt", BODY.as_bytes())], Packing::Stored);
    for _ in 0..8 {
        nested = zip(&[("inner.zip", &nested)], Packing::Packed);
    }
    let found = taken(&nested, "nested.zip");
    assert_eq!(found.len(), 1);
    assert!(
        found[0]
            .1
            .problems
            .iter()
            .any(|problem| problem.message.contains("nested too deep"))
    );
}
