//! Files that hold reports of others: archives, crawls, feeds, messages.
//!
//! Each kind has a file of its own that takes members out (`take`) and, where a member is more
//! than a page, reads it (`page`). Members come one after another, so that a crawl of any size
//! fits in memory; a member read again from its kept bytes is the same report.

pub(crate) mod articles;
pub(crate) mod feed;
pub(crate) mod header;
pub(crate) mod json_lines;
pub(crate) mod mail;
pub(crate) mod office;
pub(crate) mod pdf;
pub(crate) mod rtf;
mod tar;
pub(crate) mod warc;
mod zip;

use std::io::Read;
use std::ops::ControlFlow;

use dateline_text::{ProblemKind, Span};
use flate2::bufread::MultiGzDecoder;

use crate::sniff::{Container, container};
use crate::stream::{Budget, End, Kind, Stream};
use crate::{Hint, Member, Place, limit};

/// Whether to go on.
pub(crate) type Flow = ControlFlow<()>;

/// Takes a file apart into the reports it holds, one at a time; a file that is no container is
/// one member. There is always at least one.
///
/// ```
/// use std::ops::ControlFlow;
/// use dateline_intake::{Hint, members};
/// let raw = br#"{"title":"Pact signed","text":"Orlesia signed the pact on Monday."}"#;
/// let mut names = Vec::new();
/// let hint = Hint { name: "harvest.jsonl".to_owned() };
/// let _ = members(&mut raw.as_slice(), &hint, &mut |member| {
///     names.push(member.name);
///     ControlFlow::Continue(())
/// });
/// assert_eq!(names, ["harvest.jsonl#1"]);
/// ```
pub fn members(
    input: &mut dyn Read,
    hint: &Hint,
    each: &mut dyn FnMut(Member) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let budget = Budget::default();
    let mut stream = Stream::new(input, Kind::Given, &budget);
    let mut walk = Walk { each, nested: 0, taken: 0 };
    walk.take(&mut stream, &hint.name, None)?;
    if walk.taken == 0 {
        let raw = stream.kept(usize::MAX, 0);
        let empty = Member { name: hint.name.clone(), raw, ..Member::default() };
        walk.push(empty.with(ProblemKind::Empty, "no report was found inside"))?;
    }
    ControlFlow::Continue(())
}

/// The way through a file: where members go, and how deep we are.
pub(crate) struct Walk<'w> {
    each: &'w mut dyn FnMut(Member) -> Flow,
    nested: usize,
    taken: usize,
}

