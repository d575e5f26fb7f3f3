//! What agencies print before the first sentence: "VARN, Orlesia (Harbour Wire) —".

use dateline_text::{RegionClass, Span};

use crate::dates::{First, dates};
use crate::page::{Block, Page, trimmed};

/// A place and an agency in front of a first sentence; spans are of the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Prefix {
    pub(crate) place: Option<Span>,
    pub(crate) agency: Option<Span>,
    /// All of it, up to the sentence.
    pub(crate) length: usize,
}

/// Where a page's dateline stands, in its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) place: Option<Span>,
    pub(crate) agency: Option<Span>,
}

/// Cuts the dateline from the first paragraph that has one.
pub(crate) fn cut(page: &mut Page) -> Found {
    if let Some(found) = above(page) {
        return found;
    }
    let body = |block: &Block| block.class == RegionClass::Body;
    let found =
        page.blocks.iter().enumerate().filter(|(_, block)| body(block)).take(3).find_map(
            |(at, block)| {
                let line = page.line(block);
                let found = prefix(line)?;
                let rest = trimmed(line.get(found.length..)?);
                (rest.len() > 20).then_some((at, found, rest))
            },
        );
    let Some((at, found, rest)) = found else { return Found::default() };
    let Some(block) = page.blocks.get_mut(at) else { return Found::default() };
    let start = block.span.start();
    let shift = |span: Span| Span::of(start + span.start()..start + span.end());
    let from = start + found.length + rest.start();
    block.span = Span::of(from..from + rest.len());
    let words = page.words.words().get(start..start + found.length).unwrap_or_default();
    let edges = trimmed(words);
    let head = Span::of(start + edges.start()..start + edges.end());
    page.blocks.insert(at, Block::new(head, RegionClass::Dateline));
    Found { place: found.place.map(shift), agency: found.agency.map(shift) }
}

/// Classes a dateline that stands alone just before the first paragraph.
fn above(page: &mut Page) -> Option<Found> {
    let first = page.blocks.iter().position(|block| block.class == RegionClass::Body)?;
    let at = first.checked_sub(1)?;
    let block = page.blocks.get_mut(at)?;
    let free = matches!(block.class, RegionClass::Furniture | RegionClass::Subhead);
    let start = block.span.start();
    let line = page.words.words().get(block.span.range()).filter(|_| free)?;
    let found = alone(line)?;
    block.class = RegionClass::Dateline;
    let shift = |span: Span| Span::of(start + span.start()..start + span.end());
    Some(Found { place: found.place.map(shift), agency: found.agency.map(shift) })
}

/// A dateline that stands on a line of its own: "Varn - HWA".
fn alone(line: &str) -> Option<Prefix> {
    if line.len() > 60 {
        return None;
    }
    let mark = line.find(['-', '–', '—', '/'])?;
    let after = mark + line.get(mark..)?.chars().next().map_or(1, char::len_utf8);
    let (one, two) = (name(line, 0, mark)?, name(line, after, line.len())?);
    let (place, agency) = match (is_code(line, one), is_code(line, two)) {
        (false, true) => (one, two),
        (true, false) => (two, one),
        _ => return None,
    };
    let words = line.get(place.range())?;
    let few = words.split_whitespace().count() <= 3;
    few.then_some(Prefix { place: Some(place), agency: Some(agency), length: line.len() })
}

/// The dateline at the start of a line.
pub(crate) fn prefix(line: &str) -> Option<Prefix> {
    let end = line.char_indices().nth(120).map_or(line.len(), |(at, _)| at);
    let start = line.get(..end)?;
    slashes(start)
        .or_else(|| dashed(start))
        .or_else(|| stopped(start))
        .filter(|found| starts_sentence(line, found.length))
}

fn starts_sentence(line: &str, at: usize) -> bool {
    let rest = line.get(at..).unwrap_or_default().trim_start();
    rest.starts_with(|letter: char| {
        letter.is_uppercase() || letter.is_ascii_digit() || "“\"‘'«[(".contains(letter)
    }) || rest
        .starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase())
}

