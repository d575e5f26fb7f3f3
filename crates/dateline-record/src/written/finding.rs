use dateline_findings::{
    Field, Fields, Finding, Kind, Modality, Polarity, Source, SourceKind,
};
use dateline_text::Span;

use super::scanner::{Scanner, quote, spans};
use super::value;

/// A finding as a row of a table: every column is readable, and all of them together give the
/// finding back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingRow {
    /// The kind's word on the wire.
    pub kind: String,
    /// Where its words start in the cleaned text.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// The modality's word.
    pub modality: String,
    /// The polarity's word.
    pub polarity: String,
    /// The source kind's word.
    pub source_kind: String,
    /// The chain of sources, quoted, outermost first.
    pub source: String,
    /// The rule that read it.
    pub rule: String,
    /// How sure the reading is, per mille.
    pub confidence: u16,
    /// Other words that it rests on: `40..52,60..71`.
    pub more: String,
    /// A line a field: `speaker = @3"Tala Brandt" 12..23`.
    pub fields: String,
}

impl FindingRow {
    /// The row of a finding.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        let position = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        Self {
            kind: finding.kind.as_str().to_owned(),
            start: position(finding.evidence.start()),
            end: position(finding.evidence.end()),
            modality: finding.modality.as_str().to_owned(),
            polarity: finding.polarity.as_str().to_owned(),
            source_kind: finding.source.kind.as_str().to_owned(),
            source: chain(&finding.source.chain),
            rule: finding.rule.clone(),
            confidence: finding.confidence,
            more: spans(&finding.more),
            fields: fields(&finding.fields),
        }
    }

    /// The finding of a row; `None` where it is no row that was written here.
    #[must_use]
    pub fn finding(&self) -> Option<Finding> {
        let source = Source {
            kind: SourceKind::parse(&self.source_kind)?,
            chain: read_chain(&self.source)?,
        };
        let mut more = Scanner::new(&self.more);
        let finding = Finding {
            evidence: Span::new(self.start as usize, self.end as usize)?,
            kind: Kind::parse(&self.kind)?,
            more: more.spans()?,
            fields: read_fields(&self.fields)?,
            modality: Modality::parse(&self.modality)?,
            polarity: Polarity::parse(&self.polarity)?,
            source,
            rule: self.rule.clone(),
            confidence: self.confidence,
        };
        more.is_done().then_some(finding)
    }
}

fn chain(chain: &[String]) -> String {
    let mut line = String::new();
    for link in chain {
        line.push_str(if line.is_empty() { "" } else { " " });
        quote(link, &mut line);
    }
    line
}

fn read_chain(line: &str) -> Option<Vec<String>> {
    let mut scanner = Scanner::new(line);
    let mut chain = Vec::new();
    while !scanner.is_done() {
        if !chain.is_empty() {
            scanner.take(" ")?;
        }
        chain.push(scanner.quoted()?);
    }
    chain.shrink_to_fit();
    Some(chain)
}

fn fields(fields: &Fields) -> String {
    let mut lines = String::new();
    for entry in fields.iter() {
        lines.push_str(if lines.is_empty() { "" } else { "\n" });
        lines.push_str(entry.field.as_str());
        lines.push_str(" = ");
        value::write(&entry.value, &mut lines);
        if !entry.spans.is_empty() {
            lines.push(' ');
            lines.push_str(&spans(&entry.spans));
        }
    }
    lines
}

pub(super) fn read_fields(lines: &str) -> Option<Fields> {
    let mut fields = Fields::new();
    for line in lines.lines() {
        let (word, rest) = line.split_once(" = ")?;
        let mut scanner = Scanner::new(rest);
        let value = value::read(&mut scanner)?;
        let spans = match scanner.take(" ") {
            Some(()) => scanner.spans()?,
            None => Vec::new(),
        };
        if !scanner.is_done() {
            return None;
        }
        fields.set(Field::parse(word)?, value, &spans);
    }
    Some(fields)
}
