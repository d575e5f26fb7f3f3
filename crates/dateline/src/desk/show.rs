use dateline_findings::Kind;
use dateline_record::Filter;
use jiff::civil::Date;
use serde::Serialize;

use super::Desk;
use crate::wire::{
    self, AgreedShown, BodyLine, CopiesShown, CoverageShown, DecisionShown, LinkShown,
    PersonLine, PromiseShown, ReportShown, ScreenShown, SeriesLine, SpokenShown,
    StateShown, TimelineShown,
};

/// What a record can be asked for as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The five questions.
    Screen,
    /// What happened when.
    Timeline,
    /// How many over time.
    Figures,
    /// Who said what.
    Statements,
    /// What was agreed, with what is owed under it.
    Agreements,
    /// What was promised and what came of it.
    Commitments,
    /// Which bodies there are and what they are to do.
    Bodies,
    /// Who holds which offices.
    People,
    /// Where the reports disagree.
    Conflicts,
    /// Which reports carry the same text.
    Copies,
    /// What could not be read, or was mended.
    Problems,
    /// How much was read, and what gave nothing.
    Coverage,
    /// What reviewers ruled.
    Decisions,
    /// How things stood on a day.
    State,
    /// The reports themselves.
    Reports,
}

impl Topic {
    /// Every topic with its word.
    pub const ALL: [(Self, &'static str); 15] = [
        (Self::Screen, "screen"),
        (Self::Timeline, "timeline"),
        (Self::Figures, "figures"),
        (Self::Statements, "statements"),
        (Self::Agreements, "agreements"),
        (Self::Commitments, "commitments"),
        (Self::Bodies, "bodies"),
        (Self::People, "people"),
        (Self::Conflicts, "conflicts"),
        (Self::Copies, "copies"),
        (Self::Problems, "problems"),
        (Self::Coverage, "coverage"),
        (Self::Decisions, "decisions"),
        (Self::State, "state"),
        (Self::Reports, "reports"),
    ];

    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(topic, _)| *topic == self).map_or("", |(_, word)| word)
    }

    /// The topic that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(topic, _)| *topic)
    }
}

/// What narrows a question. The default asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Only with this actor.
    pub actor: Option<String>,
    /// Only of this kind: "event", "agreement".
    pub kind: Option<String>,
    /// Only what can lie on or after this day.
    pub from: Option<Date>,
    /// Only what can lie on or before this day.
    pub to: Option<Date>,
    /// Only with all these words.
    pub words: Option<String>,
    /// How things stood on this day.
    pub as_of: Option<Date>,
    /// Only from reports that were out by then.
    pub known_by: Option<Date>,
    /// At most so many.
    pub limit: Option<usize>,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            actor: self.actor.clone(),
            kinds: self.kind.iter().filter_map(|kind| Kind::parse(kind)).collect(),
            from: self.from,
            to: self.to,
            words: self.words.clone(),
            known_by: self.known_by,
            limit: self.limit,
        }
    }

    fn cut<T>(&self, mut all: Vec<T>) -> Vec<T> {
        all.truncate(self.limit.unwrap_or(usize::MAX));
        all
    }
}

/// What a record answers to a [`Topic`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// The five questions.
    Screen(Box<ScreenShown>),
    /// What happened when.
    Timeline(TimelineShown),
    /// How many over time.
    Figures(Vec<SeriesLine>),
    /// Who said what.
    Statements(Vec<SpokenShown>),
    /// What was agreed.
    Agreements(Vec<AgreedShown>),
    /// What was promised.
    Commitments(Vec<PromiseShown>),
    /// Which bodies there are.
    Bodies(Vec<BodyLine>),
    /// Who holds which offices.
    People(Vec<PersonLine>),
    /// Where the reports disagree.
    Conflicts(Vec<LinkShown>),
    /// Which reports carry the same text.
    Copies(Vec<CopiesShown>),
    /// The reports with problems.
    Problems(Vec<ReportShown>),
    /// How much was read.
    Coverage(CoverageShown),
    /// What reviewers ruled.
    Decisions(Vec<DecisionShown>),
    /// How things stood.
    State(Box<StateShown>),
    /// The reports.
    Reports(Vec<ReportShown>),
}

