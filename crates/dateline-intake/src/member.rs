use std::fmt;

use dateline_text::{Problem, ProblemKind, Span};

/// The bytes of one report, taken out of the file that holds them.
///
/// A file that is a report by itself is its own member. A member of a container is named
/// `file#record`; its raw bytes are those of the record with the packing for transport undone
/// (gzip, deflate, chunks, base64, quoted-printable), and [`Member::place`] says where they
/// stand in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// The file's name without folders; `file#record` within a container.
    pub name: String,
    /// The bytes that every span of the report walks back to.
    pub raw: Vec<u8>,
    /// Where the bytes stand in their container; `None` for a file of its own.
    pub place: Option<Place>,
    /// What went wrong on the way out of the container.
    pub problems: Vec<Problem>,
}

impl Member {
    pub(crate) fn with(mut self, kind: ProblemKind, message: &str) -> Self {
        let end = self.raw.len();
        let raw = Span::of(end..end);
        self.problems.push(Problem { kind, raw, message: message.to_owned() });
        self
    }
}

/// Where a member stands in its container: which bytes, in the order the member has them.
///
/// The container's bytes are counted after its own gzip packing is undone. Where the lengths
/// add up to that of the member, its bytes are these bytes; else they were packed.
///
/// ```
/// use dateline_intake::Place;
/// let place = Place::parse("harbour.xml 0-310 922-1544").unwrap();
/// assert_eq!(place.container, "harbour.xml");
/// assert_eq!(place.to_string(), "harbour.xml 0-310 922-1544");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The name of the container.
    pub container: String,
    /// The bytes of it.
    pub ranges: Vec<Span>,
}

impl Place {
    pub(crate) fn new(container: &str, ranges: &[Span]) -> Self {
        Self { container: container.to_owned(), ranges: ranges.to_vec() }
    }

    /// Reads what [`Place`] writes.
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let mut rest = words;
        let mut ranges = Vec::new();
        while let Some((before, range)) = rest.rsplit_once(' ') {
            let Some(span) = span(range) else { break };
            ranges.push(span);
            rest = before;
        }
        ranges.reverse();
        (!ranges.is_empty()).then(|| Self { container: rest.to_owned(), ranges })
    }
}

fn span(words: &str) -> Option<Span> {
    let (start, end) = words.split_once('-')?;
    Span::new(start.parse().ok()?, end.parse().ok()?)
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.container)?;
        for span in &self.ranges {
            write!(formatter, " {}-{}", span.start(), span.end())?;
        }
        Ok(())
    }
}
