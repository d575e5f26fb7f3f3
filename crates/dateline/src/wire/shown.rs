use std::collections::{BTreeMap, BTreeSet};

use dateline_record::{
    ActorEntry, Agreed, BodyShown, CopyGroup, Coverage, EntryId, Filter, FirstScreen,
    PersonShown, Promise, ReportLine, Ruled, Series, Spoken, State, Timeline, Totals,
};
use dateline_text::{Problem, Span};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::copied::{PairLine, pair_lines};
use super::days::{WhenLine, days_line};
use super::entry::{
    EntryLine, LinkShown, SeriesLine, entry_line, is_nothing, link_shown, series_line,
};
use crate::desk::Sight;

/// What happened when.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TimelineShown {
    /// What has a day, month or year, in order.
    pub dated: Vec<EntryLine>,
    /// What has none.
    pub undated: Vec<EntryLine>,
    /// How many a limit left out.
    pub left_out: usize,
}

/// What one actor said.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SpokenShown {
    /// The speaker.
    pub speaker: String,
    /// The speaker's identity, where it is known who that is.
    pub actor: Option<String>,
    /// The statements, in order.
    pub statements: Vec<EntryLine>,
    /// How many more there are; only pages leave some out.
    #[serde(skip_serializing_if = "is_nothing")]
    pub left_out: usize,
}

/// An agreement with what was promised under it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AgreedShown {
    /// The agreement.
    pub agreement: EntryLine,
    /// What is owed under it.
    pub commitments: Vec<PromiseShown>,
    /// Links that touch it.
    pub links: Vec<LinkShown>,
}

impl AgreedShown {
    /// The fields of the agreement that a list shows.
    pub const FIELDS: [&'static str; 5] =
        ["parties", "signatories", "place", "binding", "contents"];
}

/// A commitment with what came of it, by what reports say.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PromiseShown {
    /// The commitment.
    pub commitment: EntryLine,
    /// open, overdue, `told_again`, `reported_started`, `reported_done` or `reported_not_done`;
    /// open is not "not done".
    pub standing: &'static str,
    /// Entries that tell of it later on, in order of time.
    pub evidence: Vec<EntryLine>,
}

/// A body with what it is to do.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BodyLine {
    /// The body.
    pub body: EntryLine,
    /// What it is to do, in the reports' wordings.
    pub mandate: Vec<String>,
    /// Its meetings, sessions and decisions.
    pub meetings: Vec<EntryLine>,
    /// How many more there are; only pages leave some out.
    #[serde(skip_serializing_if = "is_nothing")]
    pub left_out: usize,
    /// Links that touch it.
    pub links: Vec<LinkShown>,
}

impl BodyLine {
    /// The fields of the body that a list shows.
    pub const FIELDS: [&'static str; 6] =
        ["aliases", "parent", "members", "lead", "created", "status"];
}

/// A person with offices.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PersonLine {
    /// The person.
    pub person: ActorLine,
    /// The offices and ranks, in order.
    pub roles: Vec<EntryLine>,
}

/// A person, organisation, body, force or state across all reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ActorLine {
    /// Its identity: a slug.
    pub id: String,
    /// The name it is shown by.
    pub name: String,
    /// person, organisation, state, place or group.
    pub class: &'static str,
    /// The state or body it belongs to.
    pub of: Option<String>,
    /// All its names, each with why it is taken for the same actor's and in how many reports.
    pub names: Vec<NameLine>,
}

/// A name of an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NameLine {
    /// The name.
    pub name: String,
    /// Why it is taken for the same actor's.
    pub why: String,
    /// How many reports use it.
    pub reports: usize,
}

/// A report in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReportShown {
    /// Its identity, 32 hexadecimal digits.
    pub id: String,
    /// Its file's name.
    pub doc: String,
    /// The headline.
    pub title: Option<String>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// When it came out.
    pub published: WhenLine,
    /// Where the day comes from.
    pub published_from: &'static str,
    /// The number of its origin: copies share it.
    pub origin: usize,
    /// How many findings it gave.
    pub findings: usize,
    /// Sentences with a date, a figure or a cue that gave none.
    pub unread: Vec<String>,
    /// What could not be read, or was mended.
    pub problems: Vec<ProblemShown>,
}

/// Something about a report's bytes that a user should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProblemShown {
    /// The word for what it is.
    pub kind: &'static str,
    /// One line for a reader.
    pub message: String,
    /// The raw bytes concerned.
    pub raw: [usize; 2],
}

/// Reports that carry the same text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CopiesShown {
    /// The number of the origin.
    pub origin: usize,
    /// The reports, the earliest first.
    pub reports: Vec<ReportShown>,
    /// How much they share, two by two.
    pub pairs: Vec<PairLine>,
}

/// How much was read, and what gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoverageShown {
    /// How many reports.
    pub reports: usize,
    /// How many when copies count as one.
    pub origins: usize,
    /// Reports without a day.
    pub undated: usize,
    /// How many findings.
    pub findings: usize,
    /// How many sentences with a date, a figure or a cue gave none.
    pub unread: usize,
    /// The reports with such sentences.
    pub lines: Vec<ReportShown>,
}