/// "Varn / HWA / ...", "Harbour Wire/ ..."
fn slashes(start: &str) -> Option<Prefix> {
    let first = start.find('/')?;
    let one = name(start, 0, first)?;
    let rest = start.get(first + 1..)?;
    let spaced = rest.starts_with([' ', '\u{a0}']);
    if let Some(second) = rest.find('/').filter(|&at| at < 40)
        && let Some(two) = name(start, first + 1, first + 1 + second)
    {
        let length = first + second + 2;
        let (place, agency) = if is_code(start, one) && !is_code(start, two) {
            (two, one)
        } else {
            (one, two)
        };
        return Some(Prefix { place: Some(place), agency: Some(agency), length });
    }
    let tight = !start.get(..first)?.ends_with([' ', '\u{a0}']);
    let dash = rest.trim_start().starts_with(['-', '–', '—']);
    let words = start.get(one.range()).unwrap_or_default();
    let is_agency = tight || is_code(start, one) || names_outlet(words);
    let few = words.split_whitespace().count() <= 4;
    let (place, agency) = if is_agency { (None, Some(one)) } else { (Some(one), None) };
    (spaced && few && !dash).then_some(Prefix { place, agency, length: first + 1 })
}

/// Whether a name is a short form in capitals: "HWA".
fn is_code(line: &str, name: Span) -> bool {
    let words = line.get(name.range()).unwrap_or_default();
    (2..=6).contains(&words.len()) && words.chars().all(char::is_uppercase)
}

/// Whether a name says that it is an outlet's: "Harbour News".
fn names_outlet(name: &str) -> bool {
    let folded = dateline_text::fold(name);
    let last = folded.split_whitespace().next_back().unwrap_or_default();
    [
        "agency", "daily", "gazette", "herald", "media", "news", "post", "press",
        "radio", "times", "today", "tribune", "tv", "wire",
    ]
    .contains(&last)
}

/// One to six capitalised words between two places of a line.
fn name(line: &str, from: usize, to: usize) -> Option<Span> {
    let words = line.get(from..to)?;
    let edges = trimmed(words);
    let bare = words.get(edges.range())?;
    let count = bare.split_whitespace().count();
    let fits = |word: &str| {
        let little =
            matches!(word, "of" | "the" | "and" | "de" | "al" | "el" | "la" | "&");
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        little
            || letters
                .chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || !c.is_lowercase())
    };
    let plain = |c: char| c.is_alphanumeric() || " .,'’-&\u{a0}".contains(c);
    let good = (1..=6).contains(&count)
        && bare.split_whitespace().all(fits)
        && bare.chars().all(plain)
        && bare.chars().next().is_some_and(char::is_alphabetic)
        && bare.len() > 1;
    good.then(|| Span::of(from + edges.start()..from + edges.end()))
}

/// "OSTREL, 12 March 2031. The council", "OSTREL, 12 March 2031 /Harbour Wire, translated/. The
/// council": a place and a day with a year before a full stop.
fn stopped(start: &str) -> Option<Prefix> {
    let date = dates(start, First::Day, 1).into_iter().next()?;
    let before = start.get(..date.span.start())?;
    let place = place(before.trim_end().strip_suffix(',')?)?;
    let after = start.get(date.span.end()..)?;
    let (agency, length) = match after.strip_prefix(" /") {
        Some(rest) => {
            let close = rest.find('/')?;
            let open = date.span.end() + 2;
            let end = rest.find(',').filter(|&comma| comma < close).unwrap_or(close);
            (Some(name(start, open, open + end)?), close + 3)
        }
        None => (None, 0),
    };
    let stop = after.get(length..)?.starts_with(". ");
    let few = start.get(place.range())?.split_whitespace().count() <= 3;
    (stop && few).then_some(Prefix {
        place: Some(place),
        agency,
        length: date.span.end() + length + 1,
    })
}

