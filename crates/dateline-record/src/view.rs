mod counted;
mod deaths;
mod entries;
mod facts;
mod groups;
mod joined;
mod joining;
pub(crate) mod lining;
pub(crate) mod linking;
pub(crate) mod origins;
mod placed;
pub(crate) mod posts;
mod remarks;
mod rulings;
mod title;
pub(crate) mod who;
pub(crate) mod words;
mod years;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::OnceLock;

use dateline_text::{Problem, ReportId, Span};
use jiff::civil::Date;

pub use self::deaths::DEADLY;
pub use self::joined::Joined;
pub(crate) use self::placed::{days_between, when_of};
pub use self::remarks::Remarks;
use self::who::Alike;
use crate::hands::{Hands, alone};
use crate::{
    ActorEntry, ActorId, Days, Decision, Entry, EntryId, Link, Record, Series, SeriesId,
    Unsure,
};

/// A record looked at: what is one is joined, series stand in line, links are found.
///
/// A function of the record alone: the same reports and decisions give the same view,
/// whatever the order. Everything in it is sorted. What it is made of is read as its own:
/// `view.entries`, `view.links`.
#[derive(Clone, Debug, Default)]
pub struct View {
    parts: Parts,
    /// Where everything stands, made when it is first asked for.
    places: Places,
}

#[derive(Clone, Debug, Default)]
struct Places {
    entries: OnceLock<BTreeMap<EntryId, usize>>,
    reports: OnceLock<BTreeMap<ReportId, usize>>,
    of_actor: OnceLock<BTreeMap<ActorId, Vec<usize>>>,
    links: OnceLock<BTreeMap<EntryId, Vec<usize>>>,
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for View {}

impl Deref for View {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

/// What a [`View`] is made of: all of a record, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The reports, by day, then identity.
    pub reports: Vec<ReportLine>,
    /// Who is who, by identity.
    pub actors: Vec<ActorEntry>,
    /// Who may be who.
    pub unsure: Vec<Unsure>,
    /// What happened, was said, agreed, promised, counted; by days, kind, report and span.
    pub entries: Vec<Entry>,
    /// How many over time, by identity.
    pub series: Vec<Series>,
    /// How findings stand to each other; by kind, first member, rule, topic and members.
    pub links: Vec<Link>,
    /// Texts that stand in several reports.
    pub copies: Vec<CopyGroup>,
    /// Every decision with what became of it, oldest first.
    pub decisions: Vec<Ruled>,
}

/// A report in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// The hash of its bytes.
    pub id: ReportId,
    /// Its file name.
    pub name: String,
    /// The headline.
    pub title: Option<String>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// The day the page gives, or a reviewer gave.
    pub published: Option<Date>,
    /// The days it can have come out on: one where the page gives it.
    pub days: Days,
    /// Where the days come from: "page", "reviewer", "its own words", "crawled", "copies",
    /// "nothing".
    pub days_from: &'static str,
    /// The number of its origin: copies share it.
    pub origin: usize,
    /// How many findings it gave.
    pub findings: usize,
    /// Sentences with a date, a figure or a cue that gave none.
    pub unread: Vec<Span>,
    /// What could not be read, or was mended.
    pub problems: Vec<Problem>,
}

/// Reports that carry the same text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyGroup {
    /// The number of the origin.
    pub origin: usize,
    /// The reports, the earliest first.
    pub reports: Vec<ReportId>,
    /// Pairs of them with how much of the shorter one stands in the other, per mille.
    pub pairs: Vec<(ReportId, ReportId, u16)>,
}

/// A decision and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruled {
    /// The decision.
    pub decision: Decision,
    /// Whether it still counts.
    pub standing: Standing,
    /// The entry that it shapes, where there is one.
    pub entry: Option<EntryId>,
}

/// Whether a decision counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It counts.
    Counts,
    /// A later decision undid it.
    Undone,
    /// What it was about is not in the record any more, or reads differently.
    NoLongerFits,
}

impl ReportLine {
    /// Where days come from that another report gave.
    pub(crate) const BY_OTHERS: &str = "an event that another report dates";

