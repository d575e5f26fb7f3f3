use std::collections::{BTreeMap, BTreeSet};

use dateline_record::{Entry, EntryId, View};
use jiff::civil::Date;
use serde::Serialize;

use super::{Depth, Desk, Sight, sight};
use crate::Error;
use crate::threads::hands;
use crate::wire::{self, EntryLine, LinkShown};

/// What changed from one record, or one day, to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changed {
    /// Reports that only the second has, by file name.
    pub reports_new: Vec<String>,
    /// Reports that only the first has.
    pub reports_gone: Vec<String>,
    /// Entries that only the second has.
    pub new: Vec<EntryLine>,
    /// Entries that only the first has.
    pub gone: Vec<EntryLine>,
    /// Entries that both have and that read differently.
    pub changed: Vec<ChangedLine>,
    /// Disagreements that only the second has.
    pub conflicts: Vec<LinkShown>,
}

/// An entry that reads differently.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangedLine {
    /// The entry as the second has it.
    pub entry: EntryLine,
    /// What differs.
    pub differences: Vec<ChangedField>,
}

/// A field that reads differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedField {
    /// The field's word.
    pub field: String,
    /// Its value in the first; empty where it has none.
    pub before: String,
    /// Its value in the second.
    pub after: String,
}

impl Changed {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Desk {
    /// The same record with the reports alone that were out by a day; an undated one counts by
    /// the latest day it can have, and one without any is left out.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn known_by(&self, day: Date) -> Result<Self, Error> {
        let reports = self.part(sight::reports)?;
        let mut days = reports.reports.iter().map(|line| line.days.latest);
        if days.all(|latest| latest.is_some_and(|latest| latest <= day)) {
            return Self::open_to_read(&self.path);
        }
        let record = match self.record.get() {
            Some(record) => record.known_by(&reports, day),
            None => self.reading(|store| store.load(&hands))?.known_by(&reports, day),
        };
        Ok(Self::open_as_is(&self.path)?.with_record(record))
    }

    /// What changed from this record to another.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn diff(&self, other: &Self) -> Result<Changed, Error> {
        let (one, two) = (self.view()?, other.view()?);
        let (first, second) = (&Sight::new(self, one), &Sight::new(other, two));
        let mut changed = Changed {
            reports_new: only_in(two, one),
            reports_gone: only_in(one, two),
            ..Changed::default()
        };
        let before = by_id(one);
        let after = by_id(two);
        for (id, entry) in &after {
            let old = before.get(id);
            if old == Some(entry) {
                continue;
            }
            // Most entries are the same: the words are fetched of those that are not.
            let differences = old.map(|old| {
                let plain = |desk, view, entry| {
                    let sight = Sight::new(desk, view).only(Depth::Lines);
                    wire::entry_line(&sight.with_apiece(Some(0)), entry)
                };
                differences(&plain(self, one, *old), &plain(other, two, entry))
            });
            let line = || wire::entry_line(second, entry);
            match differences {
                None => changed.new.push(line()),
                Some(differences) if differences.is_empty() => {}
                Some(differences) => {
                    changed.changed.push(ChangedLine { entry: line(), differences });
                }
            }
        }
        let gone = before.iter().filter(|(id, _)| !after.contains_key(*id));
        changed.gone = gone.map(|(_, entry)| wire::entry_line(first, entry)).collect();
        changed.conflicts = new_conflicts(one, second);
        in_order(&mut changed);
        Ok(changed)
    }
}

/// The names of the reports that one has and the other has not.
fn only_in(one: &View, other: &View) -> Vec<String> {
    let only = one.reports.iter().filter(|line| other.report(line.id).is_none());
    let mut names: Vec<String> = only.map(|line| line.name.clone()).collect();
    names.sort();
    names
}

fn by_id(view: &View) -> BTreeMap<EntryId, &Entry> {
    view.entries.iter().map(|entry| (entry.id, entry)).collect()
}

fn in_order(changed: &mut Changed) {
    let key = |entry: &EntryLine| {
        let when = &entry.when;
        (when.earliest.is_none(), when.earliest.clone(), entry.kind, entry.id.clone())
    };
    changed.new.sort_by_key(key);
    changed.gone.sort_by_key(key);
    changed.changed.sort_by_key(|line| key(&line.entry));
}

fn differences(before: &EntryLine, after: &EntryLine) -> Vec<ChangedField> {
    let mut all = Vec::new();
    let mut differ = |name: &str, before: &str, after: &str| {
        if before != after {
            let (before, after) = (before.to_owned(), after.to_owned());
            all.push(ChangedField { field: name.to_owned(), before, after });
        }
    };
    differ("title", &before.title, &after.title);
    differ("when", &before.when.text, &after.when.text);
    differ("modality", before.modality, after.modality);
    differ("polarity", before.polarity, after.polarity);
    differ("reports", &before.reports.to_string(), &after.reports.to_string());
    differ("origins", &before.origins.to_string(), &after.origins.to_string());
    let names = before.fields.iter().chain(&after.fields).map(|field| field.field);
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let of = |entry: &EntryLine| entry.field(name).unwrap_or_default().to_owned();
        differ(name, &of(before), &of(after));
    }
    all
}

fn new_conflicts(before: &View, after: &Sight<'_>) -> Vec<LinkShown> {
    let places = |link: &dateline_record::Link| {
        let members = link.members.iter();
        let members = members.map(|member| (member.report, member.span));
        (link.kind, members.collect::<Vec<_>>())
    };
    let old: BTreeSet<_> = before.links.iter().map(places).collect();
    let new = after.view.links.iter().filter(|link| link.kind.is_conflict());
    new.filter(|link| !old.contains(&places(link)))
        .map(|link| wire::link_shown(after, link))
        .collect()
}