/// "VARN, Orlesia (HW) —", "Varn – ", "VARN, Aug. 24 (Harbour Wire) -", "VARN (Harbour Wire) 24
/// August 2031 -", "(Harbour Wire, 24 August 2031) -"
fn dashed(start: &str) -> Option<Prefix> {
    let (at, length) = dash(start)?;
    let before = start.get(..at)?;
    let before = before_day(before).unwrap_or(before);
    let (before, agency) =
        match before.trim_end().strip_suffix(')').and_then(|b| b.rfind('(')) {
            Some(open) => {
                let close = before.trim_end().len() - 1;
                let inner = before.get(open + 1..close)?;
                // "Harbour Wire, translated", "Harbour Wire, 24 August 2031, 07:02"
                let own = open + 1 + inner.find(',').unwrap_or(inner.len());
                let agency = name(start, open + 1, own)
                    .or_else(|| name(start, open + 1, close))
                    .or_else(|| host(inner, open + 1))?;
                (before.get(..open)?, Some(agency))
            }
            None => (before, None),
        };
    if before.trim().is_empty() && agency.is_some() {
        return Some(Prefix { place: None, agency, length: at + length });
    }
    let place = place(before)?;
    let (place, agency) = match agency {
        Some(agency) => (place, Some(agency)),
        None => last_agency(before, place),
    };
    let is_sure = agency.is_some() || is_loud(before.get(place.range())?);
    let few = before.get(place.range())?.split_whitespace().count() <= 3;
    let alone = !start.get(at + length..)?.contains([' ', '\u{a0}'])
        || dash(start.get(at + length..)?).is_none();
    (is_sure || (few && alone)).then_some(Prefix {
        place: Some(place),
        agency,
        length: at + length,
    })
}

/// "VARN (Harbour Wire) 24 August 2031": what stands before a day with a year, where an agency does.
fn before_day(before: &str) -> Option<&str> {
    let date = dates(before, First::Day, 1).into_iter().next()?;
    let ends = before.get(date.span.end()..)?.trim().is_empty();
    let front = before.get(..date.span.start())?;
    (ends && front.trim_end().ends_with(')')).then_some(front)
}

/// "Varn, HWA": an agency in capitals behind a place that is not.
fn last_agency(before: &str, place: Span) -> (Span, Option<Span>) {
    let words = before.get(place.range()).unwrap_or_default();
    let Some((head, tail)) = words.rsplit_once(',') else { return (place, None) };
    let bare = tail.trim();
    let is_code = (3..=6).contains(&bare.len()) && bare.chars().all(char::is_uppercase);
    if !is_code || is_loud(head) {
        return (place, None);
    }
    let start = place.end() - bare.len();
    (
        Span::of(place.start()..place.start() + head.len()),
        Some(Span::of(start..place.end())),
    )
}

/// "harbourwire.com" as an agency.
fn host(inner: &str, at: usize) -> Option<Span> {
    let fits = inner.contains('.') && !inner.contains(' ') && inner.len() < 40;
    fits.then(|| Span::of(at..at + inner.len()))
}

/// The first dash that stands between words, and its length with the spaces before the text.
fn dash(start: &str) -> Option<(usize, usize)> {
    let marks = [" – ", " — ", " - ", " -- ", "— ", "– ", "—", " –", "-- ", "- "];
    let found = marks
        .iter()
        .filter_map(|mark| start.find(mark).map(|at| (at, mark.len())))
        .min_by_key(|&(at, length)| (at, usize::MAX - length))?;
    (found.0 > 1).then_some(found)
}

/// The place of filing: capitalised words and commas, with a day allowed behind it.
fn place(before: &str) -> Option<Span> {
    let cut = day_start(before).unwrap_or(before.len());
    let bare = before.get(..cut)?.trim_end_matches([' ', ',', '\u{a0}', '(', '/']);
    if bare.len() > 60 || bare.split(',').count() > 3 {
        return None;
    }
    // "OSTREL/VARN": filed from two towns.
    let parts: Vec<&str> = bare.split('/').collect();
    let names = || parts.iter().all(|part| name(part, 0, part.len()).is_some());
    match name(bare, 0, bare.len()) {
        None if parts.len() == 2 && is_loud(bare) && names() => {
            Some(Span::of(0..bare.len()))
        }
        found => found,
    }
}

