use dateline_findings::{Codebook, Findings};
use dateline_intake::Hint;
use dateline_language::{Analysis, Model};
use dateline_text::{Report, Span};

/// The stages that read one report, with what they read by; made once, shared by all threads.
#[derive(Debug)]
pub struct Pipeline {
    pub(crate) model: Model,
    pub(crate) codebook: Codebook,
}

impl Default for Pipeline {
    fn default() -> Self {
        Self::shipped()
    }
}

impl Pipeline {
    /// The stages with the model and the codebook that are shipped inside the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self { model: Model::shipped(), codebook: Codebook::shipped() }
    }

    /// The reports that stand in these bytes. There is always at least one: bytes that cannot
    /// be read are a report with problems.
    #[must_use]
    pub fn reports(&self, raw: &[u8], name: &str) -> Vec<Report> {
        let hint = Hint { name: name.to_owned() };
        let mut reports = Vec::new();
        dateline_intake::read(raw, &hint, &mut |report| reports.push(report));
        reports
    }

    /// Reads all that a report says.
    #[must_use]
    pub fn read(&self, report: Report) -> Reading {
        let within: Vec<Span> = report.reading().collect();
        let analysis = dateline_language::analyse(&self.model, &report.text, &within);
        let findings = dateline_findings::find(&report, &analysis, &self.codebook);
        Reading { report, analysis, findings }
    }
}

/// A report with what its words are and what it says.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What was published.
    pub report: Report,
    /// What its words are.
    pub analysis: Analysis,
    /// What it says.
    pub findings: Findings,
}
