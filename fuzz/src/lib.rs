//! What the doors of `targets` ask of every report, and the packing that some of them need.

use std::io::Write as _;
use std::ops::ControlFlow;

use dateline_intake::{Hint, Member, members, report};
use dateline_text::{Report, Span};
use flate2::write::GzEncoder;
use flate2::{Compression, Crc};

/// Reads a file and asks what holds for every report in it; any file has at least one.
pub fn read(name: &str, raw: &[u8]) {
    let mut count = 0;
    let hint = Hint { name: name.to_owned() };
    let _ = members(&mut &*raw, &hint, &mut |member| {
        count += 1;
        let read = report(&member);
        sound(&member, &read);
        // Read again from the bytes that were kept, it is the same report.
        let again = report(&Member { problems: Vec::new(), ..member });
        assert_eq!(again.text, read.text);
        assert_eq!(again.regions, read.regions);
        ControlFlow::Continue(())
    });
    assert!(count > 0);
}

/// Reads a file by one of several names; its first byte says which.
pub fn read_as(names: &[&str], raw: &[u8]) {
    if let Some((&choice, raw)) = raw.split_first() {
        read(names[usize::from(choice) % names.len()], raw);
    }
}

fn sound(member: &Member, read: &Report) {
    let within = |raw: Span| raw.end() <= member.raw.len();
    let mut end = 0;
    for region in &read.regions {
        let words = read.text.get(region.span);
        assert!(words.is_some_and(|words| !words.trim().is_empty()));
        assert!(region.span.start() >= end);
        end = region.span.end();
        assert!(region.repeats.is_none_or(|earlier| read.text.get(earlier).is_some()));
    }
    let mut end = 0;
    for piece in read.map.pieces() {
        assert!(piece.text.start() == end && within(piece.raw));
        end = piece.text.end();
        let words = read.text.get(piece.text);
        assert!(words.is_some());
        if piece.verbatim {
            assert_eq!(words.map(str::as_bytes), member.raw.get(piece.raw.range()));
        }
    }
    assert_eq!(end, read.text.len());
    assert!(read.credits.all.iter().all(|credit| credit.raw.is_none_or(within)));
    assert!(read.problems.iter().all(|problem| within(problem.raw)));
}

/// An office document with these words and nothing else.
pub fn document(words: &[u8]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, words) in
        [("[Content_Types].xml", b"".as_slice()), ("word/document.xml", words)]
    {
        let mut sum = Crc::new();
        sum.update(words);
        let length = u32::try_from(words.len()).unwrap_or_default();
        archive.extend_from_slice(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0");
        for number in [sum.sum(), length, length] {
            archive.extend_from_slice(&number.to_le_bytes());
        }
        archive.extend_from_slice(
            &u16::try_from(name.len()).unwrap_or_default().to_le_bytes(),
        );
        archive.extend_from_slice(&[0, 0]);
        archive.extend_from_slice(name.as_bytes());
        archive.extend_from_slice(words);
    }
    archive
}

/// The bytes in a file of gzip that is whole.
pub fn packed(raw: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::none());
    let _ = packed.write_all(raw);
    packed.finish().unwrap_or_default()
}
