//! What stands beside an entry on its page, worked out from what is near it alone.

use std::collections::BTreeSet;

use dateline_findings::Kind;
use dateline_record::{Entry, EntryId, Filter, Link, Parts, View};
use dateline_text::ReportId;

use super::{Depth, Desk, Sight};
use crate::Error;
use crate::wire::{self, AgreedShown, BodyLine, PromiseShown};

/// What stands beside an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// What is owed under an agreement.
    pub agreed: Option<AgreedShown>,
    /// What a body is to do, and when it met.
    pub body: Option<BodyLine>,
    /// What came of a commitment.
    pub promise: Option<PromiseShown>,
}

/// How many meetings of a body stand beside it.
const MEETINGS: usize = 200;

impl Desk {
    /// What stands beside an entry, by its whole identity; nothing where there is none.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn beside(&self, id: &str) -> Result<Beside, Error> {
        let view = self.view()?;
        let entry = EntryId::parse(id).and_then(|id| view.entry(id));
        let Some(entry) = entry else { return Ok(Beside::default()) };
        let all = Filter::default();
        let mut beside = Beside::default();
        match entry.kind {
            Kind::Agreement => {
                let near = self.near(view, entry);
                let sight = Sight::new(self, &near).only(Depth::Lines);
                let all = near.agreements(&all, None).into_iter();
                let mut all = all.filter(|one| one.agreement.id == entry.id);
                beside.agreed = all.next().map(|one| wire::agreed(&sight, &one));
            }
            Kind::Commitment => {
                let near = self.near(view, entry);
                let sight = Sight::new(self, &near).only(Depth::Lines);
                let mut all = near.commitments(&all, None);
                all.retain(|one| one.commitment.id == entry.id);
                beside.promise = wire::promises(&sight, &all).into_iter().next();
            }
            Kind::Body => {
                let sight = Sight::new(self, view).only(Depth::Lines);
                let sight = sight.with_apiece(Some(MEETINGS));
                let words = Some(entry.title.clone());
                let all = view.bodies(&Filter { words, ..all }).into_iter();
                let mut all = all.filter(|one| one.body.id == entry.id);
                beside.body = all.next().map(|one| wire::body(&sight, &one));
            }
            _ => {}
        }
        Ok(beside)
    }

    /// A view of an entry, of what the same reports tell, and of what is linked with either.
    fn near(&self, view: &View, entry: &Entry) -> View {
        let mut places: BTreeSet<usize> = BTreeSet::new();
        for report in reports_of(entry) {
            places.extend(self.memory.of_report(view, report));
        }
        let owed = places.iter().filter_map(|place| view.entries.get(*place));
        let owed = owed.filter(|one| one.kind == Kind::Commitment).chain([entry]);
        let mut links: Vec<Link> =
            owed.flat_map(|one| view.links_of(one.id)).cloned().collect();
        Link::sort(&mut links);
        links.dedup();
        let linked = links.iter().flat_map(|link| &link.entries);
        for other in linked.filter_map(|id| view.entry(*id)) {
            let places_of = |report| self.memory.of_report(view, report).iter().copied();
            let all = reports_of(other).into_iter().take(1).flat_map(places_of);
            let is_it = |place: &usize| {
                view.entries.get(*place).is_some_and(|one| one.id == other.id)
            };
            places.extend(all.filter(is_it));
        }
        let entries: Vec<Entry> =
            places.iter().filter_map(|place| view.entries.get(*place).cloned()).collect();
        let reports: BTreeSet<ReportId> = entries.iter().flat_map(reports_of).collect();
        let reports = view.reports.iter().filter(|line| reports.contains(&line.id));
        let reports = reports.cloned().collect();
        let actors: BTreeSet<_> = entries.iter().flat_map(|one| &one.actors).collect();
        let actors =
            actors.into_iter().filter_map(|id| view.actor(id).cloned()).collect();
        View::of_parts(Parts { reports, actors, entries, links, ..Parts::default() })
    }
}

fn reports_of(entry: &Entry) -> BTreeSet<ReportId> {
    entry.evidence.iter().map(|evidence| evidence.report).collect()
}
