use std::collections::BTreeSet;

use dateline_copies::Fingerprint;
use dateline_findings::{Finding, Findings};
use dateline_names::{Actor, Cast, Form, Resolution};
use dateline_text::{Credits, Problem, Report, ReportId, Span, Spanned, fold};
use dateline_time::{When, WrittenDay};

/// A report as the record holds it: who published it when, and what it says. The text itself
/// stays in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// The hash of its bytes.
    pub id: ReportId,
    /// Its file name.
    pub name: String,
    /// What the page says about itself.
    pub credits: Credits,
    /// The days it may have been published on, from its own words, where it gives no date.
    pub report_date: Option<When>,
    /// What it says.
    pub findings: Vec<Finding>,
    /// Who is who in it; a name in a field points here by its number.
    pub actors: Vec<Actor>,
    /// The different names that stand for them, each where it stands first.
    pub named: Vec<Named>,
    /// Sentences with a date, a figure or a cue that gave no finding.
    pub unread: Vec<Span>,
    /// Dates that cannot be as they are written, with the day of each.
    pub misdated: Vec<Spanned<WrittenDay>>,
    /// What could not be read, or was mended.
    pub problems: Vec<Problem>,
    /// The rows by which copies of its text are known.
    pub print: Fingerprint,
    /// The version of the rules that read it; of two readings the newer one is kept.
    pub reader: u32,
}

/// A name of an actor as the report prints it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The actor's number in [`Laid::actors`].
    pub actor: usize,
    /// The name as printed.
    pub words: String,
    /// Where it stands first.
    pub span: Span,
}

impl Laid {
    /// A report with its findings, read by rules of version `reader`.
    #[must_use]
    pub fn of(report: &Report, findings: Findings, reader: u32) -> Self {
        let named = named(report, &findings.cast);
        Self {
            id: report.id,
            name: report.name.clone(),
            credits: report.credits.clone(),
            report_date: findings.report_date,
            findings: findings.all,
            actors: findings.cast.actors,
            named,
            unread: findings.unread,
            misdated: findings.misdated,
            problems: report.problems.clone(),
            print: Fingerprint::of(&report.text, &report.reading().collect::<Vec<_>>()),
            reader,
        }
    }
}

fn named(report: &Report, cast: &Cast) -> Vec<Named> {
    let mut seen = BTreeSet::new();
    let mut named = Vec::new();
    for mention in &cast.mentions {
        let Resolution::One(actor) = mention.resolution else { continue };
        if !matches!(mention.form, Form::Name | Form::Acronym) {
            continue;
        }
        let words = report.text.words(mention.span);
        if seen.insert((actor, fold(words))) {
            named.push(Named { actor, words: words.to_owned(), span: mention.span });
        }
    }
    named
}
