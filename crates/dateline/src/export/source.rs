//! A report as other works cite it.

use dateline_record::ReportLine;
use dateline_text::CreditKind;

use crate::desk::Sight;
use crate::wire;

/// What a citation of a report says. Nothing in it is guessed: what the page does not give is
/// empty, and a day that is only a bound is no day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Source {
    /// The report's identity, 32 hexadecimal digits.
    pub(super) id: String,
    /// Its file's name.
    pub(super) doc: String,
    pub(super) title: String,
    /// The byline, uncut.
    pub(super) author: String,
    pub(super) outlet: String,
    pub(super) agency: String,
    pub(super) address: String,
    pub(super) language: String,
    /// The day that the page or a reviewer gives.
    pub(super) day: Option<String>,
    /// The day as a reader sees it: "by 2031-08-24".
    pub(super) when: String,
    /// Copies share it.
    pub(super) origin: usize,
}

impl Source {
    pub(super) fn of(sight: &Sight<'_>, line: &ReportLine) -> Self {
        let paper = sight.paper(line.id);
        let first = |kind: CreditKind| {
            let value = paper.as_ref().and_then(|paper| paper.report.credits.first(kind));
            value.unwrap_or_default().to_owned()
        };
        Self {
            id: line.id.to_string(),
            doc: line.name.clone(),
            title: line.title.clone().unwrap_or_default(),
            author: first(CreditKind::Author),
            outlet: line.outlet.clone().unwrap_or_default(),
            agency: first(CreditKind::Agency),
            address: first(CreditKind::Address),
            language: first(CreditKind::Language),
            day: line.days.day().map(|day| day.to_string()),
            when: wire::days_line(line.days).text,
            origin: line.origin,
        }
    }

    /// All reports of a record, by day, then identity.
    pub(super) fn all(sight: &Sight<'_>) -> Vec<Self> {
        sight.view.reports.iter().map(|line| Self::of(sight, line)).collect()
    }

    /// One line for a list of sources: outlet, title, day, file.
    pub(super) fn line(&self) -> String {
        let outlet = if self.outlet.is_empty() { &self.doc } else { &self.outlet };
        let mut parts = vec![outlet.clone()];
        if !self.title.is_empty() {
            parts.push(format!("“{}”", self.title));
        }
        parts.push(self.when.clone());
        if !self.outlet.is_empty() {
            parts.push(self.doc.clone());
        }
        parts.join(", ")
    }

    /// A key that a bibliography can use, the same in every run: outlet, year, digits.
    pub(super) fn key(&self) -> String {
        let name = if self.outlet.is_empty() { &self.doc } else { &self.outlet };
        let letters = dateline_text::fold(name);
        let word: String =
            letters.chars().filter(char::is_ascii_alphanumeric).take(12).collect();
        let year = self.day.as_deref().and_then(|day| day.get(..4)).unwrap_or("nd");
        let digits = self.id.get(..8).unwrap_or(&self.id);
        format!("{word}{year}-{digits}")
    }
}
