use dateline_text::{CreditKind, RegionClass, Span, fold};
use jiff::civil::Date;

use super::{Claim, evidence, is_change, tidy};
use crate::dateline::Found;
use crate::dates::{First, dates};
use crate::page::{Block, Page};
use crate::phrase::{Phrase, leading, phrase};
use crate::plain::{counts, is_dated, is_end_mark, is_outlet, section_after};

/// What the words of a page say about it.
pub(crate) fn claims(
    page: &Page,
    dateline: Found,
    first: First,
    claims: &mut Vec<Claim>,
) {
    filed(page, dateline, claims);
    let title = page.blocks.iter().position(|block| block.class == RegionClass::Title);
    let body = |block: &Block| block.class == RegionClass::Body;
    let start = page.blocks.iter().position(body).unwrap_or(page.blocks.len());
    let end = page.blocks.iter().rposition(body).unwrap_or(0);
    for (at, block) in page.blocks.iter().enumerate() {
        let reader = Reader { page, block, first };
        match block.class {
            RegionClass::Title if claims.iter().any(|claim| claim.rule == "heading") => {}
            RegionClass::Title => reader.words(CreditKind::Title, block.span, 24, claims),
            RegionClass::Byline if phrase(reader.line()) == Some(Phrase::Translation) => {
                reader.words(CreditKind::Translated, block.span, 20, claims);
            }
            RegionClass::Byline => {
                reader.author(claims);
                if at < start && is_dated(reader.line()) {
                    reader.head(title.is_some_and(|title| at < title), claims);
                }
            }
            RegionClass::Furniture
                if at < start
                    || title
                        .is_some_and(|title| title < at && at < end.min(title + 12)) =>
            {
                let above = title.is_some_and(|title| at < title);
                reader.head(above, claims);
            }
            RegionClass::Furniture if at > end && at < end + 12 => reader.tail(claims),
            RegionClass::Dateline => reader.filed(claims),
            RegionClass::Body if at == start => {
                reader.lead(claims);
                if at + 3 > end {
                    reader.origin(claims);
                }
            }
            RegionClass::Body if at + 3 > end => reader.origin(claims),
            _ => {}
        }
    }
}

fn filed(page: &Page, dateline: Found, claims: &mut Vec<Claim>) {
    for (kind, span) in
        [(CreditKind::Place, dateline.place), (CreditKind::Agency, dateline.agency)]
    {
        let Some(span) = span else { continue };
        let words = page.words.words().get(span.range()).unwrap_or_default();
        let value =
            if kind == CreditKind::Place { quiet(words) } else { words.to_owned() };
        let raw = page.words.map().raw(span);
        claims.push(Claim::words(kind, &value, evidence(raw, "dateline", 10)));
    }
}

/// A place as it is written in running text: "VARN, Upper Tessaly" is "Varn, Upper Tessaly".
fn quiet(place: &str) -> String {
    let mut quiet = String::with_capacity(place.len());
    for word in place.split_inclusive([' ', '-', ',']) {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        let is_loud = letters > 3 && !word.chars().any(char::is_lowercase);
        let mut first = true;
        for letter in word.chars() {
            if is_loud && !first {
                quiet.extend(letter.to_lowercase());
            } else {
                quiet.push(letter);
            }
            first = false;
        }
    }
    quiet
}

/// The rank of a day that stands with a section or a counter right before the report: the line
/// that the page it was first printed on put there.
pub(crate) const HEADER: u16 = 40;

/// One line and what it says.
struct Reader<'a> {
    page: &'a Page,
    block: &'a Block,
    first: First,
}

