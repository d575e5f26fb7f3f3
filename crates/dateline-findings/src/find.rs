use dateline_language::Analysis;
use dateline_names::{Actor, Cast};
use dateline_text::{Report, Span, Spanned};
use dateline_time::{Anchor, Cue, Expression, Lean, When};

use crate::chain;
use crate::clause::{self, Clause, Tense};
use crate::codebook::Codebook;
use crate::context::{Context, Parts};
use crate::finding::{Finding, Source};
use crate::kind;
use crate::tree::Tree;

/// What one report says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The findings, in the order of their evidence, then kind.
    pub all: Vec<Finding>,
    /// Who is who in the report.
    pub cast: Cast,
    /// The expressions of time with what they mean in this report.
    pub times: Vec<Spanned<(Expression, When)>>,
    /// Sentences with a date, a figure or a cue that gave no finding.
    pub unread: Vec<Span>,
    /// The days the report itself may have been published on, from its own words.
    pub report_date: Option<When>,
}

impl Findings {
    /// The actors of the report.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.cast.actors
    }
}

/// Reads the findings of one report.
///
/// `analysis` is that of [`Report::reading`]: words printed twice are read once.
#[must_use]
pub fn find(report: &Report, analysis: &Analysis, codebook: &Codebook) -> Findings {
    let cast = dateline_names::cast(&report.text, analysis);
    let times = times(report, analysis);
    let parts = Parts {
        text: &report.text,
        credits: &report.credits,
        analysis,
        cast: &cast,
        times: &times,
        codebook,
    };
    let context = Context::new(parts);
    let mut all = gather(&context);
    for finding in all.iter_mut().filter(|finding| finding.source == Source::default()) {
        finding.source = chain::source_of(&context, finding.evidence);
    }
    settle(&mut all);
    let unread = unread(&context, &all);
    Findings { all, cast, times, unread, report_date: None }
}

/// Every kind reads for itself; none sees what another found.
fn gather(context: &Context<'_>) -> Vec<Finding> {
    let mut all = kind::statement::find(context);
    all.extend(kind::agreement::find(context));
    all.extend(kind::commitment::find(context));
    all.extend(kind::event::find(context));
    all.extend(kind::figure::find(context));
    all.extend(kind::body::find(context));
    all.extend(kind::role::find(context));
    all.extend(kind::relation::find(context));
    all
}

/// Orders the findings and drops what says the same of the same words twice; the surer stays.
fn settle(all: &mut Vec<Finding>) {
    all.sort_by(|one, other| {
        (one.evidence, one.kind)
            .cmp(&(other.evidence, other.kind))
            .then(other.confidence.cmp(&one.confidence))
            .then_with(|| one.cmp(other))
    });
    all.dedup_by(|later, earlier| {
        later.evidence == earlier.evidence
            && later.kind == earlier.kind
            && later.fields == earlier.fields
    });
}

/// The sentences with a date or a number that no finding rests on.
fn unread(context: &Context<'_>, all: &[Finding]) -> Vec<Span> {
    let touched = |span: Span| {
        all.iter().any(|finding| {
            finding.evidence.overlaps(span)
                || finding.more.iter().any(|more| more.overlaps(span))
        })
    };
    let has_cue = |span: Span| {
        context.times_within(span).next().is_some()
            || context.words(span).bytes().any(|byte| byte.is_ascii_digit())
    };
    let spans = context.analysis.sentences.iter().map(|sentence| sentence.span);
    spans.filter(|&span| has_cue(span) && !touched(span)).collect()
}

/// Finds the expressions of time and resolves each from the day of publication.
fn times(report: &Report, analysis: &Analysis) -> Vec<Spanned<(Expression, When)>> {
    let reading: Vec<Span> = report.reading().collect();
    let anchor = match &report.credits.published {
        Some(moment) => Anchor::Published(moment.date),
        None => Anchor::None,
    };
    let trees: Vec<Tree> = analysis.sentences.iter().map(Tree::new).collect();
    let clauses = clause::clauses(analysis, &trees);
    let expressions = dateline_time::expressions(&report.text, &reading);
    expressions
        .into_iter()
        .map(|found| {
            let cue = Cue { lean: lean_at(analysis, &clauses, found.span) };
            let when = dateline_time::resolve(&found.value, &anchor, cue);
            Spanned { span: found.span, value: (found.value, when) }
        })
        .collect()
}

/// Which way the clause around an expression leans.
fn lean_at(analysis: &Analysis, clauses: &[Clause], span: Span) -> Lean {
    let Some(number) = analysis.sentence_at(span.start()) else { return Lean::Unknown };
    let Some(sentence) = analysis.sentences.get(number) else { return Lean::Unknown };
    let mut at = sentence.token_at(span.start());
    for _ in 0..=sentence.tokens.len() {
        let Some(here) = at else { break };
        let found = clauses.binary_search_by_key(&(number, here), |clause| {
            (clause.sentence, clause.verb)
        });
        match found.ok().and_then(|place| clauses.get(place)).map(|clause| clause.tense) {
            Some(Tense::Past | Tense::Perfect) => return Lean::Past,
            Some(Tense::Future) => return Lean::Future,
            _ => at = sentence.tokens.get(here).and_then(|token| token.head),
        }
    }
    Lean::Unknown
}
