use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::Kind;
use dateline_record::{ActorId, Entry, EntryId, Found as Held};
use dateline_store::Hit;
use dateline_text::ReportId;
use serde::Serialize;
use utoipa::ToSchema;

use super::sight;
use super::{Depth, Desk, Sight};
use crate::Error;
use crate::wire::{
    self, ActorLine, EntryLine, LinkShown, ReportShown, SeriesLine, WhenLine,
};

/// What a name or an identity stands for.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Found {
    /// An actor.
    Actor {
        /// Who it is.
        actor: Box<ActorLine>,
        /// The entries it is in.
        entries: Vec<EntryLine>,
        /// How many more there are; only pages leave some out.
        #[serde(skip_serializing_if = "wire::is_nothing")]
        left_out: usize,
    },
    /// An entry.
    Entry {
        /// The entry with its words.
        entry: Box<EntryLine>,
        /// The links that touch it.
        links: Vec<LinkShown>,
    },
    /// A series.
    Series {
        /// The series with its points.
        series: Box<SeriesLine>,
    },
    /// A report.
    Report {
        /// The report.
        report: Box<ReportShown>,
        /// The entries that rest on it.
        entries: Vec<EntryLine>,
    },
}

/// A place that holds the words looked for.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum HitLine {
    /// A sentence of a report.
    Sentence(Box<SentenceLine>),
    /// An entry of the record.
    Entry {
        /// The entry.
        entry: Box<EntryLine>,
    },
}

/// A sentence of a report that holds the words looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SentenceLine {
    /// The report's identity.
    pub report: String,
    /// Its file's name.
    pub doc: String,
    /// Who printed it.
    pub outlet: Option<String>,
    /// When it came out.
    pub published: WhenLine,
    /// Where the sentence starts in the raw file, in code points.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The sentence.
    pub words: String,
}

impl Desk {
    /// What a name, or the first digits of an identity, stands for; the best match first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn named(&self, name: &str, limit: usize) -> Result<Vec<Found>, Error> {
        self.named_in_part(name, limit, (None, Depth::Words))
    }

    /// The same with at most so many points of a series, the last, so many entries of each kind of
    /// an actor, and the words of so many passages of an entry, the first; or without words.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn named_in_part(
        &self,
        name: &str,
        limit: usize,
        (apiece, depth): (Option<usize>, Depth),
    ) -> Result<Vec<Found>, Error> {
        let digits = is_digits(name);
        let mut counted = sight::Counted::default();
        let part = self.part_at(apiece, |store| {
            let (view, besides) = sight::called(store, name, digits, (apiece, limit))?;
            counted = besides;
            Ok(view)
        })?;
        let sight = Sight::new(self, &part).only(depth).with_apiece(apiece);
        let resting = |report| self.resting_on(&part, report);
        let by_digits = digits.then(|| by_digits(&sight, name, resting));
        if let Some(found) = by_digits.filter(|found| !found.is_empty()) {
            return Ok(found);
        }
        let mut found = part.find(name);
        found.truncate(limit);
        let mut found: Vec<Found> =
            found.iter().map(|held| self::found(&sight, held)).collect();
        found.iter_mut().for_each(|one| besides(one, &counted));
        Ok(found)
    }

    /// The sentences and entries that hold all the words, best first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn find(&self, words: &str, limit: usize) -> Result<Vec<HitLine>, Error> {
        let hits = self.reading(|store| store.search(words, limit))?;
        let entries = hits.iter().filter_map(|hit| match hit {
            Hit::Entry { id, .. } => EntryId::parse(id),
            Hit::Sentence { .. } => None,
        });
        let entries: Vec<EntryId> = entries.collect();
        let reports = hits.iter().filter_map(|hit| match hit {
            Hit::Sentence { report, .. } => Some(*report),
            Hit::Entry { .. } => None,
        });
        let reports: BTreeSet<ReportId> = reports.collect();
        let part = self.part(|store| sight::found(store, &entries, &reports))?;
        let sight = Sight::new(self, &part);
        Ok(hits.iter().filter_map(|hit| self::hit(&sight, hit)).collect())
    }
}

