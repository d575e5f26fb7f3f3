use std::sync::Arc;

use dateline_findings::{Kind, Modality, Polarity};
use dateline_record::{
    CopyGroup, Deciding, Entry, EntryId, Filter, Link, ReportLine, Ruled, Timeline, View,
};
use dateline_store::Chosen;
use dateline_text::ReportId;
use jiff::civil::Date;
use serde::Serialize;

use super::sight::{self, Links, Look, words};
use super::{Depth, Desk, Sight};
use crate::Error;
use crate::wire::{
    self, AgreedShown, BodyLine, CopiesShown, CoverageShown, DecidingShown,
    DecisionShown, LinkShown, PersonLine, PromiseShown, ReportShown, ScreenShown,
    SeriesLine, SpokenShown, StateShown, TimelineShown,
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
    /// What bodies weigh and decide.
    Decisions,
    /// What reviewers ruled.
    Rulings,
    /// How things stood on a day.
    State,
    /// The reports themselves.
    Reports,
}

impl Topic {
    /// Every topic with its word.
    pub const ALL: [(Self, &'static str); 16] = [
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
        (Self::Rulings, "rulings"),
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
    /// Of what a line lists itself at most so many: the last points of a series, the first
    /// statements of a speaker, of each part of a state.
    pub apiece: Option<usize>,
    /// Only what holds so: a modality's word of what is so, or `denied`.
    pub holding: Option<String>,
    /// Only what comes after this: the pages of a list.
    pub after: Option<After>,
    /// Whether the words of the evidence come with it.
    pub depth: Depth,
}

/// A place in a list: the line that stood last, so that the next page goes on behind it whatever
/// was added before it; and how many lines there were, for where that line is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct After {
    /// What the line is known by; of a timeline, its first day stands before it.
    pub key: String,
    /// How many lines stood before the next page.
    pub place: usize,
    /// How many stand behind it; for who reads on, not for where that is.
    pub rest: usize,
}

/// The word for what is denied, beside those of modalities.
pub(super) const DENIED: &str = "denied";

impl Asked {
    pub(super) fn filter(&self) -> Filter {
        Filter {
            actor: self.actor.clone(),
            kinds: self.kind.iter().filter_map(|kind| Kind::parse(kind)).collect(),
            from: self.from,
            to: self.to,
            words: self.words.clone(),
            limit: self.most(),
        }
    }

    /// How many lines of a list are looked at: one more than is shown, where nothing stands
    /// before it.
    fn most(&self) -> Option<usize> {
        let is_whole = self.after.is_some() || self.holding.is_some();
        self.limit.filter(|_| !is_whole).map(|limit| limit.saturating_add(1))
    }

    /// The part of a list that is asked for, and behind what the next one goes on.
    pub(super) fn leaf<'a, T>(
        &self,
        all: &'a [T],
        key: impl Fn(&T) -> String,
    ) -> (&'a [T], Option<After>) {
        let start = self.after.as_ref().map_or(0, |after| {
            let is_it = |one: &T| key(one) == after.key;
            let usual = after.place.checked_sub(1).and_then(|place| all.get(place));
            match usual.filter(|one| is_it(one)) {
                Some(_) => after.place,
                None => all.iter().position(is_it).map_or(after.place, |place| place + 1),
            }
        });
        self.from(start, all, key)
    }