/// A reviewer's decision and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DecisionShown {
    /// Its identity, 16 hexadecimal digits.
    pub id: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: String,
    /// The verb: accept, reject, note, undo and so on.
    pub ruling: &'static str,
    /// counts, undone or `no_longer_fits`.
    pub standing: &'static str,
    /// The entry that it shapes.
    pub entry: Option<String>,
    /// Why, in the reviewer's words.
    pub because: String,
}

/// How things stood on a day, as reports had it that were out by another day.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StateShown {
    /// The day it holds for.
    pub as_of: Option<String>,
    /// Reports published after this day are not counted.
    pub known_by: Option<String>,
    /// Who held which office.
    pub roles: Vec<EntryLine>,
    /// Which bodies there were.
    pub bodies: Vec<EntryLine>,
    /// Which agreements had come how far.
    pub agreements: Vec<StatusLine>,
    /// The last figure of each series: the series with that point alone.
    pub figures: Vec<SeriesLine>,
    /// How the commitments stood.
    pub commitments: Vec<PromiseShown>,
    /// How many reports that rests on.
    pub reports: usize,
    /// How many of them have no day and count by their latest possible one.
    pub undated: usize,
    /// How many reports were left out since they may have come out later.
    pub later: usize,
    /// How many lines are not given; only pages leave some out.
    #[serde(skip_serializing_if = "is_nothing")]
    pub left_out: usize,
}

/// An agreement with the status that was said last.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StatusLine {
    /// The agreement.
    pub agreement: EntryLine,
    /// The status.
    pub status: String,
}

/// The five questions that the first screen answers.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ScreenShown {
    /// What happened when.
    pub happened: Vec<EntryLine>,
    /// Who said what.
    pub said: Vec<EntryLine>,
    /// How many over time.
    pub counted: Vec<SeriesLine>,
    /// What was agreed.
    pub agreed: Vec<EntryLine>,
    /// What was promised and what came of it.
    pub promised: Vec<PromiseShown>,
    /// Where the reports disagree.
    pub disagree: Vec<LinkShown>,
    /// How many of each there are in all.
    pub totals: TotalsShown,
}

/// How many there are of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TotalsShown {
    /// Reports.
    pub reports: usize,
    /// Origins.
    pub origins: usize,
    /// Entries with a time.
    pub dated: usize,
    /// Entries without.
    pub undated: usize,
    /// Statements.
    pub statements: usize,
    /// Series.
    pub series: usize,
    /// Agreements.
    pub agreements: usize,
    /// Commitments.
    pub commitments: usize,
    /// Links that disagree.
    pub conflicts: usize,
    /// Problems.
    pub problems: usize,
}

fn entries(sight: &Sight<'_>, entries: &[&dateline_record::Entry]) -> Vec<EntryLine> {
    entries.iter().map(|entry| entry_line(sight, entry)).collect()
}

fn links(sight: &Sight<'_>, links: &[&dateline_record::Link]) -> Vec<LinkShown> {
    links.iter().map(|link| link_shown(sight, link)).collect()
}

pub(crate) fn timeline(sight: &Sight<'_>, timeline: &Timeline<'_>) -> TimelineShown {
    TimelineShown {
        dated: entries(sight, &timeline.dated),
        undated: entries(sight, &timeline.undated),
        left_out: timeline.left_out,
    }
}

pub(crate) fn spoken(sight: &Sight<'_>, spoken: &Spoken<'_>) -> SpokenShown {
    SpokenShown {
        speaker: spoken.speaker.clone(),
        actor: spoken.actor.map(|actor| actor.id.to_string()),
        statements: entries(sight, sight.some(&spoken.statements)),
        left_out: spoken.statements.len().saturating_sub(sight.apiece),
    }
}

pub(crate) fn agreed(sight: &Sight<'_>, agreed: &Agreed<'_>) -> AgreedShown {
    AgreedShown {
        agreement: entry_line(sight, agreed.agreement),
        commitments: promises(sight, &agreed.commitments),
        links: links(sight, &agreed.links),
    }
}

pub(crate) fn promises(sight: &Sight<'_>, all: &[Promise<'_>]) -> Vec<PromiseShown> {
    let shown = |promise: &Promise<'_>| PromiseShown {
        commitment: entry_line(sight, promise.commitment),
        standing: promise.standing.as_str(),
        evidence: entries(sight, &promise.evidence),
    };
    all.iter().map(shown).collect()
}

pub(crate) fn body(sight: &Sight<'_>, body: &BodyShown<'_>) -> BodyLine {
    BodyLine {
        body: entry_line(sight, body.body),
        mandate: body.mandate.clone(),
        meetings: entries(sight, sight.some(&body.meetings)),
        left_out: body.meetings.len().saturating_sub(sight.apiece),
        links: links(sight, &body.links),
    }
}

pub(crate) fn person(sight: &Sight<'_>, person: &PersonShown<'_>) -> PersonLine {
    PersonLine { person: actor(person.person), roles: entries(sight, &person.roles) }
}

