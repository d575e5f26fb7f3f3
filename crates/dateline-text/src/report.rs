use std::fmt;

use jiff::civil;

use crate::{RawMap, Span, Text};

/// The identity of a report: the hash of its raw bytes, never its path.
///
/// The same bytes read twice are one report. Written as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId([u8; 16]);

impl ReportId {
    /// The identity of these bytes: the first 128 bits of their BLAKE3 hash.
    #[must_use]
    pub fn of(raw: &[u8]) -> Self {
        let mut id = [0; 16];
        for (to, from) in id.iter_mut().zip(blake3::hash(raw).as_bytes()) {
            *to = *from;
        }
        Self(id)
    }

    /// The identity held in these bytes, as stored.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads 32 hexadecimal digits.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        // A number may have a sign in front, an identity may not.
        let is_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u128::from_str_radix(digits, 16).ok()?;
        (digits.len() == 32 && is_digits).then(|| Self(number.to_be_bytes()))
    }
}

impl fmt::Display for ReportId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// What was published: a document, cleaned, with its credits and the way back to its bytes.
///
/// The text holds all of the page in the order it was printed; [`Report::regions`] say what
/// each stretch is. Regions are in order, touch no letter twice and may leave white space
/// uncovered. Findings are read from [`Report::reading`] only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The hash of the raw bytes.
    pub id: ReportId,
    /// The file's name without folders; `name#record` within a container.
    pub name: String,
    /// The name of the encoding the bytes were read in, as the Encoding Standard spells it.
    pub charset: String,
    /// The cleaned words of the whole page. Paragraphs end in a line feed.
    pub text: Text,
    /// The way from `text` back to the raw bytes.
    pub map: RawMap,
    /// What each stretch of `text` is.
    pub regions: Vec<Region>,
    /// Outlet, title, byline, dates, each with its evidence.
    pub credits: Credits,
    /// What could not be read, or was mended.
    pub problems: Vec<Problem>,
}

impl Report {
    /// The stretches that an analyst reads: body paragraphs, in order.
    pub fn reading(&self) -> impl Iterator<Item = Span> + '_ {
        let body = |region: &&Region| region.class == RegionClass::Body;
        self.regions.iter().filter(body).map(|region| region.span)
    }
}

/// A stretch of a report's text and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    /// Where it stands in the cleaned text.
    pub span: Span,
    /// What it is.
    pub class: RegionClass,
    /// For a repeat, the earlier words that it prints again.
    pub repeats: Option<Span>,
}

/// What a stretch of a page is. Nothing is thrown away; it is classed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionClass {
    /// The headline.
    Title,
    /// Who wrote it.
    Byline,
    /// Where and by which agency: "Ostrel / HW /".
    Dateline,
    /// A heading or summary under the headline.
    Subhead,
    /// A paragraph of the report.
    Body,
    /// Words under a picture.
    Caption,
    /// Navigation, counters, share bars, comments, teasers of other pages.
    Furniture,
    /// Words printed before on the same page.
    Repeat,
}

impl RegionClass {
    /// Every class with its word on the wire.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Title, "title"),
        (Self::Byline, "byline"),
        (Self::Dateline, "dateline"),
        (Self::Subhead, "subhead"),
        (Self::Body, "body"),
        (Self::Caption, "caption"),
        (Self::Furniture, "furniture"),
        (Self::Repeat, "repeat"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(class, _)| *class == self).map_or("", |(_, word)| word)
    }

    /// The class that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(class, _)| *class)
    }
}

/// What a page says about itself: every credit found, with its evidence, best first within
/// a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credits {
    /// All of them, ordered by kind, then rank, then place.
    pub all: Vec<Credit>,
    /// The publication date that was chosen, if the page gives one. Never the day of crawling.
    pub published: Option<Moment>,
}

impl Credits {
    /// The value of the best credit of a kind.
    #[must_use]
    pub fn first(&self, kind: CreditKind) -> Option<&str> {
        self.of(kind).next().map(|credit| credit.value.as_str())
    }

    /// The credits of a kind, best first.
    pub fn of(&self, kind: CreditKind) -> impl Iterator<Item = &Credit> + '_ {
        self.all.iter().filter(move |credit| credit.kind == kind)
    }
}

/// One credit: what the page says, where, and by which rule it was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Credit {
    /// What it tells.
    pub kind: CreditKind,
    /// The value, cleaned: "Harbour Wire", "2031-08-24T00:25".
    pub value: String,
    /// The raw bytes it was read from; `None` when it came with the command.
    pub raw: Option<Span>,
    /// The rule that read it: "json-ld", "meta", "time tag", "url", "visible", "command".
    pub rule: &'static str,
    /// The date, where the credit is one.
    pub moment: Option<Moment>,
}