impl<'a> Reader<'a> {
    fn line(&self) -> &'a str {
        self.page.line(self.block)
    }

    /// A part of the line, as a place of the page.
    fn part(&self, from: usize, to: usize) -> Span {
        let start = self.block.span.start();
        Span::of(start + from..start + to)
    }

    fn words(&self, kind: CreditKind, span: Span, rank: u16, claims: &mut Vec<Claim>) {
        let words = self.page.words.words().get(span.range()).unwrap_or_default();
        let raw = self.page.words.map().raw(span);
        if !words.trim().is_empty() && words.len() < 2000 {
            claims.push(Claim::words(kind, words, evidence(raw, "visible", rank)));
        }
    }

    /// A line before the report: days, the section, the outlet.
    fn head(&self, above: bool, claims: &mut Vec<Claim>) {
        let line = self.line();
        if line.len() > 400 {
            return;
        }
        self.origin(claims);
        if is_outlet(line) {
            let inner = line.trim_matches(|c: char| "()-–—: ".contains(c));
            let from = line.find(inner).unwrap_or_default();
            self.words(
                CreditKind::Outlet,
                self.part(from, from + inner.len()),
                30,
                claims,
            );
        }
        for date in dates(line, self.first, 2) {
            let before = line.get(..date.span.start()).unwrap_or_default();
            let kind = if is_change(before) || fold(before).contains("edited") {
                CreditKind::Modified
            } else {
                CreditKind::Published
            };
            let doubt = if date.value.wrong_weekday { 8 } else { 0 };
            let rank = match (above, counts(line)) {
                (true, _) => 62,
                (false, true) => HEADER,
                (false, false) => 56,
            } + doubt;
            let raw =
                self.page.words.map().raw(self.part(date.span.start(), date.span.end()));
            claims.push(Claim::day(
                kind,
                date.value.moment,
                evidence(raw, "visible", rank),
            ));
            if let Some(section) = section_after(line, date.span.end()) {
                let span = self.part(section.start(), section.end());
                self.words(CreditKind::Section, span, 30, claims);
            }
        }
    }

    /// The day on which a report was filed: "OSTREL, 12 March 2031 (Harbour Wire) -".
    fn filed(&self, claims: &mut Vec<Claim>) {
        let first = dates(self.line(), self.first, 1).into_iter().next();
        if let Some(date) = first {
            let span = self.part(date.span.start(), date.span.end());
            let said = evidence(self.page.words.map().raw(span), "dateline", 66);
            claims.push(Claim::day(CreditKind::Published, date.value.moment, said));
        }
    }

    /// The day that leads the first paragraph: "12 March 2031 - Orlesia signed ...".
    fn lead(&self, claims: &mut Vec<Claim>) {
        let line = self.line();
        let end = line.char_indices().nth(60).map_or(line.len(), |(at, _)| at);
        let start = line.get(..end).unwrap_or_default();
        let first = dates(start, self.first, 1).into_iter().next();
        if let Some(date) = first.filter(|date| date.span.start() == 0) {
            let raw = self.page.words.map().raw(self.part(0, date.span.end()));
            let said = evidence(raw, "visible", 66);
            claims.push(Claim::day(CreditKind::Published, date.value.moment, said));
        }
    }

    fn author(&self, claims: &mut Vec<Claim>) {
        let line = self.line();
        let from = match leading(line) {
            Some((length, Phrase::Byline)) => length,
            _ => 0,
        };
        let rest = line.get(from..).unwrap_or_default();
        let day = dates(rest, self.first, 1).first().map(|date| date.span.start());
        let end = rest.find(['|', '•', '·', '(', ';', ')']).into_iter().chain(day).min();
        let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let tight = name.trim_matches([' ', ',', ':', '-', '–', '\u{a0}']);
        let start = from + name.find(tight).unwrap_or_default();
        if (2..120).contains(&tight.len()) {
            self.words(
                CreditKind::Author,
                self.part(start, start + tight.len()),
                30,
                claims,
            );
        }
    }

    fn tail(&self, claims: &mut Vec<Claim>) {
        if is_end_mark(self.line()) {
            let raw = self.page.words.map().raw(self.block.span);
            claims.push(Claim::words(
                CreditKind::End,
                self.line(),
                evidence(raw, "visible", 10),
            ));
        }
        self.origin(claims);
    }

    /// "All text here: Harbour Post", "Source: Harbour Post"
    fn origin(&self, claims: &mut Vec<Claim>) {
        let line = self.line();
        let Some((length, Phrase::Origin)) = leading(line).filter(|_| line.len() < 300)
        else {
            return;
        };
        let rest = line.get(length..).unwrap_or_default();
        let end = rest.find(['✓', '|', '\n', ';', '(']).unwrap_or(rest.len());
        let end = rest.find(". ").unwrap_or(end).min(end);
        let name = rest.get(..end).unwrap_or_default();
        let tight =
            name.trim_matches([' ', ':', '.', '\u{a0}', '"', '“', '”', '-', '–', ',']);
        let start = length + name.find(tight).unwrap_or_default();
        if (2..100).contains(&tight.len()) {
            self.words(
                CreditKind::Origin,
                self.part(start, start + tight.len()),
                30,
                claims,
            );
        }
    }
}

/// The day in an address: "/2031/08/24/", "-20310824-".
pub(crate) fn address_day(address: &str) -> Option<Date> {
    let path = address.split("//").nth(1).unwrap_or(address);
    let start: String = path.chars().take(300).collect();
    let found = dates(&start, First::Day, 4);
    let year_first = found.iter().find(|date| {
        let words = start.get(date.span.range()).unwrap_or_default();
        words.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
    });
    year_first.map(|date| date.value.moment.date)
}

/// Whether two names are written alike.
pub(crate) fn same(one: &str, two: &str) -> bool {
    fold(&tidy(one)) == fold(&tidy(two))
}