/// Says how many there are besides what was read.
fn besides(found: &mut Found, counted: &sight::Counted) {
    match found {
        Found::Actor { actor, entries, left_out } => {
            let all = counted.entries.get(&ActorId::parse(&actor.id));
            *left_out = all.map_or(*left_out, |all| all.saturating_sub(entries.len()));
        }
        Found::Series { series } => {
            series.left_out +=
                counted.points.get(&series.id).copied().unwrap_or_default();
        }
        Found::Entry { .. } | Found::Report { .. } => {}
    }
}

fn by_digits<'a>(
    sight: &Sight<'a>,
    digits: &str,
    resting: impl Fn(ReportId) -> Vec<&'a Entry>,
) -> Vec<Found> {
    let view = sight.view;
    if let Some(entry) = EntryId::parse(digits).and_then(|id| view.entry(id)) {
        let is_shown = !sight.since.is_rejected(entry.id);
        return is_shown.then(|| entry_found(sight, entry)).into_iter().collect();
    }
    let entries = view.entries.iter();
    let entries = entries.filter(|entry| !sight.since.is_rejected(entry.id));
    let entries = entries.filter(|entry| entry.id.to_string().starts_with(digits));
    let mut seen = BTreeSet::new();
    let entries = entries.filter(|entry| seen.insert(entry.id));
    let mut found: Vec<Found> = entries.map(|entry| entry_found(sight, entry)).collect();
    let reports = view.reports.iter();
    let reports = reports.filter(|line| line.id.to_string().starts_with(digits));
    found.extend(reports.map(|line| {
        let entries = resting(line.id).into_iter();
        let entries = entries.map(|entry| wire::entry_line(sight, entry)).collect();
        Found::Report { report: Box::new(wire::report(sight, line)), entries }
    }));
    found
}

fn entry_found(sight: &Sight<'_>, entry: &Entry) -> Found {
    let links = sight.view.links_of(entry.id);
    Found::Entry {
        entry: Box::new(wire::entry_line(sight, entry)),
        links: links.iter().map(|link| wire::link_shown(sight, link)).collect(),
    }
}

fn found(sight: &Sight<'_>, held: &Held<'_>) -> Found {
    let lines = |entries: &[&Entry]| -> Vec<EntryLine> {
        entries.iter().map(|entry| wire::entry_line(sight, entry)).collect()
    };
    match held {
        Held::Actor(actor, entries) => {
            let some = of_each_kind(entries, sight.apiece);
            Found::Actor {
                actor: Box::new(wire::actor(actor)),
                entries: lines(&some),
                left_out: entries.len() - some.len(),
            }
        }
        Held::Entry(entry, _) => entry_found(sight, entry),
        Held::Series(series) => {
            Found::Series { series: Box::new(wire::series_line(sight, series)) }
        }
        Held::Report(line, entries) => Found::Report {
            report: Box::new(wire::report(sight, line)),
            entries: lines(entries),
        },
    }
}

/// The first of each kind, at most so many.
fn of_each_kind<'a>(entries: &[&'a Entry], most: usize) -> Vec<&'a Entry> {
    let mut seen: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut is_early = |entry: &&&Entry| {
        let seen = seen.entry(entry.kind).or_default();
        *seen += 1;
        *seen <= most
    };
    entries.iter().filter(|entry| is_early(entry)).copied().collect()
}

fn hit(sight: &Sight<'_>, hit: &Hit) -> Option<HitLine> {
    match hit {
        Hit::Sentence { report, span, words } => {
            let line = sight.view.report(*report)?;
            let place = sight.paper(*report).map(|paper| paper.place(*span));
            let [start, end] = place.unwrap_or_default();
            Some(HitLine::Sentence(Box::new(SentenceLine {
                report: report.to_string(),
                doc: line.name.clone(),
                outlet: line.outlet.clone(),
                published: wire::days_line(line.days),
                start,
                end,
                words: words.clone(),
            })))
        }
        Hit::Entry { id, .. } => {
            let entry = sight.view.entry(EntryId::parse(id)?)?;
            let entry = Box::new(wire::entry_line(sight, entry));
            Some(HitLine::Entry { entry })
        }
    }
}

/// Whether a name can be the first digits of an identity.
fn is_digits(name: &str) -> bool {
    let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (4..=32).contains(&name.len()) && name.bytes().all(hexadecimal)
}