impl Shown {
    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Screen(screen) => screen.totals.reports == 0,
            Self::Timeline(shown) => shown.dated.is_empty() && shown.undated.is_empty(),
            Self::Figures(lines) => lines.is_empty(),
            Self::Statements(lines) => lines.is_empty(),
            Self::Agreements(lines) => lines.is_empty(),
            Self::Commitments(lines) => lines.is_empty(),
            Self::Bodies(lines) => lines.is_empty(),
            Self::People(lines) => lines.is_empty(),
            Self::Conflicts(lines) => lines.is_empty(),
            Self::Copies(lines) => lines.is_empty(),
            Self::Problems(lines) | Self::Reports(lines) => lines.is_empty(),
            Self::Coverage(coverage) => coverage.reports == 0,
            Self::Decisions(lines) => lines.is_empty(),
            Self::State(state) => state.reports == 0,
        }
    }
}

/// How many lines each part of the first screen has where no limit is given.
const SCREEN_LINES: usize = 8;

impl Desk {
    /// Answers what the record holds on a topic.
    #[must_use]
    pub fn show(&self, topic: Topic, asked: &Asked) -> Shown {
        let view = self.view();
        let filter = asked.filter();
        match topic {
            Topic::Screen => {
                let lines = asked.limit.unwrap_or(SCREEN_LINES);
                let screen = view.first_screen(asked.as_of, lines);
                Shown::Screen(Box::new(wire::screen(self, &screen)))
            }
            Topic::Timeline => {
                Shown::Timeline(wire::timeline(self, &view.timeline(&filter)))
            }
            Topic::Figures => Shown::Figures(each(&view.figures(&filter), |one| {
                wire::series_line(self, one)
            })),
            Topic::Statements => {
                Shown::Statements(each(&view.statements(&filter), |one| {
                    wire::spoken(self, one)
                }))
            }
            Topic::Agreements => {
                let all = view.agreements(&filter, asked.as_of);
                Shown::Agreements(each(&all, |one| wire::agreed(self, one)))
            }
            Topic::Commitments => {
                let all = view.commitments(&filter, asked.as_of);
                Shown::Commitments(wire::promises(self, &all))
            }
            Topic::Bodies => {
                Shown::Bodies(each(&view.bodies(&filter), |one| wire::body(self, one)))
            }
            Topic::People => {
                Shown::People(each(&view.people(&filter), |one| wire::person(self, one)))
            }
            Topic::Conflicts => Shown::Conflicts(each(&view.conflicts(&filter), |one| {
                wire::link_shown(self, one)
            })),
            Topic::Copies => {
                let all = asked.cut(view.copies.iter().collect());
                Shown::Copies(each(&all, |one| wire::copies(self, one)))
            }
            Topic::Problems => Shown::Problems(self.reports(asked, true)),
            Topic::Coverage => Shown::Coverage(wire::coverage(self, &view.coverage())),
            Topic::Decisions => {
                let all = asked.cut(view.decisions.iter().collect());
                Shown::Decisions(each(&all, |one| wire::decision(one)))
            }
            Topic::State => {
                let state = view.state(asked.as_of, asked.known_by);
                Shown::State(Box::new(wire::state(self, &state)))
            }
            Topic::Reports => Shown::Reports(self.reports(asked, false)),
        }
    }

    fn reports(&self, asked: &Asked, only_with_problems: bool) -> Vec<ReportShown> {
        let lines = self.view().reports.iter();
        let lines = lines.filter(|line| !only_with_problems || !line.problems.is_empty());
        let lines = asked.cut(lines.collect());
        each(&lines, |line| wire::report(self, line))
    }
}

fn each<T, U>(all: &[T], shown: impl Fn(&T) -> U) -> Vec<U> {
    all.iter().map(shown).collect()
}