impl Walk<'_> {
    pub(crate) fn push(&mut self, member: Member) -> Flow {
        self.taken += 1;
        (self.each)(member)
    }

    /// Takes apart what is next: a container, or one report.
    fn take(
        &mut self,
        stream: &mut Stream<'_>,
        name: &str,
        place: Option<Place>,
    ) -> Flow {
        let Some(container) = container(stream.peek(SNIFFED), name) else {
            return self.whole(stream, name, place);
        };
        if self.nested >= limit::NESTED {
            let member = Member { place, ..beginning(stream, name) };
            let message = "containers are nested too deep; the inner one is not read";
            return self.push(member.with(ProblemKind::Cut, message));
        }
        self.nested += 1;
        let flow = match container {
            Container::Gzip => self.gzip(stream, name, place),
            Container::Zip => zip::take(stream, name, self),
            Container::Tar => tar::take(stream, name, self),
            Container::Warc => warc::take(stream, name, self),
            Container::Feed => feed::take(stream, name, self),
            Container::JsonLines => json_lines::take_lines(stream, name, self),
            Container::Json => json_lines::take_list(stream, name, self),
            Container::Mail => mail::take(stream, name, self),
            Container::Mailbox => mail::take_all(stream, name, self),
        };
        self.nested -= 1;
        flow?;
        if matches!(stream.end(), Some(End::Bomb | End::Broken)) {
            let end = stream.at();
            let rest = Place::new(name, &[Span::of(end..end)]);
            let member =
                Member { name: name.to_owned(), place: Some(rest), ..Member::default() };
            return self.push(damage(stream, member));
        }
        ControlFlow::Continue(())
    }

    /// Takes what stands in a stream inside another one.
    pub(crate) fn inner(
        &mut self,
        source: &mut dyn Read,
        kind: Kind,
        budget: &Budget,
        named: (&str, Place),
    ) -> Flow {
        let mut stream = Stream::new(source, kind, budget);
        let (name, place) = named;
        let flow = self.take(&mut stream, name, Some(place));
        stream.skip(usize::MAX);
        flow
    }

    fn gzip(
        &mut self,
        stream: &mut Stream<'_>,
        name: &str,
        place: Option<Place>,
    ) -> Flow {
        let budget = stream.budget;
        let mut inner = Stream::new(MultiGzDecoder::new(stream), Kind::Unpacked, budget);
        self.take(&mut inner, name, place)
    }

    /// A file that is a report, or several printed one after another.
    fn whole(
        &mut self,
        stream: &mut Stream<'_>,
        name: &str,
        place: Option<Place>,
    ) -> Flow {
        let most = if self.nested == 0 { limit::KEPT } else { limit::MEMBER };
        let raw = stream.kept(most, most);
        let kept = raw.len();
        let left = stream.skip(usize::MAX);
        let mut member =
            Member { name: name.to_owned(), raw, place, problems: Vec::new() };
        if left > 0 {
            let message = format!("only the first {} MiB are kept", kept >> 20);
            member = member.with(ProblemKind::Cut, &message);
        }
        member = damage(stream, member);
        let articles = articles::split(&member.raw, name);
        if articles.len() < 2 {
            return self.push(member);
        }
        for (number, ranges) in articles.iter().enumerate() {
            let raw = joined(&member.raw, ranges);
            let place = Place::new(name, ranges);
            let name = format!("{name}#{}", number + 1);
            let problems = if number + 1 == articles.len() {
                member.problems.clone()
            } else {
                Vec::new()
            };
            self.push(Member { name, raw, place: Some(place), problems })?;
        }
        ControlFlow::Continue(())
    }
}

/// Bytes that are looked at to tell what a file is.
const SNIFFED: usize = 8192;

/// The beginning of what is not read, so that a problem has bytes to stand on.
pub(crate) fn beginning(stream: &mut Stream<'_>, name: &str) -> Member {
    let raw = stream.kept(SNIFFED, SNIFFED);
    Member { name: name.to_owned(), raw, ..Member::default() }
}

/// Says what broke on the way out of packing.
fn damage(stream: &Stream<'_>, member: Member) -> Member {
    let message = match stream.end() {
        Some(End::Bomb) => "the packed data is too large; the rest is not read",
        Some(End::Broken) => "the packed data ends early or is broken",
        Some(End::Whole) | None => return member,
    };
    member.with(ProblemKind::Cut, message)
}

/// The bytes of some ranges, one after another.
pub(crate) fn joined(raw: &[u8], ranges: &[Span]) -> Vec<u8> {
    let parts = ranges.iter().filter_map(|range| raw.get(range.range()));
    parts.flatten().copied().collect()
}

/// Whether a file of an archive, or one that is attached to a message, may hold a report.
///
/// Its name alone says so, and only what cannot be one is passed over: pictures, sound, fonts,
/// styles and programs; tables and slides; the lists that a web archive keeps about itself; hidden
/// files and folders. What has any other name, or none, is opened and looked at.
fn may_be_report(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    let end = file.rsplit('.').next().unwrap_or_default();
    let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    !file.is_empty()
        && !hidden
        && !OWN.iter().any(|own| file.eq_ignore_ascii_case(own))
        && !PASSED.iter().any(|kind| end.eq_ignore_ascii_case(kind))
}

/// How the names of files end that hold no report.
const PASSED: [&str; 25] = [
    "avi", "bmp", "cdx", "cdxj", "css", "gif", "ico", "idx", "jpeg", "jpg", "js", "mov",
    "mp3", "mp4", "png", "pptx", "svg", "tiff", "ttf", "webp", "woff", "woff2", "xlsx",
    "yaml", "yml",
];

/// What archives and systems write about themselves.
const OWN: [&str; 4] =
    ["datapackage.json", "datapackage-digest.json", "desktop.ini", "thumbs.db"];