pub(crate) fn actor(actor: &ActorEntry) -> ActorLine {
    let names = actor.names.iter().map(|name| NameLine {
        name: name.name.clone(),
        why: name.why.clone(),
        reports: name.reports,
    });
    ActorLine {
        id: actor.id.to_string(),
        name: actor.name.clone(),
        class: actor.class.as_str(),
        of: actor.of.clone(),
        names: names.collect(),
    }
}

pub(crate) fn report(sight: &Sight<'_>, line: &ReportLine) -> ReportShown {
    let paper = if line.unread.is_empty() { None } else { sight.paper(line.id) };
    let words = |span: &Span| {
        let paper = paper.as_deref();
        paper.map_or_else(String::new, |paper| paper.report.text.words(*span).to_owned())
    };
    ReportShown {
        id: line.id.to_string(),
        doc: line.name.clone(),
        title: line.title.clone(),
        outlet: line.outlet.clone(),
        published: days_line(line.days),
        published_from: line.days_from,
        origin: line.origin,
        findings: line.findings,
        unread: line.unread.iter().map(words).collect(),
        problems: line.problems.iter().map(problem).collect(),
    }
}

fn problem(problem: &Problem) -> ProblemShown {
    ProblemShown {
        kind: problem.kind.as_str(),
        message: problem.message.clone(),
        raw: [problem.raw.start(), problem.raw.end()],
    }
}

pub(crate) fn copies(sight: &Sight<'_>, group: &CopyGroup) -> CopiesShown {
    let lines = group.reports.iter().filter_map(|id| sight.view.report(*id));
    CopiesShown {
        origin: group.origin,
        reports: lines.map(|line| report(sight, line)).collect(),
        pairs: pair_lines(sight, group),
    }
}

pub(crate) fn coverage(sight: &Sight<'_>, coverage: &Coverage<'_>) -> CoverageShown {
    CoverageShown {
        reports: coverage.reports,
        origins: coverage.origins,
        undated: coverage.undated,
        findings: coverage.findings,
        unread: coverage.unread,
        lines: coverage.lines.iter().map(|line| report(sight, line)).collect(),
    }
}

pub(crate) fn decision(ruled: &Ruled) -> DecisionShown {
    let decision = &ruled.decision;
    DecisionShown {
        id: decision.id().to_string(),
        at: decision.at.to_string(),
        by: decision.by.clone(),
        ruling: decision.ruling.word(),
        standing: ruled.standing.as_str(),
        entry: ruled.entry.map(|id| id.to_string()),
        because: decision.because.clone(),
    }
}

/// How things stood; on how many reports that rests is not said yet.
pub(crate) fn state(sight: &Sight<'_>, state: &State, as_of: Option<Date>) -> StateShown {
    let view = sight.view;
    let entries = |ids: &[EntryId]| {
        let entries = ids.iter().filter_map(|id| view.entry(*id));
        entries.map(|entry| entry_line(sight, entry)).collect()
    };
    let agreements = state.agreements.iter().filter_map(|id| view.entry(*id));
    let promised: BTreeSet<EntryId> = state.commitments.iter().copied().collect();
    let mut promises = view.commitments(&Filter::default(), as_of);
    promises.retain(|one| promised.contains(&one.commitment.id));
    let series: BTreeMap<&str, &Series> =
        view.series.iter().map(|series| (series.id.as_str(), series)).collect();
    let figures = state.figures.iter().filter_map(|(id, entry)| {
        let series = *series.get(id.as_str())?;
        // Only the point that is shown is made ready, with its words.
        let point = series.points.iter().rfind(|point| point.entry == *entry);
        Some(series_line(
            sight,
            &series.with_points(point.cloned().into_iter().collect()),
        ))
    });
    StateShown {
        as_of: as_of.map(|day| day.to_string()),
        known_by: None,
        roles: entries(&state.roles),
        bodies: entries(&state.bodies),
        agreements: agreements
            .map(|entry| StatusLine {
                agreement: entry_line(sight, entry),
                status: view.status_on(entry, as_of),
            })
            .collect(),
        figures: figures.collect(),
        commitments: self::promises(sight, &promises),
        left_out: 0,
        reports: 0,
        undated: 0,
        later: 0,
    }
}

pub(crate) fn screen(sight: &Sight<'_>, screen: &FirstScreen<'_>) -> ScreenShown {
    ScreenShown {
        happened: entries(sight, &screen.happened),
        said: entries(sight, &screen.said),
        counted: screen.counted.iter().map(|one| series_line(sight, one)).collect(),
        agreed: entries(sight, &screen.agreed),
        promised: promises(sight, &screen.promised),
        disagree: links(sight, &screen.disagree),
        totals: totals(&screen.totals),
    }
}

fn totals(totals: &Totals) -> TotalsShown {
    TotalsShown {
        reports: totals.reports,
        origins: totals.origins,
        dated: totals.dated,
        undated: totals.undated,
        statements: totals.statements,
        series: totals.series,
        agreements: totals.agreements,
        commitments: totals.commitments,
        conflicts: totals.conflicts,
        problems: totals.problems,
    }
}
