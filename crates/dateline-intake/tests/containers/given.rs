//! What the tests of containers share: files made, reports taken, and what is true of every report.

use std::io::Write as _;
use std::ops::ControlFlow;

use dateline_intake::{Hint, Member, members, report};
use dateline_text::{CreditKind, RegionClass, Report};
use flate2::Compression;
use flate2::write::GzEncoder;

pub(crate) const BODY: &str = "Orlesia signed the harbour pact with Varn on Monday, the ministry said. \
    The pact names three ports that both navies may use from next spring on. \
    “We keep our word,” Minister Mira Tolland said after the ceremony in Ostrel.";

/// The members of a file, with what holds for each of them.
pub(crate) fn taken(raw: &[u8], name: &str) -> Vec<(Member, Report)> {
    let mut found = Vec::new();
    let mut input = raw;
    let hint = Hint { name: name.to_owned() };
    let _ = members(&mut input, &hint, &mut |member| {
        let read = report(&member);
        check(&member, &read);
        found.push((member, read));
        ControlFlow::Continue(())
    });
    found
}

/// What is true of every report of a container.
fn check(member: &Member, read: &Report) {
    let mut end = 0;
    for piece in read.map.pieces() {
        assert_eq!(piece.text.start(), end);
        end = piece.text.end();
        if piece.verbatim {
            let raw = member.raw.get(piece.raw.range()).unwrap();
            assert_eq!(read.text.words(piece.text).as_bytes(), raw);
        }
    }
    assert_eq!(end, read.text.len());
    let mut end = 0;
    for region in &read.regions {
        let words = read.text.get(region.span);
        assert!(region.span.start() >= end);
        assert!(words.is_some_and(|words| !words.trim().is_empty()));
        end = region.span.end();
    }
    for credit in &read.credits.all {
        assert!(credit.raw.is_none_or(|raw| raw.end() <= member.raw.len()));
    }
    // Read again from the bytes that were kept, it is the same report.
    let again = Member { problems: Vec::new(), ..member.clone() };
    assert_eq!(report(&again).text, read.text);
}

pub(crate) fn body(read: &Report) -> String {
    read.reading().map(|span| read.text.words(span)).collect::<Vec<&str>>().join("\n")
}

pub(crate) fn title(read: &Report) -> &str {
    let title = read.regions.iter().find(|region| region.class == RegionClass::Title);
    read.text.words(title.unwrap().span)
}

pub(crate) fn credit(read: &Report, kind: CreditKind) -> &str {
    read.credits.first(kind).unwrap_or_default()
}

pub(crate) fn published(read: &Report) -> String {
    read.credits.published.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The bytes of the container that a member's place names.
pub(crate) fn at_place(raw: &[u8], member: &Member) -> Vec<u8> {
    let place = member.place.as_ref().unwrap();
    place.ranges.iter().flat_map(|range| raw[range.range()].to_vec()).collect()
}

pub(crate) fn gzip(raw: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(raw).unwrap();
    packed.finish().unwrap()
}

pub(crate) fn html(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>{title}</h1><p>{BODY}</p><p>{BODY} The talks go on.</p></article></body></html>"
    )
}
