use dateline_text::{CreditKind, Report, Span};
use dateline_time::When;
use serde::Serialize;

use crate::points::RawPoints;

/// A report as it leaves `inspect text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportLine {
    /// The file's name without folders; `name#record` within a container.
    pub doc: String,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day of publication that was chosen, with the time where the page gives one.
    pub published: Option<String>,
    /// Every date that the page gives of itself, best first within its kind.
    pub dates: Vec<DateCandidate>,
    /// The name of the site or paper.
    pub outlet: Option<String>,
    /// The body's paragraphs, joined by line feeds: no title, subhead or caption.
    pub text: String,
    /// What each stretch of the raw file is, in code points of the raw file.
    pub regions: Vec<RegionLine>,
    /// The way from `text` back: `[text_start, text_end, raw_start, raw_end]` in bytes.
    pub map: Vec<[usize; 4]>,
    /// What could not be read, or was mended.
    pub problems: Vec<ProblemLine>,
}

/// A date that a page gives of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateCandidate {
    /// The date, or the words of it.
    pub value: String,
    /// What it is and the rule that read it: "published: meta".
    pub from: String,
    /// Where it starts in the raw file, in code points; null when it came with the command.
    pub start: Option<usize>,
    /// Where it ends.
    pub end: Option<usize>,
}

/// A stretch of a raw file and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionLine {
    /// Where it starts in the raw file, in code points.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// title, byline, dateline, subhead, body, caption, furniture or repeat.
    pub class: &'static str,
}

/// Something about a report's bytes that a user should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemLine {
    /// The word for what it is.
    pub kind: &'static str,
    /// One line for a reader.
    pub message: String,
    /// Where it starts in the raw file, in code points.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The days that a report may have been published on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportDate {
    /// The first day it can be.
    pub earliest: Option<String>,
    /// The last day it can be.
    pub latest: Option<String>,
    /// The one day, where it is known.
    pub day: Option<String>,
    /// How it was worked out.
    pub from: String,
}

/// The report as a line of `inspect text`.
pub(crate) fn report_line(report: &Report, points: &RawPoints) -> ReportLine {
    let (text, map) = body(report);
    let credit = |kind| report.credits.first(kind).map(str::to_owned);
    ReportLine {
        doc: report.name.clone(),
        title: credit(CreditKind::Title),
        author: credit(CreditKind::Author),
        published: report.credits.published.as_ref().map(ToString::to_string),
        dates: dates(report, points),
        outlet: credit(CreditKind::Outlet),
        text,
        regions: report
            .regions
            .iter()
            .map(|region| {
                let [start, end] = points.span(report.map.raw(region.span));
                RegionLine { start, end, class: region.class.as_str() }
            })
            .collect(),
        map,
        problems: problems(report, points),
    }
}

/// The body's paragraphs with a line feed between them, and the way back to raw bytes.
fn body(report: &Report) -> (String, Vec<[usize; 4]>) {
    let mut text = String::new();
    let mut map = Vec::new();
    let mut behind = 0;
    for span in report.reading() {
        if !text.is_empty() {
            text.push('\n');
            map.push([text.len() - 1, text.len(), behind, behind]);
        }
        for piece in report.map.within(span) {
            let start = text.len();
            text.push_str(report.text.words(piece.text));
            map.push([start, text.len(), piece.raw.start(), piece.raw.end()]);
        }
        behind = report.map.raw(span).end();
    }
    (text, map)
}

fn dates(report: &Report, points: &RawPoints) -> Vec<DateCandidate> {
    let dated = report.credits.all.iter().filter(|credit| credit.moment.is_some());
    dated
        .map(|credit| {
            let place = credit.raw.map(|raw| points.span(raw));
            let moment = credit.moment.as_ref();
            DateCandidate {
                value: moment.map_or_else(|| credit.value.clone(), ToString::to_string),
                from: format!("{}: {}", credit.kind.as_str(), credit.rule),
                start: place.map(|[start, _]| start),
                end: place.map(|[_, end]| end),
            }
        })
        .collect()
}

fn problems(report: &Report, points: &RawPoints) -> Vec<ProblemLine> {
    let line = |problem: &dateline_text::Problem| {
        let [start, end] = points.span(problem.raw);
        let message = problem.message.clone();
        ProblemLine { kind: problem.kind.as_str(), message, start, end }
    };
    report.problems.iter().map(line).collect()
}

/// The days of publication that a report's own words leave open.
pub(crate) fn report_date(when: &When) -> ReportDate {
    let day = when.earliest.filter(|_| when.earliest == when.latest);
    ReportDate {
        earliest: when.earliest.map(|day| day.to_string()),
        latest: when.latest.map(|day| day.to_string()),
        day: day.map(|day| day.to_string()),
        from: when.basis.as_str().to_owned(),
    }
}

/// The raw bytes of a span of the cleaned text, in code points of the raw file.
pub(super) fn raw_place(report: &Report, points: &RawPoints, span: Span) -> [usize; 2] {
    points.span(report.map.raw(span))
}
