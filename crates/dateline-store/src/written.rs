//! Maps and regions as readable lines, and back.

use std::fmt::Write as _;

use dateline_text::{Piece, RawMap, Region, RegionClass, Span};

/// A line a piece: its length in the text, where it came from, `=` where verbatim.
pub(crate) fn map(map: &RawMap) -> String {
    let mut lines = String::new();
    for piece in map.pieces() {
        let mark = if piece.verbatim { " =" } else { "" };
        let _ = writeln!(lines, "{} {}{mark}", piece.text.len(), piece.raw);
    }
    lines
}

pub(crate) fn read_map(lines: &str) -> Option<RawMap> {
    let mut pieces = Vec::new();
    let mut end = 0_usize;
    for line in lines.lines() {
        let mut words = line.split(' ');
        let length: usize = words.next()?.parse().ok()?;
        let text = Span::new(end, end.checked_add(length)?)?;
        let raw = span(words.next()?)?;
        pieces.push(Piece { text, raw, verbatim: words.next() == Some("=") });
        end = text.end();
    }
    RawMap::from_pieces(pieces)
}

/// `title 0..48`, a line a region; a repeat names what it prints again.
pub(crate) fn regions(regions: &[Region]) -> String {
    let mut lines = String::new();
    for region in regions {
        let _ = write!(lines, "{} {}", region.class.as_str(), region.span);
        if let Some(earlier) = region.repeats {
            let _ = write!(lines, " {earlier}");
        }
        lines.push('\n');
    }
    lines
}

pub(crate) fn read_regions(lines: &str) -> Option<Vec<Region>> {
    let region = |line: &str| {
        let mut words = line.split(' ');
        let class = RegionClass::parse(words.next()?)?;
        let place = span(words.next()?)?;
        let repeats = match words.next() {
            Some(earlier) => Some(span(earlier)?),
            None => None,
        };
        Some(Region { span: place, class, repeats })
    };
    lines.lines().map(region).collect()
}

/// `12..23,40..52`
pub(crate) fn spans(spans: &[Span]) -> String {
    spans.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

pub(crate) fn read_spans(line: &str) -> Option<Vec<Span>> {
    line.split(',').filter(|words| !words.is_empty()).map(span).collect()
}

fn span(words: &str) -> Option<Span> {
    let (start, end) = words.split_once("..")?;
    Span::new(start.parse().ok()?, end.parse().ok()?)
}