    /// Where the days of a report can come from.
    pub const SOURCES: [&str; 7] = [
        Self::BY_OTHERS,
        "copies",
        "crawled",
        "its own words",
        "nothing",
        "page",
        "reviewer",
    ];
}

impl Standing {
    /// Every one with its word on the wire.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Counts, "counts"),
        (Self::Undone, "undone"),
        (Self::NoLongerFits, "no_longer_fits"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(item, _)| *item == self).map_or("", |(_, word)| word)
    }

    /// The one that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(item, _)| *item)
    }
}

impl View {
    /// The version of the rules by which reports are joined and linked; it grows when the
    /// same reports and decisions would give another view. A view that was kept by another
    /// version is made anew.
    pub const VERSION: u32 = 19;

    /// Looks at a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        Self::with(record, &alone, None).0
    }

    /// The same with the help of many hands and of what an earlier look left; neither changes
    /// what is seen. Also gives what the next look may be helped by.
    #[must_use]
    pub fn with(
        record: &Record,
        hands: Hands<'_>,
        known: Option<&Alike>,
    ) -> (Self, Alike) {
        Joined::of(record, hands, known).seen(hands)
    }

    /// A view of these parts, each in its order.
    #[must_use]
    pub fn of_parts(parts: Parts) -> Self {
        Self { parts, places: Places::default() }
    }

    /// One entry.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.parts.entries.get(self.place_of(id)?)
    }

    /// Where an entry stands among the entries.
    pub(crate) fn place_of(&self, id: EntryId) -> Option<usize> {
        let places = self.places.entries.get_or_init(|| {
            let entries = self.parts.entries.iter().enumerate();
            entries.map(|(place, entry)| (entry.id, place)).collect()
        });
        places.get(&id).copied()
    }

    /// One report's line.
    #[must_use]
    pub fn report(&self, id: ReportId) -> Option<&ReportLine> {
        let places = self.places.reports.get_or_init(|| {
            let reports = self.parts.reports.iter().enumerate();
            reports.map(|(place, report)| (report.id, place)).collect()
        });
        self.parts.reports.get(*places.get(&id)?)
    }

    /// One actor.
    #[must_use]
    pub fn actor(&self, id: &ActorId) -> Option<&ActorEntry> {
        let place = self.actors.binary_search_by(|actor| actor.id.cmp(id)).ok()?;
        self.actors.get(place)
    }

    /// The entries that an actor is in, in order.
    #[must_use]
    pub fn entries_of(&self, actor: &ActorId) -> Vec<&Entry> {
        let all = self.places.of_actor.get_or_init(|| {
            turned(self.parts.entries.iter().map(|entry| entry.actors.as_slice()))
        });
        let places = all.get(actor).into_iter().flatten();
        places.filter_map(|place| self.entries.get(*place)).collect()
    }

    /// The day on which the last report surely was out; `None` where no report has a day.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.reports.iter().filter_map(|line| line.days.latest).max()
    }

    /// The links that touch an entry.
    #[must_use]
    pub fn links_of(&self, entry: EntryId) -> Vec<&Link> {
        let all = self.places.links.get_or_init(|| {
            turned(self.parts.links.iter().map(|link| link.entries.as_slice()))
        });
        let places = all.get(&entry).into_iter().flatten();
        places.filter_map(|place| self.links.get(*place)).collect()
    }

    /// One series.
    #[must_use]
    pub fn one_series(&self, id: &SeriesId) -> Option<&Series> {
        self.series.iter().find(|series| series.id == *id)
    }
}

/// Which of these hold each key, by their places.
fn turned<'a, K: Ord + Clone + 'a>(
    all: impl Iterator<Item = &'a [K]>,
) -> BTreeMap<K, Vec<usize>> {
    let mut turned: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (place, keys) in all.enumerate() {
        for key in keys {
            match turned.get_mut(key) {
                Some(places) => places.push(place),
                None => {
                    turned.insert(key.clone(), vec![place]);
                }
            }
        }
    }
    turned
}
