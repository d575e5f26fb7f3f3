use std::sync::OnceLock;

use dateline_findings::{Codebook, Findings};
use dateline_intake::{Hint, Member};
use dateline_language::{Analysis, Model, Shipped};
use dateline_text::{ProblemKind, Report, Span};

/// The version of the rules that read reports; it grows when their answers change.
const READER: u32 = 1;

/// Added to it where the careful model read: its reading is kept before one of the fast model.
const CAREFUL: u32 = 1 << 16;

/// The stages that read one report, with what they read by; made once, shared by all threads.
#[derive(Debug)]
pub struct Pipeline {
    which: Shipped,
    /// Laid out when first asked for: most verbs read no sentence.
    model: OnceLock<Model>,
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
        Self::with(Shipped::default())
    }

    /// The same with another of the shipped models.
    #[must_use]
    pub fn with(model: Shipped) -> Self {
        Self { which: model, model: OnceLock::new(), codebook: Codebook::shipped() }
    }

    /// The same with another codebook.
    #[must_use]
    pub fn by(self, codebook: Codebook) -> Self {
        Self { codebook, ..self }
    }

    /// The model that says what the words are.
    pub(crate) fn model(&self) -> &Model {
        self.model.get_or_init(|| Model::of(self.which))
    }

    /// The version of the rules that read reports, and the model they read with.
    pub(crate) fn reader(&self) -> u32 {
        match self.which {
            Shipped::Fast => READER,
            Shipped::Careful => CAREFUL + READER,
        }
    }

    /// The reports that stand in these bytes, each with its own bytes. There is always at least
    /// one: bytes that cannot be read are a report with problems.
    #[must_use]
    pub fn reports(&self, raw: &[u8], name: &str) -> Vec<(Report, Vec<u8>)> {
        let hint = Hint { name: name.to_owned() };
        let mut reports = Vec::new();
        let mut input = raw;
        let _ = dateline_intake::members(&mut input, &hint, &mut |member: Member| {
            reports.push((dateline_intake::report(&member), member.raw));
            std::ops::ControlFlow::Continue(())
        });
        reports
    }

    /// Reads all that a report says. One in a language that is not analysed says nothing: its
    /// sentences are kept, to be found by their words.
    #[must_use]
    pub fn read(&self, report: Report) -> Reading {
        let within: Vec<Span> = report.reading().collect();
        let analysis = dateline_language::analyse(self.model(), &report.text, &within);
        let other =
            |problem: &dateline_text::Problem| problem.kind == ProblemKind::NotAnalysed;
        if report.problems.iter().any(other) {
            return Reading { report, analysis, findings: Findings::default() };
        }
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