/// What a credit tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CreditKind {
    /// The headline.
    Title,
    /// Who wrote it.
    Author,
    /// The name of the site or paper that printed it.
    Outlet,
    /// The host name of the address.
    Host,
    /// The agency that supplied it.
    Agency,
    /// The place it was filed from.
    Place,
    /// The outlet that a copy names as holder of the text.
    Origin,
    /// A candidate for the day of publication.
    Published,
    /// The day a copy was posted again.
    Reposted,
    /// The day of a later change.
    Modified,
    /// The day a crawler fetched it: an upper bound only.
    Crawled,
    /// The section of the paper.
    Section,
    /// The address that the page calls its own.
    Address,
    /// The language, as a BCP 47 tag.
    Language,
    /// That it is a translation, in the page's own words: "Translated from Varnish by Ana Ruiz".
    Translated,
    /// The mark that ends an agency's text: "./ End".
    End,
    /// A page of a file that has pages: its number, and the bytes that hold it.
    Page,
    /// Where the report stands in the file that holds it: "crawl.warc 0-5120".
    Container,
    /// Where on the globe it plays, latitude before longitude: "12.5;44.25".
    Coordinates,
}

impl CreditKind {
    /// Every kind with its word on the wire.
    pub const ALL: [(Self, &'static str); 19] = [
        (Self::Title, "title"),
        (Self::Author, "author"),
        (Self::Outlet, "outlet"),
        (Self::Host, "host"),
        (Self::Agency, "agency"),
        (Self::Place, "dateline"),
        (Self::Origin, "origin"),
        (Self::Published, "published"),
        (Self::Reposted, "reposted"),
        (Self::Modified, "modified"),
        (Self::Crawled, "crawled"),
        (Self::Section, "section"),
        (Self::Address, "address"),
        (Self::Language, "language"),
        (Self::Translated, "translated"),
        (Self::End, "end_of_report"),
        (Self::Page, "page"),
        (Self::Container, "container"),
        (Self::Coordinates, "coordinates"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The kind that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(kind, _)| *kind)
    }
}

/// A civil day, with the time of day and the zone where the page gives them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day, in the page's own zone.
    pub date: civil::Date,
    /// The time of day, to the minute.
    pub time: Option<civil::Time>,
    /// The zone as printed: "Z", "+03:00", "GMT".
    pub zone: Option<String>,
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(formatter, "T{:02}:{:02}", time.hour(), time.minute())?;
        }
        formatter.write_str(self.zone.as_deref().unwrap_or_default())
    }
}

/// Something about a report's bytes that a user should know: damage, a limit, a doubt.
///
/// Reading never fails; it collects these. They stay in the record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// The raw bytes concerned.
    pub raw: Span,
    /// One line for a reader: lower case, no full stop, the thing in backticks.
    pub message: String,
}

/// What a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// There is nothing to read.
    Empty,
    /// The bytes are not text in any form that is read.
    NotText,
    /// Bytes that are no letter in the charset.
    BadBytes,
    /// The page or its header names another charset than the one its bytes are in.
    WrongCharset,
    /// A limit was reached and the rest is not read.
    Cut,
    /// Markup that is broken or nested too deep.
    BadMarkup,
    /// No body was found on the page.
    NoBody,
    /// Broken lines, glued sentences or wrong quotation marks were mended.
    Mended,
    /// Words printed twice are read once.
    Repeated,
    /// No day of publication is given.
    Undated,
    /// Several days of publication are given and they differ.
    DatesDiffer,
    /// The language is one that is not analysed.
    NotAnalysed,
}

impl ProblemKind {
    /// Every kind with its word on the wire.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::Empty, "empty"),
        (Self::NotText, "not_text"),
        (Self::BadBytes, "bad_bytes"),
        (Self::WrongCharset, "wrong_charset"),
        (Self::Cut, "cut"),
        (Self::BadMarkup, "bad_markup"),
        (Self::NoBody, "no_body"),
        (Self::Mended, "mended"),
        (Self::Repeated, "repeated"),
        (Self::Undated, "undated"),
        (Self::DatesDiffer, "dates_differ"),
        (Self::NotAnalysed, "not_analysed"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The kind that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(kind, _)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_read_as_it_is_written_and_not_otherwise() {
        let id = ReportId::of(b"Varn signed the pact.");
        let digits = id.to_string();
        assert_eq!(ReportId::parse(&digits), Some(id));
        assert_eq!(ReportId::parse(digits.get(1..).unwrap()), None);
        assert_eq!(ReportId::parse(&format!("+{}", "0".repeat(31))), None);
    }
}