    /// The part of a list that begins at a place.
    fn from<'a, T>(
        &self,
        start: usize,
        all: &'a [T],
        key: impl Fn(&T) -> String,
    ) -> (&'a [T], Option<After>) {
        let rest = all.get(start..).unwrap_or_default();
        let limit = self.limit.unwrap_or(usize::MAX).min(rest.len());
        let (shown, more) = rest.split_at_checked(limit).unwrap_or_default();
        let last = shown.last().filter(|_| !more.is_empty());
        let rest = more.len();
        let next = last.map(|last| After { key: key(last), place: start + limit, rest });
        (shown, next)
    }

    /// Whether an entry holds as it is asked for.
    pub(super) fn holds(&self, (modality, polarity): (Modality, Polarity)) -> bool {
        let denied = polarity == Polarity::Negative;
        self.holding.as_deref().is_none_or(|word| match word {
            DENIED => denied,
            word => !denied && modality.as_str() == word,
        })
    }

    fn check_holding(&self) -> Result<(), Error> {
        let is_known =
            |word: &&String| *word == DENIED || Modality::parse(word).is_some();
        let Some(word) = self.holding.iter().find(|word| !is_known(word)) else {
            return Ok(());
        };
        let words = Modality::ALL.map(|(_, word)| word);
        Err(Error::usage(format!("nothing holds as `{word}`"))
            .with_hint(&format!("the words are {}, {DENIED}", words.join(", "))))
    }

    fn check_kind(&self) -> Result<(), Error> {
        let unknown = self.kind.iter().find(|kind| Kind::parse(kind).is_none());
        let Some(kind) = unknown else { return Ok(()) };
        let words = Kind::ALL.map(|(_, word)| word);
        Err(Error::usage(format!("there is no kind `{kind}`"))
            .with_hint(&format!("the kinds are {}", words.join(", "))))
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
    /// What bodies weigh and decide.
    Decisions(Vec<DecidingShown>),
    /// What reviewers ruled.
    Rulings(Vec<DecisionShown>),
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
            Self::Rulings(lines) => lines.is_empty(),
            Self::State(state) => state.reports == 0,
        }
    }
}

/// A part of a list, and behind what the next one goes on.
pub(crate) type Leaf = (Arc<Shown>, Option<After>);

/// How many lines an answer has at most that is kept at hand.
const LINES_KEPT: usize = 200;

/// How many lines each part of the first screen has where no limit is given.
pub(super) const SCREEN_LINES: usize = 8;

impl Desk {
    /// Answers what the record holds on a topic.
    ///
    /// # Errors
    /// When there is no kind of that word, or the record cannot be read.
    pub fn show(&self, topic: Topic, asked: &Asked) -> Result<Shown, Error> {
        Ok(Arc::unwrap_or_clone(self.leaf(topic, asked)?.0))
    }

    /// The same, and behind what the next part of the list goes on, where more follows.
    ///
    /// # Errors
    /// As for [`Desk::show`].
    pub fn leaf(&self, topic: Topic, asked: &Asked) -> Result<Leaf, Error> {
        asked.check_kind()?;
        asked.check_holding()?;
        // What was seen stays as it is: an answer holds until something is ruled.
        let question = format!("{topic:?} {asked:?}");
        let memory = self.memory();
        if let Some(known) = memory.known(&question) {
            return Ok(known);
        }
        let _turn = memory.turn(&question);
        if let Some(known) = memory.known(&question) {
            return Ok(known);
        }
        let since = self.since();
        let (shown, next) = self.then(topic, asked)?;
        let leaf = (Arc::new(shown), next);
        if asked.limit.is_some_and(|limit| limit <= LINES_KEPT) {
            let is_so = Arc::ptr_eq(&since, &self.since());
            memory.keep(question, leaf.clone(), is_so);
        }
        Ok(leaf)
    }

    /// The answer as things were known by the day that is asked for.
    fn then(&self, topic: Topic, asked: &Asked) -> Result<(Shown, Option<After>), Error> {
        let Some(day) = asked.known_by else { return self.answer(topic, asked) };
        // As it was known by a day it is another record: an entry has no word of later reports.
        let then = self.known_by(day)?;
        let asked = Asked { known_by: None, ..asked.clone() };
        let (mut shown, next) = then.answer(topic, &asked)?;
        if let Shown::State(state) = &mut shown {
            state.known_by = Some(day.to_string());
            let memory = self.memory();
            let all = match self.view.get() {
                Some(view) => view.reports.len(),
                None => self.totals(&memory)?.reports,
            };
            state.later = all.saturating_sub(then.view()?.reports.len());
        }
        Ok((shown, next))
    }

