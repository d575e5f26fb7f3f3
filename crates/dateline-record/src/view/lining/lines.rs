//! Lines of figures that count the same, found by whose, where and when: a figure of a large
//! record is not held against all that count the same.

use std::collections::{BTreeMap, BTreeSet};

use dateline_text::ReportId;

use super::super::counted::Counted;
use super::super::facts::Someone;
use super::super::placed::number_of;
use super::Figure;

/// An event's figures are told within so many days.
const EVENT: i64 = 92;

/// Which actors each report names.
pub(super) type Mentioned = BTreeMap<ReportId, BTreeSet<usize>>;

/// Figures on their way into one series.
#[derive(Debug)]
pub(super) struct Line {
    /// The place of its first figure among all.
    pub(super) first: usize,
    pub(super) counted: Counted,
    pub(super) figures: Vec<Figure>,
    days: Days,
}

/// The lines of a family: figures that count the same, holder and place aside. No figure finds
/// its line in another family.
#[derive(Default)]
pub(super) struct Lines {
    /// In the order in which their first figures came.
    all: Vec<Line>,
    near: Near,
}

/// What the lines of a family are found by.
#[derive(Default)]
struct Near {
    /// Those that count just the same.
    same: BTreeMap<Counted, Same>,
    of: BTreeMap<Someone, Vec<usize>>,
    at: BTreeMap<Someone, Vec<usize>>,
    days: Days,
}

/// The lines that count just the same, and those of them that hold a figure of an origin.
#[derive(Default)]
struct Same {
    all: Vec<usize>,
    of_origin: BTreeMap<usize, BTreeSet<usize>>,
}

/// The first and the last days of figures, by their numbers, with the line that each is in.
#[derive(Debug, Default)]
struct Days {
    first: BTreeSet<(i64, usize)>,
    last: BTreeSet<(i64, usize)>,
}

impl Lines {
    /// The lines of figures with their places among all. Those that say most about whose and
    /// where must come first, each in the order of its days.
    pub(super) fn of(family: Vec<(usize, Figure)>, mentioned: &Mentioned) -> Vec<Line> {
        let mut lines = Self::default();
        for (place, figure) in family {
            lines.put(place, figure, mentioned);
        }
        lines.all
    }

    /// Puts a figure into the line that it belongs to, or into one of its own.
    fn put(&mut self, first: usize, figure: Figure, mentioned: &Mentioned) {
        let place = self.home(&figure, mentioned).unwrap_or_else(|| {
            let (counted, days) = (figure.counted.clone(), Days::default());
            self.all.push(Line { first, counted, figures: Vec::new(), days });
            self.all.len() - 1
        });
        let line = &mut self.all[place];
        self.near.learn(place, &line.counted, &figure);
        line.days.add(&figure, place);
        line.figures.push(figure);
    }

    /// The line that counts the same, or the only one that says more about whose and where and
    /// is not strange to the figure's report.
    fn home(&self, figure: &Figure, mentioned: &Mentioned) -> Option<usize> {
        let at_its_time = |line: &usize| self.is_at_its_time(*line, figure);
        if let Some(same) = self.near.same.get(&figure.counted) {
            // "40 million crowns" and "three people" of nothing said count anything.
            let told = figure.counted.is_told();
            let line =
                if told { same.all.iter().copied().find(&at_its_time) } else { None };
            if let Some(line) = line.or_else(|| same.copied(figure).find(&at_its_time)) {
                return Some(line);
            }
        }
        if figure.counted.is_general() {
            return None;
        }
        let wider = self.near.wider(figure, mentioned).into_iter().filter(|line| {
            let counted = &self.all[*line].counted;
            counted.exactness() > figure.counted.exactness()
                && figure.counted.is_within(counted)
                && at_its_time(line)
                && (is_bound(figure, counted) || is_known(figure, counted, mentioned))
        });
        let wider: Vec<usize> = wider.collect();
        // Whose they are tells more than where: "the troops" of a report that names an army and
        // an island are the army's.
        let whose = |line: &&usize| self.all[**line].counted.holder.is_some();
        only(wider.iter()).or_else(|| only(wider.iter().filter(whose))).copied()
    }

