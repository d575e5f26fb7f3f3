use dateline_findings::Kind;
use dateline_record::{Filter, Timeline, View};
use dateline_store::Chosen;
use jiff::civil::Date;
use serde::Serialize;

use super::sight::{self, Links, Look, words};
use super::{Depth, Desk, Sight};
use crate::Error;
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
    /// The day on which it is asked: without `as_of` things are shown as they stand then, or on
    /// the day of the last report where that is later.
    pub today: Option<Date>,
    /// Only from reports that were out by then.
    pub known_by: Option<Date>,
    /// At most so many.
    pub limit: Option<usize>,
    /// Without the first so many: the pages of a list.
    pub skip: usize,
    /// Whether the words of the evidence come with it.
    pub depth: Depth,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            actor: self.actor.clone(),
            kinds: self.kind.iter().filter_map(|kind| Kind::parse(kind)).collect(),
            from: self.from,
            to: self.to,
            words: self.words.clone(),
            limit: self.last(),
        }
    }

    /// Where the asked part of a list ends.
    fn last(&self) -> Option<usize> {
        self.limit.map(|limit| limit.saturating_add(self.skip))
    }

    /// A list without the part that is skipped.
    fn past<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        all.get(self.skip..).unwrap_or_default()
    }

    fn check_kind(&self) -> Result<(), Error> {
        let unknown = self.kind.iter().find(|kind| Kind::parse(kind).is_none());
        let Some(kind) = unknown else { return Ok(()) };
        let words = Kind::ALL.map(|(_, word)| word);
        Err(Error::usage(format!("there is no kind `{kind}`"))
            .with_hint(&format!("the kinds are {}", words.join(", "))))
    }

    fn cut<T>(&self, all: Vec<T>) -> Vec<T> {
        let all = all.into_iter().skip(self.skip);
        all.take(self.limit.unwrap_or(usize::MAX)).collect()
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
    ///
    /// # Errors
    /// When there is no kind of that word, or the record cannot be read.
    pub fn show(&self, topic: Topic, asked: &Asked) -> Result<Shown, Error> {
        asked.check_kind()?;
        let Some(day) = asked.known_by else { return self.answer(topic, asked) };
        // As it was known by a day it is another record: an entry has no word of later reports.
        let then = self.known_by(day)?;
        let asked = Asked { known_by: None, ..asked.clone() };
        let mut shown = then.answer(topic, &asked)?;
        if let Shown::State(state) = &mut shown {
            state.known_by = Some(day.to_string());
            state.later = self.view()?.reports.len() - then.view()?.reports.len();
        }
        Ok(shown)
    }

    fn answer(&self, topic: Topic, asked: &Asked) -> Result<Shown, Error> {
        let part = self.part_for(topic, asked)?;
        let view: &View = &part;
        let sight = &Sight::new(self, view).only(asked.depth);
        let filter = asked.filter();
        let today =
            asked.today.map(|today| view.last_day().map_or(today, |day| day.max(today)));
        let as_of = asked.as_of.or(today);
        Ok(match topic {
            Topic::Screen => {
                let lines = asked.limit.unwrap_or(SCREEN_LINES);
                let screen = view.first_screen(as_of, lines);
                Shown::Screen(Box::new(wire::screen(sight, &screen)))
            }
            Topic::Timeline => Shown::Timeline(self.timeline(sight, &part, asked)?),
            Topic::Figures => {
                Shown::Figures(each(asked.past(&view.figures(&filter)), |one| {
                    wire::series_line(sight, one)
                }))
            }
            Topic::Statements => {
                Shown::Statements(each(asked.past(&view.statements(&filter)), |one| {
                    wire::spoken(sight, one)
                }))
            }
            Topic::Agreements => {
                let all = view.agreements(&filter, as_of);
                Shown::Agreements(each(asked.past(&all), |one| wire::agreed(sight, one)))
            }
            Topic::Commitments => {
                let all = view.commitments(&filter, as_of);
                Shown::Commitments(wire::promises(sight, asked.past(&all)))
            }
            Topic::Bodies => {
                Shown::Bodies(each(asked.past(&view.bodies(&filter)), |one| {
                    wire::body(sight, one)
                }))
            }
            Topic::People => {
                Shown::People(each(asked.past(&view.people(&filter)), |one| {
                    wire::person(sight, one)
                }))
            }
            Topic::Conflicts => {
                Shown::Conflicts(each(asked.past(&view.conflicts(&filter)), |one| {
                    wire::link_shown(sight, one)
                }))
            }
            Topic::Copies => {
                let all = asked.cut(view.copies.iter().collect());
                Shown::Copies(each(&all, |one| wire::copies(sight, one)))
            }
            Topic::Problems => Shown::Problems(reports(sight, asked, true)),
            Topic::Coverage => Shown::Coverage(wire::coverage(sight, &view.coverage())),
            Topic::Decisions => {
                let all = asked.cut(view.decisions.iter().collect());
                Shown::Decisions(each(&all, |one| wire::decision(one)))
            }
            Topic::State => {
                let state = view.state(as_of);
                Shown::State(Box::new(wire::state(sight, &state)))
            }
            Topic::Reports => Shown::Reports(reports(sight, asked, false)),
        })
    }

    fn timeline(
        &self,
        sight: &Sight<'_>,
        part: &Look<'_>,
        asked: &Asked,
    ) -> Result<TimelineShown, Error> {
        let mut timeline = part.timeline(&asked.filter());
        if matches!(part, Look::Some(_)) {
            timeline.left_out = self.left_out(asked, &timeline)?;
        }
        let skipped = asked.skip.min(timeline.dated.len());
        timeline.dated.drain(..skipped);
        let more = (asked.skip - skipped).min(timeline.undated.len());
        timeline.undated.drain(..more);
        Ok(wire::timeline(sight, &timeline))
    }

    /// As much of what was seen as a topic needs.
    fn part_for(&self, topic: Topic, asked: &Asked) -> Result<Look<'_>, Error> {
        let filter = asked.filter();
        let is_plain = filter.actor.is_none() && filter.words.is_none();
        let of_kind = |usual: &[Kind], links: Links| {
            let kinds = if filter.kinds.is_empty() { usual } else { &filter.kinds };
            let kinds = words(kinds);
            let chosen = Chosen { kinds: &kinds, ..Chosen::default() };
            self.part(|store| sight::entries(store, store.entries(&chosen)?, &links))
        };
        match topic {
            Topic::Reports | Topic::Copies | Topic::Problems | Topic::Coverage => {
                self.part(sight::reports)
            }
            Topic::Decisions => self.part(sight::decisions),
            _ if !is_plain => Ok(Look::Whole(self.view()?)),
            Topic::Timeline => {
                let kinds = asked.kinds();
                let chosen = asked.chosen(&kinds);
                self.part(|store| {
                    sight::entries(store, store.entries(&chosen)?, &Links::None)
                })
            }
            Topic::Figures
                if filter == Filter { limit: filter.limit, ..Filter::default() } =>
            {
                self.part(|store| sight::series(store, None, filter.limit))
            }
            Topic::Statements => of_kind(&[Kind::Statement], Links::None),
            Topic::People => of_kind(&[Kind::Role], Links::None),
            Topic::Conflicts => {
                self.part(|store| sight::entries(store, Vec::new(), &Links::Conflicts))
            }
            Topic::State => self.part(sight::state),
            Topic::Screen
            | Topic::Figures
            | Topic::Agreements
            | Topic::Commitments
            | Topic::Bodies => Ok(Look::Whole(self.view()?)),
        }
    }

    /// How many entries the limit of a timeline left out.
    fn left_out(&self, asked: &Asked, timeline: &Timeline<'_>) -> Result<usize, Error> {
        let kinds = asked.kinds();
        let chosen = Chosen { limit: None, ..asked.chosen(&kinds) };
        let (dated, undated) = self.asking(|store| store.count(&chosen))?;
        let shown = timeline.dated.len() + timeline.undated.len();
        Ok((dated + undated).saturating_sub(shown))
    }
}

impl Asked {
    /// The words of the kinds that a timeline shows.
    fn kinds(&self) -> Vec<&'static str> {
        let kinds = self.filter().kinds;
        words(if kinds.is_empty() { &Filter::HAPPENINGS } else { &kinds })
    }

    fn chosen<'a>(&self, kinds: &'a [&'a str]) -> Chosen<'a> {
        Chosen {
            kinds,
            from: self.from.map(|day| day.to_string()),
            to: self.to.map(|day| day.to_string()),
            limit: self.last(),
            ..Chosen::default()
        }
    }
}

fn reports(sight: &Sight<'_>, asked: &Asked, with_problems: bool) -> Vec<ReportShown> {
    let lines = sight.view.reports.iter();
    let lines = lines.filter(|line| !with_problems || !line.problems.is_empty());
    let lines = asked.cut(lines.collect());
    each(&lines, |line| wire::report(sight, line))
}

fn each<T, U>(all: &[T], shown: impl Fn(&T) -> U) -> Vec<U> {
    all.iter().map(shown).collect()
}
