use dateline_text::{CreditKind, ProblemKind, RegionClass, Span};

/// Something a case of intake asks for.
#[derive(Debug)]
pub struct Ask {
    /// The line of the case, from 1.
    pub line: usize,
    /// What it is asked of.
    pub target: Target,
    /// What must be so.
    pub want: Want,
}

/// What a case asks something of.
#[derive(Debug)]
pub enum Target {
    /// The words above some carets, in one of the files.
    Words {
        /// Which file.
        part: usize,
        /// Where in its words.
        span: Span,
    },
    /// The report of this number in the file, from 1.
    Report(usize),
}

/// What must be so.
#[derive(Debug, PartialEq, Eq)]
pub enum Want {
    /// The words are of this class.
    Class(RegionClass),
    /// The words are on no line of the page.
    LeftOut,
    /// The words read like this.
    As(String),
    /// A credit says so: under carets one that was read there, else the first of its kind.
    Credit(CreditKind, String, Option<String>),
    /// There is no credit of this kind.
    NoCredit(CreditKind),
    /// The day of publication that was chosen, and the rule that read it.
    Day(String, Option<String>),
    /// No day of publication was chosen.
    NoDay,
    /// The body, its paragraphs parted by line feeds.
    Reads(String),
    /// The report is called this.
    Name(String),
    /// There is a problem of this kind; under carets, at these bytes.
    Problem(ProblemKind),
    /// There is no problem of this kind, or none at all.
    NoProblem(Option<ProblemKind>),
    /// How many reports the file holds.
    Reports(usize),
}

/// Reads what a case asks for: "author "Ana Ruiz" by meta".
pub(super) fn want(line: &str) -> Option<Want> {
    // "known-wrong" marks behaviour that is asserted, not wished for.
    let line = line.strip_suffix("known-wrong").unwrap_or(line);
    let words = words(line)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Some(match words.as_slice() {
        ["left-out"] => Want::LeftOut,
        ["as", words] => Want::As((*words).to_owned()),
        ["day", day] => Want::Day((*day).to_owned(), None),
        ["day", day, "by", rule] => {
            Want::Day((*day).to_owned(), Some((*rule).to_owned()))
        }
        ["no", "day"] => Want::NoDay,
        ["no", "problem"] => Want::NoProblem(None),
        ["no", "problem", kind] => Want::NoProblem(Some(ProblemKind::parse(kind)?)),
        ["problem", kind] => Want::Problem(ProblemKind::parse(kind)?),
        ["no", kind] => Want::NoCredit(CreditKind::parse(kind)?),
        ["reads", words] => Want::Reads((*words).to_owned()),
        ["name", name] => Want::Name((*name).to_owned()),
        ["reports", count] => Want::Reports(count.parse().ok()?),
        [class] => Want::Class(RegionClass::parse(class)?),
        [kind, value] => {
            Want::Credit(CreditKind::parse(kind)?, (*value).to_owned(), None)
        }
        [kind, value, "by", rule] => {
            let rule = Some((*rule).to_owned());
            Want::Credit(CreditKind::parse(kind)?, (*value).to_owned(), rule)
        }
        _ => return None,
    })
}

/// The words of a line; those within quotation marks are one, and `\n` in them is a line feed.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        words.push(word.replace("\\n", "\n").replace("\\q", "\""));
        rest = after.trim_start();
    }
    Some(words)
}
