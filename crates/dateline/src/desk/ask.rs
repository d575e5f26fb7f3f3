use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::Kind;
use dateline_record::{ActorId, Entry, EntryId, Found as Held};
use dateline_store::{Fitting, Hit, Index};
use dateline_text::{ReportId, Span};
use rayon::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

use super::reader::TELLERS;
use super::sight;
use super::{After, Asked, Depth, Desk, Sight};
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

/// Among what words are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Among {
    /// Entries, and behind them sentences.
    #[default]
    All,
    /// Entries of the record alone.
    Entries,
    /// Sentences of the reports alone.
    Sentences,
}

impl Among {
    /// Each with its word.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::All, "all"), (Self::Entries, "entries"), (Self::Sentences, "sentences")];

    /// What a word stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(among, _)| *among)
    }
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

/// So many rows of an index are looked through in one piece.
const PIECE: i64 = 200_000;

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
        // Of the many entries of an actor a list names the first who tell them.
        let tellers = match (digits, depth) {
            (false, Depth::Lines) => apiece.map(|most| most.min(TELLERS)),
            _ => apiece,
        };
        let part = self.part_at(tellers, |store| {
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

    /// The sentences and entries that hold all the words, best first; of the passages of an entry
    /// at most so many.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn find(
        &self,
        words: &str,
        limit: usize,
        apiece: Option<usize>,
    ) -> Result<Vec<HitLine>, Error> {
        let mut hits = self.fitting(Index::Entries, words, limit)?;
        hits.extend(self.fitting(Index::Sentences, words, limit)?);
        self.hit_lines(&hits, (apiece, Depth::Words))
    }

    /// A page of the places that hold all the words, entries before sentences, and behind what the
    /// next goes on; of the passages of an entry at most so many, or without their words.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn find_after(
        &self,
        (words, among): (&str, Among),
        (after, limit): (Option<&After>, usize),
        shown: (Option<usize>, Depth),
    ) -> Result<(Vec<HitLine>, Option<After>), Error> {
        let before = after.map_or(0, |after| after.place);
        let most = before.saturating_add(limit).saturating_add(1);
        let mut hits = Vec::new();
        if among != Among::Sentences {
            hits = self.fitting(Index::Entries, words, most)?;
        }
        if among != Among::Entries && hits.len() < most {
            hits.extend(self.fitting(Index::Sentences, words, most - hits.len())?);
        }
        let asked =
            Asked { after: after.cloned(), limit: Some(limit), ..Asked::default() };
        let (some, next) = asked.leaf(&hits, hit_key);
        Ok((self.hit_lines(some, shown)?, next))
    }

    /// What fits best: a large index is looked through in pieces, side by side.
    fn fitting(
        &self,
        index: Index,
        words: &str,
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        let pieces = self.reading(|store| store.pieces(index, PIECE))?;
        let look =
            |piece| self.reading(|store| store.fitting(index, (words, limit), piece));
        let found: Vec<Result<Vec<Fitting>, Error>> =
            pieces.into_par_iter().map(look).collect();
        let found = found.into_iter().collect::<Result<Vec<_>, _>>()?;
        let best = Fitting::best(found.into_iter().flatten().collect(), limit);
        Ok(best.into_iter().map(|fitting| fitting.hit).collect())
    }

    fn hit_lines(
        &self,
        hits: &[Hit],
        (apiece, depth): (Option<usize>, Depth),
    ) -> Result<Vec<HitLine>, Error> {
        let mut entries: Vec<EntryId> = Vec::new();
        let mut reports: BTreeSet<ReportId> = BTreeSet::new();
        for hit in hits {
            match hit {
                Hit::Entry(id) => entries.push(*id),
                Hit::Sentence { report, .. } => reports.extend([*report]),
            }
        }
        let part =
            self.part_at(apiece, |store| sight::found(store, &entries, &reports))?;
        let of_entries = Sight::new(self, &part).only(depth).with_apiece(apiece);
        let of_sentences = Sight::new(self, &part);
        let lines = hits.iter().filter_map(|hit| match hit {
            Hit::Entry(id) => {
                let entry = of_entries.view.entry(*id)?;
                let entry = Box::new(wire::entry_line(&of_entries, entry));
                Some(HitLine::Entry { entry })
            }
            Hit::Sentence { report, span } => sentence(&of_sentences, *report, *span),
        });
        Ok(lines.collect())
    }
}

/// What a place is known by among those that were found.
fn hit_key(hit: &Hit) -> String {
    match hit {
        Hit::Entry(id) => id.to_string(),
        Hit::Sentence { report, span } => format!("{report}~{}", span.start()),
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

fn sentence(sight: &Sight<'_>, report: ReportId, span: Span) -> Option<HitLine> {
    let line = sight.view.report(report)?;
    let paper = sight.paper(report)?;
    let [start, end] = paper.place(span);
    Some(HitLine::Sentence(Box::new(SentenceLine {
        report: report.to_string(),
        doc: line.name.clone(),
        outlet: line.outlet.clone(),
        published: wire::days_line(line.days),
        start,
        end,
        words: paper.report.text.words(span).to_owned(),
    })))
}

/// Whether a name can be the first digits of an identity.
fn is_digits(name: &str) -> bool {
    let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (4..=32).contains(&name.len()) && name.bytes().all(hexadecimal)
}
