use dateline_text::Span;
use jiff::civil::Date;

/// One report of a case file, with what is expected of it.
#[derive(Debug)]
pub struct Case {
    /// The heading above it.
    pub title: String,
    /// The line of the file where the report begins, from 1.
    pub line: usize,
    /// The words of the report.
    pub text: String,
    /// The day of publication, where the case gives one.
    pub published: Option<Date>,
    /// What is expected, in the order of the file.
    pub assertions: Vec<Assertion>,
}

/// One line of carets.
#[derive(Debug)]
pub struct Assertion {
    /// The words above the carets.
    pub span: Span,
    /// What they should give.
    pub expected: Expected,
    /// The line of the file, from 1.
    pub line: usize,
}

/// What some words should give.
#[derive(Debug, PartialEq, Eq)]
pub enum Expected {
    /// An expression of time with this TIMEX3 value on just these words.
    When(String),
    /// A named entity of this class on just these words.
    Entity(String),
    /// A mention on just these words that names the actor of this name.
    Actor(String),
    /// A finding of a kind that touches the words and has these fields.
    Finding(String, Vec<(String, String)>),
    /// No finding of this kind touches the words.
    No(String),
    /// No finding touches the words.
    Nothing,
}

impl Case {
    /// Reads the reports of a case file; a message names the line that cannot be read.
    ///
    /// # Errors
    /// When a line of carets has no words above it or asks for something unknown.
    pub fn parse(markdown: &str) -> Result<Vec<Self>, String> {
        let mut cases: Vec<Self> = Vec::new();
        let mut title = String::new();
        let mut open = false;
        for (number, line) in markdown.lines().enumerate() {
            let number = number + 1;
            if let Some(heading) = line.strip_prefix("# ").filter(|_| !open) {
                heading.clone_into(&mut title);
            } else if let Some(info) = line.strip_prefix("```report") {
                open = true;
                cases.push(Self::begin(&title, number, info)?);
            } else if line == "```" {
                open = false;
            } else if let Some(case) = cases.last_mut().filter(|_| open) {
                case.push(line, number)?;
            }
        }
        Ok(cases)
    }

    fn begin(title: &str, line: usize, info: &str) -> Result<Self, String> {
        let published = match info.trim().strip_prefix("published=") {
            Some(day) => {
                Some(day.parse().map_err(|_| format!("line {line}: no day `{day}`"))?)
            }
            None => None,
        };
        let (text, assertions) = (String::new(), Vec::new());
        Ok(Self { title: title.to_owned(), line, text, published, assertions })
    }

    fn push(&mut self, line: &str, number: usize) -> Result<(), String> {
        let rest = line.trim_start_matches(' ');
        let words = rest.trim_start_matches('^');
        let carets = rest.len() - words.len();
        if carets == 0 {
            self.text.push_str(line);
            self.text.push('\n');
            return Ok(());
        }
        let above = self.text.trim_end_matches('\n');
        let above_start = above.rfind('\n').map_or(0, |at| at + 1);
        let above = above.get(above_start..).unwrap_or_default();
        let first = line.len() - rest.len();
        let span = columns(above, first, first + carets)
            .ok_or_else(|| format!("line {number}: no words above the carets"))?;
        let span = Span::of(above_start + span.start()..above_start + span.end());
        let expected = expected(words.trim())
            .ok_or_else(|| format!("line {number}: cannot read `{}`", words.trim()))?;
        self.assertions.push(Assertion { span, expected, line: number });
        Ok(())
    }
}

/// The bytes of a line from one column to another, counted in code points.
pub(crate) fn columns(line: &str, first: usize, last: usize) -> Option<Span> {
    let ends = std::iter::once(line.len());
    let starts: Vec<usize> = line.char_indices().map(|(at, _)| at).chain(ends).collect();
    Span::new(*starts.get(first)?, *starts.get(last)?)
}

fn expected(words: &str) -> Option<Expected> {
    // "known-wrong" marks behaviour that is asserted, not wished for.
    let words = words.strip_suffix("known-wrong").unwrap_or(words).trim();
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let rest = rest.trim().to_owned();
    Some(match first {
        "nothing" => Expected::Nothing,
        // A kind that is none would never be found, and the case never fail.
        "no" => {
            dateline_findings::Kind::parse(&rest)?;
            Expected::No(rest)
        }
        "when" => Expected::When(rest),
        "entity" => Expected::Entity(rest),
        "actor" => Expected::Actor(rest),
        kind => {
            dateline_findings::Kind::parse(kind)?;
            Expected::Finding(kind.to_owned(), fields_of(&rest)?)
        }
    })
}

/// Reads `field=value field="two words"`; `None` when it is written otherwise.
pub fn fields_of(mut words: &str) -> Option<Vec<(String, String)>> {
    let mut fields = Vec::new();
    while !words.is_empty() {
        let (name, rest) = words.split_once('=')?;
        let (value, rest) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        fields.push((name.to_owned(), value.to_owned()));
        words = rest.trim_start();
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_point_at_the_words_above() {
        let page = "# A title\n\n```report published=2031-08-23\n“Aid” came on Monday.\n              ^^^^^^ when 2031-08-18\n```\n";
        let cases = Case::parse(page).unwrap();
        let assertion = &cases[0].assertions[0];
        assert_eq!(cases[0].text.get(assertion.span.range()), Some("Monday"));
        assert_eq!(assertion.expected, Expected::When("2031-08-18".to_owned()));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let page = "# A title\n\n```report\nAid came.\n^^^ banana\n```\n";
        assert!(Case::parse(page).unwrap_err().contains("line 5"));
        let page = page.replace("banana", "no banana");
        assert!(Case::parse(&page).unwrap_err().contains("line 5"));
    }
}
