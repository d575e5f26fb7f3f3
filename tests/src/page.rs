mod ask;
mod packing;
mod reading;

use ask::want;
pub use ask::{Ask, Target, Want};
use packing::pack;

use dateline_text::Span;

/// A file of a case of intake, with what is expected of the reports in it.
#[derive(Debug, Default)]
pub struct Page {
    /// The line of the case where the file begins, from 1.
    pub line: usize,
    parts: Vec<Part>,
    /// What the files are packed in, the innermost first: `crawl.warc.gz`, `crawl.wacz`.
    holders: Vec<String>,
    /// What is expected, in the order of the case.
    pub asks: Vec<Ask>,
}

/// One fence: a file, or one of several that are packed together.
#[derive(Debug, Default)]
struct Part {
    name: String,
    text: String,
    charset: Option<String>,
    /// Whether `\xff` stands for a byte.
    escaped: bool,
    times: usize,
    address: Option<String>,
    fetched: Option<String>,
}

impl Part {
    /// The bytes of the file up to a place in its words.
    fn until(&self, end: usize) -> Vec<u8> {
        let words = self.text.get(..end).unwrap_or(&self.text);
        let label = self.charset.as_deref().unwrap_or("utf-8");
        if label == "utf-16" {
            let wide = words.encode_utf16().flat_map(u16::to_le_bytes);
            return [0xff, 0xfe].into_iter().chain(wide).collect();
        }
        if self.escaped {
            return unescaped(words);
        }
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())
            .unwrap_or_else(|| panic!("`{label}` is no charset"));
        encoding.encode(words).0.into_owned()
    }

    fn bytes(&self) -> Vec<u8> {
        self.until(self.text.len()).repeat(self.times.max(1))
    }
}

impl Page {
    /// Reads the files of a case; a message names the line that cannot be read.
    ///
    /// # Errors
    /// When a fence, a line of carets or a line of the list below it cannot be read.
    pub fn parse(markdown: &str) -> Result<Vec<Self>, String> {
        let mut pages: Vec<Self> = Vec::new();
        let mut open = false;
        for (number, line) in markdown.lines().enumerate() {
            let number = number + 1;
            let failed = |what: &str| format!("line {number}: cannot read `{what}`");
            if let Some(info) = line.strip_prefix("```file ").filter(|_| !open) {
                open = true;
                let (part, holders) = part(info).ok_or_else(|| failed(info))?;
                let joins = |page: &&mut Self| {
                    page.holders == holders && !holders.is_empty() && !page.is_listed()
                };
                if let Some(page) = pages.last_mut().filter(joins) {
                    page.parts.push(part);
                } else {
                    let parts = vec![part];
                    pages.push(Self { line: number, parts, holders, asks: Vec::new() });
                }
            } else if line == "```" {
                open = false;
            } else if let Some(page) = pages.last_mut() {
                let read =
                    if open { page.push(line, number) } else { page.list(line, number) };
                read.ok_or_else(|| failed(line))?;
            }
        }
        Ok(pages)
    }

    /// Whether something was asked of it in a list: the file is complete.
    fn is_listed(&self) -> bool {
        self.asks.iter().any(|ask| matches!(ask.target, Target::Report(_)))
    }

    /// A line in a fence: words, or carets under them.
    fn push(&mut self, line: &str, number: usize) -> Option<()> {
        let rest = line.trim_start_matches(' ');
        let words = rest.trim_start_matches('^');
        let carets = rest.len() - words.len();
        let last = self.parts.len().checked_sub(1)?;
        let part = self.parts.get_mut(last)?;
        if carets == 0 {
            part.text.push_str(line);
            part.text.push('\n');
            return Some(());
        }
        let above = part.text.trim_end_matches('\n');
        let start = above.rfind('\n').map_or(0, |at| at + 1);
        let first = line.len() - rest.len();
        let span = crate::case::columns(above.get(start..)?, first, first + carets)?;
        let span = Span::of(start + span.start()..start + span.end());
        let target = Target::Words { part: last, span };
        self.asks.push(Ask { line: number, target, want: want(words.trim())? });
        Some(())
    }

    /// A line under a fence: "- #2 author "Ana Ruiz" by meta". Other lines are prose.
    fn list(&mut self, line: &str, number: usize) -> Option<()> {
        let Some(words) = line.strip_prefix("- ") else { return Some(()) };
        let numbered = words.strip_prefix('#').and_then(|rest| rest.split_once(' '));
        let (report, words) = match numbered {
            Some((digits, rest)) => (digits.parse().ok()?, rest),
            None => (1, words),
        };
        let target = Target::Report(report);
        self.asks.push(Ask { line: number, target, want: want(words.trim())? });
        Some(())
    }

    /// The file that the case describes: its name and its bytes.
    #[must_use]
    pub fn file(&self) -> (String, Vec<u8>) {
        let files = self.parts.iter().map(|part| (part.name.clone(), part.bytes()));
        let mut files: Vec<(String, Vec<u8>)> = files.collect();
        for holder in &self.holders {
            files = vec![(holder.clone(), pack(holder, &files, &self.parts))];
        }
        files.into_iter().next().unwrap_or_default()
    }
}

/// The bytes of words in which `\xff` is a byte.
fn unescaped(words: &str) -> Vec<u8> {
    let mut parts = words.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).unwrap_or_default();
        bytes.push(u8::from_str_radix(digits, 16).unwrap_or(b'?'));
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

/// "pact.html in=crawl.warc,crawl.wacz charset=windows-1251 times=3": a file and its holders.
fn part(info: &str) -> Option<(Part, Vec<String>)> {
    let mut words = info.split_whitespace();
    let mut part = Part { name: words.next()?.to_owned(), ..Part::default() };
    let mut holders = Vec::new();
    for word in words {
        let (name, value) = word.split_once('=')?;
        match name {
            "in" => holders = value.split(',').map(str::to_owned).collect(),
            "charset" => part.charset = Some(value.to_owned()),
            "escapes" => part.escaped = value == "bytes",
            "times" => part.times = value.parse().ok()?,
            "address" => part.address = Some(value.to_owned()),
            "fetched" => part.fetched = Some(value.to_owned()),
            _ => return None,
        }
    }
    Some((part, holders))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_with_what_is_asked_of_it() {
        let case = "# Two\n\n```file a.txt in=pile.zip\nAid came.\n^^^ body\n```\n\n- day 2031-03-12 by visible\n- #2 no author\n";
        let pages = Page::parse(case).unwrap();
        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0].parts[0].text, "Aid came.\n");
        assert_eq!(pages[0].asks.len(), 3);
        assert!(pages[0].file().1.starts_with(b"PK"));
        assert!(
            Page::parse("```file a.txt\nAid.\n^^^ banana\n```")
                .unwrap_err()
                .contains("line 3")
        );
    }
}