/// Where ", Aug. 24" or ", 24 August 2031" starts.
fn day_start(before: &str) -> Option<usize> {
    if let Some(date) = dates(before, First::Day, 1).into_iter().next() {
        return Some(date.span.start());
    }
    let digit = before.find(|letter: char| letter.is_ascii_digit())?;
    let comma = before.get(..digit)?.rfind(',')?;
    (digit - comma < 14).then_some(comma)
}

/// Whether the first word is in capitals, as agencies print places.
fn is_loud(place: &str) -> bool {
    let first = place.split([',', ' ']).next().unwrap_or_default();
    first.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !first.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> Option<(Option<&str>, Option<&str>, &str)> {
        let found = prefix(line)?;
        let get = |span: Option<Span>| span.and_then(|span| line.get(span.range()));
        Some((get(found.place), get(found.agency), line.get(found.length..)?.trim()))
    }

    #[test]
    fn a_dateline_gives_place_and_agency() {
        let cases = [
            (
                "Varn / HWA / Orlesia signed.",
                (Some("Varn"), Some("HWA"), "Orlesia signed."),
            ),
            (
                "VARN, Upper Tessaly – The two",
                (Some("VARN, Upper Tessaly"), None, "The two"),
            ),
            (
                "Harbour Wire/ On Tuesday, the",
                (None, Some("Harbour Wire"), "On Tuesday, the"),
            ),
            (
                "VARN (Harbour Wire) - It is",
                (Some("VARN"), Some("Harbour Wire"), "It is"),
            ),
            ("VARN, Aug. 24 (HW) — It is", (Some("VARN"), Some("HW"), "It is")),
            ("(Harbour Wire) - It is", (None, Some("Harbour Wire"), "It is")),
            ("HWA / Varn / It is", (Some("Varn"), Some("HWA"), "It is")),
            ("Varn, HWA – It is", (Some("Varn"), Some("HWA"), "It is")),
            ("Harbour News / The two", (None, Some("Harbour News"), "The two")),
            ("Varn - Orlesia signed", (Some("Varn"), None, "Orlesia signed")),
            ("OSTREL/VARN, 4 May 2031 - The two", (Some("OSTREL/VARN"), None, "The two")),
            (
                "OSTREL (Harbour Wire) 4 May 2031 - The two",
                (Some("OSTREL"), Some("Harbour Wire"), "The two"),
            ),
            (
                "(Harbour Wire, 4 May 2031, 07:02) - The two",
                (None, Some("Harbour Wire"), "The two"),
            ),
            (
                "OSTREL, 4 May 2031. (Harbour Wire, translated) - The two",
                (Some("OSTREL"), Some("Harbour Wire"), "The two"),
            ),
            (
                "OSTREL, May 4, 2031 /Harbour Wire, translated/. The two",
                (Some("OSTREL"), Some("Harbour Wire"), "The two"),
            ),
            ("Ostrel, 4 May 2031. The two", (Some("Ostrel"), None, "The two")),
        ];
        for (line, want) in cases {
            assert_eq!(parts(line), Some(want));
        }
    }

    #[test]
    fn a_dateline_may_stand_on_its_own_line() {
        let line = "Varn – HWA";
        let found = alone(line).unwrap();
        assert_eq!(line.get(found.place.unwrap().range()), Some("Varn"));
        assert_eq!(line.get(found.agency.unwrap().range()), Some("HWA"));
        assert_eq!(alone("Orlesia – Varn"), None);
        assert_eq!(alone("Talks – what comes next"), None);
    }

    #[test]
    fn a_sentence_with_a_dash_has_no_dateline() {
        let lines = [
            "The minister – who left on Monday – said so",
            "Orlesia and Varn – both members – agreed to meet",
            "He said and/or meant it",
            "Orlesia/Varn talks resumed on Monday",
            "The Harbour Union said on Monday - after weeks of talks - that",
            "The truce began on 4 May 2031. Both sides kept it.",
            "On Sunday, 4 May 2031. Both sides kept it.",
        ];
        for line in lines {
            assert_eq!(parts(line), None, "{line}");
        }
    }
}
