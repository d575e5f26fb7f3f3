use dateline_language::Analysis;
use dateline_names::{Actor, Cast};
use dateline_text::{Report, Span, Spanned};
use dateline_time::{Expression, When, WrittenDay};

use crate::chain;
use crate::clause;
use crate::codebook::Codebook;
use crate::context::{Context, Parts};
use crate::field::Field;
use crate::finding::{Finding, Kind, Modality, Source};
use crate::kind;
use crate::reporting::Saying;
use crate::second;
use crate::speech::Way;
use crate::times;
use crate::tree::Tree;
use crate::value::Value;

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
    /// Dates that cannot be as they are written, with the day of each.
    pub misdated: Vec<Spanned<WrittenDay>>,
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
    let analysis = &*second::mended(times::hung(report, analysis));
    let cast = dateline_names::cast(&report.text, analysis);
    let trees: Vec<Tree> = analysis.sentences.iter().map(Tree::new).collect();
    let clauses = clause::clauses(analysis, &trees);
    let times = times::times(report, analysis, &clauses);
    let report_date = times::report_date(report, analysis, &clauses, &times);
    let parts = Parts {
        text: &report.text,
        credits: &report.credits,
        analysis,
        cast: &cast,
        times: &times,
        codebook,
    };
    let context = Context::with(parts, trees, clauses);
    let mut all = gather(&context);
    for finding in all.iter_mut().filter(|finding| finding.source == Source::default()) {
        finding.source = chain::source_of(&context, finding.evidence);
    }
    drop_promised(&mut all);
    drop_agreed(&mut all);
    drop_voted(&mut all);
    settle(&mut all);
    let unread = unread(&context, &all);
    let published = report.credits.published.as_ref().map(|moment| moment.date);
    let misdated = dateline_time::misdated(&report.text, &times, published);
    Findings { all, cast, times, unread, misdated, report_date }
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

/// What a commitment promises or a body is to do is told by it, and is no event that is planned
/// besides.
fn drop_promised(all: &mut Vec<Finding>) {
    let kind_of = |finding: &Finding| {
        finding.fields.get(Field::EventType).map(Value::to_line).unwrap_or_default()
    };
    let mut promised: Vec<(Span, String)> = all
        .iter()
        .filter(|finding| matches!(finding.kind, Kind::Commitment | Kind::Body))
        .map(|finding| (finding.evidence, kind_of(finding)))
        .collect();
    promised.sort();
    all.retain(|finding| {
        let told = finding.evidence;
        let at = promised.partition_point(|(span, _)| span.start() < told.end());
        let near = promised.get(at.saturating_sub(5)..at).unwrap_or(&[]);
        let kind = kind_of(finding);
        // "Under the deal, both sides will withdraw": a deed may open with more than is promised.
        let same = |owed: &str| kind == "deed" || kind == owed;
        finding.kind != Kind::Event
            || finding.modality != Modality::Planned
            || !near.iter().any(|(span, owed)| {
                span.contains(told) || same(owed) && told.contains(*span)
            })
    });
}

/// A ceasefire that is agreed is told as the agreement that it is, and not as an event besides; nor is
/// "renewed the pact" a deed that no codebook knows.
fn drop_agreed(all: &mut Vec<Finding>) {
    let mut agreed: Vec<Span> = all
        .iter()
        .filter(|finding| finding.kind == Kind::Agreement)
        .map(|finding| finding.evidence)
        .collect();
    agreed.sort();
    all.retain(|finding| {
        let event_type = finding.fields.get(Field::EventType).map(Value::to_line);
        let at = agreed.partition_point(|span| span.start() < finding.evidence.end());
        let near = agreed.get(at.saturating_sub(4)..at).unwrap_or(&[]);
        match event_type.as_deref() {
            Some("ceasefire") => !near.iter().any(|span| span.overlaps(finding.evidence)),
            Some("deed") => {
                let told = finding.evidence;
                let same =
                    |span: &Span| span.contains(told) || span.start() == told.start();
                !near.iter().any(same)
            }
            _ => true,
        }
    });
}

/// "Deputies rejected the motion by 71 to 58": a vote, and nothing that they said.
fn drop_voted(all: &mut Vec<Finding>) {
    let is = |finding: &Finding, field: Field, word: &str| {
        finding.fields.get(field).is_some_and(|value| value.to_line() == word)
    };
    let rejects = |finding: &Finding| {
        finding.kind == Kind::Statement && is(finding, Field::Verb, "rejected")
    };
    if !all.iter().any(rejects) {
        return;
    }
    let line = |finding: &Finding, field: Field| {
        finding.fields.get(field).map(Value::to_line).unwrap_or_default()
    };
    let votes: Vec<(Span, String)> = all
        .iter()
        .filter(|finding| is(finding, Field::EventType, "parliament_vote"))
        .map(|finding| (finding.evidence, line(finding, Field::About)))
        .filter(|(_, about)| !about.is_empty())
        .collect();
    all.retain(|finding| {
        let on = |(span, about): &(Span, String)| {
            span.overlaps(finding.evidence)
                && line(finding, Field::Content).starts_with(about)
        };
        !rejects(finding) || !votes.iter().any(on)
    });
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

/// The sentences with a date, a number or a cue that no finding rests on.
fn unread(context: &Context<'_>, all: &[Finding]) -> Vec<Span> {
    let spans =
        all.iter().flat_map(|finding| finding.more.iter().chain([&finding.evidence]));
    let mut touched = vec![false; context.analysis.sentences.len()];
    for span in spans {
        let first = context
            .analysis
            .sentences
            .partition_point(|sentence| sentence.span.end() <= span.start());
        let rest = context.analysis.sentences.iter().zip(touched.iter_mut()).skip(first);
        for (_, mark) in
            rest.take_while(|(sentence, _)| sentence.span.start() < span.end())
        {
            *mark = true;
        }
    }
    let cues = cued_sentences(context);
    let has_cue = |span: Span| {
        context.times_within(span).next().is_some()
            || context.words(span).bytes().any(|byte| byte.is_ascii_digit())
            || cues.binary_search(&span).is_ok()
    };
    let sentences = context.analysis.sentences.iter().zip(touched);
    let free = sentences.filter(|(sentence, touched)| !touched && has_cue(sentence.span));
    free.map(|(sentence, _)| sentence.span).collect()
}

/// The sentences in which somebody speaks or judges aloud by a verb; not those in which it says
/// that nobody did.
fn cued_sentences(context: &Context<'_>) -> Vec<Span> {
    let spoken = context.speeches.iter().filter(|speech| {
        let saying = speech.cue.map(|cue| cue.saying);
        speech.way != Way::Noun && saying.is_some_and(|saying| saying != Saying::Think)
    });
    let sentences = spoken.filter_map(|speech| context.sentence(speech.word.sentence));
    let mut found: Vec<Span> = sentences.map(|sentence| sentence.span).collect();
    found.sort_unstable();
    found.dedup();
    found
}
