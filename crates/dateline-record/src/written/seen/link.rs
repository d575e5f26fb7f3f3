use std::fmt::Write as _;

use dateline_text::{ReportId, Span};

use super::super::finding::FindingRow;
use super::super::scanner::{Scanner, quote};
use super::super::short_hash;
use super::{ids, read_ids};
use crate::{Difference, Evidence, Link, LinkKind};

/// A [`Link`] as a row of a table; with the findings of its members it gives the link back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkRow {
    /// The kind's word on the wire.
    pub kind: String,
    /// The rule that found it.
    pub rule: String,
    /// What it is about.
    pub topic: String,
    /// The identities of the entries concerned, with spaces between them.
    pub entries: String,
    /// A line a field: `value "5200" 0a1b.. 2c3d..; "3000" 4e5f..`.
    pub differences: String,
    /// The words on each side.
    pub members: Vec<MemberRow>,
}

/// A member of a [`LinkRow`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberRow {
    /// The report.
    pub report: ReportId,
    /// The number of the finding; `None` where the words are a name.
    pub finding: Option<usize>,
    /// The words.
    pub span: Span,
}

impl LinkRow {
    /// The row of a link.
    #[must_use]
    pub fn of(link: &Link) -> Self {
        let members = link.members.iter().map(|member| MemberRow {
            report: member.report,
            finding: member.finding,
            span: member.span,
        });
        Self {
            kind: link.kind.as_str().to_owned(),
            rule: link.rule.to_string(),
            topic: link.topic.clone(),
            entries: ids(&link.entries),
            differences: differences(&link.differences),
            members: members.collect(),
        }
    }

    /// The link of a row; `finding` gives the findings of its members. `None` where this is no
    /// row that was written here, or a finding is not there.
    #[must_use]
    pub fn link(
        &self,
        finding: &dyn Fn(ReportId, usize) -> Option<FindingRow>,
    ) -> Option<Link> {
        let member = |row: &MemberRow| match row.finding {
            None => Some(Evidence::of_words(row.report, row.span)),
            // A rule may point at fewer words than the finding rests on.
            Some(number) => Some(Evidence {
                span: row.span,
                ..Evidence::of(
                    row.report,
                    number,
                    &finding(row.report, number)?.finding()?,
                )
            }),
        };
        Some(Link {
            kind: LinkKind::parse(&self.kind)?,
            rule: self.rule.clone().into(),
            topic: self.topic.clone(),
            members: self.members.iter().map(member).collect::<Option<_>>()?,
            entries: read_ids(&self.entries)?,
            differences: self
                .differences
                .lines()
                .map(difference)
                .collect::<Option<_>>()?,
        })
    }

    /// A mark of all that the row holds.
    #[must_use]
    pub fn mark(&self) -> i64 {
        i64::from_ne_bytes(short_hash(&format!("{self:?}")).to_ne_bytes())
    }
}

fn differences(differences: &[Difference]) -> String {
    let mut lines = String::new();
    for difference in differences {
        lines.push_str(&difference.field);
        for (value, reports) in &difference.values {
            lines.push(' ');
            quote(value, &mut lines);
            for report in reports {
                let _ = write!(lines, " {report}");
            }
            lines.push(';');
        }
        lines.push('\n');
    }
    lines
}

fn difference(line: &str) -> Option<Difference> {
    let mut scanner = Scanner::new(line);
    let field = scanner.word()?.to_owned().into();
    let mut values = Vec::new();
    while scanner.take(" ").is_some() {
        let value = scanner.quoted()?;
        let mut reports = Vec::new();
        while scanner.take(" ").is_some() {
            reports.push(ReportId::parse(scanner.word()?)?);
        }
        scanner.take(";")?;
        values.push((value, reports));
    }
    scanner.is_done().then_some(Difference { field, values })
}