    fn answer(
        &self,
        topic: Topic,
        asked: &Asked,
    ) -> Result<(Shown, Option<After>), Error> {
        if topic == Topic::State {
            return self.state(&self.memory(), asked);
        }
        if let Some(page) = self.page_of(topic, asked)? {
            return Ok(page);
        }
        let part = self.part_for(topic, asked)?;
        let view: &View = &part;
        let sight = &Sight::new(self, view).only(asked.depth).with_apiece(asked.apiece);
        let filter = asked.filter();
        let today =
            asked.today.map(|today| view.last_day().map_or(today, |day| day.max(today)));
        let as_of = asked.as_of.or(today);
        let (shown, next) = match topic {
            Topic::Screen => {
                let lines = asked.limit.unwrap_or(SCREEN_LINES);
                let screen = view.first_screen(as_of, lines);
                (Shown::Screen(Box::new(wire::screen(sight, &screen))), None)
            }
            Topic::Timeline => {
                let (timeline, next) = self.timeline(&part, asked)?;
                (Shown::Timeline(wire::timeline(sight, &timeline)), next)
            }
            Topic::Coverage => {
                (Shown::Coverage(wire::coverage(sight, &view.coverage())), None)
            }
            topic => list(sight, topic, asked, (&filter, as_of)),
        };
        Ok((shown, next))
    }

    fn timeline<'a>(
        &self,
        part: &'a Look<'_>,
        asked: &Asked,
    ) -> Result<(Timeline<'a>, Option<After>), Error> {
        let view: &View = part;
        let is_part = matches!(part, Look::Some(_)) && asked.most().is_some();
        let timeline = view.timeline(&Filter { limit: None, ..asked.filter() });
        let all = timeline.dated.iter().chain(&timeline.undated).copied();
        let all: Vec<&Entry> =
            all.filter(|entry| asked.holds((entry.modality, entry.polarity))).collect();
        let start = asked.after.as_ref().map_or(0, |after| behind(after, &all));
        let (shown, next) =
            asked.from(start, &all, |entry| format!("{}~{}", first_day(entry), entry.id));
        let left_out = if is_part {
            self.chosen(asked)?.saturating_sub(shown.len())
        } else {
            all.len() - start.min(all.len()) - shown.len()
        };
        let (undated, dated) = shown.iter().partition(|entry| entry.days.is_open());
        Ok((Timeline { dated, undated, left_out }, next))
    }

    /// How many entries a timeline has where nothing but kind and days narrows it.
    fn chosen(&self, asked: &Asked) -> Result<usize, Error> {
        let kinds = asked.kinds();
        let chosen = Chosen { limit: None, ..asked.chosen(&kinds) };
        let (dated, undated) = self.asking(|store| store.count(&chosen))?;
        Ok(dated + undated)
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
            Topic::Rulings => self.part(sight::decisions),
            Topic::Decisions => self.part(sight::weighed),
            _ if !is_plain || asked.holding.is_some() => Ok(Look::Whole(self.view()?)),
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
            Topic::Screen
            | Topic::State
            | Topic::Figures
            | Topic::Agreements
            | Topic::Commitments
            | Topic::Bodies => Ok(Look::Whole(self.view()?)),
        }
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
            limit: self.most(),
            ..Chosen::default()
        }
    }
}

/// Where a timeline goes on behind a line; where that is gone, at its day.
fn behind(after: &After, all: &[&Entry]) -> usize {
    let (day, id) = after.key.split_once('~').unwrap_or_default();
    let id = EntryId::parse(id);
    let place = all.iter().position(|entry| Some(entry.id) == id);
    place.map_or_else(
        || all.partition_point(|entry| first_day(entry).as_str() < day),
        |place| place + 1,
    )
}

/// The day by which a timeline has an entry; what has none stands behind all days.
fn first_day(entry: &Entry) -> String {
    let day = entry.days.earliest.or(entry.days.latest);
    day.unwrap_or(Date::MAX).to_string()
}

