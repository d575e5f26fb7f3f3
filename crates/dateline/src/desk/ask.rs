use dateline_record::{Entry, Found as Held};
use dateline_store::Hit;
use serde::Serialize;

use super::Desk;
use crate::Error;
use crate::wire::{
    self, ActorLine, EntryLine, LinkShown, ReportShown, SeriesLine, WhenLine,
};

/// What a name or an identity stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Found {
    /// An actor.
    Actor {
        /// Who it is.
        actor: Box<ActorLine>,
        /// The entries it is in.
        entries: Vec<EntryLine>,
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    #[must_use]
    pub fn named(&self, name: &str, limit: usize) -> Vec<Found> {
        let view = self.view();
        let by_digits = is_digits(name).then(|| self.by_digits(name));
        if let Some(found) = by_digits.filter(|found| !found.is_empty()) {
            return found;
        }
        let mut found = view.find(name);
        found.truncate(limit);
        found.iter().map(|held| self.found(held)).collect()
    }

    fn by_digits(&self, digits: &str) -> Vec<Found> {
        let view = self.view();
        let entries = view.entries.iter();
        let entries = entries.filter(|entry| entry.id.to_string().starts_with(digits));
        let mut found: Vec<Found> =
            entries.map(|entry| self.entry_found(entry)).collect();
        let reports = view.reports.iter();
        let reports = reports.filter(|line| line.id.to_string().starts_with(digits));
        found.extend(reports.map(|line| {
            let rests = |entry: &&Entry| {
                entry.evidence.iter().any(|evidence| evidence.report == line.id)
            };
            let entries = view.entries.iter().filter(rests);
            let entries = entries.map(|entry| wire::entry_line(self, entry)).collect();
            Found::Report { report: Box::new(wire::report(self, line)), entries }
        }));
        found
    }

    fn entry_found(&self, entry: &Entry) -> Found {
        let links = self.view().links.iter();
        let links = links.filter(|link| link.entries.contains(&entry.id));
        Found::Entry {
            entry: Box::new(wire::entry_line(self, entry)),
            links: links.map(|link| wire::link_shown(self, link)).collect(),
        }
    }

    fn found(&self, held: &Held<'_>) -> Found {
        let lines = |entries: &[&Entry]| -> Vec<EntryLine> {
            entries.iter().map(|entry| wire::entry_line(self, entry)).collect()
        };
        match held {
            Held::Actor(actor, entries) => Found::Actor {
                actor: Box::new(wire::actor(actor)),
                entries: lines(entries),
            },
            Held::Entry(entry, _) => self.entry_found(entry),
            Held::Series(series) => {
                Found::Series { series: Box::new(wire::series_line(self, series)) }
            }
            Held::Report(line, entries) => Found::Report {
                report: Box::new(wire::report(self, line)),
                entries: lines(entries),
            },
        }
    }

    /// The sentences and entries that hold all the words, best first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn find(&self, words: &str, limit: usize) -> Result<Vec<HitLine>, Error> {
        let hits = self.asking(|store| store.search(words, limit))?;
        Ok(hits.iter().filter_map(|hit| self.hit(hit)).collect())
    }

    fn hit(&self, hit: &Hit) -> Option<HitLine> {
        match hit {
            Hit::Sentence { report, span, words } => {
                let line = self.view().report(*report)?;
                let place = self.paper(*report).map(|paper| paper.place(*span));
                let [start, end] = place.unwrap_or_default();
                let shown = wire::report(self, line);
                Some(HitLine::Sentence(Box::new(SentenceLine {
                    report: report.to_string(),
                    doc: shown.doc,
                    outlet: shown.outlet,
                    published: shown.published,
                    start,
                    end,
                    words: words.clone(),
                })))
            }
            Hit::Entry { id, .. } => {
                let id = dateline_record::EntryId::parse(id)?;
                let entry = self.view().entry(id)?;
                let entry = Box::new(wire::entry_line(self, entry));
                Some(HitLine::Entry { entry })
            }
        }
    }
}

/// Whether a name can be the first digits of an identity.
fn is_digits(name: &str) -> bool {
    let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (4..=32).contains(&name.len()) && name.bytes().all(hexadecimal)
}
