//! The views that are printed: each a plain list of what the record holds.

mod deciding;
mod filter;
mod first;
mod lists;
mod promise;
mod state;

use std::collections::BTreeSet;

use dateline_findings::Kind;
use jiff::civil::Date;

pub use self::state::{Begun, Lasting};
pub(crate) use self::state::{Office, Tenure};

use crate::{ActorEntry, ActorId, Entry, EntryId, Link, ReportLine, Series};

/// Which entries a view shows. The default shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only with this actor: a slug or any of its names.
    pub actor: Option<String>,
    /// Only of these kinds; all where empty.
    pub kinds: Vec<Kind>,
    /// Only what can lie on or after this day.
    pub from: Option<Date>,
    /// Only what can lie on or before this day.
    pub to: Option<Date>,
    /// Only with words that begin so, all of them, in title or values, case and accents aside.
    pub words: Option<String>,
    /// At most so many; all where it is not given.
    pub limit: Option<usize>,
}

impl Filter {
    /// The kinds that a timeline shows where the filter names none.
    pub const HAPPENINGS: [Kind; 5] =
        [Kind::Event, Kind::Agreement, Kind::Statement, Kind::Commitment, Kind::Body];
}

/// What happened when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline<'a> {
    /// What has a day, month or year, in order.
    pub dated: Vec<&'a Entry>,
    /// What has none.
    pub undated: Vec<&'a Entry>,
    /// How many the limit left out.
    pub left_out: usize,
}

/// What one actor said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// The speaker's name.
    pub speaker: String,
    /// The speaker, where it is known who that is.
    pub actor: Option<&'a ActorEntry>,
    /// The statements, in order.
    pub statements: Vec<&'a Entry>,
}

/// An agreement with what was promised under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed<'a> {
    /// The agreement.
    pub agreement: &'a Entry,
    /// What is owed under it, by name or by the same words of the same report.
    pub commitments: Vec<Promise<'a>>,
    /// Links that touch it.
    pub links: Vec<&'a Link>,
}

/// A commitment with what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise<'a> {
    /// The commitment.
    pub commitment: &'a Entry,
    /// How it stands.
    pub standing: PromiseStanding,
    /// Entries that tell of it later on, in order of time.
    pub evidence: Vec<&'a Entry>,
}

/// How a commitment stands on a day, by what reports say. Silence is not "not done".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseStanding {
    /// No later report tells of it, and no day has passed.
    Open,
    /// No later report tells of it, and the day it was due has passed.
    Overdue,
    /// A later report tells of it, in words that a reader must weigh.
    ToldAgain,
    /// The last deed that is told was begun or is under way.
    ReportedStarted,
    /// The last deed that is told was done.
    ReportedDone,
    /// The last deed that is told was not done.
    ReportedNotDone,
}

impl PromiseStanding {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::ToldAgain => "told_again",
            Self::ReportedStarted => "reported_started",
            Self::ReportedDone => "reported_done",
            Self::ReportedNotDone => "reported_not_done",
        }
    }
}

/// A commission, ministry, coalition or mission with what it is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyShown<'a> {
    /// The body.
    pub body: &'a Entry,
    /// What it is to do, each with the reports' wordings.
    pub mandate: Vec<String>,
    /// Events that it takes part in: meetings, sessions, decisions.
    pub meetings: Vec<&'a Entry>,
    /// Links that touch it.
    pub links: Vec<&'a Link>,
}

/// A person with offices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonShown<'a> {
    /// The person.
    pub person: &'a ActorEntry,
    /// The offices and ranks, in order.
    pub roles: Vec<&'a Entry>,
}

/// How much was read, and what gave nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage<'a> {
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
    pub lines: Vec<&'a ReportLine>,
}

/// A question that bodies weigh or decide, and what it rests on. Nothing in it is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deciding<'a> {
    /// The bodies that assess or decide it, in the order of the entries.
    pub bodies: Vec<&'a Entry>,
    /// What is to be decided or reviewed, in the reports' words.
    pub question: Vec<String>,
    /// What they weigh: each with the different wordings.
    pub factors: Vec<Factor<'a>>,
    /// Recommendations, expected or reported.
    pub recommendations: Vec<&'a Entry>,
    /// What they agreed on.
    pub decided: Vec<&'a Entry>,
    /// What no report says.
    pub missing: Vec<Missing>,
}

/// By what an entry can concern what bodies weigh. Of words it is told how they begin; any of the
/// sets may be there, and all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighing {
    /// The actors of an agreement,
    pub actors: BTreeSet<ActorId>,
    /// or its words;
    pub names: Vec<BTreeSet<String>>,
    /// the words of a statement;
    pub said: Vec<BTreeSet<String>>,
    /// the words of whatever it is.
    pub anywhere: Vec<BTreeSet<String>>,
}

/// What no report says of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// What is to be decided.
    Question,
    /// How this factor stands.
    Reading(String),
    /// What is recommended.
    Recommendation,
    /// What was decided.
    Decision,
}

/// One thing that a body weighs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor<'a> {
    /// Its wordings, the most used first.
    pub names: Vec<String>,
    /// What is said of it, by whom and when.
    pub readings: Vec<&'a Entry>,
}

/// How things stood on a day: which entries counted then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Who held which office, the latest word on each post.
    pub roles: Vec<EntryId>,
    /// Which bodies there were.
    pub bodies: Vec<EntryId>,
    /// Which agreements there were, however far they had come.
    pub agreements: Vec<EntryId>,
    /// The last figure of each series that was no plan, by the identity of the series.
    pub figures: Vec<(String, EntryId)>,
    /// What had been promised.
    pub commitments: Vec<EntryId>,
}

impl State {
    /// The first of each list, at most so many, and how many that leaves out.
    #[must_use]
    pub fn first(mut self, most: usize) -> (Self, usize) {
        let mut left_out = self.figures.len().saturating_sub(most);
        self.figures.truncate(most);
        for list in [
            &mut self.roles,
            &mut self.bodies,
            &mut self.agreements,
            &mut self.commitments,
        ] {
            left_out += list.len().saturating_sub(most);
            list.truncate(most);
        }
        (self, left_out)
    }
}

/// The five questions that the first screen answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstScreen<'a> {
    /// What happened when.
    pub happened: Vec<&'a Entry>,
    /// Who said what.
    pub said: Vec<&'a Entry>,
    /// How many over time.
    pub counted: Vec<&'a Series>,
    /// What was agreed.
    pub agreed: Vec<&'a Entry>,
    /// What was promised and what came of it.
    pub promised: Vec<Promise<'a>>,
    /// Where the reports disagree.
    pub disagree: Vec<&'a Link>,
    /// How many of each there are in all.
    pub totals: Totals,
}

/// How many there are of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
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

/// What a name or an id stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// An actor, with the entries it is in.
    Actor(&'a ActorEntry, Vec<&'a Entry>),
    /// An entry, with the links that touch it.
    Entry(&'a Entry, Vec<&'a Link>),
    /// A series.
    Series(&'a Series),
    /// A report, with the entries that rest on it.
    Report(&'a ReportLine, Vec<&'a Entry>),
}