/// The asked part of a topic that is a list.
fn list(
    sight: &Sight<'_>,
    topic: Topic,
    asked: &Asked,
    (filter, as_of): (&Filter, Option<Date>),
) -> (Shown, Option<After>) {
    let view = sight.view;
    let holds = |entry: &Entry| asked.holds((entry.modality, entry.polarity));
    match topic {
        Topic::Figures => {
            let mut all = view.figures(filter);
            all.retain(|series| {
                let entries =
                    series.points.iter().filter_map(|one| view.entry(one.entry));
                asked.holding.is_none() || entries.into_iter().any(holds)
            });
            let (some, next) = asked.leaf(&all, |one| one.id.to_string());
            (Shown::Figures(each(some, |one| wire::series_line(sight, one))), next)
        }
        Topic::Statements => {
            let mut all = view.statements(filter);
            all.iter_mut().for_each(|one| one.statements.retain(|entry| holds(entry)));
            all.retain(|one| !one.statements.is_empty());
            let (some, next) = asked.leaf(&all, |one| one.speaker.clone());
            (Shown::Statements(each(some, |one| wire::spoken(sight, one))), next)
        }
        Topic::Agreements => {
            let mut all = view.agreements(filter, as_of);
            all.retain(|one| holds(one.agreement));
            let (some, next) = asked.leaf(&all, |one| one.agreement.id.to_string());
            (Shown::Agreements(each(some, |one| wire::agreed(sight, one))), next)
        }
        Topic::Commitments => {
            let mut all = view.commitments(filter, as_of);
            all.retain(|one| holds(one.commitment));
            let (some, next) = asked.leaf(&all, |one| one.commitment.id.to_string());
            (Shown::Commitments(wire::promises(sight, some)), next)
        }
        Topic::Bodies => {
            let mut all = view.bodies(filter);
            all.retain(|one| holds(one.body));
            let (some, next) = asked.leaf(&all, |one| one.body.id.to_string());
            (Shown::Bodies(each(some, |one| wire::body(sight, one))), next)
        }
        Topic::Decisions => {
            let all = view.deciding(filter);
            let key = |one: &Deciding<'_>| one.bodies.first().map(|body| body.id);
            let (some, next) =
                asked.leaf(&all, |one| key(one).unwrap_or_default().to_string());
            (Shown::Decisions(each(some, |one| wire::deciding(sight, one))), next)
        }
        Topic::People => {
            let mut all = view.people(filter);
            all.iter_mut().for_each(|one| one.roles.retain(|entry| holds(entry)));
            all.retain(|one| !one.roles.is_empty());
            let (some, next) = asked.leaf(&all, |one| one.person.id.to_string());
            (Shown::People(each(some, |one| wire::person(sight, one))), next)
        }
        Topic::Conflicts => {
            let mut all = view.conflicts(filter);
            all.retain(|link| {
                let members = &link.members;
                members.iter().any(|one| asked.holds((one.modality, one.polarity)))
                    || asked.holding.is_none()
            });
            let (some, next) = asked.leaf(&all, |link| link_key(link));
            (Shown::Conflicts(each(some, |one| wire::link_shown(sight, one))), next)
        }
        topic => of_reports(sight, topic, asked),
    }
}

/// The asked part of a list of reports, or of what was ruled.
fn of_reports(sight: &Sight<'_>, topic: Topic, asked: &Asked) -> (Shown, Option<After>) {
    let view = sight.view;
    match topic {
        Topic::Copies => {
            let key = |one: &CopyGroup| one.reports.first().map(ToString::to_string);
            let (some, next) =
                asked.leaf(&view.copies, |one| key(one).unwrap_or_default());
            (Shown::Copies(each(some, |one| wire::copies(sight, one))), next)
        }
        Topic::Rulings => {
            let key = |one: &Ruled| one.decision.id().to_string();
            let (some, next) = asked.leaf(&view.decisions, key);
            (Shown::Rulings(each(some, wire::decision)), next)
        }
        topic => {
            let only = topic == Topic::Problems;
            let lines = view.reports.iter();
            let lines = lines.filter(|line| !only || !line.problems.is_empty());
            let lines: Vec<&ReportLine> = lines.collect();
            let (some, next) = asked.leaf(&lines, |line| line.id.to_string());
            let shown = each(some, |line| wire::report(sight, line));
            let shown = if only { Shown::Problems(shown) } else { Shown::Reports(shown) };
            (shown, next)
        }
    }
}

/// What a link is known by.
fn link_key(link: &Link) -> String {
    let entries: Vec<String> = link.entries.iter().map(ToString::to_string).collect();
    let members =
        link.members.iter().map(|one| format!("{} {}", one.report, one.span.start()));
    let members: Vec<String> = members.collect();
    let told =
        [link.kind.as_str(), &link.rule, &link.topic, &entries.join(" ")].join("\n");
    let digits = ReportId::of(format!("{told}\n{}", members.join("\n")).as_bytes());
    digits.to_string().chars().take(16).collect()
}

fn each<T, U>(all: &[T], shown: impl Fn(&T) -> U) -> Vec<U> {
    all.iter().map(shown).collect()
}
