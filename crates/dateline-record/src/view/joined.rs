use std::collections::BTreeMap;
use std::fmt;

use super::entries::{self, Draft, Whole};
use super::facts::{self, Fact};
use super::rulings::Rulings;
use super::who::{Alike, Who};
use super::{joining, lining, linking, origins, years};
use crate::hands::{Hands, each, put_away};
use crate::written::EntryRow;
use crate::{
    ActorEntry, CopyGroup, Entry, EntryId, Link, Parts, Record, ReportLine, Ruled,
    Series, Unsure, View,
};

/// A record joined, its entries not written out yet: of a record of many reports few of them
/// change when one comes, and all at once would take more room than the reports themselves.
///
/// [`Joined::seen`] is the [`View`] of it.
pub struct Joined {
    rulings: Rulings,
    who: Who,
    facts: Vec<Fact>,
    entries: Vec<Draft>,
    reports: Vec<ReportLine>,
    series: Vec<Series>,
    links: Vec<Link>,
    copies: Vec<CopyGroup>,
    decisions: Vec<Ruled>,
}

impl fmt::Debug for Joined {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = formatter.debug_struct("Joined");
        told.field("reports", &self.reports.len()).field("entries", &self.entries.len());
        told.finish_non_exhaustive()
    }
}

impl Joined {
    /// Joins a record, with the help of hands and of what an earlier look left; neither
    /// changes what is seen.
    #[must_use]
    pub fn of(record: &Record, hands: Hands<'_>, known: Option<&Alike>) -> Self {
        let rulings = Rulings::of(record);
        let (mut reports, copies) = origins::of(record, &rulings, hands);
        let who = Who::of(record, &rulings, (hands, known));
        let mut facts = facts::of((record, &rulings), &who, &reports, hands);
        let mut groups = joining::of(&facts, &rulings, hands);
        // What one report dates may date another that tells of the same without a year; then
        // more can be told to be one.
        if years::carry(record, &mut facts, &groups, &mut reports) {
            groups = joining::of(&facts, &rulings, hands);
        }
        let entries = entries::of(&facts, groups, hands);
        let whole = Whole { facts: &facts, rulings: &rulings, who: &who };
        let lined = lining::of(&entries, whole, hands);
        let sight = linking::Sight {
            record,
            facts: &facts,
            entries: &entries,
            whole,
            lined: &lined,
            who: &who,
        };
        let links = linking::of(&sight, hands);
        let decisions = ruled(&rulings, &entries, &facts);
        let series = lined.into_iter().map(|lined| lined.series).collect();
        Self { rulings, who, facts, entries, reports, series, links, copies, decisions }
    }

    /// All of it, as it is seen; and what the next look may be helped by.
    #[must_use]
    pub fn seen(self, hands: Hands<'_>) -> (View, Alike) {
        let entries = each(hands, self.entries.len(), &|place| self.whole(place));
        put_away(hands, self.facts);
        let view = View::of_parts(Parts {
            reports: self.reports,
            actors: self.who.actors,
            unsure: self.who.unsure,
            entries: entries.into_iter().flatten().collect(),
            series: self.series,
            links: self.links,
            copies: self.copies,
            decisions: self.decisions,
        });
        (view, self.who.alike)
    }

    /// The reports, by day, then identity.
    #[must_use]
    pub fn reports(&self) -> &[ReportLine] {
        &self.reports
    }

    /// Who is who, by identity.
    #[must_use]
    pub fn actors(&self) -> &[ActorEntry] {
        &self.who.actors
    }

    /// Who may be who.
    #[must_use]
    pub fn unsure(&self) -> &[Unsure] {
        &self.who.unsure
    }

    /// How many over time, by identity.
    #[must_use]
    pub fn series(&self) -> &[Series] {
        &self.series
    }

    /// How findings stand to each other.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Texts that stand in several reports.
    #[must_use]
    pub fn copies(&self) -> &[CopyGroup] {
        &self.copies
    }

    /// Every decision with what became of it, oldest first.
    #[must_use]
    pub fn decisions(&self) -> &[Ruled] {
        &self.decisions
    }

    /// How alike names are, for the next look.
    #[must_use]
    pub fn alike(&self) -> &Alike {
        &self.who.alike
    }

    /// The identities of the entries, in the order of the timeline.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = EntryId> + '_ {
        self.entries.iter().map(|entry| entry.id)
    }

    /// A mark of all that the entry at a place hangs on: while it is the same, and the rules
    /// are, the entry is.
    #[must_use]
    pub fn mark(&self, place: usize) -> i64 {
        self.entries
            .get(place)
            .map(|entry| self.made_of().mark(entry))
            .unwrap_or_default()
    }

    /// The entry at a place, with the row that it is kept by.
    #[must_use]
    pub fn entry(&self, place: usize) -> Option<(Entry, EntryRow)> {
        let entry = self.whole(place)?;
        let row = self.made_of().row(self.entries.get(place)?, &entry);
        Some((entry, row))
    }

    /// Takes all of it apart, side by side: of a large record that is work as well.
    pub fn put_away(self, hands: Hands<'_>) {
        put_away(hands, self.facts);
        put_away(hands, self.entries);
    }

    fn whole(&self, place: usize) -> Option<Entry> {
        Some(self.made_of().entry(self.entries.get(place)?))
    }

    fn made_of(&self) -> Whole<'_> {
        Whole { facts: &self.facts, rulings: &self.rulings, who: &self.who }
    }
}

fn ruled(rulings: &Rulings, entries: &[Draft], facts: &[Fact]) -> Vec<Ruled> {
    let mut entry_of = BTreeMap::new();
    if !rulings.all.is_empty() {
        for entry in entries {
            for fact in entry.evidence.iter().filter_map(|number| facts.get(*number)) {
                entry_of.insert((fact.report, fact.number), entry.id);
            }
        }
    }
    let ruled = rulings.all.iter().map(|(decision, standing, place)| Ruled {
        decision: decision.clone(),
        standing: *standing,
        entry: place.and_then(|place| entry_of.get(&place).copied()),
    });
    ruled.collect()
}