    fn is_at_its_time(&self, line: usize, figure: &Figure) -> bool {
        let line = &self.all[line];
        !line.counted.is_of_event() || line.days.are_near(figure)
    }
}

/// The only one of some.
fn only<T>(mut some: impl Iterator<Item = T>) -> Option<T> {
    let only = some.next()?;
    some.next().is_none().then_some(only)
}

impl Near {
    fn learn(&mut self, line: usize, counted: &Counted, figure: &Figure) {
        let same = self.same.entry(counted.clone()).or_default();
        if same.all.last().is_none_or(|last| *last < line) {
            same.all.push(line);
            let whose = [(&mut self.of, &counted.holder), (&mut self.at, &counted.place)];
            for (lines, someone) in whose {
                if let Some(someone) = someone {
                    lines.entry(someone.clone()).or_default().push(line);
                }
            }
        }
        for origin in &figure.origins {
            same.of_origin.entry(*origin).or_default().insert(line);
        }
        if counted.is_of_event() {
            self.days.add(figure, line);
        }
    }

    /// The lines that may say more than a figure about whose and where, each once: those of its
    /// holder or place, of its time, or of those whom its reports name.
    fn wider(&self, figure: &Figure, mentioned: &Mentioned) -> BTreeSet<usize> {
        let (holder, place) = (&figure.counted.holder, &figure.counted.place);
        if holder.is_some() && place.is_some() {
            return BTreeSet::new();
        }
        let listed = |lines: &BTreeMap<Someone, Vec<usize>>, someone: &Someone| {
            lines.get(someone).into_iter().flatten().copied().collect::<Vec<_>>()
        };
        if let Some(holder) = holder {
            return listed(&self.of, holder).into_iter().collect();
        }
        if let Some(place) = place {
            return listed(&self.at, place).into_iter().collect();
        }
        if figure.counted.is_of_event() {
            return self.days.near(figure).collect();
        }
        let named = figure.about.first().and_then(|report| mentioned.get(report));
        let named = named.into_iter().flatten().map(|actor| Someone::Actor(*actor));
        named
            .flat_map(|one| [listed(&self.of, &one), listed(&self.at, &one)].concat())
            .collect()
    }
}

impl Same {
    /// The lines that hold a figure of a copy of the figure's report.
    fn copied(&self, figure: &Figure) -> impl Iterator<Item = usize> {
        let lines = figure.origins.iter().filter_map(|origin| self.of_origin.get(origin));
        lines.flatten().copied()
    }
}

impl Days {
    fn add(&mut self, figure: &Figure, line: usize) {
        self.first.insert((number_of(figure.day.0), line));
        self.last.insert((number_of(figure.day.1), line));
    }

    /// The lines of figures that have their first or their last day near that of a figure.
    fn near(&self, figure: &Figure) -> impl Iterator<Item = usize> {
        let about = |day: i64| (day - EVENT, 0)..=(day + EVENT, usize::MAX);
        let first = self.first.range(about(number_of(figure.day.0)));
        let last = self.last.range(about(number_of(figure.day.1)));
        first.chain(last).map(|(_, line)| *line)
    }

    fn are_near(&self, figure: &Figure) -> bool {
        self.near(figure).next().is_some()
    }
}

/// Whether a figure cannot well mean anything else: the toll of the only such event at its
/// time, or the same holder's.
fn is_bound(figure: &Figure, counted: &Counted) -> bool {
    let same_holder =
        figure.counted.holder.is_some() && figure.counted.holder == counted.holder;
    counted.is_of_event() || same_holder
}

/// Whether each report of a figure names those whom a line counts.
fn is_known(figure: &Figure, counted: &Counted, mentioned: &Mentioned) -> bool {
    figure.about.iter().all(|report| {
        let named = mentioned.get(report);
        named.is_some_and(|named| {
            [&counted.holder, &counted.place].into_iter().all(|someone| match someone {
                Some(Someone::Actor(actor)) => named.contains(actor),
                Some(Someone::Named(_)) => false,
                None => true,
            })
        })
    })
}
